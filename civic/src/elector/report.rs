//! What is to be said of a roll before anything is done with it: by line, never by name.

use super::{Elector, Kept, List};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// What may be said of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// It lacks columns: left out.
    Short,
    /// No name at birth: left out.
    NoName,
    /// The date of birth cannot be read: left out.
    Date,
    /// On no list that we know: left out.
    UnknownList,
    /// Letters are damaged (`Ã©`): this person will not be found.
    Garbled,
    /// The whole file is in the former encoding of Windows, and was read so.
    Windows,
    /// Day or month of birth unknown to the register.
    IncompleteDate,
    /// No given name.
    NoGivenName,
    /// No birthplace.
    NoPlace,
    /// No polling station.
    NoStation,
    /// The same person twice on one list: nobody can be told by it.
    Double,
    /// A citizen of the Union on both complementary lists: counted once.
    TwoLists,
    /// On the European list only: no voter of this commune's votes.
    EuropeanOnly,
    /// Same names and date of birth as another, born elsewhere.
    Homonym,
    /// Same name at birth, date and place as another, other given names.
    Twin,
    /// Same names as another, another date of birth (a parent and a child, often).
    SameName,
    /// Same number in the same polling station as another.
    Number,
}

impl Kind {
    /// Whether the line was left out.
    #[must_use]
    pub fn is_left_out(self) -> bool {
        matches!(
            self,
            Kind::Short | Kind::NoName | Kind::Date | Kind::UnknownList
        )
    }

    /// Whether it is only worth knowing: nothing is to be mended.
    #[must_use]
    pub fn is_usual(self) -> bool {
        matches!(
            self,
            Kind::TwoLists | Kind::EuropeanOnly | Kind::Homonym | Kind::Twin | Kind::SameName
        )
    }
}

/// Something that is said of a line, and of another that it concerns too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What.
    pub kind: Kind,
    /// The line; 0 for the whole file.
    pub line: u32,
    /// The other line.
    pub other: Option<u32>,
}

impl Finding {
    /// Of one line.
    #[must_use]
    pub fn of(kind: Kind, line: u32) -> Finding {
        Finding {
            kind,
            line,
            other: None,
        }
    }

    fn with(kind: Kind, line: u32, other: u32) -> Finding {
        Finding {
            kind,
            line,
            other: Some(other),
        }
    }
}

/// How much is told of one kind: its number, and the first lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// What.
    pub kind: Kind,
    /// How many times.
    pub number: u32,
    /// The first of them.
    pub first: Vec<Finding>,
}

/// How many lines of a kind are named.
const NAMED: usize = 20;

/// What is said of a roll.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Lines that say somebody, on each list: principal, municipal, European.
    pub lines: [u32; 3],
    /// People who vote here, once each.
    pub voters: u32,
    /// Polling stations.
    pub stations: u32,
    /// What is to be said, gravest first.
    pub told: Vec<Told>,
}

/// Sees whether something was seen before, and where.
fn before<K: std::hash::Hash + Eq>(seen: &mut HashMap<K, u32>, key: K, line: u32) -> Option<u32> {
    match seen.entry(key) {
        std::collections::hash_map::Entry::Occupied(first) => Some(*first.get()),
        std::collections::hash_map::Entry::Vacant(empty) => {
            empty.insert(line);
            None
        }
    }
}

/// Looks at a whole roll: what is to be said, and who is kept.
#[must_use]
pub fn examine(electors: &[Elector], mut findings: Vec<Finding>) -> (Report, Vec<Kept>) {
    let mut report = Report::default();
    let mut people: HashMap<String, (usize, List, u32)> = HashMap::new();
    let mut kept: Vec<Kept> = Vec::new();
    let mut european: HashMap<String, u32> = HashMap::new();
    let (mut names, mut births, mut same) = (HashMap::new(), HashMap::new(), HashMap::new());
    let (mut numbers, mut stations) = (HashMap::new(), HashMap::new());
    for one in electors {
        let (line, civil) = (one.line, &one.civil);
        let slot = match one.list {
            List::Principal => 0,
            List::Municipal => 1,
            List::European => 2,
        };
        report.lines[slot] += 1;
        let key = civil.key();
        if one.list == List::European {
            european.entry(key).or_insert(line);
            continue;
        }
        let mut tell = |kind| findings.push(Finding::of(kind, line));
        if !civil.born.is_whole() {
            tell(Kind::IncompleteDate);
        }
        if civil.given_names.is_empty() {
            tell(Kind::NoGivenName);
        }
        if civil.place.is_empty() {
            tell(Kind::NoPlace);
        }
        if one.station.is_empty() {
            tell(Kind::NoStation);
        } else {
            before(&mut stations, &one.station, line);
        }
        let numbered = !one.number.is_empty() && !one.station.is_empty();
        if numbered
            && let Some(other) = before(&mut numbers, (slot, &one.station, &one.number), line)
        {
            findings.push(Finding::with(Kind::Number, line, other));
        }
        if let Some((at, _, other)) = people.get(&key) {
            if let Some(first) = kept.get_mut(*at) {
                first.ambiguous = true;
            }
            findings.push(Finding::with(Kind::Double, line, *other));
            continue;
        }
        let name_key = civil.name_key();
        let homonym = before(&mut names, name_key.clone(), line);
        let parts: Vec<&str> = key.split('|').collect();
        if let [name, given, born, place] = parts[..] {
            let owned = |texts: [&str; 3]| texts.map(str::to_owned);
            let twin = before(&mut births, owned([name, born, place]), line);
            let named = before(&mut same, owned([name, given, ""]), line);
            // the closest is told, and no more of the same pair
            let closest = [
                (Kind::Homonym, homonym),
                (Kind::Twin, twin),
                (Kind::SameName, named),
            ];
            if let Some((kind, Some(other))) = closest.into_iter().find(|(_, o)| o.is_some()) {
                findings.push(Finding::with(kind, line, other));
            }
        }
        people.insert(key.clone(), (kept.len(), one.list, line));
        kept.push(Kept {
            key,
            name_key,
            station: one.station.clone(),
            ambiguous: false,
        });
    }
    for (key, line) in european {
        let kind = match people.get(&key) {
            Some((_, _, other)) => Finding::with(Kind::TwoLists, line, *other),
            None => Finding::of(Kind::EuropeanOnly, line),
        };
        findings.push(kind);
    }
    report.voters = u32::try_from(kept.len()).unwrap_or(u32::MAX);
    report.stations = u32::try_from(stations.len()).unwrap_or(u32::MAX);
    report.told = told(findings);
    (report, kept)
}

fn told(mut findings: Vec<Finding>) -> Vec<Told> {
    findings.sort_by_key(|f| (f.kind, f.line));
    let groups = findings.chunk_by(|a, b| a.kind == b.kind);
    let group = |group: &[Finding]| Told {
        kind: group[0].kind,
        number: u32::try_from(group.len()).unwrap_or(u32::MAX),
        first: group.iter().take(NAMED).copied().collect(),
    };
    groups.map(group).collect()
}
