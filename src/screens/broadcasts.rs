//! The messages that were written to lists of the directory: when, to whom, with which label, and how far each is.
//! Nothing is sent from here; each leads to its page, where it is signed, saved for the office's mail, and followed.
//! Must not know: how a message is written.

mod extract;

use super::{
    Did, Entire, Place,
    awaited::said,
    contact_words::moment,
    linked::{Linked, Reading},
    screen::{Absence, Freshness, Screen},
};
use crate::{
    app::{Action, Desk, Remote, RequestId, why::Refusal},
    registry::{
        Filter, Problem, Read, Reply, Sort,
        book::Broadcast,
        broadcast_list::selected,
        query::{BROADCAST_FIELDS, Field},
        sheet::Sheet,
    },
    text::{Kind, Untrusted},
    ui::{Safe, Span, Theme, detail::Item, theme::Role},
};
use jiff::Timestamp;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

/// State of the screen.
#[derive(Debug, Default)]
pub struct BroadcastList {
    all: Remote<Vec<Broadcast>>,
    reading: Reading,
    /// The filter, as it was typed and as it reads.
    words: String,
    filter: Filter,
    /// The order that was asked for; without one the newest stands first.
    sort: Option<Sort>,
    now: Timestamp,
}

/// How far a message is.
pub(super) fn state(of: &Broadcast) -> (Role, String) {
    let [sent, answered, returned] = of.tally();
    let all = of.deliveries.len();
    if !of.is_ready() {
        (Role::Pending, format!("{} of {} signatures", of.signatures.len(), of.needed()))
    } else if sent == 0 {
        (Role::Warn, "ready, not sent".to_owned())
    } else if returned > 0 {
        (Role::Warn, format!("sent to {sent} of {all}, {answered} answered, {returned} came back"))
    } else if answered == all {
        (Role::Ok, format!("all {all} answered"))
    } else {
        (Role::Text, format!("sent to {sent} of {all}, {answered} answered"))
    }
}

impl BroadcastList {
    fn shown(&self) -> Vec<&Broadcast> {
        self.all.value().map(|all| selected(all, &self.filter, self.sort, self.now)).unwrap_or_default()
    }

    fn selected(&self) -> Option<&Broadcast> {
        let Did::Go(Place::Broadcast(id)) = self.open_selected() else { return None };
        self.all.value()?.iter().find(|one| one.id == id)
    }

    /// The filter, to be shown.
    fn narrowing(&self) -> String {
        Untrusted::new(self.words.clone()).gate(Kind::Name).to_string()
    }

    fn page(&self) -> Linked {
        let mut page = Linked::default();
        let Some(all) = self.all.value() else { return page };
        if all.is_empty() {
            page.add(said(Role::Text, "No message was written to a list yet."));
            page.add(said(
                Role::Text,
                "p writes one: to whoever holds the roles of a list, with a label that says how far it may travel.",
            ));
        }
        for one in self.shown() {
            let (role, word) = state(one);
            let subject = Untrusted::new(one.message.subject()).gate(Kind::Name);
            let value = vec![
                Span::text(Safe::from(subject)),
                Span::new(Role::Dim, Safe::ours(format!("   {}, {}   ", one.list, one.message.label().word()))),
                Span::new(role, Safe::ours(word)),
            ];
            page.lead(Item::Field(Safe::ours(moment(one.at, self.now)), value), Did::Go(Place::Broadcast(one.id)));
        }
        page
    }
}

impl Screen for BroadcastList {
    fn title(&self) -> String {
        let Some(all) = self.all.value() else { return "Messages to lists".to_owned() };
        match self.narrowing() {
            words if words.is_empty() => format!("Messages to lists: {}", all.len()),
            words => format!("Messages to lists: {} of {}, {words}", self.shown().len(), all.len()),
        }
    }

    fn absence(&self) -> Option<Absence<'_>> {
        let none = || Absence::Empty("messages to lists", self.narrowing());
        let is_empty = !self.words.is_empty() && self.shown().is_empty();
        Absence::of_value(&self.all, || "the messages to lists".to_owned()).or_else(|| is_empty.then(none))
    }

    fn entire(&self) -> Option<&dyn Entire> {
        Some(self)
    }

    fn entire_mut(&mut self) -> Option<&mut dyn Entire> {
        Some(self)
    }

    fn step_back(&mut self) -> bool {
        self.sort.take().is_some()
    }

    fn narrowed(&self) -> Option<&str> {
        Some(&self.words)
    }

    /// While a filter is being typed and can't be read yet, what was shown stays.
    fn narrow(&mut self, words: &str, _desk: &mut Desk<'_>) {
        if let Ok(filter) = Filter::parse(words, BROADCAST_FIELDS) {
            (self.words, self.filter) = (words.to_owned(), filter);
        }
    }

    fn narrows_by(&self) -> &'static [Field] {
        BROADCAST_FIELDS
    }

    fn freshness(&self) -> Freshness<'_> {
        Freshness::of_value(&self.all)
    }

    fn open(&mut self, desk: &mut Desk<'_>) {
        self.now = desk.now;
        if self.all.is_missing() {
            self.refresh(desk);
        }
    }

    fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.all.ask(Read::Broadcasts, desk);
    }

    fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.all.give_up(desk);
    }

    fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        let mine = self.all.answer(request, answer, desk.now);
        if mine {
            self.now = desk.now;
            // The cursor begins on the newest.
            let page = self.page();
            if self.reading.follow(&page) == Did::Nothing {
                self.reading.turn(&page, Action::Down);
            }
        }
        mine
    }

    fn fit(&mut self, now: Timestamp, body: Rect, _desk: &mut Desk<'_>) {
        self.now = now;
        self.reading.fit(body);
    }

    fn in_flight(&self) -> usize {
        usize::from(self.all.is_asking())
    }

    fn turn(&mut self, action: Action, _now: Timestamp, body: Rect, _desk: &mut Desk<'_>) {
        self.reading.fit(body);
        self.reading.turn(&self.page(), action);
    }

    fn subject(&self) -> Option<String> {
        self.selected().map(|one| one.id.to_string())
    }

    fn subject_sheet(&self) -> Option<Sheet> {
        Some(Sheet::Broadcasts)
    }

    fn subject_is_loaded(&self) -> bool {
        self.all.value().is_some()
    }

    fn open_selected(&self) -> Did {
        self.reading.follow(&self.page())
    }

    fn allowed(&self, action: Action) -> Result<(), Refusal> {
        match action {
            Action::BroadcastNew => Ok(()),
            Action::NextPart | Action::PriorPart => Err(Refusal::NoParts),
            _ => Err(Refusal::NotNow("Open a message first.".to_owned())),
        }
    }

    fn perform(&mut self, action: Action, _desk: &mut Desk<'_>) -> Did {
        if action == Action::BroadcastNew { Did::Go(Place::Announce) } else { Did::Nothing }
    }

    fn paint(&self, _now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        self.all.value()?;
        self.reading.paint(&self.page(), theme, area, buffer)
    }
}
