//! What a measure was on a day.

use sea_orm::entity::prelude::*;

/// What a measure was on a day.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "project_reading")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Which measure.
    pub measure_id: i64,
    /// On which day, as 2027-03-31.
    #[sea_orm(column_type = "Text")]
    pub taken_on: String,
    /// What it was.
    #[sea_orm(column_type = "Double")]
    pub value: f64,
    /// What there is to say of it, or empty.
    #[sea_orm(column_type = "Text")]
    pub note: String,
    /// Who wrote it down.
    pub person_id: i64,
    /// Grows with each correction.
    pub version: i32,
    /// When it was written down.
    pub created_at: DateTimeUtc,
    /// When it was taken away.
    pub removed_at: Option<DateTimeUtc>,
}

/// Queries name their joins where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
