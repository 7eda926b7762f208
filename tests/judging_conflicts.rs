//! Conflicts of interest: suggested, declared, found late, added and lifted.

use chrono::TimeDelta;
use hub_entity::account::SiteRole;
use hub_entity::challenge::{ConflictKind, conflict, partner};
use hub_entity::organisation::OrganisationRole;
use hub_entity::platform::audit;
use sea_orm_migration::sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use sea_orm_migration::sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::json;

use crate::judging_world::{World, filled};
use crate::support::Browser;

async fn audited(world: &World, action: &str) -> u64 {
    audit::Entity::find()
        .filter(audit::Column::Action.eq(action))
        .count(world.hub.hub.database().reader())
        .await
        .unwrap()
}

/// The means of the proposals, as staff see them.
async fn means(world: &World) -> Vec<String> {
    let page = world.sam.get(&world.page("decision")).await;
    page.ok().texts("td[data-label=Mean]")
}

fn settle(world: &World, desk: &str, proposal: usize) -> String {
    let judge = desk.trim_start_matches("/judging/");
    world.page(&format!(
        "conflicts/{judge}/{}",
        world.proposals[proposal].key
    ))
}

#[actix_web::test]
async fn a_conflict_found_late_sets_aside_what_was_written() {
    let world = World::build().await;
    let kim = world.appoint(&world.kim).await;
    world.hub.clock().advance(TimeDelta::days(3));
    world
        .declare(&world.kim, &kim, &[false, false, false])
        .await;
    world.score(&world.kim, &kim, 0, ["4", "3"]).await;
    assert_eq!(means(&world).await, ["90.0", "–", "–"]);

    let card = world.kim.get(&world.card(&kim, 0)).await;
    let untyped = world.kim.submit(&card, "DeclareConflict", &[]).await;
    untyped
        .is(422)
        .has_text("Choose what kind of conflict it is");
    let said = [
        ("input.kind", "FAMILY"),
        ("input.note", "My sister wrote it."),
    ];
    let desk = world.kim.submit(&card, "DeclareConflict", &said).await;
    desk.ok()
        .has_text("The proposal is not yours to read any more");
    world.kim.get(&world.card(&kim, 0)).await.is(404);
    let late = world
        .kim
        .submit(&card, "SubmitReview", &filled(["0", "0"]))
        .await;
    late.is(404);
    let again = world.kim.submit(&card, "DeclareConflict", &said).await;
    again.ok();
    assert_eq!(means(&world).await, ["–", "–", "–"], "it counts no more");
    assert_eq!(audited(&world, "conflict_recorded").await, 1);
    assert_eq!(audited(&world, "review_set_aside").await, 1);

    // Staff see that there was something, and not what.
    let page = world.sam.get(&world.page("conflicts")).await;
    page.ok()
        .has_text("Family or friends, declared by the judge")
        .has_text("Set aside: conflict of")
        .lacks_text("The need is shown");
    let page = world.sam.get(&settle(&world, &kim, 0)).await;
    page.ok()
        .has_text("My sister wrote it.")
        .has_text("The review had been submitted")
        .lacks_text("The need is shown");
    for other in [&world.ann, &world.kim, &world.jo] {
        other.get(&world.page("conflicts")).await.is(404);
        other.get(&settle(&world, &kim, 0)).await.is(404);
    }

    let page = world.sam.submit(&page, "ConfirmConflict", &[]).await;
    page.ok().has_text("Confirmed on");
    let unsaid = world.sam.submit(&page, "LiftConflict", &[]).await;
    unsaid.is(422);
    let reason = [("input.reason", "It is another Kim.")];
    let lifted = world.sam.submit(&page, "LiftConflict", &reason).await;
    lifted.ok().has_text("It is another Kim.");
    let row = audit::Entity::find()
        .filter(audit::Column::Action.eq("conflict_lifted"))
        .one(world.hub.hub.database().reader())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(row.details["reason"], "It is another Kim.");
    assert_eq!(means(&world).await, ["90.0", "–", "–"], "it counts again");
    world.kim.get(&world.card(&kim, 0)).await.ok();
    let mails = world.hub.mails_to("kim@example.org").await;
    assert!(
        mails
            .iter()
            .any(|mail| mail.text.contains("no conflict of interest")),
        "{mails:?}"
    );
}

#[actix_web::test]
async fn staff_add_a_conflict_that_the_judge_cannot_take_back() {
    let world = World::build().await;
    let kim = world.appoint(&world.kim).await;
    let early = world.sam.get(&world.page("conflicts")).await;
    early.is(404);
    world.hub.clock().advance(TimeDelta::days(3));
    world
        .declare(&world.kim, &kim, &[false, false, false])
        .await;
    world.hub.mails().await;
    let page = world.sam.get(&world.page("conflicts")).await;
    page.ok().has_text("No judge has a conflict of interest");
    let fields = [
        ("input.judge", kim.trim_start_matches("/judging/")),
        ("input.proposal", &world.proposals[1].key),
        ("input.kind", "MONEY"),
        ("input.note", "Holds shares."),
    ];
    let unexplained = world.sam.submit(&page, "AddConflict", &fields[..3]).await;
    unexplained.is(422);
    let added = world.sam.submit(&page, "AddConflict", &fields).await;
    added.ok().has_text("Money, added by staff");
    let mails = world.hub.mails_to("kim@example.org").await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert!(mails[0].text.contains("Bus stops of Barnet"));
    assert!(!mails[0].text.contains("shares"), "{}", mails[0].text);
    world.kim.get(&world.card(&kim, 1)).await.is(404);
    // It is not asked about any more, so that it cannot be answered otherwise.
    let page = world.kim.get(&format!("{kim}/conflicts")).await;
    page.has_text("you or programme staff declared a conflict");
    let mutation =
        "mutation($i: LiftConflictInput!) { liftConflict(input: $i) { userErrors { code } } }";
    let input = json!({ "judge": kim.trim_start_matches("/judging/"),
        "proposal": world.proposals[1].key, "reason": "I say so." });
    for (who, code) in [(&world.kim, "NOT_FOUND"), (&world.cat, "NOT_FOUND")] {
        let answer = who.graphql(mutation, json!({ "i": input })).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], code, "{answer}");
    }
}

#[actix_web::test]
async fn staff_do_not_settle_their_own_and_no_rule_is_lifted() {
    let world = World::build().await;
    let jo = world.appoint(&world.jo).await;
    let max = world.hub.staff("max").await;
    let desk = world.appoint(&max).await;
    world.hub.clock().advance(TimeDelta::days(3));
    world.declare(&world.jo, &jo, &[false, true]).await;
    world.declare(&max, &desk, &[false, false, false]).await;
    let mutation =
        "mutation($i: LiftConflictInput!) { liftConflict(input: $i) { userErrors { code } } }";
    let lift = async |who: &Browser, proposal: usize| {
        let input = json!({ "judge": jo.trim_start_matches("/judging/"),
            "proposal": world.proposals[proposal].key, "reason": "It is none." });
        who.graphql(mutation, json!({ "i": input })).await
    };
    let answer = lift(&max, 1).await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "FORBIDDEN");
    let answer = lift(&world.sam, 2).await;
    assert_eq!(
        answer["data"]["liftConflict"]["userErrors"][0]["code"], "CONFLICT_BY_RULE",
        "{answer}"
    );
    let page = world.sam.get(&settle(&world, &jo, 2)).await;
    page.ok().has_text("It cannot be lifted");
    assert!(!page.offers("LiftConflict"));
    max.get(&world.page("conflicts")).await.is(404);
    // Jo joins the partner whose proposal they had declared: then a rule says so as well.
    world
        .hub
        .join(&world.jo, world.councils[1].id, OrganisationRole::Officer)
        .await;
    let answer = lift(&world.sam, 1).await;
    assert_eq!(
        answer["data"]["liftConflict"]["userErrors"][0]["code"],
        "CONFLICT_BY_RULE"
    );
}

#[actix_web::test]
async fn what_the_hub_sees_is_shown_and_answered_by_the_judge() {
    let world = World::build().await;
    let db = world.hub.hub.database().writer();
    let mut barnet = world.councils[1].clone().into_active_model();
    barnet.email_domains = Set(json!(["barnet.gov.uk"]));
    barnet.update(db).await.unwrap();
    let lee = world
        .hub
        .person_with("lee", "lee@libraries.barnet.gov.uk", SiteRole::Member)
        .await;
    let desk = world.appoint(&lee).await;
    world.hub.clock().advance(TimeDelta::days(3));
    let page = lee.get(&format!("{desk}/conflicts")).await;
    page.ok().has_text(
        "You have an address at libraries.barnet.gov.uk, which belongs to Barnet, a partner",
    );
    assert_eq!(page.count("[type=radio][checked]"), 0, "nothing is chosen");
    let no = |row: usize| (format!("input.answers.{row}.conflict"), "false");
    let (first, third) = (no(0), no(2));
    let open = [(first.0.as_str(), first.1), (third.0.as_str(), third.1)];
    let open = lee.submit(&page, "DeclareConflicts", &open).await;
    open.is(422)
        .has_text("Say whether you have a conflict of interest with “Bus stops of Barnet”");
    let untyped = [
        (first.0.as_str(), "false"),
        ("input.answers.1.conflict", "true"),
        (third.0.as_str(), "false"),
    ];
    let untyped = lee.submit(&page, "DeclareConflicts", &untyped).await;
    untyped
        .is(422)
        .has_text("Choose what kind of conflict it is");
    // Where the hub sees a sign, "none with all others" is no answer.
    let key = desk.trim_start_matches("/judging/");
    let others = json!({ "judge": key, "answers": [], "noneOtherwise": true });
    let document = "mutation($i: DeclareConflictsInput!) { declareConflicts(input: $i) {
        userErrors { code message } } }";
    let refused = lee.graphql(document, json!({ "i": others })).await;
    let errors = &refused["data"]["declareConflicts"]["userErrors"];
    assert_eq!(errors.as_array().map(Vec::len), Some(1), "{refused}");
    assert!(errors[0]["message"].to_string().contains("Barnet"));
    // The judge knows better; that they did is on the record.
    world.declare(&lee, &desk, &[false, false, false]).await;
    let row = audit::Entity::find()
        .filter(audit::Column::Action.eq("conflicts_declared"))
        .one(world.hub.hub.database().reader())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        row.details["denied_suggestions"],
        json!([world.proposals[1].id])
    );
    // Staff read what the hub saw, and that the judge said no; nobody else does.
    let settle = world.sam.get(&world.page("conflicts")).await;
    settle
        .ok()
        .has_text("Answered with no")
        .has_text("libraries.barnet.gov.uk, which belongs to Barnet");
    let denied =
        "query($n: Int!) { challenge(number: $n) { judging { deniedConflicts { title } } } }";
    for other in [&world.ann, &lee, &world.hub.visitor()] {
        other.get(&world.page("conflicts")).await.is(404);
        let answer = other
            .graphql(denied, json!({ "n": world.challenge.id }))
            .await;
        assert!(answer["data"]["challenge"]["judging"].is_null(), "{answer}");
    }
    // Asked again, it still takes nothing for granted.
    let page = lee.get(&format!("{desk}/conflicts")).await;
    assert_eq!(page.count("[type=radio][checked]"), 2);
    world.declare(&lee, &desk, &[false, true, false]).await;
    let rows = conflict::Entity::find()
        .all(world.hub.hub.database().reader())
        .await
        .unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].kind, ConflictKind::PriorWork);
    let settle = world.sam.get(&world.page("conflicts")).await;
    settle.ok().lacks_text("Answered with no");
}

#[actix_web::test]
async fn an_address_at_the_domain_of_a_partner_in_person_is_a_sign() {
    let world = World::build().await;
    for (proposal, handle, email) in [
        (0, "dot", "dot@smallfirm.example"),
        (1, "eve", "eve@gmail.com"),
    ] {
        world.partner_in_person(proposal, handle, email).await;
    }
    for (handle, email, sees) in [
        ("lee", "lee@smallfirm.example", true),
        ("max", "max@gmail.com", false),
    ] {
        let judge = world.hub.person_with(handle, email, SiteRole::Member).await;
        let desk = world.appoint(&judge).await;
        if handle == "lee" {
            world.hub.clock().advance(TimeDelta::days(3));
        }
        let page = judge.get(&format!("{desk}/conflicts")).await;
        page.ok().lacks_text("dot@smallfirm.example");
        let told = page
            .text()
            .contains("You have an address at smallfirm.example, as has");
        assert_eq!(told, sees, "{handle}: {}", page.text());
        page.lacks_text("gmail.com");
    }
}

/// Asks somebody to be a developer of the first proposal, lets them agree and take that back, and
/// ends it as `end` says.
async fn agreed_once(world: &World, who: &Browser, removed: bool) {
    let key = &world.proposals[0].key;
    let add = json!({ "key": key, "role": "DEVELOPER", "handle": who.person().handle });
    run(&world.ann, "addPartner", "AddPartnerInput", &add).await;
    let partner = partner::Entity::find()
        .filter(partner::Column::PersonId.eq(who.person().id))
        .one(world.hub.hub.database().reader())
        .await
        .unwrap()
        .unwrap();
    let answer = |agrees: bool| json!({ "key": key, "partner": partner.key, "agrees": agrees });
    let (mutation, kind) = ("answerPartnership", "AnswerPartnershipInput");
    for agrees in [true, false] {
        run(who, mutation, kind, &answer(agrees)).await;
    }
    if removed {
        let input = json!({ "key": key, "partner": partner.key });
        run(&world.ann, "removePartner", "RemovePartnerInput", &input).await;
    } else {
        run(&world.ann, "addPartner", "AddPartnerInput", &add).await;
        run(who, mutation, kind, &answer(false)).await;
    }
}

/// Does something that nothing is wrong with.
async fn run(who: &Browser, mutation: &str, kind: &str, input: &serde_json::Value) {
    let document =
        format!("mutation($i: {kind}!) {{ {mutation}(input: $i) {{ userErrors {{ code }} }} }}");
    let answer = who.graphql(&document, json!({ "i": input })).await;
    assert_eq!(
        answer["data"][mutation]["userErrors"],
        json!([]),
        "{answer}"
    );
}

#[actix_web::test]
async fn who_agreed_once_stays_bound_though_removed_or_asked_again() {
    let world = World::build().await;
    let sue = world.hub.staff("sue").await;
    agreed_once(&world, &world.kim, true).await;
    agreed_once(&world, &sue, false).await;
    let lee = world.hub.person("lee").await;
    agreed_once(&world, &lee, false).await;
    // They are partners no more: the draft is closed to them.
    let draft = format!("/proposals/{}", world.proposals[0].key);
    for who in [&world.kim, &lee] {
        who.get(&draft).await.is(404);
    }
    let kim = world.appoint(&world.kim).await;
    let lee_desk = world.appoint(&lee).await;
    world.hub.clock().advance(TimeDelta::days(3));
    for (who, desk) in [(&world.kim, &kim), (&lee, &lee_desk)] {
        // It is not asked about, because it follows by rule.
        world.declare(who, desk, &[false, false]).await;
        who.get(&world.card(desk, 0)).await.is(404);
        who.get(&world.card(desk, 1)).await.ok();
    }
    // What binds them is their own part, and no employer's.
    let origin = conflict::Entity::find()
        .filter(conflict::Column::ProposalId.eq(world.proposals[0].id))
        .all(world.hub.hub.database().reader())
        .await
        .unwrap();
    assert_eq!(origin.len(), 2);
    assert!(origin.iter().all(|row| row.kind == ConflictKind::Partner));
    // Nor does staff read what competes with it, or see scores.
    sue.get(&world.page("decision")).await.is(404);
    sue.get(&world.page("screening")).await.is(404);
    world.sam.get(&world.page("decision")).await.ok();
}

#[actix_web::test]
async fn who_left_stays_bound_though_they_asked_to_join_again_and_were_declined() {
    let world = World::build().await;
    let council = world.councils[0].id;
    world
        .hub
        .join(&world.kim, council, OrganisationRole::Officer)
        .await;
    let steps = [
        (
            &world.kim,
            "leaveOrganisation",
            "LeaveOrganisationInput",
            json!({ "number": council }),
        ),
        (
            &world.kim,
            "joinOrganisation",
            "JoinOrganisationInput",
            json!({ "number": council }),
        ),
        (
            &world.ann,
            "decideMembership",
            "DecideMembershipInput",
            json!({ "number": council, "handle": "kim", "approve": false }),
        ),
    ];
    for (who, mutation, kind, input) in steps {
        run(who, mutation, kind, &input).await;
    }
    let desk = world.appoint(&world.kim).await;
    world.hub.clock().advance(TimeDelta::days(3));
    world.declare(&world.kim, &desk, &[false, false]).await;
    world.kim.get(&world.card(&desk, 0)).await.is(404);
    world.kim.get(&world.card(&desk, 1)).await.ok();
}

#[actix_web::test]
async fn a_judge_of_many_marks_the_conflicts_and_says_that_there_are_no_others() {
    let world = World::build().await;
    let desk = world.appoint(&world.kim).await;
    world.hub.clock().advance(TimeDelta::days(3));
    let key = desk.trim_start_matches("/judging/");
    let one = json!([{ "proposal": world.proposals[1].key, "conflict": true, "kind": "MONEY" }]);
    let document = "mutation($i: DeclareConflictsInput!) { declareConflicts(input: $i) {
        userErrors { code } } }";
    let left_open = json!({ "judge": key, "answers": one });
    let refused = world.kim.graphql(document, json!({ "i": left_open })).await;
    let errors = &refused["data"]["declareConflicts"]["userErrors"];
    let open = json!({ "code": "CONFLICT_UNANSWERED" });
    assert_eq!(errors, &json!([open, open]));
    let others = json!({ "judge": key, "answers": one, "noneOtherwise": true });
    run(
        &world.kim,
        "declareConflicts",
        "DeclareConflictsInput",
        &others,
    )
    .await;
    for (proposal, status) in [(0, 200), (1, 404), (2, 200)] {
        world.kim.get(&world.card(&desk, proposal)).await.is(status);
    }
    let row = audit::Entity::find()
        .filter(audit::Column::Action.eq("conflicts_declared"))
        .one(world.hub.hub.database().reader())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(row.details["none_otherwise"], true);
}
