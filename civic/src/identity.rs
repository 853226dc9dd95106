//! The ways in: how somebody proves who she is. Each gives a level ([`Level`]) and nothing more: which process asks for
//! which level is its own affair. **Never here**: a protocol, an address, a name.

use crate::civil::Civil;
use crate::permission::Level;
use serde::{Deserialize, Serialize};

/// A provider that vouches for people. The one-time code to a mailbox and the desk need none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// FranceConnect: a citizen, known to the State's register of persons.
    FranceConnect,
    /// `ProConnect`: somebody who works for an establishment, which vouches for her.
    ProConnect,
}

impl Way {
    /// All of them.
    pub const ALL: [Way; 2] = [Way::FranceConnect, Way::ProConnect];

    /// Its own name, the same in every language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Way::FranceConnect => "FranceConnect",
            Way::ProConnect => "ProConnect",
        }
    }

    /// The way as stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Way::FranceConnect => "france_connect",
            Way::ProConnect => "pro_connect",
        }
    }

    /// Reads a stored way.
    #[must_use]
    pub fn parse(text: &str) -> Option<Way> {
        Way::ALL.into_iter().find(|w| w.as_str() == text)
    }
}

/// How a session was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Proof {
    /// A one-time code, read in a mailbox.
    Code,
    /// The same, and a code that the town hall handed over for a first passkey.
    Enrolment,
    /// A code on paper, which the town hall handed over.
    Letter,
    /// A passkey, which its device gave after its owner unlocked it.
    Passkey,
    /// A provider vouched for whoever it is.
    Provider(Way),
}

impl Proof {
    /// The proof as stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Proof::Code => "code",
            Proof::Enrolment => "enrolment",
            Proof::Letter => "letter",
            Proof::Passkey => "passkey",
            Proof::Provider(way) => way.as_str(),
        }
    }

    /// Reads a stored proof.
    #[must_use]
    pub fn parse(text: &str) -> Option<Proof> {
        match text {
            "code" => Some(Proof::Code),
            "enrolment" => Some(Proof::Enrolment),
            "letter" => Some(Proof::Letter),
            "passkey" => Some(Proof::Passkey),
            other => Way::parse(other).map(Proof::Provider),
        }
    }

    /// The level that it proves. A passkey or a provider's word alone proves no more than whose account it is; who somebody is
    /// to the civil registers is proven apart ([`crate::civil`]).
    #[must_use]
    pub fn level(self) -> Level {
        match self {
            Proof::Code | Proof::Enrolment => Level::Mailbox,
            Proof::Letter | Proof::Passkey | Proof::Provider(_) => Level::Anonymous,
        }
    }

    /// Whether it is enough for what the commune entrusts to people: a mailbox can be read by others, and
    /// `FranceConnect` says who a citizen is and not that she works here.
    #[must_use]
    pub fn is_strong(self) -> bool {
        matches!(self, Proof::Passkey | Proof::Provider(Way::ProConnect))
    }
}

/// Somebody as a provider vouched for her.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Which provider.
    pub way: Way,
    /// The provider and its name for her: two people never have the same.
    pub subject: String,
    /// Who she is to the civil registers, where it was asked and said.
    pub civil: Option<Civil>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_is_read_again_and_a_mailbox_opens_no_town_hall() {
        for way in Way::ALL {
            assert_eq!(Way::parse(way.as_str()), Some(way));
        }
        let way = Way::FranceConnect;
        let all = [
            Proof::Code,
            Proof::Enrolment,
            Proof::Letter,
            Proof::Passkey,
            Proof::Provider(way),
            Proof::Provider(Way::ProConnect),
        ];
        for proof in all {
            assert_eq!(Proof::parse(proof.as_str()), Some(proof));
            let strong = [Proof::Passkey, Proof::Provider(Way::ProConnect)];
            assert_eq!(proof.is_strong(), strong.contains(&proof));
        }
    }
}
