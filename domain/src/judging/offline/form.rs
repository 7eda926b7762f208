//! What a judge's sheet is about: what is theirs to read, and what they saved of it.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use hub_entity::challenge::{ReviewState, review};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::challenge::{Challenge, Status, status};
use crate::error::Result;
use crate::judging::desk::{self, Entry, Place, Show};
use crate::judging::moderation::reopen;
use crate::judging::review::{self as reviews, Score};
use crate::judging::versions::Text;
use crate::judging::{Criterion, Judge, Review, access, lots, read};

/// What a sheet is about.
pub(super) struct Form {
    pub judge: Judge,
    pub criteria: Vec<Criterion>,
    /// What is the judge's to read, in their own order.
    pub entries: Vec<Entry>,
    reviews: HashMap<i64, (Review, Vec<Score>)>,
    /// Reviews that staff reopened, and that can be changed though judging is over.
    reopened: HashSet<i64>,
    /// Reviews of an earlier round, of what went on.
    again: HashSet<i64>,
    /// Whether judging is open.
    is_open: bool,
    /// Whether a lottery was drawn, after which nothing changes.
    pub is_drawn: bool,
}

/// What a judge saved of one proposal.
pub(super) struct Saved {
    /// 0 before it is begun.
    pub version: i32,
    pub is_submitted: bool,
    /// Whether staff reopened it.
    pub is_reopened: bool,
    /// Whether it counts, and is to be submitted once more.
    pub is_awaited: bool,
    /// A line a criterion, in their order.
    pub text: Text,
}

impl Form {
    /// Reads it. Nothing but what the judge's own desk holds comes in.
    pub async fn load(
        db: &impl ConnectionTrait,
        judge: Judge,
        challenge: &Challenge,
        now: DateTime<Utc>,
    ) -> Result<Self> {
        let entries = desk::entries(db, &judge, challenge, now).await?;
        let mut entries = desk::reading(&judge, &entries, Show::All);
        entries.retain(Entry::is_in_round);
        let rows = review::Entity::find()
            .filter(review::Column::JudgeId.eq(judge.id))
            .all(db)
            .await?;
        let mut scores = reviews::scores_of_many(db, &rows).await?;
        let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
        let waiting = if status(challenge, now) == Status::Moderation {
            reopen::waiting_of(db, &ids).await?
        } else {
            Vec::new()
        };
        let again = |row: &&Review| {
            let own = |entry: &&Entry| entry.proposal.id == row.proposal_id;
            let entry = entries.iter().find(own);
            entry.is_some_and(|entry| entry.place == Place::Again)
        };
        let again = rows.iter().filter(again).map(|row| row.id).collect();
        Ok(Self {
            criteria: read::criteria(db, challenge.id).await?,
            entries,
            reopened: waiting.into_iter().map(|row| row.review_id).collect(),
            again,
            is_open: access::is_judging_open(challenge, now),
            is_drawn: lots::is_drawn(db, challenge).await?,
            reviews: rows
                .into_iter()
                .map(|row| {
                    let own = scores.remove(&row.id).unwrap_or_default();
                    (row.proposal_id, (row, own))
                })
                .collect(),
            judge,
        })
    }

    /// What the judge saved of a proposal.
    pub fn saved(&self, proposal: i64) -> Saved {
        let line = |criterion: &Criterion, scores: &[Score]| {
            let given = scores.iter().find(|s| s.criterion_id == criterion.id);
            crate::judging::versions::Line {
                criterion: criterion.id,
                level: given.and_then(|score| score.level),
                comment: given.map(|s| s.comment.clone()).unwrap_or_default(),
            }
        };
        let known = self.reviews.get(&proposal);
        let scores = known.map_or(&[][..], |(_, scores)| scores.as_slice());
        let row = known.map(|(row, _)| row);
        let typed = |text: fn(&Review) -> &String| row.map(text).cloned().unwrap_or_default();
        Saved {
            version: row.map_or(0, |row| row.version),
            is_submitted: row.is_some_and(|row| row.state == ReviewState::Submitted),
            is_reopened: row.is_some_and(|row| self.reopened.contains(&row.id)),
            is_awaited: row
                .is_some_and(|row| self.reopened.contains(&row.id) || self.again.contains(&row.id)),
            text: Text {
                scores: self.criteria.iter().map(|c| line(c, scores)).collect(),
                comment: typed(|row| &row.comment),
                applicant_comment: typed(|row| &row.applicant_comment),
                private_notes: typed(|row| &row.private_notes),
            },
        }
    }

    /// Whether the review of a proposal can be changed now.
    pub fn is_open_for(&self, saved: &Saved) -> bool {
        self.is_open || saved.is_reopened
    }
}
