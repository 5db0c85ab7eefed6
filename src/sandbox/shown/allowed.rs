//! What may be done with a transfer now, by how many persons, and why not.
//! The state tables of the domain decide; what they forbid is listed with the reason, so that people learn the protocol.
//! Must not know: who asks, and whether the peer answers.

use crate::{
    domain::transfer::{InEvent, InState, OutEvent, OutState},
    sandbox::book::Transfer,
    wire::admin::transfer::{AllowedAct, Sending},
};

/// Every act there is for a transfer of this side, with whether the state allows it.
pub(super) fn acts(transfer: &Transfer, outbox: &[Sending]) -> Vec<AllowedAct> {
    if transfer.from_registry == transfer.to_registry {
        return transfer.out_state().map(order).unwrap_or_default();
    }
    let mut acts = match (transfer.out_state(), transfer.in_state()) {
        (Some(state), _) => outgoing(state),
        (_, Some(state)) => incoming(state),
        _ => Vec::new(),
    };
    let sent = transfer.out_state().is_none_or(OutState::is_sent);
    for word in ["ask", "pull"] {
        let unknown = || Err("nothing has been sent: the counterpart does not know of it".to_owned());
        acts.push(act(word, 1, if sent { Ok(()) } else { unknown() }));
    }
    let waits = outbox.iter().any(|sending| !matches!(sending.kind.as_str(), "status" | "copy"));
    acts.push(act("resend", 1, if waits { Ok(()) } else { Err("nothing waits to be sent".to_owned()) }));
    acts
}

fn act(word: &str, persons: u8, allowed: Result<(), String>) -> AllowedAct {
    AllowedAct { act: word.to_owned(), allowed: allowed.is_ok(), persons, why_not: allowed.err() }
}

/// What the order that began it allows.
fn order(state: OutState) -> Vec<AllowedAct> {
    out_acts(state, &[("approve", OutEvent::Approve), ("withdraw", OutEvent::Withdraw)])
}

fn outgoing(state: OutState) -> Vec<AllowedAct> {
    let mut acts = order(state);
    let further =
        [("terminate", OutEvent::Terminate), ("complete-by-hand", OutEvent::CompleteByHand), ("rebook", OutEvent::Rebook)];
    acts.extend(out_acts(state, &further));
    acts
}

fn out_acts(state: OutState, acts: &[(&str, OutEvent)]) -> Vec<AllowedAct> {
    let each = acts.iter().map(|(word, event)| {
        let step = state.step(*event).map(|_| ()).map_err(|problem| problem.because());
        act(word, event.persons(), step)
    });
    each.collect()
}

fn incoming(state: InState) -> Vec<AllowedAct> {
    let acts = [
        ("accept", InEvent::Accept, 2),
        ("reject", InEvent::Reject, 1),
        ("drop-incoming", InEvent::DropByHand, 2),
        ("complete-by-hand", InEvent::CompleteByHand, 2),
        ("give-up", InEvent::GiveUp, 2),
    ];
    let each = acts
        .into_iter()
        .map(|(word, event, persons)| act(word, persons, state.step(event).map(|_| ()).map_err(|problem| problem.because())));
    each.collect()
}
