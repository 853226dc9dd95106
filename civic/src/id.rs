//! Identifiers: one newtype per thing, so that a comment can never be taken for a proposal.
//! They travel as text (a hyphenated UUID, version 7: time-ordered); nothing here makes one.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The id as it stands in the database and in addresses.
            #[must_use]
            pub fn as_str(&self) -> &str { &self.0 }
        }
        impl From<String> for $name { fn from(s: String) -> Self { Self(s) } }
        impl From<&str> for $name { fn from(s: &str) -> Self { Self(s.to_owned()) } }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(&self.0) }
        }
    )*};
}

ids! {
    /// A person's account.
    AccountId;
    /// A process (démarche): a participatory budget, a concertation, a petition.
    ProcessId;
    /// A dated phase of a process.
    PhaseId;
    /// A proposal, which is also what is voted on.
    ProposalId;
    /// A comment on a proposal.
    CommentId;
    /// A project (réalisation): what became of a proposal.
    ProjectId;
    /// A dated step of a project.
    MilestoneId;
    /// A district (quartier) of the commune.
    DistrictId;
    /// A category of a process.
    CategoryId;
}

/// Builds the text of a version-7 UUID (RFC 9562 §5.7) from a time in microseconds and ten random bytes.
#[must_use]
pub fn uuid_v7(micros: i64, random: [u8; 10]) -> String {
    let millis = u64::try_from(micros / 1000).unwrap_or(0);
    let r = random;
    let bytes = [
        (millis >> 40) as u8,
        (millis >> 32) as u8,
        (millis >> 24) as u8,
        (millis >> 16) as u8,
        (millis >> 8) as u8,
        millis as u8,
        0x70 | (r[0] & 0x0f),
        r[1],
        0x80 | (r[2] & 0x3f),
        r[3],
        r[4],
        r[5],
        r[6],
        r[7],
        r[8],
        r[9],
    ];
    let mut out = String::with_capacity(36);
    for (i, b) in bytes.iter().enumerate() {
        if matches!(i, 4 | 6 | 8 | 10) {
            out.push('-');
        }
        for nibble in [b >> 4, b & 15] {
            out.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0'));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn uuid_has_version_and_variant() {
        let id = super::uuid_v7(1_700_000_000_000_000, [0xff; 10]);
        assert_eq!(id.len(), 36);
        assert_eq!(&id[14..15], "7");
        assert_eq!(&id[19..20], "b");
        assert!(super::uuid_v7(1, [0; 10]) < super::uuid_v7(2_000_000, [0; 10]));
    }
}
