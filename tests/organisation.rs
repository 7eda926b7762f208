//! Organisations: adding, editing, joining, looking after members, and importing councils.

use hub_domain::organisation::import_councils::import_councils;
use hub_entity::account::SiteRole;
use hub_entity::organisation::{OrganisationKind, OrganisationRole, organisation};
use sea_orm_migration::sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::support::{Browser, Page, TestHub, shared_data};

/// The code of the first error of a mutation.
fn code(answer: &serde_json::Value) -> String {
    let text = |value: &serde_json::Value| value.as_str().map(ToOwned::to_owned);
    let payload = answer["data"].as_object().and_then(|d| d.values().next());
    payload
        .and_then(|p| text(&p["userErrors"][0]["code"]))
        .or_else(|| text(&answer["errors"][0]["extensions"]["code"]))
        .unwrap_or_default()
}

async fn decide(who: &Browser, number: i64, handle: &str, approve: bool) -> serde_json::Value {
    let query = "mutation($i: DecideMembershipInput!) { decideMembership(input: $i) { userErrors { code } } }";
    let input = json!({ "i": { "number": number, "handle": handle, "approve": approve } });
    who.graphql(query, input).await
}

async fn set_domains(hub: &TestHub, council: organisation::Model, domains: &[&str]) {
    let row = organisation::ActiveModel {
        id: Set(council.id),
        email_domains: Set(json!(domains)),
        ..Default::default()
    };
    row.update(hub.hub.database().writer()).await.unwrap();
}

#[tokio::test]
async fn a_developer_adds_a_firm_owns_it_and_edits_it() {
    let hub = TestHub::start().await;
    let ann = hub.person("ann").await;
    let page = ann.get("/organisations/new").await;
    let bad = [
        ("input.name", "<script>alert(1)</script>\n"),
        ("input.website", "javascript:alert(1)"),
    ];
    let wrong = ann.submit(&page, "CreateOrganisation", &bad).await;
    wrong.is(422);
    assert_eq!(wrong.errors()[0].0, "input-website", "{:?}", wrong.errors());
    assert_eq!(wrong.value("input.website"), "javascript:alert(1)");
    let missing = ann
        .submit(&page, "CreateOrganisation", &[("input.name", " ")])
        .await;
    assert_eq!(missing.is(422).errors()[0].0, "input-name");
    let long = "x".repeat(201);
    let long = ann
        .submit(&page, "CreateOrganisation", &[("input.name", &long)])
        .await;
    assert_eq!(
        long.is(422).errors()[0].1,
        "Shorten the name to 200 characters."
    );

    let good = [
        ("input.name", "Open <b>Bytes</b> Ltd"),
        ("input.about", "We *build*. <script>alert(1)</script>"),
    ];
    let first = ann.submit(&page, "CreateOrganisation", &good).await;
    first
        .ok()
        .has_text("Open <b>Bytes</b> Ltd")
        .has_text("You are an owner");
    assert_eq!(first.count("main script"), 0);
    assert_eq!(first.count(".prose em"), 1);
    // The same form again is the same organisation; another form with its name is refused.
    let again = ann.submit(&page, "CreateOrganisation", &good).await;
    assert_eq!(again.ok().path, first.path);
    let other = ann.get("/organisations/new").await;
    let taken = ann
        .submit(
            &other,
            "CreateOrganisation",
            &[("input.name", "OPEN <b>BYTES</b> ltd")],
        )
        .await;
    assert_eq!(taken.is(422).errors()[0].0, "input-name");

    let edit = ann.get(&first.link("Edit this page")).await;
    edit.ok();
    assert_eq!(edit.count("[name='input.emailDomains.0']"), 0);
    let saved = ann
        .submit(&edit, "EditOrganisation", &[("input.shortName", "Bytes")])
        .await;
    saved.ok().has_text("Your changes are saved");
    // The first form is out of date now: what was typed stays, and what is there is shown.
    let late = [("input.about", "Typed late")];
    let conflict = ann.submit(&edit, "EditOrganisation", &late).await;
    conflict
        .is(409)
        .has_text("What is there now")
        .has_text("Bytes");
    assert_eq!(conflict.value("input.about"), "Typed late");
    let merged = ann.submit(&conflict, "EditOrganisation", &[]).await;
    merged.ok().has_text("Typed late");
}

#[tokio::test]
async fn what_only_staff_may_do_is_refused_to_others() {
    let hub = TestHub::start().await;
    let (ann, sam) = (hub.person("ann").await, hub.staff("sam").await);
    let council = hub.council("Lichfield District Council", "E07000194").await;
    let create = "mutation($k: OrganisationKind!, $n: String!) { createOrganisation(input: { kind: $k, name: $n }) { organisation { number members { role } } userErrors { code } } }";
    for kind in ["COUNCIL", "PROGRAMME_BODY", "PUBLISHER"] {
        let answer = ann.graphql(create, json!({ "k": kind, "n": "Mine" })).await;
        assert_eq!(code(&answer), "FORBIDDEN", "{answer}");
    }
    let visitor = hub.visitor();
    let answer = visitor
        .graphql(create, json!({ "k": "DEVELOPER", "n": "Mine" }))
        .await;
    assert_eq!(code(&answer), "UNAUTHENTICATED", "{answer}");
    let answer = sam
        .graphql(create, json!({ "k": "COUNCIL", "n": "New Council" }))
        .await;
    let members = &answer["data"]["createOrganisation"]["organisation"]["members"];
    assert_eq!(members, &json!([]), "{answer}");

    // Domains decide who gets in: not even an owner sets them.
    hub.join(&ann, council.id, OrganisationRole::Owner).await;
    let edit = "mutation($n: Int!, $v: Int!, $d: [String!]) { editOrganisation(input: { number: $n, version: $v, name: \"Lichfield District Council\", emailDomains: $d }) { organisation { emailDomains } userErrors { field code } } }";
    let wanted = json!({ "n": council.id, "v": 1, "d": ["example.com"] });
    assert_eq!(code(&ann.graphql(edit, wanted).await), "FORBIDDEN");
    let shared =
        json!({ "n": council.id, "v": 1, "d": ["lichfielddc.gov.uk", "gmail.com", "nonsense"] });
    let answer = sam.graphql(edit, shared).await;
    let errors = &answer["data"]["editOrganisation"]["userErrors"];
    assert_eq!(
        errors[0],
        json!({ "field": "emailDomains.1", "code": "SHARED_DOMAIN" })
    );
    assert_eq!(
        errors[1],
        json!({ "field": "emailDomains.2", "code": "NOT_A_DOMAIN" })
    );

    let page = sam
        .get(&format!("/organisations/{}/edit", council.id))
        .await;
    let typed = [("input.emailDomains.0", "@LichfieldDC.gov.uk")];
    sam.submit(&page, "EditOrganisation", &typed).await.ok();
    let edit = sam
        .get(&format!("/organisations/{}/edit", council.id))
        .await;
    assert_eq!(edit.value("input.emailDomains.0"), "lichfielddc.gov.uk");

    let bob = hub.person("bob").await;
    bob.get(&format!("/organisations/{}/edit", council.id))
        .await
        .is(403);
    bob.get(&format!("/organisations/{}/members", council.id))
        .await
        .is(403);
    let leak =
        "query($n: Int!) { organisation(number: $n) { pendingMembers { person { name } } } }";
    assert_eq!(
        code(&bob.graphql(leak, json!({ "n": council.id })).await),
        "FORBIDDEN"
    );
}

#[tokio::test]
async fn a_confirmed_address_at_the_councils_domain_joins_at_once() {
    let hub = TestHub::start().await;
    let council = hub.council("Lichfield District Council", "E07000194").await;
    let path = format!("/organisations/{}", council.id);
    set_domains(&hub, council.clone(), &["lichfielddc.gov.uk"]).await;
    let role = SiteRole::Member;
    let cyn = hub.person_with("cyn", "cyn@lichfielddc.gov.uk", role).await;
    let page = cyn.get(&path).await;
    page.has_text("so you can join at once");
    let joined = cyn.submit(&page, "JoinOrganisation", &[]).await;
    joined.ok().has_text("You are an officer");
    assert!(hub.mails().await.is_empty());
    let again = cyn.submit(&page, "JoinOrganisation", &[]).await;
    again.is(422).has_text("You are a member already");

    // A domain below, one that ends alike, and an address that is not confirmed prove nothing.
    for (handle, email) in [
        ("dee", "dee@mail.lichfielddc.gov.uk"),
        ("eve", "eve@notlichfielddc.gov.uk"),
    ] {
        let who = hub.person_with(handle, email, role).await;
        let page = who.get(&path).await;
        let asked = who.submit(&page, "JoinOrganisation", &[]).await;
        asked.ok().has_text("You asked to join");
    }
    let fay = hub.person_with("fay", "fay@lichfielddc.gov.uk", role).await;
    let row = hub_entity::account::person::ActiveModel {
        id: Set(fay.person().id),
        email_confirmed_at: Set(None),
        ..Default::default()
    };
    row.update(hub.hub.database().writer()).await.unwrap();
    fay.get(&path)
        .await
        .has_text("Confirm your email address first");
    let join =
        "mutation($n: Int!) { joinOrganisation(input: { number: $n }) { userErrors { code } } }";
    assert_eq!(
        code(&fay.graphql(join, json!({ "n": council.id })).await),
        "FORBIDDEN"
    );

    // Whom an administrator sends away does not walk in again by the same door.
    let admin = hub.administrator("ada").await;
    let members = admin.get(&format!("{path}/members")).await;
    admin
        .submit(&members, "RemoveMember", &[("input.handle", "cyn")])
        .await
        .ok();
    assert_eq!(
        code(&cyn.graphql(join, json!({ "n": council.id })).await),
        "DECLINED_LATELY"
    );
    hub.clock().advance(chrono::TimeDelta::days(31));
    let page = cyn.get(&path).await;
    let asked = cyn.submit(&page, "JoinOrganisation", &[]).await;
    asked.ok().has_text("You asked to join");
}

#[tokio::test]
async fn an_owner_approves_and_declines_and_everybody_is_told() {
    let hub = TestHub::start().await;
    let ada = hub.administrator("ada").await;
    let (ann, bob, cyn) = (
        hub.person("ann").await,
        hub.person("bob").await,
        hub.person("cyn").await,
    );
    let firm = hub
        .organisation(OrganisationKind::Developer, "Open Bytes Ltd")
        .await;
    let path = format!("/organisations/{}", firm.id);

    // Without an owner the administrators are asked.
    let page = ann.get(&path).await;
    ann.submit(&page, "JoinOrganisation", &[])
        .await
        .ok()
        .has_text("You asked to join");
    let mails = hub.mails().await;
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to, "ada@example.org");
    assert!(
        mails[0].text.contains("Ann asks to act for Open Bytes Ltd"),
        "{}",
        mails[0].text
    );
    assert!(
        mails[0].text.contains(&format!("{}{path}", hub.url)),
        "{}",
        mails[0].text
    );
    assert_eq!(code(&decide(&ann, firm.id, "ann", true).await), "FORBIDDEN");
    let members = ada.get(&format!("{path}/members")).await;
    ada.submit(
        &members,
        "DecideMembership",
        &[("input.handle", "ann"), ("input.approve", "true")],
    )
    .await
    .ok()
    .has_text("Nobody is waiting");
    let told = hub.mails_to("ann@example.org").await;
    assert_eq!(told[0].subject, "You are now a member of Open Bytes Ltd");
    let members = ada.get(&format!("{path}/members")).await;
    ada.submit(&members, "ChangeMemberRole", &[]).await.ok();

    // With an owner, the owner is, and nobody else.
    for who in [&bob, &cyn] {
        let page = who.get(&path).await;
        who.submit(&page, "JoinOrganisation", &[]).await.ok();
        page_lacks_pending(&hub.visitor().get(&path).await);
    }
    let mails = hub.mails().await;
    let to: Vec<_> = mails.iter().map(|mail| mail.to.as_str()).collect();
    assert_eq!(to, ["ann@example.org", "ann@example.org"]);
    assert_eq!(code(&decide(&bob, firm.id, "bob", true).await), "FORBIDDEN");
    assert_eq!(code(&decide(&ann, firm.id, "bob", true).await), "");
    assert_eq!(
        code(&decide(&ann, firm.id, "bob", false).await),
        "ALREADY_DECIDED"
    );
    assert_eq!(code(&decide(&ann, firm.id, "cyn", false).await), "");
    let told = hub.mails_to("cyn@example.org").await;
    assert!(told[0].text.contains("was declined"), "{}", told[0].text);
    assert_eq!(code(&decide(&bob, firm.id, "cyn", true).await), "FORBIDDEN");

    // An organisation keeps an owner.
    let page = ann.get(&path).await;
    let last = ann.submit(&page, "LeaveOrganisation", &[]).await;
    last.is(422).has_text("Make somebody else an owner first");
    let role = "mutation($n: Int!, $h: String!, $r: OrganisationRole!) { changeMemberRole(input: { number: $n, handle: $h, role: $r }) { userErrors { code } } }";
    let demote = json!({ "n": firm.id, "h": "ann", "r": "OFFICER" });
    assert_eq!(code(&ann.graphql(role, demote).await), "LAST_OWNER");
    let promote = json!({ "n": firm.id, "h": "bob", "r": "OWNER" });
    assert_eq!(code(&ann.graphql(role, promote).await), "");
    ann.submit(&page, "LeaveOrganisation", &[])
        .await
        .ok()
        .has_text("You do not speak for");
    let shown = hub.visitor().get(&path).await;
    shown.has_text("Bob");
    assert_eq!(shown.texts(".person"), ["Bob"]);
}

fn page_lacks_pending(page: &Page) {
    page.ok().lacks_text("Bob").lacks_text("Cyn");
}

#[tokio::test]
async fn councils_come_in_once_and_are_found() {
    let Some(file) = shared_data("councils/uk_local_authorities.csv") else {
        return;
    };
    let bytes = std::fs::read(file).unwrap();
    let hub = TestHub::start().await;
    let known = hub.council("Lichfield (old name)", "E07000194").await;
    let began = std::time::Instant::now();
    let report = import_councils(&hub.hub, &bytes).await.unwrap();
    println!("imported in {:?}", began.elapsed());
    assert_eq!(
        report.to_string(),
        "created 469, updated 1, unchanged 0, removed 0, failed 0"
    );
    let report = import_councils(&hub.hub, &bytes).await.unwrap();
    assert_eq!(
        report.to_string(),
        "created 0, updated 0, unchanged 470, removed 0, failed 0"
    );

    let visitor = hub.visitor();
    let page = visitor.get(&format!("/organisations/{}", known.id)).await;
    page.ok()
        .has_text("Lichfield District Council")
        .has_text("E07000194")
        .has_text("West Midlands");
    let list = visitor.get("/organisations").await;
    list.ok().has_text("397 organisations");
    assert_eq!(list.count(".items > .item"), 30);
    let next = visitor.get(&list.link("Next")).await;
    next.ok().has_text("397 organisations");
    assert_ne!(next.texts(".item-title")[0], list.texts(".item-title")[0]);
    let found = visitor
        .get("/organisations?query=lichfield&region=West+Midlands")
        .await;
    found.ok().has_text("1 organisation");
    visitor
        .get("/organisations?query=%25%25")
        .await
        .ok()
        .has_text("No organisation matches");
    visitor
        .get("/organisations?kind=NONSENSE&current=")
        .await
        .ok()
        .has_text("470 organisations");
    visitor.get("/organisations?after=nonsense").await.is(400);

    let ann = hub.person("ann").await;
    let former = ann.get("/organisations?current=false").await;
    let former = former
        .ok()
        .has_text("73 organisations")
        .attr(".item-title a", "href");
    let former = ann.get(&former).await;
    former.ok().has_text("It no longer exists");
    assert!(!former.offers("JoinOrganisation"));

    // All of them in pages of a hundred, each once.
    let query = "query($a: String) { organisations(first: 100, after: $a) { nodes { number } pageInfo { hasNextPage endCursor } } }";
    let (mut seen, mut after) = (std::collections::HashSet::new(), json!(null));
    loop {
        let answer = visitor.graphql(query, json!({ "a": after })).await;
        let part = &answer["data"]["organisations"];
        for node in part["nodes"].as_array().unwrap() {
            assert!(seen.insert(node["number"].as_i64().unwrap()));
        }
        after = part["pageInfo"]["endCursor"].clone();
        if part["pageInfo"]["hasNextPage"] == json!(false) {
            break;
        }
    }
    assert_eq!(seen.len(), 470);
}

#[tokio::test]
async fn what_is_wrong_with_a_list_is_said_line_by_line() {
    let hub = TestHub::start().await;
    let list = "official-name,gss-code,nation,local-authority-type-name,email-domains\n\
        Lichfield District Council,E07000194,England,Non-metropolitan district,lichfielddc.gov.uk\n\
        Nowhere Council,X1,England,County,\n\
        Gmail Council,E10000001,England,County,gmail.com\n";
    let report = import_councils(&hub.hub, list.as_bytes()).await.unwrap();
    assert_eq!(
        report.to_string(),
        "created 1, updated 0, unchanged 0, removed 0, failed 2"
    );
    assert!(
        report.errors[0].starts_with("line 3"),
        "{:?}",
        report.errors
    );
    assert!(
        report.errors[1].starts_with("line 4"),
        "{:?}",
        report.errors
    );
    assert!(import_councils(&hub.hub, b"").await.is_err());
    let visitor = hub.visitor();
    visitor
        .get("/organisations")
        .await
        .ok()
        .has_text("Lichfield District Council")
        .lacks_text("Gmail");
}

#[tokio::test]
async fn a_page_asks_as_much_for_many_as_for_few() {
    let hub = TestHub::start().await;
    let ann = hub.person("ann").await;
    let mut counts = Vec::new();
    for round in 0..2 {
        for _ in 0..10 {
            let name = format!("Firm {}", hub.unique());
            let firm = hub.organisation(OrganisationKind::Developer, &name).await;
            hub.join(&ann, firm.id, OrganisationRole::Officer).await;
        }
        let before = hub.hub.database().statements();
        let query = "{ organisations { nodes { name members { role person { name } } viewerMembership { role } viewerCan { edit } } } }";
        let answer = ann.graphql(query, json!({})).await;
        let rows = answer["data"]["organisations"]["nodes"]
            .as_array()
            .unwrap()
            .len();
        assert_eq!(rows, 10 * (round + 1), "{answer}");
        ann.get("/organisations").await.ok();
        counts.push(hub.hub.database().statements() - before);
    }
    assert_eq!(counts[0], counts[1]);
}
