//! What the checks of the book in memory say of an order that is being written, and the documents of its computer.

use countersign::{
    domain::{check::CheckId, contact::Directory},
    evidence::{digest::Digest, order::Body},
    registry::{
        ReadDocument, Word,
        book::{CheckFinding, CheckResult},
    },
    text::Untrusted,
};
use jiff::Timestamp;
use std::path::Path;

/// More than this is over the limit of the account.
pub const LIMIT: u64 = 100_000;

/// What the checks say of what is asked for.
pub fn of(body: &Body) -> Vec<CheckFinding> {
    let quantity = if let Body::Movement(moved) = body { moved.units.quantity().count() } else { 0 };
    let limit = if quantity > LIMIT { CheckResult::Fail } else { CheckResult::Pass };
    vec![
        finding(CheckId::L01, CheckResult::Pass, &[("link", "active")], None),
        finding(
            CheckId::C03,
            limit,
            &[("quantity", &quantity.to_string()), ("limit", &LIMIT.to_string())],
            Some("split the order"),
        ),
    ]
}

fn finding(check: CheckId, result: CheckResult, values: &[(&str, &str)], hint: Option<&str>) -> CheckFinding {
    CheckFinding {
        check: Word::Known(check),
        rule: Untrusted::new(check.spec().rule),
        result: Word::Known(result),
        values: values.iter().map(|(name, value)| (Untrusted::new(*name), Untrusted::new(*value))).collect(),
        hint: hint.filter(|_| result == CheckResult::Fail).map(Untrusted::new),
    }
}

/// What a file holds: the name of each tells, and what is called `missing` is not there.
pub fn document(path: &Path) -> Result<ReadDocument, String> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
    if name.contains("missing") {
        return Err("there is no such file".to_owned());
    }
    Ok(ReadDocument { octets: 1_204, sha256: Digest::of(&name), name })
}

/// What check C05 says of a transfer to a registry, by what changed in this directory; nothing where nothing ever did.
pub fn cooling(body: &Body, directory: &Directory, now: Timestamp) -> Option<CheckFinding> {
    let Body::Movement(moved) = body else { return None };
    let until = directory.cooling_until(moved.to.registry("CHE01".parse().unwrap()), now)?;
    let result = if until <= now { CheckResult::Pass } else { CheckResult::Fail };
    Some(finding(CheckId::C05, result, &[("delay until", &until.to_string())], Some("Something about contact or key changed.")))
}
