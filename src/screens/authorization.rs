//! One authorization: how much was authorized, used and is left, what it says now, and how its versions differ.
//! A quantity is used by first transfer and never comes back; without a quantity there is no limit.
//! Must not know: which blocks stand under it; the list of blocks is asked for them.

mod view;

pub use view::{left, left_role, metric, said, used};

use super::{
    Place,
    linked::Linked,
    paper::{Paper, Sheet},
    screen::Did,
};
use crate::{
    app::Action,
    domain::AuthorizationId,
    registry::{
        Read, Reply,
        book::{AuthorizationInFull, AuthorizationSummary},
        sheet,
    },
};
use jiff::Timestamp;

/// The page of an authorization.
pub type AuthorizationCard = Sheet<AuthorizationInFull>;

impl Paper for AuthorizationInFull {
    type Id = AuthorizationId;
    const ONE: &'static str = "authorization";
    const LIST: sheet::Sheet = sheet::Sheet::Authorizations;

    fn ask(id: &AuthorizationId) -> Read {
        Read::Authorization(id.clone())
    }

    fn of(reply: Reply) -> Option<Box<Self>> {
        if let Reply::Authorization(authorization) = reply { Some(authorization) } else { None }
    }

    fn page(&self, _now: Timestamp) -> Linked {
        view::page(self)
    }

    fn perform(&self, action: Action) -> Did {
        lead(&self.summary, action)
    }
}

/// Where the keys of the list and of the page lead.
pub fn lead(summary: &AuthorizationSummary, action: Action) -> Did {
    match action {
        Action::AuthorizationBlocks => Did::rows(Place::Blocks, "authorization", &summary.id),
        Action::AuthorizationApproach => Did::Go(Place::Approach(summary.approach)),
        _ => Did::Nothing,
    }
}
