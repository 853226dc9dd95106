//! The register of processing: which tables a processing keeps things in, as declared beside them. The sentences are the
//! pages' own; the times are [`crate::retention`]'s.

use civic::personal::Processing;

/// The tables of a processing, by name.
#[must_use]
pub fn tables(processing: Processing) -> Vec<&'static str> {
    store::personal::tables(processing)
        .map(|held| held.table)
        .collect()
}
