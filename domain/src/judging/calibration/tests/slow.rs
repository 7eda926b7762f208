//! The fast formulas against the plain ones, over random tables of both shapes.

use nalgebra::DMatrix;

use super::naive::Naive;
use super::{Numbers, close, random};
use crate::judging::calibration::blup::Posterior;
use crate::judging::calibration::design::Design;
use crate::judging::calibration::model::{Ratios, Solved};
use crate::judging::calibration::rank::{Question, rank};
use crate::judging::calibration::{draws, expected, reml, rounded};

const SHAPES: [(usize, usize); 6] = [(2, 2), (3, 7), (9, 4), (6, 6), (12, 3), (5, 11)];
const RATIOS: [f64; 4] = [0.0, 0.09, 1.0, 30.0];

#[test]
fn the_criterion_and_its_slope_are_those_of_the_textbook() {
    let mut numbers = Numbers::seeded(1);
    for (m, q) in SHAPES {
        let table = random(&mut numbers, m, q, 0.25);
        let design = Design::of(&table);
        for entry in RATIOS {
            for judge in RATIOS {
                let at = |entry, judge| Solved::at(&design, Ratios { entry, judge }).unwrap();
                let solved = at(entry, judge);
                let naive = Naive::at(&table, Ratios { entry, judge });
                close(solved.criterion, naive.criterion, 1e-8);
                let (slope, bends) = solved.slope();
                let step = 1e-5;
                let forward = [at(entry + step, judge), at(entry, judge + step)];
                for k in 0..2 {
                    let rise = (forward[k].criterion - solved.criterion) / step;
                    let (there, _) = forward[k].slope();
                    let bend = (there[k] - slope[k]).abs().max(1e-3);
                    close(slope[k], rise, bend + 1e-4 * rise.abs());
                    assert!(bends[k][k] >= -1e-12);
                }
            }
        }
    }
}

#[test]
fn no_other_variances_have_a_smaller_criterion() {
    let mut numbers = Numbers::seeded(2);
    for round in 0..60 {
        let (m, q) = SHAPES[round % SHAPES.len()];
        let table = random(&mut numbers, m, q, 1.0);
        let design = Design::of(&table);
        let best = reml::minimise(&design).unwrap();
        let at = [best.ratios.entry, best.ratios.judge];
        let (slope, _) = best.solved.slope();
        for k in 0..2 {
            let settled = (slope[k] * (at[k] + 1e-3)).abs() < 1e-6;
            assert!(
                settled || at[k] == 0.0 && slope[k] > 0.0 || best.unbounded,
                "{best:?}"
            );
        }
        for entry in 0..25 {
            for judge in 0..25 {
                let ratio = |step: i32| f64::from(step * step) / 12.0;
                let (entry, judge) = (ratio(entry), ratio(judge));
                if let Some(other) = Solved::at(&design, Ratios { entry, judge }) {
                    assert!(best.solved.criterion <= other.criterion + 1e-9);
                }
            }
        }
    }
}

#[test]
fn predictions_covariances_and_ranks_are_those_of_the_textbook() {
    let mut numbers = Numbers::seeded(3);
    for (m, q) in SHAPES {
        for _ in 0..4 {
            let table = random(&mut numbers, m, q, 0.5);
            let design = Design::of(&table);
            let optimum = reml::minimise(&design).unwrap();
            let ratios = optimum.ratios;
            if optimum.unbounded || ratios.entry == 0.0 {
                continue;
            }
            let naive = Naive::at(&table, ratios);
            let posterior = Posterior::at(optimum, &design);
            close(posterior.chance, naive.chance, 1e-8);
            close(posterior.mean, naive.mean, 1e-8);
            let variances = posterior.variances();
            let all: Vec<usize> = (0..m).collect();
            let ranks = expected::ranks(&posterior, &all);
            let some: Vec<usize> = (0..m).step_by(2).collect();
            for (at, rank) in expected::ranks(&posterior, &some).into_iter().enumerate() {
                close(rank, naive.expected_rank_among(some[at], &some), 1e-8);
            }
            let (mut row, mut shared) = (Vec::new(), Vec::new());
            for i in 0..m {
                close(posterior.entries[i], naive.values[i], 1e-8);
                close(variances[i], naive.covariance[(i, i)], 1e-8);
                close(ranks[i], naive.expected_rank(i), 1e-8);
                posterior.apart_from_mean(i, 0, &mut row, &mut shared);
                for (k, shared) in shared.iter().enumerate() {
                    let through = posterior.through_mean(i) * posterior.through_mean(k);
                    close(shared + through, naive.covariance[(i, k)], 1e-8);
                }
            }
            for (j, effect) in posterior.judges.iter().enumerate() {
                close(*effect, naive.judges[j], 1e-8);
            }
            for (i, (adjusted, weight)) in posterior.adjusted().into_iter().enumerate() {
                let predicted = weight * adjusted + (1.0 - weight) * posterior.mean;
                close(predicted, posterior.entries[i], 1e-8);
            }
        }
    }
}

#[test]
fn draws_have_the_covariance_of_the_textbook() {
    let mut numbers = Numbers::seeded(4);
    for (m, q) in [(4, 3), (3, 5)] {
        let table = random(&mut numbers, m, q, 0.5);
        let design = Design::of(&table);
        let optimum = reml::minimise(&design).unwrap();
        let naive = Naive::at(&table, optimum.ratios);
        let posterior = Posterior::at(optimum, &design);
        // What each of the independent values does: together they must give the covariance.
        let size = posterior.dimensions();
        let mut effects = DMatrix::zeros(m, size);
        for d in 0..size {
            let mut values = vec![0.0; size];
            values[d] = 1.0;
            let mut out = vec![0.0; m];
            posterior.deviate(&mut values, &mut out);
            for (i, effect) in out.iter().enumerate() {
                effects[(i, d)] = *effect;
            }
        }
        let covariance = &effects * effects.transpose();
        assert!((covariance - &naive.covariance).amax() < 1e-8);
        // The probability to be first of two is known exactly.
        let drawn = draws::drawn(&posterior, &(0..m).collect::<Vec<_>>(), m - 1, 40_000, 9);
        let last: f64 = drawn.iter().map(|d| 1.0 - d.selected).sum();
        close(last, 1.0, 1e-9);
    }
    let table = random(&mut numbers, 2, 5, 0.5);
    let design = Design::of(&table);
    let posterior = Posterior::at(reml::minimise(&design).unwrap(), &design);
    let drawn = draws::drawn(&posterior, &[0, 1], 1, 40_000, 9);
    for (drawn, rank) in drawn.iter().zip(expected::ranks(&posterior, &[0, 1])) {
        close(drawn.selected, 2.0 - rank, 0.01);
    }
}

#[test]
fn where_all_read_all_the_order_is_that_of_the_raw_means() {
    let mut numbers = Numbers::seeded(5);
    for round in 0..30 {
        let (m, q) = (4 + round % 9, 2 + round % 5);
        let scores: Vec<(String, String, f64)> = (0..m)
            .flat_map(|i| (0..q).map(move |j| (i, j)))
            .map(|(i, j)| (format!("{i:02}"), format!("{j}"), numbers.below(8) as f64))
            .collect();
        let table = super::Table::new(scores).unwrap();
        let question = Question {
            awards: 2,
            draws: 0,
            seed: 0,
        };
        let ranking = rank(&table, question).unwrap();
        let alike = |i: usize| ranking.entries[i].expected_rank == ranking.entries[0].expected_rank;
        if (0..m).all(alike) {
            continue;
        }
        let mut raw: Vec<usize> = (0..m).collect();
        raw.sort_by(|a, b| {
            let mean = |i: &usize| rounded(ranking.entries[*i].raw_mean);
            mean(b).total_cmp(&mean(a))
        });
        assert_eq!(ranking.order, raw);
    }
}

#[test]
fn another_scale_changes_no_rank() {
    let mut numbers = Numbers::seeded(6);
    for (m, q) in SHAPES {
        let table = random(&mut numbers, m, q, 0.5);
        let scores = table.cells().iter().map(|c| {
            let entry = table.entries()[c.entry].clone();
            (
                entry,
                table.judges()[c.judge].clone(),
                1e4 - 250.0 + 0.01 * c.score,
            )
        });
        let other = super::Table::new(scores).unwrap();
        let question = Question {
            awards: 1,
            draws: 500,
            seed: 3,
        };
        let (one, two) = (
            rank(&table, question).unwrap(),
            rank(&other, question).unwrap(),
        );
        for (a, b) in one.entries.iter().zip(&two.entries) {
            close(a.expected_rank.unwrap(), b.expected_rank.unwrap(), 1e-5);
        }
        assert_eq!(one.order, two.order);
    }
}
