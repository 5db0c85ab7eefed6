//! Transfers and orders: how they begin and what becomes of them.
//! Each registry records its own side; the other side's word is a message, not a posting.
//! Must not know: how it is applied to the book.

use super::units::Span;
use crate::wire::BigNumber;
use crate::wire::order::OrderAct;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A transfer as it begins, in the book of one side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
    pub year: Option<u16>,
    /// The purpose of a use for other international mitigation purposes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// The transfer it corrects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<String>,
    /// Until when the next step of this side or of the counterpart is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Timestamp>,
}

/// A transfer's new state.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
    pub act: OrderAct,
}

/// An order's end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrderState {
    /// The order.
    pub order: String,
    /// `executed`, `rejected`, `withdrawn`, `expired`, `superseded` or `stopped`.
    pub state: String,
    /// Who decided; none when the registry did it by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}
