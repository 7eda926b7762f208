//! Later rounds of judging that a challenge declares before it opens: how many proposals go on to
//! each, who reads them there, and how long judges have. All rounds ask the same rubric, so that
//! scores of one can be compared with those of another.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::challenge::Challenge;
use crate::error::{FieldError, Result};
use crate::values::Fields;

/// Later rounds that one challenge can declare.
const MOST: usize = 3;

/// A later round.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Round {
    /// What it is called, such as “Interviews”.
    pub name: String,
    /// How many proposals go on at least.
    pub goes_on: i32,
    /// Whether the whole panel reads what went on; else who is assigned.
    pub whole_panel: bool,
    /// Days that judges have.
    pub days: i32,
}

/// The same as somebody fills it in.
#[derive(Debug, Clone, Default)]
pub struct RoundInput {
    /// What it is called; rows without a name are left out.
    pub name: String,
    /// How many proposals go on at least.
    pub goes_on: Option<i32>,
    /// Whether only those who are assigned read it.
    pub assigned_only: bool,
    /// Days that judges have.
    pub days: Option<i32>,
    /// Whether to leave it out.
    pub remove: bool,
}

/// What a challenge declares, the second round first.
pub fn of(challenge: &Challenge) -> Vec<Round> {
    serde_json::from_value(challenge.rounds.clone()).unwrap_or_default()
}

/// The rule of a round; none of the first, and of those that are not declared.
pub fn rule(challenge: &Challenge, number: i32) -> Option<Round> {
    let at = usize::try_from(number.checked_sub(2)?).ok()?;
    of(challenge).into_iter().nth(at)
}

/// Whether the whole panel reads what is in the round that is judged, whoever was assigned what.
pub fn is_whole_panel(challenge: &Challenge) -> bool {
    rule(challenge, challenge.round).is_some_and(|round| round.whole_panel)
}

/// Checks the rows below `path`; rows without a name, or to be removed, are left out. From round to
/// round fewer go on, and never fewer than there are awards.
pub(crate) fn check(
    fields: &mut Fields,
    path: &str,
    rows: &[RoundInput],
    awards: i32,
) -> Vec<Round> {
    let mut checked: Vec<Round> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let empty = row.name.trim().is_empty() && row.goes_on.is_none();
        if row.remove || empty {
            continue;
        }
        let at = |name: &str| format!("{path}.{index}.{name}");
        let name = fields.line(&at("name"), &row.name, 2..=60);
        let mut number = |name: &str, given: Option<i32>, range| {
            if let Some(given) = given {
                return fields.number(&at(name), given, range);
            }
            fields.push(FieldError::new(at(name), "REQUIRED"));
            0
        };
        let goes_on = number("goesOn", row.goes_on, 1..=500);
        let days = number("days", row.days, 1..=90);
        let enough = goes_on == 0 || goes_on >= awards;
        if !enough {
            let error = FieldError::new(at("goesOn"), "ROUND_BELOW_AWARDS");
            fields.push(error.with("awards", awards));
        }
        if let Some(before) = checked.last().filter(|b| goes_on > b.goes_on) {
            let error = FieldError::new(at("goesOn"), "ROUND_GROWS");
            fields.push(error.with("before", before.goes_on));
        }
        checked.push(Round {
            name,
            goes_on,
            whole_panel: !row.assigned_only,
            days,
        });
    }
    if checked.len() > MOST {
        fields.push(FieldError::new(path, "TOO_MANY").with("max", MOST));
    }
    checked
}

/// Checks that no round that is declared already takes on fewer than these awards.
///
/// # Errors
/// `ROUND_BELOW_AWARDS` on `rules.awards`.
pub(crate) fn require_room(rounds: &[Round], awards: i32) -> Result<()> {
    if rounds.iter().all(|round| round.goes_on >= awards) {
        return Ok(());
    }
    let error = FieldError::new("rules.awards", "ROUND_BELOW_AWARDS");
    Err(error.with("awards", awards).into())
}

/// As it is stored.
pub(crate) fn kept(rounds: &[Round]) -> Value {
    json!(rounds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_grow_smaller_and_never_below_the_awards() {
        let row = |name: &str, goes_on, days| RoundInput {
            name: name.into(),
            goes_on,
            days,
            ..RoundInput::default()
        };
        let rows = [
            row("Shortlist", Some(12), Some(14)),
            row("", None, None),
            row("Interviews", Some(2), None),
            row("Second interviews", Some(40), Some(3)),
        ];
        let mut fields = Fields::default();
        check(&mut fields, "rules.rounds", &rows, 3);
        let error = format!("{:?}", fields.finish());
        for part in [
            "2.goesOn",
            "2.days",
            "3.goesOn",
            "ROUND_BELOW_AWARDS",
            "ROUND_GROWS",
        ] {
            assert!(error.contains(part), "{part} in {error}");
        }
        let mut fields = Fields::default();
        let rounds = check(&mut fields, "rules.rounds", &rows[..2], 3);
        assert!(fields.finish().is_ok() && rounds.len() == 1 && rounds[0].whole_panel);
    }
}
