//! Orders with everything that was said about them, judged together: who counts, how many are needed, what ended them, and how they stand.
//! Every case has one cause of refusal or none; the rules are those of the practice office, or that office with one thing changed.
//! Must not know: how a verdict is found.

#[path = "ordered/alone.rs"]
mod alone;
#[path = "ordered/refused.rs"]
mod refused;

use super::{
    guards,
    judged::{Case, case},
    office::{self, Paper, revocation, rows, signature},
    people::person,
    sample::{act, approval, movement, order_of},
};
use countersign::{
    evidence::{
        digest::Digest,
        order::{ActKind, Body, Destination, OrderText, SourceDocument},
        sshsig::Namespace,
        standing,
        statement::{Checked, RekeyField, Statement, StatementKind, StatementText},
    },
    wire::convert::order_text,
};

/// Roster and policy, and what is signed under them.
struct Office {
    roster: String,
    policy: String,
}

impl Office {
    fn new() -> Self {
        Self { roster: office::roster(), policy: guards::POLICY.to_owned() }
    }

    /// The office with another line in its roster.
    fn of_roster(from: &str, to: &str) -> Self {
        let roster = office::roster().replacen(from, to, 1);
        assert_ne!(roster, office::roster(), "{from}");
        Self { roster, ..Self::new() }
    }

    /// The office with another line in its policy.
    fn of_policy(from: &str, to: &str) -> Self {
        let policy = guards::POLICY.replacen(from, to, 1);
        assert_ne!(policy, guards::POLICY, "{from}");
        Self { policy, ..Self::new() }
    }

    /// An office that has a releaser, who is asked for everything.
    fn releasing() -> Self {
        let mut rows = rows();
        rows.persons.insert(5, person("rita.r", "releaser", "Somebody of the name rita.r"));
        rows.keys.push("rita.r");
        let policy = guards::POLICY.replace("release=no", "release=yes");
        Self { roster: rows.text(), policy }
    }

    fn order_of(&self, body: Body) -> String {
        let mut order = order_of(body);
        let named = |text: &str| format!("v1 sha256:{}", Digest::of(text)).parse().unwrap();
        (order.roster, order.policy) = (named(&self.roster), named(&self.policy));
        order_text::bound(order).unwrap().as_str().to_owned()
    }

    /// Amina's order for so many ITMOs.
    fn order(&self, quantity: u64) -> String {
        let run = format!("CA0007-CHE01-CHE-1-{quantity}-2023");
        let to = Destination::FirstTransfer("GHA01".parse().unwrap());
        self.order_of(Body::Movement(Box::new(movement(to, &[&run]))))
    }

    /// What somebody says about an order, as far as it is said by this.
    fn said(&self, kind: StatementKind, of: &str, person: &str) -> String {
        self.changed(kind, of, person, |_| ())
    }

    fn changed(&self, kind: StatementKind, of: &str, person: &str, change: impl FnOnce(&mut Statement)) -> String {
        let named = |text: &str| format!("v1 sha256:{}", Digest::of(text)).parse().unwrap();
        let mut said = approval();
        said.kind = kind;
        said.order_sha256 = Digest::of(of);
        said.person = person.parse().unwrap();
        (said.roster, said.policy) = (named(&self.roster), named(&self.policy));
        if !matches!(kind, StatementKind::Approve | StatementKind::Release) {
            said.checked = Checked::default();
        }
        said.checked
            .rekeyed
            .extend(matches!(kind, StatementKind::Approve | StatementKind::Release).then_some(RekeyField::AcquiringRegistry));
        change(&mut said);
        said.write().unwrap().as_str().to_owned()
    }

    fn case(&self, name: &str, papers: &[Paper], stands: Result<&str, ()>) -> Case {
        let name = format!("an order: {name}");
        Case { roster: self.roster.clone(), policy: self.policy.clone(), ..case(&name, papers, stands) }
    }
}

/// An order as Amina and her station signed it.
fn ordered(text: &str) -> Paper {
    let station = OrderText::parse(text.as_bytes()).unwrap().order().station.to_string();
    let person = OrderText::parse(text.as_bytes()).unwrap().order().initiator.to_string();
    let signatures = vec![signature(text, Namespace::Initiate, &person), signature(text, Namespace::Station, &station)];
    Paper { name: "order", text: text.to_owned(), signatures }
}

/// A statement as its person and their station signed it.
fn stated(text: &str) -> Paper {
    let kind = StatementText::parse(text.as_bytes()).unwrap().statement().kind;
    Paper::at_station("statement", text, standing::namespace(kind))
}

use StatementKind::{Approve, Reject, Release, Stop, Withdraw, WithdrawApproval};

/// A Monday in the hours of the office, after the order's own beginning.
const OPEN: &str = "2026-11-23T13:00:00Z";

pub fn all() -> Vec<Case> {
    let all = [counted(), in_hours(), ended(), released(), decided(), refused::all(), alone::all()];
    all.into_iter().flatten().collect()
}

fn at(time: &'static str, case: Case) -> Case {
    Case { at: Some(time), ..case }
}

/// What somebody says about an order, by its kind and their name.
fn word(office: &Office, kind: StatementKind, of: &str, person: &str) -> Paper {
    stated(&office.said(kind, of, person))
}

/// Approvals that count, and how many are needed.
fn counted() -> Vec<Case> {
    let office = Office::new();
    let (small, large) = (office.order(12_500), office.order(150_000));
    let luc = word(&office, Approve, &small, "luc.b");
    let esi = word(&office, Approve, &small, "esi.o");
    let two = [ordered(&large), word(&office, Approve, &large, "luc.b"), word(&office, Approve, &large, "esi.o")];
    let back = office.changed(WithdrawApproval, &small, "luc.b", |said| {
        said.seq = 382.try_into().unwrap();
        said.made = "2026-11-23T09:20:00Z".parse().unwrap();
    });
    let one = [ordered(&small), luc.clone()];
    let taken_back = [ordered(&small), luc.clone(), stated(&back), esi];
    let other = word(&office, Approve, &office.order(12_501), "luc.b");
    let ended = revocation("person:luc.b", "ines.r", "2026-11-23T10:00:00Z");
    let ended = Paper::by("revocation", &ended, Namespace::Revoke, &["ines.r"]);
    let cooling = "cooling until 2026-11-23T12:00:00Z; 1 of 1 approvals by";
    let both = "cooling until 2026-11-24T11:00:00Z; 2 of 2 approvals by luc.b, esi.o";
    let late = "expired since 2026-11-26T12:00:00Z; 0 of 1 approvals";
    vec![
        office.case("nobody has approved it", &one[..1], Ok("waiting; 0 of 1 approvals")),
        office.case("it cools off", &one, Ok(&format!("{cooling} luc.b"))),
        office.case("one of two approvals (F18)", &two[..2], Ok("waiting; 1 of 2 approvals by luc.b")),
        office.case("both approvals that its band asks for (F18, F14)", &two, Ok(both)),
        office.case("the approval was taken back (F22)", &taken_back[..3], Ok("waiting; 0 of 1 approvals")),
        office.case(
            "the approval was taken back, and comes again (T04)",
            &[ordered(&small), stated(&back), luc.clone()],
            Ok("waiting; 0 of 1 approvals"),
        ),
        office.case("another approved after it was taken back", &taken_back, Ok(&format!("{cooling} esi.o"))),
        office.case("an approval of another order (F05)", &[ordered(&small), other], Ok("waiting; 0 of 1 approvals")),
        at("2026-11-26T19:59:59Z", office.case("nobody approved it in time (F13)", &one[..1], Ok(late))),
        office.case("a key that was revoked after all was said", &[ordered(&small), luc, ended], Ok(&format!("{cooling} luc.b"))),
    ]
}

/// In the hours and outside of them (F28).
fn in_hours() -> Vec<Case> {
    let evening = "2026-11-23T16:00:00Z";
    let waits = "approved, carried out from 2026-11-24T09:00:00Z; 1 of 1 approvals by luc.b";
    let office = Office::new();
    let order = office.order(12_500);
    let one = [ordered(&order), word(&office, Approve, &order, "luc.b")];
    let eager = Office::of_policy("outside-window: wait", "outside-window: one-more-approval");
    let order = eager.order(12_500);
    let extra = [ordered(&order), word(&eager, Approve, &order, "luc.b"), word(&eager, Approve, &order, "esi.o")];
    let more = "approved; 2 of 1 approvals by luc.b, esi.o";
    vec![
        at(OPEN, office.case("it is approved in the hours", &one, Ok("approved; 1 of 1 approvals by luc.b"))),
        at(evening, office.case("it waits for the hours (F28)", &one, Ok(waits))),
        at(evening, eager.case("one approval more out of hours (F28)", &extra, Ok(more))),
        at(evening, eager.case("no approval more out of hours (F28)", &extra[..2], Ok(waits))),
    ]
}

/// What one person ends, and what another order takes the place of.
fn ended() -> Vec<Case> {
    let office = Office::new();
    let order = office.order(12_500);
    let says = |kind, person: &str| stated(&office.said(kind, &order, person));
    let because = "because: matches LOA-2025-118 page 2; 0 of 1 approvals";
    let mut cases: Vec<Case> = [
        ("an approver rejects it (F15)", Reject, "luc.b", "rejected by luc.b"),
        ("a security officer rejects it (F15)", Reject, "ines.r", "rejected by ines.r"),
        ("its initiator takes it back (F22)", Withdraw, "amina.k", "withdrawn by amina.k"),
        ("the support stops it (F14)", Stop, "kofi.d", "stopped by kofi.d"),
    ]
    .into_iter()
    .map(|(name, kind, person, how)| office.case(name, &[ordered(&order), says(kind, person)], Ok(&format!("{how} {because}"))))
    .collect();
    let approved = [ordered(&order), says(Approve, "luc.b"), says(Reject, "esi.o")];
    let how = "rejected by esi.o because: matches LOA-2025-118 page 2; 1 of 1 approvals by luc.b";
    cases.push(office.case("one approves it and another rejects it (F34)", &approved, Ok(how)));
    let mut next = OrderText::parse(order.as_bytes()).unwrap().order().clone();
    next.supersedes = Some(next.id);
    next.id = "01a2076b-4401-7c1a-9d0e-5f3c1b7a2e45".parse().unwrap();
    let next = order_text::bound(next).unwrap().as_str().to_owned();
    let both = [ordered(&order), ordered(&next)];
    cases.push(office.case(
        "another takes its place (F12)",
        &both,
        Ok("superseded; 0 of 1 approvals\nwaiting; 0 of 1 approvals"),
    ));
    cases
}

/// A third person releases it after the cooling-off.
fn released() -> Vec<Case> {
    let office = Office::releasing();
    let order = office.order(12_500);
    let approved = stated(&office.said(Approve, &order, "luc.b"));
    let release = stated(&release_at(&office, &order, "rita.r", "2026-11-23T12:30:00Z"));
    let all = [ordered(&order), approved, release];
    vec![
        at(OPEN, office.case("nobody has released it (F19)", &all[..2], Ok("unreleased; 1 of 1 approvals by luc.b"))),
        at(OPEN, office.case("a third person released it (F19)", &all, Ok("approved; 1 of 1 approvals by luc.b"))),
    ]
}

fn release_at(office: &Office, of: &str, person: &str, made: &str) -> String {
    office.changed(Release, of, person, |said| {
        said.made = made.parse().unwrap();
        said.seq = 400.try_into().unwrap();
    })
}

/// The acceptance of a transfer of so many, resting on a document or on none.
fn acceptance(office: &Office, quantity: u64, document: bool) -> String {
    let quantity = format!("quantity = \"{quantity}\"");
    let proposal = format!("proposal = \"{}\"", Digest::of("the proposal"));
    let mut body = act(ActKind::AcceptTransfer, &["transfer = \"GHA01-2026-000123\"", &quantity, &proposal]);
    if let Body::Act(act) = &mut body {
        act.source = document.then(|| SourceDocument::new("delivery.pdf", Digest::of("the contract")).unwrap());
    }
    office.order_of(body)
}

/// Decisions about a transfer are asked what the transfer would be.
fn decided() -> Vec<Case> {
    let office = Office::new();
    let order = acceptance(&office, 12_500, true);
    let small = acceptance(&office, 999, false);
    let says = |of: &str, fields: &[&str]| {
        stated(&office.changed(Approve, of, "luc.b", |said| {
            said.checked.rekeyed = fields.iter().map(|field| RekeyField::of_word(field).unwrap()).collect();
            said.checked.own_copy = true;
        }))
    };
    let fields = ["quantity", "acquiring-account", "units", "subject"];
    let counts = "cooling until 2026-11-23T12:00:00Z; 1 of 1 approvals by luc.b";
    vec![
        office.case("an acceptance that was typed again", &[ordered(&order), says(&order, &fields)], Ok(counts)),
        office.case("an acceptance of which less was typed again (F07)", &[ordered(&order), says(&order, &fields[1..])], Err(())),
        office.case("an acceptance of little, without a document", &[ordered(&small), says(&small, &["subject"])], Ok(counts)),
        office.case("an acceptance of much, without a document (F21)", &[ordered(&acceptance(&office, 12_500, false))], Err(())),
    ]
}
