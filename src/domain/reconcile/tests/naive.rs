//! The engine beside a map with an entry for every serial, on random books: the same answer, whatever the cuts between blocks.

use super::*;
use proptest::{collection::vec, prelude::*, strategy::ValueTree as _, test_runner::TestRunner};
use std::sync::Arc;

/// The serials of a book; what it says of each is the number of one of [`sayings`].
type Map = Vec<Option<usize>>;

const SERIALS: usize = 10_000;

/// Who holds the ITMOs by each of [`sayings`].
const HOLDERS: [&str; 8] = ["CHE01", "CHE01", "GHA01", "THA01", "CHE01", "CHE01", "CHE01", "CHE01"];

/// What a book can say: held here in one of two accounts, held by the other registry, held by a third; and in the first account with one
/// sector or another, or with a first transfer in one year or another, of which the rest say nothing.
fn sayings() -> Vec<Arc<Attributes>> {
    let said = |holder: &str, account: &str| Arc::clone(&held(1, 1, holder, account).attributes);
    let first = said("CHE01", "100-1");
    let sector = |word: &str| Arc::new(Attributes { sector: Some(crate::text::Untrusted::new(word)), ..(*first).clone() });
    let transferred =
        |day: &str| Arc::new(Attributes { first_transferred: Some(Some(day.parse().unwrap())), ..(*first).clone() });
    let held = [Arc::clone(&first), said("CHE01", "100-2"), said("GHA01", "100-9"), said("THA01", "100-5")];
    let more = [sector("Transport"), sector("Waste"), transferred("2024-05-01"), transferred("2025-05-01")];
    held.into_iter().chain(more).collect()
}

/// A change of a book: serials, and what is said of them then.
type Edit = (usize, usize, Option<usize>);

fn edits(most: usize) -> impl Strategy<Value = Vec<Edit>> {
    vec(
        (0..SERIALS, prop_oneof![Just(1_usize), 1..40_usize, 1..1_500_usize], prop::option::weighted(0.8, 0..HOLDERS.len())),
        1..most,
    )
}

/// A book, begun from nothing or from one that is held whole.
fn books() -> impl Strategy<Value = Map> {
    (prop::option::of(0..HOLDERS.len()), edits(60)).prop_map(|(all, edits)| edited(vec![all; SERIALS], &edits))
}

/// Where blocks are cut although nothing changes there; maybe nowhere.
fn noise() -> impl Strategy<Value = Vec<usize>> {
    prop_oneof![1 => Just(Vec::new()), 4 => vec(0..SERIALS, 0..60)]
}

fn edited(mut map: Map, edits: &[Edit]) -> Map {
    for (first, length, said) in edits {
        map.iter_mut().skip(*first).take(*length).for_each(|serial| *serial = *said);
    }
    map
}

/// The lines of a map, cut where what is said changes and also after the serials given.
fn lines(map: &Map, cuts: &[usize]) -> Vec<Position> {
    let sayings = sayings();
    let mut lines: Vec<Position> = Vec::new();
    for (place, said) in map.iter().enumerate() {
        let Some(said) = said else { continue };
        let serial = place as u64 + 1;
        match lines.last_mut() {
            Some(line)
                if line.block.range.last().number() + 1 == serial
                    && line.attributes == sayings[*said]
                    && !cuts.contains(&place) =>
            {
                line.block.range = range(line.block.range.first().number(), serial);
            }
            _ => lines.push(Position::new(block(serial, serial), Arc::clone(&sayings[*said]))),
        }
    }
    lines
}

/// What the map says of each serial, from segments.
fn spread(segments: &[Segment], of: impl Fn(&Segment) -> &Option<Arc<Attributes>>) -> Map {
    let sayings = sayings();
    let mut map = vec![None; SERIALS];
    for segment in segments {
        let said = of(segment).as_ref().map(|said| sayings.iter().position(|one| one == said).unwrap());
        for serial in segment.block.range.first().number()..=segment.block.range.last().number() {
            map[serial as usize - 1] = said;
        }
    }
    map
}

fn swept(ours: &[Position], theirs: &[Position], agreed: &[Position]) -> Vec<Segment> {
    let sweep = Sweep::since(ours.iter().cloned(), theirs.iter().cloned(), agreed.iter().cloned()).unwrap();
    sweep.map(|piece| if let Piece::Segment(segment) = piece.unwrap() { segment } else { panic!("no line overlaps") }).collect()
}

/// The kind of difference of one serial, by itself.
fn naive_code(ours: Option<usize>, theirs: Option<usize>, in_flight: bool) -> Option<Code> {
    let holder = |said: usize| HOLDERS[said];
    let code = match (ours, theirs) {
        (None, None) => return None,
        (Some(_), None) => Code::D02,
        (None, Some(_)) => Code::D01,
        (Some(a), Some(b)) if a == b => return None,
        (Some(a), Some(b)) if holder(a) == holder(b) => {
            return match (a.min(b), a.max(b)) {
                (1, _) | (_, 1) => Some(Code::D10),
                (4, 5) => Some(Code::D12),
                (6, 7) => Some(Code::D16),
                // One of them says nothing of what the other says.
                _ => None,
            };
        }
        (Some(a), Some(b)) => match (holder(a) == "CHE01", holder(b) == "GHA01") {
            (true, true) => Code::D03,
            (false, false) => Code::D04,
            _ => Code::D10,
        },
    };
    let between = |said: Option<usize>| said.is_none_or(|said| holder(said) != "THA01");
    Some(if in_flight && between(ours) && between(theirs) { Code::D14 } else { code })
}

/// The findings, serial by serial; what is off by one counts as what it is without that, and notes as nothing.
fn by_serial(findings: &[Finding], ours: &Map, theirs: &Map) -> Vec<Option<Code>> {
    let mut map = vec![None; SERIALS];
    for finding in findings.iter().filter(|finding| finding.is_discrepancy()) {
        let block = finding.block().unwrap();
        for serial in block.range.first().number()..=block.range.last().number() {
            let place = serial as usize - 1;
            assert_eq!(map[place], None, "one serial, one finding: {serial}");
            let whole = naive_code(ours[place], theirs[place], false).filter(|_| finding.code == Code::D06);
            map[place] = Some(whole.unwrap_or(finding.code));
        }
    }
    map
}

fn flight(first: usize, length: usize) -> InFlight {
    let last = (first + length).min(SERIALS) as u64;
    let transfer = Recent {
        transfer: "CHE01-2026-000044".parse().unwrap(),
        from: registry("CHE01"),
        to: registry("GHA01"),
        quantity: block(first as u64 + 1, last).quantity(),
        state: "finalised-out",
        at: at("2026-11-03T02:10:00Z"),
    };
    InFlight { transfer, blocks: vec![block(first as u64 + 1, last)], finalised: Some(at("2026-11-03T02:10:00Z")) }
}

/// The books above are what they are said to be: some hold ten thousand serials or nearly, some few, and blocks are cut with no reason in
/// most of them and in some not.
#[test]
fn random_books_have_up_to_ten_thousand_serials_with_and_without_noise() {
    let mut runner = TestRunner::deterministic();
    let drawn = |_| (books(), noise()).new_tree(&mut runner).unwrap().current();
    let drawn: Vec<(Map, Vec<usize>)> = (0..96).map(drawn).collect();
    let held: Vec<usize> = drawn.iter().map(|(map, _)| map.iter().flatten().count()).collect();
    let (most, least) = (held.iter().max().unwrap(), held.iter().min().unwrap());
    assert!(*most > SERIALS * 99 / 100 && *least < SERIALS / 10, "{least} to {most} serials");
    let large = held.iter().filter(|held| **held > SERIALS / 2).count();
    assert!(large > 30, "{large} of 96 books hold more than half");
    let more = drawn.iter().filter(|(map, cuts)| lines(map, cuts).len() > lines(map, &[]).len()).count();
    let none = drawn.iter().filter(|(_, cuts)| cuts.is_empty()).count();
    assert!(more > 48 && none > 9, "{more} are cut, {none} are not");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn the_sweep_says_of_every_serial_what_the_books_say(
        agreed in books(), ours in edits(8), theirs in edits(8), our_cuts in noise(), their_cuts in noise(),
    ) {
        let (ours, theirs) = (edited(agreed.clone(), &ours), edited(agreed.clone(), &theirs));
        let segments = swept(&lines(&ours, &our_cuts), &lines(&theirs, &their_cuts), &lines(&agreed, &[]));
        prop_assert_eq!(spread(&segments, |segment| &segment.ours), ours.clone());
        prop_assert_eq!(spread(&segments, |segment| &segment.theirs), theirs.clone());
        for pair in segments.windows(2) {
            prop_assert!(pair[0].block.range.last() < pair[1].block.range.first());
            let alike = (&pair[0].ours, &pair[0].theirs) == (&pair[1].ours, &pair[1].theirs);
            let whole = pair[0].block.range.touches(pair[1].block.range) && alike;
            prop_assert!(!whole || pair[0].agreed != pair[1].agreed, "a segment is as long as it can be");
        }
        for segment in segments.iter().filter(|segment| segment.relation() != Relation::Equal) {
            let place = segment.block.range.first().number() as usize - 1;
            let (was, ours, theirs) = (agreed[place], ours[place], theirs[place]);
            let moved = |now: Option<usize>| naive_code(was, now, false).is_some();
            let mover = match (moved(ours), moved(theirs)) {
                (true, true) => Mover::Both,
                (true, false) => Mover::Ours,
                (false, true) => Mover::Theirs,
                (false, false) => Mover::Nobody,
            };
            prop_assert_eq!(segment.mover(), mover);
        }
    }

    #[test]
    fn findings_are_those_of_every_serial_by_itself(
        ours in books(), theirs in edits(12), first in 0..SERIALS, length in 1..3_000_usize,
        our_cuts in noise(), their_cuts in noise(),
    ) {
        let theirs = edited(ours.clone(), &theirs);
        let setting = Setting { transfers: vec![flight(first, length)], ..setting() };
        let found = compared(&lines(&ours, &our_cuts), &lines(&theirs, &their_cuts), &setting);
        let in_flight = |place: usize| place >= first && place < first + length;
        let expected: Vec<Option<Code>> =
            (0..SERIALS).map(|place| naive_code(ours[place], theirs[place], in_flight(place))).collect();
        prop_assert_eq!(by_serial(&found.findings, &ours, &theirs), expected);

        // Cutting blocks otherwise changes nothing but the note that they are cut otherwise.
        let plain = compared(&lines(&ours, &[]), &lines(&theirs, &[]), &setting);
        prop_assert_eq!(by_serial(&plain.findings, &ours, &theirs), by_serial(&found.findings, &ours, &theirs));
        let alike = (0..SERIALS).all(|place| naive_code(ours[place], theirs[place], false).is_none());
        prop_assert_eq!(found.agrees(), alike);
        let back = compared(&lines(&ours, &our_cuts), &lines(&ours, &their_cuts), &setting);
        prop_assert!(back.findings.iter().all(|finding| finding.code == Code::D07), "{:?}", back.findings);
        let borders = |cuts: &[usize]| lines(&ours, cuts).iter().map(|line| line.block.range.first()).collect::<Vec<_>>();
        prop_assert_eq!(back.findings.is_empty(), borders(&our_cuts) == borders(&their_cuts));
    }

    #[test]
    fn overlaps_are_told_and_the_rest_is_compared(cuts in vec((1_u64..400, 1_u64..60), 1..30)) {
        let mut lines: Vec<Position> =
            cuts.iter().map(|(first, length)| held(*first, first + length - 1, "CHE01", "100-1")).collect();
        lines.sort_by_key(|line| line.block);
        let mut counted = vec![0_u32; 500];
        for line in &lines {
            (line.block.range.first().number()..=line.block.range.last().number()).for_each(|serial| counted[serial as usize] += 1);
        }
        let (mut twice, mut once) = (vec![false; 500], vec![false; 500]);
        for piece in Sweep::new(lines.iter().cloned(), std::iter::empty()).unwrap() {
            let (block, map) = match piece.unwrap() {
                Piece::Overlap(overlap) => (overlap.block, &mut twice),
                Piece::Segment(segment) => (segment.block, &mut once),
            };
            (block.range.first().number()..=block.range.last().number()).for_each(|serial| map[serial as usize] = true);
        }
        for serial in 0..500 {
            prop_assert_eq!((once[serial], twice[serial]), (counted[serial] > 0, counted[serial] > 1), "serial {}", serial);
        }
    }
}
