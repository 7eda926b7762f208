//! Working out all chains again, row by row.
//!
//! Rows are read as texts and not as what they should be, so that whatever somebody wrote into
//! them is found and named, and not taken for a broken database. What is stored otherwise than the
//! hub writes it is found as well, even where it means the same.

mod row;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use hub_entity::platform::audit_head;
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, Statement};

use super::heads::{self, Head};
use super::link::{self, GENESIS, Hash};
use crate::database::Database;
use crate::error::Result;
use row::{Raw, Row};

/// How many rows are read at a time.
const ROWS: i64 = 1000;

/// Something that was published earlier, and has to be part of a chain still.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// The chain.
    pub chain: i64,
    /// The place of what was its last row.
    pub seq: i64,
    /// The hash of that row.
    pub hash: String,
}

/// What was found in one chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// Its number as it is stored: that of its challenge, or 0 for the site.
    pub chain: String,
    /// How many rows fit, from the first.
    pub rows: i64,
    /// The hash of the last row that fits.
    pub hash: String,
    /// The first row that does not fit.
    pub misfit: Option<Misfit>,
}

/// The first row of a chain that does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// Its place in the chain.
    pub seq: i64,
    /// What it says was done, where it is there.
    pub action: Option<String>,
    /// What it says when, where that can be read.
    pub at: Option<DateTime<Utc>>,
    /// Why it does not fit.
    pub why: Why,
}

/// Why a row does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// There is no row in this place.
    Missing,
    /// There is a row in this place, and the chain ends before it.
    BeyondHead,
    /// A column holds what it cannot hold.
    Unreadable,
    /// Its number is not one that a chain has.
    Place,
    /// It belongs to another chain.
    OtherChain,
    /// Its details are not those that were hashed.
    Details,
    /// Its hash does not follow from it and the row before.
    Hash,
    /// It is the last, and the head of the chain says otherwise.
    Head,
    /// There is no head.
    NoHead,
    /// Another hash was published for this place.
    Published,
}

/// Works out all chains again, as they are now, and asks that what was published `earlier` is part
/// of them. The site's comes first.
///
/// # Errors
/// When the database does not answer.
pub async fn verify(database: &Database, earlier: &[Earlier]) -> Result<Vec<Chain>> {
    let snapshot = database.snapshot().await?;
    let mut found = Vec::new();
    for (name, head) in chains(&snapshot, earlier).await? {
        let Ok(number) = name.parse::<i64>() else {
            found.push(Chain {
                chain: name,
                rows: 0,
                hash: link::hex(&GENESIS),
                misfit: Some(missing(1, Why::Unreadable)),
            });
            continue;
        };
        let mut walk = Walk::new(number, earlier);
        let misfit = walk.all(&snapshot, head.as_ref()).await?;
        found.push(Chain {
            chain: name,
            rows: walk.seq,
            hash: link::hex(&walk.hash),
            misfit,
        });
    }
    snapshot.commit().await?;
    Ok(found)
}

/// The hash over the heads of chains that fit.
pub fn over(chains: &[Chain]) -> String {
    let heads = chains.iter().filter_map(|chain| {
        Some(Head {
            chain: chain.chain.parse().ok()?,
            seq: chain.rows,
            hash: chain.hash.clone(),
        })
    });
    heads::over(&heads.collect::<Vec<_>>())
}

/// Each chain that has rows, a head, or should have, with its head.
async fn chains(
    db: &impl ConnectionTrait,
    earlier: &[Earlier],
) -> Result<Vec<(String, Option<Head>)>> {
    #[derive(FromQueryResult)]
    struct Name {
        chain: String,
    }
    let sql = "SELECT CAST(chain AS TEXT) AS chain FROM (SELECT DISTINCT chain FROM audit \
               UNION SELECT chain FROM audit_head) AS chains";
    let statement = Statement::from_string(db.get_database_backend(), sql);
    let names = Name::find_by_statement(statement).all(db).await?;
    let mut chains: BTreeMap<(Option<i64>, String), Option<Head>> = names
        .into_iter()
        .map(|name| ((name.chain.parse().ok(), name.chain), None))
        .collect();
    for row in earlier {
        chains
            .entry((Some(row.chain), row.chain.to_string()))
            .or_default();
    }
    for ((number, _), head) in &mut chains {
        if let Some(number) = number {
            // A head that cannot be read is none.
            let read = audit_head::Entity::find_by_id(*number).one(db).await;
            *head = read.ok().flatten();
        }
    }
    Ok(chains
        .into_iter()
        .map(|((_, name), head)| (name, head))
        .collect())
}

fn missing(seq: i64, why: Why) -> Misfit {
    Misfit {
        seq,
        action: None,
        at: None,
        why,
    }
}

/// A walk along one chain: how far it came.
struct Walk<'e> {
    chain: i64,
    seq: i64,
    hash: Hash,
    last: Option<(String, DateTime<Utc>)>,
    earlier: Vec<&'e Earlier>,
}

impl<'e> Walk<'e> {
    fn new(chain: i64, earlier: &'e [Earlier]) -> Self {
        Self {
            chain,
            seq: 0,
            hash: GENESIS,
            last: None,
            earlier: earlier.iter().filter(|e| e.chain == chain).collect(),
        }
    }

    /// Walks to the end, or to the first row that does not fit.
    async fn all(
        &mut self,
        db: &impl ConnectionTrait,
        head: Option<&Head>,
    ) -> Result<Option<Misfit>> {
        // Numbers below 1 are wrong too, and come before the first.
        let mut after = i64::MIN;
        loop {
            let rows = row::read(db, self.chain, after, ROWS).await?;
            let more = i64::try_from(rows.len()).unwrap_or(0) == ROWS;
            for row in rows {
                if let Some(misfit) = self.step(row, head) {
                    return Ok(Some(misfit));
                }
            }
            after = self.seq;
            if !more {
                return Ok(self.end(head));
            }
        }
    }

    fn step(&mut self, raw: Raw, head: Option<&Head>) -> Option<Misfit> {
        let expected = self.seq + 1;
        let seq = raw.seq();
        if seq.is_some_and(|seq| seq > expected) {
            return Some(missing(expected, Why::Missing));
        }
        let misfit = |raw: &Raw, why| {
            Some(Misfit {
                seq: seq.unwrap_or(expected),
                action: raw.action(),
                at: raw.at(),
                why,
            })
        };
        let row = match Row::try_from(&raw) {
            Ok(row) if row.seq == expected => row,
            Ok(_) => return misfit(&raw, Why::Place),
            Err(why) => return misfit(&raw, why),
        };
        if row.challenge.unwrap_or(super::SITE) != self.chain || row.challenge == Some(super::SITE)
        {
            return misfit(&raw, Why::OtherChain);
        }
        let hash = row.content().hash(&self.hash);
        if link::hex(&hash) != row.hash {
            return misfit(&raw, Why::Hash);
        }
        let other = |known: &&&Earlier| known.seq == expected && known.hash != row.hash;
        if self.earlier.iter().any(|known| other(&known)) {
            return misfit(&raw, Why::Published);
        }
        if head.is_some_and(|head| head.seq < expected) {
            return misfit(&raw, Why::BeyondHead);
        }
        self.last = Some((row.action.clone(), row.at));
        (self.seq, self.hash) = (expected, hash);
        None
    }

    /// What is wrong with the end, once all rows fit.
    fn end(&self, head: Option<&Head>) -> Option<Misfit> {
        let last = |why| {
            Some(Misfit {
                seq: self.seq,
                action: self.last.as_ref().map(|(action, _)| action.clone()),
                at: self.last.as_ref().map(|(_, at)| *at),
                why,
            })
        };
        if self.earlier.iter().any(|known| known.seq > self.seq) {
            return Some(missing(self.seq + 1, Why::Missing));
        }
        match head {
            None if self.seq == 0 => None,
            None => last(Why::NoHead),
            Some(head) if head.seq > self.seq => Some(missing(self.seq + 1, Why::Missing)),
            Some(head) if head.hash != link::hex(&self.hash) => last(Why::Head),
            Some(_) => None,
        }
    }
}
