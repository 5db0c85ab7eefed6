//! The archive of messages: the octets of each conversation with their headers, what was forged or is no text, and every attempt to send.

use super::{
    super::seed::{Plan, names},
    course::Begun,
};
use countersign::{
    domain::{
        RegistryId,
        check::CheckId,
        transfer::{MessageKind, Side},
    },
    evidence::digest::Digest,
    registry::{
        Word,
        traffic::{Attempt, Direction, Message, MessageId, MessageSummary, RequestLine, RungKind, Verdict, Way},
    },
    text::Untrusted,
};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

/// Something that was said, and by whom.
struct Said {
    kind: RungKind,
    sequence: Option<u8>,
    way: Way,
    verdict: Verdict,
}

/// What a letter of a course says.
fn said(letter: char, side: Side) -> Said {
    use MessageKind as M;
    let by = |who: Side| if who == side { Way::Sent } else { Way::Received };
    let message = |kind: MessageKind, sequence: u8, who: Side| Said {
        kind: RungKind::Said(kind),
        sequence: Some(sequence),
        way: by(who),
        verdict: Verdict::Good,
    };
    let other = |kind: RungKind, way: Way| Said { kind, sequence: None, way, verdict: Verdict::Good };
    let aside =
        |kind: RungKind, why: &str| Said { verdict: Verdict::Quarantined(Untrusted::new(why)), ..other(kind, Way::Received) };
    match letter {
        'P' => message(M::Proposal, 1, Side::Transferring),
        'R' => message(M::Receipt, 2, Side::Acquiring),
        'X' => message(M::Reject, 2, Side::Acquiring),
        'A' => message(M::Accept, 3, Side::Acquiring),
        'k' => message(M::Ack, 3, Side::Transferring),
        'F' => message(M::Final, 4, Side::Transferring),
        'T' => message(M::Terminate, 4, Side::Transferring),
        't' => message(M::Ack, 4, Side::Acquiring),
        'C' => message(M::Completion, 5, Side::Acquiring),
        'q' => other(RungKind::StatusQuestion, Way::Sent),
        's' => other(RungKind::Status, Way::Received),
        'x' => other(RungKind::Refusal, Way::Received),
        'f' => Said { sequence: Some(3), ..aside(RungKind::Said(M::Accept), "forged") },
        'u' => aside(RungKind::Unreadable, "content-digest\u{202e}"),
        _ => panic!("nothing is said by {letter}"),
    }
}

/// Every message of every transfer, numbered in the order they came and went.
pub fn all(plan: &Plan, begun: &[Begun]) -> Vec<Message> {
    let us: RegistryId = plan.registry.parse().unwrap();
    let mut messages: Vec<Message> = begun.iter().flat_map(|begun| conversation(us, begun)).collect();
    messages.sort_by_key(|message| (message.summary.at, message.summary.transfer));
    for (n, message) in messages.iter_mut().enumerate() {
        message.summary.id = MessageId::new(n as u64 + 1).unwrap();
    }
    let answered: Vec<Option<MessageId>> = messages.iter().map(|message| answered(message, &messages)).collect();
    for (message, answered) in messages.iter_mut().zip(answered) {
        message.answers = answered;
    }
    messages
}

/// The message of the other side that one answers, by the table of the protocol.
fn answered(answer: &Message, messages: &[Message]) -> Option<MessageId> {
    let before = |message: &&Message| {
        let same = message.summary.transfer == answer.summary.transfer && message.summary.way != answer.summary.way;
        let fits = match (message.summary.kind.known(), answer.summary.kind.known()) {
            (Some(RungKind::Said(asked)), Some(RungKind::Said(said))) => asked.answers().contains(said),
            (Some(RungKind::StatusQuestion), Some(RungKind::Status)) => true,
            _ => false,
        };
        same && fits && message.summary.id < answer.summary.id
    };
    messages.iter().filter(before).map(|message| message.summary.id).max()
}

fn conversation(us: RegistryId, begun: &Begun) -> Vec<Message> {
    let (course, summary) = (begun.course, &begun.summary);
    let step = SignedDuration::from_mins(11);
    let mut at = summary.begun;
    let mut messages = Vec::new();
    for (place, letter) in course.said.chars().enumerate() {
        at = at.checked_add(step).unwrap();
        let said = said(letter, course.direction.side());
        // What no answer came to was tried again and again.
        let unanswered = place + 1 == course.said.len() && matches!(letter, 'P' | 'F');
        messages.push(message(us, begun, &said, at, unanswered));
    }
    messages
}

fn message(us: RegistryId, begun: &Begun, said: &Said, at: Timestamp, unanswered: bool) -> Message {
    let summary = &begun.summary;
    let octets = octets(begun, said, at);
    let good = said.verdict.is_good();
    let key = if said.way == Way::Sent { us } else { summary.counterpart().unwrap_or(us) };
    let is_request = !matches!(
        said.kind,
        RungKind::Said(MessageKind::Receipt | MessageKind::Reject | MessageKind::Ack | MessageKind::Completion)
            | RungKind::Status
            | RungKind::Refusal
    );
    let path = match said.kind {
        RungKind::StatusQuestion => format!("/comm/v1/transfers/{}", summary.id),
        _ => format!("/comm/v1/transfers/{}/messages", summary.id),
    };
    let method = if said.kind == RungKind::StatusQuestion { "GET" } else { "POST" };
    let base = format!(
        "\"@method\": {method}\n\"@path\": {path}\n\"content-digest\": sha-256=:{}:\n\"registry-from\": {key}\n\
         \"@signature-params\": (\"@method\" \"@path\" \"content-digest\" \"registry-from\");created={};keyid=\"{key}-practice-1\"",
        Digest::of(&octets),
        at.as_second()
    );
    Message {
        summary: MessageSummary {
            id: MessageId::new(1).unwrap(),
            transfer: Some(summary.id),
            sequence: said.sequence,
            kind: Word::Known(said.kind),
            way: said.way,
            peer: summary.counterpart().filter(|_| good || begun.n.is_multiple_of(2)),
            verdict: said.verdict.clone(),
            digest: Digest::of(&octets),
            status: (!is_request).then_some(if said.kind == RungKind::Refusal { 409 } else { 200 }),
            at,
        },
        own_id: (said.sequence.is_some()).then(|| Untrusted::new(format!("0198a000-0000-7000-8000-{:012}", begun.n))),
        headers: headers(key, &octets, good),
        octets,
        request: is_request.then(|| RequestLine { method: Untrusted::new(method), path: Untrusted::new(path) }),
        signature_base: good.then(|| Untrusted::new(base)),
        key: good.then(|| format!("{key}-practice-1").parse().unwrap()),
        failed: if good { Vec::new() } else { vec![Word::Known(CheckId::L05), Word::Unrecognised(Untrusted::new("X77"))] },
        answers: None,
        attempts: if said.way == Way::Sent && is_request { attempts(at, unanswered) } else { Vec::new() },
        veil: None,
    }
}

fn attempts(at: Timestamp, unanswered: bool) -> Vec<Attempt> {
    let failures: &[Option<&str>] = if unanswered {
        &[
            Some("no answer in 10 s"),
            Some("the connection was refused"),
            Some("status 503 without a good signature \u{1b}[2J"),
            Some("the connection was refused"),
        ]
    } else {
        &[None]
    };
    let after = |n: usize| at.checked_add(SignedDuration::from_mins([0, 1, 3, 13][n])).unwrap();
    let attempt = |(n, failure): (usize, &Option<&str>)| Attempt { at: after(n), failure: failure.map(Untrusted::new) };
    failures.iter().enumerate().map(attempt).collect()
}

fn headers(key: RegistryId, octets: &[u8], good: bool) -> Vec<(Untrusted, Untrusted)> {
    let digest = format!("sha-256=:{}:", Digest::of(octets));
    let from = key.to_string();
    let signature = if good { "sig=:bm90IGEgcmVhbCBvbmU=:" } else { "sig=:\u{200b}:" };
    [
        ("content-type", "application/json"),
        ("content-digest", digest.as_str()),
        ("registry-from", from.as_str()),
        ("signature-input", "sig=(\"@method\" \"@path\" \"content-digest\" \"registry-from\")"),
        ("signature", signature),
    ]
    .map(|(name, value)| (Untrusted::new(name), Untrusted::new(value)))
    .to_vec()
}

/// What travelled: JSON, with names nobody should trust in it; a question has no body, and what is unreadable is no text.
fn octets(begun: &Begun, said: &Said, at: Timestamp) -> Vec<u8> {
    let summary = &begun.summary;
    match said.kind {
        RungKind::StatusQuestion | RungKind::CopyQuestion => Vec::new(),
        RungKind::Unreadable => {
            vec![0xff, 0xfe, 0x00, b'{', 0x1b, b'[', b'2', b'J', 0x80, b'}', b'\n', u8::try_from(begun.n).unwrap()]
        }
        RungKind::Status | RungKind::Copy => {
            let state = begun.course.peer_state.unwrap_or("proposed");
            json!({ "transfer": summary.id.to_string(), "state": state, "since": at, "messages": [], "at": at })
                .to_string()
                .into()
        }
        RungKind::Refusal => json!({ "type": "urn:countersign:problem:checks", "title": "Refused", "status": 409,
                                     "detail": "the transfer is cancelled here; the final can't be taken" })
        .to_string()
        .into(),
        RungKind::Said(kind) => {
            let names = names();
            let holder = &names[begun.n % names.len()];
            let from_us = (said.way == Way::Sent) == (begun.course.direction != Direction::Incoming);
            let (from, to) = if from_us { (&summary.from, &summary.to) } else { (&summary.to, &summary.from) };
            json!({
                "id": format!("0198a000-0000-7000-8000-{:012}", begun.n), "transfer": summary.id.to_string(),
                "sequence": said.sequence, "from": from.registry.to_string(), "to": to.registry.to_string(),
                "environment": "practice", "created": at,
                "says": { kind.word(): { "account": summary.to.account.as_str(), "holder": holder,
                                         "quantity": summary.quantity.count().to_string(), "reason": "agreed delivery" } },
            })
            .to_string()
            .into()
        }
    }
}
