//! Work that is shared between processors, so that its results do not depend on how many there are.

use std::num::NonZero;
use std::thread;

/// How many threads are worth starting.
pub fn workers() -> usize {
    thread::available_parallelism()
        .map_or(1, NonZero::get)
        .min(4)
}

/// Does the same with each item; they share nothing that changes.
pub fn each<T: Send>(items: Vec<T>, work: impl Fn(T) + Sync) {
    let workers = workers().min(items.len());
    if workers < 2 {
        items.into_iter().for_each(work);
        return;
    }
    let mut lanes: Vec<Vec<T>> = Vec::new();
    lanes.resize_with(workers, Vec::new);
    for (at, item) in items.into_iter().enumerate() {
        lanes[at % workers].push(item);
    }
    let work = &work;
    thread::scope(|scope| {
        for lane in lanes {
            scope.spawn(move || lane.into_iter().for_each(work));
        }
    });
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_item_is_worked_on_once() {
        for n in [0, 1, 2, 9] {
            let mut values = vec![0; n];
            super::each(values.iter_mut().enumerate().collect(), |(i, value)| {
                *value += i + 1;
            });
            assert_eq!(values, (1..=n).collect::<Vec<_>>());
        }
    }
}
