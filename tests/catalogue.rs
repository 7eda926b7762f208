//! The story of the catalogue: data is published, found, edited, imported, withdrawn.

mod import;

use hub::cli::import_catalogue;
use hub_domain::Caller;
use hub_domain::catalogue::import_listing::{import_listing, preview};
use hub_domain::organisation::OrganisationRole;
use hub_entity::catalogue::{DatasetStatus, dataset, distribution};
use hub_entity::project::{ProjectState, project, project_dataset};
use sea_orm_migration::sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter,
};
use serde_json::{Value, json};

use crate::support::{Browser, Page, TestHub, shared_data};

const STOPS: &[(&str, &str)] = &[
    ("input.title", "Bus stops in Lichfield"),
    ("input.description", "Each row is **one stop**."),
    ("input.licence", "OGL-UK-3.0"),
    ("input.frequency", "MONTHLY"),
    ("input.areaName", "Lichfield"),
    ("input.areaGss", "E07000194"),
    ("input.keywords", "transport, buses"),
    ("input.distributions.0.title", "All stops"),
    (
        "input.distributions.0.url",
        "https://data.example.org/stops.csv",
    ),
];

async fn lichfield(hub: &TestHub) -> (Browser, i64) {
    let ann = hub.person("ann").await;
    let council = hub.council("Lichfield District Council", "E07000194").await;
    hub.join(&ann, council.id, OrganisationRole::Officer).await;
    (ann, council.id)
}

async fn publish(ann: &Browser, more: &[(&str, &str)]) -> Page {
    let form = ann.get("/datasets/new").await;
    assert_eq!(form.count("form fieldset.group"), 3);
    let mut fields: Vec<(&str, &str)> = STOPS
        .iter()
        .copied()
        .filter(|(name, _)| !more.iter().any(|(other, _)| other == name))
        .collect();
    fields.extend(more);
    ann.submit(&form, "SaveDataset", &fields).await
}

fn fields_of(page: &Page) -> Vec<String> {
    page.errors().into_iter().map(|(field, _)| field).collect()
}

#[tokio::test]
async fn an_officer_publishes_data_and_others_find_it() {
    let hub = TestHub::start().await;
    let visitor = hub.visitor();
    visitor
        .get("/datasets")
        .await
        .ok()
        .has_text("No datasets here yet");
    // Whoever belongs to no organisation is told what to do first.
    let bob = hub.person("bob").await;
    let page = bob.get("/datasets/new").await;
    page.ok().has_text("You belong to no organisation yet");
    assert!(!page.offers("SaveDataset"));
    let (ann, _) = lichfield(&hub).await;
    let page = publish(&ann, &[]).await;
    page.ok()
        .has_text("The dataset is saved.")
        .has_text("Bus stops in Lichfield")
        .has_text("Lichfield District Council")
        .has_text("Open Government Licence v3.0")
        .has_text("Every month")
        .has_text("No project here says that it uses this data yet.");
    assert_eq!(page.link("All stops"), "https://data.example.org/stops.csv");
    let path = page.path.split('?').next().unwrap().to_owned();
    assert!(path.ends_with("-bus-stops-in-lichfield"), "{path}");
    visitor.get(&path).await.ok().has_text("one stop");

    publish(
        &ann,
        &[
            ("input.title", "Parking places"),
            ("input.description", "Places."),
            ("input.keywords", ""),
            ("input.licence", "CC-BY-4.0"),
            ("input.distributions.0.title", "All places"),
            (
                "input.distributions.0.url",
                "https://data.example.org/p.json",
            ),
        ],
    )
    .await
    .ok();
    let list = visitor.get("/datasets").await;
    list.ok()
        .has_text("2 datasets")
        .has_text("CSV")
        .has_text("JSON");
    let found = visitor.get("/datasets?query=stop").await;
    found.ok().has_text("1 dataset").has_text("Bus stops");
    assert_eq!(found.texts(".items h3"), ["Bus stops in Lichfield"]);
    for (query, title) in [
        ("format=JSON", "Parking places"),
        ("licence=OGL-UK-3.0", "Bus stops in Lichfield"),
        ("query=BUSES+trans", "Bus stops in Lichfield"),
    ] {
        let page = visitor.get(&format!("/datasets?{query}")).await;
        assert_eq!(page.ok().texts(".items h3"), [title], "{query}");
    }
    for nothing in [
        "query=%22+OR+1%3D1+--",
        "query=zebra",
        "format=PDF",
        "publisher=99999",
    ] {
        let page = visitor.get(&format!("/datasets?{nothing}")).await;
        assert_eq!(page.ok().count(".items"), 0, "{nothing}");
    }
    let newest = visitor.get("/datasets?sort=NEWEST").await;
    assert_eq!(newest.texts(".items h3")[0], "Parking places");
    let refused = bob.graphql(
        "mutation($i: SaveDatasetInput!) { saveDataset(input: $i) { userErrors { code } } }",
        json!({ "i": { "number": 1, "version": 1, "title": "Mine now", "description": "x", "licence": "OGL-UK-3.0",
            "landingPage": "https://example.org" } }),
    ).await;
    assert_eq!(
        refused["errors"][0]["extensions"]["code"], "FORBIDDEN",
        "{refused}"
    );
}

#[tokio::test]
async fn a_list_goes_on_and_costs_the_same_for_many() {
    let hub = TestHub::start().await;
    let (ann, _) = lichfield(&hub).await;
    for n in 0..5 {
        publish(&ann, &[("input.title", &format!("Set {n}"))])
            .await
            .ok();
    }
    let query = "query($after: String, $first: Int) { datasets(first: $first, after: $after) { totalCount
        facets { publisher { label count } format { value count } licence { label } }
        nodes { title publisher { name } formats distributions { url } projects { purpose } challenges { title } sourceName }
        pageInfo { hasNextPage endCursor } } }";
    let visitor = hub.visitor();
    let mut after = Value::Null;
    let mut titles = Vec::new();
    loop {
        let answer = visitor
            .graphql(query, json!({ "after": after, "first": 2 }))
            .await;
        let list = &answer["data"]["datasets"];
        assert_eq!(list["totalCount"], 5, "{answer}");
        assert_eq!(
            list["facets"]["format"][0],
            json!({ "value": "CSV", "count": 5 })
        );
        for node in list["nodes"].as_array().unwrap() {
            titles.push(node["title"].as_str().unwrap().to_owned());
        }
        if list["pageInfo"]["hasNextPage"] == false {
            break;
        }
        after = list["pageInfo"]["endCursor"].clone();
    }
    assert_eq!(titles, ["Set 0", "Set 1", "Set 2", "Set 3", "Set 4"]);
    let mut least = Vec::new();
    for first in [1, 5] {
        let mut counts = Vec::new();
        // The worker looks for jobs meanwhile, so that a single count may have one too many.
        for _ in 0..3 {
            let before = hub.hub.database().statements();
            visitor.graphql(query, json!({ "first": first })).await;
            counts.push(hub.hub.database().statements() - before);
        }
        least.push(counts.into_iter().min().unwrap());
    }
    assert_eq!(least[0], least[1]);
}

#[tokio::test]
async fn what_is_wrong_is_told_at_its_field_and_changes_nothing() {
    let hub = TestHub::start().await;
    let (ann, _) = lichfield(&hub).await;
    let long = "x".repeat(300);
    let page = publish(
        &ann,
        &[
            ("input.title", &long),
            ("input.description", ""),
            ("input.licence", ""),
            ("input.areaGss", "LICHFIELD"),
            ("input.landingPage", "javascript:alert(1)"),
            ("input.distributions.0.title", ""),
            ("input.distributions.0.url", "javascript:alert(2)"),
            ("input.distributions.2.title", "Third row"),
        ],
    )
    .await;
    page.is(422);
    let fields = fields_of(&page);
    for field in [
        "title",
        "description",
        "licence",
        "areaGss",
        "landingPage",
        "distributions-0-title",
        "distributions-0-url",
        "distributions-2-url",
    ] {
        assert!(
            fields.contains(&format!("input-{field}")),
            "{field}: {fields:?}"
        );
    }
    assert_eq!(page.value("input.areaGss"), "LICHFIELD");
    assert_eq!(page.value("input.distributions.2.title"), "Third row");
    let page = publish(
        &ann,
        &[
            ("input.distributions.0.title", ""),
            ("input.distributions.0.url", ""),
        ],
    )
    .await;
    assert_eq!(fields_of(page.is(422)), ["input-distributions-0-url"]);
    let count = dataset::Entity::find()
        .count(hub.hub.database().reader())
        .await
        .unwrap();
    assert_eq!(count, 0);

    // Twice the same form makes one dataset.
    let form = ann.get("/datasets/new").await;
    let first = ann.submit(&form, "SaveDataset", STOPS).await;
    let second = ann.submit(&form, "SaveDataset", STOPS).await;
    assert_eq!(first.ok().path, second.ok().path);

    // Scripts are shown as they were typed, in every field.
    let bad = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
    let page = publish(
        &ann,
        &[
            ("input.title", bad),
            ("input.description", bad),
            ("input.areaName", bad),
            ("input.keywords", bad),
            ("input.distributions.0.title", bad),
            ("input.distributions.0.description", bad),
            ("input.distributions.0.format", "<script>x</script>"),
        ],
    )
    .await;
    page.ok();
    let path = page.path.split('?').next().unwrap().to_owned();
    for path in [
        path.clone(),
        "/datasets".to_owned(),
        format!("/datasets/{}/edit", number(&path)),
    ] {
        let page = ann.get(&path).await;
        page.ok().has_text("<script>alert(1)</script>");
        assert_eq!(page.count("main script"), 0, "{path}");
        assert_eq!(page.count("main img"), 0, "{path}");
    }
}

fn number(path: &str) -> &str {
    path.rsplit('/').next().unwrap().split('-').next().unwrap()
}

#[tokio::test]
async fn of_two_who_edit_the_second_sees_what_the_first_wrote() {
    let hub = TestHub::start().await;
    let (ann, council) = lichfield(&hub).await;
    let cat = hub.person("cat").await;
    hub.join(&cat, council, OrganisationRole::Officer).await;
    let page = publish(&ann, &[]).await;
    let edit = format!(
        "/datasets/{}/edit",
        number(page.path.split('?').next().unwrap())
    );
    let (of_ann, of_cat) = (ann.get(&edit).await, cat.get(&edit).await);
    assert_eq!(of_ann.value("input.keywords"), "transport, buses");
    ann.submit(&of_ann, "SaveDataset", &[("input.description", "By Ann.")])
        .await
        .ok()
        .has_text("By Ann.");
    let page = cat
        .submit(&of_cat, "SaveDataset", &[("input.description", "By Cat.")])
        .await;
    page.is(409)
        .has_text("What is there now")
        .has_text("By Ann.");
    assert_eq!(page.value("input.description"), "By Cat.");
    cat.submit(&page, "SaveDataset", &[])
        .await
        .ok()
        .has_text("By Cat.");
    hub.person("dan").await.get(&edit).await.is(403);
    hub.visitor().get(&edit).await.has_text("Sign in");
}

#[tokio::test]
async fn what_is_withdrawn_is_seen_by_its_publisher_alone() {
    let hub = TestHub::start().await;
    let (ann, _) = lichfield(&hub).await;
    let page = publish(&ann, &[]).await;
    let path = page.path.split('?').next().unwrap().to_owned();
    let id: i64 = number(&path).parse().unwrap();
    let page = ann.get(&path).await;
    let refused = ann.submit(&page, "WithdrawDataset", &[]).await;
    assert_eq!(fields_of(refused.is(422)), ["input-reason"]);
    ann.submit(
        &page,
        "WithdrawDataset",
        &[("input.reason", "Wrong positions")],
    )
    .await
    .ok()
    .has_text("This dataset was withdrawn");
    let dan = hub.person("dan").await;
    for other in [&hub.visitor(), &dan] {
        other.get(&path).await.is(404).lacks_text("Bus stops");
        for list in [
            "/datasets",
            "/datasets?status=WITHDRAWN",
            "/datasets?query=bus",
            "/datasets?status=WITHDRAWN&query=bus",
        ] {
            other
                .get(list)
                .await
                .ok()
                .lacks_text("Bus stops in Lichfield");
        }
        let answer = other
            .graphql(
                "query($n: Int!) { dataset(number: $n) { title } }",
                json!({ "n": id }),
            )
            .await;
        assert_eq!(
            answer["errors"][0]["extensions"]["code"], "NOT_FOUND",
            "{answer}"
        );
        let answer = other
            .graphql(
                "{ datasets(status: WITHDRAWN) { totalCount facets { publisher { count } } } }",
                json!({}),
            )
            .await;
        assert_eq!(answer["data"]["datasets"]["totalCount"], 0, "{answer}");
        assert_eq!(answer["data"]["datasets"]["facets"]["publisher"], json!([]));
    }
    ann.get("/datasets?status=WITHDRAWN")
        .await
        .ok()
        .has_text("Bus stops in Lichfield");
    let page = ann.get(&path).await;
    ann.submit(&page, "RestoreDataset", &[("input.reason", "Mended")])
        .await
        .ok();
    dan.get(&path).await.ok();
}

#[tokio::test]
async fn a_search_of_any_text_is_answered() {
    let hub = TestHub::start().await;
    let ann = hub.person("ann").await;
    let long = "x".repeat(3000);
    ann.get(&format!("/datasets?query={long}")).await.ok();
    let ask = "query($text: String!) { search(query: $text, first: 1) { nodes { title } } \
               person(handle: $text) { name } }";
    let answer = ann.graphql(ask, json!({ "text": "\u{0}" })).await;
    assert_eq!(
        answer["errors"][0]["extensions"]["code"], "NOT_FOUND",
        "{answer}"
    );
}
