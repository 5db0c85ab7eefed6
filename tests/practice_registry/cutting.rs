//! The submit exchange with a registry that runs, cut after every octet each way: it is done once or not at all, and asking for the key tells
//! which (scenario 11, promise 3, T04). One registry and one key serve for all cuts of a request; what was cut is sent again under it.
//! Must not know: what the order asks for.

use crate::{
    client::Client,
    relay::{Cut, Relay},
    signing::{Seat, done, frozen, new_key, read, release, statement, verifying},
};
use countersign::{
    evidence::{
        order::OrderText,
        statement::{Checked, Statement, StatementKind},
    },
    registry::{
        Blind, IdempotencyKey, Outcome, Problem, Read, Receipt, Registry, Reply, Review, Reviewed, Unsigned,
        book::{OrderId, OrderState},
        http::Credentials,
    },
    wire::admin::{Page, order::OrderSummary},
};
use jiff::SignedDuration;

/// A registry and a relay before it.
struct World {
    client: Client,
    relay: Relay,
    amina: Desk,
}

/// A person's desk, and the same desk with the relay before it.
struct Desk {
    direct: Seat,
    through: Seat,
}

/// An order that waits, as whoever decides about it has read it.
struct Waiting {
    number: OrderId,
    order: Reviewed<OrderText>,
}

impl World {
    async fn open() -> Self {
        let client = Client::of(verifying()).await;
        let relay = Relay::to(&client.registry.url(), Cut::Request(0)).await;
        relay.cut_next(None);
        let amina = desk(&client, &relay, "amina.k", ("amina-kessie", "ONL-1")).await;
        Self { client, relay, amina }
    }

    async fn luc(&self) -> Desk {
        desk(&self.client, &self.relay, "luc.b", ("luc-bernasconi", "ONL-2")).await
    }

    /// An order of Amina's, submitted past the relay.
    async fn waiting(&self) -> Waiting {
        let account = frozen(&self.client, &self.amina.direct).await;
        let text = release(&self.amina.direct, &account).await;
        let receipt = done(self.amina.direct.send(submit(&text), new_key()).await);
        let blind = Blind::new([("account".to_owned(), account.to_string())]);
        let mut review = Review::of_order(text, blind, SignedDuration::ZERO);
        review.type_again(account.as_str());
        Waiting { number: receipt.subject.octets().parse().unwrap(), order: read(review) }
    }

    /// How many statements about an order the registry has, and where the order is.
    async fn stands(&self, order: &Waiting) -> (usize, OrderState) {
        let there = self.amina.direct.order(&order.number.to_string()).await;
        let state = OrderState::ALL.iter().map(|(state, _)| *state).find(|state| there.state.is(state));
        (there.signed.unwrap().statements.len(), state.unwrap())
    }

    /// How many orders the registry ever took.
    async fn orders(&self) -> u64 {
        self.client.list("orders", &[("limit", "1")]).await.ok::<Page<OrderSummary>>().total.0
    }

    /// Sends through a cut that a connection has taken: a connection that was kept and is dead is no try.
    async fn cut(&self, desk: &Desk, text: impl Fn() -> Unsigned, key: IdempotencyKey, cut: Cut) -> Result<Outcome, Problem> {
        for _ in 0..20 {
            self.relay.cut_next(Some(cut));
            let outcome = desk.through.send(text(), key).await;
            if self.relay.has_cut() {
                return outcome;
            }
        }
        panic!("no connection takes the cut {cut:?}");
    }

    /// Cuts a request after every octet but the last: nothing is done, and the key says so. Whole and without an answer it is done at most
    /// once, and sent again under its key it is done once.
    async fn every_request(&self, desk: &Desk, text: impl Fn() -> Unsigned, octets: usize) -> Receipt {
        let key = new_key();
        for at in 0..octets {
            let outcome = self.cut(desk, &text, key, Cut::Request(at)).await;
            assert!(!matches!(outcome, Ok(Outcome::Done(_))), "{at} of {octets}: {outcome:?}");
            assert_eq!(desk.told(key).await, None, "{at} of {octets}: half a text was taken");
        }
        let outcome = self.cut(desk, &text, key, Cut::Request(octets)).await;
        assert_eq!(outcome, Ok(Outcome::Unknown(key)), "all of it went out, and nothing came");
        self.relay.cut_next(None);
        let receipt = done(desk.through.send(text(), key).await);
        assert_eq!(desk.told(key).await.as_ref(), Some(&receipt));
        receipt
    }

    /// Cuts the answer to what was never sent before, then to the same under its key, after every octet until it is whole: it is unknown, and
    /// the key says that it was done.
    async fn every_answer(&self, desk: &Desk, text: impl Fn() -> Unsigned) -> usize {
        let (key, mut at) = (new_key(), 0);
        loop {
            let outcome = self.cut(desk, &text, key, Cut::Answer(at)).await;
            let (_, answer) = self.relay.passed();
            assert_eq!(matches!(outcome, Ok(Outcome::Done(_))), at >= answer, "{at} of {answer}: {outcome:?}");
            let told = desk.told(key).await;
            assert!(told.is_some(), "{at} of {answer}: the registry answered, and knows the act");
            match outcome {
                Ok(Outcome::Done(receipt)) => {
                    assert_eq!(told, Some(receipt));
                    return at;
                }
                other => assert_eq!(other, Ok(Outcome::Unknown(key)), "{at} of {answer}"),
            }
            at += 1;
        }
    }
}

impl Desk {
    /// What the registry has under a key, asked past the relay.
    async fn told(&self, key: IdempotencyKey) -> Option<Receipt> {
        match self.direct.registry.read(Read::Act(key)).await {
            Ok(Reply::Act(receipt)) => receipt,
            other => panic!("{other:?}"),
        }
    }

    /// What this desk says about an order, under a number of its own: one that takes risk away compares nothing.
    async fn says(&self, kind: StatementKind, order: &Waiting, seq: u64) -> impl Fn() -> Unsigned + use<> {
        let said = statement(&self.direct, kind, order.order.text()).await;
        let approves = kind == StatementKind::Approve;
        let checked = if approves { said.checked.clone() } else { Checked::default() };
        let text = Statement { checked, seq: seq.try_into().unwrap(), ..said }.write().unwrap();
        let (on, order) = (order.number, approves.then(|| order.order.clone()));
        move || Unsigned::Statement { on, text: read(Review::of_statement(text.clone(), order.as_ref()).unwrap()) }
    }
}

/// A desk. Before the relay it has signed in already, so that nothing but the act goes through.
async fn desk(client: &Client, relay: &Relay, login: &str, (person, station): (&'static str, &'static str)) -> Desk {
    let token = Credentials::Token(client.sign_in(login).await.into());
    let through = Seat::before(&relay.address(), token, person, station);
    Desk { direct: Seat::at(client, login, person, station), through }
}

fn submit(text: &OrderText) -> Unsigned {
    Unsigned::Order(read(Review::of_own_order(text.clone(), SignedDuration::ZERO)))
}

/// T04, scenario 11.
#[tokio::test]
async fn a_request_cut_at_every_octet_is_done_once_or_not_at_all() {
    let world = World::open().await;
    let account = frozen(&world.client, &world.amina.direct).await;
    let texts = [release(&world.amina.direct, &account).await, release(&world.amina.direct, &account).await];
    let before = world.orders().await;
    // As long as the other one, octet by octet.
    done(world.amina.through.send(submit(&texts[0]), new_key()).await);
    let (octets, _) = world.relay.passed();
    assert!(octets > texts[0].as_str().len(), "{octets}");
    world.every_request(&world.amina, || submit(&texts[1]), octets).await;
    assert_eq!(world.orders().await, before + 2, "one for each key");
}

/// T04, scenario 11: an approval, which carries the order out when it is taken, and counts once.
#[tokio::test]
async fn an_approval_cut_at_every_octet_is_counted_once_or_not_at_all() {
    let world = World::open().await;
    let luc = world.luc().await;
    let (whole, cut) = (world.waiting().await, world.waiting().await);
    // As long as the other one, octet by octet.
    done(luc.through.send((luc.says(StatementKind::Approve, &whole, 1).await)(), new_key()).await);
    let (octets, _) = world.relay.passed();
    assert_eq!(world.stands(&whole).await, (1, OrderState::Executed));
    world.every_request(&luc, luc.says(StatementKind::Approve, &cut, 2).await, octets).await;
    assert_eq!(world.stands(&cut).await, (1, OrderState::Executed), "approved once");
}

/// T04, scenario 11: of a fresh order at each fortieth octet, and of one that is known at every other.
#[tokio::test]
async fn an_answer_cut_at_every_octet_is_unknown_until_it_is_whole() {
    let world = World::open().await;
    let account = frozen(&world.client, &world.amina.direct).await;
    let before = world.orders().await;
    let text = release(&world.amina.direct, &account).await;
    let answer = world.every_answer(&world.amina, || submit(&text)).await;
    assert!(answer > 200, "an answer has a head and a body: {answer}");
    for at in (40..answer).step_by(40) {
        let (text, key) = (release(&world.amina.direct, &account).await, new_key());
        let outcome = world.cut(&world.amina, || submit(&text), key, Cut::Answer(at)).await;
        assert_eq!(outcome, Ok(Outcome::Unknown(key)), "{at} of {answer}");
        assert!(world.amina.told(key).await.is_some(), "{at} of {answer}: the registry answered, and knows the act");
    }
    let fresh = (40..answer).step_by(40).count() as u64;
    assert_eq!(world.orders().await, before + 1 + fresh, "one for each key");
}

/// T04, scenario 11: what is said about an order, of each kind that a person says of an order that waits.
#[tokio::test]
async fn an_answer_to_a_statement_cut_at_every_octet_is_unknown_until_it_is_whole() {
    let world = World::open().await;
    let luc = world.luc().await;
    for (seq, desk, kind, state) in [
        (1, &luc, StatementKind::Approve, OrderState::Executed),
        (2, &luc, StatementKind::Reject, OrderState::Rejected),
        (1, &world.amina, StatementKind::Withdraw, OrderState::Withdrawn),
    ] {
        let order = world.waiting().await;
        let answer = world.every_answer(desk, desk.says(kind, &order, seq).await).await;
        assert!(answer > 200, "an answer has a head and a body: {answer}");
        assert_eq!(world.stands(&order).await, (1, state), "{}: said once", kind.word());
    }
}
