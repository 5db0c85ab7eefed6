//! One message to a list: its text, who signed it, and the table of its delivery – who, where, when it was sent, whether they answered.
//! A second person reads all of it before they sign (F09); what became of it is said with one key each.
//! Must not know: how mail is sent, or how the draft is written to a file.

mod page;

use super::{
    Did, Place,
    handed::Handed,
    linked::{Linked, Reading},
    screen::{Absence, Freshness, Screen},
    whole::{Open, REST, Whole, dwell},
    writing::NO_OPERATOR,
};
use crate::{
    app::{Action, Desk, KeyNames, Remote, RequestId, Signer, Timer, looked::Looked, why::Refusal},
    domain::contact::{CardId, DeliveryMark},
    evidence::digest::Digest,
    registry::{ContactDraft, Problem, Read, Receipt, Recording, Reply, Review, Unsigned, book::Broadcast, sheet::Sheet},
    ui::{Theme, detail::Item},
};
use jiff::Timestamp;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};
use uuid::Uuid;

/// State of the page.
#[derive(Debug)]
pub struct BroadcastPage {
    id: Uuid,
    all: Remote<Vec<Broadcast>>,
    signer: Option<Signer>,
    reading: Reading,
    /// The text while a second person reads it.
    text: Option<Box<Whole<ContactDraft>>>,
    handed: Handed,
    now: Timestamp,
    area: Rect,
    keys: KeyNames,
}

/// The actions that its sentences name.
const NAMED: [Action; 5] =
    [Action::BroadcastRead, Action::BroadcastSave, Action::BroadcastSent, Action::BroadcastAnswered, Action::BroadcastReturned];

impl BroadcastPage {
    /// The page; nothing is asked for yet.
    pub fn of(id: Uuid) -> Self {
        Self {
            id,
            all: Remote::default(),
            signer: None,
            reading: Reading::default(),
            text: None,
            handed: Handed::Not,
            now: Timestamp::UNIX_EPOCH,
            area: Rect::default(),
            keys: KeyNames::default(),
        }
    }

    fn message(&self) -> Option<&Broadcast> {
        self.all.value()?.iter().find(|one| one.id == self.id)
    }

    /// The draft for the office's mail, once it may go out.
    ///
    /// # Errors
    /// [`Refusal`] says what is still missing.
    pub fn draft(&self, made: Timestamp) -> Result<String, Refusal> {
        self.ready()?.draft(made).ok_or(Refusal::NotLoaded)
    }

    /// The message, once it may go out.
    fn ready(&self) -> Result<&Broadcast, Refusal> {
        let message = self.message().ok_or(Refusal::NotLoaded)?;
        if message.is_ready() {
            return Ok(message);
        }
        let why = format!("{} goes out when two persons have signed it", message.message.label().word());
        Err(Refusal::Rule { rule: "F01", why })
    }

    fn page(&self) -> Linked {
        self.message().map(|message| page::page(message, &self.keys, self.now)).unwrap_or_default()
    }

    /// The recipient the cursor is on.
    fn pointed(&self) -> Option<CardId> {
        let Did::Go(Place::Contact(who)) = self.reading.follow(&self.page()) else { return None };
        let gets_it = self.message()?.deliveries.iter().any(|delivery| delivery.to.who == who);
        gets_it.then_some(who)
    }

    /// What would be written down.
    fn marked(&self, action: Action) -> Result<Recording, Refusal> {
        let message = self.ready()?;
        let broadcast = self.id;
        if action == Action::BroadcastSent {
            if message.deliveries.iter().all(|to| to.sent.is_some()) {
                return Err(Refusal::NotNow("It was said of everybody that it was sent.".to_owned()));
            }
            return Ok(Recording::Delivery { broadcast, who: None, mark: DeliveryMark::Sent });
        }
        let mark = if action == Action::BroadcastAnswered { DeliveryMark::Answered } else { DeliveryMark::Returned };
        let who = self.pointed().ok_or(Refusal::PointAt("one of those who get it"))?;
        let said = message.deliveries.iter().any(|to| to.to.who == who && to.at(mark).is_some());
        if said {
            return Err(Refusal::NotNow(format!("It was said of {who} already.")));
        }
        Ok(Recording::Delivery { broadcast, who: Some(who), mark })
    }

    /// Whether the one who sits here may sign it too.
    fn may_sign(&self) -> Result<(&Broadcast, &Signer), Refusal> {
        let message = self.message().ok_or(Refusal::NotLoaded)?;
        let signer = self.signer.as_ref().ok_or_else(|| Refusal::NotNow(NO_OPERATOR.to_owned()))?;
        if message.is_ready() {
            return Err(Refusal::NotNow("It is signed by everybody who must.".to_owned()));
        }
        if message.is_signed_by(&signer.person) {
            let why = "You signed this message: another person signs it too".to_owned();
            return Err(Refusal::Rule { rule: "F01", why });
        }
        Ok((message, signer))
    }

    /// What became of the text that was handed over here.
    fn became(&self) -> Option<&'static str> {
        match self.handed {
            Handed::Not | Handed::Given(_) => None,
            Handed::Over(_) => Some("Handed over to be signed."),
            Handed::Done => Some("You signed it too: nobody else is needed, and it may go out."),
        }
    }

    fn unsigned(&self, now: Timestamp) -> Result<Unsigned, Refusal> {
        self.handed.again()?;
        self.may_sign()?;
        let none = || {
            let key = self.keys.get(Action::BroadcastRead);
            Refusal::NotNow(format!("Read all of it first: {key} shows it whole."))
        };
        self.text.as_ref().ok_or_else(none)?.reviewed(now).map(Unsigned::Contact)
    }
}

impl Screen for BroadcastPage {
    fn title(&self) -> String {
        "A message to a list".to_owned()
    }

    fn absence(&self) -> Option<Absence<'_>> {
        Absence::of_value(&self.all, || "the message".to_owned())
            .or_else(|| self.message().is_none().then(|| Absence::Empty("messages of this id", String::new())))
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
        self.now = desk.now;
        self.all.answer(request, answer, desk.now)
    }

    fn fit(&mut self, now: Timestamp, body: Rect, desk: &mut Desk<'_>) {
        let moved = self.area != body;
        (self.now, self.area) = (now, body);
        self.reading.fit(body);
        if moved && self.text.is_some() {
            desk.wake(Timer::Reading, REST);
        }
    }

    fn woken(&mut self, desk: &mut Desk<'_>) {
        self.now = desk.now;
    }

    fn rested(&mut self, covered: u16, desk: &mut Desk<'_>) {
        if let Some(text) = &mut self.text {
            text.look(Open { area: self.area, covered }, desk);
        }
    }

    fn in_flight(&self) -> usize {
        usize::from(self.all.is_asking())
    }

    fn turn(&mut self, action: Action, now: Timestamp, body: Rect, desk: &mut Desk<'_>) {
        (self.now, self.area) = (now, body);
        if let Some(text) = &mut self.text {
            return text.turn(action, body, desk);
        }
        self.reading.fit(body);
        self.reading.turn(&self.page(), action);
    }

    fn step_back(&mut self) -> bool {
        self.handed = Handed::Not;
        self.text.take().is_some()
    }

    fn subject(&self) -> Option<String> {
        Some(self.id.to_string())
    }

    fn subject_sheet(&self) -> Option<Sheet> {
        Some(Sheet::Broadcasts)
    }

    fn subject_is_loaded(&self) -> bool {
        self.message().is_some()
    }

    fn open_selected(&self) -> Did {
        if self.text.is_some() { Did::Nothing } else { self.reading.follow(&self.page()) }
    }

    fn names(&mut self, key: &dyn Fn(Action) -> Option<String>) {
        self.keys = KeyNames::of(&NAMED, key);
    }

    fn signs_as(&mut self, signer: Option<&Signer>) {
        self.signer = signer.cloned();
    }

    fn handed_over(&mut self) {
        self.handed.over();
    }

    fn not_done(&mut self, sha256: Digest) {
        self.handed.not_done(sha256);
    }

    fn done(&mut self, sha256: Digest, _receipt: &Receipt) {
        self.handed.done(sha256);
    }

    fn is_unread(&self) -> bool {
        self.text.as_ref().is_some_and(|whole| whole.is_unread())
    }

    fn allowed(&self, action: Action) -> Result<(), Refusal> {
        match action {
            Action::BroadcastNew => Ok(()),
            Action::BroadcastSent | Action::BroadcastAnswered | Action::BroadcastReturned => self.marked(action).map(drop),
            Action::BroadcastRead => self.may_sign().map(drop),
            Action::BroadcastSign => self.unsigned(self.now).map(drop),
            Action::BroadcastSave => self.ready().map(drop),
            Action::NextPart | Action::PriorPart if self.text.is_none() => Ok(()),
            _ => Err(Refusal::NoParts),
        }
    }

    fn perform(&mut self, action: Action, desk: &mut Desk<'_>) -> Did {
        match action {
            Action::BroadcastNew => return Did::Go(Place::Announce),
            Action::NextPart | Action::PriorPart => {
                let page = self.page();
                self.reading.part(&page, action == Action::NextPart);
            }
            Action::BroadcastSent | Action::BroadcastAnswered | Action::BroadcastReturned => {
                let why = match action {
                    Action::BroadcastSent => "sent by the office's mail",
                    Action::BroadcastAnswered => "they answered",
                    _ => "it came back",
                };
                return match self.marked(action) {
                    Ok(recording) => Did::Record(Box::new(recording), why.to_owned()),
                    Err(refusal) => Did::Refuse(refusal),
                };
            }
            Action::BroadcastRead => {
                let review = match self.may_sign() {
                    Ok((message, signer)) => Review::of_message(&message.message, message.id, signer.person.clone(), dwell(None)),
                    Err(refusal) => return Did::Refuse(refusal),
                };
                let heading = vec![Item::Section("The message, exactly as you will sign it".into())];
                let over = "This is all of it. Sign it, or go back.";
                self.text = Some(Box::new(Whole::reading(review, heading, over, desk)));
                return Did::Divided;
            }
            Action::BroadcastSign => {
                return match self.unsigned(desk.now) {
                    Ok(unsigned) => {
                        let what = format!("read to its end on {}x{}", self.area.width, self.area.height);
                        desk.note(Looked::review(self.title(), unsigned.sha256(), what));
                        self.handed = Handed::Given(unsigned.sha256());
                        Did::Sign(Box::new(unsigned))
                    }
                    Err(refusal) => Did::Refuse(refusal),
                };
            }
            _ => {}
        }
        Did::Nothing
    }

    fn paint(&self, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        if let Some(text) = &self.text {
            return text.paint(self.became(), now, theme, area, buffer);
        }
        self.message()?;
        self.reading.paint(&self.page(), theme, area, buffer)
    }
}
