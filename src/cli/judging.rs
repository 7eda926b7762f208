//! `hub judging`: the analyst's tools, which need neither a server nor a database.

mod assign;

use std::process::ExitCode;

use clap::Subcommand;

/// What to work out from a file.
#[derive(Debug, Subcommand)]
pub enum Judging {
    /// Decide who reads what.
    Assign(assign::Assign),
}

impl Judging {
    /// Works it out, and prints it. 0 says that it was worked out, 1 that the data do not allow
    /// it, and 2 that the file or the options are wrong.
    pub fn run(self) -> ExitCode {
        match self {
            Self::Assign(assign) => assign.run(),
        }
    }
}
