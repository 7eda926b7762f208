//! Who uses a dataset: the projects that run on it, and the challenges that offer it.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use hub_entity::challenge::challenge as challenge_table;
use hub_entity::challenge::challenge_dataset;
use hub_entity::project::{UseRole, project as project_table, project_dataset};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::challenge::{self, Challenge};
use crate::context::Reader;
use crate::error::Result;
use crate::project::{self, Project};

/// A project that uses a dataset.
#[derive(Debug, Clone)]
pub struct Use {
    /// The project.
    pub project: Project,
    /// What it uses the dataset for.
    pub purpose: String,
    /// Since when.
    pub since: DateTime<Utc>,
    /// What the project would be without it.
    pub role: UseRole,
    /// When somebody last said that it is so.
    pub confirmed_at: Option<DateTime<Utc>>,
}

/// The projects that the viewer may see and that use each of these datasets, the longest use
/// first.
///
/// # Errors
/// When the database does not answer.
pub async fn projects(reader: &Reader, datasets: &[i64]) -> Result<HashMap<i64, Vec<Use>>> {
    let edges = project_dataset::Entity::find()
        .filter(project_dataset::Column::DatasetId.is_in(datasets.iter().copied()))
        .order_by_asc(project_dataset::Column::Since)
        .order_by_asc(project_dataset::Column::Id)
        .all(reader.db())
        .await?;
    let mut found: HashMap<i64, Vec<Use>> = HashMap::new();
    if edges.is_empty() {
        return Ok(found);
    }
    let rows = project::read::visible_to(reader.viewer())
        .filter(project_table::Column::Id.is_in(edges.iter().map(|edge| edge.project_id)))
        .all(reader.db())
        .await?;
    let rows: HashMap<i64, Project> = rows.into_iter().map(|row| (row.id, row)).collect();
    for edge in edges {
        let Some(project) = rows.get(&edge.project_id).cloned() else {
            continue;
        };
        found.entry(edge.dataset_id).or_default().push(Use {
            project,
            purpose: edge.purpose,
            since: edge.since,
            role: edge.role,
            confirmed_at: edge.confirmed_at,
        });
    }
    Ok(found)
}

/// The challenges that the viewer may see and that offer each of these datasets, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn challenges(reader: &Reader, datasets: &[i64]) -> Result<HashMap<i64, Vec<Challenge>>> {
    let edges = challenge_dataset::Entity::find()
        .filter(challenge_dataset::Column::DatasetId.is_in(datasets.iter().copied()))
        .order_by_desc(challenge_dataset::Column::ChallengeId)
        .all(reader.db())
        .await?;
    let mut found: HashMap<i64, Vec<Challenge>> = HashMap::new();
    if edges.is_empty() {
        return Ok(found);
    }
    let rows = challenge::read::visible_to(reader.viewer())
        .filter(challenge_table::Column::Id.is_in(edges.iter().map(|edge| edge.challenge_id)))
        .all(reader.db())
        .await?;
    let rows: HashMap<i64, Challenge> = rows.into_iter().map(|row| (row.id, row)).collect();
    for edge in edges {
        if let Some(row) = rows.get(&edge.challenge_id) {
            found.entry(edge.dataset_id).or_default().push(row.clone());
        }
    }
    Ok(found)
}
