//! [`Budget`], which keeps a client from multiplying the load while Twilio is failing.

use http::StatusCode;
use std::sync::atomic::{AtomicU64, Ordering};

/// How many parts one retry takes from the budget. A first attempt that doesn't fail returns one part.
const RETRY: u64 = 10;

/// The retries that a client has left, in parts. All calls of the client share them.
pub(super) struct Budget {
    capacity: u64,
    left: AtomicU64,
}

impl Budget {
    pub(super) fn new(retries: u32) -> Self {
        let capacity = u64::from(retries) * RETRY;
        Self { capacity, left: AtomicU64::new(capacity) }
    }

    /// Takes one retry, and returns whether there was one.
    pub(super) fn take(&self) -> bool {
        let take = |left: u64| left.checked_sub(RETRY);
        self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).is_ok()
    }

    /// Returns what the attempt with this number and status of a complete response gives back: a retry its own cost, a first
    /// attempt a part of a retry, and nothing if Twilio is failing.
    pub(super) fn give_back(&self, attempt: u32, status: StatusCode) {
        if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS {
            return;
        }
        let parts = if attempt > 1 { RETRY } else { 1 };
        let give = |left: u64| Some(self.capacity.min(left + parts));
        let _ = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, give);
    }
}
