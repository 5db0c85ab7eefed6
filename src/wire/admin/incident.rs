//! Incidents: what the registry met, or a console told it, that a person should look at.
//! An incident is a fact with a moment; it is never changed. That a security officer looked at it stands beside it.
//! Must not know: what is done about them.

use crate::wire::BigNumber;
#[cfg(feature = "sandbox")]
use crate::wire::schema;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A row of `GET /admin/v1/incidents`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Incident {
    /// Its number.
    pub id: BigNumber,
    /// When.
    pub at: Timestamp,
    /// What kind. Between registries: `conflict`, `forged`, `other-registry`, `other-environment`, `out-of-order`, `disagreement`,
    /// `clock`, `answer` or `evidence`. About people and orders: `same-person`, `retyped-wrong`, `not-as-signed`, `wrong-words`,
    /// `bad-key` or `guard-refused`.
    pub kind: String,
    /// The counterpart it concerns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub peer: Option<String>,
    /// The transfer it concerns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub transfer: Option<String>,
    /// The message that shows it, for `GET /admin/v1/messages/{id}`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub message: Option<String>,
    /// What happened, in a sentence. It never says a value that is to be typed again (F07).
    pub detail: String,
    /// The order it concerns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub order: Option<String>,
    /// The person whose login was used, by the id in the roster.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub person: Option<String>,
    /// Until when this person may not approve this order (F08).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub until: Option<Timestamp>,
    /// That a security officer looked at it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub acknowledged: Option<Acknowledged>,
}

/// A security officer's word that an incident was looked at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Acknowledged {
    /// When.
    pub at: Timestamp,
    /// The login.
    pub by: String,
    /// What was found or done.
    pub reason: String,
}

/// The body of `POST /admin/v1/incidents`: what only a console notices.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TellAlarm {
    /// What kind: `retyped-wrong`, `not-as-signed`, `wrong-words` or `guard-refused`.
    #[cfg_attr(feature = "sandbox", schema(pattern = "^(retyped-wrong|not-as-signed|wrong-words|guard-refused)$"))]
    pub kind: String,
    /// When the console noticed it.
    pub at: Timestamp,
    /// The order it concerns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(value_type = Option<schema::TransferId>, nullable = false))]
    pub order: Option<String>,
    /// The transfer it concerns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(value_type = Option<schema::TransferId>, nullable = false))]
    pub transfer: Option<String>,
    /// What happened, in a sentence, without any value that is to be typed again (F07).
    #[cfg_attr(feature = "sandbox", schema(min_length = 1, max_length = 500))]
    pub detail: String,
}
