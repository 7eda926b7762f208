//! What has to be said beside numbers, for those who put it into sentences.

/// Something that a reader of the numbers has to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Note {
    /// There is one score.
    OneScore,
    /// There is one entry, so nothing to rank.
    OneEntry,
    /// One judge scored: what sets an entry apart cannot be told from chance.
    OneJudge,
    /// All scores are the same.
    AllEqual,
    /// The variances could not be estimated.
    NoFit,
    /// Entries and judges explain the scores entirely, so the criterion has no least value.
    NothingLeftToChance,
    /// There are just enough scores to connect entries and judges, and none that could be checked
    /// against the others.
    NoRepetition,
    /// Entries differ no more than chance would have them differ.
    EntriesAlike,
    /// Judges differ in severity no more than chance would have them differ: nothing was adjusted.
    JudgesAlike,
    /// Every judge scored every entry, so the calibrated order is that of the raw means.
    Complete,
    /// There are awards for all entries.
    AwardsForAll,
    /// Correlations need two entries and two judges.
    TooFew,
    /// Not every judge scored every entry: only some measures of agreement can be computed.
    Gaps,
    /// Entries fall into groups that share no judge, and judges cannot be compared across them.
    Disconnected,
    /// What varies is too little to compare it with anything.
    NoVariation,
    /// No judge told entries apart, so there is no order to agree on.
    NoOrder,
    /// No entry has two scores.
    NoPairs,
    /// Scores below 0 have no proportions.
    Negative,
}

impl Note {
    /// A stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::OneScore => "one-score",
            Self::OneEntry => "one-entry",
            Self::OneJudge => "one-judge",
            Self::AllEqual => "all-equal",
            Self::NoFit => "no-fit",
            Self::NothingLeftToChance => "nothing-left-to-chance",
            Self::NoRepetition => "no-repetition",
            Self::EntriesAlike => "entries-alike",
            Self::JudgesAlike => "judges-alike",
            Self::Complete => "complete",
            Self::AwardsForAll => "awards-for-all",
            Self::TooFew => "too-few",
            Self::Gaps => "gaps",
            Self::Disconnected => "disconnected",
            Self::NoVariation => "no-variation",
            Self::NoOrder => "no-order",
            Self::NoPairs => "no-pairs",
            Self::Negative => "negative",
        }
    }
}
