//! A folder of backups: their names, and which of them go when a new one was made. Too many go, and those
//! that tell what a vote must not tell: two backups made during one vote show who voted between them and
//! which ballots came, to whoever has the key. So of those made while a vote is open only the newest is kept,
//! and it goes with the first one made after the close: what is left tells no more than the closed urn.

use anyhow::{Context as _, Result};
use civic::time::Time;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use store::backup::Vote;

/// What the names of backups in a folder begin and end with.
const BEGINNING: &str = "tiker-";
pub const ENDING: &str = ".tiker";

/// Why a backup goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It was made during a vote.
    Vote,
    /// There are enough newer ones.
    Old,
}

/// `tiker-20261125-031015.tiker`, in UTC: later ones come later in the alphabet.
pub fn name_at(now: Time) -> String {
    let digits: String = services::calendar::rfc3339(now)
        .chars()
        .take(19)
        .filter_map(|c| match c {
            'T' => Some('-'),
            c => c.is_ascii_digit().then_some(c),
        })
        .collect();
    format!("{BEGINNING}{digits}{ENDING}")
}

/// When a backup was made, by its name; `None` when the name is not ours.
fn time_of(name: &str) -> Option<Time> {
    let digits = name.strip_prefix(BEGINNING)?.strip_suffix(ENDING)?;
    let (day, hour) = digits.split_once('-')?;
    let whole =
        |text: &str, length| text.len() == length && text.bytes().all(|b| b.is_ascii_digit());
    if !whole(day, 8) || !whole(hour, 6) {
        return None;
    }
    let text = format!(
        "{}-{}-{}T{}:{}:{}Z",
        &day[..4],
        &day[4..6],
        &day[6..],
        &hour[..2],
        &hour[2..4],
        &hour[4..]
    );
    let instant: jiff::Timestamp = text.parse().ok()?;
    Some(Time(instant.as_microsecond()))
}

/// Removes what must not be kept beside the backup that was just made; gives what went.
pub fn prune(made: &Path, votes: &[Vote], keep: Option<u32>) -> Result<Vec<(PathBuf, Why)>> {
    let folder = super::folder_of(made);
    let mut others = BTreeMap::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned());
        if path.file_name() != made.file_name()
            && let Some(time) = name.as_deref().and_then(time_of)
        {
            others.insert(time.0, path);
        }
    }
    let times: Vec<i64> = others.keys().copied().collect();
    let mut gone = Vec::new();
    for (time, why) in outdated(&times, votes, keep) {
        if let Some(path) = others.remove(&time) {
            fs::remove_file(&path).with_context(|| path.display().to_string())?;
            gone.push((path, why));
        }
    }
    Ok(gone)
}

/// Which of the backups made before the newest one go, by the instants at which they were made, in rising order.
fn outdated(others: &[i64], votes: &[Vote], keep: Option<u32>) -> Vec<(i64, Why)> {
    // a name has whole seconds: the backup was made within the one that follows
    let during = |at: i64| {
        let open = |vote: &Vote| vote.opens_at < at + 1_000_000 && at < vote.closes_at;
        votes.iter().any(|vote| vote.voted && open(vote))
    };
    let (told, mut rest): (Vec<i64>, Vec<i64>) = others.iter().partition(|at| during(**at));
    let mut gone: Vec<(i64, Why)> = told.into_iter().map(|at| (at, Why::Vote)).collect();
    if let Some(keep) = keep {
        // the newest is one of them
        let many = (rest.len() + 1).saturating_sub(keep.max(1) as usize);
        rest.truncate(many);
        gone.extend(rest.into_iter().map(|at| (at, Why::Old)));
    }
    gone
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back() {
        let now = crate::common::at("2026-11-25T04:10");
        assert_eq!(name_at(now), "tiker-20261125-031000.tiker");
        assert_eq!(time_of(&name_at(now)), Some(now));
        for odd in [
            "notes.tiker",
            "tiker-20261325-031000.tiker",
            "tiker-2026112-0310000.tiker",
            "tiker-20261125-031000.tiker.part",
        ] {
            assert_eq!(time_of(odd), None, "{odd}");
        }
    }

    #[test]
    fn none_made_during_a_vote_is_left_to_compare() {
        let day = |n: i64| n * 86_400_000_000;
        let others: Vec<i64> = (1..=9).map(day).collect();
        let gone = |votes: &[Vote], keep| outdated(&others, votes, keep);
        let vote = |closes_at, voted| Vote {
            opens_at: day(4),
            closes_at,
            counted: false,
            voted,
        };
        assert_eq!(gone(&[], None), []);
        // open: the one just made is the only one since it opened
        let open: Vec<_> = (4..=9).map(|n| (day(n), Why::Vote)).collect();
        assert_eq!(gone(&[vote(day(30), true)], None), open);
        // nobody voted: there is nothing to compare
        assert_eq!(gone(&[vote(day(30), false)], None), []);
        // closed on the sixth day, an hour after that day's backup
        let over = vote(day(6) + 3_600_000_000, true);
        let closed: Vec<_> = (4..=6).map(|n| (day(n), Why::Vote)).collect();
        assert_eq!(gone(&[over], None), closed);
        // the number that is kept counts those that stay, the new one among them
        let old = [(day(1), Why::Old), (day(2), Why::Old)];
        assert_eq!(gone(&[over], Some(5)), [&closed[..], &old].concat());
        assert_eq!(gone(&[], Some(1)).len(), 9);
        assert_eq!(gone(&[], Some(10)), []);
    }
}
