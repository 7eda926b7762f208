//! Tables that say little.

use super::{Numbers, close, random};
use crate::judging::calibration::rank::{Question, Ranking, rank};
use crate::judging::calibration::reliability::{Basis, reliability};
use crate::judging::calibration::{Note, Table, components};

fn ranked<const N: usize>(scores: [(&str, &str, f64); N]) -> Ranking {
    ask(&Table::new(scores).unwrap())
}

fn ask(table: &Table) -> Ranking {
    let question = Question {
        awards: 1,
        draws: 200,
        seed: 0,
    };
    rank(table, question).unwrap()
}

#[test]
fn equal_scores_tell_nothing_apart() {
    let ranking = ranked([
        ("a", "x", 5.0),
        ("b", "x", 5.0),
        ("a", "y", 5.0),
        ("c", "y", 5.0),
    ]);
    assert_eq!(ranking.notes, [Note::AllEqual]);
    assert_eq!(ranking.order, [0, 1, 2]);
    for entry in &ranking.entries {
        assert_eq!(entry.expected_rank, Some(2.0));
        close(entry.drawn.unwrap().selected, 1.0 / 3.0, 1e-12);
    }
    assert_eq!(ranking.variances.unwrap().criterion, None);
}

#[test]
fn one_judge_cannot_tell_merit_from_chance() {
    let ranking = ranked([("a", "x", 5.0), ("b", "x", 7.0), ("c", "x", 7.0)]);
    assert_eq!(ranking.notes, [Note::OneJudge]);
    assert!(ranking.variances.is_none());
    assert!(
        ranking
            .entries
            .iter()
            .all(|e| e.calibrated.is_none() && e.drawn.is_none())
    );
    // The raw order is all there is.
    assert_eq!(ranking.order, [1, 2, 0]);
    assert_eq!(ranking.line, None);
}

#[test]
fn one_entry_is_first() {
    let ranking = ranked([("a", "x", 5.0), ("a", "y", 7.0)]);
    assert_eq!(ranking.notes, [Note::OneEntry, Note::AwardsForAll]);
    assert_eq!(ranking.entries[0].expected_rank, Some(1.0));
    close(ranking.entries[0].drawn.unwrap().selected, 1.0, 0.0);
    assert_eq!(ranked([("a", "x", 5.0)]).notes[0], Note::OneScore);
}

#[test]
fn judges_that_differ_by_a_constant_leave_nothing_to_chance() {
    let (mut scores, mut wanted) = (Vec::new(), Vec::new());
    for (i, worth) in [40.0, 52.0, 61.0, 75.0].iter().enumerate() {
        wanted.push(4.0 - i as f64);
        for (j, kind) in [-8.0, 0.0, 3.0].iter().enumerate() {
            if (i + j) % 4 != 3 {
                scores.push((i.to_string(), j.to_string(), worth + kind));
            }
        }
    }
    let ranking = ask(&Table::new(scores).unwrap());
    assert_eq!(ranking.notes, [Note::NothingLeftToChance]);
    assert_eq!(ranking.variances.unwrap().criterion, None);
    for (entry, wanted) in ranking.entries.iter().zip(wanted) {
        close(entry.expected_rank.unwrap(), wanted, 1e-6);
    }
    // The distance between two entries is what each judge saw.
    let predicted = |i: usize| ranking.entries[i].calibrated.unwrap().predicted;
    close(predicted(3) - predicted(0), 35.0, 1e-3);
    let effect = |j: usize| ranking.judges[j].effect.unwrap();
    close(effect(2) - effect(0), 11.0, 1e-3);
}

#[test]
fn judges_who_agree_are_not_adjusted() {
    let ranking = ranked([
        ("a", "x", 10.0),
        ("a", "y", 11.0),
        ("b", "x", 21.0),
        ("b", "y", 20.0),
        ("c", "x", 30.0),
        ("c", "y", 31.0),
        ("d", "x", 41.0),
        ("d", "y", 40.0),
    ]);
    assert!(
        ranking.notes.contains(&Note::JudgesAlike),
        "{:?}",
        ranking.notes
    );
    assert!(ranking.judges.iter().all(|j| j.effect == Some(0.0)));
    close(ranking.variances.unwrap().judge, 0.0, 0.0);
}

#[test]
fn entries_that_only_chance_sets_apart_share_the_middle() {
    // Each judge favours another entry, and all come to the same.
    let scores = (0..3).flat_map(|i| {
        (0..3).map(move |j| {
            let score = if i == j { 9.0 } else { 5.0 };
            (i.to_string(), j.to_string(), score)
        })
    });
    let ranking = ask(&Table::new(scores).unwrap());
    assert_eq!(ranking.notes, [Note::EntriesAlike, Note::JudgesAlike]);
    assert!(ranking.entries.iter().all(|e| e.expected_rank == Some(2.0)));
}

#[test]
fn groups_that_share_no_judge_are_refused() {
    let table = Table::new([("a", "x", 1.0), ("b", "y", 2.0)]).unwrap();
    let question = Question {
        awards: 1,
        draws: 0,
        seed: 0,
    };
    assert_eq!(rank(&table, question).unwrap_err().0, components(&table));
    let found = reliability(&table);
    assert!(found.icc.agreement.is_none() && found.notes.contains(&Note::Disconnected));
}

#[test]
fn with_gaps_agreement_comes_from_the_variances() {
    let table = random(&mut Numbers::seeded(8), 12, 4, 0.5);
    let found = reliability(&table);
    assert_eq!(found.notes, [Note::Gaps]);
    let v = ask(&table).variances.unwrap();
    let wanted = v.entry / (v.entry + v.judge + v.chance);
    close(found.icc.agreement.unwrap(), wanted, 1e-9);
    assert!(found.icc.one.is_none() && found.icc.consistency.is_none());
    let Basis::Variances { scores } = found.icc.basis else {
        panic!("{found:?}");
    };
    assert!(scores > 1.0 && scores < 4.0);
    assert!(found.icc.agreement_mean > found.icc.agreement);
    assert_eq!(found.kendall_w, None);
}

/// Whatever small whole numbers a panel gives, the ranks are ranks.
#[test]
fn no_small_table_breaks_it() {
    let mut numbers = Numbers::seeded(7);
    let mut seen = std::collections::HashSet::new();
    for round in 0..600 {
        let (m, q) = (1 + numbers.below(6), 1 + numbers.below(6));
        let levels = 1 + numbers.below(4);
        let mut scores = Vec::new();
        for i in 0..m {
            for j in 0..q {
                if i == 0 || j == 0 || numbers.below(4) < round % 4 {
                    scores.push((i.to_string(), j.to_string(), numbers.below(levels) as f64));
                }
            }
        }
        let table = Table::new(scores).unwrap();
        let ranking = ask(&table);
        seen.extend(ranking.notes.iter().copied());
        reliability(&table);
        let size = m as f64;
        if ranking.entries.iter().all(|e| e.expected_rank.is_some()) {
            let ranks = ranking.entries.iter().filter_map(|e| e.expected_rank);
            close(ranks.sum(), size * (size + 1.0) / 2.0, 1e-6);
            let drawn = ranking.entries.iter().filter_map(|e| e.drawn);
            close(drawn.clone().map(|d| d.selected).sum(), 1.0, 1e-9);
            assert!(
                drawn
                    .clone()
                    .all(|d| 1 <= d.ninety.0 && d.ninety.0 <= d.half.0)
            );
            assert!(
                drawn
                    .clone()
                    .all(|d| d.half.1 <= d.ninety.1 && d.ninety.1 <= m)
            );
        } else {
            assert!(q == 1, "{table:?} {ranking:?}");
        }
        if let Some(v) = ranking.variances {
            let all = [v.mean, v.mean_sd, v.entry, v.judge, v.chance];
            assert!(all.iter().all(|v| v.is_finite()), "{table:?} {ranking:?}");
        }
    }
    assert!(!seen.contains(&Note::NoFit));
    assert!(seen.contains(&Note::NothingLeftToChance) && seen.contains(&Note::NoRepetition));
}
