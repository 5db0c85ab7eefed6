//! A screen that shows one thing of the registry as a page of named values: an authorization, a message, a counterpart.
//! Such a thing says what it is and what stands on its page; asking, taking the answer and scrolling are the same for all.
//! Must not know: which things there are.

use super::{
    Place,
    screen::{Absence, Did, Freshness, Screen},
    scroll::{self, Scroll},
};
use crate::{
    app::{Action, Desk, Remote, RequestId, why::Refusal},
    registry::{Problem, Read, Reply, sheet},
    ui::{Theme, detail::Item},
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
    fn items(&self, now: Timestamp) -> Vec<Item<'static>>;

    /// What opening it further shows.
    fn opens(&self) -> Option<Place> {
        None
    }

    /// Whether one of the page's own actions can run now.
    ///
    /// # Errors
    /// [`Refusal`] says why not.
    fn allowed(&self, _action: Action) -> Result<(), Refusal> {
        Ok(())
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
    scroll: Scroll,
}

impl<T: Paper> Sheet<T> {
    /// The page of a thing, not asked for yet.
    pub fn of(id: T::Id) -> Self {
        Self { id, value: Remote::default(), scroll: Scroll::default() }
    }

    /// The thing, once it is here.
    pub fn value(&self) -> Option<&T> {
        self.value.value().map(|value| &**value)
    }

    fn items(&self, now: Timestamp) -> Vec<Item<'static>> {
        self.value().map(|value| value.items(now)).unwrap_or_default()
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

    fn fit(&mut self, _now: Timestamp, _body: Rect, _desk: &mut Desk<'_>) {}

    fn in_flight(&self) -> usize {
        usize::from(self.value.is_asking())
    }

    fn turn(&mut self, action: Action, now: Timestamp, body: Rect, _desk: &mut Desk<'_>) {
        let limit = scroll::limit(&self.items(now), body);
        self.scroll.turn(action, limit, body.height);
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

    fn opens(&self) -> Option<Place> {
        self.value().and_then(Paper::opens)
    }

    fn allowed(&self, action: Action) -> Result<(), Refusal> {
        self.value().ok_or(Refusal::NotLoaded)?.allowed(action)
    }

    fn perform(&mut self, action: Action, _desk: &mut Desk<'_>) -> Did {
        self.value().map_or(Did::Nothing, |value| value.perform(action))
    }

    fn paint(&self, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        scroll::paint(&self.items(now), self.scroll, theme, area, buffer)
    }
}
