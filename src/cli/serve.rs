//! `hub serve` and `hub worker`.

use std::net::TcpListener;
use std::sync::Arc;

use clap::Args;
use hub_domain::account::people;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use crate::config::Config;
use crate::mail::Transport;
use crate::server::{self, Server, StartError};

/// How to serve.
#[derive(Debug, Args, Default)]
pub struct Serve {
    /// Open the demonstration: a believable world of its own, in which anybody can be anybody.
    #[arg(long)]
    pub demo: bool,
}

impl Serve {
    /// Serves until the process is told to stop.
    pub async fn run(self, config: Config) -> Result<(), StartError> {
        let mut config = if self.demo { config.for_demo() } else { config };
        let listener = TcpListener::bind(config.listen).map_err(|error| {
            format!(
                "{} cannot be listened on: {error}. Stop what listens there, or choose another \
                 address with --listen.",
                config.listen
            )
        })?;
        config.bound_to(listener.local_addr()?)?;
        let hub = server::open_hub(&config, self.demo).await?;
        let transport = if self.demo {
            // Nobody there is real, and no mail may find out that an address is.
            Transport::Keep
        } else {
            Transport::from_config(&config)?
        };
        let worker = server::worker(&hub, &config, transport)?;
        if self.demo {
            hub_domain::demo::world::open(&hub).await?;
        }
        let runs_worker = config.worker;
        let origin = config.origin();
        let server = Arc::new(Server::new(hub.clone(), config).await?);
        let (stop, stopped) = watch::channel(false);
        tokio::spawn(stop_on_signal(stop));
        if people::none_yet(&hub).await? {
            println!(
                "Nobody has an account yet. Make the first administrator in another terminal:\n  \
                 hub user create --admin --email you@example.gov.uk --name \"Your Name\" --handle \
                 you"
            );
        }
        if self.demo {
            println!(
                "The demonstration of Knowledge Hub is at {origin} – open that address in a \
                 browser and begin with the first of six steps; nobody in it is real, and no mail \
                 leaves this server. Ctrl+C stops it."
            );
        } else {
            println!(
                "Knowledge Hub is at {origin} – open that address in a browser; Ctrl+C stops it."
            );
        }
        let work = async {
            if runs_worker {
                worker.run(stopped.clone()).await;
            }
        };
        let (served, ()) = tokio::join!(server.run(listener, stopped.clone()), work);
        served?;
        hub.database().clone().close().await;
        Ok(())
    }
}

/// Works until the process is told to stop.
pub async fn work(config: Config) -> Result<(), StartError> {
    let hub = server::open_hub(&config, false).await?;
    let worker = server::worker(&hub, &config, Transport::from_config(&config)?)?;
    let (stop, stopped) = watch::channel(false);
    tokio::spawn(stop_on_signal(stop));
    worker.run(stopped).await;
    hub.database().clone().close().await;
    Ok(())
}

async fn stop_on_signal(stop: watch::Sender<bool>) {
    let signals = (
        signal(SignalKind::terminate()),
        signal(SignalKind::interrupt()),
    );
    let (Ok(mut terminate), Ok(mut interrupt)) = signals else {
        tracing::error!("signals cannot be heard; the process must be killed");
        return;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    tracing::info!("stopping");
    stop.send_replace(true);
}
