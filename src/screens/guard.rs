//! The roster or the policy of the registry: what is in force, whose officers signed it, and the version that waits for a second one (F27).
//! Both texts are read strictly here; one that does not read is said to be none, whatever the registry calls it.
//! Must not know: how a version is proposed or signed.

mod policy;
mod roster;
mod version;

use super::{
    linked::{Linked, Reading},
    screen::{Absence, Did, Freshness, Screen},
};
use crate::{
    app::{Action, Desk, Remote, RequestId, looked::Looked, why::Refusal},
    registry::{
        Problem, Read, Reply,
        book::{Guarded, GuardedText, GuardedVersion},
    },
    ui::Theme,
};
use jiff::Timestamp;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

/// A version as the registry gave it; none when it has none.
type Given = Option<Box<GuardedText>>;

/// State of the screen.
#[derive(Debug)]
pub struct GuardPage {
    guarded: Guarded,
    in_force: Remote<Given>,
    waiting: Remote<Given>,
    reading: Reading,
}

impl GuardPage {
    /// The page of the roster or of the policy, not asked for yet.
    pub fn of(guarded: Guarded) -> Self {
        Self { guarded, in_force: Remote::default(), waiting: Remote::default(), reading: Reading::default() }
    }

    fn page(&self) -> Linked {
        let Some(in_force) = self.in_force.value() else { return Linked::default() };
        version::page(self.guarded, in_force.as_deref(), self.waiting.value().map(|waiting| waiting.as_deref()))
    }
}

fn given(reply: Reply) -> Option<Given> {
    if let Reply::Guarded(text) = reply { Some(text) } else { None }
}

impl Screen for GuardPage {
    fn title(&self) -> String {
        match self.guarded {
            Guarded::Roster => "Roster".to_owned(),
            Guarded::Policy => "Policy".to_owned(),
        }
    }

    fn absence(&self) -> Option<Absence<'_>> {
        Absence::of_value(&self.in_force, || format!("the {} in force", self.guarded.word()))
    }

    fn freshness(&self) -> Freshness<'_> {
        Freshness::of_value(&self.in_force)
    }

    fn open(&mut self, desk: &mut Desk<'_>) {
        if self.in_force.is_missing() {
            self.refresh(desk);
        }
    }

    fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.in_force.ask(Read::Guarded(self.guarded, GuardedVersion::InForce), desk);
        self.waiting.ask(Read::Guarded(self.guarded, GuardedVersion::Waiting), desk);
    }

    fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.in_force.give_up(desk);
        self.waiting.give_up(desk);
    }

    fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        let asked = [&mut self.in_force, &mut self.waiting].into_iter().find(|value| value.awaits(request));
        let Some(value) = asked else { return false };
        value.take(answer.clone().map(given), desk.now);
        true
    }

    fn fit(&mut self, _now: Timestamp, body: Rect, _desk: &mut Desk<'_>) {
        self.reading.fit(body);
    }

    fn in_flight(&self) -> usize {
        usize::from(self.in_force.is_asking()) + usize::from(self.waiting.is_asking())
    }

    fn turn(&mut self, action: Action, now: Timestamp, body: Rect, desk: &mut Desk<'_>) {
        self.fit(now, body, desk);
        let page = self.page();
        self.reading.turn(&page, action);
    }

    /// The digest of what is in force: what officers and operators compare.
    fn subject(&self) -> Option<String> {
        self.in_force.value()?.as_ref().map(|text| text.sha256.to_string())
    }

    fn subject_is_loaded(&self) -> bool {
        self.subject().is_some()
    }

    fn looked(&self) -> Option<Looked> {
        let text = self.in_force.value()?.as_ref()?;
        let name = format!("{} v{}", self.guarded.word(), text.version);
        Some(Looked::view(name, Some(text.sha256), format!("the page of the {}", self.guarded.word())))
    }

    fn allowed(&self, action: Action) -> Result<(), Refusal> {
        self.in_force.value().ok_or(Refusal::NotLoaded)?;
        if matches!(action, Action::NextPart | Action::PriorPart) { Ok(()) } else { Err(Refusal::NotHere(action.spec().scope)) }
    }

    fn perform(&mut self, action: Action, _desk: &mut Desk<'_>) -> Did {
        if matches!(action, Action::NextPart | Action::PriorPart) {
            let page = self.page();
            self.reading.part(&page, action == Action::NextPart);
        }
        Did::Nothing
    }

    fn paint(&self, _now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        self.in_force.value()?;
        self.reading.paint(&self.page(), theme, area, buffer)
    }
}
