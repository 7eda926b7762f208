//! An applicant's own scores.

use async_graphql::{Context, Object, Result, SimpleObject};
use hub_domain::judging::bundle::LaterRound;
use hub_domain::judging::own_scores::{self, Own};
use hub_domain::proposal;

use crate::error::Graphql;
use crate::judging::calibration::{RankInterval, tenth};
use crate::judging::report::ReportCriterion;
use crate::request::reader;
use crate::scalars::Html;

/// What an applicant learns of their own scores.
pub struct OwnScores(Own);

/// What an applicant learns of their own scores, once the decision is announced.
#[Object]
impl OwnScores {
    /// Reviews that count.
    async fn reviews(&self) -> usize {
        self.0.reviews
    }
    /// Their mean from 0 to 100, to one place.
    async fn mean(&self) -> f64 {
        tenth(self.0.mean)
    }
    /// What it is made of.
    async fn criteria(&self) -> Vec<OwnCriterion> {
        let turn = |row: &own_scores::OwnCriterion| OwnCriterion {
            criterion: ReportCriterion::of(&row.criterion),
            level: row.level.map(tenth),
            selected_from: row.selected.map(|(least, _)| tenth(least)),
            selected_to: row.selected.map(|(_, most)| tenth(most)),
        };
        self.0.criteria.iter().map(turn).collect()
    }
    /// What was taken out of the mean before proposals were ranked; null where judges were alike, or
    /// all proposals were read by the same.
    async fn adjusted(&self) -> Option<AdjustedScore> {
        self.0.adjusted.map(|adjusted| AdjustedScore {
            judges: tenth(adjusted.judges),
            calibrated: tenth(adjusted.calibrated),
            selected_from: adjusted.selected.map(|(least, _)| tenth(least)),
            selected_to: adjusted.selected.map(|(_, most)| tenth(most)),
        })
    }
    /// Why the decision leaves what the scores say; null where it does not.
    async fn departure_html(&self) -> Option<Html> {
        self.0.departure.as_deref().map(Html::markdown)
    }
    /// The ranks between which the proposal lies with a probability of nine in ten.
    async fn likely_ranks(&self) -> Option<RankInterval> {
        self.0.likely.map(Into::into)
    }
    /// How many proposals were scored.
    async fn scored(&self) -> usize {
        self.0.scored
    }
    /// The name of the first later round that it did not go on to; null where it reached the last.
    async fn stopped_before(&self) -> Option<&str> {
        self.0
            .stopped_before
            .as_ref()
            .map(|round| round.name.as_str())
    }
    /// How many proposals went on to that round; null where it reached the last.
    async fn went_on_without_it(&self) -> Option<usize> {
        self.0.stopped_before.as_ref().map(LaterRound::went_on)
    }
    /// The lowest mean of those that were selected; null where none was.
    async fn selected_from(&self) -> Option<f64> {
        self.0.selected.map(|(least, _)| tenth(least))
    }
    /// The highest.
    async fn selected_to(&self) -> Option<f64> {
        self.0.selected.map(|(_, most)| tenth(most))
    }
}

/// A criterion with what judges gave.
#[derive(SimpleObject)]
pub struct OwnCriterion {
    /// The criterion.
    criterion: ReportCriterion,
    /// Mean of the levels that judges gave, to one place.
    level: Option<f64>,
    /// The lowest of these means among those that were selected; null where none was.
    selected_from: Option<f64>,
    /// The highest.
    selected_to: Option<f64>,
}

/// What was taken out of a mean before proposals were ranked.
#[derive(SimpleObject)]
pub struct AdjustedScore {
    /// How many points more than the panel those judges give who read it, on average and to one
    /// place; below 0 where they are strict.
    judges: f64,
    /// What the mean comes to without that, drawn towards the mean of all the more, the fewer
    /// reviews there are.
    calibrated: f64,
    /// The lowest of these among those that were selected; null where none was.
    selected_from: Option<f64>,
    /// The highest.
    selected_to: Option<f64>,
}

/// An applicant's own scores. Callers have asked whether the viewer is a partner.
///
/// # Errors
/// When the database does not answer.
pub async fn own_scores(
    ctx: &Context<'_>,
    proposal: &proposal::Proposal,
) -> Result<Option<OwnScores>> {
    let found = own_scores::own(reader(ctx)?, proposal).await.graphql()?;
    Ok(found.map(OwnScores))
}
