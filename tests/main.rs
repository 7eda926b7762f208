//! The tests of the hub, from its outside: HTTP, GraphQL, pages, mail and the command line.
//! One binary, because linking is what takes long.

mod support;

mod architecture;
mod judging;
mod judging_leaks;
mod judging_world;
mod project;
mod schema;
mod smoke;
