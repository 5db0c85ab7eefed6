//! The effect of a movement, as it stands in the form of a new order and in the review of a written one (F10): the same lines for both.
//! What this registry does not know is said to be not known, and what contradicts the order's own words is in the colour of danger.
//! Must not know: who looks at it, and whether they may sign.

use super::{
    awaited::{awaited, said},
    words,
};
use crate::{
    app::Remote,
    domain::{
        Account, AccountId, AuthorizationId, Block, Quantity,
        transfer::{
            InState, OutState,
            effect::{Balance, Class, Passed, Room, Sorted, used},
        },
    },
    evidence::order::{Destination, Movement},
    registry::{
        Page,
        book::AuthorizationInFull,
        traffic::{TransferState, TransferSummary},
    },
    text::number::grouped,
    ui::{Safe, detail::Item, theme::Role},
};
use std::collections::BTreeMap;

/// The authorizations that are known or asked for.
pub type Papers = BTreeMap<AuthorizationId, Remote<Box<AuthorizationInFull>>>;

/// What an effect is worked out from.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    /// The account they leave.
    pub from: &'a Remote<Box<Account>>,
    /// The account they go to; none when it is not in this registry.
    pub to: Option<&'a Remote<Box<Account>>>,
    /// What moved before, as far as it is here.
    pub past: Option<&'a Page<TransferSummary>>,
    /// Their authorizations.
    pub papers: &'a Papers,
    /// The blocks they are of, as far as they are here.
    pub blocks: &'a [Block],
}

impl Facts<'_> {
    /// What moves, by whether it is first transferred.
    fn sorted(&self, moved: &Movement) -> Sorted {
        let rule = |block: &Block| self.papers.get(&block.authorization)?.value()?.rule(block.authorization_version);
        Sorted::of(&moved.action(), moved.units.runs(), self.blocks, rule)
    }
}

/// What would be so afterwards, where this registry knows it.
pub fn items(moved: &Movement, facts: Facts<'_>) -> Vec<Item<'static>> {
    let quantity = moved.units.quantity();
    let mut items = vec![Item::Section("Effect (F10)".into())];
    items.push(match facts.from.value() {
        Some(account) => balance("From", &moved.transferring_account, Balance::leaving(account.summary.held, quantity)),
        None => awaited(facts.from),
    });
    items.push(match facts.to.map(|account| (account.value(), account)) {
        Some((None, account)) if account.problem().is_some() => awaited(account),
        to => {
            let account = &moved.acquiring_account;
            let change = match (to, &moved.to) {
                (None, Destination::FirstTransfer(_) | Destination::Transfer(_)) => {
                    Balance::elsewhere(facts.past.map(|past| passed(past, account)), quantity)
                }
                (to, _) => Balance::arriving(to.and_then(|(known, _)| known).map(|known| known.summary.held), quantity),
            };
            balance("To", account, change)
        }
    });
    items.push(Item::field("Action", Role::Accent, Safe::ours(words::act(moved.to.word()))));
    let sorted = facts.sorted(moved);
    let (role, words) = class(&moved.to, sorted.class());
    items.push(Item::field("First transfer", role, words));
    items.push(Item::field("Afterwards", Role::Text, afterwards(&moved.to)));
    items.extend(moved.authorizations.iter().map(|id| paper(id, facts.papers.get(id), sorted.first_under(id))));
    items
}

/// What an account holds before and after, as a line.
pub fn balance(label: &'static str, account: &AccountId, change: Balance) -> Item<'static> {
    let (role, words) = match change {
        Balance::Changes { before, after } => (Role::Text, format!("{} → {}", grouped(before.count()), grouped(after.count()))),
        Balance::Short { held } => (Role::Danger, format!("holds only {}", grouped(held.count()))),
        Balance::Gains(more) => (Role::Text, format!("+{}; what it holds is not known here", grouped(more.count()))),
        Balance::Acquires { so_far, after } => (Role::Text, acquires(so_far, after)),
    };
    Item::field(label, role, Safe::ours(format!("{account}: {words}")))
}

/// What passed between this registry and an account elsewhere, by the transfers that are here.
pub fn passed(past: &Page<TransferSummary>, account: &AccountId) -> Passed {
    let is = |row: &TransferSummary, state| row.state.is(&state);
    let went =
        past.rows.iter().filter(|row| row.to.account == *account && is(row, TransferState::Transferring(OutState::Completed)));
    let came =
        past.rows.iter().filter(|row| row.from.account == *account && is(row, TransferState::Acquiring(InState::Completed)));
    let is_part = u64::try_from(past.rows.len()).map_or(true, |rows| rows < past.total);
    Passed::of(went.map(|row| row.quantity), came.map(|row| row.quantity), is_part)
}

/// How many came here from an account elsewhere before and after, and who knows the rest.
pub fn gives(label: &'static str, account: &AccountId, so_far: Passed, more: Quantity) -> Item<'static> {
    let least = if so_far.at_least { "at least " } else { "" };
    let after = so_far.came.plus(more).map_or_else(|| "?".to_owned(), |after| grouped(after.count()));
    let came = grouped(so_far.came.count());
    let words = format!(
        "{account}: transferred to here so far {least}{came} → {after}; what it holds is known to its own registry alone"
    );
    Item::field(label, Role::Text, Safe::ours(words))
}

/// What an account elsewhere has acquired from here before and after, and who knows the rest.
fn acquires(so_far: Passed, after: Quantity) -> String {
    let least = if so_far.at_least { "at least " } else { "" };
    let (before, after) = (grouped(so_far.went.count()), grouped(after.count()));
    let came = match so_far.came {
        Quantity::ZERO => String::new(),
        came => format!(", {} came from it", grouped(came.count())),
    };
    format!("acquired from here so far {least}{before} → {after}{came}; what it holds is known to its own registry alone")
}

/// Whether it is the first transfer by the book, beside what the order calls it.
fn class(to: &Destination, class: Class) -> (Role, &'static str) {
    match (to, class) {
        (Destination::FirstTransfer(_), Class::First) => {
            (Role::Text, "yes: by the authorization, and none of these was first transferred before")
        }
        (Destination::FirstTransfer(_), Class::NotFirst | Class::Mixed) => {
            (Role::Danger, "the order says so; by the authorization and the book it is not, or not of all of them")
        }
        (Destination::Transfer(_), Class::First | Class::Mixed) => {
            (Role::Danger, "the order says it is not; by the authorization and the book it is, or of some of them")
        }
        (_, Class::First) => (Role::Warn, "yes: by the authorization this is their first transfer"),
        (_, Class::NotFirst) => (Role::Text, "no"),
        (_, Class::Mixed) => (Role::Warn, "of some of them, by their authorizations"),
        (_, Class::Unknown) => (Role::Warn, "not known here: the blocks or their authorizations are not all here"),
    }
}

fn paper(id: &AuthorizationId, paper: Option<&Remote<Box<AuthorizationInFull>>>, now: Option<Quantity>) -> Item<'static> {
    let Some(known) = paper.and_then(|paper| paper.value()) else {
        return paper.map_or_else(|| said(Role::Warn, format!("Authorization {id} is not known here.")), awaited);
    };
    let Some(now) = now else {
        let words = format!("{} first transferred before this", grouped(known.summary.consumed.count()));
        return Item::field("Under", Role::Warn, Safe::ours(format!("{id}: {words}; how many of these are is not known here")));
    };
    let (after, room) = used(known.summary.consumed, now, known.summary.quantity);
    let after = grouped(after.count());
    let (role, words) = match room {
        Room::NoMaximum => (Role::Text, format!("{after} first transferred after this; no maximum")),
        Room::Left { most, left } => {
            let (most, left) = (grouped(most.count()), grouped(left.count()));
            (Role::Text, format!("{after} of {most} first transferred after this, {left} left"))
        }
        Room::Beyond { most } => (Role::Danger, format!("{after} of {}: more than authorized", grouped(most.count()))),
    };
    Item::field("Under", role, Safe::ours(format!("{id}: {words}")))
}

/// What the ITMOs are afterwards, and what both Parties account for.
fn afterwards(to: &Destination) -> &'static str {
    match to {
        Destination::FirstTransfer(_) => {
            "first transferred: the transferring Party adds them to its emissions balance when it accounts, the acquiring Party subtracts what it uses (2/CMA.3, annex, III.B)"
        }
        Destination::Transfer(_) => {
            "in the counterpart's book; first transferred before, so no further corresponding adjustment follows"
        }
        Destination::Internal => "in another account of this registry",
        Destination::NdcUse(_) => "used towards the NDC; they never move again",
        Destination::OimpUse(_) => "used for another international mitigation purpose; they never move again",
        Destination::Cancellation(_) => "cancelled; they never move again",
        Destination::AdaptationFund { .. } => "in an account of the Adaptation Fund",
    }
}
