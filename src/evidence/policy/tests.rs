//! Policies that are read, and the floor below which none is; bands and limits.

use super::*;
use crate::evidence::{order::OrderText, sample, statement::RekeyField};
use proptest::prelude::*;

fn refused(text: &str) -> String {
    PolicyText::parse(text.as_bytes()).expect_err(text).to_string()
}

#[test]
fn a_policy_is_written_in_the_only_way() {
    let read = sample::policy();
    assert_eq!((read.as_str(), read.edition().sha256), (sample::POLICY, Digest::of(sample::POLICY)));
    assert_eq!(read.policy().write().unwrap(), read);
}

/// T20, F18: whoever signs it, no policy lets one person do both, or does away with a delay.
#[test]
fn no_policy_goes_below_the_floor() {
    let any = "any from=0 approvals=1";
    for (from, to, what) in [
        (any, "any from=0 approvals=0", "line 16, band-1: a band asks for 1 to 9 approvals besides the initiator's word (F18)"),
        (any, "any from=0 approvals=10", "band-1: a band asks for 1 to 9"),
        (any, "any from=1 approvals=1", "a band for any action from 0 must say"),
        ("first-transfer from=100000", "transfer-first from=100000", "band-3: a band reads"),
        ("band-2: any from=1000", "band-2: any from=0", "bands ascend by action and amount"),
        ("release=yes", "release=maybe", "band-3: a band reads"),
        ("rekey=quantity,acquiring-account,units", "rekey=units,quantity", "band-2: not written in the only way"),
        ("rekey=quantity,", "rekey=quantity,colour,", "band-2: a band reads"),
        (
            "trusted-delay-working-days: 4",
            "trusted-delay-working-days: 0",
            "trusted-delay-working-days is 0, and may be 1 to 30 (F16)",
        ),
        ("order-life-online-hours: 24", "order-life-online-hours: 73", "may be 1 to 72 (F13)"),
        ("order-life-offline-hours: 72", "order-life-offline-hours: 169", "may be 1 to 168 (F13)"),
        ("order-life-offline-hours: 72", "order-life-offline-hours: 23", "as long offline as online (F13)"),
        ("dwell-seconds-per-field: 1", "dwell-seconds-per-field: 0", "may be 1 to 60 (F09)"),
        ("same-host-minutes: 30", "same-host-minutes: 1441", "may be 0 to 1440 (F04)"),
        ("different-stations: yes", "different-stations: true", "different-stations: it is yes or no"),
        ("outside-window: one-more-approval", "outside-window: go", "outside-window: it is wait or one-more-approval"),
        ("holiday-1: 2026-12-25", "holiday-1: 2027-12-25", "holidays stand in ascending order"),
        ("Europe/Zurich", "Europe/Bern", "time-zone: a time zone is a name"),
        ("window: 08:00-18:00", "window: 8:00-18:00", "window: hours are two times"),
        ("limit-order: 1000000", "limit-order: 1 000 000", "limit-order"),
        ("previous: none", &format!("previous: sha256:{}", Digest::of("abc")), "version 1 has no version before it"),
    ] {
        let text = sample::POLICY.replacen(from, to, 1);
        assert_ne!(text, sample::POLICY, "{from}");
        let problem = refused(&text);
        assert!(problem.contains(what), "{what}: {problem}");
    }
}

/// F18, F07: all bands that fit count together, so that an early broad one is no way around a later one.
#[test]
fn the_strictest_of_all_fitting_bands_is_asked() {
    let policy = sample::policy();
    let asked = |action, quantity| policy.policy().requirements(action, Quantity::new(quantity));
    let small = asked("first-transfer", 999);
    assert_eq!((small.approvals, small.rekey.len(), small.own_copy, small.release), (1, 0, false, false));
    let middle = asked("first-transfer", 1_000);
    assert_eq!((middle.approvals, middle.rekey.len(), middle.own_copy), (1, 3, true));
    let large = asked("first-transfer", 100_000);
    assert_eq!((large.approvals, large.rekey.len(), large.own_copy, large.release, large.call), (2, 4, true, true, true));
    assert_eq!(asked("transfer", 100_000), middle, "another action");
    let text = OrderText::parse(sample::order_text(100_000, sample::at(sample::NOW)).as_bytes()).unwrap();
    assert_eq!(policy.policy().requirements_of(text.order()), large);
}

#[test]
fn fields_an_order_does_not_have_are_not_asked_for() {
    let policy = sample::POLICY.replace(
        "any from=0 approvals=1 rekey=none own-copy=no",
        "any from=0 approvals=1 rekey=quantity,acquiring-registry,subject own-copy=yes",
    );
    let policy = PolicyText::parse(policy.as_bytes()).unwrap();
    let moving = OrderText::parse(sample::order_text(1, sample::at(sample::NOW)).as_bytes()).unwrap();
    let asked = policy.policy().requirements_of(moving.order());
    assert_eq!(asked.rekey.into_iter().collect::<Vec<_>>(), [RekeyField::Quantity, RekeyField::AcquiringRegistry]);
    let head = sample::order_text(1, sample::at(sample::NOW));
    let (before, rest) = head.split_once("transferring-party").unwrap();
    let (_, tail) = rest.split_once("reason:").unwrap();
    let act = format!(
        "{}act-count: 2\nact-1: account = \"CHE01-100-2071\"\nact-2: state = \"open\"\nsource-document: none\nreason:{tail}",
        before.replace("first-transfer", "account-state")
    );
    let act = OrderText::parse(act.as_bytes()).unwrap();
    let asked = policy.policy().requirements_of(act.order());
    assert_eq!((asked.rekey.into_iter().collect::<Vec<_>>(), asked.own_copy), (vec![RekeyField::Subject], false));
}

/// The text of an order that accepts a transfer, with these lines of the act.
fn acceptance(lines: &[&str], document: &str) -> OrderText {
    let head = sample::order_text(1, sample::at(sample::NOW));
    let (before, rest) = head.split_once("transferring-party").unwrap();
    let (_, tail) = rest.split_once("reason:").unwrap();
    let lines: String = lines.iter().enumerate().map(|(at, line)| format!("act-{}: {line}\n", at + 1)).collect();
    let count = lines.lines().count();
    let text = format!(
        "{}act-count: {count}\n{lines}source-document: {document}\nreason:{tail}",
        before.replace("first-transfer", "accept-transfer")
    );
    OrderText::parse(text.as_bytes()).unwrap()
}

/// F18, F07: a decision about a transfer is asked what the transfer would be, and one that does not say how many is asked the most.
#[test]
fn a_decision_is_asked_by_the_transfer_it_is_about() {
    let policy = sample::policy();
    let document = format!("LOA-2025-118.pdf sha256:{}", Digest::of("abc"));
    let (which, quantity) = ("transfer = \"GHA01-2026-000123\"", |count: u64| format!("quantity = \"{count}\""));
    let (small, large) = (quantity(999), quantity(1_000));
    use RekeyField::{AcquiringAccount, Quantity, Units};
    let proposal = &format!("proposal = \"{}\"", Digest::of("a proposal"));
    for (lines, rekeyed) in [
        (&[which, &small, proposal][..], &[][..]),
        (&[which, &large, proposal], &[Quantity, AcquiringAccount, Units]),
        (&[which], &[Quantity, AcquiringAccount, Units]),
        (&[which, &small], &[Quantity, AcquiringAccount, Units]),
        (&[which, &small, "proposal = \"none\""], &[Quantity, AcquiringAccount, Units]),
        (&[which, "quantity = 999", proposal], &[]),
        (&[which, "quantity = \"many\"", proposal], &[Quantity, AcquiringAccount, Units]),
    ] {
        let order = acceptance(lines, &document);
        let asked = policy.policy().requirements_of(order.order());
        let own_copy = !rekeyed.is_empty();
        assert_eq!((asked.rekey.into_iter().collect::<Vec<_>>().as_slice(), asked.own_copy), (rekeyed, own_copy), "{lines:?}");
        assert!(!policy.policy().lacks_document(order.order()), "{lines:?}");
        assert_eq!(policy.policy().lacks_document(acceptance(lines, "none").order()), own_copy, "F21: {lines:?}");
    }
}

/// F16, scenario 8.
#[test]
fn a_trusted_account_takes_effect_on_the_fourth_working_day_at_noon() {
    let friday = sample::at("2026-11-27T16:05:00+01:00");
    assert_eq!(sample::policy().policy().trusted_from(friday), Some(sample::at("2026-12-03T12:00:00+01:00")));
}

/// F17: the lowest limit applies, and the holder's own can only lower it.
#[test]
fn the_lowest_limit_applies() {
    let q = |count| Some(Quantity::new(count));
    let limits = Limits { order: q(1_000), account_day: q(5_000), counterpart_day: q(3_000), registry_day: q(9_000) };
    let moved = |account, counterpart, registry, holders_own| Moved {
        account: Quantity::new(account),
        counterpart,
        registry: Quantity::new(registry),
        holders_own,
    };
    for (moved, left, limit) in [
        (moved(0, q(0), 0, None), 1_000, Limit::Order),
        (moved(4_500, q(0), 4_500, None), 500, Limit::AccountDay),
        (moved(9_000, q(0), 0, None), 0, Limit::AccountDay),
        (moved(0, q(2_999), 0, None), 1, Limit::CounterpartDay),
        (moved(0, None, 8_500, None), 500, Limit::RegistryDay),
        (moved(100, q(0), 100, q(150)), 50, Limit::Holder),
        (moved(0, q(0), 0, q(1_000_000)), 1_000, Limit::Order),
    ] {
        assert_eq!(limits.left(&moved), Some((Quantity::new(left), limit)), "{moved:?}");
    }
    assert_eq!(Limits::default().left(&Moved::default()), None, "what is not limited is not");
}

proptest! {
    /// Adding a band never asks for less.
    #[test]
    fn no_band_weakens_another(from in 0..200_000_u64, quantity in 0..200_000_u64, approvals in 1..9_u8) {
        let policy = sample::policy();
        let before = policy.policy().requirements("first-transfer", Quantity::new(quantity));
        let mut more = policy.policy().clone();
        let band = format!("first-transfer from={from} approvals={approvals} rekey=none own-copy=no release=no call=no cooling-off=none");
        more.bands.push(band.parse().unwrap());
        let after = more.requirements("first-transfer", Quantity::new(quantity));
        prop_assert!(after.approvals >= before.approvals && after.approvals >= 1);
        prop_assert!(after.rekey.is_superset(&before.rekey) && after.cooling_off.is_superset(&before.cooling_off));
        prop_assert!(after.own_copy >= before.own_copy && after.release >= before.release && after.call >= before.call);
    }
}
