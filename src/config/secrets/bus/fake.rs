//! A bus for tests: greets, and answers calls as it is told to.
//! It is strict about what a client may say to a bus, and ends with the client.
//! Must not know: the Secret Service.

use super::{
    line,
    message::{self, Message},
    value::{Reader, Writer},
};
use std::{
    io::{Read, Write},
    os::unix::net::UnixStream,
    thread::{self, JoinHandle},
};

/// A call that came.
pub(in super::super) struct Asked<'a> {
    pub(in super::super) path: &'a str,
    pub(in super::super) member: &'a str,
    pub(in super::super) arguments: Reader<'a>,
}

/// What is said to it.
pub(in super::super) enum Said {
    Answer(Writer),
    Error(&'static str, String),
    /// A signal of the object that was called.
    Signal(&'static str, Writer),
}

/// One end of a connection to a bus that lets everybody in and answers `Hello` and `AddMatch` by itself.
pub(in super::super) fn serve(mut answer: impl FnMut(Asked<'_>) -> Vec<Said> + Send + 'static) -> (UnixStream, JoinHandle<()>) {
    let (client, mut bus) = UnixStream::pair().unwrap();
    let serving = thread::spawn(move || {
        assert!(line(&mut bus).unwrap().starts_with("\0AUTH EXTERNAL "));
        bus.write_all(b"OK 0123456789abcdef0123456789abcdef\r\n").unwrap();
        assert_eq!(line(&mut bus).unwrap(), "BEGIN");
        let mut start = [0; message::START];
        // Until the client goes.
        while bus.read_exact(&mut start).is_ok() {
            let mut octets = start.to_vec();
            octets.resize(message::START + message::rest(&start).unwrap(), 0);
            bus.read_exact(&mut octets[message::START..]).unwrap();
            let serial = u32::from_le_bytes(octets[8..12].try_into().unwrap());
            let call = Message::read(octets).unwrap();
            let said = match call.member.as_str() {
                "Hello" | "AddMatch" => vec![Said::Answer(Writer::default())],
                member => answer(Asked { path: &call.path, member, arguments: call.reader() }),
            };
            for said in said {
                bus.write_all(&written(said, &call.path, serial)).unwrap();
            }
        }
    });
    (client, serving)
}

/// A message from the bus.
pub(super) fn written(said: Said, path: &str, answers: u32) -> Vec<u8> {
    let (kind, texts, body) = match said {
        Said::Answer(body) => (2, vec![], body),
        Said::Error(name, words) => {
            let mut body = Writer::default();
            body.text(&words);
            (3, vec![(4, "s", name)], body)
        }
        Said::Signal(member, body) => (4, vec![(1, "o", path), (3, "s", member)], body),
    };
    let body = body.into_octets();
    let mut head = Writer::default();
    for octet in [b'l', kind, 0, 1] {
        head.octet(octet);
    }
    head.number(u32::try_from(body.len()).unwrap());
    head.number(77);
    head.array(8, |fields| {
        if kind != 4 {
            fields.octet(5);
            fields.signature("u");
            fields.number(answers);
        }
        for (field, signature, text) in texts {
            fields.align(8);
            fields.octet(field);
            fields.signature(signature);
            fields.text(text);
        }
    });
    head.align(8);
    [head.into_octets(), body].concat()
}
