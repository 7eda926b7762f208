//! Communities, the forum, and what waits in the queues of the world.

use hub_entity::community::{CommunityRole, community, community_member};
use hub_entity::forum::{
    FollowReason, ReportReason, ReportState, TopicScope, category, post, report, topic,
    topic_follow,
};
use hub_entity::platform::{MailState, audit_head, job, mail};
use sea_orm_migration::sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use serde_json::json;

use super::world::{Builder, text};

impl Builder<'_> {
    /// Ann facilitates the first of them, which has many members.
    pub async fn communities(&mut self) {
        for number in 0..self.many {
            let row = community::ActiveModel {
                slug: text(format!("mappers-{number}")),
                name: text(format!("Mappers {number}")),
                summary: text("Who draw maps."),
                about: text("We meet."),
                member_count: Set(1),
                topic_count: Set(0),
                version: Set(1),
                created_at: Set(self.now),
                ..Default::default()
            };
            let id = row.insert(self.tx).await.unwrap().id;
            self.community_member(id, self.ann, CommunityRole::Facilitator)
                .await;
            if number == 0 {
                self.place("community number", id.to_string());
                self.place("community", format!("{id}-mappers-0"));
                for person in &self.people {
                    self.community_member(id, *person, CommunityRole::Member)
                        .await;
                }
            }
        }
    }

    async fn community_member(&self, community: i64, person: i64, role: CommunityRole) {
        let row = community_member::ActiveModel {
            community_id: Set(community),
            person_id: Set(person),
            role: Set(role),
            joined_at: Set(self.now),
            ..Default::default()
        };
        row.insert(self.tx).await.unwrap();
    }

    /// Many topics of each thing in the centre and of none, with a post each; the first has many,
    /// each of which is reported.
    pub async fn topics(&mut self) {
        let shelf = category::Entity::find().one(self.tx).await.unwrap();
        let shelf = shelf.expect("there is a category");
        self.place("category", shelf.slug.clone());
        let number = |name: &str| {
            let address = &self.places[name];
            let digits = address.split('-').next().unwrap();
            Some(digits.parse::<i64>().unwrap())
        };
        let scopes = [
            (TopicScope::Site, None),
            (TopicScope::Community, number("community")),
            (TopicScope::Challenge, number("challenge")),
            (TopicScope::Dataset, number("dataset")),
            (TopicScope::Project, number("project")),
        ];
        for (scope, scope_id) in scopes {
            for index in 0..self.many {
                let id = self.topic(shelf.id, scope, scope_id, index).await;
                if index > 0 || scope != TopicScope::Site {
                    self.post(id, 1, self.people[index]).await;
                    continue;
                }
                self.place("topic number", id.to_string());
                self.place("topic", format!("{id}-where-is-it-0"));
                for index in 0..self.many {
                    let number = i32::try_from(index).unwrap() + 1;
                    // Ann's own is the first, which she may change.
                    let author = match index {
                        0 => self.ann,
                        _ => self.people[index],
                    };
                    let post = self.post(id, number, author).await;
                    self.report(post, self.people[(index + 1) % self.many])
                        .await;
                }
            }
        }
    }

    async fn topic(
        &self,
        category: i64,
        scope: TopicScope,
        scope_id: Option<i64>,
        index: usize,
    ) -> i64 {
        let posts = match (index, scope) {
            (0, TopicScope::Site) => i32::try_from(self.many).unwrap(),
            _ => 1,
        };
        let row = topic::ActiveModel {
            slug: text(format!("where-is-it-{index}")),
            title: text(format!("Where is it? {index}")),
            author_id: Set(self.people[index]),
            category_id: Set(category),
            scope: Set(scope),
            scope_id: Set(scope_id),
            post_count: Set(posts),
            highest_post_number: Set(posts),
            last_post_at: Set(self.now),
            last_post_by: Set(self.people[index]),
            locked_reason: text(""),
            hidden_reason: text(""),
            created_at: Set(self.now),
            ..Default::default()
        };
        let id = row.insert(self.tx).await.unwrap().id;
        let row = topic_follow::ActiveModel {
            topic_id: Set(id),
            person_id: Set(self.ann),
            following: Set(true),
            reason: Set(FollowReason::Chosen),
            last_read_number: Set(posts),
            updated_at: Set(self.now),
            ..Default::default()
        };
        row.insert(self.tx).await.unwrap();
        id
    }

    async fn post(&self, topic: i64, number: i32, author: i64) -> i64 {
        let row = post::ActiveModel {
            topic_id: Set(topic),
            number: Set(number),
            author_id: Set(author),
            body: text("It is there."),
            html: text("<p>It is there.</p>"),
            version: Set(1),
            created_at: Set(self.now),
            hidden_reason: text(""),
            ..Default::default()
        };
        row.insert(self.tx).await.unwrap().id
    }

    async fn report(&self, post: i64, reporter: i64) {
        let row = report::ActiveModel {
            post_id: Set(post),
            reporter_id: Set(reporter),
            reason: Set(ReportReason::OffTopic),
            note: text("Look."),
            state: Set(ReportState::Open),
            resolution: text(""),
            created_at: Set(self.now),
            ..Default::default()
        };
        row.insert(self.tx).await.unwrap();
    }

    /// Mails that were sent and mails that were given up, jobs that wait and jobs that failed, and
    /// where the chains of the audit end.
    pub async fn queues(&mut self) {
        for number in 0..self.many {
            let head = audit_head::ActiveModel {
                chain: Set(i64::try_from(number).unwrap() + 1),
                seq: Set(20),
                hash: text("0".repeat(64)),
            };
            head.insert(self.tx).await.unwrap();
            for state in [MailState::Sent, MailState::Dead] {
                let name = format!("{number}-{state:?}");
                let row = mail::ActiveModel {
                    key: self.key(),
                    template: text("reply"),
                    person_id: Set(Some(self.people[number])),
                    to_address: text("to@example.org"),
                    to_name: text("To"),
                    context: Set(json!({})),
                    unique_key: text(&name),
                    message_id: text(format!("<{name}@example.org>")),
                    state: Set(state),
                    state_reason: text(""),
                    subject: text("A reply"),
                    body_text: text("Read it."),
                    body_html: text("<p>Read it.</p>"),
                    run_at: Set(self.now),
                    attempts: Set(1),
                    created_at: Set(self.now),
                    ..Default::default()
                };
                let row = row.insert(self.tx).await.unwrap();
                self.place("mail", row.key);
            }
            for dead in [true, false] {
                let row = job::ActiveModel {
                    kind: text("tidy"),
                    version: Set(1),
                    payload: Set(json!({})),
                    run_at: Set(self.now),
                    attempts: Set(1),
                    dead_at: Set(dead.then_some(self.now)),
                    last_error: text(""),
                    created_at: Set(self.now),
                    ..Default::default()
                };
                row.insert(self.tx).await.unwrap();
            }
        }
    }
}
