//! What goes on between registries in the books of these tests: transfers in every state with their ladders, the archive they are made
//! of, counterparts and incidents. Written by rule, so that every run sees the same.

#[path = "traffic/archive.rs"]
mod archive;
#[path = "traffic/course.rs"]
mod course;
#[path = "traffic/judged.rs"]
mod judged;
#[path = "traffic/peers.rs"]
pub mod peers;
#[path = "traffic/rows.rs"]
mod rows;
#[path = "traffic/sound.rs"]
mod sound;

use super::{book::now, pages, seed::Plan};
use countersign::registry::{
    Page, Read, Reply,
    traffic::{Incident, Message, MessageSummary, Peer, PeerSummary, Transfer},
};
use jiff::{SignedDuration, Timestamp};

/// Everything that goes on.
#[derive(Clone, Default)]
pub struct Traffic {
    pub transfers: Vec<Transfer>,
    pub messages: Vec<Message>,
    pub peers: Vec<Peer>,
    pub incidents: Vec<Incident>,
}

impl Traffic {
    /// What goes on in the book of a plan.
    pub fn of(plan: &Plan) -> Self {
        let begun = course::all(plan);
        let messages = archive::all(plan, &begun);
        let transfers: Vec<Transfer> = begun.iter().map(|begun| judged::transfer(begun, &messages)).collect();
        let incidents = peers::incidents(&messages);
        let peers = peers::all(plan, &transfers, &incidents);
        Self { transfers, messages, peers, incidents }
    }

    /// The answer to a question about it; `None` when nothing is there, or when it is about something else.
    pub fn answer(&self, ask: &Read, revision: u64) -> Option<Reply> {
        Some(match ask {
            Read::Transfers(query) => {
                let rows: Vec<&Transfer> = self.transfers.iter().collect();
                let page = pages::page(&rows, query, revision);
                Reply::Transfers(Page {
                    rows: page.rows.into_iter().map(|transfer| transfer.summary).collect(),
                    offset: page.offset,
                    total: page.total,
                    unfiltered: page.unfiltered,
                    next: page.next,
                    revision: page.revision,
                    as_of: page.as_of,
                })
            }
            Read::Transfer(id) => Reply::Transfer(Box::new(self.transfers.iter().find(|row| row.summary.id == *id)?.clone())),
            Read::Messages(query) => {
                let rows: Vec<&MessageSummary> = self.messages.iter().map(|message| &message.summary).collect();
                Reply::Messages(pages::page(&rows, query, revision))
            }
            Read::Message(id) => Reply::Message(Box::new(self.messages.iter().find(|row| row.summary.id == *id)?.clone())),
            Read::Peers(query) => {
                let rows: Vec<&PeerSummary> = self.peers.iter().map(|peer| &peer.summary).collect();
                Reply::Peers(pages::page(&rows, query, revision))
            }
            Read::Peer(id) => Reply::Peer(Box::new(self.peers.iter().find(|row| row.summary.registry == *id)?.clone())),
            Read::Incidents(query) => {
                let rows: Vec<&Incident> = self.incidents.iter().collect();
                Reply::Incidents(pages::page(&rows, query, revision))
            }
            Read::Incident(id) => Reply::Incident(Box::new(self.incidents.iter().find(|row| row.id == *id)?.clone())),
            _ => return None,
        })
    }
}

/// So many minutes ago.
fn ago(minutes: i64) -> Timestamp {
    now().checked_sub(SignedDuration::from_mins(minutes)).unwrap()
}
