//! The programme's ledger: what was advertised, awarded, delivered and stopped, and for how much.
//! It is public, and says the same to everybody.

use std::collections::{BTreeSet, HashMap};

use hub_entity::catalogue::{dataset, distribution};
use hub_entity::challenge::{ChallengeState, challenge as challenge_table, proposal};
use hub_entity::project::{Payment, project as project_table, project_dataset, project_milestone};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::challenge::{Challenge, read as challenges};
use crate::context::{Reader, Viewer};
use crate::error::Result;
use crate::judging::read as proposals;
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
    /// The most that the advertised awards come to, in pence.
    pub advertised_pence: i64,
    /// The most that the awards of the projects come to, in pence.
    pub pence: i64,
    /// What was paid for their milestones, in pence.
    pub paid_pence: i64,
    /// People whom they reached, as far as their partners know.
    pub people: i64,
    /// Datasets that they use.
    pub datasets: i64,
    /// Those of them that are open because of it: they came into the catalogue after the decision,
    /// or their proposals promised to publish them, and by now there is a file or service.
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
    let promised = promised(reader, &projects).await?;
    let paid = project_milestone::Entity::find()
        .filter(project_milestone::Column::ProjectId.is_in(projects.iter().map(|p| p.id)))
        .filter(project_milestone::Column::Payment.eq(Payment::Paid))
        .all(db)
        .await?;
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
            let came = challenge
                .announced_at
                .is_some_and(|at| dataset.created_at > at);
            came || promised
                .iter()
                .any(|(of, id)| *of == challenge.id && *id == dataset.id)
        });
        let opened = amount(opened.count());
        let of = |states: &[ProjectState]| {
            amount(own.iter().filter(|p| states.contains(&p.state)).count())
        };
        let award = challenge.award_pence.unwrap_or(0);
        let paid = paid
            .iter()
            .filter(|milestone| own.iter().any(|p| p.id == milestone.project_id))
            .map(|milestone| milestone.amount_pence);
        Line {
            advertised: i64::from(challenge.awards),
            advertised_pence: award.saturating_mul(i64::from(challenge.awards)),
            paid_pence: paid.fold(0, i64::saturating_add),
            people: own.iter().filter_map(|p| p.people_reached).sum(),
            awarded: amount(own.len()),
            delivered: of(&[ProjectState::Live, ProjectState::Completed]),
            stopped: of(&[ProjectState::Stopped]),
            pence: award.saturating_mul(amount(own.len())),
            datasets: amount(known.count()),
            opened,
            challenge,
        }
    };
    Ok(published.into_iter().map(line).collect())
}

/// Datasets that the proposals of these projects promised to publish, and that have a file or a
/// service by now: the number of the challenge, and that of the dataset.
async fn promised(reader: &Reader, projects: &[Project]) -> Result<BTreeSet<(i64, i64)>> {
    let db = reader.db();
    // What was selected is what was submitted last; its project is public.
    let selected = proposal::Entity::find()
        .filter(proposal::Column::Id.is_in(projects.iter().filter_map(|p| p.proposal_id)))
        .all(db)
        .await?;
    let mut promised = BTreeSet::new();
    let contents = proposals::submitted(db, &selected).await?;
    for proposal in selected {
        let used = contents.get(&proposal.id).map(|content| &content.datasets);
        let wanted = used
            .into_iter()
            .flatten()
            .filter(|d| !d.publish_by.is_empty());
        promised.extend(wanted.map(|d| (proposal.challenge_id, d.dataset_id)));
    }
    let files: Vec<i64> = distribution::Entity::find()
        .filter(distribution::Column::DatasetId.is_in(promised.iter().map(|(_, id)| *id)))
        .select_only()
        .column(distribution::Column::DatasetId)
        .distinct()
        .into_tuple()
        .all(db)
        .await?;
    promised.retain(|(_, id)| files.contains(id));
    Ok(promised)
}

fn amount(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
