#![recursion_limit = "256"]
pub mod islands;
#[cfg(feature = "ssr")]
pub mod spike;
