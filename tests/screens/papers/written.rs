//! Authorizations with several versions, used up, revoked, overdrawn and without a limit; cooperative approaches in several states.

use super::ago;
use countersign::{
    domain::{
        Block, Metric, Quantity, Vintage,
        approach::{ApproachState, InitialReport},
        authorization::{AuthorizationState, FirstTransferDefinition, Purpose},
    },
    registry::{
        Word,
        book::{ApproachInFull, ApproachSummary, AuthorizationInFull, AuthorizationSummary, AuthorizationVersion, Entry},
    },
    text::Untrusted,
};

/// What is special about the n-th authorization: its state, and how much it allows beside what was used (`None` is no limit).
const KINDS: [(&str, Option<i64>); 8] = [
    ("issued", Some(250_000)),
    ("exhausted", Some(0)),
    ("revoked", Some(1_200_000)),
    ("issued", None),
    ("suspended", Some(40)),
    ("expired", Some(12_500)),
    ("issued", Some(-500)),
    ("paused\u{202e}", Some(88_200)),
];

/// The authorizations the blocks stand under.
pub fn authorizations(blocks: &[Block]) -> Vec<AuthorizationInFull> {
    let mut under: Vec<&Block> = Vec::new();
    for block in blocks {
        if !under.iter().any(|known| known.authorization == block.authorization) {
            under.push(block);
        }
    }
    under.sort_by_key(|block| block.authorization.clone());
    under.iter().enumerate().map(|(n, block)| authorization(n, block, blocks)).collect()
}

fn authorization(n: usize, one: &Block, blocks: &[Block]) -> AuthorizationInFull {
    let (state, rest) = KINDS[n % KINDS.len()];
    let of = |block: &&Block| block.authorization == one.authorization && block.first_transferred.is_some();
    let consumed = Quantity::total(blocks.iter().filter(of).map(Block::quantity)).unwrap();
    let quantity = rest.map(|rest| Quantity::new(consumed.count().saturating_add_signed(rest)));
    let version = u32::try_from(n % 3 + 1).unwrap();
    let purpose = Purpose::ALL[n % Purpose::ALL.len()].0;
    let versions: Vec<AuthorizationVersion> = (1..=version)
        .rev()
        .map(|number| AuthorizationVersion {
            version: number,
            // An earlier version was in force until the next one took its place.
            state: Word::read(if number == version { state } else { "issued" }.to_owned(), AuthorizationState::of_word),
            approach: one.series.approach,
            party: one.series.party,
            date: format!("202{}-0{}-14", 2 + number, n % 9 + 1).parse().unwrap(),
            purpose: Word::Known(purpose),
            first_transfer: purpose.includes_oimp().then(|| Word::Known(FirstTransferDefinition::FOR_OIMP[n % 3])),
            parties: if n.is_multiple_of(2) { vec!["CHE".parse().unwrap(), "SWE".parse().unwrap()] } else { Vec::new() },
            entities: if n % 3 == 1 { vec![Untrusted::new("KliK \u{1b}[31mFoundation")] } else { Vec::new() },
            quantity: quantity.filter(|_| number == version || n.is_multiple_of(2)),
            timeframe: (n % 4 != 3).then(|| (Vintage::new(2021).unwrap(), Vintage::new(2030).unwrap())),
            metric: Metric::Ghg,
            mitigation_type: Untrusted::new("Emission reductions"),
            sector: Untrusted::new("Energy"),
            activity_type: Untrusted::new("Efficient cookstoves"),
            terms: Untrusted::new(if n.is_multiple_of(2) {
                "No use after 2030; a change takes a notification of ninety days, in writing, to the other participating Party."
            } else {
                "none\u{200b}"
            }),
        })
        .collect();
    let newest = &versions[0];
    let summary = AuthorizationSummary {
        id: one.authorization.clone(),
        version,
        state: newest.state.clone(),
        approach: newest.approach,
        party: newest.party,
        purpose: newest.purpose.clone(),
        quantity: newest.quantity,
        consumed,
    };
    AuthorizationInFull { summary, versions }
}

/// The cooperative approaches, those of the authorizations and two more.
pub fn approaches(entries: &[Entry], authorizations: &[AuthorizationInFull]) -> Vec<ApproachInFull> {
    let approach = |(n, (id, name, state, report)): (usize, (&str, &str, &str, &str))| {
        let summary = ApproachSummary {
            id: id.parse().unwrap(),
            name: Untrusted::new(name),
            parties: ["CHE", ["GHA", "THA", "VUT", "KEN", "SWE"][n]].map(|party| party.parse().unwrap()).to_vec(),
            state: Word::read(state.to_owned(), ApproachState::of_word),
            initial_report: Word::read(report.to_owned(), InitialReport::of_word),
        };
        let under = authorizations.iter().filter(|full| full.summary.approach == summary.id);
        ApproachInFull {
            recorded: (n != 3).then(|| ago(2_000 + n as i64 * 700)),
            history: entries.iter().skip(n).take(2).map(|entry| entry.summary.clone()).collect(),
            authorizations: under.map(|full| full.summary.id.clone()).collect(),
            summary,
        }
    };
    let all = [
        ("CA0001", "Efficient cookstoves in households", "active", "published"),
        ("CA0007", "Electric buses of Bangkok", "suspended", "submitted"),
        (
            "CA0012",
            "Sustainable rice farming with a name that goes on, as names of programmes of activities do",
            "completed",
            "published",
        ),
        ("CA0031", "Cold \u{202e}sniahc\u{202c} for vaccines", "draft", "draft"),
        ("CA0099", "北部沼气", "halted\u{1b}[0m", "announced"),
    ];
    all.into_iter().enumerate().map(approach).collect()
}
