//! The list of challenges: what can be done now comes first.

use chrono::{DateTime, Utc};
use hub_entity::challenge::{ChallengeKind, challenge};
use sea_orm::{ColumnTrait, QueryFilter};

use crate::challenge::{Challenge, Status, read, status};
use crate::context::Reader;
use crate::error::Result;
use crate::page::{Page, Slice};

/// Which challenges are asked for.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Where they stand; none for wherever.
    pub statuses: Option<Vec<Status>>,
    /// Of which kind.
    pub kind: Option<ChallengeKind>,
    /// By which publisher.
    pub publisher: Option<i64>,
    /// Of which programme.
    pub programme: Option<i64>,
}

/// A place in the list.
type Key = (u8, i64, i64);

/// Challenges that the viewer may see: open ones first, by when they close; then those that open
/// next, those being judged, drafts, those announced (the latest first), and those called off.
///
/// Where a challenge stands is computed from the clock, so the order is made here and not by the
/// database; a programme has hundreds of challenges in its life, not millions.
///
/// # Errors
/// `Invalid` for a cursor that is none of ours; when the database does not answer.
pub async fn challenges(reader: &Reader, filter: &Filter, page: &Page) -> Result<Slice<Challenge>> {
    let mut select = read::visible_to(reader.viewer());
    if let Some(kind) = filter.kind {
        select = select.filter(challenge::Column::Kind.eq(kind));
    }
    if let Some(publisher) = filter.publisher {
        select = select.filter(challenge::Column::PublisherId.eq(publisher));
    }
    if let Some(programme) = filter.programme {
        select = select.filter(challenge::Column::ProgrammeId.eq(programme));
    }
    let now = reader.now();
    let mut rows = select.all(reader.db()).await?;
    if let Some(statuses) = &filter.statuses {
        rows.retain(|row| statuses.contains(&status(row, now)));
    }
    let total = u64::try_from(rows.len()).unwrap_or(u64::MAX);
    rows.sort_by_key(|row| key(row, now));
    if let Some([rank, moment, id]) = page.key::<3>()? {
        let parse = |text: &str| text.parse().unwrap_or(i64::MAX);
        let after = (rank.parse().unwrap_or(u8::MAX), parse(&moment), parse(&id));
        rows.retain(|row| key(row, now) > after);
    }
    let slice = Slice::cut(rows, page, |row| {
        let (rank, moment, id) = key(row, now);
        vec![rank.to_string(), moment.to_string(), id.to_string()]
    });
    Ok(slice.with_total(total))
}

fn key(challenge: &Challenge, now: DateTime<Utc>) -> Key {
    let soonest = |at: Option<DateTime<Utc>>| at.map_or(i64::MAX, |at| at.timestamp());
    let latest = |at: Option<DateTime<Utc>>| at.map_or(i64::MAX, |at| -at.timestamp());
    let (rank, moment) = match status(challenge, now) {
        Status::Open => (0, soonest(challenge.closes_at)),
        Status::Scheduled => (1, soonest(challenge.opens_at)),
        Status::InReview => (3, soonest(Some(challenge.updated_at))),
        Status::Cancelled => (6, latest(Some(challenge.updated_at))),
        status if status.is_being_written() => (4, latest(Some(challenge.updated_at))),
        status if status.is_announced() => (5, latest(challenge.announced_at)),
        _ => (2, soonest(challenge.judging_closes_at)),
    };
    (rank, moment, challenge.id)
}
