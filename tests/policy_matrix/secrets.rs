//! What is nobody else's: tokens, sessions, links in mails, and the mails themselves.

use chrono::TimeDelta;
use hub_domain::forum::unsubscribe::{About, unsubscribe_link};
use hub_entity::account::{InvitationPurpose, TokenPurpose, invitation, single_use_token};
use hub_entity::platform::{MailState, job, mail};
use sea_orm_migration::sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use super::world::Builder;

impl Builder {
    pub async fn accounts(&mut self) {
        let token = "mutation { createApiToken(input: { name: \"Mine\", days: 30, \
                     scopes: [READ] }) { apiToken { id } userErrors { code } } }";
        let token = self.act("mel", token, json!({}), "/createApiToken/apiToken/id");
        let token = token.await;
        self.things.put("api_token", token);
        let session = "{ viewer { sessions { id } } }";
        let session = self.act("mel", session, json!({}), "/viewer/sessions/0/id");
        let session = session.await;
        self.things.put("session", session);
        for (purpose, name, handle, email) in [
            (
                TokenPurpose::ConfirmEmail,
                "confirm",
                "una",
                "una@example.org",
            ),
            (
                TokenPurpose::ChangeEmail,
                "change",
                "mel",
                "mel@example.com",
            ),
            (
                TokenPurpose::ResetPassword,
                "reset",
                "mel",
                "mel@example.org",
            ),
        ] {
            let now = self.hub.clock().now();
            let token = format!("token-to-{name}");
            single_use_token::ActiveModel {
                purpose: Set(purpose),
                token_hash: Set(hub_domain::random::token_hash(&token)),
                person_id: Set(self.id(handle)),
                email: Set(email.to_owned()),
                expires_at: Set(now + TimeDelta::days(1)),
                used_at: Set(None),
                created_at: Set(now),
                ..Default::default()
            }
            .insert(self.domain().database().writer())
            .await
            .unwrap();
            self.things.put(name, token);
        }
        let topic = self.things.number("topic");
        let link = unsubscribe_link(self.domain(), self.id("mel"), About::Topic(topic));
        let link = link.await.unwrap();
        let token = link.rsplit('/').next().unwrap().to_owned();
        self.things.put("unsubscribe", token);
    }

    /// An invitation by mail, with a token that is known.
    pub async fn invite(&mut self, name: &str, purpose: InvitationPurpose, target: i64) {
        let now = self.hub.clock().now();
        invitation::ActiveModel {
            key: Set(self.domain().random().key()),
            token_hash: Set(hub_domain::random::token_hash(name)),
            purpose: Set(purpose),
            email: Set("new@example.org".to_owned()),
            target_id: Set(target),
            invited_by: Set(self.id("sam")),
            expires_at: Set(now + TimeDelta::days(7)),
            accepted_at: Set(None),
            accepted_by: Set(None),
            declined_at: Set(None),
            created_at: Set(now),
            ..Default::default()
        }
        .insert(self.domain().database().writer())
        .await
        .unwrap();
        self.things.put(name, name);
    }

    /// A mail and a job that were given up.
    pub async fn post_room(&mut self) {
        let now = self.hub.clock().now();
        let db = self.domain().database().writer().clone();
        let key = self.domain().random().key();
        let text = |text: &str| Set(text.to_owned());
        mail::ActiveModel {
            key: text(&key),
            template: text("welcome"),
            person_id: Set(Some(self.id("mel"))),
            to_address: text("mel@example.org"),
            to_name: text("Mel"),
            context: Set(json!({})),
            unique_key: text("matrix"),
            message_id: text("matrix@example.org"),
            in_reply_to: Set(None),
            thread: Set(None),
            topic_id: Set(None),
            state: Set(MailState::Dead),
            state_reason: text("The server refused it."),
            subject: text("A secret link"),
            body_text: text("https://hub.example.org/secret"),
            body_html: text("<p>A link</p>"),
            run_at: Set(now),
            attempts: Set(9),
            leased_until: Set(None),
            lease: Set(None),
            created_at: Set(now),
            sent_at: Set(None),
            ..Default::default()
        }
        .insert(&db)
        .await
        .unwrap();
        self.things.put("mail", key);
        let row = job::ActiveModel {
            kind: text("note_clock"),
            version: Set(1),
            payload: Set(json!({})),
            unique_key: Set(None),
            run_at: Set(now),
            attempts: Set(9),
            leased_until: Set(None),
            lease: Set(None),
            finished_at: Set(None),
            dead_at: Set(Some(now)),
            last_error: text("It failed."),
            created_at: Set(now),
            ..Default::default()
        };
        let row = row.insert(&db).await.unwrap();
        let id = hub_graphql::id::global("Job", row.id);
        self.things.put("job", id.to_string());
    }
}
