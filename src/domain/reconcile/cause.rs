//! What probably led to a difference, with the arithmetic: `+12 500 = CHE01-2026-000044 (finalised-out 2026-11-03 02:10 UTC)`.
//! A sum is only suggested when it is exact, and of three transfers at most: with more, some sum always fits.
//! Must not know: whether the cause is the true one; people say that.

use super::field::Field;
use crate::{
    domain::{Quantity, RegistryId, transfer::TransferId},
    text::{number::grouped, time},
};
use jiff::Timestamp;

/// From how many transfers on no sums of three are tried: the number of triples grows with the square of it.
const MOST: usize = 400;

/// A transfer that may have led to a difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recent {
    /// The transfer.
    pub transfer: TransferId,
    /// The registry the ITMOs left.
    pub from: RegistryId,
    /// The registry they went to.
    pub to: RegistryId,
    /// How many.
    pub quantity: Quantity,
    /// Its state at our side, in its own word.
    pub state: &'static str,
    /// When it came into this state.
    pub at: Timestamp,
}

/// What probably led to a difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// These transfers add up to it: they moved it, or should have. Positive where ours has more.
    Transfers {
        /// By how much ours is more.
        difference: i128,
        /// The transfers, at most three.
        items: Vec<Recent>,
    },
    /// One side counts the last serial in, or begins to count at another number.
    OffByOne,
    /// The ids differ in this part, and in nothing else.
    IdPart(Field),
    /// The blocks were split or merged, this many times more in one book than in the other at other places.
    Borders(u64),
}

impl Cause {
    /// The cause as a sentence, with the arithmetic where there is one.
    pub fn sentence(&self) -> String {
        match self {
            Self::Transfers { difference, items } => {
                let item = |recent: &Recent| format!("{} ({} {})", recent.transfer, recent.state, time::full(recent.at));
                let plus = |recent: &Recent| format!("{} {}", grouped(recent.quantity.count()), item(recent));
                match items.as_slice() {
                    [one] => format!("{} = {}", signed(*difference), item(one)),
                    many => format!("{} = {}", signed(*difference), many.iter().map(plus).collect::<Vec<_>>().join(" + ")),
                }
            }
            Self::OffByOne => {
                "one book has exactly one ITMO more at the end of the block: the last serial may be counted as the first \
                               one beyond it, or the numbering begins at 0"
                    .to_owned()
            }
            Self::IdPart(field) => format!("the same serials stand under ids that differ in the {} alone", field.word()),
            Self::Borders(1) => "one border between blocks is in one book only".to_owned(),
            Self::Borders(count) => format!("{} borders between blocks are in one book only", grouped(*count)),
        }
    }
}

fn signed(number: i128) -> String {
    let digits = grouped(u64::try_from(number.unsigned_abs()).unwrap_or(u64::MAX));
    if number < 0 { format!("−{digits}") } else { format!("+{digits}") }
}

/// One, two or three transfers whose quantities add up to exactly this many; the fewest, and of as many the ones given first.
/// `None` when there are none, or nothing is to be explained.
pub fn items_of(quantity: Quantity, recent: &[Recent]) -> Option<Vec<Recent>> {
    let recent = recent.get(..MOST).unwrap_or(recent);
    let left = |sum: Quantity, item: &Recent| sum.minus(item.quantity);
    let one = |sum: Quantity, after: usize| {
        recent.iter().enumerate().skip(after).find(|(_, item)| item.quantity == sum && sum > Quantity::ZERO)
    };
    let two = |sum: Quantity, after: usize| {
        let mut pairs = recent.iter().enumerate().skip(after);
        pairs.find_map(|(at, first)| Some([first.clone(), one(left(sum, first)?, at + 1)?.1.clone()]))
    };
    if let Some((_, item)) = one(quantity, 0) {
        return Some(vec![item.clone()]);
    }
    if let Some(pair) = two(quantity, 0) {
        return Some(pair.to_vec());
    }
    recent.iter().enumerate().find_map(|(at, first)| {
        let rest = two(left(quantity, first)?, at + 1)?;
        Some(std::iter::once(first.clone()).chain(rest).collect())
    })
}
