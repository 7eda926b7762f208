//! What one change by hand would do, before it is made.

use super::graph::Graph;
use super::panel::{Panel, Standing};

/// A change by hand. Places are those of the panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// A judge reads an entry as well.
    Add {
        /// Who.
        judge: usize,
        /// What.
        entry: usize,
    },
    /// A judge does not read an entry any more.
    Remove {
        /// Who.
        judge: usize,
        /// What.
        entry: usize,
    },
}

/// What a change would do: each pair of numbers is before and after.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// How much the judge reads.
    pub load: (usize, usize),
    /// How often the entry is read.
    pub reviews: (usize, usize),
    /// How many parts there are, within which scores can be compared.
    pub parts: (usize, usize),
    /// What is added to the sum of affinities; none where the pair has no affinity.
    pub affinity: Option<f64>,
    /// The judge has a conflict of interest with the entry.
    pub conflict: bool,
    /// The pair is not one of those that are possible.
    pub unlisted: bool,
    /// The judge would have more than the most.
    pub above_most: bool,
    /// The judge would have less than the least.
    pub below_least: bool,
    /// The entry would be read less often than it needs.
    pub too_few: bool,
}

/// How many parts there are, within which scores can be compared: whoever reads nothing, and what
/// nobody reads, is in none. Pairs are places of a judge and an entry.
pub fn parts(judges: usize, entries: usize, pairs: &[(usize, usize)]) -> usize {
    let within = |pair: &(usize, usize)| pair.0 < judges && pair.1 < entries;
    let pairs = pairs.iter().copied().filter(within);
    Graph::new(judges, entries, pairs).parts().count
}

/// What a change to an assignment would do. None where the change says nothing: the judge or the
/// entry is not there, the judge reads it already, or does not.
pub fn effect(panel: &Panel, pairs: &[(usize, usize)], change: Change) -> Option<Effect> {
    let (adds, judge, entry) = match change {
        Change::Add { judge, entry } => (true, judge, entry),
        Change::Remove { judge, entry } => (false, judge, entry),
    };
    let reader = panel.judges.get(judge)?;
    let read = panel.entries.get(entry)?;
    if pairs.contains(&(judge, entry)) == adds {
        return None;
    }
    let after: Vec<(usize, usize)> = if adds {
        pairs.iter().copied().chain([(judge, entry)]).collect()
    } else {
        let stays = |pair: &&(usize, usize)| **pair != (judge, entry);
        pairs.iter().filter(stays).copied().collect()
    };
    let load = |pairs: &[(usize, usize)]| pairs.iter().filter(|pair| pair.0 == judge).count();
    let reviews = |pairs: &[(usize, usize)]| pairs.iter().filter(|pair| pair.1 == entry).count();
    let parts =
        |pairs: &[(usize, usize)]| self::parts(panel.judges.len(), panel.entries.len(), pairs);
    let mut listed = panel.pairs.iter();
    let pair = listed.find(|pair| (pair.judge, pair.entry) == (judge, entry));
    let sign = if adds { 1.0 } else { -1.0 };
    let (load_after, reviews_after) = (load(&after), reviews(&after));
    Some(Effect {
        load: (load(pairs), load_after),
        reviews: (reviews(pairs), reviews_after),
        parts: (parts(pairs), parts(&after)),
        affinity: pair.map(|pair| sign * pair.affinity),
        conflict: pair.is_some_and(|pair| pair.standing == Standing::Conflict),
        unlisted: pair.is_none(),
        above_most: reader.most.is_some_and(|most| load_after > most),
        below_least: load_after < reader.least,
        too_few: reviews_after < read.reviews,
    })
}
