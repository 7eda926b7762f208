//! Changes of this area.

use async_graphql::{Context, Object, Result, SimpleObject};
use hub_domain::partnering::{self, Introduction, seat};

use crate::partnering::input::{
    AnswerIntroductionInput, AskIntroductionInput, EndIntroductionInput, RemovePartnerNoticeInput,
    ReportIntroductionInput, SavePartnerNoticeInput, SettleIntroductionReportInput,
    WithdrawPartnerNoticeInput, WriteMessageInput,
};
use crate::partnering::notices::PartnerNotice;
use crate::payload;
use crate::request::change;

payload! {
    /// A notice that changed.
    PartnerNoticePayload {
        /// The notice.
        notice: PartnerNotice
    }
}

/// An introduction that changed.
#[derive(SimpleObject)]
pub struct ChangedIntroduction {
    /// Address of its page.
    path: String,
    /// Address of the notices of its challenge.
    partners_path: String,
}

impl From<Introduction> for ChangedIntroduction {
    fn from(row: Introduction) -> Self {
        Self {
            path: seat::path(&row),
            partners_path: partnering::path(row.challenge_id),
        }
    }
}

payload! {
    /// An introduction that changed.
    IntroductionPayload {
        /// The introduction.
        introduction: ChangedIntroduction
    }
}

/// Notices and introductions.
#[derive(Default)]
pub struct PartneringMutation;

#[Object]
impl PartneringMutation {
    /// Puts up a notice on a challenge that takes proposals, or changes it. Each person and each
    /// organisation has one; it comes down when the challenge closes.
    async fn save_partner_notice(
        &self,
        ctx: &Context<'_>,
        input: SavePartnerNoticeInput,
    ) -> Result<PartnerNoticePayload> {
        let outcome = change(ctx, input.into(), |c, i| {
            Box::pin(partnering::save_notice(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Takes down one's own notice.
    async fn withdraw_partner_notice(
        &self,
        ctx: &Context<'_>,
        input: WithdrawPartnerNoticeInput,
    ) -> Result<PartnerNoticePayload> {
        let outcome = change(ctx, input.notice, |c, number| {
            Box::pin(partnering::withdraw_notice(c, number))
        });
        Ok(outcome.await?.into())
    }

    /// Takes down what somebody else put up, for a reason that its owner is told.
    async fn remove_partner_notice(
        &self,
        ctx: &Context<'_>,
        input: RemovePartnerNoticeInput,
    ) -> Result<PartnerNoticePayload> {
        let outcome = change(ctx, (input.notice, input.reason), |c, (number, reason)| {
            Box::pin(async move { partnering::remove_notice(c, number, &reason).await })
        });
        Ok(outcome.await?.into())
    }

    /// Asks to be introduced to whoever put up a notice. They get one mail, and no address.
    async fn ask_introduction(
        &self,
        ctx: &Context<'_>,
        input: AskIntroductionInput,
    ) -> Result<IntroductionPayload> {
        let outcome = change(ctx, input.into(), |c, i| {
            Box::pin(partnering::ask_introduction(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Answers somebody who asks to be introduced.
    async fn answer_introduction(
        &self,
        ctx: &Context<'_>,
        input: AnswerIntroductionInput,
    ) -> Result<IntroductionPayload> {
        let given = (input.introduction, input.answer.into());
        let outcome = change(ctx, given, |c, (key, answer)| {
            Box::pin(async move { partnering::answer_introduction(c, &key, answer).await })
        });
        Ok(outcome.await?.into())
    }

    /// Writes to whom one was introduced to, who gets it by mail.
    async fn write_message(
        &self,
        ctx: &Context<'_>,
        input: WriteMessageInput,
    ) -> Result<IntroductionPayload> {
        let outcome = change(ctx, input.into(), |c, i| {
            Box::pin(partnering::write_message(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Takes back an introduction that waits, or ends one.
    async fn end_introduction(
        &self,
        ctx: &Context<'_>,
        input: EndIntroductionInput,
    ) -> Result<IntroductionPayload> {
        let outcome = change(ctx, input.introduction, |c, key| {
            Box::pin(async move { partnering::end_introduction(c, &key).await })
        });
        Ok(outcome.await?.into())
    }

    /// Shows an introduction to the moderators, who read none otherwise.
    async fn report_introduction(
        &self,
        ctx: &Context<'_>,
        input: ReportIntroductionInput,
    ) -> Result<IntroductionPayload> {
        let outcome = change(ctx, (input.introduction, input.note), |c, (key, note)| {
            Box::pin(async move { partnering::report_introduction(c, &key, &note).await })
        });
        Ok(outcome.await?.into())
    }

    /// Deals with a reported introduction: ends it, or leaves it.
    async fn settle_introduction_report(
        &self,
        ctx: &Context<'_>,
        input: SettleIntroductionReportInput,
    ) -> Result<IntroductionPayload> {
        let given = (input.introduction, input.end, input.reason);
        let outcome = change(ctx, given, |c, (key, end, reason)| {
            Box::pin(async move { partnering::settle_report(c, &key, end, &reason).await })
        });
        Ok(outcome.await?.into())
    }
}
