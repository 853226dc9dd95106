//! The form of a process: as typed, filled from a template or from a process, and parsed. On an edit,
//! what was not touched keeps its exact value: a date field holds minutes where a phase holds an instant,
//! and an imported process may have a rule that the form has no word for.
//! Never here: who may do it and what a begun vote forbids (the use cases above).

use crate::{Error, Result, calendar};
use civic::ballot::BallotKind;
use civic::count::{Completion, Mode, Rule, Utility};
use civic::field::{self, FieldError, FieldErrors};
use civic::id::CategoryId;
use civic::money::Cents;
use civic::permission::Level;
use civic::process::{Process, Template, Urn, check_dates};
use civic::time::Time;
use sha2::{Digest as _, Sha256};

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
    /// How ballots are kept, as stored.
    pub urn: String,
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
    /// On an edit, the process that was read ([`Form::of_process`]): another one meanwhile is a conflict.
    pub seen: String,
}

/// Names of the date fields, in order: a form has at most four phases.
pub const OPENS: [&str; 4] = ["opens_0", "opens_1", "opens_2", "opens_3"];
/// See [`OPENS`].
pub const CLOSES: [&str; 4] = ["closes_0", "closes_1", "closes_2", "closes_3"];

impl Form {
    /// The form filled with a template's usual settings, its first phase opening at `start`. Phases close
    /// at eight in the evening, local time: an hour nobody mistakes, as midnight is.
    #[must_use]
    pub fn of_template(template: Template, start: Time) -> Form {
        let mut form = Form {
            template: template.as_str().to_owned(),
            ballot: "up_to".to_owned(),
            max_choices: "3".to_owned(),
            rule: "equal_shares".to_owned(),
            urn: Urn::Ordinary.as_str().to_owned(),
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
            at = evening(at.plus_seconds(days * 86_400));
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
        let form = Form {
            template: p.template.as_str().to_owned(),
            title: p.title.clone(),
            summary: p.summary.clone(),
            promise: p.promise.clone(),
            budget: p.budget.to_field(),
            ballot: ballot.to_owned(),
            max_choices: max.to_string(),
            rule: rule.to_owned(),
            urn: p.urn.as_str().to_owned(),
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
            seen: String::new(),
        };
        let seen: [u8; 32] = Sha256::digest(format!("{form:?}")).into();
        Form {
            seen: civic::count::to_hex(&seen[..16]),
            ..form
        }
    }
}

/// Eight in the evening of the local day of an instant.
fn evening(at: Time) -> Time {
    let field = calendar::local(at).strftime("%Y-%m-%dT20:00").to_string();
    calendar::from_field(&field).unwrap_or(at)
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
    pub urn: Urn,
    pub level_to_vote: Level,
    pub support_goal: i64,
    pub categories: Vec<String>,
    pub dates: Vec<(Time, Time)>,
}

/// What counting, voting and signing need.
struct Settings {
    budget: Option<Cents>,
    ballot: Option<BallotKind>,
    rule: Option<Rule>,
    urn: Option<Urn>,
    level_to_vote: Option<Level>,
    support_goal: Option<i64>,
}

/// Parses a form; `old` is the process it edits.
pub(super) fn parse(form: &Form, old: Option<&Process>) -> Result<Parsed> {
    let mut errors = FieldErrors::default();
    let template = errors.take(
        "template",
        Template::parse(&form.template).ok_or(FieldError::Unknown),
    );
    let title = errors.take("title", field::line(&form.title, 8, 120));
    let summary = errors.take("summary", field::paragraph(&form.summary, 20, 600));
    let promise = errors.take("promise", field::paragraph(&form.promise, 10, 1000));
    let settings = settings(form, template, old, &mut errors);
    let categories = errors.take("categories", parse_names(&form.categories));
    let dates = template.map(|t| parse_dates(form, t, old, &mut errors));
    let parsed = || {
        Some(Parsed {
            template: template?,
            title: title?,
            summary: summary?,
            promise: promise?,
            budget: settings.budget?,
            ballot: settings.ballot?,
            rule: settings.rule?,
            urn: settings.urn?,
            level_to_vote: settings.level_to_vote?,
            support_goal: settings.support_goal?,
            categories: categories?,
            dates: dates?,
        })
    };
    match parsed() {
        Some(parsed) if errors.is_empty() => Ok(parsed),
        _ => Err(Error::Fields(errors)),
    }
}

fn settings(
    form: &Form,
    template: Option<Template>,
    old: Option<&Process>,
    errors: &mut FieldErrors,
) -> Settings {
    let is_budget = template == Some(Template::ParticipatoryBudget);
    let before = old.map(|p| (p, Form::of_process(p, &[])));
    // the old process, when these fields still say what it says
    let kept = |same: &dyn Fn(&Form) -> bool| {
        before
            .as_ref()
            .and_then(|(p, f)| (!is_budget || same(f)).then_some(*p))
    };
    let goal = match (template, kept(&|f| f.support_goal == form.support_goal)) {
        (Some(Template::Petition), _) => field::number(&form.support_goal, 1, 10_000_000),
        (_, Some(p)) => Ok(p.support_goal),
        _ => Ok(0),
    };
    let budget = match kept(&|f| f.budget == form.budget.trim()) {
        Some(p) => Ok(p.budget),
        None if is_budget => Cents::parse(&form.budget).and_then(|c| {
            if c.0 > 0 {
                Ok(c)
            } else {
                Err(FieldError::TooSmall)
            }
        }),
        None => Ok(Cents(0)),
    };
    let same_ballot = |f: &Form| {
        f.ballot == form.ballot
            && (f.ballot == "within_budget" || f.max_choices == form.max_choices.trim())
    };
    let ballot = match kept(&same_ballot) {
        Some(p) => Some(p.ballot),
        None => parse_ballot(form, is_budget, errors),
    };
    let rule = match kept(&|f| f.rule == form.rule) {
        Some(p) => Ok(p.rule),
        None => parse_rule(&form.rule),
    };
    // none is the ordinary one: a template without a vote has no field for it
    let urn = match form.urn.as_str() {
        _ if !is_budget => Ok(old.map_or(Urn::Ordinary, |p| p.urn)),
        "" => Ok(Urn::Ordinary),
        text => Urn::parse(text).ok_or(FieldError::Unknown),
    };
    let rule = errors.take("rule", rule);
    let urn = errors.take("urn", urn).and_then(|urn| {
        // said at the urn: it is what the rest does not go with
        let fits = ballot.zip(rule).is_none_or(|(b, r)| urn.takes(b, r));
        errors.take(
            "urn",
            if fits {
                Ok(urn)
            } else {
                Err(FieldError::Unfit)
            },
        )
    });
    let level = match kept(&|f| f.level_to_vote == form.level_to_vote) {
        Some(p) => Ok(p.level_to_vote),
        None => Level::parse(&form.level_to_vote)
            .filter(|l| Level::ASKED.contains(l))
            .ok_or(FieldError::Unknown),
    };
    Settings {
        budget: errors.take("budget", budget),
        ballot,
        rule,
        urn,
        level_to_vote: errors.take("level_to_vote", level),
        support_goal: errors.take("support_goal", goal),
    }
}

fn parse_ballot(form: &Form, is_budget: bool, errors: &mut FieldErrors) -> Option<BallotKind> {
    match form.ballot.as_str() {
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
    }
}

fn parse_rule(text: &str) -> std::result::Result<Rule, FieldError> {
    match text {
        "greedy_votes" | "" => Ok(Rule::GreedyVotes { mode: Mode::Skip }),
        "greedy_votes_per_euro" => Ok(Rule::GreedyVotesPerEuro { mode: Mode::Skip }),
        // the share of each ballot grows by one euro a round
        "equal_shares" => Ok(Rule::EqualShares {
            utility: Utility::Cost,
            completion: Completion::Add1Utilitarian { unit: 100 },
        }),
        _ => Err(FieldError::Unknown),
    }
}

fn parse_dates(
    form: &Form,
    template: Template,
    old: Option<&Process>,
    errors: &mut FieldErrors,
) -> Vec<(Time, Time)> {
    let wanted = template.phases().len().min(OPENS.len());
    let read = |list: &[String], i: usize, before: Option<Time>| {
        let text = list.get(i).map_or("", String::as_str);
        match before {
            Some(exact) if calendar::to_field(exact) == text.trim() => Ok(exact),
            _ => calendar::from_field(text),
        }
    };
    let mut dates = Vec::new();
    for i in 0..wanted {
        let before = old.and_then(|p| p.phases.get(i));
        let opens = errors.take(
            OPENS[i],
            read(&form.opens_at, i, before.map(|p| p.opens_at)),
        );
        let closes = errors.take(
            CLOSES[i],
            read(&form.closes_at, i, before.map(|p| p.closes_at)),
        );
        dates.extend(opens.zip(closes));
    }
    if dates.len() < wanted {
        return dates;
    }
    // a phase closed by hand at the very instant it was opened has no length, and stays so
    let counted: Vec<usize> = (0..wanted)
        .filter(|i| {
            let before = old.and_then(|p| p.phases.get(*i));
            before
                .is_none_or(|p| p.opens_at < p.closes_at || dates[*i] != (p.opens_at, p.closes_at))
        })
        .collect();
    let spans: Vec<(Time, Time)> = counted.iter().map(|i| dates[*i]).collect();
    if let Err(k) = check_dates(&spans) {
        let i = counted[k];
        let name = if dates[i].1 <= dates[i].0 {
            CLOSES[i]
        } else {
            OPENS[i]
        };
        errors.0.push((name, FieldError::OutOfOrder));
    }
    dates
}

/// Names, one a line: at most thirty, each once.
pub(crate) fn parse_names(text: &str) -> std::result::Result<Vec<String>, FieldError> {
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
