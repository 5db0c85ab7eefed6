//! What an order asks for, in full: every account, every range, every value that would stand in the book.
//! Nothing is summed up or shortened: it is what a second person will have to agree to.
//! Must not know: who ordered it, or what became of it.

use crate::{
    domain::{AccountId, BlockRange, HolderKind, ItmoId, transfer::CancellationKind},
    evidence::statement::RekeyField,
    registry::book::{
        ApproachSummary, AuthorizationVersion, IssuedBlock, OrderDestination, OrderedAccount, OrderedAct, OrderedTransfer,
        RepresentativeRole,
    },
    screens::{Did, Place, authorization, linked::Linked, words},
    text::{Kind, number::grouped},
    ui::{Safe, Span, detail::Item, theme::Role},
};
use std::collections::BTreeSet;

/// The act as lines of a page.
pub fn page(act: &OrderedAct) -> Linked {
    let mut page = Linked::default();
    match act {
        OrderedAct::Transfer(transfer) => moved(transfer, &mut page),
        OrderedAct::Issue { account, blocks } => {
            to_account("Into account", account, &mut page);
            blocks.iter().for_each(|block| issued(block, &mut page));
        }
        OrderedAct::Authorize { id, version } => {
            let named = Safe::ours(format!("{id}, version {}", version.version));
            page.lead(Item::field("Authorization", Role::Text, named), Did::Go(Place::Authorization(id.clone())));
            authorized(version, &mut page);
        }
        OrderedAct::Approach(approach) => approached(approach, &mut page),
        OrderedAct::OpenAccount(account) => opened(account, &mut page),
        OrderedAct::AccountState { account, state } => {
            to_account("Account", account, &mut page);
            let (role, _) = words::account_state(*state);
            page.field("Its new state", role, state.word());
        }
        OrderedAct::ReleaseBlocks(ranges) => ranges.iter().for_each(|range| these(range, &mut page)),
        OrderedAct::Decide { transfer, quantity, proposal, .. } => {
            page.lead(Item::field("Transfer", Role::Text, ours(transfer)), Did::Go(Place::Transfer(*transfer)));
            page.field("ITMOs", Role::Text, Safe::number(quantity.count()));
            page.field("Proposal", Role::Text, Safe::ours(format!("SHA-256 {proposal}")));
        }
        OrderedAct::ResumeLink(registry) => page.field("Counterpart", Role::Text, ours(registry)),
        OrderedAct::TrustAccount { account, registry, trusted } => {
            to_account("Account", account, &mut page);
            page.field("Is to trust", Role::Text, Safe::ours(format!("{trusted} of registry {registry}")));
        }
    }
    page
}

/// What it is called. Where an account or a registry is still to be typed again its kind is not told: it says which these may be (F07).
pub fn called(act: &OrderedAct, withheld: &BTreeSet<RekeyField>) -> String {
    let words = match act {
        OrderedAct::Transfer(moved) if withheld.is_empty() => match moved.to {
            OrderDestination::Internal(_) => "move within this registry",
            OrderDestination::External { .. } => "transfer to another registry",
            OrderDestination::AdaptationFund { .. } => "transfer to the Adaptation Fund",
            OrderDestination::NdcUse { .. } => "use towards an NDC",
            OrderDestination::OimpUse { .. } => "use for other international mitigation purposes",
            OrderDestination::Cancellation { .. } => "cancellation",
        },
        act => return words::act(act.kind().word()),
    };
    words.to_owned()
}

/// The act for whoever is to type some of it again from their own paper: without those values, and without what tells them (F07).
pub fn seen(act: &OrderedAct, withheld: &BTreeSet<RekeyField>) -> Linked {
    if withheld.is_empty() {
        return self::page(act);
    }
    let mut page = Linked::default();
    let OrderedAct::Transfer(moved) = act else {
        page.field("What it is about", Role::Dim, words::TYPE_AGAIN);
        return page;
    };
    let hides = |field| withheld.contains(&field);
    to_account("From account", &moved.from, &mut page);
    // An account's id says which registry it is in.
    if hides(RekeyField::AcquiringAccount) || hides(RekeyField::AcquiringRegistry) {
        page.field("To account", Role::Dim, words::TYPE_AGAIN);
    } else {
        destination(&moved.to, &mut page);
    }
    // Which ITMOs they are says how many.
    if hides(RekeyField::Quantity) || hides(RekeyField::Units) {
        page.field("ITMOs", Role::Dim, words::TYPE_AGAIN);
    } else {
        units(moved, &mut page);
    }
    page
}

fn ours(value: impl std::fmt::Display) -> Safe<'static> {
    Safe::ours(value.to_string())
}

fn to_account(label: &'static str, account: &AccountId, page: &mut Linked) {
    page.lead(Item::field(label, Role::Text, ours(account)), Did::Go(Place::Account(account.clone())));
}

/// A run of ITMOs, both ends in full.
fn these(range: &BlockRange, page: &mut Linked) {
    let ids = format!("{} to {}", range.first_id(), range.last_id());
    let label = Safe::ours(grouped(range.quantity().count()));
    page.lead(Item::field(label, Role::Text, Safe::ours(ids)), in_block(range.first_id()));
}

fn in_block(id: ItmoId) -> Did {
    Did::Go(Place::Block(id))
}

fn moved(transfer: &OrderedTransfer, page: &mut Linked) {
    to_account("From account", &transfer.from, page);
    destination(&transfer.to, page);
    units(transfer, page);
    if let Some(corrects) = transfer.corrects {
        page.lead(Item::field("Corrects transfer", Role::Text, ours(corrects)), Did::Go(Place::Transfer(corrects)));
    }
}

fn units(transfer: &OrderedTransfer, page: &mut Linked) {
    page.field("ITMOs", Role::Text, Safe::number(transfer.quantity.count()));
    transfer.ranges.iter().for_each(|range| these(range, page));
}

fn destination(to: &OrderDestination, page: &mut Linked) {
    match to {
        OrderDestination::Internal(account) => to_account("To account", account, page),
        OrderDestination::External { registry, account } => {
            page.field("To account", Role::Text, Safe::ours(format!("{account} of registry {registry}")));
        }
        OrderDestination::AdaptationFund { registry, account, mandatory } => {
            let kind = if *mandatory { "mandatory" } else { "voluntary" };
            page.field("To account", Role::Text, Safe::ours(format!("{account} of registry {registry}")));
            page.field("For", Role::Text, Safe::ours(format!("the Adaptation Fund, {kind}")));
        }
        OrderDestination::NdcUse { account, year } => {
            to_account("To account", account, page);
            page.field("For use towards", Role::Text, Safe::ours(format!("the nationally determined contribution, year {year}")));
        }
        OrderDestination::OimpUse { account, purpose } => {
            to_account("To account", account, page);
            page.field("For use", Role::Text, purpose.gate(Kind::Name));
        }
        OrderDestination::Cancellation { account, kind } => {
            to_account("To account", account, page);
            page.field("Cancellation", Role::Text, words::word(kind, CancellationKind::word));
        }
    }
}

fn issued(block: &IssuedBlock, page: &mut Linked) {
    these(&block.range, page);
    let named = Safe::ours(format!("{}, version {}", block.authorization, block.authorization_version));
    let to = Did::Go(Place::Authorization(block.authorization.clone()));
    page.lead(Item::field("under", Role::Text, named), to);
    page.field("underlying units", Role::Text, block.underlying.gate(Kind::Name));
    if !block.non_ghg.is_empty() {
        page.field("non-GHG metric", Role::Text, block.non_ghg.gate(Kind::Name));
    }
    if let Some(day) = block.first_transferred {
        page.field("first transferred", Role::Text, ours(day));
    }
}

fn authorized(version: &AuthorizationVersion, page: &mut Linked) {
    let approach = Item::field("Cooperative approach", Role::Text, ours(version.approach));
    page.lead(approach, Did::Go(Place::Approach(version.approach)));
    for (label, value) in authorization::said(version) {
        page.field(label, Role::Text, value);
    }
}

fn approached(approach: &ApproachSummary, page: &mut Linked) {
    use crate::domain::approach::{ApproachState, InitialReport};
    let parties: Vec<String> = approach.parties.iter().map(ToString::to_string).collect();
    let item = Item::field("Cooperative approach", Role::Text, ours(approach.id));
    page.lead(item, Did::Go(Place::Approach(approach.id)));
    page.field("Name", Role::Text, approach.name.gate(Kind::Name));
    page.field("Participating Parties", Role::Text, Safe::ours(parties.join(", ")));
    page.field("State", Role::Text, words::word(&approach.state, ApproachState::word));
    page.field("Initial report", Role::Text, words::word(&approach.initial_report, InitialReport::word));
}

fn opened(account: &OrderedAccount, page: &mut Linked) {
    let holder = match account.holder.kind {
        HolderKind::Party => format!("  Party {}", account.holder.party),
        HolderKind::Entity => format!("  authorized entity, {}", account.holder.party),
    };
    let approaches: Vec<String> = account.approaches.iter().map(ToString::to_string).collect();
    to_account("Account", &account.id, page);
    page.field("Name", Role::Text, account.name.gate(Kind::Name));
    page.field("Type", Role::Text, ours(account.kind));
    let holder = [Span::text(account.holder.name.gate(Kind::Name)), Span::new(Role::Dim, Safe::ours(holder))];
    page.add(Item::Field("Holder".into(), holder.to_vec()));
    page.field("State", Role::Text, account.state.word());
    let only = if approaches.is_empty() { "any cooperative approach".to_owned() } else { approaches.join(", ") };
    page.field("For", Role::Text, Safe::ours(only));
    page.field("Metric", Role::Text, authorization::metric(account.metric));
    for person in &account.representatives {
        let role = words::word(&person.role, RepresentativeRole::word);
        page.add(Item::Field(role, vec![Span::text(person.name.gate(Kind::Name))]));
    }
}
