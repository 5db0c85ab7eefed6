//! The link to a counterpart as one person handles it: asking whether it is there and whom to call there, and suspending it.
//! Suspending takes risk away and happens at once; taking the link up again raises risk and is an order of two (F15).
//! Must not know: HTTP, and what is sent.

use super::{
    comm::{self, peers},
    desk::Desk,
    ledger,
    people::Deed,
    problem::Refusal,
    receipts::{self, Asked, Content, Done},
    words,
};
use crate::{
    domain::RegistryId,
    wire::{admin::Receipt, ledger::Act},
};

/// The state of a link that people suspended.
const SUSPENDED: &str = "suspended-security";

/// Asks a counterpart whether it is there.
///
/// # Errors
/// That the directory has no such registry.
pub(super) fn ping(desk: &Desk<'_>, asked: Asked, peer: RegistryId, reason: &str) -> Result<Receipt, Refusal> {
    once(desk, asked, Deed::Ping, peer, reason, |_| {
        comm::ping(desk, peer)?;
        Ok(("peer-asked", format!("{peer} is asked whether it is there")))
    })
}

/// Asks a counterpart what it publishes of its own people.
///
/// # Errors
/// That the directory has no such registry.
pub(super) fn ask_contacts(desk: &Desk<'_>, asked: Asked, peer: RegistryId, reason: &str) -> Result<Receipt, Refusal> {
    once(desk, asked, Deed::AskContacts, peer, reason, |_| {
        comm::ask_contacts(desk, peer)?;
        Ok(("peer-contacts-asked", format!("{peer} is asked whom to call there")))
    })
}

/// Suspends the link: nothing new is sent, and what comes is refused.
///
/// # Errors
/// That the directory has no such registry, or that the link is suspended or closed.
pub(super) fn suspend(desk: &Desk<'_>, asked: Asked, peer: RegistryId, reason: &str) -> Result<Receipt, Refusal> {
    once(desk, asked, Deed::SuspendLink, peer, reason, |found| {
        if matches!(found.state.as_str(), SUSPENDED | "closed") {
            return Err(Refusal::state(format!("the link to {peer} is {} already", found.state)));
        }
        peers::put(desk.book, &peers::Peer { state: SUSPENDED.to_owned(), ..found })?;
        Ok(("link-suspended", format!("the link to {peer} is suspended")))
    })
}

/// An act about a counterpart, done once under its key and written into the ledger.
fn once(
    desk: &Desk<'_>,
    asked: Asked,
    deed: Deed,
    peer: RegistryId,
    reason: &str,
    act: impl FnOnce(peers::Peer) -> Result<(&'static str, String), Refusal>,
) -> Result<Receipt, Refusal> {
    let subject = peer.to_string();
    let content = Content::of(deed, &subject, reason.as_bytes());
    receipts::once(desk.book, desk.now, asked, content, || {
        let reason = words::text("reason", reason)?;
        let found = peers::peer(desk.book, peer)?.ok_or_else(|| Refusal::missing("counterpart registry"))?;
        let (kind, said) = act(found)?;
        let by = vec![asked.person.login.to_owned()];
        let act = Act { by, reason: format!("{subject}: {reason}"), message: None, postings: Vec::new() };
        let entry = ledger::append(desk, kind, &act)?.seq;
        Ok(Done { entry, said, subject: subject.clone() })
    })
}
