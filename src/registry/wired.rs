//! The boundary's own types, from the wire and to it: standing, pages, receipts, and what goes on between registries.
//! `wire::convert` does the domain's.
//! Parse, don't validate: a page whose numbers contradict each other is no page.
//! Must not know: HTTP, or which question was asked.

mod authorization;
mod broadcast;
mod case;
mod check;
mod contacts;
mod entry;
mod finding;
mod incident;
mod ladder;
mod message;
mod order;
mod ordered;
mod overview;
mod peer;
mod report;
mod rules;
mod run;
mod signed;
mod transfer;

pub use authorization::{approach, approach_summary, authorization, authorization_summary};
pub use broadcast::broadcasts;
pub use case::{board, case_in_full};
pub use check::{check_run, check_run_to_wire};
pub use contacts::{attempts, bundles, contacts, heard_contacts, signed_contact_to_wire};
pub use entry::{entry, entry_summary, life};
pub use finding::finding;
pub use incident::{incident, incident_to_wire};
pub use ladder::{rung, rung_to_wire, sending, sending_to_wire};
pub use message::{message, message_summary, message_summary_to_wire, message_to_wire};
pub use order::{order, order_summary};
pub use overview::overview;
pub use peer::{peer, peer_summary, peer_summary_to_wire, peer_to_wire};
pub use report::{report, report_rows, reported_action};
pub use rules::{account_locks, account_rules, representative};
pub use run::{run, run_segments, run_summary};
pub use signed::{guarded_text, signed_guard_to_wire, signed_revocation_to_wire, signed_to_wire};
pub use transfer::{transfer, transfer_summary, transfer_summary_to_wire, transfer_to_wire};

use super::{Assurance, Change, Echo, Environment, IdempotencyKey, Page, Receipt, Standing, changes::MOST_TOUCHED};
use crate::{
    text::Untrusted,
    wire::{
        BigNumber, admin as wire,
        convert::{Misfit, Place},
    },
};

/// The longest cursor that is kept and sent back, in octets.
const LONGEST_CURSOR: usize = 1_024;

/// The environment's word on the wire.
fn environment_word(environment: Environment) -> &'static str {
    match environment {
        Environment::Production => "production",
        Environment::Test => "test",
        Environment::Practice => "practice",
    }
}

/// Who the registry is. An environment word this console does not know becomes `None`, which the operator is told (T33).
///
/// # Errors
/// [`Misfit`] for a registry id or an assurance level that is not one: what a registry verifies must not be guessed.
pub fn standing(capabilities: wire::Capabilities) -> Result<Standing, Misfit> {
    let root = Place::ROOT;
    let environments = [Environment::Production, Environment::Test, Environment::Practice];
    Ok(Standing {
        registry: root.parse("registry", &capabilities.registry)?,
        name: Untrusted::new(capabilities.name),
        environment: environments.into_iter().find(|known| environment_word(*known) == capabilities.environment),
        assurance: Assurance::of_word(&capabilities.assurance)
            .ok_or_else(|| root.field("assurance").misfit("an assurance level is A0, A1, A2 or A3"))?,
        operator: Untrusted::new(capabilities.operator),
        roles: capabilities.roles.into_iter().map(Untrusted::new).collect(),
        can: capabilities.can.into_iter().map(Untrusted::new).collect(),
        api_version: Untrusted::new(capabilities.api_version),
        clock: capabilities.clock,
    })
}

/// Who the registry is, for the wire.
pub fn standing_to_wire(standing: &Standing) -> wire::Capabilities {
    wire::Capabilities {
        registry: standing.registry.to_string(),
        name: standing.name.octets().to_owned(),
        environment: standing.environment.map_or("unknown", environment_word).to_owned(),
        assurance: standing.assurance.word().to_owned(),
        operator: standing.operator.octets().to_owned(),
        roles: standing.roles.iter().map(|role| role.octets().to_owned()).collect(),
        can: standing.can.iter().map(|word| word.octets().to_owned()).collect(),
        api_version: standing.api_version.octets().to_owned(),
        clock: standing.clock,
    }
}

/// The registry's word that it did something.
pub fn receipt(receipt: wire::Receipt) -> Receipt {
    Receipt {
        key: IdempotencyKey(receipt.key),
        entry: receipt.entry.0,
        at: receipt.at,
        said: Untrusted::new(receipt.said),
        subject: Untrusted::new(receipt.subject),
        echo: Echo { text: receipt.text_sha256.map(Untrusted::new), about: receipt.about_sha256.map(Untrusted::new) },
    }
}

/// What a registry tells of an act. Of more ids than [`MOST_TOUCHED`] the first are kept.
pub fn change(change: wire::ledger::Change) -> Change {
    let touched = change.touched.into_iter().take(MOST_TOUCHED).map(Untrusted::new).collect();
    Change { revision: change.revision.0, kind: Untrusted::new(change.kind), touched }
}

/// A receipt, for the wire.
pub fn receipt_to_wire(receipt: &Receipt) -> wire::Receipt {
    wire::Receipt {
        key: receipt.key.0,
        entry: BigNumber(receipt.entry),
        at: receipt.at,
        said: receipt.said.octets().to_owned(),
        subject: receipt.subject.octets().to_owned(),
        text_sha256: receipt.echo.text.as_ref().map(|said| said.octets().to_owned()),
        about_sha256: receipt.echo.about.as_ref().map(|said| said.octets().to_owned()),
    }
}

/// A page; `row` reads one of its rows.
///
/// # Errors
/// [`Misfit`] for a row that does not fit, a page that reaches past its own total, or a total greater than the list.
pub fn page<W, T>(page: wire::Page<W>, row: impl Fn(W, &Place<'_>) -> Result<T, Misfit>) -> Result<Page<T>, Misfit> {
    let root = Place::ROOT;
    let items = root.field("items");
    let rows: Vec<T> = page.items.into_iter().enumerate().map(|(n, item)| row(item, &items.item(n))).collect::<Result<_, _>>()?;
    let end = u64::try_from(rows.len()).ok().and_then(|count| page.offset.0.checked_add(count));
    if !rows.is_empty() && end.is_none_or(|end| end > page.total.0) {
        return Err(root.field("total").misfit("the page reaches past the number of rows there are"));
    }
    if page.total > page.unfiltered {
        return Err(root.field("unfiltered").misfit("the filter selects more rows than there are without it"));
    }
    if page.next.as_ref().is_some_and(|cursor| cursor.is_empty() || cursor.len() > LONGEST_CURSOR) {
        return Err(root.field("next").misfit("a cursor has 1 to 1 024 octets"));
    }
    Ok(Page {
        rows,
        offset: page.offset.0,
        total: page.total.0,
        unfiltered: page.unfiltered.0,
        next: page.next,
        revision: page.revision.0,
        as_of: page.as_of,
    })
}

/// A page, for the wire.
pub fn page_to_wire<T, W>(page: &Page<T>, row: impl Fn(&T) -> W) -> wire::Page<W> {
    wire::Page {
        items: page.rows.iter().map(row).collect(),
        offset: BigNumber(page.offset),
        total: BigNumber(page.total),
        unfiltered: BigNumber(page.unfiltered),
        next: page.next.clone(),
        revision: BigNumber(page.revision),
        as_of: page.as_of,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn capabilities() -> wire::Capabilities {
        wire::Capabilities {
            registry: "CHE01".into(),
            name: "Swiss ITMO registry".into(),
            environment: "practice".into(),
            assurance: "A3".into(),
            operator: "Amina K".into(),
            roles: vec!["initiator".into()],
            can: vec!["freeze".into()],
            api_version: "1.0".into(),
            clock: "2026-11-22T09:14:00Z".parse().unwrap(),
        }
    }

    fn numbers(offset: u64, rows: usize, total: u64, unfiltered: u64, next: Option<&str>) -> wire::Page<u8> {
        wire::Page {
            items: vec![0; rows],
            offset: BigNumber(offset),
            total: BigNumber(total),
            unfiltered: BigNumber(unfiltered),
            next: next.map(str::to_owned),
            revision: BigNumber(1),
            as_of: "2026-11-22T09:14:00Z".parse().unwrap(),
        }
    }

    #[test]
    fn standing_comes_back_unchanged_and_unknown_levels_are_refused() {
        let there = standing(capabilities()).unwrap();
        assert_eq!(standing_to_wire(&there), capabilities());
        let other = standing(wire::Capabilities { environment: "moon".into(), ..capabilities() }).unwrap();
        assert_eq!(other.environment, None);
        let misfit = standing(wire::Capabilities { assurance: "A4".into(), ..capabilities() }).unwrap_err();
        assert_eq!(misfit.at, "assurance");
    }

    #[test]
    fn a_page_that_contradicts_itself_is_no_page() {
        let long = "x".repeat(LONGEST_CURSOR + 1);
        for (given, at) in [
            (numbers(0, 2, 2, 2, Some("c")), None),
            (numbers(9, 0, 2, 2, None), None),
            (numbers(1, 2, 2, 2, None), Some("total")),
            (numbers(u64::MAX, 1, u64::MAX, u64::MAX, None), Some("total")),
            (numbers(0, 2, 3, 2, None), Some("unfiltered")),
            (numbers(0, 2, 2, 2, Some("")), Some("next")),
            (numbers(0, 2, 2, 2, Some(&long)), Some("next")),
        ] {
            let result = page(given.clone(), |row, _| Ok(row));
            assert_eq!(result.as_ref().err().map(|misfit| misfit.at.as_str()), at, "{given:?}");
            if let Ok(page) = result {
                assert_eq!(page_to_wire(&page, |row| *row), given);
            }
        }
    }
}
