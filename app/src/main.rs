//! The browser's entry: exports what `boot.js` calls. Nothing else belongs here.
use app as _; // without a use the linker would drop every island
use wasm_bindgen::prelude::wasm_bindgen;

/// Prepares hydration; `boot.js` then starts each island of the page by its name.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}

fn main() {}
