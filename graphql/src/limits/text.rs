//! What a document's text alone shows, found in one pass and without recursion.
//!
//! The parser descends once for each bracket, in generated code that has no limit of its own, so
//! the stack must be protected before it begins. It also takes most of a microsecond a token, so
//! the tokens are counted as well.

use async_graphql::ServerError;

use super::{MAX_NESTING, MAX_QUERY_BYTES, MAX_TOKENS, Refused};

/// Fails if a text is too long, nests too deep, has too many tokens, or has a block string that
/// does not end.
pub(super) fn scan(query: &str) -> Result<(), Refused> {
    if query.len() > MAX_QUERY_BYTES {
        return Err(Refused::TooLong);
    }
    let bytes = query.as_bytes();
    let (mut at, mut open, mut tokens) = (0, 0_usize, 0_usize);
    while let Some(&byte) = bytes.get(at) {
        let end = match byte {
            b' ' | b'\t' | b'\n' | b'\r' | b',' => {
                at += 1;
                continue;
            }
            b'#' => after_run(bytes, at, |byte| !matches!(byte, b'\n' | b'\r')),
            b'"' => after_string(bytes, at)?,
            b'.' => after_run(bytes, at, |byte| byte == b'.'),
            byte if is_word(byte) => after_run(bytes, at, is_word),
            b'{' | b'[' | b'(' => {
                open += 1;
                at + 1
            }
            b'}' | b']' | b')' => {
                open = open.saturating_sub(1);
                at + 1
            }
            _ => at + 1,
        };
        at = end;
        tokens += 1;
        if open > MAX_NESTING {
            return Err(Refused::TooNested);
        }
        if tokens > MAX_TOKENS {
            return Err(Refused::TooManyTokens);
        }
    }
    Ok(())
}

/// A byte of a name or a number. What is outside ASCII can be in neither, and counts as one word.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-') || !byte.is_ascii()
}

fn after_run(bytes: &[u8], start: usize, belongs: impl Fn(u8) -> bool) -> usize {
    bytes[start..]
        .iter()
        .position(|byte| !belongs(*byte))
        .map_or(bytes.len(), |length| start + length)
}

fn after_string(bytes: &[u8], start: usize) -> Result<usize, Refused> {
    if bytes[start..].starts_with(b"\"\"\"") {
        return after_block_string(bytes, start + 3);
    }
    let mut at = start + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return Ok(at + 1),
            // A string ends with its line; what follows is not a document, and the parser says so.
            b'\n' | b'\r' => return Ok(at),
            _ => at += 1,
        }
    }
    Ok(bytes.len())
}

/// The parser would take a block string that does not end for an empty string and go on behind it.
/// Here it ends the scan, or a text of many such beginnings would be searched from each to its end.
fn after_block_string(bytes: &[u8], start: usize) -> Result<usize, Refused> {
    let mut at = start;
    while at < bytes.len() {
        if bytes[at..].starts_with(b"\\\"\"\"") {
            at += 4;
        } else if bytes[at..].starts_with(b"\"\"\"") {
            return Ok(at + 3);
        } else {
            at += 1;
        }
    }
    let error = ServerError::new("A block string does not end.", None);
    Err(Refused::Syntax(Box::new(error)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As much nesting as there may be, with `inside` at the bottom of it.
    fn bottom(inside: &str) -> Result<(), Refused> {
        scan(&format!("{}{inside}", "{".repeat(MAX_NESTING)))
    }

    #[test]
    fn brackets_in_strings_and_comments_do_not_count() {
        assert_eq!(
            bottom("x: \"{ \\\" {\", y: \"\"\"{ \\\"\"\" {\"\"\" # {\n }"),
            Ok(())
        );
    }

    #[test]
    fn brackets_behind_strings_and_comments_count() {
        for before in [
            "# x\n",
            "\"\\\"\"",
            "\"\"",
            "\"\"\"\"\"\"",
            "\"\"\"\\\"\"\"\"\"\"",
            "\"open\n",
        ] {
            assert_eq!(
                bottom(&format!("{before} {{")),
                Err(Refused::TooNested),
                "{before}"
            );
        }
    }

    #[test]
    fn closed_brackets_are_given_back() {
        assert_eq!(scan(&"{}[]()".repeat(1000)), Ok(()));
    }

    #[test]
    fn block_strings_end() {
        assert!(matches!(
            scan("{ a(x: \"\"\" \\\"\"\" \"\") }"),
            Err(Refused::Syntax(_))
        ));
    }

    #[test]
    fn tokens_are_counted() {
        for token in [
            "a ",
            "1 ",
            "... ",
            "!",
            "\"x\" ",
            "#\n",
            "\"\"\" \"\"\" ",
            "é ",
            "$",
        ] {
            assert_eq!(scan(&token.repeat(MAX_TOKENS)), Ok(()), "{token}");
            let more = token.repeat(MAX_TOKENS + 1);
            assert_eq!(scan(&more), Err(Refused::TooManyTokens), "{token}");
        }
        assert_eq!(scan(&" ,\n\t".repeat(MAX_QUERY_BYTES / 4)), Ok(()));
        assert_eq!(
            scan(&" ".repeat(MAX_QUERY_BYTES + 1)),
            Err(Refused::TooLong)
        );
    }
}
