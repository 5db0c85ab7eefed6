//! The document is whole: every reference leads somewhere, every operation says what a reader needs.

use super::{Operation, operations};
use countersign::{sandbox, wire::problem::kind};
use serde_json::Value;
use std::collections::BTreeSet;

#[test]
fn every_reference_leads_somewhere_and_nothing_is_left_over() {
    let document = sandbox::openapi();
    assert_eq!(document["openapi"], "3.1.0");
    let mut found = BTreeSet::new();
    references(&document, &mut found);
    for reference in &found {
        assert!(document.pointer(reference.strip_prefix('#').unwrap()).is_some(), "{reference}");
    }
    for schema in document["components"]["schemas"].as_object().unwrap().keys() {
        // The page of a list holds the members of its rows, not a reference to them.
        let used =
            ["", "Page_", "ReportRows_"].iter().any(|page| found.contains(&format!("#/components/schemas/{page}{schema}")));
        assert!(used, "{schema} is not used");
    }
}

fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            found.extend(object.get("$ref").and_then(Value::as_str).map(str::to_owned));
            object.values().for_each(|value| references(value, found));
        }
        Value::Array(list) => list.iter().for_each(|value| references(value, found)),
        _ => (),
    }
}

#[test]
fn every_operation_says_what_a_reader_needs() {
    let document = sandbox::openapi();
    let tags: Vec<&str> = document["tags"].as_array().unwrap().iter().map(|tag| tag["name"].as_str().unwrap()).collect();
    let mut ids = BTreeSet::new();
    for operation in operations(&document) {
        let Operation { value, path, .. } = operation;
        let name = operation.name();
        assert!(
            ids.insert(value["operationId"].as_str().unwrap_or_else(|| panic!("{name} has no id"))),
            "{name} has another's id"
        );
        let summary = value["summary"].as_str().unwrap_or_else(|| panic!("{name} has no summary"));
        assert!(summary.ends_with('.') && summary.len() < 90, "{name}: {summary}");
        assert!(
            value["tags"].as_array().unwrap().iter().all(|tag| tags.contains(&tag.as_str().unwrap())),
            "{name}: a tag is not explained"
        );
        let responses = value["responses"].as_object().unwrap();
        assert!(responses.keys().any(|status| status.starts_with('2')), "{name} never succeeds");
        let signed = operation.is_signed();
        let refusal = if signed { "Declined" } else { "Problem" };
        for (status, response) in responses.iter().filter(|(status, _)| !status.starts_with('2')) {
            assert_eq!(response["$ref"], format!("#/components/responses/{refusal}{status}"), "{name}");
        }
        let mut least = vec!["421", "500"];
        least.extend((signed || value.get("security").is_none()).then_some("401"));
        least.extend(path.contains('{').then_some("404"));
        least.extend(value.get("requestBody").is_some().then_some(if signed { "409" } else { "415" }));
        assert!(least.iter().all(|status| responses.contains_key(*status)), "{name} lacks one of {least:?}");
    }
}

#[test]
fn everything_is_described_and_closed() {
    let document = sandbox::openapi();
    for operation in operations(&document) {
        for parameter in operation.value["parameters"].as_array().unwrap() {
            let described =
                parameter.get("$ref").is_some() || parameter["description"].as_str().is_some_and(|text| !text.is_empty());
            assert!(described, "{}: {parameter}", operation.name());
        }
    }
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        assert!(schema["description"].is_string(), "{name} is not described");
        let Some(members) = schema["properties"].as_object() else { continue };
        for (member, of) in members {
            assert!(of["description"].is_string(), "{name}.{member} is not described");
        }
        // RFC 9457 tells readers to ignore members of a problem they do not know.
        let open = ["ProblemDocument", "Field"].contains(&name.as_str());
        assert_eq!(schema["additionalProperties"] == false, !open, "{name}");
    }
}

#[test]
fn every_problem_type_is_in_the_document_and_in_the_handbook() {
    let document = sandbox::openapi();
    let handbook = include_str!("../../docs/api/admin.md");
    for (urn, statuses, _) in kind::ALL {
        for status in *statuses {
            let text = document["components"]["responses"][format!("Problem{status}")]["description"].as_str().unwrap();
            assert!(text.contains(&format!("`{urn}`")), "{status} {urn}");
        }
        let word = urn.rsplit(':').next().unwrap();
        let row = handbook
            .lines()
            .find(|line| line.starts_with(&format!("| `{word}` |")))
            .unwrap_or_else(|| panic!("{word} is not explained"));
        assert!(statuses.iter().all(|status| row.contains(&status.to_string())), "{row}");
    }
}
