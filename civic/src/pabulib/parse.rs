//! From rows to a file: sections in order, then what only the whole file can tell.

use super::error::{Error, Reason, Section};
use super::lines::{Row, at, rows};
use super::sections::{Meta, parse_meta, parse_projects};
use super::votes::parse_votes;
use super::{File, Project, Vote};

/// Reads a file. The first thing wrong stops it.
pub fn parse(bytes: &[u8]) -> Result<File, Error> {
    let rows = rows(bytes)?;
    let last = rows.last().map_or(1, |row| row.line);
    let mut rest = rows.as_slice();
    let meta_rows = section(&mut rest, Section::Meta, last)?;
    let project_rows = section(&mut rest, Section::Projects, last)?;
    let vote_rows = section(&mut rest, Section::Votes, last)?;

    let meta = parse_meta(meta_rows)?;
    let (projects, lines) = parse_projects(project_rows)?;
    let votes = parse_votes(vote_rows, &meta, &projects)?;
    check_counts(&meta, &projects, &lines, &votes)?;
    Ok(File {
        meta: meta.pairs,
        budget: meta.budget,
        vote_type: meta.vote_type,
        begin: meta.begin,
        end: meta.end,
        min_length: meta.min_length,
        max_length: meta.max_length,
        projects,
        votes,
    })
}

/// The rows of a section after its name, header first; never empty.
fn section<'a>(rest: &mut &'a [Row], wanted: Section, last: usize) -> Result<&'a [Row], Error> {
    let Some((title, after)) = rest.split_first() else {
        return Err(at(last, Reason::MissingSection { section: wanted }));
    };
    match title_of(title) {
        Some(found) if found == wanted => {}
        Some(found) => return Err(misplaced(title.line, found, wanted)),
        None => return Err(at(title.line, Reason::TextBeforeSection)),
    }
    let end = after
        .iter()
        .position(|row| title_of(row).is_some())
        .unwrap_or(after.len());
    let (rows, next) = after.split_at(end);
    *rest = next;
    if wanted == Section::Votes
        && let Some(row) = next.first()
    {
        let section = title_of(row).unwrap_or(wanted);
        return Err(at(row.line, Reason::MisplacedSection { section }));
    }
    if rows.is_empty() {
        return Err(at(title.line, Reason::WrongHeader { section: wanted }));
    }
    Ok(rows)
}

/// A later section in place of the wanted one: the wanted one is missing.
fn misplaced(line: usize, found: Section, wanted: Section) -> Error {
    let later = (found as u8) > (wanted as u8);
    at(
        line,
        match later {
            true => Reason::MissingSection { section: wanted },
            false => Reason::MisplacedSection { section: found },
        },
    )
}

fn title_of(row: &Row) -> Option<Section> {
    match row.fields.as_slice() {
        [only] => match only.as_str() {
            "META" => Some(Section::Meta),
            "PROJECTS" => Some(Section::Projects),
            "VOTES" => Some(Section::Votes),
            _ => None,
        },
        _ => None,
    }
}

/// Compares what the file declares with what it holds.
fn check_counts(
    meta: &Meta,
    projects: &[Project],
    lines: &[usize],
    votes: &[Vote],
) -> Result<(), Error> {
    let (line, declared) = meta.num_projects;
    let found = projects.len() as u64;
    if declared != found {
        return Err(at(line, Reason::ProjectCountMismatch { declared, found }));
    }
    let (line, declared) = meta.num_votes;
    let found = votes.len() as u64;
    if declared != found {
        return Err(at(line, Reason::VoteCountMismatch { declared, found }));
    }
    let mut counted = vec![(0_u64, 0_u64); projects.len()];
    for choice in votes.iter().flat_map(|vote| &vote.choices) {
        let (votes, score) = &mut counted[choice.project];
        *votes += 1;
        *score += u64::from(choice.points.unwrap_or(1));
    }
    for ((project, &line), (votes, score)) in projects.iter().zip(lines).zip(counted) {
        let id = || project.id.clone();
        if let Some(declared) = project.votes.filter(|&declared| declared != votes) {
            let reason = Reason::ProjectVotesMismatch {
                id: id(),
                declared,
                found: votes,
            };
            return Err(at(line, reason));
        }
        if let Some(declared) = project.score.filter(|&declared| declared != score) {
            let reason = Reason::ProjectScoreMismatch {
                id: id(),
                declared,
                found: score,
            };
            return Err(at(line, reason));
        }
    }
    Ok(())
}
