//! Who may do what. Roles and verification levels are data of an account; the rules are here.
//! Never here: how a person proves who she is (services::sign_in), or what a page shows.

use crate::id::AccountId;
use serde::{Deserialize, Serialize};

/// What the commune entrusted to an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    /// Elected official or service: makes processes, admits, answers, follows projects.
    Official,
    /// Town agent: verifies people at the desk.
    Agent,
    /// Gives and takes roles.
    Administrator,
}

impl Role {
    /// All roles, in the order shown.
    pub const ALL: [Role; 3] = [Role::Official, Role::Agent, Role::Administrator];

    /// The role as stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Official => "official",
            Role::Agent => "agent",
            Role::Administrator => "administrator",
        }
    }

    /// Reads a stored role.
    #[must_use]
    pub fn parse(text: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|r| r.as_str() == text)
    }
}

/// How well the commune knows a person; ordered, so a process asks for *at least* a level.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Level {
    /// Nothing known: a visitor.
    #[default]
    Anonymous,
    /// Holds a mailbox (a one-time code was read there).
    Mailbox,
    /// It was proven who she is, by a provider or at the desk; where she lives is not known.
    Identified,
    /// An agent checked that she lives, works or studies here.
    Resident,
    /// Her identity was proven, and she is on the commune's electoral roll.
    Elector,
}

impl Level {
    /// The level as stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Anonymous => "anonymous",
            Level::Mailbox => "mailbox",
            Level::Identified => "identified",
            Level::Resident => "resident",
            Level::Elector => "elector",
        }
    }

    /// What a process may ask for. From [`Level::Identified`] on it is known who somebody is, so she counts once.
    pub const ASKED: [Level; 4] = [
        Level::Mailbox,
        Level::Identified,
        Level::Resident,
        Level::Elector,
    ];

    /// Reads a stored level.
    #[must_use]
    pub fn parse(text: &str) -> Option<Level> {
        let all = [
            Level::Anonymous,
            Level::Mailbox,
            Level::Identified,
            Level::Resident,
            Level::Elector,
        ];
        all.into_iter().find(|l| l.as_str() == text)
    }
}

/// Who acts: an account with its roles and level, or nobody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Actor {
    /// The account, when signed in.
    pub account: Option<AccountId>,
    /// Its roles.
    pub roles: Vec<Role>,
    /// Its level.
    pub level: Level,
    /// Roles that it has and cannot use with this session, and why.
    pub asleep: Option<(Vec<Role>, Asleep)>,
}

/// Why a role cannot be used with a session of its holder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asleep {
    /// She signed in too long ago, or was away too long.
    Late,
    /// She signed in by less than a role asks for.
    Weak,
    /// She has typed the code that was handed over to her, and has yet to make her first passkey.
    Keyless,
}

/// Why an act is refused before looking at what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Sign in first.
    SignIn,
    /// Signed in, but without the role.
    Role(Role),
    /// Signed in, with the role, which this session cannot use.
    Asleep(Asleep),
    /// Signed in, but not known well enough.
    Level(Level),
    /// It belongs to someone else.
    NotYours,
}

impl Actor {
    /// A visitor.
    #[must_use]
    pub fn visitor() -> Actor {
        Actor::default()
    }

    /// The account, or the refusal that asks to sign in.
    ///
    /// # Errors
    /// [`Refusal::SignIn`] for a visitor.
    pub fn account(&self) -> Result<&AccountId, Refusal> {
        self.account.as_ref().ok_or(Refusal::SignIn)
    }

    /// Whether the actor holds a role.
    #[must_use]
    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// The account, if it holds the role.
    ///
    /// # Errors
    /// [`Refusal::SignIn`], [`Refusal::Asleep`] or [`Refusal::Role`].
    pub fn with_role(&self, role: Role) -> Result<&AccountId, Refusal> {
        self.with_one_of(&[role])
    }

    /// The account, if it holds one of these roles.
    ///
    /// # Errors
    /// [`Refusal::SignIn`], [`Refusal::Asleep`], or [`Refusal::Role`] of the first.
    pub fn with_one_of(&self, wanted: &[Role]) -> Result<&AccountId, Refusal> {
        let account = self.account()?;
        let among = |held: &[Role]| wanted.iter().any(|role| held.contains(role));
        match &self.asleep {
            _ if among(&self.roles) => Ok(account),
            Some((roles, why)) if among(roles) => Err(Refusal::Asleep(*why)),
            _ => Err(wanted
                .first()
                .map_or(Refusal::NotYours, |r| Refusal::Role(*r))),
        }
    }

    /// Whether she may change how she gets to her roles: one whose roles are awake, or who has typed the code that was
    /// handed over to her.
    ///
    /// # Errors
    /// [`Refusal::SignIn`], [`Refusal::Asleep`], [`Refusal::NotYours`] for who has no role.
    pub fn may_prove_more(&self) -> Result<&AccountId, Refusal> {
        let account = self.account()?;
        match &self.asleep {
            Some((_, Asleep::Keyless)) => Ok(account),
            Some((_, why)) => Err(Refusal::Asleep(*why)),
            None if self.roles.is_empty() => Err(Refusal::NotYours),
            None => Ok(account),
        }
    }

    /// Puts all roles to sleep: this session cannot use them.
    #[must_use]
    pub fn without_roles(mut self, why: Asleep) -> Actor {
        let roles = std::mem::take(&mut self.roles);
        self.asleep = (!roles.is_empty()).then_some((roles, why));
        self
    }

    /// Whether the commune entrusted anything to the account, awake or asleep.
    #[must_use]
    pub fn has_roles(&self) -> bool {
        !self.roles.is_empty() || self.asleep.is_some()
    }

    /// Whether a form is better kept until its author has signed in: she has not, or her roles are asleep.
    #[must_use]
    pub fn must_sign_in(&self) -> bool {
        self.account.is_none() || self.asleep.is_some()
    }

    /// The account, if it is known at least at this level.
    ///
    /// # Errors
    /// [`Refusal::SignIn`] or [`Refusal::Level`].
    pub fn with_level(&self, level: Level) -> Result<&AccountId, Refusal> {
        let account = self.account()?;
        if self.level >= level {
            Ok(account)
        } else {
            Err(Refusal::Level(level))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_ordered_and_roles_are_needed() {
        let visitor = Actor::visitor();
        assert_eq!(visitor.with_role(Role::Official), Err(Refusal::SignIn));
        let anne = Actor {
            account: Some("a".into()),
            roles: vec![Role::Agent],
            level: Level::Mailbox,
            asleep: None,
        };
        assert_eq!(
            anne.with_role(Role::Official),
            Err(Refusal::Role(Role::Official))
        );
        assert!(anne.with_role(Role::Agent).is_ok());
        assert!(anne.with_level(Level::Mailbox).is_ok());
        assert_eq!(
            anne.with_level(Level::Resident),
            Err(Refusal::Level(Level::Resident))
        );
        let asleep = anne.clone().without_roles(Asleep::Late);
        assert_eq!(
            asleep.with_role(Role::Agent),
            Err(Refusal::Asleep(Asleep::Late))
        );
        assert_eq!(
            asleep.with_role(Role::Official),
            Err(Refusal::Role(Role::Official))
        );
        assert!(asleep.has_roles() && asleep.must_sign_in() && !asleep.has(Role::Agent));
        assert!(asleep.with_level(Level::Mailbox).is_ok());
        assert_eq!(visitor.clone().without_roles(Asleep::Weak), visitor);
        for role in Role::ALL {
            assert_eq!(Role::parse(role.as_str()), Some(role));
        }
    }
}
