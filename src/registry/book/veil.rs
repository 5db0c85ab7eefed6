//! What of a thing is kept from whoever looks: an order about it waits for them, and they type those values again from their own paper first.
//! The veil names the order, because only that order's review, or its end, lifts it (F07).
//! Must not know: who looks, or how what is kept back is painted.

use super::OrderId;
use crate::{evidence::statement::RekeyField, text::Untrusted};
use std::collections::BTreeSet;

/// Stands in the place of a text that says a value which whoever looks types again.
pub const KEPT_BACK: &str = "(kept back: it says what you type again, F07)";

/// What is kept back, and for which order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Veil {
    /// The order that waits; `None` where the registry could not be asked which do.
    pub order: Option<OrderId>,
    /// What of it is typed again.
    pub fields: BTreeSet<RekeyField>,
}

impl Veil {
    /// Whether how many ITMOs, and which, is kept back: each tells the other.
    pub fn hides_units(&self) -> bool {
        self.hides(&[RekeyField::Quantity, RekeyField::Units])
    }

    /// Whether the accounts are kept back: an account's id says which registry it is in.
    pub fn hides_accounts(&self) -> bool {
        self.hides(&[RekeyField::AcquiringAccount, RekeyField::AcquiringRegistry])
    }

    /// Whether the other registry is kept back.
    pub fn hides_registry(&self) -> bool {
        self.hides(&[RekeyField::AcquiringRegistry])
    }

    fn hides(&self, fields: &[RekeyField]) -> bool {
        fields.iter().any(|field| self.fields.contains(field))
    }

    /// Why something is not shown, and what lifts that.
    pub fn sentence(&self) -> String {
        match self.order {
            Some(order) => format!(
                "Order {order} waits for you. What you type again from your own paper in its review is not shown here before you \
                 have agreed to it or it has ended (F07)."
            ),
            None => "The registry could not be asked whether an order about this waits for you. What you would type again is not shown \
                     before it has said so (F07); refresh asks again."
                .to_owned(),
        }
    }
}

/// What was kept back, as statements name it; `None` when nothing was.
pub fn withheld(fields: &BTreeSet<RekeyField>) -> Option<Untrusted> {
    let words: Vec<&str> = fields.iter().map(|field| field.word()).collect();
    (!words.is_empty()).then(|| Untrusted::new(words.join(" ")))
}
