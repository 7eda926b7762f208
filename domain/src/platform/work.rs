//! Doing a job.

use crate::hub::Hub;
use crate::platform::job::Task;
use crate::platform::queue::Job;

/// Does one claimed job.
///
/// # Errors
/// Why it was not done, for the log and the administrator.
pub async fn perform(_hub: &Hub, job: &Job) -> std::result::Result<(), String> {
    let _task: Task = serde_json::from_value(job.payload.clone())
        .map_err(|error| format!("this release cannot read the job: {error}"))?;
    Ok(())
}
