//! What the entries of a year did to ITMOs, as the agreed electronic format records it: an action for each block, when it happened here.
//! A transfer is done when the ITMOs leave the book, an acquisition when they are credited; what came back was not transferred.
//! Must not know: what is held, and the reports of other Parties.

use super::Wanted;
use crate::{
    aef::format::{ACTION_SUBTYPES, ACTION_TYPES},
    domain::{
        AccountId, BlockRange, BlockState, HolderKind, RegistryId,
        transfer::{Action, Record},
    },
    evidence::ledger::Line,
    sandbox::{
        book::{self, Held, Nature},
        fault::StoreProblem,
        ledger::OPENED,
    },
    wire::{
        admin::{Block, report::ReportedAction},
        ledger::{self, Act, Posting, Span},
    },
};
use jiff::tz::TimeZone;
use rusqlite::{Connection, OptionalExtension, params};

/// The table in which they are kept, beside the book they are noted in.
pub(super) const TABLE: &str = "reported_actions";

const ACQUISITION: Record = Record { action: "Acquisition", subtype: None };

/// The actions of one registry in one year.
pub(super) struct Actions {
    pub(super) here: RegistryId,
    pub(super) year: i16,
}

/// An entry that is about to be applied, and the book before it.
struct Noting<'a> {
    book: &'a Connection,
    here: RegistryId,
    line: &'a Line,
}

impl Actions {
    /// Notes what an entry is about to do.
    pub(super) fn note(&self, book: &Connection, line: &Line, act: &Act) -> Result<(), StoreProblem> {
        let sql =
            "CREATE TABLE IF NOT EXISTS reported_actions (n INTEGER PRIMARY KEY, transfer TEXT NOT NULL, row TEXT NOT NULL)";
        book.prepare_cached(sql)?.execute([])?;
        if line.kind() == OPENED {
            return Ok(());
        }
        let noting = Noting { book, here: self.here, line };
        for posting in &act.postings {
            match posting {
                Posting::Return(back) => {
                    book.prepare_cached("DELETE FROM reported_actions WHERE transfer = ?")?.execute([&back.transfer])?;
                }
                _ if line.at().to_zoned(TimeZone::UTC).year() != self.year => {}
                Posting::Depart(out) => noting.departed(&out.transfer, &out.spans)?,
                Posting::Credit(spans) => noting.credited(&spans.spans)?,
                Posting::Transfer(transfer) if transfer.state == "completed" => noting.within(transfer)?,
                Posting::FirstTransfer(first) => noting.issued(act, &first.spans)?,
                _ => {}
            }
        }
        Ok(())
    }
}

impl Noting<'_> {
    fn departed(&self, id: &str, spans: &[Span]) -> Result<(), StoreProblem> {
        let Some(transfer) = book::transfer(self.book, id)? else { return Ok(()) };
        let record = Record { action: known(&transfer.action).unwrap_or("Transfer"), subtype: known(&transfer.subtype) };
        let acquiring = Some(transfer.to_registry.party().to_string());
        for (span, held) in self.parts(spans)? {
            self.keep(id, record, ReportedAction { acquiring: acquiring.clone(), ..self.row(&held, span)? })?;
        }
        Ok(())
    }

    fn credited(&self, spans: &[Span]) -> Result<(), StoreProblem> {
        for (span, held) in self.parts(spans)? {
            let id = held.lock.as_ref().map(|lock| lock.cause.clone()).unwrap_or_default();
            let Some(transfer) = book::transfer(self.book, &id)? else { continue };
            let transferring = Some(transfer.from_registry.party().to_string());
            self.keep(&id, ACQUISITION, ReportedAction { transferring, ..self.row(&held, span)? })?;
        }
        Ok(())
    }

    /// A use, a cancellation, or a move between two Parties that share the registry. What only moves has no record.
    fn within(&self, transfer: &ledger::Transfer) -> Result<(), StoreProblem> {
        let Some(action) = known(&transfer.action) else { return Ok(()) };
        let record = Record { action, subtype: known(&transfer.subtype) };
        let account = |id: &str| book::account(self.book, id);
        let (Some(from), Some(to)) = (account(&transfer.from_account)?, account(&transfer.to_account)?) else { return Ok(()) };
        let ends = matches!(action, "Use" | "Cancellation" | "Voluntary Cancellation");
        let uses = ends || record.subtype == Some("Use or cancellation");
        let moves = from.party != to.party && !uses && matches!(action, "Transfer" | "First transfer");
        let entity = match from.holder_kind {
            HolderKind::Entity if uses => Some(self.number_of(from.holder.octets())?),
            _ => None,
        };
        for (span, held) in self.parts(&transfer.spans)? {
            let row = self.row(&held, span)?;
            if moves && to.party == self.here.party() {
                let transferring = Some(from.party.to_string());
                self.keep(&transfer.id, ACQUISITION, ReportedAction { transferring, ..row.clone() })?;
            }
            if moves && from.party != self.here.party() {
                continue;
            }
            let row = ReportedAction {
                acquiring: moves.then(|| to.party.to_string()),
                purpose: transfer.purpose.clone().filter(|_| uses),
                using: uses.then(|| from.party.to_string()),
                entity: entity.clone(),
                ndc_year: transfer.year.filter(|_| action == "Use"),
                ..row
            };
            self.keep(&transfer.id, record, row)?;
        }
        Ok(())
    }

    /// Units that are first transferred by their issuance or their authorization. Other first transfers are with what was done.
    fn issued(&self, act: &Act, spans: &[Span]) -> Result<(), StoreProblem> {
        let created = act.postings.iter().filter_map(|posting| match posting {
            Posting::Create(created) => Some(&created.blocks),
            _ => None,
        });
        for ledger::Held { account, block, .. } in created.flatten() {
            let is_among = spans.iter().any(|span| span.first == block.first && span.last == block.last);
            let authorization = book::authorization(self.book, &block.authorization, Some(block.version))?;
            let Some(authorization) = authorization.filter(|_| is_among) else { continue };
            let to: AccountId = account.parse().map_err(|_| StoreProblem::Row("an account"))?;
            let record = Action::Issue { to: to.clone() }.records(false, authorization.first_transfer());
            let Some(record) = record else { continue };
            let held = of_block(block, to)?;
            self.keep("", record, self.row(&held, held.span)?)?;
        }
        Ok(())
    }

    /// A row about a part of a block. What keeps the block from moving or from orders is no matter of a report.
    fn row(&self, held: &Held, span: BlockRange) -> Result<ReportedAction, StoreProblem> {
        let Nature { authorization, version, non_ghg, underlying, first_transferred } = &held.nature;
        let said = book::authorization_said(self.book, authorization.as_str(), Some(*version))?;
        let said = said.ok_or(StoreProblem::Row("authorization"))?;
        let block = Block {
            first: span.first_id().to_string(),
            last: span.last_id().to_string(),
            account: held.account.to_string(),
            holding_registry: self.here.to_string(),
            state: held.state.word().to_owned(),
            lock: None,
            case: None,
            authorization: authorization.to_string(),
            authorization_version: *version,
            metric: said.metric,
            non_ghg: non_ghg.clone(),
            mitigation_type: said.mitigation_type,
            sector: said.sector,
            activity_type: said.activity_type,
            underlying: underlying.clone(),
            first_transferred: *first_transferred,
        };
        Ok(ReportedAction {
            at: self.line.at(),
            action: String::new(),
            subtype: None,
            block,
            transferring: None,
            acquiring: None,
            purpose: None,
            using: None,
            entity: None,
            ndc_year: None,
        })
    }

    fn keep(&self, transfer: &str, record: Record, row: ReportedAction) -> Result<(), StoreProblem> {
        let row = ReportedAction { action: record.action.to_owned(), subtype: record.subtype.map(str::to_owned), ..row };
        let text = serde_json::to_string(&row).map_err(|_| StoreProblem::Row("an action"))?;
        let sql = "INSERT INTO reported_actions (transfer, row) VALUES (?, ?)";
        self.book.prepare_cached(sql)?.execute(params![transfer, text])?;
        Ok(())
    }

    /// The blocks that spans cover, with what of each they do.
    fn parts(&self, spans: &[Span]) -> Result<Vec<(BlockRange, Held)>, StoreProblem> {
        let mut found = Vec::new();
        for span in spans {
            let span = range(&span.first, &span.last)?;
            for held in book::blocks_in(self.book, span)? {
                let shared = held.span.range.intersect(span.range);
                found.extend(shared.map(|range| (BlockRange { range, ..span }, held.clone())));
            }
        }
        Ok(found)
    }

    /// The number of an authorized entity; its name when none is recorded.
    fn number_of(&self, name: &str) -> Result<String, StoreProblem> {
        let mut statement = self.book.prepare_cached("SELECT id FROM entities WHERE name = ? ORDER BY id LIMIT 1")?;
        Ok(statement.query_row([name], |row| row.get(0)).optional()?.unwrap_or_else(|| name.to_owned()))
    }
}

/// Rows of the table, in order.
pub(super) fn rows(book: &Connection, wanted: Wanted) -> Result<Vec<ReportedAction>, StoreProblem> {
    let mut statement = book.prepare_cached("SELECT row FROM reported_actions ORDER BY n LIMIT ? OFFSET ?")?;
    let limits = params![wanted.limit, i64::try_from(wanted.offset).unwrap_or(i64::MAX)];
    let texts = statement.query_map(limits, |row| row.get::<_, String>(0))?;
    texts.map(|text| serde_json::from_str(&text?).map_err(|_| StoreProblem::Row("an action"))).collect()
}

fn range(first: &str, last: &str) -> Result<BlockRange, StoreProblem> {
    let ends = first.parse().ok().zip(last.parse().ok());
    ends.and_then(|(first, last)| BlockRange::of(first, last).ok()).ok_or(StoreProblem::Row("a span"))
}

/// A block that an entry brings into the book.
fn of_block(block: &ledger::Block, account: AccountId) -> Result<Held, StoreProblem> {
    let nature = Nature {
        authorization: block.authorization.parse().map_err(|_| StoreProblem::Row("authorization"))?,
        version: block.version,
        non_ghg: block.non_ghg.clone(),
        underlying: block.underlying.clone(),
        first_transferred: block.first_transferred,
    };
    Ok(Held { span: range(&block.first, &block.last)?, account, state: BlockState::Available, lock: None, nature })
}

/// A word of the nomenclature that a transfer has; an empty one is none.
fn known(word: &str) -> Option<&'static str> {
    ACTION_TYPES.into_iter().chain(ACTION_SUBTYPES).find(|known| *known == word)
}
