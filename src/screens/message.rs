//! One message between registries: its octets as text or as hexadecimal, what was signed, by which key, and what came of it.
//! The octets are the evidence: they are shown as they travelled, never laid out anew.
//! Must not know: what a message does to a transfer.

mod view;

use super::{
    Place,
    calling::{self, Calling},
    screen::{Absence, Did, Freshness, Screen},
    scroll::{self, Scroll},
};
use crate::{
    app::{Action, Desk, Remote, RequestId, why::Refusal},
    registry::{
        Problem, Read, Reply,
        sheet::Sheet,
        traffic::{Message, MessageId},
    },
    ui::{Theme, detail::Item},
};
use jiff::Timestamp;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

/// State of the screen of one message.
#[derive(Debug)]
pub struct MessageCard {
    id: MessageId,
    message: Remote<Box<Message>>,
    octets: Octets,
    scroll: Scroll,
}

/// How the octets are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Octets {
    /// As text, through the gate; what is no UTF-8 is shown as hexadecimal.
    Text,
    /// As hexadecimal.
    Hex,
}

impl MessageCard {
    /// The page of a message, not asked for yet.
    pub fn of(id: MessageId) -> Self {
        Self { id, message: Remote::default(), octets: Octets::Text, scroll: Scroll::default() }
    }

    fn items(&self, width: u16, now: Timestamp) -> Vec<Item<'static>> {
        self.message.value().map(|message| view::items(message, self.octets, width, now)).unwrap_or_default()
    }
}

impl Screen for MessageCard {
    fn title(&self) -> String {
        format!("Message {}", self.id)
    }

    fn absence(&self) -> Option<Absence<'_>> {
        Absence::of_value(&self.message, || format!("message {}", self.id))
    }

    fn freshness(&self) -> Freshness<'_> {
        Freshness::of_value(&self.message)
    }

    fn open(&mut self, desk: &mut Desk<'_>) {
        if self.message.is_missing() {
            self.refresh(desk);
        }
    }

    fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.message.ask(Read::Message(self.id), desk);
    }

    fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.message.give_up(desk);
    }

    fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        if !self.message.awaits(request) {
            return false;
        }
        let message = |reply| if let Reply::Message(message) = reply { Some(message) } else { None };
        self.message.take(answer.clone().map(message), desk.now);
        true
    }

    fn fit(&mut self, _now: Timestamp, _body: Rect, _desk: &mut Desk<'_>) {}

    fn in_flight(&self) -> usize {
        usize::from(self.message.is_asking())
    }

    fn turn(&mut self, action: Action, now: Timestamp, body: Rect, _desk: &mut Desk<'_>) {
        let limit = scroll::limit(&self.items(body.width, now), body);
        self.scroll.turn(action, limit, body.height);
    }

    fn subject(&self) -> Option<String> {
        Some(self.id.to_string())
    }

    fn subject_sheet(&self) -> Option<Sheet> {
        Some(Sheet::Messages)
    }

    fn subject_is_loaded(&self) -> bool {
        self.message.value().is_some()
    }

    fn allowed(&self, action: Action) -> Result<(), Refusal> {
        let message = self.message.value().ok_or(Refusal::NotLoaded)?;
        match action {
            Action::MessageCall if message.summary.peer.is_none() => Err(Refusal::AboutNo("known counterpart")),
            Action::MessageTransfer if message.summary.transfer.is_none() => Err(Refusal::AboutNo("transfer")),
            Action::MessageAnswered if message.answers.is_none() => Err(Refusal::AnswersNothing),
            _ => Ok(()),
        }
    }

    fn perform(&mut self, action: Action, _desk: &mut Desk<'_>) -> Did {
        let Some(message) = self.message.value() else { return Did::Nothing };
        match action {
            Action::MessageTransfer => message.summary.transfer.map_or(Did::Nothing, |id| Did::Go(Place::Transfer(id))),
            Action::MessageCall => calling::go(Calling::of_message(&message.summary)),
            Action::MessageAnswered => message.answers.map_or(Did::Nothing, |id| Did::Go(Place::Message(id))),
            Action::MessageDigest => Did::Copy(message.summary.digest.to_string()),
            Action::MessageHex => {
                self.octets = if self.octets == Octets::Text { Octets::Hex } else { Octets::Text };
                Did::Divided
            }
            _ => Did::Nothing,
        }
    }

    fn paint(&self, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        scroll::paint(&self.items(area.width, now), self.scroll, theme, area, buffer)
    }
}
