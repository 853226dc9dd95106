//! What became of a proposal, as dated steps: submitted, answered, voted on, carried out.

use crate::fmt;
use crate::route;
use crate::texts::{Lang, fill, proposals as t};
use civic::process::{Moment, PhaseKind, Process};
use civic::project::Status;
use civic::proposal::State;
use civic::time::Now;
use leptos::prelude::*;
use services::proposal_page::{Milestone, Project, Proposal, Shown};

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    date: String,
    title: String,
    link: Option<String>,
    moment: Moment,
}

/// The steps of a proposal, oldest first.
pub fn timeline(lang: Lang, now: Now, shown: &Shown) -> impl IntoView + use<> {
    let mut steps = own(lang, &shown.proposal);
    steps.extend(vote(lang, now, &shown.process, &shown.proposal));
    if let Some((project, milestones)) = &shown.project {
        steps.extend(carried_out(lang, project, milestones));
    }
    let items = steps.into_iter().map(|step| {
        let class = if step.moment == Moment::Past {
            "timeline__item timeline__item--past"
        } else {
            "timeline__item"
        };
        let current = (step.moment == Moment::Current).then_some("step");
        let title = match step.link {
            Some(href) => view! { <a href=href>{step.title}</a> }.into_any(),
            None => step.title.into_any(),
        };
        view! {
            <li class=class aria-current=current>
                <span class="timeline__date">{step.date}</span>
                <h3 class="timeline__title">{title}</h3>
            </li>
        }
    });
    view! { <ol class="timeline">{items.collect_view()}</ol> }
}

fn past(date: String, title: &str) -> Step {
    Step {
        date,
        title: title.to_owned(),
        link: None,
        moment: Moment::Past,
    }
}

fn own(lang: Lang, proposal: &Proposal) -> Vec<Step> {
    let mut steps = vec![past(
        fmt::date(lang, proposal.created_at),
        t::step_submitted(lang),
    )];
    if let Some(at) = proposal.answered_at {
        let title = match proposal.state {
            State::Refused => t::step_refused(lang),
            _ => t::step_admitted(lang),
        };
        steps.push(past(fmt::date(lang, at), title));
    }
    steps
}

fn vote(lang: Lang, now: Now, process: &Process, proposal: &Proposal) -> Option<Step> {
    let phase = process.phase(PhaseKind::Vote)?;
    let from_to = fill(
        t::from_to(lang),
        &[
            ("from", &fmt::date(lang, phase.opens_at)),
            ("to", &fmt::last_day(lang, phase.closes_at)),
        ],
    );
    let decided = |title: &str| Step {
        link: Some(route::result(lang, &process.slug)),
        ..past(fmt::date(lang, phase.closes_at), title)
    };
    match (proposal.state, phase.moment(now)) {
        (State::Selected, _) => Some(decided(t::step_selected(lang))),
        (State::NotSelected, _) => Some(decided(t::step_not_selected(lang))),
        (State::Admitted, moment) => Some(Step {
            link: (moment == Moment::Current).then(|| route::ballot(lang, &process.slug)),
            moment,
            ..past(from_to, t::step_vote(lang))
        }),
        // not answered yet: the vote is not promised
        _ => None,
    }
}

fn carried_out(lang: Lang, project: &Project, milestones: &[Milestone]) -> Vec<Step> {
    let mut steps = vec![Step {
        link: Some(route::project(lang, &project.id)),
        ..past(fmt::date(lang, project.created_at), t::step_project(lang))
    }];
    steps.extend(
        milestones
            .iter()
            .map(|m| past(fmt::date(lang, m.created_at), &m.title)),
    );
    if matches!(project.status, Status::Planned | Status::Started)
        && let Some(last) = steps.last_mut()
    {
        last.moment = Moment::Current;
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::proposals::cards::tests::{hostile, process};
    use civic::process::Phase;
    use civic::time::Time;

    #[test]
    fn a_vote_is_announced_once_it_is_admitted_and_linked_while_open() {
        let (mut process, mut proposal) = (process(), hostile());
        process.phases.push(Phase {
            id: "v".into(),
            kind: PhaseKind::Vote,
            opens_at: Time(200),
            closes_at: Time(300),
        });
        let step = |proposal: &Proposal, now| vote(Lang::Fr, Time(now), &process, proposal);
        assert_eq!(step(&proposal, 1), None);
        proposal.state = State::Admitted;
        let before = step(&proposal, 1).unwrap();
        assert_eq!((before.moment, before.link), (Moment::Future, None));
        let open = step(&proposal, 250).unwrap();
        assert_eq!(open.moment, Moment::Current);
        assert_eq!(open.link.as_deref(), Some("/voter/budget"));
        proposal.state = State::Selected;
        let decided = step(&proposal, 300).unwrap();
        assert_eq!(decided.link.as_deref(), Some("/demarches/budget/resultats"));
        proposal.state = State::Refused;
        assert_eq!(step(&proposal, 300), None);
    }

    #[test]
    fn an_answer_says_which() {
        let mut proposal = hostile();
        assert_eq!(own(Lang::Fr, &proposal).len(), 1);
        proposal.answered_at = Some(Time(50));
        proposal.state = State::Refused;
        let steps = own(Lang::Fr, &proposal);
        assert_eq!(
            steps.last().map(|s| s.title.as_str()),
            Some(t::step_refused(Lang::Fr))
        );
    }
}
