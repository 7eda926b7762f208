//! Changes of this area.

use async_graphql::{Context, Object, Result};
use hub_domain::judging::assigned::{assign_judges, change as by_hand, set_reading};
use hub_domain::judging::save_review::SaveReview;
use hub_domain::judging::{
    add_conflict, announce, answer_appointment, appoint_judge, decide_proposal, declare_conflict,
    declare_conflicts, draw_lottery, embargo, offer, remove_judge, save_review, settle_conflict,
};

use crate::challenge::Challenge;
use crate::judging::assignment_input::{AssignJudgesInput, ChangeAssignmentInput, SetReadingInput};
use crate::judging::challenge::AppointedJudge;
use crate::judging::conflict::SettledConflict;
use crate::judging::decision::Decision;
use crate::judging::embargo::{CancelAnnouncementInput, PlanAnnouncementInput};
use crate::judging::input::{
    AddConflictInput, AnnounceDecisionInput, AnswerAppointmentInput, AppointJudgeInput,
    ConfirmConflictInput, DecideProposalInput, DeclareConflictInput, DeclareConflictsInput,
    LiftConflictInput, RemoveJudgeInput, SaveReviewInput,
};
use crate::judging::judge::Judge;
use crate::judging::lottery::DrawLotteryInput;
use crate::judging::offer::{AnswerOfferInput, ExtendOfferInput};
use crate::judging::review::Review;
use crate::payload;
use crate::proposal::Proposal;
use crate::request::change;

payload! {
    /// A judge whom staff appointed or removed.
    AppointedJudgePayload {
        /// The judge.
        judge: AppointedJudge
    }
}

payload! {
    /// An appointment that its judge answered.
    JudgePayload {
        /// The appointment.
        judge: Judge
    }
}

payload! {
    /// A conflict of interest that staff settled.
    ConflictPayload {
        /// The conflict.
        conflict: SettledConflict
    }
}

payload! {
    /// A review that was saved.
    ReviewPayload {
        /// The review.
        review: Review
    }
}

payload! {
    /// A decision that was made.
    DecisionPayload {
        /// The decision.
        decision: Decision
    }
}

payload! {
    /// A challenge whose decision was announced.
    AnnounceDecisionPayload {
        /// The challenge.
        challenge: Challenge
    }
}

payload! {
    /// A challenge of which staff settled who reads what.
    ReadingPayload {
        /// The challenge.
        challenge: Challenge
    }
}

payload! {
    /// A challenge whose announcement was planned, or is planned no more.
    PlanAnnouncementPayload {
        /// The challenge.
        challenge: Challenge
    }
}

payload! {
    /// A challenge whose lottery was drawn.
    DrawLotteryPayload {
        /// The challenge.
        challenge: Challenge
    }
}

payload! {
    /// A proposal whose offer was answered.
    AnswerOfferPayload {
        /// The proposal.
        proposal: Proposal
    }
}

payload! {
    /// A challenge in which an offer has more time.
    ExtendOfferPayload {
        /// The challenge.
        challenge: Challenge
    }
}

/// Judging and decisions.
#[derive(Default)]
pub struct JudgingMutation;

#[Object]
impl JudgingMutation {
    /// Appoints a judge, and tells or invites them by mail.
    async fn appoint_judge(
        &self,
        ctx: &Context<'_>,
        input: AppointJudgeInput,
    ) -> Result<AppointedJudgePayload> {
        let outcome = change(ctx, input.into(), |c, i| {
            Box::pin(appoint_judge::appoint_judge(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Takes a judge off a challenge. Their reviews are kept, and count no more.
    async fn remove_judge(
        &self,
        ctx: &Context<'_>,
        input: RemoveJudgeInput,
    ) -> Result<AppointedJudgePayload> {
        let outcome = change(ctx, input.into(), |c, i| {
            Box::pin(remove_judge::remove_judge(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Accepts or declines an appointment as a judge.
    async fn answer_appointment(
        &self,
        ctx: &Context<'_>,
        input: AnswerAppointmentInput,
    ) -> Result<JudgePayload> {
        let outcome = change(ctx, input.into(), |c, i| {
            Box::pin(answer_appointment::answer_appointment(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Declares with which proposals the judge has a conflict of interest. What is declared stays.
    async fn declare_conflicts(
        &self,
        ctx: &Context<'_>,
        input: DeclareConflictsInput,
    ) -> Result<JudgePayload> {
        let outcome = change(ctx, input.into(), |c, i| {
            Box::pin(declare_conflicts::declare_conflicts(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Declares one conflict of interest that was found late, at any time until the announcement.
    /// Access to the proposal ends at once, and what the judge had written of it is set aside.
    async fn declare_conflict(
        &self,
        ctx: &Context<'_>,
        input: DeclareConflictInput,
    ) -> Result<JudgePayload> {
        let outcome = change(ctx, input.into(), |c, i| {
            Box::pin(declare_conflict::declare_conflict(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Adds a conflict of interest that staff know of. The judge loses access at once, is told,
    /// and cannot take it back.
    async fn add_conflict(
        &self,
        ctx: &Context<'_>,
        input: AddConflictInput,
    ) -> Result<ConflictPayload> {
        let outcome = change(ctx, input.into(), |c, i| {
            Box::pin(add_conflict::add_conflict(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Confirms a conflict of interest that a judge declared.
    async fn confirm_conflict(
        &self,
        ctx: &Context<'_>,
        input: ConfirmConflictInput,
    ) -> Result<ConflictPayload> {
        let outcome = change(ctx, input.into(), |c, i| {
            Box::pin(settle_conflict::confirm_conflict(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Lifts a conflict of interest that is none, with a reason; never one by rule. What the judge
    /// had written counts again.
    async fn lift_conflict(
        &self,
        ctx: &Context<'_>,
        input: LiftConflictInput,
    ) -> Result<ConflictPayload> {
        let outcome = change(ctx, input.into(), |c, i| {
            Box::pin(settle_conflict::lift_conflict(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Chooses whether everybody reads everything, or what they are assigned. Until proposals are
    /// shared out, judges of a challenge that is read as assigned keep what they began.
    async fn set_reading(
        &self,
        ctx: &Context<'_>,
        input: SetReadingInput,
    ) -> Result<ReadingPayload> {
        let outcome = change(ctx, input.into(), |c, i| {
            Box::pin(set_reading::set_reading(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Shares proposals out among judges, who read what they are assigned from then on, and tells
    /// them. What was assigned by hand stays, and so does every review that was begun.
    async fn assign_judges(
        &self,
        ctx: &Context<'_>,
        input: AssignJudgesInput,
    ) -> Result<ReadingPayload> {
        let outcome = change(ctx, input.into(), |c, i| {
            Box::pin(assign_judges::assign_judges(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Assigns a judge one more proposal, and tells them.
    async fn add_assignment(
        &self,
        ctx: &Context<'_>,
        input: ChangeAssignmentInput,
    ) -> Result<ReadingPayload> {
        let outcome = change(ctx, input.into(), |c, i| {
            Box::pin(by_hand::add_assignment(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Takes a proposal from a judge who has not begun a review of it, and tells them.
    async fn remove_assignment(
        &self,
        ctx: &Context<'_>,
        input: ChangeAssignmentInput,
    ) -> Result<ReadingPayload> {
        let outcome = change(ctx, input.into(), |c, i| {
            Box::pin(by_hand::remove_assignment(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Saves a review as a draft.
    async fn save_review(
        &self,
        ctx: &Context<'_>,
        input: SaveReviewInput,
    ) -> Result<ReviewPayload> {
        let input = SaveReview::from(input);
        let judge = input.judge.clone();
        let outcome = change(ctx, input, |c, i| Box::pin(save_review::save_review(c, i))).await?;
        Ok(outcome.map(|row| Review { row, judge }).into())
    }

    /// Submits a review. While judging is open it can be submitted again.
    async fn submit_review(
        &self,
        ctx: &Context<'_>,
        input: SaveReviewInput,
    ) -> Result<ReviewPayload> {
        let input = SaveReview::from(input);
        let judge = input.judge.clone();
        let outcome = change(ctx, input, |c, i| {
            Box::pin(save_review::submit_review(c, i))
        });
        Ok(outcome.await?.map(|row| Review { row, judge }).into())
    }

    /// Selects a proposal, holds it in reserve, or declines it. Nobody is told before the
    /// announcement.
    async fn decide_proposal(
        &self,
        ctx: &Context<'_>,
        input: DecideProposalInput,
    ) -> Result<DecisionPayload> {
        let outcome = change(ctx, input.into(), |c, i| {
            Box::pin(decide_proposal::decide_proposal(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Draws the lottery of a challenge from the public value that was named before it opened; once,
    /// and when the reviews are in.
    async fn draw_lottery(
        &self,
        ctx: &Context<'_>,
        input: DrawLotteryInput,
    ) -> Result<DrawLotteryPayload> {
        let outcome = change(ctx, input.into(), |c, i| {
            Box::pin(draw_lottery::draw_lottery(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Announces the decision: writes to every applicant, and makes a project of each selected
    /// proposal. It cannot be undone.
    async fn announce_decision(
        &self,
        ctx: &Context<'_>,
        input: AnnounceDecisionInput,
    ) -> Result<AnnounceDecisionPayload> {
        let outcome = change(ctx, input.into(), |c, i| {
            Box::pin(announce::announce_decision(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Plans the announcement of a decision for a time, or moves it. Until then nobody but staff
    /// sees anything.
    async fn plan_announcement(
        &self,
        ctx: &Context<'_>,
        input: PlanAnnouncementInput,
    ) -> Result<PlanAnnouncementPayload> {
        let outcome = change(ctx, input.into(), |c, i| {
            Box::pin(embargo::plan_announcement(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Takes back a planned announcement, until its time has passed.
    async fn cancel_announcement(
        &self,
        ctx: &Context<'_>,
        input: CancelAnnouncementInput,
    ) -> Result<PlanAnnouncementPayload> {
        let outcome = change(ctx, input.into(), |c, i| {
            Box::pin(embargo::cancel_announcement(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Accepts or declines the award that a selected proposal is offered. Where it is accepted the
    /// project begins; where it is declined the next in reserve is offered it.
    async fn answer_offer(
        &self,
        ctx: &Context<'_>,
        input: AnswerOfferInput,
    ) -> Result<AnswerOfferPayload> {
        let outcome = change(ctx, input.into(), |c, i| {
            Box::pin(offer::answer::answer_offer(c, i))
        });
        Ok(outcome.await?.into())
    }

    /// Gives more time to answer an offer, before its time is over.
    async fn extend_offer(
        &self,
        ctx: &Context<'_>,
        input: ExtendOfferInput,
    ) -> Result<ExtendOfferPayload> {
        let outcome = change(ctx, input.into(), |c, i| {
            Box::pin(offer::extend::extend_offer(c, i))
        });
        Ok(outcome.await?.into())
    }
}
