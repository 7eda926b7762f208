//! Organisations: councils and the others who publish, set challenges and build.
pub mod gss;
pub mod import;
