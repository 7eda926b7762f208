//! Mail: templates are rendered, made into messages, and handed to a transport.
//!
//! Whether a mail is sent, to whom and why is decided in `hub_domain`; the worker has a [`Writer`]
//! put it into words when it is sent, as the preview of letters does before, and gives the [`OutgoingMail`] to the [`Transport`], whose
//! [`Sent`] says what becomes of the outbox row. A mail's Message-ID is fixed before the first
//! try, so that a second try is recognised as the same mail.
//!
//! To add a mail: make `templates/<name>/{subject.txt,body.txt,body.html}`, list the name in
//! `templates.rs`, and give a sample of its context in `samples.rs`.

mod message;
mod render;
#[cfg(test)]
mod samples;
mod templates;
mod transport;
mod writer;

pub use message::{MailError, OutgoingMail, Unsubscribe};
pub use render::{Common, RenderError, Rendered, Renderer};
pub use templates::NAMES;
pub use transport::{MemoryOutbox, Sent, Transport, TransportError};
pub use writer::Writer;
