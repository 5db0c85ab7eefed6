//! A run ITMO by ITMO: what each book says, in the segments of the parts of the books that were looked at line by line.
//! Both sides are whole, also where they say the same, so that a person can compare them; what differs is named beside them.
//! Must not know: how segments are found.

use super::reconcile::{Said, Subject};
use crate::wire::BigNumber;
#[cfg(feature = "sandbox")]
use crate::wire::schema;
use serde::{Deserialize, Serialize};

/// `GET /admin/v1/reconciliations/{id}/segments`: what each book says, in the order of ids; then what is not about ITMOs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RunSegments {
    /// The run.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::RunId))]
    pub run: String,
    /// The segments; none before the run came to a result.
    pub items: Vec<RunSegment>,
    /// How many more there are: the first 2 000 are kept.
    pub more: BigNumber,
}

/// What each book says of one thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RunSegment {
    /// A run of ITMOs, or what else was found to differ.
    pub subject: Subject,
    /// `equal`, `differ`, `ours-only`, `theirs-only`; `overlap-ours` and `overlap-theirs` when two lines of one book are about the same ITMOs:
    /// what they say stands as `ours` and `theirs` then, the line that begins first as `ours`.
    pub relation: String,
    /// What each book says, field by field, also where both say the same. Within one registry `theirs` is what it should be.
    pub said: Vec<Said>,
    /// The fields that differ.
    pub differing: Vec<String>,
    /// What the run found there.
    pub found: Vec<SegmentFinding>,
}

/// What a run found in a segment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SegmentFinding {
    /// Its kind: `D01` to `D22`, `W1` to `W14`.
    pub code: String,
    /// The case that looks after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub case: Option<String>,
}
