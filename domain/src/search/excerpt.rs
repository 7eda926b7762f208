//! The part of a text that shows why it was found.

use crate::values::plain;

/// Characters before the match, and in all.
const BEFORE: usize = 60;
const LENGTH: usize = 200;

/// Some two lines around the first place where one of the words begins a word; the beginning
/// where none does (they may stand in the title, or in another form).
pub(super) fn around(body: &str, words: &[String]) -> String {
    let text = plain(body).split_whitespace().collect::<Vec<_>>().join(" ");
    let chars: Vec<char> = text.chars().collect();
    if chars.len() <= LENGTH {
        return text;
    }
    let at = place(&chars, words).unwrap_or(0);
    let mut start = at.saturating_sub(BEFORE);
    if start > 0 {
        // Begin with a whole word.
        start = (start..at)
            .find(|i| chars[*i] == ' ')
            .map_or(start, |i| i + 1);
    }
    let mut end = (start + LENGTH).min(chars.len());
    if end < chars.len() {
        end = (start + 1..end)
            .rev()
            .find(|i| chars[*i] == ' ')
            .unwrap_or(end);
    }
    let part: String = chars[start..end].iter().collect();
    let before = if start > 0 { "…" } else { "" };
    let after = if end < chars.len() { "…" } else { "" };
    format!("{before}{part}{after}")
}

fn place(chars: &[char], words: &[String]) -> Option<usize> {
    let lower: Vec<char> = chars
        .iter()
        .map(|c| c.to_lowercase().next().unwrap_or(*c))
        .collect();
    let words: Vec<Vec<char>> = words.iter().map(|w| w.chars().collect()).collect();
    (0..lower.len()).find(|i| {
        (*i == 0 || !lower[i - 1].is_alphanumeric())
            && words.iter().any(|word| lower[*i..].starts_with(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_shows_the_words_in_their_place() {
        let body = format!(
            "{}the **bus** stops here{}",
            "far away ".repeat(60),
            " and on".repeat(60)
        );
        let shown = around(&body, &["bus".into()]);
        assert!(shown.contains("the bus stops here"), "{shown}");
        assert!(shown.starts_with('…') && shown.ends_with('…'));
        assert!(shown.chars().count() <= LENGTH + 2);
        assert_eq!(around("Short *text*.", &["x".into()]), "Short text.");
    }
}
