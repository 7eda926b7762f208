//! The rules of Knowledge Hub.
pub mod catalogue;
pub mod organisation;
