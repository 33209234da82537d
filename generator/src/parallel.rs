//! Runs a function on each item of a list, on as many threads as there are cores.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// The most threads to use.
static MOST: AtomicUsize = AtomicUsize::new(usize::MAX);

/// Sets the most threads that [`each`] uses in this process, which benchmarks compare.
#[doc(hidden)]
pub fn limit(threads: usize) {
    MOST.store(threads, Ordering::Relaxed);
}

/// Calls `work` for each item and returns the results in the order of the items.
///
/// The largest items start first, so that no thread is left with a large one at the end.
pub fn each<S: Sync, T: Send>(items: &[S], size: impl Fn(&S) -> usize, work: impl Fn(&S) -> T + Sync) -> Vec<T> {
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.sort_by_key(|&index| std::cmp::Reverse(size(&items[index])));
    let next = AtomicUsize::new(0);
    let done: Mutex<BTreeMap<usize, T>> = Mutex::new(BTreeMap::new());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = cores.min(MOST.load(Ordering::Relaxed)).min(items.len());
    let run = &|| {
        while let Some(&index) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
            let result = work(&items[index]);
            done.lock().unwrap_or_else(PoisonError::into_inner).insert(index, result);
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(run);
        }
        run();
    });
    done.into_inner().unwrap_or_else(PoisonError::into_inner).into_values().collect()
}
