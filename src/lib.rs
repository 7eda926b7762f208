//! The server of Knowledge Hub: the GraphQL endpoint, the pages, the mail and the command line.

pub mod cli;
pub mod config;
pub mod http;
pub mod job;
pub mod mail;
pub mod page;
pub mod server;
pub mod telemetry;
