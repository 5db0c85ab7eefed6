//! Invented accounts: every type, every state, Parties and entities, and the hostile names at their fixed places.
//! Types and states come by place and not by chance, so that even a small book has all of them.
//! Must not know: which blocks they will hold.

use super::{PRACTICE_DAY, approaches::APPROACHES, days_before, names};
use crate::{
    domain::RegistryId,
    sandbox::{Options, random::SplitMix64},
};
use rusqlite::{Connection, params};

/// An account and what has been put into it so far.
pub(super) struct Account {
    pub id: String,
    pub kind: u16,
    pub held: u64,
    pub locked: u64,
    name: String,
    holder: String,
    holder_kind: &'static str,
    party: &'static str,
    state: &'static str,
    last_act: i64,
    opened: Option<i64>,
    approaches: String,
}

impl Account {
    /// Whether blocks may be in it: not before it is opened, not after it is closed.
    pub(super) fn may_hold(&self) -> bool {
        !matches!(self.state, "requested" | "closed")
    }
}

/// The account types of the common nomenclature and the words of the filter language.
const KINDS: [(u16, &str, &str); 7] = [
    (100, "holding", "Holding"),
    (200, "ndc-use", "Use towards NDC"),
    (210, "oimp-use", "Use towards OIMP"),
    (300, "cancellation", "Voluntary cancellation"),
    (310, "cancellation", "OMGE cancellation"),
    (320, "cancellation", "Voluntary OMGE cancellation"),
    (330, "cancellation", "Other cancellation"),
];

/// Most accounts are for holding; the others come at fixed places, so that even a small book has all types.
fn kind_at(place: u64) -> u16 {
    match place % 25 {
        4 => 200,
        8 => 210,
        12 => 300,
        16 => 310,
        20 => 320,
        23 => 330,
        _ => 100,
    }
}

/// Most accounts are open; the other states come at fixed places among the holding accounts.
fn state_at(place: u64, kind: u16) -> &'static str {
    match place % 40 {
        _ if kind != 100 => "open",
        9 => "blocked-out",
        13 => "requested",
        18 => "suspended",
        27 => "closed",
        _ => "open",
    }
}

/// Invents the accounts of a registry.
pub(super) fn invent(options: &Options) -> Vec<Account> {
    let mut numbers = SplitMix64::new(options.seed, 1);
    let width = options.accounts.to_string().len().max(4);
    let mut running = [0_u64; KINDS.len()];
    let mut accounts = Vec::new();
    for place in 0..options.accounts {
        let kind = kind_at(place);
        let slot = KINDS.iter().zip(running.iter_mut()).find(|((code, ..), _)| *code == kind);
        let Some((_, number)) = slot else { continue };
        *number += 1;
        let id = format!("{}-{kind}-{number:0width$}", options.registry);
        accounts.push(one(&mut numbers, options.registry, id, kind, *number, state_at(place, kind)));
    }
    accounts
}

/// One account.
fn one(numbers: &mut SplitMix64, registry: RegistryId, id: String, kind: u16, number: u64, state: &'static str) -> Account {
    let home = names::PARTIES.iter().find(|(code, _)| *code == registry.party().as_str());
    let drawn = numbers.one_of(&names::PARTIES);
    let by_home = numbers.below(2) == 0;
    let (party, party_name) = home.filter(|_| by_home).or(drawn).copied().unwrap_or(("CHE", "Swiss Confederation"));
    let entity = names::entity(numbers);
    let for_party = matches!(kind, 200 | 310) || numbers.below(6) == 0;
    let hostile = names::HOSTILE.iter().find(|(place, _)| kind == 100 && *place == number);
    let (holder, holder_kind) = match hostile {
        Some((_, name)) => ((*name).to_owned(), "entity"),
        None if for_party => (party_name.to_owned(), "party"),
        None => (entity, "entity"),
    };
    let label = KINDS.iter().find(|(code, ..)| *code == kind).map(|(_, _, label)| *label).unwrap_or_default();
    let opened = days_before(numbers, 1_500) - 200 * 86_400;
    let acted = days_before(numbers, 700);
    // Only accounts that hold nothing yet are restricted, since blocks are dealt to the others without looking at it.
    let restricted = numbers.one_of(&APPROACHES).filter(|_| state == "requested");
    let never_acted = state == "requested" || numbers.below(20) == 0;
    Account {
        name: format!("{label} – {holder}"),
        id,
        kind,
        held: 0,
        locked: 0,
        holder,
        holder_kind,
        party,
        state,
        last_act: if never_acted { 0 } else { acted.max(opened) },
        opened: Some(opened).filter(|_| state != "requested"),
        approaches: restricted.map(|approach| approach.id.to_owned()).unwrap_or_default(),
    }
}

/// Writes them, now that it is known what they hold.
pub(super) fn write(connection: &Connection, accounts: &[Account]) -> rusqlite::Result<()> {
    let mut insert = connection.prepare("INSERT INTO accounts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)")?;
    for account in accounts {
        let word = KINDS.iter().find(|(code, ..)| *code == account.kind).map(|(_, word, _)| *word);
        let (cause, since) = match account.state {
            "suspended" => (Some("Administrator's freeze (practice)"), Some(PRACTICE_DAY - 86_400)),
            _ => (None, None),
        };
        insert.execute(params![
            account.id,
            account.name,
            account.kind,
            word,
            account.holder,
            account.holder_kind,
            account.party,
            account.state,
            i64::try_from(account.held).unwrap_or(i64::MAX),
            i64::try_from(account.locked).unwrap_or(i64::MAX),
            account.last_act,
            year_of(account.last_act),
            account.opened,
            account.approaches,
            cause,
            since,
        ])?;
    }
    Ok(())
}

/// The year of a moment, UTC; 0 for never.
fn year_of(seconds: i64) -> i16 {
    match jiff::Timestamp::from_second(seconds) {
        Ok(at) if seconds > 0 => at.to_zoned(jiff::tz::TimeZone::UTC).year(),
        _ => 0,
    }
}
