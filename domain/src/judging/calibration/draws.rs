//! Draws: the probability of being selected, and intervals of ranks.
//!
//! The generator is ChaCha20 with the seed's eight bytes, lowest first, as the beginning of its key,
//! and zeros after them; draws are made in blocks, each from the stream with the block's number. A
//! normal value is made of one 64-bit word by the inverse of its distribution. Draws come in pairs: the
//! second deviates from the predictions as the first does, with the opposite sign, which costs less
//! and says more than an independent one. So a draw depends on the seed and its own number alone, and
//! anybody can repeat it, on any number of processors.

use rand::rngs::ChaCha20Rng;
use rand::{Rng, SeedableRng};

use super::blup::Posterior;
use super::{normal, parallel};

/// Draws from one stream; an even number.
const BLOCK: u32 = 64;
/// Cells of a table of ranks, at most.
const CELLS: usize = 1 << 24;
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

/// Draws, and counts ranks.
pub fn drawn(posterior: &Posterior<'_>, awards: usize, draws: u32, seed: u64) -> Vec<Drawn> {
    drawn_within(posterior, awards, draws, seed, CELLS)
}

/// The same with tables of at most so many cells.
fn drawn_within(
    posterior: &Posterior<'_>,
    awards: usize,
    draws: u32,
    seed: u64,
    most: usize,
) -> Vec<Drawn> {
    let m = posterior.entries.len();
    if draws == 0 {
        return Vec::new();
    }
    if posterior.entries_alike {
        return vec![alike(m, awards); m];
    }
    // The ranks of all entries would be a table of m × m. Where that is too large, it is coarse, and
    // a second pass over the same draws counts the ranks around the ends of the intervals.
    let width = m.div_ceil((most / m).max(1));
    let columns = m.div_ceil(width);
    let coarse = count(posterior, draws, seed, || Coarse {
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
        let fine = count(posterior, draws, seed, || Fine {
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

/// What counts the ranks of a draw. Counts are whole numbers, so that parts can be added up in any
/// order.
trait Counter: Send {
    /// Takes the entries of one draw, the best first.
    fn take(&mut self, order: impl Iterator<Item = usize>);
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
    fn take(&mut self, order: impl Iterator<Item = usize>) {
        for (rank, entry) in order.enumerate() {
            self.cells[entry * self.columns + rank / self.width] += 1;
            if rank < self.awards {
                self.selected[entry] += 1;
            }
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
    fn take(&mut self, order: impl Iterator<Item = usize>) {
        for (rank, entry) in order.enumerate() {
            for (end, column) in self.columns[entry].iter().enumerate() {
                if rank / self.width == *column {
                    self.cells[(entry * 4 + end) * self.width + rank % self.width] += 1;
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
    draws: u32,
    seed: u64,
    counter: impl Fn() -> C,
) -> C {
    let blocks = draws.div_ceil(BLOCK);
    let mut lanes: Vec<C> = Vec::new();
    lanes.resize_with(parallel::workers(), &counter);
    let step = lanes.len();
    parallel::each(lanes.iter_mut().zip(0..).collect(), |(counter, lane)| {
        let mut scratch = Scratch::of(posterior);
        for block in (lane..blocks).step_by(step) {
            let mut generator = generator(seed, block);
            for draw in 0..BLOCK.min(draws - block * BLOCK) {
                if draw % 2 == 0 {
                    scratch.deviate(posterior, &mut generator);
                    counter.take(scratch.order(posterior, 1.0));
                } else {
                    counter.take(scratch.order(posterior, -1.0));
                }
            }
        }
    });
    let mut all = counter();
    for lane in &lanes {
        all.add(lane);
    }
    all
}

fn generator(seed: u64, stream: u32) -> ChaCha20Rng {
    let mut key = [0; 32];
    key[..8].copy_from_slice(&seed.to_le_bytes());
    let mut generator = ChaCha20Rng::from_seed(key);
    generator.set_stream(u64::from(stream));
    generator
}

struct Scratch {
    normals: Vec<f64>,
    deviations: Vec<f64>,
    keys: Vec<u64>,
    /// The bits of a key that name the entry.
    name: u64,
}

impl Scratch {
    fn of(posterior: &Posterior<'_>) -> Self {
        let m = posterior.entries.len();
        Self {
            normals: vec![0.0; posterior.dimensions()],
            deviations: vec![0.0; m],
            keys: vec![0; m],
            name: (m as u64).next_power_of_two() - 1,
        }
    }

    fn deviate(&mut self, posterior: &Posterior<'_>, generator: &mut ChaCha20Rng) {
        for value in &mut self.normals {
            *value = normal::from_bits(generator.next_u64());
        }
        posterior.deviate(&mut self.normals, &mut self.deviations);
    }

    /// The entries in the order of one draw. Sorting numbers that carry the entry in their lowest
    /// bits is fast, and breaks ties by id.
    fn order(&mut self, posterior: &Posterior<'_>, sign: f64) -> impl Iterator<Item = usize> {
        let values = posterior.entries.iter().zip(&self.deviations);
        for (entry, (key, (value, deviation))) in (0..).zip(self.keys.iter_mut().zip(values)) {
            *key = (descending(value + sign * deviation) & !self.name) | entry;
        }
        self.keys.sort_unstable();
        let name = self.name;
        self.keys.iter().map(move |key| (key & name) as usize)
    }
}

/// Whole numbers in the opposite order of the given ones.
fn descending(value: f64) -> u64 {
    let bits = value.to_bits();
    if bits >> 63 == 0 {
        !bits & !(1 << 63)
    } else {
        bits
    }
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
    fn higher_values_sort_first() {
        let values = [1e300, 5.0, 0.1, 0.0, -0.1, -5.0, -1e300];
        let keys = values.map(descending);
        assert!(keys.is_sorted(), "{keys:?}");
    }

    #[test]
    fn a_part_of_the_draws_is_found() {
        assert_eq!(place(&[10, 20, 30, 40], 25, 100), (1, 10));
        assert_eq!(place(&[25, 75], 25, 100), (0, 0));
        assert_eq!(place(&[0, 0, 100], 5, 100), (2, 0));
        assert_eq!(place_after(&[5, 10], 20, 25, 100), 0);
    }

    #[test]
    fn the_generator_is_the_named_one() {
        // The first words of ChaCha20 with a key of zeros and the streams 0 and 1 (RFC 8439's
        // appendix has the first as its test vector #1).
        let mut generator = generator(0, 0);
        assert_eq!(
            generator.next_u64().to_le_bytes(),
            *b"\x76\xb8\xe0\xad\xa0\xf1\x3d\x90"
        );
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
        let fine = drawn(&posterior, 7, 999, 5);
        assert_eq!(fine, drawn_within(&posterior, 7, 999, 5, 40 * 6));
        assert_eq!(fine, drawn_within(&posterior, 7, 999, 5, 1));
        assert_ne!(fine, drawn(&posterior, 7, 999, 6));
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
