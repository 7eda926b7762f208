//! `hub judging rank FILE`: the calibrated ranking.

mod words;

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;
use hub_domain::judging::calibration::near_tie::Standing;
use hub_domain::judging::calibration::rank::{Entry, Ranking, rank};
use hub_domain::judging::calibration::{Question, Table};
use serde::Serialize;

use super::scores::{apart, clean, notes, read};

/// Ranks entries by their scores, with each judge's severity taken out of them.
#[derive(Debug, Args)]
pub struct Rank {
    /// A table (CSV) with the columns entry, judge and score; other columns are ignored.
    file: PathBuf,
    /// How many entries are to be selected.
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u32).range(1..))]
    awards: u32,
    /// The seed of the draws. The same table, options and seed give the same figures anywhere.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// How many draws to make, at most ten million; 0 leaves out what needs them [default: 20000,
    /// and up to 100000 where entries are few].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(..=10_000_000))]
    draws: Option<u32>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

impl Rank {
    /// Works it out.
    ///
    /// # Errors
    /// A sentence: what is wrong with the file, or which entries cannot be compared.
    pub fn run(self) -> Result<String, String> {
        let table = read(&self.file)?;
        let usual = || Question::usual_draws(table.entries().len());
        let question = Question {
            awards: self.awards as usize,
            draws: self.draws.unwrap_or_else(usual),
            seed: self.seed,
        };
        let ranking = rank(&table, question)
            .map_err(|groups| format!("{}: {}", self.file.display(), apart(&table, &groups.0)))?;
        if self.json {
            let answer = Answer::of(&table, &ranking);
            return serde_json::to_string_pretty(&answer).map_err(|error| error.to_string());
        }
        Ok(words::of(&table, &ranking))
    }
}

/// The JSON of a ranking.
#[derive(Serialize)]
struct Answer<'r> {
    n: usize,
    awards: usize,
    draws: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    seed: Option<u64>,
    components: [usize; 1],
    reml: Reml,
    entries: BTreeMap<&'r str, EntryAnswer>,
    judges: BTreeMap<&'r str, JudgeAnswer>,
    line: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    near_ties: Option<Vec<&'r str>>,
    notes: Vec<String>,
}

#[derive(Serialize, Default)]
struct Reml {
    criterion: Option<f64>,
    mu: Option<f64>,
    var_entry: Option<f64>,
    var_judge: Option<f64>,
    var_resid: Option<f64>,
}

#[derive(Serialize)]
struct EntryAnswer {
    raw_mean: f64,
    predicted: Option<f64>,
    sd: Option<f64>,
    expected_rank: Option<f64>,
    #[serde(flatten)]
    drawn: Option<DrawnAnswer>,
}

/// What needs draws: null where there were some and they could not say, left out without any.
#[derive(Serialize)]
struct DrawnAnswer {
    p_selected: Option<f64>,
    rank_interval_50: Option<[usize; 2]>,
    rank_interval_90: Option<[usize; 2]>,
}

#[derive(Serialize)]
struct JudgeAnswer {
    n: usize,
    effect: Option<f64>,
}

impl<'r> Answer<'r> {
    fn of(table: &'r Table, ranking: &'r Ranking) -> Self {
        let drawn = ranking.question.draws > 0;
        let near = ranking.standing(Standing::NearTie).into_iter();
        let judges = ranking.judges.iter().map(|judge| {
            let answer = JudgeAnswer {
                n: judge.severity.scores,
                effect: judge.effect.map(clean),
            };
            (judge.id.as_str(), answer)
        });
        let reml = ranking.variances.map(|v| Reml {
            criterion: v.criterion.map(clean),
            mu: Some(clean(v.mean)),
            var_entry: Some(clean(v.entry)),
            var_judge: Some(clean(v.judge)),
            var_resid: Some(clean(v.chance)),
        });
        Self {
            n: table.cells().len(),
            awards: ranking.question.awards,
            draws: ranking.question.draws,
            seed: drawn.then_some(ranking.question.seed),
            components: [ranking.component.size()],
            reml: reml.unwrap_or_default(),
            entries: ranking
                .entries
                .iter()
                .map(|entry| (entry.id.as_str(), EntryAnswer::of(entry, drawn)))
                .collect(),
            judges: judges.collect(),
            line: ranking.line.map(clean),
            near_ties: drawn.then(|| near.map(|i| ranking.entries[i].id.as_str()).collect()),
            notes: notes(&ranking.notes, None),
        }
    }
}

impl EntryAnswer {
    fn of(entry: &Entry, drawn: bool) -> Self {
        let interval = |(low, high): (usize, usize)| [low, high];
        Self {
            raw_mean: clean(entry.raw_mean),
            predicted: entry.calibrated.map(|c| clean(c.predicted)),
            sd: entry.calibrated.map(|c| clean(c.sd)),
            expected_rank: entry.expected_rank.map(clean),
            drawn: drawn.then(|| DrawnAnswer {
                p_selected: entry.drawn.map(|d| clean(d.selected)),
                rank_interval_50: entry.drawn.map(|d| interval(d.half)),
                rank_interval_90: entry.drawn.map(|d| interval(d.ninety)),
            }),
        }
    }
}
