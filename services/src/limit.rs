//! Limits of attempts, per account or per target seen from a network: never per address alone, since a
//! school or a whole village may share one.

use crate::{Error, Result};
use civic::time::Now;
use store::Tx;

/// A limit: at most `most` in `window` seconds.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// What is counted.
    pub name: &'static str,
    /// How many.
    pub most: i64,
    /// In how many seconds.
    pub window: i64,
}

/// Codes asked for one mailbox from one network.
pub const CODE_ASKED: Limit = Limit {
    name: "code-asked",
    most: 5,
    window: 900,
};
/// Codes asked for one mailbox from anywhere.
pub const CODE_ASKED_ANYWHERE: Limit = Limit {
    name: "code-asked-anywhere",
    most: 20,
    window: 3600,
};
/// Codes asked from one network, whoever they are for. Wide, since a school or all phones of an operator may
/// share one: it stops a flood of mails to strangers, not a class of pupils who sign in together.
pub const CODE_ASKED_NETWORK: Limit = Limit {
    name: "code-asked-network",
    most: 1000,
    window: 3600,
};
/// Drafts kept for people who are not signed in, from one network: as wide, for the same reason.
pub const DRAFT: Limit = Limit {
    name: "draft",
    most: 500,
    window: 3600,
};
/// Sign-ins begun through a provider from one network: as wide, for the same reason.
pub const JOURNEY_NETWORK: Limit = Limit {
    name: "journey-network",
    most: 1000,
    window: 3600,
};
/// Questions for passkeys to one network: each look at the sign-in page asks one.
pub const PASSKEY_NETWORK: Limit = Limit {
    name: "passkey-network",
    most: 5000,
    window: 3600,
};
/// Codes of letters typed from one network: many share a library's.
pub const LETTER_NETWORK: Limit = Limit {
    name: "letter-network",
    most: 300,
    window: 3600,
};
/// Codes typed for one mailbox from one network.
pub const CODE_TYPED: Limit = Limit {
    name: "code-typed",
    most: 15,
    window: 900,
};
/// People looked for on the electoral roll by one agent.
pub const ROLL_SEARCHED: Limit = Limit {
    name: "roll-searched",
    most: 120,
    window: 3600,
};
/// Proposals of one account.
pub const PROPOSAL: Limit = Limit {
    name: "proposal",
    most: 10,
    window: 3600,
};
/// Comments of one account.
pub const COMMENT: Limit = Limit {
    name: "comment",
    most: 20,
    window: 600,
};
/// Supports given or taken back by one account.
pub const SUPPORT: Limit = Limit {
    name: "support",
    most: 200,
    window: 600,
};

/// Counts one attempt.
///
/// # Errors
/// [`Error::TooMany`] above the limit.
pub async fn check(tx: &mut Tx, limit: Limit, key: &str, now: Now) -> Result<()> {
    let hits = store::rate::hit(tx, &format!("{}:{key}", limit.name), now, limit.window).await?;
    if hits > limit.most {
        Err(Error::TooMany(limit.window))
    } else {
        Ok(())
    }
}

/// Counts one attempt of a network, and four times as many of the wider one that an IPv6 line belongs to: whoever
/// has one holds thousands of the former.
///
/// # Errors
/// [`Error::TooMany`] above either limit.
pub async fn check_network(tx: &mut Tx, limit: Limit, network: &str, now: Now) -> Result<()> {
    check(tx, limit, network, now).await?;
    let groups: Vec<&str> = network.split(':').collect();
    if groups.len() < 4 {
        return Ok(());
    }
    let wide = Limit {
        most: limit.most * 4,
        ..limit
    };
    check(tx, wide, &format!("{}:/48", groups[..3].join(":")), now).await
}
