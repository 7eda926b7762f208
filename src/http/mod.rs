//! HTTP: every URL, sessions, headers, the GraphQL endpoint and the listed exceptions.

pub mod graphql;
pub mod routes;
