//! Everybody who has a part in the call, and the call itself.

use chrono::{DateTime, Utc};

use super::stage::{Person, Stage, days, local, number_of};

/// The title of the call.
pub const CALL: &str = "Make it Local";

/// Everybody, in the order in which they come.
pub struct Cast {
    pub stage: Stage,
    pub ada: Person,
    pub sam: Person,
    /// Officer of Colchester, by the domain of her address.
    pub olga: Person,
    /// Officer of Lichfield, whom the administrator approved.
    pub ben: Person,
    /// Works at Lichfield as well, and judges.
    pub jo: Person,
    pub devi: Person,
    pub finn: Person,
    /// Come by invitation: a partner, and a judge.
    pub nia: Person,
    pub kim: Person,
    pub colchester: String,
    pub lichfield: String,
    pub programme: String,
}

impl Cast {
    pub async fn gather() -> Self {
        let stage = Stage::set().await;
        let ada = stage.first_administrator().await;
        let sam = stage.staff(&ada).await;
        let olga = stage
            .register("olga", "Olga Brand", "olga.brand@colchester.gov.uk")
            .await;
        let ben = stage
            .register("ben", "Ben Ash", "ben@consultants.example")
            .await;
        let jo = stage
            .register("jo-marsh", "Jo Marsh", "jo@lichfielddc.gov.uk")
            .await;
        let devi = stage.register("devi", "Devi Rao", "devi@rao.example").await;
        let finn = stage
            .register("finn", "Finn O’Shea", "finn@oshea.example")
            .await;
        let fields = [
            ("input.kind", "PROGRAMME_BODY"),
            ("input.name", "Local Digital Programme"),
        ];
        let page = sam
            .send("/organisations/new", "CreateOrganisation", &fields)
            .await;
        page.ok().has_text("Local Digital Programme");
        let programme = number_of(&page.path);
        let colchester = stage.council(&ada, "Colchester Borough Council").await;
        let lichfield = stage.council(&ada, "Lichfield District Council").await;
        let nia = stage.nobody("nia", "Nia Pugh", "nia@newcomers.example");
        let kim = stage.nobody("kim", "Kim Lund", "kim@university.example");
        let cast = Self {
            stage,
            ada,
            sam,
            olga,
            ben,
            jo,
            devi,
            finn,
            nia,
            kim,
            colchester,
            lichfield,
            programme,
        };
        cast.join_councils().await;
        cast
    }

    async fn join_councils(&self) {
        let (stage, ada) = (&self.stage, &self.ada);
        let colchester = format!("/organisations/{}", self.colchester);
        let lichfield = format!("/organisations/{}", self.lichfield);
        stage
            .set_domain(ada, &self.colchester, "colchester.gov.uk")
            .await;
        stage
            .set_domain(ada, &self.lichfield, "lichfielddc.gov.uk")
            .await;
        for (who, path) in [(&self.olga, &colchester), (&self.jo, &lichfield)] {
            who.send(path, "JoinOrganisation", &[])
                .await
                .ok()
                .has_text("You are an officer");
        }
        stage.mails(&[]).await;
        self.ben
            .send(&lichfield, "JoinOrganisation", &[])
            .await
            .ok()
            .has_text("You asked to join");
        let subject = "Ben Ash asks to join Lichfield District Council";
        let mails = stage.mails(&[(ada, subject, "Ben Ash")]).await;
        let fields = [("input.handle", "ben"), ("input.approve", "true")];
        let link = stage.link(&mails[0], "See the request:");
        ada.send(&link, "DecideMembership", &fields).await.ok();
        let subject = "You are now a member of Lichfield District Council";
        stage
            .mails(&[(&self.ben, subject, "Lichfield District Council")])
            .await;
    }

    /// The call, published; its number.
    pub async fn publish(&self, start: DateTime<Utc>) -> String {
        let sam = &self.sam;
        let fields = [
            ("input.publisher", self.programme.as_str()),
            ("input.title", CALL),
        ];
        let page = sam
            .send("/challenges/new", "CreateChallenge", &fields)
            .await;
        page.ok().has_text("The draft is made");
        let call = page.value("input.number");
        assert_eq!(
            page.value("input.rules.criteria.0.name"),
            "The proposal",
            "the template is Make it Local"
        );
        let times = [1, 31, 32, 62].map(|count| local(days(start, count)));
        let fields = [
            ("input.summary", "Services from data that councils publish."),
            (
                "input.problem",
                "Open data is **published**, and little used.",
            ),
            ("input.affected", "Residents of every council."),
            (
                "input.success",
                "Three services that people use every week.",
            ),
            ("input.rules.opensAt", times[0].as_str()),
            ("input.rules.closesAt", &times[1]),
            ("input.rules.judgingOpensAt", &times[2]),
            ("input.rules.judgingClosesAt", &times[3]),
            ("input.rules.awards", "1"),
            ("input.rules.reviewsRequired", "1"),
        ];
        let edit = format!("/challenges/{call}/edit");
        sam.send(&edit, "EditChallenge", &fields)
            .await
            .ok()
            .has_text("Saved.");
        let manage = format!("/challenges/{call}/manage");
        sam.send(&manage, "PublishChallenge", &[])
            .await
            .ok()
            .has_text("Published. Everybody can see it now.");
        let page = self.stage.hub.visitor();
        let page = page.get(&format!("/challenges/{call}")).await;
        page.ok().lacks_text("Start a proposal");
        call
    }
}
