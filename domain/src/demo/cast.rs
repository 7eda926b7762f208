//! Its people and organisations. Their names are made up; the councils are real.

use hub_entity::account::{SiteRole, person};
use hub_entity::organisation::{OrganisationKind, OrganisationRole};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use super::stage::{act, organisation, text};
use crate::context::{Caller, Context};
use crate::error::{Error, Result};
use crate::hub::Hub;
use crate::organisation::Profile;
use crate::organisation::change_member_role::{ChangeMemberRole, change_member_role};
use crate::organisation::create_organisation::{CreateOrganisation, create_organisation};
use crate::organisation::import_councils::import_councils;
use crate::organisation::join_organisation::join_organisation;

/// Rows of the register of local authorities, with a domain of the demonstration for each.
const COUNCILS: &str = include_str!("councils.csv");

pub(super) const PROGRAMME: &str = "Make it Local programme";
pub(super) const TRANSPORT: &str = "Department for Transport";
pub(super) const FOOD: &str = "Food Standards Agency";
pub(super) const FERNHILL: &str = "Fernhill Data Co-op";
pub(super) const SALTMARSH: &str = "Saltmarsh Software";
pub(super) const BRIGHTWELL: &str = "Brightwell Studio";
pub(super) const LOOM: &str = "Civic Loom";

pub(super) const LICHFIELD: &str = "Lichfield District Council";
pub(super) const BARNET: &str = "London Borough of Barnet";
pub(super) const SUTTON: &str = "London Borough of Sutton";
pub(super) const KIRKLEES: &str = "Kirklees Council";
pub(super) const BIRMINGHAM: &str = "Birmingham City Council";
pub(super) const COLCHESTER: &str = "Colchester Borough Council";
pub(super) const LEEDS: &str = "Leeds City Council";
pub(super) const BRISTOL: &str = "Bristol City Council";
pub(super) const EDINBURGH: &str = "City of Edinburgh Council";
pub(super) const CARDIFF: &str = "City of Cardiff Council";
pub(super) const BELFAST: &str = "Belfast City Council";
pub(super) const TRAFFORD: &str = "Trafford Metropolitan Borough Council";
pub(super) const CAMDEN: &str = "London Borough of Camden";

/// Somebody made up.
struct Member {
    handle: &'static str,
    name: &'static str,
    job: &'static str,
    about: &'static str,
    /// The part of the address after the `@`, below a domain that leads nowhere.
    domain: &'static str,
    role: SiteRole,
    council: Option<&'static str>,
}

const fn of(
    council: &'static str,
    handle: &'static str,
    name: &'static str,
    job: &'static str,
    domain: &'static str,
) -> Member {
    Member {
        handle,
        name,
        job,
        about: "",
        domain,
        role: SiteRole::Member,
        council: Some(council),
    }
}

const fn alone(
    handle: &'static str,
    name: &'static str,
    job: &'static str,
    about: &'static str,
    domain: &'static str,
    role: SiteRole,
) -> Member {
    Member {
        handle,
        name,
        job,
        about,
        domain,
        role,
        council: None,
    }
}

const CAST: &[Member] = &[
    of(
        LICHFIELD,
        "priya",
        "Priya Shah",
        "Data and digital officer",
        "lichfield.demo.example",
    ),
    alone(
        "sam",
        "Sam Okafor",
        "Programme manager, Make it Local",
        "Runs the calls and keeps the calendar. Ask me anything about dates.",
        "makeitlocal.demo.example",
        SiteRole::Staff,
    ),
    alone(
        "maya",
        "Maya Lindqvist",
        "Developer at Fernhill Data Co-op",
        "I build small services on open data, and write down what the data does not say.",
        "fernhill.demo.example",
        SiteRole::Member,
    ),
    alone(
        "tom",
        "Tom Adeyemi",
        "Founder of Saltmarsh Software",
        "Maps, timetables, and the joins between them.",
        "saltmarsh.demo.example",
        SiteRole::Member,
    ),
    alone(
        "ruth",
        "Dr Ruth Penhaligon",
        "Judge; researcher in local government data",
        "Twenty years of reading council spreadsheets.",
        "judges.demo.example",
        SiteRole::Member,
    ),
    alone(
        "idris",
        "Idris Vaughan",
        "Judge; retired head of customer services",
        "I ask who will answer the telephone.",
        "judges.demo.example",
        SiteRole::Member,
    ),
    alone(
        "grace",
        "Grace Tetteh",
        "Judge; accessibility consultant",
        "Services that work for everybody, or not yet.",
        "judges.demo.example",
        SiteRole::Member,
    ),
    alone(
        "moira",
        "Moira Kelly",
        "Community manager",
        "Keeps the forum civil and the spam out.",
        "makeitlocal.demo.example",
        SiteRole::Moderator,
    ),
    alone(
        "adele",
        "Adele Fontaine",
        "Service owner",
        "Looks after the hub itself.",
        "makeitlocal.demo.example",
        SiteRole::Administrator,
    ),
    alone(
        "ben",
        "Ben Whitlock",
        "Library systems practitioner",
        "Open data in libraries: catalogues, loans, opening hours.",
        "libraries.demo.example",
        SiteRole::Member,
    ),
    alone(
        "lena",
        "Lena Brandt",
        "Designer at Brightwell Studio",
        "Service design, plain words, usability tests in libraries.",
        "brightwell.demo.example",
        SiteRole::Member,
    ),
    alone(
        "yusuf",
        "Yusuf Karim",
        "Organiser at Civic Loom",
        "A collective of eleven people who code on Thursdays.",
        "civicloom.demo.example",
        SiteRole::Member,
    ),
    of(
        BARNET,
        "greg",
        "Greg Holloway",
        "Business intelligence manager",
        "barnet.demo.example",
    ),
    of(
        LEEDS,
        "amina",
        "Amina Yusuf",
        "Open data lead",
        "leeds.demo.example",
    ),
    of(
        KIRKLEES,
        "martin",
        "Martin Coyle",
        "GIS manager",
        "kirklees.demo.example",
    ),
    of(
        SUTTON,
        "jordan",
        "Jordan Baptiste",
        "Neighbourhood services officer",
        "sutton.demo.example",
    ),
    of(
        BIRMINGHAM,
        "nadia",
        "Nadia Hussain",
        "Customer insight analyst",
        "birmingham.demo.example",
    ),
    of(
        COLCHESTER,
        "edwin",
        "Edwin Farrow",
        "Information governance officer",
        "colchester.demo.example",
    ),
    of(
        TRAFFORD,
        "helen",
        "Helen Marsden",
        "Planning policy officer",
        "trafford.demo.example",
    ),
    of(
        EDINBURGH,
        "callum",
        "Callum Reid",
        "Digital programme manager",
        "edinburgh.demo.example",
    ),
    of(
        CARDIFF,
        "dewi",
        "Dewi Pritchard",
        "Transport data officer",
        "cardiff.demo.example",
    ),
    of(
        BELFAST,
        "orla",
        "Orla McKeown",
        "Smart city officer",
        "belfast.demo.example",
    ),
    of(
        BRISTOL,
        "marcus",
        "Marcus Obi",
        "Open data platform lead",
        "bristol.demo.example",
    ),
    of(
        CAMDEN,
        "ingrid",
        "Ingrid Solberg",
        "Environmental data analyst",
        "camden.demo.example",
    ),
];

/// Firms and bodies: kind, name, what is said of it, and who adds it.
const BODIES: &[(OrganisationKind, &str, &str, &str)] = &[
    (
        OrganisationKind::ProgrammeBody,
        PROGRAMME,
        "Helps councils and developers to build local services on open data: two calls a year, up to £30,000 for each service, and everything that is learned is published.",
        "sam",
    ),
    (
        OrganisationKind::Publisher,
        TRANSPORT,
        "Publishes the national register of public transport stops and the timetables of local buses.",
        "sam",
    ),
    (
        OrganisationKind::Publisher,
        FOOD,
        "Publishes the food hygiene ratings that councils give in England, Wales and Northern Ireland.",
        "sam",
    ),
    (
        OrganisationKind::Developer,
        FERNHILL,
        "A made-up co-operative of five who build small public services and hand over the keys.",
        "maya",
    ),
    (
        OrganisationKind::Developer,
        SALTMARSH,
        "A made-up firm of two for maps and timetables.",
        "tom",
    ),
    (
        OrganisationKind::Developer,
        BRIGHTWELL,
        "A made-up studio for service design and user research.",
        "lena",
    ),
    (
        OrganisationKind::Developer,
        LOOM,
        "A made-up collective of volunteers who meet on Thursdays.",
        "yusuf",
    ),
];

/// Brings everybody in.
pub(super) async fn enter(hub: &Hub) -> Result<()> {
    hub.write(&Caller::system(), |ctx| Box::pin(people(ctx)))
        .await?;
    let report = import_councils(hub, COUNCILS.as_bytes())
        .await
        .map_err(Error::internal)?;
    if report.failed > 0 {
        return Err(Error::internal(report.errors.join("; ")));
    }
    for (kind, name, about, by) in BODIES {
        let input = CreateOrganisation {
            kind: *kind,
            profile: Profile {
                name: text(name),
                short_name: String::new(),
                about: text(about),
                website: String::new(),
            },
            request_id: None,
        };
        act(hub, by, |ctx| {
            Box::pin(create_organisation(ctx, input.clone()))
        })
        .await?;
    }
    for member in CAST {
        let Some(council) = member.council else {
            continue;
        };
        let number = organisation(hub, council).await?;
        act(hub, member.handle, |ctx| {
            Box::pin(join_organisation(ctx, number))
        })
        .await?;
        let input = ChangeMemberRole {
            number,
            handle: text(member.handle),
            role: OrganisationRole::Owner,
        };
        act(hub, "adele", |ctx| {
            Box::pin(change_member_role(ctx, input.clone()))
        })
        .await?;
    }
    Ok(())
}

/// Accounts without a password: nobody signs in to them but through the demonstration.
async fn people(ctx: &Context) -> Result<()> {
    for member in CAST {
        let local = member.name.trim_start_matches("Dr ").to_lowercase();
        person::ActiveModel {
            handle: Set(text(member.handle)),
            name: Set(text(member.name)),
            email: Set(format!("{}@{}", local.replace(' ', "."), member.domain)),
            email_confirmed_at: Set(Some(ctx.now())),
            password_hash: Set(None),
            site_role: Set(member.role),
            about: Set(text(member.about)),
            job_title: Set(text(member.job)),
            skills: Set(json!([])),
            mail_replies: Set(true),
            demo: Set(true),
            version: Set(1),
            created_at: Set(ctx.now()),
            suspended_at: Set(None),
            deleted_at: Set(None),
            ..Default::default()
        }
        .insert(ctx.tx().await?)
        .await?;
    }
    Ok(())
}
