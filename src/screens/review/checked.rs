//! The checks of a review as they come out now: those that fail on top, all others after the text, so that nothing is buried under them.
//! That the ITMOs are locked by the very order that is reviewed fails nothing.
//! Must not know: what else stands on the page.

use crate::{
    domain::check::CheckId,
    registry::book::{CheckFinding, CheckResult, OrderId},
    screens::{awaited::said, findings},
    ui::{Safe, detail::Item, theme::Role},
};

/// What the checks found, sorted by what it means for the review.
pub(super) struct Checked<'f> {
    failing: Vec<&'f CheckFinding>,
    others: Vec<&'f CheckFinding>,
    /// Whether the ITMOs are locked by this order.
    reserved: bool,
}

impl<'f> Checked<'f> {
    /// What was found of an order.
    pub fn of(found: &'f [CheckFinding], own: OrderId) -> Self {
        let own = own.to_string();
        let is_own = |finding: &&CheckFinding| {
            finding.check.is(&CheckId::B08) && finding.values.iter().any(|(_, value)| value.octets() == own)
        };
        let (reserved, rest): (Vec<&CheckFinding>, Vec<&CheckFinding>) = found.iter().partition(is_own);
        let (failing, others) = rest.into_iter().partition(|finding| finding.result.is(&CheckResult::Fail));
        Self { failing, others, reserved: !reserved.is_empty() }
    }

    /// What fails, and how many do not.
    pub fn first(&self, items: &mut Vec<Item<'static>>) {
        items.extend(findings::items(self.failing.iter().copied()));
        let passed =
            self.others.iter().filter(|finding| finding.result.is(&CheckResult::Pass)).count() + usize::from(self.reserved);
        let open = self.others.len() + usize::from(self.reserved) - passed;
        let (role, which) = match (self.failing.is_empty(), passed + open) {
            (true, 0) => return items.push(said(Role::Dim, "The registry names none.")),
            // What was not evaluated did not pass.
            (true, _) if open > 0 => (Role::Warn, "None fails"),
            (true, _) => (Role::Ok, "None fails"),
            (false, _) if open > 0 => (Role::Warn, "Of the others"),
            (false, _) => (Role::Text, "Of the others"),
        };
        items.push(said(role, format!("{which}: {passed} pass, {open} could not be evaluated; they stand at the end.")));
    }

    /// All others.
    pub fn others(&self, items: &mut Vec<Item<'static>>) {
        if self.others.is_empty() && !self.reserved {
            return;
        }
        items.push(Item::Section("Checks that do not fail".into()));
        if self.reserved {
            items.push(Item::field(Safe::from(CheckId::B08.spec().id), Role::Ok, "The ITMOs are reserved for this very order."));
        }
        items.extend(findings::items(self.others.iter().copied()));
    }
}
