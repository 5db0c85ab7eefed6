use super::{
    address::{Place, places},
    fake::{Said, serve, written},
    *,
};
use proptest::prelude::*;

fn path(path: &str) -> Place {
    Place::Path(path.into())
}

#[test]
fn only_unix_sockets_are_addresses() {
    for (said, expected) in [
        ("unix:path=/run/user/1000/bus", vec![path("/run/user/1000/bus")]),
        ("unix:path=/tmp/a%2cb,guid=12", vec![path("/tmp/a,b")]),
        ("unix:guid=12,path=/tmp/a;unix:abstract=/tmp/b", vec![path("/tmp/a"), Place::Abstract(b"/tmp/b".to_vec())]),
        ("unixexec:path=/bin/sh;autolaunch:;tcp:host=localhost,port=1;launchd:env=X;unix:path=/a", vec![path("/a")]),
        ("unix:path=/tmp/%2;unix:runtime=yes;unix:;;", vec![]),
    ] {
        assert_eq!(places(said.as_ref()), expected, "{said}");
    }
}

/// What `dbus-send` of the reference implementation puts on the bus for the same call, with its fields in our order, which is free.
#[test]
fn a_call_is_written_as_others_write_it() {
    let call = Call::to_bus("GetNameOwner", "s");
    let mut arguments = Writer::default();
    arguments.text("a.b");
    let expected = [
        &b"l\x01\x00\x01\x08\x00\x00\x00\x02\x00\x00\x00\x7f\x00\x00\x00"[..],
        b"\x01\x01o\x00\x15\x00\x00\x00/org/freedesktop/DBus\x00\x00\x00",
        b"\x06\x01s\x00\x14\x00\x00\x00org.freedesktop.DBus\x00\x00\x00\x00",
        b"\x02\x01s\x00\x14\x00\x00\x00org.freedesktop.DBus\x00\x00\x00\x00",
        b"\x03\x01s\x00\x0c\x00\x00\x00GetNameOwner\x00\x00\x00\x00",
        b"\x08\x01g\x00\x01s\x00\x00",
        b"\x03\x00\x00\x00a.b\x00",
    ];
    assert_eq!(call.octets(2, &arguments.into_octets()), expected.concat());
}

#[test]
fn a_bus_that_does_not_let_us_in_says_so() {
    for (said, expected) in [("REJECTED EXTERNAL\r\n", "NotLetIn"), ("", "Broken"), (&"x".repeat(2000), "Unreadable")] {
        let (client, mut bus) = UnixStream::pair().unwrap();
        bus.write_all(said.as_bytes()).unwrap();
        bus.shutdown(std::net::Shutdown::Write).unwrap();
        let problem = Bus::on(client).unwrap_err();
        assert!(format!("{problem:?}").starts_with(expected), "{problem:?}");
    }
}

#[test]
fn an_answer_is_found_among_what_else_comes() {
    let (client, serving) = serve(|asked| {
        let mut words = Writer::default();
        words.text(asked.member);
        match asked.member {
            "Echo" => vec![Said::Signal("Before", Writer::default()), Said::Answer(words)],
            _ => vec![Said::Error("a.b.No", "not me".into())],
        }
    });
    let mut bus = Bus::on(client).unwrap();
    let call = |member| Call { destination: "a.b", path: "/c", interface: "a.b.c", member, signature: "" };
    let answer = bus.call(&call("Echo"), Writer::default()).unwrap();
    assert_eq!(answer.reader().text().as_deref(), Some("Echo"));
    assert_eq!(bus.hear("/c", "Before").unwrap().member, "Before", "what came before it was waited for is kept");
    let refused = bus.call(&call("Other"), Writer::default()).unwrap_err();
    assert!(matches!(refused, BusProblem::Refused { name, words } if name == "a.b.No" && words == "not me"));
    drop(bus);
    serving.join().unwrap();
}

#[test]
fn a_message_that_is_too_long_is_not_read() {
    let mut start: [u8; message::START] = *b"l\x02\x00\x01\x00\x00\x00\x00\x01\x00\x00\x00\x08\x00\x00\x00";
    assert_eq!(message::rest(&start), Some(8));
    for (place, octet) in [(0, b'x'), (3, 2), (7, 1), (15, 1), (14, 0x10)] {
        let before = std::mem::replace(&mut start[place], octet);
        assert_eq!(message::rest(&start), None, "octet {place}");
        start[place] = before;
    }
}

proptest! {
    #[test]
    fn what_is_written_can_be_read(words in "\\PC{0,40}", octets in proptest::collection::vec(any::<u8>(), 0..40), truth: bool) {
        let mut writer = Writer::default();
        writer.truth(truth);
        writer.signature("ay");
        writer.octets(&octets);
        writer.array(4, |array| for _ in 0..3 { array.text(&words) });
        let written = writer.into_octets();
        let mut reader = Reader::new(&written, 0, false);
        prop_assert_eq!(reader.truth(), Some(truth));
        prop_assert_eq!(reader.signature(), Some("ay".to_owned()));
        prop_assert_eq!(reader.octets(), Some(octets));
        prop_assert_eq!(reader.texts(), Some(vec![words; 3]));
        prop_assert_eq!(reader.octet(), None);
    }

    /// Whatever comes, it is read or refused, and never more of it than there is.
    #[test]
    fn no_octets_are_too_hostile(noise in proptest::collection::vec(any::<u8>(), 0..200), place in 0_usize..80, octet: u8) {
        let mut octets = written(Said::Error("a.b.No", "no".into()), "/", 3);
        if let Some(one) = octets.get_mut(place) {
            *one = octet;
        }
        for octets in [octets, noise] {
            if let Some(message) = Message::read(octets) {
                let reader = || message.reader();
                let _ = (reader().text(), reader().texts(), reader().octets(), reader().truth(), reader().signature());
            }
        }
    }
}
