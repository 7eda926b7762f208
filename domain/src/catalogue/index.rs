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
    let mut body = dataset.description.clone();
    for word in read::keywords(dataset) {
        body.push('\n');
        body.push_str(&word);
    }
    for text in [&dataset.area_name, &dataset.area_gss] {
        body.push('\n');
        body.push_str(text);
    }
    for file in distributions.iter().take(50) {
        body.push('\n');
        body.push_str(&file.title);
    }
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
