//! Finding the site's pages.

use chrono::{DateTime, Utc};
use hub_entity::platform::document;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::context::Reader;
use crate::error::{Error, Result};

/// A page of the site as it is now.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Its address, without the slash.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Markdown.
    pub body: String,
    /// Grows with each edit; 0 for the text that it shipped with.
    pub version: i32,
    /// Who edited it last.
    pub updated_by: Option<i64>,
    /// When; none for the text that it shipped with.
    pub updated_at: Option<DateTime<Utc>>,
}

/// A text that ships with the software.
#[derive(Debug)]
pub struct Shipped {
    /// Its address.
    pub slug: &'static str,
    /// Its title.
    pub title: &'static str,
    /// Markdown.
    pub body: &'static str,
}

/// Every page of this kind. Others cannot be made: the layout links to these.
pub const SHIPPED: &[Shipped] = &[
    Shipped {
        slug: "about",
        title: "About this hub",
        body: include_str!("texts/about.md"),
    },
    Shipped {
        slug: "open-data",
        title: "Open data",
        body: include_str!("texts/open-data.md"),
    },
    Shipped {
        slug: "accessibility",
        title: "Accessibility statement",
        body: include_str!("texts/accessibility.md"),
    },
    Shipped {
        slug: "privacy",
        title: "Privacy",
        body: include_str!("texts/privacy.md"),
    },
    Shipped {
        slug: "cookies",
        title: "Cookies",
        body: include_str!("texts/cookies.md"),
    },
];

impl Document {
    /// Its address.
    pub fn path(&self) -> String {
        format!("/{}", self.slug)
    }

    fn shipped(text: &Shipped) -> Self {
        Self {
            slug: text.slug.to_owned(),
            title: text.title.to_owned(),
            body: text.body.to_owned(),
            version: 0,
            updated_by: None,
            updated_at: None,
        }
    }
}

impl From<document::Model> for Document {
    fn from(row: document::Model) -> Self {
        Self {
            slug: row.slug,
            title: row.title,
            body: row.body,
            version: row.version,
            updated_by: row.updated_by,
            updated_at: Some(row.updated_at),
        }
    }
}

/// One page.
///
/// # Errors
/// `NotFound` when the site has no such page.
pub async fn by_slug(db: &impl ConnectionTrait, slug: &str) -> Result<Document> {
    let shipped = shipped(slug)?;
    let row = document::Entity::find()
        .filter(document::Column::Slug.eq(slug))
        .one(db)
        .await?;
    Ok(row.map_or_else(|| Document::shipped(shipped), Document::from))
}

/// All pages, in the order of the foot of each page.
///
/// # Errors
/// When the database does not answer.
pub async fn all(reader: &Reader) -> Result<Vec<Document>> {
    let rows = document::Entity::find().all(reader.db()).await?;
    Ok(SHIPPED
        .iter()
        .map(|text| {
            rows.iter()
                .find(|row| row.slug == text.slug)
                .map_or_else(|| Document::shipped(text), |row| row.clone().into())
        })
        .collect())
}

/// The text that a page shipped with.
///
/// # Errors
/// `NotFound` when the site has no such page.
pub fn shipped(slug: &str) -> Result<&'static Shipped> {
    SHIPPED
        .iter()
        .find(|text| text.slug == slug)
        .ok_or(Error::NotFound)
}
