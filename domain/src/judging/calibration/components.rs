//! Which entries can be compared with which.
//!
//! Two entries can be compared when a chain of shared judges leads from one to the other. Judges and
//! entries are the points of a graph, scores its lines; across its components nobody knows whether a
//! group of entries is better or its judges are kinder.

use super::scores::Table;

/// Entries and judges that hang together, by their places in the table's lists, sorted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Component {
    /// The entries.
    pub entries: Vec<usize>,
    /// The judges.
    pub judges: Vec<usize>,
}

impl Component {
    /// How many entries and judges it has together.
    pub fn size(&self) -> usize {
        self.entries.len() + self.judges.len()
    }
}

/// The components, the one with the first entry first.
pub fn components(table: &Table) -> Vec<Component> {
    let entries = table.entries().len();
    let mut parents: Vec<usize> = (0..entries + table.judges().len()).collect();
    for cell in table.cells() {
        let (a, b) = (
            root(&mut parents, cell.entry),
            root(&mut parents, entries + cell.judge),
        );
        parents[a.max(b)] = a.min(b);
    }
    let mut found: Vec<Component> = Vec::new();
    let mut at = vec![usize::MAX; parents.len()];
    for point in 0..parents.len() {
        let root = root(&mut parents, point);
        if at[root] == usize::MAX {
            at[root] = found.len();
            found.push(Component {
                entries: Vec::new(),
                judges: Vec::new(),
            });
        }
        let component = &mut found[at[root]];
        if point < entries {
            component.entries.push(point);
        } else {
            component.judges.push(point - entries);
        }
    }
    found
}

fn root(parents: &mut [usize], mut point: usize) -> usize {
    while parents[point] != point {
        parents[point] = parents[parents[point]];
        point = parents[point];
    }
    point
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shared_judge_joins_entries() {
        let two = Table::new([
            ("a", "x", 1.0),
            ("c", "x", 1.0),
            ("b", "y", 1.0),
            ("d", "y", 2.0),
        ])
        .unwrap();
        let found = components(&two);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].entries, [0, 2]);
        assert_eq!(found[1].judges, [1]);
        assert_eq!(found[1].size(), 3);
        let bridged = two
            .cells()
            .iter()
            .map(|c| {
                (
                    two.entries()[c.entry].clone(),
                    two.judges()[c.judge].clone(),
                    c.score,
                )
            })
            .chain([("d".to_owned(), "x".to_owned(), 3.0)]);
        assert_eq!(components(&Table::new(bridged).unwrap()).len(), 1);
    }
}
