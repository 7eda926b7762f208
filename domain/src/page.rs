//! Keyset paging, as every list does it.

use crate::error::{Error, Result};

/// Which part of a list is asked for.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// How many, 1 to 100.
    pub first: u64,
    /// The cursor after which to begin: parts of the sort key, ending with the row's number.
    pub after: Option<Vec<String>>,
}

impl Page {
    /// Takes `first` and an opaque cursor apart.
    ///
    /// # Errors
    /// `Invalid` on `after` when the cursor is none of ours.
    pub fn parse(first: Option<i32>, after: Option<&str>) -> Result<Self> {
        let first = u64::try_from(first.unwrap_or(20).clamp(1, 100)).unwrap_or(20);
        let after = match after.filter(|text| !text.is_empty()) {
            None => None,
            Some(text) => Some(decode(text).ok_or_else(|| Error::field("after", "BAD_CURSOR"))?),
        };
        Ok(Self { first, after })
    }

    /// The parts of the cursor, when there are as many as the list's key has.
    ///
    /// # Errors
    /// `Invalid` on `after` when the cursor belongs to another list.
    pub fn key<const N: usize>(&self) -> Result<Option<[String; N]>> {
        match &self.after {
            None => Ok(None),
            Some(parts) => <[String; N]>::try_from(parts.clone())
                .map(Some)
                .map_err(|_| Error::field("after", "BAD_CURSOR")),
        }
    }
}

/// A part of a list, with what is needed to ask for the next.
#[derive(Debug, Clone)]
pub struct Slice<T> {
    /// The rows, each with its cursor.
    pub rows: Vec<(String, T)>,
    /// Whether there are more.
    pub more: bool,
    /// How many there are in all, where the list counts them.
    pub total: Option<u64>,
}

impl<T> Slice<T> {
    /// Cuts `first + 1` rows to `first`, and notes whether there was one more.
    pub fn cut(mut rows: Vec<T>, page: &Page, key: impl Fn(&T) -> Vec<String>) -> Self {
        let first = usize::try_from(page.first).unwrap_or(20);
        let more = rows.len() > first;
        rows.truncate(first);
        let rows = rows
            .into_iter()
            .map(|row| (encode(&key(&row)), row))
            .collect();
        Self {
            rows,
            more,
            total: None,
        }
    }

    /// The same with a count of all.
    #[must_use]
    pub fn with_total(mut self, total: u64) -> Self {
        self.total = Some(total);
        self
    }

    /// The same with each row turned into something else.
    pub fn map<U>(self, mut turn: impl FnMut(T) -> U) -> Slice<U> {
        Slice {
            rows: self
                .rows
                .into_iter()
                .map(|(cursor, row)| (cursor, turn(row)))
                .collect(),
            more: self.more,
            total: self.total,
        }
    }
}

/// Writes a cursor: its parts as JSON, in unpadded base64.
pub fn encode(parts: &[String]) -> String {
    let json = serde_json::Value::from(parts.to_vec()).to_string();
    data_encoding::BASE64URL_NOPAD.encode(json.as_bytes())
}

fn decode(text: &str) -> Option<Vec<String>> {
    let bytes = data_encoding::BASE64URL_NOPAD
        .decode(text.as_bytes())
        .ok()?;
    serde_json::from_slice(&bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_the_journey_and_a_forged_one_is_refused() {
        let cursor = encode(&["2026".to_owned(), "7".to_owned()]);
        let page = Page::parse(Some(-5), Some(&cursor)).unwrap();
        assert_eq!(page.first, 1);
        assert_eq!(page.key::<2>().unwrap().unwrap()[1], "7");
        assert!(page.key::<3>().is_err());
        assert!(Page::parse(None, Some("%%%")).is_err());
    }
}
