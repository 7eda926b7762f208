//! How many statements each page asks the database, the same for ten and for a hundred rows of
//! everything. The numbers stand in `statements.txt`; `UPDATE_STATEMENTS=1` writes them anew, and
//! the change of that file shows what became dearer.

mod calls;
mod talk;
mod world;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use hub::http::routes::PAGES;

use world::Viewer::{self, Administrator, Ann, Jo, Moderator, Staff, Visitor};
use world::World;

/// Each page, who looks at it, and how its parameters are filled in: with the places of the world
/// that stand here, in the order of the address, and a query string where it has one.
const ROWS: &[(&str, Viewer, &[&str], &str)] = &[
    ("/", Visitor, &[], ""),
    ("/", Ann, &[], ""),
    ("/search", Visitor, &[], "?q=harbour"),
    ("/search", Ann, &[], "?q=harbour"),
    ("/design", Visitor, &[], ""),
    ("/explorer", Visitor, &[], ""),
    // Accounts.
    ("/sign-in", Visitor, &[], ""),
    ("/sign-out", Ann, &[], ""),
    ("/register", Visitor, &[], ""),
    ("/confirm-email", Visitor, &[], "?token=none"),
    ("/confirm-new-email", Visitor, &[], "?token=none"),
    ("/forgotten-password", Visitor, &[], ""),
    ("/reset-password", Visitor, &[], "?token=none"),
    ("/account", Ann, &[], ""),
    ("/account/profile", Ann, &[], ""),
    ("/account/password", Ann, &[], ""),
    ("/account/email", Ann, &[], ""),
    ("/account/sessions", Ann, &[], ""),
    ("/account/tokens", Ann, &[], ""),
    ("/people/{handle}", Visitor, &["=ann"], ""),
    ("/invitations/{token}", Visitor, &["invitation"], ""),
    // Site pages and administration.
    ("/about", Visitor, &[], ""),
    ("/open-data", Visitor, &[], ""),
    ("/accessibility", Visitor, &[], ""),
    ("/privacy", Visitor, &[], ""),
    ("/cookies", Visitor, &[], ""),
    ("/admin", Administrator, &[], ""),
    ("/admin/pages/{slug}", Administrator, &["=about"], ""),
    ("/admin/people", Administrator, &[], ""),
    ("/admin/people/{handle}", Administrator, &["=ann"], ""),
    ("/admin/mail", Administrator, &[], ""),
    ("/admin/mail/{key}", Administrator, &["mail"], ""),
    ("/admin/jobs", Administrator, &[], ""),
    // Organisations.
    ("/organisations", Visitor, &[], ""),
    ("/organisations/new", Ann, &[], ""),
    ("/organisations/{number}", Visitor, &["organisation"], ""),
    ("/organisations/{number}", Ann, &["organisation"], ""),
    ("/organisations/{number}/edit", Ann, &["organisation"], ""),
    (
        "/organisations/{number}/members",
        Ann,
        &["organisation"],
        "",
    ),
    // The catalogue.
    ("/datasets", Visitor, &[], ""),
    ("/datasets/new", Ann, &[], ""),
    ("/datasets/import", Ann, &[], ""),
    ("/datasets/import/{key}", Ann, &["upload"], ""),
    ("/datasets/{number}", Visitor, &["dataset"], ""),
    ("/datasets/{number}/edit", Ann, &["dataset"], ""),
    // Challenges.
    ("/challenges", Visitor, &[], ""),
    ("/challenges", Staff, &[], ""),
    ("/challenges/new", Staff, &[], ""),
    ("/challenges/{number}", Visitor, &["challenge"], ""),
    ("/challenges/{number}", Ann, &["challenge"], ""),
    ("/challenges/{number}/edit", Staff, &["draft challenge"], ""),
    (
        "/challenges/{number}/manage",
        Staff,
        &["challenge number"],
        "",
    ),
    // Partnerships and proposals.
    (
        "/challenges/{number}/propose",
        Ann,
        &["challenge number"],
        "",
    ),
    ("/proposals", Ann, &[], ""),
    ("/proposals/{key}", Ann, &["submitted"], ""),
    ("/proposals/{key}/edit", Ann, &["draft"], ""),
    ("/proposals/{key}/partners", Ann, &["draft"], ""),
    ("/proposals/{key}/consent", Ann, &["draft"], ""),
    ("/proposals/{key}/check", Ann, &["draft"], ""),
    ("/proposals/{key}/submitted", Ann, &["submitted"], ""),
    ("/proposals/{key}/withdraw", Ann, &["submitted"], ""),
    // Judging and decisions.
    ("/judging", Jo, &[], ""),
    ("/judging/{key}", Jo, &["desk"], ""),
    ("/judging/{key}/conflicts", Jo, &["desk"], ""),
    (
        "/judging/{key}/proposals/{proposalKey}",
        Jo,
        &["desk", "card"],
        "",
    ),
    ("/challenges/{number}/judges", Staff, &["judged"], ""),
    ("/challenges/{number}/decision", Staff, &["judged"], ""),
    (
        "/challenges/{number}/decision/{proposalKey}",
        Staff,
        &["judged", "card"],
        "",
    ),
    ("/challenges/{number}/announce", Staff, &["judged"], ""),
    // Projects.
    ("/projects", Visitor, &[], ""),
    ("/projects/{number}", Visitor, &["project"], ""),
    ("/projects/{number}/edit", Ann, &["project"], ""),
    ("/projects/{number}/updates/new", Ann, &["project"], ""),
    // Communities.
    ("/communities", Ann, &[], ""),
    ("/communities/new", Staff, &[], ""),
    ("/communities/{number}", Ann, &["community"], ""),
    ("/communities/{number}/edit", Ann, &["community"], ""),
    (
        "/communities/{number}/members",
        Ann,
        &["community number"],
        "",
    ),
    // The forum.
    ("/forum", Ann, &[], ""),
    ("/forum/new", Ann, &[], ""),
    ("/forum/categories/{slug}", Ann, &["category"], ""),
    ("/forum/{number}", Ann, &["topic"], ""),
    ("/forum/{number}", Moderator, &["topic"], ""),
    ("/forum/{number}/moderate", Moderator, &["topic number"], ""),
    (
        "/forum/{number}/posts/{post}/edit",
        Ann,
        &["topic number", "=1"],
        "",
    ),
    (
        "/forum/{number}/posts/{post}/delete",
        Ann,
        &["topic number", "=1"],
        "",
    ),
    (
        "/forum/{number}/posts/{post}/report",
        Ann,
        &["topic number", "=2"],
        "",
    ),
    (
        "/forum/{number}/posts/{post}/moderate",
        Moderator,
        &["topic number", "=2"],
        "",
    ),
    ("/moderation", Moderator, &[], ""),
    ("/unsubscribe/{token}", Visitor, &["unsubscribe"], ""),
];

/// The address of a row in a world. A part that begins with `=` stands for itself.
fn address(world: &World, pattern: &str, parts: &[&str], query: &str) -> String {
    let mut parts = parts.iter();
    let mut address: Vec<String> = Vec::new();
    for segment in pattern.split('/') {
        address.push(if segment.starts_with('{') {
            let part = parts
                .next()
                .unwrap_or_else(|| panic!("{pattern}: too few parts"));
            match part.strip_prefix('=') {
                Some(literal) => literal.to_owned(),
                None => world.places[part].clone(),
            }
        } else {
            segment.to_owned()
        });
    }
    address.join("/") + query
}

/// How many statements the page takes. It is opened twice: the first time may note that the
/// session was seen, which is done once a minute.
async fn measure(world: &World, viewer: Viewer, path: &str) -> Result<u64, String> {
    let mut least = u64::MAX;
    for _ in 0..2 {
        let before = world.hub.hub.database().statements();
        let page = world.browser(viewer).get(path).await;
        least = least.min(world.hub.hub.database().statements() - before);
        if page.status != 200 || page.path != path {
            return Err(format!(
                "{path} for {viewer:?}: {} at {}",
                page.status, page.path
            ));
        }
    }
    Ok(least)
}

#[test]
fn every_page_has_a_row() {
    let listed: BTreeSet<&str> = ROWS.iter().map(|row| row.0).collect();
    for route in PAGES {
        assert!(
            listed.contains(route.path),
            "{0} is a new page: add a row for it to ROWS in tests/statements.rs (who uses it \
             most, and what of tests/statements/ it shows), make the world hold many of what it \
             lists, and run `UPDATE_STATEMENTS=1 cargo test --test hub statements::`",
            route.path
        );
    }
    for path in listed {
        assert!(
            PAGES.iter().any(|route| route.path == path),
            "{path} is no page any more: take its row out of tests/statements.rs"
        );
    }
}

#[tokio::test]
async fn a_page_takes_its_number_of_statements_however_many_rows_there_are() {
    let (few, many) = (World::with(10).await, World::with(100).await);
    let mut table = String::from(
        "# Statements that each page takes. Written by `UPDATE_STATEMENTS=1 cargo test --test hub statements::`.\n",
    );
    let mut wrong = Vec::new();
    for (pattern, viewer, parts, query) in ROWS {
        let mut counts = Vec::new();
        for world in [&few, &many] {
            match measure(world, *viewer, &address(world, pattern, parts, query)).await {
                Ok(count) => counts.push(count),
                Err(error) => wrong.push(error),
            }
        }
        let [ten, hundred] = counts[..] else { continue };
        if ten != hundred {
            wrong.push(format!(
                "{pattern} for {viewer:?} takes {ten} statements for 10 rows and {hundred} for 100: \
                 load what its rows name together (graphql/src/loaders, a join in the read)"
            ));
        }
        writeln!(table, "{pattern} {viewer:?} {ten}").unwrap();
    }
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/statements.txt");
    if std::env::var_os("UPDATE_STATEMENTS").is_some() {
        std::fs::write(&file, &table).unwrap();
    }
    let expected = std::fs::read_to_string(&file).unwrap_or_default();
    let lines = |text: &str| text.lines().map(ToOwned::to_owned).collect::<BTreeSet<_>>();
    let (expected, found) = (lines(&expected), lines(&table));
    for line in expected.difference(&found) {
        wrong.push(format!("expected: {line}"));
    }
    for line in found.difference(&expected) {
        wrong.push(format!("found:    {line}"));
    }
    assert!(
        wrong.is_empty(),
        "{}\nIf the new numbers are meant, run `UPDATE_STATEMENTS=1 cargo test --test hub \
         statements::` and say why in the commit.",
        wrong.join("\n")
    );
}
