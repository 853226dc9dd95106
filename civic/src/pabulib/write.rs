//! From a file to text.

use super::lines::breaks_line;
use super::values::{Date, amount, cents};
use super::{File, Project, Vote};
use std::fmt::Display;

/// Writes a file with LF line ends, which [`super::parse`] and pabutools read back.
///
/// Keys the typed fields say better are taken from them; an amount keeps its text if it has the
/// same value. A character that would break a line becomes a space.
pub fn write(file: &File) -> String {
    let mut text = String::from("META\nkey;value\n");
    for (key, value) in meta(file) {
        line(&mut text, &[key, value]);
    }
    text.push_str("PROJECTS\n");
    table(
        &mut text,
        &["project_id", "cost"],
        &file.projects,
        project_columns,
    );
    text.push_str("VOTES\n");
    let has_points = file.vote_type.has_points();
    let columns: &[&str] = if has_points {
        &["voter_id", "vote", "points"]
    } else {
        &["voter_id", "vote"]
    };
    table(&mut text, columns, &file.votes, |vote| {
        vote_columns(file, vote)
    });
    text
}

fn meta(file: &File) -> Vec<(String, String)> {
    let mut pairs = file.meta.clone();
    let mut set = |key: &str, value: Option<String>| {
        let place = pairs.iter().position(|(k, _)| k == key);
        match (place, value) {
            (Some(place), Some(value)) => pairs[place].1 = value,
            (None, Some(value)) => pairs.push((key.to_owned(), value)),
            (Some(place), None) => drop(pairs.remove(place)),
            (None, None) => {}
        }
    };
    let text = |value: Option<u32>| value.map(|n| n.to_string());
    set("num_projects", Some(file.projects.len().to_string()));
    set("num_votes", Some(file.votes.len().to_string()));
    if file.meta("budget").and_then(cents) != Some(file.budget) {
        set("budget", Some(amount(file.budget)));
    }
    set("vote_type", Some(file.vote_type.as_str().to_owned()));
    set("date_begin", file.begin.map(|date: Date| date.to_string()));
    set("date_end", file.end.map(|date: Date| date.to_string()));
    set("min_length", text(file.min_length));
    set("max_length", text(file.max_length));
    pairs
}

type Columns = Vec<(String, String)>;

fn project_columns(project: &Project) -> Columns {
    let mut columns = vec![
        ("project_id".to_owned(), project.id.clone()),
        ("cost".to_owned(), amount(project.cost)),
    ];
    let mut add = |key: &str, value: Option<String>| {
        columns.extend(value.map(|value| (key.to_owned(), value)));
    };
    add("votes", project.votes.map(|n| n.to_string()));
    add("score", project.score.map(|n| n.to_string()));
    add("name", project.name.clone());
    add("category", project.category.clone());
    add("district", project.district.clone());
    columns.extend(project.other.iter().cloned());
    columns
}

fn vote_columns(file: &File, vote: &Vote) -> Columns {
    let ids = vote
        .choices
        .iter()
        .filter_map(|c| file.projects.get(c.project));
    let mut columns = vec![
        ("voter_id".to_owned(), vote.voter_id.clone()),
        ("vote".to_owned(), list(ids.map(|p| &p.id))),
    ];
    if file.vote_type.has_points() {
        let points = list(vote.choices.iter().map(|c| c.points.unwrap_or(1)));
        // pabutools takes an empty text for the points of a project without a name.
        let points = if points.is_empty() {
            "None".to_owned()
        } else {
            points
        };
        columns.push(("points".to_owned(), points));
    }
    columns.extend(vote.other.iter().cloned());
    columns
}

fn list<T: Display>(items: impl Iterator<Item = T>) -> String {
    items
        .map(|item| item.to_string())
        .collect::<Vec<_>>()
        .join(",")
}

/// A header with every column any row has, in order of appearance, then the rows.
fn table<T>(text: &mut String, first: &[&str], rows: &[T], columns: impl Fn(&T) -> Columns) {
    let mut header: Vec<String> = first.iter().map(|&column| column.to_owned()).collect();
    for row in rows {
        for (column, _) in columns(row) {
            if !header.contains(&column) {
                header.push(column);
            }
        }
    }
    line(text, &header);
    for row in rows {
        let columns = columns(row);
        let value = |name: &String| {
            let found = columns.iter().find(|(column, _)| column == name);
            found.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        line(text, &header.iter().map(value).collect::<Vec<_>>());
    }
}

fn line(text: &mut String, fields: &[String]) {
    for (i, field) in fields.iter().enumerate() {
        if i > 0 {
            text.push(';');
        }
        let field = field.replace(breaks_line, " ");
        let field = field.trim();
        if field.starts_with('"') || field.contains(';') {
            text.push('"');
            text.push_str(&field.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(field);
        }
    }
    text.push('\n');
}
