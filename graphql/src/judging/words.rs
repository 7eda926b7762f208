//! What the assignment of proposals to judges says, in sentences: for pages, programs and the
//! command line.

use hub_domain::judging::assigned::preview::NamedRepair;
use hub_domain::judging::assignment::{Parted, Shortage};
use hub_locales::{Arg, sentence};

/// How many names a sentence holds; the rest are counted.
const NAMES: usize = 6;

fn say(key: &str, args: &[(&str, Arg)]) -> String {
    sentence(key, args).unwrap_or_else(|| key.to_owned())
}

fn count(number: usize) -> Arg {
    Arg::from(number.to_string())
}

/// Names as a list in words: all of a few, or the first of many and how many more.
fn names<S: AsRef<str>>(all: &[S]) -> Arg {
    let names: Vec<&str> = all.iter().map(AsRef::as_ref).collect();
    let text = match names.split_last() {
        None => String::new(),
        Some((only, [])) => (*only).to_owned(),
        Some((last, others)) if names.len() <= NAMES => say(
            "assignment-names",
            &[
                ("names", Arg::from(others.join(", "))),
                ("last", Arg::from(*last)),
            ],
        ),
        Some(_) => say(
            "assignment-names-more",
            &[
                ("names", Arg::from(names[..NAMES].join(", "))),
                ("count", count(names.len() - NAMES)),
            ],
        ),
    };
    Arg::from(text)
}

/// One shortage in a sentence.
#[must_use]
pub fn shortage(shortage: &Shortage) -> String {
    match shortage {
        Shortage::Entry {
            entry,
            judges,
            needed,
        } => say(
            "assignment-short-entry",
            &[
                ("entry", Arg::from(entry.as_str())),
                ("judges", count(*judges)),
                ("needed", count(*needed)),
            ],
        ),
        Shortage::Entries {
            entries,
            judges,
            needed,
            available,
        } => {
            let capacity = judges.iter().map(|(_, most)| most).sum::<usize>();
            let full: Vec<&str> = judges.iter().map(|(name, _)| name.as_str()).collect();
            say(
                "assignment-short-entries",
                &[
                    ("count", count(entries.len())),
                    ("entries", names(entries)),
                    ("needed", count(*needed)),
                    ("available", count(*available)),
                    ("full", count(full.len())),
                    ("judges", names(&full)),
                    ("capacity", count(capacity)),
                ],
            )
        }
        Shortage::Judge {
            judge,
            entries,
            needed,
        } => say(
            "assignment-short-judge",
            &[
                ("judge", Arg::from(judge.as_str())),
                ("entries", count(*entries)),
                ("needed", count(*needed)),
            ],
        ),
        Shortage::Judges {
            judges,
            needed,
            available,
        } => say(
            "assignment-short-judges",
            &[
                ("judges", names(judges)),
                ("needed", count(*needed)),
                ("available", count(*available)),
            ],
        ),
    }
}

/// What was done to join two parts.
#[must_use]
pub fn repair(repair: &NamedRepair) -> String {
    let arg = |text: &str| Arg::from(text);
    let title = |text: &str| Arg::from(format!("“{text}”"));
    match repair {
        NamedRepair::Moved { entry, from, to } => say(
            "assignment-moved",
            &[
                ("entry", title(entry)),
                ("from", arg(from)),
                ("to", arg(to)),
            ],
        ),
        NamedRepair::Swapped { first, second } => say(
            "assignment-swapped",
            &[
                ("from", arg(&first.0)),
                ("entry", title(&first.1)),
                ("to", arg(&second.0)),
                ("other", title(&second.1)),
            ],
        ),
        NamedRepair::Added { judge, entry } => say(
            "assignment-added",
            &[("judge", arg(judge)), ("entry", title(entry))],
        ),
    }
}

/// Why more than one part is left.
#[must_use]
pub fn parted(why: Parted, parts: usize) -> String {
    let key = match why {
        Parted::NobodyMay => "assignment-parted-nobody",
        Parted::AllFull => "assignment-parted-full",
    };
    say(key, &[("count", count(parts))])
}
