//! A decision on a transfer that takes two persons: accept an incoming one, drop it, complete it by hand, book it back, give it up (F01).
//! Document and reason are typed, all else is given; then the whole order is read and signed, and waits for somebody else (F09).
//! Must not know: where keys are, or what the registry does with an order.

pub(in crate::screens) mod balance;
mod draft;
mod form;
mod known;
pub(in crate::screens) mod view;

use super::{
    Place, findings,
    linked::Linked,
    screen::{Absence, Alarm, Freshness},
    whole::Whole,
    writing::{Draft, Hand, NotWritten, Writes, Writing},
};
use crate::{
    app::{Action, Desk, RequestId, why::Refusal},
    domain::transfer::TransferId,
    evidence::{
        digest::Digest,
        order::{Body, OrderText},
    },
    registry::{Problem, Reply, Reviewed, Unsigned, book::Decision, sheet::Sheet, traffic::IncidentKind},
};
use form::Row;
use known::Known;

/// The screen of a decision on a transfer.
pub type Decide = Writing<Deciding>;

/// A decision on a transfer.
#[derive(Debug)]
pub struct Deciding {
    id: TransferId,
    decision: Decision,
    known: Known,
    /// The other proposal that the security officers were told of last, so that each is told once.
    raised: Option<Digest>,
}

impl Decide {
    /// The decision on a transfer, not asked for yet.
    pub fn of(id: TransferId, decision: Decision) -> Self {
        Self::new(Deciding { id, decision, known: Known::default(), raised: None }, form::empty())
    }
}

impl Deciding {
    /// What is ordered, for the checks.
    fn body(&self) -> Option<Body> {
        draft::body(self.decision, &self.known, None)
    }
}

/// What a decision is called, with its transfer.
fn title(decision: Decision, id: TransferId) -> String {
    match decision {
        Decision::Accept => format!("Accept transfer {id}"),
        Decision::Drop => format!("Drop transfer {id}"),
        Decision::Complete => format!("Complete transfer {id} by hand"),
        Decision::Rebook => format!("Book transfer {id} back"),
        Decision::GiveUp => format!("Give transfer {id} up for good"),
    }
}

impl Writes for Deciding {
    type Row = Row;
    type Text = OrderText;
    const SIGNS: Action = Action::InitiateSign;
    const WHAT: &'static str = "order";
    const IS_NOTED: bool = false;

    fn title(&self) -> String {
        title(self.decision, self.id)
    }

    fn absence(&self) -> Option<Absence<'_>> {
        Absence::of_value(&self.known.transfer, || format!("transfer {}", self.id))
    }

    fn freshness(&self) -> Freshness<'_> {
        Freshness::of_value(&self.known.transfer)
    }

    fn open(&mut self, _draft: &mut Draft<Row>, desk: &mut Desk<'_>) {
        let body = self.body();
        self.known.ask_missing(self.id, body, desk);
    }

    fn refresh(&mut self, desk: &mut Desk<'_>) {
        let body = self.body();
        self.known.ask_again(self.id, body, desk);
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
            let body = self.body();
            self.known.ask_checks(body, desk);
        }
        if mine && draft.mistake.as_ref().is_some_and(|(row, _)| *row == Row::Document) {
            draft.mistake = draft::document(&draft.form, &self.known).err();
        }
        mine
    }

    fn in_flight(&self) -> usize {
        self.known.in_flight()
    }

    fn subject(&self, _draft: &Draft<Row>) -> Option<String> {
        Some(self.id.to_string())
    }

    fn subject_sheet(&self) -> Option<Sheet> {
        Some(Sheet::Transfers)
    }

    fn subject_is_loaded(&self) -> bool {
        self.known.transfer.value().is_some()
    }

    fn changed(&mut self, _row: Row, _draft: &mut Draft<Row>, _desk: &mut Desk<'_>) {}

    fn left(&mut self, row: Row, draft: &mut Draft<Row>, desk: &mut Desk<'_>) {
        if row == Row::Document {
            let path = draft.form.text(row);
            self.known.document.ask(path, desk);
            draft.mistake = draft::document(&draft.form, &self.known).err().filter(|_| !path.is_empty());
        }
        self.open(draft, desk);
    }

    fn reason(&self, draft: &Draft<Row>) -> Option<String> {
        Some(draft.form.text(Row::Reason).to_owned())
    }

    fn outcome(&self, _draft: &Draft<Row>) -> Linked {
        view::outcome(self)
    }

    fn write(&self, draft: &Draft<Row>, hand: Hand<'_>, desk: &mut Desk<'_>) -> Result<Whole<OrderText>, NotWritten<Row>> {
        if let Some(swapped) = self.known.swapped() {
            return Err(Refusal::NotNow(swapped.to_owned()).into());
        }
        if self.decision == Decision::Accept {
            self.known.proof.may_accept()?;
        }
        let text = draft::order(self.decision, &draft.form, &self.known, hand)?;
        let policy = draft::policy(&self.known).ok();
        Ok(Whole::of(text, policy.as_ref().map(|policy| policy.policy()), desk))
    }

    fn may_sign(&self, _text: &OrderText) -> Result<(), Refusal> {
        findings::may_sign(self.known.checks.value().map(Vec::as_slice), self.known.checks.is_asking(), &[])
    }

    fn take_alarm(&mut self) -> Option<Alarm> {
        let now = self.known.proposal()?;
        self.known.swapped().filter(|_| self.raised != Some(now))?;
        self.raised = Some(now);
        Some(Alarm {
            kind: IncidentKind::Altered,
            thing: "transfer",
            about: self.id.to_string(),
            what: format!(
                "the registry shows another proposal than the one that was read first, sha256:{now}; nothing is decided on it (T03)"
            ),
            until: None,
            evidence: None,
        })
    }

    fn unsigned(text: Reviewed<OrderText>) -> Unsigned {
        Unsigned::Order(text)
    }

    fn page_of(&self, name: &str) -> Option<Place> {
        name.parse().ok().map(Place::Order)
    }

    fn begin_anew(&mut self, draft: &mut Draft<Row>) {
        draft.form = form::empty();
    }
}
