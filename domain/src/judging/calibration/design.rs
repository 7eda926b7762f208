//! The scores, laid out for the model.

use super::scores::Table;

/// The group that has more members, and is absorbed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Larger {
    /// There are at least as many entries as judges.
    Entries,
    /// There are more judges.
    Judges,
}

/// The scores, laid out by the absorbed group.
#[derive(Debug)]
pub struct Design {
    /// Which group is absorbed.
    pub larger: Larger,
    /// Where the scores of each member of the absorbed group begin; one more than there are.
    pub(super) starts: Vec<usize>,
    /// The member of the kept group that each score belongs to.
    pub(super) kept: Vec<usize>,
    /// Scores of each member of the kept group.
    pub(super) counts: Vec<usize>,
    /// The scores, from their mean and in units of their spread.
    pub(super) scores: Vec<f64>,
    /// The mean of the scores as they were given.
    pub centre: f64,
    /// Their spread.
    pub unit: f64,
}

impl Design {
    /// Lays the table out. It is not constant.
    pub fn of(table: &Table) -> Self {
        let (m, q) = (table.entries().len(), table.judges().len());
        let larger = if m >= q {
            Larger::Entries
        } else {
            Larger::Judges
        };
        let mut cells: Vec<(usize, usize, f64)> = table
            .cells()
            .iter()
            .map(|c| match larger {
                Larger::Entries => (c.entry, c.judge, c.score),
                Larger::Judges => (c.judge, c.entry, c.score),
            })
            .collect();
        cells.sort_unstable_by_key(|(absorbed, kept, _)| (*absorbed, *kept));
        let n = cells.len() as f64;
        let centre = cells.iter().map(|c| c.2).sum::<f64>() / n;
        let unit = (cells.iter().map(|c| (c.2 - centre).powi(2)).sum::<f64>() / n).sqrt();
        let mut counts = vec![0; m.min(q)];
        let mut starts = vec![0; m.max(q) + 1];
        for (absorbed, kept, _) in &cells {
            counts[*kept] += 1;
            starts[absorbed + 1] += 1;
        }
        for i in 0..m.max(q) {
            starts[i + 1] += starts[i];
        }
        Self {
            larger,
            starts,
            kept: cells.iter().map(|c| c.1).collect(),
            counts,
            scores: cells.iter().map(|c| (c.2 - centre) / unit).collect(),
            centre,
            unit,
        }
    }

    /// How many scores there are.
    pub fn size(&self) -> usize {
        self.scores.len()
    }

    /// The scores, from their mean and in units of their spread.
    pub fn scores(&self) -> &[f64] {
        &self.scores
    }

    /// Members of the absorbed group.
    pub fn absorbed(&self) -> usize {
        self.starts.len() - 1
    }

    /// Members of the kept group that scored, or were scored by, a member of the absorbed one.
    pub fn partners(&self, absorbed: usize) -> &[usize] {
        &self.kept[self.starts[absorbed]..self.starts[absorbed + 1]]
    }

    /// Ratios, as those of the absorbed and the kept group; the same function turns them back.
    pub fn split(&self, first: f64, second: f64) -> (f64, f64) {
        match self.larger {
            Larger::Entries => (first, second),
            Larger::Judges => (second, first),
        }
    }

    /// Sums of a value per score over each member of the absorbed and of the kept group.
    pub fn sums(&self, values: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let mut by_kept = vec![0.0; self.counts.len()];
        for (value, kept) in values.iter().zip(&self.kept) {
            by_kept[*kept] += value;
        }
        let by_absorbed = self.starts.windows(2);
        let by_absorbed = by_absorbed.map(|w| values[w[0]..w[1]].iter().sum());
        (by_absorbed.collect(), by_kept)
    }
}
