//! What travels to the browser: props of islands and answers of their endpoints. Plain data with
//! the sentences already in the reader's language; never an account id, an address or a ballot.

use serde::{Deserialize, Serialize};

/// Asked by the support buttons of a list or page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupportRequest {
    /// The proposal.
    pub proposal: String,
    /// To support, or to take the support back.
    pub on: bool,
}

/// Answer to a [`SupportRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupportReply {
    /// Supports now.
    pub count: i64,
    /// Whether the reader supports it now.
    pub mine: bool,
    /// A sentence to announce, in the reader's language.
    pub said: String,
}

/// Asked while the title of a proposal is being written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SimilarRequest {
    /// The process, as in the address.
    pub process: String,
    /// The title so far.
    pub title: String,
}

/// A proposal that looks like the one being written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Similar {
    /// Address of its page.
    pub href: String,
    /// Its title.
    pub title: String,
    /// "12 soutiens".
    pub note: String,
}

/// A refusal by an endpoint: a sentence, and where to go when signing in is all it takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// What to tell the reader.
    pub said: String,
    /// Address of the page that helps, if any.
    pub href: Option<String>,
}
