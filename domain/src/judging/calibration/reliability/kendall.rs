//! Kendall's coefficient of concordance: how far judges put entries into the same order.

use super::super::rounded;
use super::super::scores::Table;

/// W with the correction for ties. None unless at least two judges scored all of at least two
/// entries, and one of them told entries apart.
pub fn w(table: &Table) -> Option<f64> {
    let (n, m) = (table.entries().len(), table.judges().len());
    if !table.is_complete() || n < 2 || m < 2 {
        return None;
    }
    let mut sums = vec![0.0; n];
    let mut ties = 0.0;
    for judge in 0..m {
        let scores: Vec<f64> = (0..n).map(|i| table.cells()[i * m + judge].score).collect();
        let (ranks, tied) = middle_ranks(&scores);
        for (sum, rank) in sums.iter_mut().zip(ranks) {
            *sum += rank;
        }
        ties += tied.iter().map(|t| t.powi(3) - t).sum::<f64>();
    }
    let (n, m) = (n as f64, m as f64);
    let middle = m * f64::midpoint(n, 1.0);
    let squares: f64 = sums.iter().map(|sum| (sum - middle).powi(2)).sum();
    let most = m * m * (n.powi(3) - n) - m * ties;
    (most > 0.0).then(|| 12.0 * squares / most)
}

/// The rank of each value from below, equal ones sharing the middle of theirs; and the sizes of the
/// groups of equal ones. Values are compared to the millionth.
pub fn middle_ranks(values: &[f64]) -> (Vec<f64>, Vec<f64>) {
    let mut order: Vec<(f64, usize)> = values
        .iter()
        .enumerate()
        .map(|(at, value)| (rounded(*value), at))
        .collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut ranks = vec![0.0; values.len()];
    let mut tied = Vec::new();
    let mut before = 0.0;
    for group in order.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()) {
        let size = group.len() as f64;
        for (_, at) in group {
            ranks[*at] = before + f64::midpoint(size, 1.0);
        }
        tied.push(size);
        before += size;
    }
    (ranks, tied)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_share_the_middle() {
        let (ranks, tied) = middle_ranks(&[3.0, 1.0, 3.0 + 1e-9, 2.0]);
        assert_eq!(ranks, [3.5, 1.0, 3.5, 2.0]);
        assert_eq!(tied, [1.0, 1.0, 2.0]);
    }

    #[test]
    fn judges_of_one_mind_and_of_opposite_minds() {
        let table = |second: [f64; 3]| {
            let scores = (0..3).flat_map(|i| {
                [
                    (i.to_string(), "a", i as f64),
                    (i.to_string(), "b", second[i]),
                ]
            });
            Table::new(scores).unwrap()
        };
        assert_eq!(w(&table([10.0, 20.0, 30.0])), Some(1.0));
        assert_eq!(w(&table([30.0, 20.0, 10.0])), Some(0.0));
        let gap = Table::new([("a", "x", 1.0), ("b", "x", 2.0), ("a", "y", 1.0)]).unwrap();
        assert_eq!(w(&gap), None);
        let same = Table::new([
            ("a", "x", 1.0),
            ("b", "x", 1.0),
            ("a", "y", 2.0),
            ("b", "y", 2.0),
        ]);
        assert_eq!(w(&same.unwrap()), None);
    }
}
