//! Deadlines as people type them: a date and a time on the clocks of one place.

use chrono::{DateTime, LocalResult, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;

use crate::error::FieldError;

/// Reads the name of a time zone, such as `Europe/London`.
///
/// # Errors
/// `NOT_A_ZONE` on `field`.
pub fn zone(field: &str, name: &str) -> Result<Tz, FieldError> {
    name.trim()
        .parse()
        .map_err(|_| FieldError::new(field, "NOT_A_ZONE"))
}

/// Reads a local time such as `2026-11-24T17:00`, or nothing where nothing was typed.
///
/// In the hour that comes twice when the clocks go back, the earlier is meant: a deadline that
/// comes too soon can be extended, one that came too late for some cannot be taken back.
///
/// # Errors
/// `NOT_A_TIME`; `NO_SUCH_TIME` in the hour that is left out when the clocks go forward.
pub fn parse(field: &str, text: &str, zone: Tz) -> Result<Option<DateTime<Utc>>, FieldError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M")
        .or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S"))
        .map_err(|_| FieldError::new(field, "NOT_A_TIME"))?;
    let years = 2000..=2100;
    if !years.contains(&chrono::Datelike::year(&local)) {
        return Err(FieldError::new(field, "NOT_A_TIME"));
    }
    match zone.from_local_datetime(&local) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => Ok(Some(at.to_utc())),
        LocalResult::None => Err(FieldError::new(field, "NO_SUCH_TIME")),
    }
}

/// An instant as a form shows it: local time in the zone, to the minute.
pub fn show(at: DateTime<Utc>, zone: &str) -> String {
    let zone: Tz = zone.parse().unwrap_or(Tz::Europe__London);
    at.with_timezone(&zone).format("%Y-%m-%dT%H:%M").to_string()
}

/// The last minute of the day that this instant lies in, in a zone: when a day is named as a
/// deadline, all of it counts.
pub fn end_of_day(at: DateTime<Utc>, zone: &str) -> DateTime<Utc> {
    let zone: Tz = zone.parse().unwrap_or(Tz::Europe__London);
    let day = at.with_timezone(&zone).date_naive();
    let last = day.and_hms_opt(23, 59, 0);
    match last.map(|last| zone.from_local_datetime(&last)) {
        Some(LocalResult::Single(end) | LocalResult::Ambiguous(_, end)) => end.to_utc(),
        _ => at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn london(text: &str) -> Result<String, &'static str> {
        let zone = zone("zone", "Europe/London").unwrap();
        parse("closesAt", text, zone)
            .map(|at| at.unwrap().to_rfc3339())
            .map_err(|error| error.code)
    }

    #[test]
    fn the_hour_that_comes_twice_is_the_earlier_one() {
        assert_eq!(
            london("2026-10-25T01:30").unwrap(),
            "2026-10-25T00:30:00+00:00"
        );
        assert_eq!(
            london("2026-10-25T02:00").unwrap(),
            "2026-10-25T02:00:00+00:00"
        );
    }

    #[test]
    fn the_hour_that_is_left_out_is_refused() {
        assert_eq!(london("2027-03-28T01:30"), Err("NO_SUCH_TIME"));
        assert_eq!(
            london("2027-03-28T02:00").unwrap(),
            "2027-03-28T01:00:00+00:00"
        );
    }

    #[test]
    fn a_day_ends_on_the_clocks_of_its_place() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let end = |text: &str| end_of_day(at(text), "Europe/London").to_rfc3339();
        assert_eq!(end("2026-07-01T23:30:00Z"), "2026-07-02T22:59:00+00:00");
        assert_eq!(end("2026-12-01T00:00:00Z"), "2026-12-01T23:59:00+00:00");
    }

    #[test]
    fn what_is_no_time_is_refused_and_what_is_one_comes_back() {
        assert_eq!(london("tomorrow"), Err("NOT_A_TIME"));
        assert_eq!(london("2026-02-30T10:00"), Err("NOT_A_TIME"));
        assert_eq!(london("0026-02-20T10:00"), Err("NOT_A_TIME"));
        assert!(zone("zone", "Europe/Lichfield").is_err());
        let zone = zone("zone", "Europe/London").unwrap();
        assert_eq!(parse("closesAt", " ", zone), Ok(None));
        let at = parse("closesAt", "2026-07-01T17:00", zone)
            .unwrap()
            .unwrap();
        assert_eq!(show(at, "Europe/London"), "2026-07-01T17:00");
    }
}
