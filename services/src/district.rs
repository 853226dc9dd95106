//! The commune's districts: an ordered list of names that the town hall keeps, offered when one proposes.

use crate::{Error, Result, Rng, audit, new_id};
use civic::field::FieldErrors;
use civic::id::DistrictId;
use civic::permission::{Actor, Role};
use civic::time::Now;
use store::Tx;

/// Name of the field that holds the list, one name a line.
pub const NAMES: &str = "districts";

/// The list, as the field shows it.
///
/// # Errors
/// [`Error::Refused`] without the role.
pub async fn names(tx: &mut Tx, actor: &Actor) -> Result<String> {
    actor.with_role(Role::Official)?;
    let listed = store::district::listed(tx).await?;
    let names: Vec<String> = listed.into_iter().map(|(_, name)| name).collect();
    Ok(names.join("\n"))
}

/// Makes the commune's list the one given. A district taken off stays on the proposals that have it.
///
/// # Errors
/// [`Error::Refused`] without the role, [`Error::Fields`] ([`NAMES`]).
pub async fn set(tx: &mut Tx, actor: &Actor, now: Now, rng: &mut Rng, typed: &str) -> Result<()> {
    let official = actor.with_role(Role::Official)?.clone();
    let mut errors = FieldErrors::default();
    let Some(names) = errors.take(NAMES, crate::process::parse_names(typed)) else {
        return Err(Error::Fields(errors));
    };
    let listed = store::district::listed(tx).await?;
    for (id, _) in listed.iter().filter(|(_, name)| !names.contains(name)) {
        store::district::unlist(tx, id).await?;
    }
    for (position, name) in (0..).zip(&names) {
        let id: DistrictId = new_id(now, rng);
        store::district::list(tx, &id, name, position).await?;
    }
    audit(
        tx,
        Some(&official),
        now,
        rng,
        "district.list",
        "commune",
        "-",
    )
    .await
}
