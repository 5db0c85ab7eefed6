//! The document is true of the server: every address in it is there, knows its methods and no other.

use super::{METHODS, client, operations, small};
use countersign::sandbox;
use reqwest::Method;
use serde_json::Value;

/// A path with something in its braces.
fn address(path: &str) -> String {
    let parts = path.split('/').map(|part| if part.starts_with('{') { "x" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

#[tokio::test]
async fn every_documented_method_is_there_and_no_other() {
    let (document, registry, http) = (sandbox::openapi(), small(), client());
    for (path, item) in document["paths"].as_object().unwrap() {
        let url = format!("{}{}", registry.url(), address(path));
        for method in METHODS.iter().filter(|method| **method != "trace") {
            let answer = http.request(Method::from_bytes(method.to_uppercase().as_bytes()).unwrap(), &url).send().await.unwrap();
            let (status, body) = (answer.status().as_u16(), answer.text().await.unwrap());
            // HEAD answers like GET.
            let documented = item.get(method).is_some() || (*method == "head" && item.get("get").is_some());
            if documented {
                assert_ne!(status, 405, "{method} {path}");
                assert!(status != 404 || !body.contains("no such address"), "{method} {path}: {body}");
            } else {
                assert_eq!(status, 405, "{method} {path}: {body}");
            }
        }
    }
}

#[tokio::test]
async fn what_needs_a_session_says_so_and_what_does_not_answers_without() {
    let (document, registry, http) = (sandbox::openapi(), small(), client());
    for operation in operations(&document) {
        let url = format!("{}{}", registry.url(), address(operation.path));
        let answer = http.request(operation.method.to_uppercase().parse().unwrap(), url).send().await.unwrap();
        let needs_session = operation.value.get("security").is_none();
        assert_eq!(answer.status() == 401, needs_session, "{}", operation.name());
        if needs_session {
            let problem: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
            assert_eq!(problem["type"], "urn:countersign:problem:session", "{}", operation.name());
        }
    }
}
