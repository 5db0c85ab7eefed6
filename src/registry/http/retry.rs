//! Whether and when a question is asked again. Only questions: nothing here is ever used for an act.
//! A pure rule: the time left and the dice come in as arguments.
//! Must not know: what was asked.

use super::limits::Limits;
use crate::registry::ProblemKind;
use std::time::Duration;

/// How long to pause before the next try, or `None` to give up and tell the operator.
///
/// `done` counts the retries so far, `left` is the time to the deadline, `dice` spreads many consoles over time.
pub(super) fn pause(limits: &Limits, done: u8, problem: &ProblemKind, left: Duration, dice: u8) -> Option<Duration> {
    if done >= limits.retries {
        return None;
    }
    let asked = match problem {
        ProblemKind::Offline | ProblemKind::Unreached(_) | ProblemKind::Server { status: 500 | 502 | 504 } => Duration::ZERO,
        ProblemKind::Busy { retry_after } => retry_after.unwrap_or(Duration::ZERO),
        _ => return None,
    };
    // From half the pause to one and a half: 2^done · (½ + dice/255).
    let full = limits.pause.saturating_mul(1 << done.min(6));
    let spread = full / 2 + full.saturating_mul(u32::from(dice)) / 255;
    let pause = asked.saturating_add(spread);
    (asked <= limits.patience && pause < left).then_some(pause)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const OFFLINE: ProblemKind = ProblemKind::Offline;

    fn ms(milliseconds: u64) -> Duration {
        Duration::from_millis(milliseconds)
    }

    fn busy(milliseconds: u64) -> ProblemKind {
        ProblemKind::Busy { retry_after: Some(ms(milliseconds)) }
    }

    #[test]
    fn the_rule() {
        let limits = Limits { retries: 2, pause: ms(100), patience: ms(3_000), ..Limits::default() };
        for (problem, done, left, dice, expected) in [
            (OFFLINE, 0, 10_000, 0, Some(50)),
            (OFFLINE, 0, 10_000, 255, Some(150)),
            (OFFLINE, 1, 10_000, 0, Some(100)),
            (OFFLINE, 1, 10_000, 255, Some(300)),
            (OFFLINE, 2, 10_000, 0, None),
            (OFFLINE, 0, 50, 0, None),
            (ProblemKind::Unreached(crate::registry::Unreached::Refused), 0, 10_000, 0, Some(50)),
            (ProblemKind::Server { status: 500 }, 0, 10_000, 0, Some(50)),
            (ProblemKind::Server { status: 502 }, 0, 10_000, 0, Some(50)),
            (ProblemKind::Server { status: 501 }, 0, 10_000, 0, None),
            (ProblemKind::Busy { retry_after: None }, 0, 10_000, 0, Some(50)),
            (busy(2_000), 0, 10_000, 0, Some(2_050)),
            (busy(2_000), 0, 2_050, 0, None),
            (busy(3_001), 0, 10_000, 0, None),
            (busy(u64::MAX), 0, 10_000, 0, None),
            (ProblemKind::Deadline { waited: ms(1) }, 0, 10_000, 0, None),
            (ProblemKind::Distrusted(crate::registry::Distrust::UnknownIssuer), 0, 10_000, 0, None),
            (ProblemKind::SignedOut, 0, 10_000, 0, None),
            (ProblemKind::Missing, 0, 10_000, 0, None),
            (ProblemKind::Conflict, 0, 10_000, 0, None),
            (ProblemKind::Invalid(Vec::new()), 0, 10_000, 0, None),
        ] {
            assert_eq!(pause(&limits, done, &problem, ms(left), dice), expected.map(ms), "{problem:?} {done} {left} {dice}");
        }
    }

    proptest! {
        #[test]
        fn never_sooner_than_asked_nor_after_the_deadline(done: u8, asked: u64, left in 0_u64..20_000, dice: u8) {
            if let Some(pause) = pause(&Limits::default(), done, &busy(asked), ms(left), dice) {
                prop_assert!(pause >= ms(asked) && pause < ms(left));
            }
        }
    }
}
