//! What a screen where something is written keeps to itself: what it asks the registry for, which rows it has, the text that comes of them.
//! The rest of its course is the same everywhere, and is not its own.
//! Must not know: how keys reach the form, or how a text is read.

use crate::{
    app::{Action, Desk, RequestId, Signer, why::Refusal},
    registry::{Problem, Receipt, Reply, Reviewable, Reviewed, Unsigned, sheet::Sheet},
    screens::{
        Place,
        form::Form,
        linked::Linked,
        new_id,
        screen::{Absence, Alarm, Did, Freshness},
        whole::Whole,
    },
    ui::detail::Item,
};
use jiff::Timestamp;
use std::fmt;
use uuid::Uuid;

/// What is missing or wrong: in which row, and a clause about it.
pub type Lack<N> = (N, String);

/// What is entered so far.
#[derive(Debug)]
pub struct Draft<N> {
    /// The form.
    pub form: Form<N>,
    /// What is wrong in it, of what was said so far.
    pub mistake: Option<Lack<N>>,
    /// Now.
    pub now: Timestamp,
}

/// Who writes, when, and octets that nobody can foresee, of which an id is made.
#[derive(Clone, Copy)]
pub struct Hand<'a> {
    /// Who, at which station.
    pub signer: &'a Signer,
    /// When.
    pub now: Timestamp,
    /// Octets that nobody can foresee.
    pub seed: [u8; 16],
}

impl Hand<'_> {
    /// An id of version 7: the time, then octets nobody can foresee; none when the clock can't be said in one.
    pub fn id(&self) -> Option<Uuid> {
        new_id::version_7(self.now, self.seed, 0)
    }
}

/// Why there is no text of what was entered.
#[derive(Debug)]
pub enum NotWritten<N> {
    /// Something is missing or wrong in a row.
    Lack(Lack<N>),
    /// Nothing in the form would help.
    Refused(Refusal),
}

impl<N> From<Lack<N>> for NotWritten<N> {
    fn from(lack: Lack<N>) -> Self {
        Self::Lack(lack)
    }
}

impl<N> From<Refusal> for NotWritten<N> {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// What is written on such a screen: what it asks the registry for, which rows it has, and the text that comes of them.
pub trait Writes: fmt::Debug {
    /// A row of its form.
    type Row: Copy + PartialEq + fmt::Debug;
    /// What is signed.
    type Text: Reviewable + Clone + fmt::Debug;
    /// The action that signs it.
    const SIGNS: Action;
    /// What is written, such as `order`.
    const WHAT: &'static str;
    /// Whether the journal keeps that the text was read to its end, as a line of its own.
    const IS_NOTED: bool;

    /// See [`Screen::title`](super::Screen::title).
    fn title(&self) -> String;
    /// See [`Screen::absence`](super::Screen::absence).
    fn absence(&self) -> Option<Absence<'_>>;
    /// See [`Screen::freshness`](super::Screen::freshness).
    fn freshness(&self) -> Freshness<'_>;
    /// See [`Screen::open`](super::Screen::open).
    fn open(&mut self, draft: &mut Draft<Self::Row>, desk: &mut Desk<'_>);
    /// See [`Screen::refresh`](super::Screen::refresh).
    fn refresh(&mut self, desk: &mut Desk<'_>);
    /// See [`Screen::give_up`](super::Screen::give_up).
    fn give_up(&mut self, desk: &mut Desk<'_>);
    /// See [`Screen::answer`](super::Screen::answer).
    fn answer(
        &mut self,
        request: RequestId,
        answer: &Result<Reply, Problem>,
        draft: &mut Draft<Self::Row>,
        desk: &mut Desk<'_>,
    ) -> bool;
    /// See [`Screen::in_flight`](super::Screen::in_flight).
    fn in_flight(&self) -> usize;
    /// See [`Screen::subject`](super::Screen::subject).
    fn subject(&self, draft: &Draft<Self::Row>) -> Option<String>;
    /// See [`Screen::subject_sheet`](super::Screen::subject_sheet).
    fn subject_sheet(&self) -> Option<Sheet> {
        None
    }
    /// See [`Screen::subject_is_loaded`](super::Screen::subject_is_loaded).
    fn subject_is_loaded(&self) -> bool;

    /// What is typed or chosen in a row is another.
    fn changed(&mut self, row: Self::Row, draft: &mut Draft<Self::Row>, desk: &mut Desk<'_>);
    /// A row was left for another.
    fn left(&mut self, _row: Self::Row, _draft: &mut Draft<Self::Row>, _desk: &mut Desk<'_>) {}
    /// Nobody has typed for as long as the screen asked to be told (`Timer::Reading`).
    fn rested(&mut self, _draft: &mut Draft<Self::Row>, _desk: &mut Desk<'_>) {}
    /// A line that stands above the form.
    fn head(&self) -> Option<Item<'static>> {
        None
    }
    /// The reason that was entered, where a form asks for one that is held against others (F20).
    fn reason(&self, _draft: &Draft<Self::Row>) -> Option<String> {
        None
    }
    /// What would come of what is entered.
    fn outcome(&self, draft: &Draft<Self::Row>) -> Linked;
    /// The whole text of what is entered.
    ///
    /// # Errors
    /// [`NotWritten`].
    fn write(
        &self,
        draft: &Draft<Self::Row>,
        hand: Hand<'_>,
        desk: &mut Desk<'_>,
    ) -> Result<Whole<Self::Text>, NotWritten<Self::Row>>;
    /// Why this text may not be signed as things stand, whatever was read of it.
    ///
    /// # Errors
    /// [`Refusal`] says what hinders it.
    fn may_sign(&self, _text: &Self::Text) -> Result<(), Refusal> {
        Ok(())
    }
    /// See [`Screen::take_alarm`](super::Screen::take_alarm).
    fn take_alarm(&mut self) -> Option<Alarm> {
        None
    }
    /// The text that was read, to be signed.
    fn unsigned(text: Reviewed<Self::Text>) -> Unsigned;
    /// The page of what was submitted, by the name the registry gave it.
    fn page_of(&self, name: &str) -> Option<Place>;
    /// Empties the form for the next.
    fn begin_anew(&mut self, draft: &mut Draft<Self::Row>);
    /// Empties the form, for what it is about.
    fn empty(&mut self, draft: &mut Draft<Self::Row>) {
        self.begin_anew(draft);
    }
    /// See [`Screen::receipt`](super::Screen::receipt); of what was handed over here.
    fn receipt(&self, _receipt: &Receipt) -> Did {
        Did::Nothing
    }
}
