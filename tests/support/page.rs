//! A page as somebody sees it.

use reqwest::header::LOCATION;
use scraper::{ElementRef, Html, Selector};

/// A page that was answered.
#[derive(Debug, Clone)]
pub struct Page {
    /// The status.
    pub status: u16,
    /// Path and query string at which it was found.
    pub path: String,
    /// The source.
    pub html: String,
}

#[allow(dead_code, reason = "each area uses its part")]
impl Page {
    /// Reads an answer; a redirect is its target.
    pub async fn read(response: reqwest::Response, base: &str) -> Result<Self, String> {
        let status = response.status().as_u16();
        if response.status().is_redirection()
            && let Some(location) = response.headers().get(LOCATION)
        {
            return Err(location.to_str().unwrap().to_owned());
        }
        let path = response
            .url()
            .as_str()
            .strip_prefix(base)
            .unwrap_or_default()
            .to_owned();
        Ok(Self {
            status,
            path,
            html: response.text().await.unwrap(),
        })
    }

    fn document(&self) -> Html {
        Html::parse_document(&self.html)
    }

    /// Fails unless the page was found.
    #[track_caller]
    pub fn ok(&self) -> &Self {
        assert_eq!(self.status, 200, "{}\n{}", self.path, self.main_text());
        self
    }

    /// Fails unless the status is this one.
    #[track_caller]
    pub fn is(&self, status: u16) -> &Self {
        assert_eq!(self.status, status, "{}\n{}", self.path, self.main_text());
        self
    }

    /// All text of the page, white space folded.
    pub fn text(&self) -> String {
        fold(
            &self
                .document()
                .root_element()
                .text()
                .collect::<Vec<_>>()
                .join(" "),
        )
    }

    /// The text of its main part.
    pub fn main_text(&self) -> String {
        self.texts("main").join(" ")
    }

    /// The texts of what a selector finds.
    pub fn texts(&self, css: &str) -> Vec<String> {
        let selector = Selector::parse(css).unwrap();
        let document = self.document();
        document
            .select(&selector)
            .map(|element| fold(&element.text().collect::<Vec<_>>().join(" ")))
            .collect()
    }

    /// Fails unless the page holds this text.
    #[track_caller]
    pub fn has_text(&self, text: &str) -> &Self {
        assert!(
            self.text().contains(text),
            "“{text}” is not in {}\n{}",
            self.path,
            self.main_text()
        );
        self
    }

    /// Fails if the page holds this text, in its source as well.
    #[track_caller]
    pub fn lacks_text(&self, text: &str) -> &Self {
        assert!(
            !self.text().contains(text) && !self.html.contains(text),
            "“{text}” is in {}",
            self.path
        );
        self
    }

    /// How many elements a selector finds.
    pub fn count(&self, css: &str) -> usize {
        self.document()
            .select(&Selector::parse(css).unwrap())
            .count()
    }

    /// An attribute of the first element that a selector finds.
    #[track_caller]
    pub fn attr(&self, css: &str, name: &str) -> String {
        let selector = Selector::parse(css).unwrap();
        let document = self.document();
        let element = document.select(&selector).next();
        let element = element
            .unwrap_or_else(|| panic!("{css} is not in {}\n{}", self.path, self.main_text()));
        element.value().attr(name).unwrap_or_default().to_owned()
    }

    /// The address of the first link with this text.
    #[track_caller]
    pub fn link(&self, text: &str) -> String {
        let document = self.document();
        let found = document
            .select(&Selector::parse("a[href]").unwrap())
            .find(|a| fold(&a.text().collect::<Vec<_>>().join(" ")).contains(text))
            .and_then(|a| a.value().attr("href").map(ToOwned::to_owned));
        found.unwrap_or_else(|| panic!("no link “{text}” in {}\n{}", self.path, self.main_text()))
    }

    /// What is wrong with the form, by the id of each field (`input-title`; empty for the form as a
    /// whole), as the error summary lists it.
    pub fn errors(&self) -> Vec<(String, String)> {
        let document = self.document();
        document
            .select(&Selector::parse(".error-summary li").unwrap())
            .map(|item| {
                let field = item
                    .select(&Selector::parse("a").unwrap())
                    .next()
                    .and_then(|a| a.value().attr("href"))
                    .map(|href| href.trim_start_matches('#').to_owned())
                    .unwrap_or_default();
                (field, fold(&item.text().collect::<Vec<_>>().join(" ")))
            })
            .collect()
    }

    /// The value that a field of the page holds.
    #[track_caller]
    pub fn value(&self, name: &str) -> String {
        let document = self.document();
        let selector = Selector::parse("input, textarea, select").unwrap();
        let found = document
            .select(&selector)
            .find(|e| e.value().attr("name") == Some(name));
        let element = found
            .unwrap_or_else(|| panic!("no field {name} in {}\n{}", self.path, self.main_text()));
        values_of(element).into_iter().next().unwrap_or_default()
    }

    /// Whether the page has a form that carries this mutation.
    pub fn offers(&self, mutation: &str) -> bool {
        self.count(&format!("form [name=_mutation][value={mutation}]")) > 0
    }

    /// Where the form with this mutation goes, and its fields, filled in.
    #[track_caller]
    pub fn fill(&self, mutation: &str, fields: &[(&str, &str)]) -> (String, Vec<(String, String)>) {
        let document = self.document();
        let form = document
            .select(&Selector::parse("form").unwrap())
            .find(|form| {
                let carries = format!("[name=_mutation][value={mutation}]");
                form.select(&Selector::parse(&carries).unwrap())
                    .next()
                    .is_some()
            })
            .unwrap_or_else(|| {
                panic!(
                    "no form {mutation} in {} ({})\n{}",
                    self.path,
                    self.status,
                    self.main_text()
                )
            });
        let mut filled = Vec::new();
        for element in form.select(&Selector::parse("input, textarea, select").unwrap()) {
            let Some(name) = element.value().attr("name") else {
                continue;
            };
            if name == "_mutation" {
                // A button with a mutation of its own comes after the form's.
                let own = element.value().attr("value").unwrap_or_default();
                if own != mutation && element.value().attr("type") == Some("hidden") {
                    filled.push((name.to_owned(), own.to_owned()));
                }
                continue;
            }
            if fields.iter().any(|(given, _)| *given == name) {
                continue;
            }
            for value in values_of(element) {
                filled.push((name.to_owned(), value));
            }
        }
        filled.push(("_mutation".to_owned(), mutation.to_owned()));
        filled.extend(
            fields
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
        );
        let action = form.value().attr("action").unwrap_or(&self.path).to_owned();
        (action, filled)
    }
}

/// What a browser would send for an element.
fn values_of(element: ElementRef<'_>) -> Vec<String> {
    let attr = |name| element.value().attr(name);
    match (element.value().name(), attr("type").unwrap_or("text")) {
        ("textarea", _) => {
            let text: String = element.text().collect();
            vec![
                text.strip_prefix('\n')
                    .map(ToOwned::to_owned)
                    .unwrap_or(text),
            ]
        }
        ("select", _) => {
            let options = Selector::parse("option").unwrap();
            let chosen = element
                .select(&options)
                .find(|option| option.value().attr("selected").is_some())
                .or_else(|| element.select(&options).next());
            chosen
                .and_then(|o| o.value().attr("value"))
                .map(ToOwned::to_owned)
                .into_iter()
                .collect()
        }
        (_, "checkbox" | "radio") if attr("checked").is_none() => Vec::new(),
        (_, "submit" | "button" | "file" | "image") => Vec::new(),
        (_, "checkbox" | "radio") => vec![attr("value").unwrap_or("on").to_owned()],
        _ => vec![attr("value").unwrap_or_default().to_owned()],
    }
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
