//! Small panels, changes by hand, and panels that make no sense.

use super::*;

#[test]
fn on_a_small_panel_everyone_reads_all_that_they_may() {
    assert_eq!(Scheme::suggested(6, 60), Scheme::Everyone);
    assert_eq!(Scheme::suggested(7, 60), Scheme::Reviews(3));
    assert_eq!(Scheme::suggested(6, 61), Scheme::Reviews(3));
    assert_eq!(Scheme::suggested(2, 200), Scheme::Reviews(2));
    let small = panel(&[(0, 1); 3], &[2; 3], |j, e| {
        let conflict = j == e;
        Some((
            0.5,
            if conflict {
                Standing::Conflict
            } else {
                Standing::Free
            },
        ))
    });
    let Outcome::Assigned(found) = everyone(&small).unwrap() else {
        panic!("it is possible");
    };
    assert_eq!(found.loads, [2, 2, 2]);
    assert!((found.total - 3.0).abs() < 1e-9);
    // Each entry needs three, and two may.
    let short = Panel {
        entries: vec![entry("1", 3), entry("2", 2), entry("3", 2)],
        ..small
    };
    assert!(matches!(everyone(&short).unwrap(), Outcome::Infeasible(_)));
}

#[test]
fn a_change_by_hand_says_what_it_does() {
    let panel = panel(&[(1, 2), (0, 2), (0, 2)], &[1, 1], |j, e| {
        let conflict = j == 2 && e == 0;
        Some((
            0.5,
            if conflict {
                Standing::Conflict
            } else {
                Standing::Free
            },
        ))
    });
    let pairs = [(0, 0), (1, 1)];
    let joins = effect(&panel, &pairs, Change::Add { judge: 1, entry: 0 }).unwrap();
    assert_eq!(joins.load, (1, 2));
    assert_eq!(joins.reviews, (1, 2));
    assert_eq!(joins.parts, (2, 1));
    assert_eq!(joins.affinity, Some(0.5));
    assert!(!joins.above_most && !joins.conflict && !joins.too_few);
    let conflicted = effect(&panel, &pairs, Change::Add { judge: 2, entry: 0 }).unwrap();
    assert!(conflicted.conflict);
    let removed = effect(&panel, &pairs, Change::Remove { judge: 0, entry: 0 }).unwrap();
    assert!(removed.below_least && removed.too_few);
    assert_eq!(removed.parts, (2, 1));
    assert_eq!(removed.affinity, Some(-0.5));
    // What says nothing, and what is not there.
    assert_eq!(
        effect(&panel, &pairs, Change::Add { judge: 0, entry: 0 }),
        None
    );
    assert_eq!(
        effect(&panel, &pairs, Change::Remove { judge: 2, entry: 1 }),
        None
    );
    assert_eq!(
        effect(&panel, &pairs, Change::Add { judge: 9, entry: 0 }),
        None
    );
}

#[test]
fn a_panel_that_makes_no_sense_is_refused() {
    let good = panel(&[(0, 2); 2], &[1], |_, _| Some((0.5, Standing::Free)));
    let refused = |change: fn(&mut Panel)| {
        let mut panel = good.clone();
        change(&mut panel);
        assign(&panel, &Settings::default()).unwrap_err()
    };
    assert_eq!(
        refused(|panel| panel.judges[1].name = "A".into()),
        Flaw::SameName("A".into())
    );
    assert_eq!(
        refused(|panel| panel.judges[0].least = 3),
        Flaw::Loads("A".into())
    );
    assert_eq!(
        refused(|panel| panel.pairs[0].entry = 7),
        Flaw::NoSuchPair(0)
    );
    let pair = ("A".to_owned(), "1".to_owned());
    let (judge, entry) = pair.clone();
    assert_eq!(
        refused(|panel| panel.pairs[0].affinity = f64::NAN),
        Flaw::Affinity { judge, entry }
    );
    let (judge, entry) = pair;
    assert_eq!(
        refused(|panel| panel.pairs.push(panel.pairs[0])),
        Flaw::SamePair { judge, entry }
    );
}
