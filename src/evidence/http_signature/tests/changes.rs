//! Every single change of something covered is found, and nothing that is sent stops the check.
//! Only a change to another spelling of the same query is none: `/x` and `/x?` are signed alike.

use super::*;
use proptest::prelude::*;

const COVERED: [&str; 6] =
    ["content-digest", "content-type", "registry-from", "registry-to", "registry-environment", "signature-input"];

/// One character put in, taken out or exchanged.
#[derive(Clone, Debug)]
struct Edit(prop::sample::Index, u8, char);

impl Edit {
    fn text(&self, text: &str) -> String {
        let mut chars: Vec<char> = text.chars().collect();
        let place = self.0.index(chars.len() + 1);
        match self.1 {
            0 => chars.insert(place, self.2),
            1 if place < chars.len() => drop(chars.remove(place)),
            _ if place < chars.len() => chars[place] = self.2,
            _ => chars.push(self.2),
        }
        chars.into_iter().collect()
    }

    fn octets(&self, octets: &[u8]) -> Vec<u8> {
        let text: String = octets.iter().map(|octet| char::from(*octet)).collect();
        self.text(&text).chars().map(|c| c as u8).collect()
    }
}

prop_compose! {
    fn edit()(place: prop::sample::Index, kind in 0..3u8, c in " -~|[\t\n\u{e9}]") -> Edit {
        Edit(place, kind, c.chars().next().unwrap())
    }
}

fn changed(sample: &Sample, what: usize, edit: &Edit) -> Sample {
    let mut changed = sample.clone();
    match what {
        0 => changed.method = edit.text(&sample.method),
        1 => changed.path = edit.text(&sample.path),
        2 => changed.query = Some(edit.text(sample.query.as_deref().unwrap_or_default())),
        3 => changed.body = edit.octets(&sample.body),
        4 => changed.status = sample.status.wrapping_add(u16::from(edit.2 as u8)),
        5 => changed.asked = sample.asked.as_ref().map(|asked| edit.text(asked)),
        6 => return changed.set("signature", |value| edit.text(value)),
        name => {
            let name = COVERED[(name - 7) % COVERED.len()];
            if sample.fields.iter().any(|(other, _)| other == name) {
                return changed.set(name, |value| edit.text(value));
            }
        }
    }
    changed
}

/// What the signature does not cover: an answer has no method of its own, a request no status.
fn beside(sample: &Sample, what: usize) -> bool {
    match what {
        0..=2 => sample.asked.is_some(),
        4 | 5 => sample.asked.is_none(),
        _ => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn a_change_is_found(which in 0..3usize, what in 0..13usize, edit in edit()) {
        let signed = Sample::all()[which].signed();
        let changed = changed(&signed, what, &edit);
        prop_assume!(changed != signed && !beside(&signed, what));
        prop_assert!(changed.verify(Freshness::Any).is_err(), "{:?}", changed);
    }

    #[test]
    fn a_field_put_in_or_taken_out_is_found(which in 0..3usize, name in 0..6usize, value in "[ -~]{0,20}") {
        let signed = Sample::all()[which].signed();
        let name = COVERED[name];
        let covered = signed.fields.iter().any(|(other, _)| other == name);
        prop_assume!(covered);
        prop_assert!(signed.clone().with(name, &value).verify(Freshness::Any).is_err());
        prop_assert!(signed.clone().with(&name.to_uppercase(), &value).verify(Freshness::Any).is_err());
        prop_assert!(signed.without(name).verify(Freshness::Any).is_err());
    }

    #[test]
    fn what_is_not_covered_may_change(which in 0..3usize, name in "x-[a-z]{1,9}", value: String) {
        let signed = Sample::all()[which].signed();
        prop_assert!(signed.with(&name, &value).set("host", |_| value.clone()).verify(Freshness::Any).is_ok());
    }

    #[test]
    fn nothing_stops_the_check(which in 0..3usize, input: String, signature: String, field: String, path: String, method: String) {
        let sample = Sample { path, method, ..Sample::all()[which].signed() };
        let sample = sample.set("signature-input", |_| input.clone()).set("signature", |_| signature.clone());
        prop_assert!(sample.verify(Freshness::Any).is_err());
        let sample = Sample::all()[which].signed().set("signature-input", |_| format!("sig={input}")).with(&field, &input);
        prop_assert!(sample.verify(Freshness::Any).is_err());
    }

    #[test]
    fn what_can_be_signed_verifies(
        path in "/[!-~]{0,30}", query in proptest::option::of("[!-~]{0,30}"), name in "[ -~]{0,20}", body: Vec<u8>, status: u16, which in 0..3usize
    ) {
        let mut sample = Sample { path, status, ..Sample::all()[which].clone() }.set("registry-from", |_| name.clone());
        if which == 0 { sample.query = query } else { sample.body = body }
        if let Ok(signed) = sample.sign() {
            let verified = sample.signed().verify(Freshness::Any);
            prop_assert_eq!(verified.map(|it| (it.base, it.from)), Ok((signed.base, name)));
        }
    }
}
