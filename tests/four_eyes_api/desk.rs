//! A registry at level A2 and people who write, sign and send: with the keys of practice, or with what an attacker has.

use crate::client::{Answer, Client};
use countersign::{
    domain::Environment,
    evidence::{
        digest::Digest,
        edition::Edition,
        key::SecretKey,
        lines::Prose,
        moment::Moment,
        order::{Order, OrderId, OrderText},
        sshsig::{Namespace, SshSignature},
        statement::{Checked, Display, RekeyField, Statement, StatementKind},
    },
    sandbox::{Level, Options, practice_person_key, practice_station_key},
    wire::{
        admin::{
            Receipt,
            signed::{GuardedText, SignedText},
        },
        convert::order_text,
        order::{AccountStateOrder, OrderAct, Served},
    },
};
use jiff::{SignedDuration, Timestamp};
use reqwest::Method;
use serde_json::{Value, json};
use std::num::NonZeroU64;
use uuid::Uuid;

/// Who acts: login, person, station.
#[derive(Clone, Copy, Debug)]
pub struct Who(pub &'static str, pub &'static str, pub &'static str);

pub const AMINA: Who = Who("amina.k", "amina-kessie", "ONL-1");
pub const AMINA_TWO: Who = Who("amina.k2", "amina-kessie", "ONL-2");
pub const JONAS: Who = Who("jonas.h", "jonas-huber", "ONL-3");
pub const LUC: Who = Who("luc.b", "luc-bernasconi", "ONL-2");
pub const ESI: Who = Who("esi.o", "esi-owusu", "ONL-3");
pub const ROSA: Who = Who("rosa.k", "rosa-keller", "ONL-3");
pub const SOFIA: Who = Who("sofia.m", "sofia-marques", "ONL-3");
pub const INES: Who = Who("ines.r", "ines-rochat", "ONL-3");
pub const TOMAS: Who = Who("tomas.w", "tomas-widmer", "OFF-1");

pub struct Desk {
    pub client: Client,
    pub roster: GuardedText,
    pub policy: GuardedText,
}

impl Desk {
    pub async fn new() -> Self {
        Self::at(Level::A2).await
    }

    pub async fn at(level: Level) -> Self {
        Self::of_client(Client::of(Options { level, ..crate::client::options() }).await).await
    }

    /// At a registry that runs already.
    pub async fn of_client(client: Client) -> Self {
        let (roster, policy) = (client.get("roster").await.ok(), client.get("policy").await.ok());
        Self { client, roster, policy }
    }

    /// Reads what is in force now.
    pub async fn read_again(&mut self) {
        self.roster = self.client.get("roster").await.ok();
        self.policy = self.client.get("policy").await.ok();
    }

    pub async fn now(&self) -> Timestamp {
        let capabilities: Value = self.client.get("capabilities").await.ok();
        capabilities["clock"].as_str().unwrap().parse().unwrap()
    }

    /// Puts the registry's clock so far ahead, and signs in anew: sessions end too.
    pub async fn ahead(&mut self, time: SignedDuration) {
        let bearer = self.client.bearer();
        let body = json!({ "offset_s": time.as_secs() }).to_string();
        let headers = [("authorization", bearer.as_str())];
        let answer = self.client.send(Method::PUT, "practice/clock", &headers, Some(&body)).await;
        assert!(answer.status.is_success(), "{}", answer.body);
        self.client.token = self.client.sign_in("nadia.t").await;
    }

    /// Waits until the order is in this state.
    pub async fn comes_to(&self, order: &str, state: &str) -> Served {
        for _ in 0..500 {
            let served = self.served(order).await;
            if served.state == state {
                return served;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        panic!("the order {order} never came to be {state}: {:?}", self.served(order).await.state);
    }

    /// An open account of the registry.
    pub async fn account(&self) -> String {
        let page = self.client.accounts(&[("filter", "state:open type:holding"), ("sort", "-held"), ("limit", "1")]).await;
        page.items[0].id.clone()
    }

    pub async fn post_under(&self, who: Who, path: &str, body: &Value, key: Uuid) -> Answer {
        let bearer = format!("Bearer {}", self.client.sign_in(who.0).await);
        let headers = [("authorization", bearer.as_str()), ("idempotency-key", &key.to_string())];
        self.client.send(Method::POST, path, &headers, Some(&body.to_string())).await
    }

    pub async fn post(&self, who: Who, path: &str, body: &Value) -> Answer {
        self.post_under(who, path, body, Uuid::now_v7()).await
    }

    pub async fn submit(&self, who: Who, signed: &SignedText) -> Answer {
        self.post(who, "orders", &json!({ "signed": signed })).await
    }

    pub async fn state(&self, who: Who, order: &str, signed: &SignedText) -> Answer {
        self.post(who, &format!("orders/{order}/statements"), &serde_json::to_value(signed).unwrap()).await
    }

    pub async fn served(&self, order: &str) -> Served {
        self.client.get(&format!("orders/{order}")).await.ok()
    }

    /// An order that blocks an account for transfers out, as this person writes it now.
    pub async fn order(&self, who: Who) -> Order {
        let account = self.account().await;
        let reason = "asked for by the holder".to_owned();
        self.of(who, &OrderAct::AccountState(AccountStateOrder { account, state: "blocked-out".to_owned(), reason })).await
    }

    /// An order for an act that moves nothing.
    pub async fn of(&self, Who(_, person, station): Who, act: &OrderAct) -> Order {
        let now = self.now().await;
        Order {
            id: id_at(now),
            supersedes: None,
            registry: "CHE01".parse().unwrap(),
            environment: Environment::Practice,
            body: order_text::body(act, None).unwrap(),
            reason: Prose::new(reason(act)).unwrap(),
            wire_sha256: order_text::digest(act).unwrap(),
            policy: edition(&self.policy),
            roster: edition(&self.roster),
            not_before: Moment::of(now),
            not_after: Moment::of(now + SignedDuration::from_hours(24)),
            initiator: person.parse().unwrap(),
            station: station.parse().unwrap(),
        }
    }

    /// Writes and submits such an order; its number and its text.
    pub async fn submitted(&self, who: Who) -> (String, OrderText) {
        let text = self.order(who).await.write().unwrap();
        let receipt: Receipt = self.submit(who, &initiated(who, &text)).await.ok();
        (receipt.subject, text)
    }

    /// A statement about an order, as this person writes it now.
    pub async fn statement(&self, Who(_, person, station): Who, kind: StatementKind, order: &OrderText) -> Statement {
        let now = self.now().await;
        Statement {
            order_sha256: order.sha256(),
            kind,
            person: person.parse().unwrap(),
            station: station.parse().unwrap(),
            roster: edition(&self.roster),
            policy: edition(&self.policy),
            checked: Checked { rekeyed: RekeyField::ALL.iter().map(|(field, _)| *field).collect(), own_copy: true },
            display: Display { columns: 120, rows: 40 },
            reason: Prose::new("as agreed").unwrap(),
            made: Moment::of(now),
            not_after: Moment::of(now + SignedDuration::from_hours(24)),
            seq: NonZeroU64::new(u64::try_from(now.as_nanosecond()).unwrap()).unwrap(),
        }
    }

    /// Writes, signs and sends a statement.
    pub async fn say(&self, who: Who, kind: StatementKind, (id, order): (&str, &OrderText)) -> Answer {
        let statement = self.statement(who, kind, order).await;
        self.state(who, id, &stated(who, &statement)).await
    }
}

/// The reason of the kinds of order that are made here.
fn reason(act: &OrderAct) -> &str {
    match act {
        OrderAct::AccountState(order) => &order.reason,
        OrderAct::TrustAccount(order) => &order.reason,
        OrderAct::AcceptTransfer(order) => &order.reason,
        other => panic!("no orders of this kind are made here: {other:?}"),
    }
}

/// An id for an order that is made now.
pub fn id_at(now: Timestamp) -> OrderId {
    // The last octets of an id of version 7 are random.
    let random = *Uuid::now_v7().as_bytes().last_chunk::<10>().unwrap();
    let millis = u64::try_from(now.as_millisecond()).unwrap();
    OrderId::new(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()).unwrap()
}

pub fn edition(text: &GuardedText) -> Edition {
    format!("v{} sha256:{}", text.version, text.sha256).parse().unwrap()
}

/// A text signed with these keys.
pub fn signed_with(text: &str, (person, namespace): (&SecretKey, Namespace), station: &SecretKey) -> SignedText {
    let sign = |key: &SecretKey, namespace| SshSignature::sign(key, namespace, text.as_bytes()).armored();
    let (signature, station_signature) = (sign(person, namespace), sign(station, Namespace::Station));
    SignedText { text: text.to_owned(), signature, station_signature }
}

pub fn initiated(Who(_, person, station): Who, text: &OrderText) -> SignedText {
    signed_with(text.as_str(), (&practice_person_key(person), Namespace::Initiate), &practice_station_key(station))
}

/// The namespace of each kind of statement.
pub fn namespace(kind: StatementKind) -> Namespace {
    match kind {
        StatementKind::Approve | StatementKind::WithdrawApproval => Namespace::Approve,
        StatementKind::Reject | StatementKind::Stop => Namespace::Reject,
        StatementKind::Withdraw => Namespace::Withdraw,
        StatementKind::Release => Namespace::Release,
    }
}

pub fn stated(Who(_, person, station): Who, statement: &Statement) -> SignedText {
    let text = statement.write().unwrap();
    let key = practice_person_key(person);
    signed_with(text.as_str(), (&key, namespace(statement.kind)), &practice_station_key(station))
}

/// The ids in a refusal.
pub fn rules(answer: &Answer) -> Vec<String> {
    answer.problem().checks.into_iter().map(|check| check.id).collect()
}

/// It is refused under this rule, and says nothing was changed.
pub fn is_refused(answer: &Answer, rule: &str, what: &str) {
    assert_eq!((answer.status.as_u16(), rules(answer)), (422, vec![rule.to_owned()]), "{what}: {}", answer.body);
    assert!(answer.problem().detail.contains("nothing was changed"), "{what}: {}", answer.body);
}

/// The digest of some octets, for what must be another.
pub fn other_digest() -> Digest {
    Digest::of("something else")
}
