//! Working a bundle out again, from nothing but itself.

use std::collections::{BTreeMap, HashMap};

use super::{Bundle, Decided};
use crate::challenge::tie_break::Rung;
use crate::judging::calibrated::places;
use crate::judging::calibration::outcome::Outcome;
use crate::judging::calibration::scores::Unusable;
use crate::judging::calibration::{Question, Ranking, Table, rank_among};
use crate::judging::ties::{self, Tied};
use crate::judging::{self, report, scoring};

/// What a bundle's scores and rules give, worked out again.
#[derive(Debug, Clone)]
pub struct Replayed {
    /// What `rank` makes of the scores; none where they cannot be ranked.
    pub outcome: Option<Outcome>,
    /// The place of each entry, with ties broken by the ladder; none where the bundle does not say
    /// how ties were broken, or by a rule that is not known here.
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
        // A rule that is not known here could have broken any of the ties.
        rungs.iter().map(|rung| Rung::parse(rung)).collect()
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

    /// Entries that could come to an award without a waiver although their mean is below the least
    /// one.
    pub fn unwaived(&self) -> Vec<&str> {
        let means = report::means(self);
        let is_low = |decided: &&Decided| {
            let mean = means.get(decided.entry.as_str()).copied();
            self.can_be_awarded(&decided.outcome)
                && decided.waiver.is_empty()
                && scoring::is_below(mean, self.challenge.minimum_score)
        };
        let decisions = self.decisions.iter().filter(is_low);
        decisions.map(|decided| decided.entry.as_str()).collect()
    }

    fn can_be_awarded(&self, outcome: &str) -> bool {
        let named = |known: judging::Outcome| -> String { sea_orm::ActiveEnum::to_value(&known) };
        outcome == named(judging::Outcome::Select)
            || (self.challenge.reserve_moves_up && outcome == named(judging::Outcome::Reserve))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::FORMAT;
    use super::*;

    /// As it was kept before bundles said how ties are broken, with these rules added.
    fn bundle(rules: &Value) -> Bundle {
        let mut challenge = json!({
            "number": 1, "title": "Buses", "awards": 1, "reviews_required": 1, "draws": 100,
            "seed": 1, "generator": "ChaCha20", "criteria": [
                { "name": "Impact", "weight": 50, "highest": 4 },
                { "name": "Plan", "weight": 50, "highest": 4 }],
        });
        for (name, value) in rules.as_object().unwrap() {
            challenge[name] = value.clone();
        }
        let decided = |entry: &str, outcome: &str| json!({ "entry": entry, "outcome": outcome });
        let kept = json!({
            "format": FORMAT, "version": 1, "software": "0", "challenge": challenge,
            "written_at": "2026-01-01T00:00:00Z",
            "counts": { "submitted": 3, "withdrawn": 0, "judges": 1, "reviews": 3,
                "set_aside": 0, "conflicts": {} },
            "scores": [
                { "entry": "a", "judge": "j", "score": 50.0, "levels": [1, 3] },
                { "entry": "b", "judge": "j", "score": 50.0, "levels": [3, 1] },
                { "entry": "c", "judge": "j", "score": 25.0, "levels": [1, 1] }],
            "decisions": [decided("a", "select"), decided("b", "reserve"),
                decided("c", "decline")],
            "ranking": null, "agreement": {},
        });
        serde_json::from_value(kept).unwrap()
    }

    fn places(bundle: &Bundle) -> Option<Vec<u32>> {
        let found = bundle.replay().unwrap();
        assert!(found.outcome.is_some());
        found.places.map(|places| places.into_values().collect())
    }

    #[test]
    fn equal_scores_get_their_places_by_the_ladder_of_the_bundle() {
        for (ladder, expected) in [
            (json!([]), [1, 1, 3]),
            (json!(["reviews"]), [1, 1, 3]),
            (json!(["reviews", "criterion:Impact"]), [2, 1, 3]),
            (json!(["criterion:Plan", "lottery"]), [1, 2, 3]),
        ] {
            let bundle = bundle(&json!({ "tie_break": ladder }));
            assert_eq!(places(&bundle), Some(expected.to_vec()), "{ladder}");
        }
        let mut drawn = bundle(&json!({ "tie_break": ["lottery"] }));
        assert_eq!(places(&drawn), Some(vec![1, 1, 3]), "before the draw");
        let order = ["c", "b", "a"].map(str::to_owned).to_vec();
        drawn.lottery = Some(super::super::Lots {
            source: String::new(),
            commitment: String::new(),
            committed_at: drawn.written_at,
            secret: String::new(),
            value: String::new(),
            seed: String::new(),
            order,
        });
        assert_eq!(places(&drawn), Some(vec![2, 1, 3]));
    }

    #[test]
    fn without_a_ladder_that_is_known_there_are_no_places() {
        assert_eq!(places(&bundle(&json!({}))), None, "an older bundle");
        let newer = bundle(&json!({ "tie_break": ["reviews", "age"] }));
        assert_eq!(places(&newer), None);
    }

    #[test]
    fn what_moves_up_needs_the_least_mean_as_well() {
        let mut kept = bundle(&json!({ "minimum_score": 60 }));
        assert_eq!(kept.unwaived(), ["a"]);
        kept.challenge.reserve_moves_up = true;
        assert_eq!(kept.unwaived(), ["a", "b"]);
        kept.decisions[0].waiver = "Nobody else has the buses.".to_owned();
        assert_eq!(kept.unwaived(), ["b"]);
        kept.challenge.minimum_score = Some(50);
        assert!(kept.unwaived().is_empty());
    }
}
