//! What input is parsed into before anything else looks at it.

mod domain;
mod email;
mod fields;
mod handle;
mod markdown;
mod slug;

pub(crate) use domain::is_shared;
pub use email::EmailAddress;
pub use fields::Fields;
pub use handle::Handle;
pub use markdown::{excerpt, plain, render, render_page};
pub use slug::{number_of, path, slug};
