//! Who publishes a record: an organisation that the hub knows by code, name or identifier, or a
//! new one.

use std::collections::HashMap;

use hub_entity::organisation::organisation;
use sea_orm::EntityTrait;

use super::plan::{Publisher, Work};
use crate::catalogue::import::PublisherRef;
use crate::context::Reader;
use crate::error::Result;
use crate::organisation::Organisation;

/// All organisations, by what catalogues call them.
#[derive(Debug, Default)]
pub(super) struct Publishers {
    names: HashMap<i64, String>,
    by_gss: HashMap<String, i64>,
    by_identifier: HashMap<String, i64>,
    by_name: HashMap<String, i64>,
}

impl Publishers {
    pub(super) async fn load(reader: &Reader) -> Result<Self> {
        let mut all = organisation::Entity::find().all(reader.db()).await?;
        // Where an abolished council and its successor share a name, the living one is meant.
        all.sort_by_key(|row| (!row.current, row.id));
        let mut index = Self::default();
        for row in all {
            index.add(Some(row));
        }
        Ok(index)
    }

    /// Adds one that an import has just brought in.
    pub(super) fn add(&mut self, row: Option<Organisation>) {
        let Some(row) = row else { return };
        if let Some(code) = &row.gss_code {
            self.by_gss.entry(code.clone()).or_insert(row.id);
        }
        for name in [&row.name, &row.short_name] {
            if !name.trim().is_empty() {
                self.by_name.entry(key(name)).or_insert(row.id);
            }
        }
        for known in row.identifiers.as_array().into_iter().flatten() {
            if let Some(known) = known.as_str() {
                self.by_identifier.entry(key(known)).or_insert(row.id);
            }
        }
        self.names.insert(row.id, row.name);
    }

    /// What an organisation is called.
    pub(super) fn name(&self, id: i64) -> Option<&str> {
        self.names.get(&id).map(String::as_str)
    }

    /// The organisation that is meant: a code names one council; an identifier one organisation
    /// of one portal; a name is the weakest.
    pub(super) fn find(&self, publisher: &PublisherRef) -> Option<i64> {
        let by_code = publisher
            .gss_code
            .as_ref()
            .and_then(|code| self.by_gss.get(code.as_str()));
        let by_identifier = || {
            let texts = [publisher.uri.as_deref(), Some(publisher.name.as_str())];
            texts
                .into_iter()
                .flatten()
                .find_map(|text| self.by_identifier.get(&key(text)))
        };
        by_code
            .or_else(by_identifier)
            .or_else(|| self.by_name.get(&key(&publisher.name)))
            .copied()
    }

    /// The same work, its publisher looked up again.
    pub(super) fn settle(&self, mut work: Work) -> Work {
        if let Publisher::New(publisher) = &work.publisher
            && let Some(id) = self.find(publisher)
        {
            work.publisher = Publisher::Known(id);
        }
        work
    }
}

/// Names are compared without regard to case, spaces and the words that councils put in or
/// leave out.
fn key(name: &str) -> String {
    name.to_lowercase()
        .replace('&', " and ")
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
