//! An order that moves ITMOs: from where, to where, which, and under what authorization.
//! What an action needs stands in its variant, so that a use without a year or a transfer without a registry can't be written.
//! Must not know: whether the ITMOs are there, or whether the accounts exist.

use super::{SourceDocument, Units};
use crate::domain::{
    AccountId, AuthorizationId, Metric, PartyCode, RegistryId, Vintage,
    transfer::{Action, CancellationKind, TransferId},
};
use crate::text::Untrusted;
use std::{collections::BTreeSet, fmt, str::FromStr};

/// ITMOs that move.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Movement {
    /// The Party they leave.
    pub transferring_party: PartyCode,
    /// The account they leave.
    pub transferring_account: AccountId,
    /// The Party they go to; the same for a use or a cancellation.
    pub acquiring_party: PartyCode,
    /// What is done with them.
    pub to: Destination,
    /// The account they go to.
    pub acquiring_account: AccountId,
    /// Which.
    pub units: Units,
    /// What they measure.
    pub metric: Metric,
    /// The authorizations they are under; at least one.
    pub authorizations: BTreeSet<AuthorizationId>,
    /// The transfer this one corrects, by agreement.
    pub corrects: Option<TransferId>,
    /// The document that asks for it (F21).
    pub source: SourceDocument,
}

/// What is done with ITMOs, and the registry they go to when it may be another.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Destination {
    /// Their first transfer to another registry.
    FirstTransfer(RegistryId),
    /// A later transfer to another registry.
    Transfer(RegistryId),
    /// A move within the registry.
    Internal,
    /// Use towards an NDC, for a calendar year.
    NdcUse(Vintage),
    /// Use for other international mitigation purposes.
    OimpUse(PurposeWord),
    /// Cancellation.
    Cancellation(CancellationKind),
    /// To the Adaptation Fund.
    AdaptationFund {
        /// Whether it is the mandatory share of proceeds.
        mandatory: bool,
        /// The registry of the fund's account; may be this one.
        registry: RegistryId,
    },
}

impl Movement {
    /// What is done with the ITMOs, as the book records it.
    pub fn action(&self) -> Action {
        let account = || self.acquiring_account.clone();
        match &self.to {
            Destination::FirstTransfer(to) | Destination::Transfer(to) => match self.corrects {
                Some(of) => Action::Correction { of, to: *to, account: account() },
                None => Action::ExternalTransfer { to: *to, account: account() },
            },
            Destination::Internal => {
                Action::InternalTransfer { to: account(), party_changes: self.transferring_party != self.acquiring_party }
            }
            Destination::NdcUse(year) => Action::UseTowardsNdc { year: *year },
            Destination::OimpUse(purpose) => Action::UseForOimp { purpose: Untrusted::new(purpose.to_string()) },
            Destination::Cancellation(kind) => Action::Cancel { kind: *kind },
            Destination::AdaptationFund { mandatory, registry } => {
                Action::AdaptationFund { mandatory: *mandatory, to: *registry, account: account() }
            }
        }
    }

    /// Whether it moves as many from the same account to the same one, and does the same with them. Which ones may differ: a number is
    /// picked anew each time.
    pub(super) fn repeats(&self, earlier: &Self) -> bool {
        let leaves = |to: &Destination| match to {
            Destination::FirstTransfer(registry) | Destination::Transfer(registry) => Some(*registry),
            _ => None,
        };
        let alike = self.to == earlier.to || (leaves(&self.to).is_some() && leaves(&self.to) == leaves(&earlier.to));
        alike
            && self.transferring_account == earlier.transferring_account
            && self.acquiring_account == earlier.acquiring_account
            && self.units.quantity() == earlier.units.quantity()
    }
}

impl Destination {
    /// The word of the action.
    pub fn word(&self) -> &'static str {
        match self {
            Self::FirstTransfer(_) => "first-transfer",
            Self::Transfer(_) => "transfer",
            Self::Internal => "internal-transfer",
            Self::NdcUse(_) => "ndc-use",
            Self::OimpUse(_) => "oimp-use",
            Self::Cancellation(CancellationKind::Voluntary) => "cancellation-voluntary",
            Self::Cancellation(CancellationKind::OmgeMandatory) => "cancellation-omge-mandatory",
            Self::Cancellation(CancellationKind::OmgeVoluntary) => "cancellation-omge-voluntary",
            Self::Cancellation(CancellationKind::Other) => "cancellation-other",
            Self::AdaptationFund { mandatory: true, .. } => "adaptation-fund-mandatory",
            Self::AdaptationFund { mandatory: false, .. } => "adaptation-fund-voluntary",
        }
    }

    /// Every word of an action that moves ITMOs.
    pub const WORDS: [&'static str; 11] = [
        "first-transfer",
        "transfer",
        "internal-transfer",
        "ndc-use",
        "oimp-use",
        "cancellation-voluntary",
        "cancellation-omge-mandatory",
        "cancellation-omge-voluntary",
        "cancellation-other",
        "adaptation-fund-mandatory",
        "adaptation-fund-voluntary",
    ];

    /// The registry they go to, for an order that this one is to carry out.
    pub fn registry(&self, own: RegistryId) -> RegistryId {
        match self {
            Self::FirstTransfer(registry) | Self::Transfer(registry) | Self::AdaptationFund { registry, .. } => *registry,
            Self::Internal | Self::NdcUse(_) | Self::OimpUse(_) | Self::Cancellation(_) => own,
        }
    }

    /// The calendar year they are used for, if they are used towards an NDC.
    pub fn calendar_year(&self) -> Option<Vintage> {
        if let Self::NdcUse(year) = self { Some(*year) } else { None }
    }

    /// The purpose they are used for, if it is another than an NDC.
    pub fn purpose(&self) -> Option<&PurposeWord> {
        if let Self::OimpUse(purpose) = self { Some(purpose) } else { None }
    }

    /// The destination of an action's word and of the values that say more, those not of the action being none.
    /// `own` is the registry that carries the order out.
    pub(super) fn of(
        word: &str,
        (own, registry): (RegistryId, RegistryId),
        year: Option<Vintage>,
        purpose: Option<PurposeWord>,
    ) -> Result<Self, &'static str> {
        let to = match (word, year, purpose) {
            ("ndc-use", Some(year), None) => Self::NdcUse(year),
            ("oimp-use", None, Some(purpose)) => Self::OimpUse(purpose),
            ("ndc-use" | "oimp-use", ..) | (_, Some(_), _) | (_, _, Some(_)) => {
                return Err(
                    "a calendar year belongs to a use towards an NDC, a purpose to a use for other purposes, and to nothing else",
                );
            }
            ("first-transfer", ..) => Self::FirstTransfer(registry),
            ("transfer", ..) => Self::Transfer(registry),
            ("internal-transfer", ..) => Self::Internal,
            ("cancellation-voluntary", ..) => Self::Cancellation(CancellationKind::Voluntary),
            ("cancellation-omge-mandatory", ..) => Self::Cancellation(CancellationKind::OmgeMandatory),
            ("cancellation-omge-voluntary", ..) => Self::Cancellation(CancellationKind::OmgeVoluntary),
            ("cancellation-other", ..) => Self::Cancellation(CancellationKind::Other),
            ("adaptation-fund-mandatory", ..) => Self::AdaptationFund { mandatory: true, registry },
            ("adaptation-fund-voluntary", ..) => Self::AdaptationFund { mandatory: false, registry },
            _ => return Err("no such action"),
        };
        let leaves = matches!(to, Self::FirstTransfer(_) | Self::Transfer(_));
        if leaves && registry == own {
            return Err("a transfer goes to another registry; within one it is an internal transfer");
        }
        if to.registry(own) != registry {
            return Err("this action does not leave the registry");
        }
        Ok(to)
    }
}

/// The word of a purpose, such as `CORSIA`: 1 to 32 ASCII letters, digits, dots and hyphens, and not `none`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PurposeWord(Box<str>);

/// A text that is no word of a purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a purpose is one word of 1 to 32 letters, digits, dots and hyphens, such as CORSIA")]
pub struct NotAPurpose;

impl FromStr for PurposeWord {
    type Err = NotAPurpose;

    fn from_str(text: &str) -> Result<Self, NotAPurpose> {
        let plain = text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-');
        if plain && (1..=32).contains(&text.len()) && text != "none" { Ok(Self(text.into())) } else { Err(NotAPurpose) }
    }
}

impl fmt::Display for PurposeWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}
