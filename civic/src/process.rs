//! Processes (démarches) and their dated phases. What is open is computed from the dates and the
//! instant handed in; nothing here is switched on or off by hand or by a job.

use crate::ballot::BallotKind;
use crate::count::{Measure, Rule};
use crate::id::{PhaseId, ProcessId};
use crate::money::Cents;
use crate::permission::Level;
use crate::time::{Now, Time};
use serde::{Deserialize, Serialize};

/// What kind of process it is; decides the phases it starts with and the words used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Template {
    /// Budget participatif: propose, review, vote, follow.
    ParticipatoryBudget,
    /// Concertation: discuss, summarise.
    Concertation,
    /// Pétition: gather signatures, answer.
    Petition,
}

impl Template {
    /// All templates, in the order shown.
    pub const ALL: [Template; 3] = [
        Template::ParticipatoryBudget,
        Template::Concertation,
        Template::Petition,
    ];

    /// The template as stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Template::ParticipatoryBudget => "participatory_budget",
            Template::Concertation => "concertation",
            Template::Petition => "petition",
        }
    }

    /// Reads a stored template.
    #[must_use]
    pub fn parse(text: &str) -> Option<Template> {
        Template::ALL.into_iter().find(|t| t.as_str() == text)
    }

    /// The phases a new process of this kind has, in order, each with its usual length in days.
    #[must_use]
    pub fn phases(self) -> &'static [(PhaseKind, i64)] {
        match self {
            Template::ParticipatoryBudget => &[
                (PhaseKind::Propose, 42),
                (PhaseKind::Review, 42),
                (PhaseKind::Vote, 21),
                (PhaseKind::Follow, 730),
            ],
            Template::Concertation => &[(PhaseKind::Discuss, 42), (PhaseKind::Follow, 180)],
            Template::Petition => &[(PhaseKind::Sign, 90), (PhaseKind::Follow, 90)],
        }
    }
}

/// What one phase is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PhaseKind {
    /// Citizens propose, comment and support.
    Propose,
    /// The town hall admits and costs; citizens comment and support.
    Review,
    /// Citizens vote. Nothing else moves.
    Vote,
    /// Result and realisation.
    Follow,
    /// Citizens propose and discuss together (concertation).
    Discuss,
    /// Citizens start petitions and sign them.
    Sign,
}

/// Something that a phase may open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Make, edit or withdraw a proposal.
    Propose,
    /// Write a comment.
    Comment,
    /// Support (or sign).
    Support,
    /// Cast a ballot.
    Vote,
}

impl PhaseKind {
    const ALL: [PhaseKind; 6] = [
        PhaseKind::Propose,
        PhaseKind::Review,
        PhaseKind::Vote,
        PhaseKind::Follow,
        PhaseKind::Discuss,
        PhaseKind::Sign,
    ];

    /// The kind as stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            PhaseKind::Propose => "propose",
            PhaseKind::Review => "review",
            PhaseKind::Vote => "vote",
            PhaseKind::Follow => "follow",
            PhaseKind::Discuss => "discuss",
            PhaseKind::Sign => "sign",
        }
    }

    /// Reads a stored kind.
    #[must_use]
    pub fn parse(text: &str) -> Option<PhaseKind> {
        PhaseKind::ALL.into_iter().find(|k| k.as_str() == text)
    }

    /// Whether this kind of phase opens an act.
    #[must_use]
    pub fn opens(self, act: Act) -> bool {
        match act {
            Act::Propose => matches!(
                self,
                PhaseKind::Propose | PhaseKind::Discuss | PhaseKind::Sign
            ),
            Act::Comment | Act::Support => {
                matches!(
                    self,
                    PhaseKind::Propose | PhaseKind::Review | PhaseKind::Discuss | PhaseKind::Sign
                )
            }
            Act::Vote => self == PhaseKind::Vote,
        }
    }
}

/// How the ballots of a vote are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Urn {
    /// By the server, without a name, readable by whoever has the machine.
    #[default]
    Ordinary,
    /// Encrypted on the voter's device, opened by several trustees together, with voting rights made this way.
    Sealed(Rights),
}

/// Who makes the voting rights of a sealed vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Rights {
    /// A registrar's device; they go out by letter. The server sees their public parts only.
    Letter,
    /// The voter's own phone, before the vote opens. The server sees their public parts only.
    Phone,
    /// The server, for low stakes.
    Server,
}

impl Urn {
    /// All of them, in the order shown.
    pub const ALL: [Urn; 4] = [
        Urn::Ordinary,
        Urn::Sealed(Rights::Server),
        Urn::Sealed(Rights::Phone),
        Urn::Sealed(Rights::Letter),
    ];

    /// The urn as stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Urn::Ordinary => "ordinary",
            Urn::Sealed(Rights::Letter) => "sealed_letter",
            Urn::Sealed(Rights::Phone) => "sealed_phone",
            Urn::Sealed(Rights::Server) => "sealed_server",
        }
    }

    /// Reads a stored urn.
    #[must_use]
    pub fn parse(text: &str) -> Option<Urn> {
        Urn::ALL.into_iter().find(|u| u.as_str() == text)
    }

    /// Who makes the voting rights, if it is a sealed one.
    #[must_use]
    pub fn rights(self) -> Option<Rights> {
        match self {
            Urn::Ordinary => None,
            Urn::Sealed(rights) => Some(rights),
        }
    }

    /// Whether ballots of this kind, counted by this rule, may go into it. A sealed urn gives sums and no more, and
    /// proves how many projects a ballot holds, not what they cost.
    #[must_use]
    pub fn takes(self, ballot: BallotKind, rule: Rule) -> bool {
        let sums_are_enough = match rule {
            Rule::GreedyVotes { .. } | Rule::GreedyVotesPerEuro { .. } => true,
            Rule::Knapsack { measure } => measure == Measure::Votes,
            Rule::Cumulative { .. } | Rule::EqualShares { .. } => false,
        };
        self == Urn::Ordinary || (sums_are_enough && matches!(ballot, BallotKind::UpTo { .. }))
    }
}

/// Where an instant stands beside a span of dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Moment {
    /// Not begun.
    Future,
    /// Open.
    Current,
    /// Over.
    Past,
}

/// One dated phase: open from `opens_at` (included) to `closes_at` (excluded).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phase {
    /// Its id.
    pub id: PhaseId,
    /// What it is for.
    pub kind: PhaseKind,
    /// First instant at which it is open.
    pub opens_at: Time,
    /// First instant at which it is closed.
    pub closes_at: Time,
}

impl Phase {
    /// Future, current or past at this instant.
    #[must_use]
    pub fn moment(&self, now: Now) -> Moment {
        if now < self.opens_at {
            Moment::Future
        } else if now < self.closes_at {
            Moment::Current
        } else {
            Moment::Past
        }
    }
}

/// A process with its phases, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Process {
    /// Its id.
    pub id: ProcessId,
    /// Its part of the address.
    pub slug: String,
    /// What kind it is.
    pub template: Template,
    /// Its name.
    pub title: String,
    /// One or two sentences.
    pub summary: String,
    /// What happens with the result, promised before it is known.
    pub promise: String,
    /// Level asked to propose, comment and support.
    pub level_to_contribute: Level,
    /// Level asked to vote.
    pub level_to_vote: Level,
    /// Money to share out (participatory budget).
    pub budget: Cents,
    /// What a ballot may hold.
    pub ballot: BallotKind,
    /// How ballots are counted.
    pub rule: Rule,
    /// How ballots are kept.
    pub urn: Urn,
    /// Published seed of the draw that breaks ties (hex of 32 bytes).
    pub draw_seed: String,
    /// Signatures wanted (petition); 0 when there is no goal.
    pub support_goal: i64,
    /// Whether the anonymous ballots were announced as open data before the vote.
    pub ballots_published: bool,
    /// Whether it is shown to everybody.
    pub published: bool,
    /// The phases in order.
    pub phases: Vec<Phase>,
}

impl Process {
    /// The phase open now, if any. Phases do not overlap ([`check_dates`]).
    #[must_use]
    pub fn current(&self, now: Now) -> Option<&Phase> {
        self.phases
            .iter()
            .find(|p| p.moment(now) == Moment::Current)
    }

    /// The next phase to open, if any.
    #[must_use]
    pub fn next(&self, now: Now) -> Option<&Phase> {
        self.phases.iter().find(|p| p.moment(now) == Moment::Future)
    }

    /// The first phase of a kind.
    #[must_use]
    pub fn phase(&self, kind: PhaseKind) -> Option<&Phase> {
        self.phases.iter().find(|p| p.kind == kind)
    }

    /// Whether an act is open now.
    #[must_use]
    pub fn open_for(&self, act: Act, now: Now) -> bool {
        self.current(now).is_some_and(|p| p.kind.opens(act))
    }

    /// Whether an act is still to be done: in the phase open now, or in one to come.
    #[must_use]
    pub fn goes_on(&self, act: Act, now: Now) -> bool {
        let mut phases = self.phases.iter();
        phases.any(|p| p.kind.opens(act) && p.moment(now) != Moment::Past)
    }

    /// Whether the vote has begun.
    #[must_use]
    pub fn vote_begun(&self, now: Now) -> bool {
        self.phase(PhaseKind::Vote)
            .is_some_and(|p| p.opens_at <= now)
    }

    /// Whether the vote took place and is over.
    #[must_use]
    pub fn vote_over(&self, now: Now) -> bool {
        self.phase(PhaseKind::Vote)
            .is_some_and(|p| p.moment(now) == Moment::Past)
    }
}

/// Dates of phases must rise: each opens before it closes, and not before the one before it has closed.
/// Gives the index of the first phase that does not.
///
/// # Errors
/// The index of the offending phase.
pub fn check_dates(phases: &[(Time, Time)]) -> Result<(), usize> {
    let mut end = Time(i64::MIN);
    for (i, (opens, closes)) in phases.iter().enumerate() {
        if *opens < end || closes <= opens {
            return Err(i);
        }
        end = *closes;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phase_is_open_from_its_first_to_before_its_last_instant() {
        let p = Phase {
            id: "p".into(),
            kind: PhaseKind::Vote,
            opens_at: Time(10),
            closes_at: Time(20),
        };
        assert_eq!(p.moment(Time(9)), Moment::Future);
        assert_eq!(p.moment(Time(10)), Moment::Current);
        assert_eq!(p.moment(Time(19)), Moment::Current);
        assert_eq!(p.moment(Time(20)), Moment::Past);
    }

    #[test]
    fn dates_must_rise() {
        let t = Time;
        assert_eq!(check_dates(&[(t(1), t(2)), (t(2), t(3))]), Ok(()));
        assert_eq!(check_dates(&[(t(1), t(3)), (t(2), t(4))]), Err(1));
        assert_eq!(check_dates(&[(t(2), t(2))]), Err(0));
    }

    #[test]
    fn a_sealed_urn_takes_what_sums_are_enough_for() {
        use crate::count::{Completion, Mode, Utility};
        let up_to = BallotKind::UpTo { min: 1, max: 3 };
        let votes = Rule::GreedyVotes { mode: Mode::Skip };
        let shares = Rule::EqualShares {
            utility: Utility::Cost,
            completion: Completion::Add1Utilitarian { unit: 100 },
        };
        for urn in Urn::ALL {
            let ordinary = urn == Urn::Ordinary;
            assert_eq!(Urn::parse(urn.as_str()), Some(urn));
            assert_eq!(urn.rights().is_none(), ordinary);
            assert!(urn.takes(up_to, votes));
            assert_eq!(urn.takes(up_to, shares), ordinary);
            assert_eq!(urn.takes(BallotKind::WithinBudget, votes), ordinary);
        }
    }

    #[test]
    fn only_the_vote_opens_the_urn() {
        for kind in PhaseKind::ALL {
            assert_eq!(kind.opens(Act::Vote), kind == PhaseKind::Vote);
            assert!(!(kind.opens(Act::Vote) && kind.opens(Act::Comment)));
            assert_eq!(PhaseKind::parse(kind.as_str()), Some(kind));
        }
    }
}
