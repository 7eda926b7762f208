//! The one schema that pages and programs use. Each field takes ids apart, calls a use case or a
//! read of the domain, and maps the outcome; rules live there, not here.
#![deny(missing_docs)]

pub mod account;
pub mod catalogue;
pub mod challenge;
pub mod community;
pub mod connection;
pub mod error;
pub mod forum;
pub mod id;
pub mod judging;
pub mod letter;
pub mod limits;
pub mod loaders;
pub mod node;
pub mod organisation;
pub mod partnering;
pub mod programme;
pub mod project;
pub mod proposal;
pub mod request;
pub mod scalars;
mod schema;
pub mod search;
pub mod site;

pub use request::prepare;
pub use schema::{HubSchema, Mutation, Query, build, builder, sdl};
