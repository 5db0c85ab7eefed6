//! Cards of address books: read as they were written; what is hostile is refused by its line or kept for the gate.

use super::*;
use crate::{
    domain::contact::{Address, CardKind, sample::*},
    text::Kind,
};
use proptest::prelude::*;

fn card(lines: &str) -> String {
    format!("BEGIN:VCARD\r\nVERSION:4.0\r\n{}END:VCARD\r\n", lines.replace('\n', "\r\n"))
}

fn one(lines: &str) -> Draft {
    let cards = read(card(lines).as_bytes()).unwrap();
    assert_eq!(cards.cards.len(), 1);
    cards.cards[0].1.clone()
}

fn refused(lines: &str) -> (usize, VCardFault) {
    let problem = read(card(lines).as_bytes()).unwrap_err();
    (problem.line, problem.fault)
}

#[test]
fn a_card_of_an_address_book_is_read() {
    let text = "UID:urn:uuid:4fbe8971\nFN:Kwame Mensah\\, Dr.\nN:Mensah;Kwame;;;\nORG:Environmental Protection\n  Authority;Registry\nTITLE:Head\n\
                item1.TEL;VALUE=uri;TYPE=\"cell,voice\":tel:+233-20-000-0001\nTEL;TYPE=x-duty:+233 (20) 000 00 09\nTEL;TYPE=work,fax:+233302664697\n\
                EMAIL:K.Mensah@EPA.example\nIMPP:signal:+233200000001\nLANG;PREF=1:en\nLANG:tw\nTZ:Africa/Accra\nBDAY:19700101\nNOTE:a\\nb\n";
    let draft = one(text);
    assert_eq!((draft.name.octets(), draft.title.octets(), draft.kind), ("Kwame Mensah, Dr.", "Head", CardKind::Person));
    assert_eq!(draft.organisation.octets(), "Environmental Protection Authority");
    let addresses: Vec<String> = draft.addresses.iter().map(Address::to_string).collect();
    assert_eq!(
        addresses,
        [
            "mobile +233200000001",
            "duty +233200000009",
            "desk +233302664697",
            "mail K.Mensah@epa.example",
            "messaging signal:+233200000001"
        ]
    );
    assert_eq!((draft.languages.len(), draft.zone.unwrap().name()), (2, "Africa/Accra"));
    let left: Vec<_> =
        read(card(text).as_bytes()).unwrap().left_out.into_iter().map(|(line, name)| (line, name.octets().to_owned())).collect();
    assert_eq!(left, [(5, "N".to_owned()), (17, "BDAY".to_owned()), (18, "NOTE".to_owned())]);
    assert_eq!(read(card("FN:a\nTZ:-0500\n").as_bytes()).unwrap().left_out.len(), 1, "an offset is no zone");
}

#[test]
fn lines_may_end_in_lf_alone_and_files_hold_several() {
    let two = format!("{}{}", card("FN:a\nUID:1\n"), card("FN:b\nUID:2\nKIND:org\n")).replace("\r\n", "\n");
    let cards = read(two.as_bytes()).unwrap();
    let found: Vec<_> = cards.cards.iter().map(|(line, draft)| (*line, draft.name.octets(), draft.kind)).collect();
    assert_eq!(found, [(1, "a", CardKind::Person), (6, "b", CardKind::Desk)]);
    assert_eq!(read(b""), Ok(VCards::default()));
}

#[test]
fn what_is_hostile_is_refused_by_its_line() {
    for (lines, at, fault) in [
        ("FN:a\u{1B}[2Jb\n", 3, VCardFault::Control),
        ("FN:a\u{9B}2Jb\n", 3, VCardFault::Control),
        ("FN:a\\nb\n", 3, VCardFault::LineBreak),
        ("FN:a\\qb\n", 3, VCardFault::Escape),
        ("FN:a\\\n", 3, VCardFault::Escape),
        ("FN:a\nFN:b\n", 4, VCardFault::Twice),
        ("FN;CHARSET=ISO-8859-1:a\n", 3, VCardFault::Charset),
        ("FN;ENCODING=QUOTED-PRINTABLE:a=20\n", 3, VCardFault::Charset),
        ("FN:a\nKIND:group\n", 4, VCardFault::Kind),
        ("FN:a\nTEL:0302 664697\n", 4, VCardFault::Phone),
        ("FN:a\nTEL:tel:+233302664697;ext=1\n", 4, VCardFault::Phone),
        ("FN:a\nTEL:+233302664697,,123\n", 4, VCardFault::Phone),
        ("FN:a\nEMAIL:a@b.example\\, c@d.example\n", 4, VCardFault::Mail),
        ("FN:a\nIMPP:x\n", 4, VCardFault::Messaging),
        ("FN:a\nLANG:english\n", 4, VCardFault::Language),
        ("FN:a\nVERSION:4.0\n", 4, VCardFault::Version),
        ("FN:a\nBEGIN:VCARD\n", 4, VCardFault::Frame),
        ("FN:a\nEND:VEVENT\n", 4, VCardFault::Frame),
        ("nothing\n", 3, VCardFault::Form),
        ("FN;x:a\n", 3, VCardFault::Form),
        ("\n", 3, VCardFault::Form),
        ("UID:1\n", 4, VCardFault::NoName),
        ("FN:\n", 4, VCardFault::NoName),
    ] {
        assert_eq!(refused(lines), (at, fault), "{lines:?}");
    }
    for (file, at, fault) in [
        (&b"\xEF\xBB\xBFBEGIN:VCARD\r\n"[..], 1, VCardFault::ByteOrderMark),
        (b" BEGIN:VCARD\r\n", 1, VCardFault::FoldsNothing),
        (b"BEGIN:VCARD\r\nVERSION:3.0\r\n", 2, VCardFault::Version),
        (b"BEGIN:VCARD\r\nEND:VCARD\r\n", 2, VCardFault::Version),
        (b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ren\xE9\r\n", 3, VCardFault::NotUtf8),
        (b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:a\rb\r\n", 3, VCardFault::CarriageReturn),
        (b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:a\r\n", 3, VCardFault::Frame),
        (b"FN:a\r\n", 1, VCardFault::Frame),
    ] {
        let problem = read(file).unwrap_err();
        assert_eq!((problem.line, problem.fault), (at, fault), "{:?}", String::from_utf8_lossy(file));
    }
    let same = format!("{}{}", card("FN:a\nUID:1\n"), card("FN:b\nUID:1\n"));
    assert_eq!(read(same.as_bytes()).unwrap_err(), VCardProblem { line: 6, fault: VCardFault::SameUid });
}

#[test]
fn a_huge_picture_is_refused_where_it_begins_and_a_small_one_left_out() {
    let folded =
        |lines: usize| format!("FN:a\nPHOTO:data:image/jpeg;base64,\n{}", format!(" {}\n", "A".repeat(74)).repeat(lines));
    assert_eq!(refused(&folded(200)), (4, VCardFault::LineTooLong));
    assert_eq!(read(card(&folded(50)).as_bytes()).unwrap().left_out[0].1.octets(), "PHOTO");
    assert_eq!(read(&vec![b'A'; MOST_OCTETS + 1]).unwrap_err().fault, VCardFault::TooLong);
    let many = card("FN:a\n").repeat(MOST_CARDS + 1);
    assert_eq!(read(many.as_bytes()).unwrap_err().fault, VCardFault::TooMany);
}

/// Characters that are no controls are kept exactly, and shown only through the gate; a fold hides nothing.
#[test]
fn hostile_names_are_kept_for_the_gate() {
    let draft = one("FN:Kwame \u{202E}hasneM\n");
    assert_eq!(draft.name.octets(), "Kwame \u{202E}hasneM");
    assert_eq!(draft.name.gate(Kind::Name).as_str(), "Kwame ⟦U+202E⟧hasneM");
    // A value that looks like the next property is still a value, and one that is folded is one value.
    assert_eq!(one("FN:a\n TEL:+233999999999\n").addresses, []);
    assert_eq!(one("FN:a\n TEL:+233999999999\n").name.octets(), "aTEL:+233999999999");
}

#[test]
fn what_a_card_cannot_hold_is_not_written() {
    let draft = Draft::of(&accra(), &id("gha-1"), at("2026-12-01T00:00:00Z")).unwrap();
    for name in ["", "a\nb", "a\u{1B}b"] {
        assert_eq!(write(&[draft.clone(), Draft { name: Untrusted::new(name), ..draft.clone() }]), Err(Unwritable { card: 2 }));
    }
}

proptest! {
    #[test]
    fn what_is_written_reads_back(names in prop::collection::vec("[\\\\,;:\"a-zé京\u{202E} ]{1,120}", 1..6)) {
        let draft = Draft::of(&accra(), &id("gha-1"), at("2026-12-01T00:00:00Z")).unwrap();
        let drafts: Vec<Draft> = names.iter().enumerate().map(|(at, name)| Draft {
            uid: Some(Untrusted::new(format!("{at};{name}"))),
            name: Untrusted::new(name.as_str()),
            organisation: Untrusted::new(name.as_str()),
            title: Untrusted::new(""),
            kind: if at % 2 == 0 { CardKind::Person } else { CardKind::Desk },
            ..draft.clone()
        }).collect();
        let file = write(&drafts).unwrap();
        prop_assert!(file.split("\r\n").all(|line| line.len() <= 75));
        let read = read(file.as_bytes()).unwrap();
        prop_assert!(read.left_out.is_empty());
        prop_assert_eq!(read.cards.into_iter().map(|(_, draft)| draft).collect::<Vec<_>>(), drafts);
    }

    #[test]
    fn no_file_is_too_odd(octets in prop::collection::vec(any::<u8>(), 0..300), lines in "[A-Z:;=,\"\\\\ \r\n]{0,120}") {
        let _ = read(&octets);
        let _ = read(card(&lines).as_bytes());
    }
}
