//! Why an assignment is not possible, by name: the minimum cut of the flow.
//!
//! What can be reached from the entries that lack reviews is a minimum cut, and the same one
//! whatever order the flow was built in: those entries, the judges that could read them and are
//! full, and what these read. So is what reaches the judges who lack entries.

use std::collections::BTreeMap;

use super::flow::{Cell, Network};

/// One thing that is missing. Names are in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shortage {
    /// Fewer judges may read an entry than it needs.
    Entry {
        /// The entry.
        entry: String,
        /// How many judges may read it.
        judges: usize,
        /// How many it needs.
        needed: usize,
    },
    /// Entries need more reviews than the judges who may read them can give.
    Entries {
        /// The entries.
        entries: Vec<String>,
        /// The judges who stand in the way, because they have the most that they can, with that.
        judges: Vec<(String, usize)>,
        /// How many reviews the entries need together.
        needed: usize,
        /// How many they can have.
        available: usize,
    },
    /// A judge may read fewer entries than they have to.
    Judge {
        /// The judge.
        judge: String,
        /// How many they may read.
        entries: usize,
        /// How many they have to.
        needed: usize,
    },
    /// There are fewer reviews for judges than they have to give.
    Judges {
        /// The judges.
        judges: Vec<String>,
        /// How many reviews they have to give together.
        needed: usize,
        /// How many there are for them.
        available: usize,
    },
}

/// What the network lacks, once it has run; empty when everything is placed. `judge` and `entry`
/// give names.
pub(super) fn shortages<'n>(
    network: &Network,
    judge: impl Fn(usize) -> &'n str,
    entry: impl Fn(usize) -> &'n str,
) -> Vec<Shortage> {
    let short = (0..network.entries())
        .filter(|entry| network.placed[*entry] < network.wanted[*entry])
        .collect::<Vec<_>>();
    if !short.is_empty() {
        let groups = entries_in_want(network, &short);
        return groups
            .into_iter()
            .map(|group| describe_entries(network, &group, &judge, &entry))
            .collect();
    }
    let short = (0..network.judges())
        .filter(|judge| network.load[*judge] < network.least[*judge])
        .collect::<Vec<_>>();
    judges_in_want(network, &short)
        .into_iter()
        .map(|group| describe_judges(network, &group, &judge))
        .collect()
}

/// Judges and entries that want for the same reason.
#[derive(Debug, Default)]
struct Group {
    judges: Vec<usize>,
    entries: Vec<usize>,
}

fn describe_entries<'n>(
    network: &Network,
    group: &Group,
    judge: &impl Fn(usize) -> &'n str,
    entry: &impl Fn(usize) -> &'n str,
) -> Shortage {
    if let ([only], []) = (group.entries.as_slice(), group.judges.as_slice()) {
        return Shortage::Entry {
            entry: entry(*only).to_owned(),
            judges: network.placed[*only],
            needed: network.wanted[*only],
        };
    }
    let judges = group.judges.iter();
    let entries = group.entries.iter();
    Shortage::Entries {
        judges: judges
            .map(|at| (judge(*at).to_owned(), network.most[*at]))
            .collect(),
        needed: entries.clone().map(|at| network.wanted[*at]).sum(),
        available: entries
            .clone()
            .map(|at| network.placed[*at].min(network.wanted[*at]))
            .sum(),
        entries: entries.map(|at| entry(*at).to_owned()).collect(),
    }
}

fn describe_judges<'n>(
    network: &Network,
    group: &Group,
    judge: &impl Fn(usize) -> &'n str,
) -> Shortage {
    let needed = group.judges.iter().map(|at| network.least[*at]).sum();
    let available = group.judges.iter().map(|at| network.load[*at]).sum();
    match group.judges.as_slice() {
        [only] => Shortage::Judge {
            judge: judge(*only).to_owned(),
            entries: available,
            needed,
        },
        judges => Shortage::Judges {
            judges: judges.iter().map(|at| judge(*at).to_owned()).collect(),
            needed,
            available,
        },
    }
}

/// From entries that lack reviews to the judges who might give them, and from these to what they
/// read instead.
fn entries_in_want(network: &Network, short: &[usize]) -> Vec<Group> {
    let judges = network.judges();
    let mut sets = Sets::new(judges + network.entries());
    let mut waiting: Vec<usize> = short.iter().map(|entry| judges + entry).collect();
    for node in &waiting {
        sets.enter(*node);
    }
    while let Some(node) = waiting.pop() {
        let next: Vec<usize> = match node.checked_sub(judges) {
            Some(entry) => (0..judges)
                .filter(|judge| network.cell(*judge, entry) == Cell::Open)
                .collect(),
            None => network.held(node).iter().map(|e| judges + e).collect(),
        };
        for other in next {
            if sets.enter(other) {
                waiting.push(other);
            }
            sets.join(node, other);
        }
    }
    sets.groups(judges)
}

/// From judges who lack entries to those who hold what they might read.
fn judges_in_want(network: &Network, short: &[usize]) -> Vec<Group> {
    let judges = network.judges();
    let mut sets = Sets::new(judges);
    let mut waiting = short.to_vec();
    for judge in &waiting {
        sets.enter(*judge);
    }
    while let Some(judge) = waiting.pop() {
        for entry in 0..network.entries() {
            if network.cell(judge, entry) != Cell::Open {
                continue;
            }
            for holder in 0..judges {
                if network.cell(holder, entry) == Cell::Taken {
                    if sets.enter(holder) {
                        waiting.push(holder);
                    }
                    sets.join(judge, holder);
                }
            }
        }
    }
    sets.groups(judges)
}

/// Sets of nodes that were reached, joined as they meet.
struct Sets {
    parent: Vec<usize>,
    reached: Vec<bool>,
}

impl Sets {
    fn new(nodes: usize) -> Self {
        Self {
            parent: (0..nodes).collect(),
            reached: vec![false; nodes],
        }
    }

    /// Whether the node is reached for the first time.
    fn enter(&mut self, node: usize) -> bool {
        !std::mem::replace(&mut self.reached[node], true)
    }

    fn root(&mut self, mut node: usize) -> usize {
        while self.parent[node] != node {
            self.parent[node] = self.parent[self.parent[node]];
            node = self.parent[node];
        }
        node
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        // The smaller leads, so that the order of joining changes nothing.
        self.parent[a.max(b)] = a.min(b);
    }

    fn groups(mut self, judges: usize) -> Vec<Group> {
        let mut groups: BTreeMap<usize, Group> = BTreeMap::new();
        for node in 0..self.parent.len() {
            if !self.reached[node] {
                continue;
            }
            let root = self.root(node);
            let group = groups.entry(root).or_default();
            match node.checked_sub(judges) {
                None => group.judges.push(node),
                Some(entry) => group.entries.push(entry),
            }
        }
        groups.into_values().collect()
    }
}
