//! A new message to a list: a form, who gets it by their role and who is left out and why, and the text, which is read whole before it is signed.
//! Nothing is sent: once it is signed, the office's own mail gets a draft of it.
//! Must not know: where keys are, or what the registry does with the message.

mod preview;

use super::{
    Did, Place,
    contact_form::{Form, Row as FormRow, Typed as Keyed},
    linked::{Linked, Reading},
    screen::{Absence, Freshness, Screen},
    whole::{REST, Whole, dwell},
};
use crate::{
    app::{Action, Desk, Key, Remote, RequestId, Signer, Timer, looked::Looked, why::Refusal},
    domain::contact::{DistributionList, Tlp},
    registry::{ContactDraft, Problem, Read, Receipt, Reply, Review, Unsigned, book::Contacts},
    ui::{Theme, detail::Item},
    wire::contact::mail::{Broadcast, NotABroadcast},
};
use jiff::Timestamp;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};
use uuid::Uuid;

/// A row of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Row {
    List,
    Label,
    Subject,
    Text,
    File,
}

/// What is missing, and in which row.
type Lack = (Row, String);

/// State of the screen.
#[derive(Debug)]
pub struct Announce {
    contacts: Remote<Box<Contacts>>,
    file: Remote<Box<Result<String, String>>>,
    signer: Option<Signer>,
    seed: [u8; 16],
    form: Form<Row>,
    mistake: Option<Lack>,
    reading: Reading,
    text: Option<Box<Whole<ContactDraft>>>,
    handed_over: bool,
    now: Timestamp,
    area: Rect,
}

impl Default for Announce {
    fn default() -> Self {
        Self {
            contacts: Remote::default(),
            file: Remote::default(),
            signer: None,
            seed: [0; 16],
            form: Form::default(),
            mistake: None,
            reading: Reading::default(),
            text: None,
            handed_over: false,
            now: Timestamp::UNIX_EPOCH,
            area: Rect::default(),
        }
    }
}

impl Announce {
    fn lists(&self) -> Vec<&DistributionList> {
        self.contacts.value().map(|there| there.directory.lists().map(|(list, _)| list).collect()).unwrap_or_default()
    }

    fn list(&self) -> Option<&DistributionList> {
        self.form.chosen(Row::List).and_then(|at| self.lists().get(at).copied())
    }

    fn label(&self) -> Option<Tlp> {
        self.form.chosen(Row::Label).and_then(|at| Tlp::ALL.get(at)).map(|(label, _)| *label)
    }

    fn shape(&mut self) {
        let name = |list: &&DistributionList| format!("{}, about {}, up to {}", list.id, list.topic.word(), list.ceiling.word());
        let lists = self.lists().iter().map(name).collect();
        let labels = Tlp::ALL.iter().map(|(_, word)| (*word).to_owned()).collect();
        let rows = vec![
            FormRow::choice(Row::List, "To list", lists),
            FormRow::choice(Row::Label, "Label", labels),
            FormRow::prose(Row::Subject, "Subject", "one line, such as Closed on Saturday"),
            FormRow::prose(Row::Text, "Text", "one paragraph; for more, name a file in the next row"),
            FormRow::exact(Row::File, "Or a file", "a file with the text instead, such as /home/me/notice.txt"),
        ];
        self.form.ask(rows, |_| true);
    }

    /// The text of the message, as typed or as the file has it.
    fn body(&self) -> Result<String, Lack> {
        if self.form.text(Row::File).is_empty() {
            return match self.form.text(Row::Text) {
                "" => Err((Row::Text, "write what it says, or name a file that does".to_owned())),
                text => Ok(text.to_owned()),
            };
        }
        match self.file.value().map(Box::as_ref) {
            Some(Ok(text)) => Ok(text.clone()),
            Some(Err(why)) => Err((Row::File, why.clone())),
            None => Err((Row::File, "the file is being read".to_owned())),
        }
    }

    /// The message as far as it is written.
    fn message(&self) -> Result<Broadcast, Lack> {
        self.list().ok_or_else(|| (Row::List, "choose who gets it".to_owned()))?;
        let label = self.label().ok_or_else(|| (Row::Label, "choose how far it may travel".to_owned()))?;
        let body = self.body()?;
        Broadcast::new(label, self.form.text(Row::Subject), &body).map_err(|why| {
            let row = if why == NotABroadcast::Subject { Row::Subject } else { Row::Text };
            (row, why.to_string())
        })
    }

    /// Shows the whole message to be read; or says what is missing, in its row.
    fn write(&mut self, desk: &mut Desk<'_>) -> Did {
        let none = "This profile names no operator, so nobody can sign here. Enrol a key and name it in the configuration.";
        let Some(signer) = &self.signer else { return Did::Refuse(Refusal::NotNow(none.to_owned())) };
        let (Some(list), Some(contacts)) = (self.list(), self.contacts.value()) else {
            self.mistake = Some((Row::List, "choose who gets it".to_owned()));
            self.form.go_to(Row::List);
            return Did::Divided;
        };
        let someone = |message: &Broadcast| {
            let to = crate::domain::contact::recipients(&contacts.directory, list, message.label(), desk.now);
            to.map(drop).map_err(|why| (Row::Label, why.to_string()))
        };
        let id = id(desk.now, self.seed).ok_or_else(|| (Row::List, "this computer's clock gives no id for a message".to_owned()));
        let ready = self.message().and_then(|message| someone(&message).map(|()| message)).and_then(|message| Ok((message, id?)));
        match ready {
            Ok((message, id)) => {
                let heading = vec![Item::Section("The message, exactly as you will sign it".into())];
                let over = "This is all of it. Sign it, or go back to the form.";
                let review = Review::of_own_message(&message, (id, list.id.clone()), signer.person.clone(), dwell(None));
                self.text = Some(Box::new(Whole::reading(review, heading, over, desk)));
                self.mistake = None;
            }
            Err(lack) => {
                self.form.go_to(lack.0);
                self.mistake = Some(lack);
            }
        }
        Did::Divided
    }

    fn unsigned(&self, now: Timestamp) -> Result<Unsigned, Refusal> {
        if self.handed_over {
            return Err(Refusal::NotNow("It was handed over already.".to_owned()));
        }
        let none = || Refusal::NotNow("Fill the form in to its last row first; then the whole message is shown.".to_owned());
        self.text.as_ref().ok_or_else(none)?.reviewed(now).map(Unsigned::Contact)
    }

    fn parts(&self, area: Rect) -> (Rect, Rect) {
        let height = self.form.height(self.mistake.is_some(), area.height / 2);
        (Rect { height, ..area }, Rect { y: area.y + height, height: area.height - height, ..area })
    }

    fn page(&self) -> Linked {
        preview::page(self)
    }
}

/// An id of version 7: the time, then octets nobody can foresee.
fn id(now: Timestamp, seed: [u8; 16]) -> Option<Uuid> {
    let millis = u64::try_from(now.as_millisecond()).ok()?;
    let random: [u8; 10] = *seed.last_chunk()?;
    Some(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
}

impl Screen for Announce {
    fn title(&self) -> String {
        "A new message to a list".to_owned()
    }

    fn absence(&self) -> Option<Absence<'_>> {
        Absence::of_value(&self.contacts, || "the directory of contacts".to_owned())
    }

    fn freshness(&self) -> Freshness<'_> {
        Freshness::of_value(&self.contacts)
    }

    fn open(&mut self, desk: &mut Desk<'_>) {
        self.now = desk.now;
        if self.contacts.is_missing() {
            self.refresh(desk);
        }
        self.shape();
    }

    fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.contacts.ask(Read::Contacts, desk);
    }

    fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.contacts.give_up(desk);
        self.file.give_up(desk);
    }

    fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        let listed = self.contacts.answer(request, answer, desk.now);
        if listed {
            self.shape();
        }
        listed || self.file.answer(request, answer, desk.now)
    }

    fn fit(&mut self, now: Timestamp, body: Rect, desk: &mut Desk<'_>) {
        let moved = self.area != body;
        (self.now, self.area) = (now, body);
        self.reading.fit(self.parts(body).1);
        if moved && self.text.is_some() {
            desk.wake(Timer::Reading, REST);
        }
    }

    fn woken(&mut self, desk: &mut Desk<'_>) {
        self.now = desk.now;
        if let Some(text) = &mut self.text {
            text.look(self.area, desk);
        }
    }

    fn in_flight(&self) -> usize {
        usize::from(self.contacts.is_asking()) + usize::from(self.file.is_asking())
    }

    fn turn(&mut self, action: Action, now: Timestamp, body: Rect, desk: &mut Desk<'_>) {
        (self.now, self.area) = (now, body);
        if let Some(text) = &mut self.text {
            return text.turn(action, body, desk);
        }
        self.reading.fit(self.parts(body).1);
        self.reading.turn(&self.page(), action);
    }

    fn step_back(&mut self) -> bool {
        if std::mem::take(&mut self.handed_over) {
            // The next message begins empty (F36), under an id of its own.
            self.form = Form::default();
            self.shape();
            self.seed.iter_mut().for_each(|octet| *octet = octet.wrapping_mul(31).wrapping_add(17));
        }
        self.text.take().is_some()
    }

    fn subject(&self) -> Option<String> {
        self.list().map(|list| list.id.to_string())
    }

    fn subject_is_loaded(&self) -> bool {
        self.contacts.value().is_some()
    }

    fn signs_as(&mut self, signer: Option<&Signer>) {
        self.signer = signer.cloned();
    }

    fn handed_over(&mut self) {
        self.handed_over = true;
    }

    fn seeded(&mut self, seed: [u8; 16]) {
        self.seed = seed;
    }

    fn is_typing(&self, _now: Timestamp) -> bool {
        self.text.is_none()
    }

    fn typed(&mut self, key: Key, desk: &mut Desk<'_>) -> Option<Did> {
        if self.text.is_some() {
            return None;
        }
        self.now = desk.now;
        Some(match self.form.typed(key)? {
            Keyed::Nothing => Did::Divided,
            Keyed::Changed(row) => {
                self.mistake = None;
                if row == Row::File && !self.form.text(Row::File).is_empty() {
                    self.file.ask(Read::TextFile(self.form.text(Row::File).into()), desk);
                }
                Did::Divided
            }
            Keyed::Ended => self.write(desk),
            Keyed::Refused(problem) => Did::Refuse(problem.into()),
        })
    }

    fn pasted(&mut self, text: &str, desk: &mut Desk<'_>) -> Option<Result<(), Refusal>> {
        if self.text.is_some() {
            return None;
        }
        let pasted = self.form.pasted(text);
        if !self.form.text(Row::File).is_empty() {
            self.file.ask(Read::TextFile(self.form.text(Row::File).into()), desk);
        }
        Some(pasted)
    }

    fn allowed(&self, action: Action) -> Result<(), Refusal> {
        match action {
            Action::AnnounceSign => self.unsigned(self.now).map(drop),
            Action::NextPart | Action::PriorPart => Err(Refusal::NoParts),
            other => Err(Refusal::NotHere(other.spec().scope)),
        }
    }

    /// The registry has it: its page is where it goes on.
    fn receipt(&self, receipt: &Receipt) -> Did {
        let id: Option<Uuid> = receipt.subject.octets().parse().ok();
        id.filter(|_| self.handed_over).map_or(Did::Nothing, |id| Did::Go(Place::Broadcast(id)))
    }

    fn perform(&mut self, action: Action, desk: &mut Desk<'_>) -> Did {
        if action != Action::AnnounceSign {
            return Did::Nothing;
        }
        match self.unsigned(desk.now) {
            Ok(unsigned) => {
                let what = format!("read to its end on {}x{}", self.area.width, self.area.height);
                desk.note(Looked::review(self.title(), unsigned.sha256(), what));
                Did::Sign(Box::new(unsigned))
            }
            Err(refusal) => Did::Refuse(refusal),
        }
    }

    fn paint(&self, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        if let Some(text) = &self.text {
            let after = "Handed over to be signed; going back begins an empty form (F36).";
            return text.paint(self.handed_over.then_some(after), now, theme, area, buffer);
        }
        let (form, below) = self.parts(area);
        let mistake = self.mistake.as_ref().map(|(row, why)| (*row, why.as_str()));
        let cursor = self.form.paint(mistake, theme, form, buffer);
        let _ = self.reading.paint(&self.page(), theme, below, buffer);
        cursor
    }
}
