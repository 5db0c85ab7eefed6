//! What a policy asks for before an order counts, in words: how many agree, what is typed again, what else is waited for.
//! A band of the policy and what all bands come to for one order are said the same way.
//! Must not know: which band it is, or what of it was done.

use crate::{
    domain::calendar::CoolingOff,
    evidence::{
        policy::{Band, Requirements},
        statement::RekeyField,
    },
};
use std::collections::BTreeSet;

/// The badge of every order under a policy by which one person's computer is enough for both (F03).
pub const ONE_STATION: &str = "ONE STATION: the policy lets initiator and approver sit at one computer (F03).";

/// What a band asks for.
pub fn of_band(band: &Band) -> String {
    let cooling = BTreeSet::from([band.cooling_off]);
    words(band.approvals.get(), &band.rekey, [band.own_copy, band.release, band.call], &cooling)
}

/// What is asked for an order, by all bands that fit it.
pub fn of_order(asked: &Requirements) -> String {
    words(asked.approvals, &asked.rekey, [asked.own_copy, asked.release, asked.call], &asked.cooling_off)
}

fn words(approvals: u8, rekey: &BTreeSet<RekeyField>, asked: [bool; 3], cooling: &BTreeSet<CoolingOff>) -> String {
    let mut all = vec![match approvals {
        1 => "1 approval".to_owned(),
        more => format!("{more} approvals"),
    }];
    if !rekey.is_empty() {
        let fields: Vec<&str> = rekey.iter().map(|field| typed_again(*field)).collect();
        all.push(format!("type again {}", fields.join(", ")));
    }
    let named = ["own copy of the document", "a releaser", "a call"].into_iter().zip(asked);
    all.extend(named.filter(|(_, asked)| *asked).map(|(words, _)| words.to_owned()));
    all.extend(cooling.iter().filter_map(|delay| match delay {
        CoolingOff::None => None,
        CoolingOff::NextWorkingDayNoon => Some("cooling-off until noon of the next working day".to_owned()),
        delay => Some(format!("cooling-off {delay}")),
    }));
    all.join(" · ")
}

/// What is typed again, as people call it.
fn typed_again(field: RekeyField) -> &'static str {
    match field {
        RekeyField::Quantity => "quantity",
        RekeyField::AcquiringRegistry => "acquiring registry",
        RekeyField::AcquiringAccount => "acquiring account",
        RekeyField::Units => "serials",
        RekeyField::Subject => "subject",
    }
}
