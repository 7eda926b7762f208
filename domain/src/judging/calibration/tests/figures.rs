//! What is promised of large panels, measured in a release build on two cores:
//! `cargo test --release -p hub-domain figures -- --ignored --nocapture --test-threads 1`.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use super::Numbers;
use crate::judging::calibration::Table;
use crate::judging::calibration::rank::{Question, Ranking, rank};

/// Entries that are each read by some judges, chosen by chance, and some read once more.
fn panel(entries: usize, judges: usize, scores: usize) -> Table {
    let mut numbers = Numbers::seeded(11);
    let worth: Vec<f64> = (0..entries).map(|_| 8.0 * numbers.normal()).collect();
    let kind: Vec<f64> = (0..judges).map(|_| 6.0 * numbers.normal()).collect();
    let mut seen = HashSet::new();
    let mut list = Vec::with_capacity(scores);
    while list.len() < scores {
        let (i, j) = (list.len() % entries, numbers.below(judges));
        if seen.insert((i, j)) {
            let score = 60.0 + worth[i] + kind[j] + 9.0 * numbers.normal();
            list.push((format!("{i:05}"), format!("{j:05}"), score));
        }
    }
    Table::new(list).unwrap()
}

fn measured(what: &str, table: &Table, draws: u32) -> (Ranking, Duration) {
    let question = Question {
        awards: table.entries().len() / 20,
        draws,
        seed: 1,
    };
    let began = Instant::now();
    let ranking = rank(table, question).unwrap();
    let took = began.elapsed();
    let memory = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let memory = memory.lines().find(|line| line.starts_with("VmHWM"));
    println!("{what}: {took:.2?}, {}", memory.unwrap_or("memory unknown"));
    (ranking, took)
}

#[test]
#[ignore = "measures, and only a release build is fast enough"]
fn two_thousand_entries_are_ranked_with_draws() {
    let table = panel(2_000, 50, 6_000);
    let (ranking, took) = measured("2,000 entries, 50 judges, 20,000 draws", &table, 20_000);
    let variances = ranking.variances.unwrap();
    assert!((variances.entry.sqrt() - 8.0).abs() < 1.0, "{variances:?}");
    assert!(took < Duration::from_secs(2));
}

#[test]
#[ignore = "measures, and only a release build is fast enough"]
fn three_thousand_judges_are_calibrated() {
    let table = panel(24_000, 3_000, 73_000);
    let (ranking, took) = measured("73,000 scores of 3,000 judges, no draws", &table, 0);
    let variances = ranking.variances.unwrap();
    assert!((variances.judge.sqrt() - 6.0).abs() < 0.5, "{variances:?}");
    assert!(took < Duration::from_mins(1));
}
