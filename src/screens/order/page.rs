//! The order as the registry shows it: where it stands, exactly what is to be done, why, and what the checks found.
//! It shows the digest an approval must name, so that two people can compare it (C06).
//! Must not know: whether the signed texts hold.

use super::act;
use crate::{
    domain::PersonId,
    evidence::statement::{StatementKind, StatementText},
    registry::book::{OrderInFull, OrderState, Recorded},
    screens::{Did, Place, findings, linked::Linked, words},
    text::{Kind, number::grouped, time},
    ui::{Safe, Span, detail::Item, theme::Role},
};
use jiff::{SignedDuration, Timestamp};

/// What is to be done and why.
pub(super) fn order(order: &OrderInFull) -> Linked {
    let mut page = Linked::default();
    page.section("What is to be done");
    page.field("Act", Role::Text, Safe::ours(act::called(&order.act, &order.withheld)));
    page.append(act::seen(&order.act, &order.withheld));
    page.section("Why, and what an approval must name");
    page.field("Reason", Role::Text, order.reason.gate(Kind::Prose));
    page.field("Digest (C06)", Role::Text, Safe::ours(order.digest.to_string()));
    page.section("Checks when it was last judged");
    if !order.withheld.is_empty() {
        page.add(Item::Text(vec![Span::new(Role::Dim, words::CHECKS_LATER)]));
        return page;
    }
    if order.checks.is_empty() {
        page.add(Item::Text(vec![Span::new(Role::Dim, "The registry names none.")]));
    }
    findings::items(&order.checks).for_each(|item| page.add(item));
    page
}

/// Where it stands, as the registry says.
pub(super) fn standing(order: &OrderInFull, now: Timestamp) -> Linked {
    let mut page = Linked::default();
    page.section("Where it stands");
    let (role, _) = words::order_state(&order.state);
    page.field("State", role, words::word(&order.state, OrderState::word));
    let at = |at: Timestamp| format!("{} ({})", time::full(at), time::age(at, now));
    let initiator = order.signed.as_ref().map(|signed| signed.count.initiator.to_string());
    let initiator = initiator.unwrap_or_else(|| order.by.gate(Kind::Name).to_string());
    let submitted = format!("by {initiator}, {}", at(order.submitted));
    page.field("Submitted", Role::Text, Safe::ours(submitted));
    if order.state.is(&OrderState::Submitted) {
        let (role, left) = waits(order.expires.duration_since(now));
        page.field("Waits for", Role::Pending, Safe::ours(others(order)));
        page.field("Can be approved", role, Safe::ours(format!("until {}{left}", time::full(order.expires))));
    }
    if let Some(login) = &order.decided_by {
        let by = last_word(order).map_or_else(|| login.gate(Kind::Name).to_string(), |person| person.to_string());
        match order.decided {
            // It may have cooled off since: the moment is not that of the last approval or release.
            Some(decided) if order.state.is(&OrderState::Executed) => {
                page.field("Executed", Role::Text, Safe::ours(format!("{}; {by} agreed last", at(decided))));
            }
            Some(decided) => page.field("Decided", Role::Text, Safe::ours(format!("by {by}, {}", at(decided)))),
            None => page.field("Decided", Role::Text, Safe::ours(format!("by {by}"))),
        }
    }
    if let Some(Recorded { entry, digest }) = order.recorded {
        let named = Safe::ours(format!("{}, SHA-256 {digest}", grouped(entry)));
        page.lead(Item::field("Ledger entry", Role::Text, named), Did::Go(Place::Entry(entry)));
    }
    page
}

/// Who spoke last to its end, by the signed statements; of one that was carried out, who agreed last: the releaser where there is one (F19).
fn last_word(order: &OrderInFull) -> Option<PersonId> {
    let is_executed = order.state.is(&OrderState::Executed);
    let ends = |kind: StatementKind| match kind {
        StatementKind::Approve | StatementKind::Release => is_executed,
        StatementKind::Reject | StatementKind::Withdraw | StatementKind::Stop => !is_executed,
        StatementKind::WithdrawApproval => false,
    };
    let statements = order.signed.as_ref()?.statements.iter().rev();
    let mut read = statements.filter_map(|said| StatementText::parse(said.text.octets().as_bytes()).ok());
    read.find(|said| ends(said.statement().kind)).map(|said| said.statement().person.clone())
}

/// How many must still agree, as the registry counts; without signed texts it says only that somebody must.
fn others(order: &OrderInFull) -> String {
    let lacking =
        order.signed.as_ref().map_or(1, |signed| usize::from(signed.count.needed).saturating_sub(signed.count.approvals.len()));
    if lacking > 1 { format!("{lacking} other persons") } else { "another person".to_owned() }
}

/// How much time is left.
fn waits(left: SignedDuration) -> (Role, String) {
    if left <= SignedDuration::ZERO {
        return (Role::Danger, ", which is over".to_owned());
    }
    let role = if left < SignedDuration::from_hours(4) { Role::Warn } else { Role::Text };
    (role, format!(", {} left", time::span(left)))
}
