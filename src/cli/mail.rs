//! `hub mail test ADDRESS`.

use clap::Subcommand;
use hub_domain::Caller;
use hub_domain::platform::letter::Letter;
use hub_domain::platform::outbox::{self, Recipient};
use hub_domain::values::EmailAddress;

use crate::config::Config;
use crate::mail::Transport;
use crate::server::{self, StartError};

/// What to do with the mail.
#[derive(Debug, Subcommand)]
pub enum MailCommand {
    /// Send a test mail, as every other mail is sent: through the outbox.
    Test {
        /// To whom.
        address: String,
    },
}

impl MailCommand {
    /// Does it.
    pub async fn run(self, config: Config) -> Result<(), StartError> {
        let Self::Test { address } = self;
        let address = EmailAddress::parse("address", &address)
            .map_err(|_| format!("“{address}” is not an email address"))?;
        let hub = server::open_hub(&config, false).await?;
        let transport = Transport::from_config(&config)?;
        let kept = matches!(transport, Transport::Keep);
        let worker = server::worker(&hub, &config, transport)?;
        let recipient = Recipient::address(address.as_str());
        hub.write(&Caller::system(), |ctx| {
            let occasion = format!("test:{}", ctx.now().timestamp_millis());
            let recipient = recipient.clone();
            Box::pin(
                async move { outbox::send(ctx, &recipient, &occasion, &Letter::Test {}).await },
            )
        })
        .await?;
        worker.run_until_idle().await?;
        if kept {
            println!("No mail server is configured (HUB_SMTP_URL), so the mail is at /admin/mail.");
        } else {
            println!("The mail was handed over; see /admin/mail for what became of it.");
        }
        hub.database().clone().close().await;
        Ok(())
    }
}
