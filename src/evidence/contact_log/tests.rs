//! Sealed changes in a chain: proved with the salt, and silent without it.

use super::*;
use crate::{
    domain::contact::{Act, Address, Channel, sample::*},
    evidence::ledger::{Chain, Line, verify},
};

fn salts() -> impl FnMut() -> Salt {
    let mut number = 0;
    move || {
        number += 1;
        [number; 16]
    }
}

fn change() -> (Change, Entry, Entry) {
    let phone = duty("gha-1", "+233200000001");
    let ended = Channel { ended: Some(at("2026-12-01T00:00:00Z")), ..phone.clone() };
    let change = Change {
        at: at("2026-11-27T15:00:00Z"),
        key: phone.key(),
        act: Act::End,
        requested_by: "amina.k".parse().unwrap(),
        confirmed_by: Some("luc.b".parse().unwrap()),
        basis: "CB/2026/8".parse().unwrap(),
        counts_from: at("2026-11-27T15:00:00Z"),
        cancelled: None,
    };
    (change, Entry::Channel(phone), Entry::Channel(ended))
}

#[test]
fn a_line_holds_no_personal_value_and_the_salt_opens_it() {
    let (change, before, after) = change();
    let sealed = seal(&change, Some(&before), Some(&after), salts());
    let digest = Digest::of([&[2; 16][..], b"ended\0", b"2026-12-01T00:00:00Z"].concat());
    let none = Digest::of([&[1; 16][..], b"ended\0"].concat());
    let expected = format!(
        concat!(
            r#"{{"entry":"channel gha-1 duty","act":"end","at":"2026-11-27T15:00:00Z","requested_by":"amina.k","confirmed_by":"luc.b","#,
            r#""basis":"CB/2026/8","counts_from":"2026-11-27T15:00:00Z","fields":[{{"field":"ended","old":"sha256:{}","new":"sha256:{}"}}]}}"#
        ),
        none, digest
    );
    assert_eq!(sealed.act_json, expected);
    assert_eq!((sealed.before[0].seal(), sealed.after[0].seal()), (none, digest));
    let another = Opening { value: "2026-12-02T00:00:00Z".into(), ..sealed.after[0].clone() };
    assert_ne!(another.seal(), digest, "another value is not what stands there");

    let Entry::Channel(channel) = &before else { unreachable!() };
    let added = seal(&Change { act: Act::Add, ..change }, None, Some(&before), salts());
    assert!(!added.act_json.contains(channel.address.as_str()) && !added.act_json.contains("233"), "{}", added.act_json);
    assert_eq!(added.after[0].value, Address::to_string(&channel.address));
}

#[test]
fn the_chain_verifies_after_a_person_was_erased() {
    let (change, before, after) = change();
    let mut chain = Chain::start();
    let mut lines: Vec<Line> = Vec::new();
    let mut openings = Vec::new();
    for (was, is) in [(None, Some(&before)), (Some(&before), Some(&after)), (Some(&after), None)] {
        let sealed = seal(&change, was, is, salts());
        lines.push(chain.append(change.at, "CHE01", KIND, &sealed.act_json).unwrap());
        openings.extend(sealed.after);
    }
    // The openings are all there is to the values. Without them the lines stay as they are, and verify.
    assert!(!openings.is_empty());
    drop(openings);
    assert_eq!(verify(lines.iter().map(Line::text)).unwrap(), chain.head());
    let changed = lines[1].text().replace("luc.b", "eve.x");
    let texts = [lines[0].text(), &changed, lines[2].text()];
    assert!(verify(texts).is_err(), "a changed line is found");
}

#[test]
fn no_entry_is_named_by_how_it_is_reached() {
    let mut directory = accra();
    directory.add(Entry::Channel(mail("gha-1", "k.mensah@epa.example")));
    for key in directory.entries.keys() {
        let name = name(key);
        assert!(
            name.starts_with(key.word()) && !name.contains('@') && !name.contains('+') && !name.contains("Name of"),
            "{name}"
        );
    }
}
