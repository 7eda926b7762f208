//! Connections: one writer and several readers on SQLite, one pool on PostgreSQL.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait, DatabaseConnection, DatabaseTransaction,
    DbBackend, IsolationLevel, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};

use crate::error::{Error, Result};

/// How many connections a server holds.
#[derive(Debug, Clone, Copy)]
pub struct Pool {
    /// Connections to PostgreSQL, or readers of SQLite.
    pub connections: u32,
    /// Whether PostgreSQL plans each prepared statement once (`plan_cache_mode`), which saves
    /// more than the better plan would.
    pub generic_plans: bool,
}

impl Default for Pool {
    fn default() -> Self {
        Self {
            connections: 8,
            generic_plans: false,
        }
    }
}

/// The database, as use cases see it.
#[derive(Clone, Debug)]
pub struct Database {
    reader: DatabaseConnection,
    writer: DatabaseConnection,
    statements: Arc<AtomicU64>,
}

impl Database {
    /// Opens `sqlite://PATH` (made if it is absent) or `postgres://…`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn open(url: &str, pool: Pool) -> Result<Self> {
        let statements = Arc::new(AtomicU64::new(0));
        if url.starts_with("sqlite:") {
            let writer = connect(sqlite(url, 1, true), &statements).await?;
            let reader = connect(sqlite(url, pool.connections, false), &statements).await?;
            return Ok(Self {
                reader,
                writer,
                statements,
            });
        }
        let mut options = ConnectOptions::new(url.to_owned());
        options
            .max_connections(pool.connections)
            .acquire_timeout(Duration::from_secs(10))
            // A dead connection shows itself at the first statement; asking first costs a round
            // trip for each acquisition.
            .test_before_acquire(false)
            .sqlx_logging(false);
        if pool.generic_plans {
            options
                .map_sqlx_postgres_opts(|o| o.options([("plan_cache_mode", "force_generic_plan")]));
        }
        let connection = connect(options, &statements).await?;
        Ok(Self {
            reader: connection.clone(),
            writer: connection,
            statements,
        })
    }

    /// The connection for reads.
    pub fn reader(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// The connection for what cannot run in a transaction: migrations and backups.
    pub fn writer(&self) -> &DatabaseConnection {
        &self.writer
    }

    /// Begins a transaction that will write.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn begin(&self) -> Result<DatabaseTransaction> {
        let options = TransactionOptions {
            sqlite_transaction_mode: match self.backend() {
                DbBackend::Sqlite => Some(SqliteTransactionMode::Immediate),
                _ => None,
            },
            ..TransactionOptions::default()
        };
        Ok(self.writer.begin_with_options(options).await?)
    }

    /// Begins a transaction that only reads, and sees everything as it is now.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn snapshot(&self) -> Result<DatabaseTransaction> {
        let options = match self.backend() {
            // A transaction of SQLite is one anyhow.
            DbBackend::Sqlite => TransactionOptions::default(),
            _ => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..TransactionOptions::default()
            },
        };
        Ok(self.reader.begin_with_options(options).await?)
    }

    /// Which database it is.
    pub fn backend(&self) -> DbBackend {
        self.reader.get_database_backend()
    }

    /// How many statements were run since it was opened, for tests and measurements.
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// On PostgreSQL, a transaction that holds the lock of migrations until it ends, so that of
    /// several servers that start together one migrates and the others wait.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn migration_lock(&self) -> Result<Option<DatabaseTransaction>> {
        if self.backend() != DbBackend::Postgres {
            return Ok(None);
        }
        let transaction = self.writer.begin().await?;
        transaction
            .execute_unprepared("SELECT pg_advisory_xact_lock(4918467091227)")
            .await?;
        Ok(Some(transaction))
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn answers(&self) -> Result<()> {
        Ok(self.reader.ping().await?)
    }

    /// Closes all connections.
    pub async fn close(self) {
        for connection in [self.reader, self.writer] {
            if let Err(error) = connection.close().await {
                tracing::warn!(%error, "closing the database");
            }
        }
    }
}

fn sqlite(url: &str, connections: u32, writer: bool) -> ConnectOptions {
    let mut options = ConnectOptions::new(url.to_owned());
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(Duration::from_secs(30))
        .test_before_acquire(false)
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(move |o| {
            o.create_if_missing(writer)
                .pragma("journal_mode", "WAL")
                .pragma("synchronous", "FULL")
                .pragma("foreign_keys", "ON")
                .pragma("busy_timeout", "10000")
                .pragma("cache_size", "-16000")
                .pragma("temp_store", "MEMORY")
        });
    options
}

async fn connect(
    options: ConnectOptions,
    statements: &Arc<AtomicU64>,
) -> Result<DatabaseConnection> {
    let mut connection = sea_orm::Database::connect(options)
        .await
        .map_err(|error| Error::Internal(format!("the database cannot be opened: {error}")))?;
    let statements = Arc::clone(statements);
    connection.set_metric_callback(move |_| {
        statements.fetch_add(1, Ordering::Relaxed);
    });
    Ok(connection)
}
