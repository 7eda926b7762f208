//! The enumerations of this area, kept as text in the database.

use sea_orm::entity::prelude::*;

/// Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum SiteRole {
    /// Everybody with an account.
    #[sea_orm(string_value = "member")]
    Member,
    /// Runs programmes: publishes challenges, appoints judges, decides.
    #[sea_orm(string_value = "staff")]
    Staff,
    /// Hides, locks and restores posts.
    #[sea_orm(string_value = "moderator")]
    Moderator,
    /// Everything staff and moderators may, and the site itself.
    #[sea_orm(string_value = "administrator")]
    Administrator,
}

/// Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum TokenPurpose {
    /// Confirms an address.
    #[sea_orm(string_value = "confirm_email")]
    ConfirmEmail,
    /// Moves an account to another address.
    #[sea_orm(string_value = "change_email")]
    ChangeEmail,
    /// Chooses a new password.
    #[sea_orm(string_value = "reset_password")]
    ResetPassword,
    /// Ends one kind of mail.
    #[sea_orm(string_value = "unsubscribe")]
    Unsubscribe,
}

/// Kept as text; see the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum InvitationPurpose {
    /// To join a proposal.
    #[sea_orm(string_value = "partner")]
    Partner,
    /// To judge a challenge.
    #[sea_orm(string_value = "judge")]
    Judge,
}
