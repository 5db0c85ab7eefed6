//! What this console has done, newest first: every question, act, refusal and turn of the change stream, with id, time and outcome.
//! It reads the console's own record and asks the registry nothing; it is narrowed by words as they are typed, and by kind.
//! Must not know: who keeps the record.

mod asked;
mod card;
mod columns;
mod extract;
mod picked;
mod told;
mod view;

pub use card::ActivityCard;

use super::{
    Entire, Place,
    screen::{Absence, Did, Freshness, Screen},
    sight::Sight,
};
use crate::{
    app::{
        Action, Activity, Desk, RequestId,
        activity::{Entry, Sent, What},
    },
    registry::{Filter, Problem, Reply, Sort, query::Field},
    text::{Kind, Untrusted, number::grouped},
    ui::Theme,
};
use jiff::Timestamp;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};
use std::sync::Arc;

/// State of the list of what this console has done.
#[derive(Debug)]
pub struct ActivityList {
    /// All that is kept, newest first.
    entries: Vec<Arc<Entry>>,
    /// What the profile of each is called.
    profiles: Vec<String>,
    /// How many older ones are not kept any more.
    forgotten: u64,
    /// The state of the record they were taken from.
    changes: u64,
    only: Only,
    /// The filter, as it was typed and as it reads.
    words: String,
    filter: Filter,
    /// The order that was asked for; without one the newest stands first.
    sort: Option<Sort>,
    now: Timestamp,
    /// Which of the entries are shown.
    picked: Vec<usize>,
    /// The number of the entry the operator went to; until then the newest is selected.
    cursor: Option<u64>,
    sight: Sight,
}

/// Which kinds are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Only {
    /// All of them.
    #[default]
    All,
    /// What failed, was refused, or is unknown.
    Troubles,
    /// Acts.
    Acts,
    /// Refusals.
    Refusals,
    /// The change stream.
    Stream,
}

impl Only {
    fn next(self) -> Self {
        match self {
            Self::All => Self::Troubles,
            Self::Troubles => Self::Acts,
            Self::Acts => Self::Refusals,
            Self::Refusals => Self::Stream,
            Self::Stream => Self::All,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Troubles => "troubles",
            Self::Acts => "acts",
            Self::Refusals => "refusals",
            Self::Stream => "change stream",
        }
    }

    fn holds(self, entry: &Entry) -> bool {
        match (self, &entry.what) {
            (Self::All, _) | (Self::Refusals, What::Refused(_)) | (Self::Stream, What::Stream(_)) => true,
            (Self::Troubles, _) => told::is_trouble(entry),
            (Self::Acts, What::Request(request)) => matches!(request.sent, Sent::Act(..)),
            _ => false,
        }
    }
}

impl Default for ActivityList {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
            profiles: Vec::new(),
            forgotten: 0,
            changes: 0,
            only: Only::default(),
            words: String::new(),
            filter: Filter::default(),
            sort: None,
            now: Timestamp::UNIX_EPOCH,
            picked: Vec::new(),
            cursor: None,
            sight: Sight::default(),
        }
    }
}

impl ActivityList {
    fn pick(&mut self) {
        let holds = |entry: &Entry, profile: &str| {
            self.only.holds(entry) && (self.filter.is_empty() || picked::picks(&self.filter, entry, profile, self.now))
        };
        let all = self.entries.iter().zip(&self.profiles).enumerate();
        self.picked = all.filter(|(_, (entry, profile))| holds(entry, profile)).map(|(at, _)| at).collect();
        if let Some(sort) = self.sort {
            self.put_in_order(sort);
        }
        self.keep_in_sight();
    }

    fn row(&self, at: usize) -> Option<(&Entry, &str)> {
        let place = *self.picked.get(at)?;
        Some((self.entries.get(place)?, self.profiles.get(place)?))
    }

    /// The selected row: that of the entry gone to, or of an older one when it is no longer shown.
    fn selected(&self) -> usize {
        let Some(number) = self.cursor else { return 0 };
        let is_it = |place: &usize| self.entries.get(*place).is_some_and(|entry| entry.number == number);
        if let Some(at) = self.picked.iter().position(is_it) {
            return at;
        }
        let older = |place: &usize| self.entries.get(*place).is_some_and(|entry| entry.number <= number);
        self.picked.iter().position(older).unwrap_or(self.picked.len().saturating_sub(1))
    }

    fn keep_in_sight(&mut self) {
        let at = self.selected();
        self.sight.follow(at, self.picked.len());
    }

    /// What narrows it, in words.
    fn narrowing(&self) -> String {
        let words = Untrusted::new(self.words.clone()).gate(Kind::Name).to_string();
        [self.only.word().to_owned(), words].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

impl Screen for ActivityList {
    fn title(&self) -> String {
        let all = grouped(self.entries.len() as u64);
        let count = if self.narrowing().is_empty() {
            format!("{all} entries")
        } else {
            format!("{} of {all}: {}", grouped(self.picked.len() as u64), self.narrowing())
        };
        match self.forgotten {
            0 => format!("Activity: {count}"),
            forgotten => format!("Activity: {count}; {} older ones are not kept", grouped(forgotten)),
        }
    }

    fn absence(&self) -> Option<Absence<'_>> {
        self.picked.is_empty().then(|| Absence::Empty("entries", self.narrowing()))
    }

    fn freshness(&self) -> Freshness<'_> {
        Freshness::default()
    }

    fn is_list(&self) -> bool {
        true
    }

    fn entire(&self) -> Option<&dyn Entire> {
        Some(self)
    }

    fn entire_mut(&mut self) -> Option<&mut dyn Entire> {
        Some(self)
    }

    fn open(&mut self, _desk: &mut Desk<'_>) {}

    fn refresh(&mut self, _desk: &mut Desk<'_>) {}

    fn give_up(&mut self, _desk: &mut Desk<'_>) {}

    fn answer(&mut self, _request: RequestId, _answer: &Result<Reply, Problem>, _desk: &mut Desk<'_>) -> bool {
        false
    }

    fn fit(&mut self, now: Timestamp, body: Rect, _desk: &mut Desk<'_>) {
        self.now = now;
        self.sight.fit(usize::from(body.height.saturating_sub(1)));
        self.keep_in_sight();
    }

    fn in_flight(&self) -> usize {
        0
    }

    fn turn(&mut self, action: Action, _now: Timestamp, _body: Rect, _desk: &mut Desk<'_>) {
        self.sight.shift(action, view::most_columns());
        let to = self.sight.turned(action, self.selected(), self.picked.len());
        // At the top it stays with the newest.
        self.cursor = if to == 0 { None } else { self.row(to).map(|(entry, _)| entry.number) };
        self.keep_in_sight();
    }

    fn subject(&self) -> Option<String> {
        self.row(self.selected()).and_then(|(entry, _)| told::id(entry))
    }

    fn subject_is_loaded(&self) -> bool {
        !self.picked.is_empty()
    }

    fn opens(&self) -> Option<Place> {
        self.row(self.selected()).map(|(entry, _)| Place::ActivityEntry(entry.number))
    }

    fn narrowed(&self) -> Option<&str> {
        Some(&self.words)
    }

    /// While a filter is being typed and can't be read yet, what was shown stays.
    fn narrow(&mut self, words: &str, desk: &mut Desk<'_>) {
        self.now = desk.now;
        if let Ok(filter) = Filter::parse(words, picked::FIELDS) {
            (self.words, self.filter) = (words.to_owned(), filter);
            self.pick();
        }
    }

    fn narrows_by(&self) -> &'static [Field] {
        picked::FIELDS
    }

    fn watch(&mut self, activity: &Activity) {
        if self.changes == activity.changes() {
            return;
        }
        self.changes = activity.changes();
        self.forgotten = activity.forgotten();
        self.entries = activity.shared();
        self.profiles = self.entries.iter().map(|entry| activity.name(entry.profile).to_owned()).collect();
        self.pick();
    }

    fn perform(&mut self, action: Action, _desk: &mut Desk<'_>) -> Did {
        if action == Action::ActivityKind {
            self.only = self.only.next();
            self.pick();
            return Did::Divided;
        }
        Did::Nothing
    }

    fn step_back(&mut self) -> bool {
        let changed = self.only != Only::All || self.sort.is_some();
        (self.only, self.sort) = (Only::All, None);
        self.pick();
        changed
    }

    fn paint(&self, _now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        view::paint(self, theme, area, buffer)
    }
}
