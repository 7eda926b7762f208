//! An announcement before it is made.

use std::sync::Arc;

use async_graphql::{Context, Object, Result, SimpleObject};
use hub_domain::challenge::Challenge;
use hub_domain::judging::announcement::{Announcement, Letters};
use hub_domain::judging::letters;

use super::enums::Outcome;
use crate::account::Person;
use crate::error::UserError;
use crate::letter::{LetterText, written};
use crate::request::reader;

/// The letters about one proposal, before they are sent.
pub struct LettersPreview {
    challenge: Arc<Challenge>,
    letters: Letters,
}

/// The letters about one proposal, before they are sent.
#[Object]
impl LettersPreview {
    /// Title of the proposal.
    async fn title(&self) -> &str {
        &self.letters.ranked.title
    }
    /// What people quote.
    async fn reference(&self) -> &str {
        &self.letters.ranked.proposal.reference
    }
    /// Key of the proposal.
    async fn key(&self) -> &str {
        &self.letters.ranked.proposal.key
    }
    /// What was decided; null while nothing is.
    async fn outcome(&self) -> Option<Outcome> {
        let decision = self.letters.ranked.decision.as_ref();
        decision.map(|decision| decision.outcome.into())
    }
    /// Whether there is feedback.
    async fn has_feedback(&self) -> bool {
        let decision = self.letters.ranked.decision.as_ref();
        decision.is_some_and(|decision| !decision.feedback.trim().is_empty())
    }
    /// To whom they go.
    async fn people(&self) -> Vec<Person> {
        self.letters.people.iter().cloned().map(Person).collect()
    }
    /// The letter as the first of them would get it now; the others' differ by their name. Null
    /// while nothing is decided.
    async fn text(&self, ctx: &Context<'_>) -> Result<Option<LetterText>> {
        let settings = reader(ctx)?.hub().settings();
        let now = reader(ctx)?.now();
        let letter = letters::preview(settings, &self.challenge, &self.letters, now);
        let first = self.letters.people.first();
        let name = first.map_or("", |person| person.name.as_str());
        letter.map(|letter| written(ctx, &letter, name)).transpose()
    }
}

/// An announcement as it would be made now.
#[derive(SimpleObject)]
pub struct AnnouncementPreview {
    /// The letters.
    letters: Vec<LettersPreview>,
    /// What it lacks; it can be made when this is empty.
    missing: Vec<UserError>,
}

impl AnnouncementPreview {
    /// The announcement of this challenge.
    pub fn new(challenge: Challenge, found: Announcement) -> Self {
        let challenge = Arc::new(challenge);
        let preview = |letters| LettersPreview {
            challenge: Arc::clone(&challenge),
            letters,
        };
        Self {
            letters: found.letters.into_iter().map(preview).collect(),
            missing: found.missing.into_iter().map(UserError::from).collect(),
        }
    }
}
