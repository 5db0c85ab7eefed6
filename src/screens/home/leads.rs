//! Where each line of Home leads: to the list that shows what the line counts, and nothing else.
//! A kind nothing waits of leads nowhere, and its key says so.
//! Must not know: where lines stand.

use super::{Home, news, shape::Line};
use crate::{
    app::{Action, why::Refusal},
    domain::transfer::TransferId,
    registry::book::{Guarded, Need, NeedKind},
    screens::{Did, Place},
};

/// The actions whose keys stand on Home: those that have a line of their own, and the one that copies.
pub const KEYS: [Action; 11] = [
    Action::HomeApprovals,
    Action::HomeProposals,
    Action::HomeStuck,
    Action::HomeIncidents,
    Action::HomeDiscrepancies,
    Action::HomeContacts,
    Action::HomeVersions,
    Action::HomeNews,
    Action::HomeLinks,
    Action::HomeHoldings,
    Action::Copy,
];

/// The action that leads where a kind leads.
pub fn action_of(kind: NeedKind) -> Option<Action> {
    match kind {
        NeedKind::Approvals => Some(Action::HomeApprovals),
        NeedKind::Proposals => Some(Action::HomeProposals),
        NeedKind::Stuck => Some(Action::HomeStuck),
        NeedKind::Incidents => Some(Action::HomeIncidents),
        NeedKind::Discrepancies => Some(Action::HomeDiscrepancies),
        NeedKind::Contacts => Some(Action::HomeContacts),
        NeedKind::Versions => Some(Action::HomeVersions),
    }
}

fn kind_of(action: Action) -> Option<NeedKind> {
    NeedKind::ALL.iter().map(|(kind, _)| *kind).find(|kind| action_of(*kind) == Some(action))
}

/// The list that shows what is counted of a kind.
fn list_of(home: &Home, kind: NeedKind) -> Did {
    match kind {
        NeedKind::Approvals => Did::Go(Place::Approvals),
        NeedKind::Proposals => Did::List(Place::Transfers, "direction:incoming state:received overdue:no".to_owned()),
        NeedKind::Stuck => Did::List(Place::Transfers, "stuck:yes".to_owned()),
        NeedKind::Incidents => Did::List(Place::Incidents, "seen:no".to_owned()),
        NeedKind::Discrepancies => Did::Go(Place::Reconciliation),
        NeedKind::Contacts => Did::Go(Place::Contacts),
        NeedKind::Versions => Did::Go(Place::Guard(guarded_of(home))),
    }
}

/// Which of the two texts the version is of that waits, first for whoever looks. The registry names it in the id.
fn guarded_of(home: &Home) -> Guarded {
    let need = home.overview.value().and_then(|overview| overview.need(NeedKind::Versions));
    let oldest = need.and_then(|need| need.mine.oldest.as_ref().or(need.all.oldest.as_ref()));
    let of_policy = oldest.is_some_and(|oldest| oldest.id.octets().starts_with(Guarded::Policy.word()));
    if of_policy { Guarded::Policy } else { Guarded::Roster }
}

/// Where a line leads.
pub fn of_line(home: &Home, line: Line) -> Did {
    match line {
        Line::Need(at) => {
            let need = home.overview.value().and_then(|overview| overview.needs.get(at));
            let kind = need.filter(|need| need.all.count > 0).and_then(|need| need.kind.known());
            kind.map_or(Did::Nothing, |kind| list_of(home, *kind))
        }
        Line::News => news::leads(home, None),
        Line::Kind(at) => news::kinds(home).get(at).map_or(Did::Nothing, |of| news::leads(home, Some(of.kind))),
        Line::Link(registry) => Did::Go(Place::Peer(registry)),
        Line::AllLinks => Did::Go(Place::Peers),
        Line::Approach(approach) => Did::List(Place::Blocks, format!("approach:{approach}")),
        Line::Vintage(approach, vintage) => Did::List(Place::Blocks, format!("approach:{approach} vintage:{vintage}")),
        Line::AllHoldings => Did::Go(Place::Blocks),
        // How to open another desk is told, and opened elsewhere.
        Line::Practice(_) => Did::Nothing,
    }
}

/// What one of Home's own actions does.
pub fn of_action(home: &Home, action: Action) -> Did {
    match (action, kind_of(action)) {
        (_, Some(kind)) => list_of(home, kind),
        (Action::HomeNews, _) => news::leads(home, None),
        (Action::HomeLinks, _) => Did::Go(Place::Peers),
        (Action::HomeHoldings, _) => Did::Go(Place::Blocks),
        _ => Did::Nothing,
    }
}

/// Whether one of Home's own actions leads anywhere now.
pub fn allowed(home: &Home, action: Action) -> Result<(), Refusal> {
    let overview = home.overview.value().ok_or(Refusal::NotLoaded)?;
    if let Some(kind) = kind_of(action) {
        let waits = overview.need(kind).is_some_and(|need| need.all.count > 0);
        return if waits { Ok(()) } else { Err(Refusal::NothingWaits) };
    }
    let seen = home.since.is_some_and(|since| since.entry == overview.revision);
    match action {
        Action::HomeSeen if seen => Err(Refusal::NothingNew),
        Action::HomeNews if seen || home.since.is_none() => Err(Refusal::NothingNew),
        _ => Ok(()),
    }
}

/// The transfer a need names as its oldest, if it is one.
pub fn oldest_transfer(need: &Need) -> Option<TransferId> {
    need.all.oldest.as_ref()?.id.octets().parse().ok()
}
