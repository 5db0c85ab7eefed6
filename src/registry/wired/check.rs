//! Checks and what may be done, from the wire and to it.
//! An act that comes twice, or is allowed with a reason against it, is no answer.
//! Must not know: which transfer they are about.

use super::finding;
use crate::{
    domain::check::CheckId,
    registry::{
        Word,
        book::{CheckFinding, CheckResult},
        traffic::{AllowedAct, CheckRun, CheckTime, Permission, TransferAct},
    },
    text::Untrusted,
    wire::{
        admin::transfer as wire,
        comm,
        convert::{Misfit, Place},
    },
};
use std::collections::HashSet;

/// The id of a check.
pub(super) fn check_id(id: String) -> Word<CheckId> {
    Word::read(id, CheckId::of_id)
}

/// The id of a check, for the wire.
pub(super) fn check_id_to_wire(check: &Word<CheckId>) -> String {
    check.octets(|check| check.spec().id).to_owned()
}

/// Checks that were made together.
pub fn check_run(run: wire::CheckRun) -> CheckRun {
    CheckRun {
        when: Word::read(run.when, CheckTime::of_word),
        at: run.at,
        findings: run.findings.into_iter().map(finding::finding).collect(),
    }
}

/// Every act with whether it may be done.
///
/// # Errors
/// [`Misfit`] for an act that comes twice, that takes nobody, or that is allowed although a reason stands against it.
pub(super) fn allowed_acts(acts: Vec<wire::AllowedAct>, at: &Place<'_>) -> Result<Vec<AllowedAct>, Misfit> {
    let mut seen = HashSet::new();
    if let Some(n) = acts.iter().position(|act| !seen.insert(act.act.as_str())) {
        return Err(at.field("allowed").item(n).misfit("this act came before"));
    }
    at.each("allowed", acts, allowed_act)
}

fn allowed_act(act: wire::AllowedAct, at: &Place<'_>) -> Result<AllowedAct, Misfit> {
    if act.persons == 0 {
        return Err(at.field("persons").misfit("an act takes at least one person"));
    }
    let permission = match (act.allowed, act.why_not) {
        (true, None) => Permission::Allowed,
        (true, Some(_)) => return Err(at.field("why_not").misfit("the act is allowed, and there is a reason why not")),
        (false, why) => Permission::Refused(Untrusted::new(why.unwrap_or_default())),
    };
    Ok(AllowedAct { act: Word::read(act.act, TransferAct::of_word), persons: act.persons, permission })
}

/// Checks, for the wire.
pub fn check_run_to_wire(run: &CheckRun) -> wire::CheckRun {
    wire::CheckRun {
        when: run.when.octets(CheckTime::word).to_owned(),
        at: run.at,
        findings: run.findings.iter().map(finding_to_wire).collect(),
    }
}

/// One check, for the wire.
pub fn finding_to_wire(finding: &CheckFinding) -> comm::Finding {
    let value = |(name, value): &(Untrusted, Untrusted)| comm::Observed {
        name: name.octets().to_owned(),
        value: value.octets().to_owned(),
    };
    comm::Finding {
        id: check_id_to_wire(&finding.check),
        rule: finding.rule.octets().to_owned(),
        result: finding.result.octets(CheckResult::word).to_owned(),
        values: finding.values.iter().map(value).collect(),
        hint: finding.hint.as_ref().map(|hint| hint.octets().to_owned()),
    }
}

/// An act, for the wire.
pub(super) fn allowed_act_to_wire(act: &AllowedAct) -> wire::AllowedAct {
    let why_not = match &act.permission {
        Permission::Allowed => None,
        Permission::Refused(why) => Some(why.octets().to_owned()),
    };
    wire::AllowedAct {
        act: act.act.octets(TransferAct::word).to_owned(),
        allowed: act.is_allowed(),
        persons: act.persons,
        why_not,
    }
}
