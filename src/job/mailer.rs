//! From a claimed row of the outbox to a mail.

use chrono::{DateTime, Utc};
use chrono_tz::{Europe::London, Tz};
use hub_domain::forum::unsubscribe::{About, unsubscribe_link};
use hub_domain::platform::delivery::{self, Mail, Outcome, Rendered};
use hub_domain::platform::letter::Letter;
use serde_json::Value;

use crate::job::Worker;
use crate::mail::{Common, OutgoingMail, Sent, Unsubscribe};

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

impl Worker {
    /// Sends one claimed mail, and writes down what became of it.
    pub(super) async fn send(&self, mail: &Mail) -> hub_domain::Result<()> {
        let letter: Letter = match serde_json::from_value(mail.context.clone()) {
            Ok(letter) => letter,
            Err(error) => {
                let outcome = Outcome::Refused(format!("its context cannot be read: {error}"));
                return delivery::settle(&self.hub, mail, &Rendered::default(), &outcome).await;
            }
        };
        if let Some(reason) = delivery::reason_to_skip(&self.hub, mail, &letter).await? {
            let outcome = Outcome::Skipped(reason);
            return delivery::settle(&self.hub, mail, &Rendered::default(), &outcome).await;
        }
        let about = mail.topic_id.map(About::Topic);
        let about = about.or(mail.challenge_id.map(About::Challenge));
        let unsubscribe = match (mail.person_id, about) {
            (Some(person), Some(about)) if letter.can_unsubscribe() => {
                Some(unsubscribe_link(&self.hub, person, about).await?)
            }
            _ => None,
        };
        let rendered = match self.render(mail, unsubscribe.as_deref()) {
            Ok(rendered) => rendered,
            Err(reason) => {
                let outcome = Outcome::Refused(reason);
                return delivery::settle(&self.hub, mail, &Rendered::default(), &outcome).await;
            }
        };
        let sent = self
            .transport
            .send(&self.outgoing(mail, &rendered, unsubscribe))
            .await;
        let outcome = match sent {
            Sent::Ok => Outcome::Sent,
            Sent::Kept => Outcome::Kept,
            Sent::Retry(reason) => Outcome::Retry(reason),
            Sent::Refuse(reason) => Outcome::Refused(reason),
        };
        delivery::settle(&self.hub, mail, &rendered, &outcome).await
    }

    fn render(&self, mail: &Mail, unsubscribe: Option<&str>) -> Result<Rendered, String> {
        let settings = self.hub.settings();
        let why =
            hub_locales::sentence(&format!("mail-why-{}", mail.template), &[]).unwrap_or_default();
        let common = Common {
            site_name: &settings.site_name,
            public_url: &settings.public_url,
            recipient: Some(mail.to_name.as_str()).filter(|name| !name.is_empty()),
            why: &why,
            unsubscribe,
        };
        let context = spoken(&mail.context);
        let rendered = self
            .renderer
            .render(&mail.template, &common, &context)
            .map_err(|error| error.to_string())?;
        Ok(Rendered {
            subject: rendered.subject,
            text: rendered.text,
            html: rendered.html,
        })
    }

    fn outgoing(
        &self,
        mail: &Mail,
        rendered: &Rendered,
        unsubscribe: Option<String>,
    ) -> OutgoingMail {
        let mut references: Vec<String> = mail.thread.clone().into_iter().collect();
        if let Some(parent) = &mail.in_reply_to
            && !references.contains(parent)
        {
            references.push(parent.clone());
        }
        OutgoingMail {
            to: mail.to_address.clone(),
            to_name: Some(mail.to_name.clone()).filter(|name| !name.is_empty()),
            from: self.from.clone(),
            return_path: None,
            date: mail.created_at,
            subject: rendered.subject.clone(),
            text: rendered.text.clone(),
            html: rendered.html.clone(),
            message_id: mail.message_id.clone(),
            in_reply_to: mail.in_reply_to.clone(),
            references,
            list_id: None,
            unsubscribe: unsubscribe
                .and_then(|url| url.parse().ok())
                .map(|url| Unsubscribe {
                    url,
                    mailto: None,
                    one_click: true,
                }),
            auto_submitted: true,
        }
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
