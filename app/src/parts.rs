//! The small pieces that many pages share: page head, fields, error summary, notices, badges, pager.
//! Classes are those of `style/README.md`.

use crate::fmt;
use crate::icon::{Icon, icon};
use crate::texts::{Lang, common as t, error as e};
use civic::field::{FieldError, FieldErrors};
use civic::process::Moment;
use civic::proposal::{ERASED, Stance, State};
use leptos::prelude::*;

/// The head of a page: title and a sentence under it.
pub fn page_head(title: impl Into<String>, lead: impl Into<String>) -> impl IntoView {
    let lead = lead.into();
    view! {
        <header class="page-head">
            <h1 class="page-head__title">{title.into()}</h1>
            {(!lead.is_empty()).then(|| view! { <p class="page-head__lead">{lead}</p> })}
        </header>
    }
}

/// Where one is: links from the tab down, then this page's name.
pub fn crumbs(lang: Lang, links: Vec<(String, String)>, here: String) -> impl IntoView {
    let items = links
        .into_iter()
        .map(|(href, text)| view! { <li><a href=href>{text}</a></li> })
        .collect_view();
    view! {
        <nav class="crumbs" aria-label=t::crumbs(lang)>
            <ol class="crumbs__list">{items}<li aria-current="page">{here}</li></ol>
        </nav>
    }
}

/// Sentences for a script, under their names.
pub fn template(words: impl Iterator<Item = (String, &'static str)>) -> impl IntoView {
    let words = words.map(|(name, text)| view! { <span data-word=name>{text}</span> });
    let words = words.collect_view();
    view! { <template>{words}</template> }
}

/// Kinds of notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Information.
    Info,
    /// It worked.
    Ok,
    /// Mind this.
    Warn,
    /// It did not work.
    Error,
}

/// A notice.
pub fn notice(tone: Tone, title: impl Into<String>, text: impl Into<String>) -> impl IntoView {
    let (class, image, role) = match tone {
        Tone::Info => ("notice", Icon::Info, None),
        Tone::Ok => ("notice notice--ok", Icon::Check, Some("status")),
        Tone::Warn => ("notice notice--warn", Icon::Warning, None),
        Tone::Error => ("notice notice--error", Icon::Warning, Some("alert")),
    };
    let (title, text) = (title.into(), text.into());
    view! {
        <div class=class role=role>
            {icon(image)}
            <div class="notice__body">
                {(!title.is_empty()).then(|| view! { <h2 class="notice__title">{title}</h2> })}
                {(!text.is_empty()).then(|| view! { <p>{text}</p> })}
            </div>
        </div>
    }
}

/// The summary at the top of a refused form: one link to each field. `labels` gives each field's label,
/// and optionally its own sentence instead of the usual one.
pub fn error_summary(
    lang: Lang,
    errors: &FieldErrors,
    labels: &[(&'static str, &str)],
) -> impl IntoView + use<> {
    let links = errors.0.iter().map(|(name, error)| {
        let label = labels
            .iter()
            .find(|(n, _)| n == name)
            .map_or(*name, |(_, l)| l);
        let text = fmt::labelled(lang, label, &e::field(lang, error));
        view! { <li><a href=format!("#{name}")>{text}</a></li> }
    });
    let links = links.collect_view();
    (!errors.is_empty()).then(|| {
        view! {
            <div class="notice notice--error" role="alert" tabindex="-1" id="erreurs">
                {icon(Icon::Warning)}
                <div class="notice__body">
                    <h2 class="notice__title">{t::error_summary(lang)}</h2>
                    <ul class="notice__links">{links}</ul>
                </div>
            </div>
        }
    })
}

/// One field of a form. The id is the name, so that the summary can link to it.
#[derive(Clone, Debug, Default)]
pub struct Field {
    /// Name and id.
    pub name: &'static str,
    /// Label.
    pub label: String,
    /// A sentence under the label.
    pub hint: String,
    /// What was typed.
    pub value: String,
    /// What is wrong with it, as a sentence.
    pub error: Option<String>,
    /// `type` of the input; `textarea` for a long text.
    pub kind: &'static str,
    /// `autocomplete`.
    pub autocomplete: &'static str,
    /// `inputmode`.
    pub inputmode: &'static str,
    /// Longest text, for the browser's own help.
    pub max: Option<u32>,
    /// Whether it may stay empty.
    pub optional: bool,
    /// A class added to the input (`input--code`, `input--short`).
    pub class: &'static str,
    /// Lines shown of a long text; 0 for the usual eight.
    pub rows: u8,
}

/// A line that a page's script shows when something is wrong, with a way to sign in where that would help.
pub fn wrong_line(lang: Lang, name: &'static str) -> impl IntoView {
    view! {
        <div class="notice notice--error" data-part=name role="alert" hidden=true>
            {icon(Icon::Warning)}
            <div class="notice__body"><p></p><p><a hidden=true>{crate::texts::sign_in::title(lang)}</a></p></div>
        </div>
    }
}

impl Field {
    /// A one-line text field.
    #[must_use]
    pub fn text(name: &'static str, label: &str) -> Field {
        Field {
            name,
            label: label.to_owned(),
            kind: "text",
            ..Field::default()
        }
    }

    /// A field for a long text.
    #[must_use]
    pub fn long(name: &'static str, label: &str) -> Field {
        Field {
            kind: "textarea",
            ..Field::text(name, label)
        }
    }

    /// With what was typed.
    #[must_use]
    pub fn value(mut self, value: &str) -> Field {
        value.clone_into(&mut self.value);
        self
    }

    /// With a hint.
    #[must_use]
    pub fn hint(mut self, hint: &str) -> Field {
        hint.clone_into(&mut self.hint);
        self
    }

    /// With its error, if it has one.
    #[must_use]
    pub fn error(mut self, lang: Lang, errors: &FieldErrors) -> Field {
        self.error = errors.of(self.name).map(|error| e::field(lang, error));
        self
    }

    /// The field.
    pub fn view(self, lang: Lang) -> impl IntoView + use<> {
        let Field {
            name,
            label,
            hint,
            value,
            error,
            kind,
            autocomplete,
            inputmode,
            max,
            optional,
            class,
            rows,
        } = self;
        let rows = if rows == 0 { 8 } else { rows };
        let some = |s: &'static str| (!s.is_empty()).then_some(s);
        let (hint_id, error_id) = (format!("{name}-aide"), format!("{name}-erreur"));
        let mut described = Vec::new();
        if !hint.is_empty() {
            described.push(hint_id.clone());
        }
        if error.is_some() {
            described.push(error_id.clone());
        }
        let described = (!described.is_empty()).then(|| described.join(" "));
        let invalid = error.is_some().then_some("true");
        let class_of_field = if error.is_some() {
            "field field--error"
        } else {
            "field"
        };
        let required = (!optional).then_some("true");
        let max = max.map(|m| m.to_string());
        let control = if kind == "textarea" {
            view! {
                <textarea class="input" id=name name=name rows=rows.to_string() maxlength=max aria-required=required aria-invalid=invalid aria-describedby=described>
                    {value}
                </textarea>
            }
            .into_any()
        } else {
            view! {
                <input class=format!("input {class}") id=name name=name r#type=kind value=value maxlength=max
                    autocomplete=some(autocomplete) inputmode=some(inputmode)
                    aria-required=required aria-invalid=invalid aria-describedby=described/>
            }
            .into_any()
        };
        view! {
            <div class=class_of_field>
                <label class="field__label" for=name>
                    {label}
                    {optional.then(|| view! { " " <span class="field__optional">{format!("({})", t::optional(lang))}</span> })}
                </label>
                {(!hint.is_empty()).then(|| view! { <p class="field__hint" id=hint_id>{hint}</p> })}
                {error.map(|text| view! { <p class="field__error" id=error_id>{icon(Icon::Warning)} " " {text}</p> })}
                {control}
            </div>
        }
    }
}

/// Says, at the top of a form, what must be filled in (RGAA 11.10).
pub fn required(lang: Lang) -> impl IntoView {
    view! { <p class="field__hint">{t::required(lang)}</p> }
}

/// A field that chooses among values: `(value, text)`.
pub fn select(
    lang: Lang,
    name: &'static str,
    label: &str,
    options: Vec<(String, String)>,
    chosen: &str,
    error: Option<&FieldError>,
) -> impl IntoView + use<> {
    let error_id = format!("{name}-erreur");
    let items = options.into_iter().map(|(value, text)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{text}</option> }
    });
    let items = items.collect_view();
    let label = label.to_owned();
    let error = error.map(|error| e::field(lang, error));
    let described = error.is_some().then(|| error_id.clone());
    let invalid = error.is_some().then_some("true");
    let class_of_field = if error.is_some() {
        "field field--error"
    } else {
        "field"
    };
    view! {
        <div class=class_of_field>
            <label class="field__label" for=name>{label}</label>
            {error.map(|text| view! { <p class="field__error" id=error_id>{icon(Icon::Warning)} " " {text}</p> })}
            <select class="input" id=name name=name aria-invalid=invalid aria-describedby=described>{items}</select>
        </div>
    }
}

/// The title of a proposal, or what stands for it once its author has erased it.
#[must_use]
pub fn shown_title(lang: Lang, title: &str) -> &str {
    if title == ERASED {
        t::erased(lang)
    } else {
        title
    }
}

/// The badge of a proposal's state.
pub fn state_badge(lang: Lang, state: State) -> impl IntoView {
    let class = match state {
        State::Submitted => "badge",
        State::Admitted => "badge badge--info",
        State::Refused => "badge badge--bad",
        State::Withdrawn | State::NotSelected => "badge badge--off",
        State::Selected => "badge badge--won",
    };
    view! { <span class=class>{state_name(lang, state)}</span> }
}

/// A state's name.
#[must_use]
pub fn state_name(lang: Lang, state: State) -> &'static str {
    match state {
        State::Submitted => t::state_submitted(lang),
        State::Admitted => t::state_admitted(lang),
        State::Refused => t::state_refused(lang),
        State::Withdrawn => t::state_withdrawn(lang),
        State::Selected => t::state_selected(lang),
        State::NotSelected => t::state_not_selected(lang),
    }
}

/// A stance's name.
#[must_use]
pub fn stance_name(lang: Lang, stance: Stance) -> &'static str {
    match stance {
        Stance::For => t::stance_for(lang),
        Stance::Against => t::stance_against(lang),
        Stance::Neutral => t::stance_neutral(lang),
    }
}

/// The badge of a moment: open, closed, soon.
pub fn moment_badge(lang: Lang, moment: Moment) -> impl IntoView {
    let (class, text) = match moment {
        Moment::Current => ("badge badge--ok", t::moment_open(lang)),
        Moment::Past => ("badge badge--off", t::moment_closed(lang)),
        Moment::Future => ("badge badge--warn", t::moment_soon(lang)),
    };
    view! { <span class=class>{text}</span> }
}

/// Nothing here yet: says so, and what one can do.
pub fn empty(
    image: Icon,
    title: impl Into<String>,
    text: impl Into<String>,
    action: Option<(String, String)>,
) -> impl IntoView {
    view! {
        <div class="empty">
            {icon(image)}
            <h2 class="empty__title">{title.into()}</h2>
            <p>{text.into()}</p>
            {action.map(|(href, text)| view! { <a class="button" href=href>{text}</a> })}
        </div>
    }
}
