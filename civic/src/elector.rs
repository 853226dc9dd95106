//! The electoral roll: who is on it ([`file`] reads the national export), and what makes two people the same one. A match
//! attaches a right to an identity that was proven otherwise; it proves none, since anybody may hold a copy of the roll
//! (code électoral, art. L. 37). **Never here**: where it is kept, a keyed hash.

pub mod file;
mod report;

pub use report::{Finding, Kind, Report, Told, examine};

use crate::civil::Civil;
use serde::{Deserialize, Serialize};

/// The lists that make up a roll.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum List {
    /// French citizens.
    Principal,
    /// Citizens of other states of the Union, for the municipal elections.
    Municipal,
    /// The same, for the European elections only.
    European,
}

/// A line of the roll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elector {
    /// Its line in the file.
    pub line: u32,
    /// On which list.
    pub list: List,
    /// Who.
    pub civil: Civil,
    /// The code of the polling station, empty when it is missing.
    pub station: String,
    /// The number in the polling station.
    pub number: String,
}

/// Somebody who votes in this commune, once, as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// [`Civil::key`].
    pub key: String,
    /// [`Civil::name_key`].
    pub name_key: String,
    /// The polling station.
    pub station: String,
    /// Whether several lines of one list are the same to us: nobody can be told by them.
    pub ambiguous: bool,
}
