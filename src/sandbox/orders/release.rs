//! What is checked when frozen blocks are to be released.
//! Only what an administrator froze is released by an order; what a discrepancy froze is free when that is closed.
//! Must not know: who froze them.

use super::{
    judge::found,
    plan::Ends,
    units::{self, State},
};
use crate::{
    domain::{
        BlockState,
        check::{CheckId, Verdict},
    },
    sandbox::{desk::Desk, problem::Refusal},
    wire::comm::Finding,
};

/// The findings.
pub(super) fn findings(desk: &Desk<'_>, spans: &[Ends]) -> Result<Vec<Finding>, Refusal> {
    let hint =
        "Only units that an administrator froze are released so. Close the discrepancy, or withdraw the order that holds them.";
    Ok(match units::other_than(desk.book, spans, BlockState::FrozenAdministration)? {
        State::All(count) => vec![found(CheckId::B09, Verdict::pass(vec![("frozen", count.to_string())]))],
        State::Gap(first) => {
            vec![found(CheckId::B07, Verdict::fail(vec![("not in this book", first)], "Name only units that are in this book."))]
        }
        State::Other(first, state) => {
            vec![found(CheckId::B09, Verdict::fail(vec![("first", first), ("state", state.to_owned())], hint))]
        }
    })
}
