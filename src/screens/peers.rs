//! The counterpart registries, as a list: the state of each link, when it was last heard, and what is open.
//! From here to its transfers, messages and incidents it is one key each.
//! Must not know: how a link is kept, or what opening a counterpart shows.

mod acts;
mod view;

pub use acts::{intent, question};

use super::{
    Did, Place, Source,
    calling::{self, Calling},
    listing::{Listing, Rows},
    runs,
};
use crate::{
    app::{Action, Listed, confirm::Intent, why::Refusal},
    domain::check::LinkState,
    registry::{
        Page, Query, Read, Receipt, Reply, Sort,
        query::{Field, PEER_FIELDS},
        traffic::PeerSummary,
    },
    text::Kind,
    ui::table::{Column, RowPaint},
};
use jiff::Timestamp;

/// The counterparts screen.
pub type Peers = Listing<PeerSummary>;

impl Listed for PeerSummary {
    const ONE: &'static str = "counterpart";
    const MANY: &'static str = "counterparts";
    const FIELDS: &'static [Field] = PEER_FIELDS;

    fn ask(query: Query) -> Read {
        Read::Peers(query)
    }

    fn page(reply: Reply) -> Option<Page<Self>> {
        match reply {
            Reply::Peers(page) => Some(page),
            _ => None,
        }
    }

    fn key(&self) -> String {
        self.registry.to_string()
    }

    fn words(&self) -> String {
        let state = super::words::word(&self.state, LinkState::word);
        format!("{} {} {} {}", self.registry, self.name.gate(Kind::Name), state.as_str(), self.open_transfers)
    }
}

impl Rows for PeerSummary {
    const TITLE: &'static str = "Peers";

    fn columns(sort: Option<Sort>) -> Vec<Column> {
        view::columns(sort).to_vec()
    }

    fn cells(&self, now: Timestamp, cells: &mut RowPaint<'_>) {
        view::row(self, now, cells);
    }

    fn opens(&self) -> Option<Place> {
        Some(Place::Peer(self.registry))
    }

    fn intent(&self, action: Action) -> Result<Intent, Refusal> {
        intent(self, action)
    }

    fn receipt(receipt: &Receipt) -> Did {
        runs::leads_to(receipt)
    }

    fn perform(&self, action: Action) -> Did {
        of_peer(self, action)
    }
}

/// What goes on with one counterpart: the lists that show it.
pub fn of_peer(peer: &PeerSummary, action: Action) -> Did {
    let registry = peer.registry;
    match action {
        Action::PeerCall => calling::go(Some(Calling::of_peer(peer))),
        Action::PeerTheirs => Did::Go(Place::TakeOver(Box::new(Source::Peer(registry)))),
        Action::PeerTransfers => Did::List(Place::Transfers, format!("counterpart:{registry}")),
        Action::PeerMessages => Did::List(Place::Messages, format!("peer:{registry}")),
        Action::PeerIncidents => Did::List(Place::Incidents, format!("peer:{registry}")),
        _ => Did::Nothing,
    }
}
