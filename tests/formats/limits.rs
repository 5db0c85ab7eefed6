//! The last value that is taken and the first that is not: where a number, a length or a time has an end, both sides of it.
//! What is far beyond an end is refused among the other cases of its kind of text.
//! Must not know: how a verdict is found.

use super::{
    Case, differences, guards,
    rebound::rebound,
    sample::{approval, bound, first_transfer, movement, order, order_of},
};
use countersign::evidence::{
    lines::Prose,
    order::{Body, Destination, Movement},
    statement::Statement,
};

fn case(name: &str, text: String, good: bool) -> Case {
    Case { name: name.to_owned(), octets: text.into_bytes(), good }
}

/// The text with one thing changed, each time.
fn changed(text: &str, cases: &[(&str, &str, &str, bool)]) -> Vec<Case> {
    let change = |(name, from, to, good): &(&str, &str, &str, bool)| {
        assert!(text.contains(from), "{name}: nothing to change");
        case(name, text.replacen(from, to, 1), *good)
    };
    cases.iter().map(change).collect()
}

pub fn policies() -> Vec<Case> {
    let lives = |online: &str, offline: &str| format!("online-hours: {online}\norder-life-offline-hours: {offline}");
    let old = lives("24", "72");
    let (least, most, equal, week) = (lives("1", "1"), lives("72", "168"), lives("72", "72"), lives("24", "168"));
    changed(
        guards::POLICY,
        &[
            ("at the end: a trusted account after one day (F16)", "working-days: 4", "working-days: 1", true),
            ("at the end: a trusted account after thirty days (F16)", "working-days: 4", "working-days: 30", true),
            ("beyond the end: a trusted account after thirty-one days", "working-days: 4", "working-days: 31", false),
            ("at the end: one computer counts at once (F04)", "host-minutes: 30", "host-minutes: 0", true),
            ("at the end: one computer counts after a day (F04)", "host-minutes: 30", "host-minutes: 1440", true),
            ("beyond the end: one computer counts after more than a day", "host-minutes: 30", "host-minutes: 1441", false),
            ("at the end: a minute to look (F09)", "per-field: 1", "per-field: 60", true),
            ("beyond the end: more than a minute to look", "per-field: 1", "per-field: 61", false),
            ("at the end: the greatest amount", "from=100000", "from=18446744073709551615", true),
            ("at the end: the greatest limit", "limit-order: 1000000", "limit-order: 18446744073709551615", true),
            ("at the end: a delay of thirty days", "next-working-day-noon", "720h", true),
            ("at the end: an order that lives for an hour", &old, &least, true),
            ("at the end: an order that lives for three days, and a week offline", &old, &most, true),
            ("at the end: an order that lives as long online", &old, &equal, true),
            ("at the end: an order that lives for a week offline", &old, &week, true),
            ("beyond the end: hours that end as they begin", "10:00-16:00", "10:00-10:00", false),
            ("beyond the end: a policy that ends as it begins", "valid-to: 2027", "valid-to: 2026", false),
        ],
    )
}

pub fn rosters() -> Vec<Case> {
    changed(
        &guards::roster(),
        &[
            ("at the end: a deputy in every role (F25)", "luc.b amina.k initiator", "luc.b amina.k initiator,approver", true),
            ("beyond the end: a roster that ends as it begins", "valid-to: 2027", "valid-to: 2026", false),
        ],
    )
}

pub fn orders() -> Vec<Case> {
    let moving = |moved: Movement| bound(order_of(Body::Movement(Box::new(moved)))).as_str().to_owned();
    let own = Destination::AdaptationFund { mandatory: true, registry: "CHE01".parse().unwrap() };
    let longest = [format!("AUTH-{}", "1".repeat(59)).parse().unwrap()].into();
    let greatest = moving(movement(Destination::Internal, &["CA0007-CHE01-CHE-1-18446744073709551615-2023"]));
    let more = greatest
        .replace("units-count: 1\n", "units-count: 2\n")
        .replace("quantity: ", "units-2: CA0007-CHE01-CHE-1-1-2024\nquantity: ")
        .replace("quantity: 18446744073709551615", "quantity: 18446744073709551616")
        .replace("hundred fifteen\n", "hundred sixteen\n");
    let reason = |octets: usize| {
        let text = order().as_str().to_owned();
        let of = text.lines().find(|line| line.starts_with("reason: ")).unwrap().to_owned();
        rebound(&text.replace(&of, &format!("reason: {}", "x".repeat(octets))))
    };
    vec![
        case("at the end: a fund in the registry itself", moving(movement(own, &["CA0007-CHE01-CHE-1-10-2023"])), true),
        case(
            "at the end: an authorization of 64 characters",
            moving(Movement { authorizations: longest, ..first_transfer() }),
            true,
        ),
        case("beyond the end: more than the greatest quantity", rebound(&more), false),
        case("at the end: a reason of 4096 octets", reason(4096), true),
        case("beyond the end: a reason of 4097 octets", reason(4097), false),
    ]
}

pub fn resolutions() -> Vec<Case> {
    let run = "CHE-140001-140010";
    changed(
        differences::RESOLUTION,
        &[
            ("at the end: a run to the greatest serial", run, "CHE-140001-18446744073709551615", true),
            ("beyond the end: a run beyond the greatest serial", run, "CHE-140001-18446744073709551616", false),
        ],
    )
}

pub fn reconciliations() -> Vec<Case> {
    changed(
        differences::RECONCILIATION,
        &[
            ("at the end: a run to the greatest serial", "CHE-40-2023", "CHE-18446744073709551615-2023", true),
            ("beyond the end: a run beyond the greatest serial", "CHE-40-2023", "CHE-18446744073709551616-2023", false),
        ],
    )
}

pub fn statements() -> Vec<Case> {
    let made = approval().made;
    let text = Statement { reason: Prose::new("matches").unwrap(), ..approval() }.write().unwrap().as_str().to_owned();
    let until = format!("not-after: {}", approval().not_after);
    changed(
        &text,
        &[
            ("beyond the end: a statement that ends as it is made (F13)", &until, &format!("not-after: {made}"), false),
            ("at the end: the greatest screen", "104x38", "65535x65535", true),
            ("at the end: the greatest count", "seq: 381", "seq: 18446744073709551615", true),
        ],
    )
}
