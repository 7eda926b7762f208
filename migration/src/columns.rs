//! The words that migrations are written in: columns, references and indexes.

use sea_orm_migration::prelude::*;

/// A new table with its row number.
pub fn table(name: &'static str) -> TableCreateStatement {
    let mut table = Table::create();
    table.table(name).col(
        ColumnDef::new("id")
            .big_integer()
            .not_null()
            .auto_increment()
            .primary_key(),
    );
    table
}

macro_rules! columns {
    ($($name:ident, $null:ident: $kind:ident;)*) => {$(
        #[allow(dead_code, reason = "the pair is made together")]
        pub fn $name(name: &'static str) -> ColumnDef {
            ColumnDef::new(name).$kind().not_null().take()
        }
        #[allow(dead_code, reason = "the pair is made together")]
        pub fn $null(name: &'static str) -> ColumnDef {
            ColumnDef::new(name).$kind().null().take()
        }
    )*};
}

columns! {
    text, text_null: text;
    json, json_null: json;
    flag, flag_null: boolean;
    integer, integer_null: integer;
    number, number_null: big_integer;
    real, real_null: double;
    instant, instant_null: timestamp_with_time_zone;
}

/// Adds a foreign key; what is referred to is deleted softly, so nothing cascades.
pub fn references(
    table: &mut TableCreateStatement,
    from: &'static str,
    column: &'static str,
    to: &'static str,
) {
    table.foreign_key(ForeignKey::create().from(from, column).to(to, "id"));
}

/// Creates an index on the named columns.
pub async fn index(
    manager: &SchemaManager<'_>,
    table: &'static str,
    columns: &[&'static str],
) -> Result<(), DbErr> {
    manager.create_index(build("index", table, columns)).await
}

/// Creates a unique index on the named columns.
pub async fn unique(
    manager: &SchemaManager<'_>,
    table: &'static str,
    columns: &[&'static str],
) -> Result<(), DbErr> {
    let mut statement = build("unique", table, columns);
    manager.create_index(statement.unique().take()).await
}

fn build(prefix: &str, table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut statement = Index::create();
    statement
        .name(format!("{prefix}_{table}_{}", columns.join("_")))
        .table(table);
    for column in columns {
        statement.col(*column);
    }
    statement
}

/// Adds a column to a table that exists. SQLite takes one a statement.
pub async fn add_column(
    manager: &SchemaManager<'_>,
    table: &'static str,
    column: ColumnDef,
) -> Result<(), DbErr> {
    let mut statement = Table::alter();
    statement.table(table).add_column(column);
    manager.alter_table(statement).await
}
