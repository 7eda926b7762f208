//! The server of Knowledge Hub: the GraphQL endpoint, the pages, the mail and the command line.

pub mod http;
pub mod page;
