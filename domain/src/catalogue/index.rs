//! What search finds of a dataset.

use hub_entity::catalogue::{DatasetStatus, distribution};

use crate::catalogue::{Dataset, read};
use crate::context::Context;
use crate::error::Result;
use crate::platform::search_index;

/// Puts a dataset into the index, or changes what is there. One that was withdrawn is found by
/// its publisher's people alone.
pub(super) async fn put(
    ctx: &Context,
    dataset: &Dataset,
    distributions: &[distribution::Model],
) -> Result<()> {
    let visibility = match dataset.status {
        DatasetStatus::Withdrawn => format!("organisation:{}", dataset.publisher_id),
        DatasetStatus::Published | DatasetStatus::Inactive | DatasetStatus::Removed => {
            "public".to_owned()
        }
    };
    // A search shows a part of this, where single words in a row would read like a sentence.
    let words = read::keywords(dataset);
    let places = [dataset.area_name.clone(), dataset.area_gss.clone()];
    let files = distributions.iter().take(50).map(|file| file.title.clone());
    let body = std::iter::once(dataset.description.clone())
        .chain(words)
        .chain(places)
        .chain(files)
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join("\n· ");
    let entry = search_index::Entry {
        kind: "dataset",
        object_id: dataset.id,
        visibility,
        title: dataset.title.clone(),
        body,
        path: read::path(dataset),
    };
    search_index::put(ctx, entry).await
}
