//! Datasets that come from other systems.

use super::*;

async fn figures(hub: &TestHub) -> (u64, u64, u64, u64) {
    let db = hub.hub.database().reader();
    let of =
        |status: DatasetStatus| dataset::Entity::find().filter(dataset::Column::Status.eq(status));
    (
        dataset::Entity::find().count(db).await.unwrap(),
        of(DatasetStatus::Inactive).count(db).await.unwrap(),
        of(DatasetStatus::Removed).count(db).await.unwrap(),
        distribution::Entity::find().count(db).await.unwrap(),
    )
}

#[tokio::test]
async fn real_files_come_in_once() {
    let Some(inventory) = shared_data("inventory/colchester-2018-inventory.xml") else {
        return;
    };
    let Some(ckan) = shared_data("ckan/package_search.json") else {
        return;
    };
    let hub = TestHub::start().await;
    let colchester = hub.council("Colchester Borough Council", "E07000071").await;
    for _ in 0..2 {
        import_catalogue::run(&hub.hub, &inventory, None, "inventory")
            .await
            .unwrap();
        assert_eq!(figures(&hub).await, (79, 4, 0, 623));
    }
    let of_colchester =
        dataset::Entity::find().filter(dataset::Column::PublisherId.eq(colchester.id));
    assert_eq!(
        of_colchester
            .count(hub.hub.database().reader())
            .await
            .unwrap(),
        79
    );
    import_catalogue::run(&hub.hub, &ckan, None, "ckan")
        .await
        .unwrap();
    let after = figures(&hub).await;
    assert_eq!((after.0, after.1, after.2), (89, 4, 0));
    for (file, all) in [(&inventory, 79), (&ckan, 10)] {
        let bytes = std::fs::read(file).unwrap();
        let again = import_listing(&hub.hub, &Caller::system(), &bytes, None)
            .await
            .unwrap();
        assert_eq!(
            again.to_string(),
            format!("created 0, updated 0, unchanged {all}, removed 0, failed 0")
        );
    }
    let error = import_catalogue::run(&hub.hub, &inventory, None, "ckan")
        .await
        .unwrap_err();
    assert!(error.contains("not JSON"), "{error}");
    hub.visitor()
        .get("/datasets")
        .await
        .ok()
        .has_text("85 datasets");
    hub.visitor()
        .get("/datasets?status=INACTIVE")
        .await
        .ok()
        .has_text("4 datasets");
}

fn package(id: &str, title: &str, publisher: &str) -> Value {
    json!({ "id": id, "name": id, "title": title, "notes": "About", "license_id": "uk-ogl",
        "organization": { "name": "o", "title": publisher },
        "resources": [{ "id": "r", "name": "File", "url": "https://e.org/a.csv", "format": "csv" }] })
}

fn listing(count: usize, packages: &[Value]) -> Vec<u8> {
    json!({ "success": true, "result": { "count": count, "results": packages } })
        .to_string()
        .into_bytes()
}

#[tokio::test]
async fn removal_is_per_source_and_only_from_a_complete_listing() {
    let hub = TestHub::start().await;
    let system = Caller::system();
    let (one, two) = (package("1", "One", "Leeds"), package("2", "Two", "Leeds"));
    let run = |bytes: Vec<u8>, source: &'static str| {
        let (hub, system) = (hub.hub.clone(), system.clone());
        async move {
            import_listing(&hub, &system, &bytes, Some(source))
                .await
                .map(|r| r.to_string())
        }
    };
    assert_eq!(
        run(listing(2, &[one.clone(), two.clone()]), "a")
            .await
            .unwrap(),
        "created 2, updated 0, unchanged 0, removed 0, failed 0"
    );
    assert_eq!(
        run(listing(1, &[package("2", "Two", "York")]), "b")
            .await
            .unwrap(),
        "created 1, updated 0, unchanged 0, removed 0, failed 0"
    );
    // A project uses one of them.
    let db = hub.hub.database();
    let first = dataset::Entity::find()
        .filter(dataset::Column::SourceGuid.eq("2"))
        .one(db.reader())
        .await
        .unwrap()
        .unwrap();
    let now = hub.clock().now();
    let project = project::ActiveModel {
        slug: Set("x".into()),
        title: Set("Stop finder".into()),
        summary: Set(String::new()),
        impact: Set(String::new()),
        state: Set(ProjectState::Live),
        state_reason: Set(String::new()),
        challenge_id: Set(None),
        proposal_id: Set(None),
        website: Set(String::new()),
        repository: Set(String::new()),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
        ..Default::default()
    }
    .insert(db.writer())
    .await
    .unwrap();
    project_dataset::ActiveModel {
        project_id: Set(project.id),
        dataset_id: Set(first.id),
        purpose: Set("Positions".into()),
        since: Set(now),
        ..Default::default()
    }
    .insert(db.writer())
    .await
    .unwrap();
    // A part of a listing removes nothing; a broken record has not vanished.
    assert_eq!(
        run(listing(900, std::slice::from_ref(&one)), "a")
            .await
            .unwrap(),
        "created 0, updated 0, unchanged 1, removed 0, failed 0"
    );
    let mut broken = two.clone();
    broken["title"] = json!(7);
    let bytes = listing(2, &[one.clone(), broken]);
    let seen = preview(&hub.hub, &system, &bytes, Some("a")).await.unwrap();
    assert_eq!(
        seen.counts.to_string(),
        "created 0, updated 0, unchanged 1, removed 0, failed 1"
    );
    assert_eq!(
        run(bytes, "a").await.unwrap(),
        "created 0, updated 0, unchanged 1, removed 0, failed 1"
    );
    // An empty listing that would remove everything is refused.
    let refused = run(listing(0, &[]), "a").await.unwrap_err();
    assert!(format!("{refused:?}").contains("FILE_LISTS_NOTHING"));
    // A complete one marks what is gone; its links stay, and so does its namesake of another source.
    assert_eq!(
        run(listing(1, std::slice::from_ref(&one)), "a")
            .await
            .unwrap(),
        "created 0, updated 0, unchanged 1, removed 1, failed 0"
    );
    assert_eq!(
        run(listing(1, std::slice::from_ref(&one)), "a")
            .await
            .unwrap(),
        "created 0, updated 0, unchanged 1, removed 0, failed 0"
    );
    assert_eq!(figures(&hub).await.2, 1);
    let page = hub.visitor().get(&format!("/datasets/{}", first.id)).await;
    page.ok()
        .has_text("lists it no more")
        .has_text("Stop finder")
        .has_text("Positions");
    // What reappears is published again, and what changed is changed.
    let changed = package("1", "One, mended", "Leeds");
    assert_eq!(
        run(listing(2, &[changed, two]), "a").await.unwrap(),
        "created 0, updated 2, unchanged 0, removed 0, failed 0"
    );
    hub.visitor()
        .get("/datasets?query=mended")
        .await
        .ok()
        .has_text("One, mended");
    assert_eq!(figures(&hub).await.2, 0);
}

#[tokio::test]
async fn an_officer_uploads_a_file_sees_what_it_would_do_and_confirms() {
    let hub = TestHub::start().await;
    let (ann, council) = lichfield(&hub).await;
    hub.council("Leeds City Council", "E08000035").await;
    let bytes = listing(
        4,
        &[
            package("1", "Bins", "Lichfield District Council"),
            package("2", "Trams", "Leeds City Council"),
            package("3", "Owls", "Nobody Knows"),
            json!({ "id": "4", "title": "Orphan", "resources": [] }),
        ],
    );
    let bob = hub.person("bob").await;
    bob.get("/datasets/import")
        .await
        .ok()
        .has_text("You belong to no organisation yet");
    let form = ann.get("/datasets/import").await;
    let send = |fields: Vec<(&'static str, String)>, bytes: Vec<u8>| {
        let (ann, form) = (&ann, &form);
        async move {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
            ann.submit_file(
                form,
                "UploadListing",
                &fields,
                ("input.content", "list.json", bytes),
            )
            .await
        }
    };
    let source = || vec![("input.sourceName", "Open Data Lichfield".to_owned())];
    let page = send(source(), b"stop,name\n1,High Street".to_vec()).await;
    assert_eq!(fields_of(page.is(422)), ["input-content"]);
    assert_eq!(page.value("input.sourceName"), "Open Data Lichfield");
    send(source(), b"{\"a\": ".to_vec())
        .await
        .is(422)
        .has_text("not JSON");
    send(source(), vec![0xff, 0xfe, 0x00]).await.is(422);
    let page = send(vec![], bytes.clone()).await;
    assert_eq!(fields_of(page.is(422)), ["input-sourceName"]);

    let page = send(source(), bytes.clone()).await;
    page.ok()
        .has_text("Nothing has been changed yet")
        .has_text("Bins")
        .has_text("It is published by Leeds City Council")
        .has_text("The hub does not know Nobody Knows")
        .has_text("It names no publisher");
    assert_eq!(figures(&hub).await.0, 0);
    let upload = page.path.split('?').next().unwrap().to_owned();
    // It is nobody else's.
    bob.get(&upload).await.is(404);
    hub.visitor().get(&upload).await.is(404);
    let done = ann.submit(&page, "ConfirmImport", &[]).await;
    done.ok()
        .has_text("created 1, updated 0, unchanged 0, removed 0, failed 3");
    // Pressing twice does it once.
    let again = ann.submit(&page, "ConfirmImport", &[]).await;
    again.ok().has_text("created 1, updated 0");
    assert_eq!(figures(&hub).await.0, 1);

    // With an organisation for records that name none, that one comes in too.
    let mut fields = source();
    fields.push(("input.organisation", council.to_string()));
    let page = send(fields, bytes).await;
    ann.submit(&page, "ConfirmImport", &[])
        .await
        .ok()
        .has_text("created 1, updated 0, unchanged 1, removed 0, failed 2");

    // A complete list of one council takes nothing from another that uses the same source name.
    let eve = hub.person("eve").await;
    let leeds = hub.council("Leeds Museums", "E08000099").await;
    hub.join(&eve, leeds.id, OrganisationRole::Officer).await;
    let form = eve.get("/datasets/import").await;
    let stolen = listing(1, &[package("1", "Stolen", "Leeds Museums")]);
    let page = eve
        .submit_file(
            &form,
            "UploadListing",
            &[("input.sourceName", "Open Data Lichfield")],
            ("input.content", "x.json", stolen),
        )
        .await;
    page.ok().has_text("belongs to another organisation");
    eve.submit(&page, "ConfirmImport", &[])
        .await
        .ok()
        .has_text("created 0, updated 0, unchanged 0, removed 0, failed 1");
    assert_eq!(figures(&hub).await.2, 0);

    // An upload is kept for a day.
    hub.clock().advance(chrono::TimeDelta::hours(25));
    ann.get(&upload).await.is(404);
}
