//! Randomness: keys, tokens and secrets.

use std::fmt;
use std::sync::Mutex;

use data_encoding::BASE64URL_NOPAD;
use rand::rngs::{StdRng, SysRng};
use rand::{Rng, SeedableRng};
use sha2::{Digest, Sha256};

/// Where keys and tokens come from: the operating system, or a seed in tests.
pub struct Random(Mutex<StdRng>);

impl fmt::Debug for Random {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Random")
    }
}

impl Random {
    /// A generator that the operating system seeds.
    ///
    /// # Errors
    /// When the operating system gives no randomness.
    pub fn system() -> Result<Self, rand::rngs::SysError> {
        Ok(Self(Mutex::new(StdRng::try_from_rng(&mut SysRng)?)))
    }

    /// A generator whose output repeats.
    pub fn seeded(seed: u64) -> Self {
        Self(Mutex::new(StdRng::seed_from_u64(seed)))
    }

    /// Random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        // A panic elsewhere cannot leave the generator half-stepped, so its lock is still good.
        let mut generator = self
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        generator.fill_bytes(&mut bytes);
        bytes
    }

    /// A random address of 128 bits, for what must not be guessed or counted.
    pub fn key(&self) -> String {
        BASE64URL_NOPAD.encode(&self.bytes::<16>())
    }

    /// A secret of 256 bits, for sessions and links.
    pub fn token(&self) -> String {
        BASE64URL_NOPAD.encode(&self.bytes::<32>())
    }

    /// A reference that people can read out, such as `MIL-7KQ4-XW2M`, without letters that look
    /// alike; 40 bits, so that it cannot be counted.
    pub fn reference(&self, prefix: &str) -> String {
        const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
        let letters: String = self
            .bytes::<8>()
            .iter()
            .map(|b| char::from(LETTERS[usize::from(b % 32)]))
            .collect();
        format!("{prefix}-{}-{}", &letters[..4], &letters[4..])
    }
}

/// What is stored in place of a token: its SHA-256. Tokens are random, so no salt is needed.
pub fn token_hash(token: &str) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(token.as_bytes()))
}
