//! Every kind of act goes into an order's text and comes back as it was; what would not is refused.
use super::*;
use crate::{
    domain::Metric,
    evidence::{
        edition::Edition,
        lines::Prose,
        moment::Moment,
        order::{Leaf, OrderId},
    },
    wire::{
        BigNumber,
        ledger::{Account, Approach, Authorization, Block, Representative, Span},
        order::*,
    },
};
use proptest::prelude::*;
use std::num::NonZeroU32;

fn order(body: Body, why: &str) -> Order {
    let edition = |version| Edition { version: NonZeroU32::new(version).unwrap(), sha256: Digest::of("abc") };
    let at = |text: &str| text.parse::<Moment>().unwrap();
    Order {
        id: "0198f6c2-6c1e-7c1a-9d0e-5f3c1b7a2e44".parse::<OrderId>().unwrap(),
        supersedes: None,
        registry: "CHE01".parse().unwrap(),
        environment: crate::domain::Environment::Practice,
        body,
        reason: Prose::new(why).unwrap(),
        wire_sha256: Digest::default(),
        policy: edition(7),
        roster: edition(14),
        not_before: at("2026-11-03T12:00:00Z"),
        not_after: at("2026-11-04T12:00:00Z"),
        initiator: "amina.k".parse().unwrap(),
        station: "ONL-2".parse().unwrap(),
    }
}

fn source() -> SourceDocument {
    SourceDocument::new("letter.pdf", Digest::of("letter")).unwrap()
}

fn facts(first_transfer: bool) -> Facts {
    Facts {
        transferring_party: "CHE".parse().unwrap(),
        acquiring_party: "GHA".parse().unwrap(),
        first_transfer,
        metric: Metric::Ghg,
        authorizations: ["AUTH-1", "AUTH 2"].map(|id| id.parse().unwrap()).into(),
        source: source(),
    }
}

/// Into a text and out of it again.
fn there_and_back(act: &OrderAct) -> OrderAct {
    let body = match act {
        OrderAct::Transfer(order) => Body::Movement(Box::new(movement(order, facts(true)).unwrap())),
        _ => body(act, None).unwrap(),
    };
    let text = bound(order(body, "why")).unwrap();
    let read = OrderText::parse(text.as_str().as_bytes()).unwrap();
    assert_eq!(read, text);
    assert_eq!(Some(read.order().wire_sha256), digest(act));
    super::act(read.order()).unwrap()
}

fn span(first: u64, last: u64) -> Span {
    let id = |serial| format!("CA0007-CHE01-CHE-{serial}-2023");
    Span { first: id(first), last: id(last) }
}

fn moving(to: Destination) -> OrderAct {
    let (from, reason) = ("CHE01-100-1".to_owned(), "why".to_owned());
    let (spans, quantity) = (vec![span(1, 400), span(401, 500)], BigNumber(500));
    OrderAct::Transfer(TransferOrder { from, to, spans, quantity, corrects: Some("CHE01-2026-000001".to_owned()), reason })
}

fn movements() -> Vec<OrderAct> {
    let (account, registry) = (|| "GHA01-100-1".to_owned(), || "GHA01".to_owned());
    let cancelled = |kind: &str| Destination::Cancellation(ToCancellation { account: account(), kind: kind.to_owned() });
    let fund = |mandatory| Destination::AdaptationFund(ToFund { registry: registry(), account: account(), mandatory });
    let to = [
        Destination::Internal(ToAccount { account: account() }),
        Destination::External(ToRegistry { registry: registry(), account: account() }),
        fund(true),
        fund(false),
        Destination::NdcUse(ToNdcUse { account: account(), year: 2030 }),
        Destination::OimpUse(ToOimpUse { account: account(), purpose: "CORSIA".to_owned() }),
        cancelled("voluntary"),
        cancelled("omge-mandatory"),
        cancelled("omge-voluntary"),
        cancelled("other"),
    ];
    to.into_iter().map(moving).collect()
}

fn authorization(words: &str, quantity: Option<BigNumber>, timeframe: Option<(u16, u16)>) -> Authorization {
    let text = || words.to_owned();
    Authorization {
        id: text(),
        version: 2,
        state: text(),
        approach: text(),
        party: text(),
        date: "2026-11-22".parse().unwrap(),
        purpose: text(),
        first_transfer: None,
        parties: vec![text(), "CHE".to_owned()],
        entities: vec![],
        quantity,
        timeframe,
        metric: text(),
        mitigation_type: text(),
        sector: text(),
        activity_type: text(),
        terms: text(),
    }
}

fn account(words: &str) -> Account {
    let text = || words.to_owned();
    Account {
        id: text(),
        name: text(),
        kind: 100,
        holder: text(),
        holder_kind: text(),
        party: text(),
        state: text(),
        opened: Some("2026-11-22T09:14:05.123456789Z".parse().unwrap()),
        last_act: None,
        approaches: vec![],
        metric: None,
        lock: None,
    }
}

/// One act of each kind that moves nothing, with these words in it.
fn others(words: &str, number: u64) -> Vec<OrderAct> {
    let text = || words.to_owned();
    let why = || "why".to_owned();
    let (date, decision) = ("2026-11-22".parse().unwrap(), || TransferDecision {
        transfer: text(),
        quantity: BigNumber(number),
        proposal: text(),
        reason: why(),
    });
    let block = |first_transferred| Block {
        first: text(),
        last: text(),
        authorization: text(),
        version: 3,
        non_ghg: String::new(),
        underlying: text(),
        first_transferred,
    };
    let approach = Approach { id: text(), name: text(), parties: vec![text()], state: text(), initial_report: text() };
    let representatives = vec![Representative { name: text(), role: text() }, Representative { name: why(), role: text() }];
    let full = authorization(words, Some(BigNumber(number)), Some((2021, 2030)));
    let (bare, account) = (authorization(words, None, None), account(words));
    vec![
        OrderAct::Issue(IssueOrder { account: text(), blocks: vec![block(None), block(Some(date))], reason: why() }),
        OrderAct::Authorize(Box::new(AuthorizeOrder { authorization: full, reason: why() })),
        OrderAct::Authorize(Box::new(AuthorizeOrder { authorization: bare, reason: why() })),
        OrderAct::Approach(ApproachOrder { approach, reason: why() }),
        OrderAct::OpenAccount(Box::new(OpenAccountOrder { account, representatives, reason: why() })),
        OrderAct::AccountState(AccountStateOrder { account: text(), state: text(), reason: why() }),
        OrderAct::ReleaseBlocks(ReleaseBlocksOrder { spans: vec![span(1, 2), span(3, 4)], reason: why() }),
        OrderAct::AcceptTransfer(decision()),
        OrderAct::DropIncoming(decision()),
        OrderAct::CompleteByHand(decision()),
        OrderAct::Rebook(decision()),
        OrderAct::GiveUp(decision()),
        OrderAct::ResumeLink(LinkOrder { registry: text(), reason: why() }),
        OrderAct::TrustAccount(TrustOrder { account: text(), registry: text(), trusted: text(), reason: why() }),
    ]
}

#[test]
fn every_act_goes_into_a_text_and_comes_back_as_it_was() {
    for act in movements().into_iter().chain(others("GHA \"01\" \\ 100", 7)) {
        assert_eq!(there_and_back(&act), act);
    }
}

/// Nothing of an act is unsigned: one line a value, the reason in the order's own.
#[test]
fn an_act_stands_in_the_text_value_by_value() {
    let act = others("é", 7).swap_remove(1);
    let Body::Act(lines) = body(&act, Some(source())).unwrap() else { panic!("it moves nothing") };
    let lines: Vec<String> = lines.leaves.iter().map(ToString::to_string).collect();
    assert_eq!(lines[..2], ["authorization.id = \"é\"", "authorization.version = 2"]);
    assert_eq!(
        lines[7..13],
        [
            "authorization.parties[0] = \"é\"",
            "authorization.parties[1] = \"CHE\"",
            "authorization.entities = []",
            "authorization.quantity = \"7\"",
            "authorization.timeframe[0] = 2021",
            "authorization.timeframe[1] = 2030",
        ]
    );
    assert!(!lines.iter().any(|line| line.starts_with("reason")));
}

/// Scenario 13: what the gate would escape can't get into a signed text, not even as an escape of JSON.
#[test]
fn a_hostile_name_can_not_be_signed() {
    for hostile in ["a\u{202e}b", "a\u{200b}b", "a\u{1b}[2J", "a\u{7}b", "a\tb", "a  b", " a", "a\n"] {
        for act in others(hostile, 7) {
            if !matches!(act, OrderAct::ReleaseBlocks(_)) {
                assert_eq!(body(&act, None), Err(NotTheAct::NotShowable), "{hostile:?}");
            }
        }
    }
    let terms = others("first line\nsecond line", 7).swap_remove(2);
    assert_eq!(there_and_back(&terms), terms);
}

#[test]
fn lines_that_are_not_those_of_the_act_give_none() {
    let act = others("x", 7).swap_remove(5);
    let Body::Act(good) = body(&act, None).unwrap() else { panic!("it moves nothing") };
    let leaf = |path: &str, value: &str| Leaf::new(path, value).unwrap();
    let (account, state) = (leaf("account", "\"x\""), leaf("state", "\"x\""));
    assert_eq!(good.leaves, [account.clone(), state.clone()]);
    for leaves in [
        vec![],
        vec![account.clone()],
        vec![state.clone(), account.clone()],
        vec![account.clone(), state.clone(), state.clone()],
        vec![account.clone(), state.clone(), leaf("reason", "\"another\"")],
        vec![account.clone(), state.clone(), leaf("more", "\"x\"")],
        vec![account.clone(), leaf("state", "\"\\u0078\"")],
        vec![account.clone(), leaf("state", "x")],
        vec![account.clone(), leaf("state", "7")],
        vec![account.clone(), leaf("state", "null")],
        vec![account.clone(), leaf("state", "{\"a\":1}")],
        vec![account.clone(), leaf("state[0]", "\"x\"")],
        vec![account.clone(), leaf("state[18446744073709551615]", "\"x\"")],
        vec![account.clone(), leaf("state.x", "\"x\"")],
        vec![account.clone(), leaf("state.", "\"x\"")],
        vec![account.clone(), leaf(&"state.".repeat(2_000), "\"x\"")],
        vec![leaf("account]", "\"x\""), state],
    ] {
        let order = order(Body::Act(Act { leaves, ..good.clone() }), "why");
        assert_eq!(super::act(&order), Err(ActProblem::Lines(NotTheAct::Lines)));
    }
}

/// The text is bound to what is sent: a good text with another digest gives no act.
#[test]
fn a_text_that_is_bound_to_another_act_gives_none() {
    for act in movements().into_iter().chain(others("x", 7)) {
        let body = match &act {
            OrderAct::Transfer(order) => Body::Movement(Box::new(movement(order, facts(false)).unwrap())),
            _ => body(&act, None).unwrap(),
        };
        let bound = bound(order(body, "why")).unwrap();
        let altered = Order { wire_sha256: Digest::of("another act"), ..bound.order().clone() };
        assert_eq!(super::act(&altered), Err(ActProblem::Digest));
        let altered = Order { reason: Prose::new("another reason").unwrap(), ..bound.order().clone() };
        assert_eq!(super::act(&altered), Err(ActProblem::Digest));
    }
}

#[test]
fn a_registry_is_not_sent_what_its_units_do_not_say() {
    let OrderAct::Transfer(order) = movements().swap_remove(1) else { panic!("it moves ITMOs") };
    let misfit = |order: &TransferOrder| movement(order, facts(false)).unwrap_err().at;
    assert_eq!(misfit(&TransferOrder { quantity: BigNumber(501), ..order.clone() }), "quantity");
    assert_eq!(misfit(&TransferOrder { spans: vec![], ..order.clone() }), "spans");
    assert_eq!(misfit(&TransferOrder { spans: vec![span(401, 500), span(1, 400)], ..order.clone() }), "spans");
    assert_eq!(misfit(&TransferOrder { spans: vec![span(2, 1)], ..order }), "spans[0]");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_words_and_numbers_come_back_as_they_were(words in "[!-~]([!-~éßЖ漢]| [!-~]){0,20}", number: u64) {
        for act in others(&words, number) {
            prop_assert_eq!(there_and_back(&act), act);
        }
    }

    #[test]
    fn any_units_come_back_as_they_were(first in 1u64..u64::MAX / 2, length in 1u64..u64::MAX / 2, gap in 1u64..9) {
        let last = first + length - 1;
        let next = last.saturating_add(gap).min(u64::MAX - 1);
        let spans = if next > last { vec![span(first, last), span(next, next)] } else { vec![span(first, last)] };
        let quantity = BigNumber(length + u64::from(next > last));
        let to = Destination::NdcUse(ToNdcUse { account: "CHE01-200-1".to_owned(), year: 2021 });
        let act = OrderAct::Transfer(TransferOrder {
            from: "CHE01-100-1".to_owned(), to, spans, quantity, corrects: None, reason: "why".to_owned(),
        });
        prop_assert_eq!(there_and_back(&act), act);
    }

    /// Whatever lines are read as an act, they are the lines of that act.
    #[test]
    fn lines_and_acts_belong_together_one_to_one(lines in prop::collection::vec(
        ("(account|state|reason|a)(\\[[0-2]\\]|\\.state)?", "(\"x\"|\"\\\\\"\"|7|\\[\\]|null|true|\"y)"), 0..4)
    ) {
        let leaves: Vec<Leaf> = lines.iter().filter_map(|(path, value)| Leaf::new(path, value).ok()).collect();
        if let Ok(act) = leaves::to_act("account-state", &leaves, "why") {
            prop_assert_eq!(leaves::of(&act).unwrap().1, leaves);
        }
    }
}
