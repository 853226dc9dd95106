//! Processes: made from a template, dated, published; phases opened and closed by moving their dates.

mod form;

pub use form::{CLOSES, Form, OPENS};
pub(crate) use form::{Parsed, parse_names};

use crate::{Error, Result, Rng, audit, field_error, new_id, random};
use civic::field::{self, FieldError, FieldErrors};
use civic::id::{AccountId, CategoryId, PhaseId, ProcessId};
use civic::permission::{Actor, Level, Role};
use civic::process::{Moment, Phase, PhaseKind, Process, Urn};
use civic::time::Now;
use form::parse;
use store::Tx;
use store::process::Listed;

/// Makes a process from a template's form; published at once. Sent twice, it is made once.
///
/// # Errors
/// [`Error::Refused`] without the role, [`Error::Fields`].
pub async fn create(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    rng: &mut Rng,
    form: &Form,
) -> Result<Process> {
    let official = actor.with_role(Role::Official)?.clone();
    let parsed = parse(form, None)?;
    let kinds = parsed.template.phases();
    let vote = kinds.iter().position(|(kind, _)| *kind == PhaseKind::Vote);
    // earlier phases may have taken place on paper; a vote nobody could cast a ballot in is a slip
    if let Some(i) = vote.filter(|i| parsed.dates[*i].1 <= now) {
        return Err(field_error(CLOSES[i], FieldError::TooSmall));
    }
    let published = form.ballots_published && parsed.urn == Urn::Ordinary;
    if let Some(twin) = twin(tx, now, &parsed, published).await? {
        return Ok(twin);
    }
    let (process, _) = add(tx, Some(&official), now, rng, parsed, published).await?;
    Ok(process)
}

/// The same process, made a moment ago: the form was sent twice.
async fn twin(tx: &mut Tx, now: Now, parsed: &Parsed, published: bool) -> Result<Option<Process>> {
    let since = now.plus_seconds(-crate::SENT_TWICE);
    let found = store::process::made_since(tx, &parsed.title, since).await?;
    Ok(found.into_iter().find(|p| {
        let dates = p.phases.iter().map(|f| (f.opens_at, f.closes_at));
        p.template == parsed.template
            && (&p.summary, &p.promise) == (&parsed.summary, &parsed.promise)
            && (p.budget, p.ballot, p.rule) == (parsed.budget, parsed.ballot, parsed.rule)
            && (p.level_to_vote, p.support_goal, p.urn)
                == (parsed.level_to_vote, parsed.support_goal, parsed.urn)
            && p.ballots_published == published
            && dates.eq(parsed.dates.iter().copied())
    }))
}

/// Writes a process with its categories: shared with the import of a file.
pub(crate) async fn add(
    tx: &mut Tx,
    by: Option<&AccountId>,
    now: Now,
    rng: &mut Rng,
    parsed: Parsed,
    ballots_published: bool,
) -> Result<(Process, Vec<(CategoryId, String)>)> {
    let kinds = parsed.template.phases();
    let phases = kinds
        .iter()
        .zip(&parsed.dates)
        .map(|((kind, _), (opens_at, closes_at))| Phase {
            id: new_id::<PhaseId>(now, rng),
            kind: *kind,
            opens_at: *opens_at,
            closes_at: *closes_at,
        });
    let phases: Vec<Phase> = phases.collect();
    let process = Process {
        id: new_id::<ProcessId>(now, rng),
        slug: free_slug(tx, &parsed.title).await?,
        template: parsed.template,
        title: parsed.title,
        summary: parsed.summary,
        promise: parsed.promise,
        level_to_contribute: Level::Mailbox,
        level_to_vote: parsed.level_to_vote,
        budget: parsed.budget,
        ballot: parsed.ballot,
        rule: parsed.rule,
        urn: parsed.urn,
        // drawn before the first proposal and published with the process, so nobody can choose it later
        draw_seed: civic::count::to_hex(&random::<32>(rng)),
        support_goal: parsed.support_goal,
        ballots_published,
        published: true,
        phases,
    };
    let mut categories = Vec::new();
    for name in parsed.categories {
        categories.push((new_id::<CategoryId>(now, rng), name));
    }
    store::process::insert(tx, &process, &categories, now).await?;
    audit(
        tx,
        by,
        now,
        rng,
        "process.create",
        "process",
        process.id.as_str(),
    )
    .await?;
    Ok((process, categories))
}

async fn free_slug(tx: &mut Tx, title: &str) -> Result<String> {
    let base = field::slug(title);
    let mut slug = base.clone();
    for n in 2..1000 {
        if store::process::by_slug(tx, &slug).await?.is_none() {
            return Ok(slug);
        }
        slug = format!("{base}-{n}");
    }
    Err(Error::Conflict)
}

/// Changes a process: texts any time; the rules of the vote only before the vote opens; a phase that has
/// begun keeps its opening, one that is over both its dates; a category that a proposal uses stays.
///
/// # Errors
/// [`Error::Refused`], [`Error::NotFound`], [`Error::Fields`], [`Error::Conflict`] when it is no longer the process
/// that was read, or when the rules of a vote that has begun, or a date that is behind us, would change.
pub async fn edit(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    rng: &mut Rng,
    slug: &str,
    form: &Form,
) -> Result<Process> {
    let official = actor.with_role(Role::Official)?.clone();
    store::process::lock(tx, slug).await?;
    let Listed { process: old, .. } = store::process::by_slug(tx, slug)
        .await?
        .ok_or(Error::NotFound)?;
    let categories = store::process::categories(tx, &old.id).await?;
    if form.seen != Form::of_process(&old, &categories).seen {
        return Err(Error::Conflict);
    }
    let form = Form {
        template: old.template.as_str().to_owned(),
        ..form.clone()
    };
    let parsed = parse(&form, Some(&old))?;
    // of a sealed vote the whole archive is published, and no ballot can be read
    let ballots_published = form.ballots_published && parsed.urn == Urn::Ordinary;
    let begun = old
        .phase(PhaseKind::Vote)
        .is_some_and(|p| p.moment(now) != Moment::Future);
    // what will be done with the result is said before it is known, and stays said
    let same_rules = parsed.promise == old.promise
        && parsed.budget == old.budget
        && parsed.ballot == old.ballot
        && parsed.rule == old.rule
        && parsed.urn == old.urn
        && parsed.level_to_vote == old.level_to_vote
        && ballots_published == old.ballots_published;
    if begun && !same_rules {
        return Err(Error::Conflict);
    }
    let mut late = FieldErrors::default();
    for (i, (phase, (opens, closes))) in old.phases.iter().zip(&parsed.dates).enumerate() {
        if (phase.opens_at, phase.closes_at) == (*opens, *closes) {
            continue;
        }
        let kept_opening = phase.opens_at == *opens;
        match phase.moment(now) {
            Moment::Past => return Err(Error::Conflict),
            // else a begun vote could be made a future one, and its rules changed
            Moment::Current if !kept_opening => return Err(Error::Conflict),
            _ if *closes <= now => late.0.push((CLOSES[i], FieldError::TooSmall)),
            _ => store::process::set_dates(tx, &phase.id, *opens, *closes).await?,
        }
    }
    if !late.is_empty() {
        return Err(Error::Fields(late));
    }
    set_categories(tx, now, rng, &old.id, &parsed.categories).await?;
    let process = Process {
        title: parsed.title,
        summary: parsed.summary,
        promise: parsed.promise,
        budget: parsed.budget,
        ballot: parsed.ballot,
        rule: parsed.rule,
        urn: parsed.urn,
        level_to_vote: parsed.level_to_vote,
        support_goal: parsed.support_goal,
        ballots_published,
        ..old
    };
    store::process::update(tx, &process).await?;
    audit(
        tx,
        Some(&official),
        now,
        rng,
        "process.edit",
        "process",
        process.id.as_str(),
    )
    .await?;
    Ok(process)
}

/// Makes the categories those of the form, in its order: the known ones keep their id, the ones that are
/// no longer named go, unless a proposal uses them.
async fn set_categories(
    tx: &mut Tx,
    now: Now,
    rng: &mut Rng,
    process: &ProcessId,
    names: &[String],
) -> Result<()> {
    let known = store::process::categories(tx, process).await?;
    if known.iter().map(|(_, name)| name).eq(names) {
        return Ok(());
    }
    for (id, _) in known.iter().filter(|(_, name)| !names.contains(name)) {
        if !store::process::remove_category(tx, id).await? {
            return Err(field_error("categories", FieldError::Taken));
        }
    }
    for (position, name) in names.iter().enumerate() {
        let id = match known.iter().find(|(_, n)| n == name) {
            Some((id, _)) => id.clone(),
            None => new_id::<CategoryId>(now, rng),
        };
        store::process::put_category(tx, process, &id, name, position).await?;
    }
    Ok(())
}

/// Opens a future phase now: the phase before it, if open, closes at the same instant.
///
/// # Errors
/// [`Error::Refused`], [`Error::NotFound`], [`Error::Conflict`] when it is not a future phase or an earlier one
/// has not begun.
pub async fn open_phase(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    rng: &mut Rng,
    slug: &str,
    index: usize,
) -> Result<()> {
    let official = actor.with_role(Role::Official)?.clone();
    store::process::lock(tx, slug).await?;
    let Listed { process, .. } = store::process::by_slug(tx, slug)
        .await?
        .ok_or(Error::NotFound)?;
    let phase = process.phases.get(index).ok_or(Error::NotFound)?;
    let earlier = &process.phases[..index];
    if phase.moment(now) != Moment::Future
        || earlier.iter().any(|p| p.moment(now) == Moment::Future)
    {
        return Err(Error::Conflict);
    }
    if let Some(open) = earlier.iter().find(|p| p.moment(now) == Moment::Current) {
        store::process::set_dates(tx, &open.id, open.opens_at, now).await?;
    }
    store::process::set_dates(tx, &phase.id, now, phase.closes_at).await?;
    audit(
        tx,
        Some(&official),
        now,
        rng,
        "phase.open",
        "phase",
        phase.id.as_str(),
    )
    .await
}

/// Closes the open phase now.
///
/// # Errors
/// [`Error::Refused`], [`Error::NotFound`], [`Error::Conflict`] when it is not open.
pub async fn close_phase(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    rng: &mut Rng,
    slug: &str,
    index: usize,
) -> Result<()> {
    let official = actor.with_role(Role::Official)?.clone();
    store::process::lock(tx, slug).await?;
    let Listed { process, .. } = store::process::by_slug(tx, slug)
        .await?
        .ok_or(Error::NotFound)?;
    let phase = process.phases.get(index).ok_or(Error::NotFound)?;
    if phase.moment(now) != Moment::Current {
        return Err(Error::Conflict);
    }
    store::process::set_dates(tx, &phase.id, phase.opens_at, now).await?;
    audit(
        tx,
        Some(&official),
        now,
        rng,
        "phase.close",
        "phase",
        phase.id.as_str(),
    )
    .await
}

/// A process that this actor may see.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn visible(tx: &mut Tx, actor: &Actor, slug: &str) -> Result<Listed> {
    let listed = store::process::by_slug(tx, slug)
        .await?
        .ok_or(Error::NotFound)?;
    if listed.process.published || actor.has(Role::Official) {
        Ok(listed)
    } else {
        Err(Error::NotFound)
    }
}
