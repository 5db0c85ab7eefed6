//! Purposes and definitions are the nomenclature's own words; what is left is never negative.

use super::*;
use crate::domain::nomenclature::Nomenclature;
use FirstTransferDefinition as D;

fn authorization() -> Authorization {
    Authorization {
        id: "AUTH-1".parse().unwrap(),
        version: 1,
        approach: "CA0007".parse().unwrap(),
        party: "GHA".parse().unwrap(),
        state: AuthorizationState::Issued,
        purpose: Purpose::Ndc,
        first_transfer_oimp: None,
        authorized_parties: Vec::new(),
        entities: Vec::new(),
        quantity: Some(Quantity::new(1000)),
        consumed: Quantity::new(400),
        timeframe: None,
        metric: Metric::Ghg,
    }
}

#[test]
fn values_are_the_nomenclatures_own() {
    let texts = |table: &str| -> Vec<String> {
        Nomenclature::shipped().table(table).unwrap().values.iter().map(|value| value.text.to_string()).collect()
    };
    let words = |list: &[(Purpose, &str)]| list.iter().map(|(_, word)| (*word).to_owned()).collect::<Vec<_>>();
    assert_eq!(words(Purpose::ALL), texts("16(b)"));
    assert_eq!(D::ALL.iter().map(|(_, word)| (*word).to_owned()).collect::<Vec<_>>(), texts("49(b)"));
    for (purpose, word) in Purpose::ALL {
        assert_eq!((Purpose::of_word(word), purpose.word()), (Some(*purpose), *word));
    }
    for (state, word) in AuthorizationState::ALL {
        assert_eq!((AuthorizationState::of_word(word), state.word()), (Some(*state), *word));
    }
    assert_eq!((Purpose::of_word("OIMP and NDC"), D::of_word("Authorization")), (None, None), "no spelling but the table's");
}

#[test]
fn a_purpose_covers_what_it_names() {
    for (purpose, ndc, imp, op, oimp) in [
        (Purpose::Ndc, true, false, false, false),
        (Purpose::Oimp, false, true, true, true),
        (Purpose::Imp, false, true, false, true),
        (Purpose::Op, false, false, true, true),
        (Purpose::NdcAndOimp, true, true, true, true),
        (Purpose::NdcAndImp, true, true, false, true),
        (Purpose::NdcAndOp, true, false, true, true),
    ] {
        let found = [Use::Ndc, Use::Imp, Use::Op, Use::Oimp].map(|intended| purpose.covers(intended));
        assert_eq!(found, [ndc, imp, op, oimp], "{purpose:?}");
        assert_eq!((purpose.includes_ndc(), purpose.includes_oimp()), (ndc, oimp));
    }
    assert_ne!(Purpose::Oimp, Purpose::Imp);
}

#[test]
fn a_choice_counts_only_where_it_may_be_made() {
    let events = |purpose, oimp| {
        let rule = FirstTransferRule::of(purpose, oimp);
        [rule.on_international_transfer(), rule.on_authorization(), rule.on_issuance(), rule.on_use_or_cancellation()]
    };
    for (purpose, oimp, expected) in [
        (Purpose::Ndc, None, [true, false, false, false]),
        (Purpose::Ndc, Some(D::Issuance), [true, false, false, false]),
        (Purpose::Oimp, None, [false; 4]),
        (Purpose::Oimp, Some(D::FirstInternational), [false; 4]),
        (Purpose::Oimp, Some(D::Authorisation), [false, true, false, false]),
        (Purpose::Imp, Some(D::Issuance), [false, false, true, false]),
        (Purpose::NdcAndOp, Some(D::UseOrCancellation), [true, false, false, true]),
    ] {
        assert_eq!(events(purpose, oimp), expected, "{purpose:?} {oimp:?}");
    }
}

#[test]
fn what_is_left_is_never_negative() {
    let mut a = authorization();
    assert_eq!(a.left(), Some(Quantity::new(600)));
    a.consumed = Quantity::new(1001);
    assert_eq!(a.left(), Some(Quantity::ZERO));
    a.quantity = None;
    assert_eq!(a.left(), None);
}

#[test]
fn parties_and_vintages_are_any_unless_named() {
    let mut a = authorization();
    let (che, swe) = ("CHE".parse().unwrap(), "SWE".parse().unwrap());
    assert!(a.allows_party(che) && a.covers_vintage("2099".parse().unwrap()));
    a.authorized_parties = vec![che];
    assert!(a.allows_party(che) && !a.allows_party(swe));
    a.timeframe = Some(("2022".parse().unwrap(), "2024".parse().unwrap()));
    for (year, covered) in [("2021", false), ("2022", true), ("2024", true), ("2025", false)] {
        assert_eq!(a.covers_vintage(year.parse().unwrap()), covered, "{year}");
    }
}
