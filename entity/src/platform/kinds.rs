//! The enumerations of this area, kept as text in the database.

use sea_orm::entity::prelude::*;

/// Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum MailState {
    /// Waiting.
    #[sea_orm(string_value = "queued")]
    Queued,
    /// Handed to the server.
    #[sea_orm(string_value = "sent")]
    Sent,
    /// Kept here, because there is no server.
    #[sea_orm(string_value = "kept")]
    Kept,
    /// Not sent, for a reason.
    #[sea_orm(string_value = "skipped")]
    Skipped,
    /// Given up.
    #[sea_orm(string_value = "dead")]
    Dead,
}
