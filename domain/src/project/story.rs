//! Stories: whom a project helped, and how, as its partners tell it.

use hub_entity::project::project_story;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder,
};
use serde_json::json;

use crate::context::Context;
use crate::error::{Error, FieldError, Result};
use crate::platform::{limit, repeat, search_index};
use crate::policy;
use crate::project::impact::{record, to_report};
use crate::project::{Project, read};
use crate::values::Fields;

/// A story.
pub type Story = project_story::Model;

/// Most stories of one project.
const MOST: usize = 100;

/// The stories of a project that the viewer was found to see, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of(db: &impl ConnectionTrait, project_id: i64) -> Result<Vec<Story>> {
    Ok(project_story::Entity::find()
        .filter(project_story::Column::ProjectId.eq(project_id))
        .filter(project_story::Column::DeletedAt.is_null())
        .order_by_desc(project_story::Column::Id)
        .all(db)
        .await?)
}

/// One of them.
///
/// # Errors
/// `NotFound` when the project has no such story.
pub async fn one(db: &impl ConnectionTrait, project_id: i64, number: i64) -> Result<Story> {
    project_story::Entity::find_by_id(number)
        .filter(project_story::Column::ProjectId.eq(project_id))
        .filter(project_story::Column::DeletedAt.is_null())
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

/// Whom a project helped, and how.
#[derive(Debug, Clone)]
pub struct PublishStory {
    /// Number of the project.
    pub project: i64,
    /// Headline.
    pub title: String,
    /// Markdown.
    pub body: String,
    /// What somebody says of it, or empty.
    pub quote: String,
    /// Who says so, or empty.
    pub quoted: String,
    /// Whether whoever is named or quoted agrees.
    pub consent: bool,
    /// Makes a repeat harmless.
    pub request_id: Option<String>,
}

/// Publishes a story.
///
/// # Errors
/// `Forbidden` to all but the partners' people; `Invalid`, as when somebody is quoted who did not
/// agree.
pub async fn publish_story(ctx: &Context, input: PublishStory) -> Result<Story> {
    let mut fields = Fields::default();
    let title = fields.line("title", &input.title, 3..=150);
    let body = fields.text("body", &input.body, 1..=5_000);
    let quote = fields.text("quote", &input.quote, 0..=600);
    let quoted = fields.line("quoted", &input.quoted, 0..=150);
    let named = !quote.is_empty() || !quoted.is_empty();
    fields.require(
        quote.is_empty() || !quoted.is_empty(),
        "quoted",
        "QUOTE_OF_NOBODY",
    );
    fields.require(!named || input.consent, "consent", "NEEDS_AGREEMENT");
    if let Some(id) = ctx.viewer().id() {
        limit::POST.take(ctx.hub(), &id.to_string()).await?;
    }
    let project = to_report(ctx, input.project).await?;
    fields.finish()?;
    let tx = ctx.tx().await?;
    let id = input.request_id.as_deref();
    if let Some(known) = repeat::find(ctx, "publishStory", id).await? {
        let known = project_story::Entity::find_by_id(known).one(tx).await?;
        return known.ok_or(Error::NotFound);
    }
    if of(tx, project.id).await?.len() >= MOST {
        let error = FieldError::new("title", "TOO_MANY").with("max", MOST);
        return Err(error.into());
    }
    let row = project_story::ActiveModel {
        project_id: Set(project.id),
        author_id: Set(ctx.actor()?.id),
        title: Set(title),
        body: Set(body),
        quote: Set(quote),
        quoted: Set(quoted),
        consented_at: Set(input.consent.then(|| ctx.now())),
        created_at: Set(ctx.now()),
        edited_at: Set(None),
        version: Set(1),
        deleted_at: Set(None),
        ..Default::default()
    };
    let story = row.insert(tx).await?;
    repeat::remember(ctx, "publishStory", id, story.id).await?;
    index(ctx, &project, &story).await?;
    let details = json!({ "story": story.id, "consent": input.consent });
    record(ctx, &project, "project_story_published", details).await?;
    Ok(story)
}

/// Which story to take down.
#[derive(Debug, Clone)]
pub struct DeleteStory {
    /// Its number.
    pub story: i64,
}

/// Takes a story down; the row stays.
///
/// # Errors
/// `NotFound` when there is none; `Forbidden` to all but its author, the partners' people and
/// moderators.
pub async fn delete_story(ctx: &Context, input: DeleteStory) -> Result<Story> {
    let tx = ctx.tx().await?;
    let story = project_story::Entity::find_by_id(input.story)
        .filter(project_story::Column::DeletedAt.is_null())
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    let project = read::locked(ctx, story.project_id).await?;
    let partner = read::is_partner(tx, ctx.viewer(), project.id).await?;
    let allowed = policy::project::may_delete_update(ctx.viewer(), partner, story.author_id);
    policy::require(ctx.viewer(), allowed)?;
    let mut row = story.into_active_model();
    row.deleted_at = Set(Some(ctx.now()));
    let story = row.update(tx).await?;
    search_index::remove(ctx, "story", story.id).await?;
    record(
        ctx,
        &project,
        "project_story_deleted",
        json!({ "story": story.id }),
    )
    .await?;
    Ok(story)
}

/// Puts the stories of a project into the search index, or, when it is hidden, takes them out.
pub(super) async fn index_all(ctx: &Context, project: &Project) -> Result<()> {
    for story in of(ctx.tx().await?, project.id).await? {
        index(ctx, project, &story).await?;
    }
    Ok(())
}

pub(super) async fn index(ctx: &Context, project: &Project, story: &Story) -> Result<()> {
    if project.hidden_at.is_some() {
        return search_index::remove(ctx, "story", story.id).await;
    }
    let entry = search_index::Entry {
        kind: "story",
        object_id: story.id,
        visibility: "public".to_owned(),
        title: story.title.clone(),
        body: format!("{}\n\n{}\n\n{}", story.body, story.quote, project.title),
        path: format!("{}#story-{}", read::path(project), story.id),
    };
    search_index::put(ctx, entry).await
}
