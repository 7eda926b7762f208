//! The hub itself: what every use case and every read reaches for.

use std::pin::Pin;
use std::sync::Arc;

use tokio::sync::{Notify, Semaphore};

use crate::clock::Clock;
use crate::context::{Caller, Context, Reader};
use crate::database::Database;
use crate::error::{Error, Result};
use crate::platform::audit;
use crate::random::Random;

/// A boxed future, as [`Hub::write`] takes.
pub type Work<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

/// What the operator decided that rules need to know.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Address that people reach the hub at, without a slash at its end.
    pub public_url: String,
    /// What the site is called.
    pub site_name: String,
    /// Whether this is the demonstration.
    pub demo: bool,
}

/// A cheap handle on everything that is shared.
#[derive(Debug, Clone)]
pub struct Hub(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    database: Database,
    clock: Clock,
    random: Random,
    settings: Settings,
    hashing: Semaphore,
    work_waits: Notify,
}

impl Hub {
    /// Puts the hub together.
    pub fn new(database: Database, clock: Clock, random: Random, settings: Settings) -> Self {
        // Each password hash takes 19 MiB and a core for its time; more at once help nobody.
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self(Arc::new(Inner {
            database,
            clock,
            random,
            settings,
            hashing: Semaphore::new(cores),
            work_waits: Notify::new(),
        }))
    }

    /// The database.
    pub fn database(&self) -> &Database {
        &self.0.database
    }

    /// The clock.
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// The source of keys and tokens.
    pub fn random(&self) -> &Random {
        &self.0.random
    }

    /// The operator's settings.
    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }

    /// Bounds how many passwords are hashed at once.
    pub(crate) fn hashing(&self) -> &Semaphore {
        &self.0.hashing
    }

    /// Wakes when a transaction that left work behind was committed.
    pub async fn work_waits(&self) {
        self.0.work_waits.notified().await;
    }

    /// What reads are made with.
    pub fn reader(&self, caller: &Caller) -> Reader {
        Reader::new(self.clone(), caller.clone())
    }

    /// Runs one use case in one transaction: the only place where one begins. The transaction
    /// itself begins at the use case's first statement, so that parsing and hashing before it
    /// hold no lock. What the database gave up is tried three times.
    ///
    /// # Errors
    /// Those of the use case; nothing is changed then.
    pub async fn write<T, F>(&self, caller: &Caller, mut work: F) -> Result<T>
    where
        F: for<'c> FnMut(&'c Context) -> Work<'c, T> + Send,
        T: Send,
    {
        let mut tries = 0;
        loop {
            tries += 1;
            let context = Context::new(self.clone(), caller.clone());
            let outcome = match done(&context, work(&context).await).await {
                Ok(value) => match context.commit().await {
                    Ok(left_work) => {
                        if left_work {
                            self.0.work_waits.notify_one();
                        }
                        Ok(value)
                    }
                    Err(error) => Err(error),
                },
                Err(error) => {
                    context.roll_back().await;
                    Err(error)
                }
            };
            match outcome {
                Err(Error::Transient(reason)) if tries < 3 => {
                    tracing::debug!(reason, tries, "transaction tried again");
                }
                outcome => return outcome,
            }
        }
    }
}

/// Writes what the use case noted for the audit, last of all, so that its locks are held shortly.
async fn done<T>(context: &Context, outcome: Result<T>) -> Result<T> {
    let value = outcome?;
    audit::write(context).await?;
    Ok(value)
}
