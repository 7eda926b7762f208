//! The open data catalogue: datasets, their distributions, and where they are harvested from.
pub mod format;
pub mod frequency;
pub mod import;
pub mod licence;
