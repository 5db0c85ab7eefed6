//! A connection that can be made to break: after so many further octets, or at once.
//! Everything else passes through; a connection nobody touches behaves like the socket it is.
//! Must not know: why it should break.

use axum::{
    extract::connect_info::Connected,
    serve::{IncomingStream, Listener},
};
use std::{
    io,
    net::SocketAddr,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    task::{Context, Poll},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpListener, TcpStream},
};

/// No end is set.
const WHOLE: u64 = u64::MAX;

/// The way to break one connection; clones break the same one.
#[derive(Clone, Debug)]
pub(in crate::sandbox) struct Scissors(Arc<AtomicU64>);

impl Scissors {
    /// Lets the connection break once it has carried so many further octets to the other side.
    pub(in crate::sandbox) fn cut_after(&self, octets: u64) {
        self.0.store(octets, Ordering::Release);
    }
}

/// A listener of connections that can be made to break.
#[derive(Debug)]
pub(in crate::sandbox) struct Listening(pub(in crate::sandbox) TcpListener);

impl Listener for Listening {
    type Io = Connection;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Connection, SocketAddr) {
        // The listener of TCP waits and goes on by itself when accepting fails.
        let (stream, address) = Listener::accept(&mut self.0).await;
        // Answers are written whole; waiting for more to send only makes them late.
        let _ = stream.set_nodelay(true);
        (Connection { stream, left: Scissors(Arc::new(AtomicU64::new(WHOLE))) }, address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

impl Connected<IncomingStream<'_, Listening>> for Scissors {
    fn connect_info(incoming: IncomingStream<'_, Listening>) -> Self {
        incoming.io().left.clone()
    }
}

/// A connection with the octets it may still carry.
#[derive(Debug)]
pub(in crate::sandbox) struct Connection {
    stream: TcpStream,
    left: Scissors,
}

impl AsyncRead for Connection {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, into)
    }
}

impl AsyncWrite for Connection {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, octets: &[u8]) -> Poll<io::Result<usize>> {
        let left = self.left.0.load(Ordering::Acquire);
        if left == WHOLE {
            return Pin::new(&mut self.stream).poll_write(context, octets);
        }
        let most = usize::try_from(left).unwrap_or(usize::MAX);
        let part = octets.get(..most).unwrap_or(octets);
        if part.is_empty() {
            return Poll::Ready(Err(io::ErrorKind::ConnectionReset.into()));
        }
        let written = std::task::ready!(Pin::new(&mut self.stream).poll_write(context, part))?;
        self.left.0.fetch_sub(u64::try_from(written).unwrap_or(left), Ordering::AcqRel);
        Poll::Ready(Ok(written))
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
