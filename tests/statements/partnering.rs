//! People who look for a partner on a challenge, all of whom Ann asked and one of whom she writes to.

use hub_entity::challenge::{
    IntroductionState, NoticeState, PartnerSide, introduction, introduction_message, partner_notice,
};
use sea_orm_migration::sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use super::world::{Builder, text};

impl Builder<'_> {
    pub async fn partnering(&mut self) {
        let challenge: i64 = self.places["challenge number"].parse().unwrap();
        for (number, person) in self.people.clone().into_iter().enumerate() {
            let row = partner_notice::ActiveModel {
                challenge_id: Set(challenge),
                person_id: Set(Some(person)),
                posted_by: Set(person),
                side: Set(PartnerSide::Developer),
                state: Set(NoticeState::Posted),
                body: text("We can help."),
                skills: Set(json!(["maps"])),
                area: text("Kent"),
                removed_reason: text(""),
                version: Set(1),
                posted_at: Set(self.now),
                updated_at: Set(self.now),
                ..Default::default()
            };
            let notice = row.insert(self.tx).await.unwrap();
            let row = introduction::ActiveModel {
                key: text(format!("introduction-{number}")),
                challenge_id: Set(challenge),
                notice_id: Set(notice.id),
                asker_id: Set(self.ann),
                message: text("Shall we?"),
                state: Set(IntroductionState::Accepted),
                report_note: text(""),
                created_at: Set(self.now),
                ..Default::default()
            };
            let asked = row.insert(self.tx).await.unwrap();
            if number > 0 {
                continue;
            }
            self.place("notice", notice.id.to_string());
            self.place("introduction", asked.key.clone());
            for _ in 0..self.many {
                let row = introduction_message::ActiveModel {
                    introduction_id: Set(asked.id),
                    author_id: Set(person),
                    body: text("On Friday."),
                    created_at: Set(self.now),
                    ..Default::default()
                };
                row.insert(self.tx).await.unwrap();
            }
        }
    }
}
