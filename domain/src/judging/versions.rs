//! Every text of a review that was saved is kept: rows are added, and never changed.

use hub_entity::challenge::review_version;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::judging::Review;
use crate::judging::review::Score;

/// A review as it was saved once.
pub type Version = review_version::Model;

/// How many versions a card shows.
const SHOWN: u64 = 50;

/// What a version holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Text {
    /// A line a criterion.
    pub scores: Vec<Line>,
    /// Comment to the panel.
    pub comment: String,
    /// Comment to the applicant.
    pub applicant_comment: String,
    /// Notes that nobody but the judge ever reads.
    pub private_notes: String,
}

/// What a version says of one criterion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// Number of the criterion.
    pub criterion: i64,
    /// The level, or none yet.
    pub level: Option<i32>,
    /// Why.
    pub comment: String,
}

impl Text {
    /// What a review and its scores say.
    pub fn of(review: &Review, scores: &[Score]) -> Self {
        let line = |score: &Score| Line {
            criterion: score.criterion_id,
            level: score.level,
            comment: score.comment.clone(),
        };
        Self {
            scores: scores.iter().map(line).collect(),
            comment: review.comment.clone(),
            applicant_comment: review.applicant_comment.clone(),
            private_notes: review.private_notes.clone(),
        }
    }

    /// What a version says; an empty text where it cannot be read.
    pub fn from_version(version: &Version) -> Self {
        serde_json::from_value(version.content.clone()).unwrap_or(Self {
            scores: Vec::new(),
            comment: String::new(),
            applicant_comment: String::new(),
            private_notes: String::new(),
        })
    }
}

/// Keeps a review as it stands. One that is kept already stays as it was kept.
pub(crate) async fn keep(
    db: &impl ConnectionTrait,
    review: &Review,
    scores: &[Score],
) -> Result<()> {
    let content = serde_json::to_value(Text::of(review, scores)).map_err(Error::internal)?;
    let row = review_version::ActiveModel {
        review_id: Set(review.id),
        number: Set(review.version),
        state: Set(review.state),
        content: Set(content),
        saved_at: Set(review.updated_at),
        ..Default::default()
    };
    review_version::Entity::insert(row)
        .on_conflict_do_nothing_on([
            review_version::Column::ReviewId,
            review_version::Column::Number,
        ])
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// The latest versions of a review, the newest first. Callers have asked who may read it: its
/// judge, and nobody else.
pub(crate) async fn of(db: &impl ConnectionTrait, review_id: i64) -> Result<Vec<Version>> {
    Ok(review_version::Entity::find()
        .filter(review_version::Column::ReviewId.eq(review_id))
        .order_by_desc(review_version::Column::Number)
        .limit(SHOWN)
        .all(db)
        .await?)
}
