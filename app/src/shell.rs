//! The frame around every page: head, top bar, tabs, footer. Public pages get nothing here that depends
//! on who asks; what is mine is fetched by `boot.js` as one fragment into `data-mine`.

mod valid;

use self::valid::valid;
use crate::icon::{Icon, icon};
use crate::route;
use crate::texts::reading::{accessibility as access, plan};
use crate::texts::{Lang, common as t, fill};
use crate::web::{Ctx, Look, Shield};
use leptos::prelude::*;
use std::sync::Arc;

/// The five tabs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// Accueil.
    Home,
    /// Participer.
    Participate,
    /// Voter.
    Vote,
    /// Données.
    Data,
    /// Moi.
    Me,
    /// None of them (officials, about).
    None,
}

/// What the frame needs to know of a page.
#[derive(Clone, Debug)]
pub struct Page {
    /// Title of the window; the commune's name is added.
    pub title: String,
    /// What it is about, for those who find it in a search; none says what the site is for.
    pub about: Option<String>,
    /// The tab it belongs to.
    pub tab: Tab,
    /// Whether it is the tab's own page (else one below it).
    pub top: bool,
    /// Whether it holds islands: the client is then loaded.
    pub islands: bool,
}

impl Page {
    /// A page below a tab, without islands.
    #[must_use]
    pub fn new(title: impl Into<String>, tab: Tab) -> Page {
        Page {
            title: title.into(),
            about: None,
            tab,
            top: false,
            islands: false,
        }
    }

    /// The tab's own page.
    #[must_use]
    pub fn top(mut self) -> Page {
        self.top = true;
        self
    }

    /// What it is about: the beginning of a text, on one line.
    #[must_use]
    pub fn about(mut self, text: &str) -> Page {
        let words = text.split_whitespace();
        let mut about = String::new();
        for word in words {
            if about.chars().count() + word.chars().count() > 150 {
                about.push('…');
                break;
            }
            if !about.is_empty() {
                about.push(' ');
            }
            about.push_str(word);
        }
        self.about = Some(about);
        self
    }

    /// With islands.
    #[must_use]
    pub fn islands(mut self) -> Page {
        self.islands = true;
        self
    }
}

/// Renders a whole page. The view is made inside a reactive owner, which islands need.
#[must_use]
pub fn render<V: IntoView>(ctx: &Ctx, page: &Page, view: impl FnOnce() -> V) -> String {
    let owner = Owner::new_root(Some(Arc::new(
        hydration_context::SsrSharedContext::new_islands(),
    )));
    let body = owner.with(|| frame(ctx, page, view()).into_view().to_html());
    owner.unset_with_forced_cleanup();
    format!("<!doctype html>{}", valid(&body))
}

/// Renders a piece of a page.
#[must_use]
pub fn render_piece<V: IntoView>(view: impl FnOnce() -> V) -> String {
    let owner = Owner::new_root(Some(Arc::new(
        hydration_context::SsrSharedContext::new_islands(),
    )));
    let html = owner.with(|| view().into_view().to_html());
    owner.unset_with_forced_cleanup();
    valid(&html)
}

fn frame(ctx: &Ctx, page: &Page, content: impl IntoView) -> impl IntoView {
    let lang = ctx.lang;
    let assets = &ctx.app.assets;
    let title = format!("{} · {}", page.title, ctx.look.name);
    let look = &ctx.look;
    let [bar, dark_bar] = look.bars.clone();
    let client = page.islands.then(|| {
        view! {
            <link rel="modulepreload" fetchpriority="low" href=assets.client_js.clone()/>

        }
    });
    let client_js = page.islands.then(|| assets.client_js.clone());
    let client_wasm = page.islands.then(|| assets.client_wasm.clone());
    // search engines want whole addresses
    let origin = ctx.app.origin.as_deref().unwrap_or("");
    let alternates = Lang::ALL.map(|l| {
        let href = format!("{origin}{}", route::to(l, &ctx.path));
        view! { <link rel="alternate" hreflang=l.tag() href=href/> }
    });
    let about = page.about.as_deref().unwrap_or(t::manifest_about(lang));
    let about = about.to_owned();
    view! {
        <html lang=lang.tag() data-prefix=lang.prefix()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content"/>
                <title>{title}</title>
                <meta name="description" content=about/>
                {theme_colour("light", bar)}
                {theme_colour("dark", dark_bar)}
                <link rel="manifest" href=ctx.to("/manifest.webmanifest")/>
                {favicon(look)}
                <link rel="apple-touch-icon" href=look.apple().unwrap_or("/apple-touch-icon.png").to_owned()/>
                {alternates}
                <link rel="stylesheet" href=assets.css.clone()/>
                {look.css.clone().map(|own| view! { <link rel="stylesheet" href=own/> })}
                // not deferred: it sets the chosen theme before the first paint
                <script src=assets.boot.clone() data-client=client_js data-wasm=client_wasm></script>
                {client}
            </head>
            <body>
                <div class="app">
                    <a class="skip" href="#contenu">{t::skip(lang)}</a>
                    {top_bar(ctx)}
                    {ctx.app.demonstration.is_some().then(|| view! {
                        <aside class="ribbon" aria-label=t::warning(lang)>
                            {t::demonstration(lang)} " · " <a href=ctx.to(route::MAILS)>{t::demo_mails(lang)}</a>
                        </aside>
                    })}
                    {tabs(ctx, page)}
                    <main class="main" id="contenu" tabindex="-1">{content}</main>
                    {footer(ctx)}
                    // boot.js shows it when something is sent without network
                    <div class="toasts" id="sans-reseau" hidden=true>
                        <p class="toast" role="alert">{t::no_network(lang)}</p>
                    </div>
                </div>
            </body>
        </html>
    }
}

fn top_bar(ctx: &Ctx) -> impl IntoView {
    view! {
        <header class="topbar">
            <a class="topbar__brand" href=ctx.to(route::HOME)>
                {shield(&ctx.look)}
                <span>{ctx.look.name.to_string()} " " <span class="topbar__note">{t::pocket(ctx.lang)}</span></span>
            </a>
        </header>
    }
}

/// The commune's coat of arms, else the house's sign.
fn shield(look: &Look) -> impl IntoView + use<> {
    match look.shield.clone() {
        Some(Shield { src, size }) => {
            let (width, height) = size;
            view! { <img class="blason blason--own" src=src alt="" width=width.to_string() height=height.to_string()/> }.into_any()
        }
        None => view! {
            <svg class="blason" viewBox="0 0 32 38" aria-hidden="true" focusable="false">
                <path class="blason__field" d="M2 2h28v19c0 8.3-5.5 11.9-14 14.95C7.5 32.9 2 29.3 2 21z" stroke="#fff" stroke-width="2"/>
                <path d="M16 9 3 20v1c0 1.6.2 3 .6 4.3L16 15l12.4 10.3c.4-1.3.6-2.7.6-4.3v-1z" fill="#f1bf2b"/>
            </svg>
        }
        .into_any(),
    }
}

/// The colour of the browser's own bar.
fn theme_colour(theme: &str, bar: String) -> impl IntoView + use<> {
    use leptos::attr::custom::CustomAttribute as _;
    let media = format!("(prefers-color-scheme: {theme})");
    leptos::html::meta()
        .name("theme-color")
        .content(bar)
        .attr("media", media)
}

fn favicon(look: &Look) -> impl IntoView + use<> {
    let own = look
        .icons
        .iter()
        .find(|icon| icon.side == 192 && !icon.maskable);
    match own.map(|icon| icon.src.clone()) {
        Some(src) => view! { <link rel="icon" href=src r#type="image/png"/> },
        None => view! { <link rel="icon" href="/favicon.svg".to_owned() r#type="image/svg+xml"/> },
    }
}

fn tabs(ctx: &Ctx, page: &Page) -> impl IntoView {
    let lang = ctx.lang;
    let items = [
        (Tab::Home, route::HOME, Icon::Home, t::tab_home(lang)),
        (
            Tab::Participate,
            route::PROCESSES,
            Icon::Participate,
            t::tab_participate(lang),
        ),
        (Tab::Vote, route::VOTE, Icon::Vote, t::tab_vote(lang)),
        (Tab::Data, route::DATA, Icon::Data, t::tab_data(lang)),
        (Tab::Me, route::ME, Icon::Me, t::tab_me(lang)),
    ];
    let links = items.map(|(tab, path, image, label)| {
        let current = (tab == page.tab).then_some(if page.top { "page" } else { "true" });
        view! {
            <li><a class="tabs__link" href=ctx.to(path) aria-current=current>{icon(image)}<span>{label}</span></a></li>
        }
    });
    view! { <nav class="tabs" aria-label=t::nav_main(lang)><ul class="tabs__list">{links}</ul></nav> }
}

fn footer(ctx: &Ctx) -> impl IntoView {
    let lang = ctx.lang;
    // what waits for somebody's word is named in the address
    let waits = [route::MERGE, route::WELCOME].contains(&ctx.path.as_str());
    let query = if waits && !ctx.query.is_empty() {
        format!("?{}", ctx.query)
    } else {
        String::new()
    };
    let languages = Lang::ALL.map(|l| {
        let current = (l == lang).then_some("true");
        view! { <li><a href=format!("{}{query}", route::to(l, &ctx.path)) lang=l.tag() hreflang=l.tag() aria-current=current>{l.name()}</a></li> }
    });
    // the law wants the state of compliance on the first page; it is on each
    let standing = crate::pages::accessibility_standing(lang);
    let accessibility = fill(access::foot(lang), &[("standing", standing)]);
    view! {
        <footer class="footer">
            <ul class="footer__links">
                {languages}
                <li><a href=ctx.to(route::ABOUT)>{t::about(lang)}</a></li>
                <li><a href=ctx.to(route::ACCESSIBILITY)>{accessibility}</a></li>
                <li><a href=ctx.to(route::PLAN)>{plan::title(lang)}</a></li>
                <li><a href=ctx.to(route::TOWN_HALL)>{t::town_hall(lang)}</a></li>
            </ul>
            <p>{t::free_software(lang)}</p>
        </footer>
    }
}
