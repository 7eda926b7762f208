//! Projects that did not come from a challenge: registered, found, hidden.

use hub_entity::organisation::OrganisationRole;
use serde_json::json;

use crate::judging_world::World;

/// What a form of registration says.
const FIELDS: [(&str, &str); 4] = [
    ("input.title", "When is my bus"),
    (
        "input.summary",
        "Shows when the next bus leaves from any stop in Ashford.",
    ),
    ("input.website", "https://www.bus.example.org/ashford/"),
    ("input.datasets.0", "1"),
];

#[actix_web::test]
async fn anybody_registers_a_project_that_uses_a_dataset() {
    let world = World::announced().await;
    let visitor = world.hub.visitor();
    visitor.get("/projects/new").await.has_text("Sign in");
    let form = world.kim.get("/projects/new?dataset=1").await;
    assert_eq!(form.ok().value("input.datasets.0"), "1");
    let empty = [("input.datasets.0", ""), ("input.title", "x")];
    let wrong = world.kim.submit(&form, "RegisterProject", &empty).await;
    wrong.is(422).has_text("Name at least one dataset");
    let mut fields: Vec<String> = wrong.errors().into_iter().map(|(field, _)| field).collect();
    fields.sort();
    assert_eq!(
        fields,
        [
            "input-datasets-0",
            "input-summary",
            "input-title",
            "input-website"
        ]
    );
    let unknown = [FIELDS[0], FIELDS[1], FIELDS[2], ("input.datasets.0", "999")];
    let wrong = world.kim.submit(&form, "RegisterProject", &unknown).await;
    wrong.is(422).has_text("no dataset with this number");

    let page = world.kim.submit(&form, "RegisterProject", &FIELDS).await;
    page.ok()
        .has_text("The project is registered")
        .has_text("Live")
        .has_text("Bus stops in Ashford")
        .has_text(&world.kim.person().name);
    // At once, to everybody: on the dataset's page, in the list, in the search.
    visitor
        .get("/datasets/1")
        .await
        .ok()
        .has_text("When is my bus");
    visitor.get("/projects").await.ok().has_text("2 projects");
    visitor
        .get("/search?q=ashford+bus")
        .await
        .ok()
        .has_text("When is my bus");

    // It keeps at least the one dataset for which it is here.
    let path = visitor.get("/projects").await.link("When is my bus");
    let change = world.kim.get(&format!("{path}/data?use=1")).await;
    let page = world.kim.submit(&change, "RemoveProjectUse", &[]).await;
    page.is(422).has_text("Name at least one dataset");
    // Nobody else speaks for it.
    let edit = world.ann.get(&format!("{path}/edit")).await;
    edit.ok().has_text("partners do this");
}

#[actix_web::test]
async fn what_is_known_at_an_address_is_named_before_there_are_two_of_it() {
    let world = World::announced().await;
    let form = world.kim.get("/projects/new").await;
    world
        .kim
        .submit(form.ok(), "RegisterProject", &FIELDS)
        .await
        .ok();
    let form = world.jo.get("/projects/new").await;
    let same = [
        FIELDS[0],
        FIELDS[1],
        ("input.website", "http://bus.example.org/ashford"),
        FIELDS[3],
    ];
    let page = world.jo.submit(form.ok(), "RegisterProject", &same).await;
    page.is(422)
        .has_text("“When is my bus” is registered at this address already");
    let council = world.councils[2].id.to_string();
    let another = [
        same[0],
        same[1],
        same[2],
        same[3],
        ("input.another", "true"),
        ("input.organisation", council.as_str()),
    ];
    let page = world.jo.submit(&page, "RegisterProject", &another).await;
    page.ok().has_text("Calderdale");
    // In the name of those that one belongs to, and no others.
    let register = "mutation($i: RegisterProjectInput!) { registerProject(input: $i) { \
                    userErrors { field code } } }";
    let input = json!({ "title": "Mine", "summary": "Shows what is mine.", "datasets": ["1"],
        "website": "https://mine.example.org/", "organisation": world.councils[0].id });
    let answer = world.kim.graphql(register, json!({ "i": input })).await;
    let errors = &answer["data"]["registerProject"]["userErrors"];
    assert_eq!(
        errors,
        &json!([{ "field": "organisation", "code": "NOT_A_CHOICE" }])
    );
}

#[actix_web::test]
async fn a_form_sent_twice_registers_one() {
    let world = World::announced().await;
    let form = world.kim.get("/projects/new").await;
    for _ in 0..2 {
        world
            .kim
            .submit(&form, "RegisterProject", &FIELDS)
            .await
            .ok()
            .has_text("When is my bus");
    }
    let list = world.kim.get("/projects?origin=REGISTERED").await;
    list.ok().has_text("1 project");
}

#[actix_web::test]
async fn the_list_narrows_and_finds_words_in_any_order() {
    let world = World::announced().await;
    let form = world.kim.get("/projects/new").await;
    world
        .kim
        .submit(form.ok(), "RegisterProject", &FIELDS)
        .await
        .ok();
    let visitor = world.hub.visitor();
    let ashford = world.councils[0].id;
    let barnet = world.councils[1].id;
    for (query, has, lacks) in [
        (
            "state=LIVE".to_owned(),
            Some("When is my bus"),
            "Bus stops of Ashford",
        ),
        (
            "state=IN_DELIVERY".to_owned(),
            Some("Bus stops of Ashford"),
            "When is my bus",
        ),
        (
            "origin=CHALLENGE".to_owned(),
            Some("Bus stops of Ashford"),
            "When is my bus",
        ),
        (
            "origin=REGISTERED".to_owned(),
            Some("When is my bus"),
            "Bus stops of Ashford",
        ),
        (
            format!("publisher={ashford}"),
            Some("When is my bus"),
            "No project fits",
        ),
        (format!("publisher={barnet}"), None, "When is my bus"),
        (
            "query=leaving+buses+next".to_owned(),
            None,
            "Bus stops of Ashford",
        ),
        (
            "query=next+bus+leaves".to_owned(),
            Some("When is my bus"),
            "Bus stops of Ashford",
        ),
        ("query=%25_%22".to_owned(), None, "When is my bus"),
    ] {
        let page = visitor.get(&format!("/projects?{query}")).await;
        let text = page.ok().main_text();
        if let Some(has) = has {
            assert!(text.contains(has), "{query}: {text}");
        }
        assert!(!text.contains(lacks), "{query}: {text}");
    }
    let list = visitor.get("/projects").await;
    list.ok()
        .has_text("Registered by its makers")
        .has_text("Uses data of");
}

#[actix_web::test]
async fn what_a_moderator_hides_is_gone_for_others_everywhere() {
    let world = World::announced().await;
    let form = world.kim.get("/projects/new").await;
    let page = world
        .kim
        .submit(form.ok(), "RegisterProject", &FIELDS)
        .await;
    page.ok();
    let path = world.kim.get("/projects").await.link("When is my bus");
    let moderator = world.hub.moderator("mo").await;
    let page = moderator.get(&path).await;
    let wrong = moderator.submit(page.ok(), "HideProject", &[]).await;
    wrong.is(422).has_text("Give a reason");
    let reason = [("input.reason", "It is an advertisement.")];
    let page = moderator.submit(&page, "HideProject", &reason).await;
    page.ok().has_text("It is an advertisement.");

    let visitor = world.hub.visitor();
    world
        .hub
        .join(&world.jo, world.councils[0].id, OrganisationRole::Officer)
        .await;
    for who in [&visitor, &world.jo, &world.ben] {
        who.get(&path).await.is(404);
        for page in [
            "/projects",
            "/datasets/1",
            "/search?q=bus",
            "/projects?query=bus",
            "/",
        ] {
            who.get(page).await.ok().lacks_text("When is my bus");
        }
        let number: i64 = path["/projects/".len()..]
            .split('-')
            .next()
            .unwrap()
            .parse()
            .unwrap();
        let query = "query($n: Int!) { project(number: $n) { title } \
                     projectsAt(address: \"https://bus.example.org/ashford\") { title } \
                     projectFacets { origin { value count } } }";
        let answer = who.graphql(query, json!({ "n": number })).await;
        assert!(!answer.to_string().contains("When is"), "{answer}");
        assert!(!answer.to_string().contains("REGISTERED"), "{answer}");
    }
    // Its maker sees it, and why.
    world
        .kim
        .get(&path)
        .await
        .ok()
        .has_text("It is an advertisement.");
    let page = moderator.get(&path).await;
    moderator.submit(&page, "HideProject", &[]).await.ok();
    visitor.get(&path).await.ok().lacks_text("advertisement");
    visitor
        .get("/search?q=bus")
        .await
        .ok()
        .has_text("When is my bus");
}
