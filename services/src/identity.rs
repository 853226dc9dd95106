//! Ways in through a provider that vouches for people (FranceConnect, ProConnect): a journey begins in a browser ([`depart`]), comes
//! back to it once ([`returned`]), and ends in a session ([`arrive`]). Like every way in it ends in
//! [`session::open`] with what it proves.
//!
//! **Invariants**: an account is found by what the provider calls the person, or by who she was proven to be, never by an address;
//! one identity is one account's, and makes one only where she has none and asks for it; what a provider calls her is kept as a keyed hash, and inside the token that signs her out
//! there, sealed, as long as her session lasts. `ProConnect` opens an account that has a role, and no other; it is tied by
//! whoever was handed a code for it, or is at the town hall already.

use crate::civil::{self, Proved};
use crate::journey::{self, digits};
use crate::limit::{self, JOURNEY_NETWORK};
use crate::notice::{self, What};
use crate::{Error, Result, Rng, audit, new_id, random, session};
use civic::civil::{Civil, Source};
use civic::device::Device;
use civic::id::AccountId;
use civic::identity::{Identity, Proof, Way};
use civic::permission::{Actor, Asleep, Refusal};
use civic::time::Now;
use serde::{Deserialize, Serialize};
use store::{Tx, closing};

/// How long somebody may take at the provider, in seconds.
pub const JOURNEY_SECONDS: i64 = 30 * 60;

/// What a journey is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// To sign in.
    SignIn,
    /// To link the identity to the account that is signed in.
    Link,
    /// To sign out at the provider.
    SignOut,
}

/// A journey: what the provider's answer is checked against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Journey {
    /// Names the journey at the provider: 64 hexadecimal digits.
    #[serde(skip)]
    pub state: String,
    /// Comes back inside the provider's signed answer: 64 hexadecimal digits.
    pub nonce: String,
    /// Proof that the code is exchanged by whoever began (PKCE, RFC 7636): 64 hexadecimal digits.
    pub verifier: String,
    /// What for.
    pub purpose: Purpose,
    /// Where to go afterwards.
    pub back: String,
    /// Who began it, to link: nobody else's account is linked when it comes back.
    pub account: Option<AccountId>,
}

/// Begins a journey from a browser; to link, by somebody who is signed in.
///
/// # Errors
/// [`Error::Refused`] to link without being signed in, [`Error::Stale`] long after it, [`Error::TooMany`], or what the
/// database says.
pub async fn depart(
    tx: &mut Tx,
    now: Now,
    rng: &mut Rng,
    way: Way,
    browser: (&[u8], &str),
    (actor, here, purpose): (&Actor, Option<&[u8; 16]>, Purpose),
    back: &str,
) -> Result<Journey> {
    let (browser, network) = browser;
    let account = match purpose {
        Purpose::Link => {
            let account = actor.account()?.clone();
            session::fresh(tx, now, here, session::FRESH_SECONDS).await?;
            may_tie(actor, way)?;
            Some(account)
        }
        Purpose::SignIn | Purpose::SignOut => None,
    };
    // nobody is kept from leaving
    if purpose != Purpose::SignOut {
        limit::check_network(tx, JOURNEY_NETWORK, network, now).await?;
    }
    let journey = Journey {
        state: digits(rng),
        nonce: digits(rng),
        verifier: digits(rng),
        purpose,
        back: back.to_owned(),
        account,
    };
    let here = (way.as_str(), journey.state.as_str(), browser);
    journey::begin(tx, now, rng, here, JOURNEY_SECONDS, &journey).await?;
    Ok(journey)
}

/// The journey that comes back to this browser: once, and in time. Commit whatever it gives.
///
/// # Errors
/// What the database says.
pub async fn returned(
    tx: &mut Tx,
    now: Now,
    way: Way,
    browser: &[u8],
    state: &str,
) -> Result<Option<Journey>> {
    let here = (way.as_str(), state, browser);
    let journey = journey::take::<Journey>(tx, now, here).await?;
    Ok(journey.map(|journey| Journey {
        state: state.to_owned(),
        ..journey
    }))
}

/// What came of a journey.
#[derive(Debug, PartialEq, Eq)]
pub enum Arrived {
    /// A session was opened; here is its secret.
    Opened([u8; 16]),
    /// The identity is linked to the account that is signed in, whose session has another secret now.
    Linked([u8; 16]),
    /// This account has another identity, or is another person's: nothing was changed.
    Taken,
    /// She has another account: nothing was changed, and she is asked whether the two become one.
    Elsewhere(AccountId),
    /// No account has this identity yet: she signs in by her mailbox first, and links it.
    Unknown,
    /// The desk knows her by an account that has another way in: she enters by that first, and links this one. What was said at a
    /// desk opens nobody's mailbox.
    AtDesk,
    /// No account is hers yet, and it is known who she is: she may have one without an address.
    New,
    /// Somebody else is signed in than whoever began it: nothing was changed.
    Another,
}

/// Ends a journey: opens a session for whoever the provider vouched for, on the account that has linked this identity, or that the
/// desk knows as hers; or links the identity to the account of whoever began, who is signed in with `here`. `id_token` signs out at
/// the provider later; `device` is what the browser is.
///
/// # Errors
/// What the database says.
pub async fn arrive(
    tx: &mut Tx,
    now: Now,
    rng: &mut Rng,
    (actor, here, device): (&Actor, Option<&[u8; 16]>, Device),
    journey: &Journey,
    identity: &Identity,
    id_token: &str,
) -> Result<Arrived> {
    let (way, subject) = (identity.way, identity.subject.as_str());
    let owner = store::identity::owner(tx, way, subject).await?;
    if journey.purpose == Purpose::Link {
        let (Some(account), Some(here)) = (&actor.account, here) else {
            return Ok(Arrived::Another);
        };
        if journey.account.as_ref() != Some(account) {
            return Ok(Arrived::Another);
        }
        may_tie(actor, way)?;
        if let Some(owner) = owner.as_ref().filter(|owner| *owner != account) {
            return Ok(Arrived::Elsewhere(owner.clone()));
        }
        let tied = store::identity::ways(tx, account).await?.contains(&way);
        if owner.is_none() && tied {
            return Ok(Arrived::Taken);
        }
        if let Some(who) = &identity.civil {
            match civil::prove(tx, now, account, who, Source::FranceConnect).await? {
                Proved::Known(_) => {}
                Proved::Elsewhere(other) => return Ok(Arrived::Elsewhere(other)),
                Proved::Differs => return Ok(Arrived::Taken),
            }
        }
        if owner.is_none() && !link(tx, now, rng, identity, account).await? {
            return Ok(Arrived::Taken);
        }
        let secret = session::renew(tx, rng, here).await?;
        let proof = Proof::Provider(way);
        if proof.is_strong() {
            store::session::prove(tx, &secret, proof).await?;
        }
        // leaving here leaves there too
        keep(tx, rng, &secret, way, id_token).await?;
        return Ok(Arrived::Linked(secret));
    }
    let account = match owner {
        Some(account) => account,
        None => match known(tx, now, rng, identity).await? {
            Ok(account) => account,
            Err(arrived) => return Ok(arrived),
        },
    };
    if way == Way::ProConnect && !store::account::actor(tx, &account).await?.has_roles() {
        return Ok(Arrived::Unknown);
    }
    if let Some(who) = &identity.civil {
        // a link from before who she is was asked; where she is known by another account, this one stays as it was
        civil::prove(tx, now, &account, who, Source::FranceConnect).await?;
    }
    store::identity::used(tx, way, subject, now).await?;
    let secret = session::open(tx, now, rng, &account, Proof::Provider(way), device).await?;
    keep(tx, rng, &secret, way, id_token).await?;
    Ok(Arrived::Opened(secret))
}

/// The account of a person whom a provider vouches for with a name that no account has: the one that the desk, or a former name of
/// hers there, made known as hers. It has this name from now on.
async fn known(
    tx: &mut Tx,
    now: Now,
    rng: &mut Rng,
    identity: &Identity,
) -> Result<std::result::Result<AccountId, Arrived>> {
    let Some(who) = &identity.civil else {
        return Ok(Err(Arrived::Unknown));
    };
    let owners = civil::owners(tx, now, who).await?;
    let account = match &owners[..] {
        [] => return Ok(Err(Arrived::New)),
        [one] if may_open(tx, one, who).await? => one,
        _ => return Ok(Err(Arrived::AtDesk)),
    };
    if closing::reopen_proven(tx, account).await? {
        let (action, id) = ("account.reopen", account.as_str());
        audit(tx, Some(account), now, rng, action, "account", id).await?;
    }
    store::identity::untie(tx, identity.way, account).await?;
    link(tx, now, rng, identity, account).await?;
    civil::prove(tx, now, account, who, Source::FranceConnect).await?;
    Ok(Ok(account.clone()))
}

/// Whether a provider's word opens an account that another way made known as hers: where the provider itself did, under another name
/// for her, or where she has no other way in than the town hall's letter; and never by names and date alone.
///
/// # Errors
/// What the database says.
pub(crate) async fn may_open(tx: &mut Tx, account: &AccountId, who: &Civil) -> Result<bool> {
    if !store::civil::is_exactly(tx, account, who).await? {
        return Ok(false);
    }
    let source = store::civil::proven(tx, account).await?;
    let by_provider = source.is_some_and(|(source, _)| source == Source::FranceConnect);
    Ok(by_provider || crate::letter::may_have(tx, account).await?)
}

/// What waits while somebody says whether she wants an account of her own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Waiting {
    identity: Identity,
    id_token: String,
    back: String,
}

/// The way under which it waits.
const NEW: &str = "new";

/// Keeps whom a provider vouched for while she says whether she wants an account ([`Arrived::New`]); gives the name to ask with.
///
/// # Errors
/// What the database says.
pub async fn wait(
    tx: &mut Tx,
    now: Now,
    rng: &mut Rng,
    browser: &[u8],
    (identity, id_token, back): (&Identity, &str, &str),
) -> Result<String> {
    let name = digits(rng);
    let waiting = Waiting {
        identity: identity.clone(),
        id_token: id_token.to_owned(),
        back: back.to_owned(),
    };
    let here = (NEW, name.as_str(), browser);
    journey::begin(tx, now, rng, here, JOURNEY_SECONDS, &waiting).await?;
    Ok(name)
}

/// Makes an account without an address for whoever waits, or opens the one that was made for her meanwhile; gives the session's
/// secret and where she wanted to go. `None` where nobody waits any more.
///
/// # Errors
/// What the database says.
pub async fn welcome(
    tx: &mut Tx,
    now: Now,
    rng: &mut Rng,
    (browser, device): (&[u8], Device),
    name: &str,
) -> Result<Option<([u8; 16], String)>> {
    let here = (NEW, name, browser);
    let Some(waiting) = journey::take::<Waiting>(tx, now, here).await? else {
        return Ok(None);
    };
    let (identity, Some(who)) = (&waiting.identity, &waiting.identity.civil) else {
        return Ok(None);
    };
    let owner = store::identity::owner(tx, identity.way, &identity.subject).await?;
    let account = match owner {
        Some(account) => account,
        None => match known(tx, now, rng, identity).await? {
            Ok(account) => account,
            Err(Arrived::New) => {
                let account: AccountId = new_id(now, rng);
                store::account::create_proven(tx, &account, now).await?;
                let (action, id) = ("account.create", account.as_str());
                audit(tx, Some(&account), now, rng, action, "account", id).await?;
                civil::prove(tx, now, &account, who, Source::FranceConnect).await?;
                link(tx, now, rng, identity, &account).await?;
                account
            }
            Err(_) => return Ok(None),
        },
    };
    let proof = Proof::Provider(identity.way);
    let secret = session::open(tx, now, rng, &account, proof, device).await?;
    keep(tx, rng, &secret, identity.way, &waiting.id_token).await?;
    Ok(Some((secret, waiting.back)))
}

/// Whether somebody may tie this way to her account: `ProConnect` opens the town hall, so whoever only reads her mails does
/// not.
fn may_tie(actor: &Actor, way: Way) -> Result<()> {
    if way == Way::ProConnect {
        actor.may_prove_more()?;
    }
    match &actor.asleep {
        // nor does she make an agent's account known as hers
        Some((_, why @ Asleep::Weak)) => Err(Error::Refused(Refusal::Asleep(*why))),
        _ => Ok(()),
    }
}

async fn keep(
    tx: &mut Tx,
    rng: &mut Rng,
    secret: &[u8; 16],
    way: Way,
    id_token: &str,
) -> Result<()> {
    let kept = format!("{} {id_token}", way.as_str());
    Ok(store::session::keep_id_token(tx, secret, &kept, random(rng)).await?)
}

async fn link(
    tx: &mut Tx,
    now: Now,
    rng: &mut Rng,
    identity: &Identity,
    account: &AccountId,
) -> Result<bool> {
    if !store::identity::link(tx, identity.way, &identity.subject, account, now).await? {
        return Ok(false);
    }
    if identity.way == Way::FranceConnect {
        notice::tell(tx, now, rng, account, What::FranceConnect).await?;
    }
    let (action, id) = ("identity.link", account.as_str());
    audit(tx, Some(account), now, rng, action, "account", id).await?;
    Ok(true)
}

/// Unties an identity from an account. It opens the account no more; who she is stays proven, so that she has one voice. The last way
/// in of an account without an address stays.
///
/// # Errors
/// [`Error::Refused`] for a visitor, [`Error::Stale`], [`Error::NotFound`], [`Error::Conflict`] for the last way in, or what the
/// database says.
pub async fn untie(
    tx: &mut Tx,
    now: Now,
    rng: &mut Rng,
    (actor, here): (&Actor, Option<&[u8; 16]>),
    way: Way,
) -> Result<()> {
    let account = actor.account()?.clone();
    session::fresh(tx, now, here, session::FRESH_SECONDS).await?;
    if way == Way::ProConnect && actor.has_roles() {
        may_tie(actor, way)?;
    }
    let owner = store::account::get(tx, &account)
        .await?
        .ok_or(Error::NotFound)?;
    if owner.email.is_none() && store::passkey::number(tx, &account).await? == 0 {
        return Err(Error::Conflict);
    }
    if !store::identity::untie(tx, way, &account).await? {
        return Err(Error::NotFound);
    }
    let (action, id) = ("identity.untie", account.as_str());
    audit(tx, Some(&account), now, rng, action, "account", id).await
}

/// What signs a session out at its provider, if it was opened through one: which, and its token. It can be had once.
///
/// # Errors
/// What the database says.
pub async fn id_token(tx: &mut Tx, session: &[u8]) -> Result<Option<(Way, String)>> {
    let kept = store::session::take_id_token(tx, session).await?;
    Ok(kept.and_then(|kept| {
        let (way, token) = kept.split_once(' ')?;
        Some((Way::parse(way)?, token.to_owned()))
    }))
}
