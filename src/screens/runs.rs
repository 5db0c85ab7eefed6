//! The reconciliation runs of the registry, as a list, the newest first: with whom, how each ended, and what it found.
//! From here a run is begun, again with the same counterpart or within our own book; it only reads books.
//! Must not know: what opening a run shows.

mod acts;
mod view;

pub use acts::{again, leads_to, of_peer, own};
pub use view::result;

use super::{
    Did, Place,
    listing::{Listing, Rows},
    words,
};
use crate::{
    app::{Action, Listed, confirm::Intent, why::Refusal},
    domain::reconcile::Code,
    registry::{
        Page, Query, Read, Receipt, Reply, Sort,
        query::{Field, RUN_FIELDS, Term},
        run::{RunState, RunSummary},
    },
    text::Kind,
    ui::table::{Column, RowPaint},
};
use jiff::Timestamp;

/// The runs screen.
pub type Runs = Listing<RunSummary>;

impl Listed for RunSummary {
    const ONE: &'static str = "run";
    const MANY: &'static str = "runs";
    const FIELDS: &'static [Field] = RUN_FIELDS;

    fn ask(query: Query) -> Read {
        Read::Runs(query)
    }

    fn page(reply: Reply) -> Option<Page<Self>> {
        match reply {
            Reply::Runs(page) => Some(page),
            _ => None,
        }
    }

    fn key(&self) -> String {
        self.id.to_string()
    }

    fn words(&self) -> String {
        let peer = self.peer.map_or_else(|| "own".to_owned(), |peer| peer.to_string());
        let by = self.by.as_ref().map(|by| by.gate(Kind::Name).to_string()).unwrap_or_default();
        let kinds: Vec<String> = self.kinds.iter().map(|kind| words::word(&kind.code, Code::id).as_str().to_owned()).collect();
        let state = words::word(&self.state, RunState::word);
        format!("{} {peer} {} {by} {}", self.id, state.as_str(), kinds.join(" "))
    }
}

impl Rows for RunSummary {
    const TITLE: &'static str = "Reconciliation runs";
    const FIRST: Option<Sort> = Some(Sort { by: "at", descending: true });

    fn columns(sort: Option<Sort>) -> Vec<Column> {
        view::columns(sort).to_vec()
    }

    fn cells(&self, now: Timestamp, cells: &mut RowPaint<'_>) {
        view::row(self, now, cells);
    }

    fn opens(&self) -> Option<Place> {
        Some(Place::Run(self.id))
    }

    fn allowed(&self, action: Action) -> Result<(), Refusal> {
        match action {
            Action::RunDifferences => has_differences(self),
            Action::RunPeer => self.peer.map(drop).ok_or(Refusal::AboutNo("counterpart")),
            other => Err(Refusal::NotHere(other.spec().scope)),
        }
    }

    fn intent(&self, action: Action) -> Result<Intent, Refusal> {
        match action {
            Action::RunAgain => Ok(again(self)),
            other => Err(Refusal::NotHere(other.spec().scope)),
        }
    }

    fn intent_of_list(action: Action) -> Option<Intent> {
        (action == Action::RunOwn).then(own)
    }

    fn receipt(receipt: &Receipt) -> Did {
        leads_to(receipt)
    }

    fn quick_term(action: Action) -> Option<Term> {
        let value = "differs".to_owned();
        (action == Action::RunsDiffer).then_some(Term { field: Some("state"), value, negated: false })
    }

    fn perform(&self, action: Action) -> Did {
        perform(self, action)
    }
}

/// Whether both sides of a run can be looked at.
///
/// # Errors
/// [`Refusal`] says why not.
pub fn has_differences(run: &RunSummary) -> Result<(), Refusal> {
    match run.state.known() {
        Some(RunState::Failed) => {
            Err(Refusal::NotNow("The run came to no result, so there is nothing to compare. Begin another one.".to_owned()))
        }
        Some(state) if !state.is_over() => Err(Refusal::NotNow("The run is not over yet.".to_owned())),
        _ => Ok(()),
    }
}

/// Where the keys of the list and of the page lead.
pub fn perform(run: &RunSummary, action: Action) -> Did {
    match action {
        Action::RunDifferences => Did::Go(Place::Differences(run.id)),
        Action::RunPeer => run.peer.map_or(Did::Nothing, |peer| Did::Go(Place::Peer(peer))),
        _ => Did::Nothing,
    }
}
