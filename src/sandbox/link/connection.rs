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

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{Extension, Router, extract::ConnectInfo, http::Uri, routing::get};
    use std::{
        io::{Read, Write},
        net::TcpStream as Plain,
    };

    /// Answers `GET /n` with a hundred octets on a connection that breaks after n octets; `/whole` breaks nothing.
    async fn answer(Extension(ConnectInfo(scissors)): Extension<ConnectInfo<Scissors>>, uri: Uri) -> String {
        if let Ok(octets) = uri.path()[1..].parse() {
            scissors.cut_after(octets);
        }
        "x".repeat(100)
    }

    fn asked(address: SocketAddr, path: &str) -> Vec<u8> {
        let mut stream = Plain::connect(address).unwrap();
        write!(stream, "GET /{path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n").unwrap();
        let mut octets = Vec::new();
        // A connection that breaks may end in an error; what came before counts.
        let _ = stream.read_to_end(&mut octets);
        octets
    }

    #[tokio::test]
    async fn a_connection_breaks_where_it_is_cut_and_only_that_one() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router: Router = Router::new().route("/{octets}", get(answer));
        let serving = router.into_make_service_with_connect_info::<Scissors>();
        let serving = tokio::spawn(async move { axum::serve(Listening(listener), serving).await });
        let lengths = tokio::task::spawn_blocking(move || {
            let whole = asked(address, "whole");
            assert!(whole.ends_with(&[b'x'; 100]));
            for octets in [0, 1, 17, whole.len() - 1] {
                // The date in the head may differ, the length does not.
                assert_eq!(asked(address, &octets.to_string()).len(), octets);
            }
            (whole.len(), asked(address, "whole").len())
        });
        let (before, after) = lengths.await.unwrap();
        assert_eq!(before, after);
        serving.abort();
    }
}
