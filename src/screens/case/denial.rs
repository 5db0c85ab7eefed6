//! Whether an earlier order asked for the same and was denied: by whom, when and why (F34).
//! A denial counts by the person's own signature over a statement about that text; without one there is only the registry's word.
//! Must not know: which orders are compared.

use super::Judged;
use crate::{
    evidence::{
        order::OrderText,
        signed::Signed,
        standing::{self, Case, End},
    },
    registry::book::OrderInFull,
    text::{Kind, Shown},
};
use jiff::Timestamp;

/// A denial.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Denial {
    /// A signed statement says it.
    Signed(End),
    /// Only the registry says it: who, and when.
    Said(Option<Shown>, Option<Timestamp>),
}

impl Judged {
    /// The denial of an order that asked for the same as this one; `None` of any other order.
    pub fn denial_of(&self, earlier: &OrderInFull, now: Timestamp) -> Option<Denial> {
        let signed = earlier.signed.as_ref()?;
        let text = OrderText::parse(signed.order.text.octets().as_bytes()).ok()?;
        if !self.order.text.order().repeats(text.order()) {
            return None;
        }
        let said = || Denial::Said(earlier.decided_by.as_ref().map(|by| by.gate(Kind::Name)), earlier.decided);
        let received = &signed.order;
        let order = Signed::order(received.text.octets(), received.signature.octets(), received.station_signature.octets()).ok();
        let statements: Vec<_> = signed.statements.iter().filter_map(|given| super::judged::read(given).ok()).collect();
        let end = order.and_then(|order| {
            let case = Case { order: &order, statements: &statements, superseded: false, ..self.case() };
            standing::denial(&case, now)
        });
        Some(end.map_or_else(said, Denial::Signed))
    }
}
