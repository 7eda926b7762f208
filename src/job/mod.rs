//! The worker: fans events out, does jobs, sends mail. Any number of workers may run; what one
//! has claimed, no other touches, and what one drops when it dies is claimed again.

mod mailer;

use std::time::{Duration, Instant};

use hub_domain::Hub;
use hub_domain::platform::{clean, delivery, fan_out, queue, work};
use hub_domain::project::{milestone, still_live};
use lettre::message::Mailbox;
use tokio::sync::watch;

use crate::mail::{Transport, Writer};

/// How long a worker sleeps when nothing waits and nobody wakes it.
const IDLE: Duration = Duration::from_secs(5);
/// How often it removes what is out of date, and asks which projects are still live.
const CLEANING: Duration = Duration::from_hours(1);
/// How many mails it claims at once.
const MAILS: u64 = 20;

/// One worker.
#[derive(Debug)]
pub struct Worker {
    hub: Hub,
    writer: Writer,
    transport: Transport,
    from: Mailbox,
}

impl Worker {
    /// A worker that sends with this transport.
    pub fn new(hub: Hub, writer: Writer, transport: Transport, from: Mailbox) -> Self {
        Self {
            hub,
            writer,
            transport,
            from,
        }
    }

    /// Works until `stop` turns true; what is under way is finished.
    pub async fn run(&self, mut stop: watch::Receiver<bool>) {
        let mut cleaned: Option<Instant> = None;
        while !*stop.borrow() {
            if cleaned.is_none_or(|at| at.elapsed() > CLEANING) {
                cleaned = Some(Instant::now());
                if let Err(error) = clean::clean(&self.hub).await {
                    tracing::warn!(%error, "what is out of date stays for now");
                }
                if let Err(error) = milestone::note_clock(&self.hub).await {
                    tracing::warn!(%error, "milestones are told of later");
                }
                if let Err(error) = still_live::ask(&self.hub).await {
                    tracing::warn!(%error, "live projects are asked about later");
                }
            }
            match self.step().await {
                Ok(true) => {}
                Ok(false) => {
                    tokio::select! {
                        () = self.hub.work_waits() => {}
                        () = tokio::time::sleep(IDLE) => {}
                        _ = stop.changed() => {}
                    }
                }
                Err(error) => {
                    tracing::error!(%error, "the worker pauses");
                    tokio::select! {
                        () = tokio::time::sleep(IDLE) => {}
                        _ = stop.changed() => {}
                    }
                }
            }
        }
    }

    /// Does everything that is due, and returns.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn run_until_idle(&self) -> hub_domain::Result<()> {
        while self.step().await? {}
        Ok(())
    }

    /// Does a little of each kind. `false` when nothing is due.
    async fn step(&self) -> hub_domain::Result<bool> {
        let fanned = fan_out::next(&self.hub).await?;
        let worked = self.work().await?;
        let mails = delivery::claim(&self.hub, MAILS).await?;
        for mail in &mails {
            self.send(mail).await?;
        }
        Ok(fanned || worked || !mails.is_empty())
    }

    async fn work(&self) -> hub_domain::Result<bool> {
        let Some(job) = queue::claim(&self.hub).await? else {
            return Ok(false);
        };
        let outcome = work::perform(&self.hub, &job).await;
        queue::settle(&self.hub, &job, outcome).await?;
        Ok(true)
    }
}
