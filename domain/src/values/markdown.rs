//! User text: CommonMark with tables, then an allow-list.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use ammonia::Builder;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from([
            "p",
            "br",
            "hr",
            "em",
            "strong",
            "del",
            "code",
            "pre",
            "blockquote",
            "ul",
            "ol",
            "li",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "a",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
        ]))
        .add_tag_attributes("a", &["href", "title"])
        .add_tag_attributes("ol", &["start"])
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .link_rel(Some("nofollow noopener ugc"));
    builder
});

/// Markdown as safe HTML. Headings begin at level three, beneath those of the page; raw HTML
/// is shown as it was typed; pictures become links, so that nothing is loaded from elsewhere.
pub fn render(markdown: &str) -> String {
    render_with(markdown, beneath)
}

/// The same for text that is a whole page: its headings begin at level two, beneath the title.
pub fn render_page(markdown: &str) -> String {
    render_with(markdown, |level| match level {
        HeadingLevel::H1 => HeadingLevel::H2,
        level => level,
    })
}

fn render_with(markdown: &str, beneath: fn(HeadingLevel) -> HeadingLevel) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let events = Parser::new_ext(markdown, options).map(|event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::Start(Tag::Heading { level, .. }) => Event::Start(Tag::Heading {
            level: beneath(level),
            id: None,
            classes: Vec::new(),
            attrs: Vec::new(),
        }),
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(beneath(level))),
        Event::Start(Tag::Image {
            dest_url,
            title,
            link_type,
            id,
        }) => Event::Start(Tag::Link {
            link_type,
            dest_url,
            title,
            id,
        }),
        Event::End(TagEnd::Image) => Event::End(TagEnd::Link),
        event => event,
    });
    let mut unsafe_html = String::with_capacity(markdown.len() * 3 / 2);
    html::push_html(&mut unsafe_html, events);
    SANITISER.clean(&unsafe_html).to_string()
}

fn beneath(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 => HeadingLevel::H3,
        HeadingLevel::H2 => HeadingLevel::H4,
        HeadingLevel::H3 => HeadingLevel::H5,
        _ => HeadingLevel::H6,
    }
}

/// Markdown as plain text, for search, mails and summaries.
pub fn plain(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Text(part) | Event::Code(part) | Event::Html(part) | Event::InlineHtml(part) => {
                text.push_str(&part);
            }
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::CodeBlock
                | TagEnd::TableCell,
            ) => text.push('\n'),
            _ => {}
        }
    }
    text.trim().to_owned()
}

/// The first characters of Markdown as plain text, cut at a word.
pub fn excerpt(markdown: &str, characters: usize) -> String {
    let text = plain(markdown)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let Some((end, _)) = text.char_indices().nth(characters) else {
        return text;
    };
    let cut = text[..end].rfind(' ').unwrap_or(end);
    let kept: Cow<'_, str> = text[..cut].into();
    format!("{kept}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_do_not_pass_and_structure_does() {
        let html = render(
            "# Hi\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1)) **b**\n\n|a|b|\n|-|-|\n|1|2|\n\n![cat](https://e.org/cat.png)",
        );
        assert!(html.contains("<h3>Hi</h3>"));
        assert!(!html.contains("<script"));
        assert!(!html.contains("javascript:"));
        assert!(html.contains("<strong>b</strong>"));
        assert!(html.contains("<td>1</td>"));
        assert!(!html.contains("<img"));
        assert!(html.contains("&lt;script&gt;"));
    }

    #[test]
    fn excerpts_are_cut_at_words() {
        assert_eq!(excerpt("One **two** three", 9), "One two…");
        assert_eq!(excerpt("Short", 9), "Short");
    }
}
