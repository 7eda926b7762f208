//! Looking for a partner on a challenge: notices that everybody reads, introductions that the two
//! concerned read, and what they write to each other, which the hub passes on by mail without
//! showing an address.
//!
//! Who asked whom is nobody else's business: who reads an introduction is asked in one place,
//! [`seat`], by the page, by each change and by each mail once more as it is sent.

pub mod answer_introduction;
pub mod ask_introduction;
pub mod end_introduction;
pub mod list;
pub mod notice;
pub mod remove_notice;
pub mod report_introduction;
pub mod save_notice;
pub mod seat;
pub mod write_message;

pub use answer_introduction::answer_introduction;
pub use ask_introduction::ask_introduction;
pub use end_introduction::end_introduction;
pub use hub_entity::challenge::{IntroductionState, NoticeState, PartnerSide};
pub use remove_notice::remove_notice;
pub use report_introduction::{report_introduction, settle_report};
pub use save_notice::{save_notice, withdraw_notice};
pub use write_message::write_message;

/// That somebody looks for a partner.
pub type Notice = hub_entity::challenge::partner_notice::Model;
/// That somebody asked to be introduced.
pub type Introduction = hub_entity::challenge::introduction::Model;
/// What two who were introduced write to each other.
pub type Message = hub_entity::challenge::introduction_message::Model;

/// The address of the page with a challenge's notices.
pub fn path(challenge_id: i64) -> String {
    format!("/challenges/{challenge_id}/partners")
}
