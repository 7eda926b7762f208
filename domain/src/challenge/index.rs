//! What search finds of a challenge.

use crate::challenge::{Challenge, read};
use crate::context::Context;
use crate::error::Result;
use crate::platform::search_index;
use crate::values;

/// Puts a published challenge into the index, for everybody.
pub(super) async fn put(ctx: &Context, challenge: &Challenge) -> Result<()> {
    let texts = [&challenge.problem, &challenge.affected, &challenge.success];
    let mut body = challenge.summary.clone();
    for text in texts {
        body.push('\n');
        body.push_str(&values::plain(text));
    }
    let entry = search_index::Entry {
        kind: "challenge",
        object_id: challenge.id,
        visibility: "public".to_owned(),
        title: challenge.title.clone(),
        body,
        path: read::path(challenge),
    };
    search_index::put(ctx, entry).await
}
