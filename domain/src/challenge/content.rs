//! What a challenge says, as somebody fills it in, and what comes of it when it is checked.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::challenge::criteria::{self, Checked, CriterionInput};
use crate::challenge::eligibility::{self, Question, QuestionInput};
use crate::challenge::form::{self, SectionInput, SectionRule};
use crate::challenge::local_time;
use crate::challenge::rounds::{self, Round, RoundInput};
use crate::challenge::status::lock_after;
use crate::challenge::tie_break::{self, Rung};
use crate::error::FieldError;
use crate::values::{self, Fields};

/// The longest grace period, in minutes.
pub const MOST_GRACE: i32 = 60;

/// The longest time to accept an award, in days.
pub const MOST_OFFER_DAYS: i32 = 90;
/// Days that a challenge can give for an appeal.
pub const MOST_APPEAL_DAYS: i32 = 60;

/// The texts.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    /// What it is called.
    pub title: String,
    /// One sentence for lists.
    pub summary: String,
    /// Markdown: what is wrong today.
    pub problem: String,
    /// Markdown: who is affected.
    pub affected: String,
    /// Markdown: what success looks like.
    pub success: String,
}

impl Texts {
    /// Checks lengths and characters. A draft may leave all but the title empty.
    pub(crate) fn check(&self, fields: &mut Fields) -> Self {
        Self {
            title: fields.line("title", &self.title, 3..=120),
            summary: fields.line("summary", &self.summary, 0..=300),
            problem: fields.text("problem", &self.problem, 0..=20_000),
            affected: fields.text("affected", &self.affected, 0..=20_000),
            success: fields.text("success", &self.success, 0..=20_000),
        }
    }
}

/// What is frozen when the challenge opens.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// How many proposals can be selected.
    pub awards: i32,
    /// What each is awarded, in pence.
    pub award_pence: Option<i64>,
    /// IANA name of the zone that the times are in.
    pub zone: String,
    /// Local time when proposals may be submitted, or empty.
    pub opens_at: String,
    /// Local time when that ends, or empty.
    pub closes_at: String,
    /// Minutes after that in which what is submitted still counts.
    pub grace_minutes: i32,
    /// Local time when judges begin, or empty.
    pub judging_opens_at: String,
    /// Local time when their reviews are due, or empty.
    pub judging_closes_at: String,
    /// Reviews that a proposal needs.
    pub reviews_required: i32,
    /// The least mean that can be selected, from 0 to 100.
    pub minimum_score: Option<i32>,
    /// Days in which an award has to be accepted; none where it needs no acceptance.
    pub offer_days: Option<i32>,
    /// Days in which partners can appeal against being found ineligible.
    pub appeal_days: i32,
    /// How ties are broken: `reviews`, `lottery`, or `criterion:` with a name, in order.
    pub tie_break: Vec<String>,
    /// The public value that a lottery is drawn from; needed where the ladder ends with one.
    pub lottery_source: String,
    /// Whether judges read without names.
    pub blind: bool,
    /// Later rounds of judging; none leaves them as they are.
    pub rounds: Option<Vec<RoundInput>>,
    /// What proposals are scored on.
    pub criteria: Vec<CriterionInput>,
    /// What is said about the sections of proposals; those that are not named stay.
    pub sections: Vec<SectionInput>,
    /// What is asked to see who may take part; none leaves it as it is.
    pub eligibility: Option<Vec<QuestionInput>>,
}

/// Rules that were checked.
#[derive(Debug, Clone)]
pub(crate) struct CheckedRules {
    pub(crate) zone: String,
    pub(crate) times: Times,
    pub(crate) terms: Terms,
}

/// What stands beside the times: awards and how they are judged.
#[derive(Debug, Clone)]
pub(crate) struct Terms {
    pub(crate) awards: i32,
    pub(crate) award_pence: Option<i64>,
    pub(crate) grace_minutes: i32,
    pub(crate) reviews_required: i32,
    pub(crate) minimum_score: Option<i32>,
    pub(crate) offer_days: Option<i32>,
    pub(crate) appeal_days: i32,
    pub(crate) tie_break: Vec<Rung>,
    pub(crate) lottery_source: String,
    pub(crate) blind: bool,
    pub(crate) rounds: Option<Vec<Round>>,
    pub(crate) criteria: Vec<Checked>,
    pub(crate) sections: Vec<SectionRule>,
    pub(crate) eligibility: Option<Vec<Question>>,
}

/// The four instants of a challenge.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Times {
    pub(crate) opens: Option<DateTime<Utc>>,
    pub(crate) closes: Option<DateTime<Utc>>,
    pub(crate) judging_opens: Option<DateTime<Utc>>,
    pub(crate) judging_closes: Option<DateTime<Utc>>,
}

impl Rules {
    /// Checks everything, naming fields below `rules`.
    pub(crate) fn check(&self, fields: &mut Fields) -> CheckedRules {
        let zone = fields.take(local_time::zone("rules.zone", &self.zone));
        let times = zone.map_or_else(Times::default, |zone| self.times(fields, zone));
        if fields.is_clean() {
            times.check_grace(fields, "rules.", self.grace_minutes);
        }
        CheckedRules {
            zone: zone.map(|zone| zone.name().to_owned()).unwrap_or_default(),
            times,
            terms: self.check_terms(fields),
        }
    }

    /// Checks all but the times.
    pub(crate) fn check_terms(&self, fields: &mut Fields) -> Terms {
        let criteria = criteria::check(fields, "rules.criteria", &self.criteria);
        let tie_break = tie_break::check(fields, "rules.tieBreak", &self.tie_break, &criteria);
        let source = fields.line("rules.lotterySource", &self.lottery_source, 0..=300);
        // Without it, staff could choose the value that decides.
        let has_lottery = tie_break.contains(&Rung::Lottery);
        let named = !has_lottery || !source.is_empty();
        fields.require(named, "rules.lotterySource", "LOTTERY_SOURCE_MISSING");
        Terms {
            awards: fields.number("rules.awards", self.awards, 1..=100),
            award_pence: self
                .award_pence
                .map(|pence| fields.number("rules.awardPence", pence, 100..=10_000_000_000)),
            grace_minutes: fields.number("rules.graceMinutes", self.grace_minutes, 0..=MOST_GRACE),
            reviews_required: fields.number("rules.reviewsRequired", self.reviews_required, 1..=20),
            minimum_score: self
                .minimum_score
                .map(|least| fields.number("rules.minimumScore", least, 0..=100)),
            offer_days: self
                .offer_days
                .map(|days| fields.number("rules.offerDays", days, 1..=MOST_OFFER_DAYS)),
            appeal_days: fields.number("rules.appealDays", self.appeal_days, 1..=MOST_APPEAL_DAYS),
            tie_break,
            blind: self.blind,
            rounds: self
                .rounds
                .as_ref()
                .map(|rows| rounds::check(fields, "rules.rounds", rows, self.awards)),
            lottery_source: if has_lottery { source } else { String::new() },
            criteria,
            sections: form::check(fields, "rules.sections", &self.sections),
            eligibility: self
                .eligibility
                .as_ref()
                .map(|rows| eligibility::check(fields, "rules.eligibility", rows)),
        }
    }

    fn times(&self, fields: &mut Fields, zone: Tz) -> Times {
        let mut read = |field: &str, text: &str| {
            let outcome = local_time::parse(field, text, zone);
            fields.take(outcome).flatten()
        };
        let times = Times {
            opens: read("rules.opensAt", &self.opens_at),
            closes: read("rules.closesAt", &self.closes_at),
            judging_opens: read("rules.judgingOpensAt", &self.judging_opens_at),
            judging_closes: read("rules.judgingClosesAt", &self.judging_closes_at),
        };
        times.check_order(fields, "rules.");
        times
    }
}

impl Times {
    pub(crate) fn of(challenge: &super::Challenge) -> Self {
        Self {
            opens: challenge.opens_at,
            closes: challenge.closes_at,
            judging_opens: challenge.judging_opens_at,
            judging_closes: challenge.judging_closes_at,
        }
    }

    /// Each time that is given comes after the one before it; judging may begin as it closes.
    pub(crate) fn check_order(&self, fields: &mut Fields, prefix: &str) {
        let out_of_order = |earlier: Option<DateTime<Utc>>, later: Option<DateTime<Utc>>| matches!((earlier, later), (Some(earlier), Some(later)) if later <= earlier);
        if out_of_order(self.opens, self.closes) {
            fields.push(FieldError::new(
                format!("{prefix}closesAt"),
                "CLOSES_BEFORE_OPENS",
            ));
        }
        let early = matches!((self.closes, self.judging_opens), (Some(c), Some(j)) if j < c);
        if early {
            fields.push(FieldError::new(
                format!("{prefix}judgingOpensAt"),
                "JUDGING_BEFORE_CLOSE",
            ));
        }
        if out_of_order(self.judging_opens, self.judging_closes) {
            fields.push(FieldError::new(
                format!("{prefix}judgingClosesAt"),
                "JUDGING_ENDS_BEFORE_IT_BEGINS",
            ));
        }
    }

    /// Judging begins when nothing can be submitted any more.
    pub(crate) fn check_grace(&self, fields: &mut Fields, prefix: &str, grace: i32) {
        let locks = lock_after(self.closes, grace);
        if matches!((locks, self.judging_opens), (Some(l), Some(j)) if j < l) {
            let field = format!("{prefix}judgingOpensAt");
            fields.push(FieldError::new(field, "JUDGING_IN_GRACE").with("minutes", grace));
        }
    }

    /// Whether all are given and in order.
    pub(crate) fn are_in_order(&self) -> bool {
        let mut fields = Fields::default();
        self.check_order(&mut fields, "");
        fields.is_clean()
    }

    /// Whether all are given.
    pub(crate) fn are_given(&self) -> bool {
        self.opens.is_some()
            && self.closes.is_some()
            && self.judging_opens.is_some()
            && self.judging_closes.is_some()
    }
}

/// Numbers of datasets in a text: each a number, or the address of a dataset's page, between
/// commas, spaces or line ends.
///
/// # Errors
/// `NOT_A_DATASET` on `field`, with the word that names none.
pub(crate) fn dataset_numbers(field: &str, text: &str) -> Result<Vec<i64>, FieldError> {
    text.split([',', ';', ' ', '\n', '\r', '\t'])
        .filter(|word| !word.is_empty())
        .map(|word| {
            let path = word.split(['?', '#']).next().unwrap_or(word);
            let last = path
                .trim_end_matches('/')
                .rsplit('/')
                .next()
                .unwrap_or(path);
            values::number_of(last)
                .ok_or_else(|| FieldError::new(field, "NOT_A_DATASET").with("word", word))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datasets_are_named_by_number_or_address() {
        let text = "12, /datasets/14-bus-stops\nhttps://hub.example.org/datasets/9-x?done=Y";
        assert_eq!(dataset_numbers("moreDatasets", text), Ok(vec![12, 14, 9]));
        assert!(dataset_numbers("moreDatasets", "bus stops").is_err());
    }

    #[test]
    fn times_out_of_order_are_named() {
        let rules = Rules {
            awards: 0,
            zone: "Europe/London".into(),
            opens_at: "2026-12-02T09:00".into(),
            closes_at: "2026-12-01T09:00".into(),
            judging_opens_at: "2026-11-30T09:00".into(),
            reviews_required: 3,
            ..Rules::default()
        };
        let mut fields = Fields::default();
        rules.check(&mut fields);
        let error = format!("{:?}", fields.finish());
        for part in ["rules.awards", "rules.closesAt", "rules.judgingOpensAt"] {
            assert!(error.contains(part), "{part} in {error}");
        }
    }
}
