//! Orders and words about them that would count but for one rule, where the rule is easily covered by another: who may take back is asked of
//! another initiator, who may release of an approver with that role, and what is in force of an office that is else in order.
//! Must not know: how a verdict is found.

use super::{
    super::{
        judged::Case,
        office::{Paper, signature},
        people::person,
        sample::act,
    },
    OPEN, Office, at, ordered, release_at, stated,
};
use countersign::evidence::{
    digest::Digest,
    order::ActKind,
    sshsig::Namespace,
    statement::{
        Checked,
        StatementKind::{Approve, Reject, Withdraw, WithdrawApproval},
    },
};

pub fn all() -> Vec<Case> {
    [in_force(), vec![taken_back_by_another()], released(), approved(), refused_by(), lax()].into_iter().flatten().collect()
}

/// Rosters and policies that are not in force when an order is judged.
fn in_force() -> Vec<Case> {
    let (from, to) = ("valid-from: 2026-01-01T00:00:00Z", "valid-to: 2027-01-01T00:00:00Z");
    let (later, before) = ("valid-from: 2026-11-23T20:00:00Z", "valid-to: 2026-11-23T12:30:00Z");
    [
        ("under a policy that is not in force yet (T20)", Office::of_policy(from, later)),
        ("under a policy that is in force no more (T20)", Office::of_policy(to, before)),
        ("under a roster that is not in force yet", Office::of_roster(from, later)),
        ("under a roster that is in force no more", Office::of_roster(to, before)),
    ]
    .map(|(name, office)| at(OPEN, office.case(name, &[ordered(&office.order(12_500))], Err(()))))
    .into()
}

/// Approvals that count no more, or are taken back by who may not.
fn approved() -> Vec<Case> {
    let row = "station-1: OFF-1 ";
    let line = super::super::office::roster().lines().find(|line| line.starts_with(row)).unwrap().to_owned();
    let moved = Office::of_roster(&line, &line.replace("2027-01-01T00:00:00Z", "2026-11-23T10:00:00Z"));
    let order = moved.order(12_500);
    let papers = [ordered(&order), stated(&moved.said(Approve, &order, "luc.b"))];
    let office = Office::new();
    let small = office.order(12_500);
    let back = stated(&office.said(WithdrawApproval, &small, "ines.r"));
    vec![
        at(OPEN, moved.case("an approval at a station that was removed since (F03)", &papers, Err(()))),
        office.case("an approval taken back by a security officer (F26)", &[ordered(&small), back], Err(())),
    ]
}

/// Rejections, of which less is asked than of approvals.
fn refused_by() -> Vec<Case> {
    let office = Office::new();
    let order = office.order(12_500);
    let text = office.said(Reject, &order, "luc.b");
    let by = |person: &str, station: &str| Paper {
        signatures: vec![signature(&text, Namespace::Reject, person), signature(&text, Namespace::Station, station)],
        ..stated(&text)
    };
    let other = office.changed(Reject, &order, "luc.b", |said| {
        said.roster = format!("v1 sha256:{}", Digest::of("another")).parse().unwrap();
    });
    let key = super::super::office::roster().lines().find(|line| line.contains(": luc.b file ")).unwrap().to_owned();
    let young = Office::of_roster(&key, &key.replace("2026-01-01T00:00:00Z", "2026-11-23T09:00:00Z"));
    let early = young.order(12_500);
    let papers = [ordered(&early), stated(&young.said(Reject, &early, "luc.b"))];
    let mut cases: Vec<Case> = [
        ("rejected with the key of another (F02)", by("esi.o", "OFF-1")),
        ("rejected with a key that nobody has (T06)", by("nobody", "OFF-1")),
        ("rejected, and another station signed it (F03)", by("luc.b", "ONL-2")),
        ("rejected under another roster", stated(&other)),
    ]
    .into_iter()
    .map(|(name, word)| office.case(name, &[ordered(&order), word], Err(())))
    .collect();
    let name = "rejected later, with a key that does not count yet (T23)";
    cases.push(at("2026-11-23T08:30:00Z", young.case(name, &papers, Err(()))));
    let old = Office::of_roster(&key, &key.replace("2027-01-01T00:00:00Z", "2026-11-23T09:00:00Z"));
    let late = old.order(12_500);
    let papers = [ordered(&late), stated(&old.said(Reject, &late, "luc.b"))];
    let name = "rejected later, with a key that will not count then (T23)";
    cases.push(at("2026-11-23T08:30:00Z", old.case(name, &papers, Err(()))));
    cases
}

/// What a policy that asks for less lets count.
fn lax() -> Vec<Case> {
    let lax = Office::of_policy("different-stations: yes", "different-stations: no");
    let order = lax.order(12_500);
    let beside = stated(&lax.changed(Approve, &order, "luc.b", |said| said.station = "ONL-2".parse().unwrap()));
    let office = Office::new();
    let small = office.order(999);
    let unchecked = stated(&office.changed(Approve, &small, "luc.b", |said| said.checked = Checked::default()));
    let counts = "cooling until 2026-11-23T12:00:00Z; 1 of 1 approvals by luc.b";
    let again = |kind| {
        stated(&office.changed(kind, &small, "luc.b", |said| {
            said.seq = 382.try_into().unwrap();
            said.made = "2026-11-23T09:20:00Z".parse().unwrap();
        }))
    };
    let both = [ordered(&small), unchecked.clone(), again(WithdrawApproval), again(Reject)];
    let strict = Office::of_policy("rekey=subject own-copy=no", "rekey=subject own-copy=yes");
    let frozen = strict.order_of(act(ActKind::AccountState, &["account = \"CHE01-100-2071\"", "state = \"open\""]));
    vec![
        office.case(
            "taken back and rejected under one number (T04)",
            &both,
            Ok("rejected by luc.b because: matches LOA-2025-118 page 2; 0 of 1 approvals"),
        ),
        strict.case(
            "an act without the document that is asked of what moves",
            &[ordered(&frozen)],
            Ok("waiting; 0 of 1 approvals"),
        ),
        lax.case("an approval at its initiator's station, where one is enough (F03)", &[ordered(&order), beside], Ok(counts)),
        office.case("an approval of little, of which nothing is asked (F07)", &[ordered(&small), unchecked], Ok(counts)),
    ]
}

/// Whoever may initiate takes back what they initiated, and nothing else (F22).
fn taken_back_by_another() -> Case {
    let row = person("esi.o", "approver", "Somebody");
    let office = Office::of_roster(&row, &row.replace("approver", "initiator"));
    let order = office.order(12_500);
    let word = stated(&office.said(Withdraw, &order, "esi.o"));
    office.case("taken back by another who initiates (F22)", &[ordered(&order), word], Err(()))
}

/// Releases by who could release another order, or this one later (F19).
fn released() -> Vec<Case> {
    let mut office = Office::releasing();
    office.roster = office.roster.replacen("luc.b approver ", "luc.b approver,releaser ", 1);
    let order = office.order(12_500);
    let approved = stated(&office.said(Approve, &order, "luc.b"));
    let release = |person: &str| stated(&release_at(&office, &order, person, "2026-11-23T12:30:00Z"));
    let case = |name: &str, words: &[Paper]| at(OPEN, office.case(name, &[&[ordered(&order)], words].concat(), Err(())));
    vec![
        case("released by who approved it, with that role too (F19)", &[approved, release("luc.b")]),
        case("released before anybody approved it (F19)", &[release("rita.r")]),
    ]
}
