//! What would come of a new order while it is written, as far as that can be told.
//! A check that fails stands first, a new counterpart or an untrusted account above the effects.
//! Must not know: how keys change the form.

use super::{
    NewOrder,
    draft::{self, Lack},
    form::{self, Row},
    known::Known,
};
use crate::{
    domain::{
        BlockRange, Quantity,
        account::{Likeness, likeness},
    },
    evidence::{
        order::{Body, Movement},
        policy::Policy,
    },
    registry::book::{CheckFinding, CheckResult, OrderId},
    screens::{
        awaited::said,
        effect::{self, Facts},
        findings,
        form::Form,
        linked::Linked,
        order::act,
        review::fresh,
        taking,
        writing::Draft,
    },
    text::{
        Kind,
        number::{counted, grouped},
        time,
    },
    ui::{Safe, detail::Item, theme::Role},
};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// That the order takes the place of an earlier one.
pub(super) fn superseding(id: OrderId) -> Item<'static> {
    said(Role::Warn, format!("In the place of {id}, whose approvals then count no more (F12)."))
}

/// What would come of it. What an earlier order said stands first while there is something to type, and last once there is not.
pub(super) fn outcome(page: &NewOrder, draft: &Draft<Row>) -> Linked {
    let form = &draft.form;
    let mut linked = Linked::default();
    let beside = |linked: &mut Linked| earlier(&page.known, page.supersedes.is_some(), linked);
    if form::kind(form).is_none() {
        linked.add(said(Role::Dim, "Enter and Tab go to the next row, Shift-Tab back. Nothing is sent before you have read the whole order and signed it."));
        marked(&page.marked, &mut linked);
        linked.section("What can be done");
        form::KINDS.iter().for_each(|(_, words)| linked.add(said(Role::Text, *words)));
        beside(&mut linked);
        return linked;
    }
    match draft::movement(form, &page.known, &page.from) {
        Ok(moved) => {
            // Before anything that fills a small screen: what would be refused is not to be read and signed first.
            failing(&page.known, &moved, &mut linked);
            chosen(form, &page.known, &mut linked);
            warnings(&page.known, &moved, draft.now, &mut linked);
            novelties(&page.known, &moved, &mut linked);
            effects(&page.known, &moved, &mut linked);
            let policy = draft::policy(&page.known).map_err(|(_, why)| why);
            let asks = |policy: &Policy| policy.requirements_of_movement(&moved);
            taking::page(policy.as_ref().map_err(String::as_str), asks, draft.now, &mut linked);
            checks(&page.known, &moved, &mut linked);
            beside(&mut linked);
        }
        Err((row, why)) => {
            beside(&mut linked);
            // What is said once, here or under its row, is not said again.
            if draft::units(form, &page.known).err().is_none_or(|(_, other)| other != why) {
                chosen(form, &page.known, &mut linked);
            }
            if draft.mistake.as_ref().is_none_or(|mistake| *mistake != (row, why.clone())) {
                linked.section("Still to do");
                linked.field(form.label(row), Role::Pending, Safe::ours(why));
            }
        }
    }
    linked
}

/// The ITMOs that were marked for the order, while the row that has them is not there yet.
fn marked(marked: &[BlockRange], linked: &mut Linked) {
    let Some(all) = Quantity::total(marked.iter().map(|run| run.quantity())).filter(|_| !marked.is_empty()) else { return };
    linked.section(Safe::ours(format!("It is about what you marked: {}", counted(all.count(), "ITMO"))));
    for run in marked {
        let ids = format!("{} to {}", run.first_id(), run.last_id());
        linked.add(Item::field(Safe::ours(format!("{:>12}", grouped(run.quantity().count()))), Role::Text, Safe::ours(ids)));
    }
}

/// What the order says that the new one takes the place of. It is to be read, and what is right is typed anew (F36).
fn earlier(known: &Known, supersedes: bool, linked: &mut Linked) {
    if !supersedes {
        return;
    }
    linked.section("The earlier order");
    match (known.earlier.value(), known.earlier.problem()) {
        (Some(order), _) => {
            linked.field("Order", Role::Text, Safe::ours(order.id.to_string()));
            act::page(&order.act).into_items().into_iter().for_each(|item| linked.add(item));
            linked.field("Reason", Role::Text, order.reason.gate(Kind::Prose));
        }
        (None, Some(problem)) => linked.add(said(Role::Warn, format!("It could not be read: {}.", problem.what()))),
        (None, None) => linked.add(said(Role::Pending, "It is being asked for.")),
    }
}

/// Which ITMOs, as exact runs.
fn chosen(form: &Form<Row>, known: &Known, linked: &mut Linked) {
    if form.text(Row::Units).is_empty() {
        return;
    }
    match draft::units(form, known) {
        Ok((runs, blocks)) => {
            linked.section(Safe::ours(how(form, &runs)));
            let whole: BTreeSet<_> = blocks.iter().map(|block| (block.series, block.range)).collect();
            let first = draft::first_among_others(form, &blocks, known);
            for run in &runs {
                let is_first = first.iter().any(|block| block.series == run.series && block.range.overlaps(run.range));
                linked.add(line(run, whole.contains(&(run.series, run.range)), is_first));
            }
        }
        Err((_, why)) => {
            linked.section(Safe::ours(how(form, &[])));
            linked.add(said(Role::Warn, why));
        }
    }
}

/// How the ITMOs came to be these: by the rule that picks them, or because they were named; then how many they are together.
fn how(form: &Form<Row>, runs: &[BlockRange]) -> String {
    if draft::are_picked(form) {
        return format!("ITMOs, {}", crate::domain::transfer::choose::RULE);
    }
    match Quantity::total(runs.iter().map(|run| run.quantity())) {
        Some(all) if !runs.is_empty() => format!("ITMOs, as they are named: {} together", grouped(all.count())),
        _ => "ITMOs, as they are named".to_owned(),
    }
}

fn line(run: &BlockRange, whole: bool, is_first: bool) -> Item<'static> {
    let word = if whole { "a whole block" } else { "a part of a block" };
    let first = if is_first { ", a first transfer" } else { "" };
    let ids = format!("{} to {}, {word}{first}", run.first_id(), run.last_id());
    Item::field(Safe::ours(format!("{:>12}", grouped(run.quantity().count()))), Role::Text, Safe::ours(ids))
}

/// What should make anybody look twice: an account that is not trusted, or that looks like one that is (T18).
fn warnings(known: &Known, moved: &Movement, now: Timestamp, linked: &mut Linked) {
    let to = &moved.acquiring_account;
    linked.section("The acquiring account");
    let Some(rules) = known.rules.value() else {
        return linked.add(said(Role::Warn, "Whether it is trusted is not known: the account's rules are not here."));
    };
    let Some(trusted) = rules.trusted.as_ref() else {
        let remark = fresh::unlisted(rules).unwrap_or_default();
        return linked.add(said(Role::Warn, remark));
    };
    let entry = trusted.iter().find(|entry| entry.account == *to);
    match entry {
        Some(entry) if entry.counts_at(now) => {
            linked.field("Trusted", Role::Ok, Safe::ours(format!("since {}", time::full(entry.counts_from))));
        }
        Some(entry) => {
            linked.field(
                "Not yet trusted",
                Role::Danger,
                Safe::ours(format!("the entry counts from {} on (F16)", time::full(entry.counts_from))),
            );
        }
        None => linked.field(
            "NOT TRUSTED",
            Role::Danger,
            Safe::ours(format!("{to} is not in the list of {}", moved.transferring_account)),
        ),
    }
    for twin in fresh::twins(to, rules, known.past.value(), now) {
        let how = match likeness(twin, to) {
            Some(Likeness::Swapped) => "; differs by a swap (T18)",
            _ => ": compare character by character (T18)",
        };
        let words = format!("{twin}, which is known here{how}");
        linked.field("LOOKS LIKE", Role::Danger, Safe::ours(words));
    }
}

/// What was not seen before: a counterpart, an account, an unusual amount (F31). It stands with the account they go to.
fn novelties(known: &Known, moved: &Movement, linked: &mut Linked) {
    let Some((past, own)) = known.past.value().zip(draft::roster(known).ok().map(|roster| roster.roster().registry)) else {
        let why = if known.past.is_asking() { "It is being asked what moved before." } else { "What moved before is not known." };
        return linked.field("New (F31)", Role::Warn, why);
    };
    fresh::labels(past, moved, own).into_iter().for_each(|label| linked.field("New (F31)", Role::Warn, Safe::ours(label)));
}

/// The checks that fail stand before the effects: with them there will be none.
fn failing(known: &Known, moved: &Movement, linked: &mut Linked) {
    let asked = known.checks_of(&Body::Movement(Box::new(moved.clone())));
    let found = asked.and_then(|checks| checks.value()).map_or(&[][..], |found| found);
    let failed: Vec<CheckFinding> = found.iter().filter(|finding| finding.result.is(&CheckResult::Fail)).cloned().collect();
    if !failed.is_empty() {
        linked.section("The registry would refuse this");
        findings::items(&failed).for_each(|item| linked.add(item));
    }
}

/// Every check, with what it looked at.
fn checks(known: &Known, moved: &Movement, linked: &mut Linked) {
    linked.section("Checks, asked of the registry");
    let asked = known.checks_of(&Body::Movement(Box::new(moved.clone())));
    match asked.map(|checks| (checks.value(), checks.problem())) {
        Some((Some(found), _)) => {
            linked.add(findings::summary(found));
            findings::items(found).for_each(|item| linked.add(item));
        }
        Some((None, Some(problem))) => {
            linked.add(said(Role::Warn, format!("{}. The registry checks again when the order comes.", problem.what())))
        }
        Some((None, None)) | None => linked.add(said(Role::Pending, "They are being asked for.")),
    }
}

/// What would be so afterwards, where this registry knows it (F10).
fn effects(known: &Known, moved: &Movement, linked: &mut Linked) {
    let to = known.to.as_ref().filter(|(id, _)| *id == moved.acquiring_account).map(|(_, account)| account);
    let past = known.past.value();
    let facts = Facts { from: &known.account, to, past, papers: &known.authorizations, blocks: &known.blocks };
    effect::items(moved, facts).into_iter().for_each(|item| linked.add(item));
}

/// The first thing that is wrong or missing, for the row it is in.
pub(super) fn lack_of(page: &NewOrder, form: &Form<Row>, row: Row) -> Option<Lack> {
    match row {
        Row::Document => draft::document(form, &page.known).err(),
        Row::Units => draft::units(form, &page.known).err(),
        // What no other row could mend is said as soon as the row is left, whatever else is still missing.
        row => draft::unreadable(form, row)
            .or_else(|| draft::movement(form, &page.known, &page.from).err().filter(|(of, _)| *of == row)),
    }
}
