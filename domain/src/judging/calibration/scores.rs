//! What was scored: entries, judges, and who gave what to which.

use std::collections::HashMap;

/// A score outside of this is a mistake, and would drown the others in rounding.
pub const LARGEST_SCORE: f64 = 1e9;

/// One judge's score of one entry, by their places in the table's lists.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cell {
    /// Place of the entry among [`Table::entries`].
    pub entry: usize,
    /// Place of the judge among [`Table::judges`].
    pub judge: usize,
    /// The score.
    pub score: f64,
}

/// Scores that can be analysed. Ids are sorted, so that a place in a list breaks ties by id, and
/// nothing depends on the order in which scores came.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    entries: Vec<String>,
    judges: Vec<String>,
    cells: Vec<Cell>,
}

/// Why a list of scores is no table. Places count from 0, in the order that was given.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Unusable {
    /// There are no scores.
    #[error("there are no scores")]
    Empty,
    /// A score is no number, or far outside of what is scored.
    #[error("score {place} is not a number up to a billion")]
    OutOfRange {
        /// Which score.
        place: usize,
    },
    /// A judge scored an entry a second time.
    #[error("score {place} is a second one of the same judge and entry, after score {first}")]
    Repeated {
        /// The later one.
        place: usize,
        /// The one before it.
        first: usize,
    },
}

impl Table {
    /// Makes a table of scores: entry, judge, score.
    ///
    /// # Errors
    /// The first score, in the order given, that cannot stand.
    pub fn new<E, J>(scores: impl IntoIterator<Item = (E, J, f64)>) -> Result<Self, Unusable>
    where
        E: Into<String>,
        J: Into<String>,
    {
        let (mut entries, mut judges) = (Places::default(), Places::default());
        let mut cells = Vec::new();
        let mut seen = HashMap::new();
        for (place, (entry, judge, score)) in scores.into_iter().enumerate() {
            if !score.is_finite() || score.abs() > LARGEST_SCORE {
                return Err(Unusable::OutOfRange { place });
            }
            let cell = Cell {
                entry: entries.place(entry.into()),
                judge: judges.place(judge.into()),
                score,
            };
            if let Some(first) = seen.insert((cell.entry, cell.judge), place) {
                return Err(Unusable::Repeated { place, first });
            }
            cells.push(cell);
        }
        if cells.is_empty() {
            return Err(Unusable::Empty);
        }
        let (entries, entry_at) = entries.sorted();
        let (judges, judge_at) = judges.sorted();
        for cell in &mut cells {
            cell.entry = entry_at[cell.entry];
            cell.judge = judge_at[cell.judge];
        }
        cells.sort_unstable_by_key(|c| (c.entry, c.judge));
        Ok(Self {
            entries,
            judges,
            cells,
        })
    }

    /// Ids of the entries, sorted.
    pub fn entries(&self) -> &[String] {
        &self.entries
    }

    /// Ids of the judges, sorted.
    pub fn judges(&self) -> &[String] {
        &self.judges
    }

    /// The scores, by entry and then by judge.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The scores of each entry.
    pub fn by_entry(&self) -> impl Iterator<Item = &[Cell]> {
        self.cells.chunk_by(|a, b| a.entry == b.entry)
    }

    /// The mean of each entry's scores.
    pub fn raw_means(&self) -> Vec<f64> {
        self.by_entry().map(mean).collect()
    }

    /// How many scores each judge gave.
    pub fn given(&self) -> Vec<usize> {
        let mut given = vec![0; self.judges.len()];
        for cell in &self.cells {
            given[cell.judge] += 1;
        }
        given
    }

    /// Whether every judge scored every entry.
    pub fn is_complete(&self) -> bool {
        self.cells.len() == self.entries.len() * self.judges.len()
    }

    /// Whether all scores are the same.
    pub fn is_constant(&self) -> bool {
        let least = self.cells.iter().map(|c| c.score).fold(f64::MAX, f64::min);
        let most = self.cells.iter().map(|c| c.score).fold(f64::MIN, f64::max);
        most - least < 1e-9
    }
}

/// The mean of some scores, of which there is at least one.
pub fn mean(cells: &[Cell]) -> f64 {
    cells.iter().map(|c| c.score).sum::<f64>() / cells.len() as f64
}

/// Ids in the order in which they were met.
#[derive(Default)]
struct Places {
    of: HashMap<String, usize>,
}

impl Places {
    fn place(&mut self, id: String) -> usize {
        let next = self.of.len();
        *self.of.entry(id).or_insert(next)
    }

    /// The ids, sorted, and the new place of each.
    fn sorted(self) -> (Vec<String>, Vec<usize>) {
        let mut ids: Vec<(String, usize)> = self.of.into_iter().collect();
        ids.sort_unstable();
        let mut at = vec![0; ids.len()];
        for (new, (_, old)) in ids.iter().enumerate() {
            at[*old] = new;
        }
        (ids.into_iter().map(|(id, _)| id).collect(), at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_sorted_whatever_the_order_of_scores() {
        let table = Table::new([("b", "y", 2.0), ("a", "y", 1.0), ("b", "x", 4.0)]).unwrap();
        assert_eq!(table.entries(), ["a", "b"]);
        assert_eq!(table.judges(), ["x", "y"]);
        let scores: Vec<f64> = table.cells().iter().map(|c| c.score).collect();
        assert_eq!(scores, [1.0, 4.0, 2.0]);
        assert_eq!(table.raw_means(), [1.0, 3.0]);
        assert_eq!(table.given(), [1, 2]);
        assert!(!table.is_complete() && !table.is_constant());
    }

    #[test]
    fn what_cannot_stand_is_named() {
        let none: [(&str, &str, f64); 0] = [];
        assert_eq!(Table::new(none), Err(Unusable::Empty));
        assert_eq!(
            Table::new([("a", "x", 1.0), ("a", "y", f64::NAN)]),
            Err(Unusable::OutOfRange { place: 1 })
        );
        assert_eq!(
            Table::new([("a", "x", 1.0), ("b", "x", 1.0), ("a", "x", 2.0)]),
            Err(Unusable::Repeated { place: 2, first: 0 })
        );
    }
}
