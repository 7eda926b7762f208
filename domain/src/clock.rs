//! Time, as the hub sees it: the system's, moved forward in the demo and in tests.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, DurationRound, TimeDelta, Utc};

/// The hub's clock. All rules ask it; `clippy.toml` forbids the others.
#[derive(Debug, Default)]
pub struct Clock {
    /// How far this clock runs ahead of the system's, in milliseconds.
    ahead: AtomicI64,
}

impl Clock {
    /// A clock that agrees with the system's.
    pub fn system() -> Self {
        Self::default()
    }

    /// The present instant, to the microsecond, because that is what PostgreSQL keeps.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the clock that the others ask"
    )]
    pub fn now(&self) -> DateTime<Utc> {
        let now = Utc::now();
        let now = now
            .duration_trunc(TimeDelta::microseconds(1))
            .unwrap_or(now);
        now + TimeDelta::milliseconds(self.ahead.load(Ordering::Relaxed))
    }

    /// Sets how far this clock runs ahead.
    pub fn set_ahead(&self, ahead: TimeDelta) {
        self.ahead
            .store(ahead.num_milliseconds(), Ordering::Relaxed);
    }

    /// How far this clock runs ahead.
    pub fn ahead(&self) -> TimeDelta {
        TimeDelta::milliseconds(self.ahead.load(Ordering::Relaxed))
    }

    /// Moves this clock on.
    pub fn advance(&self, by: TimeDelta) {
        self.ahead
            .fetch_add(by.num_milliseconds(), Ordering::Relaxed);
    }
}
