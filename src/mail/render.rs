//! Rendering: a mail's three templates, strict about what they are given.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Value, merge_maps};
use minijinja::{Environment, UndefinedBehavior, context};

use super::message::one_line;
use super::templates;

/// What every mail may say, whatever it is about.
#[derive(Clone, Debug)]
pub struct Common<'a> {
    /// What this hub is called.
    pub site_name: &'a str,
    /// The hub's origin.
    pub public_url: &'a str,
    /// The recipient's name, if the hub knows one.
    pub recipient: Option<&'a str>,
    /// One sentence that says why this person gets this mail.
    pub why: &'a str,
    /// Where to stop mail of this kind; none for mail that cannot be stopped.
    pub unsubscribe: Option<&'a str>,
}

/// A mail's subject and its two bodies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// One line.
    pub subject: String,
    /// Plain text, complete in itself.
    pub text: String,
    /// A whole HTML document.
    pub html: String,
}

/// Why a mail could not be rendered.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The template misses, is wrong, or asks for a value that the context does not have.
    #[error("{name}: {source}")]
    Template {
        /// The template.
        name: String,
        /// What is wrong, and where.
        source: Box<minijinja::Error>,
    },
    /// The context is not an object.
    #[error("the context of {0} is not an object")]
    Context(String),
}

/// The mail templates, parsed once. They are part of the binary.
#[derive(Debug)]
pub struct Renderer {
    environment: Environment<'static>,
}

impl Renderer {
    /// Parses all templates.
    pub fn new() -> Result<Self, RenderError> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        let syntax = SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .build();
        environment.set_syntax(syntax.map_err(|source| failed("syntax", source))?);
        for (name, source) in templates::all() {
            environment
                .add_template(name, source)
                .map_err(|source| failed(name, source))?;
        }
        Ok(Self { environment })
    }

    /// Renders one of [`NAMES`](super::NAMES) with its own context, an object whose keys become
    /// the template's names beside those of [`Common`].
    pub fn render(
        &self,
        template: &str,
        common: &Common<'_>,
        context: &serde_json::Value,
    ) -> Result<Rendered, RenderError> {
        if !context.is_object() {
            return Err(RenderError::Context(template.to_owned()));
        }
        let own = Value::from(minijinja::value::Serde(context));
        let shared = context! {
            site_name => common.site_name,
            public_url => common.public_url,
            recipient => common.recipient,
            why => common.why,
            unsubscribe => common.unsubscribe,
        };
        let all = merge_maps([own, shared]);
        let part = |part: &str, subject: &str| {
            let name = format!("{template}/{part}");
            self.environment
                .get_template(&name)
                .and_then(|template| template.render(context! { subject, ..all.clone() }))
                .map_err(|source| failed(&name, source))
        };
        let subject = one_line(&part("subject.txt", "")?);
        let text = tidy(&part("body.txt", &subject)?);
        let html = part("body.html", &subject)?;
        Ok(Rendered {
            subject,
            text,
            html,
        })
    }
}

/// Removes what conditions leave behind in plain text: runs of empty lines, spaces at line ends.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut empty = true;
    for line in text.lines() {
        // `-- ` begins a signature by its trailing space.
        let line = if line == "-- " { line } else { line.trim_end() };
        if line.is_empty() && empty {
            continue;
        }
        empty = line.is_empty();
        tidy.push_str(line);
        tidy.push('\n');
    }
    tidy.truncate(tidy.trim_end().len());
    tidy.push('\n');
    tidy
}

fn failed(name: &str, source: minijinja::Error) -> RenderError {
    RenderError::Template {
        name: name.to_owned(),
        source: Box::new(source),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::{NAMES, samples};
    use super::*;

    fn common() -> Common<'static> {
        Common {
            site_name: "Knowledge Hub",
            public_url: "https://hub.example.org",
            recipient: Some("Ann O’Neill"),
            why: "You get this because you follow this topic.",
            unsubscribe: Some("https://hub.example.org/unsubscribe/abc?kind=reply"),
        }
    }

    /// Links as a reader of the HTML gets them.
    fn decoded(html: &str) -> String {
        html.replace("&#x2f;", "/")
            .replace("&amp;", "&")
            .replace("&#x27;", "'")
    }

    #[test]
    fn every_mail_renders_and_names_its_links_in_both_bodies() {
        let renderer = Renderer::new().unwrap();
        for (template, context) in samples::all() {
            for common in [
                common(),
                Common {
                    recipient: None,
                    unsubscribe: None,
                    ..common()
                },
            ] {
                let mail = renderer.render(template, &common, &context).unwrap();
                assert!(
                    (10..=150).contains(&mail.subject.len()),
                    "{template}: {}",
                    mail.subject
                );
                assert!(!mail.subject.contains('\n') && !mail.subject.contains("{{"));
                let html = decoded(&mail.html);
                for (key, value) in context.as_object().unwrap() {
                    let Some(value) = value
                        .as_str()
                        .filter(|link| key.ends_with("link") && !link.is_empty())
                    else {
                        continue;
                    };
                    assert!(mail.text.contains(value), "{template}: text lacks {key}");
                    assert!(
                        html.contains(&format!("href=\"{value}\"")),
                        "{template}: {key}"
                    );
                }
                for body in [&mail.text, &html] {
                    assert!(body.contains("You get this because"), "{template}");
                    assert!(body.contains("https://hub.example.org"), "{template}");
                    assert_eq!(
                        body.contains("https://hub.example.org/unsubscribe/abc?kind=reply"),
                        common.unsubscribe.is_some(),
                        "{template}"
                    );
                }
                assert!(
                    mail.text.lines().all(|line| !line.contains("<p")),
                    "{template}"
                );
                assert!(
                    html.starts_with("<!doctype html>\n<html lang=\"en-GB\">"),
                    "{template}"
                );
                assert!(!mail.text.contains("\n\n\n"), "{template}: {}", mail.text);
            }
        }
    }

    #[test]
    fn every_mail_has_a_sample() {
        let sampled: Vec<_> = samples::all().into_iter().map(|(name, _)| name).collect();
        for name in NAMES {
            assert!(sampled.contains(name), "{name} has no sample");
        }
    }

    #[test]
    fn every_folder_of_templates_is_a_mail() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/mail/templates");
        let mut folders: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(Result::unwrap)
            .filter(|entry| entry.path().is_dir())
            .map(|entry| entry.file_name().into_string().unwrap())
            .collect();
        folders.sort();
        assert_eq!(folders, NAMES);
    }

    #[test]
    fn missing_value_is_an_error_and_markup_of_people_is_text() {
        let renderer = Renderer::new().unwrap();
        let error = renderer.render("reply", &common(), &json!({})).unwrap_err();
        assert!(error.to_string().contains("undefined"), "{error}");
        assert!(renderer.render("nothing", &common(), &json!({})).is_err());
        assert!(renderer.render("test", &common(), &json!([])).is_err());
        let (_, mut context) = samples::all()
            .into_iter()
            .find(|(n, _)| *n == "reply")
            .unwrap();
        context["author"] = json!("<script>alert(1)</script>\r\nBcc: x@example.org");
        let mail = renderer.render("reply", &common(), &context).unwrap();
        assert!(!mail.html.contains("<script") && mail.html.contains("&lt;script"));
        assert!(!mail.subject.contains(['\r', '\n']));
    }

    #[test]
    fn plain_text_is_tidy() {
        assert_eq!(tidy("\n\na  \n\n\n\nb\n-- \n\n"), "a\n\nb\n--\n");
        assert_eq!(tidy("a\n-- \nwhy"), "a\n-- \nwhy\n");
    }
}
