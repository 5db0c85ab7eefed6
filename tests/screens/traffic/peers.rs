//! Counterparts of every kind: in use, failing, suspended, dead, with a wrong clock, of another nomenclature, with an expired key. And
//! incidents, each with the message that shows it.

use super::{super::seed::Plan, ago};
use countersign::{
    domain::{RegistryId, check::LinkState, transfer::MessageKind},
    evidence::key::SecretKey,
    registry::{
        Assurance, Word,
        traffic::{
            Acknowledged, Channel, ChannelKind, Incident, IncidentId, IncidentKind, Maintenance, Message, Peer, PeerKey,
            PeerSummary, RungKind, Sending, SendingKind, Spoken, Transfer,
        },
    },
    text::Untrusted,
};
use jiff::SignedDuration;

/// Registry, name, state of the link, minutes since it was heard, how far its clock is before ours in milliseconds.
type Known = (&'static str, &'static str, &'static str, Option<i64>, Option<i64>);

const KNOWN: [Known; 13] = [
    ("CHE01", "Swiss ITMO registry", "active", Some(2), Some(40)),
    ("GHA01", "Ghana Carbon Registry", "active", Some(1), Some(-120)),
    ("THA01", "Thailand Carbon Registry", "active", Some(11), Some(184_000)),
    ("SWE01", "Swedish \u{202e}yrtsiger\u{202c} registry", "degraded", Some(95), Some(900)),
    ("SGP01", "Singapore International Carbon Credit registry", "active", Some(6), None),
    ("KEN01", "Kenya National Carbon Registry", "suspended-security", Some(4_000), Some(-61_000)),
    ("VUT01", "Vanuatu\u{200b} registry", "active", Some(33), Some(5)),
    ("JPN01", "日本 JCM registry", "degraded", Some(700), Some(-2_500)),
    ("MWI01", "Malawi registry", "initialising", None, None),
    ("GEO01", "Georgia registry", "suspended-planned", Some(2_900), Some(0)),
    ("MAR01", "Maroc registre", "on-holiday", Some(50), Some(12)),
    ("XIR01", "International registry (practice hub)", "test", Some(20_000), None),
    ("XDE01", "A registry nobody answers for (practice)", "active", Some(57_600), None),
];

/// The directory of a book.
pub fn all(plan: &Plan, transfers: &[Transfer], incidents: &[Incident]) -> Vec<Peer> {
    let others = KNOWN.iter().enumerate().filter(|(_, known)| known.0 != plan.registry);
    others.map(|(n, known)| peer(n, known, transfers, incidents)).collect()
}

fn peer(n: usize, known: &Known, transfers: &[Transfer], incidents: &[Incident]) -> Peer {
    let (id, name, state, heard, offset) = *known;
    let registry: RegistryId = id.parse().unwrap();
    let is_open = |transfer: &&Transfer| {
        let over = transfer.summary.state.known().is_some_and(|state| state.is_final());
        transfer.summary.counterpart() == Some(registry) && !over
    };
    let mut open: Vec<&Transfer> = transfers.iter().filter(is_open).collect();
    open.sort_by_key(|transfer| (transfer.summary.begun, transfer.summary.id));
    let mut incidents: Vec<Incident> = incidents.iter().filter(|incident| incident.peer == Some(registry)).cloned().collect();
    incidents.reverse();
    let seen = heard.map(ago);
    let old = id == "VUT01";
    Peer {
        summary: PeerSummary {
            registry,
            name: Untrusted::new(name),
            state: Word::read(state.to_owned(), LinkState::of_word),
            seen,
            open_transfers: open.len() as u64,
            incidents: incidents.len() as u64,
        },
        keys: keys(n, id),
        theirs: spoken(
            if old { "2025-06-10" } else { "2026-02-17" },
            if n == 7 { "A9" } else { ["A1", "A3", "A0", "A2"][n % 4] },
            old,
        ),
        ours: spoken("2026-02-17", "A1", false),
        pinned: Default::default(),
        maintenance: (state == "suspended-planned").then(|| Maintenance { from: ago(3_000), until: ago(-4_200) }),
        channels: vec![
            Channel { kind: Word::Known(ChannelKind::Asking), seen: seen.filter(|_| n % 3 != 2) },
            Channel { kind: Word::Known(ChannelKind::Answering), seen: heard.map(|minutes| ago(minutes + 4)) },
        ],
        outbox: outbox(id),
        round_trip: heard.map(|_| SignedDuration::from_millis([85, 240, 3_900][n % 3])),
        clock_offset: offset.map(SignedDuration::from_millis),
        transfers: open.into_iter().map(|transfer| transfer.summary.id).collect(),
        incidents,
    }
}

/// The secret key of a counterpart's first key.
pub fn key_of(registry: &str) -> SecretKey {
    let n = KNOWN.iter().position(|known| known.0 == registry).unwrap();
    SecretKey::from_seed(&[u8::try_from(n).unwrap() * 10 + 1; 32])
}

/// One key each; a second that has ended, one nobody compared, and one that has ended with none after it.
fn keys(n: usize, registry: &str) -> Vec<PeerKey> {
    let key = |year: u8, from: i64, until: Option<i64>, verified: Option<&str>| PeerKey {
        id: format!("{registry}-practice-{year}").parse().unwrap(),
        public: SecretKey::from_seed(&[u8::try_from(n).unwrap() * 10 + year; 32]).public(),
        from: ago(from),
        until: until.map(ago),
        verified: verified.map(Untrusted::new),
        valid: until.is_none_or(|until| until < 0),
    };
    let voice = Some("compared by voice, two persons each \u{1b}[31m");
    match registry {
        "XDE01" => vec![key(1, 900_000, Some(60_000), voice)],
        "JPN01" => vec![key(1, 900_000, Some(60_000), voice), key(2, 60_000, Some(-800), voice)],
        "MWI01" => vec![key(1, 9_000, None, None)],
        _ => vec![key(1, 900_000, None, voice)],
    }
}

fn spoken(nomenclature: &str, assurance: &str, old: bool) -> Spoken {
    let can: &[&str] = if old { &["transfer", "status"] } else { &["transfer", "status", "holdings", "history"] };
    Spoken {
        versions: if old { vec![Untrusted::new("0.9"), Untrusted::new("1.0")] } else { vec![Untrusted::new("1.0")] },
        nomenclature: Some(nomenclature.parse().unwrap()),
        assurance: Some(Word::read(assurance.to_owned(), Assurance::of_word)),
        can: can.iter().map(|word| Untrusted::new(*word)).collect(),
    }
}

fn outbox(registry: &str) -> Vec<Sending> {
    let waits = |kind: SendingKind, attempts: u32, failure: &str| Sending {
        kind: Word::Known(kind),
        attempts,
        next: Some(ago(-40)),
        failure: Some(Untrusted::new(failure)),
    };
    match registry {
        "XDE01" => vec![
            waits(SendingKind::Message(MessageKind::Proposal), 41, "the connection was refused"),
            waits(SendingKind::Ping, 903, "the connection was refused"),
        ],
        "JPN01" => vec![waits(SendingKind::Capabilities, 2, "no answer in 10 s \u{1b}[2J")],
        _ => Vec::new(),
    }
}

/// One incident for each message in quarantine and each refusal, then of every kind; the newest has the greatest number.
pub fn incidents(messages: &[Message]) -> Vec<Incident> {
    let shows = |message: &&Message| !message.summary.verdict.is_good() || message.summary.kind.is(&RungKind::Refusal);
    let mut incidents: Vec<Incident> = messages.iter().filter(shows).map(shown).collect();
    let known = IncidentKind::ALL.iter().map(|(kind, _)| Word::Known(*kind));
    let kinds = known.chain([Word::Unrecognised(Untrusted::new("moon\u{202e}shine"))]);
    incidents.extend(kinds.zip(0_i64..).map(|(kind, n)| Incident {
        id: IncidentId(0),
        at: ago(30 + n * n * 290),
        kind,
        peer: ["SWE01", "KEN01", "JPN01"].get(usize::try_from(n % 4).unwrap()).map(|peer| peer.parse().unwrap()),
        transfer: None,
        message: None,
        detail: Untrusted::new(format!(
            "the word of the counterpart and the book here can't both be right ({n}) \u{1b}]0;x\u{7}"
        )),
        order: (n % 5 == 4).then(|| "CHE01-2026-000124".parse().unwrap()),
        person: (n % 5 == 4).then(|| Untrusted::new("luc-bernasconi")),
        until: (n == 4).then(|| ago(-9)),
        acknowledged: (n % 3 == 2).then(|| Acknowledged {
            at: ago(20),
            by: Untrusted::new("ines.r\u{1b}[2J"),
            reason: Untrusted::new("their key was changed by the book \u{202e}"),
        }),
    }));
    incidents.sort_by_key(|incident| incident.at);
    for (n, incident) in incidents.iter_mut().enumerate() {
        incident.id = IncidentId(n as u64 + 1);
    }
    incidents
}

fn shown(message: &Message) -> Incident {
    let row = &message.summary;
    let forged = row.sequence.is_some();
    Incident {
        id: IncidentId(0),
        at: row.at,
        kind: Word::Known(if forged { IncidentKind::Forged } else { IncidentKind::Answer }),
        peer: row.peer,
        transfer: row.transfer,
        message: Some(row.id),
        detail: Untrusted::new(if forged {
            "the signature was made with the key of somebody else"
        } else {
            "the answer is not to be trusted"
        }),
        order: None,
        person: None,
        until: None,
        acknowledged: None,
    }
}
