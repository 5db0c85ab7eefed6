//! One cooperative approach: its Parties, its state, its initial report, its authorizations, and the entries that changed it.
//! Nothing is authorized under it before its initial report is submitted (2/CMA.3, annex, paragraph 18).
//! Must not know: what stands under its authorizations.

use super::{
    Place, life,
    linked::Linked,
    paper::{Paper, Sheet},
    screen::Did,
    words,
};
use crate::{
    app::Action,
    domain::{
        ApproachId,
        approach::{ApproachState, InitialReport},
    },
    registry::{Read, Reply, book::ApproachInFull, sheet},
    text::{Kind, time},
    ui::{Safe, Span, detail::Item, theme::Role},
};
use jiff::Timestamp;

/// The page of a cooperative approach.
pub type ApproachCard = Sheet<ApproachInFull>;

impl Paper for ApproachInFull {
    type Id = ApproachId;
    const ONE: &'static str = "cooperative approach";
    const LIST: sheet::Sheet = sheet::Sheet::Approaches;

    fn ask(id: &ApproachId) -> Read {
        Read::Approach(*id)
    }

    fn of(reply: Reply) -> Option<Box<Self>> {
        if let Reply::Approach(approach) = reply { Some(approach) } else { None }
    }

    fn page(&self, now: Timestamp) -> Linked {
        let mut page = facts(self, now);
        page.section("Authorizations");
        if self.authorizations.is_empty() {
            page.add(Item::Text(vec![Span::new(Role::Dim, "None was given under it.")]));
        }
        for (at, id) in self.authorizations.iter().enumerate() {
            let label = Safe::ours(format!("{}", at + 1));
            let item = Item::field(label, Role::Text, Safe::ours(id.to_string()));
            page.lead(item, Did::Go(Place::Authorization(id.clone())));
        }
        page.append(life::entries("What changed it (UTC)", &self.history));
        page
    }

    fn perform(&self, action: Action) -> Did {
        lead(self.summary.id, action)
    }
}

/// Where the keys of the list and of the page lead.
pub fn lead(id: ApproachId, action: Action) -> Did {
    match action {
        Action::ApproachAuthorizations => Did::rows(Place::Authorizations, "approach", id),
        Action::ApproachBlocks => Did::rows(Place::Blocks, "approach", id),
        _ => Did::Nothing,
    }
}

fn facts(full: &ApproachInFull, now: Timestamp) -> Linked {
    let summary = &full.summary;
    let (role, _) = words::approach_state(&summary.state);
    let parties: Vec<String> = summary.parties.iter().map(ToString::to_string).collect();
    let recorded = full
        .recorded
        .map_or("never in this book".into(), |at| Safe::ours(format!("{} ({})", time::full(at), time::age(at, now))));
    let mut page = Linked::default();
    page.section("What it is");
    page.field("Name", Role::Text, summary.name.gate(Kind::Name));
    page.field("Participating Parties", Role::Text, Safe::ours(parties.join(", ")));
    page.field("State", role, words::word(&summary.state, ApproachState::word));
    page.field("Initial report", Role::Text, words::word(&summary.initial_report, InitialReport::word));
    page.field("Last changed", Role::Text, recorded);
    page
}
