//! People: registration, sign-in, sessions, tokens and profiles.

pub mod administer;
pub mod authenticate;
pub mod confirm_email;
pub mod password;
pub mod people;
pub mod register;
pub mod reset_password;
pub mod session;
pub mod sign_in;
pub mod token;

pub use hub_entity::account::SiteRole;
/// A person.
pub type Person = hub_entity::account::person::Model;
