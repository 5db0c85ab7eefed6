//! The OpenAPI document is what the practice registry is: made from the routes, with examples a running registry gave, whole in
//! itself, and true of every address. With `UPDATE_DOCS=1` it is written anew.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]
#![cfg(feature = "sandbox")]

#[path = "two_registries/book.rs"]
#[allow(dead_code)]
mod book;
#[path = "api_document/examples.rs"]
mod examples;
#[path = "two_registries/people.rs"]
#[allow(dead_code)]
mod people;
#[path = "api_document/probe.rs"]
mod probe;
#[path = "api_document/signed.rs"]
mod signed;
#[path = "api_document/spellings.rs"]
mod spellings;
#[path = "api_document/structure.rs"]
mod structure;

use countersign::sandbox;
use serde_json::Value;
use std::{fs, path::Path};

/// The practice registry the examples come from; `.ci/schemathesis` starts the same one.
fn small() -> sandbox::Running {
    let options = sandbox::Options {
        accounts: 75,
        blocks: 400,
        history: false,
        level: sandbox::Level::A1,
        ..sandbox::Options::of("CHE01".parse().unwrap())
    };
    sandbox::start(options).unwrap()
}

fn client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().unwrap()
}

#[tokio::test]
async fn the_kept_document_is_the_one_the_code_and_a_running_registry_give() {
    let mut made = sandbox::openapi();
    examples::add(&mut made).await;
    signed::add(&mut made).await;
    let made = serde_json::to_string_pretty(&made).unwrap() + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/api/openapi.json");
    if fs::read_to_string(&path).unwrap() == made {
        return;
    }
    let update = std::env::var_os("UPDATE_DOCS").is_some();
    assert!(update, "docs/api/openapi.json is out of date: UPDATE_DOCS=1 cargo test --test api_document");
    fs::write(&path, made).unwrap();
}

#[tokio::test]
async fn the_kept_document_is_served_to_anybody() {
    let registry = small();
    let answer = client().get(format!("{}/openapi.json", registry.url())).send().await.unwrap();
    assert_eq!((answer.status().as_u16(), answer.headers()["content-type"].to_str().unwrap()), (200, "application/json"));
    assert_eq!(answer.text().await.unwrap(), include_str!("../docs/api/openapi.json"));
}

/// An operation of the document.
struct Operation<'a> {
    path: &'a str,
    method: &'a str,
    value: &'a Value,
}

impl Operation<'_> {
    fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    /// Whether a registry signs it, instead of a person having a session.
    fn is_signed(&self) -> bool {
        self.value["security"].as_array().is_some_and(|schemes| schemes.iter().any(|scheme| scheme.get("signature").is_some()))
    }

    /// Its path with something of the right form in its braces.
    fn address(&self, document: &Value) -> String {
        let parts = self.path.split('/').map(|part| match part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
            Some(name) => {
                let known = self.value["parameters"].as_array().unwrap().iter();
                let schema = &known.clone().find(|it| it["name"] == name && it["in"] == "path").unwrap()["schema"];
                let named = schema["$ref"].as_str().map(|reference| &document.pointer(&reference[1..]).unwrap()["examples"][0]);
                named.and_then(Value::as_str).unwrap_or("1").to_owned()
            }
            None => part.to_owned(),
        });
        parts.collect::<Vec<_>>().join("/")
    }
}

fn operations(document: &Value) -> Vec<Operation<'_>> {
    let paths = document["paths"].as_object().unwrap().iter();
    let all = paths.flat_map(|(path, item)| {
        let methods = item.as_object().unwrap().iter().filter(|(name, _)| METHODS.contains(&name.as_str()));
        methods.map(move |(method, value)| Operation { path, method, value })
    });
    all.collect()
}

/// The methods a path item can have.
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
