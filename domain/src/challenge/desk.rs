//! What those who run a challenge see of it, and what it offers.

use chrono::{DateTime, Utc};
use hub_entity::catalogue::{DatasetStatus, dataset};
use hub_entity::challenge::{challenge_dataset, proposal};
use hub_entity::organisation::{OrganisationKind, organisation};
use hub_entity::platform::audit;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::catalogue::{self, Dataset};
use crate::challenge::{Challenge, request_edits};
use crate::context::{Reader, Viewer};
use crate::error::Result;
use crate::judging::sealed;
use crate::organisation::Organisation;
use crate::policy::{self, judging::Standing};
use crate::programme::{self, Programme};
use crate::proposal::read::at_the_close;

/// Datasets that a form offers to choose from; others are named by number.
const CHOICES: u64 = 100;

/// Numbers of the datasets on offer, in their order.
///
/// # Errors
/// When the database does not answer.
pub async fn offered(db: &impl ConnectionTrait, challenge_id: i64) -> Result<Vec<i64>> {
    let rows = challenge_dataset::Entity::find()
        .filter(challenge_dataset::Column::ChallengeId.eq(challenge_id))
        .order_by_asc(challenge_dataset::Column::Position)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.dataset_id).collect())
}

/// The datasets on offer that the viewer may see, in their order.
///
/// # Errors
/// When the database does not answer.
pub async fn datasets(reader: &Reader, challenge_id: i64) -> Result<Vec<Dataset>> {
    let order = offered(reader.db(), challenge_id).await?;
    let mut rows = catalogue::read::by_ids(reader.db(), reader.viewer(), &order).await?;
    rows.sort_by_key(|row| order.iter().position(|id| *id == row.id));
    Ok(rows)
}

/// What a form offers to tick: the publisher's own datasets, and those on offer already.
///
/// # Errors
/// When the database does not answer.
pub async fn dataset_choices(reader: &Reader, challenge: &Challenge) -> Result<Vec<Dataset>> {
    let mut rows = datasets(reader, challenge.id).await?;
    let own = catalogue::read::visible_to(reader.viewer())
        .filter(dataset::Column::PublisherId.eq(challenge.publisher_id))
        .filter(dataset::Column::Status.eq(DatasetStatus::Published))
        .order_by_asc(dataset::Column::Title)
        .limit(CHOICES)
        .all(reader.db())
        .await?;
    for row in own {
        if rows.iter().all(|known| known.id != row.id) {
            rows.push(row);
        }
    }
    Ok(rows)
}

/// What staff wrote when they last handed it back.
///
/// # Errors
/// When the database does not answer.
pub async fn review_note(reader: &Reader, challenge_id: i64) -> Result<Option<String>> {
    let row = audit::Entity::find()
        .filter(audit::Column::ChallengeId.eq(challenge_id))
        .filter(audit::Column::Action.eq(request_edits::ACTION))
        .order_by_desc(audit::Column::Seq)
        .one(reader.db())
        .await?;
    Ok(row.and_then(|row| row.details["note"].as_str().map(ToOwned::to_owned)))
}

/// Something that was done to a challenge as a whole.
#[derive(Debug, Clone)]
pub struct Deed {
    /// What, as the audit names it.
    pub action: String,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom; nobody when the clock did it.
    pub actor_id: Option<i64>,
}

/// What was done to a challenge as a whole, the latest first.
///
/// # Errors
/// When the database does not answer.
pub async fn history(reader: &Reader, challenge_id: i64) -> Result<Vec<Deed>> {
    let rows = audit::Entity::find()
        .filter(audit::Column::ObjectKind.eq("challenge"))
        .filter(audit::Column::ObjectId.eq(challenge_id))
        // Who looked at what is listed for those who may know.
        .filter(audit::Column::Action.ne(sealed::ACTION))
        .order_by_desc(audit::Column::Seq)
        .limit(50)
        .all(reader.db())
        .await?;
    let deeds = rows.into_iter().map(|row| Deed {
        action: row.action,
        at: row.at,
        actor_id: row.actor_id,
    });
    Ok(deeds.collect())
}

/// How many proposals were handed in, for those who may know; the standing is the viewer's own.
///
/// # Errors
/// When the database does not answer.
pub async fn proposals_count(
    reader: &Reader,
    challenge: &Challenge,
    standing: Standing,
) -> Result<Option<u64>> {
    let (viewer, now) = (reader.viewer(), reader.now());
    if !policy::challenge::may_count_proposals(viewer, challenge, standing, now) {
        return Ok(None);
    }
    let count = proposal::Entity::find()
        .filter(proposal::Column::ChallengeId.eq(challenge.id))
        .filter(proposal::Column::SubmittedVersion.gt(0))
        .filter(at_the_close())
        .count(reader.db())
        .await?;
    Ok(Some(count))
}

/// The organisations in whose name the viewer may draft a challenge, those included that they write
/// for in a programme alone.
///
/// # Errors
/// When the database does not answer.
pub async fn publishers(db: &impl ConnectionTrait, viewer: &Viewer) -> Result<Vec<Organisation>> {
    let mut any = Condition::any().add(organisation::Column::Id.is_in(viewer.organisation_ids()));
    if viewer.is_staff() {
        any = any.add(organisation::Column::Kind.eq(OrganisationKind::ProgrammeBody));
    }
    let programmes = own_programmes(db, viewer).await?;
    any = any.add(organisation::Column::Id.is_in(programmes.iter().map(|one| one.publisher_id)));
    let mut rows = organisation::Entity::find()
        .filter(any)
        .order_by_asc(organisation::Column::Name)
        .all(db)
        .await?;
    rows.retain(|row| {
        let mut programmes = programmes.iter();
        policy::challenge::may_create(viewer, row)
            || programmes.any(|one| policy::challenge::may_create_in(viewer, row, one))
    });
    Ok(rows)
}

/// Programmes on whose own staff the viewer is.
async fn own_programmes(db: &impl ConnectionTrait, viewer: &Viewer) -> Result<Vec<Programme>> {
    let ids = viewer.programme_ids();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    programme::read::by_ids(db, &ids).await
}
