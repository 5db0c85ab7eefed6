//! Invented ITMO blocks, series by series in the order of their ids, as entries and as the rows that applying them gives.
//! Neighbours that touch have different authorizations, so every row is a maximal run whichever account it is in.
//! Must not know: how accounts look, and how serials are dealt.

use super::{
    BATCH,
    accounts::Account,
    authorizations::Authorization,
    days_before, moment,
    world::{Numbering, Piece, numberings},
};
use crate::{
    sandbox::{
        Options,
        ledger::{LedgerProblem, Opening},
        random::SplitMix64,
    },
    wire::ledger::{Cause, Posting, Span, Spans},
};
use rusqlite::{Connection, params};
use std::{collections::BTreeMap, fmt::Write as _};

/// Writes the blocks of a book.
pub(super) struct Writer<'a> {
    book: &'a Connection,
    options: &'a Options,
    /// When the book is opened, in seconds.
    opened: i64,
    here: String,
    authorizations: &'a [Vec<Authorization>],
    accounts: &'a mut [Account],
    homes: Homes,
    numbers: SplitMix64,
    consumed: BTreeMap<String, u64>,
    /// Blocks, ITMOs and locked ones, by cooperative approach and vintage.
    totals: BTreeMap<(&'static str, u16), [u64; 3]>,
}

/// Places in the list of accounts, by what may be in them.
struct Homes {
    holding: Vec<usize>,
    non_ghg: Vec<usize>,
    use_: Vec<usize>,
    cancellation: Vec<usize>,
}

/// What is true of a piece in whichever book it stands, drawn from the seed and its first serial alone.
struct Nature<'a> {
    authorization: &'a Authorization,
    version: u32,
    non_ghg: String,
    underlying: String,
    first_transferred: Option<String>,
}

/// Sets the maxima of authorizations to what the books of their Parties' registries use, and a little more.
pub(super) fn cap(options: &Options, authorizations: &mut [Vec<Authorization>], with_non_ghg: bool) {
    for place in 0..authorizations.len() {
        let mut used: BTreeMap<u64, u64> = BTreeMap::new();
        let Some(under) = authorizations.get(place) else { continue };
        let Some(home) = under.first().map(|authorization| authorization.approach.home()) else { continue };
        let Ok(registry) = home.parse() else { continue };
        let own = numberings(registry, options.blocks, with_non_ghg);
        let approach = under.first().map(|authorization| authorization.approach.id);
        for numbering in own.iter().filter(|n| n.creator == home && Some(n.approach.id) == approach) {
            each_piece(numbering, options.seed, under, &home, |piece| {
                let transferred = under.iter().zip(0..).any(|(authorization, place)| {
                    place == piece.authorization && !waits(&mut drawn(options.seed, numbering, piece), piece, authorization)
                });
                *used.entry(piece.authorization).or_default() += if transferred { piece.last - piece.first + 1 } else { 0 };
            });
        }
        for (at, authorization) in (0..).zip(authorizations.get_mut(place).into_iter().flatten()) {
            authorization.cap(used.get(&at).copied().unwrap_or(0));
        }
    }
}

/// The pieces of a numbering that stand in a registry's book, up to its share.
fn each_piece(numbering: &Numbering, seed: u64, under: &[Authorization], registry: &str, mut take: impl FnMut(&Piece)) {
    let mut walk = numbering.walk(seed, under);
    let mut taken = 0;
    while taken < numbering.share {
        let piece = walk.step();
        if numbering.is_held_by(&piece, registry) {
            take(&piece);
            taken += 1;
        }
    }
}

/// What is true of a piece.
fn nature<'a>(seed: u64, numbering: &Numbering, piece: &Piece, under: &'a [Authorization]) -> Option<Nature<'a>> {
    let authorization = under.get(usize::try_from(piece.authorization).ok()?)?;
    let mut numbers = drawn(seed, numbering, piece);
    let waits = waits(&mut numbers, piece, authorization);
    let quantity = piece.last - piece.first + 1;
    let non_ghg = if numbering.approach.is_non_ghg() {
        format!("{} megawatt hours of renewable electricity generation", quantity * 137 / 100 + 1)
    } else {
        String::new()
    };
    let underlying = match numbering.approach.underlying {
        "NA" => "NA".to_owned(),
        registry => {
            let first = numbers.between(1, 90_000_000);
            format!("{registry} {first}-{}", first + quantity - 1)
        }
    };
    let version = numbers.between(1, u64::from(authorization.version));
    // Early in the year after the vintage: before the book is opened, whose past is more than half a year.
    let (month, day) = (numbers.between(1, 4), numbers.between(1, 28));
    let first_transferred = (!waits).then(|| format!("{}-{month:02}-{day:02}", numbering.vintage + 1));
    Some(Nature { authorization, version: u32::try_from(version).ok()?, non_ghg, underlying, first_transferred })
}

/// The numbers that a piece's nature is drawn from.
fn drawn(seed: u64, numbering: &Numbering, piece: &Piece) -> SplitMix64 {
    SplitMix64::new(seed ^ piece.first, u64::from(numbering.vintage))
}

/// Whether a piece waits for its first transfer. What stands in another registry has been transferred; some of what is still
/// at home has not.
fn waits(numbers: &mut SplitMix64, piece: &Piece, authorization: &Authorization) -> bool {
    numbers.below(4) == 0 && piece.holder.is_none() && !authorization.all_transferred()
}

impl<'a> Writer<'a> {
    /// A writer into a book that has its accounts and authorizations.
    pub(super) fn new(
        book: &'a Connection,
        (options, opened): (&'a Options, i64),
        authorizations: &'a [Vec<Authorization>],
        accounts: &'a mut [Account],
    ) -> Result<Self, LedgerProblem> {
        let homes = Homes::among(accounts);
        let (here, numbers) = (options.registry.to_string(), SplitMix64::new(options.seed, 3));
        Ok(Self {
            book,
            options,
            opened,
            here,
            authorizations,
            accounts,
            homes,
            numbers,
            consumed: BTreeMap::new(),
            totals: BTreeMap::new(),
        })
    }

    /// Writes all blocks.
    pub(super) fn write(mut self, opening: &mut Opening<'_>, with_non_ghg: bool) -> Result<(), LedgerProblem> {
        if self.homes.holding.is_empty() {
            return Ok(());
        }
        let numberings = numberings(self.options.registry, self.options.blocks, with_non_ghg);
        for numbering in numberings.iter().filter(|numbering| numbering.share > 0) {
            let under = self.authorizations.iter().find(|under| under.iter().any(|a| a.approach.id == numbering.approach.id));
            let Some(under) = under else { continue };
            self.numbering(opening, numbering, under)?;
        }
        let mut insert = self.book.prepare("INSERT INTO consumed VALUES (?, ?)")?;
        for (authorization, quantity) in &self.consumed {
            insert.execute(params![authorization, quantity.cast_signed()])?;
        }
        let mut insert = self.book.prepare("INSERT INTO holdings VALUES (?, ?, ?, ?, ?)")?;
        for ((approach, vintage), [blocks, held, locked]) in &self.totals {
            insert.execute(params![approach, vintage, blocks.cast_signed(), held.cast_signed(), locked.cast_signed()])?;
        }
        Ok(())
    }

    /// Writes the blocks of a numbering, and which of its serials were given out.
    fn numbering(
        &mut self,
        opening: &mut Opening<'_>,
        numbering: &Numbering,
        under: &[Authorization],
    ) -> Result<(), LedgerProblem> {
        if numbering.creator == self.here && numbering.approach.home() == self.here {
            let last = numbering.given_out(self.options.seed, under);
            let span = Span { first: id(numbering, 1), last: id(numbering, last) };
            opening.open("serials given out", vec![Posting::GivenOut(Spans { spans: vec![span] })])?;
        }
        let mut pieces = Vec::new();
        each_piece(numbering, self.options.seed, under, &self.here, |piece| pieces.push(*piece));
        for batch in pieces.chunks(BATCH) {
            let mut blocks = String::with_capacity(batch.len() * 256);
            for piece in batch {
                let Some(nature) = nature(self.options.seed, numbering, piece, under) else { continue };
                let Some(place) = self.home(numbering, &nature) else { continue };
                self.one(numbering, piece, &nature, place, &mut blocks)?;
            }
            self.record(opening, numbering, batch, &blocks)?;
        }
        Ok(())
    }

    /// Writes the entry of a batch, and what applying it leaves beside the blocks.
    fn record(
        &self,
        opening: &mut Opening<'_>,
        numbering: &Numbering,
        batch: &[Piece],
        blocks: &str,
    ) -> Result<(), LedgerProblem> {
        let Some((first, last)) = batch.first().zip(batch.last()) else { return Ok(()) };
        let entry = opening.record("ITMOs", blocks)?.cast_signed();
        let Numbering { approach, creator, vintage, .. } = numbering;
        let sql = "INSERT INTO life VALUES (?, 1, ?, ?, ?, ?, ?, ?, 'opened', NULL, NULL, NULL)";
        let (first, last) = (first.first.cast_signed(), last.last.cast_signed());
        self.book.prepare_cached(sql)?.execute(params![entry, approach.id, creator, approach.party, vintage, first, last])?;
        let sql = "INSERT INTO numberings VALUES (?1, ?2, ?3, ?4, ?5)
                   ON CONFLICT DO UPDATE SET issued = max(issued, excluded.issued)";
        let issued = if *creator == self.here { last } else { 0 };
        self.book.prepare_cached(sql)?.execute(params![approach.id, creator, approach.party, vintage, issued])?;
        Ok(())
    }

    /// Where a block goes: mostly to holding accounts. What has not been first transferred is neither used nor cancelled.
    fn home(&mut self, numbering: &Numbering, nature: &Nature<'_>) -> Option<usize> {
        let (homes, numbers) = (&self.homes, &mut self.numbers);
        if numbering.approach.is_non_ghg() {
            return near(&homes.non_ghg, numbers);
        }
        let drawn = match numbers.below(20) {
            _ if nature.first_transferred.is_none() => None,
            0 | 1 => numbers.one_of(&homes.use_),
            2 => numbers.one_of(&homes.cancellation),
            _ => None,
        };
        drawn.copied().or_else(|| near(&homes.holding, numbers))
    }

    /// Writes one block's row, and the block as its entry says it.
    fn one(
        &mut self,
        numbering: &Numbering,
        piece: &Piece,
        nature: &Nature<'_>,
        place: usize,
        said: &mut String,
    ) -> Result<(), LedgerProblem> {
        let Some(account) = self.accounts.get_mut(place) else { return Ok(()) };
        let (state, lock) = fate(&mut self.numbers, account.said.kind, self.opened);
        let quantity = piece.last - piece.first + 1;
        let locked = if lock.is_some() { quantity } else { 0 };
        account.held += quantity;
        account.locked += locked;
        let totals = self.totals.entry((numbering.approach.id, numbering.vintage)).or_default();
        for (total, more) in totals.iter_mut().zip([1, quantity, locked]) {
            *total += more;
        }
        let Nature { authorization, version, non_ghg, underlying, first_transferred } = nature;
        if first_transferred.is_some() {
            match self.consumed.get_mut(&authorization.id) {
                Some(consumed) => *consumed += quantity,
                None => drop(self.consumed.insert(authorization.id.clone(), quantity)),
            }
        }
        let (cause, since) = lock.as_ref().map(|lock| (&lock.cause, lock.since.as_millisecond())).unzip();
        let sql = "INSERT INTO blocks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        self.book.prepare_cached(sql)?.execute(params![
            numbering.approach.id,
            numbering.creator,
            numbering.approach.party,
            numbering.vintage,
            piece.first.cast_signed(),
            piece.last.cast_signed(),
            quantity.cast_signed(),
            account.said.id,
            state,
            cause,
            since,
            authorization.id,
            version,
            non_ghg,
            underlying,
            first_transferred,
        ])?;
        say(said, &account.said.id, state, lock.as_ref(), numbering, piece, nature);
        Ok(())
    }
}

/// Adds a block to the list of its entry, with the members in the order of `wire::ledger::Held`. All its words are ours and
/// plain, so nothing in them needs escaping.
fn say(
    said: &mut String,
    account: &str,
    state: &str,
    lock: Option<&Cause>,
    numbering: &Numbering,
    piece: &Piece,
    nature: &Nature<'_>,
) {
    if !said.is_empty() {
        said.push(',');
    }
    let Nature { authorization, version, non_ghg, underlying, first_transferred } = nature;
    let (first, last) = (id(numbering, piece.first), id(numbering, piece.last));
    // Writing to a String can't fail.
    let _ = write!(said, r#"{{"account":"{account}","#);
    if state != "available" {
        let _ = write!(said, r#""state":"{state}","#);
    }
    if let Some(Cause { cause, since }) = lock {
        let _ = write!(said, r#""lock":{{"cause":"{cause}","since":"{since}"}},"#);
    }
    let (id, at) = (&authorization.id, version);
    let _ = write!(said, r#""block":{{"first":"{first}","last":"{last}","authorization":"{id}","version":{at}"#);
    if !non_ghg.is_empty() {
        let _ = write!(said, r#","non_ghg":"{non_ghg}""#);
    }
    let _ = write!(said, r#","underlying":"{underlying}""#);
    if let Some(day) = first_transferred {
        let _ = write!(said, r#","first_transferred":"{day}""#);
    }
    said.push_str("}}");
}

/// The id of a serial.
fn id(numbering: &Numbering, serial: u64) -> String {
    let Numbering { approach, creator, vintage, .. } = numbering;
    format!("{}-{creator}-{}-{serial}-{vintage}", approach.id, approach.party)
}

/// The state of a block and what locks it. What is used or cancelled never moves again.
fn fate(numbers: &mut SplitMix64, kind: u16, opened: i64) -> (&'static str, Option<Cause>) {
    match kind {
        200 | 210 => return ("used", None),
        300.. => return ("cancelled", None),
        _ => {}
    }
    let case = numbers.between(1, 9_999);
    let (state, cause) = match numbers.below(100) {
        0..=2 => ("frozen-reconciliation", format!("discrepancy D03, case {case}")),
        3..=5 => ("frozen-administration", format!("administrator's freeze, case {case}")),
        _ => return ("available", None),
    };
    (state, Some(Cause { cause, since: moment(days_before(opened, numbers, 30)) }))
}

impl Homes {
    fn among(accounts: &[Account]) -> Self {
        let of = |fits: &dyn Fn(&Account) -> bool| {
            accounts.iter().enumerate().filter(|(_, account)| fits(account)).map(|(place, _)| place).collect()
        };
        let kind = |kinds: std::ops::RangeInclusive<u16>| of(&|a| a.may_hold() && kinds.contains(&a.said.kind));
        Self {
            holding: kind(100..=199),
            non_ghg: of(&Account::may_hold_non_ghg),
            use_: kind(200..=299),
            cancellation: kind(300..=399),
        }
    }
}

/// One of these accounts, more often one of the first.
fn near(among: &[usize], numbers: &mut SplitMix64) -> Option<usize> {
    let count = among.len() as u64;
    let near = numbers.below(count).min(numbers.below(count));
    usize::try_from(near).ok().and_then(|near| among.get(near)).copied()
}
