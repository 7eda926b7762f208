//! Copies of a whole hub, for tests that do many things to one state of affairs.

use hub_domain::Hub;
use hub_domain::clock::Clock;
use hub_domain::database::{Database, Pool};
use hub_domain::hub::Settings;
use hub_domain::random::Random;
use sea_orm_migration::sea_orm::ConnectionTrait;
use tempfile::TempDir;

use super::TestHub;
use super::database;

/// The state of a hub at one moment, of which any number of copies can be made.
pub struct Snapshot {
    folder: TempDir,
    /// The database of PostgreSQL; none on SQLite, where a file holds the state.
    database: Option<String>,
    settings: Settings,
    next: std::sync::atomic::AtomicU32,
}

/// A copy, with the address of its database.
pub struct HubCopy {
    /// The hub on it, without a server.
    pub hub: Hub,
    place: String,
}

impl Snapshot {
    /// Ends a hub and keeps its state.
    pub async fn of(hub: TestHub) -> Self {
        let folder = TempDir::with_prefix("hub-snapshot-").unwrap();
        let db = hub.hub.database().clone();
        let settings = hub.hub.settings().clone();
        let database = if database::is_postgres() {
            let row = sea_orm_migration::sea_orm::Statement::from_string(
                db.backend(),
                "SELECT current_database()::text AS name",
            );
            let row = db.writer().query_one_raw(row).await.unwrap().unwrap();
            Some(row.try_get::<String>("", "name").unwrap())
        } else {
            let file = folder.path().join("template.db");
            let sql = format!("VACUUM INTO '{}'", file.display());
            db.writer().execute_unprepared(&sql).await.unwrap();
            None
        };
        // A database in use is no template.
        db.close().await;
        drop(hub);
        Self {
            folder,
            database,
            settings,
            next: std::sync::atomic::AtomicU32::new(0),
        }
    }

    /// A new copy.
    pub async fn copy(&self) -> HubCopy {
        let (url, place) = if let Some(template) = &self.database {
            database::copy_of(template).await
        } else {
            let number = self.next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            let file = self.folder.path().join(format!("copy-{number}.db"));
            std::fs::copy(self.folder.path().join("template.db"), &file).unwrap();
            let place = file.display().to_string();
            (format!("sqlite://{place}"), place)
        };
        let pool = Pool {
            connections: 2,
            ..Pool::default()
        };
        let database = Database::open(&url, pool).await.unwrap();
        let random = Random::system().unwrap();
        let hub = Hub::new(database, Clock::system(), random, self.settings.clone());
        HubCopy { hub, place }
    }
}

impl HubCopy {
    /// Throws it away.
    pub async fn discard(self) {
        self.hub.database().clone().close().await;
        if database::is_postgres() {
            database::remove(&self.place).await;
        } else {
            for end in ["", "-wal", "-shm"] {
                drop(std::fs::remove_file(format!("{}{end}", self.place)));
            }
        }
    }
}
