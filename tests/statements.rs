//! How many statements each page asks the database, the same for two, ten and a hundred of
//! everything. The numbers stand in `statements.txt`; `UPDATE_STATEMENTS=1` writes them anew, and
//! the change of that file shows what became dearer.

mod announced;
mod calls;
mod grouped;
mod partnering;
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
    ("/confirm-email", Ann, &[], "?token=none"),
    ("/confirm-new-email", Ann, &[], "?token=none"),
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
    ("/audit", Visitor, &[], ""),
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
    (
        "/challenges/{number}/applying",
        Visitor,
        &["challenge number"],
        "",
    ),
    (
        "/challenges/{number}/judging",
        Visitor,
        &["challenge number"],
        "",
    ),
    (
        "/challenges/{number}/questions",
        Visitor,
        &["challenge number"],
        "",
    ),
    (
        "/challenges/{number}/questions",
        Staff,
        &["challenge number"],
        "",
    ),
    (
        "/challenges/{number}/partners",
        Visitor,
        &["challenge number"],
        "",
    ),
    (
        "/challenges/{number}/partners",
        Ann,
        &["challenge number"],
        "",
    ),
    (
        "/challenges/{number}/partners/new",
        Ann,
        &["challenge number"],
        "",
    ),
    (
        "/challenges/{number}/partners/{notice}",
        Ann,
        &["challenge number", "notice"],
        "",
    ),
    ("/introductions/{key}", Ann, &["introduction"], ""),
    ("/challenges/{number}/edit", Staff, &["draft challenge"], ""),
    ("/challenges/{number}/amend", Staff, &["challenge"], ""),
    (
        "/challenges/{number}/manage",
        Staff,
        &["challenge number"],
        "",
    ),
    // Programmes.
    ("/programmes", Visitor, &[], ""),
    ("/programmes/new", Staff, &[], ""),
    ("/programmes/{number}", Visitor, &["programme"], ""),
    ("/programmes/{number}", Staff, &["programme"], ""),
    (
        "/programmes/{number}/ledger",
        Visitor,
        &["programme number"],
        "",
    ),
    (
        "/programmes/{number}/edit",
        Staff,
        &["programme number"],
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
    ("/proposals/{key}/print", Ann, &["submitted"], ""),
    ("/proposals/{key}/versions", Ann, &["submitted"], ""),
    (
        "/proposals/{key}/versions/{number}",
        Ann,
        &["submitted", "=1"],
        "",
    ),
    ("/proposals/{key}/files", Ann, &["draft"], ""),
    ("/proposals/{key}/screening", Ann, &["submitted"], ""),
    ("/challenges/{number}/screening", Staff, &["judged"], ""),
    ("/proposals/{key}/edit", Ann, &["draft"], ""),
    ("/proposals/{key}/partners", Ann, &["draft"], ""),
    ("/proposals/{key}/consent", Ann, &["draft"], ""),
    ("/proposals/{key}/check", Ann, &["draft"], ""),
    ("/proposals/{key}/submitted", Ann, &["submitted"], ""),
    ("/proposals/{key}/withdraw", Ann, &["submitted"], ""),
    ("/proposals/{key}/disqualify", Ann, &["submitted"], ""),
    // Judging and decisions.
    ("/judging", Jo, &[], ""),
    ("/judging/{key}", Jo, &["desk"], ""),
    ("/judging/{key}/print", Jo, &["desk"], ""),
    ("/judging/{key}/upload", Jo, &["desk"], ""),
    (
        "/judging/{key}/upload/{upload}",
        Jo,
        &["desk", "score upload"],
        "",
    ),
    ("/judging/{key}/conflicts", Jo, &["desk"], ""),
    (
        "/judging/{key}/proposals/{proposalKey}",
        Jo,
        &["desk", "card"],
        "",
    ),
    ("/challenges/{number}/judges", Staff, &["judged"], ""),
    (
        "/challenges/{number}/assignment",
        Staff,
        &["judged"],
        "?reviews=1&least=0&most=999&seed=1",
    ),
    ("/challenges/{number}/conflicts", Staff, &["judged"], ""),
    (
        "/challenges/{number}/conflicts/{judgeKey}/{proposalKey}",
        Staff,
        &["judged", "ruled out", "card"],
        "",
    ),
    ("/challenges/{number}/decision", Staff, &["judged"], ""),
    (
        "/challenges/{number}/decision/{proposalKey}",
        Staff,
        &["judged", "card"],
        "",
    ),
    ("/challenges/{number}/announce", Staff, &["judged"], ""),
    (
        "/challenges/{number}/announce/later",
        Staff,
        &["judged"],
        "",
    ),
    ("/challenges/{number}/ranking", Staff, &["judged"], ""),
    ("/challenges/{number}/rounds", Staff, &["judged"], ""),
    ("/challenges/{number}/views", Staff, &["judged"], ""),
    ("/challenges/{number}/moderation", Staff, &["judged"], ""),
    ("/proposals/{key}/discussion", Staff, &["discussed"], ""),
    ("/challenges/{number}/report", Visitor, &["announced"], ""),
    ("/challenges/{number}/lottery", Jo, &["announced"], ""),
    ("/challenges/{number}/offers", Staff, &["announced"], ""),
    ("/proposals/{key}/decision", Jo, &["announced proposal"], ""),
    // Projects.
    ("/projects", Visitor, &[], ""),
    ("/projects/{number}", Visitor, &["project"], ""),
    ("/projects/new", Ann, &[], ""),
    ("/projects/ledger", Visitor, &[], ""),
    ("/projects/ledger/figures", Visitor, &[], ""),
    ("/projects/{number}/edit", Ann, &["project"], ""),
    ("/projects/{number}/data", Ann, &["project"], ""),
    ("/projects/{number}/impact", Ann, &["project"], ""),
    ("/projects/{number}/stories/new", Ann, &["project"], ""),
    (
        "/projects/{number}/stories/{story}/edit",
        Ann,
        &["project", "story"],
        "",
    ),
    ("/projects/{number}/delivery", Ann, &["project"], ""),
    ("/projects/{number}/updates/new", Ann, &["project"], ""),
    ("/still-live/{token}", Visitor, &["still live"], ""),
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

/// Writes the numbers anew.
const COMMAND: &str = "UPDATE_STATEMENTS=1 cargo test --test hub statements::";

/// How often a page is opened at most.
const TRIES: usize = 5;

/// How many statements the page takes, each time that it is opened until it takes as many as
/// `expected`, and how long it is. It may be one or two more, because what several lists of a
/// page name is loaded together only if they come to it within a millisecond, and because that a
/// session was seen is noted once a minute.
async fn measure(
    world: &World,
    viewer: Viewer,
    path: &str,
    expected: Option<u64>,
) -> Result<(Vec<u64>, usize), String> {
    let (mut counts, mut length) = (Vec::new(), 0);
    while counts.len() < TRIES && counts.last().is_none_or(|last| Some(*last) != expected) {
        let before = world.hub.hub.database().statements();
        let page = world.browser(viewer).get(path).await;
        counts.push(world.hub.hub.database().statements() - before);
        length = page.html.len();
        if page.status != 200 || page.path != path {
            return Err(format!(
                "{path} for {viewer:?}: {} at {}",
                page.status, page.path
            ));
        }
    }
    Ok((counts, length))
}

/// Whether every hub came within one statement of what is wanted: two lists of a page may be loaded
/// together on one machine and apart on another, but a statement for each row is eight more of ten.
fn comes_near(hubs: &[(Vec<u64>, usize)], wanted: u64) -> bool {
    let near = |counts: &[u64]| counts.iter().any(|count| count.abs_diff(wanted) <= 1);
    hubs.iter().all(|(counts, _)| near(counts))
}

/// The count that all hubs took most often, or why there is none.
fn agreed(hubs: &[(Vec<u64>, usize)]) -> Result<u64, String> {
    let least = |count: u64| {
        let times = hubs
            .iter()
            .map(|(counts, _)| counts.iter().filter(|c| **c == count).count());
        times.min().unwrap_or(0)
    };
    let counts = hubs.iter().flat_map(|(counts, _)| counts.iter().copied());
    counts
        .filter(|count| least(*count) > 0)
        .max_by_key(|count| least(*count))
        .ok_or_else(|| {
            format!(
                "takes {:?} statements for 2, 10 and 100 rows: load what its rows name together \
                 (graphql/src/loaders.rs, a join in the read)",
                hubs.iter().map(|(counts, _)| counts).collect::<Vec<_>>()
            )
        })
}

#[test]
fn every_page_has_a_row() {
    let listed: BTreeSet<&str> = ROWS.iter().map(|row| row.0).collect();
    // The demonstration's own pages read its world, which has one size.
    for route in PAGES
        .iter()
        .filter(|route| !route.path.starts_with("/demo"))
    {
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
    // Some lists are cut after twenty rows, and hold several of what there are ten of: what they
    // take for each row shows only beside the first hub.
    let worlds = [
        World::with(2).await,
        World::with(10).await,
        World::with(100).await,
    ];
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/statements.txt");
    let update = std::env::var_os("UPDATE_STATEMENTS").is_some();
    let listed = std::fs::read_to_string(&file).unwrap_or_default();
    let expected = |row: &str| -> Option<u64> {
        let line = listed.lines().find_map(|line| line.strip_prefix(row))?;
        line.split(' ').next()?.parse().ok()
    };
    let mut table = format!(
        "# Statements that each page takes, and whether it shows a list that is longer where there \
         is more.\n# To write it anew: {COMMAND}\n"
    );
    let mut wrong = Vec::new();
    for (pattern, viewer, parts, query) in ROWS {
        let row = format!("{pattern} {viewer:?} ");
        let wanted = if update { None } else { expected(&row) };
        let mut counts = Vec::new();
        for world in &worlds {
            let path = address(world, pattern, parts, query);
            match measure(world, *viewer, &path, wanted).await {
                Ok(found) => counts.push(found),
                Err(error) => wrong.push(error),
            }
        }
        let [(_, short), _, (_, long)] = &counts[..] else {
            continue;
        };
        // Else nothing would tell that a page has lost its list, and its number its meaning.
        let shows = if *long > short + short / 10 {
            "list"
        } else {
            "fixed"
        };
        let found = match wanted {
            Some(wanted) if comes_near(&counts, wanted) => Ok(wanted),
            _ => agreed(&counts),
        };
        match found {
            Ok(count) if update || wanted == Some(count) => {
                writeln!(table, "{row}{count} {shows}").unwrap();
            }
            Ok(count) => wrong.push(format!("{row}takes {count}, not {wanted:?}")),
            Err(error) => wrong.push(format!("{row}{error}")),
        }
    }
    if update {
        std::fs::write(&file, &table).unwrap();
    } else if wrong.is_empty() && table != listed {
        let lines: BTreeSet<&str> = listed.lines().collect();
        let found: BTreeSet<&str> = table.lines().collect();
        let differ: Vec<_> = lines.symmetric_difference(&found).collect();
        wrong.push(format!("tests/statements.txt differs: {differ:?}"));
    }
    assert!(
        wrong.is_empty(),
        "{}\nIf new numbers are meant, run `{COMMAND}` and say why in the commit.",
        wrong.join("\n")
    );
}
