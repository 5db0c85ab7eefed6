//! What one person may do about a counterpart at once: ask whether it is there or whom to call there, compare the books with it,
//! suspend the link to it (F15).
//! Taking a link up again is an order of two security officers.
//! Must not know: how an act is confirmed or sent.

use crate::{
    app::{
        Action,
        confirm::{Answer, Intent},
        why::Refusal,
    },
    domain::{RegistryId, check::LinkState},
    registry::{Deed, traffic::PeerSummary},
    screens::runs,
    text::{Kind, Shown, Untrusted},
};

/// What an act would be now.
///
/// # Errors
/// [`Refusal`] says why it can't be done.
pub fn intent(peer: &PeerSummary, action: Action) -> Result<Intent, Refusal> {
    let registry = peer.registry;
    let whom = Untrusted::new(format!("{registry} {}", peer.name.gate(Kind::Name))).gate(Kind::Prose);
    match action {
        Action::PeerPing => Ok(Intent {
            deed: Deed::Ping(registry),
            what: format!("{registry} gets a signed question whether it is there, and what its clock says."),
            whom,
            undo: "There is nothing to undo: it changes nothing.",
            answer: Answer::Yes,
        }),
        Action::PeerContacts => Ok(question(registry, whom)),
        Action::PeerCompare => match peer.state.known() {
            Some(LinkState::Active | LinkState::Degraded) => Ok(runs::of_peer(registry)),
            _ => Err(Refusal::NotNow("The link carries nothing now; a reconciliation needs an open one.".into())),
        },
        Action::PeerSuspend => match peer.state.known() {
            Some(LinkState::SuspendedSecurity) => Err(Refusal::NotNow("The link is suspended already.".into())),
            Some(LinkState::Closed) => Err(Refusal::NotNow("The link is closed.".into())),
            _ => Ok(Intent {
                deed: Deed::SuspendLink(registry),
                what: format!("Nothing new is sent to {registry}, and what it sends is refused, at once."),
                whom,
                undo: "Resuming the link takes two security officers.",
                answer: Answer::Words(registry.to_string()),
            }),
        },
        _ => Err(Refusal::NotHere(action.spec().scope)),
    }
}

/// What it is to ask a counterpart whom to call there.
pub fn question(registry: RegistryId, whom: Shown) -> Intent {
    Intent {
        deed: Deed::AskContacts(registry),
        what: format!(
            "{registry} gets a signed question whom to call there. Its answer is compared with the directory; nothing of it is taken over."
        ),
        whom,
        undo: "There is nothing to undo: it changes nothing.",
        answer: Answer::Yes,
    }
}
