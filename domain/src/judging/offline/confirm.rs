//! Saving what a judge confirmed of an uploaded sheet.

use hub_entity::challenge::score_upload;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde::{Deserialize, Serialize};

use super::check::{self, Change, Row};
use super::{Upload, upload};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::judging::save_review::{SaveReview, save_review, submit_review};
use crate::judging::{Review, read};
use crate::policy;

/// What of an upload to save.
#[derive(Debug, Clone)]
pub struct ConfirmScores {
    /// Key of the appointment.
    pub judge: String,
    /// Key of the upload.
    pub upload: String,
    /// The rows; those that are not named are left out.
    pub rows: Vec<ConfirmRow>,
}

/// A row that its judge looked at.
#[derive(Debug, Clone)]
pub struct ConfirmRow {
    /// Key of the proposal.
    pub proposal: String,
    /// Version of the review that the judge was shown beside it; 0 for a new review.
    pub version: i32,
    /// Whether it takes the place of what was saved since the sheet was made.
    pub replace: bool,
}

/// What saving a sheet came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Reviews that were saved as drafts.
    pub saved: usize,
    /// Reviews that were submitted.
    pub submitted: usize,
    /// Rows that could not be saved after all.
    pub failed: Vec<Failed>,
}

/// A row that could not be saved after all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failed {
    /// The line that it begins in.
    pub line: u64,
    /// Title of the proposal.
    pub title: String,
    /// Why, by the code of its sentence.
    pub code: String,
}

/// Saves the rows that were confirmed, each as if typed into the score card and in a transaction of
/// its own, and notes what that came to. A row that says what is saved already is passed over, so
/// that a second call does nothing twice.
///
/// # Errors
/// `NotFound` when the upload is another's or too old; `Forbidden` for a token that only reads.
/// What is wrong with single rows is in the report.
pub async fn confirm_scores(ctx: &Context, input: ConfirmScores) -> Result<Upload> {
    // Each row has a transaction of its own, so this one must not have begun before them.
    let reader = ctx.hub().reader(ctx.caller());
    let judge = read::own(reader.db(), reader.viewer(), &input.judge).await?;
    let allowed = policy::judging::may_judge(ctx.viewer(), judge.person_id);
    policy::require(ctx.viewer(), allowed)?;
    let upload = upload::by_key(&reader, &judge, &input.upload).await?;
    let check = check::of(&reader, &upload).await?;
    let mut report = Report::default();
    for row in check.rows {
        let Some(confirmed) = confirmed(&input.rows, &row) else {
            continue;
        };
        let fails = match row.change {
            // What is wrong with a row stands on the page.
            Change::Unchanged | Change::Refused => continue,
            _ if confirmed.version != row.version => Some("CHANGED_MEANWHILE".to_owned()),
            Change::Stale if !confirmed.replace => continue,
            Change::Saved | Change::Stale => save(ctx, &row).await?,
        };
        match fails {
            Some(code) => report.failed.push(Failed {
                line: row.line,
                title: row.title,
                code,
            }),
            None if row.submits => report.submitted += 1,
            None => report.saved += 1,
        }
    }
    // The same form, sent twice, has nothing left to do, and nothing new to say.
    if report == Report::default() && upload.report.is_some() {
        return Ok(upload);
    }
    let row = score_upload::ActiveModel {
        id: Set(upload.id),
        report: Set(Some(
            serde_json::to_value(&report).map_err(Error::internal)?,
        )),
        ..Default::default()
    };
    Ok(row.update(ctx.tx().await?).await?)
}

fn confirmed<'r>(rows: &'r [ConfirmRow], row: &Row) -> Option<&'r ConfirmRow> {
    let proposal = row.proposal.as_ref()?;
    rows.iter()
        .find(|confirmed| confirmed.proposal == *proposal)
}

/// Saves a row; says why where it cannot.
async fn save(ctx: &Context, row: &Row) -> Result<Option<String>> {
    let (input, submits) = (&row.review, row.submits);
    let saved = ctx
        .hub()
        .write(ctx.caller(), |ctx| {
            let input = input.clone();
            Box::pin(async move { put(ctx, input, submits).await })
        })
        .await;
    match saved {
        Ok(_) => Ok(None),
        Err(Error::Conflict) => Ok(Some("CHANGED_MEANWHILE".to_owned())),
        Err(Error::NotFound) => Ok(Some("UNKNOWN_REFERENCE".to_owned())),
        Err(Error::Invalid(errors)) => {
            let code = errors
                .first()
                .map_or("CHANGED_MEANWHILE", |error| error.code);
            Ok(Some(code.to_owned()))
        }
        Err(error) => Err(error),
    }
}

async fn put(ctx: &Context, input: SaveReview, submits: bool) -> Result<Review> {
    if submits {
        submit_review(ctx, input).await
    } else {
        save_review(ctx, input).await
    }
}

/// What saving an upload came to, the last time; none before.
///
/// # Errors
/// `Internal` when what is stored cannot be read.
pub fn report(upload: &Upload) -> Result<Option<Report>> {
    let report = upload.report.clone();
    report
        .map(|report| serde_json::from_value(report).map_err(Error::internal))
        .transpose()
}
