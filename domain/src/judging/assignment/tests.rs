//! The assignment against every possible one, on small random panels; and what it says of those
//! that cannot be.

mod best;
mod hand;
mod joined;
mod short;

use super::*;

/// SplitMix64: the tests need numbers that repeat.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(bound).unwrap()).unwrap()
    }
}

fn judge(name: &str, least: usize, most: impl Into<Option<usize>>) -> Judge {
    Judge {
        name: name.to_owned(),
        least,
        most: most.into(),
    }
}

fn entry(name: &str, reviews: usize) -> Entry {
    Entry {
        name: name.to_owned(),
        reviews,
    }
}

/// Judges A, B, …; entries 1, 2, …; each pair as `choose` says.
fn panel(
    judges: &[(usize, usize)],
    entries: &[usize],
    mut choose: impl FnMut(usize, usize) -> Option<(f64, Standing)>,
) -> Panel {
    let letters = "ABCDEFGHIJ".chars();
    let mut panel = Panel {
        judges: letters
            .zip(judges)
            .map(|(name, (least, most))| judge(&name.to_string(), *least, *most))
            .collect(),
        entries: (1..)
            .zip(entries)
            .map(|(name, reviews): (u32, _)| entry(&name.to_string(), *reviews))
            .collect(),
        pairs: Vec::new(),
    };
    for j in 0..judges.len() {
        for e in 0..entries.len() {
            if let Some((affinity, standing)) = choose(j, e) {
                panel.pairs.push(Pair {
                    judge: j,
                    entry: e,
                    affinity,
                    standing,
                });
            }
        }
    }
    panel
}

fn random_panel(dice: &mut Dice) -> Panel {
    let (q, m) = (2 + dice.below(3), 1 + dice.below(5));
    let reviews = 1 + dice.below(2);
    let most = 1 + dice.below(m * reviews);
    let least = dice.below(most.min(3) + 1);
    let loads = vec![(least, most); q];
    // Few different affinities, so that ties are common.
    panel(&loads, &vec![reviews; m], |_, _| {
        let affinity = f64::from(u32::try_from(dice.below(4)).unwrap()) * 0.25;
        match dice.below(10) {
            0 => Some((affinity, Standing::Conflict)),
            1 => None,
            2 if dice.below(4) == 0 => Some((affinity, Standing::Fixed)),
            _ => Some((affinity, Standing::Free)),
        }
    })
}

fn settings(seed: u64, join: bool) -> Settings {
    Settings {
        seed,
        join,
        ..Settings::default()
    }
}
