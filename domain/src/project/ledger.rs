//! The programme's ledger: what was advertised, awarded, delivered and stopped, and for how much.
//! It is public, and says the same to everybody.

use std::collections::{BTreeSet, HashMap};

use hub_entity::catalogue::dataset;
use hub_entity::challenge::{ChallengeState, challenge as challenge_table};
use hub_entity::project::{project as project_table, project_dataset};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::challenge::{Challenge, read as challenges};
use crate::context::{Reader, Viewer};
use crate::error::Result;
use crate::project::{Project, ProjectState, read};

/// Challenges beyond these, the newest, are history for whoever asks the API.
const MOST: u64 = 500;

/// What came of one challenge.
#[derive(Debug, Clone)]
pub struct Line {
    /// The challenge.
    pub challenge: Challenge,
    /// Awards that it advertised.
    pub advertised: i64,
    /// Projects that were selected.
    pub awarded: i64,
    /// Those that are live or completed.
    pub delivered: i64,
    /// Those that ended early.
    pub stopped: i64,
    /// The most that their awards come to, in pence.
    pub pence: i64,
    /// Datasets that they use.
    pub datasets: i64,
    /// Those of them that came into the catalogue after the decision.
    pub opened: i64,
}

/// The lines of the ledger, the newest challenge first: one for each that was published and not
/// cancelled.
///
/// # Errors
/// When the database does not answer.
pub async fn lines(reader: &Reader) -> Result<Vec<Line>> {
    let db = reader.db();
    let published = challenges::visible_to(&Viewer::Visitor)
        .filter(challenge_table::Column::PublishedAt.is_not_null())
        .filter(challenge_table::Column::State.ne(ChallengeState::Cancelled))
        .order_by_desc(challenge_table::Column::PublishedAt)
        .order_by_desc(challenge_table::Column::Id)
        .limit(MOST)
        .all(db)
        .await?;
    let projects = read::visible_to(&Viewer::Visitor)
        .filter(project_table::Column::ChallengeId.is_in(published.iter().map(|c| c.id)))
        .all(db)
        .await?;
    let uses = project_dataset::Entity::find()
        .filter(project_dataset::Column::ProjectId.is_in(projects.iter().map(|p| p.id)))
        .all(db)
        .await?;
    let used: BTreeSet<i64> = uses.iter().map(|used| used.dataset_id).collect();
    let datasets = crate::catalogue::read::visible_to(&Viewer::Visitor)
        .filter(dataset::Column::Id.is_in(used))
        .all(db)
        .await?;
    let datasets: HashMap<i64, dataset::Model> = datasets.into_iter().map(|d| (d.id, d)).collect();
    let line = |challenge: Challenge| {
        let own: Vec<&Project> = projects
            .iter()
            .filter(|p| p.challenge_id == Some(challenge.id))
            .collect();
        let ids: BTreeSet<i64> = uses
            .iter()
            .filter(|used| own.iter().any(|p| p.id == used.project_id))
            .map(|used| used.dataset_id)
            .collect();
        let known = ids.iter().filter_map(|id| datasets.get(id));
        let opened = known.clone().filter(|dataset| {
            challenge
                .announced_at
                .is_some_and(|at| dataset.created_at > at)
        });
        let opened = amount(opened.count());
        let of = |states: &[ProjectState]| {
            amount(own.iter().filter(|p| states.contains(&p.state)).count())
        };
        Line {
            advertised: i64::from(challenge.awards),
            awarded: amount(own.len()),
            delivered: of(&[ProjectState::Live, ProjectState::Completed]),
            stopped: of(&[ProjectState::Stopped]),
            pence: challenge
                .award_pence
                .unwrap_or(0)
                .saturating_mul(amount(own.len())),
            datasets: amount(known.count()),
            opened,
            challenge,
        }
    };
    Ok(published.into_iter().map(line).collect())
}

fn amount(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
