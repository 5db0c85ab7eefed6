//! Executing an approved order: what it writes into the ledger, or what it sets going with a counterpart.
//! Everything happens in the transaction of the approval: what can't be written is not approved.
//! Must not know: who may approve, and the checks.

mod moved;

use super::{
    entry::Written,
    is_remote, link, plan,
    plan::{Decision, Plan},
    trust, whole,
};
use crate::{
    domain::{AccountId, AccountState, Quantity, check::Facts, transfer::TransferId},
    evidence::order::Decided,
    sandbox::{book, comm, desk::Desk, facts, fault::StoreProblem, held, ledger, problem::Refusal},
    text::number::{are, counted},
    wire::{
        ledger::{self as said, Act, Blocks, Held, OrderState, Posting, Representatives, Span, Spans},
        order::{IssueOrder, OpenAccountOrder, OrderAct},
    },
};
use jiff::{civil::Date, tz::TimeZone};

/// Executes an order and says in words what was done. `by` are the logins of who agreed to it, whoever submitted it first: the last of them
/// decided it, the releaser where there is one (F19).
pub(super) fn carry_out(
    desk: &Desk<'_>,
    order: &book::Order,
    plan: &Plan<'_>,
    facts: &Facts,
    by: Vec<String>,
) -> Result<String, Refusal> {
    let (kind, mut postings, said) = match (plan, &order.act) {
        (Plan::Move(movement), OrderAct::Transfer(asked)) => moved::postings(desk, &order.id, movement, asked, facts)?,
        (Plan::Issue(_), OrderAct::Issue(asked)) => issued(desk, asked, facts),
        (Plan::Authorize(asked), _) => {
            let said::Authorization { id, version, .. } = &asked.authorization;
            let said = format!("version {version} of authorization {id} is recorded");
            ("authorization-recorded", vec![Posting::Authorization(asked.authorization.clone())], said)
        }
        (Plan::Approach(asked), _) => {
            let said::Approach { id, state, .. } = &asked.approach;
            let said = format!("cooperative approach {id} is {state}");
            ("approach-recorded", vec![Posting::Approach(asked.approach.clone())], said)
        }
        (Plan::Open(asked, _), _) => opened(desk, asked),
        (Plan::AccountState(id, state), _) => account_state(desk, &order.id, id, *state),
        (Plan::Release(_), OrderAct::ReleaseBlocks(asked)) => {
            let postings = vec![Posting::Unlock(Spans { spans: asked.spans.clone() })];
            ("blocks-released", postings, "the blocks are released".to_owned())
        }
        (Plan::Decide(decision, Decided { transfer, .. }), _) => {
            held::let_go(desk.book, &transfer.to_string())?;
            let said = decide(desk, *decision, transfer, &by, plan::reason(&order.act))?;
            ("order-executed", Vec::new(), said)
        }
        (Plan::ResumeLink(registry), _) => link::resume(desk, *registry)?,
        (Plan::Trust(wanted), _) => trust::add(desk, wanted)?,
        // A plan is read from its order, so the two are of one kind.
        _ => return Err(StoreProblem::Row("an order").into()),
    };
    let decided = by.last().cloned();
    postings.push(Posting::OrderState(OrderState { order: order.id.clone(), state: "executed".to_owned(), by: decided }));
    let act = Act { by, reason: order.reason.clone(), message: None, postings };
    ledger::append(desk, kind, &act)?;
    if is_remote(desk, plan) {
        let transfer: TransferId = order.id.parse().map_err(|_| StoreProblem::Row("an order's id"))?;
        comm::propose(desk, &transfer)?;
    }
    Ok(format!("order {} is executed: {said}", order.id))
}

/// Today, UTC.
fn today(desk: &Desk<'_>) -> Date {
    desk.now.to_zoned(TimeZone::UTC).date()
}

fn issued(desk: &Desk<'_>, asked: &IssueOrder, facts: &Facts) -> Written {
    let held = |block: &said::Block| Held { account: asked.account.clone(), state: None, lock: None, block: block.clone() };
    let mut postings = vec![Posting::Create(Blocks { blocks: asked.blocks.iter().map(held).collect() })];
    // Units of one order may stand under authorizations with different definitions: each block by its own.
    let first = facts::first_transferred_at_issue(facts);
    let spans: Vec<Span> = asked
        .blocks
        .iter()
        .filter(|block| first.iter().any(|authorization| authorization.as_str() == block.authorization))
        .map(|block| Span { first: block.first.clone(), last: block.last.clone() })
        .collect();
    if !spans.is_empty() {
        postings.push(Posting::FirstTransfer(said::FirstTransfer { spans, on: today(desk) }));
    }
    let quantity = facts.units.ordered.unwrap_or(Quantity::ZERO);
    (
        "units-issued",
        postings,
        format!("{} {} issued into account {}", counted(quantity.count(), "ITMO"), are(quantity.count()), asked.account),
    )
}

fn opened(desk: &Desk<'_>, asked: &OpenAccountOrder) -> Written {
    let account = said::Account { opened: Some(whole(desk.now)), ..asked.account.clone() };
    let (id, people) = (account.id.clone(), asked.representatives.clone());
    let postings = vec![Posting::Account(account), Posting::Representatives(Representatives { account: id.clone(), people })];
    ("account-opened", postings, format!("account {id} is open"))
}

fn account_state(desk: &Desk<'_>, order: &str, id: &AccountId, state: AccountState) -> Written {
    let lock =
        (state == AccountState::Suspended).then(|| said::Cause { cause: format!("order {order}"), since: whole(desk.now) });
    let posting = said::AccountState { account: id.to_string(), state: state.word().to_owned(), lock };
    ("account-state-changed", vec![Posting::AccountState(posting)], format!("account {id} is {}", state.word()))
}

/// What two persons decide about a transfer is done by the communication, which knows the conversation and its evidence.
fn decide(desk: &Desk<'_>, decision: Decision, transfer: &TransferId, by: &[String], reason: &str) -> Result<String, Refusal> {
    let done = match decision {
        Decision::Accept => {
            comm::accept(desk, transfer, by)?;
            "is accepted"
        }
        Decision::Drop => {
            comm::drop_by_hand(desk, transfer, by, reason)?;
            "is given up here without the counterpart's word"
        }
        Decision::Complete => {
            comm::complete_by_hand(desk, transfer, by, reason)?;
            "is completed by hand"
        }
        Decision::Rebook => {
            comm::rebook(desk, transfer, by, reason)?;
            "is cancelled and its units are back"
        }
        Decision::GiveUp => {
            comm::give_up(desk, transfer, by, reason)?;
            "is given up for good"
        }
    };
    Ok(format!("transfer {transfer} {done}"))
}
