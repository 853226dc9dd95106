//! Version 1 of the protocol.

pub mod credential;
pub mod election;
pub mod group;
pub mod number;
pub mod proof;
pub mod seal;
pub mod sealed;
