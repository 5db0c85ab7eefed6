//! What is checked of units that are to be issued, beyond the checks of all units.
//! An amount in another metric than GHG is given with units of such an authorization, and only with them.
//! Must not know: serials, which are checked like those of any units.

use super::{authorization::shown, finding::found, plan::Issue};
use crate::{
    domain::check::{CheckId, Verdict},
    sandbox::{book, desk::Desk, fault::StoreProblem},
    wire::comm::Finding,
};

/// Whether each block has an amount exactly when its authorization's metric asks for one.
pub(super) fn amounts(desk: &Desk<'_>, issue: &Issue<'_>) -> Result<Finding, StoreProblem> {
    let hint = "Give the amount and the unit of the metric with non-GHG units, and only with them.";
    for block in issue.blocks {
        let Some(said) = book::authorization_said(desk.book, &block.authorization, Some(block.version))? else { continue };
        if (said.metric == "GHG") != block.non_ghg.is_empty() {
            let values = vec![("metric", said.metric), ("amount", shown(&block.non_ghg))];
            return Ok(found(CheckId::B12, Verdict::fail(values, hint)));
        }
    }
    Ok(found(CheckId::B12, Verdict::pass(vec![("blocks", issue.blocks.len().to_string())])))
}
