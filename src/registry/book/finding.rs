//! What a check found, as a registry tells it.
//! A check this console knows is known by its id; the sentence of its rule is shown as the registry wrote it.
//! Must not know: how a check is evaluated; `domain::check` does.

use crate::{
    domain::{check::CheckId, words::words},
    registry::Word,
    text::{Kind, Untrusted},
};

/// What came of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CheckResult {
    /// The rule holds.
    Pass,
    /// The rule is broken.
    Fail,
    /// It could not be known there and then; it never counts as passed.
    NotEvaluated,
}

words!(CheckResult, "result", Pass "pass", Fail "fail", NotEvaluated "not-evaluated");

/// One check with what was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckFinding {
    /// The check.
    pub check: Word<CheckId>,
    /// Its rule as the registry words it; may be empty.
    pub rule: Untrusted,
    /// What came of it.
    pub result: Word<CheckResult>,
    /// Names and values that were looked at.
    pub values: Vec<(Untrusted, Untrusted)>,
    /// What to do about a failure, or why it was not evaluated.
    pub hint: Option<Untrusted>,
}

impl CheckFinding {
    /// Its id, to be shown.
    pub fn id(&self) -> String {
        match &self.check {
            Word::Known(check) => check.spec().id.to_owned(),
            Word::Unrecognised(other) => other.gate(Kind::Critical).to_string(),
        }
    }

    /// Its id, and in words what it looks at where this console knows it.
    pub fn named(&self) -> String {
        match &self.check {
            Word::Known(check) => format!("{} ({})", check.spec().id, check.spec().name),
            Word::Unrecognised(_) => self.id(),
        }
    }

    /// Id, rule, values and hint in one line, to be shown where there is no room for a list.
    pub fn sentence(&self) -> String {
        let rule = match &self.check {
            Word::Known(check) if self.rule.is_empty() => check.spec().rule.to_owned(),
            _ => self.rule.gate(Kind::Name).to_string(),
        };
        let mut parts = vec![format!("{}: {rule}", self.id())];
        let value = |(name, value): &(Untrusted, Untrusted)| format!("{} {}", name.gate(Kind::Name), value.gate(Kind::Name));
        let values: Vec<String> = self.values.iter().map(value).collect();
        if !values.is_empty() {
            parts.push(values.join(", "));
        }
        parts.extend(self.hint.as_ref().map(|hint| hint.gate(Kind::Name).to_string()));
        parts.join("; ")
    }
}
