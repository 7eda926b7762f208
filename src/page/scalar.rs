//! One typed text as a scalar of the schema.

use async_graphql::Value;
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use super::{form::Tree, money};

/// What a blank text means where the schema wants a value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Blank {
    /// An empty text, which the rules of the hub judge.
    Text,
    /// A box that was not ticked.
    False,
    /// That something is missing.
    Required,
}

impl Blank {
    pub(super) fn of(scalar: &str) -> Self {
        match scalar {
            "String" => Self::Text,
            "Boolean" => Self::False,
            _ => Self::Required,
        }
    }
}

/// The text of a field: the last of its values, so that a button can override a hidden input; or
/// a date put together from its `day`, `month`, `year` and `time`.
pub(super) fn text(tree: &Tree) -> String {
    let part = |name| tree.child(name).map(text).unwrap_or_default();
    if tree.child("year").is_none() {
        return tree.last().unwrap_or_default().to_owned();
    }
    let (year, month, day) = (part("year"), part("month"), part("day"));
    let time = part("time");
    if [&year, &month, &day, &time]
        .iter()
        .all(|part| part.trim().is_empty())
    {
        return String::new();
    }
    let two = |part: &str| format!("{:0>2}", part.trim());
    let date = format!("{}-{}-{}", year.trim(), two(&month), two(&day));
    if tree.child("time").is_some() {
        format!("{date}T{}", time.trim())
    } else {
        date
    }
}

/// Coerces a text that is not blank, or says by which code it does not fit.
pub(super) fn coerce(scalar: &str, text: &str, in_path: bool) -> Result<Value, &'static str> {
    let trimmed = text.trim();
    match scalar {
        "Int" => {
            let digits = if in_path {
                leading_number(trimmed)
            } else {
                without_commas(trimmed)
            };
            let number: i32 = digits.parse().map_err(|_| "NOT_A_NUMBER")?;
            Ok(Value::from(number))
        }
        "Float" => {
            let number: f64 = without_commas(trimmed)
                .parse()
                .map_err(|_| "NOT_A_NUMBER")?;
            if number.is_finite() {
                Ok(Value::from(number))
            } else {
                Err("NOT_A_NUMBER")
            }
        }
        "Boolean" => match trimmed {
            "on" | "true" | "1" | "yes" => Ok(Value::Boolean(true)),
            "off" | "false" | "0" | "no" => Ok(Value::Boolean(false)),
            _ => Err("NOT_A_CHOICE"),
        },
        "ID" => Ok(Value::String(trimmed.to_owned())),
        "Pence" => money::pence(trimmed)
            .map(Value::from)
            .ok_or("NOT_AN_AMOUNT"),
        "ByteSize" => money::bytes(trimmed).map(Value::from).ok_or("NOT_A_SIZE"),
        "DateTime" => moment(trimmed).map(Value::String).ok_or("NOT_A_DATE"),
        "LocalDateTime" | "NaiveDateTime" => local(trimmed).map(Value::String).ok_or("NOT_A_DATE"),
        "Date" | "NaiveDate" => NaiveDate::parse_from_str(trimmed, "%Y-%m-%d")
            .map(|date| Value::String(date.to_string()))
            .map_err(|_| "NOT_A_DATE"),
        "Long" | "Int64" | "BigInt" => {
            let number: i64 = without_commas(trimmed)
                .parse()
                .map_err(|_| "NOT_A_NUMBER")?;
            Ok(Value::from(number))
        }
        // Browsers send line ends as CR LF.
        _ => Ok(Value::String(text.replace("\r\n", "\n"))),
    }
}

/// The number of a path such as `42-some-slug`; text that the number runs into is kept, so that it
/// does not fit.
fn leading_number(text: &str) -> String {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    if rest.is_empty() || rest.starts_with('-') {
        digits.to_owned()
    } else {
        text.to_owned()
    }
}

fn without_commas(text: &str) -> String {
    text.chars()
        .filter(|c| *c != ',' && !c.is_whitespace())
        .collect()
}

/// A moment with its zone, or a local time with its seconds; the API judges which it wants.
fn moment(text: &str) -> Option<String> {
    match DateTime::parse_from_rfc3339(text) {
        Ok(_) => Some(text.to_owned()),
        Err(_) => local(text),
    }
}

fn local(text: &str) -> Option<String> {
    let (date, time) = text.split_once(['T', ' '])?;
    let date = NaiveDate::parse_from_str(date, "%Y-%m-%d").ok()?;
    let time = NaiveTime::parse_from_str(time, "%H:%M")
        .or_else(|_| NaiveTime::parse_from_str(time, "%H:%M:%S%.f"))
        .ok()?;
    let time = time.with_nanosecond(0)?;
    Some(
        NaiveDateTime::new(date, time)
            .format("%Y-%m-%dT%H:%M:%S")
            .to_string(),
    )
}
