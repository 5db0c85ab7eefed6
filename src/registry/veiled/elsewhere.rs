//! Which answers tell a value of an order that waits where nothing names it: sums of locked ITMOs, what two books say of its ITMOs in a
//! reconciliation, reasons and notes. What tells it is taken out, and the answer says that something was.
//! A sum of everything an account holds is not touched: it counts what is locked and what is not, and nobody can run a registry without it.
//! Must not know: which orders wait, or for whom.

use super::{open::Open, values::Values};
use crate::{
    domain::{
        AccountSummary, Holding, Lock, Quantity,
        case::Event,
        reconcile::{Cause, Finding, Subject},
    },
    registry::{
        Reply,
        book::{EntrySummary, KEPT_BACK, Veil},
        case::Told,
        run::{FoundKind, Run, RunSegments},
    },
    text::Untrusted,
};

/// Whether an answer may tell a value so.
pub(super) fn may_tell(reply: &Reply) -> bool {
    let is_some = |locked: Option<Quantity>| locked.is_some_and(|locked| locked.count() > 0);
    match reply {
        Reply::Accounts(page) => page.rows.iter().any(|row| is_some(row.locked)),
        Reply::Account(account) => is_some(account.summary.locked) || account.lock.is_some(),
        Reply::Holdings(rows) | Reply::TotalHoldings(rows) => rows.iter().any(|row| is_some(row.locked)),
        Reply::AccountLocks(locks) => locks.whole.is_some() || !locks.blocks.is_empty(),
        Reply::Blocks(page) => page.rows.iter().any(|block| block.lock.is_some()),
        Reply::Block(block) => block.lock.is_some(),
        Reply::Runs(page) => page.rows.iter().any(|row| !row.kinds.is_empty()),
        Reply::Run(run) => !run.found.is_empty() || !run.totals.is_empty(),
        Reply::RunSegments(segments) => !segments.items.is_empty(),
        Reply::Case(case) => case.story.iter().any(|told| matches!(told.event, Event::Noted { .. })),
        Reply::Entries(page) => page.rows.iter().any(|row| !row.reason.is_empty()),
        Reply::Entry(entry) => !entry.summary.reason.is_empty(),
        Reply::AccountLife(life) | Reply::BlockLife(life) => life.iter().any(|event| !event.entry.reason.is_empty()),
        Reply::ContactAttempts(attempts) => !attempts.is_empty(),
        _ => false,
    }
}

/// Keeps back what such an answer tells of what waits.
pub(super) fn keep_back(reply: &mut Reply, open: &Open, values: &Values) {
    match reply {
        Reply::Accounts(page) => page.rows.iter_mut().for_each(|row| account(row, values)),
        Reply::Account(full) => {
            account(&mut full.summary, values);
            full.lock.iter_mut().for_each(|held| lock(held, values));
        }
        Reply::Holdings(rows) | Reply::TotalHoldings(rows) => rows.iter_mut().for_each(|row| holding(row, values)),
        Reply::AccountLocks(locks) => {
            let rows = locks.blocks.iter_mut().map(|row| &mut row.lock);
            locks.whole.iter_mut().chain(rows).for_each(|held| lock(held, values));
        }
        Reply::Blocks(page) => page.rows.iter_mut().filter_map(|block| block.lock.as_mut()).for_each(|held| lock(held, values)),
        Reply::Block(block) => block.lock.iter_mut().for_each(|held| lock(held, values)),
        Reply::Runs(page) => page.rows.iter_mut().flat_map(|row| &mut row.kinds).for_each(|found| kind(found, values)),
        Reply::Run(full) => run(full, open, values),
        Reply::RunSegments(all) => segments(all, open, values),
        Reply::Case(case) => case.story.iter_mut().for_each(|told| note(told, values)),
        Reply::Entries(page) => page.rows.iter_mut().for_each(|row| reason(row, values)),
        Reply::Entry(entry) => reason(&mut entry.summary, values),
        Reply::AccountLife(life) | Reply::BlockLife(life) => life.iter_mut().for_each(|it| reason(&mut it.entry, values)),
        Reply::ContactAttempts(attempts) => attempts.iter_mut().for_each(|it| text(&mut it.reason, values)),
        _ => {}
    }
}

fn account(row: &mut AccountSummary, values: &Values) {
    row.locked = row.locked.filter(|locked| locked.count() == 0 || !values.locked_in(&row.id));
}

fn holding(row: &mut Holding, values: &Values) {
    row.locked = row.locked.filter(|locked| locked.count() == 0 || !values.locked_of(row.approach, row.vintage));
}

fn lock(held: &mut Lock, values: &Values) {
    text(&mut held.cause, values);
}

fn reason(row: &mut EntrySummary, values: &Values) {
    text(&mut row.reason, values);
}

fn note(told: &mut Told, values: &Values) {
    if let Event::Noted { text: written, .. } = &mut told.event {
        text(written, values);
    }
}

/// Puts a sentence of ours in the place of a text that says a value.
pub(super) fn text(text: &mut Untrusted, values: &Values) {
    if values.said_in(text.octets()).is_some() {
        *text = Untrusted::new(KEPT_BACK);
    }
}

/// A kind of which all that was found is as many as some order is about tells it.
fn kind(found: &mut FoundKind, values: &Values) {
    found.units = found.units.filter(|units| values.said_in(&units.count().to_string()).is_none());
}

/// A run tells it by what it found and by the sums that differ by it: none of them stays where one finding is about what waits.
fn run(run: &mut Run, open: &Open, values: &Values) {
    run.veil = run.found.iter().find_map(|finding| found(finding, open, values));
    if run.veil.is_some() {
        run.found.clear();
        run.totals.clear();
        run.summary.kinds.iter_mut().for_each(|kind| kind.units = None);
    }
}

/// Whether a finding is about what waits: by its ITMOs, by what it names, or by what probably led to it.
fn found(finding: &Finding, open: &Open, values: &Values) -> Option<Veil> {
    let led = || match &finding.cause {
        Some(Cause::Transfers { items, .. }) => items.iter().find_map(|item| open.about(item.transfer)),
        _ => None,
    };
    subject(&finding.subject, open, values).or_else(led)
}

fn subject(subject: &Subject, open: &Open, values: &Values) -> Option<Veil> {
    match subject {
        Subject::Units(units) => values.about_units(units),
        Subject::Transfer(id) | Subject::Order(id) => open.about(*id).filter(Veil::hides_units),
        _ => None,
    }
}

fn segments(all: &mut RunSegments, open: &Open, values: &Values) {
    all.veil = all.items.iter().find_map(|segment| subject(&segment.subject, open, values));
    if all.veil.is_some() {
        all.items.retain(|segment| subject(&segment.subject, open, values).is_none());
    }
}
