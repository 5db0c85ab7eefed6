//! What is new about the ITMOs' way: a counterpart or an account that nothing went to before, an unusual amount (F31).
//! It is judged by the newest thousand moves that this registry completed; the list does not say vintages, so those are not compared.
//! Must not know: how it is painted.

use crate::{
    domain::{
        RegistryId,
        novelty::{Move, Novelty, novelties},
        transfer::OutState,
    },
    evidence::order::Movement,
    registry::{
        Filter, Page, Query, Window,
        query::Term,
        traffic::{TransferState, TransferSummary},
    },
    text::number::grouped,
};

/// The question for what moved before.
pub(super) fn question() -> Query {
    let done = Term { field: Some("state"), value: OutState::Completed.word().to_owned(), negated: false };
    let window = Window { limit: 1000, ..Window::default() };
    Query { filter: Filter { terms: vec![done] }, sort: None, window }
}

/// What is new, one sentence each.
pub(super) fn labels(past: &Page<TransferSummary>, moved: &Movement, own: RegistryId) -> Vec<String> {
    let done = |row: &&TransferSummary| row.state.is(&TransferState::Transferring(OutState::Completed));
    let before: Vec<Move> = past.rows.iter().filter(done).map(before).collect();
    let now = Move {
        registry: moved.to.registry(own),
        account: moved.acquiring_account.clone(),
        kinds: Default::default(),
        quantity: moved.units.quantity(),
    };
    novelties(&before, &now).iter().map(sentence).collect()
}

fn before(row: &TransferSummary) -> Move {
    Move { registry: row.to.registry, account: row.to.account.clone(), kinds: Default::default(), quantity: row.quantity }
}

fn sentence(new: &Novelty) -> String {
    match new {
        Novelty::Counterpart(registry) => format!("Nothing went to registry {registry} before."),
        Novelty::Account(account) => format!("Nothing went to account {account} before."),
        Novelty::Kind(approach, vintage) => format!("Nothing of cooperative approach {approach}, {vintage}, went there before."),
        Novelty::Amount { usual } => format!("More than three times as many as usual: {} is usual.", grouped(usual.count())),
    }
}
