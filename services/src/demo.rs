//! The demonstration commune, invented: made through the citizens' use cases at past instants.

use crate::{Result, Rng};
use civic::time::Now;
use store::Tx;

/// Fills an empty database.
///
/// # Errors
/// What a use case or the database says.
pub async fn seed(_tx: &mut Tx, _now: Now, _rng: &mut Rng) -> Result<()> {
    Ok(())
}
