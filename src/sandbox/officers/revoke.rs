//! Keys that one person ends before their row does (F15): taken in with the signature of who revokes, and kept for good.
//! From then on the roster in force is read without them, whichever version it is; open orders are counted anew in the same act.
//! Must not know: HTTP, and how a roster is changed.

use crate::{
    evidence::revocation::{NoRevocation, NotARevocation, SignedRevocation},
    sandbox::{
        desk::Desk,
        guard::{InForce, in_force},
        ledger, orders,
        people::Deed,
        problem::Refusal,
        receipts::{self, Asked, Content, Done},
    },
    wire::{
        admin::{Receipt, signed::Revocation},
        ledger::{self as said, Act, Posting},
    },
};

/// Takes a revocation in.
///
/// # Errors
/// What does not read, is another's word, or revokes nothing.
pub(in crate::sandbox) fn revoke(desk: &Desk<'_>, asked: Asked, revocation: &Revocation) -> Result<Receipt, Refusal> {
    let body = receipts::octets(revocation)?;
    let content = Content::of(Deed::Revoke, "roster", &body).signed(&revocation.text);
    receipts::once(desk.book, desk.now, asked, content, || {
        let signed = SignedRevocation::read(&revocation.text, &revocation.signature, Some(desk.now))?;
        let force = in_force(desk.book)?;
        let text = signed.text.revocation();
        if force.roster.roster().person_of_login(asked.person.login) != Some(&text.person) {
            let login = asked.person.login;
            return Err(Refusal::rule("F02", format!("the login {login} is not one of {} in the roster in force", text.person)));
        }
        signed.judge_new(force.roster.roster(), desk.now)?;
        let said = format!("a key of {} counts no more since {}", text.of, signed.since());
        let login = asked.person.login.to_owned();
        let posting = said::Revocation { login: login.clone(), signed: revocation.clone() };
        let mut postings = vec![Posting::Revocation(Box::new(posting))];
        let without = InForce { roster: force.roster.without([&signed]), policy: force.policy };
        postings.extend(orders::counted_anew(desk, &without)?);
        let act = Act { by: vec![login], reason: text.reason.as_str().to_owned(), message: None, postings };
        let entry = ledger::append(desk, "key-revoked", &act)?.seq;
        Ok(Done { entry, said, subject: text.of.to_string() })
    })
}

/// Why a text can't be read.
impl From<NotARevocation> for Refusal {
    fn from(problem: NotARevocation) -> Self {
        let field = match problem {
            NotARevocation::Text(_) => "text",
            NotARevocation::Signature(_) => "signature",
        };
        Self::field(field, problem.to_string())
    }
}

/// Why nothing is revoked.
impl From<NoRevocation> for Refusal {
    fn from(why: NoRevocation) -> Self {
        Self::rule(why.rule(), why.to_string())
    }
}
