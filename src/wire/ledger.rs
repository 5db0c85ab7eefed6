//! What a registry's ledger says: acts, each a list of postings that happened together or not at all.
//! An act is never changed; what the book shows is what its postings add up to, and can be added up again.
//! Must not know: how postings are applied, or how entries are chained.

use super::BigNumber;
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// One act: who did what, why, and its postings. The entry's kind, number and time stand in the chain around it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::Act))]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// The persons who did it, by login: the one who submitted first, then who approved. Empty when the registry acted by rule.
    pub by: Vec<String>,
    /// Why, in their words or in the registry's.
    pub reason: String,
    /// SHA-256 of the message that caused it or that it caused, in hexadecimal digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub message: Option<String>,
    /// What changed.
    pub postings: Vec<Posting>,
}

/// One change of the book.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::Posting))]
#[serde(rename_all = "kebab-case")]
pub enum Posting {
    /// A cooperative approach is recorded or has a new state.
    Approach(Approach),
    /// A version of an authorization is recorded or has a new state.
    Authorization(Authorization),
    /// An authorized entity is recorded.
    Entity(Entity),
    /// An account is opened, or asked for.
    Account(Account),
    /// An account has another state.
    AccountState(AccountState),
    /// Who represents an account, all of them.
    Representatives(Representatives),
    /// Blocks come into being: issuance, or the opening of the book.
    Create(Blocks),
    /// Serials this registry gave out before the book was opened, wherever their ITMOs are now: none of them is issued again.
    GivenOut(Spans),
    /// Blocks are set aside, proposed or frozen; they stay where they are.
    Lock(Lock),
    /// Blocks are free again.
    Unlock(Spans),
    /// Blocks go to another account of this registry.
    Move(Move),
    /// Blocks leave the book for a counterpart registry: in transit, in no account.
    Depart(Transit),
    /// The counterpart has them: they are no longer in transit.
    Deliver(Transit),
    /// Blocks in transit come back into the book, because the counterpart signed that it does not have them.
    Return(Return),
    /// Blocks of a counterpart are expected: a provisional credit, not held.
    Expect(Expect),
    /// A provisional credit becomes a holding.
    Credit(Spans),
    /// A provisional credit is given up.
    Forget(Spans),
    /// Blocks are first transferred.
    FirstTransfer(FirstTransfer),
    /// A transfer begins in this book.
    Transfer(Box<Transfer>),
    /// A transfer has another state.
    TransferState(TransferState),
    /// An order is submitted.
    Order(Box<Order>),
    /// An order is decided.
    OrderState(OrderState),
}

/// Consecutive ITMOs of one series, by their first and last id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::Span))]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// ITMO id of the first.
    pub first: String,
    /// ITMO id of the last.
    pub last: String,
}

/// A cooperative approach.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::Approach))]
#[serde(deny_unknown_fields)]
pub struct Approach {
    /// Its id, such as `CA0001`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The participating Parties.
    pub parties: Vec<String>,
    /// `draft`, `submitted`, `active`, `suspended`, `completed` or `revoked`.
    pub state: String,
    /// `draft`, `submitted` or `published`: ITMOs are authorized only once it is submitted (2/CMA.3, annex, paragraph 18).
    pub initial_report: String,
}

/// A version of an authorization.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::Authorization))]
#[serde(deny_unknown_fields)]
pub struct Authorization {
    /// Its id.
    pub id: String,
    /// Its version, from 1.
    pub version: u32,
    /// `draft`, `issued`, `suspended`, `revoked`, `expired` or `exhausted`.
    pub state: String,
    /// The cooperative approach.
    pub approach: String,
    /// The first transferring participating Party.
    pub party: String,
    /// The day it was given.
    pub date: Date,
    /// Purposes (table 16(b)), as spelled there.
    pub purpose: String,
    /// First transfer definition for OIMP (table 49(b)), as spelled there, when the purpose covers it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub first_transfer: Option<String>,
    /// The Parties that may acquire or use; empty means any.
    pub parties: Vec<String>,
    /// The authorized entities; empty means any.
    pub entities: Vec<String>,
    /// The greatest quantity that may be first transferred.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub quantity: Option<BigNumber>,
    /// First and last vintage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub timeframe: Option<(u16, u16)>,
    /// `GHG` or `non-GHG` (table 12(b)).
    pub metric: String,
    /// Table 36(b).
    pub mitigation_type: String,
    /// Table 15(b).
    pub sector: String,
    /// Table 51(b).
    pub activity_type: String,
    /// Terms and conditions, in the Party's words.
    pub terms: String,
}

/// An authorized entity (table 5 of the agreed electronic format).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::Entity))]
#[serde(deny_unknown_fields)]
pub struct Entity {
    /// Its identification number in the country of incorporation.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The country of incorporation.
    pub country: String,
    /// The Party that authorized it.
    pub party: String,
}

/// An account as it is opened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::Account))]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Type code (table 52(b)).
    pub kind: u16,
    /// Its holder's name.
    pub holder: String,
    /// `party` or `entity`.
    pub holder_kind: String,
    /// The Party the holder is, or is authorized by.
    pub party: String,
    /// Its state.
    pub state: String,
    /// When it was opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub opened: Option<Timestamp>,
    /// When it last took part in an act, as far as this book was not there to see.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub last_act: Option<Timestamp>,
    /// The cooperative approaches it is restricted to; empty means any.
    pub approaches: Vec<String>,
    /// The metric it is restricted to (2/CMA.3, annex, paragraph 9); none means GHG only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub metric: Option<String>,
    /// What keeps it from moving.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub lock: Option<Cause>,
}

/// Why something may not move, and since when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::Cause))]
#[serde(deny_unknown_fields)]
pub struct Cause {
    /// The cause: a transfer id, a discrepancy, an administrator's freeze.
    pub cause: String,
    /// Since when.
    pub since: Timestamp,
}

/// An account's new state.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::AccountState))]
#[serde(deny_unknown_fields)]
pub struct AccountState {
    /// The account.
    pub account: String,
    /// Its new state.
    pub state: String,
    /// What keeps it from moving now; none frees it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub lock: Option<Cause>,
}

/// Everybody who may act for an account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::Representatives))]
#[serde(deny_unknown_fields)]
pub struct Representatives {
    /// The account.
    pub account: String,
    /// Each person with a role: `primary`, `secondary` or `viewer`.
    pub people: Vec<Representative>,
}

/// Somebody who may act for an account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::Representative))]
#[serde(deny_unknown_fields)]
pub struct Representative {
    /// The person's name.
    pub name: String,
    /// `primary`, `secondary` or `viewer`.
    pub role: String,
}

/// Blocks with everything that is true of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::Blocks))]
#[serde(deny_unknown_fields)]
pub struct Blocks {
    /// The blocks.
    pub blocks: Vec<Held>,
}

/// A block and where it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::Held))]
#[serde(deny_unknown_fields)]
pub struct Held {
    /// The account.
    pub account: String,
    /// Its state; none is `available`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub state: Option<String>,
    /// What keeps it from moving.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub lock: Option<Cause>,
    /// The block itself.
    pub block: Block,
}

/// A block wherever it is: what never changes, and when it was first transferred.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::Block))]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// ITMO id of the first unit.
    pub first: String,
    /// ITMO id of the last unit.
    pub last: String,
    /// The authorization.
    pub authorization: String,
    /// Its version.
    pub version: u32,
    /// Amount and unit of a metric other than GHG; empty for GHG.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub non_ghg: String,
    /// Underlying registry and units, or `NA`.
    pub underlying: String,
    /// Day of the first transfer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub first_transferred: Option<Date>,
}

/// Blocks that may not move for a reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::Lock))]
#[serde(deny_unknown_fields)]
pub struct Lock {
    /// Which.
    pub spans: Vec<Span>,
    /// `reserved`, `in-flight-out`, `frozen-reconciliation` or `frozen-administration`.
    pub state: String,
    /// Why.
    pub cause: String,
}

/// Which ITMOs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::Spans))]
#[serde(deny_unknown_fields)]
pub struct Spans {
    /// The spans, in order, none overlapping another.
    pub spans: Vec<Span>,
}

/// From one account to another of the same registry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::Move))]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// Which.
    pub spans: Vec<Span>,
    /// To this account.
    pub to: String,
    /// Their state there: `available`, `used` or `cancelled`.
    pub state: String,
}

/// Out of the book under a transfer, or out of transit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::Transit))]
#[serde(deny_unknown_fields)]
pub struct Transit {
    /// Which.
    pub spans: Vec<Span>,
    /// Under this transfer.
    pub transfer: String,
}

/// Back from transit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::Return))]
#[serde(deny_unknown_fields)]
pub struct Return {
    /// Which.
    pub spans: Vec<Span>,
    /// The transfer they were in transit under.
    pub transfer: String,
    /// To this account.
    pub to: String,
}

/// Expected from a counterpart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::Expect))]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// The transfer that brings them.
    pub transfer: String,
    /// To this account.
    pub to: String,
    /// The blocks as the counterpart describes them.
    pub blocks: Vec<Block>,
}

/// The first transfer of blocks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::FirstTransfer))]
#[serde(deny_unknown_fields)]
pub struct FirstTransfer {
    /// Which.
    pub spans: Vec<Span>,
    /// On this day, UTC.
    pub on: Date,
}

/// A transfer as it begins, in the book of one side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::Transfer))]
#[serde(deny_unknown_fields)]
pub struct Transfer {
    /// Its id, such as `GHA01-2026-000123`.
    pub id: String,
    /// `transferring` or `acquiring`.
    pub side: String,
    /// Its state at this side.
    pub state: String,
    /// Action type (table 25(b)).
    pub action: String,
    /// Action subtype (table 26(b)).
    pub subtype: String,
    /// The transferring registry.
    pub from_registry: String,
    /// The transferring account.
    pub from_account: String,
    /// The acquiring registry.
    pub to_registry: String,
    /// The acquiring account.
    pub to_account: String,
    /// Which ITMOs.
    pub spans: Vec<Span>,
    /// How many.
    pub quantity: BigNumber,
    /// The calendar year of the NDC they are used towards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub year: Option<u16>,
    /// The purpose of a use for other international mitigation purposes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub purpose: Option<String>,
    /// The transfer it corrects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub corrects: Option<String>,
    /// Until when the next step of this side or of the counterpart is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub due: Option<Timestamp>,
}

/// A transfer's new state.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::TransferState))]
#[serde(deny_unknown_fields)]
pub struct TransferState {
    /// The transfer.
    pub transfer: String,
    /// What happened: a word of the state machine.
    pub event: String,
    /// Its new state at this side.
    pub state: String,
    /// Until when the next step is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub due: Option<Timestamp>,
}

/// An order: an act that takes two persons, as the first of them submitted it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::Order))]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// Its id, such as `CHE01-2026-000124`; an order for a transfer and the transfer have the same.
    pub id: String,
    /// The login of the person who submitted it.
    pub by: String,
    /// Until when it can be approved.
    pub expires: Timestamp,
    /// What is to be done.
    pub act: super::order::OrderAct,
}

/// An order's end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::OrderState))]
#[serde(deny_unknown_fields)]
pub struct OrderState {
    /// The order.
    pub order: String,
    /// `executed`, `rejected`, `withdrawn` or `expired`.
    pub state: String,
    /// Who decided; none when it expired.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub by: Option<String>,
}
