//! An assignment in words, and why there is none.

use std::fmt::Write as _;
use std::path::Path;

use hub_domain::judging::assignment::{
    Assignment, FileError, Flaw, Panel, Parted, Repair, Shortage,
};
use hub_graphql::judging::words;
use hub_locales::Arg;
use serde_json::{Value, json};

use super::super::scores::{count, say};

/// The assignment as a list of what each judge reads, with what has to be said about it.
pub fn in_words(panel: &Panel, found: &Assignment, notes: &[String]) -> String {
    let mut text = String::new();
    let mut judges: Vec<usize> = (0..panel.judges.len()).collect();
    judges.sort_by(|a, b| panel.judges[*a].name.cmp(&panel.judges[*b].name));
    for judge in judges {
        let own = found.pairs.iter().filter(|pair| pair.0 == judge);
        let names: Vec<&str> = own
            .map(|pair| panel.entries[pair.1].name.as_str())
            .collect();
        let name = &panel.judges[judge].name;
        let _ = writeln!(text, "{name} ({}): {}", names.len(), names.join(", "));
    }
    let summary = [
        ("reviews", count(found.pairs.len())),
        ("judges", count(panel.judges.len())),
        ("entries", count(panel.entries.len())),
        ("total", Arg::from(format!("{:.6}", found.total))),
    ];
    let _ = writeln!(text, "\n{}", say("assignment-summary", &summary));
    for note in notes {
        let _ = writeln!(text, "{note}");
    }
    text
}

/// One shortage as data, with all its names.
pub fn shortage_json(short: &Shortage) -> Value {
    let why = words::shortage(short);
    match short {
        Shortage::Entry {
            entry,
            judges,
            needed,
        } => json!({
            "entries": [entry], "judges": [], "needed": needed, "available": judges, "why": why,
        }),
        Shortage::Entries {
            entries,
            judges,
            needed,
            available,
        } => {
            let full: Vec<&str> = judges.iter().map(|(name, _)| name.as_str()).collect();
            json!({
                "entries": entries, "judges": full, "needed": needed, "available": available,
                "why": why,
            })
        }
        Shortage::Judge {
            judge,
            entries,
            needed,
        } => json!({
            "entries": [], "judges": [judge], "needed": needed, "available": entries, "why": why,
        }),
        Shortage::Judges {
            judges,
            needed,
            available,
        } => json!({
            "entries": [], "judges": judges, "needed": needed, "available": available, "why": why,
        }),
    }
}

/// What was done to join parts, and why parts are left.
pub fn joining(panel: &Panel, found: &Assignment) -> Vec<String> {
    let judge = |at: usize| Arg::from(panel.judges[at].name.as_str());
    let entry = |at: usize| Arg::from(panel.entries[at].name.as_str());
    let mut notes: Vec<String> = found
        .repairs
        .iter()
        .map(|repair| match *repair {
            Repair::Moved { entry: e, from, to } => say(
                "assignment-moved",
                &[
                    ("entry", entry(e)),
                    ("from", judge(from)),
                    ("to", judge(to)),
                ],
            ),
            Repair::Swapped { first, second } => say(
                "assignment-swapped",
                &[
                    ("from", judge(first.0)),
                    ("entry", entry(first.1)),
                    ("to", judge(second.0)),
                    ("other", entry(second.1)),
                ],
            ),
            Repair::Added { judge: j, entry: e } => say(
                "assignment-added",
                &[("judge", judge(j)), ("entry", entry(e))],
            ),
        })
        .collect();
    let why = match found.parted {
        Some(Parted::NobodyMay) => Some("assignment-parted-nobody"),
        Some(Parted::AllFull) => Some("assignment-parted-full"),
        None if found.components.len() > 1 => Some("assignment-parted-left"),
        None => None,
    };
    notes.extend(why.map(|why| say(why, &[("count", count(found.components.len()))])));
    notes
}

/// What was done to join parts, as data.
pub fn repairs_json(panel: &Panel, found: &Assignment) -> Vec<Value> {
    let judge = |at: usize| panel.judges[at].name.as_str();
    let entry = |at: usize| panel.entries[at].name.as_str();
    let pair = |(j, e): (usize, usize)| json!([judge(j), entry(e)]);
    let repairs = found.repairs.iter();
    repairs
        .map(|repair| match *repair {
            Repair::Moved { entry: e, from, to } => json!({
                "removed": [pair((from, e))], "added": [pair((to, e))],
            }),
            Repair::Swapped { first, second } => json!({
                "removed": [pair(first), pair(second)],
                "added": [pair((second.0, first.1)), pair((first.0, second.1))],
            }),
            Repair::Added { judge: j, entry: e } => json!({
                "removed": [], "added": [pair((j, e))],
            }),
        })
        .collect()
}

/// That everyone could read everything.
pub fn small(judges: usize, entries: usize) -> String {
    let counts = [("judges", count(judges)), ("entries", count(entries))];
    say("assignment-small", &counts)
}

/// That loads are uneven, and how to bound them.
pub fn uneven(fewest: usize, most: usize) -> String {
    let loads = [("fewest", count(fewest)), ("most", count(most))];
    say("assignment-uneven", &loads)
}

/// What is wrong with a file, and where.
pub fn file_error(file: &Path, error: &FileError) -> String {
    let args: Vec<(&str, Arg)> = error
        .args
        .iter()
        .map(|(name, value)| (*name, Arg::from(value.as_str())))
        .collect();
    let why = say(&format!("assignment-file-{}", error.code), &args);
    format!("{}, line {}: {why}", file.display(), error.line)
}

/// What is wrong with a panel.
pub fn flaw(flaw: &Flaw) -> String {
    match flaw {
        Flaw::Loads(_) => say("assignment-flaw-loads", &[]),
        Flaw::SameName(name) => say(
            "assignment-flaw-name",
            &[("name", Arg::from(name.as_str()))],
        ),
        Flaw::NoSuchPair(place) => say("assignment-flaw-place", &[("place", count(*place))]),
        Flaw::SamePair { judge, entry } | Flaw::Affinity { judge, entry } => say(
            "assignment-flaw-pair",
            &[
                ("judge", Arg::from(judge.as_str())),
                ("entry", Arg::from(entry.as_str())),
            ],
        ),
    }
}
