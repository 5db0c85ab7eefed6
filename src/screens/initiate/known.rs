//! What the registry says that a new order depends on: the account and its blocks, its rules, who may act, what the checks would say.
//! Each is a question of its own; what is not here yet is said to be missing, and nothing is guessed in its place.
//! Must not know: the form.

use crate::screens::{effect::Papers, review::fresh, sourced::Sourced};
use crate::{
    app::{Desk, Remote, RequestId},
    domain::{Account, AccountId, AuthorizationId, Block},
    evidence::order::Body,
    registry::{
        Filter, Page, Problem, Query, Read, Reply, Sort, Start, Window,
        book::{AccountRules, CheckFinding, Guarded, GuardedText, GuardedVersion, OrderId, OrderInFull},
        query::Term,
        traffic::TransferSummary,
    },
};

/// Blocks of an account that are read at most; who has more names the ITMOs.
const MOST_BLOCKS: usize = 10_000;
/// Blocks that are asked for at a time.
const PAGE: u16 = 1_000;

/// What is known.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub account: Remote<Box<Account>>,
    pub rules: Remote<Box<AccountRules>>,
    pub roster: Remote<Option<Box<GuardedText>>>,
    pub policy: Remote<Option<Box<GuardedText>>>,
    /// The order that the new one takes the place of.
    pub earlier: Remote<Box<OrderInFull>>,
    /// What moved before, which tells what is new (F31).
    pub past: Remote<Page<TransferSummary>>,
    page: Remote<Page<Block>>,
    /// The blocks that came so far, oldest vintage first.
    pub blocks: Vec<Block>,
    /// Whether all are here.
    pub all_blocks: bool,
    /// The account they go to, when it is in this registry.
    pub to: Option<(AccountId, Remote<Box<Account>>)>,
    pub authorizations: Papers,
    checks: Remote<Vec<CheckFinding>>,
    /// What the checks were asked of last.
    checked: Option<Body>,
    /// What the checks said last, and of what: a refresh asks again, and forgets nothing of the same order meanwhile.
    found: Option<(Body, Vec<CheckFinding>)>,
    /// The document at the path that was typed last.
    pub document: Sourced,
}

impl Known {
    /// Whether something that is always needed was never asked for, or did not come.
    pub fn is_missing(&self) -> bool {
        let blocks = !self.all_blocks && !self.page.is_asking() && self.blocks.len() < MOST_BLOCKS;
        let texts = self.roster.is_missing() || self.policy.is_missing();
        blocks || texts || self.account.is_missing() || self.rules.is_missing()
    }

    /// Asks for what is not here of what stands beside the form: what moved before, and the order this one takes the place of.
    pub fn ask_beside(&mut self, earlier: Option<OrderId>, desk: &mut Desk<'_>) {
        if self.past.is_missing() {
            self.past.ask(Read::Transfers(fresh::question()), desk);
        }
        if let Some(id) = earlier.filter(|_| self.earlier.is_missing()) {
            self.earlier.ask(Read::Order(id), desk);
        }
    }

    /// Asks for what is always needed.
    pub fn ask(&mut self, account: &AccountId, desk: &mut Desk<'_>) {
        self.account.ask(Read::Account(account.clone()), desk);
        self.rules.ask(Read::AccountRules(account.clone()), desk);
        self.roster.ask(Read::Guarded(Guarded::Roster, GuardedVersion::InForce), desk);
        self.policy.ask(Read::Guarded(Guarded::Policy, GuardedVersion::InForce), desk);
        (self.blocks, self.all_blocks, self.checked) = (Vec::new(), false, None);
        self.page.ask(blocks_of(account, Start::Offset(0)), desk);
    }

    /// Forgets questions that failed or were given up, so that they are asked again when somebody does something; never by themselves.
    pub fn forget_failed(&mut self) {
        self.to.take_if(|(_, account)| account.is_missing());
        self.authorizations.retain(|_, paper| !paper.is_missing());
        if !self.checks.is_asking() && (self.checks.problem().is_some() || self.checks.value().is_none()) {
            self.checked = None;
        }
    }

    /// Asks for the account they go to, if that is another than before; none is asked for with `None`.
    pub fn ask_to(&mut self, account: Option<AccountId>, desk: &mut Desk<'_>) {
        if self.to.as_ref().map(|(id, _)| id) == account.as_ref() {
            return;
        }
        if let Some((_, before)) = &mut self.to {
            before.give_up(desk);
        }
        self.to = account.map(|id| {
            let mut value = Remote::default();
            value.ask(Read::Account(id.clone()), desk);
            (id, value)
        });
    }

    /// Asks for authorizations that are not known yet.
    pub fn ask_authorizations(&mut self, ids: impl Iterator<Item = AuthorizationId>, desk: &mut Desk<'_>) {
        for id in ids {
            self.authorizations.entry(id.clone()).or_insert_with(|| {
                let mut value = Remote::default();
                value.ask(Read::Authorization(id), desk);
                value
            });
        }
    }

    /// Asks what the checks say of this, if they were asked of something else last; the newest question wins.
    pub fn ask_checks(&mut self, body: Option<Body>, desk: &mut Desk<'_>) {
        if self.checked == body {
            return;
        }
        self.checks.give_up(desk);
        // What was found of another order says nothing of this one, also when no answer comes.
        self.checks = Remote::default();
        if let Some(body) = &body {
            self.checks.ask(Read::Checks(Box::new(body.clone())), desk);
        }
        self.checked = body;
    }

    /// What the checks say of this, once it was asked of this and nothing else.
    pub fn checks_of(&self, body: &Body) -> Option<&Remote<Vec<CheckFinding>>> {
        (self.checked.as_ref() == Some(body)).then_some(&self.checks)
    }

    /// What the checks said of exactly this the last time.
    pub fn found_of(&self, body: &Body) -> Option<&[CheckFinding]> {
        self.found.as_ref().filter(|(of, _)| of == body).map(|(_, found)| found.as_slice())
    }

    /// Takes an answer, if it is one of these.
    pub fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        if self.checks.awaits(request)
            && let (Ok(Reply::Checks(found)), Some(body)) = (answer, &self.checked)
        {
            self.found = Some((body.clone(), found.clone()));
        }
        macro_rules! take {
            ($value:expr, $variant:ident) => {
                if $value.awaits(request) {
                    let of = |reply| if let Reply::$variant(value) = reply { Some(value) } else { None };
                    $value.take(answer.clone().map(of), desk.now);
                    return true;
                }
            };
        }
        take!(self.account, Account);
        take!(self.rules, AccountRules);
        take!(self.roster, Guarded);
        take!(self.policy, Guarded);
        take!(self.checks, Checks);
        take!(self.earlier, Order);
        take!(self.past, Transfers);
        if let Some((_, to)) = &mut self.to {
            take!(to, Account);
        }
        for value in self.authorizations.values_mut() {
            take!(value, Authorization);
        }
        self.document.answer(request, answer, desk) || (self.page.awaits(request) && self.more(answer, desk))
    }

    /// Takes a page of blocks, and asks for the next.
    fn more(&mut self, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        let of = |reply| if let Reply::Blocks(page) = reply { Some(page) } else { None };
        self.page.take(answer.clone().map(of), desk.now);
        let Some(page) = self.page.value().filter(|_| answer.is_ok()) else { return true };
        self.blocks.extend(page.rows.iter().cloned());
        self.all_blocks = page.next.is_none();
        let account = page.rows.first().map(|block| block.account.clone());
        if let (Some(next), Some(account), true) = (page.next.clone(), account, self.blocks.len() < MOST_BLOCKS) {
            self.page.ask(blocks_of(&account, Start::Cursor(next)), desk);
        }
        true
    }

    /// Stops waiting.
    pub fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.account.give_up(desk);
        self.rules.give_up(desk);
        self.roster.give_up(desk);
        self.policy.give_up(desk);
        self.page.give_up(desk);
        self.earlier.give_up(desk);
        self.past.give_up(desk);
        self.checks.give_up(desk);
        self.authorizations.values_mut().for_each(|value| value.give_up(desk));
        if let Some((_, to)) = &mut self.to {
            to.give_up(desk);
        }
        self.document.give_up(desk);
    }

    /// How many answers are awaited.
    pub fn in_flight(&self) -> usize {
        let always = [
            self.account.is_asking(),
            self.rules.is_asking(),
            self.roster.is_asking(),
            self.policy.is_asking(),
            self.page.is_asking(),
            self.earlier.is_asking(),
            self.past.is_asking(),
            self.checks.is_asking(),
            self.to.as_ref().is_some_and(|(_, to)| to.is_asking()),
            self.document.is_asking(),
        ];
        let papers = self.authorizations.values().map(Remote::is_asking);
        always.into_iter().chain(papers).filter(|asking| *asking).count()
    }
}

/// The question for available blocks of an account, the oldest vintage first.
fn blocks_of(account: &AccountId, start: Start) -> Read {
    let term = |field, value: String| Term { field: Some(field), value, negated: false };
    let filter = Filter { terms: vec![term("account", account.to_string()), term("state", "available".to_owned())] };
    let sort = Some(Sort { by: "vintage", descending: false });
    Read::Blocks(Query { filter, sort, window: Window { start, limit: PAGE } })
}
