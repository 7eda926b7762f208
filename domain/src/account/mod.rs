//! People: registration, sign-in, sessions, tokens and profiles.

pub mod accept_invitation;
pub mod administer;
pub mod api_token;
pub mod authenticate;
pub mod change_email;
pub mod change_password;
pub mod change_profile;
pub mod confirm_email;
pub mod invite;
pub mod password;
pub mod people;
pub mod register;
pub mod reset_password;
pub mod session;
pub mod sign_in;
pub mod suspend;
pub mod token;

pub use hub_entity::account::{InvitationPurpose, SiteRole};
pub use invite::Invitation;
/// A person.
pub type Person = hub_entity::account::person::Model;
