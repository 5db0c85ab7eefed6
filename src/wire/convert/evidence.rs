//! The evidence of a proposal, judged: whose signatures count by the roster that is pinned here, and whether they are for what is proposed (A3).
//! Registry and console ask the same functions and the one judge of four eyes, so that neither lets pass what the other would not.
//! Must not know: where evidence is kept, and what becomes of the proposal.

mod chain;
mod same;

pub use chain::{Chain, Pinned};
pub use same::{moves, require};

use crate::{
    domain::{PersonId, transfer::Deadlines},
    evidence::{
        digest::Digest,
        order::{Body, Movement, OrderId},
        signed::{NotSigned, Signed},
        standing::{self, Case, Guard, State},
        statement::{StatementKind, StatementText},
    },
    wire::{
        admin::signed::SignedText,
        comm::{Evidence, Message, Proposal, Says},
    },
};
use jiff::Timestamp;

/// What one person signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signatory {
    /// The person, by the id in the counterpart's roster.
    pub person: PersonId,
    /// The person's name there.
    pub name: String,
    /// When it was signed, by the word of who signed.
    pub at: Timestamp,
}

/// Whose signatures hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proven {
    /// The id of the order.
    pub order: OrderId,
    /// The digest of its text.
    pub sha256: Digest,
    /// Who initiated it.
    pub initiator: Signatory,
    /// Whose approval counts, in the order in which they were given.
    pub approvals: Vec<Signatory>,
    /// How many approvals the counterpart's policy asks for, besides the initiator.
    pub needed: u8,
    /// What was signed.
    pub movement: Movement,
}

/// Why evidence does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unproven {
    /// The persons' signatures don't count (C02).
    #[error("{0}")]
    Signatures(String),
    /// They count for something else than what is proposed (C06).
    #[error("{0}")]
    Content(String),
}

/// Octets that are no proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the octets are no proposal of the communication API")]
pub struct NoProposal;

/// Reads a proposal as it travelled.
///
/// # Errors
/// [`NoProposal`] for other octets.
pub fn proposal(octets: &[u8]) -> Result<(Message, Proposal), NoProposal> {
    let message: Message = serde_json::from_slice(octets).map_err(|_| NoProposal)?;
    let Says::Proposal(proposal) = &message.says else { return Err(NoProposal) };
    let proposal = (**proposal).clone();
    Ok((message, proposal))
}

/// When a proposal was made that came at this time: what the message says, within the time in which a proposal may be under way.
pub fn made(created: Timestamp, came: Timestamp, deadlines: &Deadlines) -> Timestamp {
    let earliest = came.saturating_sub(deadlines.accept).unwrap_or(came);
    let latest = came.saturating_add(deadlines.skew).unwrap_or(came);
    created.clamp(earliest, latest)
}

/// The persons whose signatures count for the order at this time, by the versions that were followed.
///
/// # Errors
/// [`Unproven`], with the first thing that does not hold.
pub fn signatures(chain: &Chain<'_>, evidence: &Evidence, at: Timestamp) -> Result<Proven, Unproven> {
    let unsigned = |why: String| Unproven::Signatures(why);
    let order = &evidence.order;
    let order = Signed::order(&order.text, &order.signature, &order.station_signature)
        .map_err(|why| unsigned(format!("the order: {why}")))?;
    let statement = |said: &SignedText| Signed::statement(&said.text, &said.signature, &said.station_signature);
    let statements: Result<Vec<_>, NotSigned> = evidence.statements.iter().map(statement).collect();
    let statements = statements.map_err(|why| unsigned(format!("a statement: {why}")))?;
    let guard = Guard { roster: &chain.roster, policy: &chain.policy, earlier: &chain.earlier };
    let standing = standing::judge(&Case { order: &order, statements: &statements, guard, superseded: false }, at);
    match &standing.state {
        State::Approved => {}
        State::Void(objection) => return Err(unsigned(format!("{objection} ({})", objection.rule()))),
        State::Waiting { have, needed } => {
            let why = standing.discounted.first().map_or_else(String::new, |(_, why)| format!(": {why} ({})", why.rule()));
            return Err(unsigned(format!("{have} of {needed} approvals count{why} (F18)")));
        }
        state => return Err(unsigned(format!("by its evidence the order is {}, and not approved", state.word()))),
    }
    let text = order.text.order();
    let Body::Movement(movement) = &text.body else {
        return Err(Unproven::Content("the signed order moves no units".to_owned()));
    };
    let signatory = |person: &PersonId, at: Timestamp| {
        let name = chain.roster.roster().person(person).map_or_else(String::new, |known| known.name.as_str().to_owned());
        Signatory { person: person.clone(), name, at }
    };
    Ok(Proven {
        order: text.id,
        sha256: order.text.sha256(),
        initiator: signatory(&text.initiator, text.id.made()),
        approvals: standing.approvals.iter().map(|person| signatory(person, approved(&statements, person))).collect(),
        needed: standing.needed(),
        movement: (**movement).clone(),
    })
}

/// When a person says that they approved: with their last approval.
fn approved(statements: &[Signed<StatementText>], person: &PersonId) -> Timestamp {
    let said = statements.iter().map(|said| said.text.statement());
    let mine = said.filter(|said| said.person == *person && said.kind == StatementKind::Approve);
    mine.max_by_key(|said| said.seq).map_or(Timestamp::UNIX_EPOCH, |said| said.made.timestamp())
}
