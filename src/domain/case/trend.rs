//! How the board has gone: open cases week by week, how long they take, how often they come back, and how old the oldest is.
//! Counted from when cases were opened and closed; whole seconds, no averages of averages.
//! Must not know: what the cases are about.

use super::Case;
use jiff::{SignedDuration, Timestamp};

/// How many weeks it looks back.
pub const WEEKS: usize = 8;

/// More cases than this within thirty days, and the authority wants a plan of measures (after Delegated Regulation (EU) 2017/392,
/// article 65).
pub const PLAN_OF_MEASURES: u32 = 5;

const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);
const MONTH: SignedDuration = SignedDuration::from_hours(30 * 24);

/// From when until when a case was open, and how often it came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lived {
    /// When it was opened.
    pub opened: Timestamp,
    /// When it was closed, if it is.
    pub closed: Option<Timestamp>,
    /// How often it came back.
    pub reopened: u32,
}

impl From<&Case> for Lived {
    fn from(case: &Case) -> Self {
        Self { opened: case.opened, closed: case.closed, reopened: case.reopened }
    }
}

/// How the board has gone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trend {
    /// How many were open at the end of each week, the oldest first; the last is now.
    pub open: [u32; WEEKS],
    /// How many were opened within thirty days.
    pub opened_lately: u32,
    /// How long those took that were closed, on average.
    pub mean: Option<SignedDuration>,
    /// How often one came back.
    pub reopened: u32,
    /// Since when the oldest open one is open.
    pub oldest: Option<Timestamp>,
}

impl Trend {
    /// The trend at a time.
    pub fn of(cases: impl IntoIterator<Item = Lived>, now: Timestamp) -> Self {
        let mut trend = Self::default();
        let (mut closed, mut seconds): (i64, i64) = (0, 0);
        for case in cases {
            for (weeks_ago, count) in (0_i32..).zip(trend.open.iter_mut().rev()) {
                let at = now.saturating_sub(WEEK * weeks_ago).unwrap_or(Timestamp::MIN);
                let was_open = case.opened <= at && case.closed.is_none_or(|closed| closed > at);
                *count = count.saturating_add(u32::from(was_open));
            }
            trend.opened_lately += u32::from(now.duration_since(case.opened) < MONTH);
            trend.reopened = trend.reopened.saturating_add(case.reopened);
            match case.closed {
                Some(at) => {
                    closed += 1;
                    seconds = seconds.saturating_add(at.duration_since(case.opened).as_secs().max(0));
                }
                None => trend.oldest = Some(trend.oldest.map_or(case.opened, |oldest| oldest.min(case.opened))),
            }
        }
        trend.mean = (closed > 0).then(|| SignedDuration::from_secs(seconds / closed.max(1)));
        trend
    }

    /// Whether there were so many lately that a plan of measures is due.
    pub fn needs_a_plan(&self) -> bool {
        self.opened_lately > PLAN_OF_MEASURES
    }
}
