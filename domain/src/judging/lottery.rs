//! A lottery that anybody can check: what decides is fixed before anybody could know how it
//! falls, and the draw can be repeated in any language.
//!
//! 1. When the challenge closes, [`commitment`] of a secret is published: SHA-256 of its bytes.
//!    With it is named a public value that nobody knows yet, such as the numbers of a lottery
//!    drawn on television on a given day. Staff cannot change the secret any more, and nobody can
//!    choose the public value.
//! 2. Once the public value is known, secret, value and the pseudonyms of the entries are published,
//!    and the order follows from them alone:
//!    - *Seed* = SHA-256 over the secret, the public value in UTF-8, and the pseudonyms in UTF-8,
//!      sorted by their bytes. Before each of them stands its length in bytes, as eight bytes with
//!      the highest first, so that no two lists of parts give the same bytes.
//!    - *Numbers*: block i is SHA-256 over the seed and i as eight bytes, the highest first, from
//!      i = 0. Each block gives four numbers of eight bytes, the highest first.
//!    - *Index below n*: the next number x, passed over while x ≥ 2⁶⁴ − (2⁶⁴ mod n), because the
//!      numbers from there on would favour the first indexes; then x mod n.
//!    - *Shuffle* (Fisher–Yates): the sorted pseudonyms are numbered from 0; for i from the last
//!      down to 1, the one at i and the one at an index below i + 1 change places.
//! 3. The first of the order is drawn first.

use data_encoding::{HEXLOWER, HEXLOWER_PERMISSIVE};
use sha2::{Digest, Sha256};

/// The shortest secret that cannot be found by trying what its commitment fits.
pub const LEAST_SECRET: usize = 16;

/// What a lottery gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draw {
    /// SHA-256 over everything that decides.
    pub seed: [u8; 32],
    /// The pseudonyms, the first drawn first.
    pub order: Vec<String>,
}

/// Why a lottery cannot be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// The secret is shorter than [`LEAST_SECRET`] bytes.
    ShortSecret,
    /// Two entries have this pseudonym.
    SamePseudonym(String),
}

/// Bytes as they are published, in lower case.
pub fn to_hex(bytes: &[u8]) -> String {
    HEXLOWER.encode(bytes)
}

/// Bytes that were published; none where the text is not hexadecimal.
pub fn from_hex(text: &str) -> Option<Vec<u8>> {
    HEXLOWER_PERMISSIVE.decode(text.trim().as_bytes()).ok()
}

/// What is published of a secret before the draw.
pub fn commitment(secret: &[u8]) -> [u8; 32] {
    Sha256::digest(secret).into()
}

/// Draws.
///
/// # Errors
/// When the secret is too short, or two pseudonyms are the same.
pub fn draw<S: AsRef<str>>(secret: &[u8], public: &str, pseudonyms: &[S]) -> Result<Draw, Flaw> {
    if secret.len() < LEAST_SECRET {
        return Err(Flaw::ShortSecret);
    }
    let mut order: Vec<String> = pseudonyms.iter().map(|p| p.as_ref().to_owned()).collect();
    order.sort_unstable();
    if let Some(same) = order.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(Flaw::SamePseudonym(same[0].clone()));
    }
    let seed = seed(secret, public, &order);
    let mut numbers = Numbers::new(seed);
    for last in (1..order.len()).rev() {
        let chosen = below(last + 1, || numbers.next());
        order.swap(last, chosen);
    }
    Ok(Draw { seed, order })
}

fn seed(secret: &[u8], public: &str, sorted: &[String]) -> [u8; 32] {
    let mut hash = Sha256::new();
    let names = sorted.iter().map(String::as_bytes);
    for part in [secret, public.as_bytes()].into_iter().chain(names) {
        let length = u64::try_from(part.len()).unwrap_or(u64::MAX);
        hash.update(length.to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

/// A number below a bound, each as likely as the others.
fn below(bound: usize, mut next: impl FnMut() -> u64) -> usize {
    let bound = u64::try_from(bound).unwrap_or(u64::MAX);
    // 2⁶⁴ mod bound, which itself does not fit.
    let left_over = (u64::MAX % bound + 1) % bound;
    loop {
        let number = next();
        if number <= u64::MAX - left_over {
            return usize::try_from(number % bound).unwrap_or(0);
        }
    }
}

/// Numbers from SHA-256 over a seed and a counter.
struct Numbers {
    seed: [u8; 32],
    counter: u64,
    /// What is left of the current block, the next number last.
    waiting: Vec<u64>,
}

impl Numbers {
    fn new(seed: [u8; 32]) -> Self {
        Self {
            seed,
            counter: 0,
            waiting: Vec::new(),
        }
    }

    fn next(&mut self) -> u64 {
        loop {
            if let Some(number) = self.waiting.pop() {
                return number;
            }
            let mut hash = Sha256::new();
            hash.update(self.seed);
            hash.update(self.counter.to_be_bytes());
            self.counter += 1;
            let block: [u8; 32] = hash.finalize().into();
            let numbers = block.as_chunks::<8>().0.iter().rev();
            self.waiting.extend(numbers.map(|n| u64::from_be_bytes(*n)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Worked out by a program in Python that knows only the rules above: the secret is the bytes
    /// 0 to 31.
    const VALUE: &str = "EuroMillions 2010-09-24: 7 14 23 30 42, 3 9";

    fn secret() -> Vec<u8> {
        (0..32).collect()
    }

    fn drawn(pseudonyms: &[&str]) -> (String, Vec<String>) {
        let draw = draw(&secret(), VALUE, pseudonyms).unwrap();
        (HEXLOWER.encode(&draw.seed), draw.order)
    }

    #[test]
    fn it_gives_what_another_program_gives() {
        assert_eq!(
            HEXLOWER.encode(&commitment(&secret())),
            "630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd"
        );
        let (seed, order) = drawn(&[
            "heron", "badger", "otter", "kestrel", "adder", "marten", "wren",
        ]);
        assert_eq!(
            seed,
            "c0f24738a54e034e18453fb1245a1c3fd925b08f88c2284eca84178d3e65f8d4"
        );
        let expected = [
            "wren", "heron", "otter", "badger", "adder", "marten", "kestrel",
        ];
        assert_eq!(order, expected);
        let (_, order) = drawn(&["Éclair", "zebra"]);
        assert_eq!(order, ["zebra", "Éclair"]);
        // More than one block of numbers.
        let many: Vec<String> = (0..100).map(|n| format!("p{n:03}")).collect();
        let names: Vec<&str> = many.iter().map(String::as_str).collect();
        let (seed, order) = drawn(&names);
        assert_eq!(
            seed,
            "061456bf523aa5ce7c058e0046f3887855d78460f17885ac097175a23023c4b5"
        );
        assert_eq!(order[..5], ["p026", "p017", "p098", "p032", "p020"]);
        assert_eq!(order[97..], ["p086", "p049", "p038"]);
    }

    #[test]
    fn the_order_in_which_entries_are_named_changes_nothing() {
        let (one, other) = (["a", "b", "c", "d"], ["d", "b", "a", "c"]);
        assert_eq!(drawn(&one), drawn(&other));
        assert_eq!(drawn(&["only"]).1, ["only"]);
        assert!(drawn(&[]).1.is_empty());
    }

    #[test]
    fn everything_that_decides_is_in_the_seed() {
        let names = ["a", "b"];
        let seed =
            |secret: &[u8], value: &str, names: &[&str]| draw(secret, value, names).unwrap().seed;
        let first = seed(&secret(), "1", &names);
        assert_ne!(first, seed(&[7; 32], "1", &names));
        assert_ne!(first, seed(&secret(), "2", &names));
        assert_ne!(first, seed(&secret(), "1", &["a", "c"]));
        // Where one part ends and the next begins counts as well.
        assert_ne!(first, seed(&secret(), "1a", &["b"]));
    }

    #[test]
    fn a_number_that_would_favour_the_first_is_passed_over() {
        // 2⁶⁴ is one more than a multiple of 3, so its highest number is one too many.
        let mut numbers = [u64::MAX, u64::MAX - 1].into_iter();
        assert_eq!(below(3, || numbers.next().unwrap()), 2);
        assert_eq!(numbers.next(), None);
        let mut numbers = [u64::MAX].into_iter();
        assert_eq!(below(4, || numbers.next().unwrap()), 3);
    }

    #[test]
    fn what_anybody_could_guess_or_mistake_is_refused() {
        assert_eq!(draw(&[1; 15], "1", &["a"]), Err(Flaw::ShortSecret));
        let same = Flaw::SamePseudonym("a".into());
        assert_eq!(draw(&secret(), "1", &["a", "b", "a"]), Err(same));
    }
}
