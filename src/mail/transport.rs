//! The ways on which mail leaves, and what each try means for the outbox.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use lettre::transport::smtp::Error as SmtpError;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use super::message::{OutgoingMail, one_line};
use crate::config::Config;

/// What a try to send came to. Reasons are for administrators: they may name the recipient, so
/// they belong in the outbox row and not in a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    /// The next server took the mail.
    Ok,
    /// There is nowhere to send to; the outbox row is the mail, and `/admin/mail` shows it.
    Kept,
    /// It failed for now: try again later.
    Retry(String),
    /// It was refused for good: do not try again.
    Refuse(String),
}

/// Why the transport cannot be set up.
#[derive(Debug, thiserror::Error)]
pub enum TransportError {
    /// `HUB_SMTP_URL` names no server that can be used. The URL itself may hold a password.
    #[error("HUB_SMTP_URL cannot be used: {0}")]
    Smtp(#[from] SmtpError),
}

/// Where mail goes.
#[derive(Clone, Debug)]
pub enum Transport {
    /// To an SMTP server, over pooled connections.
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    /// Into a folder in the manner of maildir: written in `tmp`, then moved to `new`.
    File(PathBuf),
    /// Into memory, for tests.
    Memory(MemoryOutbox),
    /// Nowhere: the outbox keeps it.
    Keep,
}

impl Transport {
    /// The transport that the configuration asks for: a folder if it names one, else SMTP, else
    /// mail is kept.
    pub fn from_config(config: &Config) -> Result<Self, TransportError> {
        if let Some(folder) = &config.mail_dir {
            return Ok(Self::File(folder.clone()));
        }
        let Some(url) = &config.smtp_url else {
            return Ok(Self::Keep);
        };
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.expose())?
            // Draining at shutdown takes 30 seconds at most, and one try has to fit into it.
            .timeout(Some(Duration::from_secs(20)))
            .build();
        Ok(Self::Smtp(transport))
    }

    /// Tries once to send the mail.
    pub async fn send(&self, mail: &OutgoingMail) -> Sent {
        // Even a mail that is kept has to be one that could be sent.
        let message = match mail.to_message() {
            Ok(message) => message,
            Err(error) => return Sent::Refuse(reason(&error.to_string())),
        };
        match self {
            Self::Smtp(transport) => match transport.send(message).await {
                Ok(_) => Sent::Ok,
                Err(error) => classify(&error),
            },
            Self::File(folder) => match write(folder, &mail.message_id, &message).await {
                Ok(()) => Sent::Ok,
                Err(error) => Sent::Retry(reason(&error.to_string())),
            },
            Self::Memory(outbox) => outbox.accept(mail),
            Self::Keep => Sent::Kept,
        }
    }
}

/// A refusal by the server (5xx) is for good, except where it refuses *us* rather than the mail:
/// then the operator repairs the account, and the mail goes out. All else is for now.
fn classify(error: &SmtpError) -> Sent {
    let code = error.status().map(u16::from);
    classify_code(error.is_permanent(), code, &chain(error))
}

fn classify_code(permanent: bool, code: Option<u16>, text: &str) -> Sent {
    let about_our_account = matches!(code, Some(530 | 534 | 535 | 538));
    if permanent && !about_our_account {
        Sent::Refuse(reason(text))
    } else {
        Sent::Retry(reason(text))
    }
}

/// An error with its causes: lettre's own text says "Connection error" and no more.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let inner = error.to_string();
        if !text.contains(&inner) {
            text = format!("{text}: {inner}");
        }
        cause = error.source();
    }
    text
}

/// What a server answered, in one line and bounded, since it is stored.
fn reason(text: &str) -> String {
    one_line(text).chars().take(400).collect()
}

async fn write(folder: &Path, message_id: &str, message: &Message) -> std::io::Result<()> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '@');
    // Named by its Message-ID, so that a mail that is sent twice is one file.
    let stem: String = message_id
        .trim_matches(['<', '>'])
        .chars()
        .take(200)
        .map(|c| if plain(c) { c } else { '_' })
        .collect();
    let name = format!("{stem}.eml");
    let (unfinished, finished) = (folder.join("tmp"), folder.join("new"));
    tokio::fs::create_dir_all(&unfinished).await?;
    tokio::fs::create_dir_all(&finished).await?;
    let path = unfinished.join(&name);
    tokio::fs::write(&path, message.formatted()).await?;
    tokio::fs::rename(path, finished.join(name)).await
}

/// Mail that tests can look at; its clones share it.
#[derive(Clone, Debug, Default)]
pub struct MemoryOutbox(Arc<Mutex<Memory>>);

#[derive(Debug, Default)]
struct Memory {
    mails: Vec<OutgoingMail>,
    answers: VecDeque<Sent>,
}

impl MemoryOutbox {
    /// The mails that were sent, the first first.
    pub fn sent(&self) -> Vec<OutgoingMail> {
        self.lock().mails.clone()
    }

    /// The mails that were sent since this was last called.
    pub fn take(&self) -> Vec<OutgoingMail> {
        std::mem::take(&mut self.lock().mails)
    }

    /// Lets the next tries end in these ways before mail is accepted again.
    pub fn answer_next(&self, answers: impl IntoIterator<Item = Sent>) {
        self.lock().answers.extend(answers);
    }

    fn accept(&self, mail: &OutgoingMail) -> Sent {
        let mut memory = self.lock();
        let answer = memory.answers.pop_front().unwrap_or(Sent::Ok);
        if answer == Sent::Ok {
            memory.mails.push(mail.clone());
        }
        answer
    }

    fn lock(&self) -> MutexGuard<'_, Memory> {
        // A test that panicked while it held the lock has failed by itself.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
    use tokio::net::TcpListener;

    use super::super::message::tests::mail;
    use super::*;
    use crate::config::Flags;

    /// A server that takes one connection and answers RCPT with `answer`.
    async fn smtp_server(answer: &'static str) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        tokio::spawn(async move {
            let (stream, _) = listener.accept().await.unwrap();
            let (read, mut write) = stream.into_split();
            let mut lines = BufReader::new(read).lines();
            write.write_all(b"220 ready\r\n").await.unwrap();
            let mut in_body = false;
            while let Ok(Some(line)) = lines.next_line().await {
                let reply = match line.split([' ', ':']).next().unwrap_or_default() {
                    "." => {
                        in_body = false;
                        "250 taken"
                    }
                    _ if in_body => continue,
                    "EHLO" => "250 here",
                    "RCPT" => answer,
                    "DATA" if answer.starts_with('2') => {
                        in_body = true;
                        "354 go"
                    }
                    _ => "250 fine",
                };
                if write
                    .write_all(format!("{reply}\r\n").as_bytes())
                    .await
                    .is_err()
                {
                    break;
                }
            }
        });
        url
    }

    fn transport(url: &str) -> Transport {
        let environment = [("HUB_SMTP_URL", url), ("HUB_MAIL_FROM", "hub@example.org")]
            .map(|(key, value)| (key.to_owned(), value.to_owned()));
        let folder = tempfile::tempdir().unwrap();
        let config =
            Config::from_sources(&Flags::default(), &environment.into(), folder.path()).unwrap();
        Transport::from_config(&config).unwrap()
    }

    #[tokio::test]
    async fn server_that_takes_it_refuses_it_or_is_busy() {
        let taken = transport(&smtp_server("250 fine").await)
            .send(&mail())
            .await;
        assert_eq!(taken, Sent::Ok);
        let refused = transport(&smtp_server("550 no such user").await)
            .send(&mail())
            .await;
        assert!(
            matches!(&refused, Sent::Refuse(why) if why.contains("no such user")),
            "{refused:?}"
        );
        let busy = transport(&smtp_server("450 mailbox busy").await)
            .send(&mail())
            .await;
        assert!(
            matches!(&busy, Sent::Retry(why) if why.contains("busy")),
            "{busy:?}"
        );
    }

    #[tokio::test]
    async fn server_that_is_away_means_try_again() {
        let sent = transport("smtp://127.0.0.1:1").send(&mail()).await;
        assert!(matches!(sent, Sent::Retry(_)), "{sent:?}");
    }

    #[test]
    fn refusal_of_our_account_is_not_the_mails_fault() {
        assert!(matches!(
            classify_code(true, Some(535), "x"),
            Sent::Retry(_)
        ));
        assert!(matches!(
            classify_code(true, Some(550), "x"),
            Sent::Refuse(_)
        ));
        assert!(matches!(
            classify_code(false, Some(421), "x"),
            Sent::Retry(_)
        ));
        assert!(matches!(classify_code(false, None, "x"), Sent::Retry(_)));
    }

    #[tokio::test]
    async fn folder_holds_a_mail_once_however_often_it_is_sent() {
        let folder = tempfile::tempdir().unwrap();
        let transport = Transport::File(folder.path().to_owned());
        let mail = OutgoingMail {
            message_id: "../a/b@x.org".to_owned(),
            ..mail()
        };
        assert_eq!(transport.send(&mail).await, Sent::Ok);
        assert_eq!(transport.send(&mail).await, Sent::Ok);
        let names: Vec<_> = std::fs::read_dir(folder.path().join("new"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        assert_eq!(names, [".._a_b@x.org.eml"]);
    }

    #[tokio::test]
    async fn memory_fails_on_demand_and_keep_keeps() {
        let outbox = MemoryOutbox::default();
        let transport = Transport::Memory(outbox.clone());
        outbox.answer_next([Sent::Retry("busy".to_owned())]);
        assert_eq!(
            transport.send(&mail()).await,
            Sent::Retry("busy".to_owned())
        );
        assert_eq!(transport.send(&mail()).await, Sent::Ok);
        assert_eq!(outbox.take().len(), 1);
        assert!(outbox.sent().is_empty());
        assert_eq!(Transport::Keep.send(&mail()).await, Sent::Kept);
    }

    #[tokio::test]
    async fn mail_that_is_no_mail_is_refused_by_every_transport() {
        let mail = OutgoingMail {
            to: "nobody".to_owned(),
            ..mail()
        };
        assert!(matches!(Transport::Keep.send(&mail).await, Sent::Refuse(_)));
    }
}
