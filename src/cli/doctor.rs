//! `hub doctor`: what is wrong with the configuration and the database.

use hub_domain::platform::check;

use crate::config::Config;
use crate::mail::{Renderer, Transport};
use crate::server::{self, StartError};

/// Looks, and says what it found. Fails when something is wrong.
pub async fn doctor(config: Config) -> Result<(), StartError> {
    let mut wrong = 0_u32;
    let mut say = |what: &str, outcome: Result<String, String>| match outcome {
        Ok(found) => println!("ok     {what}: {found}"),
        Err(problem) => {
            wrong += 1;
            println!("WRONG  {what}: {problem}");
        }
    };
    say("address", Ok(config.origin()));
    say(
        "mail",
        match Transport::from_config(&config) {
            Ok(Transport::Keep) => {
                Ok("no server; mail is kept and shown at /admin/mail".to_owned())
            }
            Ok(_) => Ok(format!("sent as {}", config.mail_from)),
            Err(error) => Err(error.to_string()),
        },
    );
    say(
        "templates of mails",
        Renderer::new()
            .map(|_| "good".into())
            .map_err(|e| e.to_string()),
    );
    match server::connect(&config).await {
        Ok(database) => {
            say("database", Ok(format!("{:?} answers", database.backend())));
            for (what, outcome) in check::database(&database).await {
                say(what, outcome);
            }
            database.close().await;
        }
        Err(error) => say("database", Err(error.to_string())),
    }
    if wrong == 0 {
        Ok(())
    } else {
        Err(format!("{wrong} things are wrong").into())
    }
}
