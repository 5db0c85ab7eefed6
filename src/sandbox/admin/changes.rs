//! The change stream: an event for each entry of the ledger, so that screens refresh without asking again and again.
//! It wakes when the book was changed and at no other time but to say that it is still there.
//! Must not know: SQL, or who shows what.

use super::token;
use crate::sandbox::{
    book,
    feed::{Feed, feed},
    problem::Refusal,
    serving::App,
    shown,
};
use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use std::time::Duration;
use tokio::sync::watch;

/// The media type of an event stream.
const EVENTS: HeaderValue = HeaderValue::from_static("text/event-stream");
/// How often a silent stream says that it is still there.
const HEARTBEAT: Duration = Duration::from_secs(30);
/// So many entries are read at once.
const BATCH: u16 = 100;

/// Every change of the book as it is committed, from now on or from `Last-Event-ID` on.
///
/// Server-Sent Events named `change`; the id of each is its entry's number, the data a `Change`. The stream ends with the session.
#[utoipa::path(
    get,
    path = "/admin/v1/changes",
    tag = "changes",
    params(("Last-Event-ID" = Option<crate::wire::BigNumber>, Header, description = "Go on after this entry.")),
    responses((
        status = 200,
        description = "Events until the reader leaves.",
        body = crate::wire::admin::ledger::ChangeEvent,
        content_type = "text/event-stream"
    ))
)]
pub(super) async fn changes(State(app): State<App>, headers: HeaderMap) -> Result<Response, Refusal> {
    // Before the book is looked at, so that nothing falls between.
    let committed = app.store.changes();
    let head = app.store.read(|book, _| book::revision(book).map_err(Refusal::from)).await?;
    let from = match headers.get("last-event-id") {
        None => head,
        Some(id) => entry(id).filter(|entry| *entry <= head).ok_or_else(|| {
            Refusal::field(
                "last-event-id",
                "expects the number of an entry of this ledger; read everything again and begin without it",
            )
        })?,
    };
    let token = token(&headers).unwrap_or_default().to_owned();
    let (writer, body) = feed();
    let stop = app.stop.clone();
    tokio::spawn(async move {
        tokio::select! {
            () = stop.cancelled() => {}
            () = writer.closed() => {}
            () = tell(&app, &writer, committed, from, &token) => {}
        }
    });
    Ok(([(header::CONTENT_TYPE, EVENTS)], body).into_response())
}

/// A number in its one spelling.
fn entry(id: &HeaderValue) -> Option<u64> {
    let text = id.to_str().ok()?;
    let plain = text.bytes().all(|octet| octet.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    text.parse().ok().filter(|_| plain)
}

/// Tells of each entry after `from`, until nobody reads, the session is over or the book can't be read.
async fn tell(app: &App, writer: &Feed, mut committed: watch::Receiver<u64>, mut from: u64, token: &str) {
    if writer.write(": the stream is open\n\n").await.is_err() {
        return;
    }
    loop {
        if app.sessions.person(token, jiff::Timestamp::now()).is_none() {
            return;
        }
        let read = app.store.read(move |book, _| shown::changes_after(book, from, BATCH).map_err(Refusal::from)).await;
        let Ok(changes) = read else { return };
        for change in &changes {
            let Ok(data) = serde_json::to_string(change) else { return };
            from = change.revision.0;
            if writer.write(format!("id: {from}\nevent: change\ndata: {data}\n\n")).await.is_err() {
                return;
            }
        }
        if changes.len() == usize::from(BATCH) {
            continue;
        }
        let woken = tokio::time::timeout(HEARTBEAT, committed.changed()).await;
        match woken {
            Ok(Ok(())) => {}
            Ok(Err(_)) => return,
            Err(_) => {
                if writer.write(": still here\n\n").await.is_err() {
                    return;
                }
            }
        }
    }
}
