//! What sharing proposals out would give, before it is done. Preview and use case share it.

use std::collections::{HashMap, HashSet};

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::challenge::Challenge;
use crate::context::Reader;
use crate::error::{Error, Result};
use crate::judging::assigned::{Situation, situation};
use crate::judging::assignment::{
    Assignment as Found, Outcome, Panel, Parted, Repair, Settings, Shortage, Standing, assign,
};
use crate::judging::desk;
use crate::policy::judging::{Standing as Stand, may_assign};
use crate::values::Fields;

/// How proposals are to be shared out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// Reviews of each proposal.
    pub reviews: i32,
    /// The least that a judge is given.
    pub least: i32,
    /// The most that a judge is given.
    pub most: i32,
    /// Decides between assignments that are equally good.
    pub seed: i64,
}

/// What it would give.
#[derive(Debug, Clone)]
pub struct Preview {
    /// How.
    pub terms: Terms,
    /// The assignment, or why there is none.
    pub outcome: std::result::Result<Plan, Vec<Shortage>>,
}

/// An assignment that could be made. Places are those of the situation's lists.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Judge and proposal.
    pub pairs: Vec<(usize, usize)>,
    /// Names of judges with what each would read.
    pub loads: Vec<(String, usize)>,
    /// The sum of the affinities.
    pub total: f64,
    /// The parts within which scores can be compared.
    pub parts: usize,
    /// What was changed to join parts, by name.
    pub repairs: Vec<NamedRepair>,
    /// Why more than one part is left.
    pub parted: Option<Parted>,
    /// Pairs that do not stand today.
    pub added: usize,
    /// Pairs that stand today and would no more.
    pub removed: usize,
    /// A digest of the pairs, so that what is confirmed is what was seen.
    pub digest: String,
    /// The table that it was worked out from.
    pub(crate) input: String,
}

/// A repair, by names of judges and titles of proposals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NamedRepair {
    /// A proposal goes to another judge.
    Moved {
        /// The proposal.
        entry: String,
        /// Who would have read it.
        from: String,
        /// Who reads it.
        to: String,
    },
    /// Two judges change proposals.
    Swapped {
        /// A judge and the proposal that they give away.
        first: (String, String),
        /// The other judge and theirs.
        second: (String, String),
    },
    /// A proposal is read once more than it needs.
    Added {
        /// By whom.
        judge: String,
        /// The proposal.
        entry: String,
    },
}

/// What these terms would give, for staff who may assign.
///
/// # Errors
/// `NotFound` for everybody else, and before the challenge closes; `Invalid` where the terms make
/// no sense.
pub async fn of(
    reader: &Reader,
    challenge: &Challenge,
    standing: Stand,
    terms: Terms,
) -> Result<Preview> {
    let closed = desk::is_past_close(challenge, reader.now());
    if !closed || !may_assign(reader.viewer(), standing) {
        return Err(Error::NotFound);
    }
    let situation = situation::load(reader.db(), challenge).await?;
    preview(&situation, terms).await
}

/// Checks the terms, and works it out.
pub(crate) async fn preview(situation: &Situation, terms: Terms) -> Result<Preview> {
    check(situation, terms)?;
    let panel = situation.panel(&terms);
    let settings = Settings {
        seed: u64::try_from(terms.seed).unwrap_or(1),
        ..Settings::default()
    };
    // Long enough for thousands of proposals to hold up a thread that others wait for.
    let work = move || (assign(&panel, &settings), panel);
    let (outcome, panel) = tokio::task::spawn_blocking(work)
        .await
        .map_err(Error::internal)?;
    let outcome = outcome.map_err(|flaw| Error::internal(format!("assignment: {flaw:?}")))?;
    Ok(Preview {
        terms,
        outcome: match outcome {
            Outcome::Assigned(found) => Ok(plan(situation, &panel, &found)),
            Outcome::Infeasible(why) => Err(why
                .into_iter()
                .map(|why| named(situation, &panel, why))
                .collect()),
        },
    })
}

fn check(situation: &Situation, terms: Terms) -> Result<()> {
    let mut fields = Fields::default();
    let fewest = situation.challenge.reviews_required.max(1);
    fields.number("reviews", terms.reviews, fewest..=50);
    fields.number("least", terms.least, 0..=1000);
    fields.number("most", terms.most, 1..=1000);
    fields.number("seed", terms.seed, 1..=999_999_999);
    fields.require(terms.least <= terms.most, "most", "MOST_BELOW_LEAST");
    fields.require(!situation.judges.is_empty(), "", "NO_JUDGES_DECLARED");
    fields.require(!situation.proposals.is_empty(), "", "NOTHING_HANDED_IN");
    fields.finish()
}

fn plan(situation: &Situation, panel: &Panel, found: &Found) -> Plan {
    let planned: HashSet<(usize, usize)> = found.pairs.iter().copied().collect();
    let stands: HashSet<(usize, usize)> = if situation.is_assigned() {
        situation.pairs().into_iter().collect()
    } else {
        HashSet::new()
    };
    let loads = situation.judges.iter().zip(&found.loads);
    Plan {
        loads: loads
            .map(|(judge, load)| (situation.name(judge.id).to_owned(), *load))
            .collect(),
        total: found.total,
        parts: found.components.len(),
        repairs: found
            .repairs
            .iter()
            .map(|repair| repaired(situation, repair))
            .collect(),
        parted: found.parted,
        added: planned.difference(&stands).count(),
        removed: stands.difference(&planned).count(),
        digest: digest(panel, &found.pairs),
        input: table(panel),
        pairs: found.pairs.clone(),
    }
}

fn repaired(situation: &Situation, repair: &Repair) -> NamedRepair {
    let judge = |at: usize| situation.name(situation.judges[at].id).to_owned();
    let entry = |at: usize| situation.title(situation.proposals[at].id).to_owned();
    match *repair {
        Repair::Moved { entry: e, from, to } => NamedRepair::Moved {
            entry: entry(e),
            from: judge(from),
            to: judge(to),
        },
        Repair::Swapped { first, second } => NamedRepair::Swapped {
            first: (judge(first.0), entry(first.1)),
            second: (judge(second.0), entry(second.1)),
        },
        Repair::Added { judge: j, entry: e } => NamedRepair::Added {
            judge: judge(j),
            entry: entry(e),
        },
    }
}

/// A shortage with the names that people know.
fn named(situation: &Situation, panel: &Panel, why: Shortage) -> Shortage {
    let judges: HashMap<&str, &str> = panel
        .judges
        .iter()
        .zip(&situation.judges)
        .map(|(seat, judge)| (seat.name.as_str(), situation.name(judge.id)))
        .collect();
    let titles: HashMap<&str, &str> = panel
        .entries
        .iter()
        .zip(&situation.proposals)
        .map(|(entry, proposal)| (entry.name.as_str(), situation.title(proposal.id)))
        .collect();
    let judge = |name: String| match judges.get(name.as_str()) {
        Some(known) => (*known).to_owned(),
        None => name,
    };
    let title = |name: String| match titles.get(name.as_str()) {
        Some(title) => format!("“{title}”"),
        None => name,
    };
    match why {
        Shortage::Entry {
            entry,
            judges,
            needed,
        } => Shortage::Entry {
            entry: title(entry),
            judges,
            needed,
        },
        Shortage::Entries {
            entries,
            judges,
            needed,
            available,
        } => Shortage::Entries {
            entries: entries.into_iter().map(title).collect(),
            judges: judges
                .into_iter()
                .map(|(j, most)| (judge(j), most))
                .collect(),
            needed,
            available,
        },
        Shortage::Judge {
            judge: name,
            entries,
            needed,
        } => Shortage::Judge {
            judge: judge(name),
            entries,
            needed,
        },
        Shortage::Judges {
            judges,
            needed,
            available,
        } => Shortage::Judges {
            judges: judges.into_iter().map(judge).collect(),
            needed,
            available,
        },
    }
}

/// The table that `hub judging assign` reads.
fn table(panel: &Panel) -> String {
    let mut text = String::from("judge,entry,affinity,conflict,fixed\n");
    for pair in &panel.pairs {
        let (judge, entry) = (&panel.judges[pair.judge], &panel.entries[pair.entry]);
        let (conflict, fixed) = match pair.standing {
            Standing::Free => ("", ""),
            Standing::Conflict => ("yes", ""),
            Standing::Fixed => ("", "yes"),
        };
        // Neither name can hold a comma or a quotation mark.
        text.push_str(&format!(
            "{},{},{},{conflict},{fixed}\n",
            judge.name, entry.name, pair.affinity
        ));
    }
    text
}

fn digest(panel: &Panel, pairs: &[(usize, usize)]) -> String {
    let mut hash = Sha256::new();
    for (judge, entry) in pairs {
        hash.update(&panel.judges[*judge].name);
        hash.update(",");
        hash.update(&panel.entries[*entry].name);
        hash.update("\n");
    }
    HEXLOWER.encode(&hash.finalize())
}
