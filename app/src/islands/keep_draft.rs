//! What is being typed survives a reload, a dead battery or a closed tab: the text fields of the form
//! marked `data-keep="PATH#PART"` are kept in this browser for a day, and come back into empty fields.
//!
//! Sending the form leaves a marker. `boot.js` takes it away on the next page and, when that page is a
//! proposal's, forgets the draft: it was saved. On any other page (the form refused, the network gone)
//! the draft stays.
//! Never on a sign-in form or a ballot: they have no `data-keep`.

use leptos::prelude::*;

/// Keeps the draft of the page's form.
#[island]
pub fn KeepDraft() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    live::start();
}

#[cfg(feature = "hydrate")]
mod live {
    use leptos::ev;
    use leptos::prelude::*;
    use wasm_bindgen::JsCast as _;
    use web_sys::js_sys::{Date, Reflect};
    use web_sys::{Element, Storage, UrlSearchParams};

    /// Where the key of the form just sent is kept.
    const SENT: &str = "brouillon-envoye";
    /// How long a draft is kept, in seconds.
    const DAY: u64 = 24 * 3600;

    /// Name under which a draft says when it was kept; no field is called so.
    const AT: &str = "@";

    pub fn start() {
        let Some(form) = document().query_selector("form[data-keep]").ok().flatten() else {
            return;
        };
        let key = key(&form.get_attribute("data-keep").unwrap_or_default());
        restore(&form, &key);
        let typed = form.clone();
        let draft_key = key.clone();
        let _ = window_event_listener(ev::input, move |event| {
            if inside(&typed, event.target()) {
                save(&typed, &draft_key);
            }
        });
        let _ = window_event_listener(ev::submit, move |event| {
            if inside(&form, event.target()) {
                save(&form, &key);
                if let Some(storage) = storage() {
                    let _ = storage.set_item(SENT, &key);
                }
            }
        });
    }

    /// None in a private window: the server still keeps what was sent.
    fn storage() -> Option<Storage> {
        window().local_storage().ok().flatten()
    }

    fn key(of: &str) -> String {
        format!("brouillon:{of}")
    }

    fn inside(form: &Element, target: Option<web_sys::EventTarget>) -> bool {
        let node = target.and_then(|t| t.dyn_into::<web_sys::Node>().ok());
        node.is_some_and(|n| form.contains(Some(&n)))
    }

    /// Fields that hold a text, and choices of one among several.
    const KEPT: &str = "input[type=text], input[type=date], input[type=time], input[type=number], \
        input[type=radio], textarea, select";

    fn fields(form: &Element) -> Vec<Element> {
        let Ok(list) = form.query_selector_all(KEPT) else {
            return Vec::new();
        };
        (0..list.length())
            .filter_map(|i| list.item(i)?.dyn_into().ok())
            .collect()
    }

    // one property for the three kinds of field
    fn value(field: &Element) -> String {
        let value = Reflect::get(field, &"value".into());
        value.ok().and_then(|v| v.as_string()).unwrap_or_default()
    }

    fn set_value(field: &Element, text: &str) {
        let _ = Reflect::set(field, &"value".into(), &text.into());
    }

    /// Whether a field is one of several choices, and which way it stands.
    fn choice(field: &Element) -> Option<bool> {
        let radio = field.get_attribute("type").is_some_and(|t| t == "radio");
        let checked = Reflect::get(field, &"checked".into()).ok();
        radio.then(|| checked.and_then(|c| c.as_bool()).unwrap_or(false))
    }

    /// Seconds since 1970.
    fn now() -> u64 {
        (Date::now() / 1000.0) as u64
    }

    fn save(form: &Element, key: &str) {
        let (Some(storage), Ok(draft)) = (storage(), UrlSearchParams::new()) else {
            return;
        };
        for field in fields(form) {
            let text = value(&field);
            if !text.is_empty() && choice(&field) != Some(false) {
                draft.append(&field.get_attribute("name").unwrap_or_default(), &text);
            }
        }
        let typed = String::from(draft.to_string());
        let _ = if typed.is_empty() {
            storage.remove_item(key)
        } else {
            storage.set_item(key, &format!("{AT}={}&{typed}", now()))
        };
    }

    fn restore(form: &Element, key: &str) {
        let Some(storage) = storage() else { return };
        let Ok(Some(kept)) = storage.get_item(key) else {
            return;
        };
        let Ok(draft) = UrlSearchParams::new_with_str(&kept) else {
            return;
        };
        let at: Option<u64> = draft.get(AT).and_then(|at| at.parse().ok());
        if at.is_none_or(|at| now().saturating_sub(at) > DAY) {
            let _ = storage.remove_item(key);
            return;
        }
        for field in fields(form) {
            let name = field.get_attribute("name").unwrap_or_default();
            if choice(&field).is_some() {
                if let Some(chosen) = draft.get(&name) {
                    let checked = (chosen == value(&field)).into();
                    let _ = Reflect::set(&field, &"checked".into(), &checked);
                }
                continue;
            }
            // a form that the server filled with what was sent before has an older text than this browser
            if let Some(text) = draft.get(&name)
                && (value(&field).is_empty() || form.has_attribute("data-kept"))
            {
                set_value(&field, &text);
            }
        }
    }
}
