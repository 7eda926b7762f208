//! Topics, and who may see them.

use hub_entity::forum::topic;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Select};

use crate::context::Viewer;

/// A topic.
pub type Topic = topic::Model;

/// Topics that the viewer may see. Communities are open, so what counts is moderation: a hidden
/// topic is seen by moderators alone. Everything that reads topics goes through this.
pub fn visible_to(viewer: &Viewer) -> Select<topic::Entity> {
    let select = topic::Entity::find();
    if viewer.is_moderator() {
        select
    } else {
        select.filter(topic::Column::HiddenAt.is_null())
    }
}
