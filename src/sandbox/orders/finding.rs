//! A check of an order that is evaluated beside the list of checks: on an account, an authorization, an approach.
//! It is found under the same ids and told like any other.
//! Must not know: which order it is about.

use crate::{
    domain::check::{self, CheckId, Verdict},
    sandbox::facts::tell,
    wire::comm::Finding,
};

/// A finding of a check that is evaluated here.
pub(super) fn found(check: CheckId, verdict: Verdict) -> Finding {
    let Verdict { outcome, values, hint } = verdict;
    tell(&check::Finding { check, outcome, values, hint })
}
