//! What a challenge asks to see who may take part: questions with yes or no, and the answer that
//! makes eligible. A question is known by its words, so that an answer to other words never counts.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::challenge::Challenge;
use crate::error::FieldError;
use crate::values::Fields;

/// Questions that one challenge can ask.
const MOST: usize = 20;

/// A question, which is answered with yes or no.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Question {
    /// The question.
    pub question: String,
    /// The answer that makes eligible: true for yes.
    pub eligible: bool,
    /// Whether a reason is asked.
    pub reason: bool,
}

/// The same as somebody fills it in.
#[derive(Debug, Clone, Default)]
pub struct QuestionInput {
    /// The question.
    pub question: String,
    /// The answer that makes eligible.
    pub eligible: Option<bool>,
    /// Whether a reason is asked.
    pub reason: bool,
    /// Whether to leave it out.
    pub remove: bool,
}

/// What a challenge asks, in order.
pub fn of(challenge: &Challenge) -> Vec<Question> {
    serde_json::from_value(challenge.eligibility.clone()).unwrap_or_default()
}

/// Checks the rows below `path`; rows without a question, or to be removed, are left out.
pub(crate) fn check(fields: &mut Fields, path: &str, rows: &[QuestionInput]) -> Vec<Question> {
    let mut checked: Vec<Question> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        if row.remove || row.question.trim().is_empty() {
            continue;
        }
        let at = |name: &str| format!("{path}.{index}.{name}");
        let question = fields.line(&at("question"), &row.question, 5..=200);
        let known = checked.iter().any(|other| other.question == question);
        fields.require(!known, &at("question"), "QUESTION_TWICE");
        fields.require(row.eligible.is_some(), &at("eligibleAnswer"), "REQUIRED");
        checked.push(Question {
            question,
            eligible: row.eligible.unwrap_or_default(),
            reason: row.reason,
        });
    }
    if checked.len() > MOST {
        fields.push(FieldError::new(path, "TOO_MANY").with("max", MOST));
    }
    checked
}

/// As it is stored.
pub(crate) fn kept(questions: &[Question]) -> Value {
    json!(questions)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_asked_once_and_says_which_answer_counts() {
        let row = |question: &str, eligible| QuestionInput {
            question: question.into(),
            eligible,
            ..QuestionInput::default()
        };
        let rows = [
            row("Is the lead a council?", Some(true)),
            row("", None),
            row("Is the lead a council? ", Some(true)),
            row("Is it live already?", None),
        ];
        let mut fields = Fields::default();
        check(&mut fields, "rules.eligibility", &rows);
        let error = format!("{:?}", fields.finish());
        for part in ["2.question", "3.eligibleAnswer"] {
            assert!(error.contains(part), "{part} in {error}");
        }
        let mut fields = Fields::default();
        let asked = check(&mut fields, "rules.eligibility", &rows[..2]);
        assert!(fields.finish().is_ok() && asked.len() == 1);
    }
}
