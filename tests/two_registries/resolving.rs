//! Two registries whose books disagree, and their people over the admin API: runs are begun, cases are taken, and what resolves one is
//! signed by two persons or three, each at a station of their own.

use countersign::{
    domain::{
        Environment,
        case::{Case, CaseId, ResolutionKind},
        transfer::OrderId,
    },
    evidence::{
        confirmation::{Confirmation, ConfirmationKind},
        digest::Digest,
        edition::Edition,
        moment::Moment,
        order::SourceDocument,
        resolution::{Resolution, ResolutionText},
        sshsig::{Namespace, SshSignature},
        statement::Display,
    },
    sandbox::{
        Level, Options, PRACTICE_PASSPHRASE, Planted,
        pair::{self, Pair},
        practice_person_key, practice_station_key,
    },
    wire::{
        admin::{
            Receipt, Session,
            case::{Board, CaseFile, CaseSummary},
            ledger::Verification,
            order::Checks,
            reconcile::Run,
            signed::{GuardedText, SignedText},
        },
        convert::{Place, case},
        order::OrderAct,
    },
};
use jiff::{SignedDuration, Timestamp};
use reqwest::{Client, Method};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use std::{num::NonZeroU64, path::Path};
use uuid::Uuid;

/// Which of the two.
pub const CHE: usize = 0;
pub const GHA: usize = 1;

pub const IDS: [&str; 2] = ["CHE01", "GHA01"];
/// Who proposes, and who confirms: login, person, station.
pub const PEOPLE: [(&str, &str, &str); 3] =
    [("amina.k", "amina-kessie", "ONL-1"), ("luc.b", "luc-bernasconi", "ONL-2"), ("esi.o", "esi-owusu", "ONL-3")];

/// One registry and the three persons who look after its cases.
pub struct Desk {
    pub id: &'static str,
    pub url: String,
    http: Client,
    pub tokens: Vec<String>,
    /// The policy and the roster in force.
    pub editions: [Edition; 2],
}

/// Both, running.
pub struct Desks {
    pub desks: [Desk; 2],
    _pair: Pair,
}

impl Desks {
    /// Two registries with hardly anything in their books but what is planted.
    pub async fn with(planted: &[Planted]) -> Self {
        let now = Timestamp::now();
        Self::started(|id| Options {
            accounts: 3,
            blocks: 6,
            history: false,
            as_of: Some(now),
            planted: planted.to_vec(),
            ..Options::of(id.parse().unwrap())
        })
        .await
    }

    /// Two registries on the books of a folder; what comes is accepted by rule, and orders are approved by login.
    pub async fn on(folder: &Path) -> Self {
        Self::started(|id| Options {
            accounts: 30,
            blocks: 60,
            history: false,
            data: Some(folder.to_owned()),
            automatic_acceptance: true,
            level: Level::A1,
            ..Options::of(id.parse().unwrap())
        })
        .await
    }

    async fn started(options: impl Fn(&str) -> Options) -> Self {
        let (a, b) = (options(IDS[CHE]), options(IDS[GHA]));
        let pair = tokio::task::spawn_blocking(|| pair::start(a, b).unwrap()).await.unwrap();
        let desks = [Desk::at(IDS[CHE], pair.a.url()).await, Desk::at(IDS[GHA], pair.b.url()).await];
        Self { desks, _pair: pair }
    }

    /// A run between the two to its end, as each shows it. Where the agreement came too late, which a busy machine may bring about, another
    /// is begun, as its sentence says.
    pub async fn run(&self) -> [Run; 2] {
        loop {
            let run = self.begin().await;
            let here = self.desks[CHE].ended(&run).await;
            if here.summary.why.as_ref().is_some_and(|why| why.contains("begin another run")) {
                continue;
            }
            let there = async || self.desks[GHA].seen(&run).await;
            assert_ne!(here.summary.state, "failed", "{:?}, and there {:?}", here.summary.why, there().await);
            return [here, self.desks[GHA].ended(&run).await];
        }
    }

    /// Begins a run between the two.
    pub async fn begin(&self) -> String {
        self.desks[CHE].act(0, "reconciliations", &json!({ "peer": IDS[GHA], "reason": "daily" })).await.subject
    }
}

impl Desk {
    async fn at(id: &'static str, url: String) -> Self {
        // No TLS here; reading the certificates of this computer would take longer than all else.
        let http = Client::builder().no_proxy().tls_certs_only([]).build().unwrap();
        let none: Edition = format!("v1 sha256:{}", "0".repeat(64)).parse().unwrap();
        let mut desk = Self { id, url, http, tokens: Vec::new(), editions: [none; 2] };
        for (login, ..) in PEOPLE {
            let body = json!({ "operator": login, "secret": PRACTICE_PASSPHRASE });
            let session: Session = desk.sent(Method::POST, "session", "", Some(&body)).await;
            desk.tokens.push(session.token);
        }
        let edition = |text: GuardedText| format!("v{} sha256:{}", text.version, text.sha256).parse().unwrap();
        desk.editions = [edition(desk.get("policy").await), edition(desk.get("roster").await)];
        desk
    }

    async fn sent<T: DeserializeOwned>(&self, method: Method, path: &str, token: &str, body: Option<&Value>) -> T {
        let (status, text) = self.answer(method, path, token, body).await;
        assert!(status < 300, "{} {path}: {status} {text}", self.id);
        serde_json::from_str(&text).unwrap_or_else(|why| panic!("{path}: {why}: {text}"))
    }

    pub async fn answer(&self, method: Method, path: &str, token: &str, body: Option<&Value>) -> (u16, String) {
        let mut request = self.http.request(method, format!("{}/admin/v1/{path}", self.url)).bearer_auth(token);
        request = request.header("idempotency-key", Uuid::now_v7().to_string());
        if let Some(body) = body {
            request = request.header("content-type", "application/json").body(body.to_string());
        }
        let answer = request.send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    }

    pub async fn get<T: DeserializeOwned>(&self, path: &str) -> T {
        self.sent(Method::GET, path, &self.tokens[0], None).await
    }

    /// An act of one of the three.
    pub async fn act(&self, who: usize, path: &str, body: &impl Serialize) -> Receipt {
        self.sent(Method::POST, path, &self.tokens[who], Some(&serde_json::to_value(body).unwrap())).await
    }

    /// An act that is refused, and why.
    pub async fn refused(&self, who: usize, path: &str, body: &impl Serialize) -> String {
        let (status, text) = self.answer(Method::POST, path, &self.tokens[who], Some(&serde_json::to_value(body).unwrap())).await;
        assert!((400..500).contains(&status), "{path}: {status} {text}");
        text
    }

    /// Something practised: an exercise, a fault.
    pub async fn practise(&self, path: &str, body: &Value) -> Value {
        self.sent(Method::POST, &format!("practice/{path}"), &self.tokens[0], Some(body)).await
    }

    /// Disarms what was armed under a name; a clock that was put ahead stays so.
    pub async fn calm(&self, fault: &str) {
        let path = format!("practice/faults?name={fault}");
        assert_eq!(self.answer(Method::DELETE, &path, &self.tokens[0], None).await.0, 204);
    }

    /// Puts the clock so many seconds ahead.
    pub async fn ahead(&self, seconds: u64) {
        self.practise("faults", &json!({ "fault": format!("clock-skew={seconds}") })).await;
    }

    /// A run within the registry.
    pub async fn run_within(&self) -> Run {
        let run = self.act(0, "reconciliations", &json!({ "reason": "daily" })).await.subject;
        self.get(&format!("reconciliations/{run}")).await
    }

    pub async fn board(&self) -> Board {
        self.get("cases").await
    }

    /// The cases that are open.
    pub async fn open_cases(&self) -> Vec<CaseSummary> {
        let cases = self.board().await.cases;
        cases.into_iter().filter(|case| case.closed.is_none()).collect()
    }

    pub async fn case(&self, id: &str) -> Case {
        let file: CaseFile = self.get(&format!("cases/{id}")).await;
        let id: CaseId = id.parse().unwrap();
        case::case(id, &file.steps, &Place::ROOT).unwrap()
    }

    /// What the checks say of an order.
    pub async fn checked(&self, act: &OrderAct) -> Checks {
        self.sent(Method::POST, "checks", &self.tokens[0], Some(&json!({ "act": act }))).await
    }

    /// The newest transfer.
    pub async fn transfer(&self) -> String {
        let page: Value = self.get("transfers?limit=1").await;
        page["items"][0]["id"].as_str().unwrap().to_owned()
    }

    /// Whether the ledger is whole and the book is what its entries make.
    pub async fn is_whole(&self) -> bool {
        let found: Verification = self.sent(Method::POST, "ledger/verify", &self.tokens[0], None).await;
        found.whole
    }

    pub async fn now(&self) -> Timestamp {
        let capabilities: Value = self.get("capabilities").await;
        capabilities["clock"].as_str().unwrap().parse().unwrap()
    }

    /// Takes a case, proposes how it is resolved, and has it confirmed by as many as it takes.
    pub async fn resolve(&self, id: &str, kind: ResolutionKind) -> Receipt {
        let text = self.proposed(id, kind).await;
        self.confirmed(&text).await
    }

    /// Has a resolution confirmed by as many as it takes.
    pub async fn confirmed(&self, text: &ResolutionText) -> Receipt {
        let (id, kind) = (text.resolution().case, text.resolution().resolution.kind());
        let mut last = None;
        for who in 1..kind.persons() {
            last = Some(self.act(who, &format!("cases/{id}/confirmations"), &self.confirmation(who, text).await).await);
        }
        last.unwrap()
    }

    /// Takes a case, if nobody has.
    pub async fn own(&self, id: &str) {
        if self.case(id).await.owner.is_none() {
            self.act(0, &format!("cases/{id}/own"), &json!({ "reason": "mine" })).await;
        }
    }

    /// Proposes a resolution that is refused, and says why it is.
    pub async fn refused_resolution(&self, id: &str, kind: ResolutionKind) -> String {
        let text = self.resolution(id, kind).await;
        self.refused(0, &format!("cases/{id}/resolutions"), &signed(0, text.as_str(), Namespace::Resolve)).await
    }

    /// Takes a case and proposes how it is resolved.
    pub async fn proposed(&self, id: &str, kind: ResolutionKind) -> ResolutionText {
        self.own(id).await;
        let text = self.resolution(id, kind).await;
        self.act(0, &format!("cases/{id}/resolutions"), &signed(0, text.as_str(), Namespace::Resolve)).await;
        text
    }

    /// The text of a resolution, as a console writes it.
    pub async fn resolution(&self, id: &str, kind: ResolutionKind) -> ResolutionText {
        let document = || SourceDocument::new("statement.pdf", Digest::of("what they signed")).unwrap();
        let evidence = if kind.needs_evidence() { vec![document()] } else { Vec::new() };
        self.resolution_on(id, kind, (evidence, Vec::new())).await
    }

    /// The text of a resolution that rests on evidence, and names the orders by which the record is corrected.
    pub async fn resolution_on(
        &self,
        id: &str,
        kind: ResolutionKind,
        (evidence, orders): (Vec<SourceDocument>, Vec<OrderId>),
    ) -> ResolutionText {
        let (case, now) = (self.case(id).await, self.now().await);
        let until = (kind == ResolutionKind::Accepted).then(|| Moment::of(now + SignedDuration::from_hours(24 * 30)).timestamp());
        Resolution {
            case: case.id,
            registry: self.id.parse().unwrap(),
            environment: Environment::Practice,
            counterpart: case.found.peer,
            code: case.found.code,
            about: case.found.about.names(),
            quantity: case.found.quantity,
            resolution: kind.with(until).unwrap(),
            evidence,
            orders,
            reason: "both registries looked at it".parse().unwrap(),
            policy: self.editions[0],
            roster: self.editions[1],
            person: PEOPLE[0].1.parse().unwrap(),
            station: PEOPLE[0].2.parse().unwrap(),
            made: Moment::of(now),
            not_after: Moment::of(now + SignedDuration::from_hours(24)),
            seq: counter(now),
        }
        .write()
        .unwrap()
    }

    /// What another person confirms it by.
    pub async fn confirmation(&self, who: usize, of: &ResolutionText) -> SignedText {
        self.said(who, of, ConfirmationKind::Confirm).await
    }

    /// What a person says of it.
    pub async fn said(&self, who: usize, of: &ResolutionText, kind: ConfirmationKind) -> SignedText {
        let now = self.now().await;
        let said = Confirmation {
            resolution_sha256: of.sha256(),
            case: of.resolution().case,
            kind,
            person: PEOPLE[who].1.parse().unwrap(),
            station: PEOPLE[who].2.parse().unwrap(),
            policy: self.editions[0],
            roster: self.editions[1],
            compared: if kind == ConfirmationKind::Confirm { of.resolution().digests() } else { Vec::new() },
            display: Display { columns: 120, rows: 40 },
            reason: "compared with a copy".parse().unwrap(),
            made: Moment::of(now),
            not_after: Moment::of(now + SignedDuration::from_hours(23)),
            seq: counter(now),
        };
        signed(who, said.write().unwrap().as_str(), Namespace::Resolve)
    }
}

/// A person's counter: it grows with the time.
pub fn counter(now: Timestamp) -> NonZeroU64 {
    NonZeroU64::new(u64::try_from(now.as_nanosecond()).unwrap()).unwrap()
}

/// A text signed by a person and their station.
pub fn signed(who: usize, text: &str, namespace: Namespace) -> SignedText {
    let (_, person, station) = PEOPLE[who];
    let sign = |key, namespace| SshSignature::sign(&key, namespace, text.as_bytes()).armored();
    SignedText {
        text: text.to_owned(),
        signature: sign(practice_person_key(person), namespace),
        station_signature: sign(practice_station_key(station), Namespace::Station),
    }
}

/// The codes that a run found, each once.
pub fn codes(run: &Run) -> Vec<&str> {
    let mut codes: Vec<&str> = run.found.iter().map(|found| found.code.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}
