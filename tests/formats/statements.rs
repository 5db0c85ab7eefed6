//! Statements: a good one of every kind, and for each cause of refusal some that have only this cause.
//! The form is tried with each kind of them, as strictly as with any other text.
//! Must not know: how a verdict is found.

use super::{Case, sample::approval, spoiled};
use countersign::evidence::{
    lines::Prose,
    statement::{Checked, Statement, StatementKind},
};

pub fn all() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut accept = |name: String, statement: Statement| {
        let octets = statement.write().unwrap().as_str().as_bytes().to_vec();
        cases.push(Case { name, octets, good: true });
    };
    for (kind, word) in StatementKind::ALL {
        accept((*word).to_owned(), Statement { kind: *kind, ..approval() });
    }
    accept("nothing checked".into(), Statement { checked: Checked::default(), ..approval() });
    let own_copy = Checked { own_copy: true, ..Checked::default() };
    accept("only the document checked".into(), Statement { checked: own_copy, ..approval() });
    accept("a reason in French".into(), Statement { reason: Prose::new("conforme à la lettre, page 2").unwrap(), ..approval() });
    for (kind, word) in StatementKind::ALL {
        cases.extend(refused(*kind, word));
    }
    cases
}

/// Every way of breaking a statement of one kind. Whatever reduces risk is read as strictly as what raises it.
fn refused(kind: StatementKind, word: &str) -> Vec<Case> {
    let text = Statement { kind, ..approval() }.write().unwrap().as_str().to_owned();
    let mut cases = Vec::new();
    let mut refuse = |name: &str, octets: Vec<u8>| {
        assert_ne!(octets, text.as_bytes(), "{word}, {name}: nothing was changed");
        cases.push(Case { name: format!("{word}: {name}"), octets, good: false });
    };
    for case in spoiled::of_form(&text) {
        // A first line alone is that of any kind.
        if case.name != "nothing but the first line" || kind == StatementKind::Approve {
            refuse(&case.name, case.octets);
        }
    }
    for (name, from, to) in OTHERWISE {
        let capital = format!("{}{}", word[..1].to_uppercase(), &word[1..]);
        let of_kind = |part: &str| {
            part.replace("kind: approve", &format!("kind: {word}")).replace("kind: Approve", &format!("kind: {capital}"))
        };
        refuse(name, text.replacen(&of_kind(from), &of_kind(to), 1).into_bytes());
    }
    let lines: Vec<&str> = text.lines().collect();
    // The second line is left out, and changes places, among the cases of form.
    for (at, line) in lines.iter().enumerate().filter(|(at, _)| *at != 1) {
        let key = line.split(':').next().unwrap();
        let without: String =
            lines.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, line)| format!("{line}\n")).collect();
        // Without its kind a statement of one is that of any other.
        if key != "kind" || kind == StatementKind::Approve {
            refuse(&format!("without the line {key}"), without.into_bytes());
        }
        if let Some(next) = lines.get(at + 1) {
            let swapped = text.replacen(&format!("{line}\n{next}\n"), &format!("{next}\n{line}\n"), 1);
            refuse(&format!("the line {key} after the next"), swapped.into_bytes());
        }
    }
    cases
}

const OTHERWISE: &[(&str, &str, &str)] = &[
    ("the magic of an order", "itmo-statement", "itmo-order"),
    ("an unknown kind", "kind: approve", "kind: approve-all"),
    ("a kind in capitals", "kind: approve", "kind: Approve"),
    ("a person without the word", "person: person:luc.b", "person: luc.b"),
    ("a person that is none", "person:luc.b", "person:luc_b"),
    ("a station that is none", "station: OFF-1", "station: OFF_1"),
    ("a digest in capitals", "roster: v14 sha256:", "roster: v14 Sha256:"),
    ("a digest that is too short", "order-sha256: ", "order-sha256: a"),
    ("a policy without its v", "policy: v7", "policy: 7"),
    ("a count in digits of another width", "seq: 381", "seq: 3\u{ff18}1"),
    ("a screen in digits of another width", "104x38", "1\u{ff10}4x38"),
    ("fields in the wrong order", "quantity=rekeyed acquiring-account=rekeyed", "acquiring-account=rekeyed quantity=rekeyed"),
    ("a field twice", "quantity=rekeyed", "quantity=rekeyed quantity=rekeyed"),
    ("an unknown field", "quantity=rekeyed", "amount=rekeyed"),
    ("a field that was only seen", "quantity=rekeyed", "quantity=seen"),
    ("none among fields", "quantity=rekeyed", "none quantity=rekeyed"),
    ("a text that was cut off (F09)", "truncated:no", "truncated:yes"),
    ("another gate", "gate:v1", "gate:v0"),
    ("a screen with a leading zero", "104x38", "0104x38"),
    ("a screen without rows", "104x38", "104"),
    ("a screen that is too large", "104x38", "104x65536"),
    ("no reason (F20)", "reason: matches LOA-2025-118 page 2", "reason: "),
    ("a right-to-left override in the reason", "page 2", "page \u{202e}2"),
    ("a reason that is not NFC", "matches", "matche\u{301}s"),
    ("a time with a fraction", "14:22Z", "14:22.000Z"),
    ("an end before it was made", "not-after: 2026-11-26", "not-after: 2026-11-22"),
    ("a count from 0", "seq: 381", "seq: 0"),
    ("a count with a leading zero", "seq: 381", "seq: 0381"),
    ("a count that is too great", "seq: 381", "seq: 18446744073709551616"),
];
