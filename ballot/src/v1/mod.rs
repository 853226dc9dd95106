//! Version 1 of the protocol.

pub mod ceremony;
pub mod credential;
pub mod election;
pub mod group;
pub mod method;
pub mod number;
mod parallel;
pub mod proof;
pub mod seal;
pub mod sealed;
pub mod tally;
pub mod trustee;
pub mod verifier;
