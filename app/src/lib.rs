//! The Leptos app: pages, islands, server functions, translations.
//!
//! Every page is whole without JavaScript: real links, real forms that post to the page's own address.
//! Islands (the only part that reaches the browser as WebAssembly) add what must react; they get their
//! data and sentences as props. **Invariants**: no rule of civic life and no SQL here; nothing of this
//! crate but `islands` is compiled for the browser.
#![recursion_limit = "256"]

pub mod islands;

#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
pub mod fmt;
#[cfg(feature = "ssr")]
pub mod icon;
#[cfg(feature = "ssr")]
pub mod markdown;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod parts;
#[cfg(feature = "ssr")]
pub mod route;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "ssr")]
pub mod texts;
#[cfg(feature = "ssr")]
pub mod web;
