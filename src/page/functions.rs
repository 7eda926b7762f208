//! The functions of the templates.

use std::{borrow::Cow, fmt::Write as _, sync::Arc};

use minijinja::{
    Environment, Error, ErrorKind, State, Value,
    value::{Kwargs, ValueKind},
};
use sha2::{Digest, Sha256};

use super::{
    render::{RENDER, Rendering, one_or_many},
    request::SentenceArg,
};

/// The names of the functions, which the lint knows too.
#[cfg(test)]
pub(super) const NAMES: &[&str] = &[
    "t",
    "field_value",
    "field_error",
    "field_chosen",
    "done_message",
    "asset",
    "form_start",
    "url",
];

pub(super) fn register(env: &mut Environment<'static>) {
    env.add_function("t", t);
    env.add_function("field_value", field_value);
    env.add_function("field_error", field_error);
    env.add_function("field_chosen", field_chosen);
    env.add_function("done_message", done_message);
    env.add_function("asset", asset);
    env.add_function("form_start", form_start);
    env.add_function("url", url);
}

fn wrong(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::InvalidOperation, message.into())
}

fn rendering(state: &State) -> Result<Arc<Rendering>, Error> {
    state
        .lookup(RENDER)
        .and_then(|value| value.downcast_object::<Rendering>())
        .ok_or_else(|| wrong("the template is not rendered by the page engine"))
}

/// `t("key", arg=value)`: a sentence. A key without a sentence shows itself, because a page with
/// one rough edge serves people better than no page; the lint finds it earlier.
fn t(state: &State, key: &str, kwargs: Kwargs) -> Result<String, Error> {
    let rendering = rendering(state)?;
    let mut args = Vec::new();
    for name in kwargs.args() {
        let value: Value = kwargs.get(name)?;
        let number = f64::try_from(value.clone()).ok();
        let arg = match number {
            Some(number) if value.kind() == ValueKind::Number => SentenceArg::Number(number),
            _ if value.is_none() => SentenceArg::Text(String::new()),
            _ => SentenceArg::Text(value.to_string()),
        };
        args.push((name.to_owned(), arg));
    }
    Ok(rendering.sentence(key, &args).unwrap_or_else(|| {
        tracing::warn!(key, "there is no such sentence");
        key.to_owned()
    }))
}

/// `field_value("input.title", fallback)`: what was typed, if this form was posted. A field that
/// was not sent (no box ticked) is empty then.
fn field_value(state: &State, name: &str, fallback: Option<Value>) -> Result<Value, Error> {
    let rendering = rendering(state)?;
    Ok(match rendering.posted_here() {
        Some(form) => match form.values.get(name) {
            Some(values) => one_or_many(values),
            None => "".into(),
        },
        None => fallback.unwrap_or_else(|| ().into()),
    })
}

/// `field_chosen("input.tags", "air", fallback)`: whether a box or an option is chosen; the
/// fallback is the stored value, or the list of stored values.
fn field_chosen(
    state: &State,
    name: &str,
    value: Value,
    fallback: Option<Value>,
) -> Result<bool, Error> {
    let rendering = rendering(state)?;
    let wanted = value.to_string();
    if let Some(form) = rendering.posted_here() {
        return Ok(form
            .values
            .get(name)
            .is_some_and(|values| values.contains(&wanted)));
    }
    let Some(fallback) = fallback.filter(|fallback| !fallback.is_none()) else {
        return Ok(false);
    };
    if fallback.kind() == ValueKind::Seq {
        Ok(fallback.try_iter()?.any(|item| item.to_string() == wanted))
    } else {
        Ok(fallback.to_string() == wanted)
    }
}

/// `field_error("input.title", label)`: the message for a field, or none. The label, where it is
/// given, is what the summary of errors calls the field.
fn field_error(state: &State, name: &str, label: Option<Value>) -> Result<Value, Error> {
    let rendering = rendering(state)?;
    if let Some(label) = label.filter(|label| !label.is_none()) {
        rendering.called(name, &label.to_string());
    }
    let message = rendering.posted_here().and_then(|form| form.message(name));
    Ok(message.map_or_else(|| ().into(), Value::from))
}

/// `done_message()`: the sentence `done-<Mutation>` after a form was posted with success. The name
/// comes from the address, so only those that have a sentence show.
fn done_message(state: &State) -> Result<Value, Error> {
    let rendering = rendering(state)?;
    let sentence = rendering
        .done
        .as_ref()
        .and_then(|done| rendering.sentence(&format!("done-{done}"), &[]));
    Ok(sentence.map_or_else(|| ().into(), Value::from))
}

/// `asset("hub.css")`: the address of an asset.
fn asset(state: &State, name: &str) -> Result<String, Error> {
    rendering(state)?
        .assets
        .url(name)
        .ok_or_else(|| wrong(format!("there is no asset {name}")))
}

/// `form_start("SaveDataset")`: the hidden inputs of a form.
fn form_start(state: &State, mutation: &str) -> Result<Value, Error> {
    let rendering = rendering(state)?;
    if !rendering.mutations.all.contains(mutation) {
        // The page of components shows forms that lead nowhere. A form that was meant to lead
        // somewhere fails when it is posted, and the rest of its page is of use until then.
        tracing::warn!(mutation, "no page has this mutation");
    }
    let number = rendering.enter(mutation);
    let mut html = String::new();
    hidden(&mut html, "_csrf", &rendering.csrf);
    hidden(&mut html, "_mutation", mutation);
    if let Some(return_to) = &rendering.return_to {
        hidden(&mut html, "_return", return_to);
    }
    if rendering.mutations.with_request_id.contains(mutation) {
        let id = request_id(&rendering, mutation, number);
        hidden(&mut html, "input.requestId", &id);
    }
    Ok(Value::from_safe_string(html))
}

fn hidden(html: &mut String, name: &str, value: &str) {
    let value = escape(value);
    // Writing to a string cannot fail.
    let _ = write!(
        html,
        r#"<input type="hidden" name="{name}" value="{value}">"#
    );
}

/// Text as markup, in an element or in a quoted attribute.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\'']) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    Cow::Owned(escaped)
}

/// An id that is different for each form of each rendering, by which the API knows a form that is
/// sent twice. It hashes the session's token with the request's id, so that it needs no source of
/// randomness and cannot be guessed by others.
fn request_id(rendering: &Rendering, mutation: &str, number: u32) -> String {
    let mut hash = Sha256::new();
    for part in [&rendering.csrf, &rendering.request_id, mutation] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hash.update(number.to_be_bytes());
    let mut hex = String::new();
    for (i, byte) in hash.finalize().iter().take(16).enumerate() {
        let byte = match i {
            // Version 8 and the variant make it a valid UUID.
            6 => byte & 0x0f | 0x80,
            8 => byte & 0x3f | 0x80,
            _ => *byte,
        };
        if matches!(i, 4 | 6 | 8 | 10) {
            hex.push('-');
        }
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

/// `url("/datasets", page.query, after=cursor)`: a path of this site with a query string. Later
/// names replace earlier ones; none removes a name; a list repeats it.
fn url(path: &str, base: Option<Value>, kwargs: Kwargs) -> Result<String, Error> {
    if !super::target::is_local(path) {
        return Err(wrong(format!("{path} is not a path of this site")));
    }
    let mut pairs: Vec<(String, Value)> = Vec::new();
    if let Some(base) = base.filter(|base| !base.is_none()) {
        for key in base.try_iter()? {
            let value = base.get_item(&key)?;
            pairs.push((key.to_string(), value));
        }
    }
    for name in kwargs.args() {
        pairs.retain(|(known, _)| known != name);
        pairs.push((name.to_owned(), kwargs.get(name)?));
    }
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in pairs.iter().filter(|(_, value)| !value.is_none()) {
        if value.kind() == ValueKind::Seq {
            for item in value.try_iter()? {
                query.append_pair(name, &item.to_string());
            }
        } else {
            query.append_pair(name, &value.to_string());
        }
    }
    let query = query.finish();
    if query.is_empty() {
        return Ok(path.to_owned());
    }
    let separator = if path.contains('?') { '&' } else { '?' };
    Ok(format!("{path}{separator}{query}"))
}
