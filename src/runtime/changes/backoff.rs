//! When a broken stream is opened again: soon, then ever later, never all consoles at once, and never when only the operator can help.
//! What the registry asks for is heeded, within bounds.
//! Must not know: how a stream is opened.

use crate::registry::{Problem, ProblemKind};
use std::time::Duration;
use uuid::Uuid;

/// The bounds of a pause.
const SHORTEST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(60);

/// How often in a row a stream has failed.
#[derive(Debug, Default)]
pub(super) struct Backoff(u32);

impl Backoff {
    /// Counts a failure; how long to wait before the next try, or `None` when trying again would be of no use, or do harm: a
    /// passphrase that is refused again and again locks an account.
    pub(super) fn pause(&mut self, problem: &Problem, wish: Option<Duration>) -> Option<Duration> {
        let pause = pause(self.0, problem, wish, dice());
        self.0 = self.0.saturating_add(1);
        pause
    }

    /// The stream has worked.
    pub(super) fn forget(&mut self) {
        self.0 = 0;
    }
}

/// Spreads many consoles over time; nothing secret depends on it.
fn dice() -> u8 {
    Uuid::now_v7().as_bytes().last().copied().unwrap_or(0)
}

/// The rule: between half and all of 2, 4, 8 … 60 s, but not less than the registry wishes.
fn pause(failures: u32, problem: &Problem, wish: Option<Duration>, dice: u8) -> Option<Duration> {
    let busy = match &problem.kind {
        ProblemKind::SignedOut
        | ProblemKind::NotSignedIn { .. }
        | ProblemKind::Forbidden
        | ProblemKind::Invalid(_)
        | ProblemKind::Cancelled => return None,
        ProblemKind::Busy { retry_after } => *retry_after,
        _ => None,
    };
    let full = (SHORTEST * 2).saturating_mul(1 << failures.min(6)).min(LONGEST);
    let spread = full / 2 + full / 2 * u32::from(dice) / 255;
    let wish = wish.max(busy).unwrap_or_default();
    Some(spread.max(wish).clamp(SHORTEST, LONGEST))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::NotSignedIn;
    use proptest::prelude::*;

    fn ms(milliseconds: u64) -> Duration {
        Duration::from_millis(milliseconds)
    }

    #[test]
    fn the_rule() {
        let offline = || ProblemKind::Offline;
        let busy = |seconds| ProblemKind::Busy { retry_after: Some(Duration::from_secs(seconds)) };
        for (kind, failures, wish, dice, expected) in [
            (offline(), 0, None, 0, Some(1_000)),
            (offline(), 0, None, 255, Some(2_000)),
            (offline(), 3, None, 0, Some(8_000)),
            (offline(), 5, None, 255, Some(60_000)),
            (offline(), u32::MAX, None, 0, Some(30_000)),
            (offline(), 0, Some(5_000), 0, Some(5_000)),
            (offline(), 0, Some(10), 0, Some(1_000)),
            (offline(), 0, Some(u64::MAX), 0, Some(60_000)),
            (busy(9), 0, None, 0, Some(9_000)),
            (busy(9), 0, Some(12_000), 0, Some(12_000)),
            (busy(u64::MAX), 0, None, 0, Some(60_000)),
            (ProblemKind::Missing, 0, None, 0, Some(1_000)),
            (ProblemKind::SignedOut, 0, None, 0, None),
            (ProblemKind::NotSignedIn { profile: "swiss".into(), why: NotSignedIn::Locked }, 0, None, 0, None),
            (ProblemKind::Forbidden, 0, Some(5_000), 0, None),
            (ProblemKind::Invalid(Vec::new()), 0, None, 0, None),
        ] {
            let got = pause(failures, &Problem::of(kind.clone()), wish.map(ms), dice);
            assert_eq!(got, expected.map(ms), "{kind:?} {failures} {wish:?} {dice}");
        }
    }

    #[test]
    fn each_failure_waits_longer_and_success_begins_anew() {
        let problem = Problem::of(ProblemKind::Offline);
        let mut backoff = Backoff::default();
        let pauses: Vec<Duration> = (0..7).filter_map(|_| backoff.pause(&problem, None)).collect();
        // Half of each is the whole of the one before, whatever the dice say.
        assert!(pauses.windows(2).take(4).all(|two| two[0] <= two[1]), "{pauses:?}");
        backoff.forget();
        assert!(backoff.pause(&problem, None).is_some_and(|pause| pause <= ms(2_000)));
    }

    proptest! {
        #[test]
        fn always_within_bounds(failures: u32, wish: Option<u64>, dice: u8) {
            let pause = pause(failures, &Problem::of(ProblemKind::Offline), wish.map(ms), dice).unwrap();
            prop_assert!((SHORTEST..=LONGEST).contains(&pause));
        }
    }
}
