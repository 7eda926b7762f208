//! What people of the demonstration propose.

use hub_entity::challenge::PartnerRole;

use super::cast::{
    BELFAST, BRIGHTWELL, BRISTOL, CAMDEN, COLCHESTER, EDINBURGH, FERNHILL, LEEDS, LOOM, SALTMARSH,
    SUTTON,
};
use super::datasets;
use super::round::Bid;

pub(super) const PLAN: &[(&str, i64)] = &[
    ("Tried with ten people", 60),
    ("Open to everybody", 120),
    ("Handed over, with what we learned", 180),
];

/// The proposal of the six steps: what its author did not fill in.
pub(super) const STEPS: Bid = Bid {
    by: "maya",
    firm: Some(FERNHILL),
    lead: None,
    with: &[(SALTMARSH, PartnerRole::Developer)],
    title: "Nearest loo, open now",
    summary: "One page, no app: it asks where you are and what you need, and names the nearest toilet that is open and that you can get into, with the way there.",
    impact: "Some 9,000 people in the district live with a condition that makes them plan around toilets. We will ask thirty of them, before and after, which trips they did not dare to make. Street cleaners report a closed toilet by text message, so the answer is true on the day.",
    approach: "The council’s list joined with bus stops and car parks, so that directions start where people are. Cafés that let people in are added by the council’s own form. Works on a phone of 2014 and without a script.",
    team: "Maya Lindqvist builds; Tom Adeyemi of Saltmarsh Software makes the maps; a panel of eight from the local access group tests, and is paid for it.",
    budget: &[
        ("Building and hosting for a year", 4_600),
        ("Testing with the access group", 1_400),
        ("Text messages and signs at the doors", 900),
    ],
    milestones: PLAN,
    datasets: &[
        (
            datasets::TOILETS,
            "Where they are, when they open, and whether there are steps.",
        ),
        (datasets::STOPS, "Directions that start at the bus stop."),
    ],
};

/// Others who answer the challenge of the six steps.
pub(super) const STEPS_RIVALS: &[Bid] = &[
    Bid {
        by: "lena",
        firm: Some(BRIGHTWELL),
        lead: None,
        with: &[],
        title: "Signs that know",
        summary: "Small signs at bus shelters and car parks that point to the nearest open toilet, and a page for those who are elsewhere.",
        impact: "People without a phone are not left out: the sign is where they stand. Six signs in the first year, chosen with the access group.",
        approach: "Paper-like displays with a battery for three years, fed from the council’s list. The page is the same list, read aloud well.",
        team: "Lena Brandt and an engineer; the city’s college builds the housings.",
        budget: &[("Six signs, put up", 5_200), ("Design and tests", 2_300)],
        milestones: PLAN,
        datasets: &[
            (datasets::TOILETS, "What the signs show."),
            (datasets::CAR_PARKS, "Where signs could stand."),
        ],
    },
    Bid {
        by: "yusuf",
        firm: Some(LOOM),
        lead: None,
        with: &[],
        title: "Ask the group chat",
        summary: "A number to text: it answers with the two nearest toilets and their hours.",
        impact: "Works on every telephone. We would count the questions, and publish the count.",
        approach: "A small program that looks up the list. Volunteers answer what it does not understand, on Thursdays.",
        team: "Eleven volunteers of Civic Loom.",
        budget: &[("Text messages for a year", 1_800), ("Room hire", 400)],
        milestones: PLAN,
        datasets: &[(datasets::TOILETS, "The answers.")],
    },
];

/// The finished call: three selected, one in reserve, one declined, in this order.
pub(super) const FINISHED: &[Bid] = &[
    Bid {
        by: "maya",
        firm: Some(FERNHILL),
        lead: Some(SUTTON),
        with: &[],
        title: "Swings for everybody",
        summary: "Which play area has a swing that a wheelchair fits, a gate that closes, and a toilet nearby? Parents of disabled children answer that for each other today, in private groups. This service answers it for all, from the council’s own inspections.",
        impact: "About 1,100 children in the borough cannot use an ordinary swing. Families told us that they go to two places out of thirty, because they know them. Success is a third place.",
        approach: "Inspectors already tick what is there. We turn their ticks into a page for each play area, and let parents say when something is broken.",
        team: "Jordan Baptiste for the council, Maya Lindqvist for the code, four parents who are paid to test.",
        budget: &[
            ("Building", 14_000),
            ("Parents’ time", 4_000),
            ("Photographs of 31 play areas", 3_500),
        ],
        milestones: PLAN,
        datasets: &[(
            datasets::SUTTON_PLAY,
            "What stands in each play area, and for which age.",
        )],
    },
    Bid {
        by: "tom",
        firm: Some(SALTMARSH),
        lead: Some(LEEDS),
        with: &[(BRIGHTWELL, PartnerRole::Developer)],
        title: "There and back by bus",
        summary: "For those who plan a visit and not a journey: which library, class or clinic can I reach by bus, with a bus home before dark?",
        impact: "A third of households in the east of the city have no car. Libraries lose visitors in winter because the last bus home is unclear. We measure visits at four libraries against four others.",
        approach: "Timetables and stops are open; opening hours come from the council. Joined at night, so that pages are plain and quick.",
        team: "Tom Adeyemi, Lena Brandt, and two librarians who know the questions.",
        budget: &[
            ("Building", 17_500),
            ("Research in four libraries", 5_000),
            ("Hosting for two years", 1_200),
        ],
        milestones: PLAN,
        datasets: &[
            (
                datasets::STOPS,
                "Which stops are in walking distance of each place.",
            ),
            (datasets::TIMETABLES, "Buses there, and the last one back."),
            (
                datasets::LEEDS_LIBRARIES,
                "When each library opens and closes.",
            ),
        ],
    },
    Bid {
        by: "lena",
        firm: Some(BRIGHTWELL),
        lead: Some(COLCHESTER),
        with: &[],
        title: "Where our pound goes",
        summary: "Council spending in sentences: what was paid this month, for which service, and what that buys, for residents and for parish councillors.",
        impact: "Requests for information about payments cost the council some sixty hours a year. More than that: people who can look argue about priorities and not about rumours.",
        approach: "Categories that a resident would use, agreed in three evening meetings; then rules that apply them to each month’s file, with everything doubtful shown to a person.",
        team: "Edwin Farrow for the council; Lena Brandt; a retired accountant from the residents’ panel.",
        budget: &[("Meetings and design", 7_500), ("Building", 9_000)],
        milestones: PLAN,
        datasets: &[(
            datasets::COLCHESTER_SPENDING,
            "Each payment, its month and its service.",
        )],
    },
    Bid {
        by: "yusuf",
        firm: Some(LOOM),
        lead: Some(CAMDEN),
        with: &[],
        title: "Air on the way to school",
        summary: "A printed map for each primary school: the walk with the cleanest air, from the tubes on the lamp posts.",
        impact: "Twelve schools, 4,000 children. Teachers use the map in lessons.",
        approach: "Measured means along streets, worked out once a year when the figures are final, and drawn by hand.",
        team: "Civic Loom with two teachers; Ingrid Solberg checks the figures.",
        budget: &[
            ("Maps and printing", 8_000),
            ("Workshops in schools", 6_000),
        ],
        milestones: PLAN,
        datasets: &[(datasets::CAMDEN_AIR, "Nitrogen dioxide near each school.")],
    },
    Bid {
        by: "tom",
        firm: Some(SALTMARSH),
        lead: Some(BELFAST),
        with: &[],
        title: "A room by Friday",
        summary: "Find a free room in a community centre this week, and ask for it.",
        impact: "Groups that meet in living rooms find a place. Centres fill quiet afternoons.",
        approach: "The list of centres, with a calendar for each that the caretaker keeps.",
        team: "Saltmarsh Software, with Orla McKeown.",
        budget: &[("Building", 21_000), ("Visits to 26 centres", 6_500)],
        milestones: PLAN,
        datasets: &[(datasets::BELFAST_CENTRES, "The centres and their rooms.")],
    },
];

/// Answers to the open call: the first is submitted, the second still a draft.
pub(super) const OPEN: &[Bid] = &[
    Bid {
        by: "yusuf",
        firm: Some(LOOM),
        lead: Some(EDINBURGH),
        with: &[],
        title: "Learn something on Tuesday",
        summary: "What is on in community centres within a walk, in one list that people can print and hang up.",
        impact: "For people who are alone: a list on paper reaches them, an app does not.",
        approach: "Centres send what they have by mail or photograph; volunteers and a small program make the list.",
        team: "Civic Loom and three management committees.",
        budget: &[("Building", 9_000), ("Printing for a year", 3_000)],
        milestones: PLAN,
        datasets: &[(
            datasets::EDINBURGH_COMMUNITY,
            "Which centres there are, and whom to ask.",
        )],
    },
    Bid {
        by: "tom",
        firm: Some(SALTMARSH),
        lead: Some(BRISTOL),
        with: &[],
        title: "Run when the air is good",
        summary: "A quiet hint for people with asthma: this evening is better than this morning.",
        impact: "",
        approach: "",
        team: "",
        budget: &[],
        milestones: &[],
        datasets: &[(
            datasets::AIR,
            "Hourly means, with what is provisional marked.",
        )],
    },
];

/// Answers to the challenge that has closed.
pub(super) const CLOSED: &[Bid] = &[
    Bid {
        by: "tom",
        firm: Some(SALTMARSH),
        lead: None,
        with: &[],
        title: "One postcode, one answer",
        summary: "Type a postcode; read “gritted at 04:40”, “on the second list” or “not gritted, nearest grit bin 120 m”.",
        impact: "Forty thousand visits on one morning get an answer and not a picture.",
        approach: "All answers are made the evening before, as plain files that no crowd can bring down.",
        team: "Tom Adeyemi, with the depot’s duty officer.",
        budget: &[("Building", 6_500), ("A winter’s watch", 1_500)],
        milestones: PLAN,
        datasets: &[(datasets::KIRKLEES_GRIT, "Routes and bins.")],
    },
    Bid {
        by: "maya",
        firm: Some(FERNHILL),
        lead: None,
        with: &[],
        title: "The gritter’s diary",
        summary: "Drivers press one button at the end of a route; residents see it within a minute.",
        impact: "The question “has it been?” is answered by those who were there.",
        approach: "A waterproof button in the cab, and the simplest page that we can make.",
        team: "Maya Lindqvist; two drivers who asked for it.",
        budget: &[("Buttons and building", 8_200)],
        milestones: PLAN,
        datasets: &[(datasets::KIRKLEES_GRIT, "Which roads belong to each route.")],
    },
];

/// Answers to the challenge that is being judged.
pub(super) const JUDGING: &[Bid] = &[
    Bid {
        by: "lena",
        firm: Some(BRIGHTWELL),
        lead: None,
        with: &[],
        title: "An hour to give away",
        summary: "Residents and staff lay out the week of one library on a table, with the figures printed on the cards.",
        impact: "Six meetings, six libraries; hours that people agreed to.",
        approach: "Cards, a facilitator, and a page that shows what each table came to.",
        team: "Lena Brandt and two library managers.",
        budget: &[("Workshops", 7_000), ("Page and report", 4_000)],
        milestones: PLAN,
        datasets: &[(
            datasets::BIRMINGHAM_LIBRARIES,
            "Visits by library and month, on the cards.",
        )],
    },
    Bid {
        by: "maya",
        firm: Some(FERNHILL),
        lead: None,
        with: &[],
        title: "What if we opened at eight?",
        summary: "A page for each library: move the hours, see who would gain and who would lose.",
        impact: "Consultations start from the same figures, and end sooner.",
        approach: "Visits by hour, what is known of footfall nearby, and honest ranges where nothing is known.",
        team: "Maya Lindqvist and a statistician.",
        budget: &[("Building", 9_500), ("Statistics", 3_000)],
        milestones: PLAN,
        datasets: &[
            (
                datasets::BIRMINGHAM_LIBRARIES,
                "Visits, with the broken counters left out.",
            ),
            (
                datasets::BIRMINGHAM_TRAFFIC,
                "People who pass by, hour by hour.",
            ),
        ],
    },
    Bid {
        by: "yusuf",
        firm: Some(LOOM),
        lead: None,
        with: &[],
        title: "Closed? Tell me what is open",
        summary: "Stand before a closed library, scan the sign, and see the nearest one that is open.",
        impact: "Fewer wasted trips. We count the scans.",
        approach: "A sign with a code, and a page that knows the hours.",
        team: "Civic Loom.",
        budget: &[("Signs for 35 libraries", 2_400)],
        milestones: PLAN,
        datasets: &[(
            datasets::BIRMINGHAM_LIBRARIES,
            "Which library, and when it is used.",
        )],
    },
];
