//! Why somebody's word does not count: the rule it breaks, and a sentence for the person it concerns.
//! The words are ours and name persons and stations by their ids; nothing of a text from outside is quoted (T01).
//! Must not know: how an objection is shown.

use crate::{
    domain::{PersonId, StationId},
    evidence::{edition::Edition, principal::Principal, roster::Role, sshsig::SshsigProblem, statement::RekeyField},
};
use jiff::Timestamp;

/// Why a word does not count.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Objection {
    /// The initiator, whatever role, key or login they use.
    #[error("{0} initiated this order and never counts as its approver")]
    Initiator(PersonId),
    /// Another statement of this person counts already.
    #[error("{0} counts once, whatever keys or logins they use")]
    Again(PersonId),
    /// The person has no row.
    #[error("{0} is not in the roster")]
    NotInRoster(PersonId),
    /// Their row, or the role, is not valid then.
    #[error("{0} is no {role} at this time", role = .1.word())]
    NoRole(PersonId, Role),
    /// A deputy of the very person who initiated.
    #[error("{0} stands in for the initiator and can't approve their order")]
    DeputyOfInitiator(PersonId),
    /// The key is in no row.
    #[error("signed with a key that the roster does not have")]
    UnknownKey,
    /// The key is somebody else's.
    #[error("said to be by {0}, and signed with a key of {1}")]
    KeyOfAnother(PersonId, PersonId),
    /// The key is not valid then.
    #[error("the key of {0} is not valid at this time")]
    KeyNotValid(PersonId),
    /// One person ended the key.
    #[error("the key of {0} was revoked at {1}, and what was not carried out before counts no more")]
    Revoked(Principal, Timestamp),
    /// The person's signature does not hold.
    #[error("the signature of {0} does not hold: {1}")]
    Signature(PersonId, SshsigProblem),
    /// The station has no row, or it is not valid then.
    #[error("{0} is no station of the roster at this time")]
    NoStation(StationId),
    /// The station's signature does not hold.
    #[error("the signature of station {0} does not hold: {1}")]
    StationSignature(StationId, SshsigProblem),
    /// The initiator's station.
    #[error("{0} is the station the order was initiated at; an approver sits at another")]
    SameStation(StationId),
    /// The initiator's session, or their computer and account a short time ago.
    #[error(
        "it came through the initiator's own session, or from the computer and account they used less than {0} minutes before"
    )]
    SamePlace(u16),
    /// The login it came through is somebody else's, or nobody's.
    #[error("it came through a login that is not {0}'s")]
    LoginOfAnother(PersonId),
    /// It is about other octets.
    #[error("it is about another text than this order")]
    OtherOrder,
    /// Another registry's, or another environment's.
    #[error("it is for another registry or environment than the roster in force")]
    OtherRegistry,
    /// The roster it names was never in force here.
    #[error("it was made under roster v{}, which this registry does not know", .0.version)]
    UnknownRoster(Edition),
    /// The policy it names was never in force here.
    #[error("it was made under policy v{}, which this registry does not know", .0.version)]
    UnknownPolicy(Edition),
    /// Roster or policy are for another time or registry than this.
    #[error("the roster or the policy in force is not valid at this time; security officers must sign another")]
    NothingInForce,
    /// A field that had to be typed again was not.
    #[error("the policy asks that the approver type {field} again before seeing it", field = .0.word())]
    NotRekeyed(RekeyField),
    /// The document was not compared.
    #[error("the policy asks that the approver compare their own copy of the source document")]
    NoOwnCopy,
    /// It decides about a transfer, and there is no document that could be compared.
    #[error("the policy asks that the approver compare the source document, and the order names none")]
    NoDocument,
    /// Its time is over.
    #[error("it expired at {0}")]
    Expired(Timestamp),
    /// It says it was made later than now.
    #[error("it says it was made at {0}, which has not come yet")]
    NotYet(Timestamp),
    /// The person took it back.
    #[error("{0} took the approval back")]
    TakenBack(PersonId),
    /// Two statements of one person have one number.
    #[error("{0} gave two statements the same number; neither counts")]
    SameNumber(PersonId),
    /// Only who initiated can withdraw.
    #[error("{0} did not initiate this order; who finds it wrong rejects it")]
    NotTheInitiator(PersonId),
    /// A releaser who also approved.
    #[error("{0} approved this order, and who releases it is a third person")]
    ApprovedAlready(PersonId),
    /// The hours of execution begin when the order has ended.
    #[error("agreed to now it would wait for the hours of execution, which begin at {opens}, and it ends at {ends}")]
    NoHoursLeft {
        /// When the hours begin that it would wait for.
        opens: Timestamp,
        /// When the order ends.
        ends: Timestamp,
    },
    /// Released before the cooling-off was over.
    #[error("it was released before the cooling-off was over")]
    ReleasedEarly,
    /// A third person has released it.
    #[error("{0} released this order, and nothing more is to be agreed to")]
    Released(PersonId),
    /// There is no approval of theirs to take back.
    #[error("there is no approval of {0} that counts")]
    NothingToTakeBack(PersonId),
    /// Who proposed a resolution, whatever role, key or login they use.
    #[error("{0} proposed this resolution and never counts as its second person")]
    Proposer(PersonId),
    /// A deputy of the very person who proposed it.
    #[error("{0} stands in for who proposed this resolution and can't confirm it")]
    DeputyOfProposer(PersonId),
    /// The station it was proposed at.
    #[error("{0} is the station the resolution was proposed at; who confirms it sits at another")]
    StationOfProposal(StationId),
    /// It is about another resolution.
    #[error("it is about another text than this resolution")]
    OtherResolution,
    /// Not all evidence was compared.
    #[error("who confirms a resolution compares every piece of its evidence with a copy of their own")]
    EvidenceNotCompared,
    /// The order has ended.
    #[error("the order is {0}, and that is final for this text")]
    Ended(&'static str),
}

impl Objection {
    /// The rule or threat behind it, as in `docs/rules.md`.
    pub fn rule(&self) -> &'static str {
        match self {
            Self::Initiator(_) | Self::Proposer(_) => "F01",
            Self::Again(_) | Self::NotInRoster(_) | Self::KeyOfAnother(..) | Self::LoginOfAnother(_) => "F02",
            Self::NoStation(_) | Self::StationSignature(..) | Self::SameStation(_) | Self::StationOfProposal(_) => "F03",
            Self::SamePlace(_) => "F04",
            Self::OtherOrder | Self::OtherResolution | Self::Signature(..) => "F05",
            Self::NotRekeyed(_) => "F07",
            Self::Expired(_) => "F13",
            Self::Revoked(..) => "F15",
            Self::ApprovedAlready(_) | Self::ReleasedEarly | Self::Released(_) => "F19",
            Self::NoOwnCopy | Self::NoDocument | Self::EvidenceNotCompared => "F21",
            Self::TakenBack(_) | Self::NotTheInitiator(_) | Self::NothingToTakeBack(_) => "F22",
            Self::DeputyOfInitiator(_) | Self::DeputyOfProposer(_) => "F25",
            Self::NoRole(..) => "F26",
            Self::NoHoursLeft { .. } => "F28",
            Self::Ended(_) => "F34",
            Self::SameNumber(_) => "T04",
            Self::UnknownKey | Self::KeyNotValid(_) => "T06",
            Self::UnknownRoster(_) | Self::UnknownPolicy(_) | Self::NothingInForce => "T20",
            Self::NotYet(_) => "T23",
            Self::OtherRegistry => "T33",
        }
    }
}
