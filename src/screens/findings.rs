//! What checks found, as lines of a page: what did not pass first, since that is what is looked for.
//! A check this console knows is named by its id; a rule is shown as the registry worded it.
//! Must not know: how a check is evaluated.

use super::{awaited::said, linked::Linked, words};
use crate::{
    app::{Remote, why::Refusal},
    domain::check::CheckId,
    registry::book::{CheckFinding, CheckResult},
    text::{Kind, Untrusted},
    ui::{Safe, Span, detail::Item, theme::Role},
};

/// The findings in few lines: each that did not pass in a line of its own, those that were not evaluated together by why not, those that
/// passed by their ids alone.
pub fn in_few_lines<'f>(findings: impl IntoIterator<Item = &'f CheckFinding>) -> Vec<Item<'static>> {
    let (mut lines, mut open, mut passed) = (Vec::new(), Vec::<(String, Vec<String>)>::new(), Vec::new());
    for finding in findings {
        match finding.result.known() {
            Some(CheckResult::Pass) => passed.push(id(finding).as_str().to_owned()),
            Some(CheckResult::NotEvaluated) => {
                let why = finding.hint.as_ref().map(|hint| hint.gate(Kind::Name).to_string()).unwrap_or_default();
                match open.iter_mut().find(|(other, _)| *other == why) {
                    Some((_, ids)) => ids.push(id(finding).as_str().to_owned()),
                    None => open.push((why, vec![id(finding).as_str().to_owned()])),
                }
            }
            Some(CheckResult::Fail) | None => lines.push(finding),
        }
    }
    let mut items: Vec<Item<'static>> = items(lines).collect();
    for (why, ids) in open {
        let words = Span::new(Role::Warn, Safe::ours(format!("{}  ", ids.join(" "))));
        items.push(Item::Field(called(CheckResult::NotEvaluated).into(), vec![words, Span::new(Role::Dim, Safe::ours(why))]));
    }
    if !passed.is_empty() {
        items.push(Item::Field(called(CheckResult::Pass).into(), vec![Span::new(Role::Ok, Safe::ours(passed.join(" ")))]));
    }
    items
}

/// What the checks say of an order that is being written, as a section of its own: every one, with what it looked at, or why that is not here.
pub fn asked(checks: &Remote<Vec<CheckFinding>>, linked: &mut Linked) {
    linked.section("Checks, asked of the registry");
    match (checks.value(), checks.problem()) {
        (Some(found), _) if found.is_empty() => linked.add(said(Role::Dim, "The registry names none for this.")),
        (Some(found), _) => {
            linked.add(summary(found));
            items(found).for_each(|item| linked.add(item));
        }
        (None, Some(problem)) => {
            linked.add(said(Role::Warn, format!("{}. The registry checks again when the order comes.", problem.what())));
        }
        (None, None) => linked.add(said(Role::Pending, "They are being asked for.")),
    }
}

/// How many fail, pass and could not be evaluated, in one line.
pub fn summary(findings: &[CheckFinding]) -> Item<'static> {
    let count = |result| findings.iter().filter(|finding| finding.result.is(&result)).count();
    let (failed, passed) = (count(CheckResult::Fail), count(CheckResult::Pass));
    let open = findings.len() - failed - passed;
    let (role, which) = match failed {
        // What was not evaluated did not pass.
        0 if open > 0 => (Role::Warn, "None fails".to_owned()),
        0 => (Role::Ok, "None fails".to_owned()),
        1 => (Role::Danger, "1 fails".to_owned()),
        failed => (Role::Danger, format!("{failed} fail")),
    };
    said(role, format!("{which}, {passed} pass, {open} could not be evaluated."))
}

/// The findings as lines; the registry's order holds among equals.
pub fn items<'f>(findings: impl IntoIterator<Item = &'f CheckFinding>) -> impl Iterator<Item = Item<'static>> {
    let mut sorted: Vec<&CheckFinding> = findings.into_iter().collect();
    sorted.sort_by_key(|finding| match finding.result.known() {
        Some(CheckResult::Fail) => 0,
        None => 1,
        Some(CheckResult::NotEvaluated) => 2,
        Some(CheckResult::Pass) => 3,
    });
    sorted.into_iter().map(item)
}

/// Why an order must not be signed, by what the checks found of it: the registry would refuse it for what fails. What could not be
/// evaluated hinders nothing, as in the registry, and neither does what could not be asked: it checks again when the order comes. `found`
/// is what was heard last of exactly this order; `but` names checks that say nothing of it yet.
///
/// # Errors
/// [`Refusal`] names the checks that fail, or says that they are still being asked.
pub fn may_sign(found: Option<&[CheckFinding]>, is_asking: bool, but: &[CheckId]) -> Result<(), Refusal> {
    let Some(found) = found else {
        let waits = "The registry is still being asked what its checks say of this order. Wait for them.";
        return if is_asking { Err(Refusal::NotNow(waits.to_owned())) } else { Ok(()) };
    };
    let hinders = |finding: &&CheckFinding| {
        finding.result.is(&CheckResult::Fail) && !finding.check.known().is_some_and(|check| but.contains(check))
    };
    let failed: Vec<&CheckFinding> = found.iter().filter(hinders).collect();
    let Some(first) = failed.first() else { return Ok(()) };
    let more = match failed.len() - 1 {
        0 => String::new(),
        others => format!(" and {others} more"),
    };
    let hint = first
        .hint
        .as_ref()
        .map_or_else(String::new, |hint| format!(" Its hint: {}.", hint.gate(Kind::Name).as_str().trim_end_matches('.')));
    Err(Refusal::NotNow(format!(
        "Check {} ({}) fails{more}: the registry would refuse the order. Nothing was signed; go back and change it.{hint}",
        id(first).as_str(),
        rule_name(first).as_str(),
    )))
}

/// The name of a check, or what the registry says of one that is not known here.
fn rule_name(finding: &CheckFinding) -> Safe<'static> {
    finding.check.known().map_or_else(|| rule(finding), |check| check.spec().name.into())
}

fn item(finding: &CheckFinding) -> Item<'static> {
    let role = match finding.result.known() {
        Some(CheckResult::Pass) => Role::Ok,
        Some(CheckResult::Fail) => Role::Danger,
        Some(CheckResult::NotEvaluated) | None => Role::Warn,
    };
    let result = words::word(&finding.result, called);
    let mut spans = vec![Span::new(role, Safe::ours(format!("{}  ", result.as_str()))), Span::text(rule(finding))];
    let value = |(name, value): &(Untrusted, Untrusted)| format!("{} {}", name.gate(Kind::Name), value.gate(Kind::Name));
    let values: Vec<String> = finding.values.iter().map(value).collect();
    if !values.is_empty() {
        spans.push(Span::new(Role::Dim, Safe::ours(format!("  {}", values.join(", ")))));
    }
    if let Some(hint) = &finding.hint {
        let role = if role == Role::Danger { Role::Warn } else { Role::Dim };
        spans.push(Span::new(role, Safe::ours(format!("  {}", hint.gate(Kind::Name)))));
    }
    Item::Field(id(finding), spans)
}

/// How a result is called on a page.
fn called(result: CheckResult) -> &'static str {
    if result == CheckResult::NotEvaluated { "not evaluated" } else { result.word() }
}

fn id(finding: &CheckFinding) -> Safe<'static> {
    words::word(&finding.check, |check: CheckId| check.spec().id)
}

fn rule(finding: &CheckFinding) -> Safe<'static> {
    match finding.check.known() {
        Some(check) if finding.rule.is_empty() => check.spec().rule.into(),
        _ => finding.rule.gate(Kind::Name).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::Word;

    fn found(result: CheckResult) -> CheckFinding {
        let (rule, hint) = (Untrusted::new(""), None);
        CheckFinding { check: Word::Known(CheckId::B08), rule, result: Word::Known(result), values: Vec::new(), hint }
    }

    /// What could not be evaluated did not pass, and does not look as if.
    #[test]
    fn only_what_passed_is_green() {
        use CheckResult::{Fail, NotEvaluated, Pass};
        for (results, role) in
            [(vec![Pass, Pass], Role::Ok), (vec![Pass, NotEvaluated], Role::Warn), (vec![Pass, NotEvaluated, Fail], Role::Danger)]
        {
            let findings: Vec<CheckFinding> = results.into_iter().map(found).collect();
            let Item::Text(spans) = summary(&findings) else { panic!("a sentence") };
            assert_eq!(spans.first().map(|span| span.role), Some(role));
        }
    }
}
