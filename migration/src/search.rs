//! Full text: FTS5 on SQLite, a generated tsvector on PostgreSQL.

use sea_orm_migration::prelude::*;

/// Adds the index of each database to `search_document`.
pub async fn create(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let statements: &[&str] = match manager.get_database_backend() {
        sea_orm_migration::sea_orm::DbBackend::Postgres => &[
            "ALTER TABLE search_document ADD COLUMN vector tsvector GENERATED ALWAYS AS \
             (setweight(to_tsvector('english', title), 'A') || \
              setweight(to_tsvector('english', body), 'B')) STORED",
            "CREATE INDEX index_search_document_vector ON search_document USING gin (vector)",
        ],
        _ => &[
            "CREATE VIRTUAL TABLE search_index USING fts5(title, body, \
             content='search_document', content_rowid='id', tokenize='porter unicode61')",
            "CREATE TRIGGER search_document_added AFTER INSERT ON search_document BEGIN \
             INSERT INTO search_index(rowid, title, body) VALUES (new.id, new.title, new.body); END",
            "CREATE TRIGGER search_document_removed AFTER DELETE ON search_document BEGIN \
             INSERT INTO search_index(search_index, rowid, title, body) \
             VALUES ('delete', old.id, old.title, old.body); END",
            "CREATE TRIGGER search_document_changed AFTER UPDATE ON search_document BEGIN \
             INSERT INTO search_index(search_index, rowid, title, body) \
             VALUES ('delete', old.id, old.title, old.body); \
             INSERT INTO search_index(rowid, title, body) VALUES (new.id, new.title, new.body); END",
        ],
    };
    for statement in statements {
        manager
            .get_connection()
            .execute_unprepared(statement)
            .await?;
    }
    Ok(())
}
