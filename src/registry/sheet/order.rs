//! Orders as rows, and one of them in full: the digest an approval must name, and what the checks found.
//! The act itself is in the ledger and on the order's page; here stands what kind of act it is.
//! Must not know: files, or how orders look on a screen.

use super::{
    Sheet, SheetRow, by_field,
    column::{Of, known, ours},
};
use crate::{
    registry::book::{CheckFinding, CheckResult, OrderInFull, OrderKind, OrderState, OrderSummary},
    text::Untrusted,
};

impl SheetRow for OrderSummary {
    const SHEET: Sheet = Sheet::Orders;
    const SHORT: usize = 7;
    const COLUMNS: &'static [Of<Self>] = &[
        Of::id("id", "order id", |o| Some(o.id.to_string())),
        Of::word("state", "where it stands", |o| known(&o.state, OrderState::word)),
        Of::word("act", "what it asks for", |o| known(&o.kind, OrderKind::word)),
        Of::name("about", "account, transfer, authorization or ITMO it is about", |o| Some(o.subject.clone())),
        Of::count("quantity", "ITMOs, when it moves some", |o| o.quantity.map(|quantity| quantity.count())),
        Of::name("by", "login of the person who submitted it", |o| Some(o.by.clone())),
        Of::time("submitted", "when it was submitted", |o| Some(o.at)),
        Of::time("expires", "until when it can be approved", |o| Some(o.expires)),
    ];

    fn filter(&self) -> String {
        by_field("id", self.id)
    }
}

/// All of one but its act.
pub(super) const WHOLE: &[Of<OrderInFull>] = &[
    Of::id("id", "order id", |o| Some(o.id.to_string())),
    Of::word("state", "where it stands", |o| known(&o.state, OrderState::word)),
    Of::word("act", "what it asks for", |o| ours(o.act.kind().word())),
    Of::name("by", "login of the person who submitted it", |o| Some(o.by.clone())),
    Of::time("submitted", "when it was submitted", |o| Some(o.submitted)),
    Of::time("expires", "until when it can be approved", |o| Some(o.expires)),
    Of::prose("reason", "why, in the words of who submitted it", |o| Some(o.reason.clone())),
    Of::id("digest", "SHA-256 that an approval must name", |o| Some(o.digest.to_string())),
    Of::name("decided_by", "login of the person who decided", |o| o.decided_by.clone()),
    Of::time("decided", "when it was decided", |o| o.decided),
];

/// What the checks found when it was last judged.
pub(super) const CHECKS: &[Of<CheckFinding>] = &[
    Of::word("check", "the check", |c| known(&c.check, |check| check.id())),
    Of::word("result", "`pass`, `fail` or `not-evaluated`", |c| known(&c.result, CheckResult::word)),
    Of::prose("rule", "its rule", |c| Some(c.rule.clone())),
    Of::names("values", "what was looked at", |c| {
        let pair = |(name, value): &(Untrusted, Untrusted)| Untrusted::new(format!("{}: {}", name.octets(), value.octets()));
        c.values.iter().map(pair).collect()
    }),
    Of::prose("hint", "what to do about a failure", |c| c.hint.clone()),
];
