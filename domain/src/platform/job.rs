//! Jobs: work that is done outside a request, asked for in the transaction of the change.

use chrono::{DateTime, Utc};
use hub_entity::platform::job;
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde::{Deserialize, Serialize};

use crate::context::Context;
use crate::error::{Error, Result};

/// The kind of job that announces a decision at a set time.
pub(super) const PLANNED_ANNOUNCEMENT: &str = "announce_planned";

/// What to do. As with events, old versions stay readable.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Task {
    /// Remind the applicants of a challenge before it closes.
    RemindApplicants {
        /// The challenge.
        challenge_id: i64,
        /// The deadline that is meant; a moved deadline makes this task void.
        deadline: DateTime<Utc>,
        /// How many days before it.
        days: i64,
    },
    /// Remind the judges of a challenge before their reviews are due.
    RemindJudges {
        /// The challenge.
        challenge_id: i64,
        /// The deadline that is meant.
        deadline: DateTime<Utc>,
        /// How many days before it.
        days: i64,
    },
    /// Tell the partners of a proposal what changed in it.
    TellProposalChanges {
        /// The proposal.
        proposal_id: i64,
    },
    /// Remind the people of a selected proposal that its offer waits for an answer.
    RemindOffer {
        /// The offer.
        offer_id: i64,
        /// The date that is meant; a moved date makes this task void.
        answer_by: DateTime<Utc>,
    },
    /// End an offer that nobody answered.
    LapseOffer {
        /// The offer.
        offer_id: i64,
        /// The date that is meant.
        answer_by: DateTime<Utc>,
    },
    /// Announce a decision at the time that staff set.
    AnnouncePlanned {
        /// The challenge.
        challenge_id: i64,
        /// The time that is meant; a moved time makes this task void.
        at: DateTime<Utc>,
    },
    /// Write the audit row of a transition that the clock made.
    NoteClock {
        /// The challenge.
        challenge_id: i64,
        /// `opened`, `closed` or `judging_opened`.
        transition: String,
        /// When the clock made it.
        at: DateTime<Utc>,
    },
}

impl Task {
    fn kind(&self) -> &'static str {
        match self {
            Self::RemindApplicants { .. } => "remind_applicants",
            Self::RemindJudges { .. } => "remind_judges",
            Self::TellProposalChanges { .. } => "tell_proposal_changes",
            Self::RemindOffer { .. } => "remind_offer",
            Self::LapseOffer { .. } => "lapse_offer",
            Self::AnnouncePlanned { .. } => PLANNED_ANNOUNCEMENT,
            Self::NoteClock { .. } => "note_clock",
        }
    }
}

/// Asks for a task at a time. Two tasks with one `unique_key` are one.
///
/// # Errors
/// When the database does not answer.
pub async fn enqueue(
    ctx: &Context,
    task: &Task,
    run_at: DateTime<Utc>,
    unique_key: Option<String>,
) -> Result<()> {
    let row = job::ActiveModel {
        kind: Set(task.kind().to_owned()),
        version: Set(1),
        payload: Set(serde_json::to_value(task).map_err(Error::internal)?),
        unique_key: Set(unique_key),
        run_at: Set(run_at),
        attempts: Set(0),
        leased_until: Set(None),
        lease: Set(None),
        finished_at: Set(None),
        dead_at: Set(None),
        last_error: Set(String::new()),
        created_at: Set(ctx.now()),
        ..Default::default()
    };
    job::Entity::insert(row)
        .on_conflict_do_nothing_on([job::Column::UniqueKey])
        .exec_without_returning(ctx.tx().await?)
        .await?;
    ctx.leaves_work();
    Ok(())
}
