//! Working a bundle out again, from nothing but itself.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Bundle, Decided};
use crate::challenge::tie_break::Rung;
use crate::judging::calibrated::places;
use crate::judging::calibration::outcome::Outcome;
use crate::judging::calibration::scores::Unusable;
use crate::judging::calibration::{Question, Ranking, Table, rank_among, rounded};
use crate::judging::ties::{self, Tied};
use crate::judging::{report, scoring};

/// What a bundle's scores and rules give, worked out again.
#[derive(Debug, Clone)]
pub struct Replayed {
    /// What `rank` makes of the scores; none where they cannot be ranked.
    pub outcome: Option<Outcome>,
    /// The place of each entry, with ties broken by the ladder; none where the bundle does not say
    /// how ties were broken.
    pub places: Option<BTreeMap<String, u32>>,
}

impl Bundle {
    /// Works the ranking out again from the bundle's own scores and rules.
    ///
    /// # Errors
    /// When the scores are no table: one that is no number, or two of one judge for one entry.
    pub fn replay(&self) -> Result<Replayed, Unusable> {
        let ranking = self.ranked()?;
        let ladder = self.ladder();
        let ordered = |ladder: Vec<Rung>| {
            let order = ranking.as_ref().map(|ranking| self.order(ranking, &ladder));
            order.unwrap_or_default()
        };
        Ok(Replayed {
            outcome: ranking.as_ref().map(Outcome::of),
            places: ladder.map(ordered),
        })
    }

    fn ranked(&self) -> Result<Option<Ranking>, Unusable> {
        if self.scores.is_empty() {
            return Ok(None);
        }
        let rows = self
            .scores
            .iter()
            .map(|row| (row.entry.as_str(), row.judge.as_str(), row.score));
        let table = Table::new(rows)?;
        // Groups that share no judge are not ranked, here as there.
        Ok(rank_among(&table, self.question(), self.finalists.as_ref()).ok())
    }

    /// What `rank` is asked with these rules.
    pub fn question(&self) -> Question {
        Question {
            awards: usize::try_from(self.challenge.awards).unwrap_or(0),
            draws: self.challenge.draws,
            seed: self.challenge.seed,
        }
    }

    fn ladder(&self) -> Option<Vec<Rung>> {
        let rungs = self.challenge.tie_break.as_ref()?;
        Some(rungs.iter().filter_map(|rung| Rung::parse(rung)).collect())
    }

    /// The place of each entry of a ranking.
    fn order(&self, ranking: &Ranking, ladder: &[Rung]) -> BTreeMap<String, u32> {
        let levels = self.levels();
        let mut reviews: HashMap<&str, u32> = HashMap::new();
        for score in &self.scores {
            *reviews.entry(&score.entry).or_default() += 1;
        }
        let lots = self.lottery.iter().flat_map(|lots| &lots.order);
        let drawn: HashMap<&str, u32> = lots.map(String::as_str).zip(1..).collect();
        let ids: Vec<&str> = ranking
            .order
            .iter()
            .map(|index| ranking.entries[*index].id.as_str())
            .collect();
        let tied: Vec<Tied<'_>> = ids
            .iter()
            .zip(places(ranking))
            .map(|(id, place)| Tied {
                place: Some(place),
                reviews: reviews.get(id).copied().unwrap_or(0),
                drawn: drawn.get(id).copied(),
                levels: levels.get(id),
            })
            .collect();
        ties::broken(&tied, ladder)
            .into_iter()
            .filter_map(|settled| Some((ids[settled.at].to_owned(), settled.place?)))
            .collect()
    }

    /// Mean level of each entry on each criterion.
    fn levels(&self) -> HashMap<&str, HashMap<String, f64>> {
        let mut given: HashMap<(&str, usize), Vec<f64>> = HashMap::new();
        for score in &self.scores {
            for (at, level) in score.levels.iter().enumerate() {
                let row = given.entry((&score.entry, at)).or_default();
                row.extend(level.map(f64::from));
            }
        }
        let mut levels: HashMap<&str, HashMap<String, f64>> = HashMap::new();
        for ((entry, at), given) in given {
            let criterion = self.challenge.criteria.get(at);
            if let (Some(criterion), Some(mean)) = (criterion, scoring::mean(&given)) {
                let own = levels.entry(entry).or_default();
                own.insert(criterion.name.clone(), mean);
            }
        }
        levels
    }

    /// Entries whose place was another than the one that was worked out again.
    pub fn misplaced(&self, places: &BTreeMap<String, u32>) -> Vec<&str> {
        let differs = |decided: &&Decided| decided.place != places.get(&decided.entry).copied();
        let decisions = self.decisions.iter().filter(differs);
        decisions.map(|decided| decided.entry.as_str()).collect()
    }

    /// Entries that were selected without a waiver although their mean is below the least one.
    pub fn unwaived(&self) -> Vec<&str> {
        let means = report::means(self);
        let selected: BTreeSet<&str> = report::selected(self);
        let is_low = |decided: &&Decided| {
            let mean = means.get(decided.entry.as_str()).copied().map(rounded);
            selected.contains(decided.entry.as_str())
                && decided.waiver.is_empty()
                && scoring::is_below(mean, self.challenge.minimum_score)
        };
        let decisions = self.decisions.iter().filter(is_low);
        decisions.map(|decided| decided.entry.as_str()).collect()
    }
}
