//! Programmes of the world: many, of which the first holds every challenge has staff and a pool of judges.

use hub_entity::challenge::{challenge, programme, programme_judge, programme_member};
use sea_orm_migration::sea_orm::sea_query::Expr;
use sea_orm_migration::sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use serde_json::json;

use super::world::{Builder, text};

impl Builder<'_> {
    pub async fn grouped(&mut self) {
        let mut rows = Vec::new();
        for number in 0..self.many {
            let name = format!("Programme {number:03}");
            let row = programme::ActiveModel {
                slug: text(hub_domain::values::slug(&name)),
                publisher_id: Set(self.programmes[number]),
                name: text(name),
                summary: text("Services for everybody."),
                about: text("Why it is."),
                rules: text("The code is open."),
                starts_on: text("2026-01-10"),
                ends_on: text(""),
                awards: Set(3),
                reviews_required: Set(3),
                tie_break: Set(json!(["reviews"])),
                lottery_source: text(""),
                version: Set(1),
                created_by: Set(self.staff),
                created_at: Set(self.now),
                updated_at: Set(self.now),
                ..Default::default()
            };
            rows.push(row.insert(self.tx).await.unwrap());
        }
        let centre = rows[0].id;
        challenge::Entity::update_many()
            .col_expr(challenge::Column::ProgrammeId, Expr::value(centre))
            .exec(self.tx)
            .await
            .unwrap();
        for person in self.people.clone() {
            let row = programme_judge::ActiveModel {
                programme_id: Set(centre),
                person_id: Set(person),
                added_by: Set(self.staff),
                created_at: Set(self.now),
                ..Default::default()
            };
            row.insert(self.tx).await.unwrap();
            let row = programme_member::ActiveModel {
                programme_id: Set(centre),
                person_id: Set(person),
                added_by: Set(self.staff),
                created_at: Set(self.now),
                ..Default::default()
            };
            row.insert(self.tx).await.unwrap();
        }
        self.place("programme number", centre.to_string());
        self.place("programme", format!("{centre}-programme-000"));
    }
}
