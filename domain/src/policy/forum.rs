//! The forum: who writes, who edits, who moderates.

use hub_entity::forum::{post, topic};

use crate::context::Viewer;
use crate::policy::may_take_part;

/// Topics are begun by whoever has a confirmed address.
pub fn may_begin_topic(viewer: &Viewer) -> bool {
    may_take_part(viewer)
}

/// Replies are written by the same people. That a topic is locked is not asked here, because it
/// is told apart: see [`takes_replies`].
pub fn may_write_replies(viewer: &Viewer) -> bool {
    may_take_part(viewer)
}

/// Whether a topic takes replies at all; moderators, too, unlock it first.
pub fn takes_replies(topic: &topic::Model) -> bool {
    topic.locked_at.is_none() && topic.hidden_at.is_none()
}

/// Whether the button is shown: both of the above.
pub fn may_reply(viewer: &Viewer, topic: &topic::Model) -> bool {
    may_write_replies(viewer) && takes_replies(topic)
}

/// Whoever is signed in may follow what they may read.
pub fn may_follow(viewer: &Viewer) -> bool {
    viewer.id().is_some()
}

/// Whether the viewer may read what a post says. A deleted one is read by nobody any more; a
/// hidden one by moderators, and by its author, who must be able to see what was objected to.
pub fn may_read_post(viewer: &Viewer, post: &post::Model) -> bool {
    if post.deleted_at.is_some() {
        return false;
    }
    post.hidden_at.is_none() || viewer.is_moderator() || viewer.id() == Some(post.author_id)
}

/// Authors edit their own posts while the topic is open, and moderators any that is not deleted.
pub fn may_edit_post(viewer: &Viewer, topic: &topic::Model, post: &post::Model) -> bool {
    if post.deleted_at.is_some() {
        return false;
    }
    let own = viewer.id() == Some(post.author_id) && may_take_part(viewer);
    viewer.is_moderator() || (own && post.hidden_at.is_none() && takes_replies(topic))
}

/// Authors delete their own posts, also where a topic is locked.
pub fn may_delete_post(viewer: &Viewer, post: &post::Model) -> bool {
    post.deleted_at.is_none() && viewer.id() == Some(post.author_id)
}

/// Anybody who takes part reports what others wrote and everybody can read.
pub fn may_report_post(viewer: &Viewer, post: &post::Model) -> bool {
    may_take_part(viewer)
        && post.deleted_at.is_none()
        && post.hidden_at.is_none()
        && viewer.id().is_some_and(|id| id != post.author_id)
}

/// Moderators hide, lock and restore.
pub fn may_moderate(viewer: &Viewer) -> bool {
    viewer.is_moderator()
}

/// Whether the viewer is told why a topic was hidden.
pub fn may_read_topic_reason(viewer: &Viewer, topic: &topic::Model) -> bool {
    viewer.is_moderator() || viewer.id() == Some(topic.author_id)
}

/// Whether the viewer is told why a post was hidden.
pub fn may_read_post_reason(viewer: &Viewer, post: &post::Model) -> bool {
    viewer.is_moderator() || viewer.id() == Some(post.author_id)
}
