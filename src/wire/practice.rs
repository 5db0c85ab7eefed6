//! Bodies of `/admin/v1/practice`: what can be made to go wrong in a practice registry while it runs.
//! Only practice environments know these addresses; a registry in production refuses them all.
//! Must not know: what a fault does.

use super::BigNumber;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// `POST /admin/v1/practice/faults`, request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Arm {
    /// The fault as it is written: `name` or `name=argument`, such as `lose-answer=final`.
    #[cfg_attr(feature = "sandbox", schema(max_length = 200))]
    pub fault: String,
}

/// A fault that is armed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ArmedFault {
    /// Its name.
    pub name: String,
    /// As it is written, with its argument.
    pub fault: String,
    /// What happens.
    pub does: String,
    /// How many requests or messages it has counted; only faults that count do.
    pub counted: BigNumber,
}

/// `GET /admin/v1/practice/faults`: what is armed, in the order of arming.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ArmedFaults {
    /// The faults.
    pub items: Vec<ArmedFault>,
}

/// `POST /admin/v1/practice/exercises`, request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// The case, with a direction if it is not from GHA01 to CHE01: `lost-final` or `lost-final=CHE01>GHA01`.
    #[cfg_attr(feature = "sandbox", schema(max_length = 200))]
    pub exercise: String,
    /// The moment it leads up to; the last midnight, UTC, without it. Both registries must be given the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Timestamp>,
}

/// A case of the catalogue of stuck transfers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StuckCase {
    /// Its number in the catalogue.
    pub number: u8,
    /// Its name.
    pub name: String,
    /// What an operator sees.
    pub symptom: String,
    /// What is behind it.
    pub cause: String,
    /// What resolves it.
    pub way_out: String,
    /// Why it can't happen between two registries of this kind; none when it can be staged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub impossible: Option<String>,
    /// The state it leaves at the transferring registry; none when that has no such transfer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub transferring: Option<String>,
    /// The state it leaves at the acquiring registry; none when that has no such transfer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub acquiring: Option<String>,
}

/// `GET /admin/v1/practice/exercises`: the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StuckCases {
    /// The cases, by number.
    pub items: Vec<StuckCase>,
}

/// `POST /admin/v1/practice/exercises`, answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Staged {
    /// The exercise as it was written.
    pub exercise: String,
    /// The id of its transfer or order; one that was refused before it began has none in the book.
    pub transfer: String,
}

/// `GET` and `PUT /admin/v1/practice/clock`: how wrong the registry's clock is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ClockOffset {
    /// Seconds it is fast; negative is slow. At most ten years either way.
    #[cfg_attr(feature = "sandbox", schema(minimum = -315_576_000, maximum = 315_576_000))]
    pub offset_s: i64,
}
