//! A proposal among others: its card, and the support button that list and page share.

use super::text::{EXCERPT, excerpt};
use crate::fmt;
use crate::icon::{Icon, icon};
use crate::parts::state_badge;
use crate::route;
use crate::texts::{Lang, common, proposals as t};
use civic::process::{Act, Process, Template};
use civic::time::Now;
use leptos::prelude::*;
use services::contribution::is_open;
use services::proposal_page::Proposal;

/// How many supports, in the words of this kind of process.
#[must_use]
pub fn count_words(lang: Lang, process: &Process, n: i64) -> String {
    if process.template == Template::Petition {
        t::signatures(lang, n)
    } else {
        common::supports(lang, n)
    }
}

/// The verb of the support button.
#[must_use]
pub fn verb(lang: Lang, process: &Process) -> &'static str {
    if process.template == Template::Petition {
        t::sign(lang)
    } else {
        t::support(lang)
    }
}

/// The support button, or the count alone when supports are closed. The page is the same for everybody:
/// `boot.js` marks what the reader supports.
pub fn support(
    lang: Lang,
    now: Now,
    process: &Process,
    proposal: &Proposal,
    back: Option<String>,
) -> impl IntoView + use<> {
    if !is_open(process, proposal, Act::Support, now) {
        let text = count_words(lang, process, proposal.supports);
        return view! { <span class="muted">{text}</span> }.into_any();
    }
    let action = route::proposal_act(lang, &proposal.id, "soutenir");
    view! {
        <form class="support" method="post" action=action data-support=proposal.id.to_string()>
            <input r#type="hidden" name="on" value="1"/>
            {back.map(|back| view! { <input r#type="hidden" name="retour" value=back/> })}
            <button class="support__button" r#type="submit" aria-pressed="false">
                {icon(Icon::Support)}
                <span class="support__count">{fmt::number(lang, proposal.supports)}</span>
                " "
                {verb(lang, process)}
                <span class="sr-only">" : " {proposal.title.clone()}</span>
            </button>
        </form>
    }
    .into_any()
}

/// The card of a proposal. `back` is where the support form leads back.
pub fn card(
    lang: Lang,
    now: Now,
    process: &Process,
    proposal: &Proposal,
    back: String,
) -> impl IntoView + use<> {
    let category = proposal.category.clone().map(|(_, name)| name);
    let district = proposal.district.clone().map(|(_, name)| name);
    let cost = proposal.cost.map(|cost| fmt::money(lang, cost));
    let comments = (proposal.comments > 0).then(|| common::comments(lang, proposal.comments));
    view! {
        <li>
            <article class="card">
                <div class="card__top">
                    {state_badge(lang, proposal.state)}
                    {category.map(|name| view! { <span>{name}</span> })}
                </div>
                <h2 class="card__title">
                    <a href=route::proposal(lang, &proposal.id)>{proposal.title.clone()}</a>
                </h2>
                <p class="card__text">{excerpt(&proposal.body, EXCERPT)}</p>
                {(district.is_some() || cost.is_some() || comments.is_some()).then(|| view! {
                    <ul class="meta">
                        {district.map(|text| view! { <li>{icon(Icon::Pin)} {text}</li> })}
                        {cost.map(|text| view! { <li>{icon(Icon::Euro)} {text}</li> })}
                        {comments.map(|text| view! { <li>{icon(Icon::Comment)} {text}</li> })}
                    </ul>
                })}
                <div class="card__foot">{support(lang, now, process, proposal, Some(back))}</div>
            </article>
        </li>
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::shell::render_piece;
    use civic::ballot::BallotKind;
    use civic::count::{Mode, Rule};
    use civic::money::Cents;
    use civic::permission::Level;
    use civic::process::{Phase, PhaseKind};
    use civic::proposal::State;
    use civic::time::Time;

    /// A process that takes supports until the instant 100.
    pub fn process() -> Process {
        Process {
            id: "p".into(),
            slug: "budget".to_owned(),
            template: Template::ParticipatoryBudget,
            title: "Budget".to_owned(),
            summary: String::new(),
            promise: String::new(),
            level_to_contribute: Level::Mailbox,
            level_to_vote: Level::Mailbox,
            budget: Cents(0),
            ballot: BallotKind::WithinBudget,
            rule: Rule::GreedyVotes { mode: Mode::Skip },
            urn: civic::process::Urn::Ordinary,
            draw_seed: String::new(),
            support_goal: 0,
            ballots_published: false,
            published: true,
            phases: vec![Phase {
                id: "f".into(),
                kind: PhaseKind::Propose,
                opens_at: Time(0),
                closes_at: Time(100),
            }],
        }
    }

    /// A proposal by somebody who means no good.
    pub fn hostile() -> Proposal {
        Proposal {
            id: "01-a".into(),
            process: "p".into(),
            number: 1,
            author: Some("compte-secret".into()),
            author_name: Some("<i>Anne</i>".to_owned()),
            title: "\"><script>alert(1)</script>".to_owned(),
            body: "<img src=x onerror=alert(1)> & la suite".to_owned(),
            category: Some(("c".into(), "<b>Nature</b>".to_owned())),
            district: Some(("d".into(), "Bourg & port".to_owned())),
            state: State::Submitted,
            cost: Some(Cents(1_250_000)),
            answer: String::new(),
            answered_at: None,
            source_id: None,
            supports: 1234,
            comments: 2,
            version: 1,
            created_at: Time(0),
            edited_at: None,
        }
    }

    #[test]
    fn a_hostile_title_is_text() {
        let back = "/demarches/budget/propositions?q=\"><script>".to_owned();
        let html = render_piece(|| card(Lang::Fr, Time(1), &process(), &hostile(), back));
        assert!(!html.contains("<script"), "{html}");
        assert!(!html.contains("<img") && !html.contains("<b>"), "{html}");
        assert!(html.contains("&gt;&lt;script&gt;alert(1)"), "{html}");
        assert!(html.contains("1\u{202f}234"), "{html}");
        assert!(html.contains("12\u{202f}500\u{a0}€"), "{html}");
        assert!(!html.contains("compte-secret"), "{html}");
    }

    #[test]
    fn the_button_is_there_while_supports_are_open() {
        let (process, mut proposal) = (process(), hostile());
        let html = |p: &Proposal, now| {
            let p = p.clone();
            let process = process.clone();
            render_piece(move || support(Lang::Fr, now, &process, &p, None))
        };
        let open = html(&proposal, Time(99));
        assert!(open.contains("data-support=\"01-a\""), "{open}");
        assert!(
            open.contains("action=\"/propositions/01-a/soutenir\""),
            "{open}"
        );
        assert!(open.contains("aria-pressed=\"false\""), "{open}");
        assert!(!html(&proposal, Time(100)).contains("<form"));
        proposal.state = State::Withdrawn;
        assert!(!html(&proposal, Time(99)).contains("<form"));
    }
}
