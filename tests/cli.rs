//! The command line, as an operator uses it.

use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

fn hub(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hub"))
        .args(args)
        .current_dir(folder)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap())
        .env("HUB_LOG", "error")
        .output()
        .unwrap()
}

fn told(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

#[track_caller]
fn good(output: &Output) -> String {
    assert!(output.status.success(), "{}", told(output));
    told(output)
}

#[test]
fn an_administrator_is_made_and_a_backup_brings_them_back() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    let said = good(&hub(
        at,
        &[
            "user",
            "create",
            "--admin",
            "--email",
            "ann@example.gov.uk",
            "--name",
            "Ann Lee",
        ],
    ));
    assert!(
        said.contains("Made ann-lee (ann@example.gov.uk).") && said.contains("Password: "),
        "{said}"
    );
    let again = hub(
        at,
        &[
            "user",
            "create",
            "--email",
            "ann@example.gov.uk",
            "--name",
            "Ann Two",
        ],
    );
    assert!(!again.status.success());
    assert!(
        told(&again).contains("email: Somebody has an account"),
        "{}",
        told(&again)
    );
    let last = hub(at, &["user", "grant", "ann-lee", "staff"]);
    assert!(!last.status.success() && told(&last).contains("last administrator"));
    assert!(told(&hub(at, &["user", "grant", "nobody", "staff"])).contains("no such person"));
    good(&hub(at, &["doctor"]));

    good(&hub(at, &["backup", "copy.db"]));
    assert!(told(&hub(at, &["backup", "copy.db"])).contains("there already"));
    good(&hub(
        at,
        &[
            "user",
            "create",
            "--email",
            "bob@example.gov.uk",
            "--name",
            "Bob Late",
        ],
    ));
    let refused = hub(at, &["restore", "copy.db"]);
    assert!(
        !refused.status.success() && told(&refused).contains("--force"),
        "{}",
        told(&refused)
    );
    good(&hub(at, &["restore", "copy.db", "--force"]));
    // Ann is there, and Bob, who came after the backup, is not.
    assert!(told(&hub(at, &["user", "grant", "bob-late", "staff"])).contains("no such person"));
    good(&hub(at, &["user", "grant", "ann-lee", "administrator"]));
    good(&hub(at, &["doctor"]));
}

#[test]
fn a_damaged_backup_is_refused_and_nothing_is_replaced() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    good(&hub(
        at,
        &[
            "user",
            "create",
            "--email",
            "ann@example.gov.uk",
            "--name",
            "Ann Lee",
        ],
    ));
    std::fs::write(at.join("broken.db"), b"this is no database at all").unwrap();
    assert!(
        !hub(at, &["restore", "broken.db", "--force"])
            .status
            .success()
    );
    good(&hub(at, &["user", "grant", "ann-lee", "staff"]));
}

#[test]
fn the_schema_is_printed_and_mistakes_are_explained() {
    let folder = TempDir::new().unwrap();
    assert!(good(&hub(folder.path(), &["export-schema"])).contains("type Query"));
    let said = told(&hub(
        folder.path(),
        &["serve", "--public-url", "http://hub.example.org"],
    ));
    assert!(said.contains("https"), "{said}");
    let said = good(&hub(folder.path(), &["mail", "test", "ann@example.org"]));
    assert!(said.contains("/admin/mail"), "{said}");
    good(&hub(folder.path(), &["migrate"]));
    good(&hub(folder.path(), &["migrate"]));
}

/// On PostgreSQL, `pg_dump` and `pg_restore` do it.
#[tokio::test]
async fn a_backup_of_postgresql_brings_it_back() {
    if !crate::support::is_postgres() {
        println!("SKIPPED: HUB_TEST_DATABASE is not postgres");
        return;
    }
    let folder = TempDir::new().unwrap();
    let (from, to) = (
        crate::support::fresh(&folder).await,
        crate::support::empty().await,
    );
    let at = folder.path();
    let on = |url: &str, args: &[&str]| {
        let mut all = vec!["--database-url", url];
        all.extend(args);
        hub(at, &all)
    };
    good(&on(
        &from,
        &[
            "user",
            "create",
            "--email",
            "ann@example.gov.uk",
            "--name",
            "Ann Lee",
        ],
    ));
    good(&on(&from, &["backup", "copy.dump"]));
    good(&on(&to, &["restore", "copy.dump"]));
    good(&on(&to, &["user", "grant", "ann-lee", "administrator"]));
    good(&on(&to, &["doctor"]));
}
