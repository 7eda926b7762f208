//! Descriptions, which portals hold as plain text, Markdown, HTML, or Markdown with HTML in it,
//! made into Markdown without HTML.
//!
//! The HTML is first parsed and cleaned by `ammonia`, as a browser would read it. What it prints is
//! well-formed and holds a few known tags, so that turning it into Markdown is a walk over tokens.
use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

use ammonia::{Builder, UrlRelative};
use writer::Writer;

mod writer;

/// The tags that have a Markdown form, and the blocks, which separate paragraphs.
const TAGS: [&str; 32] = [
    "a",
    "b",
    "strong",
    "em",
    "i",
    "br",
    "hr",
    "p",
    "div",
    "section",
    "article",
    "blockquote",
    "pre",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "tr",
    "td",
    "th",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "tbody",
    "thead",
    "center",
];
/// With one of these a text is HTML; with others it is Markdown with some HTML in it.
const BLOCKS: [&str; 12] = [
    "p",
    "div",
    "ul",
    "ol",
    "li",
    "table",
    "section",
    "h1",
    "h2",
    "h3",
    "h4",
    "blockquote",
];
/// Tags that are recognised as HTML besides those; their content or their mark is dropped.
const OTHERS: [&str; 14] = [
    "span", "font", "script", "style", "img", "iframe", "u", "sup", "sub", "small", "html", "body",
    "svg", "object",
];

/// The most elements that are open at one time.
const DEEPEST: usize = 200;

/// Markdown from whatever a source holds as a description.
pub(super) fn to_markdown(text: &str) -> String {
    let text = tidy(text);
    if !has_markup(&text, &TAGS) && !has_markup(&text, &OTHERS) && !has_entity(&text) {
        return squeeze_blank_lines(&text);
    }
    if is_too_deep(&text) {
        return squeeze_blank_lines(&text.replace('<', "\\<"));
    }
    let html = has_markup(&text, &BLOCKS);
    let clean = Builder::new()
        .tags(HashSet::from(TAGS))
        .tag_attributes([("a", HashSet::from(["href"]))].into())
        .generic_attributes(HashSet::new())
        .url_schemes(HashSet::from(["http", "https", "ftp", "mailto"]))
        .url_relative(UrlRelative::Deny)
        .link_rel(None)
        .clean(&text)
        .to_string();
    Writer::write(&clean, html)
}

/// One line of plain text: no tags, no line breaks, no runs of spaces.
pub(super) fn to_line(text: &str) -> String {
    let text = tidy(text);
    let plain = if is_too_deep(&text) {
        text
    } else if has_markup(&text, &TAGS) || has_markup(&text, &OTHERS) || has_entity(&text) {
        let clean = Builder::new().tags(HashSet::new()).clean(&text).to_string();
        unescape(&clean).into_owned()
    } else {
        text
    };
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Line ends as `\n`, and no control characters or marks that turn the direction of the text,
/// with which a title could be made to read as another.
fn tidy(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .filter(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'))
        .collect()
}

fn squeeze_blank_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = 0;
    for line in text.trim().lines() {
        blank = if line.trim().is_empty() { blank + 1 } else { 0 };
        if blank < 2 {
            out.push_str(if blank == 0 { line } else { "" });
            out.push('\n');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Whether `<name` or `</name` stands in the text, with what ends a name behind it.
fn has_markup(text: &str, names: &[&str]) -> bool {
    text.split('<').skip(1).any(|rest| {
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        let end = rest
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        names.iter().any(|known| known.eq_ignore_ascii_case(name))
            && after.starts_with(|c: char| c == '>' || c == '/' || c.is_whitespace())
    })
}

/// Whether more elements are nested than any description needs. The parser's time grows with the
/// square of the depth, so that a short text of nothing but openings would hold a server up.
fn is_too_deep(text: &str) -> bool {
    // Parsers close these by themselves, and old pages leave them open.
    const NEVER_NESTED: [&str; 13] = [
        "p", "br", "hr", "img", "li", "dt", "dd", "wbr", "tr", "td", "th", "tbody", "thead",
    ];
    let mut open: HashMap<String, usize> = HashMap::new();
    let mut depth = 0;
    for rest in text.split('<').skip(1) {
        let (closes, rest) = rest
            .strip_prefix('/')
            .map_or((false, rest), |rest| (true, rest));
        let end = rest
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(rest.len());
        let name = rest.get(..end).unwrap_or_default().to_ascii_lowercase();
        if name.is_empty() || NEVER_NESTED.contains(&&*name) {
            continue;
        }
        let count = open.entry(name).or_default();
        if !closes {
            *count += 1;
            depth += 1;
        } else if *count > 0 {
            *count -= 1;
            depth -= 1;
        }
        if depth > DEEPEST {
            return true;
        }
    }
    false
}

/// Whether `&name;` or `&#1;` stands in the text.
fn has_entity(text: &str) -> bool {
    text.split('&').skip(1).any(|rest| {
        rest.find(';')
            .and_then(|end| rest.get(..end))
            .is_some_and(|name| {
                let number = name.strip_prefix('#');
                let name = number.map_or(name, |number| number.trim_start_matches(['x', 'X']));
                (2..=8).contains(&(name.len() + usize::from(number.is_some())))
                    && name.chars().all(|c| c.is_ascii_alphanumeric())
            })
    })
}

/// Undoes what the printer of HTML escapes, in one pass, so that `&amp;lt;` stays `&lt;`.
fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let known = [
            ("amp;", '&'),
            ("lt;", '<'),
            ("gt;", '>'),
            ("quot;", '"'),
            ("nbsp;", ' '),
        ];
        let found = known
            .iter()
            .find_map(|(name, c)| Some((*c, after.strip_prefix(name)?)));
        let (c, after) = found.unwrap_or(('&', after));
        out.push(c);
        rest = after;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_becomes_markdown() {
        let html = "<p>Details of all <strong> councillors&rsquo; </strong>expenses.&nbsp;See <a href=\"http://a.example/?id=1&amp;p=0\">http://a.example/?id=1&amp;p=0</a></p>\r\n<p>&nbsp;</p><ul><li>One</li><li><p>Two <em></em></p></li></ul><ol><li>First<br/>again</li></ol><div>See <a href=\"https://b.example/a_(b)\">the *list*</a></div>";
        assert_eq!(
            to_markdown(html),
            "Details of all **councillors’** expenses. See <http://a.example/?id=1&p=0>\n\n- One\n- Two\n\n1. First  \nagain\n\nSee [the \\*list\\*](https://b.example/a_%28b%29)"
        );
    }

    #[test]
    fn markdown_and_plain_text_stay() {
        let text = "A **bold** [link](https://a.example)\r\n\r\n\r\n\r\n* one\r\n* two_three";
        assert_eq!(
            to_markdown(text),
            "A **bold** [link](https://a.example)\n\n* one\n* two_three"
        );
        assert_eq!(to_markdown("if a < b & c > d; e"), "if a < b & c > d; e");
        assert_eq!(
            to_markdown("one<br>**two**\n\n* three"),
            "one  \n**two**\n\n* three"
        );
        assert_eq!(to_markdown(" \n "), "");
    }

    #[test]
    fn scripts_and_their_like_are_gone() {
        for text in [
            "<script>alert(1)</script>Safe",
            "<p onclick=\"x()\">Safe</p><style>p{}</style>",
            "<img src=x onerror=alert(1)>Safe",
            "<iframe src=\"https://evil.example\"></iframe>Safe",
            "<a href=\"javascript:alert(1)\">Safe</a>",
            "<svg><script>x</script></svg>Safe<!-- no -->",
        ] {
            assert_eq!(to_markdown(text), "Safe", "{text}");
        }
        let twice = to_markdown("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
        assert_eq!(twice, "\\<script>alert(1)\\</script>");
    }

    #[test]
    fn what_is_nested_beyond_reason_is_kept_as_text() {
        let deep = to_markdown(&"<ul><li>".repeat(10_000));
        assert!(deep.starts_with("\\<ul>\\<li>"));
        assert!(!to_line(&"<b></i>".repeat(10_000)).is_empty());
        assert_eq!(
            to_markdown(&"<p>a".repeat(1_000)).matches('a').count(),
            1_000
        );
        assert_eq!(
            to_markdown(&"<b>a</b> ".repeat(1_000)).matches('a').count(),
            1_000
        );
    }

    #[test]
    fn a_line_is_plain() {
        assert_eq!(
            to_line(" Taxi &amp;  <b>private</b>\n hire "),
            "Taxi & private hire"
        );
        assert_eq!(to_line("Spend < £500 & over"), "Spend < £500 & over");
        assert_eq!(to_line("Bus\u{202e}stops<script>x</script>"), "Busstops");
    }
}
