//! The earlier conversations, the oldest first.

use super::{About, INCLUSION, PLANNING, PUBLISHERS, Thread};
use crate::demo::datasets;

pub(super) const EARLIER: &[Thread] = &[
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
];
