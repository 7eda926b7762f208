//! Results that others published or computed.

use serde_json::Value;

use super::close;
use crate::judging::calibration::near_tie::Standing;
use crate::judging::calibration::rank::{Question, rank};
use crate::judging::calibration::reliability::{Basis, reliability};
use crate::judging::calibration::{Note, Table, file};

#[test]
fn the_table_of_shrout_and_fleiss() {
    let rows = [
        [9, 2, 5, 8],
        [6, 1, 3, 2],
        [8, 4, 6, 8],
        [7, 1, 2, 6],
        [10, 5, 6, 9],
        [6, 2, 4, 7],
    ];
    let scores = rows.iter().enumerate().flat_map(|(i, row)| {
        let cells = row.iter().enumerate();
        cells.map(move |(j, score)| (i.to_string(), j.to_string(), f64::from(*score)))
    });
    let found = reliability(&Table::new(scores).unwrap());
    let icc = found.icc;
    for (got, wanted) in [
        (icc.one, 0.17),
        (icc.agreement, 0.29),
        (icc.consistency, 0.71),
        (icc.one_mean, 0.44),
        (icc.agreement_mean, 0.62),
        (icc.consistency_mean, 0.91),
    ] {
        close(got.unwrap(), wanted, 0.005);
    }
    assert_eq!(icc.basis, Basis::MeanSquares);
    assert!(found.notes.is_empty());
}

/// The judging of white wines in Paris in 1976, against R and Python.
#[test]
fn the_judgement_of_paris() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data/judging");
    let read = |name: &str| std::fs::read(format!("{folder}/{name}"));
    let (Ok(scores), Ok(reference)) = (
        read("paris1976_white.csv"),
        read("paris1976_white.reference.json"),
    ) else {
        println!("SKIPPED: the shared data is not there");
        return;
    };
    let table = file::scores(&scores).unwrap();
    let reference: Value = serde_json::from_slice(&reference).unwrap();
    let number = |value: &Value| value.as_f64().unwrap();
    let question = Question {
        awards: 3,
        draws: Question::usual_draws(table.entries().len()),
        seed: 1,
    };
    let ranking = rank(&table, question).unwrap();
    let variances = ranking.variances.unwrap();
    let reml = &reference["reml"];
    close(
        variances.criterion.unwrap(),
        number(&reml["criterion"]),
        1e-6,
    );
    close(variances.mean, number(&reml["mu"]), 1e-9);
    for (got, name) in [
        (variances.mean_sd, "mu_se"),
        (variances.entry, "var_entry"),
        (variances.judge, "var_judge"),
        (variances.chance, "var_resid"),
    ] {
        let wanted = number(&reml[name]);
        close(got, wanted, 1e-4 * wanted);
    }
    for entry in &ranking.entries {
        let wanted = &reference["entries"][&entry.id];
        let calibrated = entry.calibrated.unwrap();
        close(entry.raw_mean, number(&wanted["raw_mean"]), 1e-9);
        close(calibrated.predicted, number(&wanted["predicted"]), 1e-4);
        close(calibrated.sd, number(&wanted["sd"]), 1e-4);
        close(
            entry.expected_rank.unwrap(),
            number(&wanted["expected_rank"]),
            1e-3,
        );
        let drawn = entry.drawn.unwrap();
        close(drawn.selected, number(&wanted["p_top3"]), 0.004);
        for (got, name) in [
            (drawn.half, "rank_interval_50"),
            (drawn.ninety, "rank_interval_90"),
        ] {
            assert_eq!(
                serde_json::json!([got.0, got.1]),
                wanted[name],
                "{}",
                entry.id
            );
        }
    }
    for judge in &ranking.judges {
        let wanted = number(&reference["judge_effect_blup"][&judge.id]);
        close(judge.effect.unwrap(), wanted, 1e-4);
    }
    assert_eq!(ranking.notes, [Note::Complete]);
    // The third is near the line, but nobody is near enough to take its place.
    assert_eq!(ranking.standing(Standing::In), [0, 1]);
    assert_eq!(ranking.standing(Standing::NearTie), [2]);
    assert_eq!(ranking.left_to_near_ties(), 1);
    let found = reliability(&table);
    close(
        found.kendall_w.unwrap(),
        number(&reference["kendall_w"]["W"]),
        1e-6,
    );
    let alpha = found.krippendorff;
    close(
        alpha.interval.unwrap(),
        number(&reference["krippendorff_alpha_interval"]),
        1e-6,
    );
    close(
        alpha.ordinal.unwrap(),
        number(&reference["krippendorff_alpha_ordinal"]),
        1e-6,
    );
    let icc = found.icc;
    let single = [icc.one, icc.agreement, icc.consistency];
    let means = [icc.one_mean, icc.agreement_mean, icc.consistency_mean];
    for (at, got) in single.into_iter().chain(means).enumerate() {
        close(got.unwrap(), number(&reference["icc"][at]["ICC"]), 1e-6);
    }
}
