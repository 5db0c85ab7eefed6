//! A version that waits for a second officer, taken back by one (F15): it was never in force, so nothing is at risk.
//! It is named by its digest, so that nobody takes back another one than they read.
//! Must not know: HTTP, and who proposed it.

use crate::{
    evidence::roster::Role,
    sandbox::{
        book::{self, Guarded},
        desk::Desk,
        guard::in_force,
        ledger,
        people::Deed,
        problem::Refusal,
        receipts::{self, Asked, Content, Done},
        words,
    },
    wire::{
        admin::Receipt,
        ledger::{self as said, Act, Posting},
    },
};

/// Takes back the version with this digest.
///
/// # Errors
/// That it does not wait, or that the person is no officer of the roster in force.
pub(in crate::sandbox) fn withdraw(
    desk: &Desk<'_>,
    asked: Asked,
    (what, sha256): (Guarded, &str),
    reason: &str,
) -> Result<Receipt, Refusal> {
    let body = format!("withdraw {sha256} {reason}");
    let content = Content::of(Deed::Guard, what.word(), body.as_bytes());
    receipts::once(desk.book, desk.now, asked, content, || {
        let reason = words::text("reason", reason)?;
        let force = in_force(desk.book)?;
        let roster = force.roster.roster();
        let person = roster.person_of_login(asked.person.login);
        if !person.is_some_and(|person| roster.holds(person, Role::SecurityOfficer, desk.now)) {
            return Err(Refusal::rule("F27", "only a security officer of the roster in force takes a version back"));
        }
        let version = match what {
            Guarded::Roster => force.roster.edition().version,
            Guarded::Policy => force.policy.edition().version,
        };
        let version = version.get().saturating_add(1);
        let waits = book::guarded_text(desk.book, what, version, sha256)?.filter(|text| text.since.is_none());
        waits.ok_or_else(|| Refusal::missing(&format!("{} that waits", what.word())))?;
        let kind = what.word().to_owned();
        let said = format!("version {version} of the {kind} is proposed no more");
        let posting = said::GuardedWithdrawn { kind: kind.clone(), version, sha256: sha256.to_owned() };
        let by = vec![asked.person.login.to_owned()];
        let postings = vec![Posting::GuardedWithdrawn(posting)];
        let act = Act { by, reason: reason.to_owned(), message: None, postings };
        let entry = ledger::append(desk, &format!("{kind}-withdrawn"), &act)?.seq;
        Ok(Done { entry, said, subject: kind })
    })
}
