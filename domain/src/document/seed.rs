//! Makes the site's pages known to search. They need no rows of their own until somebody edits
//! them, so that a better text of a later release reaches every hub that kept the shipped one.

use crate::context::Context;
use crate::document::read::{self, Document, SHIPPED};
use crate::error::Result;
use crate::platform::search_index;

/// Puts every page into the search index, as it is now. Called at start, and harmless twice.
///
/// # Errors
/// When the database does not answer.
pub async fn seed(ctx: &Context) -> Result<()> {
    for text in SHIPPED {
        let document = read::by_slug(ctx.tx().await?, text.slug).await?;
        index(ctx, &document).await?;
    }
    Ok(())
}

/// Puts one page into the search index.
pub(crate) async fn index(ctx: &Context, document: &Document) -> Result<()> {
    // Its place in the list is its number there, because an unedited page has no row.
    let place = SHIPPED.iter().position(|text| text.slug == document.slug);
    let entry = search_index::Entry {
        kind: "document",
        object_id: place
            .and_then(|n| i64::try_from(n).ok())
            .map_or(0, |n| n + 1),
        visibility: "public".into(),
        title: document.title.clone(),
        body: document.body.clone(),
        path: document.path(),
    };
    search_index::put(ctx, entry).await
}
