//! Messages of D-Bus: a fixed start, fields, and a body of values.
//! A message longer than the largest that makes sense here is not read at all (T13).
//! Must not know: who is called, or why.

use super::{
    BUS,
    value::{Reader, Writer},
};

/// Octets of the start: order, type, flags, version, length of the body, serial number, length of the fields.
pub(super) const START: usize = 16;
/// The longest message that is read. The specification allows 128 MiB; a keyring has no reason to send that.
const LONGEST: usize = 1024 * 1024;
/// The version of the protocol.
const VERSION: u8 = 1;

// The types of messages, and of fields, by their numbers in the specification.
const CALL: u8 = 1;
const ANSWER: u8 = 2;
const ERROR: u8 = 3;
const SIGNAL: u8 = 4;
const PATH: u8 = 1;
const INTERFACE: u8 = 2;
const MEMBER: u8 = 3;
const ERROR_NAME: u8 = 4;
const ANSWERS: u8 = 5;
const DESTINATION: u8 = 6;
const SIGNATURE: u8 = 8;

/// Who is called, and for what.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Call<'a> {
    /// The name on the bus.
    pub(in super::super) destination: &'a str,
    /// The object.
    pub(in super::super) path: &'a str,
    /// Its interface.
    pub(in super::super) interface: &'a str,
    /// The method.
    pub(in super::super) member: &'a str,
    /// The types of the arguments; empty when there are none.
    pub(in super::super) signature: &'a str,
}

impl<'a> Call<'a> {
    /// Calls the bus itself.
    pub(super) fn to_bus(member: &'a str, signature: &'a str) -> Self {
        Self { destination: BUS, path: "/org/freedesktop/DBus", interface: BUS, member, signature }
    }

    /// The message as it is sent.
    pub(super) fn octets(&self, serial: u32, body: &[u8]) -> Vec<u8> {
        let mut head = Writer::default();
        for octet in [b'l', CALL, 0, VERSION] {
            head.octet(octet);
        }
        head.number(u32::try_from(body.len()).unwrap_or(u32::MAX));
        head.number(serial);
        head.array(8, |fields| {
            for (field, kind, text) in [
                (PATH, "o", self.path),
                (DESTINATION, "s", self.destination),
                (INTERFACE, "s", self.interface),
                (MEMBER, "s", self.member),
            ] {
                fields.align(8);
                fields.octet(field);
                fields.signature(kind);
                fields.text(text);
            }
            if !self.signature.is_empty() {
                fields.align(8);
                fields.octet(SIGNATURE);
                fields.signature("g");
                fields.signature(self.signature);
            }
        });
        head.align(8);
        [head.into_octets(), body.to_vec()].concat()
    }
}

/// What kind of message came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Answer,
    Error,
    Signal,
    /// A call to us, or something of a later version.
    Other,
}

/// A message that came.
#[derive(Clone, Debug)]
pub(in super::super) struct Message {
    pub(super) kind: Kind,
    /// The serial number of the call it answers.
    pub(super) answers: Option<u32>,
    pub(super) path: String,
    pub(super) member: String,
    /// The name of the error; empty when it is none.
    pub(super) error: String,
    octets: Vec<u8>,
    body: usize,
    big_endian: bool,
}

/// How many octets follow the start of a message; nothing if it is no message, or too long.
pub(super) fn rest(start: &[u8; START]) -> Option<usize> {
    let mut reader = Reader::new(start, 4, big_endian(start)?);
    let body = usize::try_from(reader.number()?).ok()?;
    let _serial = reader.number()?;
    let fields = usize::try_from(reader.number()?).ok()?;
    let rest = fields.checked_next_multiple_of(8)?.checked_add(body)?;
    (rest <= LONGEST).then_some(rest)
}

fn big_endian(octets: &[u8]) -> Option<bool> {
    match octets {
        [b'l', _, _, VERSION, ..] => Some(false),
        [b'B', _, _, VERSION, ..] => Some(true),
        _ => None,
    }
}

impl Message {
    /// Reads a whole message, which [`rest`] has measured.
    pub(super) fn read(octets: Vec<u8>) -> Option<Self> {
        let big_endian = big_endian(&octets)?;
        let kind = match *octets.get(1)? {
            ANSWER => Kind::Answer,
            ERROR => Kind::Error,
            SIGNAL => Kind::Signal,
            _ => Kind::Other,
        };
        let (answers, texts) = (None, String::new);
        let mut message =
            Self { kind, answers, path: texts(), member: texts(), error: texts(), octets: Vec::new(), body: 0, big_endian };
        message.body = message.read_fields(&octets)?;
        message.octets = octets;
        Some(message)
    }

    /// Takes the fields that matter; where the body begins.
    fn read_fields(&mut self, octets: &[u8]) -> Option<usize> {
        let mut reader = Reader::new(octets, START - 4, self.big_endian);
        let end = reader.array(8)?;
        while reader.at() < end {
            reader.align(8)?;
            let field = reader.octet()?;
            match (field, reader.signature()?.as_str()) {
                (PATH, "o") => self.path = reader.text()?,
                (MEMBER, "s") => self.member = reader.text()?,
                (ERROR_NAME, "s") => self.error = reader.text()?,
                (ANSWERS, "u") => self.answers = Some(reader.number()?),
                (_, "s" | "o") => drop(reader.text()?),
                (_, "u") => drop(reader.number()?),
                (_, "g") => drop(reader.signature()?),
                // There are no fields of other types; one could not be stepped over.
                _ => return None,
            }
        }
        reader.align(8)?;
        Some(reader.at())
    }

    /// Its values.
    pub(in super::super) fn reader(&self) -> Reader<'_> {
        Reader::new(self.octets.get(self.body..).unwrap_or_default(), 0, self.big_endian)
    }
}
