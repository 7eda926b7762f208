//! The server of Knowledge Hub: the GraphQL endpoint, the pages, the mail and the command line.

pub mod config;
pub mod http;
pub mod mail;
pub mod page;
pub mod telemetry;
