//! Cases of reconciliation, as they stand in the ledger: one step after the other, none ever changed.
//! A resolution and what was said about it are kept as the octets that were signed, so that whoever has the ledger can verify them.
//! Must not know: when a step is possible, and what a case adds up to.

use super::units::Span;
#[cfg(feature = "sandbox")]
use crate::wire::schema;
use crate::wire::{BigNumber, admin::signed::SignedText};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A step of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseStep {
    /// The case.
    pub case: String,
    /// What happened.
    pub step: Step,
}

/// What happened to a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::Step))]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// A run found the difference.
    Found(Box<Found>),
    /// A run found it no more.
    Gone(Gone),
    /// Somebody looks after it from now on.
    Owned(Owned),
    /// Somebody wrote something down.
    Noted(Noted),
    /// Its ITMOs are frozen.
    Frozen(Frozen),
    /// A resolution is proposed.
    Proposed(Box<TakenText>),
    /// Another person confirms it.
    Confirmed(Box<TakenText>),
    /// Somebody declines it, or takes it back.
    Declined(Box<TakenText>),
}

/// A difference as a run found it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::Found))]
#[serde(deny_unknown_fields)]
pub struct Found {
    /// The run.
    pub run: String,
    /// The counterpart; none where the book was compared with itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false, value_type = Option<schema::RegistryId>))]
    pub peer: Option<String>,
    /// Its kind: `D01` to `D22`, `W1` to `W14`.
    pub code: String,
    /// What it is about.
    pub about: About,
    /// How many ITMOs; 0 when it is not about ITMOs.
    pub quantity: BigNumber,
    /// The account they are in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false, value_type = Option<schema::AccountId>))]
    pub account: Option<String>,
    /// What each side says.
    pub said: Vec<Said>,
    /// Whose book moved since both agreed: `ours`, `theirs`, `both` or `nobody`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub mover: Option<String>,
    /// What probably led to it, with the arithmetic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub cause: Option<String>,
    /// The snapshot it was first found in.
    pub since: Timestamp,
}

/// What a case is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::About))]
#[serde(rename_all = "kebab-case")]
pub enum About {
    /// Runs of ITMOs.
    Units(Vec<Span>),
    /// Something else.
    Other(Thing),
}

/// A thing a case is about besides ITMOs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::Thing))]
#[serde(deny_unknown_fields)]
pub struct Thing {
    /// `transfer`, `order`, `authorization`, `total`, `snapshot`, `entry` or `report`.
    pub thing: String,
    /// Its id or name.
    pub name: String,
}

/// What each side says of one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::Said))]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// Of what.
    pub field: String,
    /// By this book; none when it says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub ours: Option<String>,
    /// By the other book, or by what should be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub theirs: Option<String>,
}

/// A run that found it no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::Gone))]
#[serde(deny_unknown_fields)]
pub struct Gone {
    /// The run.
    pub run: String,
}

/// Who looks after a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::Owned))]
#[serde(deny_unknown_fields)]
pub struct Owned {
    /// The person, by the id in the roster.
    pub owner: String,
    /// The person who said so.
    pub by: String,
}

/// A note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::Noted))]
#[serde(deny_unknown_fields)]
pub struct Noted {
    /// The person.
    pub by: String,
    /// What it marks: `counterpart-told`, `escalated` or `security-incident`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub mark: Option<String>,
    /// What they wrote.
    pub text: String,
}

/// A freeze.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::Frozen))]
#[serde(deny_unknown_fields)]
pub struct Frozen {
    /// The person; none is by rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub by: Option<String>,
}

/// A signed text as it was taken in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::TakenText))]
#[serde(deny_unknown_fields)]
pub struct TakenText {
    /// The login it came through.
    pub login: String,
    /// The session it came through, by the name the registry gave it (F04).
    pub session: String,
    /// The text and its signatures.
    pub signed: SignedText,
}
