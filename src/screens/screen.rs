//! What every screen can do, so that the console drives them all the same way and knows none of them.
//! A screen asks, takes answers, paints, and says what it can't do and why; it never goes anywhere by itself: it says where to.
//! Must not know: other screens, overlays, or how keys are bound.

pub use super::alarm::Alarm;
use super::{Entire, Place};
use crate::{
    app::{
        Action, Activity, Desk, Habits, Key, List, Remote, RequestId, Scope, Signer,
        confirm::Intent,
        looked::Looked,
        pins::{Finding, Known},
        why::Refusal,
    },
    evidence::{digest::Digest, order::Order},
    registry::{
        Filter, Problem, Receipt, Recording, Reply, Unsigned,
        book::{OrderId, Veil},
        query::{Field, Term},
        sheet::Sheet,
    },
    ui::{Theme, detail::Item},
};
use jiff::Timestamp;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};
use std::fmt;

/// A screen.
pub trait Screen: fmt::Debug {
    /// What it shows, for the head line.
    fn title(&self) -> String;

    /// Why there is nothing to paint yet, if there is nothing.
    fn absence(&self) -> Option<Absence<'_>>;

    /// How old it is.
    fn freshness(&self) -> Freshness<'_>;

    /// The list that has the keys.
    fn list(&self) -> Option<&dyn List> {
        None
    }

    /// The list that has the keys, to be changed.
    fn list_mut(&mut self) -> Option<&mut dyn List> {
        None
    }

    /// Whether the list is the whole screen; the head then says how many rows there are.
    fn is_list(&self) -> bool {
        false
    }

    /// Whether something about the selected row stands beside the list on a wide screen: what it opens, or [`Screen::aside`].
    fn divides(&self) -> bool {
        self.is_list()
    }

    /// What stands beside the list about its selected row, with its title, where that is not what it opens.
    fn aside(&self, _now: Timestamp) -> Option<(String, Vec<Item<'static>>)> {
        None
    }

    /// The list that is here entire, if the screen is one.
    fn entire(&self) -> Option<&dyn Entire> {
        None
    }

    /// The list that is here entire, to be changed.
    fn entire_mut(&mut self) -> Option<&mut dyn Entire> {
        None
    }

    /// Asks for what was never asked for.
    fn open(&mut self, desk: &mut Desk<'_>);

    /// Asks for everything again; what is shown stays until it comes.
    fn refresh(&mut self, desk: &mut Desk<'_>);

    /// Stops waiting for anything.
    fn give_up(&mut self, desk: &mut Desk<'_>);

    /// Takes an answer, if it is one of the screen's. Says whether it was.
    fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool;

    /// The list has been still.
    fn settle(&mut self, desk: &mut Desk<'_>) {
        if let Some(list) = self.list_mut() {
            list.settle(desk);
        }
    }

    /// The screen has this area now.
    fn fit(&mut self, now: Timestamp, body: Rect, desk: &mut Desk<'_>);

    /// Requests that are not answered yet.
    fn in_flight(&self) -> usize;

    /// Moves the cursor, or scrolls.
    fn turn(&mut self, action: Action, now: Timestamp, body: Rect, desk: &mut Desk<'_>);

    /// Whether the screen shows a step of its own, from which [`Screen::step_back`] goes back although the place is a root.
    fn is_stepped_in(&self) -> bool {
        false
    }

    /// What somebody wrote here that an action would throw away, as a sentence: the console asks before it does.
    /// [`Action::Quit`] stands for everything that ends the screen.
    fn loses(&self, _action: Action) -> Option<String> {
        None
    }

    /// Goes one step back within the screen. Says whether there was one.
    fn step_back(&mut self) -> bool {
        false
    }

    /// What an action is called in the footer here.
    fn short(&self, action: Action) -> &'static str {
        action.spec().short
    }

    /// The id the operator is looking at.
    fn subject(&self) -> Option<String>;

    /// The list whose commands know that id.
    fn subject_sheet(&self) -> Option<Sheet> {
        self.list().map(List::sheet)
    }

    /// The command that shows what the screen shows, without the name of the program, where it is not that of its list with the id.
    fn command(&self) -> Option<String> {
        None
    }

    /// Whether the row or the page the keys act on is here.
    fn subject_is_loaded(&self) -> bool {
        self.list().is_some_and(|list| list.key().is_some())
    }

    /// What is on the screen that the journal keeps as looked at; only pages that matter say so.
    fn looked(&self) -> Option<Looked> {
        None
    }

    /// What opening the selected row shows.
    fn opens(&self) -> Option<Place> {
        None
    }

    /// What opening the selected row does: going to what it opens, unless the screen knows better.
    fn open_selected(&self) -> Did {
        self.opens().map_or(Did::Nothing, Did::Go)
    }

    /// The words that narrow what is shown, none of them if it is everything; `None` when the screen can't be narrowed.
    fn narrowed(&self) -> Option<&str> {
        None
    }

    /// Shows only what these words select.
    fn narrow(&mut self, _words: &str, _desk: &mut Desk<'_>) {}

    /// Shows only what holds these words, while they are typed. It asks nobody.
    fn seek(&mut self, words: &str, desk: &mut Desk<'_>) {
        self.narrow(words, desk);
    }

    /// The fields those words can name, as a list's filter names them; none where they are words and nothing else.
    fn narrows_by(&self) -> &'static [Field] {
        &[]
    }

    /// Takes what this console has done, as it is now. Told to what is on the screen, after everything that happens.
    fn watch(&mut self, _activity: &Activity) {}

    /// Takes the key that runs an action here, where one does, for sentences that name it. Told before the screen is shown.
    fn names(&mut self, _key: &dyn Fn(Action) -> Option<String>) {}

    /// Takes who signs for the profile in use. Told before the screen is shown.
    fn signs_as(&mut self, _signer: Option<&Signer>) {}

    /// Takes what a reason is held against that is given here (F20). Told before the screen is shown.
    fn weighs(&mut self, _habits: &Habits) {}

    /// What it gave to be signed is on its way: it was not refused. Told once, to the screen that gave it.
    fn handed_over(&mut self) {}

    /// The text with this digest, which was handed over to be signed, was not done: if it was this screen's, it can be handed over again.
    fn not_done(&mut self, _sha256: Digest) {}

    /// Takes what a roster and a policy are judged by. Told before the screen is shown.
    fn knows(&mut self, _known: &Known) {}

    /// What was found out about the roster or the policy in force; told once.
    fn take_finding(&mut self) -> Option<Finding> {
        None
    }

    /// Takes a draft that was read from a file, to be read and signed.
    ///
    /// # Errors
    /// [`Refusal`] says why it can't be.
    fn take_draft(&mut self, _draft: &str) -> Result<(), Refusal> {
        Err(Refusal::NotHere(Scope::Guard))
    }

    /// Takes whose key is to be revoked, and why, to be read and signed.
    ///
    /// # Errors
    /// [`Refusal`] says why it can't be.
    fn take_revocation(&mut self, _words: &str) -> Result<(), Refusal> {
        Err(Refusal::NotHere(Scope::Guard))
    }

    /// Takes 16 octets that nobody can foresee, from which ids and challenges are made. Told before the screen is shown.
    fn seeded(&mut self, _seed: [u8; 16]) {}

    /// Whether one of the screen's fields has the keys, so that a letter is typed and runs nothing.
    fn is_typing(&self, _now: Timestamp) -> bool {
        false
    }

    /// Whether reading on is what comes next: not all of a text has been on the screen (F09), or of what would come of what is typed.
    fn is_unread(&self) -> bool {
        false
    }

    /// Takes a key while one of the screen's fields has the keys; `None` when it means nothing there, so that it is a key like any other.
    fn typed(&mut self, _key: Key, _desk: &mut Desk<'_>) -> Option<Did> {
        None
    }

    /// Takes a paste into the field that has the keys, as one piece. `None` when no field has them: then a paste is nothing.
    ///
    /// # Errors
    /// [`Refusal`] says why the field does not take it.
    fn pasted(&mut self, _text: &str, _desk: &mut Desk<'_>) -> Option<Result<(), Refusal>> {
        None
    }

    /// The time that the screen waited for has come (`Timer::Reading`).
    fn woken(&mut self, _desk: &mut Desk<'_>) {}

    /// What is painted has rested on the screen: it counts as having been there, but for so many of the last rows, which lie under
    /// something else (F09).
    fn rested(&mut self, _covered: u16, _desk: &mut Desk<'_>) {}

    /// Whether one of the screen's own actions can run now.
    ///
    /// # Errors
    /// [`Refusal`] says why not.
    fn allowed(&self, action: Action) -> Result<(), Refusal> {
        if matches!(action, Action::NextPart | Action::PriorPart) { Err(Refusal::NoParts) } else { Ok(()) }
    }

    /// What an act of one person would be now; `follows` says that what is asked for again only follows the book, so that what is shown
    /// is not old because of it.
    ///
    /// # Errors
    /// [`Refusal`] says why it can't be done.
    fn intent(&self, action: Action, _follows: bool) -> Result<Intent, Refusal> {
        Err(Refusal::NotHere(action.spec().scope))
    }

    /// The text with this digest was done, by this receipt; it may have been handed over here, or elsewhere.
    fn done(&mut self, _sha256: Digest, _receipt: &Receipt) {}

    /// An order signed here was taken by the registry: what it is about is marked no longer.
    fn ordered(&mut self, _order: &Order) {}

    /// Where the registry's receipt for an act begun here leads.
    fn receipt(&self, _receipt: &Receipt) -> Did {
        Did::Nothing
    }

    /// Performs one of the screen's own actions, and says what the console is to do.
    fn perform(&mut self, _action: Action, _desk: &mut Desk<'_>) -> Did {
        Did::Nothing
    }

    /// What the operator should know about the cursor; said once.
    fn take_remark(&mut self) -> Option<String> {
        self.list_mut().and_then(|list| list.take_remark())
    }

    /// Takes where the evidence of an order is kept, as a sentence.
    fn has_evidence(&mut self, _order: OrderId, _place: &str) {}

    /// What must be told and kept although nobody asked; given once.
    fn take_alarm(&mut self) -> Option<Alarm> {
        None
    }

    /// What of its list stands at a position, when it is painted on this area.
    fn spot(&self, _now: Timestamp, _area: Rect, _at: Position) -> Option<Spot> {
        None
    }

    /// Paints the screen; the answer is where the terminal's cursor belongs.
    fn paint(&self, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position>;
}

/// What came of a screen's own action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Did {
    /// Nothing the console needs to know.
    Nothing,
    /// The screen divides its area otherwise now.
    Divided,
    /// Go there.
    Go(Place),
    /// Put this on the clipboard.
    Copy(String),
    /// Go to a list and show the rows this filter selects.
    List(Place, String),
    /// Have this text signed and sent. Only a review gives one.
    Sign(Box<Unsigned>),
    /// Have this recorded, with why. It only adds to what is known, so nobody is asked first.
    Record(Box<Recording>, String),
    /// Say why it was not done.
    Refuse(Refusal),
}

impl Did {
    /// Goes to a list and shows the rows that have this value in a field.
    pub fn rows(place: Place, field: &'static str, value: impl fmt::Display) -> Self {
        let term = Term { field: Some(field), value: value.to_string(), negated: false };
        Self::List(place, Filter { terms: vec![term] }.to_string())
    }
}

/// What of a list stands somewhere on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// A row, counted from the first of the list.
    Row(u64),
    /// The title of a column, by the field it can be sorted by.
    Column(&'static str),
}

/// Why a screen has nothing to paint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Absence<'a> {
    /// Nothing has come yet; what is asked for.
    Waiting(String),
    /// Nothing came.
    Trouble(&'a Problem),
    /// There are no rows; what many are called, and the filter that selects none.
    Empty(&'static str, String),
    /// All of it is kept back, for the order that is named (F07).
    KeptBack(&'a Veil),
}

/// How old what is shown is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Freshness<'a> {
    /// When it was read.
    pub as_of: Option<Timestamp>,
    /// Why there is nothing newer.
    pub problem: Option<&'a Problem>,
    /// Whether an answer is awaited.
    pub asking: bool,
}

impl<'a> Freshness<'a> {
    /// That of a list.
    pub fn of_list(list: &'a (impl List + ?Sized)) -> Self {
        Self { as_of: list.as_of(), problem: list.problem(), asking: list.is_asking() }
    }

    /// That of a value.
    pub fn of_value<T>(value: &'a Remote<T>) -> Self {
        Self { as_of: value.as_of(), problem: value.problem(), asking: value.is_asking() }
    }
}

impl<'a> Absence<'a> {
    /// Why a list that is the whole screen has nothing to paint.
    pub fn of_list(list: &'a (impl List + ?Sized)) -> Option<Self> {
        match (list.total(), list.problem()) {
            (None, Some(problem)) => Some(Self::Trouble(problem)),
            (None, None) => Some(Self::Waiting(list.many().to_owned())),
            (Some(0), _) => Some(Self::Empty(list.many(), list.filter_text())),
            _ => None,
        }
    }

    /// Why there is no value; `what` names it.
    pub fn of_value<T>(value: &'a Remote<T>, what: impl FnOnce() -> String) -> Option<Self> {
        match (value.value(), value.problem()) {
            (None, Some(problem)) => Some(Self::Trouble(problem)),
            (None, None) => Some(Self::Waiting(what())),
            _ => None,
        }
    }
}
