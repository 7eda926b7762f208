//! The lot of a pair: what decides among assignments that are equally good.
//!
//! The first four bytes, as a whole number with the highest first, of SHA-256 over: the seed in
//! eight bytes, the highest first; the length of the judge's name in bytes, likewise; the name in
//! UTF-8; then length and name of the entry. The assignment with the least sum of lots is taken.
//! It depends on names alone, so anybody can work it out again.

use sha2::{Digest, Sha256};

/// The lot of a pair under a seed.
pub(super) fn lot(seed: u64, judge: &str, entry: &str) -> u32 {
    let mut hash = Sha256::new();
    hash.update(seed.to_be_bytes());
    for name in [judge, entry] {
        let length = u64::try_from(name.len()).unwrap_or(u64::MAX);
        hash.update(length.to_be_bytes());
        hash.update(name.as_bytes());
    }
    let digest = hash.finalize();
    u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]])
}

#[cfg(test)]
mod tests {
    use super::lot;

    #[test]
    fn a_lot_depends_on_all_that_it_is_drawn_from() {
        // Worked out with Python's hashlib.
        assert_eq!(lot(1, "Ada", "P14"), LOT);
        let others = [
            lot(2, "Ada", "P14"),
            lot(1, "AdaP", "14"),
            lot(1, "Ad", "aP14"),
        ];
        assert!(!others.contains(&LOT));
    }

    const LOT: u32 = 320_855_496;
}
