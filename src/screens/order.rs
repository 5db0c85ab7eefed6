//! One order: where it stands, exactly what is to be done, why, and what the checks found when it was last judged.
//! The page only reads. It shows the digest an approval must name, so that two people can compare it (C06).
//! Must not know: who may decide, or how.

pub(in crate::screens) mod act;

use super::{
    Place, findings,
    linked::Linked,
    paper::{Paper, Sheet},
    screen::Did,
    words,
};
use crate::{
    app::{Action, looked::Looked, why::Refusal},
    evidence::order as evidence,
    registry::{
        Read, Reply,
        book::{OrderId, OrderInFull, OrderState, OrderedAct},
        sheet,
    },
    text::{Kind, time},
    ui::{Safe, Span, detail::Item, theme::Role},
};
use jiff::{SignedDuration, Timestamp};

/// The page of an order.
pub type OrderCard = Sheet<OrderInFull>;

impl Paper for OrderInFull {
    type Id = OrderId;
    const ONE: &'static str = "order";
    const LIST: sheet::Sheet = sheet::Sheet::Orders;

    fn ask(id: &OrderId) -> Read {
        Read::Order(*id)
    }

    fn of(reply: Reply) -> Option<Box<Self>> {
        if let Reply::Order(order) = reply { Some(order) } else { None }
    }

    fn page(&self, now: Timestamp) -> Linked {
        let mut page = standing(self, now);
        page.section("What is to be done");
        page.field("Act", Role::Text, Safe::from(self.act.kind().word()));
        page.append(act::seen(&self.act, &self.withheld));
        page.section("Why, and what an approval must name");
        page.field("Reason", Role::Text, self.reason.gate(Kind::Prose));
        page.field("Digest (C06)", Role::Text, Safe::ours(self.digest.to_string()));
        page.section("Checks when it was last judged");
        if !self.withheld.is_empty() {
            page.add(Item::Text(vec![Span::new(Role::Dim, act::LATER)]));
            return page;
        }
        if self.checks.is_empty() {
            page.add(Item::Text(vec![Span::new(Role::Dim, "The registry names none.")]));
        }
        findings::items(&self.checks).for_each(|item| page.add(item));
        page
    }

    fn looked(&self) -> Option<Looked> {
        Some(match &self.signed {
            Some(signed) => Looked::view(
                self.id.to_string(),
                Some(signed.count.sha256),
                "the page of an order; the digest is that of its signed text",
            ),
            None => Looked::view(self.id.to_string(), Some(self.digest), "the page of an order that nobody signed"),
        })
    }

    fn perform(&self, action: Action) -> Did {
        if action == Action::OrderCorrect {
            return self.correction().map_or_else(Did::Refuse, Did::Go);
        }
        if action == Action::OrderReview {
            return Did::Go(Place::Review(self.id));
        }
        if action != Action::OrdersWaiting {
            return Did::Nothing;
        }
        Did::rows(Place::Orders, "state", OrderState::Submitted.word())
    }
}

impl OrderInFull {
    /// Where an order is written that takes the place of this one (F12).
    fn correction(&self) -> Result<Place, Refusal> {
        let signed =
            self.signed.as_ref().ok_or_else(|| Refusal::NotNow("This order was not signed; submit another one.".to_owned()))?;
        let OrderedAct::Transfer(moved) = &self.act else {
            return Err(Refusal::NotNow(
                "Only an order that moves ITMOs is corrected here; withdraw this one and submit another.".to_owned(),
            ));
        };
        if !(self.state.is(&OrderState::Submitted) || self.state.is(&OrderState::Approved)) {
            return Err(Refusal::NotNow("The order has ended; what should be otherwise is a new order (F34).".to_owned()));
        }
        evidence::OrderId::new(signed.count.order_id).map_err(|_| Refusal::NotLoaded)?;
        Ok(Place::Initiate(moved.from.clone(), Vec::new(), Some(self.id)))
    }
}

fn standing(order: &OrderInFull, now: Timestamp) -> Linked {
    let mut page = Linked::default();
    page.section("Where it stands");
    let (role, _) = words::order_state(&order.state);
    page.field("State", role, words::word(&order.state, OrderState::word));
    let at = |at: Timestamp| format!("{} ({})", time::full(at), time::age(at, now));
    let submitted = format!("by {}, {}", order.by.gate(Kind::Name), at(order.submitted));
    page.field("Submitted", Role::Text, Safe::ours(submitted));
    if order.state.is(&OrderState::Submitted) {
        let (role, left) = waits(order.expires.duration_since(now));
        page.field("Waits for", Role::Pending, "another person");
        page.field("Can be approved", role, Safe::ours(format!("until {}{left}", time::full(order.expires))));
    }
    if let Some(by) = &order.decided_by {
        let when = order.decided.map_or_else(String::new, |decided| format!(", {}", at(decided)));
        page.field("Decided", Role::Text, Safe::ours(format!("by {}{when}", by.gate(Kind::Name))));
    }
    page
}

/// How much time is left.
fn waits(left: SignedDuration) -> (Role, String) {
    if left <= SignedDuration::ZERO {
        return (Role::Danger, ", which is over".to_owned());
    }
    let role = if left < SignedDuration::from_hours(4) { Role::Warn } else { Role::Text };
    (role, format!(", {} left", time::span(left)))
}
