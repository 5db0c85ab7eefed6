//! The archive of messages between registries, as a list.
//! A message is named by its number in the archive; what it says about itself is only a claim.
//! Must not know: what opening a message shows.

mod view;

use super::{
    Did, Place,
    calling::{self, Calling},
    listing::{Listing, Rows},
    words,
};
use crate::{
    app::{Action, Listed, why::Refusal},
    registry::{
        Page, Query, Read, Reply, Sort,
        query::{Field, MESSAGE_FIELDS},
        traffic::{MessageSummary, RungKind},
    },
    ui::table::{Column, RowPaint},
};
use jiff::Timestamp;

/// The messages screen.
pub type Messages = Listing<MessageSummary>;

impl Listed for MessageSummary {
    const ONE: &'static str = "message";
    const MANY: &'static str = "messages";
    const FIELDS: &'static [Field] = MESSAGE_FIELDS;

    fn ask(query: Query) -> Read {
        Read::Messages(query)
    }

    fn page(reply: Reply) -> Option<Page<Self>> {
        match reply {
            Reply::Messages(page) => Some(page),
            _ => None,
        }
    }

    fn key(&self) -> String {
        self.id.to_string()
    }

    fn words(&self) -> String {
        let kind = words::word(&self.kind, RungKind::word);
        let (_, _, verdict) = words::verdict(&self.verdict);
        let peer = self.peer.map_or_else(String::new, |peer| peer.to_string());
        let transfer = self.transfer.map_or_else(String::new, |transfer| transfer.to_string());
        let (way, kind, verdict) = (self.way.word(), kind.as_str(), verdict.as_str());
        format!("{} {way} {kind} {peer} {transfer} {verdict} {}", self.id, self.digest)
    }
}

impl Rows for MessageSummary {
    const TITLE: &'static str = "Messages";

    // What happened last is what people come for.
    const FIRST: Option<Sort> = Some(Sort { by: "row", descending: true });

    fn columns(sort: Option<Sort>) -> Vec<Column> {
        view::columns(sort).to_vec()
    }

    fn cells(&self, _now: Timestamp, cells: &mut RowPaint<'_>) {
        view::row(self, cells);
    }

    fn opens(&self) -> Option<Place> {
        Some(Place::Message(self.id))
    }

    fn allowed(&self, action: Action) -> Result<(), Refusal> {
        if action == Action::MessageCall {
            return self.peer.map(drop).ok_or(Refusal::AboutNo("known counterpart"));
        }
        self.transfer.map(|_| ()).ok_or(Refusal::AboutNo("transfer"))
    }

    fn perform(&self, action: Action) -> Did {
        match (action, self.transfer) {
            (Action::MessageCall, _) => calling::go(Calling::of_message(self)),
            (Action::MessageTransfer, Some(transfer)) => Did::Go(Place::Transfer(transfer)),
            _ => Did::Nothing,
        }
    }
}
