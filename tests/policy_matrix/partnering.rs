//! A member who looks for a partner, whom a partner of another proposal asked, and who was introduced
//! to a second, which they showed to the moderators.

use hub_entity::challenge::{
    IntroductionState, NoticeState, PartnerSide, introduction, partner_notice,
};
use sea_orm_migration::sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use super::world::Builder;

impl Builder {
    pub async fn partnering(&mut self) {
        let now = self.hub.clock().now();
        let row = partner_notice::ActiveModel {
            challenge_id: Set(self.things.number("open")),
            person_id: Set(Some(self.id("mel"))),
            posted_by: Set(self.id("mel")),
            side: Set(PartnerSide::Developer),
            state: Set(NoticeState::Posted),
            body: Set("I can count trees.".to_owned()),
            skills: Set(json!(["trees"])),
            area: Set(String::new()),
            removed_reason: Set(String::new()),
            version: Set(1),
            posted_at: Set(now),
            updated_at: Set(now),
            ..Default::default()
        };
        let notice = row.insert(&self.db()).await.unwrap();
        self.things.put("notice", notice.id);
        for (name, asker, state) in [
            ("introduction", "pat", IntroductionState::Asked),
            ("introduced", "rita", IntroductionState::Accepted),
        ] {
            let met = state == IntroductionState::Accepted;
            let row = introduction::ActiveModel {
                key: Set(name.to_owned()),
                challenge_id: Set(notice.challenge_id),
                notice_id: Set(notice.id),
                asker_id: Set(self.id(asker)),
                message: Set("Shall we bid together?".to_owned()),
                state: Set(state),
                reported_by: Set(met.then(|| self.id("mel"))),
                reported_at: Set(met.then_some(now)),
                report_note: Set(String::new()),
                created_at: Set(now),
                ..Default::default()
            };
            row.insert(&self.db()).await.unwrap();
            self.things.put(name, name);
        }
    }
}
