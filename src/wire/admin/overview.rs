//! What needs somebody, by kind, and how the links to other registries stand.
//! It is told from the book each time it is asked for; nothing is counted beside it.
//! Must not know: how it is shown.

use crate::wire::BigNumber;
#[cfg(feature = "sandbox")]
use crate::wire::schema;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// `GET /admin/v1/overview`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Overview {
    /// Each kind once.
    pub needs: Vec<Need>,
    /// The links to the other registries, by id.
    pub links: Vec<Link>,
    /// State of the book.
    pub revision: BigNumber,
    /// When it was read.
    pub as_of: Timestamp,
}

/// How much of one kind needs somebody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Need {
    /// `approvals`: orders that wait for another person. `proposals`: of counterparts, that wait for a decision here. `stuck`: transfers that are overdue or in doubt. `incidents`: those that no
    /// security officer has acknowledged. `discrepancies` and `contacts`: none where the registry has no part for them. `versions`: of the roster and the policy, that wait for a second security officer.
    pub kind: String,
    /// How many.
    pub count: BigNumber,
    /// The one that waits longest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub oldest: Option<Oldest>,
    /// How many of them wait for this login: an order never waits for the person who submitted it, with whichever login.
    pub mine: BigNumber,
    /// The one of those that waits longest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub oldest_mine: Option<Oldest>,
}

/// The oldest of things that wait.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Oldest {
    /// Its id: of an order, a transfer, the number of an incident; of a version `roster` or `policy` and its number, such as `policy v8`.
    pub id: String,
    /// What kind of thing it is, where its id says little: of an incident, such as `same-person`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub what: Option<String>,
    /// Since when it waits.
    pub since: Timestamp,
}

/// The link to another registry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// The registry.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::RegistryId))]
    pub registry: String,
    /// Its name.
    pub name: String,
    /// State of the link: `test`, `initialising`, `active`, `degraded`, `suspended-planned`, `suspended-security` or `closed`.
    pub state: String,
    /// When it was last heard, on any channel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub seen: Option<Timestamp>,
}
