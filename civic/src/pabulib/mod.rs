//! Pabulib files (`.pb`), the common format of participatory-budget data.
//!
//! For: reading a file others made, refusing it with a line and a reason when it contradicts
//! itself, and writing one that others read back. Never in here: counting, IO, or guessing what a
//! wrong file meant.
//!
//! The format: Faliszewski and others, "Participatory Budgeting: Data, Tools and Analysis",
//! IJCAI 2023 (<https://arxiv.org/abs/2305.11035>); <https://pabulib.org/format>. Lines end with
//! LF or CRLF; a byte-order mark at the very start is accepted, as pabutools writes one.
//! Supported vote types: approval, choose-1, cumulative, scoring, with whole points.

mod error;
mod lines;
mod parse;
mod sections;
mod values;
mod votes;
mod write;

pub use self::error::{Error, Reason, Section};
pub use self::lines::MAX_LINE_BYTES;
pub use self::parse::parse;
pub use self::values::Date;
pub use self::write::write;

use crate::count;
use serde::{Deserialize, Serialize};

/// What a file says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// All keys and values of META in order, as written. The fields below come from it; the
    /// writer takes them, and the numbers of projects and votes, from the typed values.
    pub meta: Vec<(String, String)>,
    /// In cents.
    pub budget: i64,
    pub vote_type: VoteType,
    pub begin: Option<Date>,
    pub end: Option<Date>,
    /// The fewest projects a vote may name.
    pub min_length: Option<u32>,
    /// The most projects a vote may name.
    pub max_length: Option<u32>,
    pub projects: Vec<Project>,
    pub votes: Vec<Vote>,
}

/// How voters expressed themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum VoteType {
    #[serde(rename = "approval")]
    Approval,
    #[serde(rename = "choose-1")]
    ChooseOne,
    #[serde(rename = "cumulative")]
    Cumulative,
    #[serde(rename = "scoring")]
    Scoring,
}

/// A line of PROJECTS.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Project {
    pub id: String,
    /// In cents.
    pub cost: i64,
    pub name: Option<String>,
    pub category: Option<String>,
    pub district: Option<String>,
    /// Votes the file declares; equal to those it holds.
    pub votes: Option<u64>,
    /// Points the file declares; equal to those it holds.
    pub score: Option<u64>,
    /// Other columns, in order.
    pub other: Vec<(String, String)>,
}

/// A line of VOTES.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vote {
    pub voter_id: String,
    pub choices: Vec<Choice>,
    /// Other columns, in order.
    pub other: Vec<(String, String)>,
}

/// A project named in a vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Position in [`File::projects`].
    pub project: usize,
    /// Only where voters give points.
    pub points: Option<u32>,
}

impl VoteType {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Approval => "approval",
            Self::ChooseOne => "choose-1",
            Self::Cumulative => "cumulative",
            Self::Scoring => "scoring",
        }
    }

    /// Whether voters give points.
    pub fn has_points(self) -> bool {
        matches!(self, Self::Cumulative | Self::Scoring)
    }

    fn from_text(text: &str) -> Option<Self> {
        let all = [
            Self::Approval,
            Self::ChooseOne,
            Self::Cumulative,
            Self::Scoring,
        ];
        all.into_iter().find(|v| v.as_str() == text)
    }
}

impl File {
    /// The value of a key of META.
    pub fn meta(&self, key: &str) -> Option<&str> {
        self.meta
            .iter()
            .find(|(k, _)| k == key)
            .map(|(_, value)| value.as_str())
    }

    /// What there is to count. A vote without points gives one to each project it names.
    pub fn instance(&self) -> count::Instance {
        let projects = self.projects.iter();
        let ballot = |vote: &Vote| {
            let choices = vote.choices.iter();
            count::Ballot::scoring(choices.map(|c| (c.project, c.points.unwrap_or(1))))
        };
        count::Instance {
            budget: self.budget,
            projects: projects
                .map(|p| count::Project {
                    id: p.id.clone(),
                    cost: p.cost,
                })
                .collect(),
            ballots: self.votes.iter().map(ballot).collect(),
        }
    }
}
