//! Revoking a key from the roster's page: whose and why are typed, the text is read whole, then signed by one person (F15, F36).

use super::{
    desk::{Desk, Setting},
    guarding::officer,
    papers::guards::{Guards, given},
    seed,
    snapshots::keep,
};
use countersign::{
    app::{Action, Signer, Timer, why::Refusal},
    console::allowed,
    evidence::{
        key::SecretKey,
        openssh_key::openssh_fingerprint,
        sshsig::{Namespace, SshSignature},
    },
    registry::{
        Act, Unsigned,
        book::{Guarded, GuardedText, GuardedVersion, ReceivedRevocation},
    },
    text::Untrusted,
};

/// The text that the document shows, in which Inès revokes Luc's key; its row in this roster is the same.
const TEXT: &str = include_str!("../../docs/formats/revocation.md");

fn example() -> String {
    let (_, from) = TEXT.split_once("```text\n").unwrap();
    from.split_once("```").unwrap().0.to_owned()
}

fn revoked(text: &str, octet: u8) -> ReceivedRevocation {
    let signature = SshSignature::sign(&SecretKey::from_seed(&[octet; 32]), Namespace::Revoke, text.as_bytes());
    let taken = "2026-11-21T09:14:24Z".parse().unwrap();
    ReceivedRevocation { text: Untrusted::new(text), signature: Untrusted::new(signature.armored()), taken }
}

fn roster(revocations: Vec<ReceivedRevocation>, version: GuardedVersion) -> Option<Box<GuardedText>> {
    let text = *given(Guarded::Roster, version)?;
    Some(Box::new(GuardedText { revocations, ..text }))
}

/// The key of Luc was revoked by Inès.
fn held(guarded: Guarded, version: GuardedVersion) -> Option<Box<GuardedText>> {
    match (guarded, version) {
        (Guarded::Roster, GuardedVersion::InForce) => roster(vec![revoked(&example(), 4)], version),
        _ => given(guarded, version),
    }
}

/// The registry says so, and somebody else signed it; another one can't be read.
fn claimed(guarded: Guarded, version: GuardedVersion) -> Option<Box<GuardedText>> {
    match (guarded, version) {
        (Guarded::Roster, GuardedVersion::InForce) => {
            roster(vec![revoked(&example(), 2), revoked("itmo-revocation/v1\u{1b}[2J\n", 4)], version)
        }
        _ => given(guarded, version),
    }
}

fn shown(guards: Guards) -> Desk {
    let signer = Signer { person: "ines.r".parse().unwrap(), station: "ONL-2".parse().unwrap() };
    let mut book = seed::swiss();
    book.papers.guards = Some(guards);
    let books = vec![book, seed::ghana(), seed::empty()];
    let mut desk = Desk::with(Setting { signer: Some(signer), books, ..Setting::default() });
    desk.press("g r");
    desk
}

/// The screen as one line.
fn all(desk: &Desk) -> String {
    let screen = desk.screen();
    let words = screen.lines().flat_map(|line| line.trim_matches('│').split_whitespace());
    words.collect::<Vec<_>>().join(" ")
}

/// Begins to revoke the key of somebody, for a reason.
pub fn begun(desk: &mut Desk, words: &str) {
    desk.press("g r x k");
    desk.type_text(words);
    desk.press("enter");
    desk.fire(Timer::Reading);
}

/// F15: one officer, the key they named and the reason they gave, in the text that was on the screen.
#[test]
fn what_is_signed_was_typed_and_read() {
    let mut desk = officer("ines.r");
    desk.resize(100, 40);
    begun(&mut desk, "luc.b the token was left on a train");
    assert!(all(&desk).contains("Revocation of a key of person:luc.b, to be signed by ines.r"), "{}", all(&desk));
    keep("guard-revoking@100x40", &desk.screen());
    desk.press("x s");
    let (_, act) = desk.acts.first().expect("it is signed");
    let Act::Sign(Unsigned::Revocation(text)) = act.act() else { panic!("{act:?}") };
    let revocation = text.text().revocation();
    assert_eq!(
        (revocation.of.to_string().as_str(), revocation.person.as_str(), revocation.reason.as_str()),
        ("person:luc.b", "ines.r", "the token was left on a train")
    );
    assert_eq!(revocation.key, SecretKey::from_seed(&[2; 32]).public());
    let words = act.act().in_words();
    assert_eq!((words.subject.as_str(), words.sha256), ("person:luc.b", Some(text.text().sha256())), "as the journal has it");
}

/// F15, F09: nothing is signed that was not on the screen, nor without a name and a reason.
#[test]
fn nothing_is_chosen_or_signed_beforehand() {
    let mut desk = officer("ines.r");
    for (words, says) in [("luc.b", "Say why"), ("nobody.n the token was lost", "The roster has no key of that name")] {
        begun(&mut desk, words);
        assert!(all(&desk).contains(says), "{words}: {}", all(&desk));
        desk.press("esc x s esc");
        assert!(desk.acts.is_empty(), "{words}");
    }
    desk.resize(60, 16);
    begun(&mut desk, &format!("{} lost", openssh_fingerprint(&SecretKey::from_seed(&[3; 32]).public())));
    desk.press("x s");
    assert!(desk.acts.is_empty() && all(&desk).contains("(F09)"), "{}", all(&desk));
    while desk.fire(Timer::Toast) {}
    for _ in 0..3 {
        desk.press("pgdn");
        desk.fire(Timer::Reading);
    }
    desk.press("x s");
    assert_eq!(desk.acts.len(), 1, "{}", all(&desk));
}

/// F15: everybody their own key, and nobody another's without the role.
#[test]
fn who_is_no_officer_revokes_their_own_key_only() {
    let mut desk = officer("luc.b");
    begun(&mut desk, "ines.r I want to");
    assert!(all(&desk).contains("luc.b is no security officer, and it is not their own key"), "{}", all(&desk));
    desk.press("esc");
    begun(&mut desk, "luc.b I lost it");
    desk.press("x s");
    assert_eq!(desk.acts.len(), 1, "{}", all(&desk));
    for (signer, is_rule) in [(Some("nobody.n"), true), (None, false)] {
        let signer = signer.map(|id: &str| Signer { person: id.parse().unwrap(), station: "ONL-2".parse().unwrap() });
        let mut desk = Desk::with(Setting { signer, ..Setting::default() });
        desk.press("g r");
        let refused = allowed(Action::GuardRevoke, &desk.state).unwrap_err();
        assert_eq!(matches!(refused, Refusal::Rule { rule: "F15", .. }), is_rule, "{refused}");
    }
    let mut desk = officer("ines.r");
    desk.press("g k");
    assert!(matches!(allowed(Action::GuardRevoke, &desk.state), Err(Refusal::NotNow(_))), "the policy has no keys");
}

/// F15: the page says whose key, since when, by whom and why; a word that does not hold is told, and the key counts no more all the same.
#[test]
fn a_revoked_key_is_shown_with_its_reason() {
    let mut desk = shown(held);
    desk.resize(120, 50);
    assert!(all(&desk).contains("the token was left on a train") && !all(&desk).contains("Does not hold"), "{}", all(&desk));
    assert!(all(&desk).contains("verified here"), "the officers' text is what it was: {}", all(&desk));
    keep("guard-revoked@120x50", &desk.screen());
    let mut desk = shown(claimed);
    desk.resize(120, 50);
    assert!(all(&desk).contains("Does not hold said to be by ines.r, and signed with a key of luc.b"), "{}", all(&desk));
    assert!(all(&desk).contains("Not readable"), "{}", all(&desk));
    begun(&mut desk, "luc.b once more");
    assert!(all(&desk).contains("the key has not counted since"), "{}", all(&desk));
}
