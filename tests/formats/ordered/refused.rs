//! Orders and words about them of which one does not count: by the wrong person, at the wrong place, for another purpose, too late.
//! Every case has one cause of refusal.
//! Must not know: how a verdict is found.

use super::{
    super::{
        guards,
        judged::Case,
        office::{self, Paper, revocation, signature},
        people::person,
    },
    OPEN, Office, at, ordered, release_at, stated,
};
use countersign::{
    evidence::{
        digest::Digest,
        order::OrderText,
        sshsig::Namespace,
        statement::{
            Statement,
            StatementKind::{Approve, Reject, Stop, Withdraw},
        },
    },
    wire::convert::order_text,
};

pub fn all() -> Vec<Case> {
    [not_ordered(), not_counted(), not_ended(), not_released()].into_iter().flatten().collect()
}

/// Orders that nobody stands behind.
fn not_ordered() -> Vec<Case> {
    let office = Office::new();
    let order = office.order(12_500);
    let good = ordered(&order);
    let by = |text: &str| {
        let text = OrderText::parse(text.as_bytes()).unwrap();
        order_text::bound(text.order().clone()).unwrap().as_str().to_owned()
    };
    let abroad = order.replace("registry: CHE01\nenvironment: practice", "registry: CHE01\nenvironment: test");
    let key = |namespace, person: &str, station: &str| Paper {
        signatures: vec![signature(&order, namespace, person), signature(&order, Namespace::Station, station)],
        ..good.clone()
    };
    let removed = Office::of_roster(
        &person("amina.k", "initiator,approver", "Somebody"),
        &person("amina.k", "initiator,approver", "Somebody").replace("2027-01-01", "2026-11-23"),
    );
    let gone = removed.order(12_500);
    let theirs = Office::of_policy("registry: CHE01", "registry: GHA01");
    vec![
        office.case("with one digit changed (T07)", &[good.altered("LOA-2025-118.pdf", "LOA-2025-119.pdf")], Err(())),
        office.case("of another environment (T33)", &[ordered(&by(&abroad))], Err(())),
        theirs.case("under the policy of another registry (T33)", &[ordered(&theirs.order(12_500))], Err(())),
        office.case(
            "by somebody who does not initiate (F26)",
            &[ordered(&by(&order.replace("person:amina.k", "person:luc.b")))],
            Err(()),
        ),
        office.case("signed with the key of another (F02)", &[key(Namespace::Initiate, "luc.b", "ONL-2")], Err(())),
        office.case("signed with a key that nobody has (T06)", &[key(Namespace::Initiate, "nobody", "ONL-2")], Err(())),
        office.case("signed for another purpose (T06)", &[key(Namespace::Approve, "amina.k", "ONL-2")], Err(())),
        office.case("signed at another station than it names (F03)", &[key(Namespace::Initiate, "amina.k", "OFF-1")], Err(())),
        office.case("signed by nobody", &[Paper { signatures: vec![], ..good.clone() }], Err(())),
        office.case(
            "under another roster",
            &[ordered(&by(&order.replace(&Digest::of(office::roster()).to_string(), &Digest::of("another").to_string())))],
            Err(()),
        ),
        office.case(
            "under another policy (T20)",
            &[ordered(&by(&order.replace(&Digest::of(guards::POLICY).to_string(), &Digest::of("another").to_string())))],
            Err(()),
        ),
        at("2026-11-23T07:54:59Z", office.case("made later (T23)", std::slice::from_ref(&good), Err(()))),
        at(OPEN, removed.case("its initiator was removed before (F26)", &[ordered(&gone)], Err(()))),
    ]
}

/// Approvals that don't count.
fn not_counted() -> Vec<Case> {
    let office = Office::new();
    let order = office.order(12_500);
    let says = |person: &str| office.said(Approve, &order, person);
    let with = |change: &dyn Fn(&mut Statement)| stated(&office.changed(Approve, &order, "luc.b", change));
    let luc = says("luc.b");
    let key = |text: &str, namespace, person: &str, station: &str| Paper {
        signatures: vec![signature(text, namespace, person), signature(text, Namespace::Station, station)],
        ..stated(text)
    };
    let revoked = |of: &str, made: &str| Paper::by("revocation", &revocation(of, "ines.r", made), Namespace::Revoke, &["ines.r"]);
    let mut cases: Vec<Case> = [
        ("by its initiator (F01)", vec![stated(&says("amina.k"))]),
        ("with its initiator's second key (F01)", vec![key(&says("amina.k"), Namespace::Approve, "amina.k/2", "OFF-1")]),
        ("by its initiator's deputy (F25)", vec![stated(&says("kofi.d"))]),
        ("at its initiator's station (F03)", vec![with(&|said| said.station = "ONL-2".parse().unwrap())]),
        ("by somebody who does not approve (F26)", vec![stated(&says("ines.r"))]),
        ("by somebody who is not in the roster (F02)", vec![stated(&says("nobody"))]),
        ("with the key of another (F02)", vec![key(&luc, Namespace::Approve, "esi.o", "OFF-1")]),
        ("in the namespace of initiators (T06)", vec![key(&luc, Namespace::Initiate, "luc.b", "OFF-1")]),
        ("in the namespace of resolutions (T06)", vec![key(&luc, Namespace::Resolve, "luc.b", "OFF-1")]),
        ("that another station signed (F03)", vec![key(&luc, Namespace::Approve, "luc.b", "ONL-2")]),
        (
            "without all that is typed again (F07)",
            vec![with(&|said| said.checked.rekeyed.retain(|field| field.word() != "units"))],
        ),
        ("without the document compared (F21)", vec![with(&|said| said.checked.own_copy = false)]),
        ("with one letter changed (T07)", vec![stated(&luc).altered("page 2", "page 3")]),
        (
            "under another policy (T20)",
            vec![with(&|said| said.policy = format!("v2 sha256:{}", Digest::of("another")).parse().unwrap())],
        ),
        ("given twice (F02)", vec![stated(&luc), with(&|said| said.seq = 382.try_into().unwrap())]),
        ("of one number with another word (T04)", vec![stated(&luc), stated(&office.said(Reject, &order, "luc.b"))]),
        ("with a key that was revoked before (F15)", vec![stated(&luc), revoked("person:luc.b", "2026-11-23T09:00:00Z")]),
        ("at a station that was revoked before (F15)", vec![stated(&luc), revoked("station:OFF-1", "2026-11-23T09:00:00Z")]),
        (
            "of an order whose initiator's key was revoked before it was given (F15)",
            vec![stated(&luc), revoked("person:amina.k", "2026-11-23T08:30:00Z")],
        ),
    ]
    .into_iter()
    .map(|(name, words)| office.case(&format!("an approval {name}"), &[vec![ordered(&order)], words].concat(), Err(())))
    .collect();
    let short = with(&|said| said.not_after = "2026-11-23T10:00:00Z".parse().unwrap());
    cases.push(at(OPEN, office.case("an approval whose time is over (F13)", &[ordered(&order), short], Err(()))));
    let early = [ordered(&order), stated(&luc)];
    cases.push(at("2026-11-23T09:00:00Z", office.case("an approval that was made later (T23)", &early, Err(()))));
    let row = person("luc.b", "approver", "Somebody");
    let removed = Office::of_roster(&row, &row.replace("2027-01-01T00", "2026-11-23T10"));
    let order = removed.order(12_500);
    let papers = [ordered(&order), stated(&removed.said(Approve, &order, "luc.b"))];
    let counts = "cooling until 2026-11-23T12:00:00Z; 1 of 1 approvals by luc.b";
    cases.push(removed.case("its approver is removed later", &papers, Ok(counts)));
    cases.push(at(OPEN, removed.case("its approver was removed since (F26)", &papers, Err(()))));
    cases
}

/// Words of one person that end nothing.
fn not_ended() -> Vec<Case> {
    let office = Office::new();
    let order = office.order(12_500);
    let says = |kind, person: &str| stated(&office.said(kind, &order, person));
    let row = person("esi.o", "approver", "Somebody");
    let watching = Office::of_roster(&row, &row.replace("approver", "auditor"));
    let watched = watching.order(12_500);
    let word = stated(&watching.said(Reject, &watched, "esi.o"));
    let watched = watching.case("rejected by somebody without the role (F26)", &[ordered(&watched), word], Err(()));
    [
        ("taken back by another than its initiator (F22)", vec![says(Withdraw, "luc.b")]),
        (
            "rejected in the namespace of approvals (T06)",
            vec![{
                let text = office.said(Reject, &order, "luc.b");
                Paper {
                    signatures: vec![
                        signature(&text, Namespace::Approve, "luc.b"),
                        signature(&text, Namespace::Station, "OFF-1"),
                    ],
                    ..stated(&text)
                }
            }],
        ),
        ("stopped by somebody who is not in the roster (F02)", vec![says(Stop, "nobody")]),
        ("rejected after it was taken back (F34)", vec![says(Withdraw, "amina.k"), says(Reject, "luc.b")]),
    ]
    .into_iter()
    .map(|(name, words)| office.case(name, &[vec![ordered(&order)], words].concat(), Err(())))
    .chain([watched])
    .collect()
}

/// Releases that don't count.
fn not_released() -> Vec<Case> {
    let office = Office::releasing();
    let order = office.order(12_500);
    let approved = stated(&office.said(Approve, &order, "luc.b"));
    let release = |person: &str, made: &str| stated(&release_at(&office, &order, person, made));
    let after = "2026-11-23T12:30:00Z";
    [
        ("released before the cooling-off was over (F19)", release("rita.r", "2026-11-23T11:30:00Z")),
        ("released by who approved it (F19)", release("luc.b", after)),
        ("released by somebody without the role (F26)", release("esi.o", after)),
        ("released by its initiator (F01)", release("amina.k", after)),
        ("released in the namespace of approvals (T06)", {
            let text = release_at(&office, &order, "rita.r", after);
            Paper {
                signatures: vec![signature(&text, Namespace::Approve, "rita.r"), signature(&text, Namespace::Station, "OFF-1")],
                ..stated(&text)
            }
        }),
    ]
    .into_iter()
    .map(|(name, word)| at(OPEN, office.case(name, &[ordered(&order), approved.clone(), word], Err(()))))
    .collect()
}
