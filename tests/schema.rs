//! The printed schema is checked in, so that a change of the API is seen in a review.

/// `UPDATE_SCHEMA=1 cargo test` writes it anew.
#[test]
fn the_schema_is_the_one_that_is_checked_in() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/graphql/schema.graphql");
    let now = hub_graphql::sdl();
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(file, &now).unwrap();
    }
    let checked_in = std::fs::read_to_string(file).unwrap_or_default();
    assert!(
        checked_in == now,
        "graphql/schema.graphql is out of date: run UPDATE_SCHEMA=1 cargo test --test hub schema"
    );
}
