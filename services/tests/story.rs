//! The whole path, told on both databases: the same stories, the same outcomes, the same order.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout
)] // helpers of tests

mod common;

#[path = "story/addresses.rs"]
mod addresses;
#[path = "story/elector.rs"]
mod elector;
#[path = "story/enrolment.rs"]
mod enrolment;
#[path = "story/first_start.rs"]
mod first_start;
#[path = "story/leaving.rs"]
mod leaving;
#[path = "story/letters.rs"]
mod letters;
#[path = "story/limits.rs"]
mod limits;
#[path = "story/lists.rs"]
mod lists;
#[path = "story/page.rs"]
mod page;
#[path = "story/path.rs"]
mod path;
#[path = "story/persons.rs"]
mod persons;
#[path = "story/pro_connect.rs"]
mod pro_connect;
#[path = "story/proposals.rs"]
mod proposals;
#[path = "story/rotation.rs"]
mod rotation;
#[path = "story/sealed.rs"]
mod sealed;
#[path = "story/sealed_at_once.rs"]
mod sealed_at_once;
#[path = "story/sealed_opening.rs"]
mod sealed_opening;
#[path = "story/sealed_urn.rs"]
mod sealed_urn;
#[path = "story/sessions.rs"]
mod sessions;
#[path = "story/signing_in.rs"]
mod signing_in;
#[path = "story/store.rs"]
mod store_itself;
#[path = "story/twice.rs"]
mod twice;
#[path = "story/voting.rs"]
mod voting;
#[path = "story/ways_in.rs"]
mod ways_in;
