//! The tests of the hub, from its outside: HTTP, GraphQL, pages, mail and the command line.
//! One binary, because linking is what takes long.

mod support;

mod architecture;
mod schema;
mod smoke;
