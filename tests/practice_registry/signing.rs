//! The console's boundary against the practice registry: a signed order from review to execution, each person at a station of their own.
//! What is sent is what was reviewed, and what comes back is what was signed, octet for octet (F03, F05, F06).

use crate::client::{Client, options};
use countersign::evidence::principal::Principal;
use countersign::{
    domain::{AccountId, AccountState, Environment},
    evidence::{
        lines::Prose,
        moment::Moment,
        order::{Order, OrderId as TextId, OrderText},
        policy::PolicyText,
        roster::RosterText,
        sshsig::{Namespace, SshSignature},
        statement::{Checked, Display, RekeyField, Statement, StatementKind},
    },
    registry::{
        Access, Act, Authorised, Blind, Challenge, Confirmed, Deed, Echo, IdempotencyKey, Identity, Outcome, Problem, Read,
        Receipt, Registry, Reply, Review, Reviewable, Reviewed, SignedAs, Unsigned,
        book::{Guarded, GuardedText, GuardedVersion, OrderInFull, OrderState},
        http::{Credentials, HttpRegistry},
    },
    sandbox::{Level, Options, PRACTICE_PASSPHRASE, practice_person_key, practice_station_key},
    wire::{
        convert::order_text,
        order::{AccountStateOrder, OrderAct},
    },
};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// A person at a console.
pub struct Seat {
    pub registry: HttpRegistry,
    station: &'static str,
    person: &'static str,
}

impl Seat {
    pub fn at(client: &Client, login: &str, person: &'static str, station: &'static str) -> Self {
        let credentials = Credentials::Practice { operator: login.into(), passphrase: PRACTICE_PASSPHRASE.into() };
        Self::before(&client.registry.url(), credentials, person, station)
    }

    /// The same before whatever stands at this address.
    pub fn before(url: &str, credentials: Credentials, person: &'static str, station: &'static str) -> Self {
        let identity = Identity { profile: person.into(), endpoint: url.into(), environment: Environment::Practice };
        let registry = HttpRegistry::new(identity, url.parse().unwrap(), credentials).unwrap();
        Self { registry, station, person }
    }

    async fn guarded(&self, guarded: Guarded) -> GuardedText {
        let Ok(Reply::Guarded(Some(text))) = self.registry.read(Read::Guarded(guarded, GuardedVersion::InForce)).await else {
            panic!("no {} in force", guarded.word())
        };
        *text
    }

    async fn roster(&self) -> RosterText {
        RosterText::parse(self.guarded(Guarded::Roster).await.text.octets().as_bytes()).unwrap()
    }

    async fn policy(&self) -> PolicyText {
        PolicyText::parse(self.guarded(Guarded::Policy).await.text.octets().as_bytes()).unwrap()
    }

    pub async fn order(&self, id: &str) -> OrderInFull {
        match self.registry.read(Read::Order(id.parse().unwrap())).await.unwrap() {
            Reply::Order(order) => *order,
            other => panic!("{other:?}"),
        }
    }

    /// Signs with the practice keys and sends.
    pub async fn send(&self, text: Unsigned, key: IdempotencyKey) -> Result<Outcome, Problem> {
        let access = Access::of_profile(false);
        let act = Authorised::new(Confirmed::by_review(text), access.capability().unwrap(), key);
        let sign = &mut |whose: &Principal, namespace: Namespace, text: &str| {
            let key = match whose {
                Principal::Person(id) => practice_person_key(id.as_str()),
                Principal::Station(id) => practice_station_key(id.as_str()),
            };
            Ok::<_, ()>(SshSignature::sign(&key, namespace, text.as_bytes()))
        };
        self.registry.write(act.sign(sign).unwrap()).await
    }

    pub async fn alone(&self, deed: Deed) -> Result<Outcome, Problem> {
        let confirmed = Challenge::new(Act::Alone { deed, reason: "suspected".into() }, "yes").accept("yes").unwrap();
        let act = Authorised::new(confirmed, Access::of_profile(false).capability().unwrap(), new_key());
        self.registry.write(act.sign::<()>(&mut |_, _, _| Err(())).unwrap()).await
    }
}

pub fn new_key() -> IdempotencyKey {
    IdempotencyKey(Uuid::now_v7())
}

pub fn done(outcome: Result<Outcome, Problem>) -> Receipt {
    match outcome {
        Ok(Outcome::Done(receipt)) => receipt,
        other => panic!("{other:?}"),
    }
}

pub fn read<T: Reviewable>(mut review: Review<T>) -> Reviewed<T> {
    review.show(0..review.lines(), Timestamp::UNIX_EPOCH);
    review.finish(Timestamp::UNIX_EPOCH).map_err(|(_, why)| why).unwrap()
}

/// An order that opens a frozen account again.
pub async fn release(seat: &Seat, account: &AccountId) -> OrderText {
    let (roster, policy) = (seat.roster().await, seat.policy().await);
    let reason = "the suspicion was unfounded";
    let state = AccountStateOrder { account: account.to_string(), state: "open".into(), reason: reason.into() };
    let now = Timestamp::now();
    let order = Order {
        id: TextId::new(Uuid::now_v7()).unwrap(),
        supersedes: None,
        registry: "CHE01".parse().unwrap(),
        environment: Environment::Practice,
        body: order_text::body(&OrderAct::AccountState(state), None).unwrap(),
        reason: Prose::new(reason).unwrap(),
        wire_sha256: Default::default(),
        policy: policy.edition(),
        roster: roster.edition(),
        not_before: Moment::of(now),
        not_after: Moment::of(now + SignedDuration::from_hours(20)),
        initiator: seat.person.parse().unwrap(),
        station: seat.station.parse().unwrap(),
    };
    order_text::bound(order).unwrap()
}

pub async fn statement(seat: &Seat, kind: StatementKind, order: &OrderText) -> Statement {
    let now = Timestamp::now();
    Statement {
        order_sha256: order.sha256(),
        kind,
        person: seat.person.parse().unwrap(),
        station: seat.station.parse().unwrap(),
        roster: seat.roster().await.edition(),
        policy: seat.policy().await.edition(),
        checked: Checked { rekeyed: RekeyField::ALL.iter().map(|(field, _)| *field).collect(), own_copy: true },
        display: Display { columns: 120, rows: 40 },
        reason: Prose::new("compared with the letter").unwrap(),
        made: Moment::of(now),
        not_after: Moment::of(now + SignedDuration::from_hours(20)),
        seq: 1_u64.try_into().unwrap(),
    }
}

/// A registry that verifies signatures.
pub fn verifying() -> Options {
    Options { level: Level::A2, ..options() }
}

/// An account somebody froze.
pub async fn frozen(client: &Client, seat: &Seat) -> AccountId {
    let page = client.accounts(&[("filter", "state:open"), ("limit", "1")]).await;
    let account: AccountId = page.items[0].id.parse().unwrap();
    let Ok(Reply::Account(read)) = seat.registry.read(Read::Account(account.clone())).await else { panic!("no account") };
    done(seat.alone(Deed::FreezeAccount { account: account.clone(), version: read.version }).await);
    account
}

/// F03, F05, F06.
#[tokio::test]
async fn an_order_that_two_persons_signed_at_two_stations_is_carried_out_once() {
    let client = Client::of(verifying()).await;
    let (amina, luc) =
        (Seat::at(&client, "amina.k", "amina-kessie", "ONL-1"), Seat::at(&client, "luc.b", "luc-bernasconi", "ONL-2"));
    let account = frozen(&client, &amina).await;
    let (text, key) = (release(&amina, &account).await, new_key());
    let submit = || Unsigned::Order(read(Review::of_own_order(text.clone(), SignedDuration::ZERO)));
    let receipt = done(amina.send(submit(), key).await);
    assert_eq!(done(amina.send(submit(), key).await), receipt, "the same key again is the same act");
    let Ok(Reply::Act(Some(told))) = amina.registry.read(Read::Act(key)).await else { panic!("the key is not known") };
    assert_eq!(told, receipt);
    let submitted = SignedAs { text: text.sha256(), about: None };
    assert_eq!(receipt.echo, Echo::of(submitted), "the registry names the text it took");
    let number = receipt.subject.octets().to_owned();

    let there = luc.order(&number).await;
    let signed = there.signed.expect("a signed order");
    assert_eq!((signed.order.text.octets(), signed.count.sha256), (text.as_str(), text.sha256()));
    assert_eq!((signed.count.initiator.as_str(), signed.statements.len(), signed.count.needed), ("amina-kessie", 0, 1));
    let blind = Blind::new([("account".to_owned(), account.to_string())]);
    let mut review =
        Review::of_order(OrderText::parse(signed.order.text.octets().as_bytes()).unwrap(), blind, SignedDuration::ZERO);
    review.type_again(account.as_str());
    let order = read(review);
    let approval = statement(&luc, StatementKind::Approve, order.text()).await.write().unwrap();
    let on = number.parse().unwrap();
    let approve = Unsigned::Statement { on, text: read(Review::of_statement(approval, Some(&order)).unwrap()) };
    let approved = approve.signed_as();
    assert_eq!(approved.about, Some(text.sha256()));
    assert_eq!(done(luc.send(approve, new_key()).await).echo, Echo::of(approved), "the digests come back");

    let there = luc.order(&number).await;
    assert!(there.state.is(&OrderState::Executed), "{:?}", there.state);
    assert_eq!(there.signed.unwrap().count.approvals, ["luc-bernasconi".parse().unwrap()]);
    let Ok(Reply::Account(account)) = amina.registry.read(Read::Account(account)).await else { panic!("no account") };
    assert_eq!(account.summary.state, AccountState::Open);
}

#[tokio::test]
async fn f01_whoever_initiated_cannot_approve_whatever_login_and_station() {
    let client = Client::of(verifying()).await;
    let amina = Seat::at(&client, "amina.k", "amina-kessie", "ONL-1");
    let account = frozen(&client, &amina).await;
    let text = release(&amina, &account).await;
    let order = read(Review::of_own_order(text.clone(), SignedDuration::ZERO));
    let number = done(amina.send(Unsigned::Order(order.clone()), new_key()).await).subject.octets().to_owned();
    let again = Seat::at(&client, "amina.k2", "amina-kessie", "ONL-2");
    let approval = statement(&again, StatementKind::Approve, &text).await.write().unwrap();
    let approve =
        Unsigned::Statement { on: number.parse().unwrap(), text: read(Review::of_statement(approval, Some(&order)).unwrap()) };
    let refused = again.send(approve, new_key()).await.unwrap_err();
    assert!(refused.said.is_some(), "{refused:?}");
    assert!(again.order(&number).await.state.is(&OrderState::Submitted));
    // Taking it back is one person's and needs no review of the order.
    let back = statement(&amina, StatementKind::Withdraw, &text).await;
    let back = Statement { checked: Checked::default(), ..back }.write().unwrap();
    let withdraw = Unsigned::Statement { on: number.parse().unwrap(), text: read(Review::of_statement(back, None).unwrap()) };
    done(amina.send(withdraw, new_key()).await);
    assert!(amina.order(&number).await.state.is(&OrderState::Withdrawn));
}

#[tokio::test]
async fn versions_of_roster_and_policy_are_read_by_number_and_none_waits() {
    let client = Client::of(verifying()).await;
    let nadia = Seat::at(&client, "nadia.t", "nadia-tembo", "ONL-3");
    for guarded in [Guarded::Roster, Guarded::Policy] {
        let current = nadia.guarded(guarded).await;
        let first = nadia.registry.read(Read::Guarded(guarded, GuardedVersion::Number(1))).await;
        assert_eq!(first, Ok(Reply::Guarded(Some(Box::new(current.clone())))));
        assert_eq!(current.signatures.len(), 2, "two officers");
        for missing in [GuardedVersion::Number(2), GuardedVersion::Waiting] {
            assert_eq!(nadia.registry.read(Read::Guarded(guarded, missing)).await, Ok(Reply::Guarded(None)));
        }
    }
}
