//! The fields of a process, shared by making and editing one. Only what its template uses is shown;
//! what is not shown keeps the value it was filled with.

use super::parts::{Choice, mended, radios};
use crate::parts::Field;
use crate::texts::reading::process as rt;
use crate::texts::town_hall::form as t;
use crate::texts::{Lang, fill};
use crate::web::Fields;
use civic::field::FieldErrors;
use civic::process::Template;
use leptos::prelude::*;
use services::process::{CLOSES, Form, OPENS};

/// Name of the field that names the template.
pub const TEMPLATE: &str = "template";
/// Name of the box that publishes the ballots.
const PUBLISHED: &str = "ballots_published";
/// Name of the hidden field that says which process was read.
const SEEN: &str = "seen";
/// A value that no group of choices offers: nothing was chosen.
const NOTHING: &str = "-";

/// What the fields show.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// The template.
    pub template: Template,
    /// What was typed, or filled in.
    pub form: &'a Form,
    /// What is wrong with it.
    pub errors: &'a FieldErrors,
}

/// Reads the posted fields over `base`, which gives what this template does not show.
#[must_use]
pub fn read(fields: &Fields, base: Form) -> Form {
    let text = |name: &str| fields.get(name).to_owned();
    let chosen = |name: &str| match fields.get(name) {
        "" => NOTHING.to_owned(),
        value => value.to_owned(),
    };
    let template = Template::parse(&base.template);
    let mut form = Form {
        title: text("title"),
        summary: text("summary"),
        promise: text("promise"),
        categories: text("categories"),
        seen: text(SEEN),
        ..base
    };
    if template == Some(Template::ParticipatoryBudget) {
        form.budget = text("budget");
        form.ballot = chosen("ballot");
        form.max_choices = text("max_choices");
        form.rule = chosen("rule");
        form.urn = chosen("urn");
        form.level_to_vote = chosen("level_to_vote");
        form.ballots_published = fields.has(PUBLISHED);
    }
    if template == Some(Template::Petition) {
        form.support_goal = text("support_goal");
    }
    let phases = template.map_or(0, |t| t.phases().len());
    let dates = |names: &[&str; 4]| names.iter().take(phases).map(|n| text(n)).collect();
    form.opens_at = dates(&OPENS);
    form.closes_at = dates(&CLOSES);
    form
}

/// The label of a field, for the summary of errors.
#[must_use]
pub fn label(lang: Lang, template: Template, name: &str) -> String {
    let dated = |names: &[&'static str; 4], sentence: &str| {
        let i = names.iter().position(|n| *n == name)?;
        let (kind, _) = template.phases().get(i)?;
        Some(fill(
            sentence,
            &[("phase", rt::phase(lang, *kind, template))],
        ))
    };
    let own = match name {
        "title" => t::name(lang),
        "summary" => t::summary(lang),
        "promise" => t::promise(lang),
        "budget" => t::budget(lang),
        "ballot" => t::ballot(lang),
        "max_choices" => t::max_choices(lang),
        "rule" => t::rule(lang),
        "urn" => t::urn(lang),
        "level_to_vote" => t::level(lang),
        "support_goal" => t::goal(lang),
        "categories" => t::categories(lang),
        _ => {
            return dated(&OPENS, t::opens(lang))
                .or_else(|| dated(&CLOSES, t::closes(lang)))
                .unwrap_or_default();
        }
    };
    own.to_owned()
}

/// All fields, in their parts.
pub fn fields(lang: Lang, shown: &Shown<'_>) -> impl IntoView + use<> {
    view! {
        <input r#type="hidden" name=SEEN value=shown.form.seen.clone()/>
        {words(lang, shown)}
        {(shown.template == Template::ParticipatoryBudget).then(|| money(lang, shown))}
        {(shown.template == Template::Petition).then(|| signatures(lang, shown))}
        {dates(lang, shown)}
    }
}

impl Shown<'_> {
    fn field(&self, lang: Lang, name: &'static str, value: &str) -> Field {
        let field = Field::text(name, &label(lang, self.template, name)).value(value);
        mended(field, lang, self.errors, t::mend)
    }

    fn error(&self, lang: Lang, name: &'static str) -> Option<String> {
        self.errors.of(name).map(|e| t::mend(lang, name, e))
    }
}

fn words(lang: Lang, shown: &Shown<'_>) -> impl IntoView + use<> {
    let form = shown.form;
    let long = |name, value: &str| Field {
        kind: "textarea",
        rows: 4,
        ..shown.field(lang, name, value)
    };
    let title = Field {
        max: Some(120),
        ..shown.field(lang, "title", &form.title)
    };
    let categories = Field {
        optional: true,
        ..long("categories", &form.categories)
    };
    view! {
        <section class="stack" aria-labelledby="presentation">
            <h2 id="presentation">{t::part_words(lang)}</h2>
            {title.hint(t::name_hint(lang)).view(lang)}
            {long("summary", &form.summary).hint(t::summary_hint(lang)).view(lang)}
            {long("promise", &form.promise).hint(t::promise_hint(lang)).view(lang)}
            {categories.hint(t::categories_hint(lang)).view(lang)}
        </section>
    }
}

fn money(lang: Lang, shown: &Shown<'_>) -> impl IntoView + use<> {
    let form = shown.form;
    let budget = Field {
        inputmode: "decimal",
        class: "input--short",
        ..shown.field(lang, "budget", &form.budget)
    };
    let most = Field {
        inputmode: "numeric",
        class: "input--short",
        ..shown.field(lang, "max_choices", &form.max_choices)
    };
    let choice = |value, text, hint| Choice { value, text, hint };
    let ballot = [
        choice("up_to", t::up_to(lang), t::up_to_hint(lang)),
        choice(
            "within_budget",
            t::within_budget(lang),
            t::within_budget_hint(lang),
        ),
    ];
    let rule = [
        choice(
            "equal_shares",
            t::equal_shares(lang),
            t::equal_shares_hint(lang),
        ),
        choice(
            "greedy_votes",
            t::greedy_votes(lang),
            t::greedy_votes_hint(lang),
        ),
        choice(
            "greedy_votes_per_euro",
            t::greedy_votes_per_euro(lang),
            t::greedy_votes_per_euro_hint(lang),
        ),
    ];
    let urn = [
        choice("ordinary", t::ordinary(lang), t::ordinary_hint(lang)),
        choice(
            "sealed_server",
            t::sealed_server(lang),
            t::sealed_server_hint(lang),
        ),
        choice(
            "sealed_phone",
            t::sealed_phone(lang),
            t::sealed_phone_hint(lang),
        ),
        choice(
            "sealed_letter",
            t::sealed_letter(lang),
            t::sealed_letter_hint(lang),
        ),
    ];
    let level = [
        choice("mailbox", t::mailbox(lang), t::mailbox_hint(lang)),
        choice("identified", t::identified(lang), t::identified_hint(lang)),
        choice("resident", t::resident(lang), t::resident_hint(lang)),
        choice("elector", t::elector(lang), t::elector_hint(lang)),
    ];
    view! {
        <section class="stack" aria-labelledby="budget-et-vote">
            <h2 id="budget-et-vote">{t::part_money(lang)}</h2>
            {budget.hint(t::budget_hint(lang)).view(lang)}
            {radios("ballot", t::ballot(lang), &ballot, &form.ballot, shown.error(lang, "ballot"))}
            {most.hint(t::max_choices_hint(lang)).view(lang)}
            {radios("rule", t::rule(lang), &rule, &form.rule, shown.error(lang, "rule"))}
            {radios("urn", t::urn(lang), &urn, &form.urn, shown.error(lang, "urn"))}
            <p class="field__hint">{t::sealed_limits(lang)}</p>
            {radios("level_to_vote", t::level(lang), &level, &form.level_to_vote, shown.error(lang, "level_to_vote"))}
            <fieldset class="choices">
                <legend class="field__label">{t::published_group(lang)}</legend>
                <div class="choices__list">
                    <label class="choice">
                        <input class="choice__input" r#type="checkbox" name=PUBLISHED id=PUBLISHED value="oui" checked=form.ballots_published/>
                        <span class="choice__body">
                            {t::published(lang)}
                            <span class="choice__hint">{t::published_hint(lang)}</span>
                        </span>
                    </label>
                </div>
            </fieldset>
        </section>
    }
}

fn signatures(lang: Lang, shown: &Shown<'_>) -> impl IntoView + use<> {
    let goal = Field {
        inputmode: "numeric",
        class: "input--short",
        ..shown.field(lang, "support_goal", &shown.form.support_goal)
    };
    view! {
        <section class="stack" aria-labelledby="signatures">
            <h2 id="signatures">{t::part_petition(lang)}</h2>
            {goal.hint(t::goal_hint(lang)).view(lang)}
        </section>
    }
}

fn dates(lang: Lang, shown: &Shown<'_>) -> impl IntoView + use<> {
    let date = |name, list: &[String], i: usize| {
        let value = list.get(i).map_or("", String::as_str);
        Field {
            kind: "datetime-local",
            ..shown.field(lang, name, value)
        }
        .view(lang)
    };
    let rows = (0..shown.template.phases().len().min(OPENS.len())).map(|i| {
        view! {
            <div class="fields">
                {date(OPENS[i], &shown.form.opens_at, i)}
                {date(CLOSES[i], &shown.form.closes_at, i)}
            </div>
        }
    });
    let rows = rows.collect_view();
    view! {
        <section class="stack" aria-labelledby="calendrier">
            <h2 id="calendrier">{t::part_dates(lang)}</h2>
            <p class="muted">{t::dates_hint(lang)}</p>
            {rows}
        </section>
    }
}
