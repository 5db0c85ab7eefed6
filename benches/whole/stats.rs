//! Durations in order: median, 99th percentile, and how they are written.
//! Whole microseconds, no rounding up or down to please.
//! Must not know: what took so long.

use std::time::Duration;

/// Durations, sorted.
#[derive(Clone, Debug)]
pub struct Durations(Vec<Duration>);

impl Durations {
    /// Of a series that is not empty.
    pub fn of(series: impl IntoIterator<Item = Duration>) -> Self {
        let mut sorted: Vec<Duration> = series.into_iter().collect();
        assert!(!sorted.is_empty(), "nothing was measured");
        sorted.sort();
        Self(sorted)
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The middle one.
    pub fn median(&self) -> Duration {
        self.0[self.0.len() / 2]
    }

    /// The one that 99 of 100 do not exceed.
    pub fn p99(&self) -> Duration {
        self.0[(self.0.len() * 99).div_ceil(100) - 1]
    }

    /// The shortest.
    pub fn least(&self) -> Duration {
        self.0[0]
    }

    /// The longest.
    pub fn most(&self) -> Duration {
        self.0[self.0.len() - 1]
    }
}

/// `0.64 ms`.
pub fn ms(duration: Duration) -> String {
    let hundredths = duration.as_micros() / 10;
    format!("{}.{:02} ms", hundredths / 100, hundredths % 100)
}

/// KiB as `5.8 MiB`.
pub fn mib(kib: u64) -> String {
    format!("{}.{} MiB", kib / 1_024, kib % 1_024 * 10 / 1_024)
}
