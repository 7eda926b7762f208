//! The calibrated ranking, as staff see it.

use async_graphql::{Enum, Object, SimpleObject};
use hub_domain::judging::calibrated::{self, Calibration, Entry, PanelJudge};
use hub_domain::judging::calibration::near_tie;
use hub_domain::judging::calibration::reliability::Basis;
use hub_domain::judging::calibration::{Reliability, rank};
use hub_domain::policy::judging::Standing;

use crate::challenge::TieBreak;
use crate::judging::challenge::{AppointedJudge, RankedProposal};

/// What the scores say about who should be selected.
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "hub_domain::judging::calibrated::Verdict")]
pub enum CalibrationVerdict {
    /// No review is in.
    Nothing,
    /// The proposals fall into groups that share no judge, and are not ranked across them.
    Apart,
    /// There is an award for each.
    AwardsForAll,
    /// Too little was scored to say how surely; the raw order stands.
    NotEnough,
    /// The proposals differ by no more than chance.
    Alike,
    /// Those above the line are told apart from those below.
    Clear,
    /// Some lie across the line: the scores do not say which of them should be selected.
    NearTie,
}

/// Where a proposal lies towards the line between those that would be selected and the others, by
/// the middle half of its ranks (Heyard, Ott, Salanti & Egger 2022).
#[derive(Enum, Copy, Clone, Eq, PartialEq)]
#[graphql(remote = "near_tie::Standing")]
pub enum LineStanding {
    /// Wholly above.
    In,
    /// Across: the scores cannot decide.
    NearTie,
    /// Wholly below.
    Out,
}

/// What the scores of a challenge say, and how surely.
pub struct ScoreCalibration {
    pub(super) found: Calibration,
    pub(super) standing: Standing,
}

/// What the scores of a challenge say, and how surely.
#[Object]
impl ScoreCalibration {
    /// What they say, in a word.
    async fn verdict(&self) -> CalibrationVerdict {
        self.found.verdict.into()
    }
    /// All that was handed in, in the order that the scores give.
    async fn proposals(&self) -> Vec<CalibratedProposal> {
        let turn = |entry: &Entry| CalibratedProposal {
            entry: entry.clone(),
            standing: self.standing,
        };
        self.found.entries.iter().map(turn).collect()
    }
    /// Proposals that lie across the line.
    async fn near_ties(&self) -> usize {
        self.found.near_ties().count()
    }
    /// Whether calibration changes the order that raw means give.
    async fn is_reordered(&self) -> bool {
        self.found.is_reordered()
    }
    /// Whether the scores leave it to a lottery who is selected.
    async fn leaves_to_lottery(&self) -> bool {
        hub_domain::judging::lots::is_needed(&self.found)
    }
    /// Expected rank of the last proposal that would be selected; null where there are awards for
    /// all, or nothing can be said.
    async fn line(&self) -> Option<f64> {
        self.found.line
    }
    /// The judges whose reviews count, in the order of appointment.
    async fn judges(&self) -> Vec<CalibratedJudge> {
        let turn = |judge: &PanelJudge| CalibratedJudge(judge.clone());
        self.found.judges.iter().map(turn).collect()
    }
    /// Where proposals fall into groups that share no judge: the groups.
    async fn groups(&self) -> Vec<CalibrationGroup> {
        let turn = |group: &calibrated::Group| CalibrationGroup {
            proposals: group.proposals.clone(),
            judges: group.judges.iter().cloned().map(Into::into).collect(),
        };
        self.found.groups.iter().map(turn).collect()
    }
    /// Codes of what else has to be said of the numbers: `complete`, `judges-alike`.
    async fn notes(&self) -> Vec<&'static str> {
        self.found.notes.iter().map(|note| note.code()).collect()
    }
    /// How large differences are in general; null where that cannot be estimated.
    async fn variances(&self) -> Option<ScoreVariances> {
        self.found.variances.map(ScoreVariances::from)
    }
    /// How far the judges agree; null while no review is in.
    async fn reliability(&self) -> Option<PanelReliability> {
        self.found.reliability.as_ref().map(PanelReliability::from)
    }
    /// How often ranks were drawn.
    async fn draws(&self) -> u32 {
        self.found.question.draws
    }
    /// Seed of the generator (ChaCha20); with the scores and the awards it repeats every number.
    async fn seed(&self) -> String {
        self.found.question.seed.to_string()
    }
}

/// A proposal with what the scores say of it.
pub struct CalibratedProposal {
    pub(super) entry: Entry,
    pub(super) standing: Standing,
}

impl CalibratedProposal {
    fn draws(&self) -> Option<hub_domain::judging::calibration::draws::Drawn> {
        self.entry.found.as_ref().and_then(|found| found.drawn)
    }
}

/// A proposal with what the scores say of it.
#[Object]
impl CalibratedProposal {
    /// Its place; equal values share one. Null while nobody scored it.
    async fn place(&self) -> Option<u32> {
        self.entry.place
    }
    /// Whether it reached the round that is judged, or was judged last; else it cannot be selected.
    async fn is_in(&self) -> bool {
        self.entry.is_in
    }
    /// The rule of the challenge's ladder that told it from others with equal scores; null where
    /// there were none, or no rule tells them apart until a lottery is drawn.
    async fn tie_broken_by(&self) -> Option<TieBreak> {
        self.entry.tie.clone().map(Into::into)
    }
    /// The proposal with its raw mean.
    async fn ranked(&self) -> RankedProposal {
        RankedProposal {
            ranked: self.entry.ranked.clone(),
            standing: self.standing,
        }
    }
    /// Calibrated mean from 0 to 100, to one place: what it would have had from judges who are
    /// neither strict nor mild, pulled towards the mean of all as far as its scores are few.
    async fn calibrated(&self) -> Option<f64> {
        let found = self.entry.found.as_ref()?.calibrated?;
        Some(tenth(found.predicted))
    }
    /// Standard deviation of the calibrated mean, to one place.
    async fn sd(&self) -> Option<f64> {
        let found = self.entry.found.as_ref()?.calibrated?;
        Some(tenth(found.sd))
    }
    /// Expected rank, to one place.
    async fn expected_rank(&self) -> Option<f64> {
        self.entry.found.as_ref()?.expected_rank.map(tenth)
    }
    /// How probable it is that it belongs to the best, as many as there are awards; from 0 to 100.
    async fn selected_percent(&self) -> Option<u32> {
        self.draws().map(|drawn| percent(drawn.selected))
    }
    /// The ranks between which it lies with a probability of one half.
    async fn middle_ranks(&self) -> Option<RankInterval> {
        self.draws().map(|drawn| drawn.half.into())
    }
    /// The ranks between which it lies with a probability of nine in ten.
    async fn likely_ranks(&self) -> Option<RankInterval> {
        self.draws().map(|drawn| drawn.ninety.into())
    }
    /// Its place in the draw; null where no lottery was drawn.
    async fn drawn(&self) -> Option<u32> {
        self.entry.drawn
    }
    /// Whether the lottery chose it; null where the scores say it, or nothing was drawn.
    async fn by_lot(&self) -> Option<bool> {
        self.entry.by_lot
    }
    /// Where it lies towards the line; null where nothing can be said.
    async fn line(&self) -> Option<LineStanding> {
        self.entry.line().map(Into::into)
    }
}

/// Ranks from the best to the worst.
#[derive(SimpleObject)]
pub struct RankInterval {
    /// The best.
    best: usize,
    /// The worst.
    worst: usize,
}

impl From<(usize, usize)> for RankInterval {
    fn from((best, worst): (usize, usize)) -> Self {
        Self { best, worst }
    }
}

/// A judge with what the scores show of them.
pub struct CalibratedJudge(PanelJudge);

/// A judge with what the scores show of them.
#[Object]
impl CalibratedJudge {
    /// Who.
    async fn judge(&self) -> AppointedJudge {
        self.0.judge.clone().into()
    }
    /// Reviews that count.
    async fn reviews(&self) -> usize {
        self.0.found.severity.scores
    }
    /// How many of these proposals others scored too.
    async fn shared(&self) -> usize {
        self.0.found.severity.shared
    }
    /// By how many points they marked above the others on shared proposals (below: negative), to
    /// one place; null where they share none.
    async fn difference(&self) -> Option<f64> {
        self.0.found.severity.difference.map(tenth)
    }
    /// How many points calibration takes out of their scores (negative: adds), to one place.
    async fn taken_out(&self) -> Option<f64> {
        self.0.found.effect.map(tenth)
    }
}

/// Proposals and judges that can be compared with each other, and with nobody else.
#[derive(SimpleObject)]
pub struct CalibrationGroup {
    /// Titles of the proposals.
    proposals: Vec<String>,
    /// The judges.
    judges: Vec<AppointedJudge>,
}

/// How large differences are in general: standard deviations in points, to one place.
#[derive(SimpleObject)]
pub struct ScoreVariances {
    /// Mean of all.
    mean: f64,
    /// Between proposals.
    proposals: f64,
    /// Between judges.
    judges: f64,
    /// What neither explains.
    chance: f64,
}

impl From<rank::Variances> for ScoreVariances {
    fn from(found: rank::Variances) -> Self {
        Self {
            mean: tenth(found.mean),
            proposals: tenth(found.entry.sqrt()),
            judges: tenth(found.judge.sqrt()),
            chance: tenth(found.chance.sqrt()),
        }
    }
}

/// How far the judges agree, from 0 (or below) to 1, to two places; null where it cannot be said.
#[derive(SimpleObject)]
pub struct PanelReliability {
    /// Agreement of single scores: ICC(A,1). A strict judge lowers it.
    agreement: Option<f64>,
    /// Consistency of single scores: ICC(C,1). A strict judge does not lower it.
    consistency: Option<f64>,
    /// Agreement of the means that proposals are ranked by: ICC(A,k).
    agreement_of_means: Option<f64>,
    /// Consistency of these means: ICC(C,k).
    consistency_of_means: Option<f64>,
    /// Krippendorff's α for interval scales.
    krippendorff: Option<f64>,
    /// Kendall's W: how far they put the proposals into the same order.
    kendall: Option<f64>,
    /// Whether everybody scored everything; otherwise what can be said comes from the variances.
    is_complete: bool,
    /// Codes of what is missing, and why.
    notes: Vec<&'static str>,
}

impl From<&Reliability> for PanelReliability {
    fn from(found: &Reliability) -> Self {
        Self {
            agreement: found.icc.agreement.map(hundredth),
            consistency: found.icc.consistency.map(hundredth),
            agreement_of_means: found.icc.agreement_mean.map(hundredth),
            consistency_of_means: found.icc.consistency_mean.map(hundredth),
            krippendorff: found.krippendorff.interval.map(hundredth),
            kendall: found.kendall_w.map(hundredth),
            is_complete: matches!(found.icc.basis, Basis::MeanSquares),
            notes: found.notes.iter().map(|note| note.code()).collect(),
        }
    }
}

pub(super) fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0 + 0.0
}

pub(super) fn hundredth(value: f64) -> f64 {
    (value * 100.0).round() / 100.0 + 0.0
}

/// A share as whole percent. What is possible but rare is 1, not 0; what is not certain is 99.
fn percent(share: f64) -> u32 {
    let rounded = (share * 100.0).round();
    if share <= 0.0 {
        0
    } else if share >= 1.0 {
        100
    } else {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 1 and 99"
        )]
        {
            rounded.clamp(1.0, 99.0) as u32
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_certain_is_not_called_so() {
        assert_eq!(percent(0.0), 0);
        assert_eq!(percent(0.0001), 1);
        assert_eq!(percent(0.504), 50);
        assert_eq!(percent(0.9999), 99);
        assert_eq!(percent(1.0), 100);
    }
}
