use leptos::prelude::*;

#[island]
pub fn Counter(label: String, start: i32) -> impl IntoView {
    let n = RwSignal::new(start);
    view! { <button on:click=move |_| n.update(|v| *v += 1)>{label} " " {n}</button> }
}
