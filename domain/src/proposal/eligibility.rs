//! What the applicants answer to the questions of a challenge.

use crate::challenge::Challenge;
use crate::challenge::eligibility::{self, Question};
use crate::proposal::Content;
use crate::proposal::content::Answer;

/// A question, and what was answered to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// What the challenge asks.
    pub question: Question,
    /// The answer; none while there is none.
    pub answer: Option<bool>,
    /// Why, in the applicants' words.
    pub reason: String,
}

impl Asked {
    /// Whether the answer makes eligible; none while there is none.
    pub fn eligible(&self) -> Option<bool> {
        self.answer.map(|answer| answer == self.question.eligible)
    }
}

/// What a challenge asks, each with what this content answers.
pub fn asked(challenge: &Challenge, content: &Content) -> Vec<Asked> {
    let answered = |question: Question| {
        let mut answers = content.eligibility.iter();
        let own = answers.find(|answer| answer.question == question.question);
        Asked {
            answer: own.and_then(|own| own.answer),
            reason: own.map(|own| own.reason.clone()).unwrap_or_default(),
            question,
        }
    };
    eligibility::of(challenge)
        .into_iter()
        .map(answered)
        .collect()
}

/// What is kept of the answers that were typed: those to what is asked, in its order, and no empty
/// ones, so that a form in which nobody answered anything changes nothing.
pub(crate) fn settle(challenge: &Challenge, typed: Vec<Answer>) -> Vec<Answer> {
    let content = Content {
        eligibility: typed,
        ..Content::default()
    };
    asked(challenge, &content)
        .into_iter()
        .filter(|asked| asked.answer.is_some() || !asked.reason.is_empty())
        .map(|asked| Answer {
            question: asked.question.question,
            answer: asked.answer,
            reason: asked.reason,
        })
        .collect()
}
