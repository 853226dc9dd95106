//! Version 1 of the protocol.
pub mod group;
