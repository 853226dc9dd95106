//! What data about people is for: the processings of the commune's register (GDPR, art. 30). Which column is part of which
//! stands in `store::personal`; what each is called and how long it lasts, in the pages. **Never here**: data.

/// A processing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Processing {
    /// Accounts: who takes part, and how well she is known.
    Account,
    /// Signing in: codes, passkeys, providers, devices.
    SignIn,
    /// Proposals, comments, supports.
    Participation,
    /// Who has voted; ballots are nobody's.
    Vote,
    /// Who keeps the key of a sealed vote.
    Keys,
    /// The electoral roll.
    Roll,
    /// Who works for the commune here.
    TownHall,
    /// Mails.
    Mail,
    /// What was done, and attempts that were counted against a limit.
    Security,
}

impl Processing {
    /// All of them, in the order of the register.
    pub const ALL: [Processing; 9] = [
        Processing::Account,
        Processing::SignIn,
        Processing::Participation,
        Processing::Vote,
        Processing::Keys,
        Processing::Roll,
        Processing::TownHall,
        Processing::Mail,
        Processing::Security,
    ];
}
