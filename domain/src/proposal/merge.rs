//! Bringing an edit together with what others saved since it was begun.
//!
//! Each section is looked at alone, against the draft that the edit was made from: what only one
//! side changed is taken from that side, so that people in different sections never meet. Where
//! both changed one section, nothing is saved before the editor has seen both and chosen.

use crate::proposal::Content;
use crate::proposal::sections::Section;

/// The sides of a merge.
#[derive(Debug, Clone, Copy)]
pub struct Sides<'a> {
    /// The draft that the edit was made from; none when it is not known any more.
    pub base: Option<&'a Content>,
    /// The draft as it is now.
    pub current: &'a Content,
    /// The edit.
    pub typed: &'a Content,
    /// The draft that the editor last saw beside their own text.
    pub seen: Option<&'a Content>,
}

/// The draft that comes out, and the sections that both sides changed.
pub fn merge(sides: Sides<'_>, within: &[Section], theirs: &[Section]) -> (Content, Vec<Section>) {
    let mut merged = sides.current.clone();
    let mut conflicts = Vec::new();
    for section in within {
        let same = |one: Option<&Content>, other| one.is_some_and(|one| section.same(one, other));
        let untouched = same(sides.base, sides.typed) || section.same(sides.typed, sides.current);
        if untouched {
            continue;
        }
        // What the editor saw, and what is there still, they have decided about.
        let decided = same(sides.seen, sides.current);
        if same(sides.base, sides.current) || (decided && !theirs.contains(section)) {
            section.copy(sides.typed, &mut merged);
        } else if !decided {
            conflicts.push(*section);
        }
    }
    (merged, conflicts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(impact: &str, team: &str) -> Content {
        Content {
            impact: impact.into(),
            team: team.into(),
            ..Content::default()
        }
    }

    fn run(sides: Sides<'_>, theirs: &[Section]) -> (String, String, Vec<Section>) {
        let (merged, conflicts) = merge(sides, &Section::ALL, theirs);
        (merged.impact, merged.team, conflicts)
    }

    #[test]
    fn different_sections_never_meet() {
        let (base, current) = (content("a", "b"), content("hers", "b"));
        let typed = content("a", "his");
        let sides = Sides {
            base: Some(&base),
            current: &current,
            typed: &typed,
            seen: None,
        };
        assert_eq!(run(sides, &[]), ("hers".into(), "his".into(), vec![]));
    }

    #[test]
    fn one_section_is_settled_by_who_saw_both() {
        let (base, current) = (content("a", "b"), content("hers", "hers"));
        let typed = content("his", "b");
        let sides = Sides {
            base: Some(&base),
            current: &current,
            typed: &typed,
            seen: None,
        };
        assert_eq!(run(sides, &[]).2, [Section::Impact]);
        let seen = Sides {
            seen: Some(&current),
            ..sides
        };
        // What they did not touch stays as the other saved it.
        assert_eq!(run(seen, &[]), ("his".into(), "hers".into(), vec![]));
        let theirs = [Section::Impact];
        assert_eq!(run(seen, &theirs), ("hers".into(), "hers".into(), vec![]));
        // Changed once more meanwhile: they have not seen that.
        let third = content("third", "hers");
        let late = Sides {
            current: &third,
            ..seen
        };
        assert_eq!(run(late, &[]).2, [Section::Impact]);
    }

    #[test]
    fn an_edit_from_an_unknown_draft_overwrites_nothing() {
        let (current, typed) = (content("hers", "b"), content("his", "b"));
        let sides = Sides {
            base: None,
            current: &current,
            typed: &typed,
            seen: None,
        };
        assert_eq!(
            run(sides, &[]),
            ("hers".into(), "b".into(), vec![Section::Impact])
        );
    }
}
