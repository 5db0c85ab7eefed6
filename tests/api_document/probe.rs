//! The document is true of the server: every address in it is there, knows its methods and no other, and asks for what it says.

use super::{METHODS, Operation, client, operations, small};
use countersign::sandbox;
use reqwest::Method;
use serde_json::Value;

/// F35: no order is edited or removed by any method.
#[tokio::test]
async fn every_documented_method_is_there_and_no_other() {
    let (document, registry, http) = (sandbox::openapi(), small(), client());
    for (path, item) in document["paths"].as_object().unwrap() {
        let one = operations(&document).into_iter().find(|operation| operation.path == path).unwrap();
        let url = format!("{}{}", registry.url(), one.address(&document));
        for method in METHODS.iter().filter(|method| **method != "trace") {
            let answer = http.request(Method::from_bytes(method.to_uppercase().as_bytes()).unwrap(), &url).send().await.unwrap();
            let (status, body) = (answer.status().as_u16(), answer.text().await.unwrap());
            // HEAD answers like GET, but a signature is of one method.
            let documented = item.get(method).is_some() || (*method == "head" && item.get("get").is_some() && !one.is_signed());
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
async fn what_needs_a_session_or_a_signature_says_so_and_what_does_not_answers_without() {
    let (document, registry, http) = (sandbox::openapi(), small(), client());
    for operation in operations(&document) {
        let url = format!("{}{}", registry.url(), operation.address(&document));
        let answer = http.request(operation.method.to_uppercase().parse().unwrap(), url).send().await.unwrap();
        let expected = wanted(&operation);
        assert_eq!(answer.status() == 401, expected.is_some(), "{}", operation.name());
        if let Some(expected) = expected {
            let problem: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
            assert_eq!(problem["type"], expected, "{}", operation.name());
        }
    }
}

/// The type of the refusal when nothing proves who asks; none when nobody has to.
fn wanted(operation: &Operation<'_>) -> Option<&'static str> {
    match (operation.value.get("security"), operation.is_signed()) {
        (None, _) => Some("urn:countersign:problem:session"),
        (Some(_), true) => Some("urn:countersign:problem:checks"),
        (Some(_), false) => None,
    }
}

/// What no address of the communication API has is refused by the protocol, in a problem document.
#[tokio::test]
async fn an_address_that_is_none_is_refused_by_the_protocol() {
    let (registry, http) = (small(), client());
    for path in
        ["comm/v1/", "comm/v1/pong", "comm/v1/transfers", "comm/v1/transfers/x", "comm/v1/transfers/GHA01-2026-000001/messages/x"]
    {
        let answer = http.get(format!("{}/{path}", registry.url())).send().await.unwrap();
        assert_eq!(answer.status(), 404, "{path}");
    }
}
