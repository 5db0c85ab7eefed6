//! Which ITMOs of an account an order moves: by number, with a stated rule, or by their own serials.
//! The rule: the oldest vintage first; within a vintage the fewest splits, at most one; and never a unit that is not available.
//! Must not know: where the blocks were read, or what the order does with them.

mod read;

pub use read::{NotWanted, Wanted};

use crate::{
    domain::{Block, BlockRange, BlockState, ItmoId, Quantity, SerialRange},
    text::number::{are, counted},
};
use std::collections::BTreeMap;

/// The rule in words, as screens and orders' readers are told it.
pub const RULE: &str = "oldest vintage first, then the fewest splits";

/// Blocks of one vintage up to which a sum without a split is looked for; beyond, the largest that fit are taken and one is split.
const MOST_COMBINED: usize = 20;

/// Why nothing was chosen.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotChosen {
    /// None are wanted.
    #[error("an order moves at least one ITMO")]
    Zero,
    /// There are not so many that are available.
    #[error("only {} {} available here", counted(.0.count(), "ITMO"), are(.0.count()))]
    TooFew(Quantity),
    /// What is left to take would split a block that moves whole.
    #[error(
        "so many can't be taken without splitting the block of {block}, whose {} move only together{}",
        counted(.holds.count(), "ITMO"),
        instead(*.fit)
    )]
    Indivisible {
        /// The first ITMO of the block.
        block: ItmoId,
        /// All of it.
        holds: Quantity,
        /// So many can be taken: the most below what is wanted that the rule finds.
        fit: Quantity,
    },
    /// Serials that are not all available in this account.
    #[error("{first} to {last} are not all available in this account", first = .0.first_id(), last = .0.last_id())]
    NotHere(BlockRange),
    /// Serials that stand in several series of the account.
    #[error("the serials {0} stand in more than one series here; write the whole ids")]
    Ambiguous(SerialRange),
    /// A block that moves whole, and only a part of it is named.
    #[error("the block of {0} moves whole; name all of it")]
    Part(ItmoId),
}

/// What can be taken instead.
fn instead(fit: Quantity) -> String {
    if fit == Quantity::ZERO { String::new() } else { format!("; {} would do", fit.count()) }
}

/// The blocks that an order may take from: available and not locked.
fn free(blocks: &[Block]) -> impl Iterator<Item = &Block> {
    blocks.iter().filter(|block| block.state == BlockState::Available && block.lock.is_none())
}

/// Chooses what is wanted from blocks in any order; the runs are ascending, one for each block that is touched.
///
/// # Errors
/// [`NotChosen`].
pub fn choose(blocks: &[Block], wanted: &Wanted) -> Result<Vec<BlockRange>, NotChosen> {
    let mut chosen = match wanted {
        Wanted::Number(quantity) => by_number(blocks, *quantity)?,
        Wanted::Runs(runs) => by_runs(blocks, runs)?,
    };
    chosen.sort_unstable();
    Ok(chosen)
}

fn by_number(blocks: &[Block], wanted: Quantity) -> Result<Vec<BlockRange>, NotChosen> {
    if wanted == Quantity::ZERO {
        return Err(NotChosen::Zero);
    }
    let mut free: Vec<&Block> = free(blocks).collect();
    free.sort_unstable_by_key(|block| (block.series.vintage, block.series, block.range));
    let mut left = wanted.count();
    let mut chosen = Vec::new();
    for vintage in free.chunk_by(|one, next| one.series.vintage == next.series.vintage) {
        let all: u64 = vintage.iter().fold(0, |sum, block| sum.saturating_add(block.quantity().count()));
        if all > left {
            let before = wanted.count() - left;
            chosen.extend(within(vintage, left).ok_or_else(|| indivisible(vintage, before, left))?);
            left = 0;
        } else {
            chosen.extend(vintage.iter().map(|block| whole(block)));
            left -= all;
        }
        if left == 0 {
            return Ok(chosen);
        }
    }
    Err(NotChosen::TooFew(Quantity::new(wanted.count() - left)))
}

fn whole(block: &Block) -> BlockRange {
    BlockRange { series: block.series, range: block.range }
}

/// So many of one vintage, which has more: whole blocks if some add up to it, else one of them is split.
fn within(blocks: &[&Block], wanted: u64) -> Option<Vec<BlockRange>> {
    let mut largest: Vec<&Block> = blocks.to_vec();
    largest.sort_by_key(|block| std::cmp::Reverse(block.quantity().count()));
    if largest.len() <= MOST_COMBINED
        && let Some(sum) = summing(&largest, wanted)
    {
        return Some(sum.into_iter().map(whole).collect());
    }
    greedy(&largest, wanted).or_else(|| one_split(&largest, wanted))
}

/// That what is wanted of this vintage, after so many of older ones, would split a block that moves whole: the smallest that is too large for
/// what the largest leave, and what can be taken without it.
fn indivisible(blocks: &[&Block], before: u64, wanted: u64) -> NotChosen {
    let mut largest: Vec<&Block> = blocks.to_vec();
    largest.sort_by_key(|block| std::cmp::Reverse(block.quantity().count()));
    let (mut fit, mut too_large) = (0, None);
    for block in largest {
        let count = block.quantity().count();
        if count <= wanted - fit { fit += count } else { too_large = Some(block) }
    }
    match too_large {
        Some(block) => NotChosen::Indivisible {
            block: block.first_id(),
            holds: block.quantity(),
            fit: Quantity::new(before.saturating_add(fit)),
        },
        None => NotChosen::TooFew(Quantity::new(before.saturating_add(fit))),
    }
}

/// Blocks that add up to exactly this: as few as can be, and the largest of those. Each half is added up by itself and the two are
/// matched, so that twenty blocks take two thousand sums and not a million.
fn summing<'b>(blocks: &[&'b Block], wanted: u64) -> Option<Vec<&'b Block>> {
    let (left, right) = blocks.split_at(blocks.len() / 2);
    let mut fewest: BTreeMap<u64, u32> = BTreeMap::new();
    for (sum, set) in sums(right) {
        let kept = fewest.entry(sum).or_insert(set);
        if (set.count_ones(), set) < (kept.count_ones(), *kept) {
            *kept = set;
        }
    }
    let pairs = sums(left).filter_map(|(sum, set)| Some((set, *fewest.get(&wanted.checked_sub(sum)?)?)));
    let (first, rest) = pairs.min_by_key(|(first, rest)| (first.count_ones() + rest.count_ones(), *first, *rest))?;
    Some(picked(left, first).chain(picked(right, rest)).collect())
}

/// What every set of blocks adds up to; a set is a bit for each block, the first the lowest.
fn sums<'s>(blocks: &'s [&Block]) -> impl Iterator<Item = (u64, u32)> + 's {
    let all = 1u32.checked_shl(u32::try_from(blocks.len()).unwrap_or(u32::MAX)).unwrap_or(0);
    (0..all).filter_map(|set| Some((Quantity::total(picked(blocks, set).map(Block::quantity))?.count(), set)))
}

fn picked<'s, 'b>(blocks: &'s [&'b Block], set: u32) -> impl Iterator<Item = &'b Block> + use<'s, 'b> {
    blocks.iter().enumerate().filter(move |(at, _)| set >> at & 1 == 1).map(|(_, block)| *block)
}

/// The largest blocks that fit, then a part of the smallest that is left and can be cut.
fn greedy(largest: &[&Block], wanted: u64) -> Option<Vec<BlockRange>> {
    let (mut chosen, mut over, mut left) = (Vec::new(), Vec::new(), wanted);
    for block in largest {
        match left.checked_sub(block.quantity().count()) {
            Some(after) => {
                chosen.push(whole(block));
                left = after;
            }
            None => over.push(*block),
        }
    }
    if left > 0 {
        let cut = over.iter().rev().find(|block| block.is_divisible() && block.quantity().count() > left)?;
        chosen.push(part(cut, left)?);
    }
    Some(chosen)
}

/// One block that is cut and others that are whole, for when the largest that fit leave nothing to cut: blocks that move whole are
/// tried with each one that can be cut. Only few blocks are combined.
fn one_split(largest: &[&Block], wanted: u64) -> Option<Vec<BlockRange>> {
    let cuttable = largest.iter().filter(|block| block.is_divisible()).take(MOST_COMBINED);
    for cut in cuttable {
        let others: Vec<&Block> = largest.iter().filter(|block| block.first_id() != cut.first_id()).copied().collect();
        let (mut chosen, mut left) = (Vec::new(), wanted);
        for block in others {
            if left >= cut.quantity().count()
                && let Some(after) = left.checked_sub(block.quantity().count())
            {
                chosen.push(whole(block));
                left = after;
            }
        }
        if left > 0 && left < cut.quantity().count() {
            chosen.push(part(cut, left)?);
            return Some(chosen);
        }
    }
    None
}

/// The first ITMOs of a block.
fn part(block: &Block, count: u64) -> Option<BlockRange> {
    let after = block.range.first().number().checked_add(count).and_then(|serial| crate::domain::Serial::new(serial).ok())?;
    let (part, _) = block.range.split_at(after)?;
    Some(BlockRange { series: block.series, range: part })
}

fn by_runs(blocks: &[Block], wanted: &[read::Run]) -> Result<Vec<BlockRange>, NotChosen> {
    let mut chosen = Vec::new();
    for run in wanted {
        let run = match run {
            read::Run::Named(run) => *run,
            read::Run::Serials(range) => in_series(blocks, *range)?,
        };
        chosen.extend(held(blocks, run)?);
    }
    Ok(chosen)
}

/// The one series of the account that these serials can be of.
fn in_series(blocks: &[Block], range: SerialRange) -> Result<BlockRange, NotChosen> {
    let mut series: Vec<_> = free(blocks).filter(|block| block.range.overlaps(range)).map(|block| block.series).collect();
    series.sort_unstable();
    series.dedup();
    match series.as_slice() {
        [series] => Ok(BlockRange { series: *series, range }),
        [] => Err(NotChosen::TooFew(Quantity::ZERO)),
        _ => Err(NotChosen::Ambiguous(range)),
    }
}

/// The parts of a run in the blocks that hold it, every one of its serials in one that is free.
fn held(blocks: &[Block], run: BlockRange) -> Result<Vec<BlockRange>, NotChosen> {
    let mut parts = Vec::new();
    for block in free(blocks).filter(|block| block.series == run.series) {
        let Some(range) = block.range.intersect(run.range) else { continue };
        if range != block.range && !block.is_divisible() {
            return Err(NotChosen::Part(block.first_id()));
        }
        parts.push(BlockRange { series: run.series, range });
    }
    let found = Quantity::total(parts.iter().map(|part| part.quantity()));
    if found == Some(run.quantity()) { Ok(parts) } else { Err(NotChosen::NotHere(run)) }
}

#[cfg(test)]
mod tests;
