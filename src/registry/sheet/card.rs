//! One thing in full: its own values, and the small lists that belong to it.
//! It is put together from several answers, because a registry gives it in several.
//! Must not know: how it is printed.

use super::{
    Cell, Column, Row, Sheet, SheetRow, account, approach, authorization, bound, broadcast, case, change, column::Of, contact,
    entry, journal, message, names, order, peer, row, run, transfer,
};
use crate::{
    domain::{AccountId, BlockRange, ItmoId, reconcile::RunId},
    registry::{
        Problem, ProblemKind, Read, Reply,
        book::{AccountLocks, AccountRules, ApproachInFull, Broadcast, ChangeRow, ContactInFull, ContactProposal, OrderInFull},
        query,
        run::Run,
        traffic::{Message, Peer, Transfer},
    },
};
use serde::{Serialize, Serializer, ser::SerializeMap};

/// One thing in full.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// Its own values, each with its column.
    pub facts: Vec<(Column, Cell)>,
    /// The lists that belong to it.
    pub parts: Vec<Part>,
}

/// A list that belongs to one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its name.
    pub name: &'static str,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A text is no id of such a thing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{why}")]
pub struct NotAnId {
    /// What an id reads like.
    pub why: String,
}

impl Sheet {
    /// The questions whose answers make a [`Card`] of the thing with this id. The first one tells whether it exists.
    ///
    /// # Errors
    /// [`NotAnId`] says what an id reads like.
    pub fn questions(self, id: &str) -> Result<Vec<Read>, NotAnId> {
        Ok(match self {
            Self::Accounts => {
                let id: AccountId = parse(id)?;
                vec![
                    Read::Account(id.clone()),
                    Read::Holdings(id.clone()),
                    Read::Representatives(id.clone()),
                    Read::AccountRules(id.clone()),
                    Read::AccountLocks(id.clone()),
                    Read::AccountLife(id),
                ]
            }
            Self::Blocks => {
                let id = itmo(id)?;
                vec![Read::Block(id.clone()), Read::BlockLife(id)]
            }
            Self::Transfers => vec![Read::Transfer(parse(id)?)],
            Self::Messages => vec![Read::Message(parse(id)?)],
            Self::Peers => vec![Read::Peer(parse(id)?)],
            Self::Cases => vec![Read::Case(parse(id)?)],
            Self::Contacts => vec![Read::Contact(parse(id)?)],
            Self::Authorizations => vec![Read::Authorization(parse(id)?)],
            Self::Approaches => vec![Read::Approach(parse(id)?)],
            Self::Orders => vec![Read::Order(parse(id)?)],
            Self::Ledger => vec![Read::Entry(parse(id)?)],
            Self::Journal => vec![Read::JournalLine(parse(id)?)],
            Self::Runs => {
                let id: RunId = parse(id)?;
                vec![Read::Run(id), Read::RunSegments(id)]
            }
            Self::Changes => vec![Read::ContactChange(parse(id)?)],
            Self::Broadcasts => vec![Read::Broadcast(parse(id)?)],
            Self::Incidents => vec![Read::Incident(parse(id)?)],
        })
    }
}

/// What was asked for, where a registry has it.
fn there<T>(found: Option<T>) -> Result<T, Problem> {
    found.ok_or_else(|| Problem::of(ProblemKind::Missing))
}

fn parse<T: std::str::FromStr<Err: std::fmt::Display>>(id: &str) -> Result<T, NotAnId> {
    id.parse().map_err(|why: T::Err| NotAnId { why: why.to_string() })
}

/// An ITMO id in any of its spellings.
fn itmo(id: &str) -> Result<ItmoId, NotAnId> {
    query::itmo_id(id).map_or_else(|| parse(id), Ok)
}

impl Card {
    /// Takes an answer in.
    ///
    /// # Errors
    /// [`Problem`] when there is no such thing, or the answer is to another question.
    pub fn add(&mut self, reply: Reply) -> Result<(), Problem> {
        match reply {
            Reply::Account(account) => {
                self.row_of(&account.summary);
                self.facts_of(account::MORE, account.as_ref());
            }
            Reply::Holdings(holdings) => self.part_of("holdings", account::HOLDINGS, &holdings),
            Reply::Representatives(people) => self.part_of("representatives", bound::PEOPLE, &people),
            Reply::AccountRules(rules) => self.add_rules(&rules),
            Reply::AccountLocks(locks) => self.add_locks(&locks),
            Reply::AccountLife(life) | Reply::BlockLife(life) => self.part_of("life", entry::LIFE, &life),
            Reply::Block(block) => self.row_of(block.as_ref()),
            Reply::Transfer(transfer) => self.add_transfer(&transfer),
            Reply::Message(message) => self.add_message(&message),
            Reply::Incident(incident) => self.row_of(incident.as_ref()),
            Reply::Peer(peer) => self.add_peer(&peer),
            Reply::Authorization(authorization) => {
                self.row_of(&authorization.summary);
                self.part_of("versions", authorization::VERSIONS, &authorization.versions);
            }
            Reply::Approach(approach) => self.add_approach(&approach),
            Reply::Order(order) => self.add_order(&order),
            Reply::Entry(entry) => {
                self.row_of(&entry.summary);
                self.facts_of(entry::MORE, entry.as_ref());
            }
            Reply::Contact(contact) => self.add_contact(&contact),
            Reply::Case(full) => {
                self.facts_of(case::MORE, full.as_ref());
                self.part_of("said", case::SAID, &full.case.found.said);
                self.part_of("story", case::STORY, &full.story);
            }
            Reply::JournalLine(line) => {
                self.row_of(&line.row);
                self.facts_of(journal::MORE, line.as_ref());
            }
            Reply::Run(run) => self.add_run(&run),
            Reply::RunSegments(segments) => self.part_of("segments", run::SEGMENTS, &segments.items),
            Reply::ContactChange(found) => self.add_change(there(found.as_deref())?),
            Reply::Broadcast(found) => self.add_broadcast(there(found.as_deref())?),
            _ => return Err(Problem::of_other_answer()),
        }
        Ok(())
    }

    fn add_rules(&mut self, rules: &AccountRules) {
        self.facts_of(bound::RULES, rules);
        self.part_of("trusted", bound::TRUSTED, rules.trusted.as_deref().unwrap_or_default());
    }

    fn add_locks(&mut self, locks: &AccountLocks) {
        self.part_of("locks", bound::LOCKS, &locks.blocks);
    }

    fn add_approach(&mut self, approach: &ApproachInFull) {
        self.row_of(&approach.summary);
        self.facts_of(approach::MORE, approach);
        self.part_of("history", SheetRow::COLUMNS, &approach.history);
    }

    fn add_order(&mut self, order: &OrderInFull) {
        self.facts_of(order::MORE, order);
        // What is to be typed again from paper is not read here first, nor what the checks found of it (F07).
        let (values, ranges, checks) = match order.withheld.is_empty() {
            true => (order::values(&order.act), order::ranges(&order.act), transfer::checked_once(&order.checks)),
            false => Default::default(),
        };
        self.part_of("values", order::VALUES, &values);
        self.part_of("itmos", transfer::RANGES, &ranges);
        self.part_of("checks", transfer::CHECKS, &checks);
    }

    fn add_transfer(&mut self, transfer: &Transfer) {
        self.row_of(&transfer.summary);
        self.facts_of(transfer::MORE, transfer);
        // What is to be typed again from paper is not read here first, nor what the checks found of it (F07).
        let hides = transfer.summary.hides_units();
        let units = |spans: &[BlockRange]| if hides { Vec::new() } else { spans.to_vec() };
        self.part_of("itmos", transfer::RANGES, &units(transfer.picks.spans()));
        self.part_of("messages", transfer::RUNGS, &transfer.messages);
        self.part_of("outbox", transfer::OUTBOX, &transfer.outbox);
        let checks = if transfer.summary.veil.is_some() { &[][..] } else { &transfer.checks };
        self.part_of("checks", transfer::CHECKS, &transfer::checked(checks));
        self.part_of("entries", SheetRow::COLUMNS, &transfer.entries);
        self.part_of("in_transit", transfer::RANGES, &units(&transfer.in_transit));
        self.part_of("allowed", transfer::ALLOWED, &transfer.allowed);
    }

    fn add_message(&mut self, message: &Message) {
        self.row_of(&message.summary);
        self.facts_of(message::MORE, message);
        self.part_of("headers", message::HEADERS, &message.headers);
        self.part_of("attempts", message::ATTEMPTS, &message.attempts);
    }

    fn add_contact(&mut self, full: &ContactInFull) {
        self.row_of(&full.row);
        self.facts_of(contact::MORE, full);
        self.part_of("channels", contact::CHANNELS, &full.channels());
        self.part_of("roles_held", contact::ROLES, &full.roles());
        self.part_of("keys", contact::KEYS, &full.keys());
        self.part_of("absences", contact::ABSENCES, &full.absences());
        self.part_of("changes", contact::CHANGES, &full.changes());
    }

    fn add_change(&mut self, change: &ContactProposal) {
        self.row_of(&ChangeRow::of(change));
        self.facts_of(change::MORE, change);
    }

    fn add_broadcast(&mut self, message: &Broadcast) {
        self.row_of(message);
        self.facts_of(broadcast::MORE, message);
        self.part_of("signatures", broadcast::SIGNATURES, &message.signatures);
        self.part_of("deliveries", broadcast::DELIVERIES, &message.deliveries);
        self.part_of("left_out_list", broadcast::LEFT_OUT, &message.left_out);
    }

    fn add_run(&mut self, run: &Run) {
        self.row_of(&run.summary);
        self.facts_of(run::MORE, run);
        self.part_of("tiers", run::TIERS, &run.tiers);
        self.part_of("found", run::FOUND, &run.found);
        self.part_of("totals", run::TOTALS, &run.totals);
        let signatures = run.result.as_ref().map(|result| result.signatures.as_slice());
        self.part_of("signatures", run::SIGNATURES, signatures.unwrap_or_default());
    }

    fn add_peer(&mut self, peer: &Peer) {
        self.row_of(&peer.summary);
        self.facts_of(peer::MORE, peer);
        self.part_of("keys", peer::KEYS, &peer.keys);
        self.part_of("speaks", peer::SPOKEN, &peer::sides(peer));
        self.part_of("channels", peer::CHANNELS, &peer.channels);
        self.part_of("outbox", transfer::OUTBOX, &peer.outbox);
        self.part_of("incident_list", SheetRow::COLUMNS, &peer.incidents);
    }

    fn row_of<R: SheetRow>(&mut self, of: &R) {
        self.facts_of(R::COLUMNS, of);
    }

    fn facts_of<R>(&mut self, columns: &[Of<R>], of: &R) {
        self.facts.extend(columns.iter().map(|column| (column.column, column.cell(of))));
    }

    fn part_of<R>(&mut self, name: &'static str, columns: &[Of<R>], rows: &[R]) {
        let rows = rows.iter().map(|of| row(columns, of)).collect();
        self.parts.push(Part { name, columns: names(columns), rows });
    }
}

/// An object: a member for each value, and one for each list, an array of objects.
impl Serialize for Card {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(self.facts.len() + self.parts.len()))?;
        for (column, cell) in &self.facts {
            object.serialize_entry(column.name, cell)?;
        }
        for part in &self.parts {
            object.serialize_entry(part.name, part)?;
        }
        object.end()
    }
}

impl Serialize for Part {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.rows.iter().map(|row| Members { columns: &self.columns, row }))
    }
}

/// A row of a part as an object.
struct Members<'a> {
    columns: &'a [Column],
    row: &'a Row,
}

impl Serialize for Members<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.columns.iter().zip(self.row).map(|(column, cell)| (column.name, cell)))
    }
}
