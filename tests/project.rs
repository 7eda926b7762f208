//! Projects: their page, their edits and their news.

use hub_entity::organisation::OrganisationRole;
use hub_entity::project::project_update;
use sea_orm_migration::sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::json;

use crate::judging_world::World;

#[actix_web::test]
async fn a_selected_proposal_is_a_project_that_its_partners_keep() {
    let world = World::announced().await;
    let visitor = world.hub.visitor();
    let list = visitor.get("/projects").await;
    list.ok().has_text("1 project").has_text("Ashford");
    let path = list.link("Bus stops of Ashford");
    let page = visitor.get(&path).await;
    page.ok()
        .has_text("A map of every stop.")
        .has_text("Bus stops in Ashford")
        .has_text("Shows the stops.")
        .has_text("Better buses");
    page.lacks_text("hidden plan");
    page.lacks_text("Edit this page");
    let number = path.trim_start_matches("/projects/").split('-').next();
    visitor
        .get(&format!("/projects/{}", number.unwrap()))
        .await
        .ok();
    visitor.get("/projects/999").await.is(404);
    visitor
        .get("/projects?state=STOPPED")
        .await
        .ok()
        .has_text("No project fits");

    let form = world.ann.get(&format!("{path}/edit")).await;
    let stopped = [
        ("input.state", "STOPPED"),
        ("input.website", "not an address"),
    ];
    let wrong = world.ann.submit(form.ok(), "EditProject", &stopped).await;
    wrong.is(422);
    let fields: Vec<_> = wrong.errors().into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["input-website", "input-stateReason"]);
    let live = [
        ("input.state", "LIVE"),
        ("input.website", "https://ashford.example/stops"),
        ("input.summary", "<script>alert(1)</script> A map."),
    ];
    let saved = world.ann.submit(&form, "EditProject", &live).await;
    saved
        .ok()
        .has_text("The project’s page is saved")
        .has_text("Live");
    assert!(!saved.html.contains("<script>alert"));
    let stale = [("input.title", "Another title")];
    let stale = world.ann.submit(&form, "EditProject", &stale).await;
    stale.is(409).has_text("Somebody else changed this");
    assert_eq!(stale.value("input.title"), "Another title");

    // Another council's officer may not, by page or by API.
    world
        .cat
        .get(&format!("{path}/edit"))
        .await
        .ok()
        .has_text("partners do this");
    let mutation =
        "mutation($i: EditProjectInput!) { editProject(input: $i) { userErrors { code } } }";
    let input = json!({ "project": number.unwrap().parse::<i64>().unwrap(), "title": "Mine now",
        "summary": "x", "state": "LIVE", "version": 2 });
    let answer = world.cat.graphql(mutation, json!({ "i": input })).await;
    assert_eq!(
        answer["errors"][0]["extensions"]["code"], "FORBIDDEN",
        "{answer}"
    );
}

#[actix_web::test]
async fn news_is_posted_once_and_taken_down() {
    let world = World::announced().await;
    let path = world
        .ann
        .get("/projects")
        .await
        .link("Bus stops of Ashford");
    let form = world.ann.get(&format!("{path}/updates/new")).await;
    let empty = world.ann.submit(form.ok(), "PostUpdate", &[]).await;
    empty.is(422);
    let fields = [
        ("input.title", "First map"),
        (
            "input.body",
            "It has *every* stop. <script>alert(1)</script>",
        ),
    ];
    let page = world.ann.submit(&form, "PostUpdate", &fields).await;
    page.ok()
        .has_text("First map")
        .has_text("The update is posted");
    assert!(!page.html.contains("<script>alert"));
    world.ann.submit(&form, "PostUpdate", &fields).await.ok();
    let db = world.hub.hub.database().reader();
    let count = project_update::Entity::find().count(db).await.unwrap();
    assert_eq!(count, 1, "the same form makes one");
    world
        .ben
        .get(&format!("{path}/updates/new"))
        .await
        .ok()
        .has_text("partners do this");
    assert!(!world.ben.get(&path).await.offers("DeleteUpdate"));
    let page = world.ann.get(&path).await;
    let page = world.ann.submit(&page, "DeleteUpdate", &[]).await;
    page.ok().has_text("No updates yet");
}

#[actix_web::test]
async fn news_of_a_hidden_project_is_not_there_for_who_wrote_it_and_left() {
    let world = World::announced().await;
    let path = world
        .ann
        .get("/projects")
        .await
        .link("Bus stops of Ashford");
    let form = world.ann.get(&format!("{path}/updates/new")).await;
    let fields = [("input.title", "First map"), ("input.body", "Every stop.")];
    world
        .ann
        .submit(form.ok(), "PostUpdate", &fields)
        .await
        .ok();
    let db = world.hub.hub.database().reader();
    let update = project_update::Entity::find().one(db).await.unwrap();
    let update = update.unwrap();
    world
        .hub
        .join(&world.ben, world.councils[0].id, OrganisationRole::Owner)
        .await;
    let leave = "mutation($n: Int!) { leaveOrganisation(input: { number: $n }) { \
                 userErrors { code } } }";
    let number = json!({ "n": world.councils[0].id });
    let answer = world.ann.graphql(leave, number).await;
    assert_eq!(answer.get("errors"), None, "{answer}");
    let moderator = world.hub.moderator("mo").await;
    let hide = "mutation($i: HideProjectInput!) { hideProject(input: $i) { userErrors { code } } }";
    let input = json!({ "project": update.project_id, "hide": true, "reason": "It is an advert." });
    let answer = moderator.graphql(hide, json!({ "i": input })).await;
    assert_eq!(answer.get("errors"), None, "{answer}");

    let delete =
        "mutation($i: DeleteUpdateInput!) { deleteUpdate(input: $i) { update { title } } }";
    let input = json!({ "i": { "update": update.id } });
    let answer = world.ann.graphql(delete, input.clone()).await;
    let code = &answer["errors"][0]["extensions"]["code"];
    assert_eq!(code, "NOT_FOUND", "{answer}");
    // Its partners, and moderators, see it still.
    let answer = world.ben.graphql(delete, input.clone()).await;
    assert_eq!(answer.get("errors"), None, "{answer}");
    let answer = moderator.graphql(delete, input).await;
    assert_eq!(
        answer["errors"][0]["extensions"]["code"], "NOT_FOUND",
        "twice"
    );
}

#[actix_web::test]
async fn the_ledger_says_what_was_advertised_awarded_and_delivered() {
    let world = World::announced().await;
    let visitor = world.hub.visitor();
    let query = "{ ledger { lines { challenge { title } advertised awarded delivered stopped \
                 money datasets opened } total { awarded } } }";
    let line = |awarded: i64, delivered: i64, stopped: i64| {
        json!([{ "challenge": { "title": "Better buses" }, "advertised": 1, "awarded": awarded,
            "delivered": delivered, "stopped": stopped, "money": awarded * 3_000_000,
            "datasets": 1, "opened": 0 }])
    };
    let answer = visitor.graphql(query, json!({})).await;
    assert_eq!(answer["data"]["ledger"]["lines"], line(1, 0, 0), "{answer}");
    let path = world
        .ann
        .get("/projects")
        .await
        .link("Bus stops of Ashford");
    for (state, delivered, stopped) in [("LIVE", 1, 0), ("COMPLETED", 1, 0), ("STOPPED", 0, 1)] {
        let form = world.ann.get(&format!("{path}/edit")).await;
        let fields = [
            ("input.state", state),
            ("input.stateReason", "The money ran out."),
        ];
        world.ann.submit(&form, "EditProject", &fields).await.ok();
        let answer = visitor.graphql(query, json!({})).await;
        let wanted = line(1, delivered, stopped);
        assert_eq!(
            answer["data"]["ledger"]["lines"], wanted,
            "{state}: {answer}"
        );
    }
    let page = visitor.get("/projects/ledger").await;
    page.ok()
        .has_text("Better buses")
        .has_text("£30,000")
        .has_text("Total");
    let csv = visitor.raw("/projects/ledger.csv").await;
    assert_eq!(csv.status(), 200);
    let text = csv.text().await.unwrap();
    let line = text.lines().nth(1).unwrap();
    assert!(
        line.ends_with("\"Better buses\",1,1,0,1,3000000,3000000,0,0,1,0"),
        "{text}"
    );
}
