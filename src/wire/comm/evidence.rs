//! What a proposal rests on: the order as it was signed, what was said about it, and by whose roster and policy it counts.
//! It lets the counterpart verify two persons' signatures by itself, without trusting the registry that sends it (A3).
//! Must not know: how it is judged.

use crate::wire::admin::signed::{GuardedText, SignedText};
use serde::{Deserialize, Serialize};

/// The evidence of a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::Evidence))]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// The order with the signatures of its initiator and station.
    pub order: SignedText,
    /// Everything that was said about it, in the order in which it was taken.
    pub statements: Vec<SignedText>,
    /// Every version of the roster up to the one in force, oldest first. The counterpart follows on from the one it has pinned, so
    /// that a version it missed is no hole.
    pub rosters: Vec<GuardedText>,
    /// Every version of the policy up to the one in force, oldest first.
    pub policies: Vec<GuardedText>,
}
