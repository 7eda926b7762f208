//! A letter as a page shows it: words, and links that can be followed on this very server.

use serde_json::{Value, json};

/// The text in pieces, `{text}` or `{text, href}`. Links to the hub lead to this server by
/// whatever name it was reached; other addresses stay words, as nothing here leads elsewhere.
pub fn parts(text: &str, public_url: &str) -> Vec<Value> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(public_url) {
        let (before, from) = rest.split_at(at);
        let end = from
            .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | ')'))
            .unwrap_or(from.len());
        let (mut link, _) = from.split_at(end);
        // A full stop ends the sentence, not the address.
        link = link.trim_end_matches(['.', ',', ';']);
        let path = link.get(public_url.len()..).unwrap_or_default();
        let is_ours = path.is_empty() || path.starts_with(['/', '?', '#']);
        if !before.is_empty() {
            parts.push(json!({ "text": before, "href": null }));
        }
        if is_ours {
            let href = if path.is_empty() { "/" } else { path };
            parts.push(json!({ "text": link, "href": href }));
        } else {
            parts.push(json!({ "text": link, "href": null }));
        }
        rest = from.get(link.len()..).unwrap_or_default();
    }
    if !rest.is_empty() {
        parts.push(json!({ "text": rest, "href": null }));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_the_hub_are_followed_and_others_stay_words() {
        let text = "See http://localhost:8080/proposals/x. Not http://localhost:80801/y, \
                    nor https://example.org/z.\n";
        let parts = parts(text, "http://localhost:8080");
        let links: Vec<_> = parts
            .iter()
            .filter_map(|part| part.get("href")?.as_str())
            .collect();
        assert_eq!(links, ["/proposals/x"]);
        let whole: String = parts
            .iter()
            .filter_map(|part| part.get("text")?.as_str())
            .collect();
        assert_eq!(whole, text);
    }
}
