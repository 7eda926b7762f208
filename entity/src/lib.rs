//! The tables of Knowledge Hub, one file a table, grouped by area. No rules live here.
#![deny(missing_docs)]

pub mod account;
pub mod catalogue;
pub mod challenge;
pub mod community;
pub mod forum;
pub mod organisation;
pub mod platform;
pub mod project;
