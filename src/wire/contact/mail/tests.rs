//! Drafts of messages: what stands in them, and that no text breaks out of its place.

use super::*;
use crate::domain::contact::{DistributionList, Role, Topic, recipients, sample::*};
use std::collections::BTreeSet;

const MADE: &str = "2026-12-01T12:00:00Z";

fn to_administrators() -> Recipients {
    let roles = BTreeSet::from([Role::Administrator, Role::Security]);
    let list = DistributionList { id: "operations".parse().unwrap(), topic: Topic::Operations, roles, ceiling: Tlp::Amber };
    recipients(&accra(), &list, Tlp::Amber, at(MADE)).unwrap()
}

/// The decoded text of the part that begins with this header.
fn decoded(draft: &str, header: &str) -> String {
    let (_, part) = draft.split_once(header).unwrap();
    let (_, body) = part.split_once("\r\n\r\n").unwrap();
    let base64: String = body.lines().take_while(|line| !line.starts_with("--")).collect();
    String::from_utf8(STANDARD.decode(base64).unwrap()).unwrap()
}

#[test]
fn a_draft_has_label_and_recipients_and_is_not_sent_by_itself() {
    let broadcast = Broadcast::new(Tlp::Amber, "Maintenance on Saturday", "CHE01 is closed from 22:00 to 02:00 UTC.\n").unwrap();
    let draft = broadcast.draft(&to_administrators(), &[], at(MADE));
    let head = [
        "X-Unsent: 1",
        "Date: Tue, 1 Dec 2026 12:00:00 +0000",
        "Bcc: gha-1@epa.example,",
        " gha-3@epa.example",
        "Subject: [TLP:AMBER] Maintenance on Saturday",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
    ];
    assert_eq!(draft.split("\r\n").take(head.len()).collect::<Vec<_>>(), head);
    let text = decoded(&draft, "MIME-Version");
    assert_eq!(text, "Maintenance on Saturday\n\nTLP:AMBER\n\nCHE01 is closed from 22:00 to 02:00 UTC.\n\nTLP:AMBER\n");
    assert_eq!(text, broadcast.signed_text());
    assert!(draft.split("\r\n").all(|line| line.len() <= 78 && line.is_ascii()), "{draft}");
}

#[test]
fn a_signature_stands_beside_the_text_it_is_over() {
    let broadcast =
        Broadcast::new(Tlp::Green, "Größerer Unterbruch der Verbindung zwischen den Registern am Samstag", "Text.").unwrap();
    let signed = |who: &str| (who.parse().unwrap(), format!("-----BEGIN SSH SIGNATURE----- {who}\n"));
    let draft = broadcast.draft(&to_administrators(), &[signed("amina.k"), signed("luc.b")], at(MADE));
    assert_eq!(decoded(&draft, "text/plain"), broadcast.signed_text());
    for who in ["amina.k", "luc.b"] {
        let (_, from) = draft.split_once(&format!("filename=\"message.txt.{who}.sig\"")).unwrap();
        assert_eq!(decoded(&format!("X{from}"), "X"), format!("-----BEGIN SSH SIGNATURE----- {who}\n"));
    }
    assert!(draft.ends_with(&format!("--{BOUNDARY}--\r\n")));
    assert!(draft.split("\r\n").all(|line| line.len() <= 78 && line.is_ascii()), "{draft}");
    let words: Vec<&str> = draft.split("=?utf-8?B?").skip(1).map(|rest| rest.split_once("?=").unwrap().0).collect();
    let subject: String = words.iter().map(|word| String::from_utf8(STANDARD.decode(word).unwrap()).unwrap()).collect();
    assert_eq!(subject, "[TLP:GREEN] Größerer Unterbruch der Verbindung zwischen den Registern am Samstag");
}

#[test]
fn no_text_breaks_out_of_its_place() {
    for subject in ["", "  ", "itmo-contact-change/v1", "a\r\nBcc: eve@attacker.example", "a\nb", "a\u{1B}[2J", &"x".repeat(151)]
    {
        assert_eq!(Broadcast::new(Tlp::Clear, subject, "text"), Err(NotABroadcast::Subject), "{subject:?}");
    }
    for text in ["", "\n", "a\u{1B}[2J", "a\rb", "a\0b", &"x".repeat(MOST_TEXT + 1)] {
        assert_eq!(Broadcast::new(Tlp::Clear, "subject", text), Err(NotABroadcast::Text), "{text:?}");
    }
    let hostile = format!("--{BOUNDARY}--\nBcc: eve@attacker.example\n.\n");
    let draft = Broadcast::new(Tlp::Clear, "subject", &hostile).unwrap().draft(
        &to_administrators(),
        &[("amina.k".parse().unwrap(), "sig".into())],
        at(MADE),
    );
    assert_eq!(draft.matches("Bcc").count(), 1);
    assert_eq!(draft.matches(&format!("--{BOUNDARY}--")).count(), 1);
}

#[test]
fn what_was_signed_is_read_back_and_nothing_else() {
    for text in ["Text.", "Two\n\nparagraphs.\n", "TLP:GREEN\n\nTLP:GREEN"] {
        let message = Broadcast::new(Tlp::Green, "Closed on Saturday", text).unwrap();
        assert_eq!(Broadcast::parse(&message.signed_text()), Ok(message));
    }
    for (signed, why) in [
        ("", NotABroadcast::Form),
        ("Closed\n\nTLP:GREEN\n\nText.\n", NotABroadcast::Form),
        ("Closed\n\nTLP:GREEN\n\nText.\n\nTLP:RED\n", NotABroadcast::Form),
        ("Closed\n\nTLP:BLACK\n\nText.\n\nTLP:BLACK\n", NotABroadcast::Form),
        ("Closed\n\nTLP:GREEN\n\nText.\n\n\nTLP:GREEN\n", NotABroadcast::Form),
        ("itmo-contact-change/v1\n\nTLP:GREEN\n\nText.\n\nTLP:GREEN\n", NotABroadcast::Subject),
        ("Closed\n\nTLP:GREEN\n\nPay to \u{202E}10AHG\n\nTLP:GREEN\n", NotABroadcast::Hidden),
    ] {
        assert_eq!(Broadcast::parse(signed), Err(why), "{signed:?}");
    }
}
