//! Why there is no assignment.

use super::*;

#[test]
fn what_is_short_is_counted_as_it_is() {
    let mut dice = Dice(11);
    for _ in 0..2000 {
        let panel = random_panel(&mut dice);
        let Outcome::Infeasible(why) = assign(&panel, &settings(1, false)).unwrap() else {
            continue;
        };
        for shortage in why {
            let (needed, available) = match &shortage {
                Shortage::Entry { needed, judges, .. } => (needed, judges),
                Shortage::Entries {
                    needed, available, ..
                }
                | Shortage::Judges {
                    needed, available, ..
                } => (needed, available),
                Shortage::Judge {
                    needed, entries, ..
                } => (needed, entries),
            };
            assert!(available < needed, "{shortage:?}");
            if let Shortage::Entry { entry, judges, .. } = &shortage {
                let at = panel.entries.iter().position(|e| e.name == *entry).unwrap();
                assert_eq!(panel.readers()[at], *judges);
            }
            if let Shortage::Entries {
                entries,
                judges,
                available,
                ..
            } = &shortage
            {
                // Hall's condition, worked out from the panel: full judges give their most, and
                // each other judge one review for each of these entries that they may read.
                let given: usize = judges.iter().map(|(_, most)| most).sum();
                let others = panel.pairs.iter().filter(|pair| {
                    pair.standing != Standing::Conflict
                        && entries.contains(&panel.entries[pair.entry].name)
                        && judges
                            .iter()
                            .all(|(name, _)| panel.judges[pair.judge].name != *name)
                });
                let fixed = panel.pairs.iter().any(|p| p.standing == Standing::Fixed);
                assert!(
                    fixed || *available == given + others.count(),
                    "{shortage:?} {panel:?}"
                );
            }
        }
    }
}

fn why(panel: &Panel) -> Vec<Shortage> {
    match assign(panel, &Settings::default()).unwrap() {
        Outcome::Infeasible(why) => why,
        Outcome::Assigned(found) => panic!("{found:?}"),
    }
}

#[test]
fn an_entry_with_too_many_conflicts_is_named() {
    let panel = panel(&[(0, 9); 4], &[3; 3], |j, e| {
        let conflict = e == 1 && j < 2;
        Some((
            1.0,
            if conflict {
                Standing::Conflict
            } else {
                Standing::Free
            },
        ))
    });
    let entry = Shortage::Entry {
        entry: "2".into(),
        judges: 2,
        needed: 3,
    };
    assert_eq!(why(&panel), [entry]);
}

#[test]
fn full_judges_are_named_with_the_entries_that_only_they_may_read() {
    // Entries 1 to 3 may be read by A and B alone, who read two each; there are others for 4.
    let panel = panel(&[(0, 2), (0, 2), (0, 9), (0, 9)], &[2; 4], |j, e| {
        (e == 3 || j < 2).then_some((1.0, Standing::Free))
    });
    let expected = Shortage::Entries {
        entries: vec!["1".into(), "2".into(), "3".into()],
        judges: vec![("A".into(), 2), ("B".into(), 2)],
        needed: 6,
        available: 4,
    };
    assert_eq!(why(&panel), [expected]);
}

#[test]
fn least_loads_that_cannot_be_reached_are_explained() {
    // C may read one entry, and has to read two.
    let lonely = panel(&[(0, 9), (0, 9), (2, 9)], &[1; 4], |j, e| {
        (j < 2 || e == 0).then_some((1.0, Standing::Free))
    });
    let expected = Shortage::Judge {
        judge: "C".into(),
        entries: 1,
        needed: 2,
    };
    assert_eq!(why(&lonely), [expected]);
    let all = panel(&[(4, 9); 2], &[1; 7], |_, _| Some((1.0, Standing::Free)));
    let expected = Shortage::Judges {
        judges: vec!["A".into(), "B".into()],
        needed: 8,
        available: 7,
    };
    assert_eq!(why(&all), [expected]);
}
