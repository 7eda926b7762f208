//! From levels to totals, and from totals to an order.

use crate::judging::Criterion;

/// One described level of a criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// What is scored, from 0.
    pub value: i32,
    /// In a word or two, or empty.
    pub name: String,
    /// What it means.
    pub description: String,
}

/// The levels of a criterion, from 0 upwards. Kept as a list of texts, each a description that
/// may begin with the level's name and a colon.
pub fn levels(criterion: &Criterion) -> Vec<Level> {
    let empty = Vec::new();
    let list = criterion.levels.as_array().unwrap_or(&empty);
    (0..)
        .zip(list)
        .map(|(value, level)| {
            let text = level.as_str().unwrap_or_default();
            let (name, description) = match text.split_once(": ") {
                Some((name, rest)) if name.chars().count() <= 40 => (name, rest),
                _ if text.chars().count() <= 40 => (text, ""),
                _ => ("", text),
            };
            Level {
                value,
                name: name.to_owned(),
                description: description.to_owned(),
            }
        })
        .collect()
}

/// The highest level of a criterion.
pub fn highest(criterion: &Criterion) -> i32 {
    let count = criterion.levels.as_array().map_or(0, Vec::len);
    i32::try_from(count.saturating_sub(1)).unwrap_or(0)
}

/// The weighted mean of levels on a scale from 0 to 100: each level as a share of its criterion's
/// highest. None where nothing weighs anything.
pub fn total<'c>(levels: impl IntoIterator<Item = (&'c Criterion, i32)>) -> Option<f64> {
    let (mut sum, mut weights) = (0.0, 0.0);
    for (criterion, level) in levels {
        let most = highest(criterion);
        if most > 0 && criterion.weight > 0 {
            sum += f64::from(criterion.weight) * f64::from(level) / f64::from(most);
            weights += f64::from(criterion.weight);
        }
    }
    (weights > 0.0).then(|| 100.0 * sum / weights)
}

/// The mean of the totals of a proposal's reviews.
pub fn mean(totals: &[f64]) -> Option<f64> {
    let count = u32::try_from(totals.len()).ok().filter(|n| *n > 0)?;
    Some(totals.iter().sum::<f64>() / f64::from(count))
}

/// Whether a mean misses the least that can be selected; to the millionth, as places are.
pub fn is_below(mean: Option<f64>, least: Option<i32>) -> bool {
    let (Some(mean), Some(least)) = (mean, least) else {
        return false;
    };
    mean + 1e-6 < f64::from(least)
}

/// The place of each mean, highest first; equal means (to the millionth, because processors
/// differ in the last bits) share a place, and the places after them are left out. What has no
/// mean has no place.
pub fn places(means: &[Option<f64>]) -> Vec<Option<u32>> {
    means
        .iter()
        .map(|own| {
            let own = own.as_ref()?;
            let above = means.iter().flatten().filter(|m| **m > own + 1e-6).count();
            u32::try_from(above + 1).ok()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn criterion(weight: i32, levels: usize) -> Criterion {
        Criterion {
            id: 1,
            challenge_id: 1,
            position: 0,
            name: String::new(),
            description: String::new(),
            weight,
            levels: json!(vec!["Weak: no need is shown"; levels]),
            comment_required: true,
        }
    }

    #[test]
    fn totals_are_weighted_means_on_a_hundred() {
        let (proposal, impact) = (criterion(60, 5), criterion(40, 5));
        let total = total([(&proposal, 3), (&impact, 4)]).unwrap();
        assert!((total - 85.0).abs() < 1e-9);
        assert_eq!(super::total([(&criterion(0, 5), 3)]), None);
        assert_eq!(highest(&proposal), 4);
        assert_eq!(levels(&proposal)[2].name, "Weak");
        assert_eq!(levels(&proposal)[2].description, "no need is shown");
    }

    #[test]
    fn equal_means_share_a_place() {
        let places = places(&[Some(70.0), Some(90.0), None, Some(70.0 + 1e-9), Some(10.0)]);
        assert_eq!(places, [Some(2), Some(1), None, Some(2), Some(4)]);
        assert_eq!(mean(&[]), None);
        assert_eq!(mean(&[50.0, 100.0]), Some(75.0));
    }
}
