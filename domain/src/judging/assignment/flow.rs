//! The minimum-cost flow, by successive shortest paths with potentials (Dijkstra).
//!
//! There are few judges and many entries, so the search runs over judges alone: an arc a → b
//! stands for the entry of a that b would take over most cheaply, and is kept up to date. Each
//! review that an entry lacks takes one search: the entry goes to a judge, who passes another
//! entry on, and so on, to a judge who takes one more. After each the flow is the cheapest for
//! what was placed so far, because the path was the shortest; so the last is the cheapest of all.
//!
//! One search looks at q² arcs, and what it moves renews some of them; memory is 16 bytes a pair
//! and 48 bytes an arc.

use super::cost::Cost;

/// Whether a pair is possible, and chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell {
    /// It may not be.
    Barred,
    /// It may be, and is not chosen.
    Open,
    /// It is chosen.
    Taken,
    /// It is chosen, and stays so.
    Fixed,
}

/// A judge who takes over an entry, and what that costs.
type Handover = Option<(Cost, usize)>;

/// Judges, entries and the flow between them.
#[derive(Debug, Clone)]
pub(super) struct Network {
    entries: usize,
    /// Judge by judge, a cell for each entry.
    cells: Vec<Cell>,
    affinity: Vec<i64>,
    lot: Vec<u32>,
    /// The least load of each judge.
    pub least: Vec<usize>,
    /// The most of each judge.
    pub most: Vec<usize>,
    /// What each review of a judge beyond the first costs, in millionths of affinity.
    evenness: i64,
    /// How many reviews each entry needs.
    pub wanted: Vec<usize>,
    /// How many each has.
    pub placed: Vec<usize>,
    /// How many reviews each judge has.
    pub load: Vec<usize>,
    /// The entries that each judge was given, and could pass on.
    held: Vec<Vec<usize>>,
    /// The cheapest handover from each judge to each.
    best: Vec<Handover>,
    potential: Vec<Cost>,
}

impl Network {
    /// Judges with their least and most load, and how often each entry is read; no pair is
    /// possible yet.
    pub fn new(loads: &[(usize, usize)], wanted: Vec<usize>, evenness: i64) -> Self {
        let (judges, entries) = (loads.len(), wanted.len());
        Self {
            entries,
            cells: vec![Cell::Barred; judges * entries],
            affinity: vec![0; judges * entries],
            lot: vec![0; judges * entries],
            least: loads.iter().map(|(least, _)| *least).collect(),
            most: loads.iter().map(|(_, most)| *most).collect(),
            evenness,
            placed: vec![0; entries],
            wanted,
            load: vec![0; judges],
            held: vec![Vec::new(); judges],
            best: vec![None; judges * judges],
            potential: vec![Cost::default(); judges],
        }
    }

    /// Makes a pair possible, or fixes it.
    pub fn offer(&mut self, judge: usize, entry: usize, affinity: i64, lot: u32, fixed: bool) {
        let place = self.place(judge, entry);
        self.affinity[place] = affinity;
        self.lot[place] = lot;
        self.cells[place] = Cell::Open;
        if fixed {
            self.cells[place] = Cell::Fixed;
            self.load[judge] += 1;
            self.placed[entry] += 1;
        }
    }

    /// How many judges there are.
    pub fn judges(&self) -> usize {
        self.load.len()
    }

    /// How many entries there are.
    pub fn entries(&self) -> usize {
        self.entries
    }

    /// What stands between a judge and an entry.
    pub fn cell(&self, judge: usize, entry: usize) -> Cell {
        self.cells[self.place(judge, entry)]
    }

    /// What the pair costs, leaving loads out.
    pub fn cost(&self, judge: usize, entry: usize) -> Cost {
        let place = self.place(judge, entry);
        Cost {
            affinity: -self.affinity[place],
            lot: i64::from(self.lot[place]),
            ..Cost::default()
        }
    }

    /// What it costs to have a load grow from one less to this. It grows with the load, so that
    /// the flow fills judges in turn.
    pub fn load_cost(&self, judge: usize, load: usize) -> Cost {
        let load_number = i64::try_from(load).unwrap_or(i64::MAX);
        Cost {
            due: -i64::from(load <= self.least[judge]),
            affinity: self.evenness.saturating_mul(load_number - 1),
            load: load_number,
            lot: 0,
        }
    }

    /// The chosen pairs, judge by judge.
    pub fn chosen(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| matches!(cell, Cell::Taken | Cell::Fixed))
            .map(|(place, _)| (place / self.entries, place % self.entries))
    }

    /// The entries that a judge was given and that could go to another.
    pub fn held(&self, judge: usize) -> &[usize] {
        &self.held[judge]
    }

    /// Places as many reviews as can be placed, at the least cost.
    pub fn run(&mut self) {
        let rounds = self.wanted.iter().copied().max().unwrap_or(0);
        for round in 0..rounds {
            for entry in 0..self.entries {
                if self.placed[entry] <= round && self.placed[entry] < self.wanted[entry] {
                    self.place_one(entry);
                }
            }
        }
    }

    /// Gives a judge an entry more.
    pub fn give(&mut self, judge: usize, entry: usize) {
        let place = self.place(judge, entry);
        self.cells[place] = Cell::Taken;
        self.held[judge].push(entry);
        self.placed[entry] += 1;
        self.load[judge] += 1;
    }

    /// Moves an entry from one judge to another.
    pub fn hand_over(&mut self, entry: usize, from: usize, to: usize) {
        let place = self.place(from, entry);
        self.cells[place] = Cell::Open;
        self.held[from].retain(|held| *held != entry);
        self.placed[entry] -= 1;
        self.load[from] -= 1;
        self.give(to, entry);
    }

    fn place(&self, judge: usize, entry: usize) -> usize {
        judge * self.entries + entry
    }

    /// Finds the cheapest way to have the entry read once more, and goes it. Leaves everything as
    /// it is where there is none, and then there never will be.
    fn place_one(&mut self, entry: usize) {
        let moves = self.shortest_path(entry);
        for step in &moves {
            match step.from {
                None => self.give(step.to, step.entry),
                Some(from) => self.hand_over(step.entry, from, step.to),
            }
        }
        for step in &moves {
            self.renew(step);
        }
    }

    /// The cheapest chain of moves that ends with one more review of the entry; empty where there
    /// is none. Dijkstra's search over judges, with reduced costs.
    fn shortest_path(&mut self, entry: usize) -> Vec<Move> {
        let judges = self.judges();
        let ends: Vec<Option<Cost>> = (0..judges).map(|judge| self.end(judge)).collect();
        // The sink's potential: no end may look cheaper than nothing.
        let Some(sink) = ends.iter().flatten().min().copied() else {
            return Vec::new();
        };
        let mut tentative: Vec<Option<(Cost, Option<usize>)>> = (0..judges)
            .map(|judge| {
                let open = self.cell(judge, entry) == Cell::Open;
                open.then(|| (self.cost(judge, entry) - self.potential[judge], None))
            })
            .collect();
        let mut settled: Vec<Option<Cost>> = vec![None; judges];
        let mut nearest_end: Option<(Cost, usize)> = None;
        loop {
            let next = (0..judges)
                .filter(|judge| settled[*judge].is_none())
                .filter_map(|judge| tentative[judge].map(|(distance, _)| (distance, judge)))
                .min();
            let Some((distance, judge)) = next else { break };
            if nearest_end.is_some_and(|(end, _)| end <= distance) {
                break;
            }
            settled[judge] = Some(distance);
            if let Some(end) = ends[judge] {
                let end = (distance + end - sink, judge);
                nearest_end = Some(nearest_end.map_or(end, |known| known.min(end)));
            }
            let row = &self.best[judge * judges..(judge + 1) * judges];
            for (to, handover) in row.iter().enumerate() {
                let Some((cost, _)) = handover else { continue };
                if settled[to].is_some() {
                    continue;
                }
                let reached = distance + *cost + self.potential[judge] - self.potential[to];
                if tentative[to].is_none_or(|(known, _)| reached < known) {
                    tentative[to] = Some((reached, Some(judge)));
                }
            }
        }
        let Some((end, last)) = nearest_end else {
            return Vec::new();
        };
        for (judge, potential) in self.potential.iter_mut().enumerate() {
            let distance = settled[judge].map_or(end, |distance| distance.min(end));
            *potential = *potential + distance;
        }
        self.moves(entry, last, &tentative)
    }

    /// What it costs to end a path at a judge, less their potential; none when they are full.
    fn end(&self, judge: usize) -> Option<Cost> {
        let free = self.load[judge] < self.most[judge];
        free.then(|| self.load_cost(judge, self.load[judge] + 1) + self.potential[judge])
    }

    /// The path, walked back from its last judge.
    fn moves(
        &self,
        entry: usize,
        last: usize,
        tentative: &[Option<(Cost, Option<usize>)>],
    ) -> Vec<Move> {
        let mut moves = Vec::new();
        let mut to = last;
        loop {
            let from = tentative[to].and_then(|(_, before)| before);
            let passed = from.and_then(|from| self.best[from * self.judges() + to]);
            let entry = passed.map_or(entry, |(_, passed)| passed);
            moves.push(Move { entry, from, to });
            match from {
                Some(from) => to = from,
                None => break,
            }
        }
        moves.reverse();
        moves
    }

    /// Brings up to date every arc that a move concerns.
    fn renew(&mut self, step: &Move) {
        let judges = self.judges();
        let entry = step.entry;
        let holders: Vec<usize> = (0..judges)
            .filter(|judge| self.cell(*judge, entry) == Cell::Taken)
            .collect();
        for from in holders.iter().copied().chain(step.from) {
            for to in 0..judges {
                let arc = from * judges + to;
                if self.best[arc].is_some_and(|(_, known)| known == entry) {
                    self.best[arc] = self.cheapest(from, to);
                }
            }
        }
        for from in holders {
            for to in 0..judges {
                if self.cell(to, entry) == Cell::Open {
                    let cost = self.cost(to, entry) - self.cost(from, entry);
                    let known = &mut self.best[from * judges + to];
                    *known = Some(known.map_or((cost, entry), |known| known.min((cost, entry))));
                }
            }
        }
    }

    /// The entry that is handed over most cheaply.
    fn cheapest(&self, from: usize, to: usize) -> Handover {
        self.held[from]
            .iter()
            .filter(|entry| self.cell(to, **entry) == Cell::Open)
            .map(|entry| (self.cost(to, *entry) - self.cost(from, *entry), *entry))
            .min()
    }
}

/// One entry that goes to a judge, from another or as a new review.
#[derive(Debug, Clone, Copy)]
struct Move {
    entry: usize,
    from: Option<usize>,
    to: usize,
}
