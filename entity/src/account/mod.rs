//! Accounts, sessions and the tokens that stand for them.

pub mod api_token;
pub mod invitation;
pub mod person;
pub mod rate_limit;
pub mod request_record;
pub mod session;
pub mod single_use_token;

mod kinds;
pub use kinds::*;
