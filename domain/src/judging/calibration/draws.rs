//! Draws: the probability of being selected, and intervals of ranks.

use super::blup::Posterior;
use super::parallel;
use super::sample::{BLOCK, Sampler};

/// Cells of a table of ranks, at most.
const CELLS: usize = 1 << 23;
/// Where the intervals' ends are: the parts of all draws that lie below, in percent.
const ENDS: [u64; 4] = [5, 25, 75, 95];

/// What the draws say about one entry.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Drawn {
    /// The share of draws in which it was among those to be selected.
    pub selected: f64,
    /// The ranks between which it lay in the middle half of the draws.
    pub half: (usize, usize),
    /// The same for nine in ten.
    pub ninety: (usize, usize),
}

/// Draws, and counts the ranks of the entries at these places among each other, in their order.
pub fn drawn(
    posterior: &Posterior<'_>,
    places: &[usize],
    awards: usize,
    draws: u32,
    seed: u64,
) -> Vec<Drawn> {
    drawn_within(posterior, places, awards, draws, seed, CELLS)
}

/// The same with tables of at most so many cells.
fn drawn_within(
    posterior: &Posterior<'_>,
    places: &[usize],
    awards: usize,
    draws: u32,
    seed: u64,
    most: usize,
) -> Vec<Drawn> {
    let m = places.len();
    if draws == 0 || m == 0 {
        return Vec::new();
    }
    if posterior.entries_alike {
        return vec![alike(m, awards); m];
    }
    // The ranks of all entries would be a table of m × m. Where that is too large, it is coarse, and
    // a second pass over the same draws counts the ranks around the ends of the intervals.
    let width = m.div_ceil((most / m).max(1));
    let columns = m.div_ceil(width);
    let coarse = count(posterior, places, draws, seed, || Coarse {
        columns,
        width,
        awards,
        cells: vec![0; m * columns],
        selected: vec![0; m],
    });
    let found = (0..m).map(|i| {
        let cells = &coarse.cells[i * columns..(i + 1) * columns];
        ENDS.map(|end| place(cells, end, draws))
    });
    let found: Vec<[(usize, u64); 4]> = found.collect();
    let ends: Vec<[usize; 4]> = if width == 1 {
        found.iter().map(|ends| ends.map(|(c, _)| c + 1)).collect()
    } else {
        let fine = count(posterior, places, draws, seed, || Fine {
            width,
            columns: found.iter().map(|ends| ends.map(|(c, _)| c)).collect(),
            cells: vec![0; m * 4 * width],
        });
        let ends = found.iter().enumerate().map(|(i, ends)| {
            std::array::from_fn(|e| {
                let at = (i * 4 + e) * width;
                let (column, below) = ends[e];
                let within = place_after(&fine.cells[at..at + width], below, ENDS[e], draws);
                column * width + within + 1
            })
        });
        ends.collect()
    };
    let share = |i: usize| f64::from(coarse.selected[i]) / f64::from(draws);
    ends.into_iter()
        .enumerate()
        .map(|(i, [low, lower, upper, high])| Drawn {
            selected: share(i),
            half: (lower, upper),
            ninety: (low, high),
        })
        .collect()
}

/// Where no entry differs from another, each rank is as likely as any other.
pub fn alike(m: usize, awards: usize) -> Drawn {
    let [low, lower, upper, high] = ENDS.map(|end| {
        let part = m as f64 * end as f64 / 100.0;
        (part.ceil() as usize).clamp(1, m)
    });
    Drawn {
        selected: (awards as f64 / m as f64).min(1.0),
        half: (lower, upper),
        ninety: (low, high),
    }
}

/// What counts ranks. Counts are whole numbers, so that parts can be added up in any order.
trait Counter: Send {
    /// Takes the ranks of one entry in some draws, which count from 0.
    fn take(&mut self, entry: usize, ranks: &[u32]);
    /// Adds another part.
    fn add(&mut self, other: &Self);
}

struct Coarse {
    columns: usize,
    width: usize,
    awards: usize,
    cells: Vec<u32>,
    selected: Vec<u32>,
}

impl Counter for Coarse {
    fn take(&mut self, entry: usize, ranks: &[u32]) {
        let cells = &mut self.cells[entry * self.columns..(entry + 1) * self.columns];
        for rank in ranks {
            let rank = *rank as usize;
            // To divide takes longer than all the rest.
            let column = if self.width == 1 {
                rank
            } else {
                rank / self.width
            };
            cells[column] += 1;
            self.selected[entry] += u32::from(rank < self.awards);
        }
    }

    fn add(&mut self, other: &Self) {
        add(&mut self.cells, &other.cells);
        add(&mut self.selected, &other.selected);
    }
}

struct Fine {
    width: usize,
    columns: Vec<[usize; 4]>,
    cells: Vec<u32>,
}

impl Counter for Fine {
    fn take(&mut self, entry: usize, ranks: &[u32]) {
        for rank in ranks {
            let rank = *rank as usize;
            let (found, within) = (rank / self.width, rank % self.width);
            for (end, column) in self.columns[entry].iter().enumerate() {
                if found == *column {
                    self.cells[(entry * 4 + end) * self.width + within] += 1;
                }
            }
        }
    }

    fn add(&mut self, other: &Self) {
        add(&mut self.cells, &other.cells);
    }
}

fn add(sums: &mut [u32], parts: &[u32]) {
    for (sum, part) in sums.iter_mut().zip(parts) {
        *sum += part;
    }
}

fn count<C: Counter>(
    posterior: &Posterior<'_>,
    places: &[usize],
    draws: u32,
    seed: u64,
    counter: impl Fn() -> C,
) -> C {
    let blocks = draws.div_ceil(BLOCK);
    let mut lanes: Vec<C> = Vec::new();
    lanes.resize_with(parallel::workers(), &counter);
    let step = lanes.len();
    let m = places.len();
    // Where every entry counts, its place is its own; no order is sifted then.
    let all = m == posterior.entries.len();
    let mut among = vec![None; posterior.entries.len()];
    for (at, place) in places.iter().enumerate() {
        among[*place] = Some(at);
    }
    let among = &among;
    parallel::each(lanes.iter_mut().zip(0..).collect(), |(counter, lane)| {
        let mut sampler = Sampler::of(posterior, seed);
        // The ranks of each entry stand together, so that counting them stays within its counts.
        let mut ranks = vec![0; m * BLOCK as usize];
        for block in (lane..blocks).step_by(step) {
            let many = BLOCK.min(draws - block * BLOCK) as usize;
            sampler.begin(block);
            for draw in 0..many {
                if all {
                    for (rank, entry) in (0..).zip(sampler.next_order()) {
                        ranks[entry * BLOCK as usize + draw] = rank;
                    }
                } else {
                    let order = sampler.next_order();
                    for (rank, at) in (0..).zip(order.filter_map(|entry| among[entry])) {
                        ranks[at * BLOCK as usize + draw] = rank;
                    }
                }
            }
            for (entry, ranks) in ranks.chunks_exact(BLOCK as usize).enumerate() {
                counter.take(entry, &ranks[..many]);
            }
        }
    });
    let mut all = counter();
    for lane in &lanes {
        all.add(lane);
    }
    all
}

/// The first cell by which this part of all draws is reached, and how many draws are before it.
fn place(cells: &[u32], percent: u64, draws: u32) -> (usize, u64) {
    let within = place_after(cells, 0, percent, draws);
    let before = cells[..within].iter().map(|c| u64::from(*c)).sum();
    (within, before)
}

fn place_after(cells: &[u32], before: u64, percent: u64, draws: u32) -> usize {
    let mut sum = before;
    for (at, cell) in cells.iter().enumerate() {
        sum += u64::from(*cell);
        if sum * 100 >= percent * u64::from(draws) {
            return at;
        }
    }
    cells.len().saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::super::design::Design;
    use super::super::{Table, reml};
    use super::*;

    #[test]
    fn a_part_of_the_draws_is_found() {
        assert_eq!(place(&[10, 20, 30, 40], 25, 100), (1, 10));
        assert_eq!(place(&[25, 75], 25, 100), (0, 0));
        assert_eq!(place(&[0, 0, 100], 5, 100), (2, 0));
        assert_eq!(place_after(&[5, 10], 20, 25, 100), 0);
    }

    #[test]
    fn a_coarse_table_gives_the_same_intervals() {
        let scores = (0..40_usize).flat_map(|i| {
            (0..3).map(move |j| {
                let score = i as f64 + ((i * 7 + j * 13) % 11) as f64 * 3.0;
                (format!("{i:02}"), ((i + j) % 5).to_string(), score)
            })
        });
        let table = Table::new(scores).unwrap();
        let design = Design::of(&table);
        let posterior = Posterior::at(reml::minimise(&design).unwrap(), &design);
        let all: Vec<usize> = (0..40).collect();
        let fine = drawn(&posterior, &all, 7, 999, 5);
        assert_eq!(fine, drawn_within(&posterior, &all, 7, 999, 5, 40 * 6));
        assert_eq!(fine, drawn_within(&posterior, &all, 7, 999, 5, 1));
        assert_ne!(fine, drawn(&posterior, &all, 7, 999, 6));
        let selected: f64 = fine.iter().map(|d| d.selected).sum();
        assert!((selected - 7.0).abs() < 1e-9);
    }

    #[test]
    fn where_all_are_alike_each_rank_is_as_likely() {
        let drawn = alike(10, 3);
        assert!((drawn.selected - 0.3).abs() < 1e-12);
        assert_eq!((drawn.half, drawn.ninety), ((3, 8), (1, 10)));
    }
}
