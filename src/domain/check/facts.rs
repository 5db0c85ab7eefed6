//! The facts the checks are evaluated on, as plain values.
//! What is not known is `None` or [`Lookup::Unknown`], and the checks that need it say so; nothing is assumed.
//! Must not know: who gathers them.

mod link;

pub use link::{KeyFacts, LinkFacts, LinkState, Permission};

use crate::{
    domain::{
        AccountId, AccountKind, AccountState, ApproachId, AuthorizationId, Block, Holder, ItmoId, Metric, Quantity, RegistryId,
        Vintage,
        approach::Approach,
        authorization::{Authorization, Use},
        case::CaseId,
        transfer::{Action, BlockSpan, Deadlines, InState, OutState, Record, TransferId},
    },
    text::Untrusted,
};
use jiff::{Timestamp, civil::Date};

/// When the checks are evaluated, which decides which of them apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Occasion {
    /// An action within one registry: issue, move, use, cancel.
    Local,
    /// An order to another registry, until it is sent.
    Sending,
    /// A proposal from another registry.
    Receiving,
    /// An answer of the other registry.
    Answered,
}

/// What a look-up gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup<T> {
    /// It can't be looked up here, for this reason.
    Unknown(&'static str),
    /// It was looked up and is not there.
    Missing,
    /// It is there.
    Found(T),
}

/// All facts of one action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// When.
    pub occasion: Occasion,
    /// What is to be done.
    pub action: Action,
    /// The registry that evaluates.
    pub registry: RegistryId,
    /// The other registry: where the units go, or come from. `None` for local actions.
    pub peer: Option<RegistryId>,
    /// The deadlines in force.
    pub deadlines: Deadlines,
    /// The link to the peer, keys, clocks, and what the operator may do.
    pub link: LinkFacts,
    /// The message or order as written.
    pub message: MessageFacts,
    /// The units.
    pub units: UnitFacts,
    /// The accounts.
    pub accounts: AccountFacts,
    /// Each authorization the units stand under.
    pub authorizations: Vec<(AuthorizationId, Lookup<Authorization>)>,
    /// Each cooperative approach the units belong to.
    pub approaches: Vec<(ApproachId, Lookup<Approach>)>,
    /// What the units are intended for at the other end, where the order says so.
    pub intended: Option<Use>,
    /// The period of the nationally determined contribution, first and last year.
    pub ndc_period: Option<(Vintage, Vintage)>,
    /// How many units the first transferring Party still lets out of the country; `None` when no limit is known.
    pub export_left: Option<Quantity>,
    /// Who ordered and approved, limits and windows.
    pub control: ControlFacts,
    /// The peer's answer, once there is one.
    pub answer: Option<AnswerFacts>,
}

/// The message or order as written, before anything in it is believed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MessageFacts {
    /// Whether it reads by the schema; the text says what does not.
    pub schema: Option<Result<(), Untrusted>>,
    /// The transfer's id.
    pub id: Option<TransferId>,
    /// Whether no other transfer has this id.
    pub id_is_new: Option<bool>,
    /// The number of the message within the transfer, and the one expected.
    pub sequence: Option<(u8, u8)>,
    /// Values of the nomenclature's tables: number of the table and the value as written.
    pub values: Vec<(&'static str, Untrusted)>,
    /// How it calls the action; `None` when the registry works that out itself.
    pub record: Option<Record>,
    /// Party codes as written.
    pub parties: Vec<Untrusted>,
    /// Ids of cooperative approaches as written.
    pub approaches: Vec<Untrusted>,
    /// The approaches this registry knows.
    pub known_approaches: Option<Vec<ApproachId>>,
    /// Ids of registries as written.
    pub registries: Vec<Untrusted>,
    /// The registries this registry knows.
    pub known_registries: Option<Vec<RegistryId>>,
    /// When it was made, and until when it holds.
    pub created: Option<Timestamp>,
    /// Until when it holds.
    pub expires: Option<Timestamp>,
    /// Ids of authorizations as written.
    pub authorizations: Vec<Untrusted>,
    /// The quantity as written.
    pub quantity: Option<Untrusted>,
    /// The transferring Party, as written in its column; empty and `NA` mean none.
    pub transferring: Option<Untrusted>,
    /// The acquiring Party.
    pub acquiring: Option<Untrusted>,
    /// The calendar year of a use.
    pub year: Option<Untrusted>,
    /// The purpose of a use or cancellation.
    pub purpose: Option<Untrusted>,
}

/// The attributes a message states for a span, or that an issue is to have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The authorization.
    pub authorization: AuthorizationId,
    /// Its version.
    pub authorization_version: u32,
    /// What the units measure.
    pub metric: Metric,
    /// Value of table 36(b).
    pub mitigation_type: Untrusted,
    /// When first transferred, before this action.
    pub first_transferred: Option<Date>,
    /// The underlying units.
    pub underlying: Untrusted,
}

/// A span of units that a message or an order names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpanFacts {
    /// The first id.
    pub first: ItmoId,
    /// The last id.
    pub last: ItmoId,
    /// What the columns beside the ids say; `None` when there are no such columns.
    pub columns: Option<crate::domain::Series>,
    /// The attributes stated for it.
    pub stated: Option<Stated>,
    /// The blocks of this registry's book that share units with it; `None` when the book was not looked at.
    pub held: Option<Vec<Block>>,
}

impl SpanFacts {
    /// The facts of a well-formed span and of what the book holds there.
    pub fn of(span: BlockSpan, held: Option<Vec<Block>>) -> Self {
        Self { first: span.first_id(), last: span.last_id(), columns: None, stated: None, held }
    }

    /// The span, if its ends belong together and are in order.
    pub fn span(&self) -> Option<BlockSpan> {
        BlockSpan::of(self.first.clone(), self.last.clone()).ok()
    }
}

/// The units.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitFacts {
    /// What is named.
    pub spans: Vec<SpanFacts>,
    /// How many units the message or the order says they are.
    pub stated: Option<Quantity>,
    /// How many units the person ordered.
    pub ordered: Option<Quantity>,
    /// What a lock of this very transfer names as its cause; such a lock does not stand in its way.
    pub own_lock: Option<Untrusted>,
    /// What of them a case of reconciliation keeps from new orders, and the case.
    pub disputed: Vec<(BlockSpan, CaseId)>,
    /// Whether the hub has them with the same attributes.
    pub at_hub: Option<bool>,
    /// Units that the last reconciliation saw in another book as well.
    pub elsewhere: Option<Vec<BlockSpan>>,
    /// Whether the underlying registry confirmed its units and that they are used once.
    pub underlying_confirmed: Option<bool>,
}

/// What is known of one account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownAccount {
    /// Its id.
    pub id: AccountId,
    /// The registry it is in.
    pub registry: RegistryId,
    /// Its type.
    pub kind: AccountKind,
    /// Its state.
    pub state: AccountState,
    /// Who holds it.
    pub holder: Holder,
    /// The metric it is restricted to; `None` means any.
    pub metric: Option<Metric>,
    /// The approaches it is restricted to; empty means any.
    pub approaches: Vec<ApproachId>,
    /// How many different persons represent it; `None` when not known.
    pub representatives: Option<u32>,
}

/// Whether the receiving account is on the sending account's list of trusted accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Trust {
    /// It is not.
    NotListed,
    /// It is, and counts from this moment.
    From(Timestamp),
}

/// The accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountFacts {
    /// The account the units leave; for use and cancellation the one they were held in.
    pub sending: Lookup<KnownAccount>,
    /// The account the units go to.
    pub receiving: Lookup<KnownAccount>,
    /// Whether the receiving account is trusted; `None` when the registry keeps no such list.
    pub trust: Option<Trust>,
    /// The holder of the receiving account as the order names it.
    pub holder: Option<Untrusted>,
}

/// Who ordered and approved, and what the policy says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ControlFacts {
    /// The person who ordered it.
    pub initiator: Option<Untrusted>,
    /// The person who approved it, or is about to.
    pub approver: Option<Untrusted>,
    /// How many persons have signed or approved, and how many the policy asks for this amount.
    pub signatures: Option<u32>,
    /// How many the policy asks for this amount.
    pub signatures_needed: Option<u32>,
    /// How many units may still be moved today under the limits.
    pub limit_left: Option<Quantity>,
    /// The window in which orders are executed, this one or the next: from and until.
    pub window: Option<(Timestamp, Timestamp)>,
    /// The end of the latest delay after a change of contact, key, account or representative. A past one has elapsed.
    pub cooling_until: Option<Timestamp>,
    /// The digest of what was approved.
    pub approved_digest: Option<[u8; 32]>,
    /// The digest of what is to be sent or done.
    pub digest: Option<[u8; 32]>,
    /// Until when the approval holds.
    pub approval_expires: Option<Timestamp>,
    /// Why what a peer sends as evidence is not two persons' word for what it proposes.
    pub unproven: Option<Unproven>,
    /// Open security cases on peer, account or operator.
    pub cases: Option<Vec<Untrusted>>,
}

/// Why a peer's evidence does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unproven {
    /// The persons' signatures don't count.
    Signatures(Untrusted),
    /// They count for something else.
    Content(Untrusted),
}

/// The states of a transfer in both books, as far as signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BothStates {
    /// At the transferring registry.
    pub out: OutState,
    /// At the acquiring registry.
    pub incoming: InState,
}

/// What the peer answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerFacts {
    /// Whether its signature holds; the text says why not.
    pub signature: Option<Result<(), Untrusted>>,
    /// The digest of what we sent.
    pub digest: [u8; 32],
    /// The digest the answer names.
    pub echoed: Option<[u8; 32]>,
    /// When we sent it.
    pub sent: Timestamp,
    /// When the peer says it answered.
    pub answered: Option<Timestamp>,
    /// Both states.
    pub states: Option<BothStates>,
    /// Whether the hub took it; `None` when there is no hub.
    pub hub_accepted: Option<bool>,
}
