//! Who is told of a reply.

use hub_entity::account::person;
use hub_entity::forum::{post, topic_follow};
use hub_entity::platform::mail;
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::context::{Context, Viewer};
use crate::error::{Error, Result};
use crate::forum::{Post, Topic, post as posts, topic};
use crate::platform::letter::Letter;
use crate::platform::outbox::{self, Recipient, Thread};
use crate::values::excerpt;

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
    // What not everybody may see is mailed to nobody.
    let topic = match topic::by_number(tx, &Viewer::Visitor, topic_id).await {
        Err(Error::NotFound) => return Ok(()),
        found => found?,
    };
    if post.number == 1 || post.deleted_at.is_some() || post.hidden_at.is_some() {
        return Ok(());
    }
    let letter = letter(ctx, &topic, &post).await?;
    let root = root_of(ctx, topic_id);
    for follower in followers(ctx, &post).await? {
        let parent = mail::Entity::find()
            .filter(mail::Column::TopicId.eq(topic_id))
            .filter(mail::Column::ToAddress.eq(&follower.email))
            .order_by_desc(mail::Column::Id)
            .one(tx)
            .await?
            .map_or_else(|| root.clone(), |earlier| earlier.message_id);
        let thread = Thread {
            root: Some(root.clone()),
            parent: Some(parent),
            topic_id: Some(topic_id),
            challenge_id: None,
        };
        let to = Recipient::from(&follower);
        let occasion = format!("post:{post_id}");
        outbox::send_later(ctx, &to, &occasion, &letter, ctx.now(), thread).await?;
    }
    Ok(())
}

async fn letter(ctx: &Context, topic: &Topic, post: &Post) -> Result<Letter> {
    let author = person::Entity::find_by_id(post.author_id)
        .one(ctx.tx().await?)
        .await?;
    Ok(Letter::Reply {
        author: author.map(|person| person.name).unwrap_or_default(),
        topic_title: topic.title.clone(),
        excerpt: excerpt(&post.body, 600),
        link: format!(
            "{}{}",
            ctx.hub().settings().public_url,
            posts::path(topic, post.number)
        ),
        post_number: post.number,
    })
}

/// Those who want mail about the topic of a post, in a fixed order.
async fn followers(ctx: &Context, post: &Post) -> Result<Vec<person::Model>> {
    let following = Query::select()
        .column(topic_follow::Column::PersonId)
        .from(topic_follow::Entity)
        .and_where(topic_follow::Column::TopicId.eq(post.topic_id))
        .and_where(topic_follow::Column::Following.eq(true))
        .to_owned();
    Ok(person::Entity::find()
        .filter(person::Column::Id.in_subquery(following))
        .filter(person::Column::Id.ne(post.author_id))
        .filter(person::Column::MailReplies.eq(true))
        .filter(person::Column::EmailConfirmedAt.is_not_null())
        .filter(person::Column::SuspendedAt.is_null())
        .filter(person::Column::DeletedAt.is_null())
        .order_by_asc(person::Column::Id)
        .all(ctx.tx().await?)
        .await?)
}
