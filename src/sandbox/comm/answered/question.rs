//! The answer to a question: how a transfer stands, what the peer's clock says, what it can do.
//! A status is kept with the question it answers: it is evidence. What a peer says of its keys is never believed here.
//! Must not know: how it travelled.

use super::{
    copy,
    sent::{AGAIN, Sent, Trusted, incident, keep, midway, quarantine, refused},
};
use crate::{
    domain::transfer::{InState, OutState, Side},
    evidence::digest::Digest,
    sandbox::{
        book,
        comm::{
            CommProblem,
            news::{self, Word},
            outbox::{self, ARCHIVE, CAPABILITIES, CONTACTS, COPY, PING, RECONCILE, STATUS},
            peers, replay,
        },
        contacts,
        desk::Desk,
        reconcile,
    },
    wire::comm::{Capabilities, Contacts, Pong, Shown, Status},
};

/// Takes the answer to a question.
pub(super) fn taken(desk: &Desk<'_>, sent: &Sent<'_>, trusted: &Trusted<'_>) -> Result<(), CommProblem> {
    let body = &trusted.reply.body;
    let understood = match sent.row.kind.as_str() {
        STATUS => match serde_json::from_slice::<Status>(body) {
            Ok(status) if sent.row.transfer.as_deref() == Some(status.transfer.as_str()) => {
                return standing(desk, sent, trusted, &status);
            }
            _ => false,
        },
        PING => match serde_json::from_slice::<Pong>(body) {
            Ok(pong) => peers::measured(desk, sent.outgoing.peer, pong.clock, midway(desk, sent)).map(|()| true)?,
            Err(_) => false,
        },
        CAPABILITIES => match serde_json::from_slice::<Capabilities>(body) {
            Ok(capabilities) => able(desk, sent, &capabilities).map(|()| true)?,
            Err(_) => false,
        },
        CONTACTS => match serde_json::from_slice::<Contacts>(body) {
            Ok(told) => contacts::hear(desk, sent.outgoing.peer, &told, (&trusted.key, body))?,
            Err(_) => false,
        },
        COPY => match serde_json::from_slice::<Shown>(body) {
            Ok(shown) => copy::taken(desk, sent, trusted, &shown)?,
            Err(_) => false,
        },
        ARCHIVE => match serde_json::from_slice::<Shown>(body) {
            Ok(shown) => archived(desk, sent, trusted, &shown)?,
            Err(_) => false,
        },
        RECONCILE => {
            outbox::remove(desk.book, sent.row.id)?;
            return reconcile::answered(desk, sent.outgoing.peer, &sent.row.path, trusted.reply);
        }
        _ => true,
    };
    if !understood {
        let row = quarantine(desk, sent, trusted.reply, "not-understood")?;
        incident(desk, sent, row, "the answer to a question does not read by the schema (M01)")?;
        return refused(desk, sent, "the answer does not read by the schema");
    }
    outbox::remove(desk.book, sent.row.id)
}

/// One message of a transfer of which all are wanted: the next is asked for.
fn archived(desk: &Desk<'_>, sent: &Sent<'_>, trusted: &Trusted<'_>, shown: &Shown) -> Result<bool, CommProblem> {
    if !copy::taken(desk, sent, trusted, shown)? {
        return Ok(false);
    }
    let transfer = sent.row.transfer.as_deref().unwrap_or_default();
    replay::ask_next(desk, transfer, sent.outgoing.peer, shown.sequence).map(|()| true)
}

/// How a transfer stands at the peer: kept, then taken as news. The question stays while the transfer is open.
fn standing(desk: &Desk<'_>, sent: &Sent<'_>, trusted: &Trusted<'_>, status: &Status) -> Result<(), CommProblem> {
    peers::measured(desk, sent.outgoing.peer, status.at, midway(desk, sent))?;
    let row = keep(desk, sent, trusted, ("status-question", "status"))?;
    let word = Word { digest: Digest::of(&trusted.reply.body), row };
    let Some(transfer) = book::transfer(desk.book, &status.transfer)? else { return outbox::remove(desk.book, sent.row.id) };
    let state = status.state.as_deref();
    match transfer.side {
        Side::Transferring => news::from_acquiring(desk, &transfer, state.and_then(InState::of_word), word)?,
        Side::Acquiring => news::from_transferring(desk, &transfer, state.and_then(OutState::of_word), word)?,
    }
    let now = book::transfer(desk.book, &status.transfer)?;
    if now.as_ref().is_some_and(news::is_open) {
        outbox::again(desk, sent.row.id, AGAIN)
    } else {
        outbox::remove(desk.book, sent.row.id)
    }
}

/// What a peer can do, as it says. Its keys come from the directory and from nowhere else.
fn able(desk: &Desk<'_>, sent: &Sent<'_>, capabilities: &Capabilities) -> Result<(), CommProblem> {
    let Some(peer) = peers::peer(desk.book, sent.outgoing.peer)? else { return Ok(()) };
    let version = capabilities.versions.iter().max().cloned().unwrap_or(peer.version.clone());
    let can = capabilities.can.join(" ");
    let nomenclature = capabilities.nomenclature.to_string();
    let assurance = capabilities.assurance.clone();
    peers::put(desk.book, &peers::Peer { version, nomenclature, can, assurance, ..peer })
}
