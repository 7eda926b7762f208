//! A judge says with which proposals they have a conflict of interest.

use hub_entity::challenge::{ConflictKind, ConflictOrigin, ExpertiseLevel, partner, past_partner};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
};
use serde_json::json;

use crate::context::Context;
use crate::error::{Error, FieldError, Result};
use crate::judging::conflict::{self, Found};
use crate::judging::desk::{self, Entry, Place};
use crate::judging::taking_part::{self, TakesPart};
use crate::judging::{Judge, expertise, read, suggest};
use crate::platform::audit;
use crate::proposal::blind;
use crate::values::Fields;

/// What a judge declares.
#[derive(Debug, Clone)]
pub struct DeclareConflicts {
    /// Key of the appointment.
    pub judge: String,
    /// One answer for each proposal that asks for one.
    pub answers: Vec<Answer>,
    /// One answer for each who takes part, where proposals are read without names.
    pub taking_part: Vec<PartyAnswer>,
    /// That there is no conflict with any that is left open. Where the hub sees a sign of one, an
    /// answer of its own is needed still.
    pub none_otherwise: bool,
}

/// What a judge says of somebody who takes part.
#[derive(Debug, Clone)]
pub struct PartyAnswer {
    /// By which the hub knows them.
    pub party: String,
    /// Whether there is a conflict; nothing where it was left open.
    pub conflict: Option<bool>,
    /// What kind of conflict it is; needed where there is one.
    pub kind: Option<ConflictKind>,
    /// What it is, for staff.
    pub note: String,
}

/// What a judge says of one proposal.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Key of the proposal.
    pub proposal: String,
    /// Whether there is a conflict; nothing where it was left open.
    pub conflict: Option<bool>,
    /// What kind of conflict it is; needed where there is one.
    pub kind: Option<ConflictKind>,
    /// What it is, for staff.
    pub note: String,
    /// How well the judge knows the field; nothing where they do not say.
    pub expertise: Option<ExpertiseLevel>,
}

/// Records what a judge declares, and the conflicts that follow by rule. A conflict stays: the
/// judge can add to what was declared, and takes nothing back.
///
/// # Errors
/// `Invalid` while a proposal lacks an answer, before the deadline for proposals, and once the
/// decision is announced.
pub async fn declare_conflicts(ctx: &Context, input: DeclareConflicts) -> Result<Judge> {
    let judge = read::acting(ctx, &input.judge).await?;
    if judge.state != hub_entity::challenge::JudgeState::Accepted {
        return Err(Error::field("", "ACCEPT_FIRST"));
    }
    let tx = ctx.tx().await?;
    let challenge = conflict::open_to_conflicts(ctx, judge.challenge_id).await?;
    let places = desk::entries(tx, &judge, &challenge, ctx.now()).await?;
    let is_blind = blind::is_blind(&challenge);
    let mut fields = Fields::default();
    let mut declared = Vec::new();
    let mut asked = places.clone();
    if is_blind {
        asked = desk::asked_about(tx, &judge, &challenge, ctx.now()).await?;
        let parties = taking_part::of(tx, &judge, &asked).await?;
        declared = with_parties(&mut fields, &parties, &input);
    }
    let suggested = suggest::of(tx, &judge, &asked).await?;
    let must = |entry: &Entry| {
        let sign = suggested.iter().any(|s| s.proposal_id == entry.proposal.id);
        !is_blind && (sign || !input.none_otherwise)
    };
    for found in answers(&mut fields, &places, &input.answers, must) {
        if declared
            .iter()
            .all(|known| known.proposal_id != found.proposal_id)
        {
            declared.push(found);
        }
    }
    fields.finish()?;
    for entry in &asked {
        let found = match entry.place {
            Place::RuledOut => Some(by_rule(ctx, &judge, entry).await?),
            _ => declared
                .iter()
                .find(|found| found.proposal_id == entry.proposal.id)
                .cloned(),
        };
        if let Some(found) = found {
            conflict::record(ctx, &judge, found).await?;
        }
    }
    expertise::keep(ctx, &judge, &known_fields(&places, &input.answers)).await?;
    let is_declared = |id: &i64| declared.iter().any(|found| found.proposal_id == *id);
    // The judge knows better than the hub; staff can look at what it had suggested.
    let denied: Vec<i64> = suggested
        .iter()
        .map(|suggestion| suggestion.proposal_id)
        .filter(|id| !is_declared(id))
        .collect();
    let mut row = judge.into_active_model();
    row.conflicts_declared_at = Set(Some(ctx.now()));
    let judge = row.update(tx).await?;
    let entry = audit::Entry {
        action: "conflicts_declared",
        object_kind: "judge",
        object_id: judge.id,
        challenge_id: Some(judge.challenge_id),
        details: json!({
            "conflicts": declared.iter().map(|found| found.proposal_id).collect::<Vec<_>>(),
            "denied_suggestions": denied,
            "none_otherwise": input.none_otherwise,
        }),
    };
    audit::record(ctx, entry).await?;
    Ok(judge)
}

/// What the judge says that they know, of proposals that are on their desk.
fn known_fields(places: &[Entry], answers: &[Answer]) -> Vec<(i64, ExpertiseLevel)> {
    let mut said = Vec::new();
    for entry in places {
        let mut own = answers.iter().filter(|a| a.proposal == entry.proposal.key);
        let level = own.next().and_then(|answer| answer.expertise);
        said.extend(level.map(|level| (entry.proposal.id, level)));
    }
    said
}

/// The conflicts with proposals that were declared; what `must` be answered for and was left open is
/// an error.
fn answers(
    fields: &mut Fields,
    places: &[Entry],
    answers: &[Answer],
    must: impl Fn(&Entry) -> bool,
) -> Vec<Found> {
    let mut declared = Vec::new();
    for entry in places {
        if entry.is_ruled_out() {
            continue;
        }
        let found = answers
            .iter()
            .enumerate()
            .find(|(_, answer)| answer.proposal == entry.proposal.key);
        let unanswered =
            |field: &str| FieldError::new(field, "CONFLICT_UNANSWERED").with("title", &entry.title);
        let Some((index, answer)) = found else {
            if must(entry) {
                fields.push(unanswered(""));
            }
            continue;
        };
        let path = format!("answers.{index}");
        let note = fields.text(&format!("{path}.note"), &answer.note, 0..=1000);
        match answer.conflict {
            None if must(entry) => fields.push(unanswered(&format!("{path}.conflict"))),
            Some(true) => {
                let kind = kind_of(fields, &path, answer.kind);
                declared.push(found_in(entry.proposal.id, kind, note));
            }
            None | Some(false) => {}
        }
    }
    declared
}

/// The conflicts with those who take part that were declared, proposal by proposal; what was left
/// open is an error, unless there is said to be none otherwise.
fn with_parties(
    fields: &mut Fields,
    parties: &[TakesPart],
    input: &DeclareConflicts,
) -> Vec<Found> {
    let mut declared: Vec<Found> = Vec::new();
    for party in parties {
        let must = party.sign.is_some() || !input.none_otherwise;
        let mut given = input.taking_part.iter().enumerate();
        let given = given.find(|(_, answer)| answer.party == party.key);
        let unanswered =
            |field: &str| FieldError::new(field, "PARTY_UNANSWERED").with("name", &party.name);
        let Some((index, answer)) = given else {
            if must {
                fields.push(unanswered(""));
            }
            continue;
        };
        let path = format!("takingPart.{index}");
        let note = fields.text(&format!("{path}.note"), &answer.note, 0..=1000);
        match answer.conflict {
            None if must => fields.push(unanswered(&format!("{path}.conflict"))),
            Some(true) => {
                let kind = kind_of(fields, &path, answer.kind);
                for proposal in &party.proposals {
                    if declared.iter().all(|found| found.proposal_id != *proposal) {
                        declared.push(found_in(*proposal, kind, note.clone()));
                    }
                }
            }
            None | Some(false) => {}
        }
    }
    declared
}

fn kind_of(fields: &mut Fields, path: &str, kind: Option<ConflictKind>) -> ConflictKind {
    let field = format!("{path}.kind");
    fields.require(kind.is_some(), &field, "CONFLICT_KIND_MISSING");
    kind.unwrap_or(ConflictKind::Other)
}

fn found_in(proposal_id: i64, kind: ConflictKind, note: String) -> Found {
    Found {
        proposal_id,
        origin: ConflictOrigin::Declared,
        kind,
        note,
    }
}

/// What follows by rule: the judge has a part in the proposal, or an organisation of theirs does.
async fn by_rule(ctx: &Context, judge: &Judge, entry: &Entry) -> Result<Found> {
    let part = match judge.person_id {
        None => false,
        Some(person) if entry.proposal.created_by == person => true,
        Some(person) => had_part(ctx, entry.proposal.id, person).await?,
    };
    let (origin, kind) = if part {
        (ConflictOrigin::Partner, ConflictKind::Partner)
    } else {
        (ConflictOrigin::OwnOrganisation, ConflictKind::Employer)
    };
    Ok(Found {
        proposal_id: entry.proposal.id,
        origin,
        kind,
        note: String::new(),
    })
}

/// Whether somebody is a partner in person, or was and agreed.
async fn had_part(ctx: &Context, proposal_id: i64, person: i64) -> Result<bool> {
    let tx = ctx.tx().await?;
    let now = partner::Entity::find()
        .filter(partner::Column::ProposalId.eq(proposal_id))
        .filter(partner::Column::PersonId.eq(person))
        .one(tx)
        .await?;
    let was = past_partner::Entity::find()
        .filter(past_partner::Column::ProposalId.eq(proposal_id))
        .filter(past_partner::Column::PersonId.eq(person))
        .one(tx)
        .await?;
    Ok(now.is_some() || was.is_some())
}
