//! One state of affairs with something of every kind in it, and everybody who looks at it.

use std::collections::BTreeMap;
use std::sync::Arc;

use hub::mail::Writer;
use hub_domain::account::authenticate::viewer_of;
use hub_domain::account::password::Password;
use hub_domain::context::Viewer;
use hub_domain::{Caller, Hub};
use hub_entity::account::{SiteRole, person, session};
use hub_entity::organisation::{OrganisationKind, OrganisationRole, organisation};
use hub_graphql::HubSchema;
use hub_graphql::letter::LetterWriter;
use sea_orm_migration::sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
};
use serde_json::{Value, json};

use super::ask;
use crate::support::{Browser, Snapshot, TestHub, challenge::dataset};

/// Everybody's password.
pub const PASSWORD: &str = "fourteen green herons";

/// The kinds of viewers, from least to most authority, and what each is here.
pub const VIEWERS: [(&str, &str); 15] = [
    ("visitor", ""),
    ("unconfirmed", "una"),
    ("member", "mel"),
    ("officer", "oscar"),
    ("owner", "olga"),
    ("partner", "pat"),
    ("rival", "rita"),
    ("judge", "jude"),
    ("conflicted", "carl"),
    ("moderator", "mo"),
    ("programme-staff", "pru"),
    ("staff", "sam"),
    ("staff-partner", "stan"),
    ("administrator", "ada"),
    (super::READ_TOKEN, "ada"),
];

/// The state of affairs.
pub struct World {
    /// Numbers, keys and tokens of what there is, by a name for it.
    pub things: Things,
    pub snapshot: Snapshot,
    /// Who asks, in the order of [`VIEWERS`].
    pub callers: Vec<Caller>,
}

/// Numbers, keys and tokens by name.
#[derive(Default)]
pub struct Things(BTreeMap<String, Value>);

impl Things {
    pub fn put(&mut self, name: &str, value: impl Into<Value>) {
        let before = self.0.insert(name.to_owned(), value.into());
        assert!(before.is_none(), "{name} is there twice");
    }

    #[track_caller]
    pub fn get(&self, name: &str) -> Value {
        let known = self.0.get(name);
        known
            .unwrap_or_else(|| panic!("nothing is called {name}"))
            .clone()
    }

    /// A number.
    #[track_caller]
    pub fn number(&self, name: &str) -> i64 {
        self.get(name).as_i64().unwrap()
    }
}

/// What the state is made with.
pub struct Builder {
    pub hub: TestHub,
    pub schema: HubSchema,
    pub things: Things,
    pub people: BTreeMap<String, Browser>,
}

/// The schema, with what writes mails on this hub; who asks comes with the request.
pub fn schema_of(hub: &Hub) -> HubSchema {
    let letters: Arc<dyn LetterWriter> = Arc::new(Writer::new(hub.settings()).unwrap());
    hub_graphql::builder().data(letters).finish()
}

impl World {
    pub async fn build() -> Self {
        let hub = TestHub::start().await;
        let mut builder = Builder {
            schema: schema_of(&hub.hub),
            hub,
            things: Things::default(),
            people: BTreeMap::new(),
        };
        builder.everybody().await;
        builder.organisations().await;
        builder.data().await;
        builder.challenges().await;
        builder.forum().await;
        builder.accounts().await;
        builder.post_room().await;
        let mut callers = Vec::new();
        for (kind, handle) in VIEWERS {
            callers.push(if handle.is_empty() {
                Caller::default()
            } else {
                builder.caller(handle, kind != super::READ_TOKEN).await
            });
        }
        Self {
            things: builder.things,
            snapshot: Snapshot::of(builder.hub).await,
            callers,
        }
    }
}

impl Builder {
    pub fn domain(&self) -> &Hub {
        &self.hub.hub
    }

    pub fn id(&self, handle: &str) -> i64 {
        self.people[handle].person().id
    }

    async fn caller(&self, handle: &str, may_write: bool) -> Caller {
        let db = self.domain().database().writer();
        let person = person::Entity::find_by_id(self.id(handle)).one(db).await;
        let person = person.unwrap().unwrap();
        let session = session::Entity::find()
            .filter(session::Column::PersonId.eq(person.id))
            .one(db)
            .await
            .unwrap()
            .unwrap();
        let viewer = viewer_of(self.domain(), &person, may_write).await.unwrap();
        assert!(matches!(viewer, Viewer::Person(_)));
        Caller {
            viewer,
            session: may_write.then_some(session.id),
            ..Caller::default()
        }
    }

    /// Does something as somebody, and returns the value at a pointer.
    pub async fn act(&self, handle: &str, document: &str, variables: Value, at: &str) -> Value {
        let caller = self.caller(handle, true).await;
        let answer = ask::run(&self.schema, self.domain(), &caller, document, &variables).await;
        let found = answer["data"].pointer(at).filter(|v| !v.is_null());
        found
            .unwrap_or_else(|| panic!("{document}\n{answer}"))
            .clone()
    }

    async fn everybody(&mut self) {
        let password = Password::parse("", PASSWORD, &[]).unwrap();
        let hash = password.hash(self.domain()).await.unwrap();
        // Beyond the columns: somebody who is invited as a judge, a suspended member, somebody
        // who asks to join a council, and a developer.
        let more = ["ivy", "sue", "penny", "dave"].map(|handle| ("", handle));
        for (_, handle) in VIEWERS[1..14].iter().chain(&more) {
            let role = match *handle {
                "mo" => SiteRole::Moderator,
                "sam" | "stan" => SiteRole::Staff,
                "ada" => SiteRole::Administrator,
                _ => SiteRole::Member,
            };
            let email = format!("{handle}@example.org");
            let browser = self.hub.person_with(handle, &email, role).await;
            let mut row = browser.person().clone().into_active_model();
            row.password_hash = Set(Some(hash.clone()));
            if *handle == "una" {
                row.email_confirmed_at = Set(None);
            }
            if *handle == "sue" {
                row.suspended_at = Set(Some(self.hub.clock().now()));
            }
            row.update(self.domain().database().writer()).await.unwrap();
            self.people.insert((*handle).to_owned(), browser);
        }
    }

    async fn organisations(&mut self) {
        let council = self.hub.council("Lichfield", "E07000194").await;
        let programme = self
            .hub
            .organisation(OrganisationKind::ProgrammeBody, "Make it Local")
            .await;
        let firm = self
            .hub
            .organisation(OrganisationKind::Developer, "Open Bins")
            .await;
        let ashford = self.hub.council("Ashford", "E07000105").await;
        let barnet = self.hub.council("Barnet", "E09000003").await;
        let member = |row: &organisation::Model, handle, role| (row.id, handle, role);
        for (id, handle, role) in [
            member(&council, "olga", OrganisationRole::Owner),
            member(&council, "oscar", OrganisationRole::Officer),
            member(&ashford, "pat", OrganisationRole::Officer),
            member(&ashford, "stan", OrganisationRole::Officer),
            member(&barnet, "rita", OrganisationRole::Owner),
            member(&firm, "dave", OrganisationRole::Owner),
        ] {
            self.hub.join(&self.people[handle], id, role).await;
        }
        for (name, row) in [
            ("council", &council),
            ("programme", &programme),
            ("firm", &firm),
            ("ashford", &ashford),
            ("barnet", &barnet),
        ] {
            self.things.put(name, row.id);
        }
        let join = "mutation($n: Int!) { joinOrganisation(input: { number: $n }) \
                    { organisation { number } } }";
        let number = "/joinOrganisation/organisation/number";
        self.act("penny", join, json!({ "n": council.id }), number)
            .await;
    }

    async fn data(&mut self) {
        let council = self.things.number("council");
        let published = dataset(&self.hub, council, "Bus stops").await.id;
        let withdrawn = dataset(&self.hub, council, "Bins").await.id;
        self.things.put("dataset", published);
        self.things.put("withdrawn", withdrawn);
        let withdraw = "mutation($n: Int!) { withdrawDataset(input: \
                        { number: $n, reason: \"It is out of date.\" }) { dataset { number } } }";
        let number = "/withdrawDataset/dataset/number";
        self.act("oscar", withdraw, json!({ "n": withdrawn }), number)
            .await;
        let upload = "mutation($i: UploadListingInput!) { uploadListing(input: $i) \
                      { upload { key } userErrors { code } } }";
        let input = json!({ "i": super::arguments::listing(council) });
        let key = self.act("oscar", upload, input, "/uploadListing/upload/key");
        let key = key.await;
        self.things.put("upload", key);
    }

    async fn forum(&mut self) {
        let community = self
            .act(
                "sam",
                "mutation { createCommunity(input: { name: \"Transport\", summary: \"Buses and trains.\", \
                 about: \"Buses and trains.\" }) { community { number } userErrors { code } } }",
                json!({}),
                "/createCommunity/community/number",
            )
            .await;
        let join = "mutation($n: Int!) { joinCommunity(input: { community: $n }) \
                    { community { number } } }";
        let number = "/joinCommunity/community/number";
        for handle in ["mel", "pat"] {
            self.act(handle, join, json!({ "n": community }), number)
                .await;
        }
        self.things.put("community", community);
        for name in ["topic", "hidden_topic", "locked_topic"] {
            let topic = "mutation { createTopic(input: { title: \"Stops by the sea\", \
                         body: \"Where are they?\", category: \"questions\" }) \
                         { topic { number } userErrors { code field } } }";
            let number = self.act("mel", topic, json!({}), "/createTopic/topic/number");
            let number = number.await;
            self.things.put(name, number);
        }
        let topic = self.things.get("topic");
        let reply = "mutation($t: Int!) { reply(input: { topic: $t, body: \"In the list.\" }) \
                     { post { number } userErrors { code } } }";
        // The second post is reported, the third is its author's to delete, the fourth is hidden.
        for handle in ["oscar", "mel", "oscar"] {
            let at = "/reply/post/number";
            self.act(handle, reply, json!({ "t": topic }), at).await;
        }
        let report = "mutation($t: Int!) { reportPost(input: { topic: $t, post: 2, \
                      reason: SPAM, note: \"Nonsense.\" }) { report { id } userErrors { code } } }";
        let report = self.act(
            "pat",
            report,
            json!({ "t": topic }),
            "/reportPost/report/id",
        );
        let report = report.await;
        self.things.put("report", report);
        for (document, name) in [
            (
                "hidePost(input: { topic: $t, post: 4, reason: \"Rude.\" })",
                "topic",
            ),
            (
                "hideTopic(input: { topic: $t, reason: \"Spam.\" })",
                "hidden_topic",
            ),
            (
                "lockTopic(input: { topic: $t, reason: \"Settled.\" })",
                "locked_topic",
            ),
        ] {
            let document = format!("mutation($t: Int!) {{ d: {document} {{ __typename }} }}");
            let variables = json!({ "t": self.things.get(name) });
            self.act("mo", &document, variables, "/d").await;
        }
    }
}
