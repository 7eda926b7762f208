//! Relay connections (GraphQL Cursor Connections Specification).

use async_graphql::connection::{Connection, Edge, EmptyFields};
use async_graphql::{OutputType, SimpleObject};
use hub_domain::page::Slice;

/// What a connection says besides its edges.
#[derive(SimpleObject, Debug, Default)]
pub struct Total {
    /// How many there are in all that the viewer may see; null where the list is not counted.
    pub total_count: Option<i64>,
}

/// A connection of our nodes.
pub type List<T> = Connection<String, T, Total, EmptyFields>;

/// A slice of the domain as a connection.
pub fn list<T: OutputType, U>(slice: Slice<U>, after: bool, turn: impl Fn(U) -> T) -> List<T> {
    let total = Total {
        total_count: slice.total.and_then(|n| i64::try_from(n).ok()),
    };
    let mut connection = Connection::with_additional_fields(after, slice.more, total);
    connection.edges.extend(
        slice
            .rows
            .into_iter()
            .map(|(cursor, row)| Edge::new(cursor, turn(row))),
    );
    connection
}
