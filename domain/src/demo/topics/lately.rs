//! The conversations of the last weeks, the oldest first.

use super::{About, INCLUSION, PLANNING, PUBLISHERS, Thread};
use crate::demo::{challenges, datasets};

pub(super) const LATELY: &[Thread] = &[
    Thread {
        ago_days: 66,
        by: "martin",
        category: "questions",
        about: About::Community(PLANNING),
        title: "Are contaminated land registers worth publishing at all?",
        body: "Ours has four entries. Solicitors ask for it every day, and I suspect that most registers are as short. Is there any point in four councils each publishing a file of four rows?",
        replies: &[
            (
                "helen",
                3,
                "Yes: so that the solicitor sees that there are four and stops asking.",
            ),
            (
                "priya",
                8,
                "We have two entries, and publish “none” for the other eleven wards. “None, as of this date” is an answer; a missing file is not.",
            ),
            (
                "tom",
                30,
                "One file in one shape from forty councils would be a national dataset that does not exist. I would build that in a weekend if the columns agreed.",
            ),
            (
                "martin",
                53,
                "Then let us agree on the columns. I have put ours into the description of the dataset; say what is missing.",
            ),
            (
                "callum",
                60,
                "In Scotland the law differs in two places. I will write them down.",
            ),
        ],
        locked: None,
    },
    Thread {
        ago_days: 41,
        by: "callum",
        category: "general",
        about: About::Challenge(challenges::CLOSED.title),
        title: "Could the answer be “ring the depot”?",
        body: "Serious question from a colder place. We tried a live map in two winters. The most used feature was the telephone number on it.",
        replies: &[
            (
                "martin",
                4,
                "We would be glad of proposals that begin there. The depot would not: on such a morning there are two people in it.",
            ),
            (
                "tom",
                26,
                "So the service is whatever stops the second call. Noted.",
            ),
            (
                "idris",
                30,
                "Count the calls before you build anything. I have said this for thirty years, and nobody has.",
            ),
        ],
        locked: None,
    },
    Thread {
        ago_days: 19,
        by: "nadia",
        category: "questions",
        about: About::Dataset(datasets::BIRMINGHAM_LIBRARIES),
        title: "Door counters count prams twice",
        body: "A pram, a parent and a bag come out as two or three visits. Story time looks like a football match. Has anybody calibrated theirs?",
        replies: &[
            (
                "ben",
                2,
                "We stood at the door for an hour at ten branches with a clicker. Factor 0.87 on weekdays, 0.71 at story time. Publish the raw figures and the factors, and let people choose.",
            ),
            (
                "amina",
                23,
                "Raw and factors, and a date. Next year somebody moves a shelf in front of the sensor.",
            ),
            (
                "maya",
                26,
                "I am using this file for a proposal. Where would I find the months with the broken counters?",
            ),
            (
                "nadia",
                29,
                "In the column “note”. Two branches, five months in all. The factors follow next week.",
            ),
        ],
        locked: None,
    },
    Thread {
        ago_days: 12,
        by: "jordan",
        category: "questions",
        about: About::Challenge(challenges::OPEN.title),
        title: "Can two councils be in one proposal?",
        body: "We and our neighbour have the same problem and the same developer. Can we apply together, and who leads?",
        replies: &[
            (
                "sam",
                1,
                "Yes. One council leads and is responsible; the other is a partner and agrees like everybody else. The award is for the service, not for each council.",
            ),
            (
                "edwin",
                5,
                "We were in two. Agree beforehand who answers the mail.",
            ),
            (
                "jordan",
                24,
                "Thank you. We lead, they agree, and they answer the mail.",
            ),
        ],
        locked: None,
    },
    Thread {
        ago_days: 9,
        by: "tom",
        category: "general",
        about: About::Nothing,
        title: "CSV or GeoJSON? Let us settle it",
        body: "For points. I say CSV with two columns. Go.",
        replies: &[
            (
                "martin",
                1,
                "GeoJSON, because then I know which column is which and which way round.",
            ),
            (
                "maya",
                2,
                "CSV, because a council officer can open it and see that it is wrong.",
            ),
            (
                "marcus",
                2,
                "Both. A machine makes the second from the first at night.",
            ),
            ("tom", 3, "“Both” is not a side."),
            (
                "priya",
                5,
                "CSV. My colleagues mend it in a spreadsheet. Nobody here has mended a GeoJSON file and lived.",
            ),
            (
                "ingrid",
                8,
                "Both, with the same identifiers in both. The format is never the trouble; the missing identifier is.",
            ),
            (
                "moira",
                30,
                "This was fun, and everything has been said. I am closing it before somebody mentions Shapefile.",
            ),
        ],
        locked: Some(
            "Everything has been said, kindly. A new topic is welcome when there is something new.",
        ),
    },
    Thread {
        ago_days: 5,
        by: "lena",
        category: "good-practice",
        about: About::Community(INCLUSION),
        title: "Five sentences that we no longer write in letters",
        body: "From tests with 22 people at three libraries. What they stumbled over:\n\n1. “in respect of”\n2. “you are required to”\n3. “please find attached”\n4. “at your earliest convenience” (three people thought that it was a toilet)\n5. “failure to do so will result in”\n\nWhat would you add?",
        replies: &[
            ("idris", 3, "“Your call is important to us.”"),
            (
                "grace",
                6,
                "“Click here.” It says nothing when it is read aloud on its own.",
            ),
            (
                "jordan",
                22,
                "“Eligible”. We now write “you can get this if”.",
            ),
            (
                "dewi",
                26,
                "In Welsh we have a sixth: sentences that are translated from these five.",
            ),
            (
                "lena",
                30,
                "Number four will stay with me for ever. Thank you, I will post the poster when it is done.",
            ),
        ],
        locked: None,
    },
    Thread {
        ago_days: 2,
        by: "orla",
        category: "questions",
        about: About::Community(PUBLISHERS),
        title: "How do you find out who uses your data?",
        body: "My director asks, and I have download figures: 1,940 in a year, of which I believe that most are one robot. How do you show that somebody uses it, without making people register?",
        replies: &[
            (
                "amina",
                2,
                "Ask on the dataset’s page, and reply within a day to whoever writes. Twelve people told us in a year. Twelve stories are worth more to a director than 1,940 downloads.",
            ),
            (
                "greg",
                4,
                "We take the file away for an hour on a quiet Tuesday, and see who complains.",
            ),
            ("marcus", 6, "Please do not do that."),
            (
                "maya",
                20,
                "The project pages here list what each service uses. Ask those people first; they have an interest in your file staying where it is.",
            ),
            (
                "orla",
                24,
                "Greg’s way is tempting. I shall try Amina’s first.",
            ),
        ],
        locked: None,
    },
    Thread {
        ago_days: 0,
        by: "greg",
        category: "questions",
        about: About::Dataset(datasets::CALLS),
        title: "Would quarter hours be of use to anybody, or are hours enough?",
        body: "We publish calls by quarter of an hour. It makes the file four times as long, and I have never heard of anybody who needed it. May I go back to hours?",
        replies: &[(
            "idris",
            1,
            "Keep the quarters. The wait at 09:10 and at 09:50 are two different days.",
        )],
        locked: None,
    },
];
