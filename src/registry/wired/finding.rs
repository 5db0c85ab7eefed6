//! What checks found, from the wire.
//! The registry's words stay beside what this console knows of the check.
//! Must not know: what was checked.

use crate::{
    domain::check::CheckId,
    registry::{
        Word,
        book::{CheckFinding, CheckResult},
    },
    text::Untrusted,
    wire::comm,
};

/// One check with what was looked at. Every text is one, so nothing can be a misfit.
pub fn finding(finding: comm::Finding) -> CheckFinding {
    let values = finding.values.into_iter();
    CheckFinding {
        check: Word::read(finding.id, CheckId::of_id),
        rule: Untrusted::new(finding.rule),
        result: Word::read(finding.result, CheckResult::of_word),
        values: values.map(|value| (Untrusted::new(value.name), Untrusted::new(value.value))).collect(),
        hint: finding.hint.map(Untrusted::new),
    }
}
