//! The lines the differences of a run are shown in: one for each segment, or one for each stretch in which both books say the same.
//! What is folded is only shown shorter; the way from one difference to the next is the same.
//! Must not know: how a line is painted.

use crate::{
    domain::reconcile::Subject,
    registry::run::{Relation, RunSegment},
};

/// A line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// One segment, by its place.
    One(usize),
    /// Segments of one series that follow each other and in which both books say the same: the place of the first, and how many.
    Equal {
        /// The place of the first.
        first: usize,
        /// How many.
        count: usize,
    },
}

impl Line {
    /// The place of its first segment.
    pub fn first(self) -> usize {
        match self {
            Self::One(first) | Self::Equal { first, .. } => first,
        }
    }

    /// Whether a segment is in it.
    pub fn holds(self, segment: usize) -> bool {
        match self {
            Self::One(one) => one == segment,
            Self::Equal { first, count } => (first..first.saturating_add(count)).contains(&segment),
        }
    }
}

/// Whether the books differ in a segment, or something more than a note was found there.
pub fn differs(segment: &RunSegment) -> bool {
    segment.relation != Relation::Equal || segment.found.iter().any(|(code, _)| code.gravity().weight() > 0)
}

/// The lines of the segments that are picked.
pub fn lines(segments: &[RunSegment], folded: bool, picks: impl Fn(&RunSegment) -> bool) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (at, segment) in segments.iter().enumerate().filter(|(_, segment)| picks(segment)) {
        if !folded || differs(segment) {
            lines.push(Line::One(at));
            continue;
        }
        match lines.last_mut() {
            Some(Line::Equal { first, count })
                if *first + *count == at && segments.get(*first).is_some_and(|one| same_series(one, segment)) =>
            {
                *count += 1
            }
            _ => lines.push(Line::Equal { first: at, count: 1 }),
        }
    }
    lines
}

fn same_series(one: &RunSegment, other: &RunSegment) -> bool {
    match (&one.subject, &other.subject) {
        (Subject::Units(one), Subject::Units(other)) => one.series == other.series,
        _ => false,
    }
}

/// The next or the prior difference from a segment on, among those that are picked.
pub fn beside(segments: &[RunSegment], from: usize, forward: bool, picks: impl Fn(&RunSegment) -> bool) -> Option<usize> {
    let is_one = |segment: &RunSegment| differs(segment) && picks(segment);
    let mut places = segments.iter().enumerate().filter(|(_, segment)| is_one(segment)).map(|(at, _)| at);
    if forward { places.find(|at| *at > from) } else { places.rfind(|at| *at < from) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{BlockRange, reconcile::Code};

    fn segment(approach: &str, first: u64, relation: Relation, code: Option<Code>) -> RunSegment {
        let id = |serial: u64| format!("{approach}-CHE01-CHE-{serial}-2023").parse().unwrap();
        let block = BlockRange::of(id(first), id(first + 9)).unwrap();
        let found = code.into_iter().map(|code| (code, None)).collect();
        RunSegment { subject: Subject::Units(block), relation, said: Vec::new(), differing: Vec::new(), found }
    }

    fn book() -> Vec<RunSegment> {
        use Relation::{Differ, Equal, OursOnly};
        vec![
            segment("CA0007", 1, Equal, None),
            // Cut otherwise, and nobody has to act on it.
            segment("CA0007", 11, Equal, Some(Code::D07)),
            segment("CA0007", 21, Differ, Some(Code::D03)),
            segment("CA0007", 31, Equal, None),
            segment("CA0008", 1, Equal, None),
            segment("CA0008", 11, Equal, Some(Code::D13)),
            segment("CA0008", 21, OursOnly, None),
        ]
    }

    #[test]
    fn equal_stretches_of_a_series_fold_into_one_line() {
        use Line::{Equal, One};
        let folded =
            [Equal { first: 0, count: 2 }, One(2), Equal { first: 3, count: 1 }, Equal { first: 4, count: 1 }, One(5), One(6)];
        assert_eq!(lines(&book(), true, |_| true), folded);
        assert_eq!(lines(&book(), false, |_| true), (0..7).map(One).collect::<Vec<_>>());
        assert!(folded[0].holds(1) && !folded[0].holds(2) && folded[1].holds(2));
    }

    #[test]
    fn the_next_difference_is_found_from_anywhere() {
        for (from, next, prior) in [(0, Some(2), None), (2, Some(5), None), (3, Some(5), Some(2)), (6, None, Some(5))] {
            assert_eq!(
                (beside(&book(), from, true, |_| true), beside(&book(), from, false, |_| true)),
                (next, prior),
                "from {from}"
            );
        }
    }

    #[test]
    fn what_is_not_picked_is_passed_over_and_folds_into_nothing() {
        use Line::{Equal, One};
        let picks = |segment: &RunSegment| segment.found.iter().all(|(code, _)| !matches!(code, Code::D07 | Code::D03));
        let folded = [Equal { first: 0, count: 1 }, Equal { first: 3, count: 1 }, Equal { first: 4, count: 1 }, One(5), One(6)];
        assert_eq!(lines(&book(), true, picks), folded);
        assert_eq!((beside(&book(), 0, true, picks), beside(&book(), 5, false, picks)), (Some(5), None));
        let equal = |segment: &RunSegment| segment.relation == Relation::Equal && !differs(segment);
        let kept = |segment: &RunSegment| equal(segment) && segment.found.is_empty();
        assert_eq!(
            lines(&book(), true, kept)[..2],
            [Equal { first: 0, count: 1 }, Equal { first: 3, count: 1 }],
            "a gap ends a line"
        );
    }
}
