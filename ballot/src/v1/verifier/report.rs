//! What a correct archive says, and the same as JSON: one text for `tiker verify --json` and for
//! the page in a browser. Nothing here checks anything, and no sentence for people is here.

use crate::archive::{Head, Kind};
use crate::json::{push_list, push_string};
use crate::text::{Hash, hex};
use crate::v1::election::Draft;
use crate::v1::tally::Counts;
use crate::words;
use std::fmt::Write as _;

/// Where a tracker was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The event's number.
    pub event: u64,
    /// Whether it counts, or was replaced by a later ballot of the same voter.
    pub counts: bool,
}

/// What a correct archive says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub group: &'static str,
    pub election: Draft,
    /// The hash that every ballot names.
    pub fingerprint: String,
    /// Hash of the last event: who publishes it fixes all that is before.
    pub head: Head,
    /// The last event's kind: how far the election is.
    pub stage: Kind,
    pub trustees: usize,
    pub decryptions: usize,
    /// Number of voting rights, and the sum of their weights.
    pub credentials: u64,
    pub rights: u64,
    /// The hash of their list: whoever made the rights has the same.
    pub list: Hash,
    /// Number of ballots, those replaced later included.
    pub ballots: u64,
    pub voters: u64,
    /// Sum of the weights of those who voted.
    pub weight: u64,
    pub result: Option<Counts>,
    /// The heads that were asked for, each with its event's number.
    pub heads: Vec<(Hash, u64)>,
    /// Where the tracker is that was asked for; nothing if it is nowhere.
    pub found: Option<Found>,
}

impl Report {
    /// Whether there is a result, and so everything to check was there.
    pub fn complete(&self) -> bool {
        self.stage == Kind::Result
    }

    /// The report as one JSON object; `tracker` is the one that was asked for.
    pub fn json(&self, tracker: Option<&str>) -> String {
        let mut out = String::from("{\"ok\":true,\"protocol\":1");
        let mut text = |name: &str, text: &str| {
            let _never_fails = write!(out, ",\"{name}\":");
            push_string(&mut out, text);
        };
        text("group", self.group);
        text("uuid", &self.election.uuid);
        text("name", &self.election.name);
        text("fingerprint", &self.fingerprint);
        if let Some(last) = &self.head.last {
            text("head", &hex(last));
        }
        text("list", &words::of(&self.list));
        text("stage", self.stage.name());
        let _never_fails = write!(out, ",\"complete\":{}", self.complete());
        for (name, number) in [
            ("events", self.head.events),
            ("trustees", self.trustees as u64),
            ("decryptions", self.decryptions as u64),
            ("credentials", self.credentials),
            ("rights", self.rights),
            ("ballots", self.ballots),
            ("voters", self.voters),
            ("weight", self.weight),
        ] {
            let _never_fails = write!(out, ",\"{name}\":{number}");
        }
        out.push_str(",\"questions\":");
        push_list(&mut out, &self.election.questions, |out, one| {
            out.push_str("{\"question\":");
            push_string(out, &one.question);
            out.push_str(",\"answers\":");
            push_list(out, &one.answers, |out, answer| push_string(out, answer));
            let _never_fails = write!(out, ",\"blank\":{}}}", one.blank);
        });
        out.push_str(",\"result\":");
        match &self.result {
            Some(counts) => push_list(&mut out, counts, |out, row| {
                push_list(out, row, |out, count| out.push_str(&count.to_string()));
            }),
            None => out.push_str("null"),
        }
        out.push_str(",\"heads\":");
        push_list(&mut out, &self.heads, |out, (head, event)| {
            let head = hex(head);
            let _never_fails = write!(out, "{{\"head\":\"{head}\",\"event\":{event}}}");
        });
        out.push_str(",\"tracker\":");
        match tracker {
            Some(tracker) => {
                out.push_str("{\"tracker\":");
                push_string(&mut out, tracker);
                out.push_str(",\"found\":");
                let _never_fails = match self.found {
                    Some(Found { event, counts }) => {
                        write!(out, "{{\"event\":{event},\"counts\":{counts}}}}}")
                    }
                    None => write!(out, "null}}"),
                };
            }
            None => out.push_str("null"),
        }
        out.push('}');
        out
    }
}
