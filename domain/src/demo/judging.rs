//! Judging in the demonstration: appointments, declarations, reviews, decisions.

use hub_entity::challenge::{
    JudgeState, Outcome, ProposalState, decision, judge, proposal, review,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::stage::{act, challenge, text};
use crate::account::people;
use crate::error::{Error, Result};
use crate::hub::Hub;
use crate::judging::announce::{AnnounceDecision, announce_decision};
use crate::judging::answer_appointment::{AnswerAppointment, answer_appointment};
use crate::judging::appoint_judge::{AppointJudge, appoint_judge};
use crate::judging::decide_proposal::{DecideProposal, decide_proposal};
use crate::judging::declare_conflicts::{Answer, DeclareConflicts, PartyAnswer, declare_conflicts};
use crate::judging::draw_lottery::{DrawLottery, draw_lottery};
use crate::judging::save_review::{GiveScore, SaveReview, save_review, submit_review};
use crate::judging::{desk, taking_part};
use crate::proposal::{Proposal, blind};

/// The judges.
pub(super) const PANEL: [&str; 3] = ["ruth", "idris", "grace"];

/// What judges write beside a level, by level.
const WHY: [&str; 5] = [
    "It does not say what would be built, so I cannot judge whether it would work.",
    "The idea is good, but the plan leaves out who keeps it running after the grant.",
    "Answers the main problem. I would want to see the budget for testing before it starts.",
    "Clear, modest and honest about what the data cannot tell. Could start next month.",
    "The best thought through of those I read: tested with real people, and others could reuse it.",
];

/// What they write about the whole.
const OVERALL: [&str; 3] = [
    "Read with the datasets open beside it; the figures match.",
    "My question is who answers the telephone when it is wrong.",
    "Please test it with people who use a screen reader before it goes live.",
];

/// Appoints the panel, who accept. Who judges already is left alone.
pub(super) async fn appoint(hub: &Hub, number: i64) -> Result<()> {
    for handle in PANEL {
        let known = of(hub, number, handle).await?;
        let appointed = match known {
            Some(known) if known.state == JudgeState::Accepted => continue,
            Some(known) if known.state == JudgeState::Invited => known,
            _ => {
                let input = AppointJudge {
                    challenge: number,
                    who: text(handle),
                };
                act(hub, "sam", |ctx| {
                    Box::pin(appoint_judge(ctx, input.clone()))
                })
                .await?
            }
        };
        let input = AnswerAppointment {
            judge: appointed.key,
            accept: true,
            reason: String::new(),
        };
        act(hub, handle, |ctx| {
            Box::pin(answer_appointment(ctx, input.clone()))
        })
        .await?;
    }
    Ok(())
}

/// The appointment of a person.
pub(super) async fn of(hub: &Hub, number: i64, handle: &str) -> Result<Option<judge::Model>> {
    let db = hub.database().reader();
    let person = people::by_handle(db, handle).await?;
    Ok(judge::Entity::find()
        .filter(judge::Column::ChallengeId.eq(number))
        .filter(judge::Column::PersonId.eq(person.id))
        .one(db)
        .await?)
}

/// What was handed in, in the order in which it was started.
pub(super) async fn submitted(hub: &Hub, number: i64) -> Result<Vec<Proposal>> {
    Ok(proposal::Entity::find()
        .filter(proposal::Column::ChallengeId.eq(number))
        .filter(proposal::Column::SubmittedVersion.gt(0))
        .filter(proposal::Column::State.ne(ProposalState::Withdrawn))
        .order_by_asc(proposal::Column::Id)
        .all(hub.database().reader())
        .await?)
}

/// Declares that there is no conflict, where nothing was declared yet.
pub(super) async fn declare(hub: &Hub, number: i64, handle: &str) -> Result<()> {
    let Some(judge) = of(hub, number, handle).await? else {
        return Ok(());
    };
    if judge.conflicts_declared_at.is_some() {
        return Ok(());
    }
    let answers = submitted(hub, number)
        .await?
        .into_iter()
        .map(|proposal| Answer {
            proposal: proposal.key,
            conflict: Some(false),
            kind: None,
            note: String::new(),
            expertise: None,
        })
        .collect();
    let known = challenge(hub, number).await?;
    let taking_part = if blind::is_blind(&known) {
        let db = hub.database().reader();
        let entries = desk::entries(db, &judge, &known, hub.clock().now()).await?;
        let parties = taking_part::of(db, &judge, &entries).await?;
        let none = |party: taking_part::TakesPart| PartyAnswer {
            party: party.key,
            conflict: Some(false),
            kind: None,
            note: String::new(),
        };
        parties.into_iter().map(none).collect()
    } else {
        Vec::new()
    };
    let input = DeclareConflicts {
        judge: judge.key,
        answers,
        taking_part,
        none_otherwise: false,
    };
    act(hub, handle, |ctx| {
        Box::pin(declare_conflicts(ctx, input.clone()))
    })
    .await?;
    Ok(())
}

/// Writes the reviews that a judge has not submitted. `levels` are those of the proposals in their
/// order, one a criterion; the last review is left a draft if `unfinished`.
pub(super) async fn review(
    hub: &Hub,
    number: i64,
    handle: &str,
    levels: &[[i32; 2]],
    unfinished: bool,
) -> Result<()> {
    declare(hub, number, handle).await?;
    let Some(judge) = of(hub, number, handle).await? else {
        return Ok(());
    };
    let db = hub.database().reader();
    let criteria = crate::judging::read::criteria(db, number).await?;
    let proposals = submitted(hub, number).await?;
    let last = proposals.len().saturating_sub(1);
    for (index, proposal) in proposals.iter().enumerate() {
        let known = review::Entity::find()
            .filter(review::Column::JudgeId.eq(judge.id))
            .filter(review::Column::ProposalId.eq(proposal.id))
            .one(db)
            .await?;
        if known
            .as_ref()
            .is_some_and(|review| review.submitted_at.is_some())
        {
            continue;
        }
        let given = levels.get(index).copied().unwrap_or([2, 2]);
        let scores = criteria
            .iter()
            .zip(given.into_iter().chain(std::iter::repeat(2)))
            .map(|(criterion, level)| GiveScore {
                criterion: criterion.id,
                level: Some(level),
                comment: text(sentence(&WHY, level)),
            })
            .collect();
        let overall = PANEL.iter().position(|known| *known == handle).unwrap_or(0);
        let input = SaveReview {
            judge: judge.key.clone(),
            proposal: proposal.key.clone(),
            version: known.map_or(0, |review| review.version),
            scores,
            comment: text(OVERALL.get(overall).copied().unwrap_or_default()),
            applicant_comment: String::new(),
            private_notes: String::new(),
        };
        let outcome = if unfinished && index == last {
            act(hub, handle, |ctx| Box::pin(save_review(ctx, input.clone()))).await
        } else {
            act(hub, handle, |ctx| {
                Box::pin(submit_review(ctx, input.clone()))
            })
            .await
        };
        match outcome {
            // A proposal in which the judge has declared a conflict is not there for them.
            Ok(_) | Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

fn sentence(all: &[&'static str], level: i32) -> &'static str {
    let index = usize::try_from(level).unwrap_or(0);
    all.get(index).copied().unwrap_or_default()
}

/// Decides on a proposal, unless that was done.
pub(super) async fn decide(
    hub: &Hub,
    proposal: &Proposal,
    outcome: Outcome,
    reserve_rank: Option<i32>,
    feedback: &str,
) -> Result<()> {
    if is_decided(hub, proposal.id).await? {
        return Ok(());
    }
    let reason = match outcome {
        Outcome::Select => "Among the highest scores, and ready to start.",
        Outcome::Reserve => "Close behind; to be asked first if an award comes free.",
        Outcome::Decline => "Others scored higher.",
    };
    let input = DecideProposal {
        proposal: proposal.key.clone(),
        outcome: Some(outcome),
        reserve_rank,
        reason: text(reason),
        feedback: text(feedback),
        waiver: String::new(),
        version: 0,
    };
    act(hub, "sam", |ctx| {
        Box::pin(decide_proposal(ctx, input.clone()))
    })
    .await?;
    Ok(())
}

/// Whether a decision on the proposal was written down.
pub(super) async fn is_decided(hub: &Hub, proposal: i64) -> Result<bool> {
    Ok(decision::Entity::find()
        .filter(decision::Column::ProposalId.eq(proposal))
        .one(hub.database().reader())
        .await?
        .is_some())
}

/// Draws the lottery of a challenge in the name of the programme's staff.
pub(super) async fn draw(hub: &Hub, number: i64, value: &str) -> Result<()> {
    let input = DrawLottery {
        challenge: number,
        value: text(value),
        confirmed: true,
    };
    act(hub, "sam", |ctx| Box::pin(draw_lottery(ctx, input.clone()))).await?;
    Ok(())
}

/// Announces what was decided.
pub(super) async fn announce(hub: &Hub, number: i64, announcement: &str) -> Result<()> {
    let input = AnnounceDecision {
        challenge: number,
        announcement: text(announcement),
        version: challenge(hub, number).await?.version,
    };
    act(hub, "sam", |ctx| {
        Box::pin(announce_decision(ctx, input.clone()))
    })
    .await?;
    Ok(())
}
