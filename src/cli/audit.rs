//! `hub audit verify`.

use chrono::SecondsFormat;
use clap::Subcommand;
use hub_domain::platform::audit::SITE;
use hub_domain::platform::audit::verify::{self, Chain, Earlier, Misfit, Why};
use hub_locales::{Arg, sentence};

use crate::config::Config;
use crate::server::{self, StartError};

/// What to do with the record of who did what.
#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// Work out all chains again, and name the first row of each that does not fit.
    Verify {
        /// What was once published at /audit and has to be part of the record still: a chain
        /// (“site”, or the number of a challenge), its rows and its fingerprint.
        #[arg(long = "published", value_name = "CHAIN:ROWS:HASH", value_parser = published)]
        published: Vec<Earlier>,
    },
}

impl AuditCommand {
    /// Does it.
    pub async fn run(self, config: Config) -> Result<(), StartError> {
        let Self::Verify { published } = self;
        let database = server::connect(&config).await?;
        let chains = verify::verify(&database, &published).await;
        database.close().await;
        let chains = chains.map_err(|error| error.to_string())?;
        for line in report(&chains) {
            println!("{line}");
        }
        let wrong = chains.iter().filter(|chain| chain.misfit.is_some()).count();
        if wrong == 0 {
            Ok(())
        } else {
            Err(say("audit-cli-wrong", &[("count", number(wrong))]).into())
        }
    }
}

fn published(text: &str) -> Result<Earlier, String> {
    let refused = || say("audit-cli-published", &[("text", Arg::from(text))]);
    let mut parts = text.splitn(3, ':');
    let (Some(chain), Some(rows), Some(hash)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(refused());
    };
    let chain = match chain {
        "site" => Ok(SITE),
        number => number.parse().map_err(|_| refused()),
    };
    let seq = rows.parse().ok().filter(|rows| *rows > 0);
    Ok(Earlier {
        chain: chain?,
        seq: seq.ok_or_else(refused)?,
        hash: hash.to_lowercase(),
    })
}

fn report(chains: &[Chain]) -> Vec<String> {
    let mut lines = Vec::new();
    for chain in chains {
        let name = name(&chain.chain);
        lines.push(say(
            "audit-cli-chain",
            &[
                ("chain", Arg::from(name.as_str())),
                ("rows", number(chain.rows)),
                ("hash", Arg::from(chain.hash.as_str())),
            ],
        ));
        if let Some(found) = &chain.misfit {
            lines.push(misfit(&name, found));
        }
    }
    let rows: i64 = chains.iter().map(|chain| chain.rows).sum();
    lines.push(say(
        "audit-cli-all",
        &[
            ("rows", number(rows)),
            ("chains", number(chains.len())),
            ("hash", Arg::from(verify::over(chains))),
        ],
    ));
    lines
}

fn name(chain: &str) -> String {
    if chain.parse() == Ok(SITE) {
        say("audit-cli-site", &[])
    } else {
        say("audit-cli-challenge", &[("chain", Arg::from(chain))])
    }
}

fn misfit(chain: &str, found: &Misfit) -> String {
    let why = match found.why {
        Why::Missing => "audit-why-missing",
        Why::BeyondHead => "audit-why-beyond-head",
        Why::Unreadable => "audit-why-unreadable",
        Why::Place => "audit-why-place",
        Why::OtherChain => "audit-why-other-chain",
        Why::Details => "audit-why-details",
        Why::Hash => "audit-why-hash",
        Why::Head => "audit-why-head",
        Why::NoHead => "audit-why-no-head",
        Why::Published => "audit-why-published",
    };
    let at = found
        .at
        .map(|at| at.to_rfc3339_opts(SecondsFormat::Micros, true));
    let what: String = [found.action.clone(), at]
        .into_iter()
        .flatten()
        .map(|part| format!(", {part}"))
        .collect();
    say(
        "audit-cli-misfit",
        &[
            ("chain", Arg::from(chain)),
            ("seq", number(found.seq)),
            ("what", Arg::from(what)),
            ("why", Arg::from(say(why, &[]))),
        ],
    )
}

fn number(count: impl ToString) -> Arg {
    Arg::from(count.to_string())
}

fn say(key: &str, args: &[(&str, Arg)]) -> String {
    sentence(key, args).unwrap_or_else(|| key.to_owned())
}
