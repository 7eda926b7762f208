//! A context for each mail, with and without what is optional.

use serde_json::{Value, json};

/// Each mail's name with a context; a mail with branches comes several times.
pub(super) fn all() -> Vec<(&'static str, Value)> {
    let link = "https://hub.example.org/invitations/q7?x=1&y=2";
    let mut samples = account(link);
    samples.extend(partnership(link));
    samples.extend(judging(link));
    samples.extend(decisions(link));
    samples
}

fn account(link: &str) -> Vec<(&'static str, Value)> {
    vec![
        ("confirm_email", json!({ "link": link, "hours": 24 })),
        ("confirm_new_email", json!({ "link": link, "hours": 24 })),
        ("email_changed", json!({ "address": "ann@example.org" })),
        (
            "password_changed",
            json!({ "reset_link": "https://hub.example.org/forgotten-password" }),
        ),
        ("reset_password", json!({ "link": link, "minutes": 60 })),
        (
            "already_registered",
            json!({
                "sign_in_link": "https://hub.example.org/sign-in",
                "reset_link": "https://hub.example.org/forgotten-password",
            }),
        ),
        (
            "membership_request",
            json!({ "person": "Ann", "organisation": "Leeds City Council", "link": link }),
        ),
        (
            "programme_staff",
            json!({ "programme": "Make it Local", "added": true, "link": link }),
        ),
        (
            "programme_staff",
            json!({ "programme": "Make it Local", "added": false, "link": link }),
        ),
        (
            "membership_approved",
            json!({ "organisation": "Leeds City Council", "link": link }),
        ),
        (
            "reply",
            json!({
                "author": "Bob", "topic_title": "Where do bus stops come from?",
                "excerpt": "Ours come from the county.\n\nAnd yours?", "link": link,
                "post_number": 2,
            }),
        ),
        (
            "milestone_due",
            json!({ "project_title": "Bus stops", "milestone_title": "First map",
                "missed": false, "link": link }),
        ),
        (
            "milestone_due",
            json!({ "project_title": "Bus stops", "milestone_title": "First map",
                "missed": true, "link": link }),
        ),
        (
            "milestone_planned",
            json!({ "project_title": "Bus stops", "milestone_title": "First map", "moved": true,
                "by": "31 March 2027", "reason": "The data came late.", "link": link }),
        ),
        (
            "milestone_planned",
            json!({ "project_title": "Bus stops", "milestone_title": "First map", "moved": false,
                "by": "31 March 2027", "reason": "", "link": link }),
        ),
        (
            "milestone_decided",
            json!({ "project_title": "Bus stops", "milestone_title": "First map",
                "accepted": true, "reason": "It works.", "link": link }),
        ),
        (
            "milestone_decided",
            json!({ "project_title": "Bus stops", "milestone_title": "First map",
                "accepted": false, "reason": "The link is dead.", "link": link }),
        ),
        (
            "still_live",
            json!({
                "project_title": "Bus stops", "website": "https://buses.example.org/",
                "confirmed": "3 March 2027", "link": link,
                "edit_link": "https://hub.example.org/projects/9-bus-stops/edit",
            }),
        ),
        (
            "still_live",
            json!({
                "project_title": "Bus stops", "website": "", "confirmed": "3 March 2027",
                "link": link, "edit_link": "https://hub.example.org/projects/9-bus-stops/edit",
            }),
        ),
        (
            "membership_declined",
            json!({ "organisation": "Leeds City Council", "link": link }),
        ),
        ("test", json!({})),
    ]
}

fn partnership(link: &str) -> Vec<(&'static str, Value)> {
    let about = json!({
        "inviter": "Bob", "partner": "Cy", "person": "Bob", "role": "developer",
        "organisation": "Open Bytes Ltd", "reference": "MIL-7K2M", "version": 3,
        "proposal_title": "Bus stops, once & for all", "challenge_title": "Better buses",
        "link": link, "expires": "8 December 2026, 5:00pm GMT",
        "closes": "18 December 2026, 5:00pm GMT", "agreed": true,
        "reason": "The team has changed.",
        "sections": ["Budget", "Approach"],
    });
    let mut samples: Vec<_> = [
        "invitation_partner",
        "partner_asked",
        "partner_answered",
        "proposal_submitted",
        "proposal_withdrawn",
        "proposal_revived",
    ]
    .into_iter()
    .map(|name| (name, about.clone()))
    .collect();
    let mut changed = about.clone();
    changed["changes_link"] = json!("https://hub.example.org/proposals/k3/versions?from=d2");
    samples.push(("proposal_changed", changed));
    for from in ["submitted", "selected", "reserve"] {
        let mut out = about.clone();
        out["from"] = json!(from);
        samples.push(("proposal_disqualified", out));
    }
    for (disqualified, next) in [
        (true, json!(true)),
        (true, json!(false)),
        (true, Value::Null),
        (false, Value::Null),
    ] {
        let mut left = about.clone();
        left["disqualified"] = json!(disqualified);
        left["next"] = next;
        samples.push(("proposal_left", left));
    }
    samples.push(("entry_left", about.clone()));
    samples.push((
        "partner_removed",
        json!({ "person": "Bob", "proposal_title": "Bus stops, once & for all",
            "challenge_title": "Better buses" }),
    ));
    for role in ["lead", "contributor", "viewer"] {
        let mut set = about.clone();
        set["role"] = json!(role);
        samples.push(("role_set", set));
    }
    samples.push(("challenge_handed_in", about.clone()));
    let mut draft = about.clone();
    draft["version"] = Value::Null;
    samples.push(("proposal_revived", draft));
    samples.extend(screening(&about));
    let mut cancelled = about.clone();
    cancelled["reason"] = json!("The council that asked for it has no budget.\n\nWe are sorry.");
    samples.push(("challenge_cancelled", cancelled));
    let mut returned = about.clone();
    returned["note"] = json!("Say who is affected.\n\nAnd how many they are.");
    samples.push(("challenge_returned", returned));
    for moved in [json!("20 December 2026, 5:00pm GMT"), Value::Null] {
        let mut extended = about.clone();
        extended["closes"] = moved.clone();
        extended["opens"] = moved.clone();
        extended["due"] = moved.clone();
        extended["reason"] = json!(if moved.is_null() {
            ""
        } else {
            "The data came late."
        });
        samples.push(("deadline_extended", extended));
    }
    samples.push(("rules_amended", about.clone()));
    samples.extend(questions(&about));
    samples.extend(partnering(&about));
    let mut published = about.clone();
    published["opens"] = json!("18 November 2026, 9:00am GMT");
    samples.push(("challenge_published", published));
    let mut declined = about.clone();
    declined["agreed"] = json!(false);
    samples.push(("partner_answered", declined));
    for missing in [
        json!([]),
        json!(["The budget", "Consent of Open Bytes Ltd"]),
    ] {
        let mut context = about.clone();
        context["grace"] = json!(if missing == json!([]) { 0 } else { 10 });
        context["missing"] = missing;
        samples.push(("reminder_applicant", context));
    }
    samples
}

fn screening(about: &Value) -> Vec<(&'static str, Value)> {
    let mut appealed = about.clone();
    appealed["appeal"] = json!("The council did sign.\n\nThe letter is in the annex.");
    let mut samples = vec![("screening_appealed", appealed)];
    for (eligible, reason, until, after_appeal) in [
        (true, json!(""), Value::Null, false),
        (true, json!("The letter was found."), Value::Null, true),
        (
            false,
            json!("No council leads it."),
            json!("25 December 2026, 5:00pm GMT"),
            false,
        ),
        (false, json!("No council leads it."), Value::Null, true),
    ] {
        let mut context = about.clone();
        context["eligible"] = json!(eligible);
        context["reason"] = reason;
        context["appeal_until"] = until;
        context["after_appeal"] = json!(after_appeal);
        samples.push(("proposal_screened", context));
    }
    samples
}

fn judging(link: &str) -> Vec<(&'static str, Value)> {
    let about = json!({
        "challenge_title": "Better buses", "link": link,
        "due": "15 January 2027, 5:00pm GMT", "expires": "20 December 2026, 5:00pm GMT",
    });
    let mut samples = vec![
        ("invitation_judge", about.clone()),
        ("judge_appointed", about.clone()),
    ];
    for lifted in [false, true] {
        let mut context = about.clone();
        context["proposal_title"] = json!("Bus stops, once & for all");
        context["lifted"] = json!(lifted);
        samples.push(("judge_conflict", context));
    }
    for (added, taken, count) in [
        (vec!["Bus stops, once & for all", "Allotments"], vec![], 2),
        (vec![], vec!["Allotments"], 1),
    ] {
        let mut context = about.clone();
        context["added"] = json!(added);
        context["taken"] = json!(taken);
        context["count"] = json!(count);
        samples.push(("judge_assigned", context));
    }
    let mut round = about.clone();
    round["round"] = json!("Interviews & visits");
    round["count"] = json!(4);
    samples.push(("round_opened", round));
    for (left, declare, due) in [
        (4, false, &about["due"]),
        (1, true, &Value::Null),
        (0, true, &about["due"]),
    ] {
        let mut opened = about.clone();
        opened["left"] = json!(left);
        opened["declare"] = json!(declare);
        opened["due"] = due.clone();
        samples.push(("judging_opened", opened));
    }
    let mut discussed = about.clone();
    discussed["proposal_title"] = json!("Bus stops, once & for all");
    discussed["author"] = json!("Kim");
    discussed["excerpt"] = json!("The budget is thin.\n\nWho pays for the second year?");
    discussed["reason"] = json!("You scored the draft <and> not what was handed in.");
    samples.push(("panel_post", discussed.clone()));
    samples.push(("review_reopened", discussed));
    let mut short = about.clone();
    short["needed"] = json!(3);
    short["proposals"] = json!([{ "title": "Bus stops, once & for all", "have": 2 }]);
    samples.push(("assignment_short", short));
    for (left, declare) in [(1, false), (4, false), (0, true)] {
        let mut context = about.clone();
        context["left"] = json!(left);
        context["declare"] = json!(declare);
        samples.push(("reminder_judge", context));
    }
    samples
}

fn decisions(link: &str) -> Vec<(&'static str, Value)> {
    let bare = json!({
        "reference": "MIL-7K2M", "proposal_title": "Bus stops", "challenge_title": "Better buses",
        "link": link,
    });
    let mut full = bare.clone();
    full["feedback"] = json!("A clear need.\nThe budget is thin.");
    full["rank"] = json!(2);
    full["project_link"] = json!("https://hub.example.org/projects/9-bus-stops");
    let mut with_nulls = bare.clone();
    for key in ["feedback", "rank", "project_link"] {
        with_nulls[key] = Value::Null;
    }
    let mut samples = offers(&bare);
    let letters = ["decision_selected", "decision_reserve", "decision_declined"]
        .into_iter()
        .flat_map(|name| {
            // Only a selected proposal has a project.
            let mut full = full.clone();
            if name != "decision_selected" {
                full["project_link"] = Value::Null;
            }
            [
                (name, bare.clone()),
                (name, full),
                (name, with_nulls.clone()),
            ]
        });
    samples.extend(letters);
    samples
}

fn offers(bare: &Value) -> Vec<(&'static str, Value)> {
    let mut open = bare.clone();
    open["answer_by"] = json!("Friday 18 December 2026, 11:59pm GMT");
    let mut selected = open.clone();
    selected["project_link"] = Value::Null;
    let failed = |count: u32| {
        json!({ "challenge_title": "Better buses", "count": count,
            "planned": "Friday 18 December 2026, 9:00am GMT",
            "link": "https://hub.example.org/challenges/3/announce" })
    };
    let mut samples = vec![
        ("announcement_failed", failed(1)),
        ("announcement_failed", failed(3)),
        ("offer_made", open.clone()),
        ("decision_selected", selected),
    ];
    for extended in [false, true] {
        let mut context = open.clone();
        context["extended"] = json!(extended);
        samples.push(("offer_reminder", context));
    }
    for (outcome, reason, project, next) in [
        (
            "accepted",
            "",
            "https://hub.example.org/projects/9-bus-stops",
            false,
        ),
        ("declined", "We lost our developer.\nSorry.", "", true),
        ("lapsed", "", "", false),
    ] {
        let mut context = bare.clone();
        context["outcome"] = json!(outcome);
        context["reason"] = json!(reason);
        context["project_link"] = json!(project);
        context["next"] = json!(next);
        samples.push(("offer_settled", context.clone()));
        // Staff are led to all offers, and to no project.
        context["project_link"] = json!("");
        samples.push(("offer_outcome", context));
    }
    samples
}

fn questions(about: &Value) -> Vec<(&'static str, Value)> {
    let mut asked = about.clone();
    asked["question"] = json!("May the code stay with the developer?\n\nOurs is used elsewhere.");
    asked["answer"] = json!("Yes, if it is open.");
    let mut samples = vec![("question_asked", asked.clone())];
    for (own, public) in [(true, true), (true, false), (false, true)] {
        let mut answered = asked.clone();
        answered["own"] = json!(own);
        answered["public"] = json!(public);
        samples.push(("question_answered", answered));
    }
    for news in ["opened", "extended", "amended", "cancelled", "announced"] {
        let mut told = about.clone();
        told["news"] = json!(news);
        told["reason"] = json!("There is no budget.");
        told["opens"] = json!(
            news.starts_with("ext")
                .then_some("2 December 2026, 9:00am GMT")
        );
        samples.push(("challenge_news", told));
    }
    samples
}

fn partnering(about: &Value) -> Vec<(&'static str, Value)> {
    let mut told = about.clone();
    told["reason"] = json!("It names somebody else’s product.\n\nLeave that out.");
    told["introduction"] = json!("k7");
    told["author"] = json!("Ines Okafor");
    told["asker"] = json!("Ines Okafor");
    told["organisation"] = json!("");
    told["other"] = json!("Ashford Borough Council");
    told["message"] = json!("We build maps that everybody can use.\n\nShall we talk?");
    let mut samples = vec![
        ("notice_removed", told.clone()),
        ("introduction_message", told.clone()),
        ("introduction_asked", told.clone()),
    ];
    let mut named = told.clone();
    named["organisation"] = json!("Open Bytes Ltd");
    samples.push(("introduction_asked", named));
    for (own, accepted) in [(true, true), (false, true), (true, false)] {
        let mut answered = told.clone();
        answered["own"] = json!(own);
        answered["accepted"] = json!(accepted);
        if accepted {
            let link = "https://hub.example.org/challenges/3/propose";
            answered["proposal_link"] = json!(link);
        }
        samples.push(("introduction_answered", answered));
    }
    samples
}
