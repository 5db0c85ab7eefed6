//! Forty transfers and how far each has come: every state of both sides, some waiting for hours, some for days, some overdue.

use super::{super::seed::Plan, ago};
use countersign::{
    domain::{
        AccountId, BlockRange, RegistryId, Serial, SerialRange, Series,
        transfer::{InState, OutState, Picks, Side, TransferId},
    },
    registry::{
        Word,
        traffic::{Direction, End, TransferState, TransferSummary, Turn},
    },
    text::Untrusted,
};
use jiff::{SignedDuration, Timestamp};

/// How far one transfer has come.
#[derive(Clone, Copy, Debug)]
pub struct Course {
    pub direction: Direction,
    pub state: &'static str,
    pub peer_state: Option<&'static str>,
    /// Hours since the last step.
    pub hours: i64,
    /// Hours from now until the next step is due; negative when it is overdue.
    pub due: Option<i64>,
    /// What was said, a letter each: see `archive::said`.
    pub said: &'static str,
}

/// A transfer that has begun, before anything is read of it.
pub struct Begun {
    pub n: usize,
    pub course: Course,
    pub summary: TransferSummary,
    pub picks: Picks,
}

const fn course(
    direction: Direction,
    state: &'static str,
    peer_state: Option<&'static str>,
    hours: i64,
    due: Option<i64>,
    said: &'static str,
) -> Course {
    Course { direction, state, peer_state, hours, due, said }
}

use Direction::{Incoming, Internal, Outgoing};

#[rustfmt::skip]
const COURSES: [Course; 40] = [
    course(Outgoing, "completed", Some("completed"), 900, None, "PRAkFC"),
    course(Outgoing, "awaiting-approval", None, 61, Some(11), ""),
    course(Outgoing, "approved", None, 3, Some(69), ""),
    course(Outgoing, "proposed", None, 5, Some(19), "P"),
    course(Outgoing, "proposed", Some("received"), 26, Some(-2), "PR"),
    course(Outgoing, "proposed", Some("received"), 80, Some(-56), "PRqs"),
    course(Outgoing, "accepted-by-peer", Some("accepted"), 2, Some(22), "PRAk"),
    course(Outgoing, "accepted-by-peer", Some("accepted"), 30, Some(-6), "PAk"),
    course(Outgoing, "finalised-out", Some("accepted"), 50, Some(-26), "PRAkF"),
    course(Outgoing, "finalised-out", Some("cancelled"), 168, Some(-144), "PRAkFxqs"),
    course(Outgoing, "in-doubt", Some("terminated"), 290, None, "PRAkFqs"),
    course(Outgoing, "completed", Some("completed"), 47, None, "PRAkFC"),
    course(Outgoing, "rejected", Some("rejected"), 400, None, "PX"),
    course(Outgoing, "withdrawn", None, 222, None, ""),
    course(Outgoing, "terminated", Some("terminated"), 96, None, "PRTt"),
    course(Outgoing, "cancelled", Some("received"), 130, None, "PRTt"),
    course(Outgoing, "proposed", None, 9, Some(15), "Pf"),
    course(Outgoing, "finalised-out", Some("accepted"), 4, Some(20), "PRAkFu"),
    course(Outgoing, "teleporting", Some("on-holiday"), 1, Some(23), "PR"),
    course(Outgoing, "completed", Some("completed"), 1_200, None, "PRAkFC"),
    course(Incoming, "received", Some("proposed"), 1, Some(23), "PR"),
    course(Incoming, "received", Some("proposed"), 40, Some(-16), "PR"),
    course(Incoming, "accepted", Some("accepted-by-peer"), 3, Some(21), "PRAk"),
    course(Incoming, "accepted", None, 60, Some(-36), "PRAqs"),
    course(Incoming, "in-doubt", Some("accepted-by-peer"), 100, None, "PRAkqsqs"),
    course(Incoming, "final-received", Some("finalised-out"), 2, Some(22), "PRAkF"),
    course(Incoming, "completed", Some("finalised-out"), 70, None, "PRAkFC"),
    course(Incoming, "rejected", Some("proposed"), 310, None, "PX"),
    course(Incoming, "terminated", Some("terminated"), 150, None, "PRTt"),
    course(Incoming, "cancelled", Some("proposed"), 500, None, "PR"),
    course(Incoming, "received", Some("proposed"), 7, Some(17), "PRfu"),
    course(Incoming, "completed", Some("finalised-out"), 640, None, "PRAkFC"),
    course(Incoming, "completed", Some("completed"), 2_000, None, "PRAkFCqs"),
    course(Internal, "completed", None, 33, None, ""),
    course(Internal, "awaiting-approval", None, 12, Some(60), ""),
    course(Internal, "withdrawn", None, 77, None, ""),
    course(Outgoing, "completed", Some("completed"), 3_000, None, "PRAkFC"),
    course(Incoming, "completed", Some("finalised-out"), 4_000, None, "PRAkFC"),
    course(Internal, "completed", None, 5_000, None, ""),
    course(Outgoing, "completed", Some("completed"), 6_000, None, "PRAkFC"),
];

/// The registries transfers go to and come from, without the book's own.
pub fn counterparts(plan: &Plan) -> Vec<RegistryId> {
    let all = ["GHA01", "CHE01", "SWE01", "SGP01", "VUT01", "XDE01"];
    all.into_iter().filter(|registry| *registry != plan.registry).map(|registry| registry.parse().unwrap()).collect()
}

/// All of them.
pub fn all(plan: &Plan) -> Vec<Begun> {
    COURSES.iter().enumerate().map(|(n, course)| begun(plan, n, *course)).collect()
}

fn begun(plan: &Plan, n: usize, course: Course) -> Begun {
    let us: RegistryId = plan.registry.parse().unwrap();
    let others = counterparts(plan);
    let them = if course.direction == Internal { us } else { others[[0, 0, 1, 0, 2, 3, 0, 4][n % 8]] };
    let (from, to) = if course.direction == Incoming { (them, us) } else { (us, them) };
    let picks = picks(plan, n);
    let since = ago(course.hours * 60 + 7);
    let turn = turn(course);
    let (action, subtype) = match (course.direction, n % 3) {
        (Internal, _) => ("Transfer", "Not yet defined"),
        (Incoming, _) => ("Acquisition", ""),
        (_, 0) => ("First transfer", "First transfer to another Party"),
        (_, 1) => ("Transfer", "Not yet defined"),
        _ => ("Transfer", "Voluntary transfer to the Adaptation Fund (A6.4 ERs)\u{202e}"),
    };
    let account = |registry: RegistryId, place: usize| -> AccountId {
        // Accounts elsewhere have numbers that no account of these books has.
        let first = if registry == us { 2_001 } else { 9_001 };
        format!("{registry}-100-{}", first + place).parse().unwrap()
    };
    let summary = TransferSummary {
        id: TransferId::new(from, 2026, plan.first_transfer + u32::try_from(n).unwrap()).unwrap(),
        direction: course.direction,
        action: Untrusted::new(action),
        subtype: Untrusted::new(subtype),
        quantity: picks.quantity(),
        from: End { registry: from, account: account(from, n % 4 * 2) },
        to: End { registry: to, account: account(to, n % 5 * 2 + 1) },
        state: state(course.direction.side(), course.state),
        peer_state: course.peer_state.map(|word| state(course.direction.side().other(), word)),
        turn: Word::Known(turn),
        since,
        due: course.due.map(|hours| ago(-hours * 60)),
        begun: begun_at(since, course.said),
        kinds: picks.kinds(),
        veil: None,
    };
    Begun { n, course, summary, picks }
}

/// The conversation leads up to the moment of the last step, a message every eleven minutes; an order waits two hours.
fn begun_at(since: Timestamp, said: &str) -> Timestamp {
    let messages = i64::try_from(said.len()).unwrap();
    let before = if said.is_empty() { 0 } else { 120 + messages * 11 };
    since.checked_sub(SignedDuration::from_mins(before)).unwrap()
}

fn state(side: Side, word: &str) -> Word<TransferState> {
    Word::read(word.to_owned(), |word| TransferState::of_word(side, word))
}

fn turn(course: Course) -> Turn {
    let known = TransferState::of_word(course.direction.side(), course.state);
    match known {
        Some(TransferState::Transferring(
            OutState::AwaitingApproval | OutState::Approved | OutState::AcceptedByPeer | OutState::InDoubt,
        ))
        | Some(TransferState::Acquiring(InState::Received | InState::FinalReceived)) => Turn::Us,
        Some(TransferState::Transferring(OutState::Proposed | OutState::FinalisedOut))
        | Some(TransferState::Acquiring(InState::Accepted | InState::InDoubt)) => Turn::Peer,
        _ => Turn::Nobody,
    }
}

/// One span, now and then three; serials of a million for each transfer, so that none is in two.
fn picks(plan: &Plan, n: usize) -> Picks {
    let size = [12_500, 500, 1, 88_200, 40, 1_204_500][n % 6];
    let span = |part: u64, size: u64| {
        let (registry, party) = plan.origins[n % 2];
        let series = Series {
            approach: ["CA0001", "CA0007", "CA0012"][n % 3].parse().unwrap(),
            registry: registry.parse().unwrap(),
            party: party.parse().unwrap(),
            vintage: ["2021", "2022", "2023", "2024", "2025"][n % 5].parse().unwrap(),
        };
        let first = 900_000_000 + n as u64 * 10_000_000 + part * 3_000_000;
        let range = SerialRange::new(Serial::new(first).unwrap(), Serial::new(first + size - 1).unwrap()).unwrap();
        BlockRange { series, range }
    };
    let parts = if n % 7 == 4 { 3 } else { 1 };
    Picks::new((0..parts).map(|part| span(part, size)).collect()).unwrap()
}
