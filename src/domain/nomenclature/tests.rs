//! The shipped publication keeps the source's values, order and spelling; the reader refuses everything doubtful.

use super::*;

fn values(number: &str) -> Vec<&'static str> {
    Nomenclature::shipped().table(number).unwrap().values.iter().map(|v| &*v.text).collect()
}

#[test]
fn the_shipped_publication_is_whole() {
    let shipped = Nomenclature::shipped();
    assert_eq!(Nomenclature::read(PUBLISHED).as_ref(), Ok(shipped));
    assert_eq!(shipped.dated().to_string(), "2026-02-17");
    let counts: Vec<(&str, usize)> = shipped.tables().iter().map(|t| (&*t.number, t.values.len())).collect();
    let expected = [
        ("12(b)", 2),
        ("15(b)", 9),
        ("16(b)", 7),
        ("25(b)", 7),
        ("26(b)", 10),
        ("31(b)", 12),
        ("36(b)", 3),
        ("49(b)", 4),
        ("51(b)", 27),
        ("52(b)", 7),
        ("53(b)", 6),
    ];
    assert_eq!(counts, expected);
    assert_eq!(values("12(b)"), ["GHG", "non-GHG"]);
    assert_eq!(values("52(b)"), ["100", "200", "210", "300", "310", "320", "330"]);
    assert_eq!(shipped.table("31(b)").unwrap().title, "Underlying unit registry".into());
}

#[test]
fn the_sources_spelling_is_kept() {
    let shipped = Nomenclature::shipped();
    for (table, kept, corrected) in [
        ("51(b)", "C02 usage", "CO2 usage"),
        ("51(b)", "Biomass Energy", "Biomass energy"),
        ("51(b)", "Energy Efficiency households", "Energy efficiency households"),
        ("51(b)", "Energy Efficiency Industry", "Energy Efficiency industry"),
        ("51(b)", "Coal bed/mine methane", "Coal bed / mine methane"),
        ("25(b)", "Voluntary Cancellation", "Voluntary cancellation"),
        ("25(b)", "Authorization", "Authorisation"),
        ("49(b)", "Authorisation", "Authorization"),
        ("49(b)", "Use or Cancellation", "Use or cancellation"),
        ("26(b)", "Use or cancellation", "Use or Cancellation"),
        ("12(b)", "non-GHG", "Non-GHG"),
        ("15(b)", "Waste management", "Other"),
    ] {
        assert!(shipped.lists(table, kept), "{table} {kept}");
        assert!(!shipped.lists(table, corrected), "{table} {corrected}");
    }
    let account = &shipped.table("52(b)").unwrap().values[1];
    assert_eq!((&*account.text, account.label.as_deref()), ("200", Some("Use towards NCD")));
    assert!(!shipped.lists("52(b)", "200 = Use towards NCD"));
    assert!(!shipped.lists("99(b)", "GHG"));
    assert!(!shipped.lists("12(b)", ""));
}

#[test]
fn subtypes_go_with_their_action_type() {
    let shipped = Nomenclature::shipped();
    let legal = [("First transfer", 8), ("Transfer", 3), ("Cancellation", 4), ("Voluntary Cancellation", 4)];
    for (action, count) in legal {
        assert_eq!(shipped.subtypes(action).len(), count, "{action}");
        assert!(shipped.allows(action, "Not yet defined"));
    }
    for action in ["Authorization", "Acquisition", "Use", "Theft"] {
        assert!(shipped.subtypes(action).is_empty(), "{action}");
    }
    for (action, subtype, allowed) in [
        ("First transfer", "First transfer to another Party", true),
        ("First transfer", "Issuance", true),
        ("First transfer", "Voluntary transfer to the Adaptation Fund (A6.4 ERs)", false),
        ("Transfer", "Mandatory transfer to the Adaptation Fund (A6.4 ERs)", true),
        ("Transfer", "Other cancellations", false),
        ("Transfer", "First transfer to another Party", false),
        ("Cancellation", "Mandatory cancellation to deliver OMGE", true),
        ("Voluntary Cancellation", "Other cancellations", true),
        ("Cancellation", "Issuance", false),
        ("Use", "Not yet defined", false),
    ] {
        assert_eq!(shipped.allows(action, subtype), allowed, "{action}: {subtype}");
    }
}

#[test]
fn what_is_doubtful_is_refused_with_its_line() {
    let actions = "dated 2026-02-17\ntable 25(b) Action type\n  Use\ntable 26(b) Action subtype\n  Issuance\n";
    for (text, line, why) in [
        (String::new(), 0, Why::Date),
        ("# nothing\n".into(), 1, Why::Date),
        ("dated 17.02.2026\n".into(), 1, Why::Date),
        ("dated 2026-02-17\ndated 2026-02-17\n".into(), 2, Why::Date),
        ("dated 2026-02-17\ntables 1(b) X\n".into(), 2, Why::Word),
        ("dated 2026-02-17\n  GHG\n".into(), 2, Why::Value),
        ("table 12(b)\n".into(), 1, Why::Table),
        ("table 12(b)  Metric\n".into(), 1, Why::Table),
        ("table  Metric\n".into(), 1, Why::Table),
        ("table 12(b) A\ntable 12(b) B\n".into(), 2, Why::Table),
        ("table 12(b) A\n GHG\n".into(), 2, Why::Value),
        ("table 12(b) A\n   GHG\n".into(), 2, Why::Value),
        ("table 12(b) A\n  GHG \n".into(), 2, Why::Value),
        ("table 12(b) A\n  \n".into(), 2, Why::Value),
        ("table 12(b) A\n  GHG\n  GHG\n".into(), 3, Why::Value),
        ("subtypes Use\n".into(), 1, Why::Subtypes),
        (format!("{actions}subtypes Transfer\n"), 6, Why::Subtypes),
        (format!("{actions}subtypes Use\n  Removal\n"), 7, Why::Subtypes),
        (format!("{actions}subtypes Use\n  Issuance\n  Issuance\n"), 8, Why::Subtypes),
        (format!("{actions}subtypes Use\n  Issuance\nsubtypes Use\n"), 8, Why::Subtypes),
    ] {
        assert_eq!(Nomenclature::read(&text), Err(NomenclatureProblem { line, why }), "{text}");
    }
    let read = Nomenclature::read(&format!("{actions}# end\n\nsubtypes Use\n  Issuance\n")).unwrap();
    assert!(read.allows("Use", "Issuance"));
}
