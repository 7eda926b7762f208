//! `hub judging rank` and `hub judging reliability`: the analyst's tools, from their outside.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// Runs in a folder without configuration or database, and leaves none there.
fn judging(folder: &Path, args: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_hub"))
        .arg("judging")
        .args(args)
        .current_dir(folder)
        .env_clear()
        .output()
        .unwrap();
    assert!(!folder.join("data").exists());
    output
}

fn folder_with(text: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("scores.csv"), text).unwrap();
    folder
}

#[track_caller]
fn text(text: &str, args: &[&str]) -> String {
    let output = judging(folder_with(text).path(), args);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && said.is_empty(), "{said}");
    String::from_utf8(output.stdout).unwrap()
}

#[track_caller]
fn json(scores: &str, args: &[&str]) -> Value {
    serde_json::from_str(&text(scores, args)).unwrap()
}

/// What is said when it is refused, with status 2 and nothing else.
#[track_caller]
fn refused(scores: &str, args: &[&str]) -> String {
    let output = judging(folder_with(scores).path(), args);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    String::from_utf8(output.stderr).unwrap()
}

#[track_caller]
fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    keys.sort_unstable();
    keys
}

#[track_caller]
fn near(value: &Value, wanted: f64, tolerance: f64) {
    let got = value.as_f64().unwrap();
    assert!((got - wanted).abs() <= tolerance, "{got} is not {wanted}");
}

const RANK: [&str; 5] = ["rank", "scores.csv", "--awards", "2", "--json"];

/// Four entries, three judges, gaps, and a strict judge.
const SMALL: &str = "judge,comment,entry,score\n\
    kind,\"clear, and late\",A,80\nkind,,B,74\nkind,,C,77\n\
    strict,,A,61\nstrict,,B,64\nstrict,,D,49\nthird,,C,69\nthird,,D,70\nthird,,A,73\n";

#[test]
fn the_judgement_of_paris_agrees_with_r_and_python() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/judging");
    let file = format!("{folder}/paris1976_white.csv");
    let Ok(reference) = std::fs::read(format!("{folder}/paris1976_white.reference.json")) else {
        println!("SKIPPED: the shared data is not there");
        return;
    };
    let reference: Value = serde_json::from_slice(&reference).unwrap();
    let empty = TempDir::new().unwrap();
    let run = |args: &[&str]| -> Value {
        let output = judging(empty.path(), args);
        assert!(output.status.success());
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let ranking = run(&["rank", &file, "--awards", "3", "--json"]);
    assert_eq!(ranking["n"], 110);
    assert_eq!(ranking["components"], serde_json::json!([21]));
    for name in ["var_entry", "var_judge", "var_resid", "mu"] {
        let wanted = reference["reml"][name].as_f64().unwrap();
        near(&ranking["reml"][name], wanted, 1e-4 * wanted);
    }
    let criterion = reference["reml"]["criterion"].as_f64().unwrap();
    near(&ranking["reml"]["criterion"], criterion, 1e-6);
    for (id, wanted) in reference["entries"].as_object().unwrap() {
        let entry = &ranking["entries"][id];
        for (name, theirs, tolerance) in [
            ("raw_mean", "raw_mean", 1e-9),
            ("predicted", "predicted", 1e-4),
            ("sd", "sd", 1e-4),
            ("expected_rank", "expected_rank", 1e-3),
            ("p_selected", "p_top3", 0.004),
        ] {
            near(&entry[name], wanted[theirs].as_f64().unwrap(), tolerance);
        }
        for name in ["rank_interval_50", "rank_interval_90"] {
            assert_eq!(entry[name], wanted[name], "{id}");
        }
    }
    for (id, wanted) in reference["judge_effect_blup"].as_object().unwrap() {
        assert_eq!(ranking["judges"][id]["n"], 10);
        near(
            &ranking["judges"][id]["effect"],
            wanted.as_f64().unwrap(),
            1e-4,
        );
    }
    let found = run(&["reliability", &file, "--json"]);
    near(&found["kendall_w"], 0.440_115_440_115_440_1, 1e-6);
    let alpha = reference["krippendorff_alpha_interval"].as_f64().unwrap();
    near(&found["krippendorff"]["interval"], alpha, 1e-6);
}

#[test]
fn the_ranking_has_the_keys_that_it_promises() {
    let ranking = json(SMALL, &RANK);
    for key in [
        "n",
        "components",
        "reml",
        "entries",
        "judges",
        "notes",
        "seed",
        "draws",
    ] {
        assert!(keys(&ranking).contains(&key), "{key}");
    }
    assert_eq!(ranking["n"], 9);
    assert_eq!(ranking["components"], serde_json::json!([7]));
    assert_eq!(
        keys(&ranking["reml"]),
        ["criterion", "mu", "var_entry", "var_judge", "var_resid"]
    );
    assert_eq!(keys(&ranking["entries"]), ["A", "B", "C", "D"]);
    assert_eq!(
        keys(&ranking["entries"]["A"]),
        [
            "expected_rank",
            "p_selected",
            "predicted",
            "rank_interval_50",
            "rank_interval_90",
            "raw_mean",
            "sd"
        ]
    );
    assert_eq!(keys(&ranking["judges"]["strict"]), ["effect", "n"]);
    assert!(ranking["judges"]["strict"]["effect"].as_f64().unwrap() < -1.0);
    // The same again gives the same, and another seed other draws.
    assert_eq!(ranking, json(SMALL, &RANK));
    let other = json(
        SMALL,
        &[&RANK[..], &["--seed", "7", "--draws", "999"]].concat(),
    );
    assert_ne!(
        ranking["entries"]["B"]["p_selected"],
        other["entries"]["B"]["p_selected"]
    );
    assert_eq!(
        ranking["entries"]["B"]["expected_rank"],
        other["entries"]["B"]["expected_rank"]
    );
}

#[test]
fn without_draws_what_needs_them_is_left_out() {
    let ranking = json(SMALL, &[&RANK[..], &["--draws", "0"]].concat());
    assert_eq!(
        keys(&ranking["entries"]["A"]),
        ["expected_rank", "predicted", "raw_mean", "sd"]
    );
    assert!(ranking.get("near_ties").is_none() && ranking.get("seed").is_none());
    let words = text(
        SMALL,
        &["rank", "scores.csv", "--awards", "2", "--draws", "0"],
    );
    assert!(
        words.contains("Expected rank") && !words.contains("draws"),
        "{words}"
    );
}

#[test]
fn what_cannot_be_computed_is_null_and_a_note_says_why() {
    let ranking = json("entry,judge,score\na,x,1\nb,x,3\n", &RANK);
    let a = &ranking["entries"]["a"];
    assert!(a["predicted"].is_null() && a["p_selected"].is_null());
    assert!(ranking["reml"]["var_entry"].is_null() && ranking["judges"]["x"]["effect"].is_null());
    let notes = ranking["notes"].as_array().unwrap();
    assert!(
        notes[0].as_str().unwrap().starts_with("One judge"),
        "{notes:?}"
    );

    let found = json(SMALL, &["reliability", "scores.csv", "--json"]);
    assert_eq!(
        keys(&found["icc"]),
        ["icc1", "icc1k", "icc_a1", "icc_ak", "icc_c1", "icc_ck"]
    );
    assert_eq!(
        keys(&found["krippendorff"]),
        ["interval", "nominal", "ordinal", "ratio"]
    );
    assert!(found["icc"]["icc1"].is_null() && found["kendall_w"].is_null());
    assert!(found["icc"]["icc_a1"].is_number());
    let note = found["notes"][0].as_str().unwrap();
    assert!(note.contains("2.18 scores an entry"), "{note}");
}

#[test]
fn the_table_of_shrout_and_fleiss_gives_the_published_values() {
    let rows = [
        "9 2 5 8", "6 1 3 2", "8 4 6 8", "7 1 2 6", "10 5 6 9", "6 2 4 7",
    ];
    let mut scores = "entry,judge,score\n".to_owned();
    for (entry, row) in rows.iter().enumerate() {
        for (judge, score) in row.split(' ').enumerate() {
            scores.push_str(&format!("{entry},{judge},{score}\n"));
        }
    }
    let icc = &json(&scores, &["reliability", "scores.csv", "--json"])["icc"];
    for (name, wanted) in [
        ("icc1", 0.17),
        ("icc_a1", 0.29),
        ("icc_c1", 0.71),
        ("icc1k", 0.44),
        ("icc_ak", 0.62),
        ("icc_ck", 0.91),
    ] {
        near(&icc[name], wanted, 0.005);
    }
}

#[test]
fn a_person_reads_a_table_and_what_it_means() {
    let words = text(SMALL, &["rank", "scores.csv", "--awards", "2"]);
    let lines: Vec<&str> = words.lines().collect();
    assert_eq!(
        lines[0],
        "9 scores of 4 entries by 3 judges; 2 to be selected."
    );
    assert!(lines[3].trim_start().starts_with("1  A"), "{words}");
    for part in [
        "Raw mean",
        "Above the line: A.",
        "B, C, for 1 award.",
        "is chance.",
        "Judge strict marked",
        "below the panel on the 3 entries that others scored too",
        "seed 1",
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
    let words = text(SMALL, &["reliability", "scores.csv"]);
    assert!(words.contains("Krippendorff’s α, ordinal"), "{words}");
}

#[test]
fn groups_that_share_nothing_are_refused_by_name() {
    let scores = "entry,judge,score\nA,x,5\nB,x,7\nA,y,6\nC,z,4\nD,z,8\n";
    let said = refused(scores, &RANK);
    assert!(said.contains("2 groups that share no judge"), "{said}");
    assert!(
        said.contains("Group 1: entries A, B; judges x, y."),
        "{said}"
    );
    assert!(said.contains("Group 2: entries C, D; judge z."), "{said}");
    // α compares no group with another.
    let found = json(scores, &["reliability", "scores.csv", "--json"]);
    assert!(found["krippendorff"]["interval"].is_number() && found["icc"]["icc_a1"].is_null());
}

#[test]
fn what_is_wrong_with_a_file_names_its_line() {
    for (scores, line, why) in [
        (
            "entry,judge,score\na,x,1\nb,x,ten\n",
            3,
            "“ten” in the column “score”",
        ),
        ("entry,judge,score\na,x,1\n\n,x,2\n", 4, "“entry” is empty"),
        (
            "entry,judge,score\na,x,1\na,y,2\na,x,3\n",
            4,
            "the first is on line 2",
        ),
        ("entry,judge\na,x\n", 1, "no column “score”"),
        ("entry,judge,score\n", 1, "no scores"),
        ("", 1, "is empty"),
        ("entry,judge,score\na,x,inf\n", 2, "is not a number"),
    ] {
        for command in ["rank", "reliability"] {
            let mut args = vec![command, "scores.csv"];
            if command == "rank" {
                args.extend(["--awards", "1"]);
            }
            let said = refused(scores, &args);
            let place = format!("hub: scores.csv, line {line}: ");
            assert!(said.starts_with(&place) && said.contains(why), "{said}");
        }
    }
    assert!(refused("", &["reliability", "none.csv"]).contains("none.csv cannot be read"));
    assert!(refused(SMALL, &["rank", "scores.csv", "--awards", "0"]).contains("--awards"));
    assert!(refused(SMALL, &["rank", "scores.csv"]).contains("--awards"));
}

#[test]
fn a_lottery_is_drawn_again_from_what_was_published() {
    let secret = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    let value = "EuroMillions 2010-09-24: 7 14 23 30 42, 3 9";
    let entries = "\u{feff}heron\r\nbadger\notter\nkestrel\n\nadder\nmarten\nwren\n";
    let options = [
        "lottery",
        "scores.csv",
        "--secret",
        secret,
        "--value",
        value,
    ];
    let said = text(entries, &options);
    assert!(said.contains("630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd"));
    let found = json(entries, &[&options[..], &["--json"]].concat());
    let order = serde_json::json!([
        "wren", "heron", "otter", "badger", "adder", "marten", "kestrel"
    ]);
    assert_eq!(found["order"], order);
    let with = |secret| {
        [
            "lottery",
            "scores.csv",
            "--secret",
            secret,
            "--value",
            value,
        ]
    };
    assert!(refused(entries, &with("xyz")).contains("not hexadecimal"));
    assert!(refused(entries, &with("0011")).contains("shorter than 16 bytes"));
    assert!(refused("a\na\n", &with(secret)).contains("Two entries are called a"));
    assert!(refused("\n", &with(secret)).contains("no pseudonyms"));
}
