//! What an assignment is made from: judges, entries, and the pairs that are possible.

use std::collections::HashSet;

/// The largest affinity, up or down; a millionth of it is still counted.
pub(super) const MOST_AFFINITY: f64 = 1e6;

/// A judge, and how much they read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judge {
    /// Unique name, which also orders judges.
    pub name: String,
    /// The least that they are given.
    pub least: usize,
    /// The most that they are given; none for any number.
    pub most: Option<usize>,
}

/// An entry, and how often it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Unique name, which also orders entries.
    pub name: String,
    /// How many reviews it needs.
    pub reviews: usize,
}

/// Whether a judge may read an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// They may.
    Free,
    /// They may not: there is a conflict of interest.
    Conflict,
    /// They do already, and it stays so: a review that was begun, or a choice made by hand.
    Fixed,
}

/// A judge and an entry. A pair that is not listed is not possible.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// Place of the judge in the panel.
    pub judge: usize,
    /// Place of the entry in the panel.
    pub entry: usize,
    /// How well they suit each other; more is better.
    pub affinity: f64,
    /// Whether the judge may read it.
    pub standing: Standing,
}

/// Everything that an assignment is made from.
#[derive(Debug, Clone, Default)]
pub struct Panel {
    /// The judges.
    pub judges: Vec<Judge>,
    /// The entries.
    pub entries: Vec<Entry>,
    /// The pairs.
    pub pairs: Vec<Pair>,
}

/// What is wrong with a panel, so that nothing can be made from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// Two judges, or two entries, have this name.
    SameName(String),
    /// This pair is listed twice.
    SamePair {
        /// The judge.
        judge: String,
        /// The entry.
        entry: String,
    },
    /// The pair at this place names a judge or an entry that is not there.
    NoSuchPair(usize),
    /// The affinity of this pair is no number, or beyond a million.
    Affinity {
        /// The judge.
        judge: String,
        /// The entry.
        entry: String,
    },
    /// The judge's least load is above their most.
    Loads(String),
}

impl Panel {
    /// Looks for what is wrong.
    ///
    /// # Errors
    /// The first flaw that is found.
    pub fn check(&self) -> Result<(), Flaw> {
        distinct(self.judges.iter().map(|judge| judge.name.as_str()))?;
        distinct(self.entries.iter().map(|entry| entry.name.as_str()))?;
        for judge in &self.judges {
            if judge.most.is_some_and(|most| most < judge.least) {
                return Err(Flaw::Loads(judge.name.clone()));
            }
        }
        let mut seen = HashSet::with_capacity(self.pairs.len());
        for (place, pair) in self.pairs.iter().enumerate() {
            let judge = self.judges.get(pair.judge);
            let (Some(judge), Some(entry)) = (judge, self.entries.get(pair.entry)) else {
                return Err(Flaw::NoSuchPair(place));
            };
            let (judge, entry) = (judge.name.clone(), entry.name.clone());
            if pair.affinity.is_nan() || pair.affinity.abs() > MOST_AFFINITY {
                return Err(Flaw::Affinity { judge, entry });
            }
            if !seen.insert((pair.judge, pair.entry)) {
                return Err(Flaw::SamePair { judge, entry });
            }
        }
        Ok(())
    }

    /// How many judges may read each entry.
    pub fn readers(&self) -> Vec<usize> {
        let mut counts = vec![0; self.entries.len()];
        for pair in &self.pairs {
            if pair.standing != Standing::Conflict {
                counts[pair.entry] += 1;
            }
        }
        counts
    }
}

fn distinct<'n>(names: impl Iterator<Item = &'n str>) -> Result<(), Flaw> {
    let mut seen = HashSet::new();
    for name in names {
        if !seen.insert(name) {
            return Err(Flaw::SameName(name.to_owned()));
        }
    }
    Ok(())
}

/// The places of names in the order of the names, by bytes, so that no locale matters.
pub(super) fn by_name<T>(items: &[T], name: impl Fn(&T) -> &str) -> Vec<usize> {
    let mut places: Vec<usize> = (0..items.len()).collect();
    places.sort_by(|a, b| name(&items[*a]).cmp(name(&items[*b])));
    places
}
