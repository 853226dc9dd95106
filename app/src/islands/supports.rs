//! The support buttons of a page: one island for all of them. It takes over `form[data-support]`, calls
//! the endpoint and says what happened; without it each form posts to its own page.
//! Never here: who may support, and what a support is called.

use leptos::prelude::*;

/// Takes over the support forms of the page. `failed` is said when the network fails.
#[island]
pub fn Supports(failed: String) -> impl IntoView {
    let said = RwSignal::new(String::new());
    #[cfg(feature = "hydrate")]
    live::start(said, failed);
    #[cfg(not(feature = "hydrate"))]
    drop(failed);
    view! {
        <div class="toasts" role="status">
            {move || {
                let text = said.get();
                (!text.is_empty()).then(|| view! { <p class="toast">{text}</p> })
            }}
        </div>
    }
}

#[cfg(feature = "hydrate")]
mod live {
    use crate::islands::call;
    use civic::view::{SupportReply, SupportRequest};
    use gloo_timers::future::TimeoutFuture;
    use leptos::prelude::*;
    use leptos::{ev, task::spawn_local};
    use wasm_bindgen::JsCast as _;
    use web_sys::js_sys::encode_uri_component;
    use web_sys::{HtmlFormElement, HtmlInputElement};

    /// How long what was said stays on screen, in milliseconds.
    const SHOWN: u32 = 6000;

    pub fn start(said: RwSignal<String>, failed: String) {
        // listens for as long as the page lives
        let _ = window_event_listener(ev::submit, move |event| {
            let target = event.target().and_then(|t| t.dyn_into().ok());
            let Some(form) = target else { return };
            let form: HtmlFormElement = form;
            let Some(proposal) = form.get_attribute("data-support") else {
                return;
            };
            event.prevent_default();
            if form.has_attribute("data-busy") {
                return;
            }
            let _ = form.set_attribute("data-busy", "");
            let failed = failed.clone();
            spawn_local(async move {
                let request = SupportRequest {
                    proposal,
                    on: field(&form).is_none_or(|f| f.value() == "1"),
                };
                let text = match call::<_, SupportReply>("support", &request).await {
                    Ok(reply) => {
                        show(&form, &reply);
                        reply.said
                    }
                    Err(Some(refused)) => {
                        if let Some(href) = refused.href {
                            go(&form, &href);
                        }
                        refused.said
                    }
                    Err(None) => failed,
                };
                let _ = form.remove_attribute("data-busy");
                said.set(text.clone());
                TimeoutFuture::new(SHOWN).await;
                if said.get_untracked() == text {
                    said.set(String::new());
                }
            });
        });
    }

    fn field(form: &HtmlFormElement) -> Option<HtmlInputElement> {
        let found = form.query_selector("input[name=on]").ok().flatten()?;
        found.dyn_into().ok()
    }

    fn show(form: &HtmlFormElement, reply: &SupportReply) {
        if let Some(field) = field(form) {
            field.set_value(if reply.mine { "0" } else { "1" });
        }
        if let Ok(Some(button)) = form.query_selector("button") {
            let _ = button.set_attribute("aria-pressed", if reply.mine { "true" } else { "false" });
        }
        if let Ok(Some(count)) = form.query_selector(".support__count") {
            count.set_text_content(Some(&reply.count.to_string()));
        }
    }

    /// Goes and signs in; comes back to the page that asks for this support, which leads back here.
    fn go(form: &HtmlFormElement, href: &str) {
        let location = window().location();
        let here = location.pathname().unwrap_or_default() + &location.search().unwrap_or_default();
        let page = form.get_attribute("action").unwrap_or_default();
        let back = format!("{page}?retour={}", encode_uri_component(&here));
        let _ = location.set_href(&format!("{href}?retour={}", encode_uri_component(&back)));
    }
}
