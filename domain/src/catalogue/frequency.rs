//! How often a dataset is renewed: the EU's frequency vocabulary, and when a dataset is late.

/// The EU vocabulary that DCAT-AP asks for.
const VOCABULARY: &str = "http://publications.europa.eu/resource/authority/frequency/";

/// One frequency.
#[derive(Debug, PartialEq, Eq)]
pub struct Frequency {
    /// The code under which it is stored.
    pub code: &'static str,
    /// Its code in the EU vocabulary.
    pub authority: &'static str,
    /// The greatest age in days at which the data is still in time: the period and some ten per
    /// cent of grace, since a month's figures are rarely ready on its last day. `None` where the
    /// frequency promises nothing.
    pub max_age_days: Option<i64>,
    /// Other spellings: letters and digits in lower case, nothing else.
    aliases: &'static [&'static str],
}

impl Frequency {
    /// Its IRI, for `dct:accrualPeriodicity`.
    pub fn iri(&self) -> String {
        format!("{VOCABULARY}{}", self.authority)
    }
}

const fn frequency(
    code: &'static str,
    authority: &'static str,
    max_age_days: Option<i64>,
    aliases: &'static [&'static str],
) -> Frequency {
    Frequency {
        code,
        authority,
        max_age_days,
        aliases,
    }
}

/// All frequencies, the quickest first, as a form offers them.
pub static FREQUENCIES: &[Frequency] = &[
    frequency(
        "CONTINUOUS",
        "UPDATE_CONT",
        Some(1),
        &[
            "cont",
            "continual",
            "continuously",
            "continuallyupdated",
            "realtime",
            "live",
            "instantly",
            "rpt1s",
        ],
    ),
    frequency("HOURLY", "HOURLY", Some(1), &["everyhour", "rpt1h"]),
    frequency(
        "DAILY",
        "DAILY",
        Some(2),
        &["everyday", "rp1d", "weekdays", "everyworkingday"],
    ),
    frequency("WEEKLY", "WEEKLY", Some(9), &["everyweek", "rp1w", "rp7d"]),
    frequency(
        "FORTNIGHTLY",
        "BIWEEKLY",
        Some(16),
        &["everytwoweeks", "rp2w", "rp14d", "fortnight"],
    ),
    frequency("MONTHLY", "MONTHLY", Some(35), &["everymonth", "rp1m"]),
    frequency(
        "TWO_MONTHLY",
        "BIMONTHLY",
        Some(68),
        &["everytwomonths", "rp2m"],
    ),
    frequency(
        "QUARTERLY",
        "QUARTERLY",
        Some(101),
        &["everyquarter", "everythreemonths", "rp3m"],
    ),
    frequency(
        "TERMLY",
        "ANNUAL_3",
        Some(134),
        &["threetimesayear", "everyfourmonths", "rp4m"],
    ),
    frequency(
        "SIX_MONTHLY",
        "ANNUAL_2",
        Some(201),
        &[
            "semiannual",
            "semiannually",
            "biannual",
            "biannually",
            "twiceayear",
            "twiceyearly",
            "halfyearly",
            "everysixmonths",
            "rp6m",
        ],
    ),
    frequency(
        "ANNUAL",
        "ANNUAL",
        Some(400),
        &[
            "annually",
            "yearly",
            "everyyear",
            "onceayear",
            "rp1y",
            "rp12m",
        ],
    ),
    frequency(
        "TWO_YEARLY",
        "BIENNIAL",
        Some(800),
        &["biennially", "everytwoyears", "rp2y"],
    ),
    frequency(
        "THREE_YEARLY",
        "TRIENNIAL",
        Some(1_200),
        &["everythreeyears", "rp3y"],
    ),
    frequency(
        "FIVE_YEARLY",
        "QUINQUENNIAL",
        Some(2_000),
        &["everyfiveyears", "rp5y"],
    ),
    frequency(
        "TEN_YEARLY",
        "DECENNIAL",
        Some(4_000),
        &["everytenyears", "rp10y"],
    ),
    frequency(
        "IRREGULAR",
        "IRREG",
        None,
        &[
            "irregularly",
            "adhoc",
            "asneeded",
            "asrequired",
            "whenneeded",
            "occasional",
            "aperiodic",
            "completelyirregular",
        ],
    ),
    frequency(
        "NEVER",
        "NEVER",
        None,
        &[
            "once",
            "oneoff",
            "notupdated",
            "notplanned",
            "static",
            "nolongerupdated",
            "discontinued",
            "historical",
        ],
    ),
    frequency("OTHER", "OTHER", None, &[]),
    frequency(
        "UNKNOWN",
        "UNKNOWN",
        None,
        &["notknown", "notspecified", "unspecified", "notstated"],
    ),
];

/// The frequency of that stored code.
pub fn by_code(code: &str) -> Option<&'static Frequency> {
    FREQUENCIES.iter().find(|frequency| frequency.code == code)
}

/// The frequency that a source's words, ISO 8601 interval or vocabulary address mean.
pub fn recognise(text: &str) -> Option<&'static Frequency> {
    let text = text.trim();
    let last = if text.contains("://") {
        text.trim_end_matches('/')
            .rsplit(['/', '#'])
            .next()
            .unwrap_or_default()
    } else {
        text
    };
    // The vocabulary's own codes first: its BIMONTHLY is every two months, its ANNUAL_2 twice a year.
    let authority = FREQUENCIES
        .iter()
        .find(|f| f.authority.eq_ignore_ascii_case(last));
    authority.or_else(|| {
        let squeezed: String = last
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_lowercase();
        FREQUENCIES.iter().find(|frequency| {
            let codes = [frequency.code, frequency.authority];
            codes.iter().any(|code| squeeze(code) == squeezed)
                || frequency.aliases.contains(&&*squeezed)
        })
    })
}

fn squeeze(code: &str) -> String {
    code.replace('_', "").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_intervals_and_addresses_are_recognised() {
        for (text, code) in [
            ("Annually", "ANNUAL"),
            ("R/P1Y", "ANNUAL"),
            (
                "http://publications.europa.eu/resource/authority/frequency/ANNUAL_2",
                "SIX_MONTHLY",
            ),
            (
                "http://publications.europa.eu/resource/authority/frequency/UPDATE_CONT",
                "CONTINUOUS",
            ),
            ("http://purl.org/cld/freq/quarterly", "QUARTERLY"),
            ("twice a year", "SIX_MONTHLY"),
            ("R/P3M", "QUARTERLY"),
            ("real-time", "CONTINUOUS"),
            ("as needed", "IRREGULAR"),
            ("one-off", "NEVER"),
            ("FIVE_YEARLY", "FIVE_YEARLY"),
        ] {
            assert_eq!(
                recognise(text).map(|frequency| frequency.code),
                Some(code),
                "{text}"
            );
        }
        assert_eq!(recognise("when Mercury is in retrograde"), None);
        assert_eq!(recognise(""), None);
    }

    #[test]
    fn a_slower_frequency_allows_a_greater_age() {
        let ages: Vec<_> = FREQUENCIES.iter().filter_map(|f| f.max_age_days).collect();
        assert!(ages.is_sorted());
        assert_eq!(by_code("NEVER").and_then(|f| f.max_age_days), None);
    }
}
