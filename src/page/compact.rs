//! Cuts a document into its definitions, without comments and with even indentation, so that an
//! operation can be shown and linked to with just the fragments that it needs.

use std::collections::BTreeMap;

/// The definitions of a document by name, printed compactly.
///
/// The text must have been parsed successfully before; this only follows brackets and strings.
pub(super) fn definitions(source: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut printer = Printer::default();
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '#' => rest.find('\n').unwrap_or(rest.len()),
            '"' => {
                let length = string_length(rest);
                printer.word(&rest[..length]);
                length
            }
            _ => {
                printer.char(c);
                c.len_utf8()
            }
        };
        rest = &rest[length..];
        if c == '}' && printer.depth == 0 {
            let text = std::mem::take(&mut printer).text;
            if let Some(name) = name(&text) {
                found.insert(name.to_owned(), text);
            }
        }
    }
    found
}

/// The name after `query`, `mutation` or `fragment`.
fn name(definition: &str) -> Option<&str> {
    let rest = definition.split_once(' ')?.1;
    let end = rest
        .find(|c: char| !(c.is_alphanumeric() || c == '_'))
        .unwrap_or(rest.len());
    (end > 0).then(|| &rest[..end])
}

/// The length of the string literal that the text begins with.
fn string_length(text: &str) -> usize {
    let (open, escape) = if text.starts_with("\"\"\"") {
        ("\"\"\"", "\\\"\"\"")
    } else {
        ("\"", "\\")
    };
    let mut at = open.len();
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with(escape) {
            // A block string escapes its quotes only; another string escapes any one character.
            at += if open.len() == 3 {
                escape.len()
            } else {
                1 + rest[1..].chars().next().map_or(0, char::len_utf8)
            };
        } else if rest.starts_with(open) {
            return at + open.len();
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

#[derive(Default)]
struct Printer {
    text: String,
    depth: usize,
    gap: Option<char>,
}

impl Printer {
    fn char(&mut self, c: char) {
        match c {
            '\n' => self.gap = Some('\n'),
            // The grammar treats a comma as white space; it is kept because people read it.
            c if c.is_whitespace() || c == '\u{feff}' => self.gap = self.gap.or(Some(' ')),
            c => {
                if matches!(c, '}' | ')' | ']') {
                    self.depth = self.depth.saturating_sub(1);
                }
                self.fill();
                self.text.push(c);
                if matches!(c, '{' | '(' | '[') {
                    self.depth += 1;
                }
            }
        }
    }

    fn word(&mut self, word: &str) {
        self.fill();
        self.text.push_str(word);
    }

    fn fill(&mut self) {
        match self.gap.take() {
            Some(gap) if !self.text.is_empty() => {
                self.text.push(gap);
                if gap == '\n' {
                    self.text.extend(std::iter::repeat_n(' ', self.depth * 2));
                }
            }
            _ => {}
        }
    }
}
