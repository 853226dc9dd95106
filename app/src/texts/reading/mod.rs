//! Sentences of the pages that everybody reads, one module a page. Server only.

pub mod about;
pub mod accessibility;
pub mod address;
pub mod data;
pub mod devices;
pub mod home;
pub mod impact;
pub mod leaving;
pub mod legal;
pub mod me;
pub mod merging;
pub mod notice;
pub mod passkeys;
pub mod plan;
pub mod process;
pub mod projects;
pub mod register;
pub mod rules;
