//! What is kept from whom, in rows and in full; and what is kept when it can't be judged.

use super::*;
use crate::{
    domain::{Holding, Quantity as Count},
    evidence::{
        digest::Digest,
        order::Body,
        sample,
        signed::Signed,
        statement::{RekeyField, StatementKind},
    },
    registry::{
        Page, ProblemKind, Query, Word,
        book::{
            Agreed, Entry, EntrySummary, KEPT_BACK, LifeEvent, OrderDestination, OrderInFull, OrderKind, OrderState,
            OrderSummary, OrderedAct, OrderedTransfer, ReceivedText, RegistryCount, SignedOrder,
        },
        scripted::{identity, run},
    },
    text::Untrusted,
};
use RekeyField::{AcquiringAccount, AcquiringRegistry, Quantity, Subject, Units};
use std::{
    collections::BTreeSet,
    sync::atomic::{AtomicUsize, Ordering},
};

/// A registry that gives one order and its row.
struct OneOrder {
    identity: Identity,
    order: OrderInFull,
    row: OrderSummary,
    /// The texts, as long as it gives them.
    guards: Result<bool, Problem>,
    asked_for_guards: AtomicUsize,
}

impl Registry for OneOrder {
    fn identity(&self) -> &Identity {
        &self.identity
    }
    fn read(&self, ask: Read) -> BoxFuture<'_, Result<Reply, Problem>> {
        let as_of = Timestamp::now();
        let text = |text: String| GuardedText {
            version: 1,
            sha256: Digest::of(&text),
            text: Untrusted::new(text),
            signatures: Vec::new(),
            since: None,
            revocations: Vec::new(),
        };
        let answer = match ask {
            Read::AccountLife(_) => Ok(Reply::AccountLife(vec![self.happened()])),
            Read::Entry(_) => Ok(Reply::Entry(Box::new(self.entry()))),
            Read::TotalHoldings => Ok(Reply::TotalHoldings([(2023, 12_500), (2024, 7), (2025, 0)].map(holding).into())),
            Read::Orders(_) => {
                let rows = vec![self.row.clone()];
                Ok(Reply::Orders(Page { rows, offset: 0, total: 1, unfiltered: 1, next: None, revision: 1, as_of }))
            }
            Read::Order(_) => Ok(Reply::Order(Box::new(self.order.clone()))),
            Read::Guarded(guarded, _) => {
                self.asked_for_guards.fetch_add(1, Ordering::SeqCst);
                // The sample's roster is for one year; these tests are run in any.
                let years = |text: &str| text.replace("2026-01-01T00", "2020-01-01T00").replace("2027-01-01T00", "2090-01-01T00");
                let given = match guarded {
                    Guarded::Roster => years(&sample::roster_text()),
                    Guarded::Policy => years(sample::POLICY),
                };
                self.guards.clone().map(|given_at_all| Reply::Guarded(given_at_all.then(|| Box::new(text(given)))))
            }
            other => panic!("{other:?}"),
        };
        Box::pin(std::future::ready(answer))
    }
    fn write(&self, act: Authorised<Write>) -> BoxFuture<'_, Result<Outcome, Problem>> {
        Box::pin(std::future::ready(Ok(Outcome::Unknown(act.key()))))
    }
}

/// What is held of the order's cooperative approach and a vintage, with so many locked.
fn holding((vintage, locked): (i16, u64)) -> Holding {
    let held = Count::new(1_000_000);
    Holding {
        approach: "CA0007".parse().unwrap(),
        vintage: vintage.to_string().parse().unwrap(),
        blocks: 9,
        held,
        locked: Some(Count::new(locked)),
    }
}

impl OneOrder {
    /// What the life of an account says of the transfer under the order's number.
    fn happened(&self) -> LifeEvent {
        let (transfer, counterpart) = (Some(self.row.id), Some("GHA01-100-0045".parse().unwrap()));
        let entry = self.entry().summary;
        LifeEvent { entry, what: Vec::new(), account: None, state: None, transfer, counterpart, veil: None }
    }

    /// The entry that took the order in.
    fn entry(&self) -> Entry {
        let line = format!("{{\"order\":\"{}\",\"quantity\":\"{:?}\"}}", self.row.id, self.row.quantity);
        let summary = EntrySummary {
            entry: 7,
            at: self.row.at,
            kind: Untrusted::new("order-submitted"),
            by: Vec::new(),
            reason: Untrusted::new("12 500 to the holder"),
            digest: Digest::of(&line),
        };
        Entry { summary, previous: Digest::default(), line: Untrusted::new(line), veil: None }
    }
}

/// An order of Amina's that moves so many, as a registry gives it.
fn one_order(quantity: u64) -> OneOrder {
    let signed: Signed<_> = sample::order(quantity);
    let order = signed.text.order();
    let Body::Movement(moved) = &order.body else { panic!("{order:?}") };
    let received = ReceivedText {
        text: Untrusted::new(signed.text.as_str()),
        signature: Untrusted::new(signed.person.armored()),
        station_signature: Untrusted::new(signed.station.armored()),
    };
    let count = RegistryCount {
        order_id: order.id.uuid(),
        sha256: signed.text.sha256(),
        initiator: order.initiator.clone(),
        approvals: Vec::new(),
        needed: 1,
        cooling_until: None,
        held: Vec::new(),
    };
    let act = OrderedTransfer {
        from: moved.transferring_account.clone(),
        to: OrderDestination::External { registry: "GHA01".parse().unwrap(), account: moved.acquiring_account.clone() },
        ranges: moved.units.runs().to_vec(),
        quantity: moved.units.quantity(),
        corrects: None,
    };
    let at = sample::at(sample::NOW);
    let full = OrderInFull {
        id: "CHE01-2026-000777".parse().unwrap(),
        by: Untrusted::new("amina.k"),
        expires: at,
        act: OrderedAct::Transfer(Box::new(act)),
        reason: Untrusted::new("TICKET-4471"),
        digest: signed.text.sha256(),
        state: Word::Known(OrderState::Submitted),
        submitted: at,
        decided_by: None,
        decided: None,
        checks: Vec::new(),
        signed: Some(Box::new(SignedOrder { order: received, statements: Vec::new(), count })),
        recorded: None,
        withheld: BTreeSet::new(),
    };
    let row = OrderSummary {
        id: full.id,
        kind: Word::Known(OrderKind::Transfer),
        subject: Untrusted::new(moved.transferring_account.as_str()),
        quantity: Some(moved.units.quantity()),
        by: full.by.clone(),
        person: Some(order.initiator.clone()),
        agreed: None,
        state: full.state.clone(),
        at,
        expires: at,
        withheld: BTreeSet::new(),
    };
    OneOrder { identity: identity(), order: full, row, guards: Ok(true), asked_for_guards: AtomicUsize::new(0) }
}

fn seen(registry: OneOrder, viewer: &str) -> (OrderSummary, OrderInFull) {
    let veiled = Veiled::new(registry, viewer.parse().unwrap());
    let Ok(Reply::Orders(page)) = run(veiled.read(Read::Orders(Query::default()))) else { panic!("no page") };
    let id = page.rows[0].id;
    let Ok(Reply::Order(order)) = run(veiled.read_as(CallId(uuid::Uuid::nil()), Read::Order(id))) else { panic!("no order") };
    (page.rows[0].clone(), *order)
}

/// F07: who may still approve it reads no value of it; everybody else reads all.
#[test]
fn f07_rows_have_no_value_for_whoever_is_to_type_it_again() {
    let rekeyed: BTreeSet<RekeyField> = [Quantity, AcquiringAccount, Units].into();
    for (quantity, viewer, withheld) in [
        (12_500, "luc.b", &rekeyed),
        (12_500, "amina.k", &BTreeSet::new()),
        (12_500, "ines.r", &BTreeSet::new()),
        (500, "luc.b", &BTreeSet::new()),
        (12_500, "rita.r", &BTreeSet::new()),
        (100_000, "rita.r", &[Quantity, AcquiringRegistry, AcquiringAccount, Units].into()),
    ] {
        let (row, order) = seen(one_order(quantity), viewer);
        assert_eq!((&row.withheld, &order.withheld), (withheld, withheld), "{viewer}");
        assert_eq!(row.quantity.is_none(), !withheld.is_empty(), "{viewer}");
        assert_eq!(order.act, one_order(quantity).order.act, "a review compares with what the registry shows");
    }
}

#[test]
fn f07_what_is_decided_or_not_signed_is_shown() {
    let decided = |state| {
        let mut registry = one_order(12_500);
        (registry.row.state, registry.order.state) = (Word::Known(state), Word::Known(state));
        registry
    };
    let mut unsigned = one_order(12_500);
    (unsigned.row.person, unsigned.order.signed) = (None, None);
    let mut approved = one_order(12_500);
    approved.order.signed.as_mut().unwrap().count.approvals = vec!["luc.b".parse().unwrap()];
    let without = OneOrder { guards: Ok(false), ..one_order(12_500) };
    for registry in [decided(OrderState::Rejected), decided(OrderState::Approved), unsigned, without] {
        let (row, order) = seen(registry, "luc.b");
        assert!(row.withheld.is_empty() && order.withheld.is_empty(), "{row:?}");
    }
    assert!(seen(approved, "luc.b").1.withheld.is_empty(), "who approved it has typed it again");
}

/// F07, F19: what is approved waits for its releaser, and is kept from whoever will release it and from nobody else, until they have.
#[test]
fn f07_what_is_approved_is_kept_from_its_releaser() {
    let approved = || {
        let mut registry = one_order(100_000);
        let state = || Word::Known(OrderState::Approved);
        (registry.row.state, registry.order.state) = (state(), state());
        registry
    };
    let (row, order) = seen(approved(), "rita.r");
    assert!(row.quantity.is_none() && row.withheld.len() == 4 && order.withheld.len() == 4, "{row:?}");
    let (row, order) = seen(approved(), "esi.o");
    assert!(row.withheld.is_empty() && order.withheld.is_empty(), "{row:?}");
    let mut released = approved();
    let release = sample::said(&sample::order(100_000), StatementKind::Release, "rita.r", "ONL-1", 9);
    released.order.signed.as_mut().unwrap().statements.push(ReceivedText {
        text: Untrusted::new(release.text.as_str()),
        signature: Untrusted::new(release.person.armored()),
        station_signature: Untrusted::new(release.station.armored()),
    });
    assert!(seen(released, "rita.r").1.withheld.is_empty(), "who released it has typed it again");
}

/// F07: what can't be judged is kept back, and judged the next time.
#[test]
fn f07_what_cant_be_judged_is_kept_back() {
    let failing = OneOrder { guards: Err(Problem::of(ProblemKind::Offline)), ..one_order(12_500) };
    let (row, order) = seen(failing, "luc.b");
    assert!(row.withheld.contains(&Subject) && row.withheld.contains(&Quantity) && order.withheld.len() == 5);
    assert_eq!((row.quantity, row.subject.octets()), (None, ""));
    let failing = OneOrder { guards: Err(Problem::of(ProblemKind::Offline)), ..one_order(12_500) };
    assert!(seen(failing, "amina.k").0.withheld.is_empty(), "who initiated it knows it");
    let mut strange = one_order(12_500);
    strange.row.state = Word::read("parked".to_owned(), OrderState::of_word);
    assert!(!seen(strange, "luc.b").0.withheld.is_empty(), "a state this console does not know decides nothing");
}

#[test]
fn the_roster_is_asked_for_only_when_an_order_waits_and_not_for_each() {
    let asks = |registry: OneOrder, viewer: &str| {
        let veiled = Veiled::new(registry, viewer.parse().unwrap());
        for _ in 0..5 {
            let _ = run(veiled.read(Read::Orders(Query::default())));
            let _ = run(veiled.read(Read::Order("CHE01-2026-000777".parse().unwrap())));
        }
        veiled.inner.asked_for_guards.load(Ordering::SeqCst)
    };
    assert_eq!(asks(one_order(12_500), "amina.k"), 0);
    assert_eq!(asks(one_order(12_500), "luc.b"), 2);
    let failing = OneOrder { guards: Err(Problem::of(ProblemKind::Offline)), ..one_order(12_500) };
    assert_eq!(asks(failing, "luc.b"), 20, "what failed is asked for again");
}

/// F07: what a life and an entry of the ledger tell of it is taken out; who has agreed by the registry's word is told again, and so is
/// everybody else. Where the registry can't say what waits, nobody is told.
#[test]
fn f07_lives_and_entries_tell_nothing_before_one_has_agreed() {
    let told = |registry: OneOrder, viewer: &str| {
        let veiled = Veiled::new(registry, viewer.parse().unwrap());
        let Ok(Reply::Entry(entry)) = run(veiled.read(Read::Entry(7))) else { panic!("no entry") };
        let life = run(veiled.read(Read::AccountLife("CHE01-100-2001".parse().unwrap())));
        let Ok(Reply::AccountLife(life)) = life else { panic!("{life:?}") };
        assert_eq!((entry.veil.is_some(), life[0].veil.is_some()), (entry.line.is_empty(), life[0].counterpart.is_none()));
        let says = |summary: &EntrySummary| summary.reason.octets() != KEPT_BACK;
        assert_eq!((says(&entry.summary), says(&life[0].entry)), (!entry.line.is_empty(), life[0].counterpart.is_some()));
        [!entry.line.is_empty(), life[0].counterpart.is_some()]
    };
    let agreed = |by: &str| {
        let mut registry = one_order(12_500);
        registry.row.agreed = Some(Agreed { count: 1, needed: 2, by: vec![by.parse().unwrap()] });
        registry
    };
    for (registry, viewer, tells) in [
        (one_order(12_500), "luc.b", false),
        (one_order(12_500), "amina.k", true),
        (one_order(12_500), "ines.r", true),
        (one_order(500), "luc.b", true),
        (agreed("luc.b"), "luc.b", true),
        (agreed("esi.o"), "luc.b", false),
        (OneOrder { guards: Err(Problem::of(ProblemKind::Offline)), ..one_order(12_500) }, "luc.b", false),
    ] {
        assert_eq!(told(registry, viewer), [tells, tells], "{viewer}");
    }
}

/// F07: what is locked of an approach and vintage tells how many an order is about; so does an account's sum. What nobody is to type again stays.
#[test]
fn f07_sums_of_what_is_locked_are_kept_from_whoever_types_them_again() {
    let locked = |registry: OneOrder, viewer: &str| {
        let veiled = Veiled::new(registry, viewer.parse().unwrap());
        let Ok(Reply::TotalHoldings(rows)) = run(veiled.read(Read::TotalHoldings)) else { panic!("no holdings") };
        rows.into_iter().map(|row| row.locked.map(Count::count)).collect::<Vec<_>>()
    };
    let all = [Some(12_500), Some(7), Some(0)];
    assert_eq!(locked(one_order(12_500), "luc.b"), [None, Some(7), Some(0)], "of this vintage and of no other");
    assert_eq!(locked(one_order(12_500), "amina.k"), all);
    assert_eq!(locked(one_order(500), "luc.b"), all);
    let failing = OneOrder { guards: Err(Problem::of(ProblemKind::Offline)), ..one_order(12_500) };
    assert_eq!(locked(failing, "luc.b")[0], None, "what can't be judged is kept back");
}

/// An id that only begins like that of the order is another one.
#[test]
fn a_line_names_an_order_by_its_whole_number() {
    let rules = Rules::Unknown;
    let open = open::Open::of(&[one_order(12_500).row], &rules, &"luc.b".parse().unwrap(), Timestamp::now());
    for (line, named) in
        [("CHE01-2026-000777", true), ("\"CHE01-2026-000777\",", true), ("CHE01-2026-0007771", false), ("", false)]
    {
        assert_eq!(open.named_in(line).is_some(), named, "{line}");
    }
}
