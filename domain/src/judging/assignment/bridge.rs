//! Joining the parts of an assignment, so that all scores can be compared.

use super::cost::Cost;
use super::flow::{Cell, Network};
use super::graph::{Graph, Parts};

/// One change that joins two parts. Places are those of the panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repair {
    /// An entry goes to another judge.
    Moved {
        /// The entry.
        entry: usize,
        /// Who read it before.
        from: usize,
        /// Who reads it now.
        to: usize,
    },
    /// Two judges change entries.
    Swapped {
        /// A judge, and the entry that they give away.
        first: (usize, usize),
        /// The other judge, and the entry that they give for it.
        second: (usize, usize),
    },
    /// An entry is read once more than it needs.
    Added {
        /// By whom.
        judge: usize,
        /// The entry.
        entry: usize,
    },
}

/// Why parts could not be joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parted {
    /// No judge of one part may read an entry of another.
    NobodyMay,
    /// Those who may have the most that they can.
    AllFull,
}

/// The graph of what is chosen.
pub(super) fn graph(network: &Network) -> Graph {
    Graph::new(network.judges(), network.entries(), network.chosen())
}

/// Joins parts one by one, each time in the way that costs least: by moving an entry or changing
/// two, which keeps loads within bounds and everybody's number of reviews; else by a review more.
pub(super) fn join(network: &mut Network) -> (Vec<Repair>, Option<Parted>) {
    let mut repairs = Vec::new();
    loop {
        let graph = graph(network);
        let parts = graph.parts();
        if parts.count <= 1 {
            return (repairs, None);
        }
        let best = exchange(network, &graph, &parts).or_else(|| addition(network, &parts));
        let Some(repair) = best else {
            return (repairs, Some(reason(network, &parts)));
        };
        match repair {
            Repair::Moved { entry, from, to } => network.hand_over(entry, from, to),
            Repair::Swapped { first, second } => {
                network.hand_over(first.1, first.0, second.0);
                network.hand_over(second.1, second.0, first.0);
            }
            Repair::Added { judge, entry } => network.give(judge, entry),
        }
        repairs.push(repair);
    }
}

/// The cheapest entry that a judge could give to one of another part: of all, and of those that
/// their own part does not need to stay in one piece.
#[derive(Debug, Clone, Copy, Default)]
struct Gift {
    any: Option<(Cost, usize)>,
    safe: Option<(Cost, usize)>,
}

/// The cheapest move or swap that joins two parts. One of the reviews that are given away must
/// not be a bridge, or as many parts would be left as there were.
fn exchange(network: &Network, graph: &Graph, parts: &Parts) -> Option<Repair> {
    let judges = network.judges();
    let gifts = gifts(network, graph, parts);
    let mut best: Option<(Cost, Repair)> = None;
    let mut consider = |cost: Cost, repair: Repair| {
        if best.is_none_or(|(known, _)| cost < known) {
            best = Some((cost, repair));
        }
    };
    for from in 0..judges {
        for to in 0..judges {
            let there = gifts[from * judges + to];
            let back = gifts[to * judges + from];
            let Some(safe) = there.safe else { continue };
            let roomy =
                network.load[from] > network.least[from] && network.load[to] < network.most[to];
            if roomy {
                let cost = safe.0 + network.load_cost(to, network.load[to] + 1)
                    - network.load_cost(from, network.load[from]);
                let entry = safe.1;
                consider(cost, Repair::Moved { entry, from, to });
            }
            if let Some(any) = back.any {
                let (first, second) = ((from, safe.1), (to, any.1));
                consider(safe.0 + any.0, Repair::Swapped { first, second });
            }
        }
    }
    best.map(|(_, repair)| repair)
}

fn gifts(network: &Network, graph: &Graph, parts: &Parts) -> Vec<Gift> {
    let judges = network.judges();
    let bridges = graph.bridges();
    let mut gifts = vec![Gift::default(); judges * judges];
    for from in 0..judges {
        for entry in network.held(from).iter().copied() {
            let safe = bridges.binary_search(&(from, entry)).is_err();
            for to in 0..judges {
                let apart =
                    parts.of_judge(to).is_some() && parts.of_judge(to) != parts.of_judge(from);
                if !apart || network.cell(to, entry) != Cell::Open {
                    continue;
                }
                let gift = &mut gifts[from * judges + to];
                let cost = network.cost(to, entry) - network.cost(from, entry);
                let cheaper = |known: Option<(Cost, usize)>| {
                    Some(known.map_or((cost, entry), |known| known.min((cost, entry))))
                };
                gift.any = cheaper(gift.any);
                if safe {
                    gift.safe = cheaper(gift.safe);
                }
            }
        }
    }
    gifts
}

/// The cheapest review more that joins two parts.
fn addition(network: &Network, parts: &Parts) -> Option<Repair> {
    across(network, parts)
        .filter(|(judge, _)| network.load[*judge] < network.most[*judge])
        .map(|(judge, entry)| {
            let load = network.load_cost(judge, network.load[judge] + 1);
            (network.cost(judge, entry) + load, judge, entry)
        })
        .min()
        .map(|(_, judge, entry)| Repair::Added { judge, entry })
}

fn reason(network: &Network, parts: &Parts) -> Parted {
    if across(network, parts).next().is_some() {
        Parted::AllFull
    } else {
        Parted::NobodyMay
    }
}

/// The reviews that could be added from one part to another.
fn across<'n>(network: &'n Network, parts: &'n Parts) -> impl Iterator<Item = (usize, usize)> + 'n {
    (0..network.judges())
        .filter(|judge| parts.of_judge(*judge).is_some())
        .flat_map(|judge| (0..network.entries()).map(move |entry| (judge, entry)))
        .filter(|(judge, entry)| {
            network.cell(*judge, *entry) == Cell::Open
                && parts.of_entry(*entry).is_some()
                && parts.of_judge(*judge) != parts.of_entry(*entry)
        })
}
