//! What somebody typed, as words: nothing of it reaches the database as syntax.

/// Words that are looked for; more would cost and not help.
const MOST: usize = 12;

/// The words of a search: runs of letters and digits, in lower case.
pub(super) fn of(text: &str) -> Vec<String> {
    let text: String = text.chars().take(500).collect();
    text.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(MOST)
        .map(|word| word.chars().take(40).collect())
        .collect()
}

/// The query of FTS5: each word in quotes, so that none is an operator; the last as a prefix.
pub(super) fn fts5(words: &[String]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    format!("{}*", quoted.join(" "))
}

/// The query of PostgreSQL's `to_tsquery`. Words have letters and digits alone, so that none of
/// its operators can occur; quotes hold them together all the same.
pub(super) fn tsquery(words: &[String]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
    format!("{}:*", quoted.join(" & "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_words_and_never_syntax() {
        let words = of("Bus-stops OR \"title:x\" NEAR(*) ' & | !");
        assert_eq!(words, ["bus", "stops", "or", "title", "x", "near"]);
        assert_eq!(
            fts5(&words),
            "\"bus\" \"stops\" \"or\" \"title\" \"x\" \"near\"*"
        );
        assert!(tsquery(&words).ends_with("& 'near':*"));
        assert!(of(" *** ").is_empty());
        assert_eq!(of(&"word ".repeat(99)).len(), 12);
    }
}
