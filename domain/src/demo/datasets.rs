//! Real public datasets by name and publisher, described in words of our own.

mod entries;
mod more;

use chrono::TimeDelta;

use super::stage::{Past, act, organisation, text};
use crate::catalogue::save::{SaveDataset, SaveDistribution, save_dataset};
use crate::error::Result;
use crate::hub::Hub;

pub(super) const STOPS: &str = "National Public Transport Access Nodes (NaPTAN)";
pub(super) const TIMETABLES: &str = "Bus Open Data Service timetables";
pub(super) const HYGIENE: &str = "Food hygiene ratings";
pub(super) const TOILETS: &str = "Public toilets in Lichfield District";
pub(super) const CAR_PARKS: &str = "Car parks in Lichfield District";
pub(super) const LICHFIELD_TREES: &str = "Tree preservation orders in Lichfield District";
pub(super) const CALLS: &str = "Contact centre calls, Barnet";
pub(super) const BARNET_PLANNING: &str = "Planning applications, Barnet";
pub(super) const LEEDS_LIBRARIES: &str = "Library locations and opening hours, Leeds";
pub(super) const LEEDS_BINS: &str = "Household waste collection days, Leeds";
pub(super) const ALLOTMENTS: &str = "Allotment sites and waiting lists, Leeds";
pub(super) const CONTAMINATED: &str = "Contaminated land register, Kirklees";
pub(super) const KIRKLEES_GRIT: &str = "Gritting routes and grit bins, Kirklees";
pub(super) const AIR: &str = "Air quality continuous monitoring, Bristol";
pub(super) const CAMDEN_TREES: &str = "Trees in Camden";
pub(super) const CAMDEN_AIR: &str = "Air quality diffusion tubes, Camden";
pub(super) const SUTTON_PLAY: &str = "Parks and play areas, Sutton";
pub(super) const BIRMINGHAM_LIBRARIES: &str = "Library visits and loans, Birmingham";
pub(super) const BIRMINGHAM_TRAFFIC: &str = "Traffic counts, Birmingham";
pub(super) const COLCHESTER_SPENDING: &str = "Spending over £500, Colchester";
pub(super) const EDINBURGH_BINS: &str = "Communal bins, Edinburgh";
pub(super) const EDINBURGH_COMMUNITY: &str = "Community centres, Edinburgh";
pub(super) const CARDIFF_CYCLE: &str = "Cycle counters, Cardiff";
pub(super) const BELFAST_CENTRES: &str = "Community centres and leisure centres, Belfast";
pub(super) const TRAFFORD_BROWNFIELD: &str = "Brownfield land register, Trafford";
pub(super) const TRAFFORD_ASSETS: &str = "Digital inclusion venues, Trafford";

/// One dataset.
struct Entry {
    publisher: &'static str,
    by: &'static str,
    title: &'static str,
    about: &'static str,
    frequency: &'static str,
    area: (&'static str, &'static str),
    keywords: &'static str,
    page: &'static str,
    /// Title, address, format.
    files: &'static [(&'static str, &'static str, &'static str)],
}

const ENGLAND: (&str, &str) = ("E92000001", "England");

/// Publishes all of them, one every other day.
pub(super) async fn publish(hub: &Hub, past: &Past<'_>) -> Result<()> {
    for (place, entry) in (0..).zip(entries::FIRST.iter().chain(more::MORE)) {
        past.before(TimeDelta::days(399 - 2 * place));
        let input = SaveDataset {
            number: None,
            version: None,
            organisation: Some(organisation(hub, entry.publisher).await?),
            title: text(entry.title),
            description: text(entry.about),
            licence: text("OGL-UK-3.0"),
            frequency: text(entry.frequency),
            area_gss: text(entry.area.0),
            area_name: text(entry.area.1),
            keywords: text(entry.keywords),
            landing_page: text(entry.page),
            distributions: entry.files.iter().map(file).collect(),
            request_id: None,
        };
        act(hub, entry.by, |ctx| {
            Box::pin(save_dataset(ctx, input.clone()))
        })
        .await?;
    }
    Ok(())
}

fn file((title, url, format): &(&str, &str, &str)) -> SaveDistribution {
    SaveDistribution {
        title: text(title),
        url: text(url),
        format: text(format),
        description: String::new(),
    }
}
