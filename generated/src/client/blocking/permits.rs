//! [`Permits`], which limit how many threads do something at the same time.

use std::{
    sync::{Condvar, Mutex, PoisonError},
    time::Duration,
};

use crate::client::token::lock;

/// A number of permits.
pub(in crate::client) struct Permits {
    free: Mutex<usize>,
    freed: Condvar,
}

/// One permit, which is returned on drop.
pub(in crate::client) struct Permit<'a>(&'a Permits);

impl Permits {
    pub(in crate::client) fn new(count: usize) -> Self {
        Self { free: Mutex::new(count), freed: Condvar::new() }
    }

    /// Waits for a permit, but not longer than `longest` if it is set.
    pub(super) fn acquire(&self, longest: Option<Duration>) -> Option<Permit<'_>> {
        let free = lock(&self.free);
        let is_none_free = |free: &mut usize| *free == 0;
        let mut free = match longest {
            None => self.freed.wait_while(free, is_none_free).unwrap_or_else(PoisonError::into_inner),
            Some(longest) => {
                self.freed.wait_timeout_while(free, longest, is_none_free).unwrap_or_else(PoisonError::into_inner).0
            }
        };
        *free = free.checked_sub(1)?;
        Some(Permit(self))
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        *lock(&self.0.free) += 1;
        self.0.freed.notify_one();
    }
}
