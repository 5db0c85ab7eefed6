//! A port that is taken before its registry starts: its address can be told while the book is still being made.
//! Who connects meanwhile waits, as for any server that is busy.
//! Must not know: which registry will answer on it.

use std::{
    io,
    net::{Ipv4Addr, SocketAddr, TcpListener},
};

/// A free port of the loopback address, held until a registry listens on it.
#[derive(Debug)]
pub struct Reserved {
    listener: TcpListener,
    address: SocketAddr,
}

impl Reserved {
    /// Takes a free port.
    ///
    /// # Errors
    /// Whatever the system says.
    pub fn take() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        Ok(Self { listener, address })
    }

    /// Where the registry will be.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Listens on it. Within a runtime only.
    pub(super) fn listen(self) -> io::Result<tokio::net::TcpListener> {
        self.listener.set_nonblocking(true)?;
        tokio::net::TcpListener::from_std(self.listener)
    }
}
