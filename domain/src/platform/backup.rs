//! A copy of the database, while the hub runs.

use sea_orm::{ConnectionTrait, Statement};

use crate::database::Database;
use crate::error::Result;

/// Writes a whole and compact copy of an SQLite database to a new file.
///
/// # Errors
/// When the file cannot be written.
pub async fn sqlite_into(database: &Database, file: &str) -> Result<()> {
    let statement =
        Statement::from_sql_and_values(database.backend(), "VACUUM INTO $1", [file.into()]);
    database.writer().execute_raw(statement).await?;
    Ok(())
}
