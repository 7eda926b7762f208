//! What a topic belongs to: a community, a challenge, a dataset, a project, or nothing but its
//! shelf.

use hub_entity::catalogue::DatasetStatus;
use hub_entity::forum::TopicScope;

use crate::context::Context;
use crate::error::{Error, FieldError, Result};
use crate::{catalogue, challenge, community, project};

/// What a topic is to belong to, as it is asked for: at most one of these.
#[derive(Debug, Clone, Copy, Default)]
pub struct Target {
    /// Number of a community.
    pub community: Option<i64>,
    /// Number of a challenge.
    pub challenge: Option<i64>,
    /// Number of a dataset.
    pub dataset: Option<i64>,
    /// Number of a project.
    pub project: Option<i64>,
}

impl Target {
    /// What is asked for, when it is at most one thing.
    ///
    /// # Errors
    /// `Invalid` for the whole form when it is several.
    pub fn one(&self) -> Result<(TopicScope, Option<i64>)> {
        let mut asked = [
            (TopicScope::Community, self.community),
            (TopicScope::Challenge, self.challenge),
            (TopicScope::Dataset, self.dataset),
            (TopicScope::Project, self.project),
        ]
        .into_iter()
        .filter(|(_, number)| number.is_some());
        match (asked.next(), asked.next()) {
            (None, _) => Ok((TopicScope::Site, None)),
            (Some(one), None) => Ok(one),
            _ => Err(Error::field("", "ONE_SUBJECT")),
        }
    }
}

/// Whether a topic may belong to this: the author must see it, and so must everybody else,
/// because topics are public.
///
/// # Errors
/// `Invalid` on the field that names it.
pub(super) async fn check(ctx: &Context, scope: TopicScope, number: Option<i64>) -> Result<()> {
    let Some(number) = number else { return Ok(()) };
    let tx = ctx.tx().await?;
    let (field, public) = match scope {
        TopicScope::Site => return Ok(()),
        TopicScope::Community => {
            let found = community::read::by_number(tx, number).await;
            ("community", found.map(|_| true))
        }
        TopicScope::Project => {
            let found = project::read::by_number(tx, ctx.viewer(), number).await;
            ("project", found.map(|p| p.hidden_at.is_none()))
        }
        TopicScope::Challenge => {
            let found = challenge::read::by_number(tx, ctx.viewer(), number).await;
            ("challenge", found.map(|c| c.published_at.is_some()))
        }
        TopicScope::Dataset => {
            let found = catalogue::read::by_number(tx, ctx.viewer(), number).await;
            (
                "dataset",
                found.map(|d| d.status != DatasetStatus::Withdrawn),
            )
        }
    };
    match public {
        Ok(true) => Ok(()),
        Ok(false) | Err(Error::NotFound) => Err(FieldError::new(field, "NO_SUCH_SUBJECT").into()),
        Err(error) => Err(error),
    }
}
