//! One draw after another of what all entries may be worth, and the order that each gives.
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
use super::normal;

/// Draws from one stream; an even number.
pub const BLOCK: u32 = 32;
/// From so many entries on, sorting digit by digit is faster than by comparison.
const MANY: usize = 500;

/// Makes draws.
pub struct Sampler<'p> {
    posterior: &'p Posterior<'p>,
    seed: u64,
    generator: ChaCha20Rng,
    normals: Vec<f64>,
    deviations: Vec<f64>,
    values: Vec<f64>,
    keys: Vec<u64>,
    spare: Vec<u64>,
    /// Whether the next draw is the second of a pair.
    second: bool,
}

impl<'p> Sampler<'p> {
    /// A sampler that has to be told where to begin.
    pub fn of(posterior: &'p Posterior<'p>, seed: u64) -> Self {
        let m = posterior.entries.len();
        Self {
            posterior,
            seed,
            generator: generator(seed, 0),
            normals: vec![0.0; posterior.dimensions()],
            deviations: vec![0.0; m],
            values: vec![0.0; m],
            keys: vec![0; m],
            spare: vec![0; m],
            second: false,
        }
    }

    /// Goes to the beginning of a block.
    pub fn begin(&mut self, block: u32) {
        self.generator = generator(self.seed, block);
        self.second = false;
    }

    /// The entries in the order of the next draw, the best first.
    pub fn next_order(&mut self) -> impl Iterator<Item = usize> {
        let sign = if self.second { -1.0 } else { 1.0 };
        if !self.second {
            for value in &mut self.normals {
                *value = normal::from_bits(self.generator.next_u64());
            }
            self.posterior
                .deviate(&mut self.normals, &mut self.deviations);
        }
        self.second = !self.second;
        let predicted = self.posterior.entries.iter().zip(&self.deviations);
        for (value, (predicted, deviation)) in self.values.iter_mut().zip(predicted) {
            *value = predicted + sign * deviation;
        }
        sort(&self.values, &mut self.keys, &mut self.spare);
        self.keys.iter().map(|key| (key & NAME) as usize)
    }
}

fn generator(seed: u64, stream: u32) -> ChaCha20Rng {
    let mut key = [0; 32];
    key[..8].copy_from_slice(&seed.to_le_bytes());
    let mut generator = ChaCha20Rng::from_seed(key);
    generator.set_stream(u64::from(stream));
    generator
}

/// The lower half of a key: the entry. The upper half is where its value lies between the highest
/// and the lowest, in steps so small that only what is equal but for rounding is a tie; ties go by
/// id.
const NAME: u64 = (1 << 32) - 1;

fn sort(values: &[f64], keys: &mut Vec<u64>, spare: &mut Vec<u64>) {
    let highest = values.iter().copied().fold(f64::MIN, f64::max);
    let lowest = values.iter().copied().fold(f64::MAX, f64::min);
    let scale = if highest > lowest {
        f64::from(u32::MAX) / (highest - lowest)
    } else {
        0.0
    };
    for (entry, (key, value)) in (0..).zip(keys.iter_mut().zip(values)) {
        // Truncates: what lies outside by rounding goes to the end.
        let below = ((highest - value) * scale) as u32;
        *key = (u64::from(below) << 32) | entry;
    }
    if keys.len() < MANY {
        keys.sort_unstable();
        return;
    }
    // Keys are in the order of entries, and each pass leaves equal digits in their order.
    for (shift, digits) in [(32, 1 << 11), (43, 1 << 11), (54, 1 << 10)] {
        let digit = |key: &u64| (key >> shift) as usize & (digits - 1);
        let mut starts = [0_u32; 1 << 11];
        for key in keys.iter() {
            starts[digit(key)] += 1;
        }
        let mut before = 0;
        for start in &mut starts[..digits] {
            before += std::mem::replace(start, before);
        }
        for key in keys.iter() {
            let start = &mut starts[digit(key)];
            spare[*start as usize] = *key;
            *start += 1;
        }
        std::mem::swap(keys, spare);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(values: &[f64]) -> Vec<usize> {
        let (mut keys, mut spare) = (vec![0; values.len()], vec![0; values.len()]);
        sort(values, &mut keys, &mut spare);
        keys.iter().map(|key| (key & NAME) as usize).collect()
    }

    #[test]
    fn higher_values_come_first_and_ties_go_by_id() {
        assert_eq!(
            order(&[-1e9, 5.0, 0.1, 7.0, 0.1, -0.0, 0.0]),
            [3, 1, 2, 4, 5, 6, 0]
        );
        assert_eq!(order(&[2.0, 2.0, 2.0]), [0, 1, 2]);
        let mut generator = generator(3, 0);
        for m in [MANY - 1, MANY, 3000] {
            let values: Vec<f64> = (0..m)
                .map(|_| 60.0 + 9.0 * normal::from_bits(generator.next_u64()))
                .collect();
            let order = order(&values);
            let step = 1e-6;
            let falls = order.is_sorted_by(|a, b| values[*a] > values[*b] - step);
            let mut all = order.clone();
            all.sort_unstable();
            assert!(falls && all.into_iter().eq(0..m), "{m}");
            // Both ways to sort give the same.
            let (first, last) = (order[0], order[m - 1]);
            let some: Vec<f64> = order.iter().step_by(7).map(|i| values[*i]).collect();
            assert!(values[first] >= some[0] && super::tests::order(&some).is_sorted());
            assert!(values[last] <= some[some.len() - 1]);
        }
    }

    #[test]
    fn the_generator_is_the_named_one() {
        // The first words of ChaCha20 with a key of zeros (RFC 8439, A.1, test vector 1).
        let mut generator = generator(0, 0);
        assert_eq!(
            generator.next_u64().to_le_bytes(),
            *b"\x76\xb8\xe0\xad\xa0\xf1\x3d\x90"
        );
    }
}
