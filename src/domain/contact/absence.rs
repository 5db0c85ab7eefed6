//! That somebody is away, and who stands in.
//! A deputy is a card of the directory with channels of its own that were verified; an absence brings no number.
//! Must not know: whether the deputy can be reached.

use super::{CardId, Term};

/// An absence. A person's absences may overlap; the one that began last says who stands in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Absence {
    /// Who is away.
    pub who: CardId,
    /// From when until when.
    pub term: Term,
    /// Who stands in; none to leave it to the card.
    pub deputy: Option<CardId>,
}
