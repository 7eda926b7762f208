//! The words of a mail before it is sent. The texts of mails are the server's, which gives the
//! schema a writer.

use std::sync::Arc;

use async_graphql::{Context, Result, SimpleObject};
use hub_domain::platform::letter::Letter;

use crate::error::Graphql;

/// What a mail says.
#[derive(Debug, Clone, SimpleObject)]
pub struct LetterText {
    /// Its subject.
    pub subject: String,
    /// Its plain text, from the greeting to the signature.
    pub text: String,
}

/// Writes mails as those that are sent are written.
pub trait LetterWriter: Send + Sync {
    /// The letter to somebody of this name; empty where it is not known.
    ///
    /// # Errors
    /// When its template does not fit, in words for the log.
    fn write(&self, letter: &Letter, recipient: &str) -> std::result::Result<LetterText, String>;
}

/// The letter in words, by the schema's writer.
///
/// # Errors
/// When it cannot be written.
pub fn written(ctx: &Context<'_>, letter: &Letter, recipient: &str) -> Result<LetterText> {
    let writer = ctx.data::<Arc<dyn LetterWriter>>()?;
    let text = writer.write(letter, recipient);
    text.map_err(hub_domain::Error::internal).graphql()
}
