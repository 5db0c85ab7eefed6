use super::{Reference, read};

/// Kinds and ids of what a text may mean.
fn meant(text: &str) -> Vec<String> {
    read(text).iter().map(|reference| format!("{}: {reference}", reference.kind())).collect()
}

#[test]
fn every_spelling_is_understood() {
    for (text, expected) in [
        ("CA0001-CHE01-THA-1916-2022", "ITMO: CA0001-CHE01-THA-1916-2022"),
        ("CA0001-CHE01-THA-1,916-2022", "ITMO: CA0001-CHE01-THA-1916-2022"),
        ("ca0001-che01-tha-1916-2022", "ITMO: CA0001-CHE01-THA-1916-2022"),
        ("  «CA0001–CHE01–THA–1916–2022».", "ITMO: CA0001-CHE01-THA-1916-2022"),
        ("itmo CA0001-CHE01-THA-1-2022", "ITMO: CA0001-CHE01-THA-1-2022"),
        (
            "CA0001-CHE01-THA-1-2022 to CA0001-CHE01-THA-1916-2022",
            "ITMO block: CA0001-CHE01-THA-1-2022 to CA0001-CHE01-THA-1916-2022",
        ),
        (
            "CA0001-CHE01-THA-1-2022..CA0001-CHE01-THA-1,916-2022",
            "ITMO block: CA0001-CHE01-THA-1-2022 to CA0001-CHE01-THA-1916-2022",
        ),
        ("CA0001-CHE01-THA-1-2022\tCA0001-CHE01-THA-7-2022", "ITMO block: CA0001-CHE01-THA-1-2022 to CA0001-CHE01-THA-7-2022"),
        ("NG-tCO2e-1-004-2026-1-930", "ITMO block in a national spelling: 1..930, vintage 2026"),
        ("NGA-tCO2e-2026-004-1:930", "ITMO block in a national spelling: 1..930, vintage 2026"),
        ("GHA01-2026-000123", "transfer: GHA01-2026-000123"),
        ("transfer: gha01-2026-000123", "transfer: GHA01-2026-000123"),
        ("Transaction GHA01-2026-000123,", "transfer: GHA01-2026-000123"),
        ("CHE01-R-2026-000003", "reconciliation run: CHE01-R-2026-000003"),
        ("run che01-r-2026-000003.", "reconciliation run: CHE01-R-2026-000003"),
        ("CA0007", "cooperative approach: CA0007"),
        ("GHA01", "registry: GHA01"),
        ("GHA01-100-0045", "account: GHA01-100-0045"),
        ("account \"GHA01-100-0045\"", "account: GHA01-100-0045"),
        ("authorisation GHA-AUTH-0007", "authorization: GHA-AUTH-0007"),
        ("4711", "serials: 4711"),
        ("1,204,500", "serials: 1204500"),
        ("4 000 – 5 000", "serials: 4000..5000"),
        ("message 17", "message: 17"),
        ("che01-100-0005", "account: CHE01-100-0005"),
        ("  \"che01 100 0005\" ", "account: CHE01-100-0005"),
        ("CHE01 – 100 – 0005", "account: CHE01-100-0005"),
        ("gha01 2026 000123", "transfer: GHA01-2026-000123"),
        ("ca0001 che01 tha 1916 2022", "ITMO: CA0001-CHE01-THA-1916-2022"),
        ("ca0001-che01-gha 400000..440000 2021", "ITMO block: CA0001-CHE01-GHA-400000-2021 to CA0001-CHE01-GHA-440000-2021"),
        ("CA0001-CHE01-GHA  2021  400 000 – 440 000", "ITMO block: CA0001-CHE01-GHA-400000-2021 to CA0001-CHE01-GHA-440000-2021"),
        ("order CHE01-2026-902460", "order: CHE01-2026-902460"),
        ("case che01-case-000012", "case: CHE01-CASE-000012"),
        ("CHE01-CASE-000012", "case: CHE01-CASE-000012"),
        ("geo-2", "contact: geo-2"),
        ("contact duty", "contact: duty"),
        ("peer GHA01", "registry: GHA01"),
        ("«AUTH 2021 0025»", "authorization: AUTH 2021 0025"),
        ("https://registry.example/transfers/gha01-2026-000123?tab=2#top", "transfer: GHA01-2026-000123"),
        ("<https://registry.example/admin/v1/accounts/CHE01-100-0005>", "account: CHE01-100-0005"),
        ("http://localhost:8700/ledger/17", "ledger entry: 17"),
        ("https://desk.example/tickets/4711?about=CA0001%2DCHE01%2DTHA%2D1916%2D2022", "ITMO: CA0001-CHE01-THA-1916-2022"),
        ("entry #17", "ledger entry: 17"),
    ] {
        assert_eq!(meant(text).first().map(String::as_str), Some(expected), "{text}: {:?}", meant(text));
    }
    let digest = "0f".repeat(32);
    assert_eq!(meant(&digest).first(), Some(&format!("message with this digest: {digest}")));
}

#[test]
fn what_can_be_several_things_is_given_as_several() {
    assert_eq!(meant("17"), ["serials: 17", "message: 17", "ledger entry: 17"]);
    assert_eq!(meant("GHA-AUTH-0007"), ["authorization: GHA-AUTH-0007", "account: GHA-AUTH-0007"]);
    assert!(meant("«AUTH 2021 0025»").contains(&"authorization: AUTH-2021-0025".to_owned()), "{:?}", meant("«AUTH 2021 0025»"));
    assert_eq!(meant("CHE01-2026-902460"), ["transfer: CHE01-2026-902460", "order: CHE01-2026-902460"]);
    assert_eq!(meant("entry 17"), ["ledger entry: 17"]);
}

/// What is offered is chosen by its kind and id: that must not lead to another choice.
#[test]
fn what_is_chosen_is_one_thing() {
    for text in ["17", "GHA-AUTH-0007", "«AUTH 2021 0025»", "geo-2", "CHE01-2026-902460", "gha-auth-7"] {
        let offered = read(text);
        assert!(offered.len() > 1, "{text}: {offered:?}");
        for reference in offered {
            assert_eq!(read(&format!("{} {reference}", reference.kind())), [reference], "{text}");
        }
    }
}

#[test]
fn what_is_none_of_it_is_nothing() {
    for text in [
        "",
        "   ",
        "0",
        "\u{1b}[2J",
        "what is this?",
        "transfer CA0007",
        "9..1",
        "message 0",
        "«»",
        "https://registry.example/accounts",
        "https://x.example/tickets/4711",
    ] {
        assert_eq!(read(text), [], "{text:?}");
    }
}

#[test]
fn two_letters_name_no_party() {
    let of = |text: &str| match read(text).into_iter().next() {
        Some(Reference::National { party, .. }) => party.map(|party| party.to_string()),
        other => panic!("{other:?}"),
    };
    assert_eq!(of("NG-tCO2e-1-004-2026-1-930"), None);
    assert_eq!(of("NGA-tCO2e-1-004-2026-1-930"), Some("NGA".into()));
}

proptest::proptest! {
    /// Whatever is pasted, reading it neither fails nor takes long, and what is found reads back as itself.
    #[test]
    fn anything_can_be_pasted(text in ".{0,200}") {
        for reference in read(&text) {
            if let Reference::Itmo(_) | Reference::Transfer(_) | Reference::Approach(_) | Reference::Account(_) = reference {
                let again = read(&format!("{} {reference}", reference.kind()));
                proptest::prop_assert_eq!(again.first(), Some(&reference));
            }
        }
    }
}
