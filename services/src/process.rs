//! Processes: made from a template, dated, published; phases opened and closed by moving their dates.

use crate::{Error, Result, Rng, audit, calendar, new_id, random};
use civic::ballot::BallotKind;
use civic::count::{Completion, Mode, Rule, Utility};
use civic::field::{self, FieldError, FieldErrors};
use civic::id::{AccountId, CategoryId, PhaseId, ProcessId};
use civic::money::Cents;
use civic::permission::{Actor, Level, Role};
use civic::process::{Moment, Phase, PhaseKind, Process, Template, check_dates};
use civic::time::{Now, Time};
use store::Tx;
use store::process::Listed;

/// The form of a process, as typed.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// Template, as stored.
    pub template: String,
    /// Name.
    pub title: String,
    /// One or two sentences.
    pub summary: String,
    /// What happens with the result.
    pub promise: String,
    /// Money to share out.
    pub budget: String,
    /// `up_to` or `within_budget`.
    pub ballot: String,
    /// Most projects of a ballot (`up_to`).
    pub max_choices: String,
    /// `greedy_votes`, `greedy_votes_per_euro` or `equal_shares`.
    pub rule: String,
    /// Level asked to vote, as stored.
    pub level_to_vote: String,
    /// Signatures wanted (petition).
    pub support_goal: String,
    /// Categories, one a line.
    pub categories: String,
    /// Whether the anonymous ballots will be open data.
    pub ballots_published: bool,
    /// Opening of each phase, as `datetime-local`.
    pub opens_at: Vec<String>,
    /// Close of each phase.
    pub closes_at: Vec<String>,
}

/// Names of the date fields, in order: a form has at most four phases.
pub const OPENS: [&str; 4] = ["opens_0", "opens_1", "opens_2", "opens_3"];
/// See [`OPENS`].
pub const CLOSES: [&str; 4] = ["closes_0", "closes_1", "closes_2", "closes_3"];

impl Form {
    /// The form filled with a template's usual settings, its first phase opening at `start`.
    #[must_use]
    pub fn of_template(template: Template, start: Time) -> Form {
        let mut form = Form {
            template: template.as_str().to_owned(),
            ballot: "up_to".to_owned(),
            max_choices: "3".to_owned(),
            rule: "equal_shares".to_owned(),
            level_to_vote: Level::Mailbox.as_str().to_owned(),
            support_goal: if template == Template::Petition {
                "300"
            } else {
                "0"
            }
            .to_owned(),
            ..Form::default()
        };
        let mut at = start;
        for (_, days) in template.phases() {
            form.opens_at.push(calendar::to_field(at));
            at = at.plus_seconds(days * 86_400);
            form.closes_at.push(calendar::to_field(at));
        }
        form
    }

    /// The form of an existing process.
    #[must_use]
    pub fn of_process(p: &Process, categories: &[(CategoryId, String)]) -> Form {
        let (ballot, max) = match p.ballot {
            BallotKind::UpTo { max, .. } => ("up_to", max),
            BallotKind::WithinBudget => ("within_budget", 3),
        };
        let rule = match p.rule {
            Rule::GreedyVotesPerEuro { .. } => "greedy_votes_per_euro",
            Rule::EqualShares { .. } => "equal_shares",
            _ => "greedy_votes",
        };
        Form {
            template: p.template.as_str().to_owned(),
            title: p.title.clone(),
            summary: p.summary.clone(),
            promise: p.promise.clone(),
            budget: p.budget.to_field(),
            ballot: ballot.to_owned(),
            max_choices: max.to_string(),
            rule: rule.to_owned(),
            level_to_vote: p.level_to_vote.as_str().to_owned(),
            support_goal: p.support_goal.to_string(),
            categories: categories
                .iter()
                .map(|(_, n)| n.as_str())
                .collect::<Vec<_>>()
                .join("\n"),
            ballots_published: p.ballots_published,
            opens_at: p
                .phases
                .iter()
                .map(|f| calendar::to_field(f.opens_at))
                .collect(),
            closes_at: p
                .phases
                .iter()
                .map(|f| calendar::to_field(f.closes_at))
                .collect(),
        }
    }
}

/// A form's settings, parsed (or those of an imported file); phases stand apart because their ids do.
pub(crate) struct Parsed {
    pub template: Template,
    pub title: String,
    pub summary: String,
    pub promise: String,
    pub budget: Cents,
    pub ballot: BallotKind,
    pub rule: Rule,
    pub level_to_vote: Level,
    pub support_goal: i64,
    pub categories: Vec<String>,
    pub dates: Vec<(Time, Time)>,
}

fn parse(form: &Form) -> Result<Parsed> {
    let mut errors = FieldErrors::default();
    let template = errors.take(
        "template",
        Template::parse(&form.template).ok_or(FieldError::Unknown),
    );
    let title = errors.take("title", field::line(&form.title, 8, 120));
    let summary = errors.take("summary", field::paragraph(&form.summary, 20, 600));
    let promise = errors.take("promise", field::paragraph(&form.promise, 10, 1000));
    let is_budget = template == Some(Template::ParticipatoryBudget);
    let budget = if is_budget {
        let parsed = Cents::parse(&form.budget).and_then(|c| {
            if c.0 > 0 {
                Ok(c)
            } else {
                Err(FieldError::TooSmall)
            }
        });
        errors.take("budget", parsed)
    } else {
        Some(Cents(0))
    };
    let ballot = match form.ballot.as_str() {
        "within_budget" => Some(BallotKind::WithinBudget),
        "up_to" | "" => errors
            .take(
                "max_choices",
                field::number(if is_budget { &form.max_choices } else { "3" }, 1, 100),
            )
            .map(|max| BallotKind::UpTo {
                min: 1,
                max: u32::try_from(max).unwrap_or(1),
            }),
        _ => errors.take("ballot", Err(FieldError::Unknown)),
    };
    let rule = errors.take(
        "rule",
        match form.rule.as_str() {
            "greedy_votes" | "" => Ok(Rule::GreedyVotes { mode: Mode::Skip }),
            "greedy_votes_per_euro" => Ok(Rule::GreedyVotesPerEuro { mode: Mode::Skip }),
            // the share of each ballot grows by one euro a round
            "equal_shares" => Ok(Rule::EqualShares {
                utility: Utility::Cost,
                completion: Completion::Add1Utilitarian { unit: 100 },
            }),
            _ => Err(FieldError::Unknown),
        },
    );
    let level_to_vote = errors.take(
        "level_to_vote",
        Level::parse(&form.level_to_vote)
            .filter(|l| *l > Level::Anonymous)
            .ok_or(FieldError::Unknown),
    );
    let goal = if template == Some(Template::Petition) {
        field::number(&form.support_goal, 1, 10_000_000)
    } else {
        Ok(0)
    };
    let support_goal = errors.take("support_goal", goal);
    let categories = errors.take("categories", parse_categories(&form.categories));
    let wanted = template.map_or(0, |t| t.phases().len());
    let mut dates = Vec::new();
    for i in 0..wanted.min(OPENS.len()) {
        let text = |list: &[String]| calendar::from_field(list.get(i).map_or("", String::as_str));
        let opens = errors.take(OPENS[i], text(&form.opens_at));
        let closes = errors.take(CLOSES[i], text(&form.closes_at));
        dates.extend(opens.zip(closes));
    }
    if dates.len() == wanted
        && let Err(i) = check_dates(&dates)
    {
        let name = if dates[i].1 <= dates[i].0 {
            CLOSES[i]
        } else {
            OPENS[i]
        };
        errors.0.push((name, FieldError::OutOfOrder));
    }
    match (
        template,
        title,
        summary,
        promise,
        budget,
        ballot,
        rule,
        level_to_vote,
        support_goal,
        categories,
    ) {
        (
            Some(template),
            Some(title),
            Some(summary),
            Some(promise),
            Some(budget),
            Some(ballot),
            Some(rule),
            Some(level_to_vote),
            Some(support_goal),
            Some(categories),
        ) if errors.is_empty() => Ok(Parsed {
            template,
            title,
            summary,
            promise,
            budget,
            ballot,
            rule,
            level_to_vote,
            support_goal,
            categories,
            dates,
        }),
        _ => Err(Error::Fields(errors)),
    }
}

fn parse_categories(text: &str) -> std::result::Result<Vec<String>, FieldError> {
    let mut names: Vec<String> = Vec::new();
    for line in text.lines().filter(|l| !l.trim().is_empty()) {
        let name = field::line(line, 1, 60)?;
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.len() > 30 {
        Err(FieldError::TooLarge)
    } else {
        Ok(names)
    }
}

/// Makes a process from a template's form; published at once.
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
    let parsed = parse(form)?;
    let published = form.ballots_published;
    let (process, _) = add(tx, Some(&official), now, rng, parsed, published).await?;
    Ok(process)
}

/// Writes a process, with its categories: shared with the import of a file.
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

/// Changes a process: texts any time; the rules of the vote only before the vote opens; a phase that is
/// over keeps its dates.
///
/// # Errors
/// [`Error::Refused`], [`Error::NotFound`], [`Error::Fields`], [`Error::Conflict`] when the rules of a vote that
/// has begun would change.
pub async fn edit(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    rng: &mut Rng,
    slug: &str,
    form: &Form,
) -> Result<Process> {
    let official = actor.with_role(Role::Official)?.clone();
    let Listed { process: old, .. } = store::process::by_slug(tx, slug)
        .await?
        .ok_or(Error::NotFound)?;
    let form = Form {
        template: old.template.as_str().to_owned(),
        ..form.clone()
    };
    let parsed = parse(&form)?;
    let begun = old
        .phase(PhaseKind::Vote)
        .is_some_and(|p| p.moment(now) != Moment::Future);
    let same_rules = parsed.budget == old.budget
        && parsed.ballot == old.ballot
        && parsed.rule == old.rule
        && parsed.level_to_vote == old.level_to_vote
        && form.ballots_published == old.ballots_published;
    if begun && !same_rules {
        return Err(Error::Conflict);
    }
    for (phase, (opens, closes)) in old.phases.iter().zip(&parsed.dates) {
        // a field holds minutes: an unchanged phase keeps its exact instants
        let same = calendar::to_field(phase.opens_at) == calendar::to_field(*opens)
            && calendar::to_field(phase.closes_at) == calendar::to_field(*closes);
        if !same {
            if phase.moment(now) == Moment::Past {
                return Err(Error::Conflict);
            }
            store::process::set_dates(tx, &phase.id, *opens, *closes).await?;
        }
    }
    let process = Process {
        title: parsed.title,
        summary: parsed.summary,
        promise: parsed.promise,
        budget: parsed.budget,
        ballot: parsed.ballot,
        rule: parsed.rule,
        level_to_vote: parsed.level_to_vote,
        support_goal: parsed.support_goal,
        ballots_published: form.ballots_published,
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
    let Listed { process, .. } = store::process::by_slug(tx, slug)
        .await?
        .ok_or(Error::NotFound)?;
    let phase = process.phases.get(index).ok_or(Error::NotFound)?;
    if phase.moment(now) != Moment::Current || phase.opens_at >= now {
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
