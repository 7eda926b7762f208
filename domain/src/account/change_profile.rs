//! Editing one's own profile.

use hub_entity::account::person;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, QuerySelect};
use serde_json::json;

use crate::account::Person;
use crate::context::Context;
use crate::error::{Error, FieldError, Result};
use crate::policy;
use crate::values::Fields;

/// At most so many skills.
const MOST_SKILLS: usize = 20;

/// What somebody fills in.
#[derive(Debug, Clone)]
pub struct ChangeProfile {
    /// The name that others see.
    pub name: String,
    /// Role at work.
    pub job_title: String,
    /// Markdown.
    pub about: String,
    /// Skills; one entry may hold several between commas or on lines.
    pub skills: Vec<String>,
    /// Whether replies in followed topics are mailed.
    pub mail_replies: bool,
    /// The version that was edited.
    pub version: i32,
}

/// Changes the viewer's profile.
///
/// # Errors
/// `Unauthenticated`, `Invalid` on a field, `Conflict` when it was edited elsewhere meanwhile.
pub async fn change_profile(ctx: &Context, input: ChangeProfile) -> Result<Person> {
    let mut fields = Fields::default();
    let name = fields.line("name", &input.name, 2..=80);
    let job_title = fields.line("jobTitle", &input.job_title, 0..=100);
    let about = fields.text("about", &input.about, 0..=5000);
    let skills = skills(&mut fields, &input.skills);
    fields.finish()?;

    let actor = ctx.actor()?;
    let tx = ctx.tx().await?;
    let known = person::Entity::find_by_id(actor.id)
        .lock_exclusive()
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    policy::require(
        ctx.viewer(),
        policy::account::may_edit(ctx.viewer(), known.id),
    )?;
    if known.version != input.version {
        return Err(Error::Conflict);
    }
    let row = person::ActiveModel {
        id: Set(known.id),
        name: Set(name),
        job_title: Set(job_title),
        about: Set(about),
        skills: Set(json!(skills)),
        mail_replies: Set(input.mail_replies),
        version: Set(known.version + 1),
        ..Default::default()
    };
    Ok(row.update(tx).await?)
}

/// Skills as short words, each once.
pub(crate) fn skills(fields: &mut Fields, typed: &[String]) -> Vec<String> {
    let mut skills: Vec<String> = Vec::new();
    let words = typed
        .iter()
        .flat_map(|entry| entry.split([',', ';', '\n', '\r']))
        .map(str::trim)
        .filter(|word| !word.is_empty());
    for word in words {
        if word.chars().count() > 40 || word.chars().any(char::is_control) {
            fields.push(FieldError::new("skills", "SKILL_LONG").with("max", 40));
            return Vec::new();
        }
        if !skills.iter().any(|known| known.eq_ignore_ascii_case(word)) {
            skills.push(word.to_owned());
        }
    }
    if skills.len() > MOST_SKILLS {
        fields.push(FieldError::new("skills", "TOO_MANY").with("max", MOST_SKILLS));
    }
    skills
}
