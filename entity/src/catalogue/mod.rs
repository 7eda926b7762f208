//! The open data catalogue.

pub mod dataset;
pub mod distribution;
pub mod import_upload;
pub mod source;

mod kinds;
pub use kinds::*;
