//! Every action under every first-transfer rule, and that all words are in the common nomenclature.

use super::*;
use crate::domain::{
    authorization::{FirstTransferDefinition as D, Purpose},
    nomenclature::{ACTION_TYPES, Nomenclature},
};

fn rule(purpose: Purpose, oimp: Option<D>) -> FirstTransferRule {
    FirstTransferRule::of(purpose, oimp)
}

fn account() -> AccountId {
    "CHE01-100-0001".parse().unwrap()
}

fn actions() -> Vec<Action> {
    let to: RegistryId = "CHE01".parse().unwrap();
    let mut actions = vec![
        Action::Issue { to: account() },
        Action::InternalTransfer { to: account(), party_changes: false },
        Action::InternalTransfer { to: account(), party_changes: true },
        Action::ExternalTransfer { to, account: account() },
        Action::UseTowardsNdc { year: "2025".parse().unwrap() },
        Action::UseForOimp { purpose: Untrusted::new("CORSIA") },
        Action::AdaptationFund { mandatory: true, to, account: account() },
        Action::AdaptationFund { mandatory: false, to, account: account() },
        Action::Correction { of: "GHA01-2026-000001".parse().unwrap(), to, account: account() },
    ];
    actions.extend(CancellationKind::ALL.iter().map(|(kind, _)| Action::Cancel { kind: *kind }));
    actions
}

fn written(record: Option<Record>) -> String {
    record.map_or_else(|| "-".into(), |record| format!("{}/{}", record.action, record.subtype.unwrap_or("-")))
}

/// Columns: first transferred before; NDC; OIMP by authorization; by issuance; by use; NDC and OIMP by use. In the order of [`actions`].
const TABLE: [[&str; 6]; 13] = [
    ["-", "-", "First transfer/Authorization", "First transfer/Issuance", "-", "-"],
    ["-", "-", "-", "-", "-", "-"],
    [AGAIN, FIRST, AGAIN, AGAIN, AGAIN, FIRST],
    [AGAIN, FIRST, AGAIN, AGAIN, AGAIN, FIRST],
    ["Use/-", "Use/-", "Use/-", "Use/-", "Use/-", "Use/-"],
    [OTHER, OTHER, OTHER, OTHER, "First transfer/Use or cancellation", "First transfer/Use or cancellation"],
    [MANDATORY_FUND, MANDATORY_FUND, MANDATORY_FUND, MANDATORY_FUND, MANDATORY_FUND, MANDATORY_FUND],
    [VOLUNTARY_FUND, VOLUNTARY_FUND, VOLUNTARY_FUND, VOLUNTARY_FUND, VOLUNTARY_FUND, VOLUNTARY_FUND],
    [AGAIN, FIRST, AGAIN, AGAIN, AGAIN, FIRST],
    [FREE, FREE, FREE, FREE, FIRST_OTHER, FIRST_OTHER],
    [OMGE, OMGE, OMGE, OMGE, FIRST_OMGE, FIRST_OMGE],
    [FREE_OMGE, FREE_OMGE, FREE_OMGE, FREE_OMGE, FIRST_FREE_OMGE, FIRST_FREE_OMGE],
    [OTHER, OTHER, OTHER, OTHER, FIRST_OTHER, FIRST_OTHER],
];
const AGAIN: &str = "Transfer/Not yet defined";
const FIRST: &str = "First transfer/First transfer to another Party";
const OTHER: &str = "Cancellation/Other cancellations";
const FREE: &str = "Voluntary Cancellation/Other cancellations";
const FIRST_OTHER: &str = "First transfer/Other cancellations";
const OMGE: &str = "Cancellation/Mandatory cancellation to deliver OMGE";
const FIRST_OMGE: &str = "First transfer/Mandatory cancellation to deliver OMGE";
const FREE_OMGE: &str = "Voluntary Cancellation/Voluntary cancellation to deliver OMGE";
const FIRST_FREE_OMGE: &str = "First transfer/Voluntary cancellation to deliver OMGE";
const MANDATORY_FUND: &str = "Transfer/Mandatory transfer to the Adaptation Fund (A6.4 ERs)";
const VOLUNTARY_FUND: &str = "Transfer/Voluntary transfer to the Adaptation Fund (A6.4 ERs)";

#[test]
fn each_action_is_recorded_as_the_format_calls_it() {
    let columns = [
        (true, rule(Purpose::NdcAndOimp, Some(D::UseOrCancellation))),
        (false, rule(Purpose::Ndc, None)),
        (false, rule(Purpose::Oimp, Some(D::Authorisation))),
        (false, rule(Purpose::Imp, Some(D::Issuance))),
        (false, rule(Purpose::Op, Some(D::UseOrCancellation))),
        (false, rule(Purpose::NdcAndOimp, Some(D::UseOrCancellation))),
    ];
    for (action, row) in actions().iter().zip(TABLE) {
        for ((before, rule), cell) in columns.iter().zip(row) {
            let record = action.records(*before, *rule);
            assert_eq!(written(record), cell, "{action:?} {before} {rule:?}");
            assert_eq!(record.is_some_and(Record::is_first_transfer), cell.starts_with("First transfer"));
            assert!(!before || !cell.starts_with("First transfer"), "a first transfer comes once");
        }
    }
    assert_eq!(actions().len(), TABLE.len());
}

#[test]
fn every_word_is_in_the_nomenclature() {
    let shipped = Nomenclature::shipped();
    for action in actions() {
        for (definition, _) in D::ALL {
            let records = [false, true].map(|before| action.records(before, rule(Purpose::NdcAndOimp, Some(*definition))));
            for record in records.into_iter().chain([action.records_on_arrival()]).flatten() {
                assert!(shipped.lists(ACTION_TYPES, record.action), "{record:?}");
                match record.subtype {
                    Some(subtype) => assert!(shipped.allows(record.action, subtype), "{record:?}"),
                    None => assert!(shipped.subtypes(record.action).is_empty(), "{record:?}"),
                }
            }
        }
        assert!(shipped.lists("52(b)", &action.ends_in().code().to_string()), "{action:?}");
    }
}

#[test]
fn each_action_ends_where_it_belongs() {
    let words: Vec<(&str, u16, bool, bool)> = actions()
        .iter()
        .map(|a| (a.word(), a.ends_in().code(), a.goes_to().is_some(), a.records_on_arrival().is_some()))
        .collect();
    assert_eq!(
        words,
        [
            ("issue", 100, false, false),
            ("internal-transfer", 100, false, false),
            ("internal-transfer", 100, false, true),
            ("external-transfer", 100, true, true),
            ("use-towards-ndc", 200, false, false),
            ("use-for-oimp", 210, false, false),
            ("adaptation-fund", 100, true, true),
            ("adaptation-fund", 100, true, true),
            ("correction", 100, true, true),
            ("cancel", 300, false, false),
            ("cancel", 310, false, false),
            ("cancel", 320, false, false),
            ("cancel", 330, false, false),
        ]
    );
    for (kind, word) in CancellationKind::ALL {
        assert_eq!((CancellationKind::of_word(word), kind.word()), (Some(*kind), *word));
    }
}
