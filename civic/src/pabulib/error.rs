//! Why a file is refused.

use serde::{Deserialize, Serialize};

/// A refusal: the line (from 1) and the reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct Error {
    pub line: usize,
    pub reason: Reason,
}

/// A section of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    Meta,
    Projects,
    Votes,
}

/// What is wrong, for a program to translate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Reason {
    #[error("not UTF-8")]
    NotUtf8,
    #[error("a NUL character")]
    Nul,
    #[error("a control character or a byte-order mark inside the text")]
    ControlCharacter,
    #[error("the line is longer than {limit} bytes")]
    LineTooLong { limit: usize },
    #[error("text before the first section")]
    TextBeforeSection,
    #[error("section {section:?} is missing")]
    MissingSection { section: Section },
    #[error("section {section:?} is out of order or repeated")]
    MisplacedSection { section: Section },
    #[error("wrong header of section {section:?}")]
    WrongHeader { section: Section },
    #[error("wrong quotes")]
    WrongQuotes,
    #[error("{found} fields where {expected} are expected")]
    WrongFieldCount { expected: usize, found: usize },
    #[error("key {key} is missing")]
    MissingKey { key: String },
    #[error("key {key} is repeated")]
    DuplicateKey { key: String },
    #[error("key {key} is not a number in range")]
    BadNumber { key: String },
    #[error("key {key} is not a date day.month.year")]
    BadDate { key: String },
    #[error("the vote ends before it begins")]
    DatesReversed,
    #[error("vote type {vote_type} is not supported")]
    UnsupportedVoteType { vote_type: String },
    #[error("the budget is not a positive amount")]
    BadBudget,
    #[error("the cost is not a positive amount with at most two decimals")]
    BadCost,
    #[error("the id is empty, holds a comma or is the name of a section")]
    BadId,
    #[error("project {id} is repeated")]
    DuplicateProject { id: String },
    #[error("voter {id} is repeated")]
    DuplicateVoter { id: String },
    #[error("the vote names project {id}, which does not exist")]
    UnknownProject { id: String },
    #[error("the vote names project {id} twice")]
    RepeatedChoice { id: String },
    #[error("points are missing, are not whole numbers, or are not one for each project named")]
    BadPoints,
    #[error("points in a vote without points")]
    UnexpectedPoints,
    #[error("the points of the vote are outside the limits of the file")]
    PointsOutOfRange,
    #[error("{found} projects named, at least {min} expected")]
    TooFewChoices { min: u32, found: usize },
    #[error("{found} projects named, at most {max} expected")]
    TooManyChoices { max: u32, found: usize },
    #[error("{declared} projects declared, {found} found")]
    ProjectCountMismatch { declared: u64, found: u64 },
    #[error("{declared} votes declared, {found} found")]
    VoteCountMismatch { declared: u64, found: u64 },
    #[error("project {id}: {declared} votes declared, {found} counted")]
    ProjectVotesMismatch {
        id: String,
        declared: u64,
        found: u64,
    },
    #[error("project {id}: score {declared} declared, {found} counted")]
    ProjectScoreMismatch {
        id: String,
        declared: u64,
        found: u64,
    },
}
