//! `hub judging lottery FILE`: draws a lottery again from what was published of it.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;
use hub_domain::judging::lottery::{self, Flaw};
use hub_locales::Arg;
use serde_json::json;

use super::scores::{count, say};

/// Draws a lottery again.
#[derive(Debug, Args)]
pub struct Lottery {
    /// The pseudonyms, one a line, in any order.
    file: PathBuf,
    /// The secret, in hexadecimal.
    #[arg(long, value_name = "HEX")]
    secret: String,
    /// The public value.
    #[arg(long, value_name = "TEXT")]
    value: String,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

impl Lottery {
    /// Draws it.
    ///
    /// # Errors
    /// A sentence: what is wrong with the file or the secret.
    pub fn run(self) -> Result<String, String> {
        let name = self.file.display().to_string();
        let text = std::fs::read_to_string(&self.file).map_err(|error| {
            let args = [
                ("file", Arg::from(name.as_str())),
                ("why", Arg::from(error.to_string())),
            ];
            say("statistics-file-unreadable", &args)
        })?;
        let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
        let entries: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
        if entries.is_empty() {
            return Err(say("lottery-no-entries", &[("file", name.into())]));
        }
        let secret =
            lottery::from_hex(&self.secret).ok_or_else(|| say("lottery-secret-not-hex", &[]))?;
        let drawn =
            lottery::draw(&secret, self.value.trim(), &entries).map_err(|flaw| match flaw {
                Flaw::ShortSecret => say("lottery-secret-short", &[]),
                Flaw::SamePseudonym(entry) => say("lottery-same-entry", &[("entry", entry.into())]),
            })?;
        let commitment = lottery::to_hex(&lottery::commitment(&secret));
        let seed = lottery::to_hex(&drawn.seed);
        if self.json {
            let answer = json!({ "commitment": commitment, "seed": seed, "order": drawn.order });
            return serde_json::to_string_pretty(&answer).map_err(|error| error.to_string());
        }
        let args = [
            ("commitment", Arg::from(commitment)),
            ("seed", Arg::from(seed)),
            ("count", count(drawn.order.len())),
        ];
        let mut text = say("lottery-drawn-from", &args);
        for (place, entry) in (1..).zip(&drawn.order) {
            let _ = write!(text, "\n{place:>5}  {entry}");
        }
        Ok(text)
    }
}
