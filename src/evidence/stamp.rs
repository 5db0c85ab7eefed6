//! The one spelling of a time in a chained line: RFC 3339, UTC, milliseconds, as `2026-11-22T09:14:05.123Z`.
//! What would be written otherwise is not read, so that no time can be respelled without a trace.
//! Must not know: what happened at that time.

use jiff::Timestamp;

/// The time as text. Finer parts of a second are cut off.
pub(super) fn written(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

/// The time that a text means, if it is written in the one way.
pub(super) fn read(text: &str) -> Option<Timestamp> {
    text.parse().ok().filter(|at| written(*at) == text)
}
