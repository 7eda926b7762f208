//! Partnerships and proposals, as their partners, their rivals, the publisher and staff see them.

mod answers;
mod eligibility;
mod files;
mod privacy;
mod roles;
mod screening;
mod split;
mod story;
mod versions;
mod wrong;

use hub_entity::catalogue::dataset;
use hub_entity::challenge::{ChallengeKind, PersonRole, challenge, partner};
use hub_entity::organisation::{OrganisationKind, OrganisationRole, organisation};
use sea_orm_migration::sea_orm::{ActiveValue::Set, EntityTrait};

use crate::support::challenge::{ChallengeBuilder, dataset};
use crate::support::{Browser, Page, TestHub};

/// A call of a programme body, and who takes part.
pub(crate) struct World {
    pub(crate) hub: TestHub,
    call: challenge::Model,
    stops: dataset::Model,
    council: organisation::Model,
    /// Officer of the council.
    pub(crate) olive: Browser,
    /// A developer who works alone.
    dev: Browser,
    staff: Browser,
    /// Officer of whoever publishes.
    pat: Browser,
    /// Takes no part.
    rival: Browser,
}

pub(crate) async fn world(kind: ChallengeKind) -> World {
    // Boxed, because rows of many columns make a future that is too large to carry around.
    Box::pin(built(kind)).await
}

async fn built(kind: ChallengeKind) -> World {
    let hub = TestHub::start().await;
    let staff = hub.staff("sam").await;
    let publisher = match kind {
        ChallengeKind::Call => {
            hub.organisation(OrganisationKind::ProgrammeBody, "Make it Local")
                .await
        }
        ChallengeKind::DataChallenge => hub.council("Colchester", "E07000071").await,
    };
    let council = hub.council("Lichfield", "E07000194").await;
    let (olive, dev) = (hub.person("olive").await, hub.person("devi").await);
    let (pat, rival) = (hub.person("pat").await, hub.person("rival").await);
    hub.join(&olive, council.id, OrganisationRole::Officer)
        .await;
    hub.join(&pat, publisher.id, OrganisationRole::Owner).await;
    let stops = dataset(&hub, publisher.id, "Bus stops").await;
    let call = ChallengeBuilder::new(kind, publisher.id, staff.person().id)
        .offering(&[stops.id])
        .build(&hub)
        .await;
    World {
        hub,
        call,
        stops,
        council,
        olive,
        dev,
        staff,
        pat,
        rival,
    }
}

impl World {
    /// The address of the start page.
    fn propose(&self) -> String {
        format!("/challenges/{}/propose", self.call.id)
    }

    /// The council starts a proposal; its page.
    async fn started(&self) -> Page {
        let start = self.olive.get(&self.propose()).await;
        let council = self.council.id.to_string();
        let fields = [
            ("input.title", "Next bus"),
            ("input.organisation", council.as_str()),
        ];
        let page = self.olive.submit(&start, "StartProposal", &fields).await;
        page.ok();
        page
    }

    /// A complete proposal of the council with the developer, who has agreed; its path.
    pub(crate) async fn complete(&self) -> String {
        let page = self.started().await;
        let path = path_of(&page);
        let edit = self.olive.get(&format!("{path}/edit")).await;
        let number = self.stops.id.to_string();
        self.olive
            .submit(&edit, "EditProposal", &filled(&number))
            .await
            .ok();
        let partners = self.olive.get(&format!("{path}/partners")).await;
        let fields = [("input.role", "DEVELOPER"), ("input.handle", "devi")];
        self.olive
            .submit(&partners, "AddPartner", &fields)
            .await
            .ok();
        let consent = self.dev.get(&format!("{path}/consent")).await;
        self.dev
            .submit(&consent, "AgreeToPartnership", &[])
            .await
            .ok();
        path
    }

    /// Everybody behind the partners leads, as in proposals from before there were roles.
    async fn all_lead(&self) {
        let lead = partner::ActiveModel {
            people_role: Set(PersonRole::Lead),
            ..Default::default()
        };
        let change = partner::Entity::update_many().set(lead);
        change.exec(self.hub.hub.database().writer()).await.unwrap();
    }

    /// The same, submitted.
    async fn submitted(&self) -> String {
        let path = self.complete().await;
        let check = self.olive.get(&format!("{path}/check")).await;
        self.olive
            .submit(&check, "SubmitProposal", &[])
            .await
            .ok()
            .has_text("Proposal submitted");
        path
    }
}

/// The path of a proposal, of any of its pages.
fn path_of(page: &Page) -> String {
    let path = page.path.split('?').next().unwrap();
    path.split('/').take(3).collect::<Vec<_>>().join("/")
}

fn key_of(path: &str) -> String {
    path.rsplit('/').next().unwrap().to_owned()
}

/// What fills a proposal in.
fn filled(dataset: &str) -> Vec<(&'static str, &str)> {
    vec![
        ("input.summary", "Times at every stop."),
        ("input.impact", "Two thousand people miss fewer buses."),
        ("input.approach", "We build it in the open."),
        ("input.team", "Olive and Devi."),
        ("input.datasets.0.dataset", dataset),
        ("input.datasets.0.purpose", "Where the stops are"),
        ("input.datasets.0.published", "true"),
        ("input.budget.0.label", "Building it"),
        ("input.budget.0.amount", "£25,000"),
        ("input.milestones.0.title", "Twenty residents have tried it"),
        ("input.milestones.0.due", "2027-06-30"),
    ]
}
