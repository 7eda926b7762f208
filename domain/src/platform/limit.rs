//! Rate limits: the generic cell rate algorithm (ITU-T I.371), one row a limit, so that all
//! servers count together.

use std::time::Duration;

use sea_orm::{ConnectionTrait, DbBackend, Statement};

use crate::error::{Error, Result};
use crate::hub::Hub;

/// How often something may be done.
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    /// Its name, the first part of the row's key.
    pub name: &'static str,
    /// Time that one attempt uses up.
    pub interval: Duration,
    /// Attempts that may come at once.
    pub burst: u32,
}

/// Sign-in, for one address and account together: 3 a minute after a burst of 3.
pub const SIGN_IN: Limit = Limit::new("sign-in", Duration::from_secs(20), 3);
/// Sign-in from one address, whatever the account: 60 a minute after a burst that lets an
/// office of 200 in at nine o'clock.
pub const SIGN_IN_ADDRESS: Limit = Limit::new("sign-in-address", Duration::from_secs(1), 200);
/// Sign-in to one account, from wherever: loose, so that nobody can lock another out.
pub const SIGN_IN_ACCOUNT: Limit = Limit::new("sign-in-account", Duration::from_secs(6), 60);
/// Proving one's password while signed in: 3 a minute after a burst of 5.
pub const PROVE: Limit = Limit::new("prove", Duration::from_secs(20), 5);
/// Registrations from one address: 30 an hour.
pub const REGISTER: Limit = Limit::new("register", Duration::from_mins(2), 30);
/// Resets of one account: 1 an hour.
pub const RESET: Limit = Limit::new("reset", Duration::from_hours(1), 1);
/// Resets asked for from one address.
pub const RESET_ADDRESS: Limit = Limit::new("reset-address", Duration::from_mins(1), 30);
/// Posts and topics of one person: 10 a minute after a burst of 20.
pub const POST: Limit = Limit::new("post", Duration::from_secs(6), 20);
/// Files that one person uploads: 2 a minute after a burst of 20.
pub const UPLOAD: Limit = Limit::new("upload", Duration::from_secs(30), 20);
/// Invitations of one person: 1 a minute after a burst of 30.
pub const INVITE: Limit = Limit::new("invite", Duration::from_mins(1), 30);
/// Introductions that one person asks for: 20 an hour after a burst of 10.
pub const INTRODUCE: Limit = Limit::new("introduce", Duration::from_mins(3), 10);

impl Limit {
    const fn new(name: &'static str, interval: Duration, burst: u32) -> Self {
        Self {
            name,
            interval,
            burst,
        }
    }

    /// Takes one attempt. It is recorded in a transaction of its own, so that an attempt that
    /// fails is counted all the same.
    ///
    /// # Errors
    /// `RateLimited` when there is none left.
    pub async fn take(&self, hub: &Hub, who: &str) -> Result<()> {
        let now = hub.clock().now().timestamp_millis();
        let interval = i64::try_from(self.interval.as_millis()).unwrap_or(i64::MAX);
        let tolerance = interval.saturating_mul(i64::from(self.burst.saturating_sub(1)));
        let bucket = format!("{}:{who}", self.name);
        let backend = hub.database().backend();
        let sql = match backend {
            DbBackend::Postgres => {
                "INSERT INTO rate_limit (bucket, arrival) VALUES ($1, $2::bigint + $3::bigint) \
                 ON CONFLICT (bucket) DO UPDATE \
                 SET arrival = GREATEST(rate_limit.arrival, $2::bigint) + $3::bigint \
                 WHERE rate_limit.arrival <= $2::bigint + $4::bigint RETURNING arrival"
            }
            _ => {
                "INSERT INTO rate_limit (bucket, arrival) VALUES ($1, $2 + $3) \
                 ON CONFLICT (bucket) DO UPDATE \
                 SET arrival = MAX(rate_limit.arrival, $2) + $3 \
                 WHERE rate_limit.arrival <= $2 + $4 RETURNING arrival"
            }
        };
        let statement = Statement::from_sql_and_values(
            backend,
            sql,
            [
                bucket.clone().into(),
                now.into(),
                interval.into(),
                tolerance.into(),
            ],
        );
        if hub
            .database()
            .writer()
            .query_one_raw(statement)
            .await?
            .is_some()
        {
            return Ok(());
        }
        let statement = Statement::from_sql_and_values(
            backend,
            "SELECT arrival FROM rate_limit WHERE bucket = $1",
            [bucket.into()],
        );
        let arrival: i64 = match hub.database().writer().query_one_raw(statement).await? {
            Some(row) => row.try_get_by_index(0)?,
            None => now,
        };
        let wait = (arrival - tolerance - now).max(1);
        Err(Error::RateLimited {
            retry_after: Duration::from_millis(u64::try_from(wait).unwrap_or(1)),
        })
    }
}
