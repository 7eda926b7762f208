//! Bringing in what another catalogue lists: a file, a preview, and the import.

use async_graphql::{Context, Enum, InputObject, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use hub_domain::catalogue::import_listing::{Change, Counts, Line, Preview, Reason, Report};
use hub_domain::catalogue::upload;
use hub_locales::{Arg, sentence};

use crate::error::{Graphql, optional};
use crate::payload;
use crate::request::{change, reader};

/// What happens to a record.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::catalogue::import_listing::Change")]
pub enum ImportChange {
    /// It is new.
    Created,
    /// It differs from what is known of it.
    Updated,
    /// It is as it was.
    Unchanged,
    /// Its source has it no more.
    Removed,
    /// Something is wrong with it; the others come in.
    Failed,
}

/// What is wrong with a record, or what of it was dropped.
#[derive(SimpleObject)]
pub struct ImportProblem {
    /// Stable code.
    code: String,
    /// The field as the source names it, or empty.
    field: String,
    /// The path or line in the file, or empty.
    place: String,
    /// One sentence that names the remedy.
    message: String,
}

impl From<Reason> for ImportProblem {
    fn from(reason: Reason) -> Self {
        Self {
            message: problem_sentence(&reason),
            code: reason.code,
            field: reason.field,
            place: reason.place,
        }
    }
}

/// The sentence for what is wrong with a record.
fn problem_sentence(reason: &Reason) -> String {
    let mut args: Vec<(&str, Arg)> = vec![
        ("field", Arg::from(reason.field.as_str())),
        ("place", Arg::from(reason.place.as_str())),
    ];
    for (name, value) in &reason.args {
        args.push((name.as_str(), Arg::from(value.as_str())));
    }
    sentence(&format!("catalogue-problem-{}", reason.code), &args)
        .or_else(|| sentence("error-UNKNOWN", &[]))
        .unwrap_or_default()
}

/// One record, and what happens to it.
#[derive(SimpleObject)]
pub struct ImportLine {
    /// Which record of the file, from 1; null for one that the file lacks.
    position: Option<i32>,
    /// Its identifier at its source, or empty.
    guid: String,
    /// Its title, or empty.
    title: String,
    /// Its publisher, or empty.
    publisher: String,
    /// Number of the dataset, if the hub has it already.
    number: Option<i64>,
    /// What happens to it.
    change: ImportChange,
    /// Why it failed, or null.
    problem: Option<ImportProblem>,
    /// What of it was dropped or cut.
    warnings: Vec<ImportProblem>,
}

impl From<Line> for ImportLine {
    fn from(line: Line) -> Self {
        Self {
            position: line.position.and_then(|n| i32::try_from(n).ok()),
            guid: line.guid,
            title: line.title,
            publisher: line.publisher,
            number: line.number,
            change: line.change.into(),
            problem: line.problem.map(Into::into),
            warnings: line.warnings.into_iter().map(Into::into).collect(),
        }
    }
}

/// How many records of each kind.
#[derive(SimpleObject)]
pub struct ImportCounts {
    /// New ones.
    created: i32,
    /// Changed ones.
    updated: i32,
    /// Those that are as they were.
    unchanged: i32,
    /// Those that their source has no more.
    removed: i32,
    /// Those that something is wrong with.
    failed: i32,
    /// All of it in one line.
    text: String,
}

impl From<Counts> for ImportCounts {
    fn from(counts: Counts) -> Self {
        let number = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
        Self {
            created: number(counts.created),
            updated: number(counts.updated),
            unchanged: number(counts.unchanged),
            removed: number(counts.removed),
            failed: number(counts.failed),
            text: counts.to_string(),
        }
    }
}

/// Lines that are listed when nothing is said; no page shows more.
const LINES: usize = 200;

/// What an import would change.
pub struct ImportPreview(Preview);

/// What an import would change. Nothing is changed by asking.
#[Object]
impl ImportPreview {
    /// Whether the file holds everything that its source holds; else nothing is removed.
    async fn complete(&self) -> bool {
        self.0.complete
    }
    /// How many records of each kind.
    async fn counts(&self) -> ImportCounts {
        self.0.counts.into()
    }
    /// How many lines there are in all.
    async fn line_count(&self) -> i32 {
        i32::try_from(self.0.lines.len()).unwrap_or(i32::MAX)
    }
    /// What is wrong first, then what changes, then the rest: the first 200.
    async fn lines(&self) -> Vec<ImportLine> {
        let mut lines = self.0.lines.clone();
        lines.sort_by_key(|line| match line.change {
            Change::Failed => 0,
            Change::Removed => 1,
            Change::Updated => 2,
            Change::Created => 3,
            Change::Unchanged => 4,
        });
        lines.into_iter().take(LINES).map(Into::into).collect()
    }
}

/// What an import came to.
pub struct ImportReport(Report);

/// What an import came to.
#[Object]
impl ImportReport {
    /// How many records of each kind.
    async fn counts(&self) -> ImportCounts {
        self.0.counts.into()
    }
    /// The records that failed: the first 200.
    async fn errors(&self) -> Vec<ImportLine> {
        let errors = self.0.errors.iter().take(LINES).cloned();
        errors.map(Into::into).collect()
    }
}

/// A file that the viewer uploaded. It is kept for a day.
pub struct ImportUpload(upload::Upload);

impl From<upload::Upload> for ImportUpload {
    fn from(row: upload::Upload) -> Self {
        Self(row)
    }
}

/// A file that the viewer uploaded. It is kept for a day.
#[Object]
impl ImportUpload {
    /// Its random key.
    async fn key(&self) -> &str {
        &self.0.key
    }
    /// Address of its page.
    async fn path(&self) -> String {
        format!("/datasets/import/{}", self.0.key)
    }
    /// The file's name, or empty.
    async fn file_name(&self) -> &str {
        &self.0.file_name
    }
    /// The source that it is imported as.
    async fn source_name(&self) -> &str {
        &self.0.source_name
    }
    /// When it was uploaded.
    async fn created_at(&self) -> DateTime<Utc> {
        self.0.created_at
    }
    /// What the import would change; null once it is done.
    async fn preview(&self, ctx: &Context<'_>) -> Result<Option<ImportPreview>> {
        let preview = upload::preview(reader(ctx)?, &self.0).await.graphql()?;
        Ok(preview.map(ImportPreview))
    }
    /// What the import came to; null before it is done.
    async fn report(&self) -> Result<Option<ImportReport>> {
        let report = upload::report(&self.0).graphql()?;
        Ok(report.map(ImportReport))
    }
}

/// A file to import.
#[derive(InputObject)]
pub struct UploadListingInput {
    /// Number of the organisation that publishes what names no publisher.
    organisation: Option<i64>,
    /// The file's name.
    #[graphql(default)]
    file_name: String,
    /// Name of the source; left out, it is the portal or inventory that the file names.
    #[graphql(default)]
    source_name: String,
    /// The file: an answer of CKAN's package_search in JSON, or an inventory in XML.
    content: String,
}

/// Which upload to import.
#[derive(InputObject)]
pub struct ConfirmImportInput {
    /// Its key.
    key: String,
}

payload! {
    /// An upload.
    ImportUploadPayload {
        /// The upload.
        upload: ImportUpload
    }
}

/// Imports of the catalogue.
#[derive(Default)]
pub struct ImportQuery;

#[Object]
impl ImportQuery {
    /// The viewer's upload with this key, or null.
    async fn import_upload(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its random key.")] key: String,
    ) -> Result<Option<ImportUpload>> {
        let found = optional(upload::by_key(reader(ctx)?, &key).await)?;
        Ok(found.map(ImportUpload))
    }
}

/// Imports of the catalogue.
#[derive(Default)]
pub struct ImportMutation;

#[Object]
impl ImportMutation {
    /// Uploads a file and changes nothing else: what it would change is its `preview`.
    async fn upload_listing(
        &self,
        ctx: &Context<'_>,
        input: UploadListingInput,
    ) -> Result<ImportUploadPayload> {
        let input = upload::UploadListing {
            organisation: input.organisation,
            file_name: input.file_name,
            source_name: input.source_name,
            content: input.content,
        };
        let outcome = change(ctx, input, |c, i| Box::pin(upload::upload_listing(c, i)));
        Ok(outcome.await?.into())
    }

    /// Imports an uploaded file, once.
    async fn confirm_import(
        &self,
        ctx: &Context<'_>,
        input: ConfirmImportInput,
    ) -> Result<ImportUploadPayload> {
        let outcome = change(ctx, input.key, |c, i| {
            Box::pin(upload::confirm_import(c, i))
        });
        Ok(outcome.await?.into())
    }
}
