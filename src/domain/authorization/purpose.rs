//! What outcomes are authorized for (table 16(b)), and which event is their first transfer (table 49(b)).
//! The values are verbatim, "Authorisation" with an s included; the seven purposes are seven values although some mean the same.
//! Must not know: any one authorization.

use crate::domain::words;

/// What an authorization is for. Value of table 16(b).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// Use towards nationally determined contributions.
    Ndc,
    /// Other international mitigation purposes, whichever.
    Oimp,
    /// International mitigation purposes other than a contribution.
    Imp,
    /// Other purposes.
    Op,
    /// Contributions and other international mitigation purposes.
    NdcAndOimp,
    /// Contributions and international mitigation purposes.
    NdcAndImp,
    /// Contributions and other purposes.
    NdcAndOp,
}

words!(
    Purpose, "purpose",
    Ndc "NDC",
    Oimp "OIMP",
    Imp "IMP",
    Op "OP",
    NdcAndOimp "NDC and OIMP",
    NdcAndImp "NDC and IMP",
    NdcAndOp "NDC and OP",
);

/// What somebody intends to use outcomes for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Use {
    /// Towards a nationally determined contribution.
    Ndc,
    /// For an international mitigation purpose, such as the aviation scheme.
    Imp,
    /// For another purpose, such as a voluntary claim.
    Op,
    /// For other international mitigation purposes, without saying which of the two.
    Oimp,
}

words!(Use, "use", Ndc "NDC", Imp "IMP", Op "OP", Oimp "OIMP");

impl Purpose {
    /// Whether outcomes authorized for this purpose may be used so. A use for OIMP that does not say which kind needs only one of the two.
    pub fn covers(self, intended: Use) -> bool {
        match intended {
            Use::Ndc => self.includes_ndc(),
            Use::Imp => matches!(self, Self::Oimp | Self::Imp | Self::NdcAndOimp | Self::NdcAndImp),
            Use::Op => matches!(self, Self::Oimp | Self::Op | Self::NdcAndOimp | Self::NdcAndOp),
            Use::Oimp => self.includes_oimp(),
        }
    }

    /// Whether contributions are among its purposes.
    pub fn includes_ndc(self) -> bool {
        matches!(self, Self::Ndc | Self::NdcAndOimp | Self::NdcAndImp | Self::NdcAndOp)
    }

    /// Whether any other international mitigation purpose is among them.
    pub fn includes_oimp(self) -> bool {
        self != Self::Ndc
    }
}

/// What counts as first transfer. Value of table 49(b).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FirstTransferDefinition {
    /// The first international transfer: always so for contributions (2/CMA.3, annex, paragraph 2(a)).
    FirstInternational,
    /// The authorization itself.
    Authorisation,
    /// The issuance.
    Issuance,
    /// The use or the cancellation.
    UseOrCancellation,
}

words!(
    FirstTransferDefinition, "definition",
    FirstInternational "First international transfer",
    Authorisation "Authorisation",
    Issuance "Issuance",
    UseOrCancellation "Use or Cancellation",
);

impl FirstTransferDefinition {
    /// The three that the first transferring Party chooses from for other international mitigation purposes (paragraph 2(b)).
    pub const FOR_OIMP: [Self; 3] = [Self::Authorisation, Self::Issuance, Self::UseOrCancellation];
}

/// Which events are the first transfer of an authorization's units. With both kinds of purpose it is whichever comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FirstTransferRule {
    ndc: bool,
    oimp: Option<FirstTransferDefinition>,
}

impl FirstTransferRule {
    /// The rule of a purpose and of what the Party chose. A choice without such a purpose, or not for it, counts for nothing.
    pub fn of(purpose: Purpose, oimp: Option<FirstTransferDefinition>) -> Self {
        let chosen = oimp.filter(|chosen| purpose.includes_oimp() && FirstTransferDefinition::FOR_OIMP.contains(chosen));
        Self { ndc: purpose.includes_ndc(), oimp: chosen }
    }

    /// Whether the first international transfer is it.
    pub fn on_international_transfer(self) -> bool {
        self.ndc
    }

    /// Whether the authorization is it.
    pub fn on_authorization(self) -> bool {
        self.oimp == Some(FirstTransferDefinition::Authorisation)
    }

    /// Whether the issuance is it.
    pub fn on_issuance(self) -> bool {
        self.oimp == Some(FirstTransferDefinition::Issuance)
    }

    /// Whether the use or the cancellation is it.
    pub fn on_use_or_cancellation(self) -> bool {
        self.oimp == Some(FirstTransferDefinition::UseOrCancellation)
    }
}
