//! From a panel to an assignment.

use std::collections::HashMap;

use super::bridge::{self, Parted, Repair};
use super::cost::millionths;
use super::flow::Network;
use super::graph::Component;
use super::lot::lot;
use super::panel::{Flaw, Panel, Standing, by_name};
use super::shortage::{Shortage, shortages};

/// The largest panel of which everyone reads everything: judges, entries.
const SMALL: (usize, usize) = (6, 60);

/// How often entries are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Every judge reads all that they may.
    Everyone,
    /// Each entry is read so often.
    Reviews(usize),
}

impl Scheme {
    /// What suits a panel: everyone reads everything up to 6 judges and 60 entries, because then
    /// no calibration is needed; otherwise each entry is read three times.
    pub fn suggested(judges: usize, entries: usize) -> Self {
        if judges <= SMALL.0 && entries <= SMALL.1 {
            Self::Everyone
        } else {
            Self::Reviews(judges.min(3))
        }
    }
}

/// What an assignment is made with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Decides between assignments that are equally good. Recorded, so that anybody gets the same.
    pub seed: u64,
    /// What even loads are worth: how much affinity each further review of a judge has to gain.
    /// At 0 loads are evened out only among assignments of equal affinity.
    pub evenness: f64,
    /// Whether the parts of the assignment are joined.
    pub join: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            seed: 1,
            evenness: 0.0,
            join: true,
        }
    }
}

/// Who reads what. Places are those of the panel; lists are in the order of names.
#[derive(Debug, Clone, PartialEq)]
pub struct Assignment {
    /// Judge and entry.
    pub pairs: Vec<(usize, usize)>,
    /// How much each judge of the panel reads.
    pub loads: Vec<usize>,
    /// The sum of the affinities of the pairs.
    pub total: f64,
    /// The same before parts were joined, which no assignment within the bounds exceeds.
    pub optimum: f64,
    /// The parts within which scores can be compared.
    pub components: Vec<Component>,
    /// What was changed to join parts.
    pub repairs: Vec<Repair>,
    /// Why more than one part is left, where that is so.
    pub parted: Option<Parted>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// An assignment.
    Assigned(Assignment),
    /// There is none, and this is why.
    Infeasible(Vec<Shortage>),
}

/// Finds the best assignment.
///
/// # Errors
/// What is wrong with the panel.
pub fn assign(panel: &Panel, settings: &Settings) -> Result<Outcome, Flaw> {
    panel.check()?;
    let order = Order::new(panel);
    let mut network = order.network(panel, settings);
    network.run();
    let shortages = shortages(
        &network,
        |judge| &panel.judges[order.judges[judge]].name,
        |entry| &panel.entries[order.entries[entry]].name,
    );
    if !shortages.is_empty() {
        return Ok(Outcome::Infeasible(shortages));
    }
    let optimum = total(panel, &order.pairs(&network));
    let (repairs, parted) = if settings.join {
        bridge::join(&mut network)
    } else {
        (Vec::new(), None)
    };
    let repairs = repairs.into_iter().map(|repair| order.repair(repair));
    Ok(Outcome::Assigned(Assignment {
        repairs: repairs.collect(),
        parted,
        optimum,
        ..order.assignment(panel, &network)
    }))
}

/// Has everyone read all that they may, whatever loads that gives. An entry still needs its
/// number of reviews.
///
/// # Errors
/// What is wrong with the panel.
pub fn everyone(panel: &Panel) -> Result<Outcome, Flaw> {
    panel.check()?;
    let mut panel = panel.clone();
    for pair in &mut panel.pairs {
        if pair.standing == Standing::Free {
            pair.standing = Standing::Fixed;
        }
    }
    for judge in &mut panel.judges {
        (judge.least, judge.most) = (0, None);
    }
    let settings = Settings {
        join: false,
        ..Settings::default()
    };
    let mut outcome = assign(&panel, &settings)?;
    if let Outcome::Assigned(assignment) = &mut outcome
        && assignment.components.len() > 1
    {
        // Nobody is left who may read more.
        assignment.parted = Some(Parted::NobodyMay);
    }
    Ok(outcome)
}

/// Judges and entries of the panel in the order of their names, so that the order in which they
/// were given changes nothing.
struct Order {
    judges: Vec<usize>,
    entries: Vec<usize>,
}

impl Order {
    fn new(panel: &Panel) -> Self {
        Self {
            judges: by_name(&panel.judges, |judge| &judge.name),
            entries: by_name(&panel.entries, |entry| &entry.name),
        }
    }

    fn network(&self, panel: &Panel, settings: &Settings) -> Network {
        let loads = self.judges.iter().map(|at| {
            let judge = &panel.judges[*at];
            (judge.least, judge.most.unwrap_or(usize::MAX))
        });
        let wanted = self.entries.iter().map(|at| panel.entries[*at].reviews);
        let evenness = millionths(settings.evenness);
        let mut network = Network::new(&loads.collect::<Vec<_>>(), wanted.collect(), evenness);
        let judge_ranks = ranks(&self.judges);
        let entry_ranks = ranks(&self.entries);
        for pair in &panel.pairs {
            let fixed = match pair.standing {
                Standing::Conflict => continue,
                Standing::Free => false,
                Standing::Fixed => true,
            };
            let judge = &panel.judges[pair.judge].name;
            let lot = lot(settings.seed, judge, &panel.entries[pair.entry].name);
            network.offer(
                judge_ranks[pair.judge],
                entry_ranks[pair.entry],
                millionths(pair.affinity),
                lot,
                fixed,
            );
        }
        network
    }

    fn pairs(&self, network: &Network) -> Vec<(usize, usize)> {
        let chosen = network.chosen();
        chosen
            .map(|(judge, entry)| (self.judges[judge], self.entries[entry]))
            .collect()
    }

    fn assignment(&self, panel: &Panel, network: &Network) -> Assignment {
        let pairs = self.pairs(network);
        let mut loads = vec![0; panel.judges.len()];
        for (judge, _) in &pairs {
            loads[*judge] += 1;
        }
        let total = total(panel, &pairs);
        let mut components = bridge::graph(network).parts().lists();
        for part in &mut components {
            for judge in &mut part.judges {
                *judge = self.judges[*judge];
            }
            for entry in &mut part.entries {
                *entry = self.entries[*entry];
            }
        }
        Assignment {
            pairs,
            loads,
            total,
            optimum: total,
            components,
            repairs: Vec::new(),
            parted: None,
        }
    }

    fn repair(&self, repair: Repair) -> Repair {
        let pair = |(judge, entry): (usize, usize)| (self.judges[judge], self.entries[entry]);
        match repair {
            Repair::Moved { entry, from, to } => Repair::Moved {
                entry: self.entries[entry],
                from: self.judges[from],
                to: self.judges[to],
            },
            Repair::Swapped { first, second } => Repair::Swapped {
                first: pair(first),
                second: pair(second),
            },
            Repair::Added { judge, entry } => Repair::Added {
                judge: self.judges[judge],
                entry: self.entries[entry],
            },
        }
    }
}

/// The sum of the pairs' affinities. Pairs come in the order of names, so the sum is the same to the
/// last bit whatever the order of the input.
fn total(panel: &Panel, pairs: &[(usize, usize)]) -> f64 {
    let affinities: HashMap<(usize, usize), f64> = panel
        .pairs
        .iter()
        .map(|pair| ((pair.judge, pair.entry), pair.affinity))
        .collect();
    pairs.iter().filter_map(|pair| affinities.get(pair)).sum()
}

/// The rank of each place in an order.
fn ranks(order: &[usize]) -> Vec<usize> {
    let mut ranks = vec![0; order.len()];
    for (rank, place) in order.iter().enumerate() {
        ranks[*place] = rank;
    }
    ranks
}
