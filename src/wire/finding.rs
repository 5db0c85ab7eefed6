//! What a check found, as it is sent to operators and to counterpart registries, and kept.
//! A check that was not evaluated says why where a failed one has its hint; it never counts as passed.
//! Must not know: which checks there are.

use serde::{Deserialize, Serialize};

/// A check's result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::Finding))]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// Its id, such as `B07`.
    pub id: String,
    /// Its rule, in words.
    pub rule: String,
    /// `pass`, `fail` or `not-evaluated`.
    pub result: String,
    /// The values that were looked at.
    pub values: Vec<Observed>,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub hint: Option<String>,
}

/// A value that was looked at. (utoipa takes the name `Value` for any JSON, and would say nothing of this.)
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::Observed))]
#[serde(deny_unknown_fields)]
pub struct Observed {
    /// What it is.
    pub name: String,
    /// What it was.
    pub value: String,
}
