//! One reconciliation run: how far each tier is, what it found, what became of it since the run before, what both books sum up to, and
//! whether what was signed holds. While it goes on it is asked for again and again, so that its progress is seen.
//! Must not know: how books are compared, and where the differences lie.

mod course;
mod judged;
mod page;

pub use judged::{Judged, Verdict};

use super::{
    linked::{Linked, Reading},
    runs,
    screen::{Absence, Did, Freshness, Screen},
};
use crate::{
    app::{Action, Desk, Remote, RequestId, Timer, confirm::Intent, looked::Looked, pins::Known, why::Refusal},
    domain::{RegistryId, reconcile::RunId},
    registry::{
        Problem, Read, Receipt, Reply,
        run::{Run, RunState},
        sheet::Sheet,
        traffic::Peer,
    },
    ui::Theme,
};
use jiff::Timestamp;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};
use std::time::Duration;

/// How soon a run that goes on is asked for again.
const AGAIN: Duration = Duration::from_millis(400);

/// State of the page.
#[derive(Debug)]
pub struct RunCard {
    id: RunId,
    run: Remote<Box<Run>>,
    /// The run before it, once it is known which that is.
    previous: Remote<Box<Run>>,
    /// The counterpart with its keys, to judge its signature by.
    peer: Remote<Box<Peer>>,
    judged: Option<Judged>,
    here: Option<RegistryId>,
    reading: Reading,
    now: Timestamp,
}

impl RunCard {
    /// The page of a run, not asked for yet.
    pub fn of(id: RunId) -> Self {
        Self {
            id,
            run: Remote::default(),
            previous: Remote::default(),
            peer: Remote::default(),
            judged: None,
            here: None,
            reading: Reading::default(),
            now: Timestamp::UNIX_EPOCH,
        }
    }

    fn run(&self) -> Option<&Run> {
        self.run.value().map(|run| &**run)
    }

    fn page(&self) -> Linked {
        let Some(run) = self.run() else { return Linked::default() };
        page::of(&page::Shown { run, previous: &self.previous, peer: &self.peer, judged: self.judged.as_ref(), now: self.now })
    }

    /// Asks for what a run leads to: the one before it, and the keys of the counterpart; comes back while it goes on.
    fn go_on(&mut self, desk: &mut Desk<'_>) {
        let Some(run) = self.run.value() else { return };
        let (previous, peer) = (run.previous, run.summary.peer);
        if run.summary.state.known().is_some_and(|state| !state.is_over()) {
            desk.wake(Timer::Reading, AGAIN);
        }
        let is_over = run.summary.state.known().is_none_or(|state| state.is_over());
        if let Some(previous) = previous.filter(|_| is_over && self.previous.is_missing()) {
            self.previous.ask(Read::Run(previous), desk);
        }
        if let Some(peer) = peer.filter(|_| self.peer.is_missing()) {
            self.peer.ask(Read::Peer(peer), desk);
        }
        self.judge();
    }

    fn judge(&mut self) {
        let peer = self.peer.value().map(|peer| &**peer);
        self.judged = self.run.value().and_then(|run| judged::judge(run, peer, self.here));
    }

    fn goes_on(&self) -> bool {
        let state = self.run().and_then(|run| run.summary.state.known());
        state.is_some_and(|state: &RunState| !state.is_over())
    }
}

impl Screen for RunCard {
    fn title(&self) -> String {
        format!("Run {}", self.id)
    }

    fn absence(&self) -> Option<Absence<'_>> {
        Absence::of_value(&self.run, || format!("run {}", self.id))
    }

    fn freshness(&self) -> Freshness<'_> {
        Freshness::of_value(&self.run)
    }

    fn open(&mut self, desk: &mut Desk<'_>) {
        if self.run.is_missing() || self.goes_on() {
            self.refresh(desk);
        }
    }

    fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.run.ask(Read::Run(self.id), desk);
    }

    fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.run.give_up(desk);
        self.previous.give_up(desk);
        self.peer.give_up(desk);
    }

    fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        let run = |reply| if let Reply::Run(run) = reply { Some(run) } else { None };
        self.now = desk.now;
        if self.run.awaits(request) {
            self.run.take(answer.clone().map(run), desk.now);
            self.go_on(desk);
        } else if self.previous.awaits(request) {
            self.previous.take(answer.clone().map(run), desk.now);
        } else if self.peer.awaits(request) {
            let peer = |reply| if let Reply::Peer(peer) = reply { Some(peer) } else { None };
            self.peer.take(answer.clone().map(peer), desk.now);
            self.judge();
        } else {
            return false;
        }
        true
    }

    fn woken(&mut self, desk: &mut Desk<'_>) {
        if self.goes_on() && !self.run.is_asking() {
            self.refresh(desk);
        }
    }

    fn fit(&mut self, now: Timestamp, body: Rect, _desk: &mut Desk<'_>) {
        self.now = now;
        self.reading.fit(body);
    }

    fn in_flight(&self) -> usize {
        let asking = [self.run.is_asking(), self.previous.is_asking(), self.peer.is_asking()];
        asking.into_iter().filter(|asking| *asking).count()
    }

    fn turn(&mut self, action: Action, now: Timestamp, body: Rect, desk: &mut Desk<'_>) {
        self.fit(now, body, desk);
        let page = self.page();
        self.reading.turn(&page, action);
    }

    fn subject(&self) -> Option<String> {
        Some(self.id.to_string())
    }

    fn subject_sheet(&self) -> Option<Sheet> {
        Some(Sheet::Runs)
    }

    fn subject_is_loaded(&self) -> bool {
        self.run().is_some()
    }

    fn looked(&self) -> Option<Looked> {
        self.run()?;
        Some(Looked::view(self.id.to_string(), None, "the page of a reconciliation run"))
    }

    fn open_selected(&self) -> Did {
        self.reading.follow(&self.page())
    }

    fn knows(&mut self, known: &Known) {
        self.here = known.registry;
        self.judge();
    }

    fn allowed(&self, action: Action) -> Result<(), Refusal> {
        let run = self.run().ok_or(Refusal::NotLoaded)?;
        match action {
            Action::NextPart | Action::PriorPart => Ok(()),
            Action::RunDifferences => runs::has_differences(&run.summary),
            Action::RunPeer => run.summary.peer.map(drop).ok_or(Refusal::AboutNo("counterpart")),
            other => Err(Refusal::NotHere(other.spec().scope)),
        }
    }

    fn intent(&self, action: Action, follows: bool) -> Result<Intent, Refusal> {
        match action {
            Action::RunOwn => Ok(runs::own()),
            Action::RunAgain if self.goes_on() => Err(Refusal::NotNow("The run is not over yet.".to_owned())),
            Action::RunAgain => Ok(runs::again(&self.run.fresh(follows)?.summary)),
            other => Err(Refusal::NotHere(other.spec().scope)),
        }
    }

    fn receipt(&self, receipt: &Receipt) -> Did {
        runs::leads_to(receipt)
    }

    fn perform(&mut self, action: Action, _desk: &mut Desk<'_>) -> Did {
        if matches!(action, Action::NextPart | Action::PriorPart) {
            let page = self.page();
            self.reading.part(&page, action == Action::NextPart);
            return Did::Nothing;
        }
        self.run().map_or(Did::Nothing, |run| runs::perform(&run.summary, action))
    }

    fn paint(&self, _now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        self.run()?;
        self.reading.paint(&self.page(), theme, area, buffer)
    }
}
