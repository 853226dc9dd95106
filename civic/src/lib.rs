//! The rules of civic life: types, states, who may do what, counting, search words.
//!
//! **Invariant**: nothing here sees a clock, a source of randomness, SQL, HTTP or a file.
//! Time and random bytes are parameters. The crate builds for the server and for the browser.

pub mod ballot;
pub mod civil;
pub mod count;
pub mod device;
pub mod draw;
pub mod elector;
pub mod field;
pub mod id;
pub mod identity;
pub mod method;
pub mod money;
pub mod pabulib;
pub mod permission;
pub mod personal;
pub mod process;
pub mod project;
pub mod proposal;
pub mod search;
pub mod time;
pub mod view;
