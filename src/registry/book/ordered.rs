//! What an order asks for, read whole: nobody approves what could only be read in part.
//! Each act holds exactly what it needs; an act this console does not know can't be read as another one.
//! Must not know: who ordered it, or what became of it.

use super::{ApproachSummary, AuthorizationVersion, OrderKind, Representative};
use crate::{
    domain::{
        AccountId, AccountKind, AccountState, ApproachId, AuthorizationId, BlockRange, Holder, Metric, Quantity, RegistryId,
        Vintage,
        transfer::{CancellationKind, TransferId},
    },
    evidence::digest::Digest,
    registry::Word,
    text::Untrusted,
};
use jiff::civil::Date;

/// The act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OrderedAct {
    /// Move ITMOs, use or cancel them.
    Transfer(Box<OrderedTransfer>),
    /// Issue blocks into an account.
    Issue {
        /// The account.
        account: AccountId,
        /// The blocks.
        blocks: Vec<IssuedBlock>,
    },
    /// Record a version of an authorization.
    Authorize {
        /// The authorization.
        id: AuthorizationId,
        /// The version as it is to stand in the book.
        version: Box<AuthorizationVersion>,
    },
    /// Record a cooperative approach as it is to stand in the book.
    Approach(ApproachSummary),
    /// Open an account.
    OpenAccount(Box<OrderedAccount>),
    /// Give an account another state.
    AccountState {
        /// The account.
        account: AccountId,
        /// Its new state.
        state: AccountState,
    },
    /// Release frozen blocks.
    ReleaseBlocks(Vec<BlockRange>),
    /// Decide about a transfer.
    Decide {
        /// What is decided.
        decision: Decision,
        /// About which transfer.
        transfer: TransferId,
        /// How many ITMOs that one is about.
        quantity: Quantity,
        /// SHA-256 of the proposal it rests on.
        proposal: Digest,
    },
    /// Take the suspended link to a counterpart up again.
    ResumeLink(RegistryId),
    /// Let an account trust another one.
    TrustAccount {
        /// The account that keeps the list.
        account: AccountId,
        /// The registry of the account it is to trust.
        registry: RegistryId,
        /// The account it is to trust.
        trusted: AccountId,
    },
}

/// What two persons can decide about a transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Decision {
    /// Accept an incoming one.
    Accept,
    /// Give up a provisional credit without the counterpart's word.
    Drop,
    /// Complete it by hand, on the counterpart's signed message as evidence.
    Complete,
    /// Take units in transit back.
    Rebook,
    /// Renounce the units of a cancelled incoming one.
    GiveUp,
}

impl OrderedAct {
    /// What kind of order it is.
    pub fn kind(&self) -> OrderKind {
        match self {
            Self::Transfer(_) => OrderKind::Transfer,
            Self::Issue { .. } => OrderKind::Issue,
            Self::Authorize { .. } => OrderKind::Authorize,
            Self::Approach(_) => OrderKind::Approach,
            Self::OpenAccount(_) => OrderKind::OpenAccount,
            Self::AccountState { .. } => OrderKind::AccountState,
            Self::ReleaseBlocks(_) => OrderKind::ReleaseBlocks,
            Self::Decide { decision, .. } => match decision {
                Decision::Accept => OrderKind::AcceptTransfer,
                Decision::Drop => OrderKind::DropIncoming,
                Decision::Complete => OrderKind::CompleteByHand,
                Decision::Rebook => OrderKind::Rebook,
                Decision::GiveUp => OrderKind::GiveUp,
            },
            Self::ResumeLink(_) => OrderKind::ResumeLink,
            Self::TrustAccount { .. } => OrderKind::TrustAccount,
        }
    }
}

/// ITMOs that are to move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderedTransfer {
    /// The account they are in.
    pub from: AccountId,
    /// Where they go.
    pub to: OrderDestination,
    /// Which.
    pub ranges: Vec<BlockRange>,
    /// How many, as the person said; it is what the ranges add up to.
    pub quantity: Quantity,
    /// The transfer this one corrects.
    pub corrects: Option<TransferId>,
}

/// Where ITMOs go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OrderDestination {
    /// To another account of this registry.
    Internal(AccountId),
    /// To an account of a counterpart registry.
    External {
        /// The registry.
        registry: RegistryId,
        /// The account.
        account: AccountId,
    },
    /// To an Adaptation Fund account.
    AdaptationFund {
        /// The registry; this one or a counterpart.
        registry: RegistryId,
        /// The account.
        account: AccountId,
        /// Whether that is mandatory (A6.4 ERs).
        mandatory: bool,
    },
    /// Into use towards a nationally determined contribution.
    NdcUse {
        /// The account of type 200.
        account: AccountId,
        /// The calendar year they are used for.
        year: Vintage,
    },
    /// Into use for another international mitigation purpose.
    OimpUse {
        /// The account of type 210.
        account: AccountId,
        /// The purpose, in the order's words.
        purpose: Untrusted,
    },
    /// Into cancellation.
    Cancellation {
        /// The account of type 300 to 330.
        account: AccountId,
        /// Of which kind.
        kind: Word<CancellationKind>,
    },
}

impl OrderDestination {
    /// The account they go to.
    pub fn account(&self) -> &AccountId {
        match self {
            Self::Internal(account)
            | Self::External { account, .. }
            | Self::AdaptationFund { account, .. }
            | Self::NdcUse { account, .. }
            | Self::OimpUse { account, .. }
            | Self::Cancellation { account, .. } => account,
        }
    }
}

/// A block that is to be issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuedBlock {
    /// Which ITMOs.
    pub range: BlockRange,
    /// The authorization.
    pub authorization: AuthorizationId,
    /// Its version, from 1.
    pub authorization_version: u32,
    /// Amount and unit of a metric other than GHG; empty for GHG.
    pub non_ghg: Untrusted,
    /// Underlying registry and units, or `NA`.
    pub underlying: Untrusted,
    /// Day of a first transfer before this order.
    pub first_transferred: Option<Date>,
}

/// An account that is to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderedAccount {
    /// Its id.
    pub id: AccountId,
    /// Its name.
    pub name: Untrusted,
    /// Its type.
    pub kind: AccountKind,
    /// Who is to hold it.
    pub holder: Holder,
    /// The state it is to have.
    pub state: AccountState,
    /// The cooperative approaches it is restricted to; empty means any.
    pub approaches: Vec<ApproachId>,
    /// The metric it is for.
    pub metric: Metric,
    /// Who may act for it.
    pub representatives: Vec<Representative>,
}
