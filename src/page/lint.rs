//! Checks that each field that a template reads is selected by its page's document.
//!
//! The lint walks the syntax trees with values that know only their shape: it follows `extends`
//! with its blocks, `include`, imported macros with the arguments of each call, `for`, `set` and
//! `with`. It runs in tests, because minijinja keeps its syntax tree for itself otherwise.

mod expression;
mod statement;
mod value;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    rc::Rc,
};

use minijinja::machinery::{ast::Stmt, parse};

use self::value::{Known, Scope};
use super::{
    document::LAYOUT, engine::load, failure, functions, route::PageRoute,
    schema_types::SchemaTypes, sources::Sources,
};

/// Everything that is wrong with the templates of these routes, with file and line.
///
/// `sentence_exists` says whether a key that a template names literally has a sentence.
pub(crate) fn lint(
    sources: &Sources,
    sdl: &str,
    routes: &[PageRoute],
    sentence_exists: &dyn Fn(&str) -> bool,
) -> Vec<String> {
    let types = match SchemaTypes::parse(sdl) {
        Ok(types) => types,
        Err(error) => return vec![error.to_string()],
    };
    let layout = sources.page("layout.graphql");
    let mut issues = BTreeSet::new();
    let mut trees = HashMap::new();
    for (name, text) in sources.templates() {
        forbidden(name, text, &mut issues);
        match parse(text, name, minijinja::syntax::SyntaxConfig::default()) {
            Ok(tree) => {
                trees.insert(name, tree);
            }
            Err(error) => {
                issues.insert(format!("{name}: {error}"));
            }
        }
    }
    let mut seen = BTreeSet::new();
    for route in routes {
        if !seen.insert(route.page) {
            continue;
        }
        match load(route.page, sources, layout, &types) {
            Ok(document) => {
                let mut names = Known::of_shape(&document.query.shape);
                // What an action shows is beside the query's answer, sometimes.
                for action in route.actions.iter().filter(|action| action.shows) {
                    if let Some(mutation) = document.mutations.get(action.mutation) {
                        names.extend(Known::of_shape(&mutation.shape));
                    }
                }
                names.extend(
                    route
                        .extra
                        .iter()
                        .map(|name| ((*name).to_owned(), Known::Any)),
                );
                let template = format!("{}.html", route.page);
                walk(&template, names, &trees, sentence_exists, &mut issues);
            }
            Err(error) => {
                issues.insert(error.to_string());
            }
        }
    }
    if let (Some(layout), true) = (layout, trees.contains_key("error.html")) {
        let query = format!("query ErrorPage {{ ...{LAYOUT} }}");
        match super::document::Document::parse(&query, Some(layout), &types) {
            Ok(document) => {
                let mut names = Known::of_shape(&document.query.shape);
                names.extend(
                    failure::NAMES
                        .iter()
                        .map(|name| ((*name).to_owned(), Known::Any)),
                );
                walk("error.html", names, &trees, sentence_exists, &mut issues);
            }
            Err(problem) => {
                issues.insert(format!("layout.graphql: {problem}"));
            }
        }
    }
    issues.into_iter().collect()
}

/// What no template may contain, wherever it stands.
fn forbidden(name: &str, text: &str, issues: &mut BTreeSet<String>) {
    for (number, line) in text.lines().enumerate() {
        let tight: String = line.chars().filter(|c| !c.is_whitespace()).collect();
        for (pattern, why) in [
            ("|safe", "only the Html scalar is markup"),
            ("<style", "styles belong into hub.css"),
            ("javascript:", "scripts belong into assets"),
        ] {
            if tight.contains(pattern) {
                issues.insert(format!("{name}:{}: {pattern}: {why}", number + 1));
            }
        }
        let lower = line.to_lowercase();
        if lower.contains(" style=") {
            issues.insert(format!("{name}:{}: a style attribute", number + 1));
        }
        if lower.contains("<script") && !lower.contains(" src=") {
            issues.insert(format!("{name}:{}: an inline script", number + 1));
        }
        // Handlers such as onclick are inline scripts.
        if lower.split_whitespace().any(|word| {
            word.strip_prefix("on")
                .and_then(|rest| rest.split_once('='))
                .is_some_and(|(event, _)| event.len() > 2 && event.chars().all(char::is_alphabetic))
        }) {
            issues.insert(format!("{name}:{}: an event handler", number + 1));
        }
    }
}

fn walk<'a>(
    template: &'a str,
    names: BTreeMap<String, Known>,
    trees: &'a HashMap<&'a str, Stmt<'a>>,
    sentence_exists: &'a dyn Fn(&str) -> bool,
    issues: &mut BTreeSet<String>,
) {
    let mut root = names;
    let page = [
        "path", "url", "done", "explorer", "demo", "search", "csrf", "theme", "locale",
    ];
    root.insert("page".into(), Known::object(&page, &["query"]));
    root.insert("form".into(), Known::form());
    for name in functions::NAMES
        .iter()
        .chain(&["range", "dict", "namespace", "loop", "caller"])
    {
        root.insert((*name).to_owned(), Known::Any);
    }
    let mut linter = Linter {
        page: template.to_owned(),
        trees,
        sentence_exists,
        root: Rc::new(root),
        blocks: HashMap::new(),
        depth: 0,
        issues,
    };
    let mut scope = Scope::new(template);
    linter.template(template, &mut scope);
}

struct Linter<'a, 'i> {
    /// The page, named in each issue because shared templates are read by many.
    page: String,
    trees: &'a HashMap<&'a str, Stmt<'a>>,
    sentence_exists: &'a dyn Fn(&str) -> bool,
    root: Rc<BTreeMap<String, Known>>,
    /// The blocks of the templates that extend the present one, with the names in their sight.
    blocks: HashMap<String, (&'a [Stmt<'a>], Scope)>,
    depth: usize,
    issues: &'i mut BTreeSet<String>,
}

impl Linter<'_, '_> {
    fn issue(&mut self, scope: &Scope, line: u16, problem: &str) {
        let page = if scope.template == self.page {
            String::new()
        } else {
            format!(" (for {})", self.page)
        };
        self.issues
            .insert(format!("{}:{line}: {problem}{page}", scope.template));
    }
}

#[cfg(test)]
mod tests;
