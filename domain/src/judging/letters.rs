//! The letters of a decision.

use chrono::{DateTime, Utc};
use hub_entity::challenge::Outcome;

use crate::challenge::Challenge;
use crate::context::Context;
use crate::error::Result;
use crate::hub::Settings;
use crate::judging::Decision;
use crate::judging::announcement::Letters;
use crate::judging::offer::{Offer, make};
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

/// Where a letter leads, and until when it has to be answered.
struct Next {
    project_link: String,
    answer_by: Option<DateTime<Utc>>,
}

/// The letter about a proposal as it would be sent now; none while nothing is decided. The address
/// of the project that would begin ends in an ellipsis, because its number is not known yet.
pub fn preview(
    settings: &Settings,
    challenge: &Challenge,
    letters: &Letters,
    now: DateTime<Utc>,
) -> Option<Letter> {
    let decision = letters.ranked.decision.as_ref()?;
    let next = match challenge.offer_days {
        Some(days) => Next {
            project_link: String::new(),
            answer_by: Some(make::answer_by(now, days, &challenge.zone)),
        },
        None => Next {
            project_link: format!("{}/projects/…", settings.public_url),
            answer_by: None,
        },
    };
    Some(letter(settings, challenge, letters, decision, next))
}

/// Writes a letter to each person behind a proposal: one each, however often this is called.
pub(crate) async fn send(
    ctx: &Context,
    challenge: &Challenge,
    letters: &Letters,
    decision: &Decision,
    comes: &Comes,
) -> Result<()> {
    let settings = ctx.hub().settings();
    let link = |project| format!("{}{}", settings.public_url, project::read::path(project));
    let next = Next {
        project_link: comes.project.as_ref().map(link).unwrap_or_default(),
        answer_by: comes.offer.as_ref().map(|offer| offer.answer_by),
    };
    let letter = letter(settings, challenge, letters, decision, next);
    let occasion = format!("decision:{}", letters.ranked.proposal.id);
    for person in &letters.people {
        outbox::send(ctx, &Recipient::from(person), &occasion, &letter).await?;
    }
    Ok(())
}

fn letter(
    settings: &Settings,
    challenge: &Challenge,
    letters: &Letters,
    decision: &Decision,
    next: Next,
) -> Letter {
    let proposal = &letters.ranked.proposal;
    let reference = proposal.reference.clone();
    let proposal_title = letters.ranked.title.clone();
    let challenge_title = challenge.title.clone();
    let feedback = values::plain(&decision.feedback);
    let link = format!(
        "{}/proposals/{}/decision",
        settings.public_url, proposal.key
    );
    match decision.outcome {
        Outcome::Select => Letter::DecisionSelected {
            reference,
            proposal_title,
            challenge_title,
            feedback,
            project_link: next.project_link,
            answer_by: next.answer_by,
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
    }
}
