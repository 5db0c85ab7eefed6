//! Orders and statements: what they say, who signed them and at which station.
//! A key is only somebody's if the roster says so; without a roster it stays open whose signature it is.
//! Must not know: how many persons an order takes.

use super::{Rules, judgement::Judgement, paper::Paper, revocation::revoked};
use crate::{
    domain::{PersonId, StationId},
    evidence::{
        edition::Edition,
        order::{Body, Order, OrderText},
        principal::Principal,
        roster::RosterText,
        signed::Signed,
        sshsig::{Namespace, SshSignature},
        standing,
        statement::StatementText,
    },
    text::number::counted,
    wire::convert::order_text,
};
use jiff::Timestamp;

/// A signed text and the name of its file.
pub(super) struct Read<T> {
    pub(super) name: String,
    pub(super) signed: Signed<T>,
}

/// What a text claims about a person's signature.
pub(super) struct Word<'a> {
    pub(super) namespace: Namespace,
    pub(super) person: &'a PersonId,
    pub(super) made: Timestamp,
}

/// What a text claims that was signed by a person and at a station, under a roster.
pub(super) struct Claim<'a> {
    pub(super) word: Word<'a>,
    pub(super) station: &'a StationId,
    pub(super) roster: Edition,
}

/// An order. `None` when it can't be judged further.
pub(super) fn order(paper: &Paper, rules: &Rules, judgement: &mut Judgement) -> Option<Read<OrderText>> {
    let text = match OrderText::parse(&paper.octets) {
        Ok(text) => text,
        Err(problem) => return refused(paper, "an order that is not one", problem, judgement),
    };
    let order = text.order();
    judgement.about(&paper.name, format_args!("order {}, {}", order.id, asked_for(order)));
    judgement.says(format_args!("sha256 {}", text.sha256()));
    judgement.says(format_args!("{} ({}), until {}", order.registry, order.environment, order.not_after));
    judgement.says(format_args!("because: {}", order.reason));
    match order_text::act(order) {
        Ok(_) => judgement.holds("what the registry is sent follows from the text"),
        Err(problem) => judgement.fails(problem),
    }
    let claim = Claim {
        word: Word { namespace: Namespace::Initiate, person: &order.initiator, made: order.id.made() },
        station: &order.station,
        roster: order.roster,
    };
    let signatures = signatures(paper, &claim, rules, judgement);
    signatures.map(|(person, station)| read(paper, text, person, station))
}

/// A statement. `None` when it can't be judged further.
pub(super) fn statement(paper: &Paper, rules: &Rules, judgement: &mut Judgement) -> Option<Read<StatementText>> {
    let text = match StatementText::parse(&paper.octets) {
        Ok(text) => text,
        Err(problem) => return refused(paper, "a statement that is not one", problem, judgement),
    };
    let said = text.statement();
    judgement.about(&paper.name, format_args!("statement: {}", said.kind.word()));
    judgement.says(format_args!("about the order with sha256 {}", said.order_sha256));
    judgement.says(format_args!("made {}, until {}; checked: {}", said.made, said.not_after, said.checked));
    judgement.says(format_args!("because: {}", said.reason));
    let claim = Claim {
        word: Word { namespace: standing::namespace(said.kind), person: &said.person, made: said.made.timestamp() },
        station: &said.station,
        roster: said.roster,
    };
    let signatures = signatures(paper, &claim, rules, judgement);
    signatures.map(|(person, station)| read(paper, text, person, station))
}

pub(super) fn read<T>(paper: &Paper, text: T, person: SshSignature, station: SshSignature) -> Read<T> {
    Read { name: paper.name.clone(), signed: Signed { text, person, station, taken: None } }
}

pub(super) fn refused<T>(paper: &Paper, what: &str, problem: impl std::fmt::Display, judgement: &mut Judgement) -> Option<T> {
    judgement.about(&paper.name, what);
    judgement.fails(problem);
    None
}

fn asked_for(order: &Order) -> String {
    match &order.body {
        Body::Movement(moved) => format!(
            "{} of {} from {} to {}",
            order.action(),
            counted(moved.units.quantity().count(), "ITMO"),
            moved.transferring_account,
            moved.acquiring_account
        ),
        Body::Act(_) => order.action().to_owned(),
    }
}

/// The person's signature and the station's, each judged by the roster that the text names.
pub(super) fn signatures(
    paper: &Paper,
    claim: &Claim<'_>,
    rules: &Rules,
    judgement: &mut Judgement,
) -> Option<(SshSignature, SshSignature)> {
    let named = rules.roster_of(claim.roster);
    if let Some(roster) = rules.roster.as_ref().filter(|_| named.is_none()) {
        let (named, given) = (claim.roster.version, roster.edition().version);
        judgement.fails(format_args!("it was made under roster v{named}, and another one, v{given}, was given"));
    }
    let roster = named.or(rules.roster.as_ref());
    let person = signature_of(paper, &claim.word, roster, judgement);
    let station = found(paper, Namespace::Station, judgement, |signature| at_station(paper, claim, roster, signature));
    Some((person?, station?))
}

/// The signature of a person, judged; and every signature beside the text that is none.
pub(super) fn signature_of(
    paper: &Paper,
    word: &Word<'_>,
    roster: Option<&RosterText>,
    judgement: &mut Judgement,
) -> Option<SshSignature> {
    unreadable(paper, judgement);
    found(paper, word.namespace, judgement, |signature| by_person(paper, word, roster, signature))
}

/// Signatures beside a text that are none: they are not passed over, whatever else is beside it (T07).
pub(super) fn unreadable(paper: &Paper, judgement: &mut Judgement) {
    for (name, signature) in &paper.signatures {
        if let Err(problem) = signature {
            judgement.fails(format_args!("{name}: {problem}"));
        }
    }
}

/// What a signature is worth: it holds, or it is open whose it is.
enum Worth {
    Holds(String),
    Open(String),
}

fn found(
    paper: &Paper,
    namespace: Namespace,
    judgement: &mut Judgement,
    judge: impl Fn(&SshSignature) -> Result<Worth, String>,
) -> Option<SshSignature> {
    let mut all = paper.signatures_for(namespace);
    let Some(signature) = all.next() else {
        judgement.fails(format_args!("no signature for {namespace} is beside it"));
        return None;
    };
    if all.next().is_some() {
        judgement.fails(format_args!("more than one signature for {namespace} is beside it"));
        return None;
    }
    match judge(signature) {
        Ok(Worth::Holds(what)) => judgement.holds(what),
        Ok(Worth::Open(what)) => judgement.open(what),
        Err(why) => judgement.fails(why),
    }
    Some(*signature)
}

fn by_person(paper: &Paper, word: &Word<'_>, roster: Option<&RosterText>, signature: &SshSignature) -> Result<Worth, String> {
    let (namespace, person, key) = (word.namespace, word.person, signature.public_key());
    let fits = |key| signature.verify(namespace, &paper.octets, key).map_err(|why| format!("signature of {person}: {why}"));
    let Some(roster) = roster else {
        fits(&key)?;
        let key = key.fingerprint();
        return Ok(Worth::Open(format!(
            "signed for {namespace} with the key {key}; only --roster says whether it is {person}'s"
        )));
    };
    let row = roster.roster().key(&key).ok_or("signed with a key that the roster does not have")?;
    if row.person != *person {
        return Err(format!("said to be by {person}, and signed with a key of {} (F02)", row.person));
    }
    if !row.validity.holds_at(word.made) {
        let ended = revoked(roster, &Principal::Person(person.clone()), row.validity, word.made);
        return Err(ended.unwrap_or_else(|| format!("the key of {person} was not valid when this was made")));
    }
    if !roster.roster().person(person).is_some_and(|row| row.validity.holds_at(word.made)) {
        return Err(format!("{person} was no person of the roster when this was made (F02)"));
    }
    fits(&row.public)?;
    Ok(Worth::Holds(format!("{person} signed it for {namespace}")))
}

fn at_station(paper: &Paper, claim: &Claim<'_>, roster: Option<&RosterText>, signature: &SshSignature) -> Result<Worth, String> {
    let (station, key) = (claim.station, signature.public_key());
    let fits =
        |key| signature.verify(Namespace::Station, &paper.octets, key).map_err(|why| format!("signature of {station}: {why}"));
    let Some(roster) = roster else {
        fits(&key)?;
        let key = key.fingerprint();
        return Ok(Worth::Open(format!("signed at a station with the key {key}; only --roster says whether it is {station}")));
    };
    let none = || format!("{station} was no station of the roster when this was made (F03)");
    let (row, made) = (roster.roster().station(station).ok_or_else(none)?, claim.word.made);
    if !row.validity.holds_at(made) {
        return Err(revoked(roster, &Principal::Station(station.clone()), row.validity, made).unwrap_or_else(none));
    }
    fits(&row.public)?;
    Ok(Worth::Holds(format!("signed at station {station}")))
}
