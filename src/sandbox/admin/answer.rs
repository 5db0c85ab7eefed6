//! How a handler answers: from one state of the book, with a page of a list, or with the receipt of an act.
//! An act is done at a desk, all of it or nothing, by whoever signed in and under the key it was sent with.
//! Must not know: what is read, and what is done.

use crate::{
    sandbox::{
        alarms, desk::Desk, extract::Parameters, fault::StoreProblem, list::List, office::Office, page, problem::Refusal,
        receipts::Asked, serving::App,
    },
    wire::admin::{Page, Receipt},
};
use axum::{Json, extract::FromRequestParts, http::request::Parts};
use rusqlite::{Connection, Row};

/// What a handler says: a JSON document, or why not.
pub(super) type Answer<T> = Result<Json<T>, Refusal>;

/// Answers from one consistent state of the book.
pub(super) async fn read<T, E>(app: App, ask: impl FnOnce(&Connection) -> Result<T, E> + Send + 'static) -> Answer<T>
where
    T: Send + 'static,
    E: Into<Refusal>,
{
    app.store.read(move |book, _| ask(book).map_err(Into::into)).await.map(Json)
}

/// Answers from one consistent state of the book with what may not be there; `what` is its name in the refusal.
pub(super) async fn found<T, E>(
    app: App,
    what: &str,
    ask: impl FnOnce(&Connection) -> Result<Option<T>, E> + Send + 'static,
) -> Answer<T>
where
    T: Send + 'static,
    E: Into<Refusal>,
{
    let Json(found) = read(app, ask).await?;
    found.map(Json).ok_or_else(|| Refusal::missing(what))
}

/// Answers with a page of a list, asked at this time of the registry's clock.
pub(super) async fn page<T: Send + 'static>(
    app: App,
    parameters: Parameters,
    list: &'static List,
    row: fn(&Row<'_>) -> Result<T, StoreProblem>,
) -> Answer<Page<T>> {
    let question = parameters.of(list, app.office.clock.now())?;
    app.store.read(move |book, places| page::read(book, places, &question, row)).await.map(Json)
}

/// An act that a person asks for, before it is done.
pub(super) struct Act {
    office: Office,
    asked: Asked,
}

impl FromRequestParts<App> for Act {
    type Rejection = Refusal;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refusal> {
        let asked = Asked::from_request_parts(parts, app).await?;
        Ok(Self { office: app.office.clone(), asked })
    }
}

impl Act {
    /// Does it, and answers with its receipt.
    pub(super) async fn done<F>(self, work: F) -> Answer<Receipt>
    where
        F: FnOnce(&Desk<'_>, Asked) -> Result<Receipt, Refusal> + Send + 'static,
    {
        let Self { office, asked } = self;
        office.act(move |desk| work(desk, asked)).await.map(Json)
    }

    /// The same; what a rule about persons or keys refuses is kept as an alarm for security officers besides.
    pub(super) async fn watched<F>(self, order: Option<String>, work: F) -> Answer<Receipt>
    where
        F: FnOnce(&Desk<'_>, Asked) -> Result<Receipt, Refusal> + Send + 'static,
    {
        let Self { office, asked } = self;
        let done = office.act(move |desk| work(desk, asked)).await;
        if let Some((kind, why)) = done.as_ref().err().and_then(|why| Some((alarms::kind_of(why)?, why.detail().to_owned()))) {
            let note = move |desk: &Desk<'_>| alarms::note(desk, asked, kind, (order.as_deref(), &why));
            // The refusal stands, whether the alarm could be kept or not.
            let _: Result<(), Refusal> = office.act(note).await;
        }
        done.map(Json)
    }
}
