//! How deep a text nests, found without recursion: the parser descends once for each bracket, in
//! code that it generated and that has no limit of its own, so the stack must be protected before
//! it begins.

/// Whether more than `limit` brackets are open at once, outside strings and comments.
pub(super) fn exceeds(query: &str, limit: usize) -> bool {
    let bytes = query.as_bytes();
    let mut at = 0;
    let mut open = 0_usize;
    while let Some(&byte) = bytes.get(at) {
        at = match byte {
            b'#' => after_comment(bytes, at),
            b'"' => after_string(bytes, at),
            b'{' | b'[' | b'(' => {
                open += 1;
                if open > limit {
                    return true;
                }
                at + 1
            }
            b'}' | b']' | b')' => {
                open = open.saturating_sub(1);
                at + 1
            }
            _ => at + 1,
        };
    }
    false
}

fn after_comment(bytes: &[u8], start: usize) -> usize {
    bytes[start..]
        .iter()
        .position(|byte| matches!(byte, b'\n' | b'\r'))
        .map_or(bytes.len(), |length| start + length)
}

fn after_string(bytes: &[u8], start: usize) -> usize {
    if bytes[start..].starts_with(b"\"\"\"") {
        // The parser reads a block string that never ends as an empty string and goes on behind
        // it; so must this, or the rest of the text would be hidden from the count.
        return after_block_string(bytes, start + 3).unwrap_or(start + 2);
    }
    let mut at = start + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return at + 1,
            // A string ends with its line; what follows is not a document, and the parser says so.
            b'\n' | b'\r' => return at,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn after_block_string(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    while at < bytes.len() {
        if bytes[at..].starts_with(b"\\\"\"\"") {
            at += 4;
        } else if bytes[at..].starts_with(b"\"\"\"") {
            return Some(at + 3);
        } else {
            at += 1;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::exceeds;

    #[test]
    fn brackets_in_strings_and_comments_do_not_count() {
        assert!(!exceeds(
            "{ a(x: \"{{{{\", y: \"\"\"{{ \\\"\"\" {{\"\"\") # {{{{\n}",
            2
        ));
    }

    #[test]
    fn brackets_behind_strings_and_comments_count() {
        assert!(exceeds("# x\n{ a(x: \"\\\"\") { b { c } } }", 2));
        assert!(exceeds("{ a(x: [\"\"\"\"]) { b { c } } }", 2));
        assert!(exceeds("{ a(x: \"open\n) { b { c } } }", 2));
    }

    #[test]
    fn closed_brackets_are_given_back() {
        assert!(!exceeds(&"{}[]()".repeat(1000), 1));
    }
}
