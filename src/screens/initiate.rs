//! A new order that moves ITMOs: a form, what would come of it, then its whole text, which is read before it is signed (F09, F36).
//! Nothing of it is lost by leaving: the form stands as it was left until the order is signed. Nothing is sent before that.
//! Must not know: where keys are, or what the registry does with an order.

mod draft;
mod form;
mod known;
mod view;

use super::{
    linked::{Linked, Reading},
    screen::{Absence, Did, Freshness, Screen},
    whole::{self, REST, Whole},
};
use crate::{
    app::{Action, Desk, Key, RequestId, Signer, Timer, why::Refusal},
    domain::{AccountId, BlockRange},
    evidence::order::OrderText,
    registry::{Problem, Receipt, Reply, Unsigned, book::OrderId},
    text::{Kind, Shown},
    ui::Theme,
};
use draft::{Hand, Lack};
use form::{Form, Row, Typed};
use jiff::Timestamp;
use known::Known;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};
use std::time::Duration;

/// Typing rests so long before the checks are asked: nobody waits for an answer about half a number.
const STILL: Duration = Duration::from_millis(250);

/// State of the screen.
#[derive(Debug)]
pub struct Initiate {
    from: AccountId,
    supersedes: Option<OrderId>,
    signer: Option<Signer>,
    seed: [u8; 16],
    form: Form,
    known: Known,
    mistake: Option<Lack>,
    reading: Reading,
    /// The whole text, once the form is complete and while it is read.
    text: Option<Box<Whole<OrderText>>>,
    /// Whether the order is to be written as soon as everything it depends on is here.
    ended: bool,
    /// Whether that text was handed over to be signed. It stays, so that a wrong passphrase loses nothing.
    handed_over: bool,
    /// The registry's number of the order, once it was submitted: then it is not signed again.
    submitted: Option<Shown>,
    now: Timestamp,
    area: Rect,
}

impl Initiate {
    /// A new order from an account: about ITMOs that were marked, or in the place of an earlier order.
    pub fn of(from: AccountId, marked: &[BlockRange], supersedes: Option<OrderId>) -> Self {
        Self {
            from,
            supersedes,
            signer: None,
            seed: [0; 16],
            form: Form::new(marked),
            known: Known::default(),
            mistake: None,
            reading: Reading::default(),
            text: None,
            ended: false,
            handed_over: false,
            submitted: None,
            now: Timestamp::UNIX_EPOCH,
            area: Rect::default(),
        }
    }

    /// Asks for what follows from what was typed: the other account, the authorizations, then the checks.
    fn follow(&mut self, desk: &mut Desk<'_>) {
        let own = draft::roster(&self.known).ok().map(|roster| roster.roster().registry);
        let elsewhere =
            self.form.rows().contains(&Row::Registry) && own.is_none_or(|own| self.form.text(Row::Registry) != own.to_string());
        let to = if elsewhere { None } else { self.form.text(Row::Account).parse().ok() };
        self.known.ask_to(to, desk);
        let papers = draft::units(&self.form, &self.known)
            .map_or_else(|_| Vec::new(), |(_, blocks)| blocks.iter().map(|block| block.authorization.clone()).collect());
        self.known.ask_authorizations(papers.into_iter(), desk);
        let body = draft::movement(&self.form, &self.known, &self.from).ok();
        self.known.ask_checks(body.map(|moved| crate::evidence::order::Body::Movement(Box::new(moved))), desk);
    }

    /// Writes the order of what was typed, and shows it to be read; or says what is missing, in its row.
    fn write(&mut self, desk: &mut Desk<'_>) -> Did {
        let Some(signer) = &self.signer else {
            let none = "This profile names no operator, so nobody can sign here. Enrol a key and name it in the configuration.";
            return Did::Refuse(Refusal::NotNow(none.to_owned()));
        };
        let order = draft::superseded(&self.known, self.supersedes).and_then(|supersedes| {
            let hand = Hand { signer, now: desk.now, seed: self.seed, supersedes };
            draft::order(&self.form, &self.known, &self.from, hand)
        });
        match order {
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

    /// The order, read whole, to be signed.
    fn unsigned(&self, now: Timestamp) -> Result<Unsigned, Refusal> {
        if let Some(order) = &self.submitted {
            return Err(Refusal::NotNow(whole::submitted(order)));
        }
        let none = || Refusal::NotNow("Fill the form in to its last row first; then the whole order is shown.".to_owned());
        self.text.as_ref().ok_or_else(none)?.unsigned(now)
    }

    fn outcome(&self) -> Linked {
        view::outcome(self, self.now)
    }

    /// The form above, what would come of it below.
    fn parts(&self, area: Rect) -> (Rect, Rect) {
        let height = view::form_height(self).min(area.height);
        let below = Rect { y: area.y + height, height: area.height - height, ..area };
        (Rect { height, ..area }, below)
    }
}

impl Screen for Initiate {
    fn title(&self) -> String {
        format!("New order from {}", self.from)
    }

    fn absence(&self) -> Option<Absence<'_>> {
        Absence::of_value(&self.known.account, || format!("account {}", self.from))
    }

    fn freshness(&self) -> Freshness<'_> {
        Freshness::of_value(&self.known.account)
    }

    fn open(&mut self, desk: &mut Desk<'_>) {
        self.known.forget_failed();
        if self.known.is_missing() {
            self.known.ask(&self.from, desk);
        }
        self.known.ask_beside(self.supersedes, desk);
        self.follow(desk);
    }

    fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.known.forget_failed();
        self.known.ask(&self.from, desk);
        self.known.ask_beside(self.supersedes, desk);
    }

    fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.known.give_up(desk);
    }

    fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        let mine = self.known.answer(request, answer, desk);
        if mine {
            self.follow(desk);
            self.mistake = self.mistake.take().and_then(|(row, _)| view::lack_of(self, row));
            if self.ended && self.known.in_flight() == 0 {
                self.ended = false;
                self.write(desk);
            }
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
        match &mut self.text {
            Some(whole) => whole.look(self.area, desk),
            None => self.follow(desk),
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
            (self.form, self.supersedes) = (Form::new(&[]), None);
            self.seed.iter_mut().for_each(|octet| *octet = octet.wrapping_mul(31).wrapping_add(17));
        }
        self.text.take().is_some()
    }

    fn subject(&self) -> Option<String> {
        Some(self.from.to_string())
    }

    fn subject_sheet(&self) -> Option<crate::registry::sheet::Sheet> {
        Some(crate::registry::sheet::Sheet::Accounts)
    }

    fn subject_is_loaded(&self) -> bool {
        self.known.account.value().is_some()
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
        let typed = self.form.typed(key)?;
        Some(match typed {
            Typed::Nothing => Did::Nothing,
            Typed::Changed(row) => {
                self.ended = false;
                self.mistake = self.mistake.take().filter(|(of, _)| *of != row);
                desk.wake(Timer::Reading, STILL);
                Did::Divided
            }
            Typed::Left(row) => {
                if row == Row::Document {
                    self.known.ask_document(self.form.text(Row::Document), desk);
                }
                self.open(desk);
                let filled = !self.form.text(row).is_empty();
                self.mistake = if filled { view::lack_of(self, row) } else { None };
                Did::Divided
            }
            Typed::Ended => self.write(desk),
            Typed::Refused(problem) => Did::Refuse(problem.into()),
        })
    }

    fn pasted(&mut self, text: &str, desk: &mut Desk<'_>) -> Option<Result<(), Refusal>> {
        if self.text.is_some() {
            return None;
        }
        let pasted = self.form.pasted(text);
        desk.wake(Timer::Reading, STILL);
        Some(pasted.map(drop))
    }

    fn allowed(&self, action: Action) -> Result<(), Refusal> {
        match action {
            Action::InitiateSign => self.unsigned(self.now).map(drop),
            Action::NextPart | Action::PriorPart => Err(Refusal::NoParts),
            other => Err(Refusal::NotHere(other.spec().scope)),
        }
    }

    fn perform(&mut self, action: Action, desk: &mut Desk<'_>) -> Did {
        if action != Action::InitiateSign {
            return Did::Nothing;
        }
        match self.unsigned(desk.now) {
            Ok(unsigned) => Did::Sign(Box::new(unsigned)),
            Err(refusal) => Did::Refuse(refusal),
        }
    }

    fn paint(&self, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        if let Some(whole) = &self.text {
            let handed_over = "Handed over to be signed; going back begins an empty order (F36).".to_owned();
            let after = self.submitted.as_ref().map(whole::submitted).or(self.handed_over.then_some(handed_over));
            return whole.paint(after.as_deref(), now, theme, area, buffer);
        }
        let (form, below) = self.parts(area);
        let cursor = view::form(self, theme, form, buffer);
        let _ = self.reading.paint(&self.outcome(), theme, below, buffer);
        cursor
    }
}
