//! The conversations, the oldest first.

use super::{About, INCLUSION, PLANNING, PUBLISHERS, Thread};
use crate::demo::{challenges, datasets};

pub(super) const THREADS: &[Thread] = &[
    Thread {
        ago_days: 260,
        by: "amina",
        category: "good-practice",
        about: About::Community(PUBLISHERS),
        title: "Which dataset did you publish first, and would you again?",
        body: "We began with spending over £500 because we had to. Nobody thanked us. The second was bin days, and the telephone rang.\n\nWhat was yours? I am collecting answers for colleagues who have to choose one for next month.",
        replies: &[
            (
                "martin",
                3,
                "Gritting routes. Would do again: small, changes once a year, and people care for exactly one week.",
            ),
            (
                "edwin",
                7,
                "Spending as well. It is the only one that our auditors ask about, so it is also the only one that has never been late.",
            ),
            (
                "orla",
                26,
                "Community centres. I would not begin with it again: 26 centres means 26 people who have to tell you when something changes.",
            ),
            (
                "priya",
                30,
                "Toilets. Forty rows, one afternoon, and the first thank-you letter that our team has had. Start with something that fits on one screen.",
            ),
            (
                "ben",
                52,
                "From the other side of the counter: opening hours. Everything that we build needs them, and half the time we copy them from a poster.",
            ),
            (
                "amina",
                75,
                "Thank you. The pattern seems to be: small, changes rarely, somebody’s day depends on it. I shall put that on one page and share it.",
            ),
        ],
        locked: None,
    },
    Thread {
        ago_days: 231,
        by: "edwin",
        category: "questions",
        about: About::Community(PUBLISHERS),
        title: "Sole traders in the spending file: publish the name or not?",
        body: "A third of our suppliers below £5,000 are people who trade under their own name. Our legal team says redact, our residents’ panel says that this hides who is paid. What do you do?",
        replies: &[
            (
                "greg",
                5,
                "We publish if the name is the trading name on the invoice. If it is a person who receives care payments we take the whole name out, and say why in a column.",
            ),
            (
                "marcus",
                9,
                "Same, with a list of services where we always redact: fostering, adult care, grants to individuals. The rest is published.",
            ),
            (
                "amina",
                28,
                "Do not do it row by row. Write the rule down, publish the rule next to the file, and apply it by service code. Then nobody has to decide on a Friday afternoon.",
            ),
            (
                "edwin",
                49,
                "A rule by service code it is. Our legal team is happy with that, because it is a rule.",
            ),
        ],
        locked: None,
    },
    Thread {
        ago_days: 204,
        by: "tom",
        category: "questions",
        about: About::Dataset(datasets::STOPS),
        title: "Stops that moved two years ago and still stand where they stood",
        body: "In one town eleven of 240 stops are at their old place. Who do I tell, and does anybody act on it? I would rather mend the source than keep a list of exceptions.",
        replies: &[
            (
                "dewi",
                2,
                "Tell the local authority’s transport team, not the department: each authority keeps its own part. Send the code, the right position, and a photograph. We had one such mail and mended nine stops the same week.",
            ),
            (
                "martin",
                20,
                "Seconded. And say which date you looked: we had a report of a “wrong” stop that had been moved the day before.",
            ),
            (
                "tom",
                90,
                "Sent eleven mails on Monday. Seven mended, two were right and I was wrong, two unanswered. Better than I hoped.",
            ),
            (
                "ingrid",
                97,
                "That is worth a page of its own: how to report a mistake, for people who are not from a council.",
            ),
        ],
        locked: None,
    },
    Thread {
        ago_days: 176,
        by: "helen",
        category: "questions",
        about: About::Community(PLANNING),
        title: "Brownfield register: one site, four polygons",
        body: "The standard wants one row a site with a point. Ours are often several plots with a road through them. A point in the middle of the road helps nobody. How do you handle that?",
        replies: &[
            (
                "martin",
                4,
                "A point on the largest plot, and the polygons in a second file with the same site reference. The standard does not forbid a second file.",
            ),
            (
                "greg",
                6,
                "We draw one polygon around all of it. Wrong in detail, and it shows up on a map at the right size.",
            ),
            (
                "helen",
                25,
                "The second file, I think. One polygon around everything includes a church.",
            ),
            (
                "tom",
                31,
                "As somebody who reads these: please do the second file. With a point I can only draw a pin, and residents believe that the pin is the site.",
            ),
            (
                "callum",
                55,
                "We have done the second file since spring. Two developers use it. Nobody has asked for the points.",
            ),
        ],
        locked: None,
    },
    Thread {
        ago_days: 149,
        by: "maya",
        category: "show-and-tell",
        about: About::Project("Swings for everybody"),
        title: "Swings for everybody is open: tell us what is wrong with it",
        body: "All 31 play areas in Sutton have a page now. The part that I am proud of is at the bottom of each: “something is broken”. The part that I am not proud of is the map on small phones.\n\nPlease look, and be unkind.",
        replies: &[
            (
                "grace",
                3,
                "With a screen reader the list is good. The photographs have descriptions that say “photograph of play area”. Say what a parent wants to know: gate, surface, swing.",
            ),
            (
                "jordan",
                5,
                "Our inspectors use it to find their own sites. We did not expect that.",
            ),
            (
                "ben",
                21,
                "In the library two mothers asked for a printed list. Could there be one on a single page?",
            ),
            (
                "maya",
                44,
                "Descriptions are rewritten. There is a page to print, under “All play areas”. The map is still bad.",
            ),
            (
                "lena",
                47,
                "Leave the map out on small screens. In our tests nobody used it there; they read the first three names and went.",
            ),
            ("maya", 70, "Done, and it feels like cheating. Thank you."),
        ],
        locked: None,
    },
    Thread {
        ago_days: 133,
        by: "ben",
        category: "good-practice",
        about: About::Community(INCLUSION),
        title: "What people ask at the help desk, counted for a month",
        body: "We kept a tally at four libraries: 612 questions about online services.\n\n| What | How many |\n|---|---|\n| Forgotten password | 188 |\n| Printing something that was mailed to them | 140 |\n| A form that asks for a mobile number | 97 |\n| Booking a tip or a test | 61 |\n| All else | 126 |\n\nNearly a third is passwords. I do not know what to do with that, but I wanted you to see it.",
        replies: &[
            (
                "nadia",
                2,
                "This matches our calls almost to the per cent. May I use it?",
            ),
            ("ben", 3, "Please do."),
            (
                "grace",
                8,
                "The third row is the one that makes me angry. A form that *requires* a mobile number excludes people by design, and somebody chose it.",
            ),
            (
                "yusuf",
                27,
                "We took the mobile number out of a booking form last year. Nobody missed it. It was there because the template had it.",
            ),
            (
                "idris",
                50,
                "For thirty years I ran a contact centre. Print this, hang it up where the people sit who order software.",
            ),
        ],
        locked: None,
    },
    Thread {
        ago_days: 110,
        by: "marcus",
        category: "questions",
        about: About::Dataset(datasets::AIR),
        title: "Provisional readings are being quoted as final",
        body: "A newspaper took last week’s hourly values and wrote “illegal air”. They were provisional, two of them were a broken pump, and they were gone a month later. We mark them in a column. Nobody reads columns.\n\nShould we hold data back until it is final? That would be three months late.",
        replies: &[
            (
                "ingrid",
                4,
                "Do not hold it back. Put provisional and final into two files with the word in the file’s name. It worked for us.",
            ),
            (
                "maya",
                6,
                "Two files, yes. If I build on it I will use what is fresh, and the name reminds me to say so on the page.",
            ),
            (
                "greg",
                22,
                "And answer the newspaper, once, in public, kindly. Ours now rings before it prints.",
            ),
            (
                "marcus",
                48,
                "Two files from Monday. I also wrote three sentences for journalists; they are on the dataset’s page.",
            ),
        ],
        locked: None,
    },
    Thread {
        ago_days: 88,
        by: "yusuf",
        category: "general",
        about: About::Nothing,
        title: "Volunteers are not free: how do you pay people who test?",
        body: "We ask people with little money to try out services for an hour. A voucher of £20 is income for some benefits, and a cup of tea is an insult. How do others do this properly?",
        replies: &[
            (
                "lena",
                5,
                "£25 an hour, their choice of voucher or bank, and we give them the page of the benefits office that says what counts. Fares on top, in cash, on the day.",
            ),
            (
                "nadia",
                24,
                "Our council has a policy for “participation payments”. It took a year to write, and I am happy to share it.",
            ),
            (
                "ruth",
                29,
                "Whatever you pay, put it into the budget of the proposal as a line of its own. As a judge I look for it; its absence tells me that nobody will be asked.",
            ),
            (
                "yusuf",
                51,
                "That is the most useful sentence that I have read this month. Nadia, yes please.",
            ),
        ],
        locked: None,
    },
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
