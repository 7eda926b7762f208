//! What a challenge still lacks before staff can publish it.

use chrono::{DateTime, Utc};

use crate::challenge::content::Times;
use crate::challenge::{Challenge, Criterion, level_texts};
use crate::error::FieldError;

/// Everything that is missing, each under the part of the form where it is filled in: `texts`,
/// `times` or `criteria`. Empty when it can be published now.
pub fn gaps(challenge: &Challenge, criteria: &[Criterion], now: DateTime<Utc>) -> Vec<FieldError> {
    let mut gaps = Vec::new();
    let mut lacks = |missing: bool, field: &str, code: &'static str| {
        if missing {
            gaps.push(FieldError::new(field, code));
        }
    };
    let empty = |text: &str| text.trim().is_empty();
    lacks(
        empty(&challenge.summary),
        "texts",
        "CHALLENGE_NEEDS_SUMMARY",
    );
    lacks(
        empty(&challenge.problem),
        "texts",
        "CHALLENGE_NEEDS_PROBLEM",
    );
    lacks(
        empty(&challenge.affected),
        "texts",
        "CHALLENGE_NEEDS_AFFECTED",
    );
    lacks(
        empty(&challenge.success),
        "texts",
        "CHALLENGE_NEEDS_SUCCESS",
    );

    let times = Times::of(challenge);
    lacks(!times.are_given(), "times", "CHALLENGE_NEEDS_TIMES");
    lacks(!times.are_in_order(), "times", "CHALLENGE_TIMES_ORDER");
    let over = challenge.closes_at.is_some_and(|at| at <= now);
    lacks(over, "times", "CHALLENGE_CLOSES_IN_PAST");

    let weights: i64 = criteria.iter().map(|c| i64::from(c.weight)).sum();
    lacks(criteria.is_empty(), "criteria", "CHALLENGE_NEEDS_CRITERIA");
    let weightless = !criteria.is_empty() && weights <= 0;
    lacks(weightless, "criteria", "CHALLENGE_NEEDS_WEIGHTS");
    let undescribed = criteria
        .iter()
        .any(|criterion| level_texts(criterion).iter().any(|text| empty(text)));
    lacks(undescribed, "criteria", "CHALLENGE_NEEDS_LEVELS");
    gaps
}

/// The same as errors of the whole form.
pub(crate) fn errors(gaps: Vec<FieldError>) -> Vec<FieldError> {
    gaps.into_iter()
        .map(|gap| FieldError::new("", gap.code))
        .collect()
}
