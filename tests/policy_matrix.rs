//! Who may do what, as a table that is checked in: one row for each operation of the schema, one
//! column for each kind of viewer. An operation without a row fails, so nobody adds one without
//! saying who it is for, and a review sees every change of who may do what.
//!
//! `UPDATE_POLICY=1 cargo test --test hub policy_matrix` writes the table anew.
//!
//! What each row means follows from `arguments.rs`, which says what is asked with, and from
//! `world.rs`, which says who asks and what there is.

mod arguments;
mod ask;
mod challenges;
mod schema;
mod table;
mod world;

use self::schema::{Field, Schema};
use self::table::Table;
use self::world::{VIEWERS, World};
use crate::support::HubCopy;

/// Mutations that do not ask who somebody is: they make an account or prove one by a secret.
const FOR_VISITORS: [&str; 11] = [
    "acceptInvitation",
    "confirmEmail",
    "confirmNewEmail",
    "declineInvitation",
    "previewPost",
    "register",
    "requestPasswordReset",
    "resetPassword",
    "signIn",
    "signOut",
    "unsubscribe",
];

/// Mutations that nobody of the table may do. This list only shrinks.
const FOR_NOBODY: [&str; 0] = [];

#[tokio::test]
async fn who_may_do_what_is_what_is_checked_in() {
    let world = World::build().await;
    let types = Schema::read();
    let schema = hub_graphql::builder().finish();
    let mut table = Table::new(VIEWERS.map(|(kind, _)| kind));
    for field in types.operations("Query") {
        let rows =
            arguments::query(&field.name, &world.things).unwrap_or_else(|| no_row("query", field));
        for (label, given) in rows {
            let copy = world.snapshot.copy().await;
            let kind = types.below(field, &world.things);
            let mut columns = Vec::new();
            for caller in &world.callers {
                let cells = ask::query(&schema, &copy.hub, caller, field, &kind, &given).await;
                columns.push(cells);
            }
            let name = if label.is_empty() {
                field.name.clone()
            } else {
                format!("{} ({label})", field.name)
            };
            table.query(&name, &columns);
            copy.discard().await;
        }
    }
    let mut copy: Option<HubCopy> = None;
    for field in types.operations("Mutation") {
        let given = arguments::mutation(&field.name, &world.things)
            .unwrap_or_else(|| no_row("mutation", field));
        let mut cells = Vec::new();
        for caller in &world.callers {
            let on = match copy.take() {
                Some(copy) => copy,
                None => world.snapshot.copy().await,
            };
            let cell = ask::mutate(&schema, &types, &on.hub, caller, field, &given).await;
            // What is refused leaves the world as it was.
            if ["NOT_FOUND", "FORBIDDEN", "UNAUTHENTICATED"].contains(&cell.as_str()) {
                copy = Some(on);
            } else {
                on.discard().await;
            }
            cells.push(cell);
        }
        table.mutation(&field.name, cells);
    }
    if let Some(copy) = copy {
        copy.discard().await;
    }
    let table_is_the_same = table.compare(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/policy_matrix.txt"
    ));
    table.check(&FOR_VISITORS, &FOR_NOBODY);
    table_is_the_same.unwrap();
}

fn no_row<T>(kind: &str, field: &Field) -> T {
    panic!(
        "the {kind} `{0}` is not in the policy matrix: say in `{kind}` of \
         tests/policy_matrix/arguments.rs what it is asked with, add to tests/policy_matrix/world.rs \
         what it is about, run UPDATE_POLICY=1 cargo test --test hub policy_matrix, and look at \
         the row of `{0}` in tests/policy_matrix.txt before it is committed",
        field.name
    )
}
