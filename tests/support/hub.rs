//! A hub under test.

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use hub::config::{Config, Flags};
use hub::job::Worker;
use hub::mail::{MemoryOutbox, OutgoingMail, Transport};
use hub::server::{self, Server};
use hub_domain::account::SiteRole;
use hub_domain::clock::Clock;
use hub_domain::hub::Work;
use hub_domain::{Caller, Hub};
use hub_entity::account::{person, session};
use hub_entity::organisation::{
    MembershipState, OrganisationKind, OrganisationRole, Verification, organisation,
    organisation_member,
};
use sea_orm_migration::sea_orm::{ActiveModelTrait, ActiveValue::Set};
use tempfile::TempDir;
use tokio::sync::watch;

use super::Browser;
use super::database;

/// A running hub with a database, a clock and a memory of mails of its own.
pub struct TestHub {
    /// The hub itself.
    pub hub: Hub,
    /// Where it listens, without a slash at its end.
    pub url: String,
    /// The address of its database, for another process on the same.
    pub database_url: String,
    outbox: MemoryOutbox,
    worker: Worker,
    stop: watch::Sender<bool>,
    thread: Option<std::thread::JoinHandle<()>>,
    next: AtomicI64,
    _folder: TempDir,
}

#[allow(dead_code, reason = "each area uses its part")]
impl TestHub {
    /// Starts a hub. Its worker runs when a test asks for mails or calls `work`.
    pub async fn start() -> Self {
        Self::open(false).await
    }

    /// Starts the demonstration, with its world.
    pub async fn start_demo() -> Self {
        Self::open(true).await
    }

    async fn open(demo: bool) -> Self {
        let folder = TempDir::with_prefix("hub-test-").unwrap();
        let url = database::fresh(&folder).await;
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let mut config = Config::from_sources(
            &Flags {
                database_url: Some(url.clone()),
                ..Flags::default()
            },
            &std::collections::BTreeMap::from([(
                "HUB_TRUSTED_PROXIES".to_owned(),
                "127.0.0.1/32".to_owned(),
            )]),
            folder.path(),
        )
        .unwrap();
        config.bound_to(listener.local_addr().unwrap()).unwrap();
        let hub = server::open_hub(&config, demo).await.unwrap();
        if demo {
            hub_domain::demo::world::open(&hub).await.unwrap();
        }
        let outbox = MemoryOutbox::default();
        let transport = Transport::Memory(outbox.clone());
        let worker = server::worker(&hub, &config, transport).unwrap();
        let origin = config.origin();
        let server = Arc::new(Server::new(hub.clone(), config).await.unwrap());
        let (stop, stopped) = watch::channel(false);
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new()
                .block_on(server.run(listener, stopped))
                .unwrap();
        });
        Self {
            hub,
            url: origin,
            database_url: url,
            outbox,
            worker,
            stop,
            thread: Some(thread),
            next: AtomicI64::new(1),
            _folder: folder,
        }
    }

    /// The hub's clock, to be moved on.
    pub fn clock(&self) -> &Clock {
        self.hub.clock()
    }

    /// Somebody without an account, with a browser.
    pub fn visitor(&self) -> Browser {
        Browser::new(&self.url, None)
    }

    /// A member whose address is confirmed, signed in.
    pub async fn person(&self, handle: &str) -> Browser {
        self.person_with(handle, &format!("{handle}@example.org"), SiteRole::Member)
            .await
    }

    /// Programme staff, signed in.
    pub async fn staff(&self, handle: &str) -> Browser {
        self.person_with(handle, &format!("{handle}@example.org"), SiteRole::Staff)
            .await
    }

    /// A moderator, signed in.
    pub async fn moderator(&self, handle: &str) -> Browser {
        self.person_with(
            handle,
            &format!("{handle}@example.org"),
            SiteRole::Moderator,
        )
        .await
    }

    /// An administrator, signed in.
    pub async fn administrator(&self, handle: &str) -> Browser {
        self.person_with(
            handle,
            &format!("{handle}@example.org"),
            SiteRole::Administrator,
        )
        .await
    }

    /// Somebody whose address is confirmed, signed in. The name is the handle with a capital.
    pub async fn person_with(&self, handle: &str, email: &str, role: SiteRole) -> Browser {
        let now = self.clock().now();
        let db = self.hub.database().writer();
        let mut name = handle.to_owned();
        name[..1].make_ascii_uppercase();
        let person = person::ActiveModel {
            handle: Set(handle.to_owned()),
            name: Set(name),
            email: Set(email.to_owned()),
            email_confirmed_at: Set(Some(now)),
            password_hash: Set(None),
            site_role: Set(role),
            about: Set(String::new()),
            job_title: Set(String::new()),
            skills: Set(serde_json::json!([])),
            mail_replies: Set(true),
            demo: Set(false),
            version: Set(1),
            created_at: Set(now),
            ..Default::default()
        }
        .insert(db)
        .await
        .unwrap();
        let token = format!("test-session-of-{handle}");
        session::ActiveModel {
            token_hash: Set(hub_domain::random::token_hash(&token)),
            person_id: Set(person.id),
            csrf: Set(format!("csrf-of-{handle}")),
            user_agent: Set("test".to_owned()),
            address: Set("127.0.0.1".to_owned()),
            created_at: Set(now),
            last_seen_at: Set(now),
            // Beyond what tests move the clock by.
            expires_at: Set(now + chrono::TimeDelta::days(3650)),
            ..Default::default()
        }
        .insert(db)
        .await
        .unwrap();
        Browser::new(&self.url, Some((person, token)))
    }

    /// A council.
    pub async fn council(&self, name: &str, gss_code: &str) -> organisation::Model {
        self.organisation_row(OrganisationKind::Council, name, Some(gss_code))
            .await
    }

    /// Another organisation.
    pub async fn organisation(&self, kind: OrganisationKind, name: &str) -> organisation::Model {
        self.organisation_row(kind, name, None).await
    }

    async fn organisation_row(
        &self,
        kind: OrganisationKind,
        name: &str,
        gss_code: Option<&str>,
    ) -> organisation::Model {
        organisation::ActiveModel {
            kind: Set(kind),
            slug: Set(hub_domain::values::slug(name)),
            name: Set(name.to_owned()),
            short_name: Set(name.to_owned()),
            gss_code: Set(gss_code.map(ToOwned::to_owned)),
            council_type: Set(None),
            nation: Set("England".to_owned()),
            region: Set(String::new()),
            latitude: Set(None),
            longitude: Set(None),
            about: Set(String::new()),
            website: Set(String::new()),
            email_domains: Set(serde_json::json!([])),
            identifiers: Set(serde_json::json!([])),
            current: Set(true),
            version: Set(1),
            created_at: Set(self.clock().now()),
            ..Default::default()
        }
        .insert(self.hub.database().writer())
        .await
        .unwrap()
    }

    /// Makes somebody an active member of an organisation.
    pub async fn join(&self, who: &Browser, organisation_id: i64, role: OrganisationRole) {
        organisation_member::ActiveModel {
            organisation_id: Set(organisation_id),
            person_id: Set(who.person().id),
            role: Set(role),
            state: Set(MembershipState::Active),
            verified_by: Set(Verification::Approval),
            created_at: Set(self.clock().now()),
            decided_at: Set(None),
            decided_by: Set(None),
            ..Default::default()
        }
        .insert(self.hub.database().writer())
        .await
        .unwrap();
    }

    /// Runs a use case as the hub itself.
    pub async fn write<T: Send, F>(&self, work: F) -> hub_domain::Result<T>
    where
        F: for<'c> FnMut(&'c hub_domain::Context) -> Work<'c, T> + Send,
    {
        self.hub.write(&Caller::system(), work).await
    }

    /// Does all work that is due.
    pub async fn work(&self) {
        self.worker.run_until_idle().await.unwrap();
    }

    /// Does all work that is due, and takes the mails that were sent since the last call.
    pub async fn mails(&self) -> Vec<OutgoingMail> {
        self.work().await;
        self.outbox.take()
    }

    /// The mails of [`Self::mails`] to one address.
    pub async fn mails_to(&self, address: &str) -> Vec<OutgoingMail> {
        self.mails()
            .await
            .into_iter()
            .filter(|mail| mail.to == address)
            .collect()
    }

    /// What the mail server answers next.
    pub fn outbox(&self) -> &MemoryOutbox {
        &self.outbox
    }

    /// A number that this test has not had.
    pub fn unique(&self) -> i64 {
        self.next.fetch_add(1, Ordering::Relaxed)
    }
}

impl Drop for TestHub {
    fn drop(&mut self) {
        self.stop.send_replace(true);
        // Joining would wait for connections that browsers keep open; the process outlives them.
        drop(self.thread.take());
    }
}
