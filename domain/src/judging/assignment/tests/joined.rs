//! Joining the parts of an assignment.

use std::collections::{BTreeMap, BTreeSet};

use super::super::graph::Graph;
use super::*;

/// Two groups of judges, each of which suits its own entries.
fn two_camps(reviews: usize, most: usize, across: Option<Standing>) -> Panel {
    panel(&[(0, most); 6], &[reviews; 8], |j, e| {
        if (j < 3) == (e < 4) {
            Some((1.0, Standing::Free))
        } else {
            across.map(|standing| (0.1, standing))
        }
    })
}

#[test]
fn parts_are_joined_by_the_cheapest_swap() {
    let panel = two_camps(2, 3, Some(Standing::Free));
    let apart = assign(&panel, &settings(5, false)).unwrap();
    let joined = assign(&panel, &settings(5, true)).unwrap();
    let (Outcome::Assigned(apart), Outcome::Assigned(joined)) = (apart, joined) else {
        panic!("both are possible");
    };
    assert_eq!(apart.components.len(), 2);
    assert_eq!(joined.components.len(), 1);
    assert_eq!(joined.repairs.len(), 1);
    assert_eq!(joined.parted, None);
    assert!((joined.optimum - 16.0).abs() < 1e-9);
    // One entry moves, and its review is worth 0.9 less.
    assert!((joined.total - 15.1).abs() < 1e-9, "{}", joined.total);
    assert!(joined.loads.iter().all(|load| *load <= 3));
}

#[test]
fn a_tree_can_only_be_joined_by_reviews_more() {
    let panel = two_camps(1, 9, Some(Standing::Free));
    let Outcome::Assigned(found) = assign(&panel, &settings(5, true)).unwrap() else {
        panic!("it is possible");
    };
    assert_eq!(found.components.len(), 1);
    let added = found.repairs.iter();
    assert!(added.clone().all(|r| matches!(r, Repair::Added { .. })));
    // Six judges and eight entries hang together by thirteen reviews at least.
    assert_eq!(found.pairs.len(), 13);
}

#[test]
fn it_is_said_why_parts_stay_apart() {
    for across in [None, Some(Standing::Conflict)] {
        let panel = two_camps(2, 9, across);
        let Outcome::Assigned(found) = assign(&panel, &settings(5, true)).unwrap() else {
            panic!("it is possible");
        };
        assert_eq!(found.components.len(), 2);
        assert_eq!(found.parted, Some(Parted::NobodyMay));
    }
    // One entry each, which nobody has room for besides.
    let full = panel(&[(0, 1); 2], &[1; 2], |_, _| Some((1.0, Standing::Free)));
    let Outcome::Assigned(found) = assign(&full, &settings(5, true)).unwrap() else {
        panic!("it is possible");
    };
    assert_eq!(found.parted, Some(Parted::AllFull));
}

#[test]
fn joining_keeps_everything_else_on_random_panels() {
    let mut dice = Dice(23);
    let mut joined = 0;
    for seed in 0..3000 {
        let panel = random_panel(&mut dice);
        let Outcome::Assigned(found) = assign(&panel, &settings(seed, true)).unwrap() else {
            continue;
        };
        let unique: BTreeSet<_> = found.pairs.iter().copied().collect();
        assert_eq!(unique.len(), found.pairs.len());
        let added = found.repairs.iter();
        let added = added.filter(|r| matches!(r, Repair::Added { .. })).count();
        joined += found.repairs.len();
        let mut possible: BTreeMap<_, _> = BTreeMap::new();
        for pair in &panel.pairs {
            possible.insert((pair.judge, pair.entry), pair.standing);
        }
        for pair in &found.pairs {
            assert_ne!(possible[pair], Standing::Conflict);
        }
        for (pair, standing) in &possible {
            assert!(*standing != Standing::Fixed || unique.contains(pair));
        }
        let fixed = |at: usize, by_judge: bool| {
            let fixed = possible.iter().filter(|(_, s)| **s == Standing::Fixed);
            fixed
                .filter(|(p, _)| at == if by_judge { p.0 } else { p.1 })
                .count()
        };
        for (at, judge) in panel.judges.iter().enumerate() {
            assert!(found.loads[at] >= judge.least);
            assert!(found.loads[at] <= judge.most.unwrap().max(fixed(at, true)));
        }
        let needed: usize = (panel.entries.iter().enumerate())
            .map(|(at, entry)| entry.reviews.max(fixed(at, false)))
            .sum();
        assert_eq!(found.pairs.len(), needed + added);
        let graph = Graph::new(panel.judges.len(), panel.entries.len(), found.pairs);
        assert_eq!(graph.parts().count, found.components.len());
        assert_eq!(found.parted.is_some(), found.components.len() > 1);
    }
    assert!(joined > 50, "{joined}");
}
