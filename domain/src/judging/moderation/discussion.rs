//! The discussion of a proposal, with the reviews that it is about.

use std::collections::HashMap;

use hub_entity::challenge::{panel_post, reopening, review_version};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::challenge::{Status, status};
use crate::context::Reader;
use crate::error::Result;
use crate::judging::moderation::panel::{self, Seat};
use crate::judging::moderation::{Post, Reopening};
use crate::judging::ranking::{self, Read};
use crate::judging::sealed::{self, Sealed, SealedKind};
use crate::judging::versions::Text;
use crate::judging::{read, scoring};
use crate::proposal::Proposal;

/// A version of a review that was submitted, and that a later one followed.
#[derive(Debug, Clone)]
pub struct Earlier {
    /// Its number.
    pub number: i32,
    /// Its total from 0 to 100.
    pub total: Option<f64>,
    /// What it said. Its private notes are for nobody but its judge.
    pub text: Text,
    /// Why it was reopened.
    pub reopening: Reopening,
}

/// A review as its panel reads it.
#[derive(Debug, Clone)]
pub struct Discussed {
    /// The version that counts.
    pub read: Read,
    /// What it said before it was reopened, the latest first.
    pub earlier: Vec<Earlier>,
    /// Why it waits for its judge, if it does.
    pub waits: Option<Reopening>,
}

/// What the panel says about a proposal.
#[derive(Debug, Clone)]
pub struct Discussion {
    /// How the viewer takes part.
    pub seat: Seat,
    /// Title of the version that was handed in.
    pub title: String,
    /// The reviews that count.
    pub reviews: Vec<Discussed>,
    /// What was said, the oldest first.
    pub posts: Vec<Post>,
}

/// The discussion of a proposal.
///
/// # Errors
/// `NotFound` for everybody who may not read it.
pub async fn of(reader: &Reader, key: &str) -> Result<Discussion> {
    let db = reader.db();
    let seat = panel::seat(db, reader.viewer(), key, reader.now()).await?;
    let sealed = Sealed::of_proposal(SealedKind::Reviews, &seat.proposal);
    sealed::view(reader, sealed).await?;
    let title = title(db, &seat.proposal).await?;
    let read = ranking::read(db, &seat.proposal).await?;
    let posts = panel_post::Entity::find()
        .filter(panel_post::Column::ProposalId.eq(seat.proposal.id))
        .order_by_asc(panel_post::Column::Id)
        .all(db)
        .await?;
    let mut reviews = with_history(db, read).await?;
    if status(&seat.challenge, reader.now()) != Status::Moderation {
        // What its judge did not submit again in time stands as it was.
        for review in &mut reviews {
            review.waits = None;
        }
    }
    Ok(Discussion {
        seat,
        title,
        reviews,
        posts,
    })
}

/// Title of the version that was handed in.
pub(crate) async fn title(db: &impl ConnectionTrait, proposal: &Proposal) -> Result<String> {
    Ok(read::submitted(db, std::slice::from_ref(proposal))
        .await?
        .remove(&proposal.id)
        .map_or_else(|| proposal.title.clone(), |content| content.title))
}

async fn with_history(db: &impl ConnectionTrait, reviews: Vec<Read>) -> Result<Vec<Discussed>> {
    let ids: Vec<i64> = reviews.iter().map(|read| read.review.id).collect();
    let mut reopenings: HashMap<i64, Vec<Reopening>> = HashMap::new();
    let rows = reopening::Entity::find()
        .filter(reopening::Column::ReviewId.is_in(ids.iter().copied()))
        .order_by_desc(reopening::Column::Id)
        .all(db)
        .await?;
    for row in rows {
        reopenings.entry(row.review_id).or_default().push(row);
    }
    let versions = review_version::Entity::find()
        .filter(review_version::Column::ReviewId.is_in(reopenings.keys().copied()))
        .filter(
            review_version::Column::Number
                .is_in(reopenings.values().flatten().map(|row| row.version)),
        )
        .all(db)
        .await?;
    let discussed = |read: Read| {
        let rows = reopenings.remove(&read.review.id).unwrap_or_default();
        let earlier = rows.iter().filter(|row| row.version != read.review.version);
        let earlier = earlier.filter_map(|row| {
            let version = versions
                .iter()
                .find(|v| v.review_id == row.review_id && v.number == row.version)?;
            let text = Text::from_version(version);
            let given = read.scores.iter().filter_map(|(criterion, _)| {
                let line = text.scores.iter().find(|s| s.criterion == criterion.id)?;
                Some((criterion, line.level?))
            });
            Some(Earlier {
                number: version.number,
                total: scoring::total(given),
                text: text.clone(),
                reopening: row.clone(),
            })
        });
        Discussed {
            earlier: earlier.collect(),
            waits: rows.iter().find(|row| row.answered_at.is_none()).cloned(),
            read,
        }
    };
    Ok(reviews.into_iter().map(discussed).collect())
}
