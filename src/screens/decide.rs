//! A decision on a transfer that takes two persons: accept an incoming one, drop it, complete it by hand, book it back, give it up (F01).
//! Document and reason are typed, all else is given; then the whole order is read and signed, and waits for somebody else (F09).
//! Must not know: where keys are, or what the registry does with an order.

pub(in crate::screens) mod balance;
mod draft;
mod form;
mod known;
pub(in crate::screens) mod view;

use super::{
    linked::{Linked, Reading},
    screen::{Absence, Did, Freshness, Screen},
    whole::{self, REST, Whole},
};
use crate::{
    app::{Action, Desk, Key, RequestId, Signer, Timer, why::Refusal},
    domain::transfer::TransferId,
    evidence::order::{Body, OrderText},
    registry::{Problem, Receipt, Reply, book::Decision, sheet::Sheet},
    text::{Kind, Shown},
    ui::Theme,
};
use draft::Lack;
use form::{Form, Row, Typed};
use jiff::Timestamp;
use known::Known;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

/// State of the screen.
#[derive(Debug)]
pub struct Decide {
    id: TransferId,
    decision: Decision,
    signer: Option<Signer>,
    seed: [u8; 16],
    form: Form,
    known: Known,
    mistake: Option<Lack>,
    reading: Reading,
    /// The whole text, once the form is complete and while it is read.
    text: Option<Box<Whole<OrderText>>>,
    /// Whether the order is to be written as soon as the document and everything else is here.
    ended: bool,
    handed_over: bool,
    /// The registry's number of the order, once it was submitted: then it is not signed again.
    submitted: Option<Shown>,
    area: Rect,
    now: Timestamp,
}

impl Decide {
    /// The decision on a transfer, not asked for yet.
    pub fn of(id: TransferId, decision: Decision) -> Self {
        Self {
            id,
            decision,
            signer: None,
            seed: [0; 16],
            form: Form::new(),
            known: Known::default(),
            mistake: None,
            reading: Reading::default(),
            text: None,
            ended: false,
            handed_over: false,
            submitted: None,
            area: Rect::default(),
            now: Timestamp::UNIX_EPOCH,
        }
    }

    /// What is ordered, for the checks.
    fn body(&self) -> Option<Body> {
        draft::body(self.decision, &self.known, None)
    }

    /// Writes the order, and shows it to be read; or says what is missing, in its row.
    fn write(&mut self, desk: &mut Desk<'_>) -> Did {
        let Some(signer) = &self.signer else {
            let none = "This profile names no operator, so nobody can sign here. Enrol a key and name it in the configuration.";
            return Did::Refuse(Refusal::NotNow(none.to_owned()));
        };
        if self.decision == Decision::Accept
            && let Err(refusal) = self.known.proof.may_accept()
        {
            return Did::Refuse(refusal);
        }
        match draft::order(self.decision, &self.form, &self.known, (signer, desk.now, self.seed)) {
            Ok(text) => {
                let policy = draft::policy(&self.known).ok();
                self.text = Some(Box::new(Whole::of(text, policy.as_ref().map(|policy| policy.policy()), desk)));
                self.mistake = None;
            }
            Err(lack) => {
                self.mistake = Some(lack);
                self.ended = self.known.in_flight() > 0;
            }
        }
        Did::Divided
    }

    fn outcome(&self) -> Linked {
        view::outcome(self)
    }

    /// The form above, what would come of it below.
    fn parts(&self, area: Rect) -> (Rect, Rect) {
        let height = view::form_height(self).min(area.height);
        (Rect { height, ..area }, Rect { y: area.y + height, height: area.height - height, ..area })
    }
}

/// What a decision is called, with its transfer.
fn title(decision: Decision, id: TransferId) -> String {
    match decision {
        Decision::Accept => format!("Accept transfer {id}"),
        Decision::Drop => format!("Drop transfer {id}"),
        Decision::Complete => format!("Complete transfer {id} by hand"),
        Decision::Rebook => format!("Book transfer {id} back"),
        Decision::GiveUp => format!("Give transfer {id} up for good"),
    }
}

impl Decide {
    /// An order that was submitted is not signed again.
    fn not_submitted(&self) -> Result<(), Refusal> {
        self.submitted.as_ref().map_or(Ok(()), |order| Err(Refusal::NotNow(whole::submitted(order))))
    }
}

impl Screen for Decide {
    fn title(&self) -> String {
        title(self.decision, self.id)
    }

    fn absence(&self) -> Option<Absence<'_>> {
        Absence::of_value(&self.known.transfer, || format!("transfer {}", self.id))
    }

    fn freshness(&self) -> Freshness<'_> {
        Freshness::of_value(&self.known.transfer)
    }

    fn open(&mut self, desk: &mut Desk<'_>) {
        let body = self.body();
        self.known.ask_missing(self.id, body, desk);
    }

    fn refresh(&mut self, desk: &mut Desk<'_>) {
        let body = self.body();
        self.known.ask_again(self.id, body, desk);
    }

    fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.known.give_up(desk);
    }

    fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        let mine = self.known.answer(request, answer, desk);
        if mine {
            let body = self.body();
            self.known.ask_checks(body, desk);
        }
        if mine && self.mistake.as_ref().is_some_and(|(row, _)| *row == Row::Document) {
            self.mistake = draft::document(&self.form, &self.known).err();
        }
        if mine && self.ended && self.known.in_flight() == 0 {
            self.ended = false;
            self.write(desk);
        }
        mine
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
        if let Some(whole) = &mut self.text {
            whole.look(self.area, desk);
        }
    }

    fn in_flight(&self) -> usize {
        self.known.in_flight()
    }

    fn turn(&mut self, action: Action, now: Timestamp, body: Rect, desk: &mut Desk<'_>) {
        (self.now, self.area) = (now, body);
        if let Some(whole) = &mut self.text {
            return whole.turn(action, body, desk);
        }
        let page = self.outcome();
        self.reading.fit(self.parts(body).1);
        self.reading.turn(&page, action);
    }

    fn step_back(&mut self) -> bool {
        self.submitted = None;
        if std::mem::take(&mut self.handed_over) {
            // The next order begins empty (F36), under an id of its own.
            self.form = Form::new();
            self.seed.iter_mut().for_each(|octet| *octet = octet.wrapping_mul(31).wrapping_add(17));
        }
        self.text.take().is_some()
    }

    fn subject(&self) -> Option<String> {
        Some(self.id.to_string())
    }

    fn subject_sheet(&self) -> Option<Sheet> {
        Some(Sheet::Transfers)
    }

    fn subject_is_loaded(&self) -> bool {
        self.known.transfer.value().is_some()
    }

    fn signs_as(&mut self, signer: Option<&Signer>) {
        self.signer = signer.cloned();
    }

    fn handed_over(&mut self) {
        self.handed_over = true;
    }

    fn done(&mut self, receipt: &Receipt) {
        self.submitted = self.handed_over.then(|| receipt.subject.gate(Kind::Critical));
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
        Some(match self.form.typed(key)? {
            Typed::Nothing => Did::Nothing,
            Typed::Changed(row) => {
                self.ended = false;
                self.mistake = self.mistake.take().filter(|(of, _)| *of != row);
                Did::Divided
            }
            Typed::Left(row) => {
                if row == Row::Document {
                    let path = self.form.text(row).to_owned();
                    self.known.ask_document(&path, desk);
                    self.mistake = draft::document(&self.form, &self.known).err().filter(|_| !path.is_empty());
                }
                self.open(desk);
                Did::Divided
            }
            Typed::Ended => self.write(desk),
            Typed::Refused(problem) => Did::Refuse(problem.into()),
        })
    }

    fn pasted(&mut self, text: &str, _desk: &mut Desk<'_>) -> Option<Result<(), Refusal>> {
        if self.text.is_some() { None } else { Some(self.form.pasted(text)) }
    }

    fn allowed(&self, action: Action) -> Result<(), Refusal> {
        match action {
            Action::InitiateSign => {
                let none =
                    || Refusal::NotNow("Fill the form in to its last row first; then the whole order is shown.".to_owned());
                self.not_submitted()?;
                self.text.as_ref().ok_or_else(none)?.unsigned(self.now).map(drop)
            }
            Action::NextPart | Action::PriorPart => Err(Refusal::NoParts),
            other => Err(Refusal::NotHere(other.spec().scope)),
        }
    }

    fn perform(&mut self, action: Action, desk: &mut Desk<'_>) -> Did {
        let Some(whole) = self.text.as_ref().filter(|_| action == Action::InitiateSign) else { return Did::Nothing };
        let unsigned = self.not_submitted().and_then(|()| whole.unsigned(desk.now));
        unsigned.map_or_else(Did::Refuse, |unsigned| Did::Sign(Box::new(unsigned)))
    }

    fn paint(&self, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        if let Some(whole) = &self.text {
            let handed_over = "Handed over to be signed; going back begins an empty form (F36).".to_owned();
            let after = self.submitted.as_ref().map(whole::submitted).or(self.handed_over.then_some(handed_over));
            return whole.paint(after.as_deref(), now, theme, area, buffer);
        }
        let (form, below) = self.parts(area);
        let cursor = view::form(self, theme, form, buffer);
        let _ = self.reading.paint(&self.outcome(), theme, below, buffer);
        cursor
    }
}
