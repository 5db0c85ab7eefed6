//! A person begins a run: with a counterpart, or within this registry. Reading takes one person, and changes no book.
//! It is done once under its key and written into the ledger, so that everybody can see who looked, when and why.
//! Must not know: HTTP, and how a run goes on.

use super::{talk, within};
use crate::{
    domain::RegistryId,
    sandbox::{
        comm::peers,
        desk::Desk,
        ledger,
        people::Deed,
        problem::Refusal,
        receipts::{self, Asked, Content, Done},
        words,
    },
    wire::{admin::Receipt, ledger::Act},
};

/// Begins a run.
///
/// # Errors
/// That the directory has no such registry, or that the link to it carries nothing.
pub(in crate::sandbox) fn begin(
    desk: &Desk<'_>,
    asked: Asked,
    peer: Option<RegistryId>,
    reason: &str,
) -> Result<Receipt, Refusal> {
    let subject = peer.map_or_else(|| desk.me.registry.to_string(), |peer| peer.to_string());
    let content = Content::of(Deed::Reconcile, &subject, reason.as_bytes());
    receipts::once(desk.book, desk.now, asked, content, || {
        let reason = words::text("reason", reason)?;
        let by = asked.person.login;
        let (run, said) = match peer {
            Some(peer) => {
                let known = peers::peer(desk.book, peer)?.ok_or_else(|| Refusal::missing("counterpart registry"))?;
                if !matches!(known.state.as_str(), "active" | "degraded") {
                    return Err(Refusal::state(format!("the link to {peer} is {}; a run needs an open link", known.state)));
                }
                let run = talk::open(desk, peer, by, reason)?;
                (run, format!("reconciliation {run} with {peer} is begun"))
            }
            None => {
                let run = within::run(desk, by, reason)?;
                (run, format!("reconciliation {run} within {} is done", desk.me.registry))
            }
        };
        let act = Act { by: vec![by.to_owned()], reason: format!("{run}: {reason}"), message: None, postings: Vec::new() };
        let entry = ledger::append(desk, "reconciliation-begun", &act)?.seq;
        Ok(Done { entry, said, subject: run.to_string() })
    })
}
