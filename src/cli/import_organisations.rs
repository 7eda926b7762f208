//! `hub import organisations FILE`: reads a list of councils.

use std::path::Path;

use hub_domain::Hub;
use hub_domain::organisation::import_councils::import_councils;

/// Imports the list and prints what is wrong with it, line by line, and at the end what came of
/// it.
///
/// # Errors
/// When the file cannot be read, or some of its rows did not come in.
pub async fn run(hub: &Hub, file: &Path) -> Result<(), String> {
    let bytes = tokio::fs::read(file)
        .await
        .map_err(|error| format!("{} cannot be read: {error}", file.display()))?;
    let report = import_councils(hub, &bytes)
        .await
        .map_err(|error| format!("{}: {error}", file.display()))?;
    for error in &report.errors {
        eprintln!("{error}");
    }
    println!("{report}");
    match report.failed {
        0 => Ok(()),
        1 => Err("one row did not come in".to_owned()),
        failed => Err(format!("{failed} rows did not come in")),
    }
}
