//! Doing things in somebody's name, at some time.

use chrono::{DateTime, TimeDelta, Utc};
use hub_entity::catalogue::dataset;
use hub_entity::challenge::challenge;
use hub_entity::organisation::organisation;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::account::authenticate::viewer_of;
use crate::account::people;
use crate::challenge::Challenge;
use crate::context::Caller;
use crate::error::{Error, Result};
use crate::hub::{Hub, Work};
use crate::platform::{fan_out, queue, work};

/// Runs a use case in the name of a person.
pub(super) async fn act<T, F>(hub: &Hub, handle: &str, use_case: F) -> Result<T>
where
    F: for<'c> FnMut(&'c crate::Context) -> Work<'c, T> + Send,
    T: Send,
{
    let person = people::by_handle(hub.database().reader(), handle).await?;
    let caller = Caller {
        viewer: viewer_of(hub, &person, true).await?,
        user_agent: "demonstration".to_owned(),
        ..Caller::system()
    };
    hub.write(&caller, use_case).await
}

/// The number of an organisation, by its name.
pub(super) async fn organisation(hub: &Hub, name: &str) -> Result<i64> {
    organisation::Entity::find()
        .filter(organisation::Column::Name.eq(name))
        .one(hub.database().reader())
        .await?
        .map(|found| found.id)
        .ok_or_else(|| missing("organisation", name))
}

/// The number of a dataset, by its title.
pub(super) async fn dataset(hub: &Hub, title: &str) -> Result<i64> {
    dataset::Entity::find()
        .filter(dataset::Column::Title.eq(title))
        .order_by_asc(dataset::Column::Id)
        .one(hub.database().reader())
        .await?
        .map(|found| found.id)
        .ok_or_else(|| missing("dataset", title))
}

/// A challenge as it is now.
pub(super) async fn challenge(hub: &Hub, number: i64) -> Result<Challenge> {
    challenge::Entity::find_by_id(number)
        .one(hub.database().reader())
        .await?
        .ok_or(Error::NotFound)
}

fn missing(kind: &str, name: &str) -> Error {
    Error::internal(format!("the demonstration lacks the {kind} {name:?}"))
}

/// Does the jobs that are due at this time, as a worker would have done then.
pub(super) async fn catch_up(hub: &Hub) -> Result<()> {
    while fan_out::next(hub).await? {}
    while let Some(job) = queue::claim(hub).await? {
        let outcome = work::perform(hub, &job).await;
        queue::settle(hub, &job, outcome).await?;
    }
    Ok(())
}

/// Forgets how often its people have done what is limited: a world that took a year to make up
/// is written in a second.
pub(super) async fn forget_limits(hub: &Hub) -> Result<()> {
    hub.database()
        .writer()
        .execute_unprepared("DELETE FROM rate_limit")
        .await?;
    Ok(())
}

/// The clock, taken back for a while. It is put right when this is dropped.
pub(super) struct Past<'a> {
    hub: &'a Hub,
    ahead: TimeDelta,
}

impl<'a> Past<'a> {
    /// Nothing is moved yet.
    pub(super) fn of(hub: &'a Hub) -> Self {
        Self {
            hub,
            ahead: hub.clock().ahead(),
        }
    }

    /// Lets it be this instant, unless it is earlier anyway.
    pub(super) fn no_later_than(&self, at: DateTime<Utc>) {
        self.hub.clock().set_ahead(self.ahead);
        let over = self.hub.clock().now() - at;
        if over > TimeDelta::zero() {
            self.hub.clock().set_ahead(self.ahead - over);
        }
    }

    /// Lets it be so long before the real instant.
    pub(super) fn before(&self, ago: TimeDelta) {
        self.hub.clock().set_ahead(self.ahead - ago);
    }
}

impl Drop for Past<'_> {
    fn drop(&mut self) {
        self.hub.clock().set_ahead(self.ahead);
    }
}

/// Owned text, for inputs.
pub(super) fn text(words: &str) -> String {
    words.to_owned()
}
