//! Bodies that are written while they are read: the change stream and the export of the ledger.
//! Who does not read in time is let go, so that one slow reader holds nothing and nobody.
//! Must not know: what is written.

use axum::body::{Body, Bytes};
use hyper::body::Frame;
use std::{
    convert::Infallible,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};
use tokio::sync::mpsc;

/// So many pieces may wait to be read.
const WAITING: usize = 16;
/// How long a piece may wait for room.
const PATIENCE: Duration = Duration::from_secs(10);

/// The writing end of a body. Dropping it ends the body.
pub(super) struct Feed(mpsc::Sender<Bytes>);

/// The reader is gone or too slow: there is nobody to write for.
#[derive(Debug)]
pub(super) struct NobodyReads;

/// A body and the end it is written at.
pub(super) fn feed() -> (Feed, Body) {
    let (sender, receiver) = mpsc::channel(WAITING);
    (Feed(sender), Body::new(Fed(receiver)))
}

impl Feed {
    /// Writes a piece; waits a while for room.
    ///
    /// # Errors
    /// [`NobodyReads`].
    pub(super) async fn write(&self, piece: impl Into<Bytes>) -> Result<(), NobodyReads> {
        match tokio::time::timeout(PATIENCE, self.0.send(piece.into())).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(NobodyReads),
        }
    }

    /// Completes when the reader has gone.
    pub(super) async fn closed(&self) {
        self.0.closed().await;
    }
}

/// The reading end.
struct Fed(mpsc::Receiver<Bytes>);

impl hyper::body::Body for Fed {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.0.poll_recv(context).map(|piece| piece.map(|piece| Ok(Frame::data(piece))))
    }
}
