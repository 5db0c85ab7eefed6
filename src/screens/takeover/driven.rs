//! The comparison as the console drives it: what it asks for, which answers it takes, which keys it knows and why not.
//! A key in the form is typed; one while a proposal is read is a key like any other.
//! Must not know: what a comparison comes to, or how a proposal is written.

use super::{Course, Handing, Source, TakeOver};
use crate::{
    app::{Action, Desk, Key, KeyNames, RequestId, Signer, Timer, confirm::Intent, looked::Looked, pins::Known, why::Refusal},
    evidence::digest::Digest,
    registry::{Problem, Read, Receipt, Reply},
    screens::{
        form::Typed as Keyed,
        peers,
        screen::{Absence, Did, Freshness, Screen},
        whole::{Open, REST},
    },
    text::{Kind, Untrusted},
    ui::Theme,
};
use jiff::Timestamp;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

impl Screen for TakeOver {
    fn title(&self) -> String {
        match (&self.source, self.course.as_ref().map(Course::place)) {
            (Source::Peer(registry), None) => format!("What {registry} says of its own people"),
            (Source::Peer(registry), Some((at, all))) => format!("Proposal {at} of {all}, from what {registry} says"),
            (Source::File(_), None) => "A bundle of contacts, compared".to_owned(),
            (Source::File(_), Some((at, all))) => format!("Proposal {at} of {all}, from a bundle"),
        }
    }

    fn absence(&self) -> Option<Absence<'_>> {
        let what = || "the directory of contacts, the roster and the policy".to_owned();
        Absence::of_value(&self.contacts, what).or_else(|| self.rules.problem().map(Absence::Trouble))
    }

    fn freshness(&self) -> Freshness<'_> {
        Freshness::of_value(&self.contacts)
    }

    fn open(&mut self, desk: &mut Desk<'_>) {
        self.now = desk.now;
        if self.contacts.is_missing() || self.rules.is_missing() {
            self.refresh(desk);
        }
        self.reckon();
    }

    fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.contacts.ask(Read::Contacts, desk);
        self.bundles.ask(Read::ContactBundles, desk);
        self.rules.ask(desk);
        match &self.source {
            Source::Peer(registry) => self.answer.ask(Read::HeardContacts(*registry), desk),
            Source::File(path) => self.file.ask(Read::Bundle(path.clone()), desk),
        }
    }

    fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.contacts.give_up(desk);
        self.bundles.give_up(desk);
        self.answer.give_up(desk);
        self.file.give_up(desk);
        self.rules.give_up(desk);
    }

    fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        self.now = desk.now;
        let mine = self.contacts.answer(request, answer, desk.now)
            || self.bundles.answer(request, answer, desk.now)
            || self.answer.answer(request, answer, desk.now)
            || self.file.answer(request, answer, desk.now);
        if mine {
            self.reckon();
        }
        mine || self.rules.answer(request, answer, desk)
    }

    fn fit(&mut self, now: Timestamp, body: Rect, desk: &mut Desk<'_>) {
        let moved = self.area != body;
        (self.now, self.area) = (now, body);
        self.reading.fit(self.parts(body).1);
        if moved && self.course.is_some() {
            desk.wake(Timer::Reading, REST);
        }
    }

    fn woken(&mut self, desk: &mut Desk<'_>) {
        self.now = desk.now;
    }

    fn rested(&mut self, covered: u16, desk: &mut Desk<'_>) {
        if let Some(course) = &mut self.course {
            course.look(Open { area: self.area, covered }, desk);
        }
    }

    fn in_flight(&self) -> usize {
        let asking = [self.contacts.is_asking(), self.bundles.is_asking(), self.answer.is_asking(), self.file.is_asking()];
        asking.into_iter().filter(|asking| *asking).count() + self.rules.in_flight()
    }

    fn turn(&mut self, action: Action, now: Timestamp, body: Rect, desk: &mut Desk<'_>) {
        (self.now, self.area) = (now, body);
        if let Some(course) = &mut self.course {
            return course.turn(action, body, desk);
        }
        let page = self.page();
        self.reading.fit(self.parts(body).1);
        self.reading.turn(&page, action);
    }

    fn step_back(&mut self) -> bool {
        self.course.take().is_some()
    }

    fn subject(&self) -> Option<String> {
        match &self.source {
            Source::Peer(registry) => Some(registry.to_string()),
            Source::File(_) => self.comparison().map(|of| of.heard.taken.from.to_string()),
        }
    }

    fn subject_is_loaded(&self) -> bool {
        self.comparison().is_some()
    }

    fn open_selected(&self) -> Did {
        if self.course.is_some() { Did::Nothing } else { self.reading.follow(&self.page()) }
    }

    fn names(&mut self, key: &dyn Fn(Action) -> Option<String>) {
        self.keys = KeyNames::of(&[Action::TakeOverAsk], key);
    }

    fn signs_as(&mut self, signer: Option<&Signer>) {
        self.signer = signer.cloned();
    }

    fn knows(&mut self, known: &Known) {
        self.environment = known.environment;
    }

    fn handed_over(&mut self) {
        match std::mem::replace(&mut self.handing, Handing::Nothing) {
            Handing::Record => {
                self.recorded.over();
                self.course = self.next.take();
            }
            Handing::Sign => self.course.iter_mut().for_each(Course::handed_over),
            Handing::Nothing => {}
        }
    }

    fn not_done(&mut self, sha256: Digest) {
        self.recorded.not_done(sha256);
        self.course.iter_mut().for_each(|course| course.became(sha256, false));
    }

    fn done(&mut self, sha256: Digest, _receipt: &Receipt) {
        self.recorded.done(sha256);
        self.course.iter_mut().for_each(|course| course.became(sha256, true));
    }

    fn seeded(&mut self, seed: [u8; 16]) {
        self.seed = seed;
    }

    fn is_typing(&self, _now: Timestamp) -> bool {
        self.course.is_none() && !self.form.is_empty()
    }

    fn is_unread(&self) -> bool {
        self.course.as_ref().is_some_and(Course::is_unread)
    }

    fn typed(&mut self, key: Key, desk: &mut Desk<'_>) -> Option<Did> {
        if self.course.is_some() || self.form.is_empty() {
            return None;
        }
        self.now = desk.now;
        Some(match self.form.typed(key)? {
            Keyed::Nothing | Keyed::Left(_) => Did::Divided,
            Keyed::Changed(_) => {
                self.mistake = None;
                self.shape();
                Did::Divided
            }
            Keyed::Ended => self.write(desk),
            Keyed::Refused(problem) => Did::Refuse(problem.into()),
        })
    }

    fn pasted(&mut self, text: &str, _desk: &mut Desk<'_>) -> Option<Result<(), Refusal>> {
        (self.course.is_none() && !self.form.is_empty()).then(|| self.form.pasted(text).map(drop))
    }

    fn allowed(&self, action: Action) -> Result<(), Refusal> {
        match action {
            Action::TakeOverSign => self.unsigned(self.now).map(drop),
            Action::TakeOverRecord => {
                self.comparison().ok_or(Refusal::NotLoaded)?;
                if self.recorded.is_over() { Err(Refusal::NotNow("It is recorded already.".to_owned())) } else { Ok(()) }
            }
            Action::NextPart | Action::PriorPart => match &self.course {
                Some(course) => course.may_go(action == Action::NextPart),
                None => Ok(()),
            },
            other => Err(Refusal::NotHere(other.spec().scope)),
        }
    }

    fn intent(&self, action: Action, _follows: bool) -> Result<Intent, Refusal> {
        match &self.source {
            Source::Peer(registry) if action == Action::TakeOverAsk => {
                Ok(peers::question(*registry, Untrusted::new(registry.to_string()).gate(Kind::Prose)))
            }
            _ => Err(Refusal::NotNow("A bundle in a file is not asked for. Ask a counterpart on its own page.".to_owned())),
        }
    }

    fn perform(&mut self, action: Action, desk: &mut Desk<'_>) -> Did {
        match (action, &mut self.course) {
            (Action::NextPart | Action::PriorPart, Some(course)) => {
                course.go(action == Action::NextPart, desk);
                Did::Divided
            }
            (Action::NextPart | Action::PriorPart, None) => {
                let page = self.page();
                self.reading.part(&page, action == Action::NextPart);
                Did::Nothing
            }
            (Action::TakeOverRecord, _) => self.record(),
            (Action::TakeOverSign, _) => match self.unsigned(desk.now) {
                Ok(unsigned) => {
                    let what = format!("read to its end on {}x{}", self.area.width, self.area.height);
                    desk.note(Looked::review(self.title(), unsigned.sha256(), what));
                    self.handing = Handing::Sign;
                    self.course.iter_mut().for_each(|course| course.give(unsigned.sha256()));
                    Did::Sign(Box::new(unsigned))
                }
                Err(refusal) => Did::Refuse(refusal),
            },
            _ => Did::Nothing,
        }
    }

    fn paint(&self, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        if let Some(course) = &self.course {
            return course.paint(now, theme, area, buffer);
        }
        let (form, below) = self.parts(area);
        let mistake = self.mistake.as_ref().map(|(row, why)| (*row, why.as_str()));
        let cursor = if self.form.is_empty() { None } else { self.form.paint(mistake, theme, form, buffer) };
        let page = self.reading.paint(&self.page(), theme, below, buffer);
        cursor.or(page)
    }
}
