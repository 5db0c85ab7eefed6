//! Acting: one request, sent once, whatever happens (promise 3).
//! Only what never left this computer and what the registry itself refused is a problem; everything else is an unknown outcome.
//! Must not know: who confirmed it.

use super::{
    HttpRegistry, answer,
    exchange::Failure,
    line::{Line, Order},
    unwritable,
};
use crate::{
    domain::BlockRange,
    registry::{Authorised, ContactStep, Deed, Outcome, Problem, ProblemKind, Receipt, Write, book::Guarded, wired},
    wire::{
        admin::{
            self,
            broadcast::{MarkDelivery, RecordBroadcast},
            case::{NoteCase, OwnCase},
            incident::TellAlarm,
            ledger::FreezeBlocks,
            order::Submit,
            reconcile::BeginRun,
            transfer,
        },
        convert,
        ledger::Span,
    },
};
use reqwest::header::{HeaderName, IF_MATCH};
use serde::Serialize;
use tokio::time::timeout;
use uuid::Uuid;

/// The header that names an act.
const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

impl HttpRegistry {
    pub(super) async fn act(&self, act: &Authorised<Write>) -> Result<Outcome, Problem> {
        let request = Uuid::now_v7().to_string();
        let limits = &self.line.limits;
        let problem = |failure: Failure| failure.of_request(&request);
        let order = order(&self.line, act, &request).ok_or_else(|| problem(Failure::Unsent(unwritable())))?;

        self.session.ready().await.map_err(problem)?;
        // Signing in is not the act: until it has succeeded, nothing of the act has been sent.
        let sign_in = timeout(limits.read, self.session.bearer(&self.line, &request, None)).await;
        let late = Failure::Unsent(ProblemKind::Deadline { waited: limits.read });
        let bearer = sign_in.unwrap_or(Err(late)).map_err(problem)?;

        let unknown = Ok(Outcome::Unknown(act.key()));
        match timeout(limits.write, self.line.send(order, &bearer)).await {
            Ok(Ok(octets)) => Ok(receipt(act, &octets).map_or(Outcome::Unknown(act.key()), |receipt| came(act, receipt))),
            Ok(Err(failure)) if nothing_done(&failure) => {
                if failure.status() == Some(401) {
                    self.session.forget(&bearer).await;
                }
                Err(problem(failure))
            }
            Ok(Err(_)) | Err(_) => unknown,
        }
    }
}

/// What a receipt says: done, unless it is about another text than the one that was signed (F06).
fn came(act: &Authorised<Write>, receipt: Receipt) -> Outcome {
    match act.act().signed_as().and_then(|signed| receipt.echo.contradicts(&signed)) {
        Some(why) => Outcome::Contradicted(act.key(), why),
        None => Outcome::Done(receipt),
    }
}

/// Whether a failure proves that nothing was done: it never left, or the registry refused it (4xx). A 5xx may come from something in
/// front of a registry that has already acted.
fn nothing_done(failure: &Failure) -> bool {
    match failure {
        Failure::Unsent(_) => true,
        Failure::Lost(_) => false,
        Failure::Refused(refusal) => (400..500).contains(&refusal.status),
    }
}

fn order<'a>(line: &Line, act: &Authorised<Write>, request: &'a str) -> Option<Order<'a>> {
    let Sent { path, version, body } = sent(act.act())?;
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    let mut order = Order::post(line.endpoint.resource(&path)?, request, body);
    order.extra = vec![(IDEMPOTENCY_KEY, act.key().to_string())];
    order.extra.extend(version.map(|version| (IF_MATCH, format!("\"{version}\""))));
    Some(order)
}

/// Where an act goes and what goes there.
struct Sent {
    path: Vec<String>,
    /// The version of the thing that was decided on.
    version: Option<u64>,
    body: Vec<u8>,
}

impl Sent {
    fn to<const N: usize>(path: [&dyn std::fmt::Display; N], body: &impl Serialize) -> Option<Self> {
        let path = path.iter().map(ToString::to_string).collect();
        Some(Self { path, version: None, body: serde_json::to_vec(body).ok()? })
    }
}

fn sent(act: &Write) -> Option<Sent> {
    match act {
        Write::Alone { deed, reason } => alone(deed, reason.clone()),
        Write::Submit(order) => Sent::to([&"orders"], &Submit::Signed(wired::signed_to_wire(order))),
        Write::State { on, statement } => Sent::to([&"orders", on, &"statements"], &wired::signed_to_wire(statement)),
        Write::Revoke(revocation) => Sent::to([&"revocations"], &wired::signed_revocation_to_wire(revocation)),
        Write::Resolve(text) => {
            Sent::to([&"cases", &text.text().resolution().case, &"resolutions"], &wired::signed_to_wire(text))
        }
        Write::Confirm(text) => {
            Sent::to([&"cases", &text.text().confirmation().case, &"confirmations"], &wired::signed_to_wire(text))
        }
        Write::Guard(version) => {
            let to: &str = match version.draft().guarded {
                Guarded::Roster => "roster",
                Guarded::Policy => "policy",
            };
            Sent::to([&to], &wired::signed_guard_to_wire(version))
        }
        Write::Contact(signed) => {
            let body = wired::signed_contact_to_wire(signed);
            match signed.draft().step() {
                ContactStep::Propose(_) => Sent::to([&"contacts", &"proposals"], &body),
                ContactStep::Confirm(id) => Sent::to([&"contacts", &"proposals", &id, &"confirm"], &body),
                ContactStep::Announce(id, list) => {
                    Sent::to([&"contacts", &"broadcasts"], &RecordBroadcast { id, list: list.to_string(), signed: body })
                }
                ContactStep::CoSign(id) => Sent::to([&"contacts", &"broadcasts", &id, &"signatures"], &body),
            }
        }
    }
}

fn alone(deed: &Deed, reason: String) -> Option<Sent> {
    let why = transfer::Reason { reason: reason.clone() };
    match deed {
        Deed::FreezeAccount { account, version } => {
            let sent = Sent::to([&"accounts", account, &"freeze"], &admin::Freeze { reason })?;
            Some(Sent { version: Some(*version), ..sent })
        }
        Deed::FreezeBlocks(range) => Sent::to([&"blocks", &"freeze"], &FreezeBlocks { spans: vec![span(range)], reason }),
        Deed::RemoveTrusted { account, other } => Sent::to([&"accounts", account, &"trusted", other, &"remove"], &why),
        Deed::AskStatus(id) => Sent::to([&"transfers", id, &"ask"], &why),
        Deed::Resend(id) => Sent::to([&"transfers", id, &"resend"], &why),
        Deed::Pull { transfer, sequence } => {
            Sent::to([&"transfers", transfer, &"pull"], &transfer::Pull { sequence: *sequence, reason })
        }
        Deed::Terminate(id) => Sent::to([&"transfers", id, &"terminate"], &why),
        Deed::RejectTransfer { transfer, proposal } => {
            Sent::to([&"transfers", transfer, &"reject"], &transfer::RejectProposal { proposal: proposal.to_string(), reason })
        }
        Deed::Ping(peer) => Sent::to([&"peers", peer, &"ping"], &why),
        Deed::WithdrawVersion { guarded, sha256 } => Sent::to([&guarded.word(), &"waiting", sha256, &"withdraw"], &why),
        Deed::Acknowledge(id) => Sent::to([&"incidents", id, &"acknowledge"], &why),
        Deed::TellAlarm(told) => {
            let (order, transfer) = (told.order().map(|id| id.to_string()), told.transfer().map(|id| id.to_string()));
            let (kind, detail) = (told.kind.word().to_owned(), cut(&format!("{}: {reason}", told.about)));
            Sent::to([&"incidents"], &TellAlarm { kind, at: told.at, order, transfer, detail })
        }
        Deed::AskContacts(peer) => Sent::to([&"peers", peer, &"contacts"], &why),
        Deed::SuspendLink(peer) => Sent::to([&"peers", peer, &"suspend"], &why),
        Deed::OwnCase(id) => Sent::to([&"cases", id, &"own"], &OwnCase { owner: None, reason }),
        Deed::NoteCase { case, mark } => {
            let mark = mark.map(|mark| mark.word().to_owned());
            Sent::to([&"cases", case, &"notes"], &NoteCase { mark, text: reason })
        }
        Deed::Reconcile(peer) => Sent::to([&"reconciliations"], &BeginRun { peer: peer.map(|peer| peer.to_string()), reason }),
        Deed::FreezeCase(id) => Sent::to([&"cases", id, &"freeze"], &why),
        Deed::AskArchive(id) => Sent::to([&"cases", id, &"archive"], &why),
        Deed::CancelContactChange(id) => Sent::to([&"contacts", &"proposals", id, &"cancel"], &why),
        Deed::SuspendContact(card) => Sent::to([&"contacts", &"cards", card, &"suspend"], &why),
        Deed::EraseContact(card) => Sent::to([&"contacts", &"cards", card, &"erase"], &why),
        Deed::RecordAttempt(attempt) => {
            Sent::to([&"contacts", &"attempts"], &convert::contact::attempt_to_wire(attempt, &why.reason))
        }
        Deed::MarkDelivery { broadcast, who, mark } => {
            let card = who.as_ref().map(ToString::to_string);
            let body = MarkDelivery { card, mark: mark.word().to_owned(), reason };
            Sent::to([&"contacts", &"broadcasts", broadcast, &"deliveries"], &body)
        }
        Deed::RecordBundle(bundle) => Sent::to([&"contacts", &"bundles"], &convert::contact::bundle_to_wire(bundle, &why.reason)),
    }
}

/// The sentence of an alarm, in so many characters as a registry takes.
fn cut(sentence: &str) -> String {
    sentence.chars().filter(|letter| !letter.is_control()).take(500).collect()
}

fn span(range: &BlockRange) -> Span {
    Span { first: range.first_id().to_string(), last: range.last_id().to_string() }
}

/// The receipt, if it is one for this act.
fn receipt(act: &Authorised<Write>, octets: &[u8]) -> Option<Receipt> {
    let receipt = wired::receipt(answer::json(octets).ok()?);
    (receipt.key == act.key()).then_some(receipt)
}
