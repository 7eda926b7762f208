//! What everything else stands on: events, jobs, mail, audit, settings, pages and search.

pub mod audit;
pub mod audit_head;
pub mod document;
pub mod event;
pub mod job;
pub mod mail;
pub mod search_document;
pub mod setting;

mod kinds;
pub use kinds::*;
