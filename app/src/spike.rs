use crate::islands::Counter;
use leptos::prelude::*;
use std::sync::Arc;
pub fn render<V: IntoView>(f: impl FnOnce() -> V) -> String {
    let owner = Owner::new_root(Some(Arc::new(hydration_context::SsrSharedContext::new_islands())));
    owner.with(|| f().into_view().to_html())
}
pub fn page() -> String {
    render(|| view! { <main><h1>"Bonjour"</h1><textarea>{"</textarea><script>".to_string()}</textarea><Counter label="x<".to_string() start=3/></main> })
}
