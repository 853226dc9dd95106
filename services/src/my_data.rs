//! Everything that is kept of whoever asks, for herself: one structure, which a page shows and a file holds (JSON). What is not
//! here is not tied to her: a ballot is nobody's (`store::urn`), and what was typed before signing in is her browser's. Source:
//! GDPR, art. 15 and 20.

use crate::{Error, Result, calendar, elector, enrolment, session};
use civic::permission::Actor;
use civic::time::{Now, Time};
use serde::Serialize;
use store::Tx;

/// What is kept of somebody. Instants are RFC 3339, in local time.
#[derive(Clone, Debug, Serialize)]
pub struct MyData {
    /// When this was put together.
    pub made_at: String,
    /// The account.
    pub account: Account,
    /// Ways into it, beside its mailbox.
    pub ways: Vec<Way>,
    /// Devices that are signed in.
    pub devices: Vec<Device>,
    /// What the commune entrusts to her.
    pub roles: Vec<&'static str>,
    /// Her polling station, once she was matched on the electoral roll.
    pub polling_station: Option<String>,
    /// Her proposals.
    pub proposals: Vec<Proposal>,
    /// Her comments that stand.
    pub comments: Vec<Comment>,
    /// What she supports.
    pub supports: Vec<Support>,
    /// Votes in which the roll says that she has voted; how, nobody knows.
    pub voted_in: Vec<String>,
    /// Sealed votes in which she was handed rights, and how many; which, nobody knows.
    pub rights: Vec<(String, i64)>,
    /// Votes of which she keeps a share of the key or makes the codes, and how she is named there.
    pub keys: Vec<(String, String)>,
    /// Until when a code that she was handed over for a first passkey works.
    pub code_until: Option<String>,
    /// Until when a letter that she was handed over works.
    pub letter_until: Option<String>,
    /// What was noted of her account: when, and what was done.
    pub notes: Vec<Note>,
}

/// The account.
#[derive(Clone, Debug, Serialize)]
pub struct Account {
    /// The address of its mailbox.
    pub email: String,
    /// The name beside her contributions, if she chose one.
    pub name: Option<String>,
    /// Further addresses that lead to it.
    pub further_addresses: Vec<String>,
    /// How well the commune knows her.
    pub level: &'static str,
    /// Since when it is known who she is to the civil registers, and how that was proven; of it a keyed hash is kept.
    pub proven: Option<Proven>,
    /// When it was made.
    pub created_at: String,
    /// When it was last used, to the day.
    pub used_at: String,
}

/// That it was proven who somebody is.
#[derive(Clone, Debug, Serialize)]
pub struct Proven {
    /// How: `desk`, `france_connect`.
    pub by: &'static str,
    /// When.
    pub since: String,
}

/// A way into the account.
#[derive(Clone, Debug, Serialize)]
pub struct Way {
    /// `passkey`, or the provider.
    pub kind: String,
    /// A passkey's name.
    pub name: Option<String>,
    /// Since when.
    pub since: String,
    /// When it was last used.
    pub used_at: Option<String>,
}

/// A device.
#[derive(Clone, Debug, Serialize)]
pub struct Device {
    /// Browser.
    pub browser: Option<&'static str>,
    /// System.
    pub system: Option<&'static str>,
    /// How it signed in.
    pub by: &'static str,
    /// When it signed in.
    pub since: String,
    /// When it was last used, to the hour.
    pub used_at: String,
}

/// A proposal.
#[derive(Clone, Debug, Serialize)]
pub struct Proposal {
    /// Its id, as in its address.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its text.
    pub body: String,
    /// Its state.
    pub state: &'static str,
    /// When it was made.
    pub created_at: String,
    /// Earlier texts, oldest first: title, text.
    pub before: Vec<(String, String)>,
}

/// A comment.
#[derive(Clone, Debug, Serialize)]
pub struct Comment {
    /// The id of the proposal it stands under.
    pub proposal: String,
    /// That proposal's title.
    pub title: String,
    /// For, against or neither.
    pub stance: &'static str,
    /// Its text.
    pub body: String,
    /// When it was written.
    pub created_at: String,
}

/// A support.
#[derive(Clone, Debug, Serialize)]
pub struct Support {
    /// The proposal's id.
    pub proposal: String,
    /// Its title.
    pub title: String,
    /// When.
    pub created_at: String,
}

/// A line of the audit trail.
#[derive(Clone, Debug, Serialize)]
pub struct Note {
    /// When.
    pub at: String,
    /// What was done.
    pub action: String,
}

/// Everything that is kept of whoever asks.
///
/// # Errors
/// [`Error::Refused`] for a visitor.
pub async fn of(tx: &mut Tx, actor: &Actor, now: Now) -> Result<MyData> {
    let id = actor.account()?;
    let owner = store::account::get(tx, id).await?.ok_or(Error::NotFound)?;
    let (created_at, used_at) = store::my_data::since(tx, id).await?;
    let entrusted = store::account::actor(tx, id).await?;
    let station = match elector::current(tx).await? {
        Some(roll) => store::elector::station(tx, &roll.id, id).await?,
        None => None,
    };
    let further = store::merge::addresses(tx, id).await?;
    let until = store::enrolment::until(tx, id, now, enrolment::TRIES).await?;
    Ok(MyData {
        made_at: at(now),
        account: Account {
            email: owner.email.unwrap_or_default(),
            further_addresses: further.into_iter().map(|(_, email)| email).collect(),
            name: owner.name,
            proven: store::civil::proven(tx, id)
                .await?
                .map(|(by, since)| Proven {
                    by: by.as_str(),
                    since: at(since),
                }),
            level: owner.level.as_str(),
            created_at: at(created_at),
            used_at: at(used_at),
        },
        ways: ways(tx, actor).await?,
        devices: devices(tx, actor, now).await?,
        roles: entrusted.roles.iter().map(|r| r.as_str()).collect(),
        polling_station: station,
        proposals: proposals(tx, actor).await?,
        comments: comments(tx, actor).await?,
        supports: supports(tx, actor).await?,
        voted_in: store::my_data::voted_in(tx, id).await?,
        rights: store::my_data::rights(tx, id).await?,
        keys: store::my_data::keys(tx, id).await?,
        code_until: until.map(at),
        letter_until: store::letter::until(tx, id, now).await?.map(at),
        notes: notes(tx, actor).await?,
    })
}

fn at(time: Time) -> String {
    calendar::rfc3339(time)
}

async fn ways(tx: &mut Tx, actor: &Actor) -> Result<Vec<Way>> {
    let id = actor.account()?;
    let tied = store::my_data::identities(tx, id).await?.into_iter();
    let mut ways: Vec<Way> = tied
        .map(|(way, since, used)| Way {
            kind: way,
            name: None,
            since: at(since),
            used_at: Some(at(used)),
        })
        .collect();
    for passkey in store::passkey::of_account(tx, id).await? {
        ways.push(Way {
            kind: "passkey".to_owned(),
            name: Some(passkey.name),
            since: at(passkey.created_at),
            used_at: passkey.used_at.map(at),
        });
    }
    Ok(ways)
}

async fn devices(tx: &mut Tx, actor: &Actor, now: Now) -> Result<Vec<Device>> {
    let mine = session::mine(tx, actor, now, None).await?.into_iter();
    Ok(mine
        .map(|one| Device {
            browser: one.session.device.browser,
            system: one.session.device.system,
            by: one.session.proof.as_str(),
            since: at(one.session.created_at),
            used_at: at(one.session.seen_at),
        })
        .collect())
}

async fn proposals(tx: &mut Tx, actor: &Actor) -> Result<Vec<Proposal>> {
    let mut proposals = Vec::new();
    for (id, _) in store::closing::proposals(tx, actor.account()?).await? {
        let Some(one) = store::proposal::get(tx, &id).await? else {
            continue;
        };
        proposals.push(Proposal {
            before: store::my_data::versions(tx, &id).await?,
            id: id.0,
            title: one.title,
            body: one.body,
            state: one.state.as_str(),
            created_at: at(one.created_at),
        });
    }
    Ok(proposals)
}

async fn comments(tx: &mut Tx, actor: &Actor) -> Result<Vec<Comment>> {
    let mine = store::my_data::comments(tx, actor.account()?).await?;
    Ok(mine
        .into_iter()
        .map(|one| Comment {
            proposal: one.proposal.0,
            title: one.title,
            stance: one.stance.as_str(),
            body: one.body,
            created_at: at(one.created_at),
        })
        .collect())
}

async fn supports(tx: &mut Tx, actor: &Actor) -> Result<Vec<Support>> {
    let mine = store::my_data::supports(tx, actor.account()?).await?;
    Ok(mine
        .into_iter()
        .map(|(id, title, when)| Support {
            proposal: id.0,
            title,
            created_at: at(when),
        })
        .collect())
}

async fn notes(tx: &mut Tx, actor: &Actor) -> Result<Vec<Note>> {
    let lines = store::audit::about(tx, actor.account()?).await?;
    Ok(lines
        .into_iter()
        .map(|(when, action)| Note {
            at: at(when),
            action,
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    /// What of the tables about people is in [`super::MyData`].
    const TOLD: &[&str] = &[
        "account",
        "civil",
        "role",
        "session",
        "passkey",
        "identity",
        "enrolment",
        "letter",
        "proposal",
        "proposal_version",
        "comment",
        "support",
        "voter_roll",
        "right_given",
        "trustee",
        "ceremony",
        "elector",
        "audit",
    ];
    /// And what is not, with the reason.
    const NOT_HERS: &[(&str, &str)] = &[
        ("meta", "public: the legal notice"),
        (
            "sign_in_code",
            "lives a quarter of an hour, and is a browser's",
        ),
        ("journey", "lives half an hour, and is a browser's"),
        ("draft", "lives a day, and is a browser's"),
        ("job", "lives a week, sealed: mails that she got"),
        ("rate", "counts under a hash that leads nowhere"),
        ("electoral_roll", "numbers and lines, no names"),
    ];

    /// A table about people that is added is told, or there is a reason why not.
    #[test]
    fn every_table_about_people_is_told_or_there_is_a_reason() {
        let held = store::personal::TABLES.iter();
        let about: BTreeSet<&str> = held
            .filter(|held| held.processing.is_some())
            .map(|held| held.table)
            .collect();
        let not = NOT_HERS.iter().map(|(table, _)| *table);
        let said: BTreeSet<&str> = TOLD.iter().copied().chain(not).collect();
        assert_eq!(said, about);
        assert_eq!(said.len(), TOLD.len() + NOT_HERS.len());
    }
}
