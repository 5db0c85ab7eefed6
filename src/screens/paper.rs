//! A screen that shows one thing of the registry as a page of named values: an authorization, an order, a counterpart.
//! Such a thing says what it is, what stands on its page and what of that leads on; asking, reading and following are the same for all.
//! Must not know: which things there are.

use super::{
    linked::{Linked, Reading},
    screen::{Absence, Did, Freshness, Screen},
};
use crate::{
    app::{Action, Desk, Remote, RequestId, confirm::Intent, looked::Looked, why::Refusal},
    registry::{Problem, Read, Receipt, Reply, sheet},
    ui::Theme,
};
use jiff::Timestamp;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};
use std::fmt;

/// A thing of the registry that is shown as a page.
pub trait Paper: fmt::Debug + Sized {
    /// What names it.
    type Id: Clone + fmt::Debug + fmt::Display;
    /// What it is called, such as `authorization`.
    const ONE: &'static str;

    /// The list whose commands know its id.
    const LIST: sheet::Sheet;

    /// The question for it.
    fn ask(id: &Self::Id) -> Read;
    /// It, out of the answer to that question.
    fn of(reply: Reply) -> Option<Box<Self>>;
    /// What stands on its page.
    fn page(&self, now: Timestamp) -> Linked;

    /// What of it the journal keeps as looked at.
    fn looked(&self) -> Option<Looked> {
        None
    }

    /// Whether one of the page's own actions can run now.
    ///
    /// # Errors
    /// [`Refusal`] says why not.
    fn allowed(&self, _action: Action) -> Result<(), Refusal> {
        Ok(())
    }

    /// What an act of one person would be.
    ///
    /// # Errors
    /// [`Refusal`] says why it can't be done.
    fn intent(&self, action: Action) -> Result<Intent, Refusal> {
        Err(Refusal::NotHere(action.spec().scope))
    }

    /// Where the registry's receipt for an act begun on this page leads.
    fn receipt(_receipt: &Receipt) -> Did {
        Did::Nothing
    }

    /// Performs one of the page's own actions.
    fn perform(&self, _action: Action) -> Did {
        Did::Nothing
    }
}

/// State of such a screen.
#[derive(Debug)]
pub struct Sheet<T: Paper> {
    id: T::Id,
    value: Remote<Box<T>>,
    reading: Reading,
    /// When it was last looked at.
    now: Timestamp,
}

impl<T: Paper> Sheet<T> {
    /// The page of a thing, not asked for yet.
    pub fn of(id: T::Id) -> Self {
        Self { id, value: Remote::default(), reading: Reading::default(), now: Timestamp::UNIX_EPOCH }
    }

    /// The thing, once it is here.
    pub fn value(&self) -> Option<&T> {
        self.value.value().map(|value| &**value)
    }

    fn page(&self) -> Linked {
        self.value().map(|value| value.page(self.now)).unwrap_or_default()
    }
}

impl<T: Paper> Screen for Sheet<T> {
    fn title(&self) -> String {
        let mut name = T::ONE.to_owned();
        if let Some(first) = name.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        format!("{name} {}", self.id)
    }

    fn absence(&self) -> Option<Absence<'_>> {
        Absence::of_value(&self.value, || format!("{} {}", T::ONE, self.id))
    }

    fn freshness(&self) -> Freshness<'_> {
        Freshness::of_value(&self.value)
    }

    fn open(&mut self, desk: &mut Desk<'_>) {
        if self.value.is_missing() {
            self.refresh(desk);
        }
    }

    fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.value.ask(T::ask(&self.id), desk);
    }

    fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.value.give_up(desk);
    }

    fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        let mine = self.value.awaits(request);
        if mine {
            self.value.take(answer.clone().map(T::of), desk.now);
        }
        mine
    }

    fn fit(&mut self, now: Timestamp, body: Rect, _desk: &mut Desk<'_>) {
        self.now = now;
        self.reading.fit(body);
    }

    fn in_flight(&self) -> usize {
        usize::from(self.value.is_asking())
    }

    fn turn(&mut self, action: Action, now: Timestamp, body: Rect, desk: &mut Desk<'_>) {
        self.fit(now, body, desk);
        let page = self.page();
        self.reading.turn(&page, action);
    }

    fn subject(&self) -> Option<String> {
        Some(self.id.to_string())
    }

    fn subject_sheet(&self) -> Option<sheet::Sheet> {
        Some(T::LIST)
    }

    fn subject_is_loaded(&self) -> bool {
        self.value().is_some()
    }

    fn looked(&self) -> Option<Looked> {
        self.value()?.looked()
    }

    fn open_selected(&self) -> Did {
        self.reading.follow(&self.page())
    }

    fn allowed(&self, action: Action) -> Result<(), Refusal> {
        let value = self.value().ok_or(Refusal::NotLoaded)?;
        if matches!(action, Action::NextPart | Action::PriorPart) { Ok(()) } else { value.allowed(action) }
    }

    fn intent(&self, action: Action, follows: bool) -> Result<Intent, Refusal> {
        self.value.fresh(follows)?.intent(action)
    }

    fn receipt(&self, receipt: &Receipt) -> Did {
        T::receipt(receipt)
    }

    fn perform(&mut self, action: Action, _desk: &mut Desk<'_>) -> Did {
        if matches!(action, Action::NextPart | Action::PriorPart) {
            let page = self.page();
            self.reading.part(&page, action == Action::NextPart);
            return Did::Nothing;
        }
        self.value().map_or(Did::Nothing, |value| value.perform(action))
    }

    fn paint(&self, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let page = self.value()?.page(now);
        self.reading.paint(&page, theme, area, buffer)
    }
}
