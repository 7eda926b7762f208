//! What the forms of a proposal offer to choose from.

use hub_entity::catalogue::dataset;
use hub_entity::challenge::{ChallengeKind, challenge_dataset};
use hub_entity::organisation::{OrganisationKind, organisation};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::catalogue::{self, Dataset};
use crate::challenge::{Challenge, Status, status};
use crate::context::Reader;
use crate::error::Result;
use crate::organisation::Organisation;
use crate::policy::proposal::may_start;

/// Whether the viewer may start a proposal for this challenge now.
pub fn can_start(reader: &Reader, challenge: &Challenge) -> bool {
    may_start(reader.viewer(), challenge.publisher_id)
        && status(challenge, reader.now()) == Status::Open
}

/// The organisations in whose name the viewer may start one, and whether each would lead it.
///
/// # Errors
/// When the database does not answer.
pub async fn identities(
    reader: &Reader,
    challenge: &Challenge,
) -> Result<Vec<(Organisation, bool)>> {
    let call = challenge.kind == ChallengeKind::Call;
    let rows = organisation::Entity::find()
        .filter(organisation::Column::Id.is_in(reader.viewer().organisation_ids()))
        .filter(organisation::Column::Id.ne(challenge.publisher_id))
        .order_by_asc(organisation::Column::Name)
        .all(reader.db())
        .await?;
    let fits = |row: Organisation| {
        let council = row.kind == OrganisationKind::Council;
        (call || !council).then_some((row, call && council))
    };
    Ok(rows.into_iter().filter_map(fits).collect())
}

/// Organisations that may be partners: all that exist today but the publisher, or the councils
/// among them. There are some five hundred councils, so that a list of all is still a list.
///
/// # Errors
/// When the database does not answer.
pub async fn organisations(
    reader: &Reader,
    challenge: &Challenge,
    councils_only: bool,
) -> Result<Vec<Organisation>> {
    let mut kinds = vec![OrganisationKind::Council];
    if !councils_only {
        kinds.push(OrganisationKind::Developer);
    }
    Ok(organisation::Entity::find()
        .filter(organisation::Column::Kind.is_in(kinds))
        .filter(organisation::Column::Current.eq(true))
        .filter(organisation::Column::Id.ne(challenge.publisher_id))
        .order_by_asc(organisation::Column::Name)
        .limit(2_000)
        .all(reader.db())
        .await?)
}

/// The datasets on offer in a challenge, in its order.
///
/// # Errors
/// When the database does not answer.
pub async fn datasets(reader: &Reader, challenge: &Challenge) -> Result<Vec<Dataset>> {
    let offered: Vec<i64> = challenge_dataset::Entity::find()
        .select_only()
        .column(challenge_dataset::Column::DatasetId)
        .filter(challenge_dataset::Column::ChallengeId.eq(challenge.id))
        .order_by_asc(challenge_dataset::Column::Position)
        .into_tuple()
        .all(reader.db())
        .await?;
    let mut rows = catalogue::read::visible_to(reader.viewer())
        .filter(dataset::Column::Id.is_in(offered.iter().copied()))
        .all(reader.db())
        .await?;
    rows.sort_by_key(|row| offered.iter().position(|id| *id == row.id));
    Ok(rows)
}
