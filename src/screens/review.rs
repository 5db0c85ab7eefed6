//! The review of an order before it is approved: values typed again first, then the exact text, then a statement that is signed (F05, F07, F09).
//! Nothing of the text is painted before it was verified here and every value was typed again; nothing is signed that was not on the screen.
//! Must not know: where keys are, or what the registry does with a statement.

mod about;
mod admission;
mod against;
mod alarming;
mod asked;
pub(in crate::screens) mod asks;
mod barrier;
mod call;
mod checked;
mod course;
mod denied;
pub(in crate::screens) mod fresh;
mod page;
mod rekey;
pub(in crate::screens) mod sight;
pub(in crate::screens) mod spoken;

use super::{
    Place,
    case::{CaseFile, Judged},
    screen::{Absence, Alarm, Did, Freshness, Screen},
    scroll::Scroll,
    under::Under,
    whole::REST,
};
use crate::{
    app::{Action, Desk, Habits, Key, RequestId, Signer, Timer, why::Refusal},
    domain::Environment,
    evidence::statement::StatementKind,
    registry::{Problem, Reply, book::OrderId},
    ui::Theme,
};
use about::About;
use asked::Asked;
use barrier::Barrier;
use course::Course;
use jiff::Timestamp;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};
use sight::Open;
use spoken::Spoken;
use std::time::Duration;

/// State of the screen.
#[derive(Debug)]
pub struct ReviewPage {
    file: CaseFile,
    signer: Option<Signer>,
    environment: Option<Environment>,
    /// Until when the signer may not try again.
    cooling: Option<Timestamp>,
    seed: [u8; 16],
    habits: Habits,
    asked: Asked,
    /// The transfer it decides about, if it decides about one.
    about: Option<Box<About>>,
    /// Why there is no review; `None` as long as there is one, or nothing is here yet.
    barrier: Option<Barrier>,
    /// What the signer has said of the order already, and where it stands since.
    spoken: Option<Spoken>,
    course: Option<Box<Course>>,
    page: Under,
    now: Timestamp,
    alarm: Option<Alarm>,
    evidence: Option<String>,
}

impl ReviewPage {
    /// The review of an order, not asked for yet.
    pub fn of(id: OrderId) -> Self {
        Self {
            file: CaseFile::of(id),
            signer: None,
            environment: None,
            cooling: None,
            seed: [0; 16],
            habits: Habits::default(),
            asked: Asked::default(),
            about: None,
            barrier: None,
            spoken: None,
            course: None,
            page: Under::default(),
            now: Timestamp::UNIX_EPOCH,
            alarm: None,
            evidence: None,
        }
    }

    /// Told before it is shown: the profile's environment, and until when a review of this order is over for the signer (F08).
    pub fn brief(&mut self, environment: Option<Environment>, cooling: impl Fn(&str) -> Option<Timestamp>) {
        self.environment = environment;
        self.cooling = cooling(&self.file.id().to_string());
    }

    /// Judges what is here; begins the review when everything holds.
    fn judge(&mut self, desk: &mut Desk<'_>) {
        self.now = desk.now;
        let Some(judged) = self.file.judged(desk.now) else { return };
        let spoken = self.signer.as_ref().and_then(|signer| Spoken::of(&self.file, &judged, signer, desk.now));
        // Whoever took an approval back reviews the order anew.
        self.spoken = spoken.filter(|spoken| spoken.kind != StatementKind::WithdrawApproval);
        let judged = judged.map_err(|doubt| Barrier::of(&doubt, self.file.order().value().map(|order| &**order)));
        match judged.and_then(|judged| self.admitted(judged, desk.now)) {
            Ok(judged) if self.is_ready(&judged, desk) => match self.about.as_ref().and_then(|about| about.lie()) {
                Some(lie) => self.bar(Barrier::shown(lie)),
                None => self.go_on(judged, desk),
            },
            Ok(_) => {}
            Err(barrier) => self.bar(barrier),
        }
    }

    /// Lines that always stand on top.
    fn top(&self) -> u16 {
        self.course.as_ref().filter(|_| self.barrier.is_none()).map_or(0, |course| course.top())
    }

    /// What is on the screen now has been there for a moment.
    fn look(&mut self, covered: u16, desk: &mut Desk<'_>) {
        let page = self.page;
        let open = Open { area: page.page(self.top()), covered };
        let sheet = self.sheet();
        let (Some(course), None) = (&mut self.course, &self.barrier) else { return };
        course.against.is_awaited = self.asked.is_awaited();
        course.look(&sheet, page.scroll, open, desk.now);
        // Seconds are counted only while somebody waits for them; else the next thing that happens by itself is the order's end.
        let next = match course.dwells(desk.now) {
            true => Some(Duration::from_secs(1)),
            false => course.judged.standing(desk.now).expires.duration_since(desk.now).try_into().ok(),
        };
        if let Some(next) = next {
            desk.wake(Timer::Reading, next);
        }
    }

    /// What warns of the order may be another since an answer came: what was not on the screen yet is to be read (F09).
    fn weigh(&mut self) {
        let (Some(course), None) = (&mut self.course, &self.barrier) else { return };
        course.against.is_awaited = self.asked.is_awaited();
        if course.review.blind().is_over() {
            let sheet = page::reading(course, (&self.asked, self.about.as_deref()), self.file.id(), self.now);
            course.against.stands(&sheet);
        }
    }

    fn sheet(&self) -> sight::Sheet {
        match (&self.barrier, &self.course) {
            (Some(barrier), _) => page::barred(barrier, self.spoken.as_ref(), self.evidence.as_deref()),
            (None, Some(course)) => page::of(course, (&self.asked, self.about.as_deref()), (self.file.id(), self.now)),
            (None, None) => sight::Sheet { items: Vec::new(), text: 0..0 },
        }
    }

    /// The course, when nothing stands in the way.
    fn under_way(&self) -> Result<&Course, Refusal> {
        match (&self.barrier, &self.course) {
            (Some(barrier), _) => Err(barrier.refusal(self.now)),
            (None, Some(course)) => Ok(course),
            (None, None) => Err(Refusal::NotLoaded),
        }
    }

    /// What is signed, once both reviews are at their end.
    fn sign(&self, now: Timestamp) -> Did {
        let signed = self.under_way().and_then(|course| course.unsigned(self.file.id(), now));
        signed.map_or_else(Did::Refuse, |unsigned| Did::Sign(Box::new(unsigned)))
    }
}

impl Screen for ReviewPage {
    fn title(&self) -> String {
        format!("Review of order {}", self.file.id())
    }

    fn absence(&self) -> Option<Absence<'_>> {
        if self.course.is_some() || self.barrier.is_some() {
            return None;
        }
        let waiting = || Absence::Waiting(format!("order {}, the roster and the policy", self.file.id()));
        let about = || self.about.as_ref().and_then(|about| about.problem());
        Some(self.file.problem().or_else(about).map_or_else(waiting, Absence::Trouble))
    }

    fn freshness(&self) -> Freshness<'_> {
        Freshness::of_value(self.file.order())
    }

    fn open(&mut self, desk: &mut Desk<'_>) {
        if self.file.is_missing() { self.refresh(desk) } else { self.judge(desk) }
    }

    fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.file.ask(desk);
        if let Some(about) = &mut self.about {
            about.ask_missing(desk);
        }
        self.asked.again(self.course.as_ref().is_some_and(|course| course.review.blind().is_over()), desk);
    }

    fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.file.give_up(desk);
        self.asked.give_up(desk);
        if let Some(about) = &mut self.about {
            about.give_up(desk);
        }
    }

    fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        let mine = self.file.answer(request, answer, desk)
            || self.about.as_mut().is_some_and(|about| about.answer(request, answer, desk));
        let document = self.course.as_mut().is_some_and(|course| course.document_came(request, answer, desk));
        if mine {
            self.judge(desk);
        }
        let taken = mine || document || self.asked.take(request, answer, desk);
        if taken {
            self.weigh();
            // What came stands on the screen now, and counts as read where the reader is (F09).
            desk.wake(Timer::Reading, REST);
        }
        taken
    }

    fn fit(&mut self, now: Timestamp, body: Rect, desk: &mut Desk<'_>) {
        self.now = now;
        if self.page.fit(body) && self.course.is_some() {
            desk.wake(Timer::Reading, REST);
        }
    }

    fn woken(&mut self, desk: &mut Desk<'_>) {
        self.judge(desk);
    }

    fn rested(&mut self, covered: u16, desk: &mut Desk<'_>) {
        self.look(covered, desk);
    }

    fn in_flight(&self) -> usize {
        self.file.in_flight() + self.asked.in_flight() + self.about.as_ref().map_or(0, |about| about.in_flight())
    }

    fn turn(&mut self, action: Action, now: Timestamp, body: Rect, desk: &mut Desk<'_>) {
        self.now = now;
        let (sheet, top) = (self.sheet(), self.top());
        self.page.turn(action, body, (&sheet.items, top), desk);
    }

    fn step_back(&mut self) -> bool {
        let stepped = self.course.as_mut().is_some_and(|course| course.step_back());
        if stepped {
            self.page.scroll = Scroll::default();
        }
        stepped
    }

    /// Whoever releases it is told so (F19).
    fn short(&self, action: Action) -> &'static str {
        let releases = self.course.as_ref().is_some_and(|course| course.judged.agreeing(self.now) == StatementKind::Release);
        if releases && action == Action::ReviewApprove { "release" } else { action.spec().short }
    }

    fn subject(&self) -> Option<String> {
        Some(self.file.id().to_string())
    }

    fn subject_sheet(&self) -> Option<crate::registry::sheet::Sheet> {
        Some(crate::registry::sheet::Sheet::Orders)
    }

    fn subject_is_loaded(&self) -> bool {
        self.course.is_some() || self.barrier.is_some()
    }

    /// Where there is no review, the order's own page says where it stands.
    fn open_selected(&self) -> Did {
        self.barrier.as_ref().map_or(Did::Nothing, |_| Did::Go(Place::Order(self.file.id())))
    }

    fn weighs(&mut self, habits: &Habits) {
        self.habits = habits.clone();
    }

    fn signs_as(&mut self, signer: Option<&Signer>) {
        self.signer = signer.cloned();
    }

    fn seeded(&mut self, seed: [u8; 16]) {
        self.seed = seed;
    }

    fn has_evidence(&mut self, order: OrderId, place: &str) {
        self.evidence = (order == self.file.id()).then(|| place.to_owned()).or_else(|| self.evidence.take());
    }

    fn take_alarm(&mut self) -> Option<Alarm> {
        self.alarm.take()
    }

    fn is_typing(&self, _now: Timestamp) -> bool {
        self.barrier.is_none() && self.course.as_deref().is_some_and(Course::is_typing)
    }

    fn is_unread(&self) -> bool {
        self.under_way().is_ok_and(Course::is_unread)
    }

    fn typed(&mut self, key: Key, desk: &mut Desk<'_>) -> Option<Did> {
        self.now = desk.now;
        let signer = self.signer.clone()?;
        let (Some(course), None) = (&mut self.course, &self.barrier) else { return None };
        let agreed = course.has_agreed();
        let typed = course.typed(key, (&signer, &self.habits), (self.file.id(), self.page.area), desk)?;
        let (failed, wrong_words) = (course.review.blind().has_failed(), std::mem::take(&mut course.wrong_words));
        let calls = course.has_agreed() && !agreed;
        if failed {
            self.mistyped(desk);
        }
        if wrong_words {
            self.alarm = Some(alarming::wrong_words(self.file.id()));
        }
        if matches!(typed, Did::Divided) {
            self.ask_beside(desk);
            self.page.begin(desk);
        }
        // What ends the call stands where it is read next.
        if let Some(scroll) = calls.then(|| page::telephone(&self.sheet(), self.page.area.width)).flatten() {
            self.page.scroll = scroll;
            self.weigh();
        }
        Some(typed)
    }

    fn pasted(&mut self, text: &str, _desk: &mut Desk<'_>) -> Option<Result<(), Refusal>> {
        self.course.as_mut().filter(|_| self.barrier.is_none())?.pasted(text)
    }

    fn allowed(&self, action: Action) -> Result<(), Refusal> {
        let course = self.under_way()?;
        match action {
            // Taking risk away waits for nothing but the right to do it (F15).
            Action::ReviewReject => {
                course.may_reject()?;
                let signer = self.signer.as_ref().ok_or(Refusal::NotSignedIn)?;
                course
                    .judged
                    .may(StatementKind::Reject, signer, self.now)
                    .map_err(|why| Barrier::by(&why, Vec::new()).refusal(self.now))
            }
            Action::ReviewApprove => course.may_agree(self.now),
            Action::ReviewCall => course.may_call(),
            Action::ReviewDocument => course.may_compare(),
            Action::ReviewSign => course.unsigned(self.file.id(), self.now).map(drop),
            Action::NextPart | Action::PriorPart => Err(Refusal::NoParts),
            other => Err(Refusal::NotHere(other.spec().scope)),
        }
    }

    fn perform(&mut self, action: Action, desk: &mut Desk<'_>) -> Did {
        self.now = desk.now;
        if action == Action::ReviewSign {
            let did = self.sign(desk.now);
            if let (Did::Sign(_), Some(course)) = (&did, &self.course) {
                desk.note(course.looked(self.file.id(), self.page.area, desk.now));
            }
            return did;
        }
        let seed = self.seed;
        let Some(course) = &mut self.course else { return Did::Nothing };
        match action {
            Action::ReviewApprove => course.ask_reason(course.judged.agreeing(desk.now)),
            Action::ReviewReject => course.ask_reason(StatementKind::Reject),
            Action::ReviewCall => course.call(seed),
            Action::ReviewDocument => course.ask_document(),
            _ => return Did::Nothing,
        }
        desk.wake(Timer::Reading, REST);
        Did::Divided
    }

    fn paint(&self, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let (top, at) = self.page.paint((&self.sheet().items, self.top()), theme, area, buffer);
        match (&self.barrier, &self.course) {
            (None, Some(course)) => page::top(course, now, theme, top, buffer).or(at),
            _ => at,
        }
    }
}
