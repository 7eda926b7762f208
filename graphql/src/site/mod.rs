//! The site itself: its own pages, and looking after it.

mod administration;
mod audit;
mod documents;
mod mutation;
mod outbox;

pub use administration::{Administration, AdministrationQuery};
pub use audit::AuditQuery;
pub use documents::{Document, DocumentQuery};
pub use mutation::SiteMutation;
