//! Samples of statements, and what is refused.
use super::*;
use crate::evidence::lines::LineProblem;

const APPROVE: &str = "\
itmo-statement/v1
order-sha256: ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
kind: approve
person: person:luc.b
station: OFF-1
roster: v14 sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
policy: v7 sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
checked: quantity=rekeyed acquiring-account=rekeyed units=rekeyed source-document=own-copy
display: 104x38 gate:v1 truncated:no
reason: matches LOA-2025-118 page 2
made: 2025-11-03T09:14:22Z
not-after: 2025-11-06T12:00:00Z
seq: 381
";

fn refused(text: &str) -> LineProblem {
    StatementText::parse(text.as_bytes()).expect_err(text)
}

#[test]
fn a_statement_is_written_in_the_only_way() {
    let read = StatementText::parse(APPROVE.as_bytes()).unwrap();
    assert_eq!((read.as_str(), read.sha256()), (APPROVE, Digest::of(APPROVE)));
    assert_eq!(read.statement().write().unwrap(), read);
    let said = read.statement();
    assert_eq!((said.kind, said.person.as_str(), said.seq.get()), (StatementKind::Approve, "luc.b", 381));
    assert!(said.checked.own_copy && said.checked.rekeyed.len() == 3);
    for (kind, word) in StatementKind::ALL {
        let other = Statement { kind: *kind, checked: Checked::default(), ..said.clone() }.write().unwrap();
        assert!(other.as_str().contains(&format!("kind: {word}\n")) && other.as_str().contains("checked: none\n"));
        assert_ne!(other.sha256(), read.sha256());
    }
}

/// F20, T07.
#[test]
fn what_is_not_a_statement_is_refused_at_its_line() {
    for (from, to, key) in [
        ("order-sha256: ba", "order-sha256: BA", "order-sha256"),
        ("kind: approve", "kind: approved", "kind"),
        ("person: person:luc.b", "person: luc.b", "person"),
        ("person:luc.b", "person:Luc.B", "person"),
        ("OFF-1", "off-1", "station"),
        ("roster: v14", "roster: v0", "roster"),
        ("quantity=rekeyed acquiring-account=rekeyed", "acquiring-account=rekeyed quantity=rekeyed", "checked"),
        ("quantity=rekeyed", "quantity=rekeyed quantity=rekeyed", "checked"),
        ("quantity=rekeyed", "quantity=seen", "checked"),
        ("quantity=rekeyed", "none", "checked"),
        ("truncated:no", "truncated:yes", "display"),
        ("104x38", "0104x38", "display"),
        ("gate:v1", "gate:v2", "display"),
        ("page 2", "page\u{2003}2", "reason"),
        ("14:22Z", "14:22.5Z", "made"),
        ("made: 2025-11-03", "made: 2025-11-07", "not-after"),
        ("seq: 381", "seq: 0", "seq"),
        ("seq: 381", "seq: 0381", "seq"),
    ] {
        let text = APPROVE.replacen(from, to, 1);
        assert_ne!(text, APPROVE);
        assert_eq!(refused(&text).key, key, "{to}");
    }
}

/// T07: what was compared stands in one order, each once.
#[test]
fn t07_what_was_checked_has_one_spelling() {
    for good in
        ["none", "quantity=rekeyed", "source-document=own-copy", "quantity=rekeyed units=rekeyed source-document=own-copy"]
    {
        assert_eq!(good.parse::<Checked>().map(|checked| checked.to_string()).as_deref(), Ok(good));
    }
    for bad in [
        "",
        "units=rekeyed quantity=rekeyed",
        "source-document=own-copy quantity=rekeyed",
        "quantity=rekeyed quantity=rekeyed",
        "source-document=own-copy source-document=own-copy",
        "none quantity=rekeyed",
        "quantity=rekeyed ",
        "quantity",
    ] {
        assert_eq!(bad.parse::<Checked>(), Err(NotChecked), "{bad:?}");
    }
}
