//! The counterpart's evidence for an incoming transfer: the proposal as it travelled and the versions that are pinned of its roster and
//! policy are fetched, and judged here by the one judge of four eyes (A3). What the registry says of it is believed in nothing.
//! Must not know: what is done about the transfer.

mod items;
mod judged;

pub use items::items;

use crate::{
    app::{Desk, Remote, RequestId, why::Refusal},
    domain::RegistryId,
    evidence::digest::Digest,
    registry::{
        Problem, Read, Reply,
        traffic::{Direction, Message, MessageId, Peer, Transfer},
    },
    wire::convert::evidence::Proven,
};

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Enough persons of the counterpart's roster signed exactly what is proposed.
    Holds(Box<Proven>),
    /// The proposal carries no signed order.
    Without,
    /// It can't be judged here, for this reason.
    Unjudged(String),
    /// It does not hold; the first thing that does not.
    Fails(String),
}

/// What is fetched of the evidence, and what was found.
#[derive(Debug, Default)]
pub struct Proof {
    /// The counterpart and its proposal.
    about: Option<(RegistryId, Option<MessageId>)>,
    message: Remote<Box<Message>>,
    peer: Remote<Box<Peer>>,
    found: Option<Found>,
}

impl Proof {
    /// Asks for what a transfer rests on, once; what came is judged. Only what comes from a counterpart rests on evidence of its own.
    pub fn follow(&mut self, transfer: &Transfer, desk: &mut Desk<'_>) {
        let summary = &transfer.summary;
        let Some(counterpart) = summary.counterpart().filter(|_| summary.direction == Direction::Incoming) else { return };
        let about = Some((counterpart, transfer.proposal().map(|rung| rung.message)));
        if self.about != about {
            self.give_up(desk);
            *self = Self { about, ..Self::default() };
        }
        if let Some((registry, Some(message))) = self.about {
            if self.message.is_missing() {
                self.message.ask(Read::Message(message), desk);
            }
            if self.peer.is_missing() {
                self.peer.ask(Read::Peer(registry), desk);
            }
        }
        self.judge(transfer);
    }

    /// Takes an answer, if it is one of these.
    pub fn answer(
        &mut self,
        request: RequestId,
        answer: &Result<Reply, Problem>,
        transfer: Option<&Transfer>,
        desk: &Desk<'_>,
    ) -> bool {
        if self.message.awaits(request) {
            let of = |reply| if let Reply::Message(message) = reply { Some(message) } else { None };
            self.message.take(answer.clone().map(of), desk.now);
        } else if self.peer.awaits(request) {
            let of = |reply| if let Reply::Peer(peer) = reply { Some(peer) } else { None };
            self.peer.take(answer.clone().map(of), desk.now);
        } else {
            return false;
        }
        if let Some(transfer) = transfer {
            self.judge(transfer);
        }
        true
    }

    fn judge(&mut self, transfer: &Transfer) {
        self.found = match (self.about, self.message.value(), self.peer.value()) {
            (Some((_, None)), _, _) => Some(Found::Unjudged("the registry shows no good proposal of it".to_owned())),
            (_, Some(message), Some(peer)) => Some(judged::judge(transfer, message, peer)),
            _ => None,
        };
    }

    /// Whether there is a counterpart that proposed it.
    pub fn is_about_one(&self) -> bool {
        self.about.is_some()
    }

    /// SHA-256 of the proposal that a decision about the transfer rests on: of the octets that were read here, where a counterpart proposed
    /// it and it is followed; else of what the registry says it proposed itself. None while it is not here.
    pub fn proposal(&self, transfer: &Transfer) -> Option<Digest> {
        if self.is_about_one() {
            self.message.value().map(|message| Digest::of(&message.octets))
        } else {
            transfer.proposal().map(|rung| rung.digest)
        }
    }

    /// What was found, once everything is here.
    pub fn found(&self) -> Option<&Found> {
        self.found.as_ref()
    }

    /// Why it can't be judged yet, if something could not be had.
    pub fn problem(&self) -> Option<&Problem> {
        self.message.problem().or_else(|| self.peer.problem()).filter(|_| self.found.is_none())
    }

    /// Whether a transfer may be accepted on it. One without evidence may: not every registry sends any, and the page says so.
    ///
    /// # Errors
    /// [`Refusal`] says why not.
    pub fn may_accept(&self) -> Result<(), Refusal> {
        match &self.found {
            Some(Found::Holds(_) | Found::Without) => Ok(()),
            Some(Found::Fails(why)) => Err(Refusal::NotNow(format!("The counterpart's evidence does not hold: {why}."))),
            Some(Found::Unjudged(why)) => Err(Refusal::NotNow(format!("The counterpart's evidence can't be judged: {why}."))),
            None => Err(Refusal::NotLoaded),
        }
    }

    /// Why an acceptance can't rest on it, as a clause; nothing when it can, or when no counterpart proposed the transfer.
    pub fn doubt(&self) -> Option<&'static str> {
        match (&self.found, self.about) {
            (Some(Found::Holds(_) | Found::Without), _) | (None, None) => None,
            (Some(Found::Fails(_)), _) => Some("the counterpart's evidence does not hold"),
            (Some(Found::Unjudged(_)), _) => Some("the counterpart's evidence can't be judged"),
            (None, Some(_)) => Some("the counterpart's evidence is not judged yet"),
        }
    }

    /// Stops waiting.
    pub fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.message.give_up(desk);
        self.peer.give_up(desk);
    }

    /// How many answers are awaited.
    pub fn in_flight(&self) -> usize {
        usize::from(self.message.is_asking()) + usize::from(self.peer.is_asking())
    }
}
