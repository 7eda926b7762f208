//! The graph of judges and entries: its parts, and the reviews that alone hold a part together.

/// One connected part: scores within it can be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Component {
    /// Places of its judges in the panel.
    pub judges: Vec<usize>,
    /// Places of its entries in the panel.
    pub entries: Vec<usize>,
}

/// Judges and entries with the pairs between them. Nodes are judges first, then entries.
#[derive(Debug, Clone)]
pub(super) struct Graph {
    judges: usize,
    neighbours: Vec<Vec<usize>>,
}

/// The part that each node belongs to. A node without a pair belongs to none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parts {
    /// How many parts there are.
    pub count: usize,
    judges: usize,
    labels: Vec<Option<usize>>,
}

impl Parts {
    /// The part of a judge.
    pub fn of_judge(&self, judge: usize) -> Option<usize> {
        self.labels[judge]
    }

    /// The part of an entry.
    pub fn of_entry(&self, entry: usize) -> Option<usize> {
        self.labels[self.judges + entry]
    }

    /// The parts as lists, in the order of their first node.
    pub fn lists(&self) -> Vec<Component> {
        let empty = Component {
            judges: Vec::new(),
            entries: Vec::new(),
        };
        let mut parts = vec![empty; self.count];
        for (node, label) in self.labels.iter().enumerate() {
            let Some(label) = label else { continue };
            match node.checked_sub(self.judges) {
                None => parts[*label].judges.push(node),
                Some(entry) => parts[*label].entries.push(entry),
            }
        }
        parts
    }
}

impl Graph {
    /// The graph of the pairs.
    pub fn new(
        judges: usize,
        entries: usize,
        pairs: impl IntoIterator<Item = (usize, usize)>,
    ) -> Self {
        let mut neighbours = vec![Vec::new(); judges + entries];
        for (judge, entry) in pairs {
            neighbours[judge].push(judges + entry);
            neighbours[judges + entry].push(judge);
        }
        Self { judges, neighbours }
    }

    /// Its parts.
    pub fn parts(&self) -> Parts {
        let mut labels = vec![None; self.neighbours.len()];
        let mut count = 0;
        for start in 0..self.neighbours.len() {
            if labels[start].is_some() || self.neighbours[start].is_empty() {
                continue;
            }
            labels[start] = Some(count);
            let mut waiting = vec![start];
            while let Some(node) = waiting.pop() {
                for next in &self.neighbours[node] {
                    if labels[*next].is_none() {
                        labels[*next] = Some(count);
                        waiting.push(*next);
                    }
                }
            }
            count += 1;
        }
        Parts {
            count,
            judges: self.judges,
            labels,
        }
    }

    /// The pairs without which their part would fall in two, sorted: bridges, by Tarjan's search
    /// (with a stack of its own, because a path may be as long as there are nodes).
    pub fn bridges(&self) -> Vec<(usize, usize)> {
        let nodes = self.neighbours.len();
        let mut order = vec![usize::MAX; nodes];
        let mut low = vec![usize::MAX; nodes];
        let mut bridges = Vec::new();
        let mut clock = 0;
        for start in 0..nodes {
            if order[start] != usize::MAX {
                continue;
            }
            // Node, the node it was reached from, and how many neighbours were looked at.
            let mut stack = vec![(start, usize::MAX, 0)];
            order[start] = clock;
            low[start] = clock;
            clock += 1;
            while let Some((node, before, looked)) = stack.pop() {
                if let Some(next) = self.neighbours[node].get(looked).copied() {
                    stack.push((node, before, looked + 1));
                    if next == before {
                        continue;
                    }
                    if order[next] == usize::MAX {
                        order[next] = clock;
                        low[next] = clock;
                        clock += 1;
                        stack.push((next, node, 0));
                    } else {
                        low[node] = low[node].min(order[next]);
                    }
                } else if before != usize::MAX {
                    low[before] = low[before].min(low[node]);
                    if low[node] > order[before] {
                        let (judge, entry) = (node.min(before), node.max(before));
                        bridges.push((judge, entry - self.judges));
                    }
                }
            }
        }
        bridges.sort_unstable();
        bridges
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_leave_out_who_has_nothing_to_read() {
        let graph = Graph::new(4, 3, [(0, 0), (2, 0), (3, 2), (3, 1)]);
        let parts = graph.parts();
        assert_eq!(parts.count, 2);
        assert_eq!(parts.of_judge(1), None);
        let lists = parts.lists();
        assert_eq!(
            (&lists[0].judges, &lists[0].entries),
            (&vec![0, 2], &vec![0])
        );
        assert_eq!(
            (&lists[1].judges, &lists[1].entries),
            (&vec![3], &vec![1, 2])
        );
    }

    #[test]
    fn bridges_are_the_pairs_that_alone_hold_a_part_together() {
        // A square, a tail on it, and a pair apart.
        let square = [(0, 0), (0, 1), (1, 0), (1, 1)];
        let graph = Graph::new(4, 4, square.into_iter().chain([(1, 2), (2, 2), (3, 3)]));
        assert_eq!(graph.bridges(), [(1, 2), (2, 2), (3, 3)]);
    }
}
