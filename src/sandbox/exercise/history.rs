//! What has happened between the practice registries before anybody looks: transfers completed, rejected, waiting and stuck.
//! Each registry plays its own part against a rehearsal of the other, so that two that are made apart agree octet by octet.
//! Must not know: how an exercise is played.

use super::plan::Plan;
use crate::domain::RegistryId;
use jiff::{SignedDuration, Timestamp};

/// A transfer of the past.
struct Past {
    number: u32,
    from: &'static str,
    to: &'static str,
    /// The case of the catalogue; 0 when nothing went wrong.
    case: u8,
    hours_ago: i64,
    quantity: u64,
}

const fn past(number: u32, from: &'static str, to: &'static str, case: u8, hours_ago: i64, quantity: u64) -> Past {
    Past { number, from, to, case, hours_ago, quantity }
}

const DAY: i64 = 24;

/// Everything that happened, oldest first. Numbers from 100 are history; smaller ones are for exercises.
const HISTORY: [Past; 24] = [
    past(101, "GHA01", "CHE01", 0, 200 * DAY, 12_000),
    past(102, "THA01", "CHE01", 0, 180 * DAY, 8_400),
    past(103, "CHE01", "GHA01", 0, 171 * DAY, 2_500),
    past(104, "VUT01", "CHE01", 0, 150 * DAY, 640),
    past(105, "GHA01", "SWE01", 0, 133 * DAY, 30_000),
    past(106, "GHA01", "CHE01", 21, 120 * DAY, 5_000),
    past(107, "GHA01", "CHE01", 0, 119 * DAY, 5_000),
    past(108, "MAR01", "CHE01", 0, 98 * DAY, 21_000),
    past(109, "GHA01", "SGP01", 0, 90 * DAY, 45_000),
    past(110, "THA01", "CHE01", 19, 75 * DAY, 9_000),
    past(111, "JPN01", "GHA01", 0, 60 * DAY, 1_200),
    past(112, "GHA01", "CHE01", 0, 45 * DAY, 17_500),
    past(113, "CHE01", "SWE01", 0, 41 * DAY, 6_000),
    past(114, "GHA01", "CHE01", 20, 30 * DAY, 7_700),
    past(115, "GHA01", "JPN01", 0, 21 * DAY, 11_000),
    past(116, "VUT01", "CHE01", 0, 14 * DAY, 900),
    past(117, "GHA01", "CHE01", 0, 9 * DAY, 3_300),
    past(118, "CHE01", "GHA01", 29, 6 * DAY, 4_000),
    past(119, "GHA01", "CHE01", 0, 3 * DAY, 12_500),
    past(120, "CHE01", "XDE01", 3, 2, 1_500),
    past(121, "GHA01", "CHE01", 9, 1, 14_400),
    past(122, "GHA01", "CHE01", 5, 1, 2_800),
    past(123, "CHE01", "GHA01", 1, 0, 5_200),
    past(124, "GHA01", "CHE01", 22, 0, 3_600),
];

/// The case that each transfer of this registry's past was, with its plan; oldest first. A quiet past is without those that are a
/// discrepancy themselves, so that whoever asks for one finds that one alone.
pub(in crate::sandbox) fn of(here: RegistryId, as_of: Timestamp, quiet: bool) -> Vec<(u8, Plan)> {
    let told = HISTORY.iter().filter(|past| !(quiet && past.is_discrepancy()));
    told.filter_map(|past| plan(past, as_of)).filter(|(_, plan)| plan.concerns(here)).collect()
}

/// The midnight before the day before the oldest transfer ends: a transfer takes hours.
pub(in crate::sandbox) fn begins(as_of: Timestamp) -> Timestamp {
    let oldest = HISTORY.iter().map(|past| past.hours_ago).max().unwrap_or_default();
    super::last_midnight(as_of.saturating_sub(SignedDuration::from_hours(oldest + DAY)).unwrap_or(as_of))
}

impl Past {
    /// Whether a run between the two registries finds it: a Final that was lost for longer than one is on its way.
    fn is_discrepancy(&self) -> bool {
        self.case == 9
    }
}

fn plan(past: &Past, as_of: Timestamp) -> Option<(u8, Plan)> {
    let plan = Plan {
        number: past.number,
        transferring: past.from.parse().ok()?,
        acquiring: past.to.parse().ok()?,
        quantity: past.quantity,
        ends: as_of.saturating_sub(SignedDuration::from_hours(past.hours_ago)).ok()?,
    };
    Some((past.case, plan))
}

impl Plan {
    /// Whether a registry takes part.
    pub(in crate::sandbox) fn concerns(&self, registry: RegistryId) -> bool {
        self.transferring == registry || self.acquiring == registry
    }
}
