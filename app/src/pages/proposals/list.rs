//! The list of a process's proposals: search, filters, orders and pages, all in the address. The page is
//! the same for everybody; the random order comes from the seed in the address, drawn anew for each visitor.

use super::cards::card;
use crate::icon::{Icon, icon};
use crate::islands::supports::Supports;
use crate::parts::{empty, select, state_name};
use crate::route;
use crate::shell::{Page as Frame, Tab, render};
use crate::texts::{common, fill, proposals as t};
use crate::web::{Answer, Ctx, Fields, public, see_other};
use axum::extract::Path;
use civic::permission::Actor;
use civic::process::Act;
use civic::proposal::State;
use leptos::prelude::*;
use services::contribution::is_open;
use services::proposal_list::{self, COUNTED, Page, Query, Sort};

/// The states as addresses name them.
const STATES: [(State, &str); 5] = [
    (State::Submitted, "deposee"),
    (State::Admitted, "recevable"),
    (State::Refused, "non-retenue"),
    (State::Selected, "laureate"),
    (State::NotSelected, "non-financee"),
];

/// What an address asks, as it stands there.
#[derive(Clone, Debug, Default)]
struct Asked {
    q: String,
    quartier: String,
    theme: String,
    etat: String,
    tri: Sort,
    graine: Option<u64>,
    apres: String,
}

impl Asked {
    fn read(params: &Fields) -> Asked {
        let tri = [Sort::Newest, Sort::Supported, Sort::Random]
            .into_iter()
            .find(|s| s.as_str() == params.get("tri"))
            .unwrap_or_default();
        Asked {
            q: params.get("q").to_owned(),
            quartier: params.get("quartier").to_owned(),
            theme: params.get("theme").to_owned(),
            etat: params.get("etat").to_owned(),
            tri,
            graine: params.get("graine").parse().ok(),
            apres: params.get("apres").to_owned(),
        }
    }

    fn query(&self) -> Query {
        let named = STATES.iter().find(|(_, name)| *name == self.etat);
        Query {
            search: self.q.clone(),
            category: self.theme.clone(),
            district: self.quartier.clone(),
            state: named.map_or(self.etat.clone(), |(s, _)| s.as_str().to_owned()),
            sort: self.tri,
            seed: self.graine.unwrap_or(0),
            after: self.apres.clone(),
        }
    }

    /// The address of the same list, from the start unless `apres` is set.
    fn address(&self, ctx: &Ctx, slug: &str) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let tri = if self.tri == Sort::Newest {
            ""
        } else {
            self.tri.as_str()
        };
        for (name, value) in [
            ("q", self.q.as_str()),
            ("quartier", &self.quartier),
            ("theme", &self.theme),
            ("etat", &self.etat),
            ("tri", tri),
        ] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        if let (Sort::Random, Some(seed)) = (self.tri, self.graine) {
            query.append_pair("graine", &seed.to_string());
        }
        if !self.apres.is_empty() {
            query.append_pair("apres", &self.apres);
        }
        let query = query.finish();
        let path = route::proposals(ctx.lang, slug);
        if query.is_empty() {
            path
        } else {
            format!("{path}?{query}")
        }
    }

    fn with(&self, change: impl FnOnce(&mut Asked)) -> Asked {
        let mut other = self.clone();
        other.apres.clear();
        change(&mut other);
        other
    }

    fn filters(&self) -> usize {
        [&self.quartier, &self.theme, &self.etat]
            .iter()
            .filter(|f| !f.is_empty())
            .count()
    }
}

/// GET `/demarches/{slug}/propositions`.
///
/// # Errors
/// [`services::Error::NotFound`], [`services::Error::Fields`] for a state that does not exist.
pub async fn show(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    let mut asked = Asked::read(&ctx.params());
    if asked.tri == Sort::Random && asked.graine.is_none() {
        // each visitor's own order; the address holds it, so the page is the same for whoever is given it
        let seed: [u8; 4] = services::random(&mut ctx.rng());
        asked.graine = Some(u64::from(u32::from_be_bytes(seed)));
        return Ok(see_other(&asked.address(&ctx, &slug), &[]));
    }
    let mut tx = ctx.read().await?;
    let page = proposal_list::page(&mut tx, &Actor::visitor(), &slug, &asked.query()).await?;
    Ok(public(&ctx, html(&ctx, &asked, &page)))
}

fn html(ctx: &Ctx, asked: &Asked, page: &Page) -> String {
    let lang = ctx.lang;
    let process = &page.listed.process;
    let slug = process.slug.as_str();
    let propose = process
        .open_for(Act::Propose, ctx.now)
        .then(|| route::new_proposal(lang, slug));
    let title = format!("{} · {}", t::list_title(lang), process.title);
    let mut frame = Frame::new(title, Tab::Participate).about(&process.summary);
    let supports = page
        .proposals
        .iter()
        .any(|p| is_open(process, p, Act::Support, ctx.now));
    if supports {
        frame = frame.islands();
    }
    let mine = format!("{}?demarche={slug}", ctx.to("/moi/fragment"));
    render(ctx, &frame, || {
        let here = asked.address(ctx, slug);
        let cards = page
            .proposals
            .iter()
            .map(|p| card(lang, ctx.now, process, p, here.clone()));
        let list = if page.proposals.is_empty() && page.next.is_none() {
            nothing(ctx, asked, page, propose.clone()).into_any()
        } else {
            view! { <ul class="grid">{cards.collect_view()}</ul> }.into_any()
        };
        view! {
            <div class="stack">
                <a class="back" href=route::process(lang, slug)>{icon(Icon::ArrowLeft)} {process.title.clone()}</a>
                <header class="page-head">
                    <h1 class="page-head__title">{t::list_title(lang)}</h1>
                    <p class="page-head__lead">{t::list_lead(lang)}</p>
                    {propose.map(|href| view! {
                        <div class="page-head__actions actions">
                            <a class="button" href=href>{icon(Icon::Plus)} {t::propose(lang)}</a>
                        </div>
                    })}
                </header>
                {filters(ctx, asked, page)}
                {list}
                {pager(ctx, asked, page)}
                <div hidden=true data-mine=mine></div>
                {supports.then(|| view! { <Supports failed=t::network(lang).to_owned()/> })}
            </div>
        }
    })
}

fn filters(ctx: &Ctx, asked: &Asked, page: &Page) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let slug = &page.listed.process.slug;
    let any = |text: &str| vec![(String::new(), text.to_owned())];
    let mut themes = any(t::any_category(lang));
    themes.extend(
        page.categories
            .iter()
            .map(|(id, n)| (id.0.clone(), n.clone())),
    );
    let mut districts = any(t::any_district(lang));
    districts.extend(
        page.districts
            .iter()
            .map(|(id, n)| (id.0.clone(), n.clone())),
    );
    let mut states = any(t::any_state(lang));
    states.extend(STATES.map(|(s, name)| (name.to_owned(), state_name(lang, s).to_owned())));
    let newest = if asked.q.trim().is_empty() {
        t::sort_newest(lang)
    } else {
        t::sort_relevance(lang)
    };
    let sorts = [
        (Sort::Newest, newest),
        (Sort::Supported, t::sort_supported(lang)),
        (Sort::Random, t::sort_random(lang)),
    ]
    .map(|(s, name)| (s.as_str().to_owned(), name.to_owned()));
    let random = asked.tri == Sort::Random;
    let seed = asked.graine.filter(|_| random).map(|g| g.to_string());
    // without a seed, a new one is drawn
    let again = random.then(|| asked.with(|a| a.graine = None).address(ctx, slug));
    let clear = asked.with(|a| *a = Asked::default()).address(ctx, slug);
    let chosen = asked.filters();
    let has_themes = !page.categories.is_empty();
    let has_districts = !page.districts.is_empty();
    view! {
        <form class="filters" role="search" method="get" action=route::proposals(lang, slug)>
            <div class="searchbar">
                <label class="sr-only" for="q">{t::search(lang)}</label>
                <input class="input" id="q" name="q" r#type="search" value=asked.q.clone() placeholder=t::search_hint(lang)/>
                <button class="button" r#type="submit" aria-label=t::search_go(lang)>{icon(Icon::Search)}</button>
            </div>
            <details class="details">
                <summary class="details__summary">
                    {icon(Icon::Filter)} {t::filter(lang)}
                    {(chosen > 0).then(|| view! { " " <span class="count">{chosen}</span> })}
                </summary>
                <div class="details__body stack">
                    <div class="fields">
                        {has_themes.then(|| select(lang, "theme", t::category(lang), themes, &asked.theme, None))}
                        {has_districts.then(|| select(lang, "quartier", t::district(lang), districts, &asked.quartier, None))}
                        {select(lang, "etat", t::state(lang), states, &asked.etat, None)}
                        {select(lang, "tri", t::sort(lang), sorts.to_vec(), asked.tri.as_str(), None)}
                    </div>
                    {seed.map(|seed| view! { <input r#type="hidden" name="graine" value=seed/> })}
                    <div class="actions">
                        <button class="button" r#type="submit">{t::apply(lang)}</button>
                        <a class="button button--quiet" href=clear>{t::clear(lang)}</a>
                    </div>
                </div>
            </details>
            {chips(ctx, asked, page)}
            <p class="result-count" role="status">{count(ctx, asked, page)}</p>
            {again.map(|href| view! { <p><a href=href>{t::another_order(lang)}</a></p> })}
        </form>
    }
}

/// How many there are; "more than" only when it is known to be more.
fn count(ctx: &Ctx, asked: &Asked, page: &Page) -> String {
    let counted = asked.filters() > 0 || !asked.q.trim().is_empty();
    if counted && page.total > COUNTED {
        let many = common::proposals(ctx.lang, COUNTED);
        fill(t::more_than(ctx.lang), &[("count", &many)])
    } else {
        common::proposals(ctx.lang, page.total)
    }
}

/// One link for each filter in force, which takes it away.
fn chips(ctx: &Ctx, asked: &Asked, page: &Page) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let slug = &page.listed.process.slug;
    let theme = page.categories.iter().find(|(id, _)| id.0 == asked.theme);
    let district = page.districts.iter().find(|(id, _)| id.0 == asked.quartier);
    let state = STATES.iter().find(|(_, name)| *name == asked.etat);
    let unknown = || t::unknown_filter(lang).to_owned();
    let active = [
        (!asked.q.trim().is_empty()).then(|| {
            let text = format!("«\u{a0}{}\u{a0}»", super::text::excerpt(&asked.q, 60));
            (text, asked.with(|a| a.q.clear()))
        }),
        (!asked.theme.is_empty()).then(|| {
            let text = theme.map_or_else(unknown, |(_, name)| name.clone());
            (text, asked.with(|a| a.theme.clear()))
        }),
        (!asked.quartier.is_empty()).then(|| {
            let text = district.map_or_else(unknown, |(_, name)| name.clone());
            (text, asked.with(|a| a.quartier.clear()))
        }),
        (!asked.etat.is_empty()).then(|| {
            let text = state.map_or_else(unknown, |(s, _)| state_name(lang, *s).to_owned());
            (text, asked.with(|a| a.etat.clear()))
        }),
    ];
    let links: Vec<_> = active
        .into_iter()
        .flatten()
        .map(|(text, without)| {
            let label = fill(t::remove_filter(lang), &[("filter", &text)]);
            let href = without.address(ctx, slug);
            view! { <li><a class="chip" href=href aria-label=label>{text} {icon(Icon::Cross)}</a></li> }
        })
        .collect();
    (!links.is_empty()).then(|| view! { <ul class="chips">{links}</ul> })
}

fn nothing(
    ctx: &Ctx,
    asked: &Asked,
    page: &Page,
    propose: Option<String>,
) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let start = || {
        let clear = asked.with(|a| *a = Asked::default());
        clear.address(ctx, &page.listed.process.slug)
    };
    let filtered = asked.filters() > 0 || !asked.q.trim().is_empty();
    if !asked.apres.is_empty() {
        let action = (
            asked.with(|_| ()).address(ctx, &page.listed.process.slug),
            common::previous_page(lang).to_owned(),
        );
        empty(
            Icon::Participate,
            t::end_title(lang),
            t::end(lang),
            Some(action),
        )
        .into_any()
    } else if filtered {
        let action = (start(), t::clear(lang).to_owned());
        empty(
            Icon::Search,
            t::none_found_title(lang),
            t::none_found(lang),
            Some(action),
        )
        .into_any()
    } else if let Some(href) = propose {
        let action = (href, t::propose(lang).to_owned());
        empty(
            Icon::Participate,
            t::none_title(lang),
            t::none_open(lang),
            Some(action),
        )
        .into_any()
    } else {
        empty(Icon::Participate, t::none_title(lang), t::none(lang), None).into_any()
    }
}

fn pager(ctx: &Ctx, asked: &Asked, page: &Page) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let slug = &page.listed.process.slug;
    let start = (!asked.apres.is_empty() && !page.proposals.is_empty())
        .then(|| asked.with(|_| ()).address(ctx, slug));
    let next = page
        .next
        .clone()
        .map(|after| asked.with(|a| a.apres = after).address(ctx, slug));
    super::thread::pager(lang, start, next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_offered_state_has_a_name_in_the_address() {
        assert_eq!(STATES.map(|(s, _)| s), proposal_list::states());
    }
}
