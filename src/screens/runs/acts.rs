//! What beginning a run would be: it reads the books of both registries and changes neither, so one person may (F15).
//! The receipt of it names the run, and the console goes there to follow it.
//! Must not know: how an act is confirmed or sent.

use crate::{
    app::confirm::{Answer, Intent},
    domain::{RegistryId, reconcile::RunId},
    registry::{Deed, Receipt, run::RunSummary},
    screens::{Did, Place},
    text::{Kind, Untrusted},
};

/// Another run with the counterpart of this one, or within the registry.
pub fn again(run: &RunSummary) -> Intent {
    run.peer.map_or_else(own, of_peer)
}

/// A run with a counterpart.
pub fn of_peer(peer: RegistryId) -> Intent {
    Intent {
        deed: Deed::Reconcile(Some(peer)),
        what: format!(
            "Both registries freeze what their books say at one moment some seconds from now, compare it tier by tier, and sign the \
             result. What differs becomes a case here and at {peer}."
        ),
        whom: Untrusted::new(peer.to_string()).gate(Kind::Prose),
        undo: "It only reads. Kinds of differences that freeze ITMOs freeze them when the run ends.",
        answer: Answer::Yes,
    }
}

/// A run within this registry.
pub fn own() -> Intent {
    Intent {
        deed: Deed::Reconcile(None),
        what: "The registry holds its book against its ledger, its authorizations and its locks (W1 to W14) at once, and signs \
               the result. What is not as it should be becomes a case."
            .to_owned(),
        whom: Untrusted::new("our own book").gate(Kind::Prose),
        undo: "It only reads. Kinds of differences that freeze ITMOs freeze them when the run ends.",
        answer: Answer::Yes,
    }
}

/// The run that a receipt is about, if it is about one.
pub fn leads_to(receipt: &Receipt) -> Did {
    let run: Option<RunId> = receipt.subject.octets().parse().ok();
    run.map_or(Did::Nothing, |run| Did::Go(Place::Run(run)))
}
