//! The ledger: its entries, one with its line, the whole of it as lines, and its verification.
//! The export is octet for octet what the chain was made of, so that anybody can check it with standard commands.
//! Must not know: SQL, or what the acts do.

use super::answer::{self, Answer};
use crate::{
    sandbox::{
        book,
        document::EntryList,
        extract::{Address, Parameters},
        feed::{Feed, NobodyReads, feed},
        list::ENTRIES,
        problem::Refusal,
        serving::App,
        shown,
    },
    wire::{
        BigNumber,
        admin::{
            self,
            ledger::{Entry, EntrySummary, Verification},
        },
    },
};
use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};

/// The media type of the export: a JSON text a line.
const JSON_LINES: HeaderValue = HeaderValue::from_static("application/jsonl");
/// So many lines are read at once.
const BATCH: u16 = 500;

/// The ledger's entries, a page at a time.
#[utoipa::path(
    get,
    path = "/admin/v1/ledger",
    tag = "ledger",
    params(EntryList),
    responses((status = 200, description = "A page, all of it from one state of the book.", body = admin::Page<EntrySummary>))
)]
pub(super) async fn ledger(State(app): State<App>, parameters: Parameters) -> Answer<admin::Page<EntrySummary>> {
    answer::page(app, parameters, &ENTRIES, shown::entry_summary).await
}

/// One entry with its line.
#[utoipa::path(
    get,
    path = "/admin/v1/ledger/{entry}",
    tag = "ledger",
    params(("entry" = BigNumber, Path, description = "Its number, from 1.")),
    responses((status = 200, description = "The entry.", body = Entry))
)]
pub(super) async fn ledger_entry(State(app): State<App>, Address(entry): Address) -> Answer<Entry> {
    let plain = entry.bytes().all(|octet| octet.is_ascii_digit()) && !entry.starts_with('0');
    let entry: u64 = entry.parse().ok().filter(|_| plain).ok_or_else(|| Refusal::missing("entry"))?;
    answer::read(app, move |book| shown::entry(book, entry)).await
}

/// The whole ledger, a line for each entry, as it was when it was asked for.
#[utoipa::path(
    get,
    path = "/admin/v1/ledger/export",
    tag = "ledger",
    responses((
        status = 200,
        description = "JSON lines: each the octets the chain was made of, ended by LF.",
        body = String,
        content_type = "application/jsonl"
    ))
)]
pub(super) async fn export_ledger(State(app): State<App>) -> Result<Response, Refusal> {
    let head = app.store.read(|book, _| book::revision(book).map_err(Refusal::from)).await?;
    let (writer, body) = feed();
    tokio::spawn(async move {
        // Who stops reading has what was read; the next line would have told them that more is missing.
        let _ = export(&app, &writer, head).await;
    });
    Ok(([(header::CONTENT_TYPE, JSON_LINES)], body).into_response())
}

/// Writes the lines up to an entry. A book that can't be read ends the body early, which its reader sees by the last number.
async fn export(app: &App, writer: &Feed, head: u64) -> Result<(), NobodyReads> {
    let mut done = 0;
    while done < head {
        let read = app.store.read(move |book, _| shown::lines_after(book, done, BATCH).map_err(Refusal::from)).await;
        let lines = read.map_err(|_| NobodyReads)?;
        let Some((last, _)) = lines.last() else { return Ok(()) };
        done = *last;
        let text: String = lines.iter().filter(|(seq, _)| *seq <= head).flat_map(|(_, line)| [line.as_str(), "\n"]).collect();
        writer.write(text).await?;
    }
    Ok(())
}

/// Read the whole ledger again and say whether it is whole.
///
/// It changes nothing, and everybody who may read may ask for it.
#[utoipa::path(
    post,
    path = "/admin/v1/ledger/verify",
    tag = "ledger",
    responses((status = 200, description = "What was found.", body = Verification))
)]
pub(super) async fn verify_ledger(State(app): State<App>) -> Answer<Verification> {
    let now = app.office.clock.now();
    answer::read(app, move |book| shown::verify(book, now)).await
}
