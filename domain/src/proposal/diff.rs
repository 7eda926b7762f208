//! What was added to a text, and what was taken out of it.

use std::time::Duration;

use similar::{ChangeTag, TextDiff};

/// How long two texts may be compared before the answer gets coarser.
const PATIENCE: Duration = Duration::from_millis(200);

/// What became of a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It stands in both.
    Kept,
    /// It stands only in the later one.
    Added,
    /// It stands only in the earlier one.
    Removed,
}

/// Words that share a fate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What became of them.
    pub fate: Fate,
    /// The words, with the space around them.
    pub text: String,
}

/// The pieces of two texts, compared by words, in the order of reading.
pub fn words(earlier: &str, later: &str) -> Vec<Piece> {
    let diff = TextDiff::configure()
        .timeout(PATIENCE)
        .diff_words(earlier, later);
    let mut pieces: Vec<Piece> = Vec::new();
    for change in diff.iter_all_changes() {
        let fate = match change.tag() {
            ChangeTag::Equal => Fate::Kept,
            ChangeTag::Insert => Fate::Added,
            ChangeTag::Delete => Fate::Removed,
        };
        match pieces.last_mut() {
            Some(last) if last.fate == fate => last.text.push_str(change.value()),
            _ => pieces.push(Piece {
                fate,
                text: change.value().to_owned(),
            }),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pieces: &[Piece], but: Fate) -> String {
        let kept = pieces.iter().filter(|piece| piece.fate != but);
        kept.map(|piece| piece.text.as_str()).collect()
    }

    #[test]
    fn both_texts_can_be_read_from_their_pieces() {
        let pairs = [
            ("Times at every stop.", "Times and crowding at every stop."),
            ("", "New"),
            ("Old", ""),
            ("one two three\n\nfour", "one 2 three\nfour five"),
            ("ünïcode £5", "ünïcode £6"),
        ];
        for (earlier, later) in pairs {
            let pieces = words(earlier, later);
            assert_eq!(of(&pieces, Fate::Added), earlier);
            assert_eq!(of(&pieces, Fate::Removed), later);
        }
        let same = words("as it was", "as it was");
        assert!(same.iter().all(|piece| piece.fate == Fate::Kept));
    }
}
