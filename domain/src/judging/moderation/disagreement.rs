//! Where judges disagree: the spread of the totals of each proposal, the widest first.

use std::collections::{HashMap, HashSet};

use hub_entity::challenge::{judge, panel_post};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::challenge::{Challenge, Status, status};
use crate::context::Reader;
use crate::error::{Error, Result};
use crate::judging::moderation::reopen;
use crate::judging::ranking::{self, Ranked};
use crate::judging::sealed::{self, Sealed, SealedKind};
use crate::judging::{Judge, review};
use crate::policy::judging::{Standing, may_see_scores};

/// One judge's total of a proposal.
#[derive(Debug, Clone)]
pub struct Mark {
    /// Whose.
    pub judge: Judge,
    /// Weighted mean from 0 to 100.
    pub total: f64,
    /// Whether the review was reopened, and its judge has not submitted it again.
    pub waits: bool,
}

/// How far judges disagree on one proposal.
#[derive(Debug, Clone)]
pub struct Disagreement {
    /// The proposal, with its place and its mean.
    pub ranked: Ranked,
    /// The totals that count, the lowest first.
    pub marks: Vec<Mark>,
    /// What was said in its discussion.
    pub posts: u32,
}

impl Disagreement {
    /// The lowest total.
    pub fn lowest(&self) -> Option<f64> {
        self.marks.first().map(|mark| mark.total)
    }

    /// The highest total.
    pub fn highest(&self) -> Option<f64> {
        self.marks.last().map(|mark| mark.total)
    }

    /// How far they lie apart; none with fewer than two.
    pub fn range(&self) -> Option<f64> {
        if self.marks.len() < 2 {
            return None;
        }
        Some(self.highest()? - self.lowest()?)
    }
}

/// What was handed in, by how far judges disagree: the widest first, then in the order by mean.
///
/// # Errors
/// `NotFound` for everybody but staff who may see scores.
pub async fn of(
    reader: &Reader,
    challenge: &Challenge,
    standing: Standing,
) -> Result<Vec<Disagreement>> {
    if !may_see_scores(reader.viewer(), standing) {
        return Err(Error::NotFound);
    }
    let db = reader.db();
    let reviews = review::counted(db, challenge.id).await?;
    if !reviews.is_empty() {
        let sealed = Sealed::of_challenge(SealedKind::Disagreements, challenge.id);
        sealed::view(reader, sealed).await?;
    }
    let ranked = ranking::with(db, challenge.id, &reviews).await?;
    let ids: Vec<i64> = reviews.iter().map(|review| review.id).collect();
    let is_open = status(challenge, reader.now()) == Status::Moderation;
    let waiting: HashSet<i64> = reopen::waiting_of(db, &ids)
        .await?
        .into_iter()
        .map(|reopening| reopening.review_id)
        .collect();
    let judges: HashMap<i64, Judge> = judge::Entity::find()
        .filter(judge::Column::Id.is_in(reviews.iter().map(|review| review.judge_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|judge| (judge.id, judge))
        .collect();
    let proposals: Vec<i64> = ranked.iter().map(|row| row.proposal.id).collect();
    let posts = posts_of(db, &proposals).await?;
    let mut rows: Vec<Disagreement> = ranked
        .into_iter()
        .map(|ranked| {
            let mut marks: Vec<Mark> = reviews
                .iter()
                .filter(|review| review.proposal_id == ranked.proposal.id)
                .filter_map(|review| {
                    Some(Mark {
                        judge: judges.get(&review.judge_id)?.clone(),
                        total: review.total?,
                        waits: is_open && waiting.contains(&review.id),
                    })
                })
                .collect();
            marks.sort_by(|a, b| a.total.total_cmp(&b.total));
            Disagreement {
                posts: posts.get(&ranked.proposal.id).copied().unwrap_or(0),
                marks,
                ranked,
            }
        })
        .collect();
    // Rounded, because the last bits of a total differ between processors; a stable sort keeps
    // what is equally far apart in the order by mean.
    rows.sort_by_key(|row| {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "totals lie between 0 and 100"
        )]
        row.range()
            .map_or(1, |range| -((range * 1e6).round() as i64))
    });
    Ok(rows)
}

/// How much was said about each of these proposals. Callers have asked who may know.
pub(crate) async fn posts_of(
    db: &impl ConnectionTrait,
    proposals: &[i64],
) -> Result<HashMap<i64, u32>> {
    let counts: Vec<(i64, i64)> = panel_post::Entity::find()
        .select_only()
        .column(panel_post::Column::ProposalId)
        .column_as(panel_post::Column::Id.count(), "posts")
        .filter(panel_post::Column::ProposalId.is_in(proposals.iter().copied()))
        .group_by(panel_post::Column::ProposalId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(counts
        .into_iter()
        .map(|(id, count)| (id, u32::try_from(count).unwrap_or(u32::MAX)))
        .collect())
}
