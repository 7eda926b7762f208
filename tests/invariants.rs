//! The invariants of judging, over histories that chance writes: anybody does anything to one
//! challenge, legal or not, through the API, and after each step the invariants hold.
//!
//! `HUB_INVARIANT_SEEDS=n` runs n histories instead of the few that every run has, and
//! `HUB_INVARIANT_SEED=s` the one with that seed. A failure prints the seed and what was done.

mod awards;
mod facts;
mod ledger;
mod random;
mod reads;
mod run;
mod secrets;
mod stage;
mod step;

/// Seeds of every run.
const SEEDS: [u64; 3] = [1, 8, 18];

#[actix_web::test]
async fn the_invariants_hold_over_random_histories() {
    let asked = |name: &str| std::env::var(name).ok().and_then(|n| n.parse::<u64>().ok());
    let seeds = match (asked("HUB_INVARIANT_SEED"), asked("HUB_INVARIANT_SEEDS")) {
        (Some(seed), _) => vec![seed],
        (None, Some(count)) => (1..=count).collect(),
        (None, None) => SEEDS.to_vec(),
    };
    for seed in seeds {
        Box::pin(run::history(seed)).await;
    }
}
