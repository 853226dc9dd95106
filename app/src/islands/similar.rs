//! While the title of a proposal is being written: shows those that look like it. Without this island
//! the server shows them once, before publishing.

use leptos::prelude::*;

/// Shows the proposals of `process` that look like what is typed into the field `title`.
#[island]
pub fn Similar(process: String, heading: String) -> impl IntoView {
    let found = RwSignal::new(Vec::<civic::view::Similar>::new());
    #[cfg(feature = "hydrate")]
    live::start(found, process);
    #[cfg(not(feature = "hydrate"))]
    drop(process);
    view! {
        <div role="status">
            {move || {
                let links: Vec<_> = found
                    .get()
                    .into_iter()
                    .map(|s| view! { <li><a href=s.href>{s.title}</a> " · " {s.note}</li> })
                    .collect();
                (!links.is_empty())
                    .then(|| {
                        view! {
                            <div class="notice">
                                <div class="notice__body">
                                    <p>{heading.clone()}</p>
                                    <ul class="notice__links">{links}</ul>
                                </div>
                            </div>
                        }
                    })
            }}
        </div>
    }
}

#[cfg(feature = "hydrate")]
mod live {
    use crate::islands::call;
    use civic::view::{Similar, SimilarRequest};
    use gloo_timers::future::TimeoutFuture;
    use leptos::prelude::*;
    use leptos::{ev, task::spawn_local};
    use std::cell::Cell;
    use std::rc::Rc;
    use wasm_bindgen::JsCast as _;
    use web_sys::HtmlInputElement;

    /// Wait for a pause this long in typing, in milliseconds.
    const PAUSE: u32 = 400;
    /// Shorter titles say too little.
    const LEAST: usize = 4;

    pub fn start(found: RwSignal<Vec<Similar>>, process: String) {
        let latest = Rc::new(Cell::new(0u32));
        let _ = window_event_listener(ev::input, move |event| {
            let target = event.target().and_then(|t| t.dyn_into().ok());
            let Some(field) = target else { return };
            let field: HtmlInputElement = field;
            if field.name() != "title" {
                return;
            }
            let mine = latest.get().wrapping_add(1);
            latest.set(mine);
            let (latest, process) = (latest.clone(), process.clone());
            spawn_local(async move {
                TimeoutFuture::new(PAUSE).await;
                if latest.get() != mine {
                    return;
                }
                let title = field.value();
                if title.chars().count() < LEAST {
                    found.set(Vec::new());
                    return;
                }
                // without an answer the form goes on as it is: the server looks again before publishing
                let answer = call("similar", &SimilarRequest { process, title }).await;
                if latest.get() == mine {
                    found.set(answer.unwrap_or_default());
                }
            });
        });
    }
}
