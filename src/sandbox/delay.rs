//! Answers that come later, to practise and to test on slow links.
//! The request waits before it is handled, so that an act which is given up meanwhile may or may not have happened, as in life.
//! Must not know: what is answered.

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use std::time::Duration;

/// Lets an answer wait, as if the link were slow.
pub(super) async fn wait(State(delay): State<Duration>, request: Request, next: Next) -> Response {
    if !delay.is_zero() {
        tokio::time::sleep(delay).await;
    }
    next.run(request).await
}
