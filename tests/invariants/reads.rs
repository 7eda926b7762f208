//! Everything that somebody can read: pages, fields, lists, counts, search, feeds and files.

use std::collections::BTreeMap;

use hub::http::routes::PAGES;
use serde_json::Value;

use super::facts::Facts;
use super::stage::Stage;
use crate::policy_matrix::schema::{Field, Kind, Node, Schema};
use crate::policy_matrix::world::Things;

/// What was read, by where.
pub type Seen = BTreeMap<String, String>;

/// The addresses of pages that have to do with the challenge, and of lists that could.
pub fn addresses(stage: &Stage, facts: &Facts) -> Vec<String> {
    let number = stage.challenge;
    let mut all: Vec<String> = [
        "/challenges.atom",
        "/datasets.atom",
        "/forum.atom",
        "/projects/ledger.csv",
        "/search?q=zq&first=100",
        "/search?q=Stops&kind=PROPOSAL",
        "/search?q=ready",
        "/challenges?status=JUDGING",
    ]
    .map(ToOwned::to_owned)
    .into();
    all.push(format!("/challenges/{number}/decision-bundle.json"));
    all.push(format!("/challenges/{number}/decision?sort=MEAN"));
    all.push(format!("/challenges/{number}/decision?sort=REVIEWS"));
    for page in PAGES {
        let path = page.path;
        // Their rows are of the demonstration, of accounts and of sessions. Where the chains of the
        // audit end is public on purpose, and moves with everything that anybody does.
        if [
            "/audit",
            "/demo",
            "/still-live",
            "/unsubscribe",
            "/invitations",
            "/account/tokens",
        ]
        .iter()
        .any(|start| path.starts_with(start))
        {
            continue;
        }
        if !path.contains('{') {
            all.push(path.to_owned());
        } else if path.starts_with("/challenges/{number}") {
            of_challenge(
                &path.replace("{number}", &number.to_string()),
                facts,
                &mut all,
            );
        } else if path.starts_with("/proposals/{key}") {
            for row in &facts.proposals {
                all.push(path.replace("{key}", &row.key).replace("{number}", "1"));
            }
        } else if path.starts_with("/judging/{key}") {
            for judge in &facts.judges {
                let path = path.replace("{key}", &judge.key);
                of_proposals(&path, facts, &mut all);
            }
        } else if path == "/projects/{number}" {
            all.extend(facts.projects.iter().map(|p| format!("/projects/{}", p.id)));
        } else if path == "/people/{handle}" {
            all.extend(["kim", "jo", "max", "ann"].map(|handle| format!("/people/{handle}")));
        } else if path == "/organisations/{number}" {
            all.extend(
                stage
                    .councils
                    .iter()
                    .map(|id| format!("/organisations/{id}")),
            );
        }
    }
    all
}

fn of_challenge(path: &str, facts: &Facts, all: &mut Vec<String>) {
    if !path.contains("{judgeKey}") {
        of_proposals(path, facts, all);
        return;
    }
    for judge in &facts.judges {
        of_proposals(&path.replace("{judgeKey}", &judge.key), facts, all);
    }
}

fn of_proposals(path: &str, facts: &Facts, all: &mut Vec<String>) {
    if !path.contains("{proposalKey}") {
        all.push(path.to_owned());
        return;
    }
    let rows = facts.proposals.iter();
    all.extend(rows.map(|row| path.replace("{proposalKey}", &row.key)));
}

/// Opens pages.
pub async fn pages(stage: &Stage, who: usize, addresses: &[String], seen: &mut Seen) {
    for address in addresses {
        let page = stage.people[who].browser.raw(address).await;
        let status = page.status().as_u16();
        assert!(status < 500, "{address}: {status}");
        let text = page.text().await.unwrap();
        seen.insert(
            format!("page {address}"),
            steady(&format!("{status}\n{text}")),
        );
    }
}

/// The root fields that have to do with the challenge, with their arguments.
pub fn asks(schema: &Schema, stage: &Stage, facts: &Facts) -> Vec<(String, Field)> {
    let mut asks = Vec::new();
    for field in schema.operations("Query") {
        for arguments in arguments(&field.name, stage, facts) {
            asks.push((format!("{}{arguments}", field.name), field.clone()));
        }
    }
    asks
}

/// Asks for every field below a root field.
pub async fn ask(stage: &Stage, who: usize, root: String, kind: &Kind, seen: &mut Seen) {
    Ask { stage, who, root }.all(kind, seen).await;
}

/// What fields below the roots are asked with.
pub fn things(facts: &Facts) -> Things {
    let mut things = Things::default();
    let proposal = |index: usize| facts.proposals[index].key.clone();
    things.put("first", proposal(0));
    things.put("second", proposal(1));
    let judge = facts
        .judges
        .first()
        .map_or("none", |judge| judge.key.as_str());
    things.put("conflicted_judge", judge);
    things.put("mail", "none");
    // What no history has; whoever asks for it finds nothing.
    things.put("notice", 1);
    things.put("story", 1);
    things.put("score_upload", "none");
    things
}

/// The arguments with which a root field could tell something; none where it could not.
fn arguments(name: &str, stage: &Stage, facts: &Facts) -> Vec<String> {
    let text = |text: &str| Value::from(text).to_string();
    let proposals = |of: &str| {
        let rows = facts.proposals.iter();
        rows.map(|row| format!("({of}: {})", text(&row.key)))
            .collect()
    };
    match name {
        "challenge" | "screening" => vec![format!("(number: {})", stage.challenge)],
        "proposal" => proposals("key"),
        "panelDiscussion" => proposals("proposal"),
        "judge" => {
            let judges = facts.judges.iter();
            judges
                .map(|row| format!("(key: {})", text(&row.key)))
                .collect()
        }
        "scoreCard" => {
            let pairs = facts.judges.iter().flat_map(|judge| {
                let rows = facts.proposals.iter();
                rows.map(|row| {
                    let (judge, proposal) = (text(&judge.key), text(&row.key));
                    format!("(judge: {judge}, proposal: {proposal})")
                })
            });
            pairs.collect()
        }
        "search" => ["zq", "need", "Stops"]
            .map(|word| format!("(query: \"{word}\")"))
            .into(),
        "challenges" | "projects" | "projectFacets" | "viewer" => vec![String::new()],
        _ => Vec::new(),
    }
}

struct Ask<'a> {
    stage: &'a Stage,
    who: usize,
    root: String,
}

impl Ask<'_> {
    async fn run(&self, selection: &str, seen: &mut Seen) -> bool {
        let document = format!("{{ {} {selection} }}", self.root);
        let browser = &self.stage.people[self.who].browser;
        let mut answer = browser.graphql(&document, Value::Null).await;
        settle(&mut answer);
        let whole = answer.get("errors").is_none();
        let text = answer.to_string();
        assert!(!text.contains("\"INTERNAL\""), "{document}: {text}");
        assert!(!text.contains("\"TOO_COMPLEX\""), "{document}: {text}");
        seen.insert(format!("field {} {selection}", self.root), text);
        whole
    }

    /// All at once, and where something is refused each on its own.
    async fn all(&self, kind: &Kind, seen: &mut Seen) {
        if !self.run(&kind.shallow(), seen).await || self.run(&kind.selection(), seen).await {
            return;
        }
        let Kind::Object(nodes) = kind else {
            return;
        };
        for node in nodes {
            if self.run(&wrapped(node, &node.kind), seen).await {
                continue;
            }
            if let Kind::Object(below) = &node.kind {
                for inner in below {
                    let inner = inner.ask(&inner.kind.selection());
                    let selection = format!("{{ {} }}", node.ask(&format!("{{ {inner} }}")));
                    self.run(&selection, seen).await;
                }
            }
        }
    }
}

fn wrapped(node: &Node, kind: &Kind) -> String {
    format!("{{ {} }}", node.ask(&kind.selection()))
}

/// Takes out what only the time of asking changes.
fn settle(answer: &mut Value) {
    match answer {
        Value::Object(fields) => {
            fields.remove("timelineNow");
            // Sessions are touched as they are used.
            fields.remove("lastSeenAt");
            fields.values_mut().for_each(settle);
        }
        Value::Array(items) => items.iter_mut().for_each(settle),
        _ => {}
    }
}

/// A page without what is new each time it is shown.
fn steady(page: &str) -> String {
    page.lines()
        .filter(|line| {
            !["requestId", "nonce=", "timeline-now"]
                .iter()
                .any(|part| line.contains(part))
        })
        .collect::<Vec<_>>()
        .join("\n")
}

/// Where two looks differ, and how.
pub fn difference(before: &Seen, after: &Seen) -> Option<String> {
    let differs = |(place, text): (&String, &String)| {
        let other = before.get(place)?;
        if text == other {
            return None;
        }
        let same = text
            .bytes()
            .zip(other.bytes())
            .take_while(|(a, b)| a == b)
            .count();
        let cut = |text: &str| {
            let bytes = text.as_bytes();
            let (from, to) = (same.saturating_sub(120), (same + 200).min(bytes.len()));
            String::from_utf8_lossy(&bytes[from..to.max(from)]).into_owned()
        };
        Some(format!(
            "{place}\nbefore: …{}…\nafter: …{}…",
            cut(other),
            cut(text)
        ))
    };
    after.iter().find_map(differs)
}
