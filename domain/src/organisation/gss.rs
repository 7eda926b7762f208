//! The nine-character codes by which the Office for National Statistics names every area.
use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The path under which statistics.data.gov.uk identifies areas.
const AREA_IRI: &str = "http://statistics.data.gov.uk/id/statistical-geography/";

/// A GSS code such as `E07000194`: a letter for the country and eight digits.
///
/// The letters are those of the ONS "Register of Geographic Codes": England, Northern Ireland,
/// Scotland and Wales, then `J`, `K`, `L` and `M` for areas that cross or lie outside them (`K02000001` is
/// the United Kingdom).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct GssCode(String);

/// Why a text is not a [`GssCode`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a GSS code: a letter and eight digits, such as E07000194")]
pub struct NotAGssCode(pub String);

impl GssCode {
    /// The code as text, always in capitals.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The area's IRI at statistics.data.gov.uk, for `dct:spatial`.
    pub fn iri(&self) -> String {
        format!("{AREA_IRI}{}", self.0)
    }

    /// The first code that stands as a word of its own in `text`, such as the last part of an IRI.
    pub fn find_in(text: &str) -> Option<Self> {
        text.split(|c: char| !c.is_ascii_alphanumeric())
            .find_map(|word| word.parse().ok())
    }
}

impl FromStr for GssCode {
    type Err = NotAGssCode;

    fn from_str(text: &str) -> Result<Self, NotAGssCode> {
        let code = text.trim().to_ascii_uppercase();
        let mut characters = code.chars();
        let country = characters
            .next()
            .is_some_and(|c| matches!(c, 'E' | 'N' | 'S' | 'W' | 'J' | 'K' | 'L' | 'M'));
        if country && code.len() == 9 && characters.all(|c| c.is_ascii_digit()) {
            Ok(Self(code))
        } else {
            Err(NotAGssCode(text.chars().take(40).collect()))
        }
    }
}

impl TryFrom<String> for GssCode {
    type Error = NotAGssCode;

    fn try_from(text: String) -> Result<Self, NotAGssCode> {
        text.parse()
    }
}

impl From<GssCode> for String {
    fn from(code: GssCode) -> Self {
        code.0
    }
}

impl fmt::Display for GssCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_a_letter_and_eight_digits() {
        assert_eq!(
            " e07000194 ".parse::<GssCode>().unwrap().as_str(),
            "E07000194"
        );
        for bad in [
            "",
            "E0700019",
            "E070001945",
            "X07000194",
            "E0700019A",
            "E٠7000194",
            "07000194E",
        ] {
            assert!(bad.parse::<GssCode>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_code_is_found_in_the_address_of_an_area() {
        let address = "http://statistics.data.gov.uk/explore?URI=http://statistics.data.gov.uk/id/statistical-geography/E07000071";
        let code = GssCode::find_in(address).unwrap();
        assert_eq!(code.as_str(), "E07000071");
        assert!(address.ends_with(&code.iri()));
        assert_eq!(GssCode::find_in("Somewhere in E0700007"), None);
    }
}
