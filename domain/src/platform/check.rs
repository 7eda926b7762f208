//! What `hub doctor` asks the database.

use sea_orm::{ConnectionTrait, DbBackend, Statement};

use crate::database::Database;

/// The questions and their answers: what was found, or what is wrong.
pub async fn database(database: &Database) -> Vec<(&'static str, Result<String, String>)> {
    let mut answers = Vec::new();
    if database.backend() == DbBackend::Sqlite {
        answers.push((
            "integrity",
            expect(database, "PRAGMA quick_check", "ok").await,
        ));
        answers.push((
            "foreign keys",
            nothing(database, "PRAGMA foreign_key_check").await,
        ));
        answers.push((
            "journal",
            expect(database, "PRAGMA journal_mode", "wal").await,
        ));
        answers.push((
            "synchronous (2 is full)",
            expect_number(database, "PRAGMA synchronous", 2).await,
        ));
    }
    let waiting = "SELECT count(*) FROM mail WHERE state = 'queued'";
    answers.push((
        "mails waiting",
        count(database, waiting).await.map(|n| n.to_string()),
    ));
    for (what, sql) in [
        (
            "mails given up",
            "SELECT count(*) FROM mail WHERE state = 'dead'",
        ),
        (
            "jobs given up",
            "SELECT count(*) FROM job WHERE dead_at IS NOT NULL",
        ),
    ] {
        let answer = match count(database, sql).await {
            Ok(0) => Ok("none".to_owned()),
            Ok(number) => Err(format!("{number}; see /admin/jobs")),
            Err(problem) => Err(problem),
        };
        answers.push((what, answer));
    }
    answers
}

async fn count(database: &Database, sql: &str) -> Result<i64, String> {
    first(database, sql)
        .await?
        .try_get_by_index(0)
        .map_err(|error| error.to_string())
}

async fn first(database: &Database, sql: &str) -> Result<sea_orm::QueryResult, String> {
    let statement = Statement::from_string(database.backend(), sql);
    match database.reader().query_one_raw(statement).await {
        Ok(Some(row)) => Ok(row),
        Ok(None) => Err("no answer".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

async fn expect(database: &Database, sql: &str, wanted: &str) -> Result<String, String> {
    let found: String = first(database, sql)
        .await?
        .try_get_by_index(0)
        .map_err(|error| error.to_string())?;
    if found == wanted {
        Ok(found)
    } else {
        Err(found)
    }
}

async fn expect_number(database: &Database, sql: &str, wanted: i64) -> Result<String, String> {
    let found = count(database, sql).await?;
    if found == wanted {
        Ok(found.to_string())
    } else {
        Err(found.to_string())
    }
}

async fn nothing(database: &Database, sql: &str) -> Result<String, String> {
    let statement = Statement::from_string(database.backend(), sql);
    match database.reader().query_all_raw(statement).await {
        Ok(rows) if rows.is_empty() => Ok("good".to_owned()),
        Ok(rows) => Err(format!("{} rows refer to nothing", rows.len())),
        Err(error) => Err(error.to_string()),
    }
}
