//! Islands: the only part of the interface that runs in the browser. Each enhances a form that works
//! without it, gets its data and sentences as props and calls its endpoint with [`call`].
//! Never here: the router, server functions, resources or the catalogue of sentences.

pub mod ballot_paper;
pub mod keep_draft;
pub mod similar;
pub mod supports;

#[cfg(feature = "hydrate")]
mod call;
#[cfg(feature = "hydrate")]
pub use call::call;
