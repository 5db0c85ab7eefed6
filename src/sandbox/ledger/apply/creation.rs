//! Postings that bring blocks into being: issuance by this registry, and the opening of the book with what it had before.
//! An issued serial is greater than every serial of its series that was ever given out, so that none exists twice.
//! Must not know: whether the authorization allows so many; that is checked before the act.

use super::{Applied, Applying, accounts::may_receive, approaches::no_word, life::Life, read, refuse, spans};
use crate::{
    domain::{AccountState, BlockRange, BlockState, Metric, SerialRange},
    sandbox::book::{self, Account, Cause, Nature},
    wire::ledger::{self, Authorization, Block, Blocks, Held, Spans},
};
use rusqlite::params;
use std::collections::HashMap;

/// What has been looked up for the blocks of a posting.
#[derive(Default)]
pub(super) struct Seen {
    accounts: HashMap<String, Account>,
    authorizations: HashMap<(String, u32), Authorization>,
}

impl Applying<'_> {
    /// Brings blocks into being.
    pub(super) fn create(&mut self, blocks: &Blocks) -> Applied {
        if blocks.blocks.is_empty() {
            return refuse("it names no ITMOs");
        }
        let mut seen = Seen::default();
        let mut batches: Vec<BlockRange> = Vec::new();
        for held in &blocks.blocks {
            let block = self.created(held, &mut seen)?;
            let (span, nature) = (block.span, &block.nature);
            if nature.first_transferred.is_some() {
                self.consume(nature.authorization.as_str(), span.quantity().count().into())?;
            }
            match batches.last_mut().filter(|batch| batch.series == span.series) {
                Some(batch) if batch.range.last() < span.range.first() => {
                    batch.range = SerialRange::new(batch.range.first(), span.range.last()).unwrap_or(span.range);
                }
                Some(_) if self.opening => return refuse("the blocks of an opening come in the order of their serials"),
                _ => batches.push(span),
            }
            if !self.opening {
                let (account, state) = (Some(held.account.clone()), Some(block.state.word()));
                self.note(Life { span, what: "create", account, state, transfer: None });
            }
            self.bring(block)?;
        }
        for batch in batches {
            if self.opening {
                self.note_opened(batch)?;
            }
            self.number(batch)?;
        }
        Ok(())
    }

    /// The block that a posting creates, if it may be created so.
    fn created(&self, held: &Held, seen: &mut Seen) -> Applied<book::Held> {
        let span = spans::of_block(&held.block)?;
        let metric = self.metric_of(&held.block, span, seen)?;
        let account = match seen.accounts.get(&held.account) {
            Some(account) => account,
            None => {
                let account = self.existing(&held.account)?;
                seen.accounts.entry(held.account.clone()).or_insert(account)
            }
        };
        may_receive(account, span.series, metric)?;
        let state = BlockState::of_word(held.state.as_deref().unwrap_or("available"));
        let lock = held.lock.as_ref().map(cause);
        if self.opening {
            opens_with(account, state, lock.is_some())?;
        } else {
            self.may_issue(account, span, state, lock.is_some())?;
        }
        Ok(book::Held { span, account: account.id.clone(), state, lock, nature: nature(&held.block)? })
    }

    /// Whether this registry may issue a span now into an account.
    fn may_issue(&self, account: &Account, span: BlockRange, state: BlockState, locked: bool) -> Applied {
        if account.state != AccountState::Open || fate(account) != BlockState::Available {
            return refuse(format!("ITMOs are issued into an open holding account; {} is not one", account.id));
        }
        if state != BlockState::Available || locked {
            return refuse("issued ITMOs are available; a lock is a posting of its own");
        }
        if span.series.registry != self.registry {
            return refuse(format!("{} are ids of {}; only it issues them", spans::named(span), span.series.registry));
        }
        match book::next_serial(self.book, span.series)? {
            Some(next) if next <= span.range.first() => Ok(()),
            next => {
                let next = next.map_or_else(|| "none".to_owned(), |next| next.to_string());
                refuse(format!("{} begin before the next free serial of the series, {next}", spans::named(span)))
            }
        }
    }

    /// The metric of a block's authorization, which must be recorded for its approach and Party.
    pub(super) fn metric_of(&self, block: &Block, span: BlockRange, seen: &mut Seen) -> Applied<Metric> {
        let key = (block.authorization.clone(), block.version);
        let authorization = match seen.authorizations.get(&key) {
            Some(authorization) => authorization,
            None => match book::authorization_said(self.book, &block.authorization, Some(block.version))? {
                Some(authorization) => seen.authorizations.entry(key).or_insert(authorization),
                None => return refuse(format!("version {} of authorization {} is not recorded here", block.version, key.0)),
            },
        };
        let Authorization { id, approach, party, metric, .. } = authorization;
        let series = span.series;
        if *approach != series.approach.to_string() || *party != series.party.to_string() {
            return refuse(format!("authorization {id} is for {approach} and {party}, not for {}", spans::named(span)));
        }
        let metric = if metric == "non-GHG" { Metric::NonGhg } else { Metric::Ghg };
        if (metric == Metric::Ghg) != block.non_ghg.is_empty() {
            let itmos = spans::named(span);
            return refuse(format!("{itmos}: an amount in another metric is given with non-GHG ITMOs, and only with them"));
        }
        Ok(metric)
    }

    /// Records a series, and that this registry gave out its serials up to the end of a span.
    pub(super) fn number(&self, span: BlockRange) -> Applied {
        let [approach, registry, party, vintage, _, last] = book::key(span);
        let ours = span.series.registry == self.registry;
        let sql = "INSERT INTO numberings VALUES (?1, ?2, ?3, ?4, iif(?6, ?5, 0))
                   ON CONFLICT DO UPDATE SET issued = max(issued, excluded.issued)";
        self.prepare(sql)?.execute(params![approach, registry, party, vintage, last, ours])?;
        Ok(())
    }

    /// Records serials that were given out before the book was opened.
    pub(super) fn given_out(&self, given: &Spans) -> Applied {
        if !self.opening {
            return refuse("serials given out before are recorded when the book is opened, and not later");
        }
        for span in spans::all(&given.spans)? {
            if span.series.registry != self.registry {
                return refuse(format!(
                    "{} are ids of {}, which alone knows what it gave out",
                    spans::named(span),
                    span.series.registry
                ));
            }
            self.number(span)?;
        }
        Ok(())
    }
}

/// Whether a book may be opened with a block in this state. What is reserved or in flight comes from real orders and transfers.
fn opens_with(account: &Account, state: BlockState, locked: bool) -> Applied {
    use BlockState as S;
    let expected = fate(account);
    let frozen = matches!(state, S::FrozenReconciliation | S::FrozenAdministration) && expected == S::Available;
    if !frozen && state != expected {
        return no_word(&format!("state for ITMOs in account {} when the book is opened", account.id), state.word());
    }
    if frozen != locked {
        return refuse("frozen ITMOs have a cause, and others have none");
    }
    Ok(())
}

/// What ITMOs are in an account of this type.
pub(super) fn fate(account: &Account) -> BlockState {
    match account.kind.code() {
        200..=299 => BlockState::Used,
        300..=399 => BlockState::Cancelled,
        _ => BlockState::Available,
    }
}

/// A cause as the ledger writes it. The book keeps whole milliseconds.
fn cause(lock: &ledger::Cause) -> Cause {
    let since = jiff::Timestamp::from_millisecond(lock.since.as_millisecond()).unwrap_or(lock.since);
    Cause { cause: lock.cause.clone(), since }
}

/// What goes with a block wherever it goes.
pub(super) fn nature(block: &Block) -> Applied<Nature> {
    Ok(Nature {
        authorization: read(&block.authorization)?,
        version: block.version,
        non_ghg: block.non_ghg.clone(),
        underlying: block.underlying.clone(),
        first_transferred: block.first_transferred,
    })
}
