//! One mail as it leaves: the headers that make it recognisable, and two bodies.

use chrono::{DateTime, Utc};
use lettre::address::{Address, Envelope};
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MessageBuilder, MultiPart};
use url::Url;

/// How a person stops mail of this kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsubscribe {
    /// An https address; a GET shows a page and changes nothing.
    pub url: Url,
    /// An address that does the same by mail.
    pub mailto: Option<String>,
    /// Whether a POST to `url` acts at once (RFC 8058).
    pub one_click: bool,
}

/// A rendered mail and all that its headers need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutgoingMail {
    /// The address of the one recipient.
    pub to: String,
    /// The recipient's name, as they wrote it.
    pub to_name: Option<String>,
    /// The sender, which is the same for every mail (`HUB_MAIL_FROM`).
    pub from: Mailbox,
    /// Where bounces go; the sender's address when there is none.
    pub return_path: Option<String>,
    /// When the mail was queued, from the context's clock.
    pub date: DateTime<Utc>,
    /// The subject, in one line.
    pub subject: String,
    /// The plain text, complete in itself.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// Fixed before the first try. Angle brackets are added when they are missing.
    pub message_id: String,
    /// The Message-ID of the mail that this one answers.
    pub in_reply_to: Option<String>,
    /// The Message-IDs of the conversation, the oldest first.
    pub references: Vec<String>,
    /// The list that the mail belongs to, such as `planning.hub.example.org`.
    pub list_id: Option<String>,
    /// How to stop mail of this kind; none for security mail, which cannot be stopped.
    pub unsubscribe: Option<Unsubscribe>,
    /// Whether a program wrote the mail, so that out-of-office replies stay away.
    pub auto_submitted: bool,
}

/// Why a mail cannot become a message. Trying again does not help.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// An address that is none.
    #[error("the {role} address is not valid: {source}")]
    Address {
        /// Whose address.
        role: &'static str,
        /// What is wrong with it.
        source: lettre::address::AddressError,
    },
    /// An identifier with a space, a control character or an angle bracket inside.
    #[error("{header} cannot be written: not an identifier")]
    Identifier {
        /// The header that it was meant for.
        header: &'static str,
    },
    /// The message could not be put together.
    #[error("the message cannot be built: {0}")]
    Build(#[from] lettre::error::Error),
}

impl OutgoingMail {
    /// The message on the wire.
    pub fn to_message(&self) -> Result<Message, MailError> {
        let to = address("recipient's", &self.to)?;
        let bounces = match &self.return_path {
            Some(path) => address("return", path)?,
            None => self.from.email.clone(),
        };
        let envelope = Envelope::new(Some(bounces), vec![to.clone()])?;
        let name = self
            .to_name
            .as_deref()
            .map(one_line)
            .filter(|name| !name.is_empty());
        let mut builder = Message::builder()
            .envelope(envelope)
            .from(self.from.clone())
            .to(Mailbox::new(name, to))
            .subject(one_line(&self.subject))
            .date(self.date.into())
            .message_id(Some(identifier("Message-ID", &self.message_id)?));
        if let Some(id) = &self.in_reply_to {
            builder = builder.in_reply_to(identifier("In-Reply-To", id)?);
        }
        if !self.references.is_empty() {
            let ids: Result<Vec<_>, _> = self
                .references
                .iter()
                .map(|id| identifier("References", id))
                .collect();
            builder = builder.references(ids?.join(" "));
        }
        builder = self.list_headers(builder)?;
        if self.auto_submitted {
            builder = raw(builder, "Auto-Submitted", "auto-generated".to_owned());
            builder = raw(builder, "X-Auto-Response-Suppress", "All".to_owned());
        }
        let bodies = MultiPart::alternative_plain_html(self.text.clone(), self.html.clone());
        Ok(builder.multipart(bodies)?)
    }

    fn list_headers(&self, mut builder: MessageBuilder) -> Result<MessageBuilder, MailError> {
        if let Some(id) = &self.list_id {
            builder = raw(builder, "List-Id", identifier("List-Id", id)?);
        }
        if let Some(unsubscribe) = &self.unsubscribe {
            // A parsed URL is plain ASCII without spaces or angle brackets.
            let mut ways = vec![format!("<{}>", unsubscribe.url)];
            if let Some(mailto) = &unsubscribe.mailto {
                let mailto = address("unsubscribe", mailto)?;
                ways.push(format!("<mailto:{mailto}>"));
            }
            builder = raw(builder, "List-Unsubscribe", ways.join(", "));
            if unsubscribe.one_click {
                let act = "List-Unsubscribe=One-Click".to_owned();
                builder = raw(builder, "List-Unsubscribe-Post", act);
            }
        }
        Ok(builder)
    }
}

fn raw(builder: MessageBuilder, name: &'static str, value: String) -> MessageBuilder {
    builder.raw_header(HeaderValue::new(
        HeaderName::new_from_ascii_str(name),
        value,
    ))
}

fn address(role: &'static str, text: &str) -> Result<Address, MailError> {
    text.parse()
        .map_err(|source| MailError::Address { role, source })
}

/// An identifier in angle brackets. What could end the header or the brackets is refused rather
/// than taken out: an identifier that was changed would thread nothing.
fn identifier(header: &'static str, text: &str) -> Result<String, MailError> {
    let bare = text
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'))
        .unwrap_or(text);
    let plain = |byte: u8| byte.is_ascii_graphic() && byte != b'<' && byte != b'>';
    if bare.is_empty() || !bare.bytes().all(plain) {
        return Err(MailError::Identifier { header });
    }
    Ok(format!("<{bare}>"))
}

/// Text of people in one line: control characters, line breaks and runs of space become a space,
/// so that nobody can begin a header of their own.
pub(super) fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A mail with every header.
    pub(in crate::mail) fn mail() -> OutgoingMail {
        OutgoingMail {
            to: "ann@example.org".to_owned(),
            to_name: Some("Ann Müller".to_owned()),
            from: "Knowledge Hub <hub@example.org>".parse().unwrap(),
            return_path: Some("bounce+1@example.org".to_owned()),
            date: DateTime::from_timestamp(1_780_000_000, 0).unwrap(),
            subject: "A reply in “Bus stops”".to_owned(),
            text: "Hello Ann,\n\nhttps://hub.example.org/x\n".to_owned(),
            html: "<p>Hello Ann</p>".to_owned(),
            message_id: "notice-1@hub.example.org".to_owned(),
            in_reply_to: Some("<topic-1@hub.example.org>".to_owned()),
            references: vec![
                "topic-1@hub.example.org".to_owned(),
                "post-2@x.org".to_owned(),
            ],
            list_id: Some("planning.hub.example.org".to_owned()),
            unsubscribe: Some(Unsubscribe {
                url: Url::parse(&format!("https://hub.example.org/u/{}", "a".repeat(90))).unwrap(),
                mailto: Some("stop@example.org".to_owned()),
                one_click: true,
            }),
            auto_submitted: true,
        }
    }

    fn text_of(mail: &OutgoingMail) -> String {
        String::from_utf8(mail.to_message().unwrap().formatted()).unwrap()
    }

    /// The header block with folded lines joined.
    fn headers(mail: &OutgoingMail) -> Vec<String> {
        let text = text_of(mail);
        let head = text.split("\r\n\r\n").next().unwrap();
        head.replace("\r\n ", " ")
            .split("\r\n")
            .map(str::to_owned)
            .collect()
    }

    #[test]
    fn headers_are_complete() {
        let headers = headers(&mail());
        for expected in [
            "Message-ID: <notice-1@hub.example.org>",
            "In-Reply-To: <topic-1@hub.example.org>",
            "References: <topic-1@hub.example.org> <post-2@x.org>",
            "List-Id: <planning.hub.example.org>",
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
            "Auto-Submitted: auto-generated",
            "X-Auto-Response-Suppress: All",
        ] {
            assert!(
                headers.iter().any(|line| line == expected),
                "{expected} in {headers:#?}"
            );
        }
        let unsubscribe = headers
            .iter()
            .find(|line| line.starts_with("List-Unsubscribe:"))
            .unwrap();
        let words: Vec<_> = unsubscribe.split_whitespace().collect();
        assert_eq!(
            words[1],
            format!("<https://hub.example.org/u/{}>,", "a".repeat(90))
        );
        assert_eq!(words[2], "<mailto:stop@example.org>");
        assert!(
            headers
                .iter()
                .any(|line| line.starts_with("From: ") && line.contains("hub@"))
        );
    }

    #[test]
    fn plain_text_comes_before_html_and_bounces_go_their_own_way() {
        let message = mail().to_message().unwrap();
        let text = String::from_utf8(message.formatted()).unwrap();
        assert!(text.contains("multipart/alternative"));
        assert!(text.find("text/plain").unwrap() < text.find("text/html").unwrap());
        assert_eq!(
            message.envelope().from().unwrap().to_string(),
            "bounce+1@example.org"
        );
        assert_eq!(message.envelope().to()[0].to_string(), "ann@example.org");
    }

    #[test]
    fn mail_that_cannot_be_stopped_says_nothing_of_it() {
        let mail = OutgoingMail {
            unsubscribe: None,
            list_id: None,
            ..mail()
        };
        assert!(!headers(&mail).iter().any(|line| line.starts_with("List-")));
    }

    #[test]
    fn nobody_can_begin_a_header() {
        for line_break in ["\r\n", "\n", "\r", "\u{2028}", "\u{85}", "\0"] {
            let evil = format!("Hello{line_break}Bcc: all@example.org");
            let mail = OutgoingMail {
                subject: evil.clone(),
                to_name: Some(evil.clone()),
                ..mail()
            };
            let headers = headers(&mail);
            assert!(
                !headers.iter().any(|line| line.starts_with("Bcc")),
                "{headers:#?}"
            );
            assert!(
                OutgoingMail {
                    to: evil.clone(),
                    ..mail.clone()
                }
                .to_message()
                .is_err()
            );
            assert!(
                OutgoingMail {
                    message_id: evil.clone(),
                    ..mail.clone()
                }
                .to_message()
                .is_err()
            );
            assert!(
                OutgoingMail {
                    list_id: Some(evil.clone()),
                    ..mail.clone()
                }
                .to_message()
                .is_err()
            );
            assert!(
                OutgoingMail {
                    references: vec![evil],
                    ..mail
                }
                .to_message()
                .is_err()
            );
        }
    }

    #[test]
    fn same_mail_twice_is_the_same_to_its_reader() {
        assert_eq!(headers(&mail())[..6], headers(&mail())[..6]);
    }
}
