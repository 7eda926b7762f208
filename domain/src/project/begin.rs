//! A selected proposal becomes a project.

use hub_entity::catalogue::dataset;
use hub_entity::challenge::{ChallengeKind, Consent, PartnerRole, partner};
use hub_entity::project::{
    MilestoneState, NotedState, Payment, ProjectState, UseRole, project, project_dataset,
    project_milestone, project_partner,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder,
};
use serde_json::json;

use crate::challenge::Challenge;
use crate::context::Context;
use crate::error::Result;
use crate::platform::audit;
use crate::project::{Project, read};
use crate::proposal::content::DatasetRole;
use crate::proposal::{Content, Proposal};
use crate::values;

/// Makes the project of a proposal that is being announced as selected: its title, summary and
/// impact become public, with the partners that agreed and the datasets that it uses. The council
/// that published a data challenge joins it.
pub(crate) async fn from_proposal(
    ctx: &Context,
    challenge: &Challenge,
    proposal: &Proposal,
    content: &Content,
) -> Result<Project> {
    let tx = ctx.tx().await?;
    let row = project::ActiveModel {
        slug: Set(values::slug(&content.title)),
        title: Set(content.title.clone()),
        summary: Set(content.summary.clone()),
        impact: Set(content.impact.clone()),
        state: Set(ProjectState::InDelivery),
        state_reason: Set(String::new()),
        challenge_id: Set(Some(proposal.challenge_id)),
        proposal_id: Set(Some(proposal.id)),
        website: Set(String::new()),
        repository: Set(String::new()),
        version: Set(1),
        created_at: Set(ctx.now()),
        updated_at: Set(ctx.now()),
        ..Default::default()
    };
    let project = row.insert(tx).await?;
    partners(ctx, challenge, &project, proposal.id).await?;
    datasets(ctx, &project, content).await?;
    milestones(ctx, &project, content).await?;
    read::index(ctx, &project).await?;
    let entry = audit::Entry {
        action: "project_created",
        object_kind: "project",
        object_id: project.id,
        challenge_id: Some(proposal.challenge_id),
        details: json!({ "proposal": proposal.id }),
    };
    audit::record(ctx, entry).await?;
    Ok(project)
}

async fn partners(
    ctx: &Context,
    challenge: &Challenge,
    project: &Project,
    proposal_id: i64,
) -> Result<()> {
    let tx = ctx.tx().await?;
    let agreed = partner::Entity::find()
        .filter(partner::Column::ProposalId.eq(proposal_id))
        .filter(partner::Column::Consent.eq(Consent::Given))
        .order_by_asc(partner::Column::Id)
        .all(tx)
        .await?;
    let publisher = challenge.publisher_id;
    let joins = challenge.kind == ChallengeKind::DataChallenge
        && agreed.iter().all(|p| p.organisation_id != Some(publisher));
    for partner in agreed {
        let row = project_partner::ActiveModel {
            project_id: Set(project.id),
            role: Set(partner.role),
            organisation_id: Set(partner.organisation_id),
            person_id: Set(partner.person_id),
            ..Default::default()
        };
        row.insert(tx).await?;
    }
    if joins {
        let row = project_partner::ActiveModel {
            project_id: Set(project.id),
            role: Set(PartnerRole::Council),
            organisation_id: Set(Some(publisher)),
            person_id: Set(None),
            ..Default::default()
        };
        row.insert(tx).await?;
    }
    Ok(())
}

/// What the proposal promised by when is what the project is held to.
async fn milestones(ctx: &Context, project: &Project, content: &Content) -> Result<()> {
    for (position, promised) in content.milestones.iter().enumerate() {
        let row = project_milestone::ActiveModel {
            project_id: Set(project.id),
            position: Set(i32::try_from(position).unwrap_or(i32::MAX)),
            title: Set(promised.title.clone()),
            due_on: Set(promised.due.clone()),
            state: Set(MilestoneState::Planned),
            noted: Set(NotedState::Planned),
            evidence: Set(String::new()),
            reason: Set(String::new()),
            payment: Set(Payment::None),
            amount_pence: Set(0),
            version: Set(1),
            created_at: Set(ctx.now()),
            ..Default::default()
        };
        row.insert(ctx.tx().await?).await?;
    }
    Ok(())
}

/// The part of a dataset, as the proposal said; where it said nothing, that it cannot do without.
fn role(said: Option<DatasetRole>) -> UseRole {
    match said {
        None | Some(DatasetRole::Essential) => UseRole::Essential,
        Some(DatasetRole::Supporting) => UseRole::Supporting,
        Some(DatasetRole::Produced) => UseRole::Produced,
    }
}

async fn datasets(ctx: &Context, project: &Project, content: &Content) -> Result<()> {
    let tx = ctx.tx().await?;
    let wanted = content.datasets.iter().map(|d| d.dataset_id);
    let known = dataset::Entity::find()
        .filter(dataset::Column::Id.is_in(wanted))
        .all(tx)
        .await?;
    for used in &content.datasets {
        if !known.iter().any(|d| d.id == used.dataset_id) {
            continue;
        }
        let row = project_dataset::ActiveModel {
            project_id: Set(project.id),
            dataset_id: Set(used.dataset_id),
            purpose: Set(used.purpose.clone()),
            role: Set(role(used.role)),
            since: Set(ctx.now()),
            ..Default::default()
        };
        // A proposal that names a dataset twice uses it once.
        project_dataset::Entity::insert(row)
            .on_conflict_do_nothing_on([
                project_dataset::Column::ProjectId,
                project_dataset::Column::DatasetId,
            ])
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}
