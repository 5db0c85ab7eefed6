//! The ledger, chained as ledgers are, and the lives of accounts and blocks that it tells. A life ends where the thing is now.

use super::ago;
use countersign::{
    domain::{Account, AccountId, AccountState, Block, BlockState, transfer::TransferId},
    evidence::{digest::Digest, ledger::Line},
    registry::book::{Entry, EntrySummary, LifeEvent},
    text::Untrusted,
};

/// The kinds of the entries, who did them, and why.
const ACTS: [(&str, &[&str], &str); 12] = [
    ("book-opened", &[], "the registry"),
    ("approach-recorded", &["amina.k", "luc.b"], "notified by the Parties"),
    ("authorization-recorded", &["amina.k", "luc.b"], "letter of authorization 31"),
    ("account-opened", &["jonas.h", "esi.o"], "asked for by the holder"),
    ("units-issued", &["amina.k", "luc.b"], "verified monitoring report 2024"),
    ("order-submitted", &["amina.k"], "agreed delivery, instalment 3 of 5"),
    ("transfer-approved", &["amina.k", "luc.b"], "agreed delivery, instalment 3 of 5"),
    ("transfer-completed", &[], "the counterpart signed that it has them"),
    ("account-frozen", &["sofia.m"], "police request 12 \u{1b}]0;title\u{7}"),
    ("blocks-frozen", &["ines.r"], "discrepancy D-77 with \u{202e}10AHG"),
    ("units-moved", &["jonas.h", "esi.o"], "asked for by the holder"),
    ("order-rejected", &["luc.b"], "wrong account, see the holder's letter of the tenth of November, which names another one"),
];

/// The entries of the ledger, oldest first.
pub fn entries(registry: &str, accounts: &[Account]) -> Vec<Entry> {
    let mut previous = Digest::default();
    (0..60_u64)
        .map(|n| {
            let at = usize::try_from(n).unwrap();
            let (kind, by, reason) = if n == 0 { ACTS[0] } else { ACTS[1 + at % (ACTS.len() - 1)] };
            let about = accounts.get(at % accounts.len().max(1)).map(|account| account.summary.id.to_string());
            let act = serde_json::json!({ "by": by, "reason": reason, "postings": [{ "account-state": { "account": about } }] });
            let when = ago(1_500 - i64::try_from(n).unwrap() * 25);
            let line = Line::new(n + 1, when, registry, kind, &act.to_string(), previous).unwrap();
            let summary = EntrySummary {
                entry: n + 1,
                at: when,
                kind: Untrusted::new(kind),
                by: by.iter().map(|login| Untrusted::new(*login)).collect(),
                reason: Untrusted::new(reason),
                digest: line.digest(),
            };
            let entry = Entry { summary, previous, line: Untrusted::new(line.text()), veil: None };
            previous = line.digest();
            entry
        })
        .collect()
}

/// The n-th entry of a kind from an entry on; the last one when there is none.
fn of_kind<'a>(entries: &'a [Entry], kind: &str, after: u64) -> &'a EntrySummary {
    let fits = |entry: &&Entry| entry.summary.entry > after && entry.summary.kind.octets() == kind;
    let found = entries.iter().find(fits).or(entries.last());
    &found.unwrap().summary
}

/// The counterpart's account of a transfer, if there is one.
fn counterpart(transfer: Option<TransferId>) -> Option<AccountId> {
    transfer.map(|_| "KEN01-100-0007".parse().unwrap())
}

/// What happened to an account: opened, credited, debited; a suspended one was frozen last, a requested one has had no life.
pub fn of_account(account: &Account, entries: &[Entry]) -> Vec<LifeEvent> {
    let mut story: Vec<(&str, &[&str], bool)> = vec![("account-opened", &["account", "representatives"], false)];
    if account.summary.held.count() > 0 {
        story.extend([
            ("units-issued", &["create"][..], false),
            ("order-submitted", &["lock"], false),
            ("transfer-approved", &["lock", "first-transfer"], true),
            ("transfer-completed", &["deliver"], true),
            ("units-moved", &["move"], false),
        ]);
    }
    match account.summary.state {
        AccountState::Requested => story.clear(),
        AccountState::Suspended => story.push(("account-frozen", &["account-state"], false)),
        _ => {}
    }
    let mut after = 0;
    let told = story.into_iter().map(|(kind, what, transfer)| {
        let entry = of_kind(entries, kind, after).clone();
        after = entry.entry;
        let what = what.iter().map(|word| Untrusted::new(*word)).collect();
        let transfer = transfer.then(|| format!("{}-2026-000117", &account.summary.id.as_str()[..5]).parse().unwrap());
        LifeEvent { entry, what, account: None, state: None, counterpart: counterpart(transfer), veil: None, transfer }
    });
    told.collect()
}

/// What happened to a block: issued or credited elsewhere, moved to where it is, and brought into its state.
pub fn of_block(block: &Block, entries: &[Entry]) -> Vec<LifeEvent> {
    use BlockState as S;
    let came = block.series.registry == block.holding_registry;
    let mut story =
        vec![if came { ("units-issued", "create", S::Available) } else { ("transfer-completed", "credit", S::Available) }];
    if block.first_transferred.is_some() {
        story.push(("transfer-approved", "first-transfer", S::Available));
    }
    story.push(("units-moved", "move", S::Available));
    story.extend(match block.state {
        S::Available => None,
        S::Reserved => Some(("order-submitted", "lock", block.state)),
        S::InFlightOut => Some(("transfer-approved", "lock", block.state)),
        S::InFlightIn => Some(("transfer-approved", "expect", block.state)),
        S::FrozenReconciliation | S::FrozenAdministration => Some(("blocks-frozen", "lock", block.state)),
        S::Used | S::Cancelled | S::Unrecognised => Some(("units-moved", "move", block.state)),
    });
    let mut after = 3;
    let told = story.into_iter().map(|(kind, what, state)| {
        let entry = of_kind(entries, kind, after).clone();
        after = entry.entry;
        let crosses = matches!(what, "credit" | "expect") || state == S::InFlightOut;
        let transfer = crosses.then(|| format!("{}-2026-000117", block.holding_registry).parse().unwrap());
        let (what, account) = (vec![Untrusted::new(what)], Some(block.account.clone()));
        LifeEvent { entry, what, account, state: Some(state), counterpart: counterpart(transfer), veil: None, transfer }
    });
    told.collect()
}
