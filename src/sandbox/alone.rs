//! Acts of one person: freezing, refusing, ending a transfer before it is final, asking, and sending again.
//! They only take risk away or change nothing, so nobody has to wait for a second person (F15). Each is recorded, under its key.
//! Must not know: HTTP, and how messages are written.

use super::{
    comm,
    desk::Desk,
    fault::StoreProblem,
    held, ledger,
    orders::{
        plan, same_proposal,
        units::{self, State},
    },
    people::Deed,
    problem::Refusal,
    receipts::{self, Asked, Content, Done},
    words,
};
use crate::{
    domain::{AccountId, AccountState, BlockState, transfer::TransferId},
    sandbox::book,
    text::number::{are, counted},
    wire::{
        admin::{
            Receipt,
            transfer::{Pull, RejectProposal},
        },
        ledger::{self as said, Act, Cause, Lock, Posting, Span},
    },
};

/// Suspends an account: nothing leaves it until two persons release it. `version` is the account's when the person decided.
///
/// # Errors
/// That there is no such account, that it has changed since, or that it can't be frozen.
pub(super) fn freeze_account(
    desk: &Desk<'_>,
    asked: Asked,
    account: &AccountId,
    version: u64,
    reason: &str,
) -> Result<Receipt, Refusal> {
    let content = Content { version: Some(version), ..Content::of(Deed::FreezeAccount, account.as_str(), reason.as_bytes()) };
    receipts::once(desk.book, desk.now, asked, content, || {
        let reason = words::text("reason", reason)?;
        let found = book::account(desk.book, account.as_str())?.ok_or_else(|| Refusal::missing("account"))?;
        if found.version != version {
            return Err(Refusal::version(i64::try_from(found.version).map_err(|_| StoreProblem::Row("a version"))?));
        }
        if !matches!(found.state, AccountState::Open | AccountState::BlockedOut) {
            return Err(Refusal::state(format!("the account is {}; it can't be frozen", found.state.word())));
        }
        let lock = Some(Cause { cause: cause(asked, reason), since: desk.now });
        let state = said::AccountState { account: account.to_string(), state: "suspended".to_owned(), lock };
        let entry = write(desk, asked, "account-frozen", reason, vec![Posting::AccountState(state)])?;
        Ok(Done { entry, said: format!("account {account} is suspended"), subject: account.to_string() })
    })
}

/// Freezes blocks that are free, in whatever accounts. Units that an order or a transfer holds are freed by ending that first.
///
/// # Errors
/// That not all of them are in the book and available.
pub(super) fn freeze_blocks(desk: &Desk<'_>, asked: Asked, spans: &[Span], reason: &str) -> Result<Receipt, Refusal> {
    let body = receipts::octets(&(spans, reason))?;
    let content = Content::of(Deed::FreezeBlocks, "", &body);
    receipts::once(desk.book, desk.now, asked, content, || {
        let reason = words::text("reason", reason)?;
        let quantity = match units::other_than(desk.book, &plan::ends(spans)?, BlockState::Available)? {
            State::All(quantity) => quantity,
            State::Gap(first) => return Err(Refusal::state(format!("{first} is not in this book; nothing was frozen"))),
            State::Other(first, state) => {
                let why = format!("the block that begins with {first} is {state}; end what holds it first. Nothing was frozen");
                return Err(Refusal::state(why));
            }
        };
        let lock = Lock { spans: spans.to_vec(), state: "frozen-administration".to_owned(), cause: cause(asked, reason) };
        let entry = write(desk, asked, "blocks-frozen", reason, vec![Posting::Lock(lock)])?;
        let subject = spans.first().map(|span| span.first.clone()).unwrap_or_default();
        Ok(Done { entry, said: format!("{} {} frozen", counted(quantity.count(), "ITMO"), are(quantity.count())), subject })
    })
}

/// Rejects an incoming transfer that waits for people: the proposal that was read, and no other (T03).
///
/// # Errors
/// That there is none of this id, that it is in no state for it, or that another proposal of it is kept here.
pub(super) fn reject_transfer(
    desk: &Desk<'_>,
    asked: Asked,
    transfer: &TransferId,
    what: &RejectProposal,
) -> Result<Receipt, Refusal> {
    let RejectProposal { proposal, reason } = what;
    let read = words::id("proposal", proposal)?;
    let body = format!("{proposal} {reason}");
    let subject = transfer.to_string();
    let content = Content::of(Deed::RejectTransfer, &subject, body.as_bytes());
    once(desk, asked, content, reason, || {
        same_proposal(desk, transfer, read)?;
        comm::reject_late(desk, transfer, asked.person.login, reason)?;
        Ok(format!("transfer {transfer} is rejected"))
    })
}

/// Terminates a transfer of this registry, as long as it is not final.
///
/// # Errors
/// That there is none of this id, or that it is in no state for it.
pub(super) fn terminate(desk: &Desk<'_>, asked: Asked, transfer: &TransferId, reason: &str) -> Result<Receipt, Refusal> {
    about(desk, asked, Deed::Terminate, transfer, reason, || {
        comm::terminate(desk, transfer, Some(asked.person.login), reason)?;
        Ok(format!("transfer {transfer} is terminated and its units are free"))
    })
}

/// Asks the counterpart how a transfer stands there.
///
/// # Errors
/// That there is none of this id.
pub(super) fn ask_status(desk: &Desk<'_>, asked: Asked, transfer: &TransferId, reason: &str) -> Result<Receipt, Refusal> {
    about(desk, asked, Deed::AskStatus, transfer, reason, || {
        comm::ask_status(desk, transfer)?;
        write(desk, asked, "status-asked", reason, Vec::new())?;
        Ok(format!("the counterpart is asked how transfer {transfer} stands"))
    })
}

/// Sends the last message of a transfer again, octet by octet.
///
/// # Errors
/// That there is none of this id, or nothing to send.
pub(super) fn resend(desk: &Desk<'_>, asked: Asked, transfer: &TransferId, reason: &str) -> Result<Receipt, Refusal> {
    about(desk, asked, Deed::Resend, transfer, reason, || {
        comm::resend(desk, transfer)?;
        write(desk, asked, "message-resent", reason, Vec::new())?;
        Ok(format!("the last message of transfer {transfer} is sent again"))
    })
}

/// Asks the counterpart for a message of a transfer as it is kept there.
///
/// # Errors
/// That there is none of this id, or that no message has this number.
pub(super) fn pull(desk: &Desk<'_>, asked: Asked, transfer: &TransferId, what: &Pull) -> Result<Receipt, Refusal> {
    let Pull { sequence, reason } = what;
    let body = format!("{sequence} {reason}");
    let subject = transfer.to_string();
    let content = Content::of(Deed::Pull, &subject, body.as_bytes());
    once(desk, asked, content, reason, || {
        if !(1..=5).contains(sequence) {
            return Err(Refusal::field("sequence", "a conversation has the messages 1 to 5"));
        }
        comm::ask_copy(desk, transfer, *sequence)?;
        write(desk, asked, "message-pulled", reason, Vec::new())?;
        Ok(format!("the counterpart is asked for message {sequence} of transfer {transfer}"))
    })
}

/// An act about a transfer, done once under its key.
fn about(
    desk: &Desk<'_>,
    asked: Asked,
    deed: Deed,
    transfer: &TransferId,
    reason: &str,
    act: impl FnOnce() -> Result<String, Refusal>,
) -> Result<Receipt, Refusal> {
    let subject = transfer.to_string();
    let content = Content::of(deed, &subject, reason.as_bytes());
    once(desk, asked, content, reason, act)
}

/// An act about the transfer that is its content's subject.
fn once(
    desk: &Desk<'_>,
    asked: Asked,
    content: Content<'_>,
    reason: &str,
    act: impl FnOnce() -> Result<String, Refusal>,
) -> Result<Receipt, Refusal> {
    let subject = content.subject.to_owned();
    receipts::once(desk.book, desk.now, asked, content, || {
        words::text("reason", reason)?;
        held::let_go(desk.book, &subject)?;
        let said = act()?;
        Ok(Done { entry: ledger::head(desk.book)?.seq, said, subject: subject.clone() })
    })
}

/// What stands as the cause of a freeze: the person, who is called so on every screen, and not the login.
fn cause(asked: Asked, reason: &str) -> String {
    format!("freeze by {}: {reason}", asked.person.person)
}

fn write(desk: &Desk<'_>, asked: Asked, kind: &str, reason: &str, postings: Vec<Posting>) -> Result<u64, Refusal> {
    let act = Act { by: vec![asked.person.login.to_owned()], reason: reason.to_owned(), message: None, postings };
    Ok(ledger::append(desk, kind, &act)?.seq)
}
