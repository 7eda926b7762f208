//! Asking and doing, and what came of it in a word.

use std::collections::BTreeMap;

use async_graphql::{Request, Variables};
use hub_domain::{Caller, Hub};
use hub_graphql::HubSchema;
use serde_json::Value;

use super::schema::{Field, Kind, Node, Schema};

/// Runs a document in process.
pub async fn run(
    schema: &HubSchema,
    hub: &Hub,
    caller: &Caller,
    document: &str,
    variables: &Value,
) -> Value {
    let request = Request::new(document).variables(Variables::from_json(variables.clone()));
    let answer = schema
        .execute(hub_graphql::prepare(hub, caller, request))
        .await;
    serde_json::to_value(&answer).unwrap()
}

/// The document of a root field; its arguments are variables.
fn document(kind: &str, field: &Field, given: &Value, selection: &str) -> String {
    let given: Vec<_> = field
        .arguments
        .iter()
        .filter(|a| given.get(&a.name).is_some())
        .collect();
    let list = |parts: Vec<String>| {
        if parts.is_empty() {
            String::new()
        } else {
            format!("({})", parts.join(", "))
        }
    };
    let declared = list(
        given
            .iter()
            .map(|a| format!("${}: {}", a.name, a.of))
            .collect(),
    );
    let passed = list(given.iter().map(|a| format!("{0}: ${0}", a.name)).collect());
    format!("{kind}{declared} {{ {}{passed} {selection} }}", field.name)
}

/// Does something: `ok`, `invalid:CODE`, or the code of the error.
pub async fn mutate(
    schema: &HubSchema,
    types: &Schema,
    hub: &Hub,
    caller: &Caller,
    field: &Field,
    given: &Value,
) -> String {
    let selection = if types.has_user_errors(&field.of) {
        "{ __typename userErrors { code } }"
    } else {
        "{ __typename }"
    };
    let document = document("mutation", field, given, selection);
    let answer = run(schema, hub, caller, &document, given).await;
    if let Some(error) = answer.pointer("/errors/0") {
        return code(error, &document);
    }
    let invalid = answer["data"][&field.name].pointer("/userErrors/0/code");
    match invalid.and_then(Value::as_str) {
        Some(code) => format!("invalid:{code}"),
        None => "ok".to_owned(),
    }
}

fn code(error: &Value, document: &str) -> String {
    let code = error.pointer("/extensions/code").and_then(Value::as_str);
    let code = code.unwrap_or_else(|| panic!("{document}\nis not a valid document: {error}"));
    assert!(
        code != "INTERNAL" && code != "RATE_LIMITED",
        "{document}\n{error}"
    );
    code.to_owned()
}

/// The cells of a root field and of everything below it, by path; the root's path is empty.
pub async fn query(
    schema: &HubSchema,
    hub: &Hub,
    caller: &Caller,
    field: &Field,
    kind: &Kind,
    given: &Value,
) -> BTreeMap<String, String> {
    let mut cells = BTreeMap::new();
    let shallow = document("query", field, given, &kind.shallow());
    let answer = run(schema, hub, caller, &shallow, given).await;
    let root = match answer.pointer("/errors/0") {
        Some(error) => code(error, &shallow),
        None => word(kind, &[&answer["data"][&field.name]]),
    };
    let seen = is_there(&root);
    cells.insert(String::new(), root);
    let Kind::Object(nodes) = kind else {
        return cells;
    };
    if !seen {
        return cells;
    }
    let whole = document("query", field, given, &kind.selection());
    let answer = run(schema, hub, caller, &whole, given).await;
    if answer.get("errors").is_none() {
        collect(nodes, &[&answer["data"][&field.name]], "", &mut cells);
        return cells;
    }
    // One refused field may take its whole object away; so each is asked for on its own.
    let mut paths = Vec::new();
    each(nodes, "", &|inner| inner, &mut paths);
    for (path, selection, node) in paths {
        let one = document("query", field, given, &format!("{{ {selection} }}"));
        let answer = run(schema, hub, caller, &one, given).await;
        let cell = if let Some(error) = answer.pointer("/errors/0") {
            code(error, &one)
        } else {
            let mut values = vec![&answer["data"][&field.name]];
            for name in path.split('.') {
                values = step(&values, name);
            }
            word(&node.kind, &values)
        };
        cells.insert(path, cell);
    }
    cells
}

type Found<'a> = (String, String, &'a Node);

fn each<'a>(
    nodes: &'a [Node],
    path: &str,
    wrap: &dyn Fn(String) -> String,
    found: &mut Vec<Found<'a>>,
) {
    for node in nodes {
        let path = join(path, &node.name);
        found.push((path.clone(), wrap(node.ask(&node.kind.shallow())), node));
        if let Kind::Object(below) = &node.kind {
            let wrap = |inner: String| wrap(node.ask(&format!("{{ {inner} }}")));
            each(below, &path, &wrap, found);
        }
    }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}

/// The values of a field of some objects, lists taken apart.
fn step<'a>(objects: &[&'a Value], name: &str) -> Vec<&'a Value> {
    objects
        .iter()
        .flat_map(|object| match object {
            Value::Array(items) => items.iter().collect(),
            other => vec![*other],
        })
        .filter_map(|object| object.get(name))
        .collect()
}

fn collect(nodes: &[Node], objects: &[&Value], path: &str, cells: &mut BTreeMap<String, String>) {
    for node in nodes {
        let values = step(objects, &node.name);
        let path = join(path, &node.name);
        cells.insert(path.clone(), word(&node.kind, &values));
        if let Kind::Object(below) = &node.kind {
            collect(below, &values, &path, cells);
        }
    }
}

/// What there is, in a word.
fn word(kind: &Kind, values: &[&Value]) -> String {
    if let Kind::Connection { .. } = kind {
        let edges = values.iter().filter_map(|v| v["edges"].as_array());
        let count: usize = edges.map(Vec::len).sum();
        let total = values.iter().filter_map(|v| v["totalCount"].as_u64()).sum();
        return match (count, total) {
            (0, 0) => "empty".to_owned(),
            (count, total) if u64::try_from(count).unwrap() == total || total == 0 => {
                format!("ok:{count}")
            }
            (count, total) => format!("ok:{count}/{total}"),
        };
    }
    let lists: Vec<_> = values.iter().filter_map(|v| v.as_array()).collect();
    if !lists.is_empty() {
        return match lists.iter().map(|list| list.len()).sum() {
            0 => "empty".to_owned(),
            count => format!("ok:{count}"),
        };
    }
    let yes = values.contains(&&Value::Bool(true));
    let no = values.contains(&&Value::Bool(false));
    let there = |v: &&&Value| !v.is_null() && v.as_str() != Some("");
    match (yes, no) {
        (true, true) => "some",
        (true, false) => "yes",
        (false, true) => "no",
        _ if values.iter().any(|v| there(&v)) => "ok",
        _ => "empty",
    }
    .to_owned()
}

/// Whether a cell says that something was answered.
pub fn is_there(cell: &str) -> bool {
    cell.starts_with("ok") || ["yes", "no", "some"].contains(&cell)
}
