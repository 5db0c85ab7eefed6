//! The report of a year: what is said of it as a whole, its actions and its holdings row by row.
//! A reader asks for the report first and then for rows of just that report, by the entry it is as of.
//! Must not know: SQL, and the tables that are filed.

use super::answer::{self, Answer};
use crate::{
    sandbox::{
        document::Refuses,
        extract::Address,
        problem::Refusal,
        report::{self, Made, Wanted},
        serving::App,
    },
    wire::{
        BigNumber,
        admin::{
            self,
            report::{Report, ReportRows, ReportedAction},
        },
        schema,
    },
};
use axum::{
    Json,
    extract::{Query, State, rejection::QueryRejection},
};
use serde::Deserialize;
use std::sync::Arc;
use utoipa::IntoParams;

/// Which rows.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Rows {
    /// The entry that the report is as of, as it says itself.
    entry: BigNumber,
    /// How many rows are stepped over.
    #[serde(default)]
    offset: Option<BigNumber>,
    /// How many rows come at most.
    #[serde(default)]
    #[param(minimum = 1, maximum = 1_000, default = 200)]
    limit: Option<u16>,
}

impl Rows {
    fn wanted(asked: Result<Query<Self>, QueryRejection>) -> Result<Wanted, Refusal> {
        let Query(Self { entry, offset, limit }) =
            asked.map_err(|_| Refusal::field("query", "expects entry, and may have offset and limit, each once"))?;
        let limit = limit.unwrap_or(200);
        if !(1..=1_000).contains(&limit) {
            return Err(Refusal::field("limit", "is from 1 to 1000"));
        }
        Ok(Wanted { entry: entry.0, offset: offset.map_or(0, |offset| offset.0), limit })
    }
}

fn year(text: &str) -> Result<i16, Refusal> {
    let plain = text.len() == 4 && text.starts_with(|first: char| ('2'..='8').contains(&first));
    text.parse().ok().filter(|_| plain).ok_or_else(|| Refusal::missing("year"))
}

/// The report of a year as a whole, as of one entry of the ledger.
///
/// It is made from the ledger alone, by its entries up to the last of the year in UTC. Of a year that is not over it is made by the
/// entries there are. The first time the report of a year that is over is asked for, the digest of its last entry is noted; if it is
/// another one later, the report is refused.
#[utoipa::path(
    get,
    path = "/admin/v1/reports/{year}",
    tag = "reports",
    params(("year" = schema::Year, Path, description = "The year.")),
    responses((status = 200, description = "The report.", body = Report), Refuses<409>)
)]
pub(super) async fn report(State(app): State<App>, Address(text): Address) -> Answer<Report> {
    let year = year(&text)?;
    let (reports, here, now) = (Arc::clone(&app.reports), app.registry, app.office.clock.now());
    let (head, frozen) = app
        .store
        .read(move |book, _| {
            let head = reports.of(book, here, year, now)?.head.clone();
            let frozen = report::is_frozen(book, &head)?;
            Ok::<_, Refusal>((head, frozen))
        })
        .await?;
    if head.ended && !frozen {
        let head = head.clone();
        app.store.write_quietly(move |book| report::freeze(book, &head).map_err(Refusal::from)).await?;
    }
    Ok(Json(head))
}

async fn made<T: Send + 'static>(
    app: App,
    text: &str,
    wanted: Wanted,
    rows: fn(&Made, Wanted) -> Result<T, Refusal>,
) -> Answer<T> {
    let year = year(text)?;
    let (reports, here, now) = (Arc::clone(&app.reports), app.registry, app.office.clock.now());
    answer::read(app, move |book| rows(&*reports.up_to(book, here, (year, wanted.entry), now)?, wanted)).await
}

/// The actions of a report, in the order in which they were done here.
///
/// A transfer is done when its ITMOs leave the book, an acquisition when they are credited. What only moved between accounts of the
/// Party has none.
#[utoipa::path(
    get,
    path = "/admin/v1/reports/{year}/actions",
    tag = "reports",
    params(("year" = schema::Year, Path, description = "The year."), Rows),
    responses((status = 200, description = "Rows of the report.", body = ReportRows<ReportedAction>), Refuses<409>)
)]
pub(super) async fn reported_actions(
    State(app): State<App>,
    Address(year): Address,
    rows: Result<Query<Rows>, QueryRejection>,
) -> Answer<ReportRows<ReportedAction>> {
    made(app, &year, Rows::wanted(rows)?, Made::actions).await
}

/// What was held at the moment of a report, in the order of ids.
///
/// What was used, cancelled or only expected is not held.
#[utoipa::path(
    get,
    path = "/admin/v1/reports/{year}/holdings",
    tag = "reports",
    params(("year" = schema::Year, Path, description = "The year."), Rows),
    responses((status = 200, description = "Rows of the report.", body = ReportRows<admin::Block>), Refuses<409>)
)]
pub(super) async fn reported_holdings(
    State(app): State<App>,
    Address(year): Address,
    rows: Result<Query<Rows>, QueryRejection>,
) -> Answer<ReportRows<admin::Block>> {
    made(app, &year, Rows::wanted(rows)?, Made::holdings).await
}
