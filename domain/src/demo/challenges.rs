//! The challenges of the demonstration: one in each state, and the one that the six steps take
//! from its draft to its letters.

use super::cast::{BARNET, BIRMINGHAM, KIRKLEES, LEEDS, LICHFIELD, PROGRAMME, TRAFFORD};
use super::datasets;
use super::round::Plan;

/// The challenge of the six steps.
pub(super) const STEPS: Plan = Plan {
    publisher: LICHFIELD,
    by: "priya",
    title: "Find an open, step-free toilet",
    summary: "Help people who need a toilet soon, and cannot climb steps, to find one that is open now.",
    problem: "We publish where our toilets are and when they open. Hardly anybody finds that list, and nobody can read it on a phone in the rain. Visitors ask at the museum; residents with a bowel condition or a wheelchair plan their day around the two that they trust, or stay at home.\n\nThe list leaves out toilets in shops and cafés that let people in, and says nothing of the ones that are closed today.",
    affected: "- People who use a wheelchair, a frame or a pushchair\n- People with bowel or bladder conditions, and their carers\n- Bus drivers, delivery riders, and everybody over seventy\n- Our own street cleaning team, who hear first when one is broken",
    success: "Somebody who stands at a bus stop in Lichfield or Burntwood finds the nearest toilet that is open and that they can get into, in under a minute, on an old phone. When one is closed, that is known within the hour. Another district could run the same service on its own list.",
    awards: 2,
    award_pounds: Some(8_000),
    reviews: 2,
    days: [1, 22, 23, 37],
    datasets: &[datasets::TOILETS, datasets::CAR_PARKS, datasets::STOPS],
    blind: false,
    second_round: None,
    offer_days: None,
};

/// A draft that is still being written.
pub(super) const DRAFT: Plan = Plan {
    publisher: BARNET,
    by: "greg",
    title: "When is a good time to ring?",
    summary: "Use the record of our contact centre to help people to choose when to call, or not to need to.",
    problem: "On Monday mornings people wait for twenty minutes; on Wednesday afternoons for one. The figures have been open for years and no caller has ever seen them.",
    affected: "Callers, above all those who pay by the minute, and the forty people who answer.",
    success: "Fewer calls at the peak, and fewer that are given up. To be discussed: how we would measure that.",
    awards: 1,
    award_pounds: Some(10_000),
    reviews: 2,
    days: [30, 60, 61, 75],
    datasets: &[datasets::CALLS],
    blind: false,
    second_round: None,
    offer_days: None,
};

/// Handed in, and waiting for staff.
pub(super) const IN_REVIEW: Plan = Plan {
    publisher: TRAFFORD,
    by: "helen",
    title: "What could stand on this empty plot?",
    summary: "Show residents the brownfield sites near them, and what the plan allows there.",
    problem: "The register is a spreadsheet with 140 rows and 23 columns that a national standard prescribes. Residents first hear of a site when the builders come.",
    affected: "People who live near a site, small builders who look for one, and the planning desk that answers the same question every day.",
    success: "A resident finds the sites within a mile, reads in plain words what may happen there, and knows how to have a say.",
    awards: 1,
    award_pounds: Some(12_000),
    reviews: 2,
    days: [14, 45, 46, 60],
    datasets: &[datasets::TRAFFORD_BROWNFIELD],
    blind: false,
    second_round: None,
    offer_days: None,
};

/// Published, and not open yet.
pub(super) const SCHEDULED: Plan = Plan {
    publisher: LEEDS,
    by: "amina",
    title: "A bin day that nobody misses",
    summary: "Tell people which bin goes out, in the way that suits them, also in the week after Christmas.",
    problem: "Collection days are open data, and still a fifth of the calls about waste ask for them. Most come when days move, because the leaflet on the fridge does not.",
    affected: "Households that share bins, people who do not read English well, and crews who come back for a missed street.",
    success: "Half as many calls in the first week of January, and a service that works without an app or an account.",
    awards: 1,
    award_pounds: Some(15_000),
    reviews: 2,
    days: [8, 36, 37, 51],
    datasets: &[datasets::LEEDS_BINS],
    blind: false,
    second_round: None,
    offer_days: None,
};

/// Open: a call, in which councils compete.
pub(super) const OPEN: Plan = Plan {
    publisher: PROGRAMME,
    by: "sam",
    title: "Make it Local: spring call",
    summary: "Up to £30,000 each for three services that a council and a developer build together on open data.",
    problem: "Councils publish a great deal of data that nobody uses, and developers build services that no council keeps. Both know their half of what is missing.",
    affected: "Residents, in ways that each proposal has to name. We favour services for people who are badly served today.",
    success: "Three services in daily use within a year, on data that the council keeps publishing, with the code and the lessons open to all.",
    awards: 3,
    award_pounds: Some(30_000),
    reviews: 3,
    days: [-14, 24, 25, 46],
    datasets: &[
        datasets::STOPS,
        datasets::AIR,
        datasets::EDINBURGH_COMMUNITY,
        datasets::HYGIENE,
    ],
    blind: false,
    second_round: None,
    offer_days: None,
};

/// Closed, and judging has not begun; its judges read without names.
pub(super) const CLOSED: Plan = Plan {
    publisher: KIRKLEES,
    by: "martin",
    title: "Is my road gritted?",
    summary: "Answer the question that everybody asks on the same icy morning.",
    problem: "On the first cold morning of a winter our page of gritting routes gets forty thousand visits before nine. The map is a picture, and it does not know which routes went out.",
    affected: "Carers on early rounds, bus operators, schools, and whoever lives at the top of a hill.",
    success: "A clear answer for a postcode in two seconds, on the one morning when it matters.",
    awards: 1,
    award_pounds: Some(9_000),
    reviews: 2,
    days: [-45, -3, 4, 20],
    datasets: &[datasets::KIRKLEES_GRIT],
    blind: true,
    second_round: None,
    offer_days: None,
};

/// Being judged.
pub(super) const JUDGING: Plan = Plan {
    publisher: BIRMINGHAM,
    by: "nadia",
    title: "Libraries that are open when people come",
    summary: "Use visits and loans to help us, and residents, to think about opening hours.",
    problem: "Hours were set in 2011. We know from door counters when people come, and nothing of when they would. Every proposal to change hours turns into a quarrel about closing.",
    affected: "People who need a computer, parents of small children, students in flats without a desk, and staff who work split shifts.",
    success: "A way to look at the hours together, with the figures on the table, that both a librarian and a resident trust.",
    awards: 1,
    award_pounds: Some(14_000),
    reviews: 3,
    days: [-62, -16, -14, 9],
    datasets: &[datasets::BIRMINGHAM_LIBRARIES, datasets::BIRMINGHAM_TRAFFIC],
    blind: false,
    second_round: None,
    offer_days: None,
};

/// Finished: the last call.
pub(super) const FINISHED: Plan = Plan {
    publisher: PROGRAMME,
    by: "sam",
    title: "Make it Local: the first call",
    summary: "Three services that councils and developers built together on open data.",
    problem: "Open data is published and not used; services are built and not kept. This call brings together those who hold the one and those who make the other.",
    affected: "Residents of the councils that take part, and all others who can use what comes of it.",
    success: "Three services that people use, kept by the councils, with everything that was learned published.",
    awards: 3,
    award_pounds: Some(30_000),
    reviews: 3,
    days: [-330, -298, -297, -280],
    datasets: &[
        datasets::STOPS,
        datasets::SUTTON_PLAY,
        datasets::COLCHESTER_SPENDING,
    ],
    blind: false,
    second_round: None,
    offer_days: None,
};
