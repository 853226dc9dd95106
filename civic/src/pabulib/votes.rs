//! VOTES.

use super::error::{Error, Reason, Section};
use super::lines::{Row, at};
use super::sections::{Meta, good_id, table};
use super::values::points;
use super::{Choice, Project, Vote, VoteType};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn parse_votes(
    rows: &[Row],
    meta: &Meta,
    projects: &[Project],
) -> Result<Vec<Vote>, Error> {
    let line = rows.first().map_or(1, |row| row.line);
    let (header, rows) = table(rows, Section::Votes)?;
    let column = |name: &str| header.iter().position(|column| column == name);
    let (Some(0), Some(named)) = (column("voter_id"), column("vote")) else {
        return Err(at(
            line,
            Reason::WrongHeader {
                section: Section::Votes,
            },
        ));
    };
    let given = column("points");
    match (meta.vote_type.has_points(), given) {
        (true, None) => return Err(at(line, Reason::BadPoints)),
        (false, Some(_)) => return Err(at(line, Reason::UnexpectedPoints)),
        _ => {}
    }
    let positions: BTreeMap<&str, usize> = projects
        .iter()
        .enumerate()
        .map(|(i, p)| (p.id.as_str(), i))
        .collect();
    let mut voters = BTreeSet::new();
    let mut votes = Vec::with_capacity(rows.len());
    for row in rows {
        let voter_id = row.fields[0].clone();
        if !good_id(&voter_id) {
            return Err(at(row.line, Reason::BadId));
        }
        if !voters.insert(&row.fields[0]) {
            return Err(at(row.line, Reason::DuplicateVoter { id: voter_id }));
        }
        let points = given.map(|column| row.fields[column].as_str());
        let choices = choices(&row.fields[named], points, &positions)
            .and_then(|choices| limits(&choices, meta).map(|()| choices))
            .map_err(|reason| at(row.line, reason))?;
        let mut other = Vec::new();
        for (i, (column, value)) in header.iter().zip(&row.fields).enumerate() {
            if i != 0 && i != named && Some(i) != given {
                other.push((column.clone(), value.clone()));
            }
        }
        votes.push(Vote {
            voter_id,
            choices,
            other,
        });
    }
    Ok(votes)
}

/// The projects of a vote, with their points if voters give points.
fn choices(
    named: &str,
    given: Option<&str>,
    positions: &BTreeMap<&str, usize>,
) -> Result<Vec<Choice>, Reason> {
    fn split(text: &str) -> Vec<&str> {
        if text.is_empty() {
            Vec::new()
        } else {
            text.split(',').map(str::trim).collect()
        }
    }
    let ids = split(named);
    let given: Vec<Option<u32>> = match given {
        None => vec![None; ids.len()],
        // What others write for nothing.
        Some(text) if text.eq_ignore_ascii_case("none") => Vec::new(),
        Some(text) => {
            let all = split(text).into_iter().map(|p| points(p).map(Some));
            all.collect::<Option<_>>().ok_or(Reason::BadPoints)?
        }
    };
    if given.len() != ids.len() {
        return Err(Reason::BadPoints);
    }
    let mut seen = BTreeSet::new();
    let mut choices = Vec::with_capacity(ids.len());
    for (id, points) in ids.into_iter().zip(given) {
        let Some(&project) = positions.get(id) else {
            return Err(Reason::UnknownProject { id: id.to_owned() });
        };
        if !seen.insert(project) {
            return Err(Reason::RepeatedChoice { id: id.to_owned() });
        }
        choices.push(Choice { project, points });
    }
    Ok(choices)
}

/// The limits the file sets on each vote.
fn limits(choices: &[Choice], meta: &Meta) -> Result<(), Reason> {
    let found = choices.len();
    let most = match meta.vote_type {
        VoteType::ChooseOne => Some(meta.max_length.unwrap_or(1).min(1)),
        _ => meta.max_length,
    };
    if let Some(min) = meta.min_length.filter(|&min| found < min as usize) {
        return Err(Reason::TooFewChoices { min, found });
    }
    if let Some(max) = most.filter(|&max| found > max as usize) {
        return Err(Reason::TooManyChoices { max, found });
    }
    let [min, max, min_sum, max_sum] = meta.points.map(|limit| limit.map(u64::from));
    let outside = |value: u64, min: Option<u64>, max: Option<u64>| {
        min.is_some_and(|min| value < min) || max.is_some_and(|max| value > max)
    };
    let mut sum = 0;
    for points in choices
        .iter()
        .filter_map(|choice| choice.points)
        .map(u64::from)
    {
        sum += points;
        if outside(points, min, max) {
            return Err(Reason::PointsOutOfRange);
        }
    }
    if meta.vote_type.has_points() && outside(sum, min_sum, max_sum) {
        return Err(Reason::PointsOutOfRange);
    }
    Ok(())
}
