//! The programme's ledger: what was advertised, awarded, delivered and stopped, and for how much.
//! It is public, and says the same to everybody.

use std::collections::{BTreeSet, HashMap};

use hub_entity::catalogue::{dataset, distribution};
use hub_entity::challenge::{ChallengeState, challenge as challenge_table, proposal};
use hub_entity::project::{Payment, project as project_table, project_dataset, project_milestone};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::challenge::amendment::{self, Advertised};
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
    /// Awards that it advertised as it opened; what was amended since can be awarded.
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

/// Which part of the ledger: all of it where nothing is said.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scope {
    /// Number of a programme.
    pub programme: Option<i64>,
    /// Number of a challenge.
    pub challenge: Option<i64>,
}

/// A project with its part in the figures of its challenge.
#[derive(Debug, Clone)]
pub struct Counted {
    /// The project.
    pub project: Project,
    /// The challenge in which it was selected.
    pub challenge: Challenge,
    /// The most that its award comes to, in pence.
    pub pence: i64,
    /// What was paid for its milestones, in pence.
    pub paid_pence: i64,
}

/// A dataset that projects of a challenge use.
#[derive(Debug, Clone)]
pub struct Used {
    /// The dataset.
    pub dataset: dataset::Model,
    /// The challenge.
    pub challenge: Challenge,
    /// Whether it is open because of it; see [`Line::opened`].
    pub opened: bool,
}

/// What the figures are counted from, for each challenge, the newest first: one for each that was
/// published and not cancelled.
#[derive(Debug)]
pub struct Facts {
    challenges: Vec<Challenge>,
    projects: Vec<Project>,
    uses: Vec<project_dataset::Model>,
    datasets: HashMap<i64, dataset::Model>,
    promised: BTreeSet<(i64, i64)>,
    paid: Vec<project_milestone::Model>,
    /// What was advertised at first, where that was amended.
    advertised: HashMap<i64, Advertised>,
}

/// What the ledger is counted from.
///
/// # Errors
/// When the database does not answer.
pub async fn facts(reader: &Reader, scope: Scope) -> Result<Facts> {
    let db = reader.db();
    let mut select = challenges::visible_to(&Viewer::Visitor)
        .filter(challenge_table::Column::PublishedAt.is_not_null())
        .filter(challenge_table::Column::State.ne(ChallengeState::Cancelled));
    if let Some(programme) = scope.programme {
        select = select.filter(challenge_table::Column::ProgrammeId.eq(programme));
    }
    if let Some(challenge) = scope.challenge {
        select = select.filter(challenge_table::Column::Id.eq(challenge));
    }
    let published = select
        .order_by_desc(challenge_table::Column::PublishedAt)
        .order_by_desc(challenge_table::Column::Id)
        .limit(MOST)
        .all(db)
        .await?;
    let projects = read::visible_to(&Viewer::Visitor)
        .filter(project_table::Column::ChallengeId.is_in(published.iter().map(|c| c.id)))
        .order_by_asc(project_table::Column::Id)
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
    let promised = promised(reader, &projects).await?;
    let paid = project_milestone::Entity::find()
        .filter(project_milestone::Column::ProjectId.is_in(projects.iter().map(|p| p.id)))
        .filter(project_milestone::Column::Payment.eq(Payment::Paid))
        .all(db)
        .await?;
    let ids = published.iter().map(|challenge| challenge.id).collect();
    Ok(Facts {
        advertised: amendment::advertised(db, ids).await?,
        challenges: published,
        projects,
        uses,
        datasets: datasets.into_iter().map(|d| (d.id, d)).collect(),
        promised,
        paid,
    })
}

impl Facts {
    /// The lines of the ledger.
    pub fn lines(&self) -> Vec<Line> {
        let challenges = self.challenges.iter();
        challenges.map(|challenge| self.line(challenge)).collect()
    }

    /// The projects that the figures of money and people count.
    pub fn projects(&self) -> Vec<Counted> {
        let mut rows = Vec::new();
        for challenge in &self.challenges {
            rows.extend(self.own(challenge).map(|project| Counted {
                project: project.clone(),
                challenge: challenge.clone(),
                pence: challenge.award_pence.unwrap_or(0),
                paid_pence: self.paid_for(project),
            }));
        }
        rows
    }

    /// The datasets that the figures of data count: for each challenge those that are open because
    /// of it first, then by title.
    pub fn datasets(&self) -> Vec<Used> {
        let mut rows = Vec::new();
        for challenge in &self.challenges {
            let mut used: Vec<Used> = self
                .used(challenge)
                .map(|dataset| Used {
                    dataset: dataset.clone(),
                    challenge: challenge.clone(),
                    opened: self.is_opened(challenge, dataset),
                })
                .collect();
            used.sort_by(|a, b| {
                (!a.opened, &a.dataset.title, a.dataset.id).cmp(&(
                    !b.opened,
                    &b.dataset.title,
                    b.dataset.id,
                ))
            });
            rows.extend(used);
        }
        rows
    }

    fn line(&self, challenge: &Challenge) -> Line {
        let own: Vec<&Project> = self.own(challenge).collect();
        let of = |states: &[ProjectState]| {
            amount(own.iter().filter(|p| states.contains(&p.state)).count())
        };
        let award = challenge.award_pence.unwrap_or(0);
        let opened = self
            .used(challenge)
            .filter(|dataset| self.is_opened(challenge, dataset));
        let paid = own.iter().map(|project| self.paid_for(project));
        let first = self.advertised.get(&challenge.id);
        let first = first.copied().unwrap_or_default();
        let advertised = first.awards.unwrap_or_else(|| i64::from(challenge.awards));
        Line {
            advertised,
            advertised_pence: first
                .award_pence
                .unwrap_or(award)
                .saturating_mul(advertised),
            paid_pence: paid.fold(0, i64::saturating_add),
            people: own.iter().filter_map(|p| p.people_reached).sum(),
            awarded: amount(own.len()),
            delivered: of(&[ProjectState::Live, ProjectState::Completed]),
            stopped: of(&[ProjectState::Stopped]),
            pence: award.saturating_mul(amount(own.len())),
            datasets: amount(self.used(challenge).count()),
            opened: amount(opened.count()),
            challenge: challenge.clone(),
        }
    }

    /// Projects that were selected in a challenge.
    fn own<'a>(&'a self, challenge: &Challenge) -> impl Iterator<Item = &'a Project> + use<'a> {
        let id = challenge.id;
        self.projects
            .iter()
            .filter(move |project| project.challenge_id == Some(id))
    }

    /// Datasets that they use, each once.
    fn used<'a>(
        &'a self,
        challenge: &Challenge,
    ) -> impl Iterator<Item = &'a dataset::Model> + use<'a> {
        let projects: BTreeSet<i64> = self.own(challenge).map(|project| project.id).collect();
        let ids: BTreeSet<i64> = self
            .uses
            .iter()
            .filter(|used| projects.contains(&used.project_id))
            .map(|used| used.dataset_id)
            .collect();
        ids.into_iter().filter_map(|id| self.datasets.get(&id))
    }

    fn is_opened(&self, challenge: &Challenge, dataset: &dataset::Model) -> bool {
        let came = challenge
            .announced_at
            .is_some_and(|at| dataset.created_at > at);
        came || self.promised.contains(&(challenge.id, dataset.id))
    }

    fn paid_for(&self, project: &Project) -> i64 {
        self.paid
            .iter()
            .filter(|milestone| milestone.project_id == project.id)
            .map(|milestone| milestone.amount_pence)
            .fold(0, i64::saturating_add)
    }
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
