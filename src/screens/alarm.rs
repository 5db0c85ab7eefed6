//! What a screen noticed that must not go unnoticed, as a value: what kind, about what, and what was shown.
//! A screen gives it once; the console journals it, says it, tells the registry, and keeps what was shown.
//! Must not know: which screen raised it.

use crate::{app::pack::ShownEvidence, registry::traffic::IncidentKind};
use jiff::Timestamp;

/// Something that must not go unnoticed: it is journaled, and shown until somebody has seen it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// What kind it is to security officers.
    pub kind: IncidentKind,
    /// What kind of thing it is about, such as `order`.
    pub thing: &'static str,
    /// The id of what it is about.
    pub about: String,
    /// What happened, as a clause with its rule.
    pub what: String,
    /// Until when it keeps the operator from trying again, if it does.
    pub until: Option<Timestamp>,
    /// What was shown, where it is to be kept as evidence.
    pub evidence: Option<Box<ShownEvidence>>,
}
