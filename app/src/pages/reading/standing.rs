//! Where a process stands for a reader, and which one is the most pressing. Pure: dates and instant come in.

use civic::process::{Act, Moment, Phase, PhaseKind, Process};
use civic::time::Now;
use services::reading::Listed;

/// When a process is open to something. The follow-up of what was decided counts as over: there is
/// nothing left to take part in.
#[must_use]
pub fn standing(process: &Process, now: Now) -> Moment {
    let phase = process.current(now).or_else(|| process.next(now));
    match phase {
        Some(phase) if phase.kind == PhaseKind::Follow => Moment::Past,
        Some(phase) if phase.moment(now) == Moment::Current => Moment::Current,
        Some(_) => Moment::Future,
        None => Moment::Past,
    }
}

/// What the home page puts first.
#[derive(Clone, Copy, Debug)]
pub enum Pressing<'a> {
    /// Something to do now: vote, or propose.
    Act(&'a Listed, &'a Phase),
    /// What opens next.
    Comes(&'a Listed, &'a Phase),
    /// A vote that is over and whose follow-up runs.
    Decided(&'a Listed),
    /// Nothing.
    Nothing,
}

impl Pressing<'_> {
    /// The process meant, if any.
    #[must_use]
    pub fn process(&self) -> Option<&Process> {
        match self {
            Pressing::Act(listed, _) | Pressing::Comes(listed, _) | Pressing::Decided(listed) => {
                Some(&listed.process)
            }
            Pressing::Nothing => None,
        }
    }
}

/// An open vote first, then an open proposal phase (of two, the one that closes first), then what opens
/// next, then the last decision.
#[must_use]
pub fn pressing(all: &[Listed], now: Now) -> Pressing<'_> {
    let open = |act: Act| {
        all.iter()
            .filter_map(|l| l.process.current(now).map(|p| (l, p)))
            .filter(|(_, p)| p.kind.opens(act))
            .min_by_key(|(_, p)| p.closes_at)
    };
    if let Some((listed, phase)) = open(Act::Vote).or_else(|| open(Act::Propose)) {
        return Pressing::Act(listed, phase);
    }
    let next = all
        .iter()
        .filter_map(|l| l.process.next(now).map(|p| (l, p)))
        .filter(|(_, p)| p.kind != PhaseKind::Follow)
        .min_by_key(|(_, p)| p.opens_at);
    if let Some((listed, phase)) = next {
        return Pressing::Comes(listed, phase);
    }
    let decided = all
        .iter()
        .filter(|l| l.process.vote_over(now) && l.process.current(now).is_some())
        .max_by_key(|l| l.process.phase(PhaseKind::Vote).map(|p| p.closes_at));
    decided.map_or(Pressing::Nothing, Pressing::Decided)
}

#[cfg(test)]
mod tests {
    use super::*;
    use civic::ballot::BallotKind;
    use civic::count::{Mode, Rule};
    use civic::money::Cents;
    use civic::permission::Level;
    use civic::process::Template;
    use civic::time::Time;

    /// A process whose phases follow each other: kind and length, from `start`.
    fn process(slug: &str, start: i64, phases: &[(PhaseKind, i64)]) -> Listed {
        let mut at = start;
        let phases = phases.iter().map(|(kind, length)| {
            let opens_at = Time(at);
            at += length;
            Phase {
                id: slug.into(),
                kind: *kind,
                opens_at,
                closes_at: Time(at),
            }
        });
        let phases = phases.collect();
        Listed {
            process: Process {
                id: slug.into(),
                slug: slug.to_owned(),
                template: Template::ParticipatoryBudget,
                title: slug.to_owned(),
                summary: String::new(),
                promise: String::new(),
                level_to_contribute: Level::Mailbox,
                level_to_vote: Level::Mailbox,
                budget: Cents(1),
                ballot: BallotKind::WithinBudget,
                rule: Rule::GreedyVotes { mode: Mode::Skip },
                urn: civic::process::Urn::Ordinary,
                draw_seed: String::new(),
                support_goal: 0,
                ballots_published: false,
                published: true,
                phases,
            },
            proposals: 0,
        }
    }

    fn budget(slug: &str, start: i64) -> Listed {
        use PhaseKind::{Follow, Propose, Review, Vote};
        process(
            slug,
            start,
            &[(Propose, 10), (Review, 10), (Vote, 10), (Follow, 100)],
        )
    }

    fn first(all: &[Listed], now: i64) -> String {
        let found = pressing(all, Time(now));
        let kind = match found {
            Pressing::Act(_, p) => p.kind.as_str(),
            Pressing::Comes(..) => "comes",
            Pressing::Decided(_) => "decided",
            Pressing::Nothing => "nothing",
        };
        let slug = found.process().map_or("", |p| &p.slug);
        format!("{kind} {slug}")
    }

    #[test]
    fn a_vote_goes_before_a_proposal_phase_and_both_before_what_comes() {
        let all = [budget("young", 22), budget("old", 0), budget("late", 500)];
        assert_eq!(first(&all, 25), "vote old");
        assert_eq!(first(&all, 5), "propose old");
        assert_eq!(first(&all, 15), "comes old");
        assert_eq!(first(&all, 35), "comes young");
        assert_eq!(first(&all, 60), "comes late");
    }

    #[test]
    fn of_two_votes_the_one_that_closes_first() {
        let all = [budget("second", 5), budget("first", 0)];
        assert_eq!(first(&all, 26), "vote first");
    }

    #[test]
    fn the_last_decision_stands_first_when_nothing_comes() {
        let all = [budget("second", 5), budget("first", 0)];
        assert_eq!(first(&all, 60), "decided second");
        assert_eq!(first(&all, 1000), "nothing ");
        assert_eq!(first(&[], 0), "nothing ");
    }

    #[test]
    fn following_up_is_over_and_a_pause_is_soon() {
        let one = budget("a", 10);
        let at = |now| standing(&one.process, Time(now));
        assert_eq!(at(0), Moment::Future);
        assert_eq!(at(10), Moment::Current);
        assert_eq!(at(39), Moment::Current);
        assert_eq!(at(40), Moment::Past);
        assert_eq!(at(500), Moment::Past);
        let mut paused = budget("b", 0);
        paused.process.phases[1].opens_at = Time(15);
        assert_eq!(standing(&paused.process, Time(12)), Moment::Future);
    }
}
