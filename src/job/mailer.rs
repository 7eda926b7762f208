//! From a claimed row of the outbox to a mail.

use hub_domain::forum::unsubscribe::{About, unsubscribe_link};
use hub_domain::platform::delivery::{self, Mail, Outcome, Rendered};
use hub_domain::platform::letter::Letter;

use crate::job::Worker;
use crate::mail::{OutgoingMail, Sent, Unsubscribe};

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
        let written = self.writer.write(
            &mail.template,
            &mail.context,
            &mail.to_name,
            unsubscribe.as_deref(),
        );
        let rendered = match written {
            Ok(written) => Rendered {
                subject: written.subject,
                text: written.text,
                html: written.html,
            },
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
