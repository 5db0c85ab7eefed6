//! Everything around a message: where it was sent, who signed it, for whom, whether it reads, and whether it is this sender's turn.
//! A message that names its own sender proves nothing: the directory says whose key it is.
//! Must not know: what the message asks for.

use crate::{
    domain::{
        RegistryId,
        reconcile::RunId,
        transfer::{MessageKind, Side, TransferId},
    },
    evidence::http_signature::{self as http, Freshness, SignatureProblem, Verified},
    registry::traffic::IncidentKind,
    sandbox::{
        book,
        comm::{
            Request, peers,
            refuse::{Known, Refused, Stop},
        },
        desk::Desk,
        reconcile,
    },
    wire::comm::Message,
};

/// The longest body that is read.
const LONGEST: usize = 1 << 20;

/// What a path means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Where messages about a transfer are posted.
    Messages(TransferId),
    /// How a transfer stands here.
    Status(TransferId),
    /// One message of a transfer, as it is kept here.
    Message(TransferId, u8),
    /// Whether anybody is there.
    Ping,
    /// What this registry can do.
    Capabilities,
    /// Totals of what is held here.
    Holdings,
    /// What happened to an ITMO.
    History(String),
    /// Where a step of a reconciliation run is posted.
    Run(RunId, u32),
    /// Whom to call here.
    Contacts,
}

/// Where a request was sent, within its limits.
pub fn place(request: &Request) -> Result<Place, Refused> {
    if request.body.len() > LONGEST {
        return Err(Refused::new(413, "too-large", "M01", format!("a body has at most {LONGEST} octets")));
    }
    let nowhere = || Refused::new(404, "nowhere", "M01", "this path is not part of the communication API");
    let rest = request.path.strip_prefix("/comm/v1/").ok_or_else(nowhere)?;
    let parts: Vec<&str> = rest.split('/').collect();
    let transfer = |text: &str| text.parse::<TransferId>().map_err(|_| nowhere());
    let (method, place) = match parts.as_slice() {
        ["transfers", id, "messages"] => ("POST", Place::Messages(transfer(id)?)),
        ["transfers", id, "messages", number] => ("GET", Place::Message(transfer(id)?, number.parse().map_err(|_| nowhere())?)),
        ["transfers", id] => ("GET", Place::Status(transfer(id)?)),
        ["ping"] => ("GET", Place::Ping),
        ["capabilities"] => ("GET", Place::Capabilities),
        ["holdings"] => ("GET", Place::Holdings),
        ["reconciliations", ..] => {
            let (run, step) = reconcile::at(&request.path).ok_or_else(nowhere)?;
            ("POST", Place::Run(run, step))
        }
        ["history", itmo] => ("GET", Place::History((*itmo).to_owned())),
        ["contacts"] => ("GET", Place::Contacts),
        _ => return Err(nowhere()),
    };
    if request.method != method {
        return Err(Refused::new(405, "wrong-method", "M01", format!("this path takes {method} only")));
    }
    Ok(place)
}

/// Verifies the signature, that the key is the sender's, and that the request is meant for us, here.
pub fn open(desk: &Desk<'_>, request: &Request, known: &mut Known) -> Result<(RegistryId, Verified), Stop> {
    let signed = http::Request {
        method: &request.method,
        path: &request.path,
        query: request.query.as_deref(),
        fields: &request.fields,
        body: &request.body,
    };
    // A message may come again days later and is known by its octets; only a question must be fresh.
    let window = desk.me.policy.deadlines.skew;
    let fresh = if request.method == "GET" { Freshness::Within { now: desk.now, window } } else { Freshness::Any };
    let mut owner = None;
    let found = std::cell::RefCell::new(&mut owner);
    let lookup = |id: &_| {
        let (registry, key) = peers::key(desk.book, id, desk.now).ok().flatten()?;
        **found.borrow_mut() = Some(registry);
        Some(key)
    };
    let verified = http::verify_request(&signed, lookup, fresh).map_err(|problem| unsigned(&problem))?;
    let owner = owner.ok_or_else(|| unsigned(&SignatureProblem::UnknownKey(verified.key_id.clone())))?;
    known.peer = Some(owner);
    (known.base, known.key) = (Some(verified.base.clone()), Some(verified.key_id.as_str().to_owned()));
    addressed(desk, owner, (&verified.from, &verified.to, &verified.environment))?;
    Ok((owner, verified))
}

/// A request whose signature is not good: which check that is, and whether it is an incident.
fn unsigned(problem: &SignatureProblem) -> Refused {
    let check = match problem {
        SignatureProblem::UnknownKey(_) => "L05",
        SignatureProblem::TooOld | SignatureProblem::TooNew => "L06",
        _ => "R01",
    };
    Refused::new(401, problem.word(), check, problem.to_string()).incident(IncidentKind::Forged)
}

fn addressed(desk: &Desk<'_>, owner: RegistryId, (from, to, environment): (&str, &str, &str)) -> Result<(), Refused> {
    if from != owner.to_string() {
        let detail = "the key that signed is not the sender's";
        return Err(Refused::new(403, "forged", "L05", detail).value("key of", owner).incident(IncidentKind::Forged));
    }
    if environment != desk.me.environment {
        let detail = format!("this is a {} registry", desk.me.environment);
        return Err(Refused::new(421, "other-environment", "L01", detail).incident(IncidentKind::OtherEnvironment));
    }
    if to != desk.me.registry.to_string() {
        let detail = format!("this is {}", desk.me.registry);
        return Err(Refused::new(421, "other-registry", "M08", detail).incident(IncidentKind::OtherRegistry));
    }
    Ok(())
}

/// The message in a body.
pub fn read(request: &Request) -> Result<Message, Refused> {
    serde_json::from_slice(&request.body).map_err(|problem| {
        // The place only: what stands there is the sender's text.
        let detail = format!("the message does not read by the schema at line {}, column {}", problem.line(), problem.column());
        Refused::new(400, "not-understood", "M01", detail)
    })
}

/// Whether the message says of itself what path and signed header say.
pub fn agrees(desk: &Desk<'_>, message: &Message, peer: RegistryId, transfer: TransferId) -> Result<(), Refused> {
    addressed(desk, peer, (&message.from, &message.to, &message.environment))?;
    if message.transfer != transfer.to_string() {
        return Err(Refused::new(400, "not-understood", "M01", "the message is about another transfer than its path"));
    }
    Ok(())
}

/// Which side of the transfer the sender is on; whoever has no part in it is refused.
pub fn side(desk: &Desk<'_>, peer: RegistryId, transfer: TransferId) -> Result<Side, Stop> {
    let stranger = || {
        let detail = format!("{peer} has no part in {transfer}");
        Refused::new(403, "stranger", "M02", detail).incident(IncidentKind::Forged)
    };
    match book::transfer(desk.book, &transfer.to_string())? {
        Some(known) if known.counterpart != peer => Err(stranger().into()),
        Some(known) => Ok(known.side.other()),
        None if transfer.registry() == peer => Ok(Side::Transferring),
        None if transfer.registry() == desk.me.registry => {
            Err(Refused::new(404, "unknown-transfer", "M02", format!("there is no transfer {transfer} here")).into())
        }
        None => Err(stranger().into()),
    }
}

/// Whether a message of this kind may have this number from this side, and is not from the future.
pub fn in_turn(desk: &Desk<'_>, message: &Message, kind: MessageKind, side: Side) -> Result<(), Refused> {
    if !kind.may_be(side, message.sequence) {
        let detail = format!("a {} from the {} registry can't be message {}", kind.word(), side.word(), message.sequence);
        return Err(Refused::new(409, "out-of-order", "M03", detail).incident(IncidentKind::OutOfOrder));
    }
    let skew = desk.me.policy.deadlines.skew;
    if message.created.duration_since(desk.now) > skew {
        let refused = Refused::new(422, "from-the-future", "M09", "the message is from the future; compare the clocks");
        return Err(refused.value("created", message.created).value("now", desk.now).incident(IncidentKind::Clock));
    }
    Ok(())
}
