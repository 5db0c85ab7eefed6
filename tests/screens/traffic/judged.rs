//! A transfer in full: its ladder out of the archive, what waits to be sent, what was checked, and what may be done.

use super::{ago, course::Begun};
use countersign::{
    domain::{
        Vintage,
        check::CheckId,
        transfer::{InEvent, InState, MessageKind, OutEvent, OutState, TransferId},
    },
    evidence::digest::Digest,
    registry::{
        Word,
        book::{CheckFinding, CheckResult, EntrySummary},
        traffic::{
            AllowedAct, CheckRun, CheckTime, Direction, Message, PeerWord, Permission, Rung, RungKind, Sending, SendingKind,
            Told, Transfer, TransferAct, TransferState, Way,
        },
    },
    text::Untrusted,
};
use jiff::SignedDuration;

/// The transfer as a registry shows it.
pub fn transfer(begun: &Begun, archive: &[Message]) -> Transfer {
    let summary = begun.summary.clone();
    let peer = word_of_peer(begun, archive);
    let mut messages: Vec<Rung> = archive
        .iter()
        .filter(|message| message.summary.transfer == Some(summary.id))
        .map(|message| rung(message, &peer))
        .collect();
    messages.sort_by_key(|rung| (rung.sequence.unwrap_or(99), rung.message));
    let in_transit =
        matches!(summary.state.known(), Some(TransferState::Transferring(OutState::FinalisedOut | OutState::InDoubt)));
    let outbox = outbox(begun);
    Transfer {
        in_transit: if in_transit { begun.picks.spans().to_vec() } else { Vec::new() },
        picks: begun.picks.clone(),
        year: (begun.n == 35).then(|| Vintage::new(2030).unwrap()),
        purpose: (begun.n == 38).then(|| Untrusted::new("CORSIA, first phase \u{202e}esahp tsrif")),
        corrects: (begun.n == 11).then(|| TransferId::new(summary.id.registry(), 2026, summary.id.number() - 11).unwrap()),
        order: (summary.direction != Direction::Incoming).then_some(summary.id),
        missing: missing(&messages),
        allowed: allowed(begun, &outbox),
        outbox,
        entries: entries(begun),
        checks: checks(begun),
        peer,
        messages,
        summary,
    }
}

/// What the counterpart said when it was asked last: it has all but the newest message.
fn word_of_peer(begun: &Begun, archive: &[Message]) -> Option<PeerWord> {
    let asked = begun.course.said.contains('s');
    let of_this = || archive.iter().filter(|message| message.summary.transfer == Some(begun.summary.id));
    let takes_a_place = |message: &&Message| message.summary.kind.known().is_some_and(|kind| kind.takes_a_place());
    let told = of_this().filter(takes_a_place).filter(|message| message.summary.verdict.is_good()).map(|message| Told {
        sequence: message.summary.sequence.unwrap(),
        kind: message.summary.kind.clone(),
        from: Untrusted::new(if message.summary.way == Way::Sent { "us" } else { "them" }),
        digest: Untrusted::new(message.summary.digest.to_string()),
        at: message.summary.at.checked_add(SignedDuration::from_secs(2)).unwrap(),
    });
    let mut messages: Vec<Told> = told.collect();
    messages.pop();
    let as_of = of_this().filter(|message| message.summary.kind.is(&RungKind::Status)).map(|message| message.summary.at).max()?;
    asked.then(|| PeerWord { state: begun.summary.peer_state.clone(), since: Some(begun.summary.since), as_of, messages })
}

fn rung(message: &Message, peer: &Option<PeerWord>) -> Rung {
    let row = &message.summary;
    let told = peer.as_ref().filter(|_| row.kind.known().is_some_and(|kind| kind.takes_a_place()));
    Rung {
        message: row.id,
        sequence: row.sequence,
        kind: row.kind.clone(),
        way: row.way,
        at: row.at,
        digest: row.digest,
        verdict: row.verdict.clone(),
        status: row.status,
        peer_has: told.map(|peer| peer.messages.iter().any(|told| told.is_of(&row.digest))),
    }
}

fn missing(ladder: &[Rung]) -> Vec<u8> {
    let here: Vec<u8> = ladder.iter().filter_map(Rung::place).collect();
    let last = here.iter().max().copied().unwrap_or(1);
    // Terminate may follow on any number.
    let ended = ladder.iter().any(|rung| rung.kind.is(&RungKind::Said(MessageKind::Terminate)));
    (1..last).filter(|number| !here.contains(number) && !ended).collect()
}

fn outbox(begun: &Begun) -> Vec<Sending> {
    let waits = |kind: SendingKind, attempts: u32, minutes: Option<i64>, failure: &str| Sending {
        kind: Word::Known(kind),
        attempts,
        next: minutes.map(|minutes| ago(-minutes)),
        failure: Some(Untrusted::new(failure)),
    };
    match begun.n {
        3 => vec![waits(SendingKind::Message(MessageKind::Proposal), 7, Some(31), "the connection was refused")],
        8 => vec![waits(SendingKind::Message(MessageKind::Final), 52, Some(44), "status 503 without a good signature \u{1b}[2J")],
        9 => vec![
            waits(SendingKind::Message(MessageKind::Final), 4, None, "refused by GHA01 with status 409 (R03)"),
            waits(SendingKind::Status, 12, Some(15), "no answer in 10 s"),
        ],
        17 => vec![waits(
            SendingKind::Message(MessageKind::Final),
            1,
            None,
            "the answer was not to be trusted (content-digest\u{202e})",
        )],
        _ => Vec::new(),
    }
}

fn entries(begun: &Begun) -> Vec<EntrySummary> {
    let kinds = ["transfer-submitted", "transfer-propose", "transfer-step"];
    let count = 1 + begun.course.said.len().min(2);
    let entry = |(place, kind): (usize, &&str)| {
        let number = 100 + begun.n as u64 * 5 + place as u64;
        EntrySummary {
            entry: number,
            at: begun.summary.begun.checked_add(SignedDuration::from_mins(place as i64 * 11)).unwrap(),
            kind: Untrusted::new(*kind),
            by: if place == 0 { vec![Untrusted::new("amina.k"), Untrusted::new("luc.b")] } else { Vec::new() },
            reason: Untrusted::new("agreed delivery, see letter 14/2026 \u{200b}"),
            digest: Digest::of(number.to_string()),
        }
    };
    kinds.iter().take(count).enumerate().map(entry).collect()
}

fn checks(begun: &Begun) -> Vec<CheckRun> {
    let finding = |check: CheckId, result: CheckResult, values: &[(&str, &str)], hint: Option<&str>| CheckFinding {
        check: Word::Known(check),
        rule: Untrusted::new(check.spec().rule),
        result: Word::Known(result),
        values: values.iter().map(|(name, value)| (Untrusted::new(*name), Untrusted::new(*value))).collect(),
        hint: hint.map(Untrusted::new),
    };
    let mut findings = vec![
        finding(CheckId::L01, CheckResult::Pass, &[("link", "active")], None),
        finding(CheckId::B07, CheckResult::Pass, &[("held", "1 204 500"), ("asked", "12 500")], None),
        finding(CheckId::L06, CheckResult::NotEvaluated, &[], Some("the peer's clock was not measured yet")),
    ];
    let run = |when: CheckTime, findings: &[CheckFinding]| CheckRun {
        when: Word::Known(when),
        at: begun.summary.begun,
        findings: findings.to_vec(),
    };
    if begun.course.said.contains('X') {
        let hint = Some("ask the holder to correct the account \u{1b}]0;title\u{7}");
        findings.push(finding(CheckId::B08, CheckResult::Fail, &[("locked by", "D-77")], hint));
        findings.push(CheckFinding {
            check: Word::Unrecognised(Untrusted::new("X77")),
            result: Word::Unrecognised(Untrusted::new("maybe")),
            ..finding(CheckId::L01, CheckResult::Pass, &[], None)
        });
    }
    match begun.course.direction {
        Direction::Incoming => vec![run(CheckTime::Received, &findings)],
        Direction::Outgoing | Direction::Internal => {
            vec![run(CheckTime::Submitted, &findings), run(CheckTime::Approved, &findings)]
        }
    }
}

fn allowed(begun: &Begun, outbox: &[Sending]) -> Vec<AllowedAct> {
    let act = |act: TransferAct, persons: u8, step: Result<(), String>| AllowedAct {
        act: Word::Known(act),
        persons,
        permission: step.map_or_else(|why| Permission::Refused(Untrusted::new(why)), |()| Permission::Allowed),
    };
    use {InEvent as I, OutEvent as O, TransferAct as A};
    let mut acts = match begun.summary.state.known() {
        Some(TransferState::Transferring(state)) => {
            let order = [(A::Approve, O::Approve), (A::Withdraw, O::Withdraw)];
            let further = [(A::Terminate, O::Terminate), (A::CompleteByHand, O::CompleteByHand), (A::Rebook, O::Rebook)];
            let mut acts = order.to_vec();
            acts.extend(further.iter().filter(|_| begun.course.direction == Direction::Outgoing));
            let step = |event: O| state.step(event).map(|_| ()).map_err(|why| why.because());
            acts.into_iter().map(|(word, event)| act(word, event.persons(), step(event))).collect()
        }
        Some(TransferState::Acquiring(state)) => {
            let acts = [
                (A::Accept, I::Accept),
                (A::Reject, I::Reject),
                (A::DropIncoming, I::DropByHand),
                (A::CompleteByHand, I::CompleteByHand),
                (A::GiveUp, I::GiveUp),
            ];
            let step = |event: I| InState::step(*state, event).map(|_| ()).map_err(|why| why.because());
            acts.into_iter().map(|(word, event)| act(word, event.persons(), step(event))).collect()
        }
        None => Vec::new(),
    };
    if begun.course.direction != Direction::Internal {
        let asks =
            if begun.course.said.is_empty() { Err("nothing has been sent: the counterpart does not know of it") } else { Ok(()) };
        acts.push(act(A::Ask, 1, asks.map_err(str::to_owned)));
        acts.push(act(A::Pull, 1, asks.map_err(str::to_owned)));
        let waits = outbox.iter().any(|sending| !sending.kind.is(&SendingKind::Status));
        acts.push(act(A::Resend, 1, if waits { Ok(()) } else { Err("nothing waits to be sent".to_owned()) }));
    }
    acts
}
