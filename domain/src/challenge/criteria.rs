//! What proposals are scored on: criteria with weights, and levels that are described.

use hub_entity::challenge::{criterion, score};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    QueryOrder,
};
use serde_json::json;

use crate::context::Context;
use crate::error::{Error, FieldError, Result};
use crate::values::Fields;

/// A criterion.
pub type Criterion = criterion::Model;

/// Criteria that a challenge can have.
pub const MOST: usize = 12;
/// Levels that a criterion needs, or a score would say nothing.
const LEAST_LEVELS: usize = 2;
/// Levels that a criterion can have: from 0 to 10.
const MOST_LEVELS: usize = 11;

/// A criterion as somebody fills it in.
#[derive(Debug, Clone, Default)]
pub struct CriterionInput {
    /// What it is called.
    pub name: String,
    /// What to look for.
    pub description: String,
    /// Its share, relative to the other weights.
    pub weight: Option<i32>,
    /// The levels, in any order.
    pub levels: Vec<LevelInput>,
    /// Whether judges may leave out why.
    pub comment_optional: bool,
    /// Whether to leave it out.
    pub remove: bool,
}

/// A level as somebody fills it in.
#[derive(Debug, Clone, Default)]
pub struct LevelInput {
    /// Which level, from 0.
    pub level: i32,
    /// What it means.
    pub description: String,
}

/// A criterion that was checked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Checked {
    /// What it is called.
    pub name: String,
    /// What to look for.
    pub description: String,
    /// Its share.
    pub weight: i32,
    /// What each level means, from 0 upwards.
    pub levels: Vec<String>,
    /// Whether judges must say why.
    pub comment_required: bool,
}

impl CriterionInput {
    /// A row of the form that nobody filled in.
    fn is_blank(&self) -> bool {
        self.name.trim().is_empty()
            && self.description.trim().is_empty()
            && self.weight.is_none()
            && self.levels.iter().all(|l| l.description.trim().is_empty())
    }
}

/// Checks the rows below `path`; rows that are blank or to be removed are left out.
pub(crate) fn check(fields: &mut Fields, path: &str, rows: &[CriterionInput]) -> Vec<Checked> {
    let mut checked = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        if row.remove || row.is_blank() {
            continue;
        }
        let at = |name: &str| format!("{path}.{index}.{name}");
        let weight = if let Some(weight) = row.weight {
            fields.number(&at("weight"), weight, 0..=1000)
        } else {
            fields.push(FieldError::new(at("weight"), "REQUIRED"));
            0
        };
        checked.push(Checked {
            name: fields.line(&at("name"), &row.name, 2..=100),
            description: fields.text(&at("description"), &row.description, 0..=2000),
            weight,
            levels: check_levels(fields, &at("levels"), &row.levels),
            comment_required: !row.comment_optional,
        });
    }
    if checked.len() > MOST {
        fields.push(FieldError::new(path, "TOO_MANY").with("max", MOST));
    }
    checked
}

/// Levels count from 0 without gaps. Those at the end that say nothing are rows of the form that
/// nobody filled in, and are left out as far as there can be fewer.
fn check_levels(fields: &mut Fields, path: &str, levels: &[LevelInput]) -> Vec<String> {
    let mut texts = vec![None; levels.len()];
    for (index, level) in levels.iter().enumerate() {
        let field = format!("{path}.{index}.description");
        let text = fields.text(&field, &level.description, 0..=500);
        let place = usize::try_from(level.level).ok();
        match place.and_then(|place| texts.get_mut(place)) {
            Some(slot @ None) => *slot = Some(text),
            _ => fields.push(FieldError::new(path, "LEVELS_FROM_ZERO")),
        }
    }
    let mut texts: Vec<String> = texts.into_iter().flatten().collect();
    while texts.len() > LEAST_LEVELS && texts.last().is_some_and(String::is_empty) {
        texts.pop();
    }
    if !(LEAST_LEVELS..=MOST_LEVELS).contains(&texts.len()) {
        fields.push(FieldError::new(path, "LEVELS_FROM_ZERO"));
    }
    texts
}

/// The descriptions of a criterion's levels, from 0 upwards. The highest level is one less than
/// there are descriptions.
pub fn level_texts(criterion: &Criterion) -> Vec<String> {
    serde_json::from_value(criterion.levels.clone()).unwrap_or_default()
}

/// The criteria of a challenge, in their order.
///
/// # Errors
/// When the database does not answer.
pub async fn of(db: &impl ConnectionTrait, challenge_id: i64) -> Result<Vec<Criterion>> {
    Ok(criterion::Entity::find()
        .filter(criterion::Column::ChallengeId.eq(challenge_id))
        .order_by_asc(criterion::Column::Position)
        .order_by_asc(criterion::Column::Id)
        .all(db)
        .await?)
}

/// Puts these criteria in place of those there are. One that keeps its name keeps its number, and
/// with it what judges have drafted; drafted scores of one that goes, go with it. Callers see to it
/// that no review was submitted.
pub(crate) async fn replace(ctx: &Context, challenge_id: i64, rows: &[Checked]) -> Result<()> {
    let tx = ctx.tx().await?;
    let mut known = of(tx, challenge_id).await?;
    if known.iter().map(Checked::of).eq(rows.iter().cloned()) {
        return Ok(());
    }
    for (position, row) in rows.iter().enumerate() {
        let place = known.iter().position(|old| old.name == row.name);
        let old = place.map(|place| known.remove(place));
        let mut model = criterion::ActiveModel {
            challenge_id: Set(challenge_id),
            position: Set(i32::try_from(position + 1).map_err(Error::internal)?),
            name: Set(row.name.clone()),
            description: Set(row.description.clone()),
            weight: Set(row.weight),
            levels: Set(json!(row.levels)),
            comment_required: Set(row.comment_required),
            ..Default::default()
        };
        if let Some(old) = old {
            model.id = Set(old.id);
            model.update(tx).await?;
        } else {
            model.insert(tx).await?;
        }
    }
    let gone: Vec<i64> = known.iter().map(|old| old.id).collect();
    score::Entity::delete_many()
        .filter(score::Column::CriterionId.is_in(gone.clone()))
        .exec(tx)
        .await?;
    criterion::Entity::delete_many()
        .filter(criterion::Column::Id.is_in(gone))
        .exec(tx)
        .await?;
    Ok(())
}

impl Checked {
    /// A criterion as it stands.
    pub(crate) fn of(row: &Criterion) -> Self {
        Self {
            name: row.name.clone(),
            description: row.description.clone(),
            weight: row.weight,
            levels: level_texts(row),
            comment_required: row.comment_required,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(texts: &[&str]) -> Result<Vec<String>> {
        let levels: Vec<LevelInput> = (0..)
            .zip(texts)
            .map(|(level, text)| LevelInput {
                level,
                description: (*text).to_owned(),
            })
            .collect();
        let mut fields = Fields::default();
        let texts = check_levels(&mut fields, "levels", &levels);
        fields.finish().map(|()| texts)
    }

    #[test]
    fn a_criterion_has_the_levels_that_are_filled_in() {
        let blank = [""; MOST_LEVELS];
        assert_eq!(checked(&blank).unwrap(), ["", ""]);
        assert_eq!(checked(&["No", "Yes", "", ""]).unwrap(), ["No", "Yes"]);
        // A gap stays, to be filled in before it is published.
        let gap = ["None", "", "All", ""];
        assert_eq!(checked(&gap).unwrap(), ["None", "", "All"]);
        let most = ["As described."; MOST_LEVELS];
        assert_eq!(checked(&most).unwrap().len(), MOST_LEVELS);
        assert!(checked(&["As described."; MOST_LEVELS + 1]).is_err());
        assert!(checked(&["Only one."]).is_err());
    }
}
