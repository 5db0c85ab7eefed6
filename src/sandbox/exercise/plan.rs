//! What one exercise needs of its own: its number, its transfer, its accounts, its serials, its authorization.
//! Nothing of it depends on the rest of a book, so that two registries stage the same exercise apart and agree octet by octet.
//! Must not know: which story is played with it.

use crate::{
    domain::{RegistryId, transfer::TransferId},
    wire::{
        BigNumber,
        ledger::{Account, Approach, Authorization, Block, Held, Representative, Representatives, Span},
        order::{Destination, OrderAct, ToRegistry, TransferOrder},
    },
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// Cooperative approaches of exercises begin here: each exercise has its own, so its serials meet no others and it may be suspended.
const FIRST_APPROACH: u32 = 9_000;
/// Numbers of exercise transfers begin here.
const FIRST_NUMBER: u32 = 900_000;
/// Numbers of the past begin here; smaller ones are exercises'.
const HISTORY: u32 = 100;
/// More than one person says in one registry in one exercise.
const STATEMENTS: u64 = 3;
/// The vintage of exercise units.
const VINTAGE: u16 = 2024;

/// One exercise.
#[derive(Clone, Debug)]
pub(in crate::sandbox) struct Plan {
    /// Its number; unique among the exercises of the two registries.
    pub number: u32,
    /// The registry that transfers.
    pub transferring: RegistryId,
    /// The registry that acquires.
    pub acquiring: RegistryId,
    /// How many ITMOs.
    pub quantity: u64,
    /// When it ends, UTC: the time at which it is looked at.
    pub ends: Timestamp,
}

impl Plan {
    /// The id of its transfer, in the year in which it ends.
    pub(in crate::sandbox) fn transfer(&self, extra: u32) -> Option<TransferId> {
        let year = self.ends.to_zoned(TimeZone::UTC).year();
        let number = FIRST_NUMBER + self.number * 20 + extra;
        format!("{}-{year}-{number:06}", self.transferring).parse().ok()
    }

    /// The number of the first statement that is made in it. It follows from the plan and not from what a person has said before, so that
    /// whoever rehearses it elsewhere has the same octets; exercises come after the past, since numbers of statements grow (T04).
    pub(in crate::sandbox) fn first_statement(&self) -> u64 {
        let place = if self.number < HISTORY { self.number + 1_000 } else { self.number };
        STATEMENTS * u64::from(place)
    }

    /// The account that transfers.
    pub(in crate::sandbox) fn transferring_account(&self) -> String {
        format!("{}-100-E{:03}", self.transferring, self.number)
    }

    /// The account that acquires.
    pub(in crate::sandbox) fn acquiring_account(&self) -> String {
        format!("{}-100-E{:03}", self.acquiring, self.number)
    }

    /// The cooperative approach.
    pub(in crate::sandbox) fn approach(&self) -> String {
        format!("CA{:04}", FIRST_APPROACH + self.number)
    }

    /// The authorization.
    pub(in crate::sandbox) fn authorization(&self) -> String {
        format!("EXERCISE-{}-{:03}", self.transferring.party().as_str(), self.number)
    }

    /// So many of its ITMOs, from the `from`-th.
    pub(in crate::sandbox) fn span(&self, from: u64, quantity: u64) -> Span {
        let first = 1 + from;
        let id = |serial: u64| {
            format!("{}-{}-{}-{serial}-{VINTAGE}", self.approach(), self.transferring, self.transferring.party().as_str())
        };
        Span { first: id(first), last: id(first + quantity - 1) }
    }

    /// The order of the transfer.
    pub(in crate::sandbox) fn order(&self, from: u64, quantity: u64) -> OrderAct {
        OrderAct::Transfer(TransferOrder {
            from: self.transferring_account(),
            to: Destination::External(ToRegistry { registry: self.acquiring.to_string(), account: self.acquiring_account() }),
            spans: vec![self.span(from, quantity)],
            quantity: BigNumber(quantity),
            corrects: None,
            reason: format!("Practice exercise {}", self.number),
        })
    }

    /// The block it begins with: as many units again stay behind, so that a transfer always splits.
    pub(in crate::sandbox) fn held(&self) -> Held {
        let Span { first, .. } = self.span(0, 1);
        let Span { last, .. } = self.span(self.quantity * 2 - 1, 1);
        let block = Block {
            first,
            last,
            authorization: self.authorization(),
            version: 1,
            non_ghg: String::new(),
            underlying: "NA".to_owned(),
            first_transferred: None,
        };
        Held { account: self.transferring_account(), state: None, lock: None, block }
    }

    /// The cooperative approach as it is recorded.
    pub(in crate::sandbox) fn approach_recorded(&self, state: &str) -> Approach {
        Approach {
            id: self.approach(),
            name: "Exercises between practice registries".to_owned(),
            parties: [self.transferring, self.acquiring].iter().map(|registry| registry.party().to_string()).collect(),
            state: state.to_owned(),
            initial_report: "published".to_owned(),
        }
    }

    /// The authorization as it is recorded.
    pub(in crate::sandbox) fn authorization_recorded(&self, sector: &str) -> Authorization {
        Authorization {
            id: self.authorization(),
            version: 1,
            state: "issued".to_owned(),
            approach: self.approach(),
            party: self.transferring.party().to_string(),
            date: Date::constant(2025, 1, 15),
            purpose: "NDC".to_owned(),
            first_transfer: None,
            parties: Vec::new(),
            entities: Vec::new(),
            quantity: Some(BigNumber(self.quantity * 2)),
            timeframe: Some((2021, 2030)),
            metric: "GHG".to_owned(),
            mitigation_type: "Emission reductions".to_owned(),
            sector: sector.to_owned(),
            activity_type: "Energy Efficiency households".to_owned(),
            terms: "For practice only.".to_owned(),
        }
    }

    /// An account as it is opened, with who represents it.
    pub(in crate::sandbox) fn account(&self, id: String, registry: RegistryId, opened: Timestamp) -> (Account, Representatives) {
        let account = Account {
            name: format!("Holding – practice exercise {}", self.number),
            kind: 100,
            holder: "Practice Exercises Office".to_owned(),
            holder_kind: "entity".to_owned(),
            party: registry.party().to_string(),
            state: "open".to_owned(),
            opened: Some(opened),
            last_act: None,
            approaches: Vec::new(),
            metric: None,
            lock: None,
            id: id.clone(),
        };
        let person = |name: &str, role: &str| Representative { name: name.to_owned(), role: role.to_owned() };
        let people = vec![person("Ama Boateng", "primary"), person("Jonas Keller", "secondary")];
        (account, Representatives { account: id, people })
    }
}
