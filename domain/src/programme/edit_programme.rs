//! Editing what a programme says, and what its new challenges start with.

use chrono::NaiveDate;
use hub_entity::challenge::programme;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::challenge::content::MOST_OFFER_DAYS;
use crate::challenge::template;
use crate::challenge::tie_break::{self, Rung};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::platform::audit;
use crate::policy;
use crate::programme::{Programme, read};
use crate::values::{Fields, slug};

/// What somebody fills in.
#[derive(Debug, Clone, Default)]
pub struct EditProgramme {
    /// Which.
    pub number: i64,
    /// The version that was edited.
    pub version: i32,
    /// What it is called.
    pub name: String,
    /// One sentence for lists.
    pub summary: String,
    /// Markdown: what it is for.
    pub about: String,
    /// Markdown: the rules that hold for all its challenges.
    pub rules: String,
    /// Its first day, or empty.
    pub starts_on: String,
    /// Its last day, or empty.
    pub ends_on: String,
    /// What its new challenges start with.
    pub defaults: Defaults,
}

/// What a new challenge of a programme starts with.
#[derive(Debug, Clone, Default)]
pub struct Defaults {
    /// How many proposals can be selected.
    pub awards: i32,
    /// What each is awarded, in pence.
    pub award_pence: Option<i64>,
    /// Reviews that a proposal needs.
    pub reviews_required: i32,
    /// Days in which an award has to be accepted; none where it needs no acceptance.
    pub offer_days: Option<i32>,
    /// How ties are broken: `reviews`, `lottery`, or `criterion:` with a name, in order.
    pub tie_break: Vec<String>,
    /// The public value that a lottery is drawn from; needed where the ladder ends with one.
    pub lottery_source: String,
}

/// Saves an edit. Challenges that were drafted before keep their rules.
///
/// # Errors
/// `Invalid` by field; `Conflict` when somebody else was faster; `Forbidden` unless staff ask.
pub async fn edit_programme(ctx: &Context, input: EditProgramme) -> Result<Programme> {
    let mut fields = Fields::default();
    let mut row = checked(&mut fields, &input);
    let known = read::lock(ctx, input.number).await?;
    let allowed = policy::programme::may_edit(ctx.viewer(), known.id);
    policy::require(ctx.viewer(), allowed)?;
    fields.finish()?;
    if known.version != input.version {
        return Err(Error::Conflict);
    }
    row.id = Set(known.id);
    row.version = Set(known.version + 1);
    row.updated_at = Set(ctx.now());
    let saved = row.update(ctx.tx().await?).await?;
    read::index(ctx, &saved).await?;
    let entry = audit::Entry {
        action: "programme_edited",
        object_kind: "programme",
        object_id: saved.id,
        challenge_id: None,
        details: json!({ "version": saved.version }),
    };
    audit::record(ctx, entry).await?;
    Ok(saved)
}

fn checked(fields: &mut Fields, input: &EditProgramme) -> programme::ActiveModel {
    let name = fields.line("name", &input.name, 3..=100);
    let summary = fields.line("summary", &input.summary, 10..=300);
    let about = fields.text("about", &input.about, 0..=20_000);
    let rules = fields.text("rules", &input.rules, 0..=20_000);
    let starts_on = date(fields, "startsOn", &input.starts_on);
    let ends_on = date(fields, "endsOn", &input.ends_on);
    // As text, dates of this form are in their order.
    let in_order = starts_on.is_empty() || ends_on.is_empty() || starts_on <= ends_on;
    fields.require(in_order, "endsOn", "ENDS_BEFORE_START");
    let given = &input.defaults;
    let ladder = &given.tie_break;
    let rungs = tie_break::check(fields, "tieBreak", ladder, &template::criteria());
    let source = fields.line("lotterySource", &given.lottery_source, 0..=300);
    let has_lottery = rungs.contains(&Rung::Lottery);
    let named = !has_lottery || !source.is_empty();
    fields.require(named, "lotterySource", "LOTTERY_SOURCE_MISSING");
    let award_pence = given
        .award_pence
        .map(|pence| fields.number("awardPence", pence, 100..=10_000_000_000));
    let offer_days = given
        .offer_days
        .map(|days| fields.number("offerDays", days, 1..=MOST_OFFER_DAYS));
    programme::ActiveModel {
        slug: Set(slug(&name)),
        name: Set(name),
        summary: Set(summary),
        about: Set(about),
        rules: Set(rules),
        starts_on: Set(starts_on),
        ends_on: Set(ends_on),
        awards: Set(fields.number("awards", given.awards, 1..=100)),
        award_pence: Set(award_pence),
        reviews_required: Set(fields.number("reviewsRequired", given.reviews_required, 1..=20)),
        offer_days: Set(offer_days),
        tie_break: Set(tie_break::kept(&rungs)),
        lottery_source: Set(if has_lottery { source } else { String::new() }),
        ..Default::default()
    }
}

/// A day, or empty.
fn date(fields: &mut Fields, name: &str, text: &str) -> String {
    let text = text.trim();
    if text.is_empty() {
        return String::new();
    }
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    fields.require(day.is_some(), name, "NOT_A_DATE");
    day.map(|day| day.to_string()).unwrap_or_default()
}
