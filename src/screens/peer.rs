//! One counterpart registry as a page: the link, clocks, keys, what both sides speak, and what is open with it.
//! What differs from what this registry speaks, and what is beyond what is allowed, is said in words beside it.
//! Must not know: how a link is kept.

mod view;

use super::{
    Did,
    linked::Linked,
    paper::{Paper, Sheet},
    peers, runs,
};
use crate::{
    app::{Action, confirm::Intent, why::Refusal},
    domain::RegistryId,
    registry::{Read, Receipt, Reply, sheet, traffic::Peer},
};
use jiff::Timestamp;

/// The page of a counterpart.
pub type PeerCard = Sheet<Peer>;

impl Paper for Peer {
    type Id = RegistryId;
    const ONE: &'static str = "counterpart";
    const LIST: sheet::Sheet = sheet::Sheet::Peers;

    fn ask(id: &RegistryId) -> Read {
        Read::Peer(*id)
    }

    fn of(reply: Reply) -> Option<Box<Self>> {
        match reply {
            Reply::Peer(peer) => Some(peer),
            _ => None,
        }
    }

    fn page(&self, now: Timestamp) -> Linked {
        view::page(self, now)
    }

    fn intent(&self, action: Action) -> Result<Intent, Refusal> {
        peers::intent(&self.summary, action)
    }

    fn receipt(receipt: &Receipt) -> Did {
        runs::leads_to(receipt)
    }

    fn perform(&self, action: Action) -> Did {
        peers::of_peer(&self.summary, action)
    }
}
