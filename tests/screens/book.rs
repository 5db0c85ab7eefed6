//! A registry in memory: it answers every question at once, the same each time, and does what it is told.
//! Filters, orders and windows mean here what they mean at the boundary (`registry::query`).

use super::{
    cases, checks,
    directory::People,
    pages::{self, Row},
    papers::{Papers, guards},
    runs,
    traffic::Traffic,
};
use countersign::{
    domain::{Account, AccountId, AccountState, AccountSummary, Block, BlockState, Holding, Lock, Quantity, case::CaseId},
    registry::{
        Act, Authorised, Deed, Echo, IdempotencyKey, Outcome, Problem, ProblemKind, Read, Receipt, Reply, Standing,
        case::CaseInFull,
        query::Term,
        run::{Run, RunSegments},
    },
    text::Untrusted,
};
use jiff::Timestamp;

/// The time it is in these tests until a test says otherwise.
pub fn now() -> Timestamp {
    "2026-11-22T09:14:00Z".parse().unwrap()
}

/// A registry.
#[derive(Clone)]
pub struct Book {
    pub standing: Standing,
    pub accounts: Vec<Account>,
    pub blocks: Vec<Block>,
    pub traffic: Traffic,
    pub papers: Papers,
    /// A case as it is here and not in the usual books.
    pub case: Option<Box<CaseInFull>>,
    /// A run as it is here and not in the usual books.
    pub run: Option<Box<(Run, RunSegments)>>,
    pub people: People,
    pub revision: u64,
    pub receipts: Vec<Receipt>,
    /// Texts that occur in the ids of this book and in no other's.
    pub marks: Vec<String>,
}

impl Book {
    /// The answer to a question.
    pub fn answer(&self, ask: &Read) -> Result<Reply, Problem> {
        let missing = || Problem::of_request(ProblemKind::Missing, "req-0404");
        Ok(match ask {
            Read::Standing => Reply::Standing(self.standing.clone()),
            Read::Accounts(query) => {
                let rows: Vec<&AccountSummary> = self.accounts.iter().map(|account| &account.summary).collect();
                Reply::Accounts(pages::page_where(&rows, query, self.revision, |account, term| self.account_holds(account, term)))
            }
            Read::Blocks(query) => {
                let rows: Vec<&Block> = self.blocks.iter().collect();
                Reply::Blocks(pages::page(&rows, query, self.revision))
            }
            Read::Account(id) => Reply::Account(Box::new(self.account(id).ok_or_else(missing)?.clone())),
            Read::Holdings(id) => {
                self.account(id).ok_or_else(missing)?;
                Reply::Holdings(holdings(&self.blocks, |block| block.account == *id))
            }
            Read::Block(id) => {
                let holds = |block: &&Block| block.series == id.series() && block.range.contains(id.serial());
                Reply::Block(Box::new(self.blocks.iter().find(holds).ok_or_else(missing)?.clone()))
            }
            Read::Transfers(_)
            | Read::Transfer(_)
            | Read::Messages(_)
            | Read::Message(_)
            | Read::Peers(_)
            | Read::Peer(_)
            | Read::Incidents(_)
            | Read::Incident(_) => self.traffic.answer(ask, self.revision).ok_or_else(missing)?,
            // The journal is the console's own: no registry is asked for it.
            Read::Journal(_) | Read::JournalLine(_) => return super::journal::answer(ask),
            Read::TotalHoldings => Reply::TotalHoldings(holdings(&self.blocks, |_| true)),
            Read::Cases => cases::board(),
            Read::Case(id) => Reply::Case(self.case_of(*id).ok_or_else(missing)?),
            Read::Run(_) | Read::RunSegments(_) if self.run.is_some() => self.told(ask).ok_or_else(missing)?,
            Read::Runs(_) | Read::Run(_) | Read::RunSegments(_) => runs::answer(ask, self.revision).ok_or_else(missing)?,
            Read::Checks(body) => Reply::Checks(checks::of(body)),
            Read::Contacts
            | Read::ContactRows(_)
            | Read::ChangeRows(_)
            | Read::ContactChange(_)
            | Read::Contact(_)
            | Read::HeardContacts(_)
            | Read::ContactAttempts(_)
            | Read::ContactBundles
            | Read::Bundle(_)
            | Read::Broadcasts
            | Read::BroadcastRows(_)
            | Read::Broadcast(_)
            | Read::TextFile(_) => self.people.answer(ask).ok_or_else(missing)?,
            // Asked for by commands alone.
            Read::Report(_) | Read::ReportedActions(_) | Read::ReportedHoldings(_) | Read::CaseRows(_) => return Err(missing()),
            Read::Document(path) => Reply::Document(Box::new(checks::document(path))),
            Read::Guarded(guarded, version) => Reply::Guarded(self.papers.guards.unwrap_or(guards::given)(*guarded, *version)),
            Read::Act(key) => Reply::Act(self.receipts.iter().find(|receipt| receipt.key == *key).cloned()),
            // The papers have the rest, or no screen asks for it.
            _ => self.papers.answer(ask, self).ok_or_else(missing)?,
        })
    }

    fn told(&self, ask: &Read) -> Option<Reply> {
        let (run, segments) = &**self.run.as_ref()?;
        match ask {
            Read::Run(id) => (*id == run.summary.id).then(|| Reply::Run(Box::new(run.clone()))),
            Read::RunSegments(id) => (*id == segments.run).then(|| Reply::RunSegments(Box::new(segments.clone()))),
            _ => None,
        }
    }

    fn case_of(&self, id: CaseId) -> Option<Box<CaseInFull>> {
        self.case.clone().filter(|case| case.case.id == id).or_else(|| cases::case(id))
    }

    /// Whether a term without negation holds for an account; what it holds is known from its blocks.
    fn account_holds(&self, account: &AccountSummary, term: &Term) -> bool {
        match term.field {
            Some("vintage" | "approach") => {
                let mut held =
                    self.blocks.iter().filter(|block| block.account == account.id && block.state != BlockState::InFlightIn);
                held.any(|block| block.holds(term))
            }
            _ => account.holds(term),
        }
    }

    /// Does what it is told, and keeps a receipt.
    pub fn act(&mut self, act: &Authorised<Act>) -> Result<Outcome, Problem> {
        let Act::Alone { deed, reason } = act.act() else { return Err(Problem::of(ProblemKind::Forbidden)) };
        if let Deed::RecordAttempt(attempt) = deed {
            self.people.record((**attempt).clone(), reason);
        }
        if let Deed::RecordBundle(bundle) = deed {
            self.people.compare((**bundle).clone(), reason);
        }
        let Deed::FreezeAccount { account, version } = deed else {
            let receipt = self.receipt(act.key());
            self.receipts.push(receipt.clone());
            return Ok(Outcome::Done(receipt));
        };
        let here = self.accounts.iter_mut().find(|known| known.summary.id == *account);
        let here = here.ok_or_else(|| Problem::of(ProblemKind::Missing))?;
        if here.version != *version {
            return Err(Problem::of_request(ProblemKind::Conflict, "req-0412"));
        }
        here.summary.state = AccountState::Suspended;
        here.version += 1;
        here.lock = Some(Lock::of_cause(Untrusted::new(reason.clone()), now()));
        self.revision += 1;
        let receipt = self.receipt(act.key());
        self.receipts.push(receipt.clone());
        Ok(Outcome::Done(receipt))
    }

    /// The receipt of an act.
    pub fn receipt(&self, key: IdempotencyKey) -> Receipt {
        Receipt {
            key,
            entry: 4_711,
            at: now(),
            said: Untrusted::new("frozen"),
            subject: Untrusted::default(),
            echo: Echo::default(),
        }
    }

    /// Whether a text holds an id of this book.
    pub fn is_in(&self, text: &str) -> bool {
        self.marks.iter().any(|mark| text.contains(mark.as_str()))
    }

    pub fn account(&self, id: &AccountId) -> Option<&Account> {
        self.accounts.iter().find(|account| account.summary.id == *id)
    }
}

/// What blocks add up to, by cooperative approach and vintage.
fn holdings(blocks: &[Block], counts: impl Fn(&Block) -> bool) -> Vec<Holding> {
    let mut holdings: Vec<Holding> = Vec::new();
    for block in blocks.iter().filter(|block| counts(block)) {
        let (approach, vintage) = (block.series.approach, block.series.vintage);
        let of = |holding: &&mut Holding| holding.approach == approach && holding.vintage == vintage;
        let held = block.quantity();
        let locked = if block.lock.is_some() { held } else { Quantity::ZERO };
        match holdings.iter_mut().find(of) {
            Some(holding) => {
                holding.blocks += 1;
                holding.held = holding.held.plus(held).unwrap();
                holding.locked = holding.locked.unwrap().plus(locked);
            }
            None => holdings.push(Holding { approach, vintage, blocks: 1, held, locked: Some(locked) }),
        }
    }
    holdings.sort_by_key(|holding| (holding.approach, holding.vintage));
    holdings
}
