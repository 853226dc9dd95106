//! Ballots put together: voters who named the same projects always have the same money left, so
//! they are counted as one group. This alone divides the work by the size of the groups, and the
//! result does not depend on the order of the ballots.

use crate::count::instance::Instance;

pub(super) struct Groups {
    /// How many ballots each group has.
    pub size: Vec<i128>,
    /// The projects each group named, ascending.
    pub named: Vec<Vec<usize>>,
    /// The groups that named each project.
    pub supporters: Vec<Vec<u32>>,
}

impl Groups {
    pub fn new(instance: &Instance) -> Self {
        let mut sets: Vec<Vec<usize>> = instance
            .ballots
            .iter()
            .map(|ballot| {
                let mut set: Vec<usize> = ballot.choices.iter().map(|c| c.project).collect();
                set.sort_unstable();
                set
            })
            .filter(|set| !set.is_empty())
            .collect();
        sets.sort_unstable();
        let mut groups = Self {
            size: Vec::new(),
            named: Vec::new(),
            supporters: vec![Vec::new(); instance.projects.len()],
        };
        for (group, same) in (0_u32..).zip(sets.chunk_by(|a, b| a == b)) {
            for &project in &same[0] {
                groups.supporters[project].push(group);
            }
            groups.size.push(same.len() as i128);
            groups.named.push(same[0].clone());
        }
        groups
    }
}
