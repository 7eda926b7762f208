//! Where a decision leaves what the scores say.

use hub_entity::challenge::Outcome;

use crate::judging::calibrated::{Calibration, Entry, Verdict};
use crate::judging::calibration::near_tie::Standing as Line;

/// Whether this outcome leaves what the scores say of this proposal: it lies above the line and is
/// not selected, or below and is. Those that lie across are the panel's to choose from, or were
/// drawn by lot. Where
/// nobody can say how sure the order is, its place counts; where proposals differ by no more than
/// chance, nothing departs.
pub fn departs(calibration: &Calibration, entry: &Entry, outcome: Outcome) -> bool {
    let selected = outcome == Outcome::Select;
    if let Some(chosen) = entry.by_lot {
        return chosen != selected;
    }
    if calibration.verdict == Verdict::Alike {
        return false;
    }
    // Where no more than one lies across the line there is nothing to choose, and the order counts:
    // the one that does need not be the last that would be selected.
    match entry
        .line()
        .filter(|_| calibration.verdict == Verdict::NearTie)
    {
        Some(Line::NearTie) => false,
        Some(Line::In) => !selected,
        Some(Line::Out) => selected,
        None => {
            let above = entry.place.is_some_and(|place| {
                usize::try_from(place).is_ok_and(|place| place <= calibration.question.awards)
            });
            above != selected
        }
    }
}
