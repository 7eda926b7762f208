//! Assets under addresses that change with their content, so that a browser may keep them for ever.

use std::{collections::BTreeMap, fmt::Write as _};

use sha2::{Digest, Sha256};

/// Hexadecimal digits of the hash in an address: 48 bits tell releases apart.
const HASH_DIGITS: usize = 12;

/// One asset, as the server sends it.
#[derive(Clone, Copy, Debug)]
pub struct Asset {
    /// The content.
    pub bytes: &'static [u8],
    /// The value of `Content-Type`.
    pub content_type: &'static str,
    /// The value of `Cache-Control`.
    pub cache_control: &'static str,
}

/// All assets, by name.
#[derive(Debug)]
pub struct Assets {
    files: BTreeMap<&'static str, (String, &'static [u8])>,
}

impl Assets {
    /// Hashes the files.
    pub fn new(files: &'static [(&'static str, &'static [u8])]) -> Self {
        let files = files
            .iter()
            .map(|(name, bytes)| (*name, (hash(bytes), *bytes)))
            .collect();
        Self { files }
    }

    /// The address of an asset: `hub.css` is at `/assets/hub.3f2a….css`.
    pub fn url(&self, name: &str) -> Option<String> {
        let (hash, _) = self.files.get(name)?;
        Some(match name.rsplit_once('.') {
            Some((stem, ext)) => format!("/assets/{stem}.{hash}.{ext}"),
            None => format!("/assets/{name}.{hash}"),
        })
    }

    /// The asset at `/assets/<file>`.
    ///
    /// An address of another release still answers, with the present content and a short life, so
    /// that a page does not lose its style while servers are being replaced.
    pub fn get(&self, file: &str) -> Option<Asset> {
        if let Some((_, bytes)) = self.files.get(file) {
            return Some(asset(file, bytes, false));
        }
        let (stem, ext) = file.rsplit_once('.')?;
        let (stem, given) = stem.rsplit_once('.')?;
        let name = format!("{stem}.{ext}");
        let (hash, bytes) = self.files.get(name.as_str())?;
        Some(asset(&name, bytes, given == hash))
    }
}

fn asset(name: &str, bytes: &'static [u8], immutable: bool) -> Asset {
    Asset {
        bytes,
        content_type: content_type(name),
        cache_control: if immutable {
            "public, max-age=31536000, immutable"
        } else {
            "public, max-age=60"
        },
    }
}

fn hash(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(HASH_DIGITS);
    for byte in Sha256::digest(bytes).iter().take(HASH_DIGITS / 2) {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ext)| ext) {
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "json" | "webmanifest" => "application/json",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
