//! What was amended since a challenge opened: as the audit keeps it, and as everybody reads it.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use hub_entity::platform::audit;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::challenge::Challenge;
use crate::challenge::content::Terms;
use crate::challenge::criteria::Checked;
use crate::challenge::eligibility::Question;
use crate::challenge::form::SectionRule;
use crate::challenge::rounds::Round;
use crate::context::Reader;
use crate::error::Result;

/// The audit's word for amended rules.
pub(crate) const AMENDED: &str = "challenge_amended";
/// The audit's word for later deadlines.
pub(crate) const EXTENDED: &str = "challenge_deadline_extended";

/// One thing that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What: `awards`, `criterion_weight`, `closes` and so on.
    pub field: String,
    /// Of which criterion, or of which section, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// What stood there; none where there was nothing.
    pub before: Option<String>,
    /// What stands there; none where there is nothing any more.
    pub after: Option<String>,
}

/// One amendment.
#[derive(Debug, Clone)]
pub struct Amendment {
    /// When.
    pub at: DateTime<Utc>,
    /// Why.
    pub reason: String,
    /// What changed.
    pub changes: Vec<Change>,
}

/// What differs between rules, in the order of the form.
pub(crate) fn changes(before: &Terms, after: &Terms) -> Vec<Change> {
    let mut all = Vec::new();
    let mut note = |field: &str, about: Option<&str>, old: Option<String>, new: Option<String>| {
        if old != new {
            all.push(Change {
                field: field.to_owned(),
                about: about.map(ToOwned::to_owned),
                before: old,
                after: new,
            });
        }
    };
    let text = |number: i32| Some(number.to_string());
    let ladder = |terms: &Terms| {
        let rungs: Vec<String> = terms.tie_break.iter().map(ToString::to_string).collect();
        Some(rungs.join(", ")).filter(|text| !text.is_empty())
    };
    note("awards", None, text(before.awards), text(after.awards));
    let pence = |terms: &Terms| terms.award_pence.map(|pence| pence.to_string());
    note("award_pence", None, pence(before), pence(after));
    let grace = |terms: &Terms| text(terms.grace_minutes);
    note("grace_minutes", None, grace(before), grace(after));
    let reviews = |terms: &Terms| text(terms.reviews_required);
    note("reviews_required", None, reviews(before), reviews(after));
    let least = |terms: &Terms| terms.minimum_score.map(|least| least.to_string());
    note("minimum_score", None, least(before), least(after));
    let days = |terms: &Terms| terms.offer_days.map(|days| days.to_string());
    note("offer_days", None, days(before), days(after));
    let appeal = |terms: &Terms| text(terms.appeal_days);
    note("appeal_days", None, appeal(before), appeal(after));
    note("tie_break", None, ladder(before), ladder(after));
    let blind = |terms: &Terms| Some(terms.blind.to_string());
    note("blind", None, blind(before), blind(after));
    let source = |terms: &Terms| Some(terms.lottery_source.clone()).filter(|text| !text.is_empty());
    note("lottery_source", None, source(before), source(after));
    let find = |terms: &Terms, name: &str| terms.criteria.iter().find(|c| c.name == name).cloned();
    for old in &before.criteria {
        if find(after, &old.name).is_none() {
            note("criterion", None, Some(old.name.clone()), None);
        }
    }
    for new in &after.criteria {
        let old = find(before, &new.name);
        if old.is_none() {
            note("criterion", None, None, Some(new.name.clone()));
        }
        let about = Some(new.name.as_str());
        let weight = |c: &Checked| c.weight.to_string();
        let was = old.as_ref().map(weight);
        note("criterion_weight", about, was, Some(weight(new)));
        let says = |c: &Checked| Some(c.description.clone()).filter(|text| !text.is_empty());
        let was = old.as_ref().and_then(says);
        note("criterion_description", about, was, says(new));
        let comment = |c: &Checked| c.comment_required.to_string();
        let was = old.as_ref().map(comment);
        note("criterion_comment", about, was, Some(comment(new)));
        let levels = |c: &Checked| {
            let numbered = (0..).zip(&c.levels);
            let lines: Vec<String> = numbered
                .map(|(n, text): (u32, _)| format!("{n}: {text}"))
                .collect();
            lines.join("\n")
        };
        let was = old.as_ref().map(levels);
        note("criterion_levels", about, was, Some(levels(new)));
    }
    rounds(before, after, &mut note);
    sections(before, after, &mut note);
    questions(before, after, &mut note);
    all
}

type Note<'a> = dyn FnMut(&str, Option<&str>, Option<String>, Option<String>) + 'a;

fn sections(before: &Terms, after: &Terms, note: &mut Note<'_>) {
    for new in &after.sections {
        let old = before.sections.iter().find(|s| s.section == new.section);
        let about = Some(new.section.key());
        let words = |rule: &SectionRule| rule.words.map(|words| words.to_string());
        note("section_words", about, old.and_then(words), words(new));
        let says = |rule: &SectionRule| Some(rule.guidance.clone()).filter(|text| !text.is_empty());
        note("section_guidance", about, old.and_then(says), says(new));
    }
}

fn rounds(before: &Terms, after: &Terms, note: &mut Note<'_>) {
    let none = Vec::new();
    let old = before.rounds.as_ref().unwrap_or(&none);
    let new = after.rounds.as_ref().unwrap_or(&none);
    for at in 0..old.len().max(new.len()) {
        let (was, is) = (old.get(at), new.get(at));
        let name = |round: &Round| round.name.clone();
        note("round", None, was.map(name), is.map(name));
        let known = is.or(was).map(name);
        let about = known.as_deref();
        let goes_on = |round: &Round| round.goes_on.to_string();
        note("round_goes_on", about, was.map(goes_on), is.map(goes_on));
        let days = |round: &Round| round.days.to_string();
        note("round_days", about, was.map(days), is.map(days));
        let all = |round: &Round| round.whole_panel.to_string();
        note("round_whole_panel", about, was.map(all), is.map(all));
    }
}

fn questions(before: &Terms, after: &Terms, note: &mut Note<'_>) {
    let none = Vec::new();
    let old = before.eligibility.as_ref().unwrap_or(&none);
    let new = after.eligibility.as_ref().unwrap_or(&none);
    let gone = old
        .iter()
        .filter(|old| new.iter().all(|new| new.question != old.question));
    for old in gone {
        note("question", None, Some(old.question.clone()), None);
    }
    for asked in new {
        let known = old.iter().find(|old| old.question == asked.question);
        if known.is_none() {
            note("question", None, None, Some(asked.question.clone()));
        }
        let about = Some(asked.question.as_str());
        let eligible = |q: &Question| q.eligible.to_string();
        let was = known.map(eligible);
        note("question_eligible", about, was, Some(eligible(asked)));
        let reason = |q: &Question| q.reason.to_string();
        let was = known.map(reason);
        note("question_reason", about, was, Some(reason(asked)));
    }
}

/// What a challenge advertised as it opened, where that was amended since.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Advertised {
    /// Awards.
    pub awards: Option<i64>,
    /// What each is awarded, in pence; 0 where that was no money.
    pub award_pence: Option<i64>,
}

/// What these challenges advertised as they opened; nothing of those that stand as they did.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn advertised(
    db: &impl ConnectionTrait,
    challenges: Vec<i64>,
) -> Result<HashMap<i64, Advertised>> {
    let rows = audit::Entity::find()
        .filter(audit::Column::ObjectKind.eq("challenge"))
        .filter(audit::Column::ObjectId.is_in(challenges))
        .filter(audit::Column::Action.eq(AMENDED))
        .order_by_asc(audit::Column::Seq)
        .all(db)
        .await?;
    let mut all: HashMap<i64, Advertised> = HashMap::new();
    for row in rows {
        let own = all.entry(row.object_id).or_default();
        let changes = row.details["changes"].as_array();
        for change in changes.into_iter().flatten() {
            let before = change["before"].as_str();
            let before = before.and_then(|text| text.parse().ok()).unwrap_or(0);
            match change["field"].as_str() {
                // The first amendment says what stood there at first.
                Some("awards") => own.awards = own.awards.or(Some(before)),
                Some("award_pence") => own.award_pence = own.award_pence.or(Some(before)),
                _ => {}
            }
        }
    }
    Ok(all)
}

/// What was amended since it opened, and which deadlines were extended, the latest first; nothing
/// of a challenge that was never public.
///
/// # Errors
/// When the database does not answer.
pub async fn of(reader: &Reader, challenge: &Challenge) -> Result<Vec<Amendment>> {
    if challenge.published_at.is_none() {
        return Ok(Vec::new());
    }
    let rows = audit::Entity::find()
        .filter(audit::Column::ObjectKind.eq("challenge"))
        .filter(audit::Column::ObjectId.eq(challenge.id))
        .filter(audit::Column::Action.is_in([AMENDED, EXTENDED]))
        .order_by_desc(audit::Column::Seq)
        .limit(100)
        .all(reader.db())
        .await?;
    let amendments = rows.into_iter().map(|row| Amendment {
        at: row.at,
        reason: row.details["reason"]
            .as_str()
            .unwrap_or_default()
            .to_owned(),
        changes: if row.action == EXTENDED {
            moved(&row.details)
        } else {
            serde_json::from_value(row.details["changes"].clone()).unwrap_or_default()
        },
    });
    Ok(amendments.collect())
}

/// The deadlines that moved, from the audit's two lists of three.
fn moved(details: &Value) -> Vec<Change> {
    let at = |list: &str, index: usize| details[list][index].as_str().map(ToOwned::to_owned);
    let changes = ["closes", "judging_opens", "judging_closes"]
        .into_iter()
        .enumerate()
        .map(|(index, field)| Change {
            field: field.to_owned(),
            about: None,
            before: at("before", index),
            after: at("after", index),
        });
    changes
        .filter(|change| change.before != change.after)
        .collect()
}
