//! What a file will become, worked out before anything is written: dates, texts, costs.
//! Never here: the database.

use super::ImportError;
use crate::calendar;
use crate::process::Parsed;
use civic::ballot::BallotKind;
use civic::count::{Mode, Rule};
use civic::field::{self, FieldError};
use civic::money::Cents;
use civic::pabulib::{Date, File, VoteType};
use civic::permission::Level;
use civic::process::{Template, Urn};
use civic::time::{Now, Time};
use jiff::ToSpan as _;
use jiff::civil;

/// Days of each phase before the vote, which a file does not give.
const BEFORE: i32 = 42;
/// Days of a vote whose file gives only one date, or none.
const VOTE: i32 = 21;
/// Days of the follow-up.
const AFTER: i32 = 730;

/// The instants of the process.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dates {
    pub propose_opens: Time,
    pub review_opens: Time,
    pub vote_opens: Time,
    pub vote_closes: Time,
    pub follow_closes: Time,
}

/// A project of the file as a proposal.
#[derive(Debug)]
pub(super) struct Project {
    pub source: String,
    pub title: String,
    pub body: String,
    pub cost: Cents,
    pub category: Option<String>,
    pub district: Option<String>,
}

/// All that will be written but the ballots.
#[derive(Debug)]
pub(super) struct Plan {
    pub dates: Dates,
    pub projects: Vec<Project>,
    title: String,
    summary: String,
    budget: Cents,
    ballot: BallotKind,
}

/// Where things stand in the file, to name the line of what is refused.
struct Places<'a> {
    file: &'a File,
    /// Lines of META's rows, then of PROJECTS'; the header of each first.
    rows: [Vec<usize>; 2],
}

impl<'a> Places<'a> {
    fn of(file: &'a File, bytes: &[u8]) -> Places<'a> {
        let mut rows = [Vec::new(), Vec::new()];
        let mut section = 0;
        for (line, text) in (1..).zip(String::from_utf8_lossy(bytes).lines()) {
            match text.trim().trim_start_matches('\u{feff}').trim_matches('"') {
                "" | "META" => {}
                "PROJECTS" => section = 1,
                "VOTES" => break,
                _ => rows[section].push(line),
            }
        }
        Places { file, rows }
    }

    fn row(&self, section: usize, row: usize) -> usize {
        self.rows[section].get(row + 1).copied().unwrap_or(1)
    }

    /// The line of a key of META, or that of META's header.
    fn key(&self, key: &str) -> usize {
        let position = self.file.meta.iter().position(|(k, _)| k == key);
        position.map_or(1, |p| self.row(0, p))
    }
}

impl Plan {
    /// # Errors
    /// [`ImportError::File`] for what the format allows and we cannot take.
    pub(super) fn of(file: &File, bytes: &[u8], now: Now) -> Result<Plan, ImportError> {
        let places = Places::of(file, bytes);
        let refuse = |key: &str, reason: &str| Err(ImportError::at(places.key(key), reason));
        if file.projects.is_empty() {
            return refuse("num_projects", "le fichier n’a aucun projet");
        }
        if file.budget > Cents::MAX.0 {
            return refuse("budget", "le budget dépasse dix milliards");
        }
        let ballot = ballot(file);
        if let BallotKind::UpTo { min, max } = ballot
            && min > max
        {
            return refuse("min_length", "min_length dépasse max_length");
        }
        let dates = dates(file, now).map_err(|(key, why)| ImportError::at(places.key(key), why))?;
        let mut projects = Vec::with_capacity(file.projects.len());
        for (i, project) in file.projects.iter().enumerate() {
            let found = self::project(project);
            projects.push(found.map_err(|why| ImportError::at(places.row(1, i), why))?);
        }
        for (key, value) in &file.meta {
            if field::line(value, 0, u32::MAX).is_err() {
                return refuse(key, FORBIDDEN);
            }
        }
        Ok(Plan {
            dates,
            projects,
            title: title(file),
            summary: summary(file),
            budget: Cents(file.budget),
            ballot,
        })
    }

    /// The settings of the process.
    pub(super) fn settings(&self) -> Parsed {
        let mut categories: Vec<String> = Vec::new();
        for name in self.projects.iter().filter_map(|p| p.category.as_ref()) {
            if !categories.contains(name) {
                categories.push(name.clone());
            }
        }
        categories.sort_by_key(|name| natural(name));
        let d = self.dates;
        Parsed {
            template: Template::ParticipatoryBudget,
            title: self.title.clone(),
            summary: self.summary.clone(),
            promise: PROMISE.to_owned(),
            budget: self.budget,
            ballot: self.ballot,
            rule: Rule::GreedyVotes { mode: Mode::Skip },
            urn: Urn::Ordinary,
            level_to_vote: Level::Mailbox,
            support_goal: 0,
            categories,
            dates: vec![
                (d.propose_opens, d.review_opens),
                (d.review_opens, d.vote_opens),
                (d.vote_opens, d.vote_closes),
                (d.vote_closes, d.follow_closes),
            ],
        }
    }
}

const PROMISE: &str = "Ce vote est passé, ailleurs. Le résultat affiché ici est recompté à partir des bulletins \
du fichier ; il peut différer de ce qui fut décidé à l’époque.";
const FORBIDDEN: &str = "des caractères invisibles ou qui changent le sens de lecture";

/// Sorts `9 - Nord` before `10 - Sud`.
pub(super) fn natural(name: &str) -> (u64, String) {
    let digits: String = name.chars().take_while(char::is_ascii_digit).collect();
    (digits.parse().unwrap_or(u64::MAX), name.to_owned())
}

fn ballot(file: &File) -> BallotKind {
    let lengths = || file.votes.iter().map(|v| v.choices.len());
    let least = u32::from(lengths().min().unwrap_or(1) > 0);
    let all = u32::try_from(file.projects.len()).unwrap_or(u32::MAX);
    let max = file.max_length.unwrap_or(all);
    BallotKind::UpTo {
        min: file.min_length.unwrap_or(least),
        max: if file.vote_type == VoteType::ChooseOne {
            max.min(1)
        } else {
            max
        },
    }
}

fn civil_date(date: Date) -> Option<civil::Date> {
    let year = i16::try_from(date.year).ok()?;
    let (month, day) = (i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?);
    civil::Date::new(year, month, day).ok()
}

/// The key of META and the reason, when dates are no good.
type Wrong = (&'static str, &'static str);

fn dates(file: &File, now: Now) -> Result<Dates, Wrong> {
    let read = |key: &'static str, date: Option<Date>| match date {
        None => Ok(None),
        Some(d) if !(1990..=2200).contains(&d.year) => {
            Err((key, "l’année n’est pas entre 1990 et 2200"))
        }
        Some(d) => civil_date(d)
            .map(Some)
            .ok_or((key, "cette date n’existe pas")),
    };
    let (begin, end) = (read("date_begin", file.begin)?, read("date_end", file.end)?);
    let far = ("date_end", "cette date n’existe pas");
    let yesterday = calendar::local(now).date().yesterday().map_err(|_| far)?;
    let days = |date: civil::Date, n: i32| date.checked_add(n.days()).map_err(|_| far);
    let last = match (begin, end) {
        (_, Some(end)) => end,
        (Some(begin), None) => days(begin, VOTE - 1)?.min(yesterday),
        (None, None) => yesterday,
    };
    let first = match begin {
        Some(begin) => begin,
        None => days(last, 1 - VOTE)?,
    };
    if last > yesterday {
        return Err(("date_end", "le vote n’est pas fini"));
    }
    if first > last {
        return Err(("date_begin", "le vote n’est pas fini"));
    }
    let at =
        |date: civil::Date| calendar::day_start(date.year(), date.month(), date.day()).ok_or(far);
    let after = days(last, 1)?;
    Ok(Dates {
        propose_opens: at(days(first, -2 * BEFORE)?)?,
        review_opens: at(days(first, -BEFORE)?)?,
        vote_opens: at(first)?,
        vote_closes: at(after)?,
        follow_closes: at(days(after, AFTER)?)?,
    })
}

/// The text cut to `most` characters, with an ellipsis when something is missing.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

fn meta<'a>(file: &'a File, key: &str) -> Option<&'a str> {
    file.meta(key).filter(|value| !value.trim().is_empty())
}

fn title(file: &File) -> String {
    let place = match (meta(file, "unit"), meta(file, "subunit")) {
        (Some(unit), Some(subunit)) => Some(format!("{unit} ({subunit})")),
        (unit, subunit) => unit.or(subunit).map(str::to_owned),
    };
    let place = place.or_else(|| meta(file, "description").map(str::to_owned));
    let place = place.unwrap_or_else(|| "fichier importé".to_owned());
    let year = meta(file, "instance").map(|i| format!(", {i}"));
    let title = format!("Budget participatif – {place}{}", year.unwrap_or_default());
    cut(&title, 120)
}

fn summary(file: &File) -> String {
    let mut text =
        String::from("Données pabulib : données réelles d’un vote passé, importées d’un fichier.");
    let known = ["description", "country"].map(|key| meta(file, key));
    let known: Vec<&str> = known.into_iter().flatten().collect();
    if !known.is_empty() {
        let known = cut(&known.join(", "), 200);
        text.push_str(&format!(" Description du fichier : « {known} »."));
    }
    if file.vote_type.has_points() {
        text.push_str(
            " Les bulletins donnaient des points ; tout projet nommé compte ici pour une voix.",
        );
    }
    match meta(file, "currency") {
        None | Some("EUR") => {}
        Some(currency) => text.push_str(&format!(
            " Les montants du fichier sont en {}, affichés ici comme des euros.",
            cut(currency, 20)
        )),
    }
    if file.begin.is_none() || file.end.is_none() {
        text.push_str(" Le fichier ne donne pas toutes les dates du vote : elles sont approchées.");
    }
    text
}

fn project(p: &civic::pabulib::Project) -> Result<Project, &'static str> {
    if p.cost > Cents::MAX.0 {
        return Err("le coût dépasse dix milliards");
    }
    let line = |text: &str| match field::line(text, 0, u32::MAX) {
        Ok(text) => Ok(text),
        Err(FieldError::Forbidden) => Err(FORBIDDEN),
        Err(_) => Err("un texte trop long"),
    };
    let optional = |text: Option<&String>| match text {
        None => Ok(None),
        Some(text) => line(text).map(|t| Some(t).filter(|t| !t.is_empty())),
    };
    let source = line(&p.id)?;
    let name = optional(p.name.as_ref())?.unwrap_or_else(|| format!("Projet {source}"));
    let description = p.other.iter().find(|(column, _)| column == "description");
    let description = optional(description.map(|(_, value)| value))?;
    // several categories are separated by commas: the first is kept
    let category = optional(p.category.as_ref())?.and_then(|c| {
        c.split(',')
            .map(str::trim)
            .find(|c| !c.is_empty())
            .map(|c| cut(c, 60))
    });
    let district = optional(p.district.as_ref())?.map(|d| cut(&d, 120));
    let title = cut(&name, 150);
    let mut body = Vec::new();
    if title != name {
        body.push(name);
    }
    let none = "Le fichier ne donne pas de description de ce projet.".to_owned();
    body.push(description.map_or(none, |d| cut(&d, 5000)));
    body.push(format!("Projet n° {source} du fichier importé."));
    Ok(Project {
        source: p.id.clone(),
        title,
        body: body.join("\n\n"),
        cost: Cents(p.cost),
        category,
        district,
    })
}
