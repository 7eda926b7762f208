//! Scoring without a connection: a sheet to download, to upload, to look at and to confirm.

use async_graphql::{Context, Enum, InputObject, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use hub_domain::judging::offline::check::{self, Cell, Change, Check, Problem, Row};
use hub_domain::judging::offline::{
    ConfirmRow, ConfirmScores, Failed, Report, Upload, UploadScores, confirm, upload,
};
use hub_domain::judging::{self, read};
use hub_locales::{Arg, sentence};

use crate::error::{Graphql, optional};
use crate::payload;
use crate::request::{change, reader};

/// What saving a row of a score sheet would do.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::judging::offline::check::Change")]
pub enum ScoreSheetChange {
    /// It would be saved.
    Saved,
    /// It says what is saved already.
    Unchanged,
    /// The review was changed elsewhere since the row was downloaded; it is left out unless
    /// `replace` says otherwise.
    Stale,
    /// Something is wrong with it.
    Refused,
}

/// What is wrong with a row of a score sheet.
#[derive(SimpleObject)]
pub struct ScoreSheetProblem {
    /// Name of the column; empty where it is the whole row.
    column: String,
    /// Stable code.
    code: String,
    /// One sentence that names the remedy.
    message: String,
}

impl From<&Problem> for ScoreSheetProblem {
    fn from(problem: &Problem) -> Self {
        Self {
            column: problem.column.clone(),
            code: problem.code.to_owned(),
            message: explain(problem.code, &problem.args),
        }
    }
}

/// The sentence for a code: that of score sheets, or that of the score card.
fn explain(code: &str, args: &[(&'static str, String)]) -> String {
    let args: Vec<(&str, Arg)> = args
        .iter()
        .map(|(name, value)| (*name, Arg::from(value.as_str())))
        .collect();
    sentence(&format!("offline-problem-{code}"), &args)
        .or_else(|| sentence(&format!("error-{code}"), &args))
        .or_else(|| sentence("error-UNKNOWN", &[]))
        .unwrap_or_default()
}

/// A cell of a score sheet that differs from what is saved.
#[derive(SimpleObject)]
pub struct ScoreSheetCell {
    /// Name of its column.
    column: String,
    /// What is saved, or empty.
    saved: String,
    /// What the sheet says.
    filled: String,
}

impl From<&Cell> for ScoreSheetCell {
    fn from(cell: &Cell) -> Self {
        Self {
            column: cell.column.clone(),
            saved: cell.saved.clone(),
            filled: cell.filled.clone(),
        }
    }
}

/// A row of an uploaded score sheet.
pub struct ScoreSheetRow(Row);

/// A row of an uploaded score sheet, and what saving it would do.
#[Object]
impl ScoreSheetRow {
    /// The line that it begins in; the header is line 1.
    async fn line(&self) -> u64 {
        self.0.line
    }
    /// The reference, as it was typed.
    async fn reference(&self) -> &str {
        &self.0.reference
    }
    /// Key of the proposal; null where the reference is none of the judge's proposals.
    async fn proposal(&self) -> Option<&str> {
        self.0.proposal.as_deref()
    }
    /// Title of the proposal, or empty.
    async fn title(&self) -> &str {
        &self.0.title
    }
    /// What saving it would do.
    async fn change(&self) -> ScoreSheetChange {
        self.0.change.into()
    }
    /// Whether it would be submitted as well.
    async fn submits(&self) -> bool {
        self.0.submits
    }
    /// Version of the review that it was compared with, 0 before it is begun; send it along when
    /// you confirm.
    async fn version(&self) -> i32 {
        self.0.version
    }
    /// Cells that differ from what is saved.
    async fn cells(&self) -> Vec<ScoreSheetCell> {
        self.0.cells.iter().map(Into::into).collect()
    }
    /// What is wrong with it.
    async fn problems(&self) -> Vec<ScoreSheetProblem> {
        self.0.problems.iter().map(Into::into).collect()
    }
}

/// What saving a score sheet would do.
pub struct ScoreSheetCheck(Check);

impl ScoreSheetCheck {
    fn count(&self, change: Change) -> usize {
        let rows = self.0.rows.iter();
        rows.filter(|row| row.change == change).count()
    }
}

/// What saving a score sheet would do. Nothing is changed by asking.
#[Object]
impl ScoreSheetCheck {
    /// Its rows, in their order.
    async fn rows(&self) -> Vec<ScoreSheetRow> {
        self.0.rows.iter().cloned().map(ScoreSheetRow).collect()
    }
    /// Rows that would be saved.
    async fn saved(&self) -> usize {
        self.count(Change::Saved)
    }
    /// Rows that say what is saved already.
    async fn unchanged(&self) -> usize {
        self.count(Change::Unchanged)
    }
    /// Rows of reviews that were changed elsewhere since.
    async fn stale(&self) -> usize {
        self.count(Change::Stale)
    }
    /// Rows that something is wrong with.
    async fn refused(&self) -> usize {
        self.count(Change::Refused)
    }
    /// Proposals of the judge's that the sheet has no row of; they stay as they are.
    async fn missing(&self) -> usize {
        self.0.missing
    }
}

/// A row that could not be saved after all.
#[derive(SimpleObject)]
pub struct ScoreSheetFailure {
    /// The line that it begins in.
    line: u64,
    /// Title of the proposal.
    title: String,
    /// Stable code.
    code: String,
    /// One sentence that names the remedy.
    message: String,
}

impl From<Failed> for ScoreSheetFailure {
    fn from(failed: Failed) -> Self {
        Self {
            message: explain(&failed.code, &[]),
            line: failed.line,
            title: failed.title,
            code: failed.code,
        }
    }
}

/// What saving a score sheet came to.
#[derive(SimpleObject)]
pub struct ScoreSheetReport {
    /// Reviews that were saved as drafts.
    saved: usize,
    /// Reviews that were submitted.
    submitted: usize,
    /// Rows that could not be saved after all.
    failed: Vec<ScoreSheetFailure>,
}

impl From<Report> for ScoreSheetReport {
    fn from(report: Report) -> Self {
        Self {
            saved: report.saved,
            submitted: report.submitted,
            failed: report.failed.into_iter().map(Into::into).collect(),
        }
    }
}

/// A score sheet that its judge uploaded. It is kept for a day.
pub struct ScoreUpload {
    row: Upload,
    /// Key of the appointment.
    judge: String,
}

/// A score sheet that its judge uploaded. It is kept for a day, and nobody else sees it.
#[Object]
impl ScoreUpload {
    /// Its random key.
    async fn key(&self) -> &str {
        &self.row.key
    }
    /// Address of its page.
    async fn path(&self) -> String {
        format!("/judging/{}/upload/{}", self.judge, self.row.key)
    }
    /// The file's name, or empty.
    async fn file_name(&self) -> &str {
        &self.row.file_name
    }
    /// When it was uploaded.
    async fn created_at(&self) -> DateTime<Utc> {
        self.row.created_at
    }
    /// What saving it would do now.
    async fn check(&self, ctx: &Context<'_>) -> Result<ScoreSheetCheck> {
        let found = check::of(reader(ctx)?, &self.row).await.graphql()?;
        Ok(ScoreSheetCheck(found))
    }
    /// What saving it came to, the last time; null before.
    async fn report(&self) -> Result<Option<ScoreSheetReport>> {
        let report = confirm::report(&self.row).graphql()?;
        Ok(report.map(Into::into))
    }
}

/// A sheet that the viewer uploaded for this appointment of theirs.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn of(
    ctx: &Context<'_>,
    judge: &judging::Judge,
    key: &str,
) -> Result<Option<ScoreUpload>> {
    let found = upload::by_key(reader(ctx)?, judge, key).await;
    Ok(optional(found)?.map(|row| ScoreUpload {
        row,
        judge: judge.key.clone(),
    }))
}

/// A score sheet.
#[derive(InputObject)]
pub struct UploadScoresInput {
    /// Key of the appointment.
    judge: String,
    /// The file's name.
    #[graphql(default)]
    file_name: String,
    /// The file as base64: CSV with commas, semicolons or tabs, in UTF-8 or Windows-1252, of at
    /// most 5 MB.
    base64: String,
}

impl From<UploadScoresInput> for UploadScores {
    fn from(input: UploadScoresInput) -> Self {
        Self {
            judge: input.judge,
            file_name: input.file_name,
            base64: input.base64,
        }
    }
}

/// A row of a score sheet that its judge looked at.
#[derive(InputObject)]
pub struct ConfirmScoreRowInput {
    /// Key of the proposal.
    proposal: String,
    /// Version of the review that was shown beside it.
    version: i32,
    /// Whether it takes the place of what was saved since the sheet was downloaded.
    #[graphql(default)]
    replace: bool,
}

/// Which rows of an uploaded score sheet to save.
#[derive(InputObject)]
pub struct ConfirmScoresInput {
    /// Key of the appointment.
    judge: String,
    /// Key of the upload.
    upload: String,
    /// The rows; those that are not named are left out.
    #[graphql(default)]
    rows: Vec<ConfirmScoreRowInput>,
}

impl From<ConfirmScoresInput> for ConfirmScores {
    fn from(input: ConfirmScoresInput) -> Self {
        let turn = |row: ConfirmScoreRowInput| ConfirmRow {
            proposal: row.proposal,
            version: row.version,
            replace: row.replace,
        };
        Self {
            judge: input.judge,
            upload: input.upload,
            rows: input.rows.into_iter().map(turn).collect(),
        }
    }
}

payload! {
    /// An uploaded score sheet.
    ScoreUploadPayload {
        /// The upload.
        upload: ScoreUpload
    }
}

/// Scoring without a connection.
#[derive(Default)]
pub struct OfflineMutation;

#[Object]
impl OfflineMutation {
    /// Uploads a score sheet and saves nothing of it: what saving it would do is its `check`.
    async fn upload_scores(
        &self,
        ctx: &Context<'_>,
        input: UploadScoresInput,
    ) -> Result<ScoreUploadPayload> {
        let judge = input.judge.clone();
        let outcome = change(ctx, input.into(), |c, i| {
            Box::pin(upload::upload_scores(c, i))
        });
        Ok(of_judge(outcome.await?, &judge))
    }

    /// Saves rows of an uploaded score sheet, each as if typed into the score card.
    async fn confirm_scores(
        &self,
        ctx: &Context<'_>,
        input: ConfirmScoresInput,
    ) -> Result<ScoreUploadPayload> {
        let judge = input.judge.clone();
        let outcome = change(ctx, input.into(), |c, i| {
            Box::pin(confirm::confirm_scores(c, i))
        });
        Ok(of_judge(outcome.await?, &judge))
    }
}

fn of_judge(outcome: crate::request::Outcome<Upload>, judge: &str) -> ScoreUploadPayload {
    let judge = judge.to_owned();
    outcome.map(|row| ScoreUpload { row, judge }).into()
}

/// Where the sheet of a judge is downloaded.
pub(super) fn sheet_path(judge: &judging::Judge) -> String {
    format!("{}/scores.csv", read::path(judge))
}
