//! The programme of the demonstration, with its pool of judges.

use super::cast::PROGRAMME;
use super::judging::PANEL;
use super::round::{LOTTERY, ties};
use super::stage::{act, organisation, text};
use crate::error::Result;
use crate::hub::Hub;
use crate::programme::create_programme::{CreateProgramme, create_programme};
use crate::programme::edit_programme::{Defaults, EditProgramme, edit_programme};
use crate::programme::judges::{PoolJudge, add_judge};

/// Who begins it.
const BY: &str = "sam";

const ABOUT: &str = "Councils publish data; developers build services. Make it Local pays for the first year of services that both build together, and for writing down what was learned.\n\nEach call selects three. What is selected becomes a project with a page of its own, on which its partners say what it has changed.";

const RULES: &str = "- A council leads each proposal, with at least one developer beside it.\n- The service rests on at least one open dataset, which the council keeps publishing.\n- The code is open, and another council may run it.\n- Judges read nothing of councils or firms that they work for, or have worked for in three years.\n- Who is not selected gets the panel’s reasons in writing.";

/// Begins it, says its rules, and names who can judge.
pub(super) async fn begin(hub: &Hub) -> Result<()> {
    let create = CreateProgramme {
        publisher: organisation(hub, PROGRAMME).await?,
        name: text("Make it Local"),
        summary: text(
            "Grants of up to £30,000 for services that a council and a developer build together on open data.",
        ),
        request_id: None,
    };
    let begun = act(hub, BY, |ctx| {
        Box::pin(create_programme(ctx, create.clone()))
    })
    .await?;
    let edit = EditProgramme {
        number: begun.id,
        version: begun.version,
        name: begun.name.clone(),
        summary: begun.summary.clone(),
        about: text(ABOUT),
        rules: text(RULES),
        starts_on: String::new(),
        ends_on: String::new(),
        defaults: Defaults {
            awards: begun.awards,
            award_pence: begun.award_pence,
            reviews_required: begun.reviews_required,
            offer_days: begun.offer_days,
            tie_break: ties(true),
            lottery_source: text(LOTTERY),
        },
    };
    act(hub, BY, |ctx| Box::pin(edit_programme(ctx, edit.clone()))).await?;
    for handle in PANEL {
        let who = PoolJudge {
            programme: begun.id,
            who: text(handle),
        };
        act(hub, BY, |ctx| Box::pin(add_judge(ctx, who.clone()))).await?;
    }
    Ok(())
}
