//! What our account holds before and after a decision about a transfer (F10): the same line for the form, and for the review of the order.
//! A provisional credit is held already: it comes with the acceptance, and what completes the transfer afterwards changes no number.
//! Must not know: how the account was asked for.

use crate::{
    app::Remote,
    domain::{
        Account,
        transfer::{InState, effect::Balance},
    },
    registry::{
        Page,
        book::Decision,
        traffic::{Direction, Transfer, TransferState, TransferSummary},
    },
    screens::{awaited::awaited, effect},
    text::number::grouped,
    ui::{Safe, detail::Item, theme::Role},
};

/// What becomes of what our account holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    Comes,
    Goes,
    Stays,
}

/// What a decision changes by the state the transfer is in here; nothing for a state this console does not know.
fn change(decision: Decision, transfer: &Transfer) -> Option<Change> {
    let state = transfer.summary.state.known()?;
    let is_credited = matches!(state, TransferState::Acquiring(state) if InState::holds_provisional_credit(*state));
    let incoming = transfer.summary.direction == Direction::Incoming;
    Some(match decision {
        Decision::Accept => Change::Comes,
        Decision::Drop => Change::Goes,
        Decision::Complete if incoming && !is_credited => Change::Comes,
        Decision::Rebook => Change::Comes,
        Decision::Complete | Decision::GiveUp => Change::Stays,
    })
}

/// The line about their account, where a decision adds to what passed between it and this registry: what is accepted comes from it, and what
/// left here and is completed by hand goes to it. Nothing while what passed before is not here.
pub(in crate::screens) fn theirs(
    decision: Decision,
    transfer: &Transfer,
    past: &Remote<Page<TransferSummary>>,
) -> Option<Item<'static>> {
    const LABEL: &str = "Their account";
    let (summary, past) = (&transfer.summary, past.value()?);
    let quantity = summary.quantity;
    match (decision, summary.direction) {
        (Decision::Accept, _) | (Decision::Complete, Direction::Incoming) => {
            let account = &summary.from.account;
            Some(effect::gives(LABEL, account, effect::passed(past, account), quantity))
        }
        (Decision::Complete, _) => {
            let account = &summary.to.account;
            Some(effect::balance(LABEL, account, Balance::elsewhere(Some(effect::passed(past, account)), quantity)))
        }
        _ => None,
    }
}

/// The line about our account.
pub(in crate::screens) fn item(decision: Decision, transfer: &Transfer, account: &Remote<Box<Account>>) -> Item<'static> {
    const LABEL: &str = "Our account";
    let Some(known) = account.value() else { return awaited(account) };
    let (id, held, quantity) = (transfer.summary.account(), known.summary.held, transfer.summary.quantity);
    match change(decision, transfer) {
        Some(Change::Comes) => effect::balance(LABEL, id, Balance::arriving(Some(held), quantity)),
        Some(Change::Goes) => effect::balance(LABEL, id, Balance::leaving(held, quantity)),
        Some(Change::Stays) => {
            Item::field(LABEL, Role::Text, Safe::ours(format!("{id}: {}, before and after", grouped(held.count()))))
        }
        None => {
            let words = format!("{id}: {}; what becomes of it is not known here", grouped(held.count()));
            Item::field(LABEL, Role::Warn, Safe::ours(words))
        }
    }
}
