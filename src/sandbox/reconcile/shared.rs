//! What this book says now of every ITMO that it shares with a counterpart: those that a transfer between the two moved, or may have.
//! Each line says who holds the ITMOs by this book, so that a contradiction shows; what went on to a third registry is that one's.
//! Must not know: when a book is frozen, and the other book.

mod overlay;
mod remarks;
mod told;

use crate::{
    domain::{
        BlockRange, BlockState, RegistryId, SerialRange, SerialSet,
        reconcile::{AccountClass, Attributes, Position},
        transfer::Side,
    },
    sandbox::{
        book::{self, Held, Transfer},
        comm::CommProblem,
    },
};
use overlay::Overlay;
use rusqlite::Connection;
use told::Told;

/// The lines, sorted by series and first serial.
pub(super) fn lines(book: &Connection, here: RegistryId, peer: RegistryId) -> Result<Vec<Position>, CommProblem> {
    let transfers = transfers(book, here)?;
    let mut overlay = Overlay::default();
    for (at, transfer) in transfers.iter().enumerate() {
        for span in book::spans_of(book, &transfer.id.to_string())? {
            overlay.lay(span, at, transfer.counterpart == peer);
        }
    }
    let mut told = Told::new(book);
    let mut lines = Vec::new();
    for (block, at) in overlay.shared() {
        let Some(transfer) = transfers.get(at) else { continue };
        of_span(book, (here, transfer), block, &mut told, &mut lines)?;
    }
    remarks::note(book, &mut lines)?;
    lines.sort_by_key(|line| (line.block.series, line.block.range));
    Ok(lines)
}

/// Every transfer with another registry that moved ITMOs, or may have, in the order in which they began.
fn transfers(book: &Connection, here: RegistryId) -> Result<Vec<Transfer>, CommProblem> {
    let sql = "SELECT id FROM transfers WHERE from_registry <> to_registry AND (side = 'acquiring' \
               OR state IN ('accepted-by-peer', 'in-doubt', 'finalised-out', 'completed')) AND counterpart <> ? ORDER BY begun, id";
    let mut statement = book.prepare_cached(sql)?;
    let ids = statement.query_map([here.to_string()], |row| row.get::<_, String>(0))?;
    let mut found = Vec::new();
    for id in ids {
        found.extend(book::transfer(book, &id?)?);
    }
    Ok(found)
}

/// The lines of what one transfer was the last to move: what is held here, and what is not.
fn of_span(
    book: &Connection,
    (here, transfer): (RegistryId, &Transfer),
    block: BlockRange,
    told: &mut Told<'_>,
    lines: &mut Vec<Position>,
) -> Result<(), CommProblem> {
    let mut known: Vec<SerialRange> = Vec::new();
    for held in book::blocks_in(book, block)? {
        let Some(range) = held.span.range.intersect(block.range) else { continue };
        known.push(range);
        let block = BlockRange { range, ..block };
        lines.push(Position::new(block, of_held(book, (here, transfer), &held, block)?));
    }
    let left =
        transfer.side == Side::Transferring && matches!(transfer.state.as_str(), "finalised-out" | "completed" | "in-doubt");
    if !left {
        return Ok(());
    }
    let whole: SerialSet = [block.range].into_iter().collect();
    for range in whole.difference(&known.into_iter().collect()).ranges() {
        for (block, nature) in told.of(transfer, BlockRange { range: *range, ..block })? {
            let said = nature.map_or_else(
                || Attributes::held_by(transfer.to_registry),
                |said| Attributes { account: Some(transfer.to_account.clone()), ..said },
            );
            lines.push(Position::new(block, said));
        }
    }
    Ok(())
}

/// What is said of ITMOs that stand in this book. A provisional credit is the transferring registry's until Final.
fn of_held(
    book: &Connection,
    (here, transfer): (RegistryId, &Transfer),
    held: &Held,
    block: BlockRange,
) -> Result<Attributes, CommProblem> {
    let provisional = held.state == BlockState::InFlightIn;
    let holder = if provisional { transfer.from_registry } else { here };
    let class = match held.state {
        BlockState::Used => Some(AccountClass::Used),
        BlockState::Cancelled => Some(AccountClass::Cancelled),
        _ => None,
    };
    let said = told::of_nature(book, &held.nature, holder, block)?;
    let arrived = transfer.side == Side::Acquiring && !provisional;
    Ok(Attributes {
        // The account they were delivered to is what both registries know; where they went within this one is its own affair.
        account: arrived.then(|| transfer.to_account.clone()),
        class: class.filter(|_| arrived),
        // Until the ITMOs have moved, the day of their first transfer is not told to anybody.
        first_transferred: said.first_transferred.filter(|_| arrived),
        ..said
    })
}
