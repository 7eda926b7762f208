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
mod partnering;
mod rounds;
pub mod schema;
mod secrets;
mod table;
pub mod world;

use std::sync::Arc;

use hub_domain::Caller;
use hub_domain::context::Viewer;

use self::schema::{Field, Schema};
use self::table::Table;
use self::world::{VIEWERS, World, schema_of};
use crate::support::{HubCopy, is_postgres};

/// Mutations that do not ask who somebody is: they make an account or prove one by a secret.
const FOR_VISITORS: [&str; 8] = [
    "acceptInvitation",
    "confirmStillLive",
    "declineInvitation",
    "register",
    "requestPasswordReset",
    "resetPassword",
    "signIn",
    "unsubscribe",
];

/// Mutations that nobody of the table may do. This list only shrinks.
const FOR_NOBODY: [&str; 0] = [];

/// The column of a token with the scope `read` alone.
const READ_TOKEN: &str = "read-token";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_may_do_what_is_what_is_checked_in() {
    let world = Arc::new(World::build().await);
    let types = Arc::new(Schema::read());
    let mut mutations = types.operations("Mutation");
    if is_postgres() && std::env::var_os("HUB_TEST_WHOLE_MATRIX").is_none() {
        // Each drop of a copy costs a checkpoint, eight minutes in all; and what differs between
        // the databases is who sees what, not who may do what.
        println!("SKIPPED: mutations on PostgreSQL, unless HUB_TEST_WHOLE_MATRIX is set");
        mutations = &[];
    }
    let (some, others) = mutations.split_at(mutations.len() / 2);
    let mut table = Table::new(VIEWERS.map(|(kind, _)| kind));
    // Beside each other, because there are thousands of questions.
    let some = tokio::spawn(do_all(world.clone(), types.clone(), some.to_vec()));
    let others = tokio::spawn(do_all(world.clone(), types.clone(), others.to_vec()));
    ask_all(&world, &types, &mut table).await;
    for rows in [some, others] {
        for (name, cells) in rows.await.unwrap() {
            table.mutation(&name, cells);
        }
    }
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/policy_matrix.txt");
    let same = table.compare(file);
    table.check(&FOR_VISITORS, &FOR_NOBODY);
    if let Err(difference) = same {
        panic!("{difference}");
    }
}

/// Asks every query as everybody. They change nothing, so one copy serves them all.
async fn ask_all(world: &World, types: &Schema, table: &mut Table) {
    let copy = world.snapshot.copy().await;
    let schema = schema_of(&copy.hub);
    for field in types.operations("Query") {
        let kind = types.below(field, &world.things);
        let rows =
            arguments::query(&field.name, &world.things).unwrap_or_else(|| no_row("query", field));
        for (label, given) in rows {
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
        }
    }
    copy.discard().await;
}

/// Does each of these as everybody, each time to the same state of affairs.
async fn do_all(
    world: Arc<World>,
    types: Arc<Schema>,
    fields: Vec<Field>,
) -> Vec<(String, Vec<String>)> {
    let schema = hub_graphql::builder().finish();
    let mut copy: Option<HubCopy> = None;
    let mut rows = Vec::new();
    for field in fields {
        let given = arguments::mutation(&field.name, &world.things)
            .unwrap_or_else(|| no_row("mutation", &field));
        let mut cells: Vec<String> = Vec::new();
        for (index, (viewer, _)) in VIEWERS.iter().enumerate() {
            // The token is that of somebody who may do it with a password.
            let able = cells.iter().rposition(|cell| cell == "ok");
            let caller = match able {
                Some(able) if *viewer == READ_TOKEN => read_only(&world.callers[able]),
                _ => world.callers[index].clone(),
            };
            let on = match copy.take() {
                Some(copy) => copy,
                None => world.snapshot.copy().await,
            };
            let cell = ask::mutate(&schema, &types, &on.hub, &caller, &field, &given).await;
            // What is refused leaves the world as it was.
            if ["NOT_FOUND", "FORBIDDEN", "UNAUTHENTICATED"].contains(&cell.as_str()) {
                copy = Some(on);
            } else {
                on.discard().await;
            }
            cells.push(cell);
        }
        rows.push((field.name.clone(), cells));
    }
    if let Some(copy) = copy {
        copy.discard().await;
    }
    rows
}

/// The same person with a token that has the scope `read` alone.
fn read_only(caller: &Caller) -> Caller {
    let mut caller = caller.clone();
    caller.session = None;
    if let Viewer::Person(actor) = &mut caller.viewer {
        actor.may_write = false;
    }
    caller
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
