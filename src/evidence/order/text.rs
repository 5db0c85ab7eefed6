//! The octets of an order, which are what is signed, together with what they say.
//! There is no way to one without the other: a text is written from an order, or read strictly.
//! Must not know: where a text comes from, and who signed it.

use super::{Order, read, write};
use crate::evidence::{
    digest::Digest,
    lines::{LineFault, LineProblem},
};

/// An order's text. Two of the same digest are the same order (F05).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderText {
    text: String,
    sha256: Digest,
    order: Order,
}

impl Order {
    /// Writes the order in the only way there is.
    ///
    /// # Errors
    /// When what the order says could not be read again: it is longer than a text may be, or its values contradict each other.
    pub fn write(&self) -> Result<OrderText, LineProblem> {
        OrderText::parse(write::order(self).as_bytes())
    }
}

impl OrderText {
    /// Reads an order. Every text that is accepted is exactly what [`Order::write`] writes.
    ///
    /// # Errors
    /// The first line that is not as it must be.
    pub fn parse(octets: &[u8]) -> Result<Self, LineProblem> {
        let order = read::order(octets)?;
        let text = write::order(&order);
        // The reader lets nothing pass that is spelled otherwise. Should it ever, this is where it ends.
        if text.as_bytes() != octets {
            return Err(LineProblem { line: 0, key: String::new(), fault: LineFault::Spelling });
        }
        Ok(Self { sha256: Digest::of(&text), text, order })
    }

    /// The text: these octets are signed.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What it says.
    pub fn order(&self) -> &Order {
        &self.order
    }

    /// SHA-256 of the text: what statements about it name.
    pub fn sha256(&self) -> Digest {
        self.sha256
    }
}
