//! An invented book in memory: rows by place, computed when they are asked for, so that a million of them cost nothing.
//! The same place always gives the same row.
//! Must not know: what is measured with it.

use countersign::{
    domain::{
        AccountKind, AccountState, AccountSummary, Block, BlockState, Holder, HolderKind, Metric, Quantity, Serial, SerialRange,
        Series, Vintage,
    },
    registry::{Assurance, Environment, Page, Query, Read, Reply, Standing, query::Start},
    text::Untrusted,
};
use jiff::Timestamp;

/// How many rows every list has.
pub const ROWS: u64 = 1_000_000;

/// ITMOs in a block.
const BLOCK: u64 = 1_000;

const SECTORS: [&str; 4] = ["Energy", "Transport", "Agriculture", "Waste management/disposal"];
const HOLDERS: [&str; 4] =
    ["Environmental Protection Authority", "Northern Biogas Coöperative Ltd", "Republic of Ghana", "Transformative Cookstoves"];

/// Answers a question at once.
pub fn answer(ask: &Read) -> Reply {
    match ask {
        Read::Accounts(query) => Reply::Accounts(page(query, account)),
        Read::Blocks(query) => Reply::Blocks(page(query, block)),
        _ => Reply::Standing(standing()),
    }
}

fn page<T>(query: &Query, row: impl Fn(u64) -> T) -> Page<T> {
    let limit = u64::from(query.window.limit);
    // The benches never filter, so a row that is looked for is on the page of the cursor; only refreshes look for one.
    let offset = if let Start::Offset(offset) = query.window.start { offset } else { 0 };
    let rows = (offset..ROWS.min(offset + limit)).map(row).collect();
    Page { rows, offset, total: ROWS, unfiltered: ROWS, next: None, revision: 1, as_of: now() }
}

/// The moment everything happens at.
pub fn now() -> Timestamp {
    Timestamp::from_second(1_790_000_000).unwrap()
}

fn standing() -> Standing {
    Standing {
        registry: "CHE01".parse().unwrap(),
        name: Untrusted::new("Swiss ITMO registry"),
        environment: Some(Environment::Practice),
        assurance: Assurance::A1,
        operator: Untrusted::new("amina.k"),
        roles: vec![Untrusted::new("initiator")],
        can: vec![Untrusted::new("freeze")],
        api_version: Untrusted::new("1"),
        clock: now(),
    }
}

fn account(place: u64) -> AccountSummary {
    let name = HOLDERS[place as usize % HOLDERS.len()];
    AccountSummary {
        id: format!("CHE01-100-{place:07}").parse().unwrap(),
        name: Untrusted::new(format!("Holding – {name}")),
        kind: AccountKind(100),
        holder: Holder { name: Untrusted::new(name), kind: HolderKind::Entity, party: "GHA".parse().unwrap() },
        state: if place % 7 == 3 { AccountState::Suspended } else { AccountState::Open },
        held: Quantity::new(place * 977 % 2_000_000),
        locked: Some(Quantity::new(place % 3 * 12_500)),
        last_act: Some(now() - jiff::SignedDuration::from_hours((place % 900) as i64)),
    }
}

fn block(place: u64) -> Block {
    let serial = |number| Serial::new(number).unwrap();
    Block {
        series: Series {
            approach: "CA0007".parse().unwrap(),
            registry: "GHA01".parse().unwrap(),
            party: "GHA".parse().unwrap(),
            vintage: Vintage::new(2021 + (place % 5) as u16).unwrap(),
        },
        range: SerialRange::new(serial(place * BLOCK + 1), serial((place + 1) * BLOCK)).unwrap(),
        account: format!("CHE01-100-{:04}", place % 1_200).parse().unwrap(),
        holding_registry: "CHE01".parse().unwrap(),
        state: if place % 5 == 2 { BlockState::Reserved } else { BlockState::Available },
        lock: None,
        disputed: None,
        authorization: "AUTH-2025/31".parse().unwrap(),
        authorization_version: 1,
        metric: Metric::Ghg,
        non_ghg: Untrusted::default(),
        mitigation_type: Untrusted::new("Emission reductions"),
        sector: Untrusted::new(SECTORS[place as usize % SECTORS.len()]),
        activity_type: Untrusted::new("Energy efficiency"),
        underlying: Untrusted::new("NA"),
        first_transferred: Some("2026-02-03".parse().unwrap()),
    }
}
