//! Texts that are judged together and would count but for one rule, where the rule is easily covered by another: a decline, of which less is
//! asked than of a confirmation; a station's key; a row of the roster that has ended while the key in it goes on.
//! Must not know: how a verdict is found.

use super::{
    super::{
        office::{Paper, signature},
        people::person,
    },
    Case, case, changed, confirmation, contacts, decline, guards, office, proposed, resolution, revocation, said,
};
use countersign::evidence::{digest::Digest, sshsig::Namespace};

pub fn all() -> Vec<Case> {
    [declined(), vec![of_no_kind(), at_one_station(), of_another_policy(), five_minutes_ahead()], ended_keys(), ended_persons()]
        .into_iter()
        .flatten()
        .collect()
}

/// Declines that don't count.
fn declined() -> Vec<Case> {
    let two = resolution(2);
    let text = decline(&two, "luc.b", "OFF-1");
    let digest = Digest::of(office::roster()).to_string();
    let by = |person: &str, station: &str| Paper {
        signatures: vec![signature(&text, Namespace::Resolve, person), signature(&text, Namespace::Station, station)],
        ..said(&text)
    };
    [
        ("a decline under another roster", said(&text.replace(&digest, &Digest::of("another").to_string()))),
        ("a decline with the key of another (F02)", by("esi.o", "OFF-1")),
        ("a decline that another station signed (F03)", by("luc.b", "ONL-2")),
        ("a decline with a key that nobody has (T06)", by("nobody", "OFF-1")),
    ]
    .into_iter()
    .map(|(name, word)| case(name, &[proposed(&two), word], Err(())))
    .collect()
}

/// What begins as no text that is signed.
fn of_no_kind() -> Case {
    let note = Paper { name: "note", text: "a note\n".to_owned(), signatures: vec![] };
    case("a text of no kind", &[proposed(&resolution(2)), note], Err(()))
}

/// F03: where the policy lets one station be enough.
fn at_one_station() -> Case {
    let policy = guards::POLICY.replace("different-stations: yes", "different-stations: no");
    let under = |text: &str| text.replace(&Digest::of(guards::POLICY).to_string(), &Digest::of(&policy).to_string());
    let two = under(&resolution(2));
    let papers = [proposed(&two), said(&under(&confirmation(&two, "luc.b", "ONL-2")))];
    Case {
        policy,
        ..case("a resolution that was confirmed where it was proposed, as its policy lets it be", &papers, Ok("agreed"))
    }
}

/// T33: the roster is this registry's, and the policy another's.
fn of_another_policy() -> Case {
    let policy = guards::POLICY.replace("registry: CHE01", "registry: GHA01");
    let two = resolution(2).replace(&Digest::of(guards::POLICY).to_string(), &Digest::of(&policy).to_string());
    Case { policy, ..case("a resolution under the policy of another registry (T33)", &[proposed(&two)], Err(())) }
}

/// T23: a clock may be five minutes ahead, and no second more; the second more is among the cases that are refused.
fn five_minutes_ahead() -> Case {
    let name = "a resolution that was made five minutes later (T23)";
    Case { at: Some("2026-11-23T07:55:00Z"), ..case(name, &[proposed(&resolution(2))], Ok("waits for 1 more")) }
}

/// Revocations of what is not there to be ended.
fn ended_keys() -> Vec<Case> {
    let by = |text: &str| Paper::by("revocation", text, Namespace::Revoke, &["ines.r"]);
    let station = revocation("station:OFF-1", "ines.r", "2026-11-23T09:00:00Z");
    let other = station.replace(&office::public("OFF-1"), &office::public("ONL-2"));
    let begin = revocation("person:luc.b", "ines.r", "2026-01-01T00:00:00Z");
    let end = revocation("person:luc.b", "ines.r", "2026-12-31T23:59:59Z");
    vec![
        case("a revocation: a station's key that is another's", &[by(&other)], Err(())),
        case("a revocation: a key in the second in which it begins (F15)", &[by(&begin)], Err(())),
        case("a revocation: a key in its last second", &[by(&end)], Ok("")),
    ]
}

/// Persons whose row has ended before their key.
fn ended_persons() -> Vec<Case> {
    let row = person("amina.k", "initiator,approver", "Somebody of the name amina.k");
    let roster = office::roster().replacen(&row, &row.replace("2027-01-01T00:00:00Z", "2026-11-27T14:00:00Z"), 1);
    assert_ne!(roster, office::roster());
    let ended = case("a change of contacts: by somebody who was removed before (F26)", &[changed()], Err(()));
    let text = contacts::confirmation();
    let late = text.replace("made: 2026-11-27T16", "made: 2027-11-27T16");
    let late = [changed(), Paper::by("answer", &late, Namespace::Contact, &["luc.b"])];
    vec![Case { roster, ..ended }, case("a change of contacts: confirmed with a key whose time is over", &late, Err(()))]
}
