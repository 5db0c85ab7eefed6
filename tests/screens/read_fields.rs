//! T03: what another person signed is read whole by whoever confirms it. Each field of a resolution, of a change of contacts and of a message is
//! changed in turn: it changes what is on the screen, and where the text can still be confirmed each of its lines is painted.
//! The structs are taken apart here without a rest pattern: a field that is added does not compile before it stands in this list.
//! Must not know: what a screen shows beside the text.

use super::{
    announcing::saying,
    cases::{self, EVIDENCE, PROPOSED},
    changed::{self, NEW_NUMBER, WAITS},
    changing::{self, desk_reading},
    desk::Desk,
    resolving::{desk_of, on_case},
    review::enter,
};
use countersign::{
    app::Timer,
    domain::{
        Environment, Quantity,
        case::Resolution as Ends,
        contact::{Method, Tlp},
        reconcile::Code,
    },
    evidence::{
        contact_change::{ChangeText, ContactChange},
        digest::Digest,
        order::SourceDocument,
        resolution::{Resolution, ResolutionText},
    },
};

const SIZE: (u16, u16) = (160, 45);

/// Without what a line is broken by.
fn joined(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '│').collect()
}

/// What was on the screen from the first line to the last.
fn painted(desk: &mut Desk) -> String {
    let mut frames = String::new();
    for _ in 0..12 {
        desk.fire(Timer::Reading);
        frames.push_str(&desk.screen());
        desk.press("pgdn");
    }
    frames
}

fn every_line_is_painted(frames: &str, text: &str, name: &str) {
    let frames = joined(frames);
    for line in text.lines() {
        assert!(frames.contains(&joined(line)), "{name}: {line}\n{frames}");
    }
}

/// Luc's page of a case that Amina proposed to end so, once he typed again what is asked for; `None` where it can't be reviewed.
fn resolution_read(text: &ResolutionText) -> (bool, String) {
    let mut desk = desk_of("luc.b", "ONL-1", SIZE, Some(cases::proposing(text)));
    on_case(&mut desk, PROPOSED);
    desk.press("v");
    let is_reviewed = desk.screen().contains("Type it again");
    if is_reviewed {
        let of = text.resolution();
        enter(&mut desk, &of.quantity.count().to_string());
        for digest in of.digests() {
            enter(&mut desk, &digest.to_string()[..8]);
        }
    }
    (is_reviewed, painted(&mut desk))
}

type Change<T> = (&'static str, fn(&mut T));

fn resolution_changes(of: &Resolution) -> Vec<Change<Resolution>> {
    let Resolution {
        case: _,
        registry: _,
        environment: _,
        counterpart: _,
        code: _,
        about: _,
        quantity: _,
        resolution: _,
        evidence: _,
        orders: _,
        reason: _,
        policy: _,
        roster: _,
        person: _,
        station: _,
        made: _,
        not_after: _,
        seq: _,
    } = of;
    vec![
        ("case", |of| of.case = "CHE01-CASE-000013".parse().unwrap()),
        ("registry", |of| of.registry = "GHA01".parse().unwrap()),
        ("environment", |of| of.environment = Environment::Production),
        ("counterpart", |of| of.counterpart = Some("THA01".parse().unwrap())),
        ("code", |of| of.code = Code::D11),
        ("about", |of| of.about = vec!["CA0007-CHE01-CHE-170001-170499-2023".to_owned()]),
        ("quantity", |of| of.quantity = Quantity::new(499)),
        ("resolution", |of| of.resolution = Ends::Accepted("2027-04-01T22:00:00Z".parse().unwrap())),
        ("evidence", |of| of.evidence = vec![SourceDocument::new(EVIDENCE, Digest::of("another")).unwrap()]),
        ("evidence, its name", |of| of.evidence = vec![SourceDocument::new("another.pdf", Digest::of(EVIDENCE)).unwrap()]),
        ("orders", |of| of.orders = vec!["CHE01-2026-000124".parse().unwrap()]),
        ("reason", |of| of.reason = "their book follows in April".parse().unwrap()),
        ("policy", |of| of.policy.version = 2.try_into().unwrap()),
        ("roster", |of| of.roster.version = 2.try_into().unwrap()),
        ("person", |of| of.person = "luc.b".parse().unwrap()),
        ("station", |of| of.station = "ONL-1".parse().unwrap()),
        ("made", |of| of.made = "2026-11-22T07:13:00Z".parse().unwrap()),
        ("not_after", |of| of.not_after = "2026-11-24T07:13:00Z".parse().unwrap()),
        ("seq", |of| of.seq = 2_u64.try_into().unwrap()),
    ]
}

#[test]
fn t03_every_signed_field_of_a_resolution_changes_what_the_next_person_reads() {
    let base = cases::resolution();
    let (is_reviewed, usual) = resolution_read(&base);
    assert!(is_reviewed, "{usual}");
    every_line_is_painted(&usual, base.as_str(), "as it is");
    let mut reviewed = Vec::new();
    for (name, change) in resolution_changes(base.resolution()) {
        let mut of = base.resolution().clone();
        change(&mut of);
        // What contradicts itself is no text at all.
        let Ok(text) = of.write() else { continue };
        let (is_reviewed, frames) = resolution_read(&text);
        assert_ne!(frames, usual, "{name}");
        if is_reviewed {
            every_line_is_painted(&frames, text.as_str(), name);
            reviewed.push(name);
        }
    }
    for name in ["resolution", "evidence", "evidence, its name", "reason", "made", "not_after", "seq"] {
        assert!(reviewed.contains(&name), "{name} of {reviewed:?}");
    }
}

/// Luc's page of a change that waits.
fn change_read(text: &ChangeText) -> String {
    let mut desk = desk_reading(text, SIZE);
    changing::open(&mut desk, text.change().id.as_u128());
    painted(&mut desk)
}

fn contact_changes(of: &ContactChange) -> Vec<Change<ContactChange>> {
    let ContactChange {
        id: _,
        registry: _,
        environment: _,
        kind: _,
        basis: _,
        method: _,
        through: _,
        entries: _,
        reason: _,
        made: _,
        initiator: _,
    } = of;
    vec![
        ("id", |of| of.id = uuid::Uuid::from_u128(WAITS + 0x100)),
        ("registry", |of| of.registry = "GHA01".parse().unwrap()),
        ("environment", |of| of.environment = Environment::Production),
        ("basis", |of| of.basis = "CB/2026/41".parse().unwrap()),
        ("method", |of| (of.method, of.through) = (Method::Video, None)),
        ("through", |of| of.through = Some("channel gha-3 mobile +2335550301".parse().unwrap())),
        ("entries, the value", |of| {
            let since = of.made.timestamp();
            of.entries[0].entry = changed::number("gha-1", "+233555019998", since);
        }),
        ("entries, what it replaces", |of| of.entries[0].replaces = Some(Digest::of("another"))),
        ("reason", |of| of.reason = "a new telephone, ticket 4712".parse().unwrap()),
        ("made", |of| of.made = "2026-11-21T05:15:00Z".parse().unwrap()),
        ("initiator", |of| of.initiator = "luc.b".parse().unwrap()),
    ]
}

#[test]
fn t03_every_signed_field_of_a_change_of_contacts_changes_what_the_next_person_reads() {
    let book = changed::book();
    let waits = book.people.proposals.iter().find(|proposal| proposal.id.as_u128() == WAITS).unwrap();
    let base = ChangeText::parse(waits.text.octets().as_bytes()).unwrap();
    let usual = change_read(&base);
    assert!(joined(&usual).contains(NEW_NUMBER), "{usual}");
    every_line_is_painted(&usual, base.as_str(), "as it is");
    for (name, change) in contact_changes(base.change()) {
        let mut of = base.change().clone();
        change(&mut of);
        let text = of.write().unwrap_or_else(|problem| panic!("{name}: {problem}"));
        let frames = change_read(&text);
        assert_ne!(frames, usual, "{name}");
        if !["registry", "environment", "initiator"].contains(&name) {
            every_line_is_painted(&frames, text.as_str(), name);
        }
    }
}

#[test]
fn t03_every_signed_field_of_a_message_changes_what_the_next_person_reads() {
    let (subject, body) = ("Check your last transfers", "A key may be compromised.\n\nCall our desk.");
    let read = |said| {
        let (mut desk, text) = saying(said, SIZE);
        desk.press("v");
        let frames = painted(&mut desk);
        every_line_is_painted(&frames, &text, &text);
        frames
    };
    let usual = read((Tlp::Red, subject, body));
    for other in [
        (Tlp::AmberStrict, subject, body),
        (Tlp::Red, "Check your next transfers", body),
        (Tlp::Red, subject, "A key may be compromised.\n\nCall our desk now."),
        (Tlp::Red, subject, "A key may be compromised.\nCall our desk."),
    ] {
        assert_ne!(read(other), usual, "{other:?}");
    }
}
