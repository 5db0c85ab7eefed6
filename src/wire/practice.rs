//! Bodies of `/admin/v1/practice`: what can be made to go wrong in a practice registry while it runs.
//! Only practice environments know these addresses; a registry in production refuses them all.
//! Must not know: what a fault does.

use super::BigNumber;
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
