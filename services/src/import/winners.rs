//! The winners of four rules, as pabutools counts them: what `tiker import` prints and others compare.
//! Never here: the result of the process, which has the commune's own rule and draw.

use crate::{Error, Result};
use civic::count::{
    self, Ballot, Completion, Instance, Mode, Project, Reason, Rule, TieRule, Utility,
};
use civic::pabulib::File;
use serde::Serialize;

/// Winners by rule: ids as in the file, in the order of selection; ties go to the smaller id as text.
///
/// As in pabutools, the two greedy rules go on after the last project that anybody named, and take those
/// without a vote that the money left can pay; the result of a process never funds such a project.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Winners {
    /// Greedy by votes (`Cost_Sat`).
    pub greedy_cost: Vec<String>,
    /// Greedy by votes per euro (`Cardinality_Sat`).
    pub greedy_cardinality: Vec<String>,
    /// Equal shares, cost utilities, not completed.
    pub mes_cost: Vec<String>,
    /// Equal shares, cardinality utilities, not completed.
    pub mes_cardinality: Vec<String>,
}

impl Winners {
    /// Counts ballots (positions of projects) on the projects and budget of a file.
    ///
    /// # Errors
    /// [`Error::Count`].
    pub(super) fn count(file: &File, ballots: Vec<Vec<usize>>) -> Result<Winners> {
        let projects = file.projects.iter().map(|p| Project {
            id: p.id.clone(),
            cost: p.cost,
        });
        let instance = Instance {
            budget: file.budget,
            projects: projects.collect(),
            ballots: ballots.into_iter().map(Ballot::approving).collect(),
        };
        let shares = |utility| Rule::EqualShares {
            utility,
            completion: Completion::None,
        };
        let votes = Rule::GreedyVotes { mode: Mode::Skip };
        let votes_per_euro = Rule::GreedyVotesPerEuro { mode: Mode::Skip };
        Ok(Winners {
            greedy_cost: greedy(&instance, &votes)?,
            greedy_cardinality: greedy(&instance, &votes_per_euro)?,
            mes_cost: winners(&instance, &shares(Utility::Cost))?.0,
            mes_cardinality: winners(&instance, &shares(Utility::Cardinality))?.0,
        })
    }
}

fn winners(instance: &Instance, rule: &Rule) -> Result<(Vec<String>, count::Outcome)> {
    let outcome =
        count::count(instance, rule, &TieRule::IdText).map_err(|e| Error::Count(e.to_string()))?;
    let ids = outcome.ids(instance).into_iter().map(str::to_owned);
    Ok((ids.collect(), outcome))
}

fn greedy(instance: &Instance, rule: &Rule) -> Result<Vec<String>> {
    let (mut ids, outcome) = winners(instance, rule)?;
    let mut left = outcome.left;
    let tallies = instance.projects.iter().zip(&outcome.projects);
    let mut unnamed: Vec<&Project> = tallies
        .filter(|(_, tally)| matches!(tally.reason, Reason::NoVotes))
        .map(|(project, _)| project)
        .collect();
    unnamed.sort_by(|a, b| a.id.cmp(&b.id));
    for project in unnamed {
        if project.cost <= left {
            left -= project.cost;
            ids.push(project.id.clone());
        }
    }
    Ok(ids)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn projects_nobody_named_come_last_where_pabutools_takes_them() {
        let text = "META\nkey;value\nnum_projects;4\nnum_votes;2\nbudget;100\nvote_type;approval\n\
            PROJECTS\nproject_id;cost\n9;30\n10;40\na;50\nb;60\nVOTES\nvoter_id;vote\nx;a\ny;a\n";
        let file = civic::pabulib::parse(text.as_bytes()).unwrap();
        let counted = Winners::count(&file, vec![vec![2], vec![2]]).unwrap();
        assert_eq!(counted.greedy_cost, ["a", "10"]);
        assert_eq!(counted.greedy_cardinality, ["a", "10"]);
        assert_eq!(counted.mes_cost, ["a"]);
    }
}
