//! Who appoints, judges, sees scores and decides.

use crate::context::Viewer;
use crate::policy::may_take_part;

/// What stands between a viewer and the scores of a challenge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing {
    /// They run it: the site's staff run every challenge, a programme's own staff those of it.
    pub runs: bool,
    /// They, or an organisation of theirs, are a partner of a proposal in it, or they declared a
    /// conflict of interest in it.
    pub interested: bool,
    /// They are one of its judges.
    pub is_judge: bool,
}

/// Somebody who runs the challenge to which the standing is: never a visitor, whoever's it was.
pub(super) fn runs(viewer: &Viewer, standing: Standing) -> bool {
    standing.runs && *viewer != Viewer::Visitor
}

/// Judges are appointed and removed by staff who have no part in the challenge's proposals.
pub fn may_appoint(viewer: &Viewer, standing: Standing) -> bool {
    runs(viewer, standing) && may_take_part(viewer) && !standing.interested
}

/// Scores, comments, how many reviews are in and the order that follows are seen by staff who
/// neither have a part in the challenge's proposals nor judge it. A judge on the staff would see
/// the reviews of others; an applicant on the staff would see their own.
pub fn may_see_scores(viewer: &Viewer, standing: Standing) -> bool {
    runs(viewer, standing) && !standing.interested && !standing.is_judge
}

/// Who decides must have seen the scores.
pub fn may_decide(viewer: &Viewer, standing: Standing) -> bool {
    may_see_scores(viewer, standing) && may_take_part(viewer)
}

/// What broke the rules is taken out by those who decide: never by who competes with it.
pub fn may_disqualify(viewer: &Viewer, standing: Standing) -> bool {
    may_decide(viewer, standing)
}

/// Conflicts of interest are seen, added, confirmed and lifted by those who may see scores: what
/// is set aside says that there was a review. So nobody lifts their own.
pub fn may_settle_conflicts(viewer: &Viewer, standing: Standing) -> bool {
    may_decide(viewer, standing)
}

/// Who reads what is seen and settled by those who may see scores: it says who has begun a review.
/// So nobody assigns to themselves.
pub fn may_assign(viewer: &Viewer, standing: Standing) -> bool {
    may_decide(viewer, standing)
}

/// An appointment is answered, and reviews are written, by the judge.
pub fn may_judge(viewer: &Viewer, judge: Option<i64>) -> bool {
    may_take_part(viewer) && judge.is_some() && viewer.id() == judge
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::SiteRole;
    use crate::context::Actor;

    fn staff() -> Viewer {
        Viewer::Person(Actor {
            id: 1,
            handle: "sam".into(),
            name: "Sam".into(),
            confirmed: true,
            role: SiteRole::Staff,
            organisations: Vec::new(),
            programmes: Vec::new(),
            may_write: true,
        })
    }

    #[test]
    fn staff_with_a_part_in_it_see_no_scores() {
        let free = Standing {
            runs: true,
            ..Standing::default()
        };
        assert!(may_see_scores(&staff(), free));
        let applicant = Standing {
            interested: true,
            ..free
        };
        let judge = Standing {
            is_judge: true,
            ..free
        };
        assert!(!may_see_scores(&staff(), applicant));
        assert!(!may_see_scores(&staff(), judge));
        assert!(!may_decide(&staff(), judge));
        assert!(!may_settle_conflicts(&staff(), judge));
        assert!(may_disqualify(&staff(), free));
        assert!(!may_disqualify(&staff(), judge) && !may_disqualify(&staff(), applicant));
        assert!(!may_assign(&staff(), judge));
        assert!(may_assign(&staff(), free));
        assert!(may_appoint(&staff(), judge));
        assert!(!may_appoint(&staff(), applicant));
        assert!(!may_see_scores(&Viewer::Visitor, free));
        assert!(!may_see_scores(&staff(), Standing::default()));
    }

    #[test]
    fn nobody_judges_for_another() {
        assert!(may_judge(&staff(), Some(1)));
        assert!(!may_judge(&staff(), Some(2)));
        assert!(!may_judge(&Viewer::Visitor, None));
    }
}
