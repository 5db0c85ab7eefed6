//! How long each step of a transfer may take, how far clocks may differ, and when a message is sent again.
//! A deadline is measured in UTC on the clock of the registry that keeps it. The values are the defaults a registry may tighten.
//! Must not know: what time it is.

use jiff::SignedDuration;

/// The deadlines of transfers with one peer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadlines {
    /// From the proposal's creation to its receipt. After that the peer is asked, and an operator told.
    pub receipt: SignedDuration,
    /// From the proposal's creation to the acceptance; then either side may end it alone.
    pub accept: SignedDuration,
    /// From the acceptance to Final. The transferring side finalises only before it ends, and never after.
    pub finalise: SignedDuration,
    /// How far a message's times may lie in the future or past, either way.
    pub skew: SignedDuration,
    /// From which difference on the peer's clock is an alarm.
    pub clock_alarm: SignedDuration,
    /// From the end of the acceptance to doubt at the acquiring side: it has asked all that time and got no word.
    pub doubt: SignedDuration,
    /// How long an order waits for its approval, and an approval for its sending.
    pub approval: SignedDuration,
}

impl Deadlines {
    /// The defaults: 15 min, 24 h, 24 h, ±5 min, 60 s, 24 h, 72 h.
    pub const DEFAULT: Self = Self {
        receipt: SignedDuration::from_mins(15),
        accept: SignedDuration::from_hours(24),
        finalise: SignedDuration::from_hours(24),
        skew: SignedDuration::from_mins(5),
        clock_alarm: SignedDuration::from_secs(60),
        doubt: SignedDuration::from_hours(24),
        approval: SignedDuration::from_hours(72),
    };
}

impl Default for Deadlines {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// How long to wait before each attempt to send, the first included. After the last, hourly.
pub const RETRY_LADDER: [SignedDuration; 5] = [
    SignedDuration::ZERO,
    SignedDuration::from_secs(30),
    SignedDuration::from_mins(2),
    SignedDuration::from_mins(10),
    SignedDuration::from_mins(30),
];

/// How long to wait after this many failed attempts: nothing before the first, an hour when the ladder is used up.
pub fn wait_after(attempts: u32) -> SignedDuration {
    let step = usize::try_from(attempts).ok().and_then(|at| RETRY_LADDER.get(at));
    step.copied().unwrap_or(SignedDuration::from_hours(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attempts_climb_the_ladder_and_then_go_on_hourly() {
        for (attempts, seconds) in [(0, 0), (1, 30), (2, 120), (3, 600), (4, 1800), (5, 3600), (6, 3600), (u32::MAX, 3600)] {
            assert_eq!(wait_after(attempts).as_secs(), seconds, "{attempts}");
        }
    }

    #[test]
    fn doubt_begins_after_every_chance_to_finalise() {
        let d = Deadlines::default();
        assert!(d.receipt < d.accept && d.skew < d.receipt && d.clock_alarm < d.skew);
        assert!(d.doubt > d.skew * 2, "two clocks at the ends of the allowance must agree that the acceptance is over");
    }
}
