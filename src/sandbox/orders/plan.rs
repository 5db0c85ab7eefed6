//! An order as it was read: every id is one, every word is known, every reason says something.
//! Whether it may be done is for the checks; what can't even be read is refused here, before the book is asked.
//! Must not know: the book.

use crate::{
    domain::{
        AccountId, AccountState, ItmoId, Quantity, RegistryId, Vintage,
        approach::{ApproachState, InitialReport},
        transfer::{CancellationKind, TransferId},
    },
    evidence::order::Decided,
    sandbox::{people::Deed, problem::Refusal, words},
    wire::{
        ledger::{Block, Span},
        order::{
            ApproachOrder, AuthorizeOrder, Destination, IssueOrder, OpenAccountOrder, OrderAct, TransferDecision, TransferOrder,
        },
    },
};

/// What an order comes to.
#[derive(Clone, Debug)]
pub(in crate::sandbox) enum Plan<'a> {
    /// Units move, or are used or cancelled.
    Move(Movement),
    /// Units come into being.
    Issue(Issue<'a>),
    /// An authorization is recorded.
    Authorize(&'a AuthorizeOrder),
    /// A cooperative approach is recorded or changed.
    Approach(&'a ApproachOrder),
    /// An account is opened.
    Open(&'a OpenAccountOrder, AccountId),
    /// An account gets another state.
    AccountState(AccountId, AccountState),
    /// Frozen blocks are released.
    Release(Vec<Ends>),
    /// Two persons decide about a transfer.
    Decide(Decision, Decided),
    /// The link to a counterpart is taken up again.
    ResumeLink(RegistryId),
    /// An account is to trust another one.
    Trust(Trust),
}

/// Whom an account is to trust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::sandbox) struct Trust {
    /// The account that keeps the list.
    pub account: AccountId,
    /// The registry of the account it is to trust.
    pub registry: RegistryId,
    /// The account it is to trust.
    pub trusted: AccountId,
}

/// The first and the last id of a span, as named. That they belong together is for the checks (B02, B03).
pub(in crate::sandbox) type Ends = (ItmoId, ItmoId);

/// An order that moves units.
#[derive(Clone, Debug)]
pub(in crate::sandbox) struct Movement {
    /// The account they are in.
    pub from: AccountId,
    /// The registry they go to; `None` for this one.
    pub registry: Option<RegistryId>,
    /// The account they go to.
    pub to: AccountId,
    /// Which.
    pub spans: Vec<Ends>,
    /// How many, as the person said.
    pub quantity: Quantity,
    /// What for.
    pub goal: Goal,
    /// The transfer it corrects.
    pub corrects: Option<TransferId>,
}

/// What units are moved for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::sandbox) enum Goal {
    /// To be held by somebody else.
    Hold,
    /// For the Adaptation Fund.
    Fund {
        /// Whether that is mandatory.
        mandatory: bool,
    },
    /// For a contribution.
    Ndc(Vintage),
    /// For another purpose, in the order's words.
    Oimp(String),
    /// To be cancelled.
    Cancel(CancellationKind),
}

/// An order that issues.
#[derive(Clone, Debug)]
pub(in crate::sandbox) struct Issue<'a> {
    /// Into this account.
    pub to: AccountId,
    /// The ids of each block.
    pub spans: Vec<Ends>,
    /// The blocks as they are to be.
    pub blocks: &'a [Block],
}

/// What two persons decide about a transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sandbox) enum Decision {
    /// Accept an incoming one.
    Accept,
    /// Give up a provisional credit.
    Drop,
    /// Complete it by hand.
    Complete,
    /// Take units in transit back.
    Rebook,
    /// Renounce the units for good.
    GiveUp,
}

/// Reads an order.
///
/// # Errors
/// The field that does not read.
pub(in crate::sandbox) fn read(act: &OrderAct) -> Result<Plan<'_>, Refusal> {
    words::text("reason", reason(act))?;
    match act {
        OrderAct::Transfer(order) => Ok(Plan::Move(movement(order)?)),
        OrderAct::Issue(order) => Ok(Plan::Issue(issue(order)?)),
        OrderAct::Authorize(order) => authorize(order),
        OrderAct::Approach(order) => approach(order),
        OrderAct::OpenAccount(order) => open(order),
        OrderAct::AccountState(order) => {
            let state = words::word("state", &order.state, &STATES)?;
            Ok(Plan::AccountState(words::id("account", &order.account)?, state))
        }
        OrderAct::ReleaseBlocks(order) => Ok(Plan::Release(ends(&order.spans)?)),
        OrderAct::AcceptTransfer(order) => decide(Decision::Accept, order),
        OrderAct::DropIncoming(order) => decide(Decision::Drop, order),
        OrderAct::CompleteByHand(order) => decide(Decision::Complete, order),
        OrderAct::Rebook(order) => decide(Decision::Rebook, order),
        OrderAct::GiveUp(order) => decide(Decision::GiveUp, order),
        OrderAct::ResumeLink(order) => Ok(Plan::ResumeLink(words::id("registry", &order.registry)?)),
        OrderAct::TrustAccount(order) => Ok(Plan::Trust(Trust {
            account: words::id("account", &order.account)?,
            registry: words::id("registry", &order.registry)?,
            trusted: words::id("trusted", &order.trusted)?,
        })),
    }
}

/// The states an order may give an account.
const STATES: [(AccountState, &str); 4] = [
    (AccountState::Open, "open"),
    (AccountState::BlockedOut, "blocked-out"),
    (AccountState::Suspended, "suspended"),
    (AccountState::Closed, "closed"),
];

/// The order's reason.
pub(in crate::sandbox) fn reason(act: &OrderAct) -> &str {
    match act {
        OrderAct::Transfer(order) => &order.reason,
        OrderAct::Issue(order) => &order.reason,
        OrderAct::Authorize(order) => &order.reason,
        OrderAct::Approach(order) => &order.reason,
        OrderAct::OpenAccount(order) => &order.reason,
        OrderAct::AccountState(order) => &order.reason,
        OrderAct::ReleaseBlocks(order) => &order.reason,
        OrderAct::AcceptTransfer(order)
        | OrderAct::DropIncoming(order)
        | OrderAct::CompleteByHand(order)
        | OrderAct::Rebook(order)
        | OrderAct::GiveUp(order) => &order.reason,
        OrderAct::ResumeLink(order) => &order.reason,
        OrderAct::TrustAccount(order) => &order.reason,
    }
}

/// What a person does who submits such an order: links are guarded by people who hold no operating role.
pub(in crate::sandbox) fn submitting(act: &OrderAct) -> Deed {
    if matches!(act, OrderAct::ResumeLink(_)) { Deed::SubmitGuarding } else { Deed::Submit }
}

/// What a person does who approves such an order.
pub(in crate::sandbox) fn approving(act: &OrderAct) -> Deed {
    if matches!(act, OrderAct::ResumeLink(_)) { Deed::ApproveGuarding } else { Deed::Approve }
}

fn decide(decision: Decision, order: &TransferDecision) -> Result<Plan<'static>, Refusal> {
    let transfer = words::id("transfer", &order.transfer)?;
    let proposal = words::id("proposal", &order.proposal)?;
    Ok(Plan::Decide(decision, Decided { transfer, quantity: Quantity::new(order.quantity.0), proposal }))
}

fn movement(order: &TransferOrder) -> Result<Movement, Refusal> {
    let (registry, account, goal) = match &order.to {
        Destination::Internal(to) => (None, &to.account, Goal::Hold),
        Destination::External(to) => (Some(words::id("registry", &to.registry)?), &to.account, Goal::Hold),
        Destination::AdaptationFund(to) => {
            (Some(words::id("registry", &to.registry)?), &to.account, Goal::Fund { mandatory: to.mandatory })
        }
        Destination::NdcUse(to) => {
            let year = Vintage::new(to.year).map_err(|_| Refusal::field("year", "expects a year from 2021 to 9999"))?;
            (None, &to.account, Goal::Ndc(year))
        }
        Destination::OimpUse(to) => (None, &to.account, Goal::Oimp(words::text("purpose", &to.purpose)?.to_owned())),
        Destination::Cancellation(to) => (None, &to.account, Goal::Cancel(words::word("kind", &to.kind, CancellationKind::ALL)?)),
    };
    let corrects = order.corrects.as_deref().map(|id| words::id("corrects", id)).transpose()?;
    if corrects.is_some() && goal != Goal::Hold {
        return Err(Refusal::field("corrects", "a correction moves units to an account; it does not use, cancel or give them"));
    }
    Ok(Movement {
        from: words::id("from", &order.from)?,
        registry,
        to: words::id("account", account)?,
        spans: ends(&order.spans)?,
        quantity: Quantity::new(order.quantity.0),
        goal,
        corrects,
    })
}

/// The ends of spans.
pub(in crate::sandbox) fn ends(spans: &[Span]) -> Result<Vec<Ends>, Refusal> {
    spans.iter().map(|span| Ok((itmo("first", &span.first)?, itmo("last", &span.last)?))).collect()
}

fn itmo(field: &str, text: &str) -> Result<ItmoId, Refusal> {
    words::id(field, text)
}

fn issue(order: &IssueOrder) -> Result<Issue<'_>, Refusal> {
    for block in &order.blocks {
        words::id::<crate::domain::AuthorizationId>("authorization", &block.authorization)?;
        words::text("underlying", &block.underlying)?;
        words::text_or_none("non_ghg", &block.non_ghg)?;
        if block.first_transferred.is_some() {
            return Err(Refusal::field("first_transferred", "the registry says when units are first transferred"));
        }
    }
    let spans = order.blocks.iter().map(|block| Ok((itmo("first", &block.first)?, itmo("last", &block.last)?)));
    let spans = spans.collect::<Result<_, Refusal>>()?;
    Ok(Issue { to: words::id("account", &order.account)?, spans, blocks: &order.blocks })
}

fn authorize(order: &AuthorizeOrder) -> Result<Plan<'_>, Refusal> {
    let authorization = &order.authorization;
    // Only these three: suspending or revoking one is recorded as a new version too.
    words::word("state", &authorization.state, &[((), "issued"), ((), "suspended"), ((), "revoked")])?;
    words::text("terms", &authorization.terms)?;
    for entity in &authorization.entities {
        words::text("entities", entity)?;
    }
    Ok(Plan::Authorize(order))
}

fn approach(order: &ApproachOrder) -> Result<Plan<'_>, Refusal> {
    let approach = &order.approach;
    words::id::<crate::domain::ApproachId>("id", &approach.id)?;
    words::text("name", &approach.name)?;
    words::word("state", &approach.state, ApproachState::ALL)?;
    words::word("initial_report", &approach.initial_report, InitialReport::ALL)?;
    for party in &approach.parties {
        words::id::<crate::domain::PartyCode>("parties", party)?;
    }
    if approach.parties.len() < 2 {
        return Err(Refusal::field("parties", "a cooperative approach has at least two Parties"));
    }
    Ok(Plan::Approach(order))
}

fn open(order: &OpenAccountOrder) -> Result<Plan<'_>, Refusal> {
    let account = &order.account;
    let id: AccountId = words::id("id", &account.id)?;
    words::text("name", &account.name)?;
    words::text("holder", &account.holder)?;
    words::word("holder_kind", &account.holder_kind, &[((), "party"), ((), "entity")])?;
    words::id::<crate::domain::PartyCode>("party", &account.party)?;
    words::word("state", &account.state, &[((), "open")])?;
    for approach in &account.approaches {
        words::id::<crate::domain::ApproachId>("approaches", approach)?;
    }
    if let Some(metric) = &account.metric {
        words::word("metric", metric, &[((), "GHG"), ((), "non-GHG")])?;
    }
    if crate::domain::AccountKind(account.kind).word().is_none() {
        return Err(Refusal::field("kind", "expects a code of table 52(b): 100, 200, 210, 300, 310, 320 or 330"));
    }
    if account.opened.is_some() || account.last_act.is_some() || account.lock.is_some() {
        return Err(Refusal::field("opened", "the registry says when an account was opened and last used, and what locks it"));
    }
    for person in &order.representatives {
        words::text("representatives", &person.name)?;
        words::word("representatives", &person.role, &[((), "primary"), ((), "secondary"), ((), "viewer")])?;
    }
    Ok(Plan::Open(order, id))
}
