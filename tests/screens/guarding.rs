//! Security officers at the console: what they see verified, what they may sign, and what a lying registry can't make them believe.

use super::{
    desk::{Desk, Setting},
    papers::guards::{given, signed},
};
use countersign::{
    app::{Action, Effect, Signer, Timer, why::Refusal},
    console::{Message, allowed},
    evidence::{edition::Edition, guarded::Guarded as Text},
    registry::{
        Act, Deed, Read, Reply, Unsigned,
        book::{Guarded, GuardedText, GuardedVersion},
        traffic::IncidentKind,
    },
    text::Untrusted,
};

fn at_two(person: &str) -> Signer {
    Signer { person: person.parse().unwrap(), station: "ONL-2".parse().unwrap() }
}

/// A desk at which this person signs.
pub fn officer(person: &'static str) -> Desk {
    Desk::with(Setting { signer: Some(at_two(person)), ..Setting::default() })
}

/// The screen as one line, so that it does not matter where its lines are broken.
fn all(desk: &Desk) -> String {
    let screen = desk.screen();
    let words = screen.lines().flat_map(|line| line.trim_matches('│').split_whitespace());
    words.collect::<Vec<_>>().join(" ")
}

fn in_force() -> Text {
    Text::parse(given(Guarded::Roster, GuardedVersion::InForce).unwrap().text.octets().as_bytes()).unwrap()
}

fn next(edit: (&str, &str), before: &Text) -> Text {
    Text::tidied(&before.as_str().replace(edit.0, edit.1), Some(before.edition())).unwrap()
}

/// A desk on the roster's page, with these answers for the versions of the roster.
fn looking_at(person: &'static str, versions: impl Fn(GuardedVersion) -> Option<GuardedText>) -> Desk {
    let mut desk = Desk::with(Setting { signer: Some(at_two(person)), prompt: false, ..Setting::default() });
    desk.answer_all();
    desk.press("g r");
    answer(&mut desk, versions);
    desk
}

/// Answers what waits, the versions of the roster from these.
fn answer(desk: &mut Desk, versions: impl Fn(GuardedVersion) -> Option<GuardedText>) {
    while let Some(at) = desk.asked.iter().position(|(_, ask)| matches!(ask, Read::Guarded(Guarded::Roster, _))) {
        let (ticket, ask) = desk.asked.remove(at);
        let Read::Guarded(_, version) = ask else { unreachable!("it was looked for") };
        desk.send(Message::Answer(ticket, Ok(Reply::Guarded(versions(version).map(Box::new)))));
    }
    desk.answer_all();
}

fn pinned(desk: &mut Desk) -> Option<Edition> {
    desk.take().into_iter().find_map(|effect| match effect {
        Effect::KeepPin { guarded: Guarded::Roster, edition, .. } => Some(edition),
        _ => None,
    })
}

#[test]
fn a_version_whose_signatures_hold_is_kept_in_mind() {
    let mut desk = officer("ines.r");
    desk.press("g r");
    assert!(all(&desk).contains("ines.r and tomas.w, verified here"), "{}", all(&desk));
    assert!(all(&desk).contains("seen here for the first time"));
    assert_eq!(pinned(&mut desk), Some(in_force().edition()));
    desk.press("r");
    assert!(all(&desk).contains("seen here for the first time"), "one look more makes it no better known");
    assert_eq!(pinned(&mut desk), None);
}

/// T20: signatures that a registry only claims are none, whatever their number.
#[test]
fn claimed_signatures_are_none() {
    let mut desk = looking_at("ines.r", |version| match version {
        GuardedVersion::InForce => {
            let mut text = signed(&in_force(), &["tomas.w", "tomas.w"], Some("2026-01-05T09:00:00Z"));
            text.signatures.push(Untrusted::new("-----BEGIN SSH SIGNATURE-----"));
            Some(text)
        }
        _ => None,
    });
    desk.resize(120, 40);
    assert!(all(&desk).contains("tomas.w: 1 of 2 security officers"), "{}", all(&desk));
    assert!(all(&desk).contains("Do nothing by it"), "{}", all(&desk));
    assert_eq!(pinned(&mut desk), None);
    assert!(matches!(allowed(Action::GuardDraft, &desk.state), Err(Refusal::Rule { rule: "T20", .. })));
}

/// T20: what was verified once is never followed by something older, or by something else.
#[test]
fn a_registry_that_goes_back_is_an_alarm() {
    let first = in_force();
    let second = next(("amina.k initiator,approver", "amina.k initiator"), &first);
    let other = next(("Amina Kessie", "Amina K"), &first);
    let third = next(("Luc Bernasconi", "Luc B"), &other);
    let since = Some("2026-02-01T09:00:00Z");
    let both = ["ines.r", "tomas.w"];
    let honest = |version| match version {
        GuardedVersion::InForce => Some(signed(&second, &both, since)),
        GuardedVersion::Number(1) => Some(signed(&first, &both, Some("2026-01-05T09:00:00Z"))),
        _ => None,
    };
    for (now_shown, words) in [
        (vec![&first], "it is older than v2 that this console verified before"),
        (vec![&other, &first], "it does not come from v2"),
        (vec![&third, &other, &first], "it does not come from v2"),
    ] {
        let mut desk = looking_at("ines.r", honest);
        assert_eq!(pinned(&mut desk), Some(second.edition()));
        desk.press("r");
        answer(&mut desk, |version| {
            let number = match version {
                GuardedVersion::InForce => now_shown[0].edition().version.get(),
                GuardedVersion::Number(number) => number,
                GuardedVersion::Waiting => return None,
            };
            let text = now_shown.iter().find(|text| text.edition().version.get() == number)?;
            Some(signed(text, &both, since))
        });
        desk.resize(120, 40);
        assert!(all(&desk).contains(words) && all(&desk).contains("(T20)"), "{}", all(&desk));
        assert!(matches!(allowed(Action::GuardDraft, &desk.state), Err(Refusal::Rule { rule: "T20", .. })), "{words}");
        assert_eq!(pinned(&mut desk), None);
    }
}

/// F27, F09: an officer signs the version that waits after every line of it was on the screen, for a while.
#[test]
fn what_is_signed_was_read_whole() {
    let mut desk = officer("ines.r");
    desk.press("g r v");
    assert!(all(&desk).contains("v2 of the roster, to be signed by ines.r"), "{}", all(&desk));
    desk.press("x s");
    assert!(desk.acts.is_empty() && all(&desk).contains("(F09)"), "{}", all(&desk));
    desk.press("G");
    desk.fire(Timer::Reading);
    desk.press("x s");
    assert!(
        desk.acts.is_empty() && all(&desk).contains("lines of the text"),
        "what was jumped over was not read: {}",
        all(&desk)
    );
    desk.press("g g");
    for _ in 0..20 {
        desk.press("pgdn");
    }
    desk.press("x s");
    assert!(desk.acts.is_empty() && all(&desk).contains("lines of the text"), "what flew by was not read: {}", all(&desk));
    while desk.fire(Timer::Toast) {}
    desk.press("g g");
    for _ in 0..20 {
        desk.fire(Timer::Reading);
        desk.press("pgdn");
    }
    desk.fire(Timer::Reading);
    desk.press("x s");
    assert!(desk.acts.is_empty() && all(&desk).contains("that takes"), "{}", all(&desk));
    desk.later(4_000);
    desk.press("x s");
    let (_, act) = desk.acts.first().expect("it is signed now");
    let Act::Sign(Unsigned::Guard(draft)) = act.act() else { panic!("{act:?}") };
    let waits = given(Guarded::Roster, GuardedVersion::Waiting).unwrap();
    assert_eq!((draft.text().text.as_str(), draft.text().officer.as_str()), (waits.text.octets(), "ines.r"));
}

/// F27: the second officer is told that theirs was the second signature and what is in force now; by a version whose signatures don't
/// hold nobody is told so.
#[test]
fn f27_the_second_officer_is_told_that_it_is_in_force() {
    let waits = Text::parse(given(Guarded::Roster, GuardedVersion::Waiting).unwrap().text.octets().as_bytes()).unwrap();
    for (by, told) in [(["tomas.w", "ines.r"], true), (["tomas.w", "tomas.w"], false)] {
        let mut desk = looking_at("ines.r", |version| match version {
            GuardedVersion::Number(_) => None,
            version => given(Guarded::Roster, version).map(|text| *text),
        });
        desk.press("v");
        for _ in 0..20 {
            desk.fire(Timer::Reading);
            desk.press("pgdn");
        }
        desk.later(4_000);
        desk.fire(Timer::Reading);
        desk.press("x s");
        assert_eq!(desk.acts.len(), 1, "{}", all(&desk));
        assert!(!all(&desk).contains("You signed v2"), "nothing has come of it yet: {}", all(&desk));
        desk.let_it_be_done();
        desk.press("esc r");
        answer(&mut desk, |version| match version {
            GuardedVersion::InForce => Some(signed(&waits, &by, Some("2026-02-01T09:00:00Z"))),
            GuardedVersion::Number(1) => Some(signed(&in_force(), &["ines.r", "tomas.w"], Some("2026-01-05T09:00:00Z"))),
            GuardedVersion::Number(_) | GuardedVersion::Waiting => None,
        });
        let says = all(&desk).contains("You signed v2 of the roster, and it is in force");
        assert_eq!(says, told, "{}", all(&desk));
    }
}

/// F02, F27: who signed it, who is no officer, and who does not sign here at all, can't.
#[test]
fn only_another_officer_signs() {
    for (signer, rule) in
        [(Some("tomas.w"), Some("F02")), (Some("amina.k"), Some("F27")), (Some("nobody.n"), Some("F27")), (None, None)]
    {
        let mut desk = Desk::with(Setting { signer: signer.map(at_two), ..Setting::default() });
        desk.press("g r");
        match (allowed(Action::GuardRead, &desk.state), rule) {
            (Err(Refusal::Rule { rule: is, .. }), Some(rule)) => assert_eq!(is, rule, "{signer:?}"),
            (Err(Refusal::NotNow(_)), None) => {}
            (came, _) => panic!("{signer:?}: {came:?}"),
        }
        desk.press("v x s");
        assert!(desk.acts.is_empty());
    }
}

/// F27: a draft from a file is tidied, read strictly and shown whole before it is signed; the file's own words decide nothing.
#[test]
fn a_draft_is_read_before_it_is_proposed() {
    let mut desk = officer("ines.r");
    desk.press("g r d");
    desk.type_text("next.roster");
    desk.press("enter");
    let ticket = desk.take().into_iter().find_map(|effect| match effect {
        Effect::ReadDraft { ticket, path } => {
            assert_eq!(path, std::path::Path::new("/home/amina/exports/next.roster"));
            Some(ticket)
        }
        _ => None,
    });
    let ticket = ticket.expect("the file is asked for");
    let text = in_force().as_str().to_owned();
    for (draft, says) in [
        (Err("next.roster can't be read: no such file."), "Nothing was proposed."),
        (Ok("hello".to_owned()), "The draft can't be used: the first line is neither"),
        (Ok(text.clone()), "The draft changes nothing."),
        (Ok(text.replace("valid-to: 2027", "valid-to: 2025")), "The draft"),
        (Ok(text.replace("registry: CHE01", "registry: GHA01")), "for GHA01"),
        (Ok(text.replace("luc.b approver", "luc.b approver,security-officer")), "may hold no other role"),
    ] {
        desk.send(Message::Draft(ticket, draft.map_err(str::to_owned)));
        assert!(all(&desk).contains(says), "{says}: {}", all(&desk));
        assert!(!all(&desk).contains("to be signed"));
        desk.press("esc");
    }
    desk.send(Message::Draft(ticket, Err("next.roster can't be read: no such file.".to_owned())));
    assert!(all(&desk).contains("Nothing was proposed."), "{}", all(&desk));
    desk.send(Message::Draft(ticket, Ok(text.replace("amina.k initiator,approver", "amina.k initiator"))));
    assert!(!all(&desk).contains("Nothing was proposed."), "what was said of the file before is over: {}", all(&desk));
    assert!(all(&desk).contains("v2 of the roster, to be signed by ines.r"), "{}", all(&desk));
    desk.press("esc");
    assert!(!all(&desk).contains("to be signed"), "going back signs nothing");
    assert!(desk.acts.is_empty());
}

/// A policy is judged by the officers of a roster: as long as that was not verified, nobody signs.
#[test]
fn a_policy_is_judged_by_a_verified_roster() {
    let mut desk = officer("ines.r");
    desk.press("g k");
    assert!(all(&desk).contains("by the roster the registry shows"), "{}", all(&desk));
    assert!(matches!(allowed(Action::GuardDraft, &desk.state), Err(Refusal::NotNow(_))));
    desk.press("x s");
    assert!(all(&desk).contains("No text is open to be signed"), "{}", all(&desk));
    // Looking at the roster is what the refusal asks for: nothing has to be refreshed after it.
    desk.press("g r g k");
    assert!(all(&desk).contains("ines.r and tomas.w, verified here"), "{}", all(&desk));
    assert!(!all(&desk).contains("was not verified yet"), "{}", all(&desk));
    assert!(allowed(Action::GuardDraft, &desk.state).is_ok());
    assert!(desk.take().iter().any(|effect| matches!(effect, Effect::KeepPin { guarded: Guarded::Policy, .. })));
}

/// F15, F27: an officer takes back the version that waits, the one that was on the screen; nobody else begins to.
#[test]
fn an_officer_takes_back_what_waits() {
    let mut desk = officer("ines.r");
    desk.press("g r x w");
    desk.type_text("proposed by mistake");
    desk.press("enter");
    desk.press("y");
    let (_, act) = desk.acts.first().unwrap_or_else(|| panic!("{}", desk.screen()));
    let Act::Alone { deed: Deed::WithdrawVersion { guarded, sha256 }, reason } = act.act() else { panic!("{act:?}") };
    let waits = given(Guarded::Roster, GuardedVersion::Waiting).unwrap();
    assert_eq!((*guarded, *sha256, reason.as_str()), (Guarded::Roster, waits.sha256, "proposed by mistake"));
    let mut desk = officer("amina.k");
    desk.press("g r");
    assert!(matches!(allowed(Action::GuardWithdraw, &desk.state), Err(Refusal::Rule { rule: "F27", .. })));
    let mut desk = officer("ines.r");
    desk.press("g k");
    assert!(matches!(allowed(Action::GuardWithdraw, &desk.state), Err(Refusal::NothingWaits)));
}

/// T20, F27: that a roster called in force is none, is written down and told to the registry, under one key and once in a sitting; of one whose
/// signatures hold nobody is told.
#[test]
fn t20_f27_a_roster_that_is_none_is_told_to_the_registry() {
    for (by, is_told) in [(["tomas.w", "tomas.w"], true), (["tomas.w", "ines.r"], false)] {
        let versions = |version| match version {
            GuardedVersion::InForce => Some(signed(&in_force(), &by, Some("2026-01-05T09:00:00Z"))),
            _ => None,
        };
        let mut desk = looking_at("ines.r", versions);
        desk.press("r");
        answer(&mut desk, versions);
        let noted: Vec<_> = desk.take().into_iter().filter(|effect| matches!(effect, Effect::NoteRefusal { .. })).collect();
        let told: Vec<_> = desk.told.iter().map(|(_, act)| (act.key(), act.act().clone())).collect();
        if !is_told {
            assert!(noted.is_empty() && told.is_empty(), "{noted:?} {told:?}");
            continue;
        }
        let [(under, Act::Alone { deed: Deed::TellAlarm(alarm), reason })] = &told[..] else { panic!("{told:?}") };
        assert_eq!((alarm.kind, alarm.about.as_str()), (IncidentKind::Guard, "roster CHE01"));
        assert!(reason.starts_with("The roster the registry calls in force, v1, is none"), "{reason}");
        let Some(Effect::NoteRefusal { wanted: "guard-refused", why, told_as, .. }) = noted.first() else { panic!("{noted:?}") };
        assert_eq!(*told_as, Some(*under), "the line names the key it is told under");
        assert!(why.starts_with("ALARM: roster CHE01: The roster"), "{why}");
    }
}
