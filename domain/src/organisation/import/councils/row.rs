//! One row of the list.
use std::collections::HashMap;

use chrono::NaiveDate;
use csv::StringRecord;

use super::{
    super::{RowError, RowProblem},
    Columns, CouncilRecord, CouncilType, Nation, domain, quote,
};
use super::{
    COUNTY, CURRENT, DOMAINS, END, FORMER_GSS, GSS, LATITUDE, LOCAL_CODE, LONGEST_NAME, LONGITUDE,
    NAME, NATION, REGION, REPLACED_BY, SHORT_NAME, START, TYPE,
};
use crate::organisation::gss::GssCode;

/// Reads the values of one row, and collects what is wrong with them.
pub(super) struct Row<'a> {
    pub columns: &'a Columns,
    pub values: &'a StringRecord,
    pub line: u64,
    /// What is wrong so far; the row comes in if nothing is.
    pub errors: Vec<RowError>,
}

impl<'a> Row<'a> {
    /// The council, which is of use only if there are no errors.
    pub fn council(&mut self) -> CouncilRecord {
        let found = self.values.len();
        if found != self.columns.count {
            self.error(
                None,
                RowProblem::Ragged {
                    expected: self.columns.count,
                    found,
                },
            );
        }
        let name = self.required(NAME).unwrap_or_default();
        let (latitude, longitude) = self.position();
        let end_date = self.date(END);
        CouncilRecord {
            line: self.line,
            short_name: self.short(SHORT_NAME).unwrap_or_else(|| name.clone()),
            name,
            gss_code: self.value(GSS).and_then(|text| self.gss(GSS, text)),
            former_gss_codes: words(self.value(FORMER_GSS).unwrap_or_default())
                .filter_map(|code| self.gss(FORMER_GSS, code))
                .collect(),
            nation: self.one_of(
                NATION,
                Nation::from_label,
                Nation::England,
                Nation::LABELS.as_ref(),
            ),
            region: self.short(REGION),
            council_type: self.one_of(
                TYPE,
                CouncilType::from_label,
                CouncilType::UnitaryAuthority,
                CouncilType::LABELS.as_ref(),
            ),
            local_code: self.short(LOCAL_CODE),
            county: self.short(COUNTY),
            replaced_by: words(self.value(REPLACED_BY).unwrap_or_default())
                .map(str::to_owned)
                .collect(),
            latitude,
            longitude,
            start_date: self.date(START),
            end_date,
            current: self.truth(CURRENT).unwrap_or(end_date.is_none()),
            email_domains: self.domains(),
        }
    }

    /// A value, if it is there and not blank.
    fn value(&self, column: &str) -> Option<&'a str> {
        let value = self.values.get(*self.columns.places.get(column)?)?.trim();
        (!value.is_empty()).then_some(value)
    }

    fn error(&mut self, column: Option<&'static str>, problem: RowProblem) {
        let name = self.value(NAME).map(quote);
        self.errors.push(RowError {
            line: self.line,
            column,
            name,
            problem,
        });
    }

    fn required(&mut self, column: &'static str) -> Option<String> {
        if self.value(column).is_none() {
            self.error(Some(column), RowProblem::Missing);
        }
        self.short(column)
    }

    /// A value on one line and of a length that can be shown.
    fn short(&mut self, column: &'static str) -> Option<String> {
        let value = self
            .value(column)?
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        if value.chars().count() > LONGEST_NAME {
            self.error(
                Some(column),
                RowProblem::TooLong {
                    limit: LONGEST_NAME,
                },
            );
            return None;
        }
        Some(value)
    }

    fn gss(&mut self, column: &'static str, text: &str) -> Option<GssCode> {
        let code = text.parse().ok();
        if code.is_none() {
            self.error(Some(column), RowProblem::GssCode { value: quote(text) });
        }
        code
    }

    /// One of a few words. With an error, what is returned does not matter: the row does not come in.
    fn one_of<T>(
        &mut self,
        column: &'static str,
        read: impl Fn(&str) -> Option<T>,
        otherwise: T,
        allowed: &[&'static str],
    ) -> T {
        let Some(text) = self.value(column) else {
            self.error(Some(column), RowProblem::Missing);
            return otherwise;
        };
        read(text).unwrap_or_else(|| {
            let value = quote(text);
            self.error(
                Some(column),
                RowProblem::Unknown {
                    value,
                    allowed: allowed.to_vec(),
                },
            );
            otherwise
        })
    }

    fn position(&mut self) -> (Option<f64>, Option<f64>) {
        for (column, other) in [(LATITUDE, LONGITUDE), (LONGITUDE, LATITUDE)] {
            if self.value(column).is_none() && self.value(other).is_some() {
                self.error(Some(column), RowProblem::HalfAPosition);
            }
        }
        (self.degrees(LATITUDE, 90), self.degrees(LONGITUDE, 180))
    }

    fn degrees(&mut self, column: &'static str, limit: u8) -> Option<f64> {
        let text = self.value(column)?;
        // Where the separator is a semicolon, the decimal sign is a comma.
        let degrees = text.replace(',', ".").parse::<f64>().ok();
        let degrees = degrees.filter(|degrees| degrees.abs() <= f64::from(limit));
        if degrees.is_none() {
            self.error(
                Some(column),
                RowProblem::Degrees {
                    value: quote(text),
                    limit,
                },
            );
        }
        degrees
    }

    fn date(&mut self, column: &'static str) -> Option<NaiveDate> {
        let text = self.value(column)?;
        // Spreadsheets turn the first form into the second when they save.
        let date = ["%Y-%m-%d", "%d/%m/%Y"]
            .iter()
            .find_map(|format| NaiveDate::parse_from_str(text, format).ok());
        if date.is_none() {
            self.error(Some(column), RowProblem::Date { value: quote(text) });
        }
        date
    }

    fn truth(&mut self, column: &'static str) -> Option<bool> {
        let text = self.value(column)?;
        match text.to_lowercase().as_str() {
            "true" | "yes" | "1" => Some(true),
            "false" | "no" | "0" => Some(false),
            _ => {
                self.error(Some(column), RowProblem::Truth { value: quote(text) });
                None
            }
        }
    }

    fn domains(&mut self) -> Vec<String> {
        let mut domains = Vec::new();
        for word in words(self.value(DOMAINS).unwrap_or_default()) {
            match domain::read(word) {
                Ok(domain) if domains.contains(&domain) => {}
                Ok(domain) => domains.push(domain),
                Err(problem) => self.error(Some(DOMAINS), problem),
            }
        }
        domains
    }

    /// Refuses the second row of one code or one name; `seen` holds the lines of the first.
    pub fn refuse_duplicates(&mut self, seen: &mut HashMap<(&'static str, String), u64>) {
        for column in [GSS, NAME] {
            let Some(value) = self.value(column) else {
                continue;
            };
            let line = self.line;
            let first = *seen.entry((column, value.to_lowercase())).or_insert(line);
            if first != line {
                self.error(
                    Some(column),
                    RowProblem::Duplicate {
                        value: quote(value),
                        first,
                    },
                );
            }
        }
    }
}

/// The words of a value that holds several.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';'))
        .filter(|word| !word.is_empty())
}
