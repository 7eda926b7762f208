//! `hub audit verify`, as an auditor uses it.

use std::process::{Command, Output};

use sea_orm_migration::sea_orm::ConnectionTrait;
use tempfile::TempDir;

use super::{chains, some_rows};
use crate::support::TestHub;

fn verify(hub: &TestHub, options: &[&str]) -> Output {
    let folder = TempDir::new().unwrap();
    Command::new(env!("CARGO_BIN_EXE_hub"))
        .args(["audit", "verify"])
        .args(options)
        .current_dir(folder.path())
        .env_clear()
        .env("HUB_DATABASE_URL", &hub.database_url)
        .env("HUB_LOG", "error")
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[tokio::test]
async fn it_prints_each_chain_and_names_the_first_row_that_does_not_fit() {
    let hub = TestHub::start().await;
    some_rows(&hub.hub).await;
    let found = chains(&hub.hub).await;
    let output = verify(&hub, &[]);
    let said = text(&output.stdout);
    assert!(output.status.success(), "{output:?}");
    let hash = hub_domain::platform::audit::verify::over(&found);
    let expected = format!(
        "site: 3 rows, {}\nchallenge 3: 3 rows, {}\nchallenge 4: 1 row, {}\n7 rows in 3 chains, \
         {hash}\n",
        found[0].hash, found[1].hash, found[2].hash
    );
    assert_eq!(said, expected);
    // What was published fits, until it does not.
    let kept = format!("3:3:{}", found[1].hash);
    assert!(verify(&hub, &["--published", &kept]).status.success());
    let other = format!("site:2:{}", found[1].hash);
    let output = verify(&hub, &["--published", &other]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stdout).contains("another fingerprint was published"));
    assert_eq!(verify(&hub, &["--published", "3"]).status.code(), Some(2));

    let sql = "UPDATE audit SET action = 'scorer' WHERE chain = 3 AND seq = 2";
    let db = hub.hub.database().writer();
    db.execute_unprepared(sql).await.unwrap();
    let output = verify(&hub, &[]);
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output.stdout);
    assert!(said.contains("challenge 3: 1 row, "), "{said}");
    assert!(
        said.contains("DOES NOT FIT: challenge 3, row 2, scorer, 20"),
        "{said}"
    );
    assert!(
        said.contains("Z: its fingerprint does not follow from it and from the row before."),
        "{said}"
    );
    assert!(
        text(&output.stderr).contains("1 chain does not fit."),
        "{output:?}"
    );
}
