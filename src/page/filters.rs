//! The filters of the templates. Each shows none as nothing.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use chrono_tz::{Europe::London, Tz};
use minijinja::{Environment, Error, ErrorKind, Value, value::Kwargs};

use super::money;

pub(super) fn register(env: &mut Environment<'static>) {
    env.add_filter("date", date);
    env.add_filter("datetime", datetime);
    env.add_filter("iso", iso);
    env.add_filter("money", |value: Value| whole(&value, money::pounds));
    env.add_filter("bytes", |value: Value| {
        whole(&value, |n| {
            money::size(u64::try_from(n).unwrap_or_default())
        })
    });
    env.add_filter("number", number);
    env.add_filter("truncate_words", truncate_words);
}

fn wrong(message: String) -> Error {
    Error::new(ErrorKind::InvalidOperation, message)
}

fn nothing() -> Value {
    Value::from(())
}

fn whole(value: &Value, show: impl Fn(i64) -> String) -> Result<Value, Error> {
    if value.is_none() {
        return Ok(nothing());
    }
    let number = i64::try_from(value.clone())
        .ok()
        // Large integers of the API travel as strings.
        .or_else(|| value.as_str()?.parse().ok());
    match number {
        Some(number) => Ok(show(number).into()),
        None => Err(wrong(format!("{value} is not a whole number"))),
    }
}

fn moment(value: &Value) -> Result<DateTime<Utc>, Error> {
    let text = value.as_str().unwrap_or_default();
    DateTime::parse_from_rfc3339(text)
        .map(|moment| moment.to_utc())
        .map_err(|_| wrong(format!("{value} is not a time")))
}

fn zone(kwargs: &Kwargs) -> Result<Tz, Error> {
    let zone: Option<String> = kwargs.get("zone")?;
    kwargs.assert_all_used()?;
    match zone {
        Some(zone) => zone
            .parse()
            .map_err(|_| wrong(format!("{zone} is not a time zone"))),
        None => Ok(London),
    }
}

/// `24 November 2026`, of a date or of a moment.
fn date(value: Value, kwargs: Kwargs) -> Result<Value, Error> {
    if value.is_none() {
        return Ok(nothing());
    }
    let zone = zone(&kwargs)?;
    let date = match value
        .as_str()
        .map(|text| NaiveDate::parse_from_str(text, "%Y-%m-%d"))
    {
        Some(Ok(date)) => date,
        _ => moment(&value)?.with_timezone(&zone).date_naive(),
    };
    Ok(date.format("%-d %B %Y").to_string().into())
}

/// `24 November 2026, 5:00pm GMT`, or with `weekday=true` what is due this week is seen to be:
/// `Tuesday 24 November 2026, 5:00pm GMT`.
fn datetime(value: Value, kwargs: Kwargs) -> Result<Value, Error> {
    if value.is_none() {
        return Ok(nothing());
    }
    let weekday: Option<bool> = kwargs.get("weekday")?;
    let moment = moment(&value)?.with_timezone(&zone(&kwargs)?);
    let format = match weekday {
        Some(true) => "%A %-d %B %Y, %-I:%M%P %Z",
        _ => "%-d %B %Y, %-I:%M%P %Z",
    };
    Ok(moment.format(format).to_string().into())
}

/// For the `datetime` attribute of `<time>`.
fn iso(value: Value) -> Result<Value, Error> {
    if value.is_none() {
        return Ok(nothing());
    }
    if let Some(Ok(date)) = value
        .as_str()
        .map(|text| NaiveDate::parse_from_str(text, "%Y-%m-%d"))
    {
        return Ok(date.to_string().into());
    }
    Ok(moment(&value)?
        .to_rfc3339_opts(SecondsFormat::Secs, true)
        .into())
}

/// Commas between thousands, and at most two decimals.
fn number(value: Value) -> Result<Value, Error> {
    if value.is_none() {
        return Ok(nothing());
    }
    let signed = |number: i64| {
        let sign = if number < 0 { "-" } else { "" };
        format!("{sign}{}", money::thousands(number.unsigned_abs()))
    };
    if let Ok(whole) = whole(&value, signed) {
        return Ok(whole);
    }
    let number =
        f64::try_from(value.clone()).map_err(|_| wrong(format!("{value} is not a number")))?;
    let text = format!("{:.2}", number.abs());
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let whole: u64 = whole
        .parse()
        .map_err(|_| wrong(format!("{value} is too large")))?;
    let part = part.trim_end_matches('0');
    let sign = if number < 0.0 { "-" } else { "" };
    let dot = if part.is_empty() { "" } else { "." };
    Ok(format!("{sign}{}{dot}{part}", money::thousands(whole)).into())
}

/// The first words of a text. Markup cannot be cut: ask the API for plain text.
fn truncate_words(value: Value, count: usize) -> Result<Value, Error> {
    if value.is_none() {
        return Ok(nothing());
    }
    if value.is_safe() {
        return Err(wrong("truncate_words would cut through markup".into()));
    }
    let text = value.to_string();
    let mut words = text.split_whitespace();
    let first: Vec<&str> = words.by_ref().take(count).collect();
    let mut short = first.join(" ");
    if words.next().is_some() {
        short.push('…');
    }
    Ok(short.into())
}
