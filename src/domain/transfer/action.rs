//! What can be done with units, and what each action is called in the agreed electronic format (tables 25(b) and 26(b)).
//! The words are verbatim; whether an action is the first transfer follows from the authorization and from what the units have been through.
//! Must not know: who may order an action, and whether the units are there.

use super::TransferId;
use crate::{
    domain::{AccountId, AccountKind, RegistryId, Vintage, authorization::FirstTransferRule, words},
    text::Untrusted,
};

/// Why units are cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CancellationKind {
    /// By the holder's free will.
    Voluntary,
    /// Mandatory, to deliver overall mitigation in global emissions.
    OmgeMandatory,
    /// Voluntary, to deliver overall mitigation in global emissions. Never applied by itself (2/CMA.3, annex, paragraph 39).
    OmgeVoluntary,
    /// Any other.
    Other,
}

words!(
    CancellationKind, "kind of cancellation",
    Voluntary "voluntary",
    OmgeMandatory "omge-mandatory",
    OmgeVoluntary "omge-voluntary",
    Other "other",
);

/// What is done with units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Units come into being in an account.
    Issue {
        /// The account they are issued to.
        to: AccountId,
    },
    /// Units move within the registry.
    InternalTransfer {
        /// The account they go to.
        to: AccountId,
        /// Whether the holders of the two accounts belong to different Parties; then it is an international transfer all the same.
        party_changes: bool,
    },
    /// Units move to another registry, for the first time or again.
    ExternalTransfer {
        /// The acquiring registry.
        to: RegistryId,
        /// The account there.
        account: AccountId,
    },
    /// Units are used towards a nationally determined contribution and never move again.
    UseTowardsNdc {
        /// The calendar year they are used for.
        year: Vintage,
    },
    /// Units are used towards other international mitigation purposes and never move again.
    UseForOimp {
        /// The purpose as the person who ordered it wrote it.
        purpose: Untrusted,
    },
    /// Units are cancelled and never move again.
    Cancel {
        /// Why.
        kind: CancellationKind,
    },
    /// Units go to the Adaptation Fund.
    AdaptationFund {
        /// Whether the share of proceeds is mandatory (paragraph 6.4 units) or given freely.
        mandatory: bool,
        /// The registry of the fund's account.
        to: RegistryId,
        /// The fund's account there.
        account: AccountId,
    },
    /// Units go back where they came from, by agreement: what was transferred wrongly is not undone but transferred again.
    Correction {
        /// The completed transfer that was wrong.
        of: TransferId,
        /// The registry they go back to.
        to: RegistryId,
        /// The account there.
        account: AccountId,
    },
}

/// How an action stands in the agreed electronic format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Record {
    /// Value of table 25(b).
    pub action: &'static str,
    /// Value of table 26(b); `None` for action types without subtypes.
    pub subtype: Option<&'static str>,
}

impl Record {
    const fn of(action: &'static str, subtype: &'static str) -> Self {
        Self { action, subtype: Some(subtype) }
    }

    /// Whether units with this record have been first transferred by it.
    pub fn is_first_transfer(self) -> bool {
        self.action == FIRST_TRANSFER
    }
}

const FIRST_TRANSFER: &str = "First transfer";
const MANDATORY_OMGE: &str = "Mandatory cancellation to deliver OMGE";
const VOLUNTARY_OMGE: &str = "Voluntary cancellation to deliver OMGE";
const OTHER_CANCELLATIONS: &str = "Other cancellations";

impl Action {
    /// The record of the action where the units leave or are marked; `None` when the format records nothing, as for a move within one Party.
    /// `first_transferred` says whether the units have been first transferred before it, `rule` what their authorization counts as that.
    pub fn records(&self, first_transferred: bool, rule: FirstTransferRule) -> Option<Record> {
        let first = |due: bool| due && !first_transferred;
        match self {
            // Units of such an authorization are first transferred from their beginning: there are no ids to record before it.
            Self::Issue { .. } if first(rule.on_authorization()) => Some(Record::of(FIRST_TRANSFER, "Authorization")),
            Self::Issue { .. } if first(rule.on_issuance()) => Some(Record::of(FIRST_TRANSFER, "Issuance")),
            Self::Issue { .. } | Self::InternalTransfer { party_changes: false, .. } => None,
            Self::InternalTransfer { .. } | Self::ExternalTransfer { .. } | Self::Correction { .. } => {
                let due = first(rule.on_international_transfer());
                let again = Record::of("Transfer", "Not yet defined");
                Some(if due { Record::of(FIRST_TRANSFER, "First transfer to another Party") } else { again })
            }
            Self::AdaptationFund { mandatory: true, .. } => {
                Some(Record::of("Transfer", "Mandatory transfer to the Adaptation Fund (A6.4 ERs)"))
            }
            Self::AdaptationFund { mandatory: false, .. } => {
                Some(Record::of("Transfer", "Voluntary transfer to the Adaptation Fund (A6.4 ERs)"))
            }
            Self::UseTowardsNdc { .. } => Some(Record { action: "Use", subtype: None }),
            Self::UseForOimp { .. } if first(rule.on_use_or_cancellation()) => {
                Some(Record::of(FIRST_TRANSFER, "Use or cancellation"))
            }
            Self::UseForOimp { .. } => Some(Record::of("Cancellation", OTHER_CANCELLATIONS)),
            Self::Cancel { kind } => Some(cancelled(*kind, first(rule.on_use_or_cancellation()))),
        }
    }

    /// The record at the registry the units arrive in; `None` when they don't change hands between Parties.
    pub fn records_on_arrival(&self) -> Option<Record> {
        match self {
            Self::InternalTransfer { party_changes: true, .. }
            | Self::ExternalTransfer { .. }
            | Self::AdaptationFund { .. }
            | Self::Correction { .. } => Some(Record { action: "Acquisition", subtype: None }),
            Self::Issue { .. }
            | Self::InternalTransfer { party_changes: false, .. }
            | Self::UseTowardsNdc { .. }
            | Self::UseForOimp { .. }
            | Self::Cancel { .. } => None,
        }
    }

    /// The type of account the units end in (table 52(b)).
    pub fn ends_in(&self) -> AccountKind {
        match self {
            Self::Issue { .. }
            | Self::InternalTransfer { .. }
            | Self::ExternalTransfer { .. }
            | Self::AdaptationFund { .. }
            | Self::Correction { .. } => AccountKind::HOLDING,
            Self::UseTowardsNdc { .. } => AccountKind::NDC_USE,
            Self::UseForOimp { .. } => AccountKind::OIMP_USE,
            Self::Cancel { kind: CancellationKind::Voluntary } => AccountKind::CANCELLATION,
            Self::Cancel { kind: CancellationKind::OmgeMandatory } => AccountKind(310),
            Self::Cancel { kind: CancellationKind::OmgeVoluntary } => AccountKind(320),
            Self::Cancel { kind: CancellationKind::Other } => AccountKind(330),
        }
    }

    /// The registry the units go to; `None` when they stay in this one.
    pub fn goes_to(&self) -> Option<RegistryId> {
        match self {
            Self::ExternalTransfer { to, .. } | Self::AdaptationFund { to, .. } | Self::Correction { to, .. } => Some(*to),
            _ => None,
        }
    }

    /// The action's word on the wire, in filters and on the screen.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Issue { .. } => "issue",
            Self::InternalTransfer { .. } => "internal-transfer",
            Self::ExternalTransfer { .. } => "external-transfer",
            Self::UseTowardsNdc { .. } => "use-towards-ndc",
            Self::UseForOimp { .. } => "use-for-oimp",
            Self::Cancel { .. } => "cancel",
            Self::AdaptationFund { .. } => "adaptation-fund",
            Self::Correction { .. } => "correction",
        }
    }
}

/// How a cancellation is recorded. The voluntary ones have an action type of their own.
fn cancelled(kind: CancellationKind, first_transfer: bool) -> Record {
    let (action, subtype) = match kind {
        CancellationKind::Voluntary => ("Voluntary Cancellation", OTHER_CANCELLATIONS),
        CancellationKind::OmgeMandatory => ("Cancellation", MANDATORY_OMGE),
        CancellationKind::OmgeVoluntary => ("Voluntary Cancellation", VOLUNTARY_OMGE),
        CancellationKind::Other => ("Cancellation", OTHER_CANCELLATIONS),
    };
    Record::of(if first_transfer { FIRST_TRANSFER } else { action }, subtype)
}

#[cfg(test)]
mod tests;
