//! How a case is resolved: a proposal is written, read whole and signed; another person reads it, after typing values again, and signs theirs.
//! The same page does both, by what waits: whoever opens it can't choose to be the second person of their own proposal (F01).
//! Must not know: where keys are, or what the registry does with a text.

mod asks;
pub(crate) mod course;
pub(crate) mod draft;
mod view;

use super::{
    dossier::{Dossier, Verified},
    review::sight::{Open, Sheet},
    screen::{Absence, Alarm, Did, Freshness, Screen},
    scroll::Scroll,
    under::Under,
    whole::REST,
    writing::NO_OPERATOR,
};
use crate::{
    app::{Action, Desk, Key, RequestId, Signer, Timer, looked::Looked, why::Refusal},
    domain::{
        Environment,
        case::{Case, CaseId, State},
    },
    evidence::{confirmation::ConfirmationKind, digest::Digest},
    registry::{Problem, Reply, traffic::IncidentKind},
    text::number::counted,
    ui::Theme,
};
use course::Course;
use jiff::{SignedDuration, Timestamp};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};
use std::time::Duration;

/// How long nobody tries again whose typing did not match (F08).
const COOLING: SignedDuration = SignedDuration::from_mins(15);

/// State of the screen.
#[derive(Debug)]
pub struct ResolvePage {
    dossier: Dossier,
    signer: Option<Signer>,
    environment: Option<Environment>,
    /// Until when the signer may not try again.
    cooling: Option<Timestamp>,
    /// Why nothing can be resolved; `None` as long as something can, or nothing is here yet.
    barrier: Option<String>,
    course: Option<Box<Course>>,
    /// The text that was given to be signed last, and whether it is on its way.
    given: Option<Digest>,
    handed_over: bool,
    page: Under,
    now: Timestamp,
    alarm: Option<Alarm>,
}

impl ResolvePage {
    /// The resolution of a case, not asked for yet.
    pub fn of(id: CaseId) -> Self {
        Self {
            dossier: Dossier::of(id),
            signer: None,
            environment: None,
            cooling: None,
            barrier: None,
            course: None,
            given: None,
            handed_over: false,
            page: Under::default(),
            now: Timestamp::UNIX_EPOCH,
            alarm: None,
        }
    }

    /// Told before it is shown: the profile's environment, and until when a review of this case is over for the signer (F08).
    pub fn brief(&mut self, environment: Option<Environment>, cooling: impl Fn(&str) -> Option<Timestamp>) {
        self.environment = environment;
        self.cooling = cooling(&self.dossier.id().to_string());
    }

    /// Judges what is here, and begins when everything holds. What is under way goes on with the case it began with.
    fn judge(&mut self, desk: &mut Desk<'_>) {
        self.now = desk.now;
        let Some(verified) = self.dossier.verified(desk.now) else { return };
        let Some(case) = self.dossier.case().value().map(|full| full.case.clone()) else { return };
        let begun = match verified {
            Err(doubt) => {
                if doubt.is_alarm() && self.barrier.is_none() {
                    self.alarm = Some(Alarm {
                        kind: IncidentKind::Altered,
                        thing: "case",
                        about: case.id.to_string(),
                        what: doubt.to_string(),
                        until: None,
                        evidence: None,
                    });
                }
                Err(format!("{doubt}."))
            }
            Ok(verified) => self.begun(case, verified, desk.now),
        };
        match begun {
            Ok(course) => {
                self.barrier = None;
                self.course = Some(Box::new(course));
                self.page.scroll = Scroll::default();
            }
            Err(why) => self.barrier = Some(why).filter(|why| !why.is_empty()),
        }
        desk.wake(Timer::Reading, REST);
    }

    /// The course that begins; an empty reason when the one under way goes on.
    fn begun(&self, case: Case, verified: Verified, now: Timestamp) -> Result<Course, String> {
        let signer = self.signer.as_ref().ok_or_else(|| NO_OPERATOR.to_owned())?;
        if let Some(until) = self.cooling.filter(|until| *until > now) {
            let until = crate::text::time::full(until);
            return Err(format!("What was typed did not match too often. It can be reviewed here again from {until} on (F08)."));
        }
        if self.environment.is_some_and(|ours| ours != verified.roster.roster().environment) {
            return Err("The registry's roster is for another environment than the profile (T33).".to_owned());
        }
        if let Some(course) = &self.course {
            let same = course.case.state == case.state && course.case.found == case.found;
            return Err(if same { String::new() } else { self.after(&case.state) });
        }
        match &case.state {
            State::Closed(_) => Err("The case is closed.".to_owned()),
            State::Proposed(_) => {
                let resolved =
                    verified.resolution.clone().ok_or_else(|| "The registry shows no signed resolution.".to_owned())?;
                let may = verified.may_confirm(signer, now).unwrap_or(Ok(()));
                Ok(Course::others(case, verified, &resolved, may))
            }
            _ if case.owner.is_none() => Err("Nobody owns the case. Take it first.".to_owned()),
            _ => match verified.may_propose(signer, now) {
                Ok(()) => Ok(Course::own(case, verified)),
                Err(why) => Err(format!("You may not propose a resolution: {why} ({}).", why.rule())),
            },
        }
    }

    /// Why what was under way does not go on: what was signed here has reached the registry, or somebody else was quicker.
    fn after(&self, state: &State) -> String {
        match state {
            State::Proposed(proposal) if self.handed_over => {
                format!("It waits for {} more: go back to the case.", counted(proposal.missing() as u64, "person"))
            }
            State::Agreed(_) if self.handed_over => {
                "Enough persons agree. The next run must find that the difference is gone.".to_owned()
            }
            State::Closed(_) if self.handed_over => "The case is closed: go back to it.".to_owned(),
            // A freeze was lifted, or the proposal declined.
            _ if self.handed_over => "The case stays open: go back to it.".to_owned(),
            _ => "The case has changed since. Go back and read it again.".to_owned(),
        }
    }

    /// Lines that always stand on top.
    fn top(&self) -> u16 {
        self.course.as_ref().filter(|_| self.barrier.is_none()).map_or(0, |course| course.top())
    }

    fn sheet(&self) -> Sheet {
        match (&self.barrier, &self.course) {
            (Some(why), _) => view::barred(self.handed_over, why),
            (None, Some(course)) => view::of(course),
            (None, None) => Sheet { items: Vec::new(), text: 0..0 },
        }
    }

    fn look(&mut self, covered: u16, desk: &mut Desk<'_>) {
        let page = self.page;
        let open = Open { area: page.page(self.top()), covered };
        let sheet = self.sheet();
        let (Some(course), None) = (&mut self.course, &self.barrier) else { return };
        course.look(&sheet, page.scroll, open, desk.now);
        // Seconds are counted only while somebody waits for them.
        if course.text().is_some() && course.lacks(desk.now).is_some() {
            desk.wake(Timer::Reading, Duration::from_secs(1));
        }
    }

    fn under_way(&self) -> Result<&Course, Refusal> {
        match (&self.barrier, &self.course) {
            (Some(why), _) => Err(Refusal::NotNow(why.clone())),
            (None, Some(course)) => Ok(course),
            (None, None) => Err(Refusal::NotLoaded),
        }
    }

    /// What was typed did not match too often: it is over, and told.
    fn fail(&mut self, desk: &mut Desk<'_>) {
        let id = self.dossier.id().to_string();
        let what = "What was typed again did not match three times. The resolution is not what the second person has on paper, or somebody guesses (F08)";
        let digest = self.dossier.verified(desk.now).and_then(Result::ok).and_then(|verified| verified.resolution);
        let digest = digest.map_or_else(Digest::default, |resolved| resolved.text.text.sha256());
        if let Some(blind) = self.course.as_deref().and_then(Course::failed) {
            desk.note_mismatch(id.clone(), digest, blind);
        }
        self.cooling = desk.now.checked_add(COOLING).ok();
        self.alarm = Some(Alarm {
            kind: IncidentKind::Retyped,
            thing: "case",
            about: id,
            what: what.to_owned(),
            until: self.cooling,
            evidence: None,
        });
        self.course = None;
        self.judge(desk);
    }
}

impl Screen for ResolvePage {
    fn title(&self) -> String {
        format!("Resolution of case {}", self.dossier.id())
    }

    fn absence(&self) -> Option<Absence<'_>> {
        if self.course.is_some() || self.barrier.is_some() {
            return None;
        }
        let waiting = || Absence::Waiting(format!("case {}, the roster and the policy", self.dossier.id()));
        Some(self.dossier.case().problem().map_or_else(waiting, Absence::Trouble))
    }

    fn freshness(&self) -> Freshness<'_> {
        Freshness::of_value(self.dossier.case())
    }

    fn open(&mut self, desk: &mut Desk<'_>) {
        if self.dossier.is_missing() { self.refresh(desk) } else { self.judge(desk) }
    }

    fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.dossier.ask(desk);
    }

    fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.dossier.give_up(desk);
    }

    fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        let mine = self.dossier.answer(request, answer, desk);
        if mine {
            self.judge(desk);
        }
        mine || self.course.as_mut().is_some_and(|course| course.document_came(request, answer, desk))
    }

    fn fit(&mut self, now: Timestamp, body: Rect, desk: &mut Desk<'_>) {
        self.now = now;
        if self.page.fit(body) && self.course.is_some() {
            desk.wake(Timer::Reading, REST);
        }
    }

    fn woken(&mut self, desk: &mut Desk<'_>) {
        self.now = desk.now;
    }

    fn rested(&mut self, covered: u16, desk: &mut Desk<'_>) {
        self.look(covered, desk);
    }

    fn in_flight(&self) -> usize {
        self.dossier.in_flight()
    }

    fn turn(&mut self, action: Action, now: Timestamp, body: Rect, desk: &mut Desk<'_>) {
        self.now = now;
        let (sheet, top) = (self.sheet(), self.top());
        self.page.turn(action, body, (&sheet.items, top), desk);
    }

    fn handed_over(&mut self) {
        self.handed_over = true;
    }

    fn not_done(&mut self, sha256: Digest) {
        self.handed_over &= self.given != Some(sha256);
    }

    fn loses(&self, action: Action) -> Option<String> {
        self.course.as_ref().filter(|_| !self.handed_over)?.loses(action)
    }

    fn step_back(&mut self) -> bool {
        let stepped = self.course.as_mut().is_some_and(|course| course.step_back());
        if stepped {
            self.page.scroll = Scroll::default();
        }
        stepped
    }

    fn subject(&self) -> Option<String> {
        Some(self.dossier.id().to_string())
    }

    fn subject_is_loaded(&self) -> bool {
        self.course.is_some()
    }

    fn signs_as(&mut self, signer: Option<&Signer>) {
        self.signer = signer.cloned();
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
        let signer = self.signer.clone()?;
        let (Some(course), None) = (&mut self.course, &self.barrier) else { return None };
        let typed = course.typed(key, &signer, self.page.area, desk)?;
        if course.failed().is_some() {
            self.fail(desk);
        }
        if matches!(typed, Did::Divided) {
            self.page.begin(desk);
        }
        Some(typed)
    }

    fn pasted(&mut self, text: &str, _desk: &mut Desk<'_>) -> Option<Result<(), Refusal>> {
        self.course.as_mut().filter(|_| self.barrier.is_none())?.entry.as_mut().map(|entry| entry.pasted(text))
    }

    fn allowed(&self, action: Action) -> Result<(), Refusal> {
        let course = self.under_way()?;
        match action {
            Action::ResolveConfirm => course.may_say(ConfirmationKind::Confirm, self.now),
            Action::ResolveDecline => course.may_say(ConfirmationKind::Decline, self.now),
            Action::ResolveSign => course.unsigned(self.now).map(drop),
            Action::NextPart | Action::PriorPart => Err(Refusal::NoParts),
            other => Err(Refusal::NotHere(other.spec().scope)),
        }
    }

    fn perform(&mut self, action: Action, desk: &mut Desk<'_>) -> Did {
        self.now = desk.now;
        let Some(course) = &mut self.course else { return Did::Nothing };
        match action {
            Action::ResolveConfirm => course.ask_why(ConfirmationKind::Confirm),
            Action::ResolveDecline => course.ask_why(ConfirmationKind::Decline),
            Action::ResolveSign => {
                return course.unsigned(desk.now).map_or_else(Did::Refuse, |text| {
                    let what = format!("read to its end on {}x{}", self.page.area.width, self.page.area.height);
                    desk.note(Looked::review(self.dossier.id().to_string(), text.sha256(), what));
                    self.given = Some(text.sha256());
                    Did::Sign(Box::new(text))
                });
            }
            _ => return Did::Nothing,
        }
        desk.wake(Timer::Reading, REST);
        Did::Divided
    }

    fn paint(&self, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let (top, at) = self.page.paint((&self.sheet().items, self.top()), theme, area, buffer);
        match (&self.barrier, &self.course) {
            (None, Some(course)) => view::top(course, now, theme, top, buffer).or(at),
            _ => at,
        }
    }
}
