//! What each job comes to: from its task to the area that does it.

use crate::challenge::{remind, schedule};
use crate::context::{Caller, Context};
use crate::error::Result;
use crate::hub::Hub;
use crate::judging::{embargo, offer};
use crate::platform::job::Task;
use crate::platform::queue::Job;
use crate::proposal::tell_changes::tell_changes;

/// Does a job that was claimed, in one transaction. A second try after a crash is harmless: mails
/// have a unique key, and what a job finds changed meanwhile it leaves alone.
///
/// # Errors
/// With the reason, for the queue to keep and to try again.
pub async fn perform(hub: &Hub, job: &Job) -> std::result::Result<(), String> {
    let task: Task = serde_json::from_value(job.payload.clone())
        .map_err(|error| format!("a task that this release cannot read: {error}"))?;
    hub.write(&Caller::system(), |ctx| Box::pin(run(ctx, task.clone())))
        .await
        .map_err(|error| error.to_string())
}

async fn run(ctx: &Context, task: Task) -> Result<()> {
    match task {
        Task::RemindApplicants {
            challenge_id,
            deadline,
            days,
        } => remind::remind_applicants(ctx, challenge_id, deadline, days).await,
        Task::RemindJudges {
            challenge_id,
            deadline,
            days,
        } => remind::remind_judges(ctx, challenge_id, deadline, days).await,
        Task::TellProposalChanges { proposal_id } => tell_changes(ctx, proposal_id).await,
        Task::RemindOffer {
            offer_id,
            answer_by,
        } => offer::clock::remind(ctx, offer_id, answer_by).await,
        Task::LapseOffer {
            offer_id,
            answer_by,
        } => offer::clock::lapse(ctx, offer_id, answer_by).await,
        Task::AnnouncePlanned { challenge_id, at } => {
            embargo::announce_planned(ctx, challenge_id, at).await
        }
        Task::NoteClock {
            challenge_id,
            transition,
            at,
        } => schedule::note_clock(ctx, challenge_id, &transition, at).await,
    }
}
