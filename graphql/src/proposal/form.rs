//! What the pages of a proposal need to know beyond what it says.

use async_graphql::{Context, Object, Result};
use hub_domain::catalogue::Dataset as DatasetRowModel;
use hub_domain::challenge::Challenge as ChallengeRow;
use hub_domain::policy::proposal::{may_answer, may_edit, may_lead};
use hub_domain::proposal::content::DatasetUse;
use hub_domain::proposal::{Consent, ProposalState, Seen, choices, tasks};
use hub_locales::{Arg, sentence};

use crate::catalogue::Dataset;
use crate::error::{Graphql, optional};
use crate::proposal::enums::DatasetRole;
use crate::request::{loaders, reader};

/// A dataset that a proposal uses, or that the challenge offers.
pub struct ProposalDatasetChoice {
    number: i64,
    offered: Option<DatasetRowModel>,
    used: Option<DatasetUse>,
}

/// A dataset that a proposal uses, or that the challenge offers.
#[Object]
impl ProposalDatasetChoice {
    /// Number of the dataset.
    async fn number(&self) -> i64 {
        self.number
    }
    /// The dataset; null when its publisher withdrew it.
    async fn dataset(&self, ctx: &Context<'_>) -> Result<Option<Dataset>> {
        match &self.offered {
            Some(row) => Ok(Some(row.clone().into())),
            None => optional(loaders(ctx)?.dataset(self.number).await).map(|o| o.map(Into::into)),
        }
    }
    /// Whether the challenge offers it.
    async fn on_offer(&self) -> bool {
        self.offered.is_some()
    }
    /// Whether the proposal uses it.
    async fn used(&self) -> bool {
        self.used.is_some()
    }
    /// Its part in the proposal; null if that is not said.
    async fn role(&self) -> Option<DatasetRole> {
        self.used.as_ref()?.role.map(Into::into)
    }
    /// Whether it is published already; null if that is not said.
    async fn is_published(&self) -> Option<bool> {
        self.used.as_ref()?.is_published()
    }
    /// By when it is promised to be published, as `2027-03-31`; null where no date is promised.
    async fn publish_by(&self) -> Option<&str> {
        let by = self.used.as_ref()?.publish_by.as_str();
        Some(by).filter(|by| !by.is_empty())
    }
    /// What it is used for; empty if it is not.
    async fn purpose(&self) -> &str {
        self.used.as_ref().map_or("", |used| &used.purpose)
    }
}

/// The datasets on offer, each with its use, and after them the others that are used.
pub(super) async fn dataset_choices(
    ctx: &Context<'_>,
    challenge: &ChallengeRow,
    seen: Seen,
) -> Result<Vec<ProposalDatasetChoice>> {
    let offered = choices::datasets(reader(ctx)?, challenge).await.graphql()?;
    let mut used = seen.content.datasets;
    let mut all: Vec<ProposalDatasetChoice> = offered
        .into_iter()
        .map(|row| {
            let own = used.iter().position(|one| one.dataset_id == row.id);
            ProposalDatasetChoice {
                number: row.id,
                used: own.map(|index| used.remove(index)),
                offered: Some(row),
            }
        })
        .collect();
    all.extend(used.into_iter().map(|one| ProposalDatasetChoice {
        number: one.dataset_id,
        offered: None,
        used: Some(one),
    }));
    Ok(all)
}

/// What the proposal waits for from this viewer, in words; null when for nothing.
pub(super) fn next_step(
    ctx: &Context<'_>,
    challenge: &ChallengeRow,
    seen: &Seen,
    state: ProposalState,
    open: bool,
) -> Result<Option<String>> {
    let viewer = reader(ctx)?.viewer();
    if !open || !seen.standing.partner {
        return Ok(None);
    }
    let asked = seen
        .partners
        .iter()
        .any(|p| p.consent == Consent::Pending && may_answer(viewer, p));
    if asked {
        return Ok(sentence("proposal-next-answer", &[]));
    }
    if !may_edit(viewer, seen.standing) {
        return Ok(None);
    }
    let missing = tasks::missing(&seen.content, &seen.partners, challenge);
    let left = tasks::TASKS
        .iter()
        .filter(|task| task.codes.iter().any(|code| missing.contains(code)))
        .count();
    let submitted = state == ProposalState::Submitted;
    if left > 0 {
        let left = u32::try_from(left).unwrap_or(u32::MAX);
        let args = [("count", Arg::Number(f64::from(left)))];
        return Ok(sentence("proposal-next-complete", &args));
    }
    if !may_lead(viewer, seen.standing) {
        return Ok(sentence("proposal-next-lead", &[]));
    }
    if !submitted {
        return Ok(sentence("proposal-next-submit", &[]));
    }
    if seen.submitted.as_ref() != Some(&seen.content) {
        return Ok(sentence("proposal-next-resubmit", &[]));
    }
    Ok(None)
}
