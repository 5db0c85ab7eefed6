//! What one person says about an order to take risk away: its initiator withdraws it, an approver takes an approval back, anyone with a
//! role stops it before it is carried out (F14, F15, F22). A reason, then the exact statement, then the signature; nothing else is asked.
//! Must not know: where keys are, or what the registry does with a statement.

mod page;

use super::{
    Place,
    case::{CaseFile, Judged},
    order::judged::sentence,
    prompt::{Prompt, Typed},
    review::{
        asks::Asks,
        sight::{Open, Sheet, Sight},
        spoken::Spoken,
    },
    say::{self, Said},
    screen::{Absence, Alarm, Did, Freshness, Screen},
    scroll::Scroll,
    under::Under,
    whole::REST,
};
use crate::{
    app::{Action, Desk, Habits, Key, RequestId, Signer, Timer, looked::Looked, why::Refusal},
    domain::reason::Doubtful,
    evidence::{
        digest::Digest,
        statement::{Checked, StatementKind, StatementText},
    },
    registry::{
        Problem, Reply, Review, Unsigned,
        book::{OrderId, OrderInFull},
        traffic::IncidentKind,
    },
    ui::Theme,
};
use jiff::Timestamp;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

/// What is found where the text is another one than when somebody began to speak about the order, as a clause.
const ANOTHER: &str = "the registry sends another text for this order than before (T02)";

/// State of the screen.
#[derive(Debug)]
pub struct Speak {
    file: CaseFile,
    kind: StatementKind,
    signer: Option<Signer>,
    /// The case, if the signer may say it; else why not, as a sentence. `None` until everything is here.
    judged: Option<Result<Box<Judged>, String>>,
    /// The digest of the order that somebody began to speak about: it stays that one (T02).
    begun: Option<Digest>,
    /// What was found that is an alarm, and the alarm until it was taken.
    found: Option<String>,
    alarm: Option<Alarm>,
    /// What the signer has said already, where nothing more can be said.
    spoken: Option<Spoken>,
    entry: Option<Prompt<Asks>>,
    statement: Option<Review<StatementText>>,
    habits: Habits,
    /// What is doubtful about the reason that was given.
    doubts: Vec<Doubtful>,
    sight: Sight,
    page: Under,
    now: Timestamp,
}

impl Speak {
    /// What is to be said about an order, not asked for yet.
    pub fn of(id: OrderId, kind: StatementKind) -> Self {
        Self {
            file: CaseFile::of(id),
            kind,
            signer: None,
            judged: None,
            begun: None,
            found: None,
            alarm: None,
            spoken: None,
            entry: Some(Prompt::new(Asks::Reason(kind))),
            statement: None,
            habits: Habits::default(),
            doubts: Vec::new(),
            sight: Sight::default(),
            page: Under::default(),
            now: Timestamp::UNIX_EPOCH,
        }
    }

    fn judge(&mut self, desk: &mut Desk<'_>) {
        self.now = desk.now;
        let Some(judged) = self.file.judged(desk.now) else { return };
        let spoken = self.signer.as_ref().and_then(|signer| Spoken::of(&self.file, &judged, signer, desk.now));
        let lie = match &judged {
            Ok(judged) => self.is_another(judged).then(|| ANOTHER.to_owned()),
            Err(doubt) => doubt.is_alarm().then(|| doubt.to_string()),
        };
        self.find(lie);
        let judged = judged.map_err(|doubt| format!("Nothing is said about this order here: {doubt}."));
        let admitted = judged.and_then(|judged| self.admitted(judged, desk.now));
        if let Ok(judged) = &admitted {
            self.begun = Some(judged.order.text.sha256());
        }
        self.spoken = spoken.filter(|spoken| admitted.is_err() && spoken.kind == self.kind);
        self.judged = Some(admitted);
        desk.wake(Timer::Reading, REST);
    }

    /// Whether the signer may say it, of the order that they began to speak about.
    fn admitted(&self, judged: Judged, now: Timestamp) -> Result<Box<Judged>, String> {
        let signer = self.signer.as_ref().ok_or_else(|| Refusal::NotSignedIn.to_string())?;
        if self.is_another(&judged) {
            return Err(format!("Nothing is said about this order here: {ANOTHER}."));
        }
        judged.may(self.kind, signer, now).map_err(|why| sentence(&why))?;
        Ok(Box::new(judged))
    }

    /// Whether it is another order than the one that somebody began to speak about.
    fn is_another(&self, judged: &Judged) -> bool {
        self.begun.is_some_and(|begun| begun != judged.order.text.sha256())
    }

    /// Raises an alarm once for what was found.
    fn find(&mut self, found: Option<String>) {
        if let Some(what) = found.clone().filter(|_| found != self.found) {
            self.alarm = Some(Alarm {
                kind: IncidentKind::Altered,
                thing: "order",
                about: self.file.id().to_string(),
                evidence: self.file.shown(&what),
                what,
                until: None,
            });
        }
        self.found = found;
    }

    /// The case, when nothing stands in the way.
    fn admits(&self) -> Result<&Judged, Refusal> {
        match &self.judged {
            Some(Ok(judged)) => Ok(judged),
            Some(Err(why)) => Err(Refusal::NotNow(why.clone())),
            None => Err(Refusal::NotLoaded),
        }
    }

    /// Makes the statement that was given a reason for, and shows it.
    fn said(&mut self, reason: &str, now: Timestamp) {
        let screen = (self.page.area.width, self.page.area.height);
        let made = match (&self.judged, &self.signer) {
            (Some(Ok(judged)), Some(by)) => {
                let order = judged.order.text.order();
                let initiator = (by.person != order.initiator).then(|| order.reason.as_str());
                self.doubts = self.habits.doubts(reason, initiator);
                let said = Said { kind: self.kind, by, checked: Checked::default(), screen, reason };
                say::statement(judged, &said, now).map_err(|why| why.to_string())
            }
            _ => return,
        };
        let review = made.and_then(|text| Review::of_statement(text, None).map_err(|why| why.to_string()));
        match review {
            Ok(review) => (self.statement, self.entry, self.sight) = (Some(review), None, Sight::default()),
            Err(why) => {
                if let Some(entry) = &mut self.entry {
                    entry.mistaken(why);
                }
            }
        }
    }

    /// What is to be signed.
    fn unsigned(&self, now: Timestamp) -> Result<Unsigned, Refusal> {
        self.admits()?;
        let none = || Refusal::NotNow("Say first why; the statement is shown then.".to_owned());
        let statement = self.statement.as_ref().ok_or_else(none)?;
        let text = statement.clone().finish(now).map_err(|(_, why)| Refusal::NotNow(why.to_string()))?;
        Ok(Unsigned::Statement { on: self.file.id(), text })
    }

    /// The order as the registry shows it.
    fn order(&self) -> Option<&OrderInFull> {
        self.file.order().value().map(|order| &**order)
    }

    /// Lines that always stand on top.
    fn top(&self) -> u16 {
        page::top_height(self)
    }

    fn sheet(&self) -> Sheet {
        page::of(self)
    }
}

impl Screen for Speak {
    fn title(&self) -> String {
        let id = self.file.id();
        match self.kind {
            StatementKind::Withdraw => format!("Withdraw order {id}"),
            StatementKind::WithdrawApproval => format!("Take back the approval of order {id}"),
            StatementKind::Stop => format!("Stop order {id}"),
            kind => format!("{} of order {id}", kind.word()),
        }
    }

    fn absence(&self) -> Option<Absence<'_>> {
        if self.judged.is_some() {
            return None;
        }
        let waiting = || Absence::Waiting(format!("order {}, the roster and the policy", self.file.id()));
        Some(self.file.problem().map_or_else(waiting, Absence::Trouble))
    }

    fn freshness(&self) -> Freshness<'_> {
        Freshness::of_value(self.file.order())
    }

    fn open(&mut self, desk: &mut Desk<'_>) {
        if self.file.is_missing() { self.refresh(desk) } else { self.judge(desk) }
    }

    fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.file.ask(desk);
    }

    fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.file.give_up(desk);
    }

    fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        let mine = self.file.answer(request, answer, desk);
        if mine {
            self.judge(desk);
        }
        mine
    }

    fn fit(&mut self, now: Timestamp, body: Rect, desk: &mut Desk<'_>) {
        self.now = now;
        if self.page.fit(body) {
            desk.wake(Timer::Reading, REST);
        }
    }

    fn woken(&mut self, desk: &mut Desk<'_>) {
        self.now = desk.now;
    }

    fn rested(&mut self, covered: u16, desk: &mut Desk<'_>) {
        let (open, sheet) = (Open { area: self.page.page(self.top()), covered }, self.sheet());
        if let (Some(statement), Some(Ok(_))) = (&mut self.statement, &self.judged) {
            self.sight.look(&sheet, self.page.scroll, open, (statement, desk.now));
        }
    }

    fn in_flight(&self) -> usize {
        self.file.in_flight()
    }

    fn turn(&mut self, action: Action, now: Timestamp, body: Rect, desk: &mut Desk<'_>) {
        self.now = now;
        let (sheet, top) = (self.sheet(), self.top());
        self.page.turn(action, body, (&sheet.items, top), desk);
    }

    fn step_back(&mut self) -> bool {
        // What was said is over: from there one goes back to where one came from.
        let stepped = self.statement.take().is_some() && self.admits().is_ok();
        if stepped {
            self.entry = Some(Prompt::new(Asks::Reason(self.kind)));
            self.page.scroll = Scroll::default();
        }
        stepped
    }

    fn subject(&self) -> Option<String> {
        Some(self.file.id().to_string())
    }

    fn subject_sheet(&self) -> Option<crate::registry::sheet::Sheet> {
        Some(crate::registry::sheet::Sheet::Orders)
    }

    fn subject_is_loaded(&self) -> bool {
        self.judged.is_some()
    }

    /// Where nothing can be said, the order's own page says where it stands.
    fn open_selected(&self) -> Did {
        match &self.judged {
            Some(Err(_)) => Did::Go(Place::Order(self.file.id())),
            _ => Did::Nothing,
        }
    }

    fn weighs(&mut self, habits: &Habits) {
        self.habits = habits.clone();
    }

    fn signs_as(&mut self, signer: Option<&Signer>) {
        self.signer = signer.cloned();
    }

    fn take_alarm(&mut self) -> Option<Alarm> {
        self.alarm.take()
    }

    fn is_typing(&self, _now: Timestamp) -> bool {
        self.admits().is_ok() && self.entry.is_some()
    }

    fn is_unread(&self) -> bool {
        self.statement.as_ref().is_some_and(Review::is_unread)
    }

    fn typed(&mut self, key: Key, desk: &mut Desk<'_>) -> Option<Did> {
        self.admits().ok()?;
        let text = match self.entry.as_mut()?.typed(key)? {
            Typed::Edited => return Some(Did::Nothing),
            Typed::Refused(problem) => return Some(Did::Refuse(problem.into())),
            Typed::Entered(text) => text,
        };
        self.said(&text, desk.now);
        self.page.begin(desk);
        Some(Did::Divided)
    }

    fn pasted(&mut self, text: &str, _desk: &mut Desk<'_>) -> Option<Result<(), Refusal>> {
        self.admits().ok()?;
        self.entry.as_mut().map(|entry| entry.pasted(text))
    }

    fn allowed(&self, action: Action) -> Result<(), Refusal> {
        match action {
            Action::SpeakSign => self.unsigned(self.now).map(drop),
            Action::NextPart | Action::PriorPart => Err(Refusal::NoParts),
            other => Err(Refusal::NotHere(other.spec().scope)),
        }
    }

    fn perform(&mut self, action: Action, desk: &mut Desk<'_>) -> Did {
        self.now = desk.now;
        if action != Action::SpeakSign {
            return Did::Nothing;
        }
        match (self.unsigned(desk.now), &self.judged) {
            (Ok(unsigned), Some(Ok(judged))) => {
                let what = format!(
                    "the statement was read to its end on {}x{}; nothing was typed again",
                    self.page.area.width, self.page.area.height
                );
                desk.note(Looked::review(self.file.id().to_string(), judged.order.text.sha256(), what));
                Did::Sign(Box::new(unsigned))
            }
            (Err(why), _) => Did::Refuse(why),
            _ => Did::Nothing,
        }
    }

    fn paint(&self, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let (top, at) = self.page.paint((&self.sheet().items, self.top()), theme, area, buffer);
        page::top(self, now, theme, top, buffer).or(at)
    }
}
