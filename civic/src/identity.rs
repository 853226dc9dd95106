//! The ways in: how somebody proves who she is. Each gives a level ([`Level`]) and nothing more: which process asks for
//! which level is its own affair. **Never here**: a protocol, an address, a name.

use crate::permission::Level;

/// A provider that vouches for people. The one-time code to a mailbox and the desk need none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
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

    /// What it proves. FranceConnect tells persons apart; it knows nothing of where they live. `ProConnect` tells who works
    /// where: as a citizen, she has proven nothing by it.
    #[must_use]
    pub fn level(self) -> Level {
        match self {
            Way::FranceConnect => Level::Identified,
            Way::ProConnect => Level::Mailbox,
        }
    }
}

/// How a session was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Proof {
    /// A one-time code, read in a mailbox.
    Code,
    /// The same, and a code that the town hall handed over for a first passkey.
    Enrolment,
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
            "passkey" => Some(Proof::Passkey),
            other => Way::parse(other).map(Proof::Provider),
        }
    }

    /// The level that it proves. A passkey proves no more than whose account it is.
    #[must_use]
    pub fn level(self) -> Level {
        match self {
            Proof::Code | Proof::Enrolment => Level::Mailbox,
            Proof::Passkey => Level::Anonymous,
            Proof::Provider(way) => way.level(),
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Which provider.
    pub way: Way,
    /// The provider and its name for her: two people never have the same.
    pub subject: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_provider_proves_more_than_a_mailbox_and_less_than_the_desk() {
        for way in Way::ALL {
            assert_eq!(Way::parse(way.as_str()), Some(way));
        }
        let way = Way::FranceConnect;
        assert!(way.level() > Level::Mailbox && way.level() < Level::Resident);
        let all = [
            Proof::Code,
            Proof::Enrolment,
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
