//! A mail in the outbox.

use sea_orm::entity::prelude::*;

use super::MailState;

/// A mail in the outbox.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "mail")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Random address.
    #[sea_orm(column_type = "Text")]
    pub key: String,
    /// Which mail.
    #[sea_orm(column_type = "Text")]
    pub template: String,
    /// To whom, if they have an account.
    pub person_id: Option<i64>,
    /// The address.
    #[sea_orm(column_type = "Text")]
    pub to_address: String,
    /// The name beside it.
    #[sea_orm(column_type = "Text")]
    pub to_name: String,
    /// What the template is filled with.
    #[sea_orm(column_type = "Json")]
    pub context: Json,
    /// Event, recipient and channel: at most one mail.
    #[sea_orm(column_type = "Text")]
    pub unique_key: String,
    /// Fixed before the first try.
    #[sea_orm(column_type = "Text")]
    pub message_id: String,
    /// Message-ID of what it answers.
    #[sea_orm(column_type = "Text", nullable)]
    pub in_reply_to: Option<String>,
    /// Message-ID of the conversation's root.
    #[sea_orm(column_type = "Text", nullable)]
    pub thread: Option<String>,
    /// The topic that a reply belongs to, for permission and unsubscribing.
    pub topic_id: Option<i64>,
    /// The challenge whose follower it goes to, for unsubscribing.
    pub challenge_id: Option<i64>,
    /// Where it stands.
    pub state: MailState,
    /// Why it was skipped or given up.
    #[sea_orm(column_type = "Text")]
    pub state_reason: String,
    /// As it was sent.
    #[sea_orm(column_type = "Text")]
    pub subject: String,
    /// As it was sent.
    #[sea_orm(column_type = "Text")]
    pub body_text: String,
    /// As it was sent.
    #[sea_orm(column_type = "Text")]
    pub body_html: String,
    /// Not before.
    pub run_at: DateTimeUtc,
    /// How often it was tried.
    pub attempts: i32,
    /// Until when a worker holds it.
    pub leased_until: Option<DateTimeUtc>,
    /// Which lease.
    #[sea_orm(column_type = "Text", nullable)]
    pub lease: Option<String>,
    /// When it was asked for.
    pub created_at: DateTimeUtc,
    /// When it was sent or kept.
    pub sent_at: Option<DateTimeUtc>,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
