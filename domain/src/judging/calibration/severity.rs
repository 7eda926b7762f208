//! How a judge marks beside the rest of the panel, from the scores themselves: what a page shows
//! beside the effect that calibration takes out.

use super::scores::Table;

/// A judge beside those who scored the same entries.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Severity {
    /// Scores that the judge gave.
    pub scores: usize,
    /// Entries among them that somebody else scored as well.
    pub shared: usize,
    /// How far above the others' means the judge marked these, on average; none where there are
    /// none.
    pub difference: Option<f64>,
}

/// Each judge beside the panel.
pub fn severities(table: &Table) -> Vec<Severity> {
    let mut sums = vec![(0_usize, 0.0); table.judges().len()];
    for cells in table.by_entry().filter(|cells| cells.len() > 1) {
        let total: f64 = cells.iter().map(|c| c.score).sum();
        let others = cells.len() as f64 - 1.0;
        for cell in cells {
            let (shared, sum) = &mut sums[cell.judge];
            *shared += 1;
            *sum += cell.score - (total - cell.score) / others;
        }
    }
    let given = table.given();
    sums.into_iter()
        .zip(given)
        .map(|((shared, sum), scores)| Severity {
            scores,
            shared,
            difference: (shared > 0).then(|| sum / shared as f64),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_shared_entries_are_compared() {
        let table = Table::new([
            ("a", "kind", 70.0),
            ("a", "strict", 60.0),
            ("a", "third", 66.0),
            ("b", "kind", 50.0),
            ("b", "strict", 44.0),
            ("c", "strict", 10.0),
            ("d", "alone", 90.0),
        ])
        .unwrap();
        let of = severities(&table);
        let at = |id: &str| of[table.judges().iter().position(|j| j == id).unwrap()];
        assert_eq!((at("strict").scores, at("strict").shared), (3, 2));
        // −8 beside the mean of 70 and 66, −6 beside 50.
        assert!((at("strict").difference.unwrap() + 7.0).abs() < 1e-12);
        assert_eq!(at("alone").difference, None);
    }
}
