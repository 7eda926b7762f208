//! `hub judging assign`, as an analyst uses it.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;

fn assign(folder: &Path, table: &str, options: &[&str]) -> Output {
    let file = folder.join("table.csv");
    std::fs::write(&file, table).unwrap();
    Command::new(env!("CARGO_BIN_EXE_hub"))
        .args(["judging", "assign"])
        .arg(&file)
        .args(options)
        .current_dir(folder)
        .env_clear()
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn as_json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"))
}

const TABLE: &str = "judge,entry,affinity,conflict,note
Ada,1,0.95,,likes buses
Ada,2,0.8,,
Ada,3,0.7,,
Bo,1,0.2,,
Bo,2,0.3,,
Bo,3,0.1,family,
Cy,1,0.5,,
Cy,2,0.4,,
Cy,3,0.6,,
";

#[test]
fn it_prints_pairs_loads_and_the_total() {
    let folder = TempDir::new().unwrap();
    let options = ["--reviews", "2", "--max-load", "2", "--json"];
    let output = assign(folder.path(), TABLE, &options);
    assert!(output.status.success(), "{output:?}");
    let found = as_json(&output);
    // Entry 3 needs Ada and Cy; the better half of the others is split between them.
    assert!(
        (found["total"].as_f64().unwrap() - 3.15).abs() < 1e-9,
        "{found}"
    );
    assert_eq!(found["loads"], json!({ "Ada": 2, "Bo": 2, "Cy": 2 }));
    let pairs = [
        ["Ada", "1"],
        ["Ada", "3"],
        ["Bo", "1"],
        ["Bo", "2"],
        ["Cy", "2"],
        ["Cy", "3"],
    ];
    assert_eq!(found["pairs"], json!(pairs));
    assert_eq!(found["components"], json!([6]));
    assert!(found.get("infeasible").is_none());
    // The order of the lines changes nothing.
    let mut lines: Vec<&str> = TABLE.lines().collect();
    lines[1..].reverse();
    let other = assign(folder.path(), &lines.join("\n"), &options);
    assert_eq!(text(&output.stdout), text(&other.stdout));
}

#[test]
fn in_words_it_says_who_reads_what() {
    let folder = TempDir::new().unwrap();
    let output = assign(folder.path(), TABLE, &["--reviews", "2", "--max-load", "2"]);
    let said = text(&output.stdout);
    assert!(
        said.contains("Ada (2): 1, 3\nBo (2): 1, 2\nCy (2): 2, 3\n"),
        "{said}"
    );
    assert!(said.contains("6 reviews by 3 judges of 3 proposals. Affinities add up to 3.150000."));
    assert!(
        said.contains("with “--reviews all” everybody reads all that they may"),
        "{said}"
    );
    let all = assign(folder.path(), TABLE, &["--reviews", "all"]);
    assert!(text(&all.stdout).contains("Bo (2): 1, 2\n"), "{all:?}");
}

#[test]
fn what_is_not_possible_is_explained_by_name() {
    let folder = TempDir::new().unwrap();
    let output = assign(folder.path(), TABLE, &["--reviews", "3"]);
    assert_eq!(output.status.code(), Some(1));
    let why = "Proposal 3 has 2 judges without a conflict, and needs 3.";
    assert_eq!(text(&output.stdout), format!("{why}\n"));
    let output = assign(folder.path(), TABLE, &["--reviews", "3", "--json"]);
    let found = as_json(&output);
    assert_eq!(found["infeasible"][0]["entries"], json!(["3"]));
    assert_eq!(found["infeasible"][0]["why"], why);
    let output = assign(folder.path(), TABLE, &["--reviews", "2", "--max-load", "1"]);
    assert_eq!(
        text(&output.stdout),
        "Proposals 1, 2 and 3 need 6 reviews between them and can have 3, because judges Ada, Bo \
         and Cy may be given no more than 3 in all.\n"
    );
    let output = assign(folder.path(), TABLE, &["--reviews", "1", "--min-load", "2"]);
    assert_eq!(
        text(&output.stdout),
        "Judges Ada, Bo and Cy are to be given at least 6 reviews between them, and there are 3 \
         for them.\n"
    );
}

#[test]
fn a_file_that_cannot_be_used_is_told_by_its_line() {
    let folder = TempDir::new().unwrap();
    let table = TABLE.replace("Cy,2,0.4", "Cy,2,much");
    let output = assign(folder.path(), &table, &["--reviews", "2", "--json"]);
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    assert!(
        said.contains("table.csv, line 9: “much” is no number."),
        "{said}"
    );
    assert!(output.stdout.is_empty());
    let loads = ["--reviews", "2", "--min-load", "3", "--max-load", "2"];
    let output = assign(folder.path(), TABLE, &loads);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).contains("Lower --min-load"),
        "{output:?}"
    );
    for wrong in ["0", "-1", "many"] {
        let output = assign(folder.path(), TABLE, &["--reviews", wrong]);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
    }
}

#[test]
fn parts_are_joined_unless_they_are_to_be_left() {
    let folder = TempDir::new().unwrap();
    // Ada and Bo suit 1 and 2, Cy and Di suit 3 and 4.
    let mut table = "judge,entry,affinity\n".to_owned();
    for (judge, good) in [("Ada", "12"), ("Bo", "12"), ("Cy", "34"), ("Di", "34")] {
        for entry in ["1", "2", "3", "4"] {
            let affinity = if good.contains(entry) { 1.0 } else { 0.1 };
            table += &format!("{judge},{entry},{affinity}\n");
        }
    }
    let joined = as_json(&assign(
        folder.path(),
        &table,
        &["--reviews", "2", "--json"],
    ));
    assert_eq!(joined["components"], json!([8]));
    assert_eq!(joined["repairs"].as_array().unwrap().len(), 1);
    let left = ["--reviews", "2", "--leave-parts", "--json"];
    let left = as_json(&assign(folder.path(), &table, &left));
    assert_eq!(left["components"], json!([4, 4]));
    assert_eq!(left["total"], json!(8.0));
    assert_eq!(joined["optimum"], json!(8.0));
}
