//! The submit exchange with a registry that runs, cut after every octet each way: it is done once or not at all, and asking for the key tells
//! which (scenario 11, promise 3, T04). One registry and one key serve for all cuts of a request; what was cut is sent again under it.
//! Must not know: what the order asks for.

use crate::{
    client::Client,
    relay::{Cut, Relay},
    signing::{Seat, done, frozen, new_key, read, release, statement, verifying},
};
use countersign::{
    evidence::{order::OrderText, statement::StatementKind},
    registry::{
        Blind, IdempotencyKey, Outcome, Problem, Read, Receipt, Registry, Reply, Review, Reviewed, Unsigned, http::Credentials,
    },
    wire::admin::{Page, order::OrderSummary},
};
use jiff::SignedDuration;

/// A registry, Amina at her desk before it, and the same desk with a relay between.
struct World {
    client: Client,
    relay: Relay,
    direct: Seat,
    through: Seat,
}

impl World {
    async fn open() -> Self {
        let client = Client::of(verifying()).await;
        let relay = Relay::to(&client.registry.url(), Cut::Request(0)).await;
        relay.cut_next(None);
        let direct = Seat::at(&client, "amina.k", "amina-kessie", "ONL-1");
        let through = through(&client, &relay, "amina.k", ("amina-kessie", "ONL-1")).await;
        Self { client, relay, direct, through }
    }

    /// What the registry has under a key, asked past the relay.
    async fn told(&self, key: IdempotencyKey) -> Option<Receipt> {
        match self.direct.registry.read(Read::Act(key)).await {
            Ok(Reply::Act(receipt)) => receipt,
            other => panic!("{other:?}"),
        }
    }

    /// How many orders the registry ever took.
    async fn orders(&self) -> u64 {
        self.client.list("orders", &[("limit", "1")]).await.ok::<Page<OrderSummary>>().total.0
    }

    /// Sends through a cut that a connection has taken: a connection that was kept and is dead is no try.
    async fn cut(&self, seat: &Seat, text: impl Fn() -> Unsigned, key: IdempotencyKey, cut: Cut) -> Result<Outcome, Problem> {
        for _ in 0..20 {
            self.relay.cut_next(Some(cut));
            let outcome = seat.send(text(), key).await;
            if self.relay.has_cut() {
                return outcome;
            }
        }
        panic!("no connection takes the cut {cut:?}");
    }

    /// Cuts a request after every octet but the last: nothing is done, and the key says so. Whole and without an answer it is done at most
    /// once, and sent again under its key it is done once.
    async fn every_request(&self, seat: &Seat, text: impl Fn() -> Unsigned, octets: usize) -> Receipt {
        let key = new_key();
        for at in 0..octets {
            let outcome = self.cut(seat, &text, key, Cut::Request(at)).await;
            assert!(!matches!(outcome, Ok(Outcome::Done(_))), "{at} of {octets}: {outcome:?}");
            assert_eq!(self.told(key).await, None, "{at} of {octets}: half a text was taken");
        }
        let outcome = self.cut(seat, &text, key, Cut::Request(octets)).await;
        assert_eq!(outcome, Ok(Outcome::Unknown(key)), "all of it went out, and nothing came");
        self.relay.cut_next(None);
        let receipt = done(seat.send(text(), key).await);
        assert_eq!(self.told(key).await.as_ref(), Some(&receipt));
        receipt
    }
}

/// A desk with the relay before it. It has signed in already, so that nothing but the act goes through.
async fn through(client: &Client, relay: &Relay, login: &str, (person, station): (&'static str, &'static str)) -> Seat {
    let token = Credentials::Token(client.sign_in(login).await.into());
    Seat::before(&relay.address(), token, person, station)
}

fn submit(text: &OrderText) -> Unsigned {
    Unsigned::Order(read(Review::of_own_order(text.clone(), SignedDuration::ZERO)))
}

/// T04, scenario 11.
#[tokio::test]
async fn a_request_cut_at_every_octet_is_done_once_or_not_at_all() {
    let world = World::open().await;
    let account = frozen(&world.client, &world.direct).await;
    let texts = [release(&world.direct, &account).await, release(&world.direct, &account).await];
    let before = world.orders().await;
    // As long as the other one, octet by octet.
    done(world.through.send(submit(&texts[0]), new_key()).await);
    let (octets, _) = world.relay.passed();
    assert!(octets > texts[0].as_str().len(), "{octets}");
    let receipt = world.every_request(&world.through, || submit(&texts[1]), octets).await;
    assert_eq!(world.orders().await, before + 2, "one for each key");

    // What is said about it goes the same way.
    let number = receipt.subject.octets().to_owned();
    let luc = through(&world.client, &world.relay, "luc.b", ("luc-bernasconi", "ONL-2")).await;
    let desk = Seat::at(&world.client, "luc.b", "luc-bernasconi", "ONL-2");
    let mut review =
        Review::of_order(texts[1].clone(), Blind::new([("account".to_owned(), account.to_string())]), SignedDuration::ZERO);
    review.type_again(account.as_str());
    let order: Reviewed<OrderText> = read(review);
    let approval = statement(&desk, StatementKind::Approve, order.text()).await.write().unwrap();
    let approve = || {
        let text = read(Review::of_statement(approval.clone(), Some(&order)).unwrap());
        Unsigned::Statement { on: number.parse().unwrap(), text }
    };
    let key = new_key();
    let whole = approval.as_str().len();
    for at in (0..whole).step_by(13) {
        let outcome = world.cut(&luc, approve, key, Cut::Request(at)).await;
        assert!(!matches!(outcome, Ok(Outcome::Done(_))), "{at}: {outcome:?}");
        assert_eq!(desk.order(&number).await.signed.unwrap().statements.len(), 0, "{at}: half a statement was taken");
    }
    world.relay.cut_next(None);
    done(luc.send(approve(), key).await);
    assert_eq!(desk.order(&number).await.signed.unwrap().statements.len(), 1);
}

/// T04, scenario 11: of a fresh order at each fortieth octet, and of one that is known at every other.
#[tokio::test]
async fn an_answer_cut_at_every_octet_is_unknown_until_it_is_whole() {
    let world = World::open().await;
    let account = frozen(&world.client, &world.direct).await;
    let before = world.orders().await;
    let (mut orders, mut at) = (0, 0);
    let (mut text, mut key) = (release(&world.direct, &account).await, new_key());
    loop {
        let fresh = at % 40 == 0;
        if fresh {
            (text, key) = (release(&world.direct, &account).await, new_key());
            orders += 1;
        }
        let outcome = world.cut(&world.through, || submit(&text), key, Cut::Answer(at)).await;
        let (_, answer) = world.relay.passed();
        assert_eq!(matches!(outcome, Ok(Outcome::Done(_))), at >= answer, "{at} of {answer}: {outcome:?}");
        let told = world.told(key).await;
        assert!(told.is_some(), "{at} of {answer}: the registry answered, and knows the act");
        match outcome {
            Ok(Outcome::Done(receipt)) => {
                assert_eq!(told, Some(receipt));
                break;
            }
            other => assert_eq!(other, Ok(Outcome::Unknown(key)), "{at} of {answer}"),
        }
        at += 1;
    }
    assert!(at > 200, "an answer has a head and a body: {at}");
    assert_eq!(world.orders().await, before + orders, "one for each key");
}
