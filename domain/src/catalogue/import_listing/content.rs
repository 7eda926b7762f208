//! What the hub keeps of a record, and the hash that tells whether it changed.

use chrono::{DateTime, Utc};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::catalogue::import::{Distribution, LicenceRef, PublisherRef, Record};
use crate::error::{Error, Result};

/// What the hub keeps of a record. Its order of fields is part of the hash.
#[derive(Debug, Serialize)]
pub(super) struct Content {
    pub guid: String,
    pub title: String,
    pub description: String,
    pub publisher: Option<(String, Option<String>)>,
    pub keywords: Vec<String>,
    pub licence: String,
    pub licence_label: String,
    pub frequency: String,
    pub area_gss: String,
    pub area_name: String,
    pub issued: String,
    pub modified: String,
    pub landing_page: String,
    pub active: bool,
    pub files: Vec<File>,
}

/// A file or service of it.
#[derive(Debug, Serialize)]
pub(super) struct File {
    pub title: String,
    pub description: String,
    pub url: String,
    pub format: String,
    pub media_type: String,
    pub size: Option<i64>,
}

impl Content {
    pub(super) fn of(record: Record) -> Self {
        let label = record.licence.as_ref().and_then(label);
        let code = record.licence.as_ref().and_then(LicenceRef::code);
        Self {
            guid: record.guid,
            title: record.title,
            description: record.description,
            publisher: record.publisher.map(named),
            keywords: record.keywords,
            licence: code.unwrap_or_default().to_owned(),
            licence_label: label.unwrap_or_default(),
            frequency: record.frequency.map_or("", |f| f.code).to_owned(),
            area_gss: record
                .area_gss
                .map(|code| code.as_str().to_owned())
                .unwrap_or_default(),
            area_name: record.area_text.unwrap_or_default(),
            issued: day(record.issued),
            modified: day(record.modified),
            landing_page: record.landing_page.unwrap_or_default(),
            active: record.active,
            files: record.distributions.into_iter().map(file).collect(),
        }
    }

    pub(super) fn hash(&self) -> Result<String> {
        let text = serde_json::to_vec(self).map_err(Error::internal)?;
        Ok(data_encoding::HEXLOWER.encode(&Sha256::digest(text)))
    }
}

fn named(publisher: PublisherRef) -> (String, Option<String>) {
    (publisher.name, publisher.uri)
}

fn label(licence: &LicenceRef) -> Option<String> {
    let texts = [&licence.title, &licence.id, &licence.url];
    texts.into_iter().flatten().next().cloned()
}

fn day(at: Option<DateTime<Utc>>) -> String {
    at.map(|at| at.format("%Y-%m-%d").to_string())
        .unwrap_or_default()
}

fn file(given: Distribution) -> File {
    File {
        title: given.title,
        description: given.description,
        url: given.url,
        format: given.format.unwrap_or_default(),
        media_type: given.media_type.unwrap_or_default(),
        size: given.size.and_then(|size| i64::try_from(size).ok()),
    }
}
