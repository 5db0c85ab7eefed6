//! Where the session's bus is: addresses as the D-Bus specification writes them.
//! Only Unix sockets are taken: other kinds start a program (T27) or go over a network.
//! Must not know: what is said on the bus.

use super::BusProblem;
use std::{
    ffi::{OsStr, OsString},
    io,
    os::unix::{ffi::OsStringExt, net::UnixStream},
    path::{Path, PathBuf},
};

/// A Unix socket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In the file system.
    Path(PathBuf),
    /// In the abstract namespace of Linux.
    Abstract(Vec<u8>),
}

/// The places to try, in their order: what the session says, else where systemd has the bus of a user.
pub(super) fn of_session() -> Vec<Place> {
    let said = std::env::var_os("DBUS_SESSION_BUS_ADDRESS").filter(|said| !said.is_empty());
    let usual = || std::env::var_os("XDG_RUNTIME_DIR").map(|folder| Place::Path(Path::new(&folder).join("bus")));
    said.map_or_else(|| usual().into_iter().collect(), |said| places(&said))
}

/// The Unix sockets among the addresses, such as `unix:path=/run/user/1000/bus,guid=…;unix:abstract=…`.
pub(super) fn places(said: &OsStr) -> Vec<Place> {
    said.as_encoded_bytes().split(|octet| *octet == b';').filter_map(place).collect()
}

fn place(address: &[u8]) -> Option<Place> {
    let parts = address.strip_prefix(b"unix:")?;
    parts.split(|octet| *octet == b',').find_map(|part| {
        if let Some(path) = part.strip_prefix(b"path=") {
            return unescaped(path).map(|path| Place::Path(OsString::from_vec(path).into()));
        }
        part.strip_prefix(b"abstract=").and_then(unescaped).map(Place::Abstract)
    })
}

/// `%2c` is a comma.
fn unescaped(escaped: &[u8]) -> Option<Vec<u8>> {
    let mut octets = Vec::with_capacity(escaped.len());
    let mut rest = escaped;
    loop {
        match rest {
            [] => return Some(octets),
            [b'%', high, low, after @ ..] => {
                let digit = |octet: &u8| char::from(*octet).to_digit(16);
                octets.push(u8::try_from(digit(high)? * 16 + digit(low)?).ok()?);
                rest = after;
            }
            [b'%', ..] => return None,
            [octet, after @ ..] => {
                octets.push(*octet);
                rest = after;
            }
        }
    }
}

/// Connects to the first of the places that answers.
///
/// # Errors
/// Why the last of them did not.
pub(super) fn connect(places: &[Place]) -> Result<UnixStream, BusProblem> {
    let mut problem = BusProblem::NoBus;
    for place in places {
        match open(place) {
            Ok(socket) => return Ok(socket),
            Err(error) => problem = error.into(),
        }
    }
    Err(problem)
}

fn open(place: &Place) -> io::Result<UnixStream> {
    match place {
        Place::Path(path) => UnixStream::connect(path),
        #[cfg(target_os = "linux")]
        Place::Abstract(name) => {
            use std::os::{linux::net::SocketAddrExt, unix::net::SocketAddr};
            UnixStream::connect_addr(&SocketAddr::from_abstract_name(name)?)
        }
        #[cfg(not(target_os = "linux"))]
        Place::Abstract(_) => Err(io::ErrorKind::Unsupported.into()),
    }
}
