//! Which lines of a journal a filter selects, and in which order they stand in a list.
//! Acts of which nobody knows what came stand first, oldest first; then all others, the newest first; or by number, as asked.
//! Must not know: files.

use crate::{
    evidence::journal::{Entry, Record},
    registry::{Filter, Sort, query, query::Term},
};
use jiff::Timestamp;

/// Whether a line is selected. `open` says whether it is an intent without an outcome, `now` what time it is.
pub(super) fn selects(filter: &Filter, record: &Record, open: bool, now: Timestamp) -> bool {
    filter.terms.iter().all(|term| holds(term, record, open, now) != term.negated)
}

fn holds(term: &Term, record: &Record, open: bool, now: Timestamp) -> bool {
    let Entry { kind, profile, person, session, station, act, object, what, .. } = &record.entry;
    let value = term.value.as_str();
    let contains = |text: &String| contains(text, value);
    match term.field {
        Some("line") => query::bounds(value).is_some_and(|bounds| bounds.contains(&record.seq)),
        Some("kind") => kind.word() == value,
        Some("open") => (value == "yes") == open,
        Some("person") => contains(person),
        Some("station") => contains(station),
        Some("profile") => contains(profile),
        Some("session") => contains(session),
        Some("object") => contains(object),
        Some("act") => contains(act),
        Some("at") => {
            let minutes = u64::try_from(now.duration_since(record.at).as_mins()).unwrap_or(0);
            query::minutes(value).is_some_and(|ages| ages.contains(&minutes))
        }
        // The parser knows no other; a filter that asks for what is not there selects nothing.
        Some(_) => false,
        None => [what, object, person, profile, station, act].into_iter().any(contains),
    }
}

/// Whether a text holds another, without regard to ASCII case.
fn contains(text: &str, value: &str) -> bool {
    let (text, value) = (text.as_bytes(), value.as_bytes());
    value.is_empty() || text.windows(value.len()).any(|part| part.eq_ignore_ascii_case(value))
}

/// The lines that are selected, as numbers, smallest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Numbers {
    /// All between these two, both included; none when the first is greater.
    All(u64, u64),
    /// These.
    Some(Vec<u64>),
}

impl Numbers {
    /// How many there are.
    pub(super) fn count(&self) -> u64 {
        match self {
            Self::All(first, last) => last.saturating_add(1).saturating_sub(*first),
            Self::Some(numbers) => numbers.len() as u64,
        }
    }

    fn at(&self, place: u64) -> Option<u64> {
        match self {
            Self::All(first, last) => first.checked_add(place).filter(|number| number <= last),
            Self::Some(numbers) => numbers.get(usize::try_from(place).ok()?).copied(),
        }
    }

    /// How many are smaller than this one.
    fn below(&self, number: u64) -> u64 {
        match self {
            Self::All(first, last) => number.clamp(*first, last.saturating_add(1)).saturating_sub(*first),
            Self::Some(numbers) => numbers.partition_point(|at| *at < number) as u64,
        }
    }
}

/// The list as it is shown.
pub(super) struct Order {
    numbers: Numbers,
    /// Open intents among them, smallest first; none when the list is by number.
    first: Vec<u64>,
    descending: bool,
}

impl Order {
    /// The order of these lines, of which those are open intents.
    pub(super) fn of(numbers: Numbers, open: &[u64], sort: Option<Sort>) -> Self {
        let among = |number: &u64| numbers.at(numbers.below(*number)) == Some(*number);
        let first = if sort.is_none() { open.iter().copied().filter(among).collect() } else { Vec::new() };
        Self { first, descending: sort.is_none_or(|sort| sort.descending), numbers }
    }

    /// How many lines it has.
    pub(super) fn count(&self) -> u64 {
        self.numbers.count()
    }

    /// The number of the line at a place, from 0.
    pub(super) fn at(&self, place: u64) -> Option<u64> {
        let ahead = self.first.len() as u64;
        let Some(rest) = place.checked_sub(ahead) else { return self.first.get(usize::try_from(place).ok()?).copied() };
        if !self.descending {
            return self.numbers.at(rest);
        }
        let mut from_end = rest;
        for number in self.first.iter().rev() {
            // Open intents stand first, and are passed over here.
            if self.above(*number) <= from_end {
                from_end += 1;
            }
        }
        self.numbers.at(self.count().checked_sub(from_end)?.checked_sub(1)?)
    }

    /// The place of a line, or where it would be.
    pub(super) fn place(&self, number: u64) -> u64 {
        if let Some(place) = self.first.iter().position(|first| *first == number) {
            return place as u64;
        }
        if !self.descending {
            return self.numbers.below(number);
        }
        let passed = self.first.iter().filter(|first| **first > number).count() as u64;
        (self.first.len() as u64).saturating_add(self.above(number)).saturating_sub(passed)
    }

    /// How many are greater than this one.
    fn above(&self, number: u64) -> u64 {
        self.count().saturating_sub(self.numbers.below(number.saturating_add(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{evidence::journal::Chain, registry::query::JOURNAL_FIELDS};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_selected_line_has_one_place(
            chosen in proptest::collection::btree_set(1u64..60, 0..40),
            open in proptest::collection::btree_set(1u64..60, 0..6),
            whole in any::<bool>(),
            sort in proptest::option::of(any::<bool>()),
        ) {
            let numbers = if whole { Numbers::All(3, 50) } else { Numbers::Some(chosen.iter().copied().collect()) };
            let mut expected: Vec<u64> = if whole { (3..=50).collect() } else { chosen.into_iter().collect() };
            let open: Vec<u64> = open.into_iter().collect();
            match sort {
                Some(false) => {}
                Some(true) => expected.reverse(),
                None => expected.sort_by_key(|number| match open.contains(number) {
                    true => (0, *number),
                    false => (1, u64::MAX - number),
                }),
            }
            let order = Order::of(numbers, &open, sort.map(|descending| Sort { by: "line", descending }));
            prop_assert_eq!(order.count(), expected.len() as u64);
            let shown: Vec<u64> = (0..order.count() + 3).filter_map(|place| order.at(place)).collect();
            prop_assert_eq!(&shown, &expected);
            for (place, number) in expected.iter().enumerate() {
                prop_assert_eq!(order.place(*number), place as u64);
            }
        }
    }

    #[test]
    fn a_filter_asks_for_what_a_line_says() {
        let entry = Entry::intent("2845c65b", "Freeze account CHE01-100-0001").in_profile("swiss").by("amina.k", "ONL-2");
        let at: Timestamp = "2026-11-28T09:00:00Z".parse().unwrap();
        let mut chain = Chain::new();
        let line = chain.line(at, entry.about("CHE01-100-0001", None));
        let record = Record::read(line.trim_end()).unwrap();
        let now = "2026-11-28T12:00:00Z".parse().unwrap();
        for (text, selected) in [
            ("", true),
            ("freeze", true),
            ("FREEZE che01-100", true),
            ("thaw", false),
            ("kind:intent", true),
            ("kind:note", false),
            ("-kind:note", true),
            ("open:yes", true),
            ("open:no", false),
            ("person:amina", true),
            ("station:ONL-3", false),
            ("profile:SWISS", true),
            ("session:x", false),
            ("object:0001", true),
            ("act:2845", true),
            ("line:1", true),
            ("line:2..", false),
            ("at:>2h", true),
            ("at:<2h", false),
        ] {
            let filter = Filter::parse(text, JOURNAL_FIELDS).unwrap();
            assert_eq!(selects(&filter, &record, true, now), selected, "{text}");
        }
    }
}
