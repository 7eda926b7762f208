//! What moderation asks of a judge: the discussions in which they take part, and the reviews of
//! theirs that were reopened.

use hub_entity::challenge::{JudgeState, ReviewState, review};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::challenge::{Challenge, Status, status};
use crate::context::Reader;
use crate::error::Result;
use crate::judging::desk::{Entry, Place};
use crate::judging::moderation::{Reopening, disagreement, reopen};
use crate::judging::{Judge, access};

/// A discussion in which a judge takes part.
#[derive(Debug, Clone)]
pub struct OwnDiscussion {
    /// The proposal, as it lies on the desk.
    pub entry: Entry,
    /// What was said.
    pub posts: u32,
    /// Why the judge's review waits for them, if it does.
    pub reopening: Option<Reopening>,
}

/// The discussions of a judge whose desk this is: of what they submitted a review of, once reviews
/// were due. Those with a reopened review come first.
///
/// # Errors
/// When the database does not answer.
pub async fn of(
    reader: &Reader,
    judge: &Judge,
    challenge: &Challenge,
    entries: &[Entry],
) -> Result<Vec<OwnDiscussion>> {
    let now = reader.now();
    if judge.state != JudgeState::Accepted || !access::is_judging_closed(challenge, now) {
        return Ok(Vec::new());
    }
    // A desk holds what is the judge's to read, and says which of it they submitted.
    let own: Vec<&Entry> = entries
        .iter()
        .filter(|entry| entry.place == Place::Submitted)
        .collect();
    let ids: Vec<i64> = own.iter().map(|entry| entry.proposal.id).collect();
    let posts = disagreement::posts_of(reader.db(), &ids).await?;
    let reviews = review::Entity::find()
        .filter(review::Column::JudgeId.eq(judge.id))
        .filter(review::Column::ProposalId.is_in(ids.iter().copied()))
        .filter(review::Column::State.eq(ReviewState::Submitted))
        .all(reader.db())
        .await?;
    let mut waiting = Vec::new();
    if status(challenge, now) == Status::Moderation {
        let ids: Vec<i64> = reviews.iter().map(|review| review.id).collect();
        waiting = reopen::waiting_of(reader.db(), &ids).await?;
    }
    let mut discussions: Vec<OwnDiscussion> = own
        .into_iter()
        .map(|entry| {
            let review = reviews.iter().find(|r| r.proposal_id == entry.proposal.id);
            OwnDiscussion {
                posts: posts.get(&entry.proposal.id).copied().unwrap_or(0),
                reopening: waiting
                    .iter()
                    .find(|row| review.is_some_and(|review| review.id == row.review_id))
                    .cloned(),
                entry: entry.clone(),
            }
        })
        .collect();
    discussions.sort_by_key(|row| (row.reopening.is_none(), std::cmp::Reverse(row.posts)));
    Ok(discussions)
}
