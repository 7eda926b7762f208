//! What of this belongs to one person: for whoever gives an account's data out, or takes it away.

use hub_entity::challenge::{
    IntroductionState, NoticeState, introduction, introduction_message, partner_notice,
};
use sea_orm::sea_query::Query;
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};

use crate::context::{Context, Reader};
use crate::error::Result;

/// All notices that somebody wrote, the introductions that they asked for and what they wrote in
/// them, as JSON. What others wrote is not theirs to take along.
///
/// # Errors
/// When the database does not answer.
pub async fn export(reader: &Reader, person: i64) -> Result<Value> {
    let db = reader.db();
    let notices = partner_notice::Entity::find()
        .filter(
            Condition::any()
                .add(partner_notice::Column::PostedBy.eq(person))
                .add(partner_notice::Column::PersonId.eq(person)),
        )
        .order_by_asc(partner_notice::Column::Id)
        .all(db)
        .await?;
    let asked = introduction::Entity::find()
        .filter(introduction::Column::AskerId.eq(person))
        .order_by_asc(introduction::Column::Id)
        .all(db)
        .await?;
    let messages = introduction_message::Entity::find()
        .filter(introduction_message::Column::AuthorId.eq(person))
        .order_by_asc(introduction_message::Column::Id)
        .all(db)
        .await?;
    let notices = notices.iter().map(|row| {
        json!({
            "challenge": row.challenge_id, "organisation": row.organisation_id, "text": row.body,
            "skills": row.skills, "area": row.area, "postedAt": row.posted_at,
        })
    });
    let asked = asked.iter().map(|row| {
        json!({
            "challenge": row.challenge_id, "organisation": row.organisation_id,
            "message": row.message, "askedAt": row.created_at,
        })
    });
    let messages = messages
        .iter()
        .map(|row| json!({ "text": row.body, "at": row.created_at }));
    Ok(json!({
        "partnerNotices": notices.collect::<Vec<_>>(),
        "introductionsAsked": asked.collect::<Vec<_>>(),
        "introductionMessages": messages.collect::<Vec<_>>(),
    }))
}

/// Takes away what somebody wrote: their notices come down, what they asked for is taken back,
/// what they write with others ends, and the words are gone.
///
/// # Errors
/// When the database does not answer.
pub async fn erase(ctx: &Context, person: i64) -> Result<()> {
    let tx = ctx.tx().await?;
    let notices = partner_notice::ActiveModel {
        state: Set(NoticeState::Withdrawn),
        body: Set(String::new()),
        skills: Set(json!([])),
        area: Set(String::new()),
        updated_at: Set(ctx.now()),
        ..Default::default()
    };
    let own = Condition::any()
        .add(partner_notice::Column::PostedBy.eq(person))
        .add(partner_notice::Column::PersonId.eq(person));
    partner_notice::Entity::update_many()
        .set(notices)
        .filter(own)
        .exec(tx)
        .await?;
    let personal = Query::select()
        .column(partner_notice::Column::Id)
        .from(partner_notice::Entity)
        .and_where(partner_notice::Column::PersonId.eq(person))
        .to_owned();
    let concerned = Condition::any()
        .add(introduction::Column::AskerId.eq(person))
        .add(introduction::Column::NoticeId.in_subquery(personal));
    let over = introduction::ActiveModel {
        state: Set(IntroductionState::Ended),
        ..Default::default()
    };
    introduction::Entity::update_many()
        .set(over)
        .filter(concerned)
        .exec(tx)
        .await?;
    let asked = introduction::ActiveModel {
        message: Set(String::new()),
        ..Default::default()
    };
    introduction::Entity::update_many()
        .set(asked)
        .filter(introduction::Column::AskerId.eq(person))
        .exec(tx)
        .await?;
    let reported = introduction::ActiveModel {
        report_note: Set(String::new()),
        ..Default::default()
    };
    introduction::Entity::update_many()
        .set(reported)
        .filter(introduction::Column::ReportedBy.eq(person))
        .exec(tx)
        .await?;
    let written = introduction_message::ActiveModel {
        body: Set(String::new()),
        ..Default::default()
    };
    introduction_message::Entity::update_many()
        .set(written)
        .filter(introduction_message::Column::AuthorId.eq(person))
        .exec(tx)
        .await?;
    Ok(())
}
