//! Knowledge Hub: the server and its pages.

pub mod page;
