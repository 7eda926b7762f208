//! Who is told of a reply.

use hub_entity::account::person;
use hub_entity::forum::{post, topic_follow};
use hub_entity::platform::mail;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::context::Context;
use crate::error::Result;
use crate::forum::topic;
use crate::platform::letter::Letter;
use crate::platform::outbox::{self, Recipient, Thread};
use crate::values::{excerpt, path};

/// Message-ID of the mails about a topic's first post, which the others hang on.
fn root_of(ctx: &Context, topic_id: i64) -> String {
    let host = outbox::host_of(&ctx.hub().settings().public_url);
    format!("topic-{topic_id}@{host}")
}

/// Mails a reply to those who follow its topic, but for its author. Permission is asked again
/// when the mail is sent.
///
/// # Errors
/// When the database does not answer.
pub async fn post_created(ctx: &Context, topic_id: i64, post_id: i64) -> Result<()> {
    let tx = ctx.tx().await?;
    let Some(post) = post::Entity::find_by_id(post_id).one(tx).await? else {
        return Ok(());
    };
    let Some(topic) = topic::visible_to(&crate::Viewer::Visitor)
        .filter(hub_entity::forum::topic::Column::Id.eq(topic_id))
        .one(tx)
        .await?
    else {
        return Ok(());
    };
    if post.number == 1 || post.deleted_at.is_some() || post.hidden_at.is_some() {
        return Ok(());
    }
    let author = person::Entity::find_by_id(post.author_id).one(tx).await?;
    let author = author.map(|person| person.name).unwrap_or_default();
    let followers: Vec<person::Model> = person::Entity::find()
        .filter(
            person::Column::Id.in_subquery(
                sea_orm::sea_query::Query::select()
                    .column(topic_follow::Column::PersonId)
                    .from(topic_follow::Entity)
                    .and_where(topic_follow::Column::TopicId.eq(topic_id))
                    .and_where(topic_follow::Column::Following.eq(true))
                    .to_owned(),
            ),
        )
        .filter(person::Column::Id.ne(post.author_id))
        .filter(person::Column::MailReplies.eq(true))
        .filter(person::Column::EmailConfirmedAt.is_not_null())
        .filter(person::Column::DeletedAt.is_null())
        .all(tx)
        .await?;
    let link = format!(
        "{}{}#post-{}",
        ctx.hub().settings().public_url,
        path("forum", topic.id, &topic.slug),
        post.number
    );
    let letter = Letter::Reply {
        author,
        topic_title: topic.title.clone(),
        excerpt: excerpt(&post.body, 600),
        link,
        post_number: post.number,
    };
    let root = root_of(ctx, topic_id);
    for follower in followers {
        let parent = mail::Entity::find()
            .filter(mail::Column::TopicId.eq(topic_id))
            .filter(mail::Column::ToAddress.eq(&follower.email))
            .one(tx)
            .await?
            .map_or_else(|| root.clone(), |earlier| earlier.message_id);
        let thread = Thread {
            root: Some(root.clone()),
            parent: Some(parent),
            topic_id: Some(topic_id),
        };
        let occasion = format!("post:{post_id}");
        outbox::send_later(
            ctx,
            &Recipient::from(&follower),
            &occasion,
            &letter,
            ctx.now(),
            thread,
        )
        .await?;
    }
    Ok(())
}
