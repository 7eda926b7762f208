//! The letters of a decision.

use hub_entity::challenge::Outcome;

use crate::challenge::Challenge;
use crate::context::Context;
use crate::error::Result;
use crate::judging::Decision;
use crate::judging::announcement::Letters;
use crate::judging::offer::Offer;
use crate::platform::letter::Letter;
use crate::platform::outbox::{self, Recipient};
use crate::project::{self, Project};
use crate::values;

/// What comes of a decision at once.
#[derive(Default)]
pub(crate) struct Comes {
    /// The project that begins.
    pub(crate) project: Option<Project>,
    /// The offer that waits for an answer.
    pub(crate) offer: Option<Offer>,
}

/// Writes a letter to each person behind a proposal: one each, however often this is called.
pub(crate) async fn send(
    ctx: &Context,
    challenge: &Challenge,
    letters: &Letters,
    decision: &Decision,
    comes: &Comes,
) -> Result<()> {
    let proposal = &letters.ranked.proposal;
    let site = &ctx.hub().settings().public_url;
    let reference = proposal.reference.clone();
    let proposal_title = letters.ranked.title.clone();
    let challenge_title = challenge.title.clone();
    let feedback = values::plain(&decision.feedback);
    let link = format!("{site}/proposals/{}/decision", proposal.key);
    let letter = match decision.outcome {
        Outcome::Select => Letter::DecisionSelected {
            reference,
            proposal_title,
            challenge_title,
            feedback,
            project_link: comes
                .project
                .as_ref()
                .map(|p| format!("{site}{}", project::read::path(p)))
                .unwrap_or_default(),
            answer_by: comes.offer.as_ref().map(|offer| offer.answer_by),
            zone: challenge.zone.clone(),
            link,
        },
        Outcome::Reserve => Letter::DecisionReserve {
            reference,
            proposal_title,
            challenge_title,
            feedback,
            rank: decision.reserve_rank,
            link,
        },
        Outcome::Decline => Letter::DecisionDeclined {
            reference,
            proposal_title,
            challenge_title,
            feedback,
            link,
        },
    };
    for person in &letters.people {
        let occasion = format!("decision:{}", proposal.id);
        outbox::send(ctx, &Recipient::from(person), &occasion, &letter).await?;
    }
    Ok(())
}
