//! What each operation is asked with: what would be right for whoever may do it, so that a
//! refusal says something about who asked, and not about what.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as BASE64;
use chrono::TimeDelta;
use hub_domain::clock::Clock;
use serde_json::{Value, json};

use super::world::{PASSWORD, Things};

/// The input of a mutation; none when this table does not know it, and null when it takes none.
pub fn mutation(name: &str, of: &Things) -> Option<Value> {
    let input = account(name, of)
        .or_else(|| platform(name, of))
        .or_else(|| organisation(name, of))
        .or_else(|| catalogue(name, of))
        .or_else(|| challenge(name, of))
        .or_else(|| proposal(name, of))
        .or_else(|| judging(name, of))
        .or_else(|| project_and_community(name, of))
        .or_else(|| forum(name, of))?;
    Some(if input.is_null() {
        json!({})
    } else {
        json!({ "input": input })
    })
}

fn account(name: &str, of: &Things) -> Option<Value> {
    let new = "fifteen blue herons";
    Some(match name {
        "register" => json!({ "name": "New Person", "handle": "newcomer", "password": new,
            "email": "newcomer@example.org" }),
        "confirmEmail" => json!({ "token": of.get("confirm") }),
        "confirmNewEmail" => json!({ "token": of.get("change") }),
        "resendConfirmation" | "signOut" => Value::Null,
        "signIn" => json!({ "email": "mel@example.org", "password": PASSWORD }),
        "requestPasswordReset" => json!({ "email": "mel@example.org" }),
        "resetPassword" => json!({ "token": of.get("reset"), "password": new }),
        "changeEmail" => json!({ "email": "other@example.org", "password": PASSWORD }),
        "changePassword" => json!({ "current": PASSWORD, "password": new }),
        "changeProfile" => json!({ "name": "Another Name", "mailReplies": false, "version": 1 }),
        "createApiToken" => json!({ "name": "Script", "days": 30, "scopes": ["READ", "WRITE"] }),
        // A member's.
        "revokeApiToken" => json!({ "id": of.get("api_token") }),
        "endSession" => json!({ "id": of.get("session") }),
        "acceptInvitation" => json!({ "token": of.get("invitation"), "name": "New Person",
            "handle": "newcomer", "password": new }),
        "declineInvitation" => json!({ "token": of.get("invitation") }),
        "unsubscribe" => json!({ "token": of.get("unsubscribe") }),
        _ => return None,
    })
}

fn platform(name: &str, of: &Things) -> Option<Value> {
    Some(match name {
        "grantRole" => json!({ "handle": "mel", "role": "STAFF" }),
        "suspendPerson" => json!({ "handle": "mel", "reason": "Spam in every topic." }),
        "unsuspendPerson" => json!({ "handle": "sue" }),
        "retryJob" => json!({ "id": of.get("job") }),
        "retryMail" => json!({ "key": of.get("mail") }),
        "saveDocument" => json!({ "slug": "about", "title": "About us", "body": "We are here.",
            "version": 0 }),
        _ => return None,
    })
}

fn organisation(name: &str, of: &Things) -> Option<Value> {
    let council = of.get("council");
    Some(match name {
        "createOrganisation" => json!({ "kind": "DEVELOPER", "name": "Two of Us" }),
        "editOrganisation" => json!({ "number": council, "name": "Lichfield", "version": 1,
            "about": "A city.", "shortName": "Lichfield" }),
        "joinOrganisation" => json!({ "number": of.get("firm") }),
        "leaveOrganisation" => json!({ "number": council }),
        "decideMembership" => json!({ "number": council, "handle": "penny", "approve": true }),
        "changeMemberRole" => json!({ "number": council, "handle": "oscar", "role": "OWNER" }),
        "removeMember" => json!({ "number": council, "handle": "oscar" }),
        _ => return None,
    })
}

/// A file to import, published by a council.
pub fn listing(council: i64) -> Value {
    let resource = json!({ "id": "r", "name": "File", "url": "https://e.org/a.csv",
        "format": "csv" });
    let package = json!({ "id": "1", "name": "1", "title": "Trees", "notes": "About trees.",
        "license_id": "uk-ogl", "organization": { "name": "o", "title": "Lichfield" },
        "resources": [resource] });
    let content = json!({ "success": true, "result": { "count": 1, "results": [package] } });
    json!({ "organisation": council, "fileName": "list.json", "sourceName": "Lichfield",
        "content": content.to_string() })
}

/// A score sheet of the challenges of this world, without a row that says anything of a proposal.
pub const SHEET: &str = "Reference,Title,Version,1. The proposal (0–4),1. The proposal: comment,\
    Comment to the panel,Comment to the applicant,Private notes,Submit (yes/no)\n\
    MIL-1999-001,Trees,0,3,Good.,,,,no\n";

fn catalogue(name: &str, of: &Things) -> Option<Value> {
    let council = of.number("council");
    let reason = "It is out of date.";
    Some(match name {
        "saveDataset" => {
            json!({ "organisation": council, "title": "Trees", "licence": "OGL-UK-3.0",
            "description": "Every tree.", "distributions": [{ "title": "File", "format": "CSV",
            "url": "https://example.org/trees.csv" }] })
        }
        "withdrawDataset" => json!({ "number": of.get("dataset"), "reason": reason }),
        "restoreDataset" => json!({ "number": of.get("withdrawn"), "reason": reason }),
        "uploadListing" => listing(council),
        // An officer's.
        "confirmImport" => json!({ "key": of.get("upload") }),
        _ => return None,
    })
}

fn challenge(name: &str, of: &Things) -> Option<Value> {
    let now = Clock::system().now();
    let later = (now + TimeDelta::days(15)).format("%Y-%m-%dT12:00");
    let judging = (now + TimeDelta::days(16)).format("%Y-%m-%dT12:00");
    Some(match name {
        "createChallenge" => json!({ "publisher": of.get("council"), "title": "Trees in streets" }),
        "amendChallengeRules" => json!({ "number": of.get("open"), "version": 1,
            "reason": "There is more money.", "rules": { "awards": 3, "reviewsRequired": 1,
            "criteria": [{ "name": "The proposal", "description": "", "weight": 1, "levels": [
                { "level": 0, "description": "None" }, { "level": 1, "description": "Much" }] }] } }),
        "createProgramme" => json!({ "publisher": of.get("programme"), "name": "Streets for all",
            "summary": "Services that help people to get about." }),
        "editProgramme" => json!({ "number": of.get("programme_number"), "version": 1,
            "name": "Streets", "summary": "Services for people who walk.", "about": "", "rules": "",
            "awards": 2, "reviewsRequired": 2 }),
        "addProgrammeStaff" => json!({ "programme": of.get("programme_number"),
            "email": "mel@example.org" }),
        "removeProgrammeStaff" => json!({ "programme": of.get("programme_number"),
            "handle": "pru" }),
        "addProgrammeJudge" => json!({ "programme": of.get("programme_number"), "who": "mel" }),
        "removeProgrammeJudge" => json!({ "programme": of.get("programme_number"), "who": "jude" }),
        "chooseProgramme" => json!({ "challenge": of.get("draft"),
            "programme": of.get("programme_number") }),
        "askQuestion" => json!({ "challenge": of.get("open"), "body": "May two councils bid?" }),
        // A member's, on the open challenge.
        "answerQuestion" => json!({ "question": of.get("question"), "public": true,
            "answer": "Yes, they may.", "version": 1 }),
        "withdrawQuestion" => json!({ "question": of.get("question") }),
        "savePartnerNotice" => json!({ "challenge": of.get("open"),
            "body": "We know how to count trees." }),
        // A member's, as what follows is.
        "withdrawPartnerNotice" => json!({ "notice": of.get("notice") }),
        "removePartnerNotice" => json!({ "notice": of.get("notice"),
            "reason": "It is an advertisement." }),
        "askIntroduction" => json!({ "notice": of.get("notice"),
            "message": "Shall we bid together?" }),
        "answerIntroduction" => json!({ "introduction": of.get("introduction"),
            "answer": "ACCEPT" }),
        "writeMessage" => json!({ "introduction": of.get("introduced"), "body": "Hello." }),
        "endIntroduction" => json!({ "introduction": of.get("introduction") }),
        "reportIntroduction" => json!({ "introduction": of.get("introduction"),
            "note": "It is an advertisement." }),
        "settleIntroductionReport" => json!({ "introduction": of.get("introduced"), "end": true,
            "reason": "It is an advertisement." }),
        "followChallenge" => json!({ "number": of.get("open"), "following": true }),
        "moveChallenge" => json!({ "number": of.get("announced"), "to": "DELIVERY" }),
        "editChallenge" => json!({ "number": of.get("draft"), "version": 1, "datasets": [],
            "title": "Trees", "summary": "Trees.", "problem": "Few.", "affected": "All.",
            "success": "More." }),
        "submitChallengeForReview" => json!({ "number": of.get("draft") }),
        "requestChallengeEdits" => json!({ "number": of.get("in_review"),
            "note": "Say whom it is for." }),
        "publishChallenge" => json!({ "number": of.get("in_review") }),
        "extendDeadline" => json!({ "number": of.get("open"), "closesAt": later.to_string(),
            "judgingOpensAt": judging.to_string(), "reason": "Many asked for it." }),
        "cancelChallenge" => json!({ "number": of.get("open"), "reason": "There is no money." }),
        _ => return None,
    })
}

fn proposal(name: &str, of: &Things) -> Option<Value> {
    Some(match name {
        "startProposal" => json!({ "challenge": of.get("open"), "title": "Every stop",
            "organisation": of.get("ashford") }),
        "editProposal" => json!({ "key": of.get("complete"), "version": 1, "title": "Every stop",
            "summary": "A map.", "approach": "We walk.", "impact": "Large.", "team": "Two.",
            "budget": [], "milestones": [], "datasets": [] }),
        "submitProposal" => json!({ "key": of.get("complete"), "version": 1 }),
        "withdrawProposal" => json!({ "key": of.get("handed_in"), "reason": "We have no time." }),
        "attachFile" => json!({ "key": of.get("complete"), "fileName": "plan.pdf",
            "base64": "JVBERi0xLjcK" }),
        "detachFile" => json!({ "key": of.get("complete"), "file": "attached" }),
        "disqualifyProposal" => json!({ "key": of.get("second"),
            "reason": "It is the work of others." }),
        "screenProposal" => json!({ "key": of.get("second"), "eligible": false,
            "reason": "No council leads it." }),
        "appealScreening" => json!({ "key": of.get("turned_away"),
            "appeal": "A council does lead it." }),
        "reviveProposal" => json!({ "key": of.get("taken_back") }),
        "addPartner" => json!({ "key": of.get("complete"), "role": "DEVELOPER", "handle": "mel" }),
        "setPersonRole" => json!({ "key": of.get("complete"), "partner": of.get("complete_1"),
            "role": "CONTRIBUTOR" }),
        "removePartner" => json!({ "key": of.get("unanswered"),
            "partner": of.get("unanswered_1") }),
        "answerPartnership" => json!({ "key": of.get("asking"), "partner": of.get("asking_1"),
            "agrees": true }),
        _ => return None,
    })
}

fn judging(name: &str, of: &Things) -> Option<Value> {
    let later = Clock::system().now() + TimeDelta::days(20);
    let later = later.format("%Y-%m-%dT12:00");
    let judge = of.get("judge_judge");
    let no = |proposal| json!({ "proposal": of.get(proposal), "conflict": false });
    let score = json!({ "criterion": of.get("judging_criterion"), "level": 3,
        "comment": "It is well argued." });
    Some(match name {
        "appointJudge" => json!({ "challenge": of.get("judging"), "who": "mel" }),
        "removeJudge" => json!({ "judge": of.get("invited_judge") }),
        "answerAppointment" => json!({ "judge": of.get("asked_judge"), "accept": true }),
        "declareConflicts" => json!({ "judge": judge, "answers": [no("first"), no("second")] }),
        "declareConflict" => json!({ "judge": judge, "proposal": of.get("first"),
            "kind": "FAMILY" }),
        "addConflict" => json!({ "judge": judge, "proposal": of.get("first"), "kind": "MONEY",
            "note": "Shares." }),
        "setReading" => json!({ "challenge": of.get("judging"), "reading": "EVERYONE" }),
        "assignJudges" => json!({ "challenge": of.get("judging"), "reviews": 2, "least": 0,
            "most": 2, "seed": 1 }),
        "addAssignment" => json!({ "judge": of.get("sharer_judge"),
            "proposal": of.get("first") }),
        "removeAssignment" => json!({ "judge": of.get("sharer_judge"),
            "proposal": of.get("second") }),
        "confirmConflict" => json!({ "judge": of.get("conflicted_judge"),
            "proposal": of.get("first") }),
        "liftConflict" => json!({ "judge": of.get("conflicted_judge"),
            "proposal": of.get("first"), "reason": "It is none." }),
        "saveReview" | "submitReview" => json!({ "judge": judge, "proposal": of.get("first"),
            "version": 0, "scores": [score], "comment": "Yes." }),
        "uploadScores" => json!({ "judge": judge, "fileName": "scores.csv",
            "base64": BASE64.encode(SHEET) }),
        "confirmScores" => json!({ "judge": judge, "upload": of.get("score_upload"),
            "rows": [{ "proposal": of.get("first"), "version": 0 }] }),
        "decideProposal" => json!({ "proposal": of.get("second"), "outcome": "SELECT",
            "reason": "It is ready.", "feedback": "Well done.", "version": 0 }),
        "postToPanel" => json!({ "proposal": of.get("decided"), "body": "Is it ready?" }),
        "reopenReview" => json!({ "review": of.get("judged_review"), "reason": "Look again." }),
        "planAnnouncement" => json!({ "challenge": of.get("judged"),
            "announceAt": later.to_string(), "announcement": "None was ready.",
            "seen": of.get("planned_at") }),
        "cancelAnnouncement" => json!({ "challenge": of.get("judged"),
            "seen": of.get("planned_at") }),
        "openJudgingRound" => json!({ "challenge": of.get("rounded"), "round": 2,
            "dueAt": later.to_string(), "entries": [{ "proposal": of.get("rounding"),
                "goesOn": true, "reason": "The panel wants to hear them." }] }),
        "leaveOutJudgingRound" => json!({ "challenge": of.get("rounded"), "round": 2,
            "reason": "The scores are clear." }),
        "admitToJudgingRound" => json!({ "proposal": of.get("left_behind"),
            "reason": "Its appeal was upheld." }),
        "drawLottery" => json!({ "challenge": of.get("judged"), "value": "1 2 3",
            "confirmed": true }),
        "answerOffer" => json!({ "proposal": of.get("selected"), "accept": false,
            "reason": "We lost our developer." }),
        "extendOffer" => json!({ "proposal": of.get("selected"), "until": later.to_string() }),
        "announceDecision" => json!({ "challenge": of.get("judged"), "version": 1,
            "announcement": "None was ready." }),
        _ => return None,
    })
}

fn project_and_community(name: &str, of: &Things) -> Option<Value> {
    let community = of.get("community");
    Some(match name {
        "editProject" => json!({ "project": of.get("project"), "version": 1, "title": "Stops",
            "summary": "Every stop.", "state": "LIVE" }),
        "postUpdate" => json!({ "project": of.get("project"), "title": "It works",
            "body": "Have a look." }),
        "saveReach" => json!({ "project": of.get("project"), "version": 1,
            "beneficiaries": "Who waits.", "peopleReached": 12 }),
        "saveMeasure" => json!({ "project": of.get("project"), "name": "Time to wait",
            "unit": "minutes", "better": "LESS", "baseline": 12.0, "baselineOn": "2020-01-01",
            "target": 6.0, "targetOn": "2040-01-01", "source": "We count." }),
        "removeMeasure" => json!({ "measure": of.get("measure"), "version": 1 }),
        "saveReading" => json!({ "measure": of.get("measure"), "takenOn": "2021-01-01",
            "value": 10.5 }),
        "removeReading" => json!({ "reading": of.get("reading"), "version": 1 }),
        "publishStory" => json!({ "project": of.get("project"), "title": "It helps",
            "body": "Somebody." }),
        "editStory" => json!({ "story": of.get("story"), "version": 1, "title": "It helps still",
            "body": "Somebody." }),
        "deleteStory" => json!({ "story": of.get("story") }),
        "evidenceMilestone" => json!({ "milestone": of.get("milestone"), "version": 1,
            "evidence": "Have a look." }),
        "addMilestone" => json!({ "project": of.get("project"), "title": "A second map",
            "dueOn": "2099-03-31" }),
        "moveMilestone" => json!({ "milestone": of.get("milestone"), "version": 1,
            "dueOn": "2099-03-31", "reason": "The data came late." }),
        "decideMilestone" => json!({ "milestone": of.get("evidenced"), "version": 1,
            "accept": true, "reason": "It works." }),
        "notePayment" => json!({ "milestone": of.get("accepted"), "version": 1,
            "payment": "DUE", "amountPence": 100 }),
        "nameRisk" => json!({ "project": of.get("project"), "text": "It rains.",
            "likelihood": "HIGH", "owner": "Pat" }),
        "closeRisk" => json!({ "risk": of.get("risk") }),
        "registerProject" => json!({ "title": "Every bus", "website": "https://bus.example.org/",
            "summary": "Shows every bus of the town.", "datasets": [of.get("dataset").to_string()] }),
        "saveProjectUse" => json!({ "project": of.get("project"), "version": 1,
            "dataset": of.get("dataset").to_string(), "role": "SUPPORTING" }),
        "removeProjectUse" => json!({ "project": of.get("project"), "version": 1,
            "dataset": of.get("dataset") }),
        "confirmProject" => json!({ "project": of.get("live_project") }),
        "confirmStillLive" => json!({ "token": of.get("still_live") }),
        "hideProject" => json!({ "project": of.get("project"), "hide": true,
            "reason": "It is an advertisement." }),
        "deleteUpdate" => json!({ "update": of.get("update") }),
        "createCommunity" => json!({ "name": "Health", "summary": "Health and care.",
            "about": "Health and care." }),
        "editCommunity" => json!({ "community": community, "version": 1, "name": "Transport",
            "summary": "Buses and trams.", "about": "Buses and trams." }),
        "joinCommunity" | "leaveCommunity" => json!({ "community": community }),
        "setFacilitator" => json!({ "community": community, "handle": "mel",
            "facilitator": true }),
        _ => return None,
    })
}

fn forum(name: &str, of: &Things) -> Option<Value> {
    let topic = of.get("topic");
    let reason = "It is off the subject.";
    let post = |number: i32| json!({ "topic": topic, "post": number, "reason": reason });
    Some(match name {
        "createTopic" => json!({ "title": "Where are the stops?", "body": "I look for them.",
            "category": "questions" }),
        "reply" => json!({ "topic": topic, "body": "Here they are." }),
        "previewPost" => json!({ "body": "Here they are." }),
        // A member's.
        "editPost" => json!({ "topic": topic, "post": 1, "body": "Where?", "version": 1 }),
        "deletePost" => json!({ "topic": topic, "post": 3 }),
        "reportPost" => json!({ "topic": topic, "post": 2, "reason": "ABUSE", "note": "Rude." }),
        "followTopic" | "unfollowTopic" => json!({ "topic": topic }),
        "hidePost" => post(2),
        "restorePost" => post(4),
        "hideTopic" | "lockTopic" => json!({ "topic": topic, "reason": reason }),
        "restoreTopic" => json!({ "topic": of.get("hidden_topic"), "reason": reason }),
        "unlockTopic" => json!({ "topic": of.get("locked_topic"), "reason": reason }),
        "resolveReport" => json!({ "report": of.get("report"), "hide": true, "reason": reason }),
        _ => return None,
    })
}

/// What a query is asked with, each with a word for it; none when this table does not know it.
pub fn query(name: &str, of: &Things) -> Option<Vec<(&'static str, Value)>> {
    let numbers = |names: &[&'static str]| {
        let one = |name: &&'static str| (*name, json!({ "number": of.get(name) }));
        names.iter().map(one).collect()
    };
    let only = |value: Value| vec![("", value)];
    Some(match name {
        "administration"
        | "audit"
        | "categories"
        | "challengePublishers"
        | "challenges"
        | "communities"
        | "datasetPublishers"
        | "datasets"
        | "followedTopics"
        | "frequencies"
        | "ledger"
        | "licences"
        | "mayCreateCommunity"
        | "mayCreateTopic"
        | "organisationFacets"
        | "organisationKindsToAdd"
        | "organisations"
        | "ownCommunities"
        | "projectFacets"
        | "mayCreateProgramme"
        | "programmePublishers"
        | "programmes"
        | "projects"
        | "reportedIntroductions"
        | "reports"
        | "topics"
        | "viewer"
        | "viewerCanPublish"
        | "viewerCanRegister" => only(json!({})),
        "category" => only(json!({ "slug": "questions" })),
        "challenge" => numbers(&[
            "draft",
            "in_review",
            "open",
            "judging",
            "judged",
            "announced",
        ]),
        "community" => numbers(&["community"]),
        "programme" => numbers(&["programme_number"]),
        "dataset" | "editableDataset" => numbers(&["dataset", "withdrawn"]),
        "document" => only(json!({ "slug": "about" })),
        "introduction" => vec![
            ("asked", json!({ "key": of.get("introduction") })),
            ("reported", json!({ "key": of.get("introduced") })),
        ],
        // An officer's.
        "importUpload" => only(json!({ "key": of.get("upload") })),
        "invitation" => only(json!({ "token": of.get("invitation") })),
        "judge" => vec![
            ("judge", json!({ "key": of.get("judge_judge") })),
            ("conflicted", json!({ "key": of.get("conflicted_judge") })),
        ],
        "panelDiscussion" => vec![
            ("judging", json!({ "proposal": of.get("second") })),
            ("moderation", json!({ "proposal": of.get("decided") })),
        ],
        "mailSubscription" => only(json!({ "token": of.get("unsubscribe") })),
        "node" => [
            ("draft challenge", "Challenge", "draft"),
            ("withdrawn dataset", "Dataset", "withdrawn"),
            ("hidden topic", "Topic", "hidden_topic"),
            ("proposal handed in", "Proposal", "handed_in"),
            ("secret proposal", "Proposal", "secret"),
        ]
        .map(|(about, kind, name)| {
            let key = of.get(name);
            let key = key
                .as_str()
                .map_or_else(|| key.to_string(), ToOwned::to_owned);
            (about, json!({ "id": hub_graphql::id::global(kind, key).0 }))
        })
        .into(),
        "organisation" => numbers(&["council", "firm"]),
        "person" => ["mel", "una", "sue", "ada"]
            .map(|handle| (handle, json!({ "handle": handle })))
            .into(),
        "preview" => only(json!({ "markdown": "A **word**." })),
        "project" => numbers(&["project", "live_project"]),
        "projectsAt" => only(json!({ "address": "https://live.example.org/" })),
        "stillLive" => only(json!({ "token": of.get("still_live") })),
        "proposal" => [
            "handed_in",
            "complete",
            "asking",
            "secret",
            "first",
            "second",
            "selected",
            "turned_away",
        ]
        .map(|name| (name, json!({ "key": of.get(name) })))
        .into(),
        "screening" => numbers(&["open", "judging"]),
        "proposalChoices" => numbers(&["open"]),
        "scoreCard" => [
            ("judge, first", "judge_judge", "first"),
            ("judge, second", "judge_judge", "second"),
            ("conflicted, first", "conflicted_judge", "first"),
            ("conflicted, second", "conflicted_judge", "second"),
        ]
        .map(|(name, judge, proposal)| {
            let keys = json!({ "judge": of.get(judge), "proposal": of.get(proposal) });
            (name, keys)
        })
        .into(),
        "search" => only(json!({ "query": "stops" })),
        "topic" => numbers(&["topic", "hidden_topic"]),
        "topicSubject" => vec![
            ("open", json!({ "of": { "challenge": of.get("open") } })),
            ("draft", json!({ "of": { "challenge": of.get("draft") } })),
        ],
        _ => return None,
    })
}

/// The arguments of fields below the roots, as they are written in a document.
pub fn nested(name: &str, field: &str, of: &Things) -> Option<String> {
    Some(match (name, field) {
        ("Administration", "document") => "(slug: \"about\")".to_owned(),
        ("Administration", "jobs") => "(dead: true)".to_owned(),
        ("Administration", "mail") => format!("(key: {})", of.get("mail")),
        ("Administration", "person") => "(handle: \"mel\")".to_owned(),
        ("PartnerSearch", "notice") => format!("(number: {})", of.get("notice")),
        ("PartnerSearch", "notices") => "(side: DEVELOPER)".to_owned(),
        ("ChallengeJudging", "conflict") => format!(
            "(judge: {}, proposal: {})",
            of.get("conflicted_judge"),
            of.get("first")
        ),
        ("ChallengeJudging", "proposal") => format!("(key: {})", of.get("second")),
        ("ChallengeJudging", "sealedViews") => "(first: 1)".to_owned(),
        ("Judge", "scoreUpload") => format!("(key: {})", of.get("score_upload")),
        ("Project", "story") => format!("(number: {})", of.get("story")),
        ("Proposal", "submittedAs") => "(number: 1)".to_owned(),
        ("Topic", "post") => "(number: 4)".to_owned(),
        _ => return None,
    })
}
