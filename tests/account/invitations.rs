//! Invitations, which make an account or are accepted with one.

use hub_entity::account::{InvitationPurpose, TokenPurpose, invitation, person, single_use_token};
use hub_entity::challenge::{ChallengeKind, ChallengeState, JudgeState, challenge, judge};

use super::*;

/// A judge's invitation that waits for an answer; returns its path.
async fn invite_judge(hub: &TestHub, by: &Browser, email: &str) -> String {
    let db = hub.hub.database().writer();
    let now = hub.clock().now();
    let (name, code) = (hub.unique(), hub.unique());
    let body = hub
        .council(&format!("Body {name}"), &format!("E{code}"))
        .await;
    let challenge = challenge::ActiveModel {
        slug: Set("buses".into()),
        kind: Set(ChallengeKind::Call),
        publisher_id: Set(body.id),
        state: Set(ChallengeState::Published),
        title: Set("Better buses".into()),
        summary: Set(String::new()),
        problem: Set(String::new()),
        affected: Set(String::new()),
        success: Set(String::new()),
        awards: Set(3),
        award_pence: Set(None),
        zone: Set("Europe/London".into()),
        reviews_required: Set(1),
        announcement: Set(String::new()),
        created_by: Set(by.person().id),
        cancelled_reason: Set(String::new()),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
        ..Default::default()
    };
    let challenge = challenge.insert(db).await.unwrap();
    let judge = judge::ActiveModel {
        key: Set(format!("judge-{}", hub.unique())),
        challenge_id: Set(challenge.id),
        person_id: Set(None),
        email: Set(email.into()),
        state: Set(JudgeState::Invited),
        appointed_by: Set(by.person().id),
        created_at: Set(now),
        ..Default::default()
    };
    let judge = judge.insert(db).await.unwrap();
    let token = format!("token-{}", judge.id);
    let invitation = invitation::ActiveModel {
        key: Set(format!("invitation-{}", judge.id)),
        token_hash: Set(hub_domain::random::token_hash(&token)),
        purpose: Set(InvitationPurpose::Judge),
        email: Set(email.into()),
        target_id: Set(judge.id),
        invited_by: Set(by.person().id),
        expires_at: Set(now + TimeDelta::days(7)),
        created_at: Set(now),
        ..Default::default()
    };
    invitation.insert(db).await.unwrap();
    format!("/invitations/{token}")
}

#[tokio::test]
async fn an_invitation_makes_an_account_in_one_step() {
    let hub = TestHub::start().await;
    let sam = hub.staff("sam").await;
    let path = invite_judge(&hub, &sam, "cy@example.org").await;
    let cy = hub.visitor();
    let page = cy.get(&path).await;
    page.ok()
        .has_text("Better buses")
        .has_text("cy@example.org");
    let wrong = cy
        .submit(&page, "AcceptInvitation", &[("input.name", "C")])
        .await;
    assert_eq!(wrong.is(422).errors().len(), 3);
    let fields = [
        ("input.name", "Cy Adler"),
        ("input.handle", "cy-adler"),
        ("input.password", PASSWORD),
    ];
    let led = cy.submit(&page, "AcceptInvitation", &fields).await;
    assert!(
        led.path.starts_with("/judging/"),
        "{} {}",
        led.path,
        led.main_text()
    );
    cy.get("/account").await.ok().has_text("cy@example.org");
    assert!(!cy.get("/account").await.offers("ResendConfirmation"));
    let db = hub.hub.database().reader();
    let judge = judge::Entity::find().one(db).await.unwrap().unwrap();
    let made = person::Entity::find()
        .filter(person::Column::Handle.eq("cy-adler"))
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(judge.person_id, Some(made.id));
    assert_eq!(judge.state, JudgeState::Accepted);
    // It is answered, and looks like one that never was.
    hub.visitor()
        .get(&path)
        .await
        .has_text("does not work any more");
    assert_eq!(audited(&hub, "invitation_accepted").await, 1);
}

#[tokio::test]
async fn an_invitation_is_accepted_with_another_account_declined_or_too_late() {
    let hub = TestHub::start().await;
    let sam = hub.staff("sam").await;
    let bob = hub.person("bob").await;
    let path = invite_judge(&hub, &sam, "bob@work.example").await;
    let page = bob.get(&path).await;
    bob.submit(&page, "AcceptInvitation", &[]).await;
    let db = hub.hub.database().reader();
    let judge = judge::Entity::find().one(db).await.unwrap().unwrap();
    assert_eq!(judge.person_id, Some(bob.person().id));

    // The address has an account: its owner signs in, and nobody makes another one.
    let path = invite_judge(&hub, &sam, "bob@example.org").await;
    let visitor = hub.visitor();
    visitor.get(&path).await.ok().has_text("Sign in to accept");
    let accept = "mutation($t: String!) { acceptInvitation(input: {token: $t, name: \"Eve\", handle: \"eve\", password: \"blue kettle under rafters\"}) { token userErrors { code } } }";
    let token = path.trim_start_matches("/invitations/");
    let answer = visitor.graphql(accept, json!({ "t": token })).await;
    let payload = &answer["data"]["acceptInvitation"];
    assert_eq!(
        payload["userErrors"][0]["code"], "SIGN_IN_TO_ACCEPT",
        "{answer}"
    );
    assert!(payload["token"].is_null());
    let page = visitor.get(&path).await;
    let done = visitor.submit(&page, "DeclineInvitation", &[]).await;
    done.ok().has_text("You declined");

    let path = invite_judge(&hub, &sam, "dee@example.org").await;
    hub.clock().advance(TimeDelta::days(8));
    hub.visitor()
        .get(&path)
        .await
        .has_text("does not work any more");
}

#[tokio::test]
async fn a_link_that_is_followed_by_many_at_once_acts_once() {
    let hub = TestHub::start().await;
    let ann = hub.person("ann").await;
    let row = single_use_token::ActiveModel {
        purpose: Set(TokenPurpose::ConfirmEmail),
        token_hash: Set(hub_domain::random::token_hash("once")),
        person_id: Set(ann.person().id),
        email: Set("ann@example.org".to_owned()),
        expires_at: Set(hub.clock().now() + TimeDelta::hours(1)),
        used_at: Set(None),
        created_at: Set(hub.clock().now()),
        ..Default::default()
    };
    row.insert(hub.hub.database().writer()).await.unwrap();
    let mutation = "mutation { confirmEmail(input: { token: \"once\" }) { userErrors { code } } }";
    let follow = || ann.graphql(mutation, json!({}));
    let answers = futures_util::future::join_all((0..6).map(|_| follow())).await;
    let done = answers
        .iter()
        .filter(|answer| answer["data"]["confirmEmail"]["userErrors"] == json!([]))
        .count();
    assert_eq!(done, 1, "{answers:?}");
}
