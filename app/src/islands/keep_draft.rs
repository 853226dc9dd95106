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
    use gloo_storage::{LocalStorage, Storage as _};
    use leptos::ev;
    use leptos::prelude::*;
    use wasm_bindgen::JsCast as _;
    use web_sys::Element;
    use web_sys::js_sys::{Date, Reflect};

    /// Where the key of the form just sent is kept.
    const SENT: &str = "brouillon-envoye";
    /// How long a draft is kept, in seconds.
    const DAY: u64 = 24 * 3600;

    /// When it was kept, and the fields: name and text.
    type Draft = (u64, Vec<(String, String)>);

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
                // as it is, without the quotes of JSON: `boot.js` reads it
                let _ = LocalStorage::raw().set_item(SENT, &key);
            }
        });
    }

    fn key(of: &str) -> String {
        format!("brouillon:{of}")
    }

    fn inside(form: &Element, target: Option<web_sys::EventTarget>) -> bool {
        let node = target.and_then(|t| t.dyn_into::<web_sys::Node>().ok());
        node.is_some_and(|n| form.contains(Some(&n)))
    }

    fn fields(form: &Element) -> Vec<Element> {
        let Ok(list) = form.query_selector_all("input[type=text], textarea, select") else {
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

    fn seconds() -> u64 {
        // from 1970 to a time near ours: positive and small
        (Date::now() / 1000.0) as u64
    }

    fn save(form: &Element, key: &str) {
        let typed: Vec<(String, String)> = fields(form)
            .iter()
            .map(|f| (f.get_attribute("name").unwrap_or_default(), value(f)))
            .filter(|(_, text)| !text.is_empty())
            .collect();
        if typed.is_empty() {
            LocalStorage::delete(key);
        } else {
            // refused in private mode: the server still keeps what was sent
            let _ = LocalStorage::set(key, (seconds(), typed));
        }
    }

    fn restore(form: &Element, key: &str) {
        let Ok((at, typed)) = LocalStorage::get::<Draft>(key) else {
            return;
        };
        if seconds().saturating_sub(at) > DAY {
            LocalStorage::delete(key);
            return;
        }
        for field in fields(form) {
            let name = field.get_attribute("name").unwrap_or_default();
            let kept = typed.iter().find(|(n, _)| *n == name);
            if let Some((_, text)) = kept
                && value(&field).is_empty()
            {
                set_value(&field, text);
            }
        }
    }
}
