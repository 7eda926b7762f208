//! What a server that dies, and one that is told to stop, leave behind.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use hub_entity::challenge::ChallengeKind;
use hub_entity::platform::{MailState, mail};
use sea_orm_migration::sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use tempfile::TempDir;

use crate::proposal::world;
use crate::support::{Browser, TestHub};

/// A server in a process of its own, which ends with this value.
struct Process {
    child: Child,
    url: String,
}

impl Process {
    fn start(hub: &TestHub, folder: &Path, worker: bool) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_hub"))
            .arg("serve")
            .current_dir(folder)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap())
            .env("HUB_DATA_DIR", folder)
            .env("HUB_DATABASE_URL", &hub.database_url)
            .env("HUB_LISTEN", "127.0.0.1:0")
            .env("HUB_MAIL_DIR", folder.join("mail"))
            .env("HUB_WORKER", worker.to_string())
            .env("HUB_LOG", "error")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let line = lines
            .find(|line| line.as_ref().unwrap().contains(" is at "))
            .unwrap()
            .unwrap();
        let url = line
            .split_whitespace()
            .find(|word| word.starts_with("http"));
        Self {
            url: url.unwrap().trim_end_matches('/').to_owned(),
            child,
        }
    }

    /// `kill -9`.
    fn kill(&mut self) {
        self.child.kill().unwrap();
        let status = self.child.wait().unwrap();
        assert!(!status.success(), "{status}");
    }

    /// `kill -TERM`.
    fn ask_to_stop(&self) {
        let told = Command::new("kill")
            .args(["-TERM", &self.child.id().to_string()])
            .status()
            .unwrap();
        assert!(told.success());
    }

    /// How it ended, within 30 seconds.
    async fn ended(&mut self) -> std::process::ExitStatus {
        let began = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(began.elapsed() < Duration::from_secs(30), "it does not end");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The same person's browser at another server.
fn elsewhere(who: &Browser, server: &Process) -> Browser {
    let person = who.person().clone();
    let token = format!("test-session-of-{}", person.handle);
    Browser::new(&server.url, Some((person, token)))
}

fn letters(folder: &Path) -> Vec<PathBuf> {
    let Ok(found) = std::fs::read_dir(folder.join("mail/new")) else {
        return Vec::new();
    };
    found.map(|file| file.unwrap().path()).collect()
}

async fn receipts(hub: &TestHub) -> Vec<mail::Model> {
    mail::Entity::find()
        .filter(mail::Column::Template.eq("proposal_submitted"))
        .order_by_asc(mail::Column::Id)
        .all(hub.hub.database().reader())
        .await
        .unwrap()
}

#[tokio::test]
async fn a_server_that_is_killed_before_it_sends_a_mail_sends_it_once_after_a_restart() {
    let world = world(ChallengeKind::Call).await;
    let path = world.complete().await;
    world.hub.mails().await;
    let folder = TempDir::new().unwrap();

    let mut server = Process::start(&world.hub, folder.path(), false);
    let olive = elsewhere(&world.olive, &server);
    let check = olive.get(&format!("{path}/check")).await;
    let done = olive.submit(&check, "SubmitProposal", &[]).await;
    server.kill();
    done.ok().has_text("Proposal submitted");
    let queued = receipts(&world.hub).await;
    assert_eq!(queued.len(), 2, "one for each partner");
    assert!(queued.iter().all(|row| row.state == MailState::Queued));
    assert!(letters(folder.path()).is_empty());

    let mut server = Process::start(&world.hub, folder.path(), true);
    let began = Instant::now();
    while letters(folder.path()).len() < queued.len() {
        assert!(began.elapsed() < Duration::from_secs(30), "no mail comes");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    // Long enough for a second round of the worker.
    tokio::time::sleep(Duration::from_secs(2)).await;
    let files = letters(folder.path());
    assert_eq!(files.len(), queued.len(), "{files:?}");
    let texts: Vec<String> = files
        .iter()
        .map(|file| std::fs::read_to_string(file).unwrap())
        .collect();
    for row in receipts(&world.hub).await {
        assert_eq!((row.state, row.attempts), (MailState::Sent, 1));
        let id = row.message_id.trim_matches(['<', '>']);
        let id = format!("Message-ID: <{id}>");
        let own: Vec<_> = texts.iter().filter(|text| text.contains(&id)).collect();
        assert_eq!(own.len(), 1, "{id} in {texts:#?}");
        assert!(own[0].contains(&row.to_address), "{}", own[0]);
        let before = queued.iter().find(|known| known.id == row.id).unwrap();
        assert_eq!(before.message_id, row.message_id, "fixed before the crash");
    }
    // The proposal is there, submitted once.
    let olive = elsewhere(&world.olive, &server);
    olive.get(&path).await.ok().has_text("version 1");
    server.ask_to_stop();
    assert!(server.ended().await.success());
}

#[tokio::test]
async fn a_server_that_is_told_to_stop_finishes_what_it_began() {
    let hub = TestHub::start().await;
    let folder = TempDir::new().unwrap();
    let mut server = Process::start(&hub, folder.path(), true);
    let visitor = Browser::new(&server.url, None);
    assert_eq!(visitor.raw("/readyz").await.status(), 200);

    // Half a request.
    let address = server.url.trim_start_matches("http://").to_owned();
    let mut half = TcpStream::connect(&address).unwrap();
    let body = r#"{"query":"{ challenges { totalCount } }"}"#;
    let (first, second) = body.split_at(12);
    let head = format!(
        "POST /graphql HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\n\
         Connection: close\r\nContent-Length: {}\r\n\r\n{first}",
        body.len()
    );
    half.write_all(head.as_bytes()).unwrap();
    tokio::time::sleep(Duration::from_millis(500)).await;
    let began = Instant::now();
    server.ask_to_stop();
    tokio::time::sleep(Duration::from_millis(500)).await;
    // New requests are refused, or are told to go elsewhere.
    let client = reqwest::Client::new();
    let ready = client
        .get(format!("{}/readyz", server.url))
        .timeout(Duration::from_secs(2));
    let ready = ready.send().await;
    assert!(
        ready.as_ref().map_or(true, |answer| answer.status() == 503),
        "{ready:?}"
    );
    half.write_all(second.as_bytes()).unwrap();
    let mut answer = String::new();
    half.set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    half.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.contains("totalCount"), "{answer}");
    assert!(server.ended().await.success());
    println!("it stopped after {:?}", began.elapsed());
}
