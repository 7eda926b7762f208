//! From well-formed HTML of a few known tags to Markdown.
use super::unescape;

/// What separates what was written from what comes next.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    Line,
    Break,
    Paragraph,
}

/// Writes Markdown from what `ammonia` printed.
#[derive(Default)]
pub(super) struct Writer {
    out: String,
    /// Whether white space and Markdown's own signs mean nothing in the text.
    html: bool,
    gap: Gap,
    /// Marks that are written once there is text for them, so that no empty ones are left.
    pending: Vec<&'static str>,
    /// The sign of a list item or heading that waits for its text.
    prefix: Option<String>,
    /// For each list that is open, the number of its last item, if it is numbered.
    lists: Vec<Option<usize>>,
    /// For each link that is open, its address and where its text begins.
    links: Vec<(Option<String>, usize)>,
}

impl Writer {
    /// Markdown from cleaned HTML; `html` says whether line breaks in its text mean nothing.
    pub fn write(clean: &str, html: bool) -> String {
        let mut writer = Self {
            html,
            ..Self::default()
        };
        writer.walk(clean);
        writer.out.truncate(writer.out.trim_end().len());
        writer.out
    }

    fn walk(&mut self, clean: &str) {
        let mut rest = clean;
        while let Some((text, after)) = rest.split_once('<') {
            self.text(&unescape(text));
            let Some((tag, after)) = after.split_once('>') else {
                return;
            };
            self.tag(tag);
            rest = after;
        }
        self.text(&unescape(rest));
    }

    fn tag(&mut self, tag: &str) {
        let name = tag
            .split(|c: char| c.is_whitespace() || c == '>')
            .next()
            .unwrap_or_default();
        match name {
            "b" | "strong" => self.open("**"),
            "/b" | "/strong" => self.close("**"),
            "i" | "em" => self.open("*"),
            "/i" | "/em" => self.close("*"),
            "a" => self.open_link(tag),
            "/a" => self.close_link(),
            "br" => {
                let gap = if self.gap >= Gap::Break {
                    Gap::Paragraph
                } else {
                    Gap::Break
                };
                self.separate(gap);
            }
            "ul" | "ol" => {
                self.separate(if self.lists.is_empty() {
                    Gap::Paragraph
                } else {
                    Gap::Line
                });
                self.lists.push((name == "ol").then_some(0));
            }
            "/ul" | "/ol" => {
                self.lists.pop();
                self.prefix = None;
                self.separate(if self.lists.is_empty() {
                    Gap::Paragraph
                } else {
                    Gap::Line
                });
            }
            "li" => {
                self.separate(Gap::Line);
                let indent = "  ".repeat(self.lists.len().saturating_sub(1).min(8));
                let sign = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{number}.")
                    }
                    _ => "-".to_owned(),
                };
                self.prefix = Some(format!("{indent}{sign} "));
            }
            "/li" => {
                self.prefix = None;
                self.gap = Gap::Line;
            }
            "tr" | "/tr" | "dt" | "dd" => self.separate(Gap::Line),
            "td" | "th" => self.separate(Gap::Space),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.separate(Gap::Paragraph);
                self.prefix = Some("### ".to_owned());
            }
            "tbody" | "/tbody" | "thead" | "/thead" | "/td" | "/th" | "/dt" | "/dd" => {}
            _ if name.starts_with("/h") => {
                self.prefix = None;
                self.separate(Gap::Paragraph);
            }
            _ => self.separate(Gap::Paragraph),
        }
    }

    /// A block at the start of a list item does not part the item from its sign.
    fn separate(&mut self, gap: Gap) {
        if self.prefix.is_none() {
            self.gap = self.gap.max(gap);
        }
    }

    fn open(&mut self, mark: &'static str) {
        self.pending.push(mark);
    }

    fn close(&mut self, mark: &str) {
        if self.pending.last() == Some(&mark) {
            self.pending.pop();
        } else {
            self.out.push_str(mark);
        }
    }

    fn open_link(&mut self, tag: &str) {
        let href = tag
            .split_once("href=\"")
            .and_then(|(_, rest)| rest.split_once('"'));
        let href = href.map(|(href, _)| unescape(href).into_owned());
        // The start of its text is known once the gap before it is written.
        self.links.push((href, usize::MAX));
    }

    fn close_link(&mut self) {
        let Some((Some(href), start)) = self.links.pop() else {
            return;
        };
        let Some(text) = self.out.get(start..) else {
            return;
        };
        let href: String = href
            .chars()
            .map(|c| match c {
                '(' => "%28".to_owned(),
                ')' => "%29".to_owned(),
                '<' => "%3C".to_owned(),
                '>' => "%3E".to_owned(),
                c if c.is_whitespace() => "%20".to_owned(),
                c => c.to_string(),
            })
            .collect();
        let link = if text.replace('\\', "") == href {
            format!("<{href}>")
        } else {
            format!("[{}]({href})", text.replace("\n\n", " "))
        };
        self.out.truncate(start);
        self.out.push_str(&link);
    }

    fn text(&mut self, text: &str) {
        let mut characters = text.chars().peekable();
        while let Some(c) = characters.next() {
            if c == '\n' && !self.html {
                self.gap = if self.gap >= Gap::Line {
                    Gap::Paragraph
                } else {
                    Gap::Line
                };
            } else if c.is_whitespace() {
                self.separate(Gap::Space);
            } else {
                self.flush();
                let in_word = self.out.ends_with(char::is_alphanumeric)
                    && characters.peek().is_some_and(|next| next.is_alphanumeric());
                let special = matches!(c, '*' | '`' | '[' | ']' | '\\') || (c == '_' && !in_word);
                // A text that could open a tag again, once the rest is Markdown.
                if (special && self.html) || c == '<' {
                    self.out.push('\\');
                }
                self.out.push(c);
            }
        }
    }

    /// Writes what waits: the gap, the sign of a list item, and the marks.
    fn flush(&mut self) {
        let gap = std::mem::take(&mut self.gap);
        if !self.out.is_empty() {
            self.out.push_str(match gap {
                Gap::None => "",
                Gap::Space => " ",
                Gap::Line => "\n",
                Gap::Break => "  \n",
                Gap::Paragraph => "\n\n",
            });
        }
        if let Some(prefix) = self.prefix.take() {
            self.out.push_str(&prefix);
        }
        for mark in self.pending.drain(..) {
            self.out.push_str(mark);
        }
        let here = self.out.len();
        for (_, start) in &mut self.links {
            if *start == usize::MAX {
                *start = here;
            }
        }
    }
}
