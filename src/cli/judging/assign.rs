//! `hub judging assign FILE`: who reads what, from a table of affinities.

mod explain;

use std::path::PathBuf;

use clap::Args;
use hub_domain::judging::assignment::{
    Assignment, Outcome, Panel, Scheme, Settings, assign, everyone, read_csv,
};
use hub_graphql::judging::words;
use serde_json::{Map, Value, json};

/// What an assignment is made from.
#[derive(Debug, Args)]
pub struct Assign {
    /// The table.
    file: PathBuf,
    /// How many judges read each entry, or "all" for everyone reads all that they may.
    #[arg(long, value_name = "K", value_parser = reviews)]
    reviews: Reviews,
    /// The least that a judge is given.
    #[arg(long, value_name = "L", default_value_t = 0)]
    min_load: usize,
    /// The most that a judge is given [default: any number].
    #[arg(long, value_name = "U")]
    max_load: Option<usize>,
    /// Decides between assignments that are equally good.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// What even loads are worth: the affinity that each further review of a judge has to gain.
    /// At 0 they only decide between assignments of equal affinity.
    #[arg(long, value_name = "A", default_value_t = 0.0, value_parser = evenness)]
    evenness: f64,
    /// Leave the assignment in parts that cannot be compared, rather than join them.
    #[arg(long)]
    leave_parts: bool,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// How many judges read each entry.
#[derive(Debug, Clone, Copy)]
enum Reviews {
    Everyone,
    Times(usize),
}

fn reviews(text: &str) -> Result<Reviews, String> {
    if text == "all" {
        return Ok(Reviews::Everyone);
    }
    match text.parse() {
        Ok(times) if times > 0 => Ok(Reviews::Times(times)),
        _ => Err("give a whole number from 1, or “all”".to_owned()),
    }
}

fn evenness(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(number) if (0.0..=1e6).contains(&number) => Ok(number),
        _ => Err("give a number from 0 to 1000000".to_owned()),
    }
}

impl Assign {
    /// Works it out: what is to be printed, and whether there is an assignment.
    ///
    /// # Errors
    /// A sentence, when the file or the options are wrong.
    pub fn run(self) -> Result<(String, bool), String> {
        let (panel, outcome) = self.work_out()?;
        Ok(match &outcome {
            Outcome::Assigned(found) => {
                let notes = self.notes(&panel, found);
                let text = if self.json {
                    format!("{:#}", self.as_json(&panel, found, &notes))
                } else {
                    explain::in_words(&panel, found, &notes)
                };
                (text, true)
            }
            Outcome::Infeasible(why) => {
                let text = if self.json {
                    let why: Vec<Value> = why.iter().map(explain::shortage_json).collect();
                    format!("{:#}", json!({ "infeasible": why }))
                } else {
                    let why: Vec<String> = why.iter().map(words::shortage).collect();
                    why.join("\n")
                };
                (text, false)
            }
        })
    }

    fn work_out(&self) -> Result<(Panel, Outcome), String> {
        let bytes = std::fs::read(&self.file)
            .map_err(|error| format!("{} cannot be read: {error}", self.file.display()))?;
        let times = match self.reviews {
            Reviews::Everyone => 1,
            Reviews::Times(times) => times,
        };
        let panel = read_csv(&bytes, times, self.min_load, self.max_load)
            .map_err(|error| explain::file_error(&self.file, &error))?;
        let settings = Settings {
            seed: self.seed,
            evenness: self.evenness,
            join: !self.leave_parts,
        };
        let outcome = match self.reviews {
            Reviews::Everyone => everyone(&panel),
            Reviews::Times(_) => assign(&panel, &settings),
        };
        let outcome = outcome.map_err(|flaw| explain::flaw(&flaw))?;
        Ok((panel, outcome))
    }

    fn notes(&self, panel: &Panel, found: &Assignment) -> Vec<String> {
        let mut notes = explain::joining(panel, found);
        let (judges, entries) = (panel.judges.len(), panel.entries.len());
        if matches!(self.reviews, Reviews::Times(times) if times < judges)
            && Scheme::suggested(judges, entries) == Scheme::Everyone
        {
            notes.push(explain::small(judges, entries));
        }
        let fewest = found.loads.iter().min().copied().unwrap_or(0);
        let most = found.loads.iter().max().copied().unwrap_or(0);
        let bounded = self.max_load.is_some() || matches!(self.reviews, Reviews::Everyone);
        if !bounded && most > 2 * (fewest + 1) {
            notes.push(explain::uneven(fewest, most));
        }
        notes
    }

    fn as_json(&self, panel: &Panel, found: &Assignment, notes: &[String]) -> Value {
        let judge = |at: usize| panel.judges[at].name.as_str();
        let entry = |at: usize| panel.entries[at].name.as_str();
        let loads: Map<String, Value> = found
            .loads
            .iter()
            .enumerate()
            .map(|(at, load)| (judge(at).to_owned(), json!(load)))
            .collect();
        let pairs: Vec<Value> = found
            .pairs
            .iter()
            .map(|(j, e)| json!([judge(*j), entry(*e)]))
            .collect();
        let sizes: Vec<usize> = found
            .components
            .iter()
            .map(|part| part.judges.len() + part.entries.len())
            .collect();
        json!({
            "total": found.total,
            "optimum": found.optimum,
            "seed": self.seed,
            "loads": loads,
            "pairs": pairs,
            "components": sizes,
            "repairs": explain::repairs_json(panel, found),
            "notes": notes,
        })
    }
}
