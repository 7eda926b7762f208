//! The rules of Knowledge Hub: one folder an area, one file a use case.
//!
//! A use case takes a [`Context`] (who asks, when, the transaction) and an input, and either
//! changes something or says why not. Reads take a [`Reader`]. Nothing here knows of HTTP,
//! GraphQL, templates or mail servers.
#![deny(missing_docs)]

pub mod account;
pub mod catalogue;
pub mod challenge;
pub mod clock;
pub mod community;
pub mod context;
pub mod database;
pub mod demo;
pub mod document;
pub mod error;
pub mod feed;
pub mod forum;
pub mod hub;
pub mod judging;
pub mod organisation;
pub mod page;
pub mod partnering;
pub mod platform;
pub mod policy;
pub mod programme;
pub mod project;
pub mod proposal;
pub mod random;
pub mod search;
pub mod values;

pub use context::{Actor, Caller, Context, Reader, Viewer};
pub use error::{Error, FieldError, Result};
pub use hub::{Hub, Settings};
/// The tables, for those who read what use cases return.
pub use hub_entity as entity;
