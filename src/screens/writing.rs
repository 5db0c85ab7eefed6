//! A screen where something is written and signed: a form, what would come of it below, then its whole text, read before it is signed (F09).
//! Nothing is lost by leaving: the form stands as it was left until its text was signed. Nothing is sent before that, and the next begins empty (F36).
//! Must not know: what is written, where keys are, or what the registry does with it.

mod writes;

pub use writes::{Draft, Hand, Lack, NotWritten, Writes};

use super::{
    doubted,
    form::{Form, Typed},
    handed::ON_ITS_WAY,
    linked::{Linked, Reading},
    screen::{Absence, Alarm, Did, Freshness, Screen},
    whole::{self, Open, REST, Whole},
};
use crate::{
    app::{Action, Desk, Habits, Key, RequestId, Signer, Timer, field::FieldProblem, looked::Looked, why::Refusal},
    evidence::digest::Digest,
    registry::{Problem, Receipt, Reply, Unsigned, sheet::Sheet},
    text::{Kind, Untrusted},
    ui::{Theme, detail},
};
use jiff::Timestamp;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

/// Why nobody can sign with a profile.
pub const NO_OPERATOR: &str =
    "This profile names no operator, so nobody can sign here. Enrol a key and name it in the configuration.";
/// What is said of a text that is on its way to be signed.
const HANDED_OVER: &str = "Handed over to be signed; going back begins an empty form (F36).";

/// State of such a screen.
#[derive(Debug)]
pub struct Writing<W: Writes> {
    its: W,
    draft: Draft<W::Row>,
    signer: Option<Signer>,
    habits: Habits,
    seed: [u8; 16],
    reading: Reading,
    /// The whole text, once the form is complete and while it is read.
    text: Option<Box<Whole<W::Text>>>,
    /// Whether it is to be written as soon as everything it depends on is here.
    ended: bool,
    /// The text that was given to be signed last, and whether it was handed over and nothing says that it was not done. It stays, so that a
    /// wrong passphrase loses nothing.
    given: Option<Digest>,
    handed_over: bool,
    /// What the registry calls it, once it was submitted: then it is not signed again.
    submitted: Option<Untrusted>,
    /// Whether somebody typed or chose something that was not signed yet.
    is_begun: bool,
    area: Rect,
}

impl<W: Writes> Writing<W> {
    /// What is written, with its form; nothing is asked for yet.
    pub(super) fn new(its: W, form: Form<W::Row>) -> Self {
        Self {
            its,
            draft: Draft { form, mistake: None, now: Timestamp::UNIX_EPOCH },
            signer: None,
            habits: Habits::default(),
            seed: [0; 16],
            reading: Reading::default(),
            text: None,
            ended: false,
            given: None,
            handed_over: false,
            submitted: None,
            is_begun: false,
            area: Rect::default(),
        }
    }

    fn changed(&mut self, row: W::Row, desk: &mut Desk<'_>) {
        self.is_begun = true;
        self.draft.mistake.take_if(|(of, _)| *of == row);
        self.its.changed(row, &mut self.draft, desk);
    }

    /// Says under the row that has the keys why it did not take what was typed or pasted.
    fn refused(&mut self, problem: &FieldProblem) {
        self.draft.mistake = self.draft.form.here().map(|row| (row, problem.to_string()));
    }

    /// Writes the text of what was entered, and shows it to be read; or says what is missing, in its row.
    fn write(&mut self, desk: &mut Desk<'_>) -> Did {
        let Some(signer) = &self.signer else { return Did::Refuse(Refusal::NotNow(NO_OPERATOR.to_owned())) };
        let hand = Hand { signer, now: desk.now, seed: self.seed };
        match self.its.write(&self.draft, hand, desk) {
            Ok(whole) => {
                let doubts = self.its.reason(&self.draft).map(|reason| self.habits.doubts(&reason, None)).unwrap_or_default();
                self.text = Some(Box::new(whole.with_remarks(doubted::before(&doubts))));
                self.draft.mistake = None;
            }
            Err(NotWritten::Refused(refusal)) => return Did::Refuse(refusal),
            Err(NotWritten::Lack(lack)) => {
                self.ended = self.its.in_flight() > 0;
                if !self.ended {
                    self.draft.form.go_to(lack.0);
                }
                self.draft.mistake = Some(lack);
            }
        }
        Did::Divided
    }

    /// The text, read whole, to be signed.
    fn unsigned(&self, now: Timestamp) -> Result<Unsigned, Refusal> {
        if let Some(order) = &self.submitted {
            return Err(Refusal::NotNow(whole::submitted(W::WHAT, &order.gate(Kind::Critical))));
        }
        if self.handed_over {
            return Err(Refusal::NotNow(ON_ITS_WAY.to_owned()));
        }
        let none = || {
            let what = W::WHAT;
            Refusal::NotNow(format!("Fill the form in to its last row first; then the whole {what} is shown."))
        };
        let read = self.text.as_ref().ok_or_else(none)?.reviewed(now)?;
        self.its.may_sign(read.text())?;
        Ok(W::unsigned(read))
    }

    /// Begins with an empty form, under an id of its own (F36); after something was signed nothing stays of what it was about.
    fn begin_anew(&mut self) {
        if self.handed_over {
            self.its.begin_anew(&mut self.draft)
        } else {
            self.its.empty(&mut self.draft)
        }
        self.seed.iter_mut().for_each(|octet| *octet = octet.wrapping_mul(31).wrapping_add(17));
        (self.draft.mistake, self.text, self.submitted) = (None, None, None);
        (self.is_begun, self.ended, self.handed_over) = (false, false, false);
        self.reading = Reading::default();
    }

    /// The form above, what would come of it below: at least a third of the area, however many rows the form has.
    fn parts(&self, area: Rect) -> (Rect, Rect) {
        let head = u16::from(self.its.head().is_some());
        let most = (area.height - area.height / 3).saturating_sub(head);
        let mistake = self.draft.mistake.as_ref().map(|(_, why)| why.as_str());
        let height = (head + self.draft.form.height(mistake, area, most)).min(area.height);
        (Rect { height, ..area }, Rect { y: area.y + height, height: area.height - height, ..area })
    }

    fn outcome(&self) -> Linked {
        self.its.outcome(&self.draft)
    }

    fn paint_form(&self, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let head = self.its.head();
        let above = area.height.min(u16::from(head.is_some()));
        if let Some(head) = head {
            detail::paint(&[head], 0, theme, Rect { height: above, ..area }, buffer);
        }
        let mistake = self.draft.mistake.as_ref().map(|(row, why)| (*row, why.as_str()));
        let form = Rect { y: area.y + above, height: area.height - above, ..area };
        self.draft.form.paint(mistake, theme, form, buffer)
    }
}

impl<W: Writes> Screen for Writing<W> {
    fn title(&self) -> String {
        self.its.title()
    }

    fn absence(&self) -> Option<Absence<'_>> {
        self.its.absence()
    }

    fn freshness(&self) -> Freshness<'_> {
        self.its.freshness()
    }

    fn open(&mut self, desk: &mut Desk<'_>) {
        self.draft.now = desk.now;
        if self.submitted.is_some() {
            self.begin_anew();
        }
        self.its.open(&mut self.draft, desk);
    }

    fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.its.refresh(desk);
    }

    fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.its.give_up(desk);
    }

    fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        let mine = self.its.answer(request, answer, &mut self.draft, desk);
        if mine && self.ended && self.its.in_flight() == 0 {
            self.ended = false;
            self.write(desk);
        }
        mine
    }

    fn fit(&mut self, now: Timestamp, body: Rect, desk: &mut Desk<'_>) {
        let moved = self.area != body;
        (self.draft.now, self.area) = (now, body);
        self.reading.fit(self.parts(body).1);
        if moved && self.text.is_some() {
            desk.wake(Timer::Reading, REST);
        }
    }

    fn woken(&mut self, desk: &mut Desk<'_>) {
        self.draft.now = desk.now;
        if self.text.is_none() {
            self.its.rested(&mut self.draft, desk);
        }
    }

    fn rested(&mut self, covered: u16, desk: &mut Desk<'_>) {
        if let Some(whole) = &mut self.text {
            whole.look(Open { area: self.area, covered }, desk);
        }
    }

    fn in_flight(&self) -> usize {
        self.its.in_flight()
    }

    fn turn(&mut self, action: Action, now: Timestamp, body: Rect, desk: &mut Desk<'_>) {
        (self.draft.now, self.area) = (now, body);
        if let Some(whole) = &mut self.text {
            return whole.turn(action, body, desk);
        }
        self.reading.fit(self.parts(body).1);
        self.reading.turn(&self.outcome(), action);
    }

    fn take_alarm(&mut self) -> Option<Alarm> {
        self.its.take_alarm()
    }

    fn step_back(&mut self) -> bool {
        let stepped = self.text.take().is_some();
        if self.handed_over {
            self.begin_anew();
        }
        stepped
    }

    fn subject(&self) -> Option<String> {
        self.its.subject(&self.draft)
    }

    fn subject_sheet(&self) -> Option<Sheet> {
        self.its.subject_sheet()
    }

    fn subject_is_loaded(&self) -> bool {
        self.its.subject_is_loaded()
    }

    fn weighs(&mut self, habits: &Habits) {
        self.habits = habits.clone();
    }

    fn signs_as(&mut self, signer: Option<&Signer>) {
        self.signer = signer.cloned();
    }

    fn handed_over(&mut self) {
        self.handed_over = true;
    }

    fn not_done(&mut self, sha256: Digest) {
        self.handed_over &= self.given != Some(sha256);
    }

    fn done(&mut self, sha256: Digest, receipt: &Receipt) {
        if self.handed_over && self.given == Some(sha256) {
            self.submitted = Some(receipt.subject.clone());
        }
    }

    fn loses(&self, action: Action) -> Option<String> {
        let lost = matches!(action, Action::Quit | Action::FormAnew) && self.is_begun && !self.handed_over;
        lost.then(|| format!("{}: what was filled in is kept nowhere else.", self.title()))
    }

    fn open_selected(&self) -> Did {
        let page = self.submitted.as_ref().and_then(|name| self.its.page_of(name.octets()));
        page.map_or(Did::Nothing, Did::Go)
    }

    fn receipt(&self, receipt: &Receipt) -> Did {
        if self.handed_over { self.its.receipt(receipt) } else { Did::Nothing }
    }

    fn seeded(&mut self, seed: [u8; 16]) {
        self.seed = seed;
    }

    fn is_typing(&self, _now: Timestamp) -> bool {
        self.text.is_none()
    }

    fn is_unread(&self) -> bool {
        self.text.as_ref().map_or_else(|| self.reading.has_more(&self.outcome()), |whole| whole.is_unread())
    }

    fn typed(&mut self, key: Key, desk: &mut Desk<'_>) -> Option<Did> {
        if self.text.is_some() {
            return None;
        }
        let typed = self.draft.form.typed(key)?;
        (self.draft.now, self.ended) = (desk.now, false);
        match typed {
            Typed::Nothing => return Some(Did::Nothing),
            Typed::Changed(row) => self.changed(row, desk),
            Typed::Left(row) => self.its.left(row, &mut self.draft, desk),
            Typed::Ended => return Some(self.write(desk)),
            Typed::Refused(problem) => self.refused(&problem),
        }
        Some(Did::Divided)
    }

    fn pasted(&mut self, text: &str, desk: &mut Desk<'_>) -> Option<Result<(), Refusal>> {
        if self.text.is_some() {
            return None;
        }
        (self.draft.now, self.ended) = (desk.now, false);
        match (self.draft.form.pasted(text), self.draft.form.here()) {
            (Ok(row), _) => self.changed(row, desk),
            (Err(Refusal::Field(problem)), Some(_)) => self.refused(&problem),
            (Err(refusal), _) => return Some(Err(refusal)),
        }
        Some(Ok(()))
    }

    fn allowed(&self, action: Action) -> Result<(), Refusal> {
        match action {
            action if action == W::SIGNS => self.unsigned(self.draft.now).map(drop),
            Action::FormAnew if self.is_begun || self.handed_over => Ok(()),
            Action::FormAnew => Err(Refusal::NotNow("Nothing was filled in yet.".to_owned())),
            Action::NextPart | Action::PriorPart => Err(Refusal::NoParts),
            other => Err(Refusal::NotHere(other.spec().scope)),
        }
    }

    fn perform(&mut self, action: Action, desk: &mut Desk<'_>) -> Did {
        if action == Action::FormAnew {
            self.begin_anew();
            self.its.open(&mut self.draft, desk);
            return Did::Divided;
        }
        if action != W::SIGNS {
            return Did::Nothing;
        }
        let unsigned = match self.unsigned(desk.now) {
            Ok(unsigned) => unsigned,
            Err(refusal) => return Did::Refuse(refusal),
        };
        self.given = Some(unsigned.sha256());
        if W::IS_NOTED {
            let what = format!("read to its end on {}x{}", self.area.width, self.area.height);
            desk.note(Looked::review(self.title(), unsigned.sha256(), what));
        }
        Did::Sign(Box::new(unsigned))
    }

    fn paint(&self, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        if let Some(whole) = &self.text {
            let submitted = self.submitted.as_ref().map(|order| whole::submitted(W::WHAT, &order.gate(Kind::Critical)));
            let after = submitted.as_deref().or(self.handed_over.then_some(HANDED_OVER));
            return whole.paint(after, now, theme, area, buffer);
        }
        let (form, below) = self.parts(area);
        let cursor = self.paint_form(theme, form, buffer);
        let _ = self.reading.paint(&self.outcome(), theme, below, buffer);
        cursor
    }
}
