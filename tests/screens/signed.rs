//! An order that was signed, among the people of a roster that two officers signed: what a review is about.
//! Secret keys grow from names; whoever reads this has them all.

pub use super::people::secret;

use super::{
    book::{Book, now},
    desk::{Desk, Setting},
    papers::guards::Guards,
    people::{Rows, person},
    policy::policy_text,
    seed,
};
use countersign::{
    app::Signer,
    domain::{BlockRange, BlockState, Metric, Quantity, authorization::Purpose},
    evidence::{
        digest::Digest,
        edition::Edition,
        lines::Prose,
        moment::Moment,
        order::{Body, Decided, Order, OrderText},
        policy::PolicyText,
        roster::RosterText,
        sshsig::{Namespace, SshSignature},
        standing,
        statement::{Checked, Display, Statement, StatementKind},
    },
    registry::{
        Word,
        book::{
            Decision, Guarded, GuardedText, GuardedVersion, OrderDestination, OrderInFull, OrderState, OrderedAct,
            OrderedTransfer, ReceivedText, RegistryCount, SignedOrder,
        },
    },
    text::{Untrusted, words::words},
    wire::convert::order_text,
};
use jiff::SignedDuration;
use std::num::NonZeroU64;

/// The registry's number of the order.
pub const ORDER: &str = "CHE01-2026-000777";

/// Which version of the roster is in force.
pub fn roster_edition() -> Edition {
    roster().edition()
}

/// Which version of the policy is.
pub fn policy_edition() -> Edition {
    PolicyText::parse(POLICY.as_bytes()).unwrap().edition()
}
/// The people of every roster here.
const PEOPLE: [(&str, &str); 4] =
    [("amina.k", "initiator,approver"), ("ines.r", "security-officer"), ("luc.b", "approver"), ("tomas.w", "security-officer")];

fn roster() -> RosterText {
    roster_of(&PEOPLE)
}

/// The same people and a releaser, `rita.r`.
pub fn roster_with_releaser() -> RosterText {
    let [amina, ines, luc, tomas] = PEOPLE;
    roster_of(&[amina, ines, luc, ("rita.r", "releaser"), tomas])
}

/// The same people without Luc.
pub fn roster_without_luc() -> RosterText {
    let [amina, ines, _, tomas] = PEOPLE;
    roster_of(&[amina, ines, tomas])
}

/// A roster of these people, ascending.
fn roster_of(people: &[(&'static str, &str)]) -> RosterText {
    let rows = Rows {
        persons: people.iter().map(|(id, roles)| person(id, roles, id)).collect(),
        keys: people.iter().map(|(id, _)| *id).collect(),
        stations: vec!["ONL-1", "ONL-2"],
        ..Rows::default()
    };
    RosterText::parse(rows.text().as_bytes()).unwrap()
}

/// From 1 000 on values are typed again and the document is compared; from 100 000 on there is a call.
pub const POLICY: &str = policy_text! {
    holidays: "holiday-count: 0\n",
    window: "none",
    outside: "wait",
    bands: "\
band-count: 3
band-1: any from=0 approvals=1 rekey=none own-copy=no release=no call=no cooling-off=none
band-2: any from=1000 approvals=1 rekey=quantity,acquiring-account,units own-copy=yes release=no call=no cooling-off=none
band-3: first-transfer from=100000 approvals=2 rekey=acquiring-registry own-copy=no release=no call=yes cooling-off=none
",
};

pub fn guards(guarded: Guarded, version: GuardedVersion) -> Option<Box<GuardedText>> {
    let (text, purpose) = match guarded {
        Guarded::Roster => (roster().as_str().to_owned(), Namespace::Roster),
        Guarded::Policy => (POLICY.to_owned(), Namespace::Policy),
    };
    (version == GuardedVersion::InForce).then(|| by_both(&text, purpose))
}

/// A first version, signed by both officers.
pub fn by_both(text: &str, purpose: Namespace) -> Box<GuardedText> {
    let sign = |officer: &str| Untrusted::new(SshSignature::sign(&secret(officer), purpose, text.as_bytes()).armored());
    Box::new(GuardedText {
        version: 1,
        sha256: Digest::of(text),
        signatures: vec![sign("ines.r"), sign("tomas.w")],
        since: Some("2026-01-05T09:00:00Z".parse().unwrap()),
        text: Untrusted::new(text),
        revocations: Vec::new(),
    })
}

/// An order of Amina's at ONL-2 that moves so many ITMOs; bound to what the registry would be sent.
pub fn order(quantity: u64) -> OrderText {
    let policy = PolicyText::parse(POLICY.as_bytes()).unwrap();
    let text = format!(
        "itmo-order/v1\norder-id: 01a20251-b940-7c1a-9d0e-5f3c1b7a2e44\nsupersedes: none\naction: first-transfer\nregistry: CHE01\n\
         environment: practice\ntransferring-party: CHE\ntransferring-account: CHE01-100-2001\nacquiring-party: GHA\n\
         acquiring-registry: GHA01\nacquiring-account: GHA01-100-0045\ncooperative-approach: CA0007\nunits-count: 1\n\
         units-1: CA0007-CHE01-CHE-120001-{}-2023\nquantity: {quantity}\nquantity-words: {}\nmetric: GHG\n\
         authorization: AUTH-2025-0031\ncalendar-year: none\npurpose: none\ncorrects: none\n\
         source-document: LOA-2025-118.pdf sha256:{}\nreason: TICKET-4471 delivery\nwire-profile: countersign-admin/v1\n\
         wire-sha256: {}\npolicy: {}\nroster: {}\nnot-before: 2026-11-22T08:14:00Z\nnot-after: 2026-11-23T08:14:00Z\n\
         initiator: person:amina.k station:ONL-2\n",
        120_000 + quantity,
        words(quantity),
        Digest::of("LOA-2025-118.pdf"),
        Digest::of("abc"),
        policy.edition(),
        roster().edition(),
    );
    order_text::bound(OrderText::parse(text.as_bytes()).unwrap().order().clone()).unwrap()
}

/// The same order with the time of its id set to an hour ago, changed and bound again.
pub fn changed(order: &OrderText, change: impl FnOnce(&mut Order)) -> OrderText {
    let mut order = order.order().clone();
    change(&mut order);
    order_text::bound(order).unwrap()
}

/// What the registry gives for an order that Amina signed.
pub fn given(order: &OrderText) -> OrderInFull {
    let Body::Movement(moved) = &order.order().body else { panic!("an order that moves ITMOs") };
    let ranges: Vec<BlockRange> = moved.units.runs().to_vec();
    let act = OrderedTransfer {
        from: moved.transferring_account.clone(),
        to: OrderDestination::External { registry: "GHA01".parse().unwrap(), account: moved.acquiring_account.clone() },
        ranges,
        quantity: moved.units.quantity(),
        corrects: moved.corrects,
    };
    given_as(order, OrderedAct::Transfer(Box::new(act)))
}

/// The same for an order of hers that decides about a transfer.
pub fn given_act(order: &OrderText, decision: Decision, transfer: &str) -> OrderInFull {
    let Body::Act(act) = &order.order().body else { panic!("an order that decides about {transfer}") };
    let Decided { transfer: of, quantity, proposal } = act.decided().unwrap();
    assert_eq!(of.to_string(), transfer);
    given_as(order, OrderedAct::Decide { decision, transfer: of, quantity, proposal })
}

/// The same for an order of hers that asks for this act.
pub fn given_as(order: &OrderText, act: OrderedAct) -> OrderInFull {
    let sign =
        |name: &str, purpose| Untrusted::new(SshSignature::sign(&secret(name), purpose, order.as_str().as_bytes()).armored());
    let count = RegistryCount {
        order_id: order.order().id.uuid(),
        sha256: order.sha256(),
        initiator: order.order().initiator.clone(),
        approvals: Vec::new(),
        needed: PolicyText::parse(POLICY.as_bytes()).unwrap().policy().requirements_of(order.order()).approvals,
        cooling_until: None,
        held: Vec::new(),
    };
    let received = ReceivedText {
        text: Untrusted::new(order.as_str()),
        signature: sign("amina.k", Namespace::Initiate),
        station_signature: sign("ONL-2", Namespace::Station),
    };
    OrderInFull {
        id: ORDER.parse().unwrap(),
        by: Untrusted::new("amina.k"),
        expires: order.order().not_after.timestamp(),
        act,
        reason: Untrusted::new(order.order().reason.as_str()),
        digest: order.sha256(),
        state: Word::Known(OrderState::Submitted),
        submitted: now(),
        decided_by: None,
        decided: None,
        checks: Vec::new(),
        signed: Some(Box::new(SignedOrder { order: received, statements: Vec::new(), count })),
        recorded: None,
        withheld: Default::default(),
    }
}

/// A book with the order, its ITMOs and the authorization they are under.
pub fn book(order: OrderInFull) -> Book {
    book_under(order, guards)
}

/// The same under another roster and policy.
pub fn book_under(order: OrderInFull, guards: Guards) -> Book {
    let mut book = seed::swiss();
    book.papers.guards = Some(guards);
    let known = book.blocks.iter().find(|block| block.metric == Metric::Ghg).unwrap();
    let paper = book.papers.authorizations.iter().find(|paper| paper.summary.id == known.authorization).unwrap();
    let (mut paper, mut block) = (paper.clone(), known.clone());
    paper.summary.id = "AUTH-2025-0031".parse().unwrap();
    (paper.summary.quantity, paper.summary.consumed) = (Some(Quantity::new(50_000)), Quantity::new(25_000));
    paper.versions.truncate(1);
    paper.versions[0].purpose = Word::Known(Purpose::Ndc);
    let range: BlockRange = "CA0007-CHE01-CHE-120001-240000-2023".parse().unwrap();
    (block.series, block.range, block.account) = (range.series, range.range, "CHE01-100-2001".parse().unwrap());
    (block.authorization, block.authorization_version) = (paper.summary.id.clone(), paper.versions[0].version);
    (block.state, block.first_transferred) = (BlockState::Reserved, None);
    book.papers.authorizations.push(paper);
    book.blocks.push(block);
    book.papers.orders.push(order);
    book
}

/// The text of an order as its registry gives it.
pub fn text_of(order: &OrderInFull) -> OrderText {
    OrderText::parse(order.signed.as_ref().unwrap().order.text.octets().as_bytes()).unwrap()
}

/// What somebody said about an order a minute ago, as its registry gives it.
pub fn signed_statement(order: &OrderText, kind: StatementKind, who: (&str, &str), seq: u64) -> ReceivedText {
    statement_because(order, kind, who, (seq, "as on the paper"))
}

/// The same for this reason.
pub fn statement_because(
    order: &OrderText,
    kind: StatementKind,
    (person, station): (&str, &str),
    (seq, reason): (u64, &str),
) -> ReceivedText {
    let made = now() - SignedDuration::from_mins(1);
    let statement = Statement {
        order_sha256: order.sha256(),
        kind,
        person: person.parse().unwrap(),
        station: station.parse().unwrap(),
        roster: order.order().roster,
        policy: order.order().policy,
        checked: Checked::default(),
        display: Display { columns: 120, rows: 40 },
        reason: Prose::new(reason).unwrap(),
        made: Moment::of(made),
        not_after: order.order().not_after,
        seq: NonZeroU64::new(seq).unwrap(),
    };
    let text = statement.write().unwrap();
    let sign =
        |name: &str, purpose| Untrusted::new(SshSignature::sign(&secret(name), purpose, text.as_str().as_bytes()).armored());
    ReceivedText {
        text: Untrusted::new(text.as_str()),
        signature: sign(person, standing::namespace(kind)),
        station_signature: sign(station, Namespace::Station),
    }
}

/// The desk of somebody at a station, on the page of this order.
pub fn order_page(order: OrderInFull, (person, station): (&str, &str), size: (u16, u16)) -> Desk {
    let signer = Signer { person: person.parse().unwrap(), station: station.parse().unwrap() };
    let books = vec![book(order), seed::ghana(), seed::empty()];
    let mut desk = Desk::with(Setting { books, size, signer: Some(signer), ..Setting::default() });
    desk.press(":");
    desk.type_text(&format!("order {ORDER}"));
    desk.press("enter");
    desk
}

/// The desk of somebody at a station, on the review of this order.
pub fn review_at(order: OrderInFull, who: (&str, &str), size: (u16, u16)) -> Desk {
    review_under(guards, order, who, size)
}

/// Luc's desk before a registry that has this order.
pub fn setting(order: OrderInFull) -> Setting {
    let signer = Signer { person: "luc.b".parse().unwrap(), station: "ONL-1".parse().unwrap() };
    let books = vec![book_under(order, guards), seed::ghana(), seed::empty()];
    Setting { books, size: (160, 45), signer: Some(signer), ..Setting::default() }
}

/// The same under another roster and policy.
pub fn review_under(guards: Guards, order: OrderInFull, (person, station): (&str, &str), size: (u16, u16)) -> Desk {
    let signer = Signer { person: person.parse().unwrap(), station: station.parse().unwrap() };
    let books = vec![book_under(order, guards), seed::ghana(), seed::empty()];
    let mut desk = Desk::with(Setting { books, size, signer: Some(signer), ..Setting::default() });
    desk.press(":");
    desk.type_text(&format!("order {ORDER}"));
    desk.press("enter");
    desk.press("v");
    desk
}

/// The same for the approver.
pub fn review(order: OrderInFull, size: (u16, u16)) -> Desk {
    review_at(order, ("luc.b", "ONL-1"), size)
}
