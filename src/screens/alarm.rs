//! What a screen noticed that must not go unnoticed, as a value: what kind, about what, and what was shown.
//! A screen gives it once; the console journals it, says it, tells the registry, and keeps what was shown.
//! Must not know: which screen raised it.

use crate::{
    app::pack::ShownEvidence,
    registry::{Act, Contradiction, IdempotencyKey, traffic::IncidentKind},
};
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

impl Alarm {
    /// The alarm of a receipt that is about another text than the one that was sent (F06). Of an earlier sitting's act there are words alone.
    pub fn of_receipt(act: Option<&Act>, subject: &str, key: IdempotencyKey, why: &Contradiction) -> Self {
        let (thing, about) = match act {
            Some(Act::Sign(text)) => (text.thing(), subject.to_owned()),
            _ => ("act", key.to_string()),
        };
        let what = format!("{why}. It does not count as done; tell a security officer");
        Self { kind: IncidentKind::Altered, thing, about, what, until: None, evidence: None }
    }
}
