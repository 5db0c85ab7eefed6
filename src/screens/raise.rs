//! An order of two persons that raises risk and moves nothing: an account is put on another one's list of trusted accounts, or a frozen
//! one is opened again (F15, F16). One person undoes either at once; only two begin it.
//! Document and reason are typed, of an account that is to be trusted its id too; then the whole order is read and signed (F09).
//! Must not know: where keys are, or what the registry does with an order.

mod draft;
mod form;
mod known;
mod may;
mod view;

pub(in crate::screens) use may::{may_reopen, may_trust};

use super::{
    Place, findings,
    linked::Linked,
    screen::{Absence, Freshness},
    whole::Whole,
    writing::{Draft, Hand, NotWritten, Writes, Writing},
};
use crate::{
    app::{Action, Desk, Remote, RequestId, Timer, why::Refusal},
    domain::AccountId,
    evidence::order::OrderText,
    registry::{Problem, Reply, Reviewed, Unsigned, sheet::Sheet},
};
use form::Row;
use known::Known;
use std::time::Duration;

/// How long nobody has typed before the registry is asked about what stands there.
const STILL: Duration = Duration::from_millis(250);

/// What is ordered that raises risk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Raised {
    /// Put another account on the list of those that this one trusts.
    Trust(AccountId),
    /// Open this account again, which is frozen.
    Reopen(AccountId),
}

impl Raised {
    /// The account it is about.
    pub fn account(&self) -> &AccountId {
        match self {
            Self::Trust(account) | Self::Reopen(account) => account,
        }
    }
}

/// The screen of such an order.
pub type Raise = Writing<Raising>;

/// An order that raises risk, while it is written.
#[derive(Debug)]
pub struct Raising {
    raised: Raised,
    known: Known,
}

impl Raise {
    /// Such an order, not asked for yet.
    pub fn of(raised: Raised) -> Self {
        let form = form::empty(&raised);
        Self::new(Raising { raised, known: Known::default() }, form)
    }
}

impl Raising {
    /// Asks what the checks say of what stands in the form, once that is complete but for document and reason.
    fn follow(&mut self, draft: &Draft<Row>, desk: &mut Desk<'_>) {
        let body = draft::body(&self.raised, &draft.form, None).ok();
        self.known.ask_checks(body, desk);
    }
}

impl Writes for Raising {
    type Row = Row;
    type Text = OrderText;
    const SIGNS: Action = Action::InitiateSign;
    const WHAT: &'static str = "order";
    const IS_NOTED: bool = false;

    fn title(&self) -> String {
        match &self.raised {
            Raised::Trust(account) => format!("Let {account} trust another account"),
            Raised::Reopen(account) => format!("Open account {account} again"),
        }
    }

    fn absence(&self) -> Option<Absence<'_>> {
        Absence::of_value(&self.known.account, || format!("account {}", self.raised.account()))
    }

    fn freshness(&self) -> Freshness<'_> {
        Freshness::of_value(&self.known.account)
    }

    fn open(&mut self, draft: &mut Draft<Row>, desk: &mut Desk<'_>) {
        self.known.forget_failed();
        self.known.ask_missing(&self.raised, desk);
        self.follow(draft, desk);
    }

    fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.known.ask_again(&self.raised, desk);
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
            draft.mistake = draft.mistake.take().and_then(|(row, _)| draft::lack_of(&self.raised, &draft.form, &self.known, row));
        }
        mine
    }

    fn in_flight(&self) -> usize {
        self.known.in_flight()
    }

    fn subject(&self, _draft: &Draft<Row>) -> Option<String> {
        Some(self.raised.account().to_string())
    }

    fn subject_sheet(&self) -> Option<Sheet> {
        Some(Sheet::Accounts)
    }

    fn subject_is_loaded(&self) -> bool {
        self.known.account.value().is_some()
    }

    fn changed(&mut self, _row: Row, _draft: &mut Draft<Row>, desk: &mut Desk<'_>) {
        desk.wake(Timer::Reading, STILL);
    }

    fn left(&mut self, row: Row, draft: &mut Draft<Row>, desk: &mut Desk<'_>) {
        if row == Row::Document {
            self.known.document.ask(draft.form.text(row), desk);
        }
        self.open(draft, desk);
        let is_filled = !draft.form.text(row).is_empty();
        draft.mistake = draft::lack_of(&self.raised, &draft.form, &self.known, row).filter(|_| is_filled);
    }

    fn rested(&mut self, draft: &mut Draft<Row>, desk: &mut Desk<'_>) {
        self.follow(draft, desk);
    }

    fn reason(&self, draft: &Draft<Row>) -> Option<String> {
        Some(draft.form.text(Row::Reason).to_owned())
    }

    fn outcome(&self, draft: &Draft<Row>) -> Linked {
        view::outcome(&self.raised, &self.known, draft)
    }

    fn write(&self, draft: &Draft<Row>, hand: Hand<'_>, desk: &mut Desk<'_>) -> Result<Whole<OrderText>, NotWritten<Row>> {
        may::may(&self.raised, &self.known)?;
        let text = draft::order(&self.raised, &draft.form, &self.known, hand)?;
        let policy = draft::policy(&self.known).ok();
        Ok(Whole::of(text, policy.as_ref().map(|policy| policy.policy()), desk))
    }

    fn may_sign(&self, text: &OrderText) -> Result<(), Refusal> {
        may::may(&self.raised, &self.known)?;
        let checks = self.known.checks_of(&text.order().body);
        let found = checks.and_then(Remote::value).map(Vec::as_slice);
        findings::may_sign(found, checks.is_some_and(Remote::is_asking), &[])
    }

    fn unsigned(text: Reviewed<OrderText>) -> Unsigned {
        Unsigned::Order(text)
    }

    fn page_of(&self, name: &str) -> Option<Place> {
        name.parse().ok().map(Place::Order)
    }

    fn begin_anew(&mut self, draft: &mut Draft<Row>) {
        draft.form = form::empty(&self.raised);
    }
}
