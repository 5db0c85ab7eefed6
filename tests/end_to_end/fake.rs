//! A registry that is not one: it speaks the admin API from a script, so that its answers can be as bad as they come.
//! It runs on a thread of its own and counts who connects.
//! Must not know: the console.

use crate::{
    answers::{refusal, result, session},
    server::{Do, Seen, Server},
};
use serde_json::{Value, json};
use std::{sync::mpsc, thread};
use tokio::{runtime::Builder, sync::oneshot};

/// The change stream.
const CHANGES: &str = "changes";

/// A running fake; it ends when it is dropped.
pub struct Fake {
    server: Server,
    /// Dropping it ends the thread.
    _alive: oneshot::Sender<()>,
}

impl Fake {
    /// A server that does what the function says. It has no change stream.
    pub fn start(decide: impl Fn(&Seen) -> Do + Send + Sync + 'static) -> Self {
        Self::start_with_stream(move |seen| match resource(seen) {
            CHANGES => refusal("404 Not Found", &[], "this registry has no change stream"),
            _ => decide(seen),
        })
    }

    /// A server that does what the function says, also when it is asked for its change stream.
    pub fn start_with_stream(decide: impl Fn(&Seen) -> Do + Send + Sync + 'static) -> Self {
        let (sender, started) = mpsc::channel();
        let (alive, ended) = oneshot::channel::<()>();
        thread::spawn(move || {
            Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
                sender.send(Server::start(decide).await).unwrap();
                let _ = ended.await;
            });
        });
        Self { server: started.recv().unwrap(), _alive: alive }
    }

    /// Its address.
    pub fn url(&self) -> String {
        self.server.address()
    }

    /// The requests so far, but for those that listen.
    pub fn seen(&self) -> Vec<Seen> {
        self.server.seen().into_iter().filter(|seen| resource(seen) != CHANGES).collect()
    }

    /// How often the change stream was asked for so far.
    pub fn listeners(&self) -> usize {
        self.server.seen().iter().filter(|seen| resource(seen) == CHANGES).count()
    }

    /// How many connections were made.
    pub fn connections(&self) -> usize {
        self.server.connections()
    }
}

/// What a request asks for: its path below `/admin/v1/` without parameters.
pub fn resource(seen: &Seen) -> &str {
    let path = seen.line().split(' ').nth(1).unwrap_or_default();
    let path = path.split('?').next().unwrap_or_default();
    path.strip_prefix("/admin/v1/").unwrap_or_default()
}

/// A number among the parameters of a request.
pub fn parameter(seen: &Seen, name: &str) -> Option<usize> {
    let (_, parameters) = seen.line().split_once('?')?;
    let value = parameters.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
    value.and_then(|value| value.parse().ok())
}

/// A session, for the request that begins one.
pub fn signed_in() -> Do {
    session("a-token-of-the-fake")
}

/// What a registry says about itself; `words` are its name, the operator and the role.
pub fn standing(words: [&str; 3]) -> Value {
    let [name, operator, role] = words;
    json!({"registry": "GHA01", "name": name, "environment": "practice", "assurance": "A0", "operator": operator,
           "roles": [role], "api_version": "1.0", "clock": "2026-11-22T09:14:00Z"})
}

/// The window of these rows that a request asks for.
pub fn window(seen: &Seen, rows: &[Value]) -> Do {
    let offset = parameter(seen, "offset").unwrap_or(0).min(rows.len());
    let end = (offset + parameter(seen, "limit").unwrap_or(200)).min(rows.len());
    let count = rows.len().to_string();
    let page = json!({"items": rows[offset..end], "offset": offset.to_string(), "total": count, "unfiltered": count,
                      "revision": "1", "as_of": "2026-11-22T09:14:00Z"});
    result(&page.to_string())
}
