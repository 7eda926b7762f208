//! Mails and jobs, as an administrator sees them.

use async_graphql::{Enum, ID, Object};
use chrono::{DateTime, Utc};
use hub_domain::platform::{delivery, queue};

use crate::id::global;

/// Where a mail stands.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::entity::platform::MailState")]
pub enum MailState {
    /// Waiting.
    Queued,
    /// Handed to the server.
    Sent,
    /// Kept here, because there is no server.
    Kept,
    /// Not sent, for a reason.
    Skipped,
    /// Given up.
    Dead,
}

/// A mail in the outbox, without its text.
pub struct OutboxMail(pub delivery::Mail);

/// A mail in the outbox, without its text.
#[Object]
impl OutboxMail {
    /// Global id.
    async fn id(&self) -> ID {
        global("OutboxMail", &self.0.key)
    }
    /// Its random key.
    async fn key(&self) -> &str {
        &self.0.key
    }
    /// Address of its page.
    async fn path(&self) -> String {
        format!("/admin/mail/{}", self.0.key)
    }
    /// Which mail: the name of its template.
    async fn template(&self) -> &str {
        &self.0.template
    }
    /// The address that it goes to.
    async fn to(&self) -> &str {
        &self.0.to_address
    }
    /// The name beside the address.
    async fn to_name(&self) -> &str {
        &self.0.to_name
    }
    /// Its subject, once it was rendered.
    async fn subject(&self) -> &str {
        &self.0.subject
    }
    /// Where it stands.
    async fn state(&self) -> MailState {
        self.0.state.into()
    }
    /// Why it was skipped, given up or put off.
    async fn reason(&self) -> &str {
        &self.0.state_reason
    }
    /// How often it was tried.
    async fn attempts(&self) -> i32 {
        self.0.attempts
    }
    /// When it was asked for.
    async fn created_at(&self) -> DateTime<Utc> {
        self.0.created_at
    }
    /// Not before then.
    async fn run_at(&self) -> DateTime<Utc> {
        self.0.run_at
    }
    /// When it was sent or kept.
    async fn sent_at(&self) -> Option<DateTime<Utc>> {
        self.0.sent_at
    }
}

/// A mail with its text. Every reading of one is audited.
pub struct Mail(pub delivery::Mail);

/// A mail with its text. Every reading of one is audited.
#[Object]
impl Mail {
    /// The mail in the outbox.
    async fn mail(&self) -> OutboxMail {
        OutboxMail(self.0.clone())
    }
    /// Its Message-ID.
    async fn message_id(&self) -> &str {
        &self.0.message_id
    }
    /// Its plain text, complete in itself; empty until it was rendered.
    async fn text(&self) -> &str {
        &self.0.body_text
    }
    /// The source of its HTML part.
    async fn html_source(&self) -> &str {
        &self.0.body_html
    }
}

/// Work to be done outside a request.
pub struct Job(pub queue::Job);

impl From<queue::Job> for Job {
    fn from(row: queue::Job) -> Self {
        Self(row)
    }
}

impl From<delivery::Mail> for OutboxMail {
    fn from(row: delivery::Mail) -> Self {
        Self(row)
    }
}

/// Work to be done outside a request.
#[Object]
impl Job {
    /// Global id.
    async fn id(&self) -> ID {
        global("Job", self.0.id)
    }
    /// What to do.
    async fn kind(&self) -> &str {
        &self.0.kind
    }
    /// Not before then.
    async fn run_at(&self) -> DateTime<Utc> {
        self.0.run_at
    }
    /// How often it was tried.
    async fn attempts(&self) -> i32 {
        self.0.attempts
    }
    /// What went wrong last.
    async fn last_error(&self) -> &str {
        &self.0.last_error
    }
    /// When it was given up.
    async fn dead_at(&self) -> Option<DateTime<Utc>> {
        self.0.dead_at
    }
}
