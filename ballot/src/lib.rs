//! Sealed ballots that anybody can count again: version 1 of the Belenios protocol, its public
//! archive, and a verifier that is stricter than the protocol's own tool.
//!
//! Pure: no clock, no randomness of its own, no file, no network; all of these are parameters.
//! It builds for a server and for a browser. It knows no account, no commune, no page.
//! How it all works is in `docs/protocol.md`.

pub mod archive;
pub mod generator;
pub mod json;
pub mod refusal;
pub mod text;
pub mod v1;
pub mod words;

pub use refusal::{Code, Fault, Place, Refusal};
