//! The site's own pages, which staff edit in Markdown. Each ships with a text that is true of
//! this software, and with marked gaps where only the operator can speak.

pub mod read;
pub mod save_document;
pub mod seed;

pub use read::Document;
pub use save_document::SaveDocument;
