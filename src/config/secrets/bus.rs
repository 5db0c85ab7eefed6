//! The session's message bus: D-Bus over a Unix socket, one question at a time, as a client of the Secret Service needs it.
//! No program is started (T27), and what the bus says is bounded before it is kept (T13).
//! Must not know: secrets.

mod address;
mod message;
mod value;

#[cfg(test)]
pub(super) mod fake;
#[cfg(test)]
mod tests;

pub(super) use message::{Call, Message};
pub(super) use value::{Reader, Writer};

use message::Kind;
use rustix::process::getuid;
use std::{
    collections::VecDeque,
    io::{self, Read, Write},
    os::unix::net::UnixStream,
};

/// The bus itself, among those who can be called.
const BUS: &str = "org.freedesktop.DBus";
/// The longest line of the greeting; the specification has none so long.
const LONGEST_LINE: usize = 1024;
/// How many signals are kept while an answer is waited for. Those beyond are dropped, the oldest first.
const MOST_SIGNALS: usize = 64;

/// Why the bus did not do what it was asked. Each is a clause without the end stop; the words of others are not gated yet.
#[derive(Debug, thiserror::Error)]
pub(super) enum BusProblem {
    /// There is no address of a bus, or none that is a Unix socket.
    #[error("this session has no message bus")]
    NoBus,
    /// The bus can't be reached, or broke off.
    #[error("the session's message bus: {0}")]
    Broken(#[from] io::Error),
    /// The bus does not take us for who we are.
    #[error("the session's message bus refused this user")]
    NotLetIn,
    /// What came is not D-Bus, or not what was asked for.
    #[error("the answer on the session's message bus can't be read")]
    Unreadable,
    /// Who was called refused; the name of the error, and the words beside it.
    #[error("{words}")]
    Refused {
        /// Such as `org.freedesktop.DBus.Error.ServiceUnknown`.
        name: String,
        /// For people.
        words: String,
    },
}

/// A connection to the session's bus.
#[derive(Debug)]
pub(super) struct Bus {
    socket: UnixStream,
    serial: u32,
    signals: VecDeque<Message>,
}

impl Bus {
    /// Connects to the bus of the session this process belongs to.
    ///
    /// # Errors
    /// When there is none, or it does not let us in.
    pub(super) fn of_session() -> Result<Self, BusProblem> {
        Self::on(address::connect(&address::of_session())?)
    }

    /// Greets a bus: says who we are, as the kernel confirms, and takes a name on it.
    pub(super) fn on(mut socket: UnixStream) -> Result<Self, BusProblem> {
        let user: String = getuid().as_raw().to_string().bytes().map(|digit| format!("{digit:02x}")).collect();
        socket.write_all(format!("\0AUTH EXTERNAL {user}\r\n").as_bytes())?;
        if !line(&mut socket)?.starts_with("OK ") {
            return Err(BusProblem::NotLetIn);
        }
        socket.write_all(b"BEGIN\r\n")?;
        let mut bus = Self { socket, serial: 0, signals: VecDeque::new() };
        bus.call(&Call::to_bus("Hello", ""), Writer::default())?;
        Ok(bus)
    }

    /// Calls somebody and waits for the answer.
    ///
    /// # Errors
    /// When the bus breaks off, or who was called refuses.
    pub(super) fn call(&mut self, call: &Call<'_>, arguments: Writer) -> Result<Message, BusProblem> {
        self.serial = self.serial.wrapping_add(1).max(1);
        self.socket.write_all(&call.octets(self.serial, &arguments.into_octets()))?;
        loop {
            let message = self.receive()?;
            match message.kind {
                Kind::Answer if message.answers == Some(self.serial) => return Ok(message),
                Kind::Error if message.answers == Some(self.serial) => {
                    let words = message.reader().text().unwrap_or_default();
                    return Err(BusProblem::Refused { name: message.error, words });
                }
                Kind::Signal => self.keep(message),
                // Nobody has a reason to call us, and an answer to another question has nobody to take it.
                Kind::Answer | Kind::Error | Kind::Other => {}
            }
        }
    }

    /// Asks to be told of a signal of an object from now on.
    ///
    /// # Errors
    /// As [`Bus::call`].
    pub(super) fn listen(&mut self, path: &str, interface: &str, member: &str) -> Result<(), BusProblem> {
        let mut rule = Writer::default();
        rule.text(&format!("type='signal',path='{path}',interface='{interface}',member='{member}'"));
        self.call(&Call::to_bus("AddMatch", "s"), rule).map(drop)
    }

    /// Waits for a signal that was asked for. It may never come.
    ///
    /// # Errors
    /// When the bus breaks off.
    pub(super) fn hear(&mut self, path: &str, member: &str) -> Result<Message, BusProblem> {
        let wanted = |message: &Message| message.path == path && message.member == member;
        if let Some(place) = self.signals.iter().position(wanted) {
            return self.signals.remove(place).ok_or(BusProblem::Unreadable);
        }
        loop {
            let message = self.receive()?;
            if message.kind == Kind::Signal && wanted(&message) {
                return Ok(message);
            }
        }
    }

    fn keep(&mut self, signal: Message) {
        if self.signals.len() == MOST_SIGNALS {
            self.signals.pop_front();
        }
        self.signals.push_back(signal);
    }

    fn receive(&mut self) -> Result<Message, BusProblem> {
        let mut start = [0; message::START];
        self.socket.read_exact(&mut start)?;
        let rest = message::rest(&start).ok_or(BusProblem::Unreadable)?;
        let mut octets = start.to_vec();
        octets.resize(message::START + rest, 0);
        self.socket.read_exact(octets.get_mut(message::START..).unwrap_or_default())?;
        Message::read(octets).ok_or(BusProblem::Unreadable)
    }
}

/// A line of the greeting, without its end. Read octet by octet: what follows it is not text.
fn line(socket: &mut UnixStream) -> Result<String, BusProblem> {
    let mut line = Vec::new();
    while !line.ends_with(b"\r\n") {
        if line.len() == LONGEST_LINE {
            return Err(BusProblem::Unreadable);
        }
        let mut octet = [0];
        socket.read_exact(&mut octet)?;
        line.extend(octet);
    }
    Ok(String::from_utf8_lossy(&line).trim_end().to_owned())
}
