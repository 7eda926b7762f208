//! Reading without names: where a challenge says so, its judges do not learn who proposes what until
//! the decision is public. What people typed elsewhere than where names belong stays as it is:
//! applicants are told to leave names out of it.

mod image;

use std::collections::HashSet;

use hub_entity::challenge::{ChallengeState, JudgeState, challenge, judge};
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::challenge::Challenge;
use crate::context::Viewer;
use crate::error::Result;
use crate::proposal::Content;
use crate::proposal::content::Attachment;

/// Whether judges of the challenge read without names now.
pub fn is_blind(challenge: &Challenge) -> bool {
    challenge.blind && challenge.state == ChallengeState::Published
}

/// Those of these challenges that the viewer judges, and reads without names, whatever else they may
/// do on the hub.
pub(super) async fn read_by(
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    challenges: &[i64],
) -> Result<HashSet<i64>> {
    let Some(person) = viewer.id().filter(|_| !challenges.is_empty()) else {
        return Ok(HashSet::new());
    };
    let judged = Query::select()
        .column(judge::Column::ChallengeId)
        .from(judge::Entity)
        .and_where(judge::Column::PersonId.eq(person))
        .and_where(judge::Column::State.eq(JudgeState::Accepted))
        .to_owned();
    let ids: Vec<i64> = challenge::Entity::find()
        .select_only()
        .column(challenge::Column::Id)
        .filter(challenge::Column::Id.is_in(challenges.iter().copied()))
        .filter(challenge::Column::Blind.eq(true))
        .filter(challenge::Column::State.eq(ChallengeState::Published))
        .filter(challenge::Column::Id.in_subquery(judged))
        .into_tuple()
        .all(db)
        .await?;
    Ok(ids.into_iter().collect())
}

/// A content without what says who proposes it: the team, the reasons of answers, who gets which
/// part of the budget, and the files that names cannot be taken out of; the others have names that
/// say nothing.
pub(crate) fn without_names(mut content: Content) -> Content {
    content.team = String::new();
    for answer in &mut content.eligibility {
        answer.reason = String::new();
    }
    for line in &mut content.budget {
        line.partner = String::new();
    }
    content.attachments.retain(can_be_cleaned);
    for (number, file) in (1..).zip(&mut content.attachments) {
        let ending = file.name.rsplit('.').next().unwrap_or_default();
        file.name = format!("file-{number}.{ending}");
    }
    content
}

/// How many files a content has that are left out of it.
pub fn left_out(content: &Content) -> usize {
    let files = content.attachments.iter();
    files.filter(|file| !can_be_cleaned(file)).count()
}

/// Whether what says who made a file can be taken out of it with certainty. Documents keep names in
/// too many places.
fn can_be_cleaned(file: &Attachment) -> bool {
    ["image/png", "image/jpeg", "text/csv"].contains(&file.media_type.as_str())
}

/// The bytes of a file without what says who made it; none where that cannot be done.
pub(super) fn cleaned(media_type: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    match media_type {
        "image/png" => image::png(bytes),
        "image/jpeg" => image::jpeg(bytes),
        // Text has no place for it.
        "text/csv" => Some(bytes.to_vec()),
        _ => None,
    }
}
