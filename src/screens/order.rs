//! One order: where it stands, exactly what is to be done, why, and what its signed texts say when they are judged here.
//! What the registry counts is shown beside that; where the two differ it is an alarm, and nothing is done with the order (promise 2).
//! Must not know: how a statement is composed, read or signed.

pub(in crate::screens) mod act;
pub(in crate::screens) mod judged;
mod page;

use super::{
    Place,
    awaited::said,
    case::{CaseFile, Doubt, Judged},
    linked::{Linked, Reading},
    screen::{Absence, Alarm, Did, Freshness, Screen},
};
use crate::{
    app::{Action, Desk, RequestId, Signer, Timer, looked::Looked, why::Refusal},
    evidence::{order::Body, statement::StatementKind},
    registry::{
        Problem, Reply,
        book::{OrderId, OrderInFull, OrderState, OrderedAct},
        sheet,
        traffic::IncidentKind,
    },
    ui::{Theme, theme::Role},
};
use jiff::Timestamp;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

/// The page of an order.
#[derive(Debug)]
pub struct OrderCard {
    file: CaseFile,
    signer: Option<Signer>,
    /// What the texts say, or why they do not hold; `None` until all of them are here.
    judged: Option<Result<Judged, Doubt>>,
    reading: Reading,
    now: Timestamp,
    alarm: Option<Alarm>,
    /// Where what was shown is kept, if it was an alarm.
    evidence: Option<String>,
    /// What was told already.
    told: Option<String>,
}

impl OrderCard {
    /// The page of an order, not asked for yet.
    pub fn of(id: OrderId) -> Self {
        Self {
            file: CaseFile::of(id),
            signer: None,
            judged: None,
            reading: Reading::default(),
            now: Timestamp::UNIX_EPOCH,
            alarm: None,
            evidence: None,
            told: None,
        }
    }

    /// The order as the registry shows it, once it is here.
    fn order(&self) -> Option<&OrderInFull> {
        self.file.order().value().map(|order| &**order)
    }

    fn page(&self, now: Timestamp) -> Linked {
        let Some(order) = self.order() else { return Linked::default() };
        let mut page = page::standing(order, now);
        page.append(judged::page(order, self.judged.as_ref(), self.file.problem(), now));
        self.evidence.iter().for_each(|place| page.add(said(Role::Warn, place.clone())));
        page.append(page::order(order));
        page
    }

    /// Judges what is here, and comes back when a countdown on the page is a second or a minute further.
    fn judge(&mut self, desk: &mut Desk<'_>) {
        self.now = desk.now;
        self.judged = self.file.judged(desk.now);
        let found = self.order().and_then(|order| judged::alarm(order, self.judged.as_ref()?, desk.now));
        if found.is_some() && found != self.told {
            self.told.clone_from(&found);
            self.alarm = found.map(|what| Alarm {
                kind: IncidentKind::Altered,
                thing: "order",
                about: self.file.id().to_string(),
                evidence: self.file.shown(&what),
                what,
                until: None,
            });
        }
        if let Some(Ok(judged)) = &self.judged
            && let Some(next) = judged::next_tick(&judged.standing(desk.now), desk.now)
        {
            desk.wake(Timer::Reading, next);
        }
    }

    /// The case, if it holds.
    fn case(&self) -> Result<&Judged, Refusal> {
        match &self.judged {
            Some(Ok(judged)) => Ok(judged),
            Some(Err(doubt)) => Err(Refusal::NotNow(format!("Nothing is done with this order here: {doubt}."))),
            None => Err(Refusal::NotLoaded),
        }
    }

    /// Whether the person here may say something about the order now.
    fn may(&self, kind: StatementKind) -> Result<(), Refusal> {
        let judged = self.case()?;
        let signer = self.signer.as_ref().ok_or(Refusal::NotSignedIn)?;
        judged.may(kind, signer, self.now).map_err(|why| Refusal::NotNow(judged::sentence(&why)))
    }

    /// Where an order is written that takes the place of this one (F12).
    fn correction(&self) -> Result<Place, Refusal> {
        let order = self.order().ok_or(Refusal::NotLoaded)?;
        let OrderedAct::Transfer(moved) = &order.act else {
            return Err(Refusal::NotNow(
                "Only an order that moves ITMOs is corrected here; withdraw this one and submit another.".to_owned(),
            ));
        };
        if !(order.state.is(&OrderState::Submitted) || order.state.is(&OrderState::Approved)) {
            return Err(Refusal::NotNow("The order has ended; what should be otherwise is a new order (F34).".to_owned()));
        }
        let signed = order.signed.as_ref();
        let signed = signed.ok_or_else(|| Refusal::NotNow("This order was not signed; submit another one.".to_owned()))?;
        let judged = self.case()?.order.text.order();
        if judged.id.uuid() != signed.count.order_id || !matches!(judged.body, Body::Movement(_)) {
            return Err(Refusal::NotNow("The registry names another order than the one that was signed (T02).".to_owned()));
        }
        self.may(StatementKind::Withdraw)?;
        Ok(Place::Initiate(moved.from.clone(), Vec::new(), Some(self.file.id())))
    }

    /// Whether there is a call to answer: the initiator's, about an order that holds and can still be approved.
    fn may_answer(&self) -> Result<(), Refusal> {
        let judged = self.case()?;
        let signer = self.signer.as_ref().ok_or(Refusal::NotSignedIn)?;
        let initiator = &judged.order.text.order().initiator;
        if signer.person != *initiator {
            return Err(Refusal::NotNow(format!(
                "The approver calls {initiator}, who initiated this order; the words are theirs (F29)."
            )));
        }
        Ok(())
    }
}

impl Screen for OrderCard {
    fn title(&self) -> String {
        format!("Order {}", self.file.id())
    }

    fn absence(&self) -> Option<Absence<'_>> {
        Absence::of_value(self.file.order(), || format!("order {}", self.file.id()))
    }

    fn freshness(&self) -> Freshness<'_> {
        Freshness::of_value(self.file.order())
    }

    fn open(&mut self, desk: &mut Desk<'_>) {
        if self.file.is_missing() { self.refresh(desk) } else { self.judge(desk) }
    }

    fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.file.ask(desk);
    }

    fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.file.give_up(desk);
    }

    fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        let mine = self.file.answer(request, answer, desk);
        if mine {
            self.judge(desk);
        }
        mine
    }

    fn fit(&mut self, now: Timestamp, body: Rect, _desk: &mut Desk<'_>) {
        self.now = now;
        self.reading.fit(body);
    }

    fn woken(&mut self, desk: &mut Desk<'_>) {
        self.judge(desk);
    }

    fn in_flight(&self) -> usize {
        self.file.in_flight()
    }

    fn turn(&mut self, action: Action, now: Timestamp, body: Rect, desk: &mut Desk<'_>) {
        self.fit(now, body, desk);
        let page = self.page(self.now);
        self.reading.turn(&page, action);
    }

    fn subject(&self) -> Option<String> {
        Some(self.file.id().to_string())
    }

    fn subject_sheet(&self) -> Option<sheet::Sheet> {
        Some(sheet::Sheet::Orders)
    }

    fn subject_is_loaded(&self) -> bool {
        self.order().is_some()
    }

    fn looked(&self) -> Option<Looked> {
        let order = self.order()?;
        Some(match &order.signed {
            Some(signed) => Looked::view(
                order.id.to_string(),
                Some(signed.count.sha256),
                "the page of an order; the digest is that of its signed text",
            ),
            None => Looked::view(order.id.to_string(), Some(order.digest), "the page of an order that nobody signed"),
        })
    }

    fn signs_as(&mut self, signer: Option<&Signer>) {
        self.signer = signer.cloned();
    }

    fn has_evidence(&mut self, order: OrderId, place: &str) {
        if order == self.file.id() {
            self.evidence = Some(place.to_owned());
        }
    }

    fn take_alarm(&mut self) -> Option<Alarm> {
        self.alarm.take()
    }

    fn open_selected(&self) -> Did {
        self.reading.follow(&self.page(self.now))
    }

    fn allowed(&self, action: Action) -> Result<(), Refusal> {
        self.order().ok_or(Refusal::NotLoaded)?;
        match action {
            Action::OrderWithdraw => self.may(StatementKind::Withdraw),
            Action::OrderTakeBack => self.may(StatementKind::WithdrawApproval),
            Action::OrderStop => self.may(StatementKind::Stop),
            Action::OrderCorrect => self.correction().map(drop),
            Action::OrderAnswer => self.may_answer(),
            _ => Ok(()),
        }
    }

    fn perform(&mut self, action: Action, _desk: &mut Desk<'_>) -> Did {
        let id = self.file.id();
        match action {
            Action::NextPart | Action::PriorPart => {
                let page = self.page(self.now);
                self.reading.part(&page, action == Action::NextPart);
                Did::Nothing
            }
            Action::OrderWithdraw => Did::Go(Place::Speak(id, StatementKind::Withdraw)),
            Action::OrderTakeBack => Did::Go(Place::Speak(id, StatementKind::WithdrawApproval)),
            Action::OrderStop => Did::Go(Place::Speak(id, StatementKind::Stop)),
            Action::OrderAnswer => Did::Go(Place::Telephone(id)),
            Action::OrderCorrect => self.correction().map_or_else(Did::Refuse, Did::Go),
            Action::OrderReview => Did::Go(Place::Review(id)),
            Action::OrdersWaiting => Did::rows(Place::Orders, "state", OrderState::Submitted.word()),
            _ => Did::Nothing,
        }
    }

    fn paint(&self, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        self.order()?;
        self.reading.paint(&self.page(now), theme, area, buffer)
    }
}
