//! The escalation runner: whom to call now about one problem, who comes next, how long to wait, and every attempt with one key.
//! The chain is reckoned at the moment it is shown; what was tried is what the registry recorded, so leaving the screen loses nothing.
//! Must not know: how an attempt is recorded, or what a contact's card shows.

mod chain;
mod view;

use super::{
    Place,
    calling::Calling,
    contacts::to_the_minute,
    screen::{Absence, Did, Freshness, Screen},
};
use crate::{
    app::{Action, Desk, KeyNames, Remote, RequestId, Timer, why::Refusal},
    domain::contact::{Attempt, AttemptResult, CardId, Matter, Severity, Subject, Topic},
    registry::{
        Filter, Page, Problem, Query, Read, Recording, Reply,
        book::{Contacts, RecordedAttempt},
        query::Term,
        sheet::Sheet,
        traffic::TransferSummary,
    },
    ui::Theme,
};
use chain::Chain;
use jiff::Timestamp;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

/// State of the runner.
#[derive(Debug)]
pub struct Calls {
    calling: Calling,
    subject: Subject,
    /// The severity the operator chose; until then it is that of the problem.
    severity: Option<Severity>,
    contacts: Remote<Box<Contacts>>,
    attempts: Remote<Vec<RecordedAttempt>>,
    /// The transfer that tells the cooperative approaches it concerns, as a list: that a registry does not have it is no error.
    transfers: Remote<Page<TransferSummary>>,
    chain: Option<Chain>,
    /// Whom the operator went to; until then it is whose turn it is.
    chosen: Option<CardId>,
    /// Who is being called, and since when.
    ringing: Option<(CardId, Timestamp)>,
    now: Timestamp,
    keys: KeyNames,
}

impl Calls {
    /// The runner for a problem; nothing is asked for yet.
    pub fn of(calling: Calling) -> Self {
        Self {
            subject: calling.subject.clone(),
            calling,
            severity: None,
            contacts: Remote::default(),
            attempts: Remote::default(),
            transfers: Remote::default(),
            chain: None,
            chosen: None,
            ringing: None,
            now: Timestamp::UNIX_EPOCH,
            keys: KeyNames::default(),
        }
    }

    /// Takes the cooperative approaches from the transfer it is about. What whoever decides is to type again (F07) is not taken: the page
    /// would tell it.
    fn concern(&mut self) {
        let rows = self.transfers.value().map_or(&[][..], |page| &page.rows);
        let transfer = rows.iter().find(|row| Some(row.id) == self.calling.through && !row.hides_units());
        if let Some(transfer) = transfer {
            self.subject.approaches = transfer.kinds.iter().map(|(approach, _)| *approach).collect();
        }
    }

    /// What is said of the cooperative approaches while they are not known.
    fn unknown(&self) -> Option<&'static str> {
        self.calling.through.filter(|_| self.subject.approaches.is_empty())?;
        Some(if self.transfers.is_asking() {
            "its cooperative approach is being asked for"
        } else {
            "its cooperative approach is not known: nobody is left out for one"
        })
    }

    fn severity(&self) -> Severity {
        self.severity.unwrap_or_else(|| self.calling.severity_at(self.now))
    }

    /// Reckons the chain, and waits for the next minute of the clocks or of the wait.
    fn reckon(&mut self, desk: &mut Desk<'_>) {
        self.now = desk.now;
        let Some(contacts) = self.contacts.value() else { return };
        let tried = self.attempts.value().map(Vec::as_slice).unwrap_or_default();
        let asked = (self.calling.registry, self.subject.clone(), self.severity());
        self.chain = Some(Chain::of(&contacts.directory, asked, tried, desk.now));
        self.ring(desk.now);
        let clocks = to_the_minute(desk.now);
        let wait = self.ringing.as_ref().map(|(_, since)| {
            let waited = u64::try_from(desk.now.duration_since(*since).as_secs()).unwrap_or(0);
            std::time::Duration::from_secs(60 - waited % 60)
        });
        desk.wake(Timer::Reading, wait.map_or(clocks, |wait| wait.min(clocks)));
    }

    /// The wait begins when it is somebody's turn, or when the operator goes to somebody.
    fn ring(&mut self, now: Timestamp) {
        let turn = self.selected().map(|step| step.call.who.clone());
        if turn.as_ref() != self.ringing.as_ref().map(|(who, _)| who) {
            self.ringing = turn.map(|who| (who, now));
        }
    }

    fn at(&self) -> usize {
        let Some(chain) = &self.chain else { return 0 };
        let chosen = self.chosen.as_ref().and_then(|who| chain.steps.iter().position(|step| step.call.who == *who));
        chosen.or(self.whom(chain)).or(chain.turn).unwrap_or(0)
    }

    /// The place of whom the call is for, where it is for somebody.
    fn whom(&self, chain: &Chain) -> Option<usize> {
        let whom = self.calling.whom.as_ref()?;
        chain.steps.iter().position(|step| step.call.who == *whom)
    }

    /// Who is called; nobody else than whom the call is for, unless the operator went to them.
    fn selected(&self) -> Option<&chain::Step> {
        let chain = self.chain.as_ref()?;
        let is_missing = self.chosen.is_none() && self.calling.whom.is_some() && self.whom(chain).is_none();
        if is_missing { None } else { chain.steps.get(self.at()) }
    }

    /// The attempt that just ended with this.
    fn attempt(&self, result: AttemptResult, now: Timestamp) -> Result<Attempt, Refusal> {
        let missing = || match &self.calling.whom {
            Some(whom) => Refusal::NotNow(format!(
                "{whom} is in no chain of this topic. Their card says whether the role is verified, and for what it is."
            )),
            None => Refusal::NoRow,
        };
        let step = self.selected().ok_or_else(missing)?;
        let (who, address) = step.to.clone().ok_or_else(|| {
            Refusal::NotNow(
                "No verified channel of theirs is known that suits this severity, so there was nothing to call.".into(),
            )
        })?;
        let began = self.ringing.as_ref().map_or(now, |(_, since)| *since).min(now);
        let (topic, severity, about) = (self.subject.topic, self.severity(), self.calling.about.clone());
        Ok(Attempt { who, address, topic, severity, about, result, began, ended: now })
    }
}

fn result_of(action: Action) -> Option<AttemptResult> {
    Some(match action {
        Action::CallAnswered => AttemptResult::Answered,
        Action::CallNoAnswer => AttemptResult::NoAnswer,
        Action::CallMessage => AttemptResult::MessageLeft,
        Action::CallWrong => AttemptResult::WrongPerson,
        _ => return None,
    })
}

/// The value after one in a table, and the first after the last.
fn after<T: Copy + PartialEq>(table: &[(T, &'static str)], value: T) -> T {
    let at = table.iter().position(|(known, _)| *known == value).map_or(0, |at| at + 1);
    table.get(at).or(table.first()).map_or(value, |(next, _)| *next)
}

impl Screen for Calls {
    fn title(&self) -> String {
        match &self.calling.about {
            Matter::Transfer(id) => format!("Call {} about transfer {id}", self.calling.registry),
            Matter::Case(id) => format!("Call {} about case {id}", self.calling.registry),
            Matter::Registry(_) => format!("Call {}", self.calling.registry),
            Matter::Test => match &self.calling.whom {
                Some(whom) => format!("Response test of {whom}"),
                None => format!("Call {} to see whether they answer", self.calling.registry),
            },
        }
    }

    fn absence(&self) -> Option<Absence<'_>> {
        Absence::of_value(&self.contacts, || format!("whom to call about {}", self.calling.registry))
    }

    fn freshness(&self) -> Freshness<'_> {
        Freshness::of_value(&self.contacts)
    }

    fn open(&mut self, desk: &mut Desk<'_>) {
        if self.contacts.is_missing() { self.refresh(desk) } else { self.reckon(desk) }
    }

    fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.contacts.ask(Read::Contacts, desk);
        self.attempts.ask(Read::ContactAttempts(Some(self.calling.about.clone())), desk);
        if let Some(transfer) = self.calling.through {
            let term = Term { field: Some("id"), value: transfer.to_string(), negated: false };
            let filter = Filter { terms: vec![term] };
            self.transfers.ask(Read::Transfers(Query { filter, ..Query::default() }), desk);
        }
    }

    fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.contacts.give_up(desk);
        self.attempts.give_up(desk);
        self.transfers.give_up(desk);
    }

    fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        let mine = self.contacts.answer(request, answer, desk.now)
            || self.attempts.answer(request, answer, desk.now)
            || self.transfers.answer(request, answer, desk.now);
        if mine {
            self.concern();
            self.reckon(desk);
        }
        mine
    }

    fn fit(&mut self, _now: Timestamp, _body: Rect, _desk: &mut Desk<'_>) {}

    fn woken(&mut self, desk: &mut Desk<'_>) {
        self.reckon(desk);
    }

    fn names(&mut self, key: &dyn Fn(Action) -> Option<String>) {
        self.keys = KeyNames::of(&[Action::CallTopic, Action::CallSeverity], key);
    }

    fn in_flight(&self) -> usize {
        [self.contacts.is_asking(), self.attempts.is_asking(), self.transfers.is_asking()]
            .into_iter()
            .filter(|asking| *asking)
            .count()
    }

    fn turn(&mut self, action: Action, now: Timestamp, _body: Rect, _desk: &mut Desk<'_>) {
        let (at, last) = (self.at(), self.chain.as_ref().map_or(0, |chain| chain.steps.len().saturating_sub(1)));
        let to = match action {
            Action::Up => at.saturating_sub(1),
            Action::Down => at + 1,
            Action::Top | Action::PageUp | Action::HalfUp => 0,
            Action::Bottom | Action::PageDown | Action::HalfDown => last,
            _ => at,
        };
        self.chosen = self.chain.as_ref().and_then(|chain| chain.steps.get(to.min(last))).map(|step| step.call.who.clone());
        self.now = now;
        self.ring(now);
    }

    /// Goes back to whose turn it is.
    fn step_back(&mut self) -> bool {
        let was = self.chosen.take().is_some_and(|who| {
            let turn = self.chain.as_ref().and_then(|chain| chain.steps.get(chain.turn?));
            turn.is_some_and(|step| step.call.who != who)
        });
        self.ring(self.now);
        was
    }

    fn subject(&self) -> Option<String> {
        self.selected().map(|step| step.call.who.to_string())
    }

    fn subject_sheet(&self) -> Option<Sheet> {
        Some(Sheet::Contacts)
    }

    fn subject_is_loaded(&self) -> bool {
        self.selected().is_some()
    }

    fn opens(&self) -> Option<Place> {
        self.selected().map(|step| Place::Contact(step.call.who.clone()))
    }

    /// The call is over: whoever is next is called from now on.
    fn handed_over(&mut self) {
        self.chosen = None;
        self.ringing = None;
    }

    fn allowed(&self, action: Action) -> Result<(), Refusal> {
        self.contacts.value().ok_or(Refusal::NotLoaded)?;
        match action {
            Action::NextPart | Action::PriorPart => Err(Refusal::NoParts),
            Action::CallNumber => self.attempt(AttemptResult::Answered, self.now).map(drop),
            _ => result_of(action).map_or(Ok(()), |result| self.attempt(result, self.now).map(drop)),
        }
    }

    fn perform(&mut self, action: Action, desk: &mut Desk<'_>) -> Did {
        match action {
            Action::CallSeverity => self.severity = Some(after(Severity::ALL, self.severity())),
            Action::CallTopic => self.subject.topic = after(Topic::ALL, self.subject.topic),
            Action::CallNumber => {
                let to = self.selected().and_then(|step| step.to.as_ref());
                return to.map_or(Did::Nothing, |(_, address)| Did::Copy(address.as_str().to_owned()));
            }
            _ => {
                let Some(result) = result_of(action) else { return Did::Nothing };
                return match self.attempt(result, desk.now) {
                    Ok(attempt) => Did::Record(Box::new(Recording::Attempt(attempt)), self.calling.why.to_owned()),
                    Err(refusal) => Did::Refuse(refusal),
                };
            }
        }
        self.reckon(desk);
        Did::Nothing
    }

    fn paint(&self, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let chain = self.chain.as_ref()?;
        let since = self.ringing.as_ref().map(|(_, since)| *since);
        let shown = view::Shown {
            chain,
            at: self.at(),
            since,
            subject: &self.subject,
            unknown: self.unknown(),
            severity: self.severity(),
            why: self.calling.why,
            is_test: self.calling.about == Matter::Test,
            keys: &self.keys,
        };
        view::paint(&shown, now, theme, area, buffer)
    }
}
