//! A judge says with which proposals they have a conflict of interest.

use hub_entity::challenge::{ConflictOrigin, conflict, partner};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
};
use serde_json::json;

use crate::challenge::read::visible_to;
use crate::context::Context;
use crate::error::{Error, FieldError, Result};
use crate::judging::desk::{self, Entry, Place};
use crate::judging::{Judge, read};
use crate::platform::audit;
use crate::values::Fields;

/// What a judge declares.
#[derive(Debug, Clone)]
pub struct DeclareConflicts {
    /// Key of the appointment.
    pub judge: String,
    /// One answer for each proposal that asks for one.
    pub answers: Vec<Answer>,
}

/// What a judge says of one proposal.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Key of the proposal.
    pub proposal: String,
    /// Whether there is a conflict; nothing where it was left open.
    pub conflict: Option<bool>,
    /// What it is, for staff.
    pub note: String,
}

/// Records what a judge declares, and the conflicts that follow by rule. A conflict stays: the
/// judge can add to what was declared, and takes nothing back.
///
/// # Errors
/// `Invalid` while a proposal lacks an answer, or before the deadline for proposals.
pub async fn declare_conflicts(ctx: &Context, input: DeclareConflicts) -> Result<Judge> {
    let judge = read::acting(ctx, &input.judge).await?;
    if judge.state != hub_entity::challenge::JudgeState::Accepted {
        return Err(Error::field("", "ACCEPT_FIRST"));
    }
    let tx = ctx.tx().await?;
    let challenge = visible_to(&crate::Viewer::System)
        .filter(hub_entity::challenge::challenge::Column::Id.eq(judge.challenge_id))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    let places = desk::entries(tx, &judge, &challenge, ctx.now()).await?;
    if !desk::is_past_close(&challenge, ctx.now()) {
        return Err(Error::field("", "NOT_CLOSED_YET"));
    }
    let declared = answers(&places, &input.answers)?;
    for entry in &places {
        let conflict = match entry.place {
            Place::RuledOut => Some((by_rule(ctx, &judge, entry).await?, String::new())),
            _ => declared
                .iter()
                .find(|(id, _)| *id == entry.proposal.id)
                .map(|(_, note)| (ConflictOrigin::Declared, note.clone())),
        };
        if let Some((origin, note)) = conflict {
            record(ctx, &judge, entry.proposal.id, origin, note).await?;
        }
    }
    let mut row = judge.into_active_model();
    row.conflicts_declared_at = Set(Some(ctx.now()));
    let judge = row.update(tx).await?;
    let entry = audit::Entry {
        action: "conflicts_declared",
        object_kind: "judge",
        object_id: judge.id,
        challenge_id: Some(judge.challenge_id),
        details: json!({ "conflicts": declared.iter().map(|(id, _)| id).collect::<Vec<_>>() }),
    };
    audit::record(ctx, entry).await?;
    Ok(judge)
}

/// The proposals with a conflict, each with its note; what was left open is an error.
fn answers(places: &[Entry], answers: &[Answer]) -> Result<Vec<(i64, String)>> {
    let mut fields = Fields::default();
    let mut declared = Vec::new();
    for entry in places {
        if matches!(entry.place, Place::RuledOut | Place::Conflicted) {
            continue;
        }
        let found = answers
            .iter()
            .enumerate()
            .find(|(_, answer)| answer.proposal == entry.proposal.key);
        let Some((index, answer)) = found else {
            fields.push(FieldError::new("", "CONFLICT_UNANSWERED").with("title", &entry.title));
            continue;
        };
        let note = fields.text(&format!("answers.{index}.note"), &answer.note, 0..=1000);
        match answer.conflict {
            None => fields.push(
                FieldError::new(format!("answers.{index}.conflict"), "CONFLICT_UNANSWERED")
                    .with("title", &entry.title),
            ),
            Some(true) => declared.push((entry.proposal.id, note)),
            Some(false) => {}
        }
    }
    fields.finish()?;
    Ok(declared)
}

async fn by_rule(ctx: &Context, judge: &Judge, entry: &Entry) -> Result<ConflictOrigin> {
    let Some(person) = judge.person_id else {
        return Ok(ConflictOrigin::OwnOrganisation);
    };
    let partner = partner::Entity::find()
        .filter(partner::Column::ProposalId.eq(entry.proposal.id))
        .filter(partner::Column::PersonId.eq(person))
        .one(ctx.tx().await?)
        .await?;
    Ok(
        if partner.is_some() || entry.proposal.created_by == person {
            ConflictOrigin::Partner
        } else {
            ConflictOrigin::OwnOrganisation
        },
    )
}

async fn record(
    ctx: &Context,
    judge: &Judge,
    proposal_id: i64,
    origin: ConflictOrigin,
    note: String,
) -> Result<()> {
    let row = conflict::ActiveModel {
        judge_id: Set(judge.id),
        proposal_id: Set(proposal_id),
        origin: Set(origin),
        note: Set(note),
        created_at: Set(ctx.now()),
        ..Default::default()
    };
    conflict::Entity::insert(row)
        .on_conflict_do_nothing_on([conflict::Column::JudgeId, conflict::Column::ProposalId])
        .exec_without_returning(ctx.tx().await?)
        .await?;
    Ok(())
}
