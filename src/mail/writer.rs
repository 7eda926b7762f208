//! A letter in words: what a mail says, whether it is sent or only shown.

use chrono::{DateTime, Utc};
use chrono_tz::{Europe::London, Tz};
use hub_domain::Settings;
use hub_domain::platform::letter::Letter;
use hub_graphql::letter::{LetterText, LetterWriter};
use serde_json::Value;

use super::render::{Common, RenderError, Rendered, Renderer};

/// The fields of letters that are instants; the mail says them as people do.
const INSTANTS: &[&str] = &[
    "closes",
    "due",
    "expires",
    "appeal_until",
    "opens",
    "answer_by",
    "planned",
];
/// Those of which the day is enough.
const DAYS: &[&str] = &["confirmed"];

/// Writes the mails of one hub.
#[derive(Debug)]
pub struct Writer {
    renderer: Renderer,
    site_name: String,
    public_url: String,
}

impl Writer {
    /// The writer of a hub with these settings.
    ///
    /// # Errors
    /// When a template is wrong.
    pub fn new(settings: &Settings) -> Result<Self, RenderError> {
        Ok(Self {
            renderer: Renderer::new()?,
            site_name: settings.site_name.clone(),
            public_url: settings.public_url.clone(),
        })
    }

    /// A mail by its template and what fills it; the name of who gets it is empty where it is not
    /// known.
    ///
    /// # Errors
    /// When the template asks for what the context does not have.
    pub fn write(
        &self,
        template: &str,
        context: &Value,
        recipient: &str,
        unsubscribe: Option<&str>,
    ) -> Result<Rendered, String> {
        let why = hub_locales::sentence(&format!("mail-why-{template}"), &[]).unwrap_or_default();
        let common = Common {
            site_name: &self.site_name,
            public_url: &self.public_url,
            recipient: Some(recipient).filter(|name| !name.is_empty()),
            why: &why,
            unsubscribe,
        };
        self.renderer
            .render(template, &common, &spoken(context))
            .map_err(|error| error.to_string())
    }
}

impl LetterWriter for Writer {
    fn write(&self, letter: &Letter, recipient: &str) -> Result<LetterText, String> {
        let context = serde_json::to_value(letter).map_err(|error| error.to_string())?;
        let written = Self::write(self, letter.template(), &context, recipient, None)?;
        Ok(LetterText {
            subject: written.subject,
            text: written.text,
        })
    }
}

/// The context with its instants as people say them in the zone that it names, and codes as their
/// sentences.
fn spoken(context: &Value) -> Value {
    let mut context = context.clone();
    if let Some(fields) = context.as_object_mut() {
        let zone = fields.get("zone").and_then(Value::as_str);
        let zone = zone.and_then(|name| name.parse::<Tz>().ok());
        let zone = zone.unwrap_or(London);
        for name in INSTANTS.iter().chain(DAYS) {
            let instant = fields
                .get(*name)
                .and_then(Value::as_str)
                .and_then(|text| text.parse::<DateTime<Utc>>().ok());
            if let Some(instant) = instant {
                let local = instant.with_timezone(&zone);
                let form = if DAYS.contains(name) {
                    "%-d %B %Y"
                } else {
                    "%A %-d %B %Y, %-I:%M%P %Z"
                };
                let text = local.format(form).to_string();
                fields.insert((*name).to_owned(), Value::from(text));
            }
        }
        for (name, kind) in [("missing", "error"), ("sections", "proposal-task")] {
            let Some(codes) = fields.get_mut(name).and_then(Value::as_array_mut) else {
                continue;
            };
            for code in codes {
                let key = format!("{kind}-{}", code.as_str().unwrap_or_default());
                if let Some(sentence) = hub_locales::sentence(&key, &[]) {
                    *code = Value::from(sentence);
                }
            }
        }
    }
    context
}
