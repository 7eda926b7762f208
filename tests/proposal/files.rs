//! Files of a proposal: what is taken, and who reads which.

use chrono::TimeDelta;
use hub_entity::challenge::ChallengeKind;

use super::world;

const PDF: &[u8] = b"%PDF-1.7 a letter";

#[tokio::test]
async fn a_file_is_part_of_the_versions_that_hold_it() {
    let w = world(ChallengeKind::Call).await;
    let path = w.complete().await;
    let page = w.olive.get(&format!("{path}/files")).await;
    page.ok().has_text("No files.");
    let file = ("input.base64", "../Letter of the council.exe", PDF.to_vec());
    let page = w.olive.submit_file(&page, "AttachFile", &[], file).await;
    page.ok()
        .has_text("The file is attached.")
        .has_text("Letter of the council.pdf");
    let first = page.link("Letter of the council.pdf");
    let answer = w.dev.raw(&first).await;
    assert_eq!(answer.status(), 200);
    let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(header("content-type"), "application/pdf");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert!(header("content-disposition").starts_with("attachment;"));
    assert!(header("content-security-policy").contains("sandbox"));
    assert!(header("cache-control").contains("no-store"));
    assert_eq!(answer.bytes().await.unwrap(), PDF);
    let visitor = w.hub.visitor();
    for who in [&visitor, &w.rival, &w.pat, &w.staff] {
        assert_eq!(who.raw(&first).await.status(), 404);
    }

    // Submitted with it; then it is taken out, and another is put in.
    let check = w.olive.get(&format!("{path}/check")).await;
    check.ok().has_text("Letter of the council.pdf");
    w.olive.submit(&check, "SubmitProposal", &[]).await.ok();
    let page = w.dev.get(&format!("{path}/files")).await;
    let page = w.dev.submit(&page, "DetachFile", &[]).await;
    page.ok().lacks_text("Letter");
    let file = (
        "input.base64",
        "stops.csv",
        b"stop,name\n1,High Street\n".to_vec(),
    );
    let page = w.dev.submit_file(&page, "AttachFile", &[], file).await;
    let second = page.link("stops.csv");
    // An edit of the text leaves the files alone.
    let edit = w.olive.get(&format!("{path}/edit")).await;
    let fields = [("input.team", "Others")];
    w.olive.submit(&edit, "EditProposal", &fields).await.ok();
    w.olive
        .get(&format!("{path}/versions"))
        .await
        .ok()
        .has_text("stops.csv");
    w.hub.clock().advance(TimeDelta::days(10));
    // After the close, what counts is read; the draft's file is the partners' own.
    assert_eq!(w.staff.raw(&first).await.status(), 200);
    assert_eq!(w.staff.raw(&second).await.status(), 404);
    assert_eq!(w.dev.raw(&second).await.status(), 200);
    assert_eq!(w.dev.raw(&first).await.status(), 200);
    assert_eq!(w.rival.raw(&first).await.status(), 404);
    assert_eq!(w.dev.raw("/files/nothing").await.status(), 404);
    w.staff
        .get(&path)
        .await
        .ok()
        .has_text("Letter of the council.pdf");
}

#[tokio::test]
async fn what_is_no_such_file_is_refused_with_the_remedy() {
    let w = world(ChallengeKind::Call).await;
    let path = w.complete().await;
    let page = w.olive.get(&format!("{path}/files")).await;
    let large = [PDF, &vec![b'x'; 10 * 1024 * 1024]].concat();
    for (name, content, says) in [
        ("page.html", b"<script>alert(1)</script>".to_vec(), "PNG"),
        ("page.pdf", b"<script>alert(1)</script>".to_vec(), "PNG"),
        ("run.csv", b"MZ\x90\x00\x03".to_vec(), "PNG"),
        ("empty.pdf", Vec::new(), "not empty"),
        ("large.pdf", large, "at most 10 MB"),
    ] {
        let file = ("input.base64", name, content);
        let page = w.olive.submit_file(&page, "AttachFile", &[], file).await;
        page.is(422).has_text(says);
        assert_eq!(page.errors()[0].0, "input-base64", "{name}");
    }
    for number in 0..5 {
        let name = format!("{number}.pdf");
        let file = ("input.base64", name.as_str(), PDF.to_vec());
        let page = w.olive.submit_file(&page, "AttachFile", &[], file).await;
        page.ok().has_text(&name);
    }
    let file = ("input.base64", "more.pdf", PDF.to_vec());
    let full = w.olive.submit_file(&page, "AttachFile", &[], file).await;
    full.is(422).has_text("has 5 at most");
    // Too late.
    w.hub.clock().advance(TimeDelta::days(10));
    let file = ("input.base64", "late.pdf", PDF.to_vec());
    let late = w.olive.submit_file(&page, "AttachFile", &[], file).await;
    late.is(422).has_text("The challenge has closed");
}
