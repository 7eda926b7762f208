//! A human with an account.

use sea_orm::entity::prelude::*;

use super::SiteRole;

/// A human with an account.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "person")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Chosen at registration, unique, never reused; lower case.
    #[sea_orm(column_type = "Text")]
    pub handle: String,
    /// The name that others see.
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// Normalised address; the sign-in name.
    #[sea_orm(column_type = "Text")]
    pub email: String,
    /// When the address was confirmed; nothing else is mailed before.
    pub email_confirmed_at: Option<DateTimeUtc>,
    /// PHC string of argon2id; none until an invited person chooses one.
    #[sea_orm(column_type = "Text", nullable)]
    pub password_hash: Option<String>,
    /// What this person may do on the whole site.
    pub site_role: SiteRole,
    /// Markdown, shown on the profile.
    #[sea_orm(column_type = "Text")]
    pub about: String,
    /// Role at work, in the person's own words.
    #[sea_orm(column_type = "Text")]
    pub job_title: String,
    /// Skills, as a list of short words.
    #[sea_orm(column_type = "Json")]
    pub skills: Json,
    /// Whether replies in followed topics are mailed.
    pub mail_replies: bool,
    /// A demonstration account, labelled as such.
    pub demo: bool,
    /// Grows with each edit.
    pub version: i32,
    /// When the account was made.
    pub created_at: DateTimeUtc,
    /// Since when sign-in is refused.
    pub suspended_at: Option<DateTimeUtc>,
    /// When the account was deleted.
    pub deleted_at: Option<DateTimeUtc>,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
