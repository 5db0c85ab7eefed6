use super::*;

const TEXT: &str = "itmo-reconciliation/v1
run: CHE01-R-2026-000003
environment: practice
opener: CHE01
counterpart: GHA01
at: 2026-11-28T08:00:02Z
opener-sha256: c393ca4f22334cd332aba28c9f2210f542fc8f6a55bafa04c679583ee2853a4c
counterpart-sha256: a84f7adb1cd6609ce2df5e0b97e6519aa30703f5a18f966375499f72293dfc09
units: 12500
verdict: differs
found-count: 2
found-1: D03 CA0007-CHE01-CHE-1-2023..CA0007-CHE01-CHE-40-2023 40
found-2: D21 transfer CHE01-2026-000044 12500
";

#[test]
fn what_is_written_is_read_and_the_reverse() {
    let text = ReconciliationText::parse(TEXT.as_bytes()).unwrap();
    assert_eq!(text.as_str(), TEXT);
    assert_eq!(text.result().write().unwrap(), text);
    assert!(!text.result().passes());
    let passed = Reconciliation { found: Vec::new(), ..text.result().clone() };
    assert!(passed.write().unwrap().as_str().contains("verdict: passed\nfound-count: 0\n"));
}

#[test]
fn a_text_that_contradicts_itself_is_none() {
    let cases = [
        ("verdict: differs", "verdict: passed"),
        ("opener: CHE01", "opener: GHA01"),
        ("counterpart: GHA01", "counterpart: CHE01"),
        ("counterpart: GHA01", "counterpart: none"),
        ("found-2: D21", "found-2: D02"),
        ("found-2: D21", "found-2: X99"),
        ("CA0007-CHE01-CHE-40-2023 40", "CA0007-CHE01-CHE-0-2023 40"),
        ("..CA0007-CHE01-CHE-40-2023", "..CA0007-CHE01-CHE-40-2024"),
        ("transfer CHE01-2026-000044", "transfer 44"),
        ("transfer CHE01-2026-000044", "whatever"),
        ("found-2: D21 transfer CHE01-2026-000044 12500", "found-2: D03 CA0007-CHE01-CHE-1-2023..CA0007-CHE01-CHE-40-2023 40"),
        (" 12500\n", " 012500\n"),
        ("at: 2026-11-28T08:00:02Z", "at: 2026-11-28T08:00:02.000Z"),
        ("run: CHE01-R-2026-000003", "run: CHE01-2026-000003"),
    ];
    for (good, bad) in cases {
        let text = TEXT.replacen(good, bad, 1);
        assert_ne!(text, TEXT);
        assert!(ReconciliationText::parse(text.as_bytes()).is_err(), "{bad}");
    }
}

/// Everything that a run can find is written so that it reads back, and nothing else does.
#[test]
fn what_was_found_has_one_spelling() {
    for good in [
        "D03 CA0007-CHE01-CHE-1-2023..CA0007-CHE01-CHE-1-2023 1",
        "D02 transfer CHE01-2026-000044 12500",
        "W14 order CHE01-2026-000044 0",
        "D18 authorization AUTH 2025/31 40",
        "D16 entry 41 0",
        "W12 report 2026 0",
        "D05 total CA0007 CHE 2023 GHG CHE01 holding 40",
        "D05 total CA0007 CHE 2023 any CHE01 any 40",
        "D20 snapshots 0",
    ] {
        assert_eq!(good.parse::<Found>().unwrap().to_string(), good);
    }
    for bad in [
        "D03 CA0007-CHE01-CHE-2-2023..CA0007-CHE01-CHE-1-2023 1",
        "D03 CA0007-CHE01-CHE-01-2023..CA0007-CHE01-CHE-1-2023 1",
        "D02 transfer CHE01-2026-44 12500",
        "D16 entry 041 0",
        "W12 report +2026 0",
        "D05 total CA0007 CHE 2023 CO2 CHE01 holding 40",
        "D05 total CA0007 CHE 2023 GHG CHE01 40",
        "D20 snapshot both 0",
        "D20 snapshots",
    ] {
        assert_eq!(bad.parse::<Found>(), Err(NotFound), "{bad}");
    }
}
