//! Opening a sealed vote: what is on the ballot, who keeps the keys and which rights there are become the first
//! event of the archive. From then on none of them changes.

use super::ceremony::{self, State, Step};
use super::right::List;
use super::{Group, kept_head, length, payload};
use crate::{Error, Result, Rng, audit, random};
use ballot::Code;
use ballot::archive::{Kind, begin};
use ballot::text::{BASE58, sha256};
use ballot::v1::election::{Draft, Election};
use ballot::v1::method::Method;
use ballot::v1::trustee::Trustees;
use civic::ballot::BallotKind;
use civic::id::ProcessId;
use civic::process::{Act, Process, Rights, Urn};
use civic::time::Now;
use store::Tx;
use store::election::{Election as Kept, NewEvent};
use store::proposal::Proposal;

/// Letters of an election's identifier: as long as those of the tool that judges it.
const UUID: usize = 14;

/// A voting right: a public credential, decimal, and its weight.
pub type Right = (String, u64);

/// Most projects on a sealed ballot: with so many it is some 320 kB, and a slow phone needs ten seconds to seal it.
pub const MOST_OPTIONS: usize = 200;

/// What a sealed ballot of a process asks.
///
/// # Errors
/// [`Error::Sealed`] when its rule needs whole ballots or its ballot limits a sum of money, which no proof of ours
/// can do ([`Code::QuestionUnsupported`]), or there are more projects than [`MOST_OPTIONS`]
/// ([`Code::QuestionUnsupported`]).
pub fn draft(process: &Process, projects: &[Proposal], uuid: String) -> Result<Draft> {
    let sealed = Urn::Sealed(Rights::Server);
    let BallotKind::UpTo { min, max } = process.ballot else {
        return Err(Error::Sealed(Code::QuestionUnsupported));
    };
    if !sealed.takes(process.ballot, process.rule) {
        return Err(Error::Sealed(Code::QuestionUnsupported));
    }
    if projects.len() > MOST_OPTIONS {
        return Err(Error::Sealed(Code::QuestionUnsupported));
    }
    let wide = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
    let method = Method::Choose {
        least: wide(min),
        most: wide(max).min(projects.len()),
        blank: false,
    };
    let options: Vec<String> = projects
        .iter()
        .map(|p| format!("{}. {}", p.number, p.title))
        .collect();
    Ok(Draft {
        uuid,
        name: process.title.clone(),
        description: process.promise.clone(),
        questions: method.questions(&process.title, &options)?,
        ..Draft::default()
    })
}

/// What opening a vote takes, found before the rights are made: that is slow, and done outside any transaction.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The identifier of the election, for which rights are made.
    pub uuid: String,
    /// How many rights the server is to make.
    pub spares: usize,
    /// Those that a registrar or the voters' phones made.
    pub offered: Vec<Right>,
}

/// What opening the urn of a process takes.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Conflict`] when something is missing.
pub async fn plan(tx: &mut Tx, process_id: &ProcessId) -> Result<Plan> {
    let found = store::process::by_id(tx, process_id).await?;
    let State {
        process,
        ceremony,
        step,
        ..
    } = ceremony::load(tx, found.ok_or(Error::NotFound)?.process).await?;
    if step != Step::Ready {
        return Err(Error::Conflict);
    }
    // before many rights are made in vain
    let projects = store::proposal::on_ballot(tx, &process.id).await?;
    draft(&process, &projects, String::new())?;
    let (spares, offered) = match process.urn.rights() {
        Some(Rights::Server) => {
            let spares = usize::try_from(ceremony.spares).unwrap_or(0);
            (spares.min(super::right::MOST), Vec::new())
        }
        Some(Rights::Letter | Rights::Phone) => (0, offered(tx, process_id).await?),
        None => return Err(Error::Conflict),
    };
    Ok(Plan {
        uuid: ceremony.uuid,
        spares,
        offered,
    })
}

/// Opens the urn of a process: writes the first event. Once, and only when the trustees have rehearsed. The rights are
/// those of its [`Plan`].
///
/// # Errors
/// [`Error::NotFound`], [`Error::Closed`] outside the vote, [`Error::Conflict`] when the trustees are not ready, there
/// is no right, others were offered since the plan, or it is open already, [`Error::Sealed`] when trustees, rights or ballot are not right.
pub async fn open(
    tx: &mut Tx,
    now: Now,
    rng: &mut Rng,
    process: &ProcessId,
    list: &List,
) -> Result<()> {
    // no code is registered, no list sent, no trustee named while the urn opens
    store::process::hold(tx, process).await?;
    let found = store::process::by_id(tx, process).await?;
    let state = ceremony::load(tx, found.ok_or(Error::NotFound)?.process).await?;
    let (process, ceremony) = (state.process, state.ceremony);
    // before, what is on the ballot may still change; afterwards nobody could vote
    if !process.open_for(Act::Vote, now) {
        return Err(Error::Closed(Act::Vote));
    }
    if state.step != Step::Ready {
        return Err(Error::Conflict);
    }
    // rights of another ceremony would open nothing
    if list.is_empty() || list.uuid != ceremony.uuid {
        return Err(Error::Conflict);
    }
    match process.urn.rights() {
        Some(Rights::Server) => {}
        Some(Rights::Letter | Rights::Phone) if offered(tx, &process.id).await? == list.rights => {}
        _ => return Err(Error::Conflict),
    }
    let projects = store::proposal::on_ballot(tx, &process.id).await?;
    let draft = draft(&process, &projects, ceremony.uuid)?;
    let trustees = Trustees::<Group>::read(ceremony.trustees.as_bytes())?;
    let election = Election::<Group>::new(draft, trustees.check()?)?;
    let hashes =
        [&election.text, &ceremony.trustees, &list.text].map(|text| sha256(text.as_bytes()));
    let [of_election, of_trustees, of_rights] = hashes.map(|hash| ballot::text::hex(&hash));
    let data = format!(
        "{{\"election\":\"{of_election}\",\"trustees\":\"{of_trustees}\",\"credentials\":\"{of_rights}\"}}"
    );
    let seconds = u64::try_from(now.0 / 1_000_000).unwrap_or(0);
    let (mut bytes, mut head) = begin(seconds);
    let records = [&*election.text, &*ceremony.trustees, &*list.text, &*data];
    bytes.extend(head.append(Kind::Setup, &records));
    let head = kept_head(head, length(&bytes));
    let kept = Kept {
        definition: election.text.clone(),
        trustees: ceremony.trustees.clone(),
        list_hash: of_rights.clone(),
        head: head.clone(),
    };
    if !store::election::open(tx, &process.id, &kept).await? {
        return Err(Error::Conflict);
    }
    let named = payload(&records);
    let event = NewEvent {
        kind: Kind::Setup.name(),
        payload: &named,
        bytes: &bytes,
    };
    store::election::record(tx, &process.id, &head, event).await?;
    store::election::add_rights(tx, &process.id, &list.hashed()).await?;
    for (place, credential) in (0i64..).zip(&list.credentials) {
        let nonce = random(rng);
        store::spare::keep(tx, &process.id, place, credential.as_str(), nonce).await?;
    }
    store::offered::forget(tx, &process.id).await?;
    if process.urn.rights() == Some(Rights::Phone) {
        // how many codes somebody made is of no use any more
        store::spare::forget_given(tx, &process.id).await?;
    }
    let id = process.id.as_str();
    audit(tx, None, now, rng, "urn.open", "process", id).await
}

async fn offered(tx: &mut Tx, process: &ProcessId) -> Result<Vec<Right>> {
    let all = store::offered::all(tx, process).await?;
    let read = all.into_iter().map(|(text, weight)| {
        let weight = u64::try_from(weight).map_err(|_| Error::Sealed(Code::CredentialWeight))?;
        Ok((text, weight))
    });
    read.collect()
}

/// A random identifier for an election, known before it opens: voting rights are made for it. Letters without those
/// that look alike.
pub fn uuid(rng: &mut Rng) -> String {
    let mut uuid = String::new();
    while uuid.len() < UUID {
        let [byte] = random::<1>(rng);
        // each letter as often as the others
        if usize::from(byte) < BASE58.len() * 4 {
            uuid.push(char::from(BASE58[usize::from(byte) % BASE58.len()]));
        }
    }
    uuid
}
