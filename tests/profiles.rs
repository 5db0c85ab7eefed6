//! Profiles of registries that are not for practice, with the real binary: signing in and out, a console that asks for a passphrase,
//! and the doctor. No secret is ever shown, and every refusal says what to do.
#![cfg(feature = "sandbox")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

#[path = "pty/allowlist.rs"]
#[allow(dead_code)]
mod allowlist;
#[path = "hostile_server/answers.rs"]
#[allow(dead_code)]
mod answers;
#[path = "tls/authority.rs"]
#[allow(dead_code)]
mod authority;
#[path = "end_to_end/desk.rs"]
#[allow(dead_code)]
mod desk;
#[path = "profiles/doctor.rs"]
mod doctor;
#[path = "pty/driver.rs"]
#[allow(dead_code)]
mod driver;
#[path = "end_to_end/fake.rs"]
#[allow(dead_code)]
mod fake;
#[path = "profiles/keyring.rs"]
mod keyring;
#[path = "hostile_server/server.rs"]
#[allow(dead_code)]
mod server;
#[path = "profiles/signing_in.rs"]
mod signing_in;
#[path = "tls/server.rs"]
#[allow(dead_code)]
mod tls;

use fake::Fake;
use serde_json::{Value, json};
use server::Do;

/// The account of the answers that are shared with the tests of the HTTP adapter.
const ACCOUNT: &str = "GHA01-100-0045";
/// Secrets that must never be seen.
const TOKEN: &str = "canary-token-7f3a";
const PASSPHRASE: &str = "canary passphrase 91c2";

/// What a registry says of itself now.
fn capabilities() -> Value {
    json!({"registry": "CHE01", "name": "Swiss registry", "environment": "test", "assurance": "A2", "operator": "Ana Keller",
           "roles": ["initiator"], "api_version": "1.0", "can": [], "clock": jiff::Timestamp::now().to_string()})
}

/// A registry that takes one token, and says this of itself.
fn registry(says: impl Fn() -> Value + Send + Sync + 'static) -> Fake {
    Fake::start(move |seen| {
        if seen.header("authorization") != Some(&format!("Bearer {TOKEN}")) {
            return answers::refusal("401 Unauthorized", &[], "over");
        }
        match fake::resource(seen) {
            "capabilities" => answers::result(&says().to_string()),
            "accounts" => answers::result(&answers::page(vec![answers::summary(ACCOUNT)]).to_string()),
            _ => Do::Close(Vec::new()),
        }
    })
}

/// A configuration with one profile that is not for practice.
fn configured(url: &str, more: &str) -> String {
    format!("secrets = \"file\"\n[[profiles]]\nname = \"swiss\"\nurl = \"{url}\"\nenvironment = \"test\"\n{more}")
}
