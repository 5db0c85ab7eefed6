//! Which entries of the console's own record a filter picks, by fields of their own: `outcome:failed`, `kind:act at:<1h`.
//! They are all here, so nobody is asked; a word without a field is looked for in all that an entry says.
//! Must not know: how an entry is shown.

use super::told;
use crate::{
    app::activity::Entry,
    registry::{
        Filter,
        query::{Field, FieldKind, Term, bounds, minutes},
    },
};
use jiff::Timestamp;

/// The kinds, as words.
const KINDS: &[&str] = &["question", "act", "refusal", "stream"];

/// What can come of an entry, as words.
const OUTCOMES: &[&str] =
    &["waiting", "answered", "done", "queued", "unknown", "failed", "given-up", "refused", "live", "broken", "none"];

/// The fields of an entry.
pub const FIELDS: &[Field] = &[
    Field { name: "number", kind: FieldKind::Number, sortable: false, doc: "number of the entry, from 1, or a range of numbers" },
    Field { name: "kind", kind: FieldKind::Choice(KINDS), sortable: true, doc: "what it is" },
    Field { name: "outcome", kind: FieldKind::Choice(OUTCOMES), sortable: true, doc: "what came of it" },
    Field { name: "what", kind: FieldKind::Text, sortable: false, doc: "what was asked, sent or refused, or part of it" },
    Field { name: "profile", kind: FieldKind::Text, sortable: true, doc: "profile of the registry, or part of its name" },
    Field { name: "id", kind: FieldKind::Text, sortable: false, doc: "request id or the act's key, or part of it" },
    Field { name: "at", kind: FieldKind::Age, sortable: true, doc: "how long ago, such as <1h" },
];

/// Whether a filter picks an entry of a profile, at this moment.
pub fn picks(filter: &Filter, entry: &Entry, profile: &str, now: Timestamp) -> bool {
    filter.terms.iter().all(|term| holds(term, entry, profile, now) != term.negated)
}

fn holds(term: &Term, entry: &Entry, profile: &str, now: Timestamp) -> bool {
    let value = term.value.to_lowercase();
    let contains = |text: &str| text.to_lowercase().contains(&value);
    match term.field {
        None => contains(&told::line(entry, profile)),
        Some("number") => bounds(&term.value).is_some_and(|range| range.contains(&entry.number)),
        Some("kind") => told::kind(entry) == value,
        Some("outcome") => told::outcome(entry).2.replace(' ', "-") == value,
        Some("what") => contains(&told::what(entry)),
        Some("profile") => contains(profile),
        Some("id") => told::id(entry).is_some_and(|id| contains(&id)),
        Some("at") => {
            let passed = u64::try_from(now.duration_since(entry.at).as_mins()).unwrap_or(0);
            minutes(&term.value).is_some_and(|range| range.contains(&passed))
        }
        // The parser knows no other; a filter that asks for what is not there picks nothing.
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        app::{
            ProfileId, RequestId, StreamState,
            activity::{End, Request, Sent, What},
            why::Refusal,
        },
        registry::{Problem, ProblemKind, Query, Read},
    };

    const NOW: &str = "2026-11-22T09:14:00Z";

    fn entry(minutes: i64, what: What) -> Entry {
        let now: Timestamp = NOW.parse().unwrap();
        Entry { number: 1, at: now - jiff::SignedDuration::from_mins(minutes), profile: ProfileId(0), what }
    }

    fn question(end: End) -> What {
        let sent = Sent::Read(Read::Accounts(Query::default()));
        What::Request(Request { number: RequestId(1), sent, call: None, took: None, end })
    }

    #[test]
    fn a_filter_picks_by_kind_outcome_words_and_age() {
        let entries = [
            entry(5, question(End::Failed(Problem::of(ProblemKind::Offline)))),
            entry(90, question(End::Cancelled)),
            entry(200, What::Refused(Refusal::NoRow)),
            entry(300, What::Stream(StreamState::None)),
        ];
        for (text, picked) in [
            ("", [true; 4]),
            ("kind:question", [true, true, false, false]),
            ("-kind:question", [false, false, true, true]),
            ("outcome:failed", [true, false, false, false]),
            ("outcome:given-up", [false, true, false, false]),
            ("outcome:none", [false, false, false, true]),
            ("kind:refusal what:row", [false, false, true, false]),
            ("at:<1h", [true, false, false, false]),
            ("profile:swiss accounts", [true, true, false, false]),
            ("profile:ghana", [false; 4]),
            ("number:1", [true; 4]),
            ("number:2..", [false; 4]),
        ] {
            let filter = Filter::parse(text, FIELDS).unwrap();
            let now = NOW.parse().unwrap();
            assert_eq!(entries.each_ref().map(|entry| picks(&filter, entry, "swiss", now)), picked, "{text}");
        }
    }

    #[test]
    fn each_word_of_an_outcome_can_be_asked_for() {
        for (what, word) in [
            (question(End::Waiting), "waiting"),
            (question(End::Answered), "answered"),
            (question(End::Cancelled), "given-up"),
            (What::Refused(Refusal::NoRow), "refused"),
            (What::Stream(StreamState::None), "none"),
        ] {
            let outcome = told::outcome(&entry(0, what)).2.replace(' ', "-");
            assert!(OUTCOMES.contains(&outcome.as_str()) && outcome == word, "{outcome}");
        }
    }
}
