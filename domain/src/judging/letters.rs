//! The letters of a decision.

use hub_entity::challenge::Outcome;

use crate::challenge::Challenge;
use crate::context::Context;
use crate::error::Result;
use crate::judging::Decision;
use crate::judging::announcement::Letters;
use crate::platform::letter::Letter;
use crate::platform::outbox::{self, Recipient};
use crate::project::{self, Project};
use crate::values;

/// Writes a letter to each person behind a proposal: one each, however often this is called.
pub(crate) async fn send(
    ctx: &Context,
    challenge: &Challenge,
    letters: &Letters,
    decision: &Decision,
    project: Option<&Project>,
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
            project_link: project
                .map(|p| format!("{site}{}", project::read::path(p)))
                .unwrap_or_default(),
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
