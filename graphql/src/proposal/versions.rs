//! The versions of a proposal, and how two of them differ.

use async_graphql::{Context, Enum, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use hub_domain::proposal::diff::{Fate, Piece};
use hub_domain::proposal::history::Saved;
use hub_domain::proposal::versions::{self, Change, Version};
use hub_locales::sentence;

use crate::account::Person;
use crate::error::{Graphql, optional};
use crate::proposal::parts::ProposalContent;
use crate::request::loaders;

/// A version of a proposal as it was submitted.
pub struct ProposalVersion {
    /// The row.
    pub row: Version,
    /// Whether it is the one that counts.
    pub valid: bool,
    /// Whether the viewer may read who submitted it.
    pub named: bool,
}

/// A version of a proposal as it was submitted.
#[Object]
impl ProposalVersion {
    /// Counts from 1.
    async fn number(&self) -> i32 {
        self.row.number
    }
    /// When it was submitted.
    async fn submitted_at(&self) -> DateTime<Utc> {
        self.row.submitted_at
    }
    /// Who submitted it; only for its partners.
    async fn submitted_by(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        if !self.named {
            return Ok(None);
        }
        let found = loaders(ctx)?.person(self.row.submitted_by).await;
        optional(found).map(|found| found.map(Into::into))
    }
    /// Whether it is the version that counts.
    async fn is_valid(&self) -> bool {
        self.valid
    }
    /// Whether it was submitted after the deadline, in the minutes of grace.
    async fn is_late(&self) -> bool {
        self.row.late
    }
    /// What it says.
    async fn content(&self) -> Result<ProposalContent> {
        versions::content(&self.row).graphql().map(ProposalContent)
    }
}

/// A draft of a proposal as somebody saved it.
pub struct ProposalSave(pub Saved);

/// A draft of a proposal as somebody saved it.
#[Object]
impl ProposalSave {
    /// The version of the draft that it made.
    async fn version(&self) -> i32 {
        self.0.version
    }
    /// When.
    async fn saved_at(&self) -> DateTime<Utc> {
        self.0.edited_at
    }
    /// By whom; null when they have left.
    async fn saved_by(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        let found = loaders(ctx)?.person(self.0.edited_by).await;
        optional(found).map(|found| found.map(Into::into))
    }
}

/// What became of a piece of text between two versions.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::proposal::diff::Fate")]
pub enum TextFate {
    /// It stands in both.
    Kept,
    /// It stands only in the later one.
    Added,
    /// It stands only in the earlier one.
    Removed,
}

/// Words that share a fate.
#[derive(SimpleObject)]
pub struct TextPiece {
    /// What became of them.
    fate: TextFate,
    /// The words, with the space around them.
    text: String,
}

impl From<Piece> for TextPiece {
    fn from(piece: Piece) -> Self {
        let fate: Fate = piece.fate;
        Self {
            fate: fate.into(),
            text: piece.text,
        }
    }
}

/// A section in which two versions differ.
#[derive(SimpleObject)]
pub struct ProposalChange {
    /// Its name, as that of a task.
    section: String,
    /// What it is.
    title: String,
    /// The words of both versions, in the order of reading.
    pieces: Vec<TextPiece>,
}

impl From<Change> for ProposalChange {
    fn from(change: Change) -> Self {
        let key = change.section.key();
        Self {
            section: key.to_owned(),
            title: sentence(&format!("proposal-task-{key}"), &[]).unwrap_or_default(),
            pieces: change.pieces.into_iter().map(Into::into).collect(),
        }
    }
}
