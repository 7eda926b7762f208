//! Walks through the pages that somebody can reach by links, and finds their forms.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use hub::http::routes::PAGES;
use scraper::{ElementRef, Html, Selector};

use crate::support::{Browser, Page};

/// Pages of one route that are opened: their forms differ with the state of what they show.
const OF_A_ROUTE: usize = 3;

/// A form that somebody was offered.
#[derive(Debug, Clone)]
pub struct Form {
    /// The page that has it.
    pub path: String,
    /// The route of the page.
    pub route: String,
    pub mutation: String,
    /// Names of fields that take any text.
    pub texts: Vec<String>,
    /// Names of fields that take a number, an amount, a date or a time.
    pub typed: Vec<String>,
    /// Names of fields that the page fills in or gives to choose from.
    pub given: Vec<String>,
    /// Names of fields with passwords, which never come back.
    pub secret: BTreeSet<String>,
}

/// The route that answers a path.
pub fn route_of(path: &str) -> Option<&'static str> {
    let path = path.split(['?', '#']).next().unwrap();
    let fits = |route: &str| {
        let (route, path): (Vec<_>, Vec<_>) =
            (route.split('/').collect(), path.split('/').collect());
        route.len() == path.len()
            && route
                .iter()
                .zip(&path)
                .all(|(r, p)| r == p || (r.starts_with('{') && !p.is_empty()))
    };
    // A fixed address before one with a number.
    let exact = PAGES.iter().find(|page| page.path == path);
    exact
        .or_else(|| PAGES.iter().find(|page| fits(page.path)))
        .map(|page| page.path)
}

/// Every page that somebody reaches from these addresses, of routes that begin with one of `only`.
pub async fn walk(who: &Browser, from: &[&str], only: &[&str]) -> Vec<Page> {
    let mut waiting: VecDeque<String> = from.iter().map(|path| (*path).to_owned()).collect();
    let mut seen: BTreeSet<String> = waiting.iter().cloned().collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut pages = Vec::new();
    while let Some(path) = waiting.pop_front() {
        let Some(route) = route_of(&path) else {
            continue;
        };
        if !only.iter().any(|begin| route.starts_with(begin)) {
            continue;
        }
        let count = counts.entry(route).or_default();
        if *count >= OF_A_ROUTE {
            continue;
        }
        let page = who.get(&path).await;
        assert!(page.status < 500, "{path}: {}", page.main_text());
        if page.status != 200 {
            continue;
        }
        *count += 1;
        for link in links(&page) {
            if seen.insert(link.clone()) {
                waiting.push_back(link);
            }
        }
        pages.push(page);
    }
    pages
}

fn links(page: &Page) -> Vec<String> {
    let document = Html::parse_document(&page.html);
    document
        .select(&Selector::parse("a[href^='/']").unwrap())
        .filter_map(|a| a.value().attr("href"))
        .map(|href| href.split('#').next().unwrap().to_owned())
        .collect()
}

/// The forms of a page that change something, one for each thing that they can do.
pub fn forms(page: &Page) -> Vec<Form> {
    let document = Html::parse_document(&page.html);
    let mut all = Vec::new();
    for form in document.select(&Selector::parse("form[method=post]").unwrap()) {
        for carrier in form.select(&Selector::parse("[name=_mutation]").unwrap()) {
            let mutation = carrier.value().attr("value").unwrap_or_default();
            all.push(read(page, form, mutation));
        }
    }
    all
}

fn read(page: &Page, form: ElementRef<'_>, mutation: &str) -> Form {
    let mut read = Form {
        path: page.path.clone(),
        route: route_of(&page.path).unwrap_or_default().to_owned(),
        mutation: mutation.to_owned(),
        texts: Vec::new(),
        typed: Vec::new(),
        given: Vec::new(),
        secret: BTreeSet::new(),
    };
    for element in form.select(&Selector::parse("input, textarea, select").unwrap()) {
        let attr = |name| element.value().attr(name);
        let Some(name) = attr("name").filter(|name| name.starts_with("input.")) else {
            continue;
        };
        let name = name.to_owned();
        if name == "input.requestId" {
            continue;
        }
        let numeric = matches!(attr("inputmode"), Some("numeric" | "decimal"));
        match (element.value().name(), attr("type").unwrap_or("text")) {
            ("input", "number" | "date" | "datetime-local") => read.typed.push(name),
            ("input", "text" | "email" | "url" | "search" | "tel") if numeric => {
                read.typed.push(name);
            }
            ("textarea", _) | ("input", "text" | "email" | "url" | "search" | "tel") => {
                read.texts.push(name);
            }
            ("input", "password") => {
                read.secret.insert(name.clone());
                read.texts.push(name);
            }
            ("input", "file" | "submit" | "button") => {}
            _ if read.given.contains(&name) => {}
            _ => read.given.push(name),
        }
    }
    read
}
