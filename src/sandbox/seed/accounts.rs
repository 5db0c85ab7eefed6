//! Invented accounts: every type, every state, Parties and entities, representatives, and the hostile names at their fixed places.
//! Types and states come by place and not by chance, so that even a small book has all of them.
//! Must not know: which blocks they will hold.

use super::{BATCH, approaches::APPROACHES, days_before, moment, names};
use crate::{
    domain::RegistryId,
    sandbox::{
        Options,
        ledger::{LedgerProblem, Opening},
        random::SplitMix64,
    },
    wire::ledger::{self, Cause, Posting, Representative, Representatives, TrustedAccount, TrustedAccounts},
};
use rusqlite::{Connection, params};

/// An account and what has been put into it so far.
pub(super) struct Account {
    pub said: ledger::Account,
    pub held: u64,
    pub locked: u64,
    people: Vec<Representative>,
    trusted: Option<TrustedAccounts>,
}

impl Account {
    /// Whether GHG blocks may be in it: not before it is opened, not after it is closed.
    pub(super) fn may_hold(&self) -> bool {
        !matches!(self.said.state.as_str(), "requested" | "closed") && self.said.metric.is_none()
    }

    /// Whether non-GHG blocks may be in it: it is an account for them alone (2/CMA.3, annex, paragraph 9).
    pub(super) fn may_hold_non_ghg(&self) -> bool {
        self.said.metric.is_some()
    }
}

/// The account types of the common nomenclature, and what accounts of them are called here.
const KINDS: [(u16, &str); 7] = [
    (100, "Holding"),
    (200, "Use towards NDC"),
    (210, "Use towards OIMP"),
    (300, "Voluntary cancellation"),
    (310, "OMGE cancellation"),
    (320, "Voluntary OMGE cancellation"),
    (330, "Other cancellation"),
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

/// Accounts for another metric come at fixed places among the open holding accounts.
fn is_for_non_ghg(place: u64, kind: u16) -> bool {
    kind == 100 && place % 40 == 6
}

/// Invents the accounts of a registry whose book is opened then, in seconds.
pub(super) fn invent(options: &Options, opened: i64) -> Vec<Account> {
    let mut numbers = SplitMix64::new(options.seed, 1);
    let mut people = SplitMix64::new(options.seed, 5);
    let width = options.accounts.to_string().len().max(4);
    let mut running = [0_u64; KINDS.len()];
    let mut accounts = Vec::new();
    for place in 0..options.accounts {
        let kind = kind_at(place);
        let slot = KINDS.iter().zip(running.iter_mut()).find(|((code, _), _)| *code == kind);
        let Some((_, number)) = slot else { continue };
        *number += 1;
        let id = format!("{}-{kind}-{number:0width$}", options.registry);
        let mut said = one(&mut numbers, (options.registry, opened), id, kind, *number, state_at(place, kind));
        if is_for_non_ghg(place, kind) {
            said.metric = Some("non-GHG".to_owned());
            said.approaches = APPROACHES.iter().filter(|a| a.is_non_ghg()).map(|a| a.id.to_owned()).collect();
        }
        let alone = place % 17 == 5;
        let trusted = keeps_list(place).then(|| trusting(&said.id, (options.registry, opened), width));
        accounts.push(Account { said, held: 0, locked: 0, people: represented(&mut people, alone), trusted });
    }
    accounts
}

/// Open holding accounts at fixed places keep a list of trusted accounts.
fn keeps_list(place: u64) -> bool {
    matches!(place % 40, 30 | 35)
}

/// From when the entry that is still pending counts: 1 January 2031, UTC, when the period of the contribution is over.
const NEXT_PERIOD: i64 = 1_924_992_000;

/// The list of an account: two of its own registry and one of a counterpart, and one that does not count yet.
fn trusting(account: &str, (here, opened): (RegistryId, i64), width: usize) -> TrustedAccounts {
    let there = if here.party().as_str() == "CHE" { "GHA01" } else { "CHE01" };
    let here = here.to_string();
    let delay = 6 * 86_400;
    let entry = |registry: &str, number: u64, entered: i64, counts_from: i64| TrustedAccount {
        registry: registry.to_owned(),
        account: format!("{registry}-100-{number:0width$}"),
        entered: moment(entered),
        counts_from: moment(counts_from),
    };
    let first = opened - 90 * 86_400;
    TrustedAccounts {
        account: account.to_owned(),
        trusted: vec![
            entry(&here, 1, first, first + delay),
            entry(&here, 2, first + delay, first + 2 * delay),
            entry(there, 1, first, first + delay),
            entry(there, 2, opened - 86_400, NEXT_PERIOD),
        ],
    }
}

/// Who represents an account: two or three people, or one alone.
fn represented(numbers: &mut SplitMix64, alone: bool) -> Vec<Representative> {
    let most = if alone { 1 } else { numbers.between(2, 3) };
    let mut people: Vec<Representative> = Vec::new();
    for role in ["primary", "secondary", "viewer"].into_iter().cycle() {
        if people.len() as u64 >= most {
            break;
        }
        let name = names::person(numbers);
        if people.iter().all(|person| person.name != name) {
            people.push(Representative { name, role: role.to_owned() });
        }
    }
    people
}

/// One account.
fn one(
    numbers: &mut SplitMix64,
    (registry, begun): (RegistryId, i64),
    id: String,
    kind: u16,
    number: u64,
    state: &'static str,
) -> ledger::Account {
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
    let label = KINDS.iter().find(|(code, _)| *code == kind).map(|(_, label)| *label).unwrap_or_default();
    let opened = days_before(begun, numbers, 1_500) - 200 * 86_400;
    let acted = days_before(begun, numbers, 700);
    // Only accounts that hold nothing yet are restricted, since blocks are dealt to the others without looking at it.
    let restricted = numbers.one_of(&APPROACHES).filter(|_| state == "requested");
    let never_acted = state == "requested" || numbers.below(20) == 0;
    let cause = "Administrator's freeze (practice)".to_owned();
    ledger::Account {
        name: format!("{label} – {holder}"),
        id,
        kind,
        holder,
        holder_kind: holder_kind.to_owned(),
        party: party.to_owned(),
        state: state.to_owned(),
        opened: Some(moment(opened)).filter(|_| state != "requested"),
        last_act: Some(moment(acted.max(opened))).filter(|_| !never_acted),
        approaches: restricted.map(|approach| vec![approach.id.to_owned()]).unwrap_or_default(),
        metric: None,
        lock: (state == "suspended").then(|| Cause { cause, since: moment(begun - 86_400) }),
    }
}

/// Opens the accounts.
pub(super) fn open(opening: &mut Opening<'_>, accounts: &[Account]) -> Result<(), LedgerProblem> {
    for batch in accounts.chunks(BATCH) {
        let postings = batch.iter().flat_map(|account| {
            let people = Representatives { account: account.said.id.clone(), people: account.people.clone() };
            let trusted = account.trusted.clone().map(Posting::TrustedAccounts);
            [Posting::Account(account.said.clone()), Posting::Representatives(people)].into_iter().chain(trusted)
        });
        opening.open("accounts", postings.collect())?;
    }
    Ok(())
}

/// Writes what they hold, now that it is known.
pub(super) fn write_sums(book: &Connection, accounts: &[Account]) -> Result<(), LedgerProblem> {
    let mut update = book.prepare("UPDATE accounts SET held = ?, locked = ? WHERE id = ?")?;
    for account in accounts {
        update.execute(params![account.held.cast_signed(), account.locked.cast_signed(), account.said.id])?;
    }
    Ok(())
}
