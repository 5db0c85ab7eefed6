//! What the patterns of the document allow, the domain reads: an id made from the document is an id.

use countersign::{
    domain::{AccountId, ApproachId, AuthorizationId, ItmoId, PartyCode, RegistryId},
    sandbox,
    wire::BigNumber,
};
use proptest::{
    strategy::{Strategy, ValueTree},
    string::string_regex,
    test_runner::TestRunner,
};

/// Texts made from the pattern of a schema.
fn made(schema: &str) -> Vec<String> {
    let document = sandbox::openapi();
    let pattern = document["components"]["schemas"][schema]["pattern"].as_str().unwrap_or_else(|| panic!("{schema}")).to_owned();
    let strategy = string_regex(pattern.trim_start_matches('^').trim_end_matches('$')).unwrap();
    let mut runner = TestRunner::deterministic();
    (0..200).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect()
}

/// A pattern counts digits; it can't say that twenty of them may be more than 2^64−1.
fn is_too_great(text: &str) -> bool {
    text.split('-').any(|part| part.len() == 20 && part.bytes().all(|b| b.is_ascii_digit()) && part.parse::<u64>().is_err())
}

/// Whether the domain reads a text.
type Reads = fn(&str) -> bool;

#[test]
fn an_id_made_from_the_document_is_an_id() {
    let readers: [(&str, Reads); 7] = [
        ("PartyCode", |text| text.parse::<PartyCode>().is_ok()),
        ("RegistryId", |text| text.parse::<RegistryId>().is_ok()),
        ("ApproachId", |text| text.parse::<ApproachId>().is_ok()),
        ("AccountId", |text| text.parse::<AccountId>().is_ok()),
        ("AuthorizationId", |text| text.len() > 64 || text.parse::<AuthorizationId>().is_ok()),
        ("ItmoId", |text| is_too_great(text) || text.parse::<ItmoId>().is_ok()),
        ("BigNumber", |text| is_too_great(text) || serde_json::from_value::<BigNumber>(text.into()).is_ok()),
    ];
    for (schema, reads) in readers {
        for text in made(schema) {
            assert!(reads(&text), "{schema}: {text}");
        }
    }
}
