//! `hub judging reliability FILE`: how far judges agree.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;
use hub_domain::judging::calibration::Table;
use hub_domain::judging::calibration::reliability::{self, Basis, reliability};
use serde::Serialize;

use super::columns::{Columns, number};
use super::scores::{clean, count, notes, read, say};

/// Measures how far judges agree.
#[derive(Debug, Args)]
pub struct Reliability {
    /// A table (CSV) with the columns entry, judge and score; other columns are ignored.
    file: PathBuf,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

impl Reliability {
    /// Works it out.
    ///
    /// # Errors
    /// A sentence: what is wrong with the file.
    pub fn run(self) -> Result<String, String> {
        let table = read(&self.file)?;
        let found = reliability(&table);
        let mean = match found.icc.basis {
            Basis::Variances { scores } => Some(scores),
            Basis::MeanSquares | Basis::Nothing => None,
        };
        let notes = notes(&found.notes, mean);
        if self.json {
            let answer = Answer::of(&table, &found, notes);
            return serde_json::to_string_pretty(&answer).map_err(|error| error.to_string());
        }
        Ok(words(&table, &found, &notes))
    }
}

/// The JSON of a panel's reliability.
#[derive(Serialize)]
struct Answer {
    n: usize,
    icc: Correlations,
    krippendorff: Krippendorff,
    kendall_w: Option<f64>,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct Correlations {
    icc1: Option<f64>,
    icc_a1: Option<f64>,
    icc_c1: Option<f64>,
    icc1k: Option<f64>,
    icc_ak: Option<f64>,
    icc_ck: Option<f64>,
}

#[derive(Serialize)]
struct Krippendorff {
    nominal: Option<f64>,
    ordinal: Option<f64>,
    interval: Option<f64>,
    ratio: Option<f64>,
}

impl Answer {
    fn of(table: &Table, found: &reliability::Reliability, notes: Vec<String>) -> Self {
        let (icc, alpha) = (found.icc, found.krippendorff);
        Self {
            n: table.cells().len(),
            icc: Correlations {
                icc1: icc.one.map(clean),
                icc_a1: icc.agreement.map(clean),
                icc_c1: icc.consistency.map(clean),
                icc1k: icc.one_mean.map(clean),
                icc_ak: icc.agreement_mean.map(clean),
                icc_ck: icc.consistency_mean.map(clean),
            },
            krippendorff: Krippendorff {
                nominal: alpha.nominal.map(clean),
                ordinal: alpha.ordinal.map(clean),
                interval: alpha.interval.map(clean),
                ratio: alpha.ratio.map(clean),
            },
            kendall_w: found.kendall_w.map(clean),
            notes,
        }
    }
}

fn words(table: &Table, found: &reliability::Reliability, notes: &[String]) -> String {
    let counts = [
        ("scores", count(table.cells().len())),
        ("entries", count(table.entries().len())),
        ("judges", count(table.judges().len())),
    ];
    let mut text = format!("{}\n\n", say("statistics-reliability-counts", &counts));
    let names = ["measure", "single", "mean"];
    let names = names.map(|name| say(&format!("statistics-column-{name}"), &[]));
    let mut columns = Columns::new(names.to_vec(), &[0]);
    let (icc, alpha) = (found.icc, found.krippendorff);
    for (name, single, mean) in [
        ("icc-agreement", icc.agreement, Some(icc.agreement_mean)),
        (
            "icc-consistency",
            icc.consistency,
            Some(icc.consistency_mean),
        ),
        ("icc-one", icc.one, Some(icc.one_mean)),
        ("alpha-nominal", alpha.nominal, None),
        ("alpha-ordinal", alpha.ordinal, None),
        ("alpha-interval", alpha.interval, None),
        ("alpha-ratio", alpha.ratio, None),
        ("kendall", found.kendall_w, None),
    ] {
        columns.row(vec![
            say(&format!("statistics-{name}"), &[]),
            number(single, 3),
            mean.map_or_else(String::new, |mean| number(mean, 3)),
        ]);
    }
    let _ = writeln!(text, "{columns}");
    for note in notes {
        let _ = writeln!(text, "{note}");
    }
    let _ = writeln!(text, "{}", say("statistics-reliability-how", &[]));
    text
}
