//! How ties are broken: a ladder of rules, declared before it opens. Where a rule leaves a tie, the
//! next one is asked; a lottery leaves none, so it is the last.

use std::fmt;

use serde_json::{Value, json};

use crate::challenge::Challenge;
use crate::challenge::criteria::Checked;
use crate::error::FieldError;
use crate::values::Fields;

/// One rule of the ladder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rung {
    /// Whose mean is higher on the criterion of this name.
    Criterion(String),
    /// Who was read by more judges.
    Reviews,
    /// A draw, which is allowed only where it is declared here.
    Lottery,
}

impl Rung {
    /// Reads `reviews`, `lottery`, or `criterion:` with a name.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        match text.to_ascii_lowercase().as_str() {
            "reviews" => Some(Self::Reviews),
            "lottery" => Some(Self::Lottery),
            _ => {
                let (kind, name) = text.split_once(':')?;
                let named = kind.eq_ignore_ascii_case("criterion") && !name.trim().is_empty();
                named.then(|| Self::Criterion(name.trim().to_owned()))
            }
        }
    }
}

impl fmt::Display for Rung {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Criterion(name) => write!(f, "criterion:{name}"),
            Self::Reviews => f.write_str("reviews"),
            Self::Lottery => f.write_str("lottery"),
        }
    }
}

/// The ladder of a challenge, in its order.
pub fn ladder(challenge: &Challenge) -> Vec<Rung> {
    let empty = Vec::new();
    let kept = challenge.tie_break.as_array().unwrap_or(&empty);
    kept.iter()
        .filter_map(|rung| Rung::parse(rung.as_str()?))
        .collect()
}

/// A ladder as it is kept.
pub(crate) fn kept(rungs: &[Rung]) -> Value {
    json!(rungs.iter().map(ToString::to_string).collect::<Vec<_>>())
}

/// Checks the ladder below `path`: rules that there are, each once, the lottery last.
pub(crate) fn check(
    fields: &mut Fields,
    path: &str,
    given: &[String],
    criteria: &[Checked],
) -> Vec<Rung> {
    let mut rungs: Vec<Rung> = Vec::new();
    for (index, text) in given.iter().enumerate() {
        if text.trim().is_empty() {
            continue;
        }
        let field = format!("{path}.{index}");
        let known = Rung::parse(text).filter(|rung| match rung {
            Rung::Criterion(name) => criteria.iter().any(|c| c.name == *name),
            _ => true,
        });
        match known {
            None => fields.push(FieldError::new(field, "NOT_A_TIE_BREAK")),
            Some(rung) if rungs.contains(&rung) => {
                fields.push(FieldError::new(field, "TIE_BREAK_TWICE"));
            }
            Some(_) if rungs.contains(&Rung::Lottery) => {
                fields.push(FieldError::new(field, "LOTTERY_IS_LAST"));
            }
            Some(rung) => rungs.push(rung),
        }
    }
    rungs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(given: &[&str]) -> (Vec<Rung>, String) {
        let impact = Checked {
            name: "The impact".to_owned(),
            ..Checked::default()
        };
        let given: Vec<String> = given.iter().map(|text| (*text).to_owned()).collect();
        let mut fields = Fields::default();
        let rungs = check(&mut fields, "tieBreak", &given, &[impact]);
        (rungs, format!("{:?}", fields.finish()))
    }

    #[test]
    fn a_ladder_is_read_and_kept() {
        let (rungs, errors) = outcome(&["criterion: The impact", "", "reviews", "LOTTERY"]);
        assert_eq!(errors, "Ok(())");
        let impact = Rung::Criterion("The impact".to_owned());
        assert_eq!(rungs, [impact, Rung::Reviews, Rung::Lottery]);
        let again: Vec<Rung> = rungs
            .iter()
            .filter_map(|rung| Rung::parse(&rung.to_string()))
            .collect();
        assert_eq!(again, rungs);
    }

    #[test]
    fn what_is_no_rule_comes_twice_or_after_the_lottery_is_named() {
        for (given, code) in [
            (["criterion:Beauty", ""], "NOT_A_TIE_BREAK"),
            (["age", ""], "NOT_A_TIE_BREAK"),
            (["reviews", "reviews"], "TIE_BREAK_TWICE"),
            (["lottery", "reviews"], "LOTTERY_IS_LAST"),
        ] {
            let (_, errors) = outcome(&given);
            assert!(errors.contains(code), "{code} in {errors}");
        }
    }
}
