//! Programmes: what groups challenges, with rules that a new challenge starts with, staff who run
//! them, and a pool of judges that each challenge may appoint from.

pub mod choose_programme;
pub mod create_programme;
pub mod edit_programme;
pub mod judges;
pub mod read;
pub mod staff;

pub use read::Programme;
