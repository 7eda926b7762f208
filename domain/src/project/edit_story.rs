//! Stories are corrected by those who tell them.

use data_encoding::HEXLOWER;
use hub_entity::project::project_story;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::context::Context;
use crate::error::{Error, Result};
use crate::policy;
use crate::project::impact::record;
use crate::project::read;
use crate::project::story::{self, Story};
use crate::values::Fields;

/// What a story says from now on.
#[derive(Debug, Clone)]
pub struct EditStory {
    /// Its number.
    pub story: i64,
    /// Version that they had before them.
    pub version: i32,
    /// Headline.
    pub title: String,
    /// Markdown.
    pub body: String,
    /// What somebody says of it, or empty.
    pub quote: String,
    /// Who says so, or empty.
    pub quoted: String,
    /// Whether whoever is named or quoted agrees to the text as it is now.
    pub consent: bool,
}

/// Edits a story. Whoever is named or quoted agreed to the text that they were shown, so a changed
/// text needs their agreement anew; taking the name and the quotation out needs nobody's. The text
/// that was is not kept, because somebody may have asked for their name to go; the audit holds a hash
/// of both.
///
/// # Errors
/// `NotFound` when there is none; `Forbidden` to all but the partners' people; `Invalid`, as when
/// somebody is quoted who did not agree; `Conflict` when somebody else edited it meanwhile.
pub async fn edit_story(ctx: &Context, input: EditStory) -> Result<Story> {
    let mut fields = Fields::default();
    let title = fields.line("title", &input.title, 3..=150);
    let body = fields.text("body", &input.body, 1..=5_000);
    let quote = fields.text("quote", &input.quote, 0..=600);
    let quoted = fields.line("quoted", &input.quoted, 0..=150);
    let of_somebody = quote.is_empty() || !quoted.is_empty();
    fields.require(of_somebody, "quoted", "QUOTE_OF_NOBODY");
    let tx = ctx.tx().await?;
    let find = || {
        project_story::Entity::find_by_id(input.story)
            .filter(project_story::Column::DeletedAt.is_null())
            .one(tx)
    };
    let known = find().await?.ok_or(Error::NotFound)?;
    let project = read::locked(ctx, known.project_id).await?;
    let partner = read::is_partner(tx, ctx.viewer(), project.id).await?;
    let allowed = policy::project::may_report_impact(ctx.viewer(), partner);
    policy::require(ctx.viewer(), allowed)?;
    // Read again, because it may have changed before the lock was ours.
    let known = find().await?.ok_or(Error::NotFound)?;
    let before = hash([&known.title, &known.body, &known.quote, &known.quoted]);
    let after = hash([&title, &body, &quote, &quoted]);
    let changed = before != after;
    let names = !quote.is_empty() || !quoted.is_empty();
    fields.require(
        !changed || !names || input.consent,
        "consent",
        "AGREEMENT_TO_CHANGE",
    );
    fields.finish()?;
    if known.version != input.version {
        return Err(Error::Conflict);
    }
    if !changed {
        return Ok(known);
    }
    let row = project_story::ActiveModel {
        id: Set(known.id),
        title: Set(title),
        body: Set(body),
        quote: Set(quote),
        quoted: Set(quoted),
        consented_at: Set(input.consent.then(|| ctx.now())),
        edited_at: Set(Some(ctx.now())),
        version: Set(known.version + 1),
        ..Default::default()
    };
    let story = row.update(tx).await?;
    story::index(ctx, &project, &story).await?;
    let details = json!({
        "story": story.id,
        "version": story.version,
        "consent": input.consent,
        "before": before,
        "after": after,
    });
    record(ctx, &project, "project_story_edited", details).await?;
    Ok(story)
}

/// What tells two texts apart without saying them.
fn hash(parts: [&String; 4]) -> String {
    HEXLOWER.encode(&Sha256::digest(json!(parts).to_string()))
}
