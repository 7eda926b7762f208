//! Where a form leads: a path with placeholders, filled from the mutation's answer.

use async_graphql::Value;

use super::{document::Operation, shape::lookup};

/// What a placeholder may name besides the answer.
const PAGE_PATH: &str = "page.path";
const RETURN: &str = "return";

/// Whether a text is a path of this site. A browser reads `//host` and `/\host` as another site.
pub(super) fn is_local(text: &str) -> bool {
    text.starts_with('/')
        && !text.starts_with("//")
        && !text.contains('\\')
        && !text.chars().any(char::is_control)
}

enum Piece<'a> {
    Text(&'a str),
    Placeholder(&'a str),
}

fn pieces(target: &str) -> Result<Vec<Piece<'_>>, String> {
    let mut pieces = Vec::new();
    let mut rest = target;
    while let Some((text, after)) = rest.split_once('{') {
        if !text.is_empty() {
            pieces.push(Piece::Text(text));
        }
        let (name, after) = after
            .split_once('}')
            .ok_or_else(|| format!("{target} has a brace that does not close"))?;
        pieces.push(Piece::Placeholder(name));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    Ok(pieces)
}

/// Checks at start that the answer has what the target needs.
pub(super) fn check(target: &str, operation: &Operation) -> Result<(), String> {
    let pieces = pieces(target)?;
    if let Some(Piece::Text(text)) = pieces.first()
        && !is_local(text)
    {
        return Err(format!("{target} does not begin with /"));
    }
    if pieces.is_empty() {
        return Err("a target is empty".into());
    }
    for piece in pieces {
        if let Piece::Placeholder(name) = piece
            && ![PAGE_PATH, RETURN].contains(&name)
            && operation.shape.at(name).is_none()
        {
            return Err(format!("{} does not select {name}", operation.name));
        }
    }
    Ok(())
}

/// The address to go to after a mutation. A whole path from the answer must be one of this site;
/// anything else is encoded as a segment. Where a value is missing, the page itself is the target.
pub(super) fn fill(
    target: &str,
    mutation: &str,
    data: &Value,
    page_path: &str,
    return_to: Option<&str>,
) -> String {
    let mut filled = String::new();
    for piece in pieces(target).unwrap_or_default() {
        match piece {
            Piece::Text(text) => filled.push_str(text),
            Piece::Placeholder(PAGE_PATH) => filled.push_str(page_path),
            Piece::Placeholder(RETURN) => filled.push_str(return_to.unwrap_or("/")),
            Piece::Placeholder(name) => {
                let value = match lookup(data, name) {
                    Some(Value::String(text)) => text.clone(),
                    Some(Value::Number(number)) => number.to_string(),
                    Some(Value::Enum(name)) => name.to_string(),
                    _ => return with_done(page_path, mutation),
                };
                if filled.is_empty() {
                    filled.push_str(&value);
                } else {
                    filled.push_str(&encode(&value));
                }
            }
        }
    }
    if !is_local(&filled) {
        page_path.clone_into(&mut filled);
    }
    // The page that somebody came from knows nothing of signing in.
    if target == "{return}" {
        filled
    } else {
        with_done(&filled, mutation)
    }
}

fn with_done(path: &str, mutation: &str) -> String {
    let (path, fragment) = match path.split_once('#') {
        Some((path, fragment)) => (path, format!("#{fragment}")),
        None => (path, String::new()),
    };
    let separator = if path.contains('?') { '&' } else { '?' };
    format!("{path}{separator}done={mutation}{fragment}")
}

/// Percent-encodes one segment of a path, or one value of a query string.
pub(super) fn encode(text: &str) -> String {
    // The form encoding writes a space as a plus, which a path would keep as such.
    url::form_urlencoded::byte_serialize(text.as_bytes())
        .collect::<String>()
        .replace('+', "%20")
}
