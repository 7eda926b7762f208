//! `hub backup` and `hub restore`. SQLite's `VACUUM INTO` makes a whole and compact copy while the
//! hub runs; PostgreSQL's own `pg_dump` and `pg_restore` do it there.

use std::path::{Path, PathBuf};
use std::process::Command;

use hub_domain::database::{Database, Pool};
use hub_domain::platform::{backup as copy, check};

use crate::config::{Config, DatabaseKind};
use crate::server::{self, StartError};

/// Writes a copy of the database.
pub async fn backup(config: Config, file: PathBuf) -> Result<(), StartError> {
    if file.exists() {
        return Err(format!("{} is there already; choose another name", file.display()).into());
    }
    match config.database_kind() {
        DatabaseKind::Sqlite => {
            let database = server::connect(&config).await?;
            copy::sqlite_into(&database, &file.to_string_lossy()).await?;
            database.close().await;
        }
        DatabaseKind::Postgres => {
            let status = Command::new("pg_dump")
                .args(["--format=custom", "--no-owner", "--file"])
                .arg(&file)
                .arg("--dbname")
                .arg(without_password(config.database_url.expose()))
                // In the environment and not on the command line, which everybody can read.
                .env("PGPASSWORD", password(config.database_url.expose()))
                .status()
                .map_err(|error| format!("pg_dump cannot be run: {error}"))?;
            if !status.success() {
                return Err("pg_dump failed".into());
            }
        }
    }
    println!("Wrote {}.", file.display());
    Ok(())
}

/// Replaces the database by a backup.
pub async fn restore(config: Config, file: PathBuf, force: bool) -> Result<(), StartError> {
    if !file.is_file() {
        return Err(format!("{} is not there", file.display()).into());
    }
    match config.database_kind() {
        DatabaseKind::Sqlite => restore_sqlite(&config, &file, force).await?,
        DatabaseKind::Postgres => {
            let mut command = Command::new("pg_restore");
            command.args(["--no-owner", "--exit-on-error", "--single-transaction"]);
            if force {
                command.args(["--clean", "--if-exists"]);
            }
            let status = command
                .arg("--dbname")
                .arg(without_password(config.database_url.expose()))
                .env("PGPASSWORD", password(config.database_url.expose()))
                .arg(&file)
                .status()
                .map_err(|error| format!("pg_restore cannot be run: {error}"))?;
            if !status.success() {
                return Err(
                    "pg_restore failed; nothing was changed. Where the database is not \
                            empty, --force replaces what is there."
                        .into(),
                );
            }
        }
    }
    println!("Restored from {}.", file.display());
    Ok(())
}

async fn restore_sqlite(config: &Config, file: &Path, force: bool) -> Result<(), StartError> {
    let target = config.database_url.expose().trim_start_matches("sqlite://");
    let target = PathBuf::from(target.split('?').next().unwrap_or(target));
    if target.exists() && !force {
        return Err(format!(
            "{} is there already. Stop the hub, and add --force to replace it.",
            target.display()
        )
        .into());
    }
    if let Some(folder) = target.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let fresh = target.with_extension("restoring");
    std::fs::copy(file, &fresh)?;
    // The copy is proven before anything is replaced.
    if let Err(problem) = prove(&fresh).await {
        remove(&fresh)?;
        return Err(problem);
    }
    for suffix in ["-wal", "-shm"] {
        let mut beside = target.clone().into_os_string();
        beside.push(suffix);
        remove(Path::new(&beside))?;
    }
    std::fs::rename(&fresh, &target)?;
    Ok(())
}

/// Fails unless the file is a whole database of the hub.
async fn prove(file: &Path) -> Result<(), StartError> {
    let url = format!("sqlite://{}", file.display());
    let database = Database::open(
        &url,
        Pool {
            connections: 1,
            generic_plans: false,
        },
    )
    .await
    .map_err(|error| format!("this is no backup of the hub: {error}"))?;
    let answers = check::database(&database).await;
    database.close().await;
    for (what, answer) in answers {
        if let (Err(problem), "integrity" | "foreign keys" | "mails waiting") = (answer, what) {
            return Err(format!("this is no whole backup of the hub: {what}: {problem}").into());
        }
    }
    Ok(())
}

fn remove(file: &Path) -> std::io::Result<()> {
    match std::fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn without_password(url: &str) -> String {
    let Ok(mut parsed) = url::Url::parse(url) else {
        return url.to_owned();
    };
    // A URL that can have no password has none.
    let _ = parsed.set_password(None);
    parsed.to_string()
}

fn password(url: &str) -> String {
    let found = url::Url::parse(url).ok();
    let found = found
        .as_ref()
        .and_then(|url| url.password())
        .unwrap_or_default();
    // What was percent-encoded in the URL is plain in the environment.
    url::form_urlencoded::parse(format!("p={}", found.replace('+', "%2B")).as_bytes())
        .next()
        .map(|(_, value)| value.into_owned())
        .unwrap_or_default()
}
