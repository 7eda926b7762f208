//! Who asks, when, and in which transaction.

use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use hub_entity::account::SiteRole;
use hub_entity::organisation::OrganisationRole;
use sea_orm::{DatabaseConnection, DatabaseTransaction};
use tokio::sync::OnceCell;

use crate::account::Person;
use crate::error::{Error, Result};
use crate::hub::Hub;
use crate::platform::audit::Noted;

/// Who is looking.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Viewer {
    /// Somebody without an account, or not signed in.
    #[default]
    Visitor,
    /// Somebody who is signed in.
    Person(Actor),
    /// The hub itself: the clock, an import by the operator, a mail being sent.
    System,
}

/// A person who is signed in, with what policy asks about them.
#[derive(Debug, Clone, PartialEq)]
pub struct Actor {
    /// Row number.
    pub id: i64,
    /// Unique handle.
    pub handle: String,
    /// Name.
    pub name: String,
    /// Whether the address was confirmed.
    pub confirmed: bool,
    /// Role on the site.
    pub role: SiteRole,
    /// Organisations whose active member they are.
    pub organisations: Vec<(i64, OrganisationRole)>,
    /// Programmes on whose own staff they are.
    pub programmes: Vec<i64>,
    /// Whether they may change things; false for a token with the scope `read` alone.
    pub may_write: bool,
}

impl Viewer {
    /// The person, if there is one.
    pub fn actor(&self) -> Option<&Actor> {
        match self {
            Self::Person(actor) => Some(actor),
            Self::Visitor | Self::System => None,
        }
    }

    /// The person's number, if there is one.
    pub fn id(&self) -> Option<i64> {
        self.actor().map(|actor| actor.id)
    }

    /// Whether this is the hub itself.
    pub fn is_system(&self) -> bool {
        matches!(self, Self::System)
    }

    /// Runs all programmes: the site's staff, administrators and the hub itself. Whoever is on the
    /// staff of one programme [runs](Self::runs) that one.
    pub fn is_staff(&self) -> bool {
        self.has_role(&[SiteRole::Staff, SiteRole::Administrator])
    }

    /// Moderates: moderators, administrators and the hub itself.
    pub fn is_moderator(&self) -> bool {
        self.has_role(&[SiteRole::Moderator, SiteRole::Administrator])
    }

    /// Administers the site.
    pub fn is_administrator(&self) -> bool {
        self.has_role(&[SiteRole::Administrator])
    }

    fn has_role(&self, roles: &[SiteRole]) -> bool {
        match self {
            Self::System => true,
            Self::Visitor => false,
            Self::Person(actor) => roles.contains(&actor.role),
        }
    }

    /// Whether the person is an active member of the organisation.
    pub fn belongs_to(&self, organisation: i64) -> bool {
        self.actor()
            .is_some_and(|a| a.organisations.iter().any(|(id, _)| *id == organisation))
    }

    /// Whether the person owns the organisation.
    pub fn owns(&self, organisation: i64) -> bool {
        self.actor().is_some_and(|a| {
            a.organisations
                .contains(&(organisation, OrganisationRole::Owner))
        })
    }

    /// Whether they run what belongs to this programme: its own staff and the site's; what belongs to
    /// none is run by the site's staff alone.
    pub fn runs(&self, programme: Option<i64>) -> bool {
        let own = |id: i64| self.actor().is_some_and(|a| a.programmes.contains(&id));
        self.is_staff() || programme.is_some_and(own)
    }

    /// Whether they run any programme.
    pub fn runs_any(&self) -> bool {
        self.is_staff() || self.actor().is_some_and(|a| !a.programmes.is_empty())
    }

    /// The programmes on whose own staff the person is.
    pub fn programme_ids(&self) -> Vec<i64> {
        self.actor()
            .map(|a| a.programmes.clone())
            .unwrap_or_default()
    }

    /// The organisations whose active member the person is.
    pub fn organisation_ids(&self) -> Vec<i64> {
        self.actor()
            .map(|a| a.organisations.iter().map(|(id, _)| *id).collect())
            .unwrap_or_default()
    }
}

/// Who asks, and from where.
#[derive(Clone, Default)]
pub struct Caller {
    /// Who is looking.
    pub viewer: Viewer,
    /// The viewer's row as it was when they were recognised, for what shows who is signed in;
    /// none for a visitor and for the hub itself.
    pub person: Option<Arc<Person>>,
    /// The client's address, taken through the trusted proxies; none from the command line.
    pub address: Option<IpAddr>,
    /// The session that asks, if one does.
    pub session: Option<i64>,
    /// What the client says that it is.
    pub user_agent: String,
}

impl std::fmt::Debug for Caller {
    /// Without the person's row, which holds an address and the hash of a password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Caller")
            .field("viewer", &self.viewer.id())
            .field("session", &self.session)
            .finish_non_exhaustive()
    }
}

impl Caller {
    /// The hub itself.
    pub fn system() -> Self {
        Self {
            viewer: Viewer::System,
            ..Self::default()
        }
    }

    /// Whom limits take an address for: an IPv6 address counts as its network of 64 bits, because
    /// one household or one guesser has all of these.
    pub fn network_text(&self) -> String {
        match self.address {
            Some(IpAddr::V6(address)) if address.to_ipv4_mapped().is_none() => {
                let network = address.to_bits() & !u128::from(u64::MAX);
                format!("{}/64", std::net::Ipv6Addr::from_bits(network))
            }
            Some(IpAddr::V6(address)) => address
                .to_ipv4_mapped()
                .map_or_else(|| address.to_string(), |mapped| mapped.to_string()),
            _ => self.address_text(),
        }
    }

    /// The address as sessions write it down.
    pub fn address_text(&self) -> String {
        self.address
            .map_or_else(|| "local".to_owned(), |a| a.to_string())
    }
}

/// One use case under way.
#[derive(Debug)]
pub struct Context {
    hub: Hub,
    caller: Caller,
    now: DateTime<Utc>,
    transaction: OnceCell<DatabaseTransaction>,
    left_work: AtomicBool,
    noted: Mutex<Vec<Noted>>,
}

impl Context {
    pub(crate) fn new(hub: Hub, caller: Caller) -> Self {
        let now = hub.clock().now();
        Self {
            hub,
            caller,
            now,
            transaction: OnceCell::new(),
            left_work: AtomicBool::new(false),
            noted: Mutex::default(),
        }
    }

    /// The hub.
    pub fn hub(&self) -> &Hub {
        &self.hub
    }

    /// Who asks, and from where.
    pub fn caller(&self) -> &Caller {
        &self.caller
    }

    /// Who asks.
    pub fn viewer(&self) -> &Viewer {
        &self.caller.viewer
    }

    /// The person who asks.
    ///
    /// # Errors
    /// `Unauthenticated` for a visitor.
    pub fn actor(&self) -> Result<&Actor> {
        self.caller.viewer.actor().ok_or(Error::Unauthenticated)
    }

    /// When the use case began.
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// The transaction, which begins at the first call.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn tx(&self) -> Result<&DatabaseTransaction> {
        self.transaction
            .get_or_try_init(|| self.hub.database().begin())
            .await
    }

    /// Notes that a worker should look for work once this is committed.
    pub(crate) fn leaves_work(&self) {
        self.left_work.store(true, Ordering::Relaxed);
    }

    /// Notes a row of the audit, which is written at the end.
    pub(crate) fn note(&self, row: Noted) {
        self.rows().push(row);
    }

    /// The rows of the audit that were noted, which are not noted any more.
    pub(crate) fn take_noted(&self) -> Vec<Noted> {
        std::mem::take(&mut *self.rows())
    }

    fn rows(&self) -> std::sync::MutexGuard<'_, Vec<Noted>> {
        // A row is pushed whole or not at all, so a panic elsewhere leaves the list good.
        self.noted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) async fn commit(self) -> Result<bool> {
        if let Some(transaction) = self.transaction.into_inner() {
            transaction.commit().await?;
        }
        Ok(self.left_work.into_inner())
    }

    pub(crate) async fn roll_back(self) {
        if let Some(transaction) = self.transaction.into_inner()
            && let Err(error) = transaction.rollback().await
        {
            tracing::warn!(%error, "rolling back");
        }
    }
}

/// What reads are made with: cheap to clone, because queries are resolved concurrently.
#[derive(Debug, Clone)]
pub struct Reader {
    hub: Hub,
    caller: Caller,
    now: DateTime<Utc>,
}

impl Reader {
    pub(crate) fn new(hub: Hub, caller: Caller) -> Self {
        let now = hub.clock().now();
        Self { hub, caller, now }
    }

    /// The hub.
    pub fn hub(&self) -> &Hub {
        &self.hub
    }

    /// Who asks.
    pub fn viewer(&self) -> &Viewer {
        &self.caller.viewer
    }

    /// Who asks, and from where.
    pub fn caller(&self) -> &Caller {
        &self.caller
    }

    /// When the read began.
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// The connection.
    pub fn db(&self) -> &DatabaseConnection {
        self.hub.database().reader()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(address: &str) -> String {
        Caller {
            address: address.parse().ok(),
            ..Caller::default()
        }
        .network_text()
    }

    #[test]
    fn limits_count_networks_of_ipv6_and_addresses_of_ipv4() {
        assert_eq!(network("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
        assert_eq!(
            network("2001:db8:1:2:ffff::1"),
            network("2001:db8:1:2:3:4:5:6")
        );
        assert_ne!(network("2001:db8:1:3::1"), network("2001:db8:1:2::1"));
        assert_eq!(network("192.0.2.7"), "192.0.2.7");
        assert_eq!(network("::ffff:192.0.2.7"), "192.0.2.7");
        assert_eq!(network("nowhere"), "local");
    }
}
