//! Majority judgment (Balinski and Laraki): each ballot gives each option a grade; an option's majority
//! grade is the one in the middle. Equal ones are told apart by taking that grade away once from each and
//! looking again, until they differ. Of an even number of votes there are two in the middle: [`Middle`].
//!
//! Taken away one by one, the grades come from the middle outwards: that order is the majority value, and
//! options compare by it. So nothing is taken away here: the middle and the rings around it are read off
//! the totals, in a time that depends on the number of grades and not of voters.

use super::{Groups, MAX_STEPS, MethodError, grouped_by, options, votes};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// What an option left without a grade gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Skipped {
    /// The worst grade: who does not know an option does not support it.
    Worst,
    /// Nobody may leave one out: other totals are an error.
    Refused,
}

/// Which of the two middle votes counts when their number is even.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Middle {
    /// The worse grade, as in the book: more than half think it is deserved at least.
    Worse,
    /// The better grade, as `belenios-tool` counts.
    Better,
}

/// How grades are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Options left without a grade.
    pub skipped: Skipped,
    /// An even number of votes.
    pub middle: Middle,
}

/// What an option was found to be worth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    /// The majority grade, from zero (the best); none without votes.
    pub grade: Option<usize>,
    /// Votes for a better one.
    pub better: u64,
    /// Votes for a worse one.
    pub worse: u64,
    /// From the middle outwards: so many times, this grade and then that one. When the votes are odd in
    /// number the first ring is the middle alone, written twice.
    pub rings: Vec<Ring>,
}

/// So many pairs of votes of the same two grades, one on each side of the middle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ring {
    /// How many pairs.
    pub times: u64,
    /// The grade taken away first.
    pub first: usize,
    /// The grade taken away after it.
    pub second: usize,
}

/// What was counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgment {
    /// The best first.
    pub groups: Groups,
    /// One for each option.
    pub options: Vec<Judged>,
    /// Votes for each option.
    pub votes: u64,
}

/// Counts grades: `totals[option][grade]` is how often a grade was given, the best first; `skipped[option]`
/// how often none.
///
/// # Errors
/// [`MethodError`], but for [`MethodError::UnevenBallot`].
pub fn count(totals: &[Vec<u64>], skipped: &[u64], rule: Rule) -> Result<Judgment, MethodError> {
    options(totals.len())?;
    let width = totals[0].len();
    if width == 0 || width > MAX_STEPS {
        return Err(MethodError::Grades);
    }
    let mut all = None;
    let mut judged = Vec::with_capacity(totals.len());
    for (option, counts) in totals.iter().enumerate() {
        if counts.len() != width {
            return Err(MethodError::UnevenGrades { option });
        }
        let mut counts = counts.clone();
        if rule.skipped == Skipped::Worst {
            let left = skipped.get(option).copied().unwrap_or(0);
            counts[width - 1] = votes([counts[width - 1], left])?;
        }
        let sum = votes(counts.iter().copied())?;
        if *all.get_or_insert(sum) != sum {
            return Err(MethodError::UnevenVotes { option });
        }
        judged.push(judge(&counts, sum, rule.middle));
    }
    let groups = grouped_by(judged.len(), |a, b| {
        by_rings(&judged[a].rings, &judged[b].rings)
    });
    Ok(Judgment {
        groups,
        options: judged,
        votes: all.unwrap_or(0),
    })
}

/// The grade of the vote at a place, best votes first, and how many from there on have it.
struct Walk<'a> {
    counts: &'a [u64],
    grade: usize,
    /// Votes of that grade on the way that were not passed yet.
    left: u64,
}

impl Walk<'_> {
    /// Steps to the next grade that has votes, in the direction given.
    fn settle(&mut self, up: bool) {
        while self.left == 0 {
            let next = if up {
                self.grade + 1
            } else {
                self.grade.wrapping_sub(1)
            };
            let Some(count) = self.counts.get(next) else {
                return;
            };
            (self.grade, self.left) = (next, *count);
        }
    }
}

fn judge(counts: &[u64], n: u64, which: Middle) -> Judged {
    let rings = rings(counts, n, which);
    let grade = rings.first().map(|ring| ring.first);
    let better = counts.iter().take(grade.unwrap_or(0)).sum();
    let same = grade.map_or(0, |grade| counts[grade]);
    Judged {
        grade,
        better,
        worse: n - better - same,
        rings,
    }
}

/// Taken from the middle outwards. Of an even number, one middle goes first, then the other, then the vote
/// beyond the first, and so on; of an odd number the middle goes alone, then the vote on one side of it and
/// the one on the other. Which side is first is what [`Middle`] says.
fn rings(counts: &[u64], n: u64, which: Middle) -> Vec<Ring> {
    let mut rings: Vec<Ring> = Vec::new();
    // the vote at place n/2, best first, from zero, begins the way up to worse grades; the one before it
    // the way down to better ones
    let Some((grade, before)) = at(counts, n / 2) else {
        return rings;
    };
    let from = n / 2 - before;
    let walk = |left| Walk {
        counts,
        grade,
        left,
    };
    let (mut up, mut down) = (walk(counts[grade] - from), walk(from));
    let mut pairs = n / 2;
    if n % 2 == 1 {
        rings.push(Ring {
            times: 1,
            first: grade,
            second: grade,
        });
        up.left -= 1;
    }
    while pairs > 0 {
        up.settle(true);
        down.settle(false);
        let times = up.left.min(down.left).min(pairs);
        if times == 0 {
            break;
        }
        let (first, second) = match which {
            Middle::Worse => (up.grade, down.grade),
            Middle::Better => (down.grade, up.grade),
        };
        rings.push(Ring {
            times,
            first,
            second,
        });
        up.left -= times;
        down.left -= times;
        pairs -= times;
    }
    rings
}

/// The grade of the vote at a place, best first, and how many votes have a better one.
fn at(counts: &[u64], place: u64) -> Option<(usize, u64)> {
    let mut before = 0;
    for (grade, count) in counts.iter().enumerate() {
        if before + count > place {
            return Some((grade, before));
        }
        before += count;
    }
    None
}

/// The better majority value first. Both have the same number of votes.
fn by_rings(a: &[Ring], b: &[Ring]) -> Ordering {
    let (mut a, mut b) = (a.iter().copied(), b.iter().copied());
    let (mut x, mut y) = (a.next(), b.next());
    while let (Some(one), Some(other)) = (x, y) {
        let order = (one.first, one.second).cmp(&(other.first, other.second));
        if order.is_ne() {
            return order;
        }
        // as long as both stay as they are, nothing new is to be seen
        let times = one.times.min(other.times);
        let rest = |ring: Ring, next: &mut dyn Iterator<Item = Ring>| {
            if ring.times > times {
                Some(Ring {
                    times: ring.times - times,
                    ..ring
                })
            } else {
                next.next()
            }
        };
        (x, y) = (rest(one, &mut a), rest(other, &mut b));
    }
    Ordering::Equal
}
