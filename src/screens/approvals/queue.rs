//! The order of the queue, and for whom each of its rows is: by end, then by risk, then by age; never the newest first (F24).
//! A row that does not hold by its texts is nobody's to approve. What the viewer is to type again in a review is kept from them (F07).
//! Must not know: how rows are painted.

use crate::{
    app::Signer,
    domain::Quantity,
    evidence::statement::{RekeyField, StatementKind},
    registry::book::{OrderId, OrderSummary},
    screens::case::{Doubt, Judged},
};
use jiff::Timestamp;

/// An order that waits, with what was found about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Waiting {
    pub id: OrderId,
    pub verdict: Verdict,
    /// What it asks for: by its verified text if there is one.
    pub action: String,
    pub quantity: Quantity,
    /// Whether the viewer is to type again how many, or may be: then it is not shown (F07).
    pub hides_quantity: bool,
    /// The account it goes to, by its verified text; none also where the viewer is to type it again (F07).
    pub to: Option<String>,
    pub by: String,
    /// How many approvals it has and needs, as judged here.
    pub count: Option<(usize, u8)>,
    pub submitted: Timestamp,
    pub expires: Timestamp,
}

/// What it is to the viewer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Verdict {
    /// Something is wrong with it: it does not hold by its texts.
    Wrong(String),
    /// The viewer may approve it, after a review.
    Mine,
    /// The viewer may not, and why.
    NotMine(String),
    /// Its texts are being asked for.
    Asked,
}

/// The queue: by end, then the greatest amount, then the longest wait.
pub(super) fn of(
    rows: &[OrderSummary],
    signer: Option<&Signer>,
    now: Timestamp,
    judged: impl Fn(OrderId) -> Option<Result<Judged, Doubt>>,
) -> Vec<Waiting> {
    let mut queue: Vec<Waiting> = rows.iter().map(|row| waiting(row, judged(row.id), signer, now)).collect();
    sort(&mut queue);
    queue
}

/// Puts it in order. Ends in the same minute are the same end.
fn sort(queue: &mut [Waiting]) {
    queue.sort_by_key(|one| (one.expires.as_second().div_euclid(60), std::cmp::Reverse(one.quantity), one.submitted, one.id));
}

fn waiting(row: &OrderSummary, judged: Option<Result<Judged, Doubt>>, signer: Option<&Signer>, now: Timestamp) -> Waiting {
    use crate::text::Kind;
    let shown = Waiting {
        id: row.id,
        verdict: Verdict::Asked,
        action: crate::screens::words::word(&row.kind, crate::registry::book::OrderKind::word).as_str().to_owned(),
        quantity: row.quantity.unwrap_or_default(),
        hides_quantity: true,
        to: None,
        by: row.by.gate(Kind::Name).to_string(),
        count: None,
        submitted: row.at,
        expires: row.expires,
    };
    match judged {
        None => shown,
        Some(Err(doubt)) if doubt.is_alarm() => Waiting { verdict: Verdict::Wrong(doubt.to_string()), ..shown },
        Some(Err(doubt)) => Waiting { verdict: Verdict::NotMine(doubt.to_string()), hides_quantity: false, ..shown },
        Some(Ok(judged)) => verified(shown, &judged, signer, now),
    }
}

/// With what its text says, and what the judge finds.
fn verified(shown: Waiting, judged: &Judged, signer: Option<&Signer>, now: Timestamp) -> Waiting {
    use crate::evidence::order::Body;
    let order = judged.order.text.order();
    let standing = judged.standing(now);
    let (quantity, to) = match &order.body {
        Body::Movement(moved) => (moved.units.quantity(), Some(moved.acquiring_account.to_string())),
        Body::Act(_) => (shown.quantity, None),
    };
    let verdict = match signer.map(|signer| judged.may(StatementKind::Approve, signer, now)) {
        None => Verdict::NotMine("this profile names nobody who signs".to_owned()),
        Some(Ok(())) => Verdict::Mine,
        Some(Err(objection)) => Verdict::NotMine(format!("{objection} ({})", objection.rule())),
    };
    let hides = |field| verdict == Verdict::Mine && standing.asked.rekey.contains(&field);
    let to = to.filter(|_| !hides(RekeyField::AcquiringAccount) && !hides(RekeyField::AcquiringRegistry));
    Waiting {
        hides_quantity: hides(RekeyField::Quantity) || hides(RekeyField::Units),
        verdict,
        action: order.action().to_owned(),
        quantity,
        to,
        by: order.initiator.to_string(),
        count: Some((standing.approvals.len(), standing.needed())),
        expires: standing.expires,
        ..shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn one(number: u16, expires: i64, quantity: u64, submitted: i64) -> Waiting {
        let at = |second| Timestamp::from_second(second).unwrap();
        Waiting {
            id: format!("CHE01-2026-{number:06}").parse().unwrap(),
            verdict: Verdict::Mine,
            action: String::new(),
            quantity: Quantity::new(quantity),
            hides_quantity: false,
            to: None,
            by: String::new(),
            count: None,
            submitted: at(submitted),
            expires: at(expires),
        }
    }

    /// F24: the one that ends first, then the greatest, then the one that waits longest.
    #[test]
    fn f24_the_queue_goes_by_end_then_risk_then_age() {
        let mut queue = [one(1, 6_000, 5, 0), one(2, 60, 5, 9), one(3, 60, 5, 1), one(4, 90, 900, 9), one(5, 60, 70, 9)];
        sort(&mut queue);
        let numbers: Vec<String> = queue.iter().map(|one| one.id.to_string()).collect();
        assert_eq!(numbers.iter().map(|id| id.chars().last().unwrap()).collect::<String>(), "45321");
    }

    proptest! {
        /// F24: never the newest first among equals, and the order does not depend on how the registry gave the rows.
        #[test]
        fn f24_the_order_is_total_and_the_same_whatever_came_first(
            rows in proptest::collection::vec((0i64..4, 0u64..3, 0i64..5), 1..12), turn in 0usize..12,
        ) {
            let mut queue: Vec<Waiting> = rows.iter().enumerate()
                .map(|(at, (expires, quantity, submitted))| one(u16::try_from(at).unwrap(), expires * 60, *quantity, *submitted)).collect();
            let mut turned = queue.clone();
            let by = turn % turned.len();
            turned.rotate_left(by);
            sort(&mut queue);
            sort(&mut turned);
            prop_assert_eq!(&queue, &turned);
            for pair in queue.windows(2) {
                let same = pair[0].expires == pair[1].expires && pair[0].quantity == pair[1].quantity;
                prop_assert!(!same || pair[0].submitted <= pair[1].submitted);
            }
        }
    }
}
