//! Inputs of this area.

use async_graphql::{Enum, InputObject};
use hub_domain::partnering::ask_introduction::AskIntroduction;
use hub_domain::partnering::save_notice::SaveNotice;
use hub_domain::partnering::write_message::WriteMessage;

/// What somebody can do, or looks for.
#[derive(InputObject)]
pub struct SavePartnerNoticeInput {
    /// Number of the challenge.
    challenge: i64,
    /// Number of the organisation in whose name it is; none for yourself.
    organisation: Option<i64>,
    /// What you can do, or look for, as Markdown.
    body: String,
    /// Skills or topics, between commas or on lines.
    skills: Option<String>,
    /// Where, in your own words.
    area: Option<String>,
    /// Version that you had before you; none for a notice that was not up.
    version: Option<i32>,
}

impl From<SavePartnerNoticeInput> for SaveNotice {
    fn from(input: SavePartnerNoticeInput) -> Self {
        Self {
            challenge: input.challenge,
            organisation: input.organisation,
            body: input.body,
            skills: input.skills.into_iter().collect(),
            area: input.area.unwrap_or_default(),
            version: input.version,
        }
    }
}

/// Which notice is taken down.
#[derive(InputObject)]
pub struct WithdrawPartnerNoticeInput {
    /// Its number.
    pub notice: i64,
}

/// Which notice of somebody else is taken down, and why.
#[derive(InputObject)]
pub struct RemovePartnerNoticeInput {
    /// Its number.
    pub notice: i64,
    /// Why; its owner is told.
    pub reason: String,
}

/// Who wants to get to know whom.
#[derive(InputObject)]
pub struct AskIntroductionInput {
    /// Number of the notice.
    notice: i64,
    /// Number of the organisation that you speak for; none for yourself.
    organisation: Option<i64>,
    /// What you write to its owner, as Markdown.
    message: String,
    /// The same id twice asks once.
    request_id: Option<String>,
}

impl From<AskIntroductionInput> for AskIntroduction {
    fn from(input: AskIntroductionInput) -> Self {
        Self {
            notice: input.notice,
            organisation: input.organisation,
            message: input.message,
            request_id: input.request_id,
        }
    }
}

/// What is answered to somebody who asks to be introduced.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::partnering::answer_introduction::Answer")]
pub enum IntroductionAnswer {
    /// The two are put in touch.
    Accept,
    /// No, and whoever asked is told kindly.
    Decline,
    /// No, and whoever asked does not learn it.
    Ignore,
}

/// An answer to somebody who asks to be introduced.
#[derive(InputObject)]
pub struct AnswerIntroductionInput {
    /// Key of the introduction.
    pub introduction: String,
    /// The answer.
    pub answer: IntroductionAnswer,
}

/// What somebody writes to whom they were introduced to.
#[derive(InputObject)]
pub struct WriteMessageInput {
    /// Key of the introduction.
    introduction: String,
    /// What, as Markdown.
    body: String,
    /// The same id twice writes once.
    request_id: Option<String>,
}

impl From<WriteMessageInput> for WriteMessage {
    fn from(input: WriteMessageInput) -> Self {
        Self {
            introduction: input.introduction,
            body: input.body,
            request_id: input.request_id,
        }
    }
}

/// Which introduction is taken back or ended.
#[derive(InputObject)]
pub struct EndIntroductionInput {
    /// Its key.
    pub introduction: String,
}

/// What somebody finds wrong.
#[derive(InputObject)]
pub struct ReportIntroductionInput {
    /// Key of the introduction.
    pub introduction: String,
    /// In your words; moderators read it, with all that was written.
    pub note: String,
}

/// What a moderator makes of a report.
#[derive(InputObject)]
pub struct SettleIntroductionReportInput {
    /// Key of the introduction.
    pub introduction: String,
    /// Whether nobody can write in it any more.
    pub end: bool,
    /// Why, for the records.
    pub reason: String,
}
