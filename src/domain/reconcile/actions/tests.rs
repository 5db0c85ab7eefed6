//! The cross-check beside one that looks at every ITMO by itself, on reports that are cut anyhow, overlap and repeat themselves.

use super::*;
use crate::domain::reconcile::finding::Subject;
use proptest::prelude::*;
use std::collections::BTreeSet;

const YEARS: [i16; 3] = [2023, 2024, 2025];

fn party(code: &str) -> PartyCode {
    code.parse().unwrap()
}

fn block(vintage: &str, first: u64, last: u64) -> BlockRange {
    let series = Series {
        approach: "CA0007".parse().unwrap(),
        registry: "CHE01".parse().unwrap(),
        party: party("CHE"),
        vintage: vintage.parse().unwrap(),
    };
    BlockRange { series, range: SerialRange::new(Serial::new(first).unwrap(), Serial::new(last).unwrap()).unwrap() }
}

fn row(kind: ActionKind, counterpart: &str, block: BlockRange, year: i16) -> ActionRow {
    ActionRow { kind, counterpart: party(counterpart), block, at: format!("{year}-06-01T00:00:00Z").parse().unwrap() }
}

fn rows(counterpart: &'static str) -> impl Strategy<Value = Vec<ActionRow>> {
    let kind = prop_oneof![Just(ActionKind::Transfer), Just(ActionKind::Acquisition)];
    let other = prop_oneof![9 => Just(counterpart), 1 => Just("THA")];
    let parts = (kind, other, prop_oneof![Just("2022"), Just("2023")], 1..60_u64, 0..12_u64, 0..YEARS.len());
    prop::collection::vec(parts, 0..40).prop_map(|rows| {
        let of = |(kind, other, vintage, first, more, year): (_, &str, &str, u64, u64, usize)| {
            row(kind, other, block(vintage, first, first + more), YEARS[year])
        };
        let mut rows: Vec<ActionRow> = rows.into_iter().map(of).collect();
        rows.sort_by_key(|row| begins(row.block));
        rows
    })
}

/// What is said of one ITMO: the code, what each side says, and the kind of our action.
type One = (String, u64, Code, Option<String>, Option<String>);

/// Every ITMO by itself: in which years each report has it.
fn one_by_one(ours: &[ActionRow], theirs: &[ActionRow]) -> BTreeSet<One> {
    let mut found = BTreeSet::new();
    for kind in [ActionKind::Transfer, ActionKind::Acquisition] {
        for (vintage, serial) in ["2022", "2023"].into_iter().flat_map(|vintage| (1..80).map(move |serial| (vintage, serial))) {
            let this = block(vintage, serial, serial);
            let years = |rows: &[ActionRow], kind: ActionKind, with: &str| -> BTreeSet<i16> {
                let about = |row: &&ActionRow| {
                    let of = (row.kind, row.counterpart) == (kind, party(with));
                    of && row.block.series == this.series && row.block.range.overlaps(this.range)
                };
                rows.iter().filter(about).map(ActionRow::year).collect()
            };
            let (mine, yours) = (years(ours, kind, "GHA"), years(theirs, kind.other(), "CHE"));
            let mut add = |code, ours, theirs| found.insert((vintage.to_owned(), serial, code, ours, theirs));
            match (mine.is_empty(), yours.is_empty()) {
                (false, true) => drop(add(Code::D17, Some(kind.word().to_owned()), None)),
                (true, false) => drop(add(Code::D17, None, Some(kind.other().word().to_owned()))),
                _ => {
                    for (mine, yours) in mine.difference(&yours).flat_map(|mine| yours.iter().map(move |yours| (mine, yours))) {
                        let said = |kind: ActionKind, year: &i16| Some(format!("{} in {year}", kind.word()));
                        add(Code::D16, said(kind, mine), said(kind.other(), yours));
                    }
                }
            }
        }
    }
    found
}

fn spread(findings: &[Crossed]) -> Vec<One> {
    let mut all = Vec::new();
    for Crossed { finding, .. } in findings {
        let Subject::Units(block) = finding.subject else { panic!("{finding:?}") };
        let said = &finding.said[0];
        let text = |said: &Option<crate::text::Untrusted>| said.as_ref().map(|said| said.octets().to_owned());
        for serial in block.range.first().number()..=block.range.last().number() {
            all.push((block.series.vintage.to_string(), serial, finding.code, text(&said.ours), text(&said.theirs)));
        }
    }
    all
}

proptest! {
    #[test]
    fn the_cross_check_finds_what_one_finds_one_by_one(ours in rows("GHA"), theirs in rows("CHE")) {
        let at = Timestamp::UNIX_EPOCH;
        let found = cross_check((party("CHE"), ours.iter().cloned()), (party("GHA"), theirs.iter().cloned()), at).unwrap();
        let all = spread(&found);
        let each: BTreeSet<One> = all.iter().cloned().collect();
        prop_assert_eq!(all.len(), each.len(), "nothing is said twice");
        prop_assert_eq!(each, one_by_one(&ours, &theirs));
        for (at, Crossed { finding, kind, years }) in found.iter().enumerate() {
            let touches = |other: &&Crossed| {
                let (Some(one), Some(other)) = (finding.block(), other.finding.block()) else { return false };
                one.series == other.series && one.range.touches(other.range)
            };
            let alike = |other: &&Crossed| (other.finding.code, &other.finding.said) == (finding.code, &finding.said);
            prop_assert_eq!(found[at + 1..].iter().filter(alike).filter(touches).count(), 0, "they are one finding");
            // The rows that are named for it are those that say it.
            let said = finding.said[0].ours.as_ref().map(|said| said.octets().to_owned());
            let word = years.map_or_else(|| kind.word().to_owned(), |(mine, _)| format!("{} in {mine}", kind.word()));
            prop_assert!(said.is_none_or(|said| said == word));
            prop_assert_eq!(years.is_some(), finding.code == Code::D16);
        }
    }
}

#[test]
fn rows_out_of_order_end_it() {
    let rows = [block("2023", 5, 9), block("2023", 1, 2)].map(|block| row(ActionKind::Transfer, "GHA", block, 2024));
    let found = cross_check((party("CHE"), rows.iter().cloned()), (party("GHA"), std::iter::empty()), Timestamp::UNIX_EPOCH);
    let Unsorted { book, after, found } = found.unwrap_err();
    assert_eq!((book, after, found), (Book::Ours, block("2023", 5, 9), block("2023", 1, 2)));
}

/// The last serials there are: nothing comes after them.
#[test]
fn the_last_serials_are_compared_too() {
    let whole = row(ActionKind::Transfer, "GHA", block("2023", u64::MAX - 9, u64::MAX), 2024);
    let part = row(ActionKind::Acquisition, "CHE", block("2023", u64::MAX - 9, u64::MAX - 5), 2024);
    let found =
        cross_check((party("CHE"), [whole].into_iter()), (party("GHA"), [part].into_iter()), Timestamp::UNIX_EPOCH).unwrap();
    assert_eq!(
        found.iter().filter_map(|crossed| crossed.finding.block()).collect::<Vec<_>>(),
        [block("2023", u64::MAX - 4, u64::MAX)]
    );
}
