//! A segment: a longest run of ITMOs of which each book says one thing. What the books say of it is equal, differs, or is there once.
//! Runs that are cut differently in the two books are one segment; how often they are is kept.
//! Must not know: what kind of discrepancy a segment is.

use super::{
    field::{Said, differing},
    position::Attributes,
};
use crate::domain::BlockRange;
use std::sync::Arc;

/// A run of ITMOs, and what each book says of every one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The ITMOs.
    pub block: BlockRange,
    /// What our book says; `None` when it has no line.
    pub ours: Option<Arc<Attributes>>,
    /// What theirs says.
    pub theirs: Option<Arc<Attributes>>,
    /// What both said when they last agreed.
    pub agreed: Option<Arc<Attributes>>,
    /// How many borders between blocks lie inside, that only one of the two books has.
    pub borders: u64,
    /// Whether it is what a line of one book has more at one of its ends than the line it goes with in the other.
    pub reaches: bool,
    /// Whether a line begins here: in ours, in theirs.
    pub(super) begins: (bool, bool),
}

/// How two books relate in a segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Relation {
    /// They say the same, or what one leaves out.
    Equal,
    /// They say different things.
    Differ(Vec<Said>),
    /// Only ours has it.
    OursOnly,
    /// Only theirs has it.
    TheirsOnly,
    /// Both had it when they last agreed, and neither has it now.
    Neither,
}

/// Who changed what it says since the books last agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mover {
    /// Our book.
    Ours,
    /// Theirs.
    Theirs,
    /// Both.
    Both,
    /// Neither: it differed then too, and was accepted.
    Nobody,
}

impl Mover {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ours => "ours moved",
            Self::Theirs => "theirs moved",
            Self::Both => "both moved",
            Self::Nobody => "nobody moved",
        }
    }
}

impl Segment {
    /// How the books relate in it.
    pub fn relation(&self) -> Relation {
        match (&self.ours, &self.theirs) {
            (Some(ours), Some(theirs)) => match differing(ours, theirs) {
                said if said.is_empty() => Relation::Equal,
                said => Relation::Differ(said),
            },
            (Some(_), None) => Relation::OursOnly,
            (None, Some(_)) => Relation::TheirsOnly,
            (None, None) => Relation::Neither,
        }
    }

    /// Who moved since the last agreement.
    pub fn mover(&self) -> Mover {
        match (changed(&self.agreed, &self.ours), changed(&self.agreed, &self.theirs)) {
            (true, true) => Mover::Both,
            (true, false) => Mover::Ours,
            (false, true) => Mover::Theirs,
            (false, false) => Mover::Nobody,
        }
    }

    /// Takes the segment that follows in, when it is the same for both books; else gives it back and notes what it says about this one.
    pub(super) fn join(&mut self, next: Self) -> Option<Self> {
        let touches = self.block.series == next.block.series && self.block.range.touches(next.block.range);
        if !touches {
            return Some(next);
        }
        let same_books = same(&self.ours, &next.ours) && same(&self.theirs, &next.theirs);
        let both = self.ours.is_some() && self.theirs.is_some();
        let joined = self.block.range.merge(next.block.range);
        // Where the books agree, it is no matter what they once said.
        let same_past = || same(&self.agreed, &next.agreed) || (both && self.relation() == Relation::Equal);
        if let Some(range) = joined.filter(|_| same_books && same_past()) {
            self.block.range = range;
            self.borders += u64::from(both && next.begins.0 != next.begins.1);
            return None;
        }
        let mut next = next;
        self.note_reach(&mut next);
        Some(next)
    }

    /// A line that goes on over the border of two segments has more, or less, than the line it goes with.
    fn note_reach(&mut self, next: &mut Self) {
        let goes_on = (!next.begins.0 && next.ours.is_some(), !next.begins.1 && next.theirs.is_some());
        let both = |segment: &Self| segment.ours.is_some() && segment.theirs.is_some();
        match (both(self), both(next)) {
            (true, false) => next.reaches |= goes_on.0 || goes_on.1,
            (false, true) => self.reaches |= goes_on.0 || goes_on.1,
            // One book's line goes on from before, the other's goes on into what follows: the border is in another place.
            (true, true) => self.reaches |= (!self.begins.0 && goes_on.1) || (!self.begins.1 && goes_on.0),
            (false, false) => {}
        }
    }
}

fn same(a: &Option<Arc<Attributes>>, b: &Option<Arc<Attributes>>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => Arc::ptr_eq(a, b) || a == b,
        (None, None) => true,
        _ => false,
    }
}

fn changed(before: &Option<Arc<Attributes>>, now: &Option<Arc<Attributes>>) -> bool {
    match (before, now) {
        (Some(before), Some(now)) => !Arc::ptr_eq(before, now) && !differing(before, now).is_empty(),
        (None, None) => false,
        _ => true,
    }
}
