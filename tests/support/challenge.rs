//! Challenges as rows, for tests of what comes after them.

use chrono::TimeDelta;
use hub_entity::catalogue::{DatasetStatus, dataset};
use hub_entity::challenge::{
    ChallengeKind, ChallengeState, challenge, challenge_dataset, criterion,
};
use sea_orm_migration::sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use super::TestHub;

/// Builds a published challenge that opened yesterday and closes in ten days, with two criteria.
pub struct ChallengeBuilder {
    kind: ChallengeKind,
    publisher: i64,
    creator: i64,
    award_pence: Option<i64>,
    datasets: Vec<i64>,
}

#[allow(dead_code, reason = "each area uses its part")]
impl ChallengeBuilder {
    /// A call or a data challenge of this publisher, drafted by this person.
    pub fn new(kind: ChallengeKind, publisher: i64, creator: i64) -> Self {
        Self {
            kind,
            publisher,
            creator,
            award_pence: Some(3_000_000),
            datasets: Vec::new(),
        }
    }

    /// With these datasets on offer.
    pub fn offering(mut self, datasets: &[i64]) -> Self {
        self.datasets = datasets.to_vec();
        self
    }

    /// Writes the rows.
    pub async fn build(self, hub: &TestHub) -> challenge::Model {
        let now = hub.clock().now();
        let db = hub.hub.database().writer();
        let title = match self.kind {
            ChallengeKind::Call => "Make it Local",
            ChallengeKind::DataChallenge => "Bins on the right day",
        };
        let row = challenge::ActiveModel {
            slug: Set(hub_domain::values::slug(title)),
            kind: Set(self.kind),
            publisher_id: Set(self.publisher),
            state: Set(ChallengeState::Published),
            title: Set(title.to_owned()),
            summary: Set("Services from open data.".to_owned()),
            problem: Set("People do not know.".to_owned()),
            affected: Set("Residents.".to_owned()),
            success: Set("They know.".to_owned()),
            awards: Set(2),
            award_pence: Set(self.award_pence),
            zone: Set("Europe/London".to_owned()),
            opens_at: Set(Some(now - TimeDelta::days(1))),
            closes_at: Set(Some(now + TimeDelta::days(10))),
            judging_opens_at: Set(Some(now + TimeDelta::days(11))),
            judging_closes_at: Set(Some(now + TimeDelta::days(20))),
            reviews_required: Set(1),
            announcement: Set(String::new()),
            created_by: Set(self.creator),
            published_at: Set(Some(now - TimeDelta::days(2))),
            announced_at: Set(None),
            cancelled_reason: Set(String::new()),
            version: Set(1),
            created_at: Set(now),
            updated_at: Set(now),
            ..Default::default()
        };
        let row = row.insert(db).await.unwrap();
        for (position, name) in ["Impact", "Use of open data"].into_iter().enumerate() {
            let level = |text: &str| json!({ "text": text, "description": "" });
            criterion::ActiveModel {
                challenge_id: Set(row.id),
                position: Set(i32::try_from(position).unwrap()),
                name: Set(name.to_owned()),
                description: Set(String::new()),
                weight: Set(1),
                levels: Set(json!([level("None"), level("Some"), level("Much")])),
                ..Default::default()
            }
            .insert(db)
            .await
            .unwrap();
        }
        for (position, dataset_id) in self.datasets.into_iter().enumerate() {
            challenge_dataset::ActiveModel {
                challenge_id: Set(row.id),
                dataset_id: Set(dataset_id),
                position: Set(i32::try_from(position).unwrap()),
                ..Default::default()
            }
            .insert(db)
            .await
            .unwrap();
        }
        row
    }
}

/// A published dataset.
#[allow(dead_code, reason = "each area uses its part")]
pub async fn dataset(hub: &TestHub, publisher: i64, title: &str) -> dataset::Model {
    let now = hub.clock().now();
    dataset::ActiveModel {
        slug: Set(hub_domain::values::slug(title)),
        title: Set(title.to_owned()),
        description: Set(String::new()),
        keywords: Set(json!([])),
        publisher_id: Set(publisher),
        licence: Set(String::new()),
        licence_label: Set(String::new()),
        frequency: Set(String::new()),
        area_gss: Set(String::new()),
        area_name: Set(String::new()),
        landing_page: Set(String::new()),
        status: Set(DatasetStatus::Published),
        source_id: Set(None),
        source_guid: Set(None),
        source_hash: Set(None),
        issued: Set(String::new()),
        modified: Set(String::new()),
        created_by: Set(None),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
        ..Default::default()
    }
    .insert(hub.hub.database().writer())
    .await
    .unwrap()
}
