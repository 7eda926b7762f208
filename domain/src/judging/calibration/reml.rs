//! Variances by restricted maximum likelihood.
//!
//! The criterion is that of Bates, Mächler, Bolker & Walker (2015), as a function of the two ratios
//! of variances. A grid finds the right valley, from 0 to far beyond what panels show; from there
//! steps by average information (Gilmour, Thompson & Cullis 1995), shortened until the criterion
//! falls, go on until the slope itself vanishes. Comparing values of the criterion alone would leave
//! the fifth digit of a variance to rounding, and with it what another machine prints.

use super::design::Design;
use super::model::{Ratios, Solved};

/// Standard deviations, in units of that of chance, at which the search looks first.
const GRID: [f64; 4] = [0.0, 0.5, 2.0, 8.0];
/// Where nothing is left to chance, the ratios have no limit. The search ends here.
const MOST: f64 = 1e8;
/// Steps, at most; ten are usual.
const STEPS: usize = 60;

/// The ratios at which the criterion is least, and whether they ran away to where nothing is left
/// to chance.
#[derive(Debug)]
pub struct Optimum<'d> {
    /// The model there.
    pub solved: Solved<'d>,
    /// The ratios.
    pub ratios: Ratios,
    /// Whether they ran away.
    pub unbounded: bool,
}

/// Finds the least criterion. None only if it can be computed nowhere.
pub fn minimise(design: &Design) -> Option<Optimum<'_>> {
    let mut best = grid(design)?;
    let mut damping = 0.0;
    for _ in 0..STEPS {
        let (slope, bends) = best.0.slope();
        let at = [best.1.entry, best.1.judge];
        let free: [bool; 2] = std::array::from_fn(|k| {
            !(at[k] <= 0.0 && slope[k] >= 0.0 || at[k] >= MOST && slope[k] <= 0.0)
        });
        let Some((next, moved)) = step(design, &best, (slope, bends), free, &mut damping) else {
            break;
        };
        best = next;
        if moved < 1e-10 {
            break;
        }
    }
    let (solved, ratios) = best;
    Some(Optimum {
        unbounded: ratios.entry >= MOST || ratios.judge >= MOST,
        solved,
        ratios,
    })
}

type Point<'d> = (Solved<'d>, Ratios);
type Shape = ([f64; 2], [[f64; 2]; 2]);

fn grid(design: &Design) -> Option<Point<'_>> {
    let mut best: Option<Point<'_>> = None;
    let mut look = |entry: f64, judge: f64| -> bool {
        let ratios = Ratios { entry, judge };
        let Some(solved) = Solved::at(design, ratios) else {
            return false;
        };
        let better = best
            .as_ref()
            .is_none_or(|(b, _)| solved.criterion < b.criterion);
        if better {
            best = Some((solved, ratios));
        }
        better
    };
    for entry in GRID {
        for judge in GRID {
            look(entry * entry, judge * judge);
        }
    }
    best
}

/// One step downhill, and how far it led; none when no step leads down.
fn step<'d>(
    design: &'d Design,
    from: &Point<'d>,
    (slope, bends): Shape,
    free: [bool; 2],
    damping: &mut f64,
) -> Option<(Point<'d>, f64)> {
    let at = [from.1.entry, from.1.judge];
    // What rounding may add to the criterion.
    let noise = 1e-12 * (from.0.criterion.abs() + design.size() as f64);
    for _ in 0..60 {
        let delta = newton(at, slope, bends, free, *damping);
        let to: [f64; 2] = std::array::from_fn(|k| {
            // A step over the edge ends on it.
            (at[k] + delta[k]).clamp(0.0, MOST.min(16.0 * at[k] + 1.0))
        });
        let moved = (0..2)
            .map(|k| (to[k] - at[k]).abs() / (at[k] + 1e-6))
            .fold(0.0, f64::max);
        if moved == 0.0 {
            return None;
        }
        let ratios = Ratios {
            entry: to[0],
            judge: to[1],
        };
        let solved = Solved::at(design, ratios);
        if let Some(solved) = solved.filter(|s| s.criterion <= from.0.criterion + noise) {
            *damping = if *damping < 1e-3 { 0.0 } else { *damping / 8.0 };
            return Some(((solved, ratios), moved));
        }
        *damping = (*damping * 4.0).max(0.01);
    }
    None
}

/// The step to where the slope would vanish if the criterion were the parabola that bends so.
fn newton(
    at: [f64; 2],
    slope: [f64; 2],
    bends: [[f64; 2]; 2],
    free: [bool; 2],
    damping: f64,
) -> [f64; 2] {
    // Where the criterion falls for ever it does not bend, and the step would have no end.
    let least = |k: usize| 1e-3 * slope[k].abs() / (at[k] + 1.0);
    let stiff = |k: usize| bends[k][k].max(least(k)) * (1.0 + damping);
    let alone = |k: usize| {
        if free[k] && stiff(k) > 0.0 {
            -slope[k] / stiff(k)
        } else {
            0.0
        }
    };
    if !(free[0] && free[1]) {
        return [alone(0), alone(1)];
    }
    let determinant = stiff(0) * stiff(1) - bends[0][1] * bends[1][0];
    if determinant <= 1e-12 * stiff(0) * stiff(1) {
        return [alone(0), alone(1)];
    }
    [
        (bends[0][1] * slope[1] - stiff(1) * slope[0]) / determinant,
        (bends[1][0] * slope[0] - stiff(0) * slope[1]) / determinant,
    ]
}
