//! Where an order is between its initiator's signature and its end.
//! What has ended is final for this text: who wants it after all makes another (F12, F34).
//! Must not know: who may say what.

use super::{
    Case, Objection,
    count::{Counted, cooled},
};
use crate::{
    domain::PersonId,
    evidence::{
        lines::Prose,
        policy::{Outside, Requirements},
    },
};
use jiff::Timestamp;

/// Where an order is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It is no order: its initiator's own word does not count.
    Void(Objection),
    /// It needs more approvals.
    Waiting {
        /// How many it has.
        have: u8,
        /// How many it needs.
        needed: u8,
    },
    /// It is approved and waits; any one authorised person may stop it until then (F14).
    Cooling {
        /// Until when.
        until: Timestamp,
    },
    /// It waits for a third person to release it (F19).
    Unreleased,
    /// It is approved and waits for the hours in which orders are carried out (F28).
    Closed {
        /// When they begin.
        opens: Timestamp,
    },
    /// It may be carried out now.
    Approved,
    /// Somebody rejected it; that is final for this text (F34).
    Rejected(End),
    /// Its initiator took it back (F22).
    Withdrawn(End),
    /// Somebody stopped it (F14).
    Stopped(End),
    /// Another order took its place (F12).
    Superseded,
    /// Its time is over (F13).
    Expired {
        /// Since when.
        since: Timestamp,
    },
}

/// Who ended an order, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    /// Who.
    pub by: PersonId,
    /// Why.
    pub reason: Prose,
    /// When they say they did.
    pub made: Timestamp,
}

impl State {
    /// Its word.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Void(_) => "void",
            Self::Waiting { .. } => "waiting",
            Self::Cooling { .. } => "cooling",
            Self::Unreleased => "unreleased",
            Self::Closed { .. } => "closed",
            Self::Approved => "approved",
            Self::Rejected(_) => "rejected",
            Self::Withdrawn(_) => "withdrawn",
            Self::Stopped(_) => "stopped",
            Self::Superseded => "superseded",
            Self::Expired { .. } => "expired",
        }
    }

    /// Whether nothing can come of it any more.
    pub fn is_final(&self) -> bool {
        match self {
            Self::Void(_)
            | Self::Rejected(_)
            | Self::Withdrawn(_)
            | Self::Stopped(_)
            | Self::Superseded
            | Self::Expired { .. } => true,
            Self::Waiting { .. } | Self::Cooling { .. } | Self::Unreleased | Self::Closed { .. } | Self::Approved => false,
        }
    }
}

/// Where an order is that nothing has ended.
pub(super) fn under_way(case: &Case<'_>, asked: &Requirements, approvals: &[Counted], released: bool, now: Timestamp) -> State {
    let have = u8::try_from(approvals.len()).unwrap_or(u8::MAX);
    if have < asked.approvals {
        return State::Waiting { have, needed: asked.approvals };
    }
    let policy = case.guard.policy.policy();
    // Beyond the year 9999 nothing is ever over.
    let until = cooled(case, asked, approvals).unwrap_or(Timestamp::MAX);
    if now < until {
        return State::Cooling { until };
    }
    if asked.release && !released {
        return State::Unreleased;
    }
    let opens = policy.opens(now).unwrap_or(Timestamp::MAX);
    let enough_outside = policy.outside == Outside::OneMore && have > asked.approvals;
    if now < opens && !enough_outside { State::Closed { opens } } else { State::Approved }
}
