//! A hub that holds so many of each thing, written as rows: what is measured is how it is read.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use hub_domain::account::SiteRole;
use hub_domain::forum::unsubscribe::{About, unsubscribe_link};
use hub_domain::platform::search_index;
use hub_entity::account::{InvitationPurpose, api_token, invitation, person, session};
use hub_entity::catalogue::{DatasetStatus, dataset, distribution, import_upload};
use hub_entity::organisation::{
    MembershipState, OrganisationKind, OrganisationRole, Verification, organisation,
    organisation_member,
};
use hub_entity::platform::mail;
use sea_orm_migration::sea_orm::{
    ActiveModelTrait, ActiveValue, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait,
    QueryFilter, QueryOrder, TransactionTrait,
};
use serde_json::json;

use crate::support::{Browser, TestHub};

/// Text as a column takes it.
pub fn text(text: impl Into<String>) -> ActiveValue<String> {
    Set(text.into())
}

/// Who looks at pages.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Viewer {
    /// Nobody.
    Visitor,
    /// Owns a council, belongs to many organisations, leads many proposals.
    Ann,
    /// Judges many challenges.
    Jo,
    /// Programme staff.
    Staff,
    Moderator,
    Administrator,
}

/// The hub, those who look at it, and the addresses of what stands in its centre.
pub struct World {
    pub hub: TestHub,
    pub places: BTreeMap<&'static str, String>,
    visitor: Browser,
    ann: Browser,
    jo: Browser,
    staff: Browser,
    moderator: Browser,
    administrator: Browser,
}

/// What the parts of the world are built with.
pub struct Builder<'w> {
    pub tx: &'w DatabaseTransaction,
    pub hub: &'w TestHub,
    /// How many of each thing.
    pub many: usize,
    pub now: DateTime<Utc>,
    pub ann: i64,
    pub jo: i64,
    pub staff: i64,
    pub people: Vec<i64>,
    pub councils: Vec<i64>,
    pub developers: Vec<i64>,
    /// Who publish challenges; Ann belongs to none of them, or she could hand in no proposal.
    pub programmes: Vec<i64>,
    pub datasets: Vec<i64>,
    pub places: BTreeMap<&'static str, String>,
}

impl World {
    /// A hub with `many` of each thing.
    pub async fn with(many: usize) -> Self {
        let hub = TestHub::start().await;
        let (ann, jo) = (hub.person("ann").await, hub.person("jo").await);
        let staff = hub.staff("sam").await;
        let moderator = hub.moderator("mo").await;
        let administrator = hub.administrator("ada").await;
        let tx = hub.hub.database().writer().begin().await.unwrap();
        let mut builder = Builder {
            tx: &tx,
            hub: &hub,
            many,
            now: hub.clock().now(),
            ann: ann.person().id,
            jo: jo.person().id,
            staff: staff.person().id,
            people: Vec::new(),
            councils: Vec::new(),
            developers: Vec::new(),
            programmes: Vec::new(),
            datasets: Vec::new(),
            places: BTreeMap::new(),
        };
        builder.people().await;
        builder.organisations().await;
        builder.datasets().await;
        builder.challenges().await;
        builder.partnering().await;
        builder.judging().await;
        builder.discussed().await;
        builder.announced().await;
        builder.projects().await;
        builder.grouped().await;
        builder.communities().await;
        builder.topics().await;
        builder.queues().await;
        let mut places = builder.places;
        tx.commit().await.unwrap();
        let topic = places["topic number"].parse().unwrap();
        let link = unsubscribe_link(&hub.hub, ann.person().id, About::Topic(topic));
        let link = link.await.unwrap();
        places.insert("unsubscribe", link.rsplit('/').next().unwrap().to_owned());
        places.insert("still live", question(&hub).await);
        searchable(&hub, many).await;
        Self {
            visitor: hub.visitor(),
            hub,
            places,
            ann,
            jo,
            staff,
            moderator,
            administrator,
        }
    }

    /// Their browser.
    pub fn browser(&self, viewer: Viewer) -> &Browser {
        match viewer {
            Viewer::Visitor => &self.visitor,
            Viewer::Ann => &self.ann,
            Viewer::Jo => &self.jo,
            Viewer::Staff => &self.staff,
            Viewer::Moderator => &self.moderator,
            Viewer::Administrator => &self.administrator,
        }
    }
}

/// The link by which somebody is asked whether the first project is still live.
async fn question(hub: &TestHub) -> String {
    hub_domain::project::still_live::ask(&hub.hub)
        .await
        .unwrap();
    let mail = mail::Entity::find()
        .filter(mail::Column::Template.eq("still_live"))
        .order_by_asc(mail::Column::Id)
        .one(hub.hub.database().reader())
        .await
        .unwrap()
        .unwrap();
    let link = mail.context["link"].as_str().unwrap();
    link.rsplit('/').next().unwrap().to_owned()
}

/// Many things that a search for "harbour" finds, among their kinds.
async fn searchable(hub: &TestHub, many: usize) {
    hub.write(|ctx| {
        Box::pin(async move {
            for number in 0..many {
                for kind in ["dataset", "challenge", "project", "topic"] {
                    let id = i64::try_from(number).unwrap() + 1;
                    let entry = search_index::Entry {
                        kind,
                        object_id: id,
                        visibility: "public".to_owned(),
                        title: format!("The harbour {number}"),
                        body: "Everything about it.".to_owned(),
                        path: format!("/{kind}s/{id}"),
                    };
                    search_index::put(ctx, entry).await?;
                }
            }
            Ok(())
        })
    })
    .await
    .unwrap();
}

impl Builder<'_> {
    /// Notes where something stands.
    pub fn place(&mut self, name: &'static str, address: impl Into<String>) {
        self.places.insert(name, address.into());
    }

    /// A key that nothing else has.
    pub fn key(&self) -> ActiveValue<String> {
        Set(self.hub.hub.random().key())
    }

    async fn people(&mut self) {
        for number in 0..self.many {
            let row = person::ActiveModel {
                handle: text(format!("person-{number}")),
                name: text(format!("Person {number}")),
                email: text(format!("person-{number}@example.org")),
                email_confirmed_at: Set(Some(self.now)),
                site_role: Set(SiteRole::Member),
                about: text("Knows buses."),
                job_title: text("Officer"),
                skills: Set(json!(["Maps"])),
                mail_replies: Set(true),
                demo: Set(false),
                version: Set(1),
                created_at: Set(self.now),
                ..Default::default()
            };
            self.people.push(row.insert(self.tx).await.unwrap().id);
            self.entry(number).await;
        }
    }

    /// One more session and token of Ann's.
    async fn entry(&self, number: usize) {
        let later = self.now + TimeDelta::days(100);
        let row = session::ActiveModel {
            token_hash: text(format!("session-{number}")),
            person_id: Set(self.ann),
            csrf: text("csrf"),
            user_agent: text("test"),
            address: text("127.0.0.1"),
            created_at: Set(self.now),
            last_seen_at: Set(self.now),
            expires_at: Set(later),
            ..Default::default()
        };
        row.insert(self.tx).await.unwrap();
        let row = api_token::ActiveModel {
            person_id: Set(self.ann),
            name: text(format!("Program {number}")),
            prefix: text("hub_pat_abcd"),
            token_hash: text(format!("token-{number}")),
            scopes: Set(json!(["read"])),
            expires_at: Set(later),
            created_at: Set(self.now),
            ..Default::default()
        };
        row.insert(self.tx).await.unwrap();
    }

    async fn organisations(&mut self) {
        for number in 0..self.many {
            for kind in [
                OrganisationKind::Council,
                OrganisationKind::Developer,
                OrganisationKind::ProgrammeBody,
            ] {
                let name = format!("{kind:?} {number:03}");
                let council = kind == OrganisationKind::Council;
                let row = organisation::ActiveModel {
                    kind: Set(kind),
                    slug: text(hub_domain::values::slug(&name)),
                    short_name: text(&name),
                    name: text(name),
                    gss_code: Set(council.then(|| format!("E07{number:06}"))),
                    nation: text("England"),
                    region: text(""),
                    about: text("At your service."),
                    website: text("https://example.org"),
                    email_domains: Set(json!([])),
                    identifiers: Set(json!([])),
                    current: Set(true),
                    version: Set(1),
                    created_at: Set(self.now),
                    ..Default::default()
                };
                let row = row.insert(self.tx).await.unwrap();
                let list = match kind {
                    OrganisationKind::Council => &mut self.councils,
                    OrganisationKind::Developer => &mut self.developers,
                    _ => &mut self.programmes,
                };
                list.push(row.id);
                if kind != OrganisationKind::ProgrammeBody {
                    self.member(row.id, self.ann, MembershipState::Active).await;
                }
            }
        }
        let centre = self.councils[0];
        self.place("organisation", format!("{centre}-council-000"));
        for (index, person) in self.people.iter().enumerate() {
            let state = match index % 2 {
                0 => MembershipState::Active,
                _ => MembershipState::Requested,
            };
            self.member(centre, *person, state).await;
        }
    }

    async fn member(&self, organisation: i64, person: i64, state: MembershipState) {
        let row = organisation_member::ActiveModel {
            organisation_id: Set(organisation),
            person_id: Set(person),
            role: Set(if person == self.ann {
                OrganisationRole::Owner
            } else {
                OrganisationRole::Officer
            }),
            state: Set(state),
            verified_by: Set(Verification::Approval),
            created_at: Set(self.now),
            ..Default::default()
        };
        row.insert(self.tx).await.unwrap();
    }

    /// Half of them are the centre council's, with two files each; the first has many files.
    async fn datasets(&mut self) {
        for number in 0..self.many {
            let publisher = match number % 2 {
                0 => self.councils[0],
                _ => self.councils[number],
            };
            let row = dataset::ActiveModel {
                slug: text(format!("bus-stops-{number}")),
                title: text(format!("Bus stops {number}")),
                description: text("Every stop."),
                keywords: Set(json!(["bus", format!("route {number}")])),
                publisher_id: Set(publisher),
                licence: text("OGL-UK-3.0"),
                licence_label: text(""),
                frequency: text(""),
                area_gss: text(""),
                area_name: text(""),
                landing_page: text(""),
                status: Set(DatasetStatus::Published),
                issued: text(""),
                modified: text(""),
                created_by: Set(Some(self.ann)),
                version: Set(1),
                created_at: Set(self.now),
                updated_at: Set(self.now),
                ..Default::default()
            };
            let id = row.insert(self.tx).await.unwrap().id;
            self.datasets.push(id);
            let files = if number == 0 { self.many } else { 2 };
            for position in 0..files {
                self.distribution(id, position).await;
            }
        }
        self.place("dataset", format!("{}-bus-stops-0", self.datasets[0]));
        let packages: Vec<_> = (0..self.many)
            .map(|n| {
                json!({
                    "id": format!("set-{n}"), "name": format!("set-{n}"),
                    "title": format!("Set {n}"), "notes": "All of it.",
                    "organization": { "title": "Council 000" },
                    "resources": [{ "id": format!("file-{n}"), "url": "https://example.org/a.csv", "format": "CSV" }],
                })
            })
            .collect();
        let listing = json!({
            "success": true, "result": { "count": packages.len(), "results": packages }
        });
        let row = import_upload::ActiveModel {
            key: self.key(),
            person_id: Set(self.ann),
            file_name: text("listing.json"),
            source_name: text("Listing"),
            organisation_id: Set(Some(self.councils[0])),
            content: text(listing.to_string()),
            created_at: Set(self.now),
            ..Default::default()
        };
        let key = row.insert(self.tx).await.unwrap().key;
        self.place("upload", key);
    }

    async fn distribution(&self, dataset: i64, position: usize) {
        let row = distribution::ActiveModel {
            dataset_id: Set(dataset),
            position: Set(i32::try_from(position).unwrap()),
            title: text(format!("File {position}")),
            description: text(""),
            url: text(format!("https://example.org/{dataset}/{position}.csv")),
            format: text("CSV"),
            media_type: text("text/csv"),
            byte_size: Set(Some(1000)),
            licence: text(""),
            ..Default::default()
        };
        row.insert(self.tx).await.unwrap();
    }

    /// An invitation that waits for an answer; its token.
    pub async fn invitation(&self, purpose: InvitationPurpose, target: i64) -> String {
        let row = invitation::ActiveModel {
            key: self.key(),
            token_hash: Set(hub_domain::random::token_hash("invited")),
            purpose: Set(purpose),
            email: text("new@example.org"),
            target_id: Set(target),
            invited_by: Set(self.ann),
            expires_at: Set(self.now + TimeDelta::days(9)),
            created_at: Set(self.now),
            ..Default::default()
        };
        row.insert(self.tx).await.unwrap();
        "invited".to_owned()
    }
}
