//! The assignment against every possible one, and what it does among equals.

use std::collections::BTreeSet;

use super::super::cost::millionths;
use super::super::lot::lot;
use super::*;

/// What a choice of pairs is worth, as the settings rank it; lower is better.
fn worth(panel: &Panel, seed: u64, chosen: &BTreeSet<(usize, usize)>) -> (i64, usize, u64) {
    let mut affinity = 0;
    let mut lots = 0;
    for pair in &panel.pairs {
        if chosen.contains(&(pair.judge, pair.entry)) {
            affinity -= millionths(pair.affinity);
            let (judge, entry) = (&panel.judges[pair.judge], &panel.entries[pair.entry]);
            lots += u64::from(lot(seed, &judge.name, &entry.name));
        }
    }
    let load = |judge| chosen.iter().filter(|pair| pair.0 == judge).count();
    let uneven = (0..panel.judges.len()).map(|j| load(j) * (load(j) + 1) / 2);
    (affinity, uneven.sum(), lots)
}

/// The best of all assignments, by trying each.
fn by_force(panel: &Panel, seed: u64) -> Option<BTreeSet<(usize, usize)>> {
    let mut partial: Vec<BTreeSet<(usize, usize)>> = vec![BTreeSet::new()];
    for (at, wanted) in panel.entries.iter().enumerate() {
        let of = |standing| {
            let pairs = panel.pairs.iter();
            pairs
                .filter(move |pair| pair.entry == at && pair.standing == standing)
                .map(|pair| pair.judge)
                .collect::<Vec<_>>()
        };
        let (free, fixed) = (of(Standing::Free), of(Standing::Fixed));
        let more = wanted.reviews.saturating_sub(fixed.len());
        let mut grown = Vec::new();
        for mask in 0_u32..1 << free.len() {
            if mask.count_ones() != u32::try_from(more).unwrap() {
                continue;
            }
            let extra = (0..free.len()).filter(|bit| mask >> bit & 1 == 1);
            let readers: Vec<usize> = extra.map(|bit| free[bit]).chain(fixed.clone()).collect();
            for known in &partial {
                let mut next = known.clone();
                next.extend(readers.iter().map(|judge| (*judge, at)));
                grown.push(next);
            }
        }
        partial = grown;
    }
    let within = |chosen: &BTreeSet<(usize, usize)>| {
        panel.judges.iter().enumerate().all(|(at, judge)| {
            let load = chosen.iter().filter(|pair| pair.0 == at).count();
            let fixed = panel
                .pairs
                .iter()
                .filter(|pair| pair.judge == at && pair.standing == Standing::Fixed);
            // What is fixed stays, even above the most.
            load >= judge.least && load <= judge.most.unwrap_or(usize::MAX).max(fixed.count())
        })
    };
    partial
        .into_iter()
        .filter(within)
        .min_by_key(|chosen| worth(panel, seed, chosen))
}

#[test]
fn it_is_the_best_of_all_assignments_and_says_when_there_is_none() {
    let mut dice = Dice(7);
    let (mut feasible, mut infeasible) = (0, 0);
    for round in 0..3000 {
        let panel = random_panel(&mut dice);
        let outcome = assign(&panel, &settings(round, false)).unwrap();
        match (outcome, by_force(&panel, round)) {
            (Outcome::Assigned(found), Some(best)) => {
                let pairs: BTreeSet<_> = found.pairs.iter().copied().collect();
                assert_eq!(pairs, best, "{panel:?}");
                feasible += 1;
            }
            (Outcome::Infeasible(why), None) => {
                assert!(!why.is_empty());
                infeasible += 1;
            }
            (outcome, best) => panic!("{outcome:?}, by force {best:?}, of {panel:?}"),
        }
    }
    assert!(
        feasible > 500 && infeasible > 500,
        "{feasible} {infeasible}"
    );
}

#[test]
fn the_order_of_the_input_changes_nothing() {
    let mut dice = Dice(3);
    for seed in 0..200 {
        let panel = random_panel(&mut dice);
        let mut other = panel.clone();
        other.judges.reverse();
        other.entries.rotate_left(panel.entries.len() / 2);
        for pair in &mut other.pairs {
            let judge = &panel.judges[pair.judge].name;
            pair.judge = other.judges.iter().position(|j| j.name == *judge).unwrap();
            let entry = &panel.entries[pair.entry].name;
            pair.entry = other.entries.iter().position(|e| e.name == *entry).unwrap();
        }
        other.pairs.reverse();
        let settings = settings(seed, true);
        let ours = named(&panel, assign(&panel, &settings).unwrap());
        assert_eq!(ours, named(&other, assign(&other, &settings).unwrap()));
    }
}

/// Judges with their entries, and the bits of the total.
type Named = (Vec<(String, String)>, u64);

/// The outcome in names, which do not depend on the order of the panel.
fn named(panel: &Panel, outcome: Outcome) -> Result<Named, Vec<Shortage>> {
    match outcome {
        Outcome::Infeasible(why) => Err(why),
        Outcome::Assigned(found) => {
            let name = |(j, e): (usize, usize)| {
                (panel.judges[j].name.clone(), panel.entries[e].name.clone())
            };
            let pairs = found.pairs.into_iter().map(name).collect();
            Ok((pairs, found.total.to_bits()))
        }
    }
}

#[test]
fn another_seed_gives_another_choice_among_equals_and_the_same_seed_the_same() {
    let even = panel(&[(0, 4); 6], &[2; 12], |_, _| Some((0.5, Standing::Free)));
    let choices: BTreeSet<_> = (0..20)
        .map(|seed| named(&even, assign(&even, &settings(seed, true)).unwrap()).unwrap())
        .collect();
    assert!(choices.len() > 15, "{}", choices.len());
    for seed in 0..5 {
        let Outcome::Assigned(found) = assign(&even, &settings(seed, true)).unwrap() else {
            panic!("it is possible");
        };
        assert_eq!(found.loads, [4; 6]);
        assert_eq!(found.components.len(), 1);
    }
}

#[test]
fn loads_are_even_among_equals_and_traded_for_affinity_when_that_is_weighed() {
    // A suits everything a little better than B.
    let panel = panel(&[(0, 10); 2], &[1; 8], |j, _| {
        Some((if j == 0 { 0.6 } else { 0.5 }, Standing::Free))
    });
    let loads = |evenness: f64| {
        let settings = Settings {
            evenness,
            join: false,
            ..Settings::default()
        };
        match assign(&panel, &settings).unwrap() {
            Outcome::Assigned(found) => found.loads,
            Outcome::Infeasible(why) => panic!("{why:?}"),
        }
    };
    assert_eq!(loads(0.0), [8, 0]);
    // The fifth review of A must gain 0.04 over the fourth of B.
    assert_eq!(loads(0.04), [5, 3]);
    assert_eq!(loads(1.0), [4, 4]);
}
