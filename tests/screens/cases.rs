//! The cases of these tests: one of each colour, added up from their steps as the console adds them up.

use super::{
    book::now,
    signed::{policy_edition, roster_edition, secret},
};
use countersign::{
    domain::{
        BlockRange, PersonId, Quantity,
        case::{About, Case, CaseId, Event, Lived, Mark, Resolution, ResolutionKind, Sighting, Thing, Trend},
        reconcile::{Code, Field, Mover, Said},
    },
    evidence::{
        confirmation::{Confirmation, ConfirmationKind},
        digest::Digest,
        order::SourceDocument,
        resolution::{self, ResolutionText},
        sshsig::{Namespace, SshSignature},
        statement::Display,
    },
    registry::{
        Reply, Word,
        book::ReceivedText,
        case::{Board, CaseInFull, CaseRow, TakenText, Told},
    },
    text::Untrusted,
};
use jiff::{SignedDuration, Timestamp};

/// A case that nobody has taken, one that waits for a second person, one that is analysed, one that is closed.
pub const NEW: &str = "CHE01-CASE-000014";
pub const PROPOSED: &str = "CHE01-CASE-000012";
pub const ANALYSED: &str = "CHE01-CASE-000013";
pub const CLOSED: &str = "CHE01-CASE-000009";
/// About a transfer that was lost here with its ledger; on no board.
pub const LOST: &str = "CHE01-CASE-000020";
/// What the proposal rests on.
pub const EVIDENCE: &str = "statement.pdf";

fn ago(hours: i64) -> Timestamp {
    now() - SignedDuration::from_hours(hours)
}

fn units(runs: &[&str]) -> About {
    About::Units(runs.iter().map(|run| run.parse::<BlockRange>().unwrap()).collect())
}

fn found(code: Code, about: About, hours: i64) -> Sighting {
    let quantity = about.blocks().iter().map(|block| block.quantity().count()).sum();
    Sighting {
        run: Untrusted::new("CHE01-R-2026-000007"),
        peer: Some("GHA01".parse().unwrap()),
        code,
        about,
        quantity: Quantity::new(quantity),
        account: Some("CHE01-100-2001".parse().unwrap()),
        said: Vec::new(),
        mover: None,
        cause: None,
        since: ago(hours),
    }
}

fn person(id: &str) -> PersonId {
    id.parse().unwrap()
}

/// The steps of a case, each some hours ago.
pub fn steps(id: &str) -> Vec<(i64, Event, Option<TakenText>)> {
    let note = |by: &str, mark, text: &str| Event::Noted { by: person(by), mark, text: Untrusted::new(text) };
    let own = |who: &str| Event::Owned { owner: person(who), by: person(who) };
    match id {
        NEW => {
            let both = Sighting {
                said: vec![Said::both(Field::Holder, "CHE01", "GHA01")],
                mover: Some(Mover::Theirs),
                ..found(Code::D03, units(&["CA0007-CHE01-CHE-120001-132500-2023", "CA0007-CHE01-CHE-140001-140010-2023"]), 50)
            };
            vec![(50, Event::Found(both), None), (50, Event::Frozen { by: None }, None)]
        }
        ANALYSED => {
            let cause = Some(Untrusted::new("+12 500 = CHE01-2026-000044 (finalised-out 2026-11-20 02:10 UTC)"));
            let missing = Sighting { cause, ..found(Code::D02, units(&["CA0007-CHE01-CHE-150001-162500-2023"]), 20) };
            let hostile = "they say \u{1b}[2J it never came \u{202e}10AHG";
            vec![
                (20, Event::Found(missing), None),
                (19, own("amina.k"), None),
                (18, note("amina.k", Some(Mark::CounterpartTold), hostile), None),
            ]
        }
        PROPOSED => proposal(&resolution()),
        LOST => {
            let other = About::Other { thing: Thing::Transfer, name: Untrusted::new("GHA01-2026-000044") };
            let said = vec![Said::one(Field::State, false, "completed")];
            let unknown = Sighting { quantity: Quantity::new(12_000), account: None, said, ..found(Code::D13, other, 30) };
            vec![(30, Event::Found(unknown), None), (29, own("amina.k"), None)]
        }
        CLOSED => {
            let other = About::Other { thing: Thing::Transfer, name: Untrusted::new("CHE01-2026-000123") };
            let state = Sighting { quantity: Quantity::ZERO, account: None, ..found(Code::D13, other, 300) };
            vec![(300, Event::Found(state), None), (200, Event::Gone { run: Untrusted::new("CHE01-R-2026-000006") }, None)]
        }
        _ => Vec::new(),
    }
}

/// The steps of a case about a transfer of which both registries know, and say different things.
pub fn both_know() -> Vec<(i64, Event, Option<TakenText>)> {
    let other = About::Other { thing: Thing::Transfer, name: Untrusted::new("GHA01-2026-000044") };
    let said = vec![Said::both(Field::State, "terminated", "completed")];
    vec![(30, Event::Found(Sighting { account: None, said, ..found(Code::D13, other, 30) }), None)]
}

/// Living with a difference until March.
pub fn resolution() -> ResolutionText {
    let about = units(&["CA0007-CHE01-CHE-170001-170500-2023"]);
    resolution::Resolution {
        case: PROPOSED.parse().unwrap(),
        registry: "CHE01".parse().unwrap(),
        environment: countersign::domain::Environment::Practice,
        counterpart: Some("GHA01".parse().unwrap()),
        code: Code::D12,
        about: about.names(),
        quantity: Quantity::new(500),
        resolution: Resolution::Accepted("2027-03-31T22:00:00Z".parse().unwrap()),
        evidence: vec![SourceDocument::new(EVIDENCE, Digest::of(EVIDENCE)).unwrap()],
        orders: Vec::new(),
        reason: "sector renamed by amendment 3, their book follows in March".parse().unwrap(),
        policy: policy_edition(),
        roster: roster_edition(),
        person: person("amina.k"),
        station: "ONL-2".parse().unwrap(),
        made: "2026-11-22T07:14:00Z".parse().unwrap(),
        not_after: "2026-11-24T07:14:00Z".parse().unwrap(),
        seq: 1_u64.try_into().unwrap(),
    }
    .write()
    .unwrap()
}

/// A text as it was taken in, signed by a person at a station.
pub fn taken(text: &str, person: &str, station: &str) -> TakenText {
    let sign = |name: &str, purpose| Untrusted::new(SshSignature::sign(&secret(name), purpose, text.as_bytes()).armored());
    TakenText {
        login: Untrusted::new(person),
        session: Untrusted::new("s1"),
        signed: ReceivedText {
            text: Untrusted::new(text),
            signature: sign(person, Namespace::Resolve),
            station_signature: sign(station, Namespace::Station),
        },
    }
}

/// What luc.b says about the proposal.
pub fn confirmed() -> (Event, TakenText) {
    let of = resolution();
    let said = Confirmation {
        resolution_sha256: of.sha256(),
        case: of.resolution().case,
        kind: ConfirmationKind::Confirm,
        person: person("luc.b"),
        station: "ONL-1".parse().unwrap(),
        roster: roster_edition(),
        policy: policy_edition(),
        compared: of.resolution().digests(),
        display: Display { columns: 120, rows: 40 },
        reason: "statement 14 says so".parse().unwrap(),
        made: "2026-11-22T08:14:00Z".parse().unwrap(),
        not_after: "2026-11-23T08:14:00Z".parse().unwrap(),
        seq: 1_u64.try_into().unwrap(),
    };
    let text = said.write().unwrap();
    let event = Event::Confirmed { by: person("luc.b"), sha256: *of.sha256().octets() };
    (event, taken(text.as_str(), "luc.b", "ONL-1"))
}

/// One case.
pub fn case(id: CaseId) -> Option<Box<CaseInFull>> {
    of_steps(id, steps(&id.to_string()))
}

/// A case of these steps.
pub fn of_steps(id: CaseId, steps: Vec<(i64, Event, Option<TakenText>)>) -> Option<Box<CaseInFull>> {
    let mut case: Option<Case> = None;
    for (hours, event, _) in &steps {
        case = Some(match (case, event) {
            (None, Event::Found(found)) => Case::open(id, found.clone(), ago(*hours)),
            (Some(case), event) => case.after(event, ago(*hours)).unwrap(),
            (None, _) => return None,
        });
    }
    let case = case?;
    let told = |(at, (hours, event, text)): (usize, (i64, Event, Option<TakenText>))| Told {
        entry: 100 + at as u64,
        at: ago(hours),
        event,
        text,
    };
    let (due, suspend) = (case.opened + SignedDuration::from_hours(24), case.opened + SignedDuration::from_hours(48));
    let story = steps.into_iter().enumerate().map(told).collect();
    Some(Box::new(CaseInFull { case, story, due, suspend, revision: 4_711, as_of: now() }))
}

/// The steps of a case that somebody proposed to end so.
fn proposal(text: &ResolutionText) -> Vec<(i64, Event, Option<TakenText>)> {
    let said = vec![Said::both(Field::Sector, "Energy", "Energy industries")];
    let differs = Sighting { said, ..found(Code::D12, units(&["CA0007-CHE01-CHE-170001-170500-2023"]), 100) };
    let proposed = Event::Proposed {
        by: person("amina.k"),
        resolution: text.resolution().resolution.clone(),
        sha256: *text.sha256().octets(),
    };
    vec![
        (100, Event::Found(differs), None),
        (90, Event::Owned { owner: person("amina.k"), by: person("amina.k") }, None),
        (2, proposed, Some(taken(text.as_str(), "amina.k", "ONL-2"))),
    ]
}

/// The case that this text names, with it as the proposal.
pub fn proposed(text: &ResolutionText) -> Option<Box<CaseInFull>> {
    of_steps(text.resolution().case, proposal(text))
}

/// The case with this proposal in the place of the usual one.
pub fn proposing(text: &ResolutionText) -> Box<CaseInFull> {
    of_steps(PROPOSED.parse().unwrap(), proposal(text)).unwrap()
}

/// The steps of the proposal, and one more.
pub fn proposal_and(event: Event, text: TakenText) -> Box<CaseInFull> {
    let mut steps = steps(PROPOSED);
    steps.push((1, event, Some(text)));
    of_steps(PROPOSED.parse().unwrap(), steps).unwrap()
}

fn row(full: &CaseInFull) -> CaseRow {
    let case = &full.case;
    let names = case.found.about.names();
    CaseRow {
        id: case.id,
        peer: case.found.peer,
        code: Word::Known(case.found.code),
        more: names.len() as u64 - 1,
        about: Untrusted::new(names[0].clone()),
        quantity: case.found.quantity,
        stage: Word::Known(case.state.stage()),
        owner: case.owner.as_ref().map(|owner| Untrusted::new(owner.as_str())),
        missing: case.proposal().map_or(0, |proposal| proposal.missing() as u8),
        frozen: case.frozen,
        notes: case.notes,
        since: case.found.since,
        opened: case.opened,
        due: full.due,
        suspend: full.suspend,
        closed: case.closed,
        runs: case.runs,
        reopened: case.reopened,
    }
}

/// The board.
pub fn board() -> Reply {
    let all: Vec<Box<CaseInFull>> =
        [PROPOSED, ANALYSED, NEW, CLOSED].iter().map(|id| case(id.parse().unwrap()).unwrap()).collect();
    let lived = all.iter().map(|full| Lived::from(&full.case));
    let trend = Trend::of(lived, now());
    let mut cases: Vec<CaseRow> = all.iter().map(|full| row(full)).collect();
    let unknown = CaseRow {
        id: "CHE01-CASE-000011".parse().unwrap(),
        code: Word::Unrecognised(Untrusted::new("E99 \u{1b}[2J")),
        ..cases[0].clone()
    };
    cases.insert(0, unknown);
    Reply::Cases(Box::new(Board { cases, hidden: 0, trend, revision: 4_711, as_of: now() }))
}

/// The number of a kind, as the proposal about what is missing there asks for it.
pub fn number(kind: ResolutionKind) -> String {
    (ResolutionKind::of(Code::D02).iter().position(|known| *known == kind).unwrap() + 1).to_string()
}
