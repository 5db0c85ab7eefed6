//! A new order that moves ITMOs: from which account, as a form, what would come of it, and its text (F09, F36).
//! What follows from what is typed is asked of the registry once typing rests.
//! Must not know: where keys are, or what the registry does with an order.

mod draft;
mod form;
mod known;
mod view;

use super::{
    Place, findings,
    linked::Linked,
    screen::{Absence, Freshness},
    whole::Whole,
    writing::{Draft, Hand, NotWritten, Writes, Writing},
};
use crate::{
    app::{Action, Desk, Remote, RequestId, Timer, why::Refusal},
    domain::{AccountId, BlockRange, check::CheckId},
    evidence::order::{Body, OrderText},
    registry::{Problem, Reply, Reviewed, Unsigned, book::OrderId, sheet::Sheet},
    ui::detail::Item,
};
use form::Row;
use known::Known;
use std::time::Duration;

/// Typing rests so long before the checks are asked: nobody waits for an answer about half a number.
const STILL: Duration = Duration::from_millis(250);

/// The screen of a new order.
pub type Initiate = Writing<NewOrder>;

/// A new order: from which account, perhaps in the place of an earlier one.
#[derive(Debug)]
pub struct NewOrder {
    from: AccountId,
    supersedes: Option<OrderId>,
    /// The ITMOs that were marked for it; they stand in its row of the form, which is there once it is chosen what is done with them.
    marked: Vec<BlockRange>,
    known: Known,
}

impl Initiate {
    /// A new order from an account: about ITMOs that were marked, or in the place of an earlier order.
    pub fn of(from: AccountId, marked: &[BlockRange], supersedes: Option<OrderId>) -> Self {
        Self::new(NewOrder { from, supersedes, marked: marked.to_vec(), known: Known::default() }, form::of(marked))
    }
}

impl NewOrder {
    /// Asks for what follows from what was typed: the other account, the authorizations, then the checks.
    fn follow(&mut self, draft: &Draft<Row>, desk: &mut Desk<'_>) {
        let form = &draft.form;
        let own = draft::roster(&self.known).ok().map(|roster| roster.roster().registry);
        let elsewhere = form.has(Row::Registry) && own.is_none_or(|own| form.text(Row::Registry) != own.to_string());
        let to = if elsewhere { None } else { form.text(Row::Account).parse().ok() };
        self.known.ask_to(to, desk);
        let papers = draft::units(form, &self.known)
            .map_or_else(|_| Vec::new(), |(_, blocks)| blocks.iter().map(|block| block.authorization.clone()).collect());
        self.known.ask_authorizations(papers.into_iter(), desk);
        let body = draft::movement(form, &self.known, &self.from).ok();
        self.known.ask_checks(body.map(|moved| Body::Movement(Box::new(moved))), desk);
    }
}

impl Writes for NewOrder {
    type Row = Row;
    type Text = OrderText;
    const SIGNS: Action = Action::InitiateSign;
    const WHAT: &'static str = "order";
    const IS_NOTED: bool = false;

    fn title(&self) -> String {
        format!("New order from {}", self.from)
    }

    fn absence(&self) -> Option<Absence<'_>> {
        Absence::of_value(&self.known.account, || format!("account {}", self.from))
    }

    fn freshness(&self) -> Freshness<'_> {
        Freshness::of_value(&self.known.account)
    }

    fn open(&mut self, draft: &mut Draft<Row>, desk: &mut Desk<'_>) {
        self.known.forget_failed();
        if self.known.is_missing() {
            self.known.ask(&self.from, desk);
        }
        self.known.ask_beside(self.supersedes, desk);
        self.follow(draft, desk);
    }

    fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.known.forget_failed();
        self.known.ask(&self.from, desk);
        self.known.ask_beside(self.supersedes, desk);
    }

    fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.known.give_up(desk);
    }

    fn answer(
        &mut self,
        request: RequestId,
        answer: &Result<Reply, Problem>,
        draft: &mut Draft<Row>,
        desk: &mut Desk<'_>,
    ) -> bool {
        let mine = self.known.answer(request, answer, desk);
        if mine {
            self.follow(draft, desk);
            draft.mistake = draft.mistake.take().and_then(|(row, _)| view::lack_of(self, &draft.form, row));
        }
        mine
    }

    fn in_flight(&self) -> usize {
        self.known.in_flight()
    }

    fn subject(&self, _draft: &Draft<Row>) -> Option<String> {
        Some(self.from.to_string())
    }

    fn subject_sheet(&self) -> Option<Sheet> {
        Some(Sheet::Accounts)
    }

    fn subject_is_loaded(&self) -> bool {
        self.known.account.value().is_some()
    }

    fn changed(&mut self, row: Row, draft: &mut Draft<Row>, desk: &mut Desk<'_>) {
        if row == Row::Kind {
            form::shape(&mut draft.form);
        }
        desk.wake(Timer::Reading, STILL);
    }

    fn left(&mut self, row: Row, draft: &mut Draft<Row>, desk: &mut Desk<'_>) {
        if row == Row::Document {
            self.known.document.ask(draft.form.text(row), desk);
        }
        self.open(draft, desk);
        let is_filled = !draft.form.text(row).is_empty();
        draft.mistake = view::lack_of(self, &draft.form, row).filter(|_| is_filled);
    }

    fn rested(&mut self, draft: &mut Draft<Row>, desk: &mut Desk<'_>) {
        self.follow(draft, desk);
    }

    fn head(&self) -> Option<Item<'static>> {
        self.supersedes.map(view::superseding)
    }

    fn reason(&self, draft: &Draft<Row>) -> Option<String> {
        Some(draft.form.text(Row::Reason).to_owned())
    }

    fn outcome(&self, draft: &Draft<Row>) -> Linked {
        view::outcome(self, draft)
    }

    fn write(&self, draft: &Draft<Row>, hand: Hand<'_>, desk: &mut Desk<'_>) -> Result<Whole<OrderText>, NotWritten<Row>> {
        let supersedes = draft::superseded(&self.known, self.supersedes)?;
        let text = draft::order(&draft.form, &self.known, &self.from, (hand, supersedes))?;
        let policy = draft::policy(&self.known).ok();
        Ok(Whole::of(text, policy.as_ref().map(|policy| policy.policy()), desk))
    }

    fn may_sign(&self, text: &OrderText) -> Result<(), Refusal> {
        let body = &text.order().body;
        let is_asking = self.known.checks_of(body).is_some_and(Remote::is_asking);
        // The registry ends the earlier order before it judges this one; asked now, it still counts what the earlier one holds.
        let but: &[CheckId] = if self.supersedes.is_some() { &[CheckId::B08, CheckId::C03] } else { &[] };
        findings::may_sign(self.known.found_of(body), is_asking, but)
    }

    fn unsigned(text: Reviewed<OrderText>) -> Unsigned {
        Unsigned::Order(text)
    }

    fn page_of(&self, name: &str) -> Option<Place> {
        name.parse().ok().map(Place::Order)
    }

    fn begin_anew(&mut self, draft: &mut Draft<Row>) {
        (draft.form, self.supersedes, self.marked) = (form::of(&[]), None, Vec::new());
    }

    fn empty(&mut self, draft: &mut Draft<Row>) {
        self.marked = Vec::new();
        draft.form = form::of(&[]);
    }
}
