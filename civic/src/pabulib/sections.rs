//! META and PROJECTS.

use super::error::{Error, Reason, Section};
use super::lines::{Row, at};
use super::values::{Date, cents, whole};
use super::{Project, VoteType};
use std::collections::{BTreeMap, BTreeSet};

/// META, with the line of what is compared later with the rest of the file.
pub(super) struct Meta {
    pub pairs: Vec<(String, String)>,
    pub num_projects: (usize, u64),
    pub num_votes: (usize, u64),
    pub budget: i64,
    pub vote_type: VoteType,
    pub begin: Option<Date>,
    pub end: Option<Date>,
    pub min_length: Option<u32>,
    pub max_length: Option<u32>,
    /// Smallest and largest points for one project, then for one vote.
    pub points: [Option<u32>; 4],
}

/// Splits off the header, and checks that every row has as many fields.
pub(super) fn table(rows: &[Row], section: Section) -> Result<(&[String], &[Row]), Error> {
    let Some((header, rows)) = rows.split_first() else {
        return Err(at(1, Reason::MissingSection { section }));
    };
    let columns: BTreeSet<&String> = header.fields.iter().collect();
    if columns.len() < header.fields.len() || header.fields.iter().any(String::is_empty) {
        return Err(at(header.line, Reason::WrongHeader { section }));
    }
    for row in rows {
        let (expected, found) = (header.fields.len(), row.fields.len());
        if expected != found {
            return Err(at(row.line, Reason::WrongFieldCount { expected, found }));
        }
    }
    Ok((&header.fields, rows))
}

pub(super) fn parse_meta(rows: &[Row]) -> Result<Meta, Error> {
    let line = rows.first().map_or(1, |row| row.line);
    let (header, rows) = table(rows, Section::Meta)?;
    if header != ["key", "value"] {
        return Err(at(
            line,
            Reason::WrongHeader {
                section: Section::Meta,
            },
        ));
    }
    let mut values: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    let mut pairs = Vec::new();
    for row in rows {
        let (key, value) = (&row.fields[0], &row.fields[1]);
        if values.insert(key, (row.line, value)).is_some() {
            return Err(at(row.line, Reason::DuplicateKey { key: key.clone() }));
        }
        pairs.push((key.clone(), value.clone()));
    }
    let required = |key: &str| {
        let found = values.get(key).copied();
        found.ok_or_else(|| {
            at(
                line,
                Reason::MissingKey {
                    key: key.to_owned(),
                },
            )
        })
    };
    let number = |key: &str, (line, text): (usize, &str), max: u64| {
        let number = whole(text, max).map(|n| (line, n));
        number.ok_or_else(|| {
            at(
                line,
                Reason::BadNumber {
                    key: key.to_owned(),
                },
            )
        })
    };
    let limit = |key: &str| match values.get(key) {
        None => Ok(None),
        Some(&found) => number(key, found, u32::MAX.into()).map(|(_, n)| u32::try_from(n).ok()),
    };
    let date = |key: &str| match values.get(key) {
        None => Ok(None),
        Some(&(line, text)) => match Date::parse(text) {
            None => Err(at(
                line,
                Reason::BadDate {
                    key: key.to_owned(),
                },
            )),
            some => Ok(some),
        },
    };
    let (budget_line, budget) = required("budget")?;
    let (type_line, vote_type) = required("vote_type")?;
    let (begin, end) = (date("date_begin")?, date("date_end")?);
    if let (Some(begin), Some(end)) = (begin, end)
        && end < begin
    {
        let line = values.get("date_end").map_or(line, |&(line, _)| line);
        return Err(at(line, Reason::DatesReversed));
    }
    Ok(Meta {
        num_projects: number("num_projects", required("num_projects")?, u64::MAX)?,
        num_votes: number("num_votes", required("num_votes")?, u64::MAX)?,
        budget: cents(budget).ok_or_else(|| at(budget_line, Reason::BadBudget))?,
        vote_type: VoteType::from_text(vote_type).ok_or_else(|| {
            at(
                type_line,
                Reason::UnsupportedVoteType {
                    vote_type: vote_type.to_owned(),
                },
            )
        })?,
        begin,
        end,
        min_length: limit("min_length")?,
        max_length: limit("max_length")?,
        points: [
            limit("min_points")?,
            limit("max_points")?,
            limit("min_sum_points")?,
            limit("max_sum_points")?,
        ],
        pairs,
    })
}

/// The projects, and the line of each.
pub(super) fn parse_projects(rows: &[Row]) -> Result<(Vec<Project>, Vec<usize>), Error> {
    let line = rows.first().map_or(1, |row| row.line);
    let (header, rows) = table(rows, Section::Projects)?;
    if header.first().is_none_or(|first| first != "project_id")
        || !header.iter().any(|column| column == "cost")
    {
        return Err(at(
            line,
            Reason::WrongHeader {
                section: Section::Projects,
            },
        ));
    }
    let mut seen = BTreeSet::new();
    let mut projects = Vec::with_capacity(rows.len());
    for row in rows {
        let mut project = Project::default();
        for (column, value) in header.iter().zip(&row.fields) {
            let number = || match whole(value, u64::MAX) {
                None => Err(at(
                    row.line,
                    Reason::BadNumber {
                        key: column.clone(),
                    },
                )),
                some => Ok(some),
            };
            match column.as_str() {
                "project_id" => project.id.clone_from(value),
                "cost" => {
                    project.cost = cents(value).ok_or_else(|| at(row.line, Reason::BadCost))?;
                }
                "name" => project.name = Some(value.clone()),
                "category" => project.category = Some(value.clone()),
                "district" => project.district = Some(value.clone()),
                "votes" => project.votes = number()?,
                "score" => project.score = number()?,
                _ => project.other.push((column.clone(), value.clone())),
            }
        }
        if !good_id(&project.id) || project.id.contains(',') {
            return Err(at(row.line, Reason::BadId));
        }
        if !seen.insert(&row.fields[0]) {
            return Err(at(row.line, Reason::DuplicateProject { id: project.id }));
        }
        projects.push(project);
    }
    Ok((projects, rows.iter().map(|row| row.line).collect()))
}

/// Other readers take a line that begins with the name of a section for a new section, and
/// `none` for nothing.
pub(super) fn good_id(id: &str) -> bool {
    let reserved = ["", "meta", "projects", "votes", "none"];
    !reserved.contains(&id.to_lowercase().as_str())
}
