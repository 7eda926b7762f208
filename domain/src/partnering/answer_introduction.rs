//! Answering whoever asked to be introduced.

use hub_entity::challenge::{IntroductionState, introduction};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::partnering::ask_introduction::note;
use crate::partnering::seat::{self, Part, Seat};
use crate::partnering::{Introduction, notice};
use crate::platform::letter::Letter;
use crate::platform::outbox::{self, Recipient};
use crate::policy;

/// What is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// The two are put in touch.
    Accept,
    /// No, and whoever asked is told kindly.
    Decline,
    /// No, and whoever asked does not learn it.
    Ignore,
}

/// Answers, and tells those who are to know: both on a yes, whoever asked on a no.
///
/// # Errors
/// `NotFound` for everybody who does not read it; `Forbidden` to whoever asked;
/// `INTRODUCTION_ANSWERED`, and on a yes `INTRODUCTION_OVER` when the challenge has closed or one
/// of the two is gone.
pub async fn answer_introduction(ctx: &Context, key: &str, answer: Answer) -> Result<Introduction> {
    let seat = seat::locked(ctx, key).await?;
    let allowed = seat.part == Part::Owner && policy::may_take_part(ctx.viewer());
    policy::require(ctx.viewer(), allowed)?;
    if !seat.can_answer() {
        return Err(Error::field("", "INTRODUCTION_ANSWERED"));
    }
    if answer == Answer::Accept && !seat.can_accept(ctx.hub().clock().now()) {
        return Err(Error::field("", "INTRODUCTION_OVER"));
    }
    let row = introduction::ActiveModel {
        id: Set(seat.introduction.id),
        state: Set(match answer {
            Answer::Accept => IntroductionState::Accepted,
            Answer::Decline => IntroductionState::Declined,
            Answer::Ignore => IntroductionState::Ignored,
        }),
        answered_by: Set(Some(ctx.actor()?.id)),
        answered_at: Set(Some(ctx.now())),
        ..Default::default()
    };
    let saved = row.update(ctx.tx().await?).await?;
    if answer != Answer::Ignore {
        tell(ctx, &seat, answer == Answer::Accept).await?;
    }
    let action = if answer == Answer::Accept {
        "introduction_accepted"
    } else {
        "introduction_declined"
    };
    note(ctx, action, &saved, json!({})).await?;
    Ok(saved)
}

async fn tell(ctx: &Context, seat: &Seat, accepted: bool) -> Result<()> {
    let tx = ctx.tx().await?;
    let row = &seat.introduction;
    let owner = notice::name(tx, &seat.notice).await?;
    let asker = notice::party_name(tx, row.organisation_id, Some(row.asker_id)).await?;
    let url = &ctx.hub().settings().public_url;
    let letter = |own: bool, other: &str| Letter::IntroductionAnswered {
        introduction: row.key.clone(),
        own,
        accepted,
        other: other.to_owned(),
        challenge_title: seat.challenge.title.clone(),
        proposal_link: format!("{url}/challenges/{}/propose", seat.challenge.id),
        link: if accepted {
            seat::link(ctx, row)
        } else {
            format!("{url}{}", crate::partnering::path(seat.challenge.id))
        },
    };
    let occasion = format!("introduction-answered:{}", row.id);
    if let Some(person) = &seat.asker {
        let letter = letter(true, &owner);
        outbox::send(ctx, &Recipient::from(person), &occasion, &letter).await?;
    }
    if accepted {
        let letter = letter(false, &asker);
        for person in &seat.owners {
            outbox::send(ctx, &Recipient::from(person), &occasion, &letter).await?;
        }
    }
    Ok(())
}
