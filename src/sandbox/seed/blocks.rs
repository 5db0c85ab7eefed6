//! Invented ITMO blocks, series by series in the order of their ids.
//! No two overlap, neighbours that touch differ, and one series crosses 2^53, where readers that use floating point round.
//! Must not know: how accounts look.

use super::{
    accounts::Account,
    approaches::{APPROACHES, Approach, Authorization},
    days_before,
};
use crate::sandbox::{Options, random::SplitMix64};
use rusqlite::{CachedStatement, Connection, params};

/// Vintages of the book.
const VINTAGES: [u16; 5] = [2021, 2022, 2023, 2024, 2025];
/// Where the numbering of one series begins, so that it crosses 2^53: readers that use floating point round there.
const NEAR_2_53: u64 = (1 << 53) - 400;

/// A numbering that blocks are cut from.
struct Numbering<'a> {
    approach: &'static Approach,
    registry: String,
    vintage: u16,
    authorizations: Vec<&'a Authorization>,
    next: u64,
    last_account: Option<usize>,
}

/// Places in the list of accounts, by what may be in them.
struct Homes {
    holding: Vec<usize>,
    use_: Vec<usize>,
    cancellation: Vec<usize>,
}

/// Writes the blocks and adds each to what its account holds.
pub(super) fn write(
    connection: &Connection,
    options: &Options,
    accounts: &mut [Account],
    authorizations: &[Authorization],
) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached("INSERT INTO blocks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?;
    let mut numbers = SplitMix64::new(options.seed, 3);
    let mut numberings = numberings(options, authorizations);
    write_numberings(connection, &numberings)?;
    let count = numberings.len() as u64;
    let here = options.registry.to_string();
    let there = if here == "GHA01" { "CHE01" } else { "GHA01" };
    let homes = Homes::among(accounts);
    for (place, numbering) in (0_u64..).zip(&mut numberings) {
        // Cut the whole number of blocks into nearly equal shares that add up.
        let share = options.blocks * (place + 1) / count - options.blocks * place / count;
        for _ in 0..share {
            let Some(place) = homes.draw(&mut numbers) else { return Ok(()) };
            let Some(account) = accounts.get_mut(place) else { return Ok(()) };
            let lock = lock(&mut numbers, account.kind, &here, there);
            one(&mut insert, &mut numbers, numbering, place, account, lock)?;
        }
    }
    Ok(())
}

/// The numberings without their vintages: what ids begin with.
fn write_numberings(connection: &Connection, numberings: &[Numbering<'_>]) -> rusqlite::Result<()> {
    let mut insert = connection.prepare("INSERT OR IGNORE INTO numberings VALUES (?, ?, ?)")?;
    for Numbering { approach, registry, .. } in numberings {
        insert.execute(params![approach.id, registry, approach.party])?;
    }
    Ok(())
}

/// For each cooperative approach one numbering by its Party's registry and one by this registry, for each vintage.
fn numberings<'a>(options: &Options, authorizations: &'a [Authorization]) -> Vec<Numbering<'a>> {
    let here = options.registry.to_string();
    let mut all = Vec::new();
    for approach in &APPROACHES {
        let mut registries = vec![format!("{}01", approach.party), here.clone()];
        registries.sort();
        registries.dedup();
        for registry in registries {
            for vintage in VINTAGES {
                let authorizations = authorizations.iter().filter(|a| a.approach.id == approach.id).collect();
                let next = if approach.id == "CA0006" && vintage == 2025 { NEAR_2_53 } else { 1 };
                let registry = registry.clone();
                all.push(Numbering { approach, registry, vintage, authorizations, next, last_account: None });
            }
        }
    }
    all
}

/// One block.
fn one(
    insert: &mut CachedStatement<'_>,
    numbers: &mut SplitMix64,
    numbering: &mut Numbering<'_>,
    place: usize,
    account: &mut Account,
    (state, lock): (&'static str, Option<String>),
) -> rusqlite::Result<()> {
    // Blocks are maximal runs: two that touch differ, here by their account. Gaps are units that went elsewhere.
    let touches = numbers.below(3) > 0 && numbering.last_account != Some(place);
    let first = numbering.next + if touches { 0 } else { numbers.between(1, 500) };
    let quantity = quantity(numbers);
    let last = first + quantity - 1;
    numbering.next = last + 1;
    numbering.last_account = Some(place);
    let Some(authorization) = numbers.one_of(&numbering.authorizations) else { return Ok(()) };
    let since = lock.as_ref().map(|_| days_before(numbers, 30));
    account.held += quantity;
    account.locked += if lock.is_some() { quantity } else { 0 };
    let signed = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    insert.execute(params![
        numbering.approach.id,
        numbering.registry,
        numbering.approach.party,
        numbering.vintage,
        signed(first),
        signed(last),
        signed(quantity),
        account.id,
        state,
        lock,
        since,
        authorization.id,
        non_ghg(authorization, quantity),
        underlying(numbers, authorization, quantity),
        first_transferred(numbers, state, numbering.vintage),
    ])?;
    Ok(())
}

/// How many ITMOs: some single ones, mostly hundreds and thousands, a few very large.
fn quantity(numbers: &mut SplitMix64) -> u64 {
    match numbers.below(20) {
        0 => 1,
        1..=12 => numbers.between(2, 1_000),
        13..=18 => numbers.between(1_000, 20_000),
        _ => numbers.between(20_000, 500_000),
    }
}

/// The state of a block and what locks it. What is used or cancelled never moves again.
fn lock(numbers: &mut SplitMix64, kind: u16, here: &str, there: &str) -> (&'static str, Option<String>) {
    match kind {
        200 | 210 => return ("used", None),
        300.. => return ("cancelled", None),
        _ => {}
    }
    let case = numbers.between(1, 9_999);
    match numbers.below(100) {
        0..=2 => ("reserved", Some(format!("order {here}-2026-{case:06}"))),
        3..=4 => ("in-flight-out", Some(format!("transfer {here}-2026-{case:06}"))),
        5 => ("in-flight-in", Some(format!("transfer {there}-2026-{case:06}"))),
        6 => ("frozen-reconciliation", Some(format!("discrepancy D03, case {case}"))),
        7 => ("frozen-administration", Some(format!("administrator's freeze, case {case}"))),
        _ => ("available", None),
    }
}

/// Amount and unit of a metric other than CO2 equivalent.
fn non_ghg(authorization: &Authorization, quantity: u64) -> String {
    if !authorization.is_non_ghg() {
        return String::new();
    }
    format!("{} megawatt hours of renewable electricity generation", quantity * 137 / 100 + 1)
}

/// The units in the underlying registry.
fn underlying(numbers: &mut SplitMix64, authorization: &Authorization, quantity: u64) -> String {
    let registry = authorization.underlying();
    if registry == "NA" {
        return registry.to_owned();
    }
    let first = numbers.between(1, 90_000_000);
    format!("{registry} {first}-{}", first + quantity - 1)
}

/// The day of the first transfer; some blocks still wait for theirs.
fn first_transferred(numbers: &mut SplitMix64, state: &str, vintage: u16) -> Option<String> {
    let waits = numbers.below(4) == 0 && state == "available";
    let (month, day) = (numbers.between(1, 8), numbers.between(1, 28));
    let year = u64::from(vintage) + 1;
    (!waits).then(|| format!("{year}-{month:02}-{day:02}"))
}

impl Homes {
    fn among(accounts: &[Account]) -> Self {
        let of = |kinds: std::ops::RangeInclusive<u16>| {
            let fits = |account: &Account| account.may_hold() && kinds.contains(&account.kind);
            accounts.iter().enumerate().filter(|(_, account)| fits(account)).map(|(place, _)| place).collect()
        };
        Self { holding: of(100..=199), use_: of(200..=299), cancellation: of(300..=399) }
    }

    /// Where a block goes: mostly to holding accounts, and more often to the first of them.
    fn draw(&self, numbers: &mut SplitMix64) -> Option<usize> {
        let drawn = match numbers.below(20) {
            0 | 1 => numbers.one_of(&self.use_),
            2 => numbers.one_of(&self.cancellation),
            _ => None,
        };
        let holding = self.holding.len() as u64;
        let near = numbers.below(holding).min(numbers.below(holding));
        let fallback = usize::try_from(near).ok().and_then(|near| self.holding.get(near));
        drawn.or(fallback).copied()
    }
}
