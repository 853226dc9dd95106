//! What an attack is measured with: who cast what, in which order, and how near to it another order comes.

use civic::id::{AccountId, ProcessId};
use services::{Tx, vote};
use std::collections::HashMap;
use store::backup::Value;

pub const VOTERS: usize = 200;
/// Correct pairs among 200: by chance a Poisson variable of mean 1; P(12 or more) < 1e-9.
pub const PAIRS: usize = 12;
/// Rank correlation of 200 places: by chance of deviation 0.071; P(beyond 0.45) < 1e-9.
const CORRELATION: f64 = 0.45;

/// Who cast which ballot, in the order of casting.
pub struct Known {
    pub process: ProcessId,
    pub cast: Vec<(AccountId, Vec<u8>)>,
    pub secrets: Vec<vote::Secret>,
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// Spearman's rank correlation of two orders of the same things.
fn correlation(a: &[usize], b: &[usize]) -> f64 {
    let n = a.len() as f64;
    let squares = a
        .iter()
        .zip(b)
        .map(|(x, y)| (*x as f64 - *y as f64).powi(2));
    1.0 - 6.0 * squares.sum::<f64>() / (n * (n * n - 1.0))
}

/// What an attacker has: people in some order and ballots in some order, as places in the order of casting.
pub struct Orders {
    pub people: Vec<usize>,
    pub ballots: Vec<usize>,
}

impl Orders {
    /// Pairs that are right, forwards or backwards, whichever are more.
    pub fn pairs(&self) -> usize {
        let right = |ballots: &mut dyn Iterator<Item = &usize>| {
            self.people
                .iter()
                .zip(ballots)
                .filter(|(a, b)| a == b)
                .count()
        };
        let forwards = right(&mut self.ballots.iter());
        forwards.max(right(&mut self.ballots.iter().rev()))
    }

    /// The largest of: ballots with the order of casting, people with it, the two with each other.
    pub fn correlations(&self) -> [f64; 3] {
        let cast: Vec<usize> = (0..VOTERS).collect();
        [
            correlation(&self.ballots, &cast),
            correlation(&self.people, &cast),
            correlation(&self.people, &self.ballots),
        ]
        .map(f64::abs)
    }

    pub fn tell_nothing(&self, attack: &str) {
        let (pairs, correlations) = (self.pairs(), self.correlations());
        println!("{attack}: {pairs} pairs, correlations {correlations:.2?}");
        assert!(pairs < PAIRS, "{attack}: {pairs} pairs");
        assert!(
            correlations.iter().all(|c| *c < CORRELATION),
            "{attack}: {correlations:?}"
        );
    }
}

impl Known {
    /// Orders from the rows that a backup holds, as it writes them.
    pub async fn in_backup(&self, tx: &mut Tx) -> Orders {
        let migrations = store::backup::migrations(tx).await.unwrap();
        let (mut roll, mut urn) = (Vec::new(), Vec::new());
        for table in store::backup::tables(&migrations).unwrap() {
            let lines = match table.name {
                "voter_roll" => &mut roll,
                "ballot" => &mut urn,
                _ => continue,
            };
            let take = |row: Vec<Value>| {
                lines.push(match &row[1] {
                    Value::Text(person) => person.clone(),
                    Value::Bytes(hash) => hex(hash),
                    other => panic!("{other:?}"),
                });
                Ok::<(), store::StoreError>(())
            };
            store::backup::rows(tx, &table, take).await.unwrap();
        }
        self.orders(
            roll.iter().map(String::as_str),
            urn.iter().map(String::as_str),
        )
    }

    /// Orders from texts in which each line holds a person or a ballot (others are passed over).
    pub fn orders<'a>(
        &self,
        roll: impl Iterator<Item = &'a str>,
        urn: impl Iterator<Item = &'a str>,
    ) -> Orders {
        let place = |line: &str, what: &dyn Fn(usize) -> String| {
            (0..VOTERS).find(|i| line.contains(&what(*i)))
        };
        let person = |i: usize| self.cast[i].0.0.clone();
        let ballot = |i: usize| hex(&self.cast[i].1);
        let orders = Orders {
            people: roll.filter_map(|line| place(line, &person)).collect(),
            ballots: urn.filter_map(|line| place(line, &ballot)).collect(),
        };
        assert_eq!(
            (orders.people.len(), orders.ballots.len()),
            (VOTERS, VOTERS)
        );
        orders
    }

    /// Orders of first and of last appearance in raw bytes; `None` when something is not there. The roll's
    /// rows are told from other mentions of an account by the id of the process that stands `before`.
    pub fn in_bytes(&self, roll: &[u8], urn: &[u8], before: &str) -> Option<[Orders; 2]> {
        let (people, ballots) = (
            places(roll, &self.people(before)),
            places(urn, &self.ballots()),
        );
        let order = |places: &[Vec<usize>], last: bool| {
            let place = |i: &usize| {
                if last {
                    places[*i].last()
                } else {
                    places[*i].first()
                }
            };
            let mut order: Vec<usize> = (0..VOTERS).collect();
            order.sort_by_key(place);
            order.iter().all(|i| place(i).is_some()).then_some(order)
        };
        let orders = |last| {
            Some(Orders {
                people: order(&people, last)?,
                ballots: order(&ballots, last)?,
            })
        };
        Some([orders(false)?, orders(true)?])
    }

    /// Of each person's row in raw bytes, whether the nearest ballot is hers.
    pub fn neighbours(&self, bytes: &[u8]) -> usize {
        let people = places(bytes, &self.people(self.process.as_str()));
        let ballots = places(bytes, &self.ballots());
        let own = people.iter().enumerate().filter(|(i, at)| {
            let nearest = (0..VOTERS).min_by_key(|j| ballots[*j][0].abs_diff(at[0]));
            nearest == Some(*i)
        });
        own.count()
    }

    fn people(&self, before: &str) -> Vec<Vec<u8>> {
        let people = self.cast.iter().map(|(account, _)| account.as_str());
        people
            .map(|account| [before, account].concat().into_bytes())
            .collect()
    }

    fn ballots(&self) -> Vec<Vec<u8>> {
        self.cast.iter().map(|(_, hash)| hash.clone()).collect()
    }
}

/// Where each needle is found in the bytes, in one pass: by its last twelve bytes, then whole.
pub fn places(bytes: &[u8], needles: &[Vec<u8>]) -> Vec<Vec<usize>> {
    const END: usize = 12;
    let ends = needles
        .iter()
        .enumerate()
        .map(|(i, n)| (&n[n.len() - END..], i));
    let ends: HashMap<&[u8], usize> = ends.collect();
    let mut found = vec![Vec::new(); needles.len()];
    for (at, window) in bytes.windows(END).enumerate() {
        if let Some(i) = ends.get(window)
            && bytes[..at + END].ends_with(&needles[*i])
        {
            found[*i].push(at);
        }
    }
    found
}
