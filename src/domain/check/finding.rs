//! What a check found: passed, failed or not evaluated, with the numbers it looked at and what an operator can do.
//! A report holds one finding a check; only a failed one refuses, and one that is not evaluated never counts as passed.
//! Must not know: how findings are shown or sent.

use super::CheckId;

/// How many values of passed parts one finding shows: a report is read by people.
const MOST_VALUES: usize = 8;

/// What came of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The rule holds.
    Pass,
    /// The rule is broken.
    Fail,
    /// It can't be known here and now, for this reason.
    NotEvaluated(&'static str),
}

impl Outcome {
    fn rank(self) -> u8 {
        match self {
            Self::Pass => 0,
            Self::NotEvaluated(_) => 1,
            Self::Fail => 2,
        }
    }

    /// The outcome's word: `pass`, `fail`, `not-evaluated`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::NotEvaluated(_) => "not-evaluated",
        }
    }
}

/// Names and the values a check looked at. Text from outside in them has passed the gate.
pub type Values = Vec<(&'static str, String)>;

/// What a check function says, before it is put under its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// What came of it.
    pub outcome: Outcome,
    /// The values it looked at.
    pub values: Values,
    /// What an operator can do; only where something failed.
    pub hint: Option<String>,
}

impl Verdict {
    /// The rule holds for these values.
    pub fn pass(values: Values) -> Self {
        Self { outcome: Outcome::Pass, values, hint: None }
    }

    /// The rule is broken.
    pub fn fail(values: Values, hint: impl Into<String>) -> Self {
        Self { outcome: Outcome::Fail, values, hint: Some(hint.into()) }
    }

    /// It can't be known.
    pub fn unknown(reason: &'static str) -> Self {
        Self { outcome: Outcome::NotEvaluated(reason), values: Vec::new(), hint: None }
    }

    /// The worst of many: the first that failed, else the first that was not evaluated, else passed with all their values.
    /// None at all is not evaluated, for the reason given.
    pub fn worst(verdicts: impl Iterator<Item = Self>, none: &'static str) -> Self {
        let mut worst: Option<Self> = None;
        for verdict in verdicts {
            worst = match (worst, verdict) {
                (None, verdict) => Some(verdict),
                (Some(worst), verdict) if verdict.outcome.rank() > worst.outcome.rank() => Some(verdict),
                (Some(mut worst), Self { outcome: Outcome::Pass, values, .. }) if worst.outcome == Outcome::Pass => {
                    let new = values.into_iter().filter(|value| !worst.values.contains(value)).collect::<Vec<_>>();
                    worst.values.extend(new.into_iter().take(MOST_VALUES.saturating_sub(worst.values.len())));
                    Some(worst)
                }
                (worst, _) => worst,
            };
        }
        worst.unwrap_or_else(|| Self::unknown(none))
    }

    /// Passed when `holds`, else failed with the hint.
    pub fn judge(holds: bool, values: Values, hint: impl Into<String>) -> Self {
        if holds { Self::pass(values) } else { Self::fail(values, hint) }
    }
}

/// A check and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The check.
    pub check: CheckId,
    /// What came of it.
    pub outcome: Outcome,
    /// The values it looked at: `held 900`, `asked 12 500`.
    pub values: Values,
    /// What an operator can do; only where something failed.
    pub hint: Option<String>,
}

/// One finding for each applicable check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    findings: Vec<Finding>,
}

impl Report {
    pub(super) fn new(findings: Vec<Finding>) -> Self {
        Self { findings }
    }

    /// All findings, in the order of the list of checks.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The failed ones. If there is any, the action is refused.
    pub fn refusals(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.outcome == Outcome::Fail)
    }

    /// Those that could not be evaluated.
    pub fn not_evaluated(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| matches!(finding.outcome, Outcome::NotEvaluated(_)))
    }

    /// Whether nothing failed. What was not evaluated does not refuse, and is shown beside it.
    pub fn passed(&self) -> bool {
        self.refusals().next().is_none()
    }

    /// The finding of a check; `None` when the check does not apply.
    pub fn of(&self, check: CheckId) -> Option<&Finding> {
        self.findings.iter().find(|finding| finding.check == check)
    }
}
