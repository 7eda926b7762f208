//! `hub judging`: the analyst's tools, which need neither a server nor a database.

mod assign;
mod columns;
mod lottery;
mod rank;
mod reliability;
mod replay;
mod scores;

use std::io::Write as _;
use std::process::ExitCode;

use clap::Subcommand;

/// What to work out from a file.
#[derive(Debug, Subcommand)]
pub enum Judging {
    /// Rank entries by their scores, with each judge's severity taken out of them.
    ///
    /// Entries that no chain of shared judges connects cannot be ranked, and are named.
    Rank(rank::Rank),
    /// Measure how far judges agree.
    Reliability(reliability::Reliability),
    /// Work the ranking of a decision bundle out again.
    Replay(replay::Replay),
    /// Draw a lottery again from what was published of it.
    Lottery(lottery::Lottery),
    /// Decide who reads what, so that the sum of affinities is the highest.
    ///
    /// The file is a table (CSV) with the columns judge, entry, affinity and, if there are
    /// conflicts of interest, conflict (empty, 0, no or false for none; anything else is one).
    /// Other columns are ignored. A pair that is not listed is not possible. The same file,
    /// options and seed give the same assignment anywhere, whatever the order of the lines.
    Assign(assign::Assign),
}

impl Judging {
    /// Works it out, and prints it. 0 says that it was worked out, 1 that there is no assignment,
    /// and 2 that the file or the options are wrong.
    pub fn run(self) -> ExitCode {
        match self {
            Self::Rank(rank) => print(rank.run()),
            Self::Reliability(reliability) => print(reliability.run()),
            Self::Lottery(lottery) => print(lottery.run()),
            Self::Replay(replay) => replay.run(),
            Self::Assign(assign) => match assign.run() {
                Ok((text, true)) => print(Ok(text)),
                Ok((text, false)) => {
                    print(Ok(text));
                    ExitCode::FAILURE
                }
                Err(why) => print(Err(why)),
            },
        }
    }
}

/// Prints what was worked out, or why nothing was.
fn print(outcome: Result<String, String>) -> ExitCode {
    match outcome {
        Ok(text) => {
            // Who reads only the beginning closes the pipe, and that is no failure.
            let _ = writeln!(std::io::stdout().lock(), "{}", text.trim_end());
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("hub: {why}");
            ExitCode::from(2)
        }
    }
}
