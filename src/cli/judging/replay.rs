//! `hub judging replay BUNDLE`: works a decision's ranking out again.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use hub_domain::judging::bundle::{Bundle, FORMAT, Lots, Replayed, VERSION};
use hub_locales::Arg;

use super::scores::{count, say};

/// Works the ranking of a decision bundle out again, and compares it with the one that it holds.
///
/// Figures are compared after rounding to a millionth.
#[derive(Debug, Args)]
pub struct Replay {
    /// The bundle, as it was downloaded from the page of a decision.
    bundle: PathBuf,
}

impl Replay {
    /// Works it out, and prints it. 0 says that the figures are the same, 1 that they are not, and 2
    /// that the file is no bundle.
    pub fn run(self) -> ExitCode {
        match self.compare() {
            Ok((text, true)) => {
                println!("{text}");
                ExitCode::SUCCESS
            }
            Ok((text, false)) => {
                println!("{text}");
                ExitCode::FAILURE
            }
            Err(why) => {
                eprintln!("hub: {why}");
                ExitCode::from(2)
            }
        }
    }

    fn compare(&self) -> Result<(String, bool), String> {
        let file = || Arg::from(self.bundle.display().to_string());
        let text = std::fs::read_to_string(&self.bundle).map_err(|error| {
            let args = [("file", file()), ("why", Arg::from(error.to_string()))];
            say("statistics-file-unreadable", &args)
        })?;
        let not_one =
            |why: String| say("replay-no-bundle", &[("file", file()), ("why", why.into())]);
        let bundle: Bundle =
            serde_json::from_str(&text).map_err(|error| not_one(error.to_string()))?;
        if bundle.format != FORMAT || bundle.version > VERSION {
            let args = [
                ("file", file()),
                ("format", Arg::from(bundle.format)),
                ("version", Arg::from(bundle.version.to_string())),
            ];
            return Err(say("replay-other-format", &args));
        }
        let found = bundle
            .replay()
            .map_err(|error| not_one(error.to_string()))?;
        let mut differences = match (&found.outcome, &bundle.ranking) {
            (Some(found), Some(known)) => found.differences(known),
            (None, None) => Vec::new(),
            _ => vec!["ranking".to_owned()],
        };
        let misplaced = found.places.as_ref().map(|places| bundle.misplaced(places));
        if misplaced.iter().any(|misplaced| !misplaced.is_empty()) {
            differences.push("places".to_owned());
        }
        let low = bundle.unwaived();
        if !low.is_empty() {
            differences.push("minimum".to_owned());
        }
        let ties = ties(&bundle, misplaced.as_deref());
        let wrong: BTreeSet<&str> = misplaced.into_iter().flatten().chain(low).collect();
        let wrong: Vec<&str> = wrong.into_iter().collect();
        let args = [
            ("wrong", Arg::from(wrong.join(", "))),
            ("title", Arg::from(bundle.challenge.title.as_str())),
            ("scores", count(bundle.scores.len())),
            ("draws", Arg::from(bundle.challenge.draws.to_string())),
            ("seed", Arg::from(bundle.challenge.seed.to_string())),
            ("software", Arg::from(bundle.software.as_str())),
            ("count", count(differences.len())),
            ("names", Arg::from(differences.join(", "))),
        ];
        let mut lines = vec![say("replay-what", &args)];
        let same = differences.is_empty();
        lines.push(match (same, found.outcome.is_some()) {
            (true, true) => say("replay-same", &args),
            (true, false) => say("replay-unranked", &args),
            (false, _) => say("replay-differs", &args),
        });
        if !wrong.is_empty() {
            lines.push(say("replay-wrong", &args));
        }
        if found.outcome.is_some() {
            lines.push(say(ties, &[]));
            lines.extend(places(&found));
        }
        let lots = bundle
            .lottery
            .as_ref()
            .filter(|lots| !lots.secret.is_empty());
        let holds = lots.is_none_or(Lots::holds);
        if lots.is_some() {
            let key = if holds {
                "replay-lottery-same"
            } else {
                "replay-lottery-differs"
            };
            lines.push(say(key, &[]));
        }
        Ok((lines.join("\n"), same && holds))
    }
}

/// What there is to say of the places, where these are not the ones that were decided on.
fn ties(bundle: &Bundle, misplaced: Option<&[&str]>) -> &'static str {
    match (&bundle.challenge.tie_break, misplaced) {
        (None, _) => "replay-ties-unknown",
        (Some(_), None) => "replay-ties-other",
        (Some(_), Some(wrong)) if !wrong.is_empty() => "replay-ties-differ",
        (Some(rungs), _) if rungs.is_empty() => "replay-ties-none",
        (Some(_), _) => "replay-ties",
    }
}

/// The places that were worked out, the first one first.
fn places(found: &Replayed) -> Vec<String> {
    let Some(places) = &found.places else {
        return Vec::new();
    };
    let mut order: Vec<(u32, &str)> = places
        .iter()
        .map(|(entry, place)| (*place, entry.as_str()))
        .collect();
    order.sort_unstable();
    let rows = order
        .into_iter()
        .map(|(place, entry)| format!("{place:>6}  {entry}"));
    std::iter::once(say("replay-places", &[]))
        .chain(rows)
        .collect()
}
