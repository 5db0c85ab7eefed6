//! Somebody else's word beside ours at the console: asked for with a key, compared line by line, decided by a person, proposed and never taken
//! over straight; what nobody verified changes nothing, however newly it was edited (F14).

use super::{
    book::now,
    changed,
    desk::{Desk, Setting},
    review::{enter, read},
    seed,
    signed::secret,
};
use countersign::{
    app::{Action, Signer, Timer},
    console::allowed,
    domain::{
        Environment,
        contact::{
            Address, AssignmentState, Card, Channel, ContactKey, ContactKeyKind, Directory, Entry, EntryKey, KeyOwner, Method,
            Organisation, OrganisationKind, ProposalKind, Record, Role, Speaker, Standing, Term, Tlp, Verification, Verifiers,
        },
    },
    evidence::{
        contact_change::ChangeText,
        contacts::{BundleForm, ContactBundle, Share, TakenBundle},
        digest::Digest,
        moment::Moment,
        openssh_key::openssh_fingerprint,
        sshsig::{Namespace, SshSignature},
    },
    registry::{Act, BundleFile, ContactStep, Deed, Outcome, Problem, ProblemKind, Unsigned, book::HeardContacts},
    text::Untrusted,
};
use jiff::{SignedDuration, Timestamp};
use std::num::NonZeroU32;

/// A number that nobody has there.
const NEW_NUMBER: &str = "+233555029999";

fn hours_ago(hours: i64) -> Timestamp {
    now() - SignedDuration::from_hours(hours)
}

/// Two persons there made sure of it two hours ago.
pub fn verified() -> Standing {
    let by = Verifiers::two("kwame.m".parse().unwrap(), "yaw.d".parse().unwrap()).unwrap();
    let verification = Verification { at: hours_ago(2), method: Method::InPerson, by, evidence: None };
    Standing { verified: Some(verification), edited: hours_ago(2) }
}

/// It was edited a moment ago, and nobody made sure.
fn edited() -> Standing {
    Standing { verified: None, edited: now() }
}

pub fn number(standing: Standing) -> Record {
    let address = Address::Mobile(NEW_NUMBER.parse().unwrap());
    let entry = Entry::Channel(Channel { owner: "gha-2".parse().unwrap(), address, since: hours_ago(3), ended: None });
    Record { entry, standing }
}

/// What Accra says of itself, as the directory has it, with this changed.
fn theirs(ours: &Directory, change: impl FnOnce(&mut Directory)) -> Directory {
    let mut theirs = Directory::default();
    ours.published("GHA01".parse().unwrap(), now()).into_iter().for_each(|record| theirs.set(record));
    change(&mut theirs);
    theirs
}

/// The alternate has another number, verified; the title of security is another, with the same right; somebody calls themselves director,
/// and nobody made sure.
fn mixed(theirs: &mut Directory) {
    theirs.set(number(verified()));
    let retitled = |theirs: &mut Directory, who: &str, title: &str, standing: Option<Standing>| {
        let record = theirs.entries[&EntryKey::Card(who.parse().unwrap())].clone();
        let Entry::Card(card) = record.entry else { panic!() };
        let entry = Entry::Card(Card { title: Untrusted::new(title), ..card });
        theirs.set(Record { entry, standing: standing.unwrap_or(record.standing) });
    };
    retitled(theirs, "gha-3", "Head of security", None);
    retitled(theirs, "gha-desk", "Director \u{1b}[2J \u{202e}eman", Some(edited()));
    let role = theirs.assignments().find(|(it, _)| it.who.as_str() == "gha-2" && it.role == Role::AlternateAdministrator);
    let mut role = role.unwrap().0.clone();
    role.state = AssignmentState::Suspended;
    theirs.set(Record { entry: Entry::Assignment(role), standing: verified() });
}

fn answer(directory: Directory) -> HeardContacts {
    HeardContacts {
        registry: "GHA01".parse().unwrap(),
        label: Tlp::Amber,
        directory,
        unread: Vec::new(),
        said: hours_ago(1),
        heard: hours_ago(1),
        key: Untrusted::new("GHA01-k1"),
        sha256: Digest::of("the answer of Accra"),
    }
}

pub fn desk_of(size: (u16, u16), prepare: impl FnOnce(&mut super::directory::People)) -> Desk {
    let signer = Signer { person: "amina.k".parse().unwrap(), station: "ONL-2".parse().unwrap() };
    let mut swiss = changed::book();
    swiss.people.proposals.clear();
    prepare(&mut swiss.people);
    Desk::with(Setting { books: vec![swiss, seed::ghana(), seed::empty()], size, signer: Some(signer), ..Setting::default() })
}

/// The comparison with what Accra answered, opened from a card of it.
pub fn compared(size: (u16, u16), change: impl FnOnce(&mut Directory)) -> Desk {
    let mut desk = desk_of(size, |people| people.heard = Some(answer(theirs(&people.directory, change))));
    open(&mut desk);
    desk
}

/// A comparison with a little of everything.
pub fn of_everything(size: (u16, u16)) -> Desk {
    compared(size, mixed)
}

/// The same where nothing was heard yet.
pub fn of_nothing(size: (u16, u16)) -> Desk {
    let mut desk = desk_of(size, |_| ());
    open(&mut desk);
    desk
}

fn open(desk: &mut Desk) {
    desk.press(":");
    enter(desk, "contact gha-1");
    desk.press("m");
}

pub fn says(desk: &Desk, words: &str) {
    let screen = desk.screen();
    assert!(screen.contains(words), "{words}\n{screen}");
}

pub fn act(desk: &Desk) -> Act {
    desk.acts.last().map(|(_, act)| act.act().clone()).unwrap_or_else(|| panic!("{}", desk.screen()))
}

pub fn proposed(desk: &Desk) -> ChangeText {
    let Act::Sign(Unsigned::Contact(draft)) = act(desk) else { panic!("{}", desk.screen()) };
    assert!(matches!(draft.text().step(), ContactStep::Propose(_)));
    ChangeText::parse(draft.text().text().as_bytes()).unwrap()
}

#[test]
fn a_counterpart_that_was_never_asked_is_asked_with_one_key() {
    let mut desk = of_nothing((120, 40));
    says(&desk, "GHA01 was never asked whom to call there");
    desk.press("x c");
    enter(&mut desk, "the half-yearly look");
    desk.press("y");
    let Act::Alone { deed, .. } = act(&desk) else { panic!("{}", desk.screen()) };
    assert_eq!(deed, Deed::AskContacts("GHA01".parse().unwrap()));
    // Its answer is there as soon as the book says that something came.
    desk.let_it_be_done();
    let heard = answer(theirs(&desk.books[0].people.directory, |theirs| theirs.set(number(verified()))));
    desk.books[0].people.heard = Some(heard);
    desk.tell(90);
    desk.later(60_000);
    desk.fire(Timer::Follow);
    says(&desk, &format!("+ address: mobile {NEW_NUMBER}"));
}

/// From a counterpart's page, whose receipt leads to where its answer is compared.
#[test]
fn asking_from_the_page_of_a_peer_leads_to_the_comparison() {
    let mut desk = desk_of((120, 40), |_| ());
    desk.press("8 /");
    enter(&mut desk, "GHA01");
    desk.press("enter x c");
    enter(&mut desk, "the half-yearly look");
    desk.press("y");
    desk.let_it_be_done();
    assert!(desk.head().starts_with("What GHA01 says of its own people"), "{}", desk.screen());
}

/// F14: what an attacker edited a moment ago is the newest, and nobody verified it.
#[test]
fn what_nobody_verified_changes_nothing_however_newly_it_was_edited() {
    let mut desk = compared((120, 40), |theirs| theirs.set(number(edited())));
    says(&desk, "not verified   verified: theirs never, ours never");
    says(&desk, "Kept as it is here");
    says(&desk, "nothing of it is newer and verified: everything stays as it is here");
    assert!(!desk.screen().contains("Made sure by"), "nothing is asked where nothing can be proposed");
    assert!(allowed(Action::TakeOverSign, &desk.state).is_err());
    let before = desk.books[0].people.directory.clone();
    desk.press("x r");
    let Act::Alone { deed: Deed::RecordBundle(bundle), reason } = act(&desk) else { panic!("{}", desk.screen()) };
    assert_eq!((bundle.form, bundle.newer, bundle.conflicts, reason.as_str()), (BundleForm::Answer, 0, 0, "looked through"));
    desk.let_it_be_done();
    assert_eq!(desk.books[0].people.directory, before);
    assert!(allowed(Action::TakeOverRecord, &desk.state).is_err(), "once is enough");
    desk.press(":");
    enter(&mut desk, "contact gha-1");
    desk.press("v G");
    says(&desk, "its answer of 2026-11-22 08:14 UTC, TLP:AMBER");
    says(&desk, "nothing was proposed of it");
}

#[test]
fn a_person_decides_each_conflict_and_what_is_taken_becomes_proposals() {
    let mut desk = of_everything((120, 45));
    says(&desk, "1 card gha-3   conflict");
    says(&desk, "+ title: Head of security");
    assert!(!desk.screen().contains('\u{1b}') && !desk.screen().contains('\u{202e}'));
    // Nothing is decided by itself: the form does not end before the conflict is.
    desk.press("tab");
    enter(&mut desk, "CB/2026/41");
    desk.press("right enter right enter");
    enter(&mut desk, "the half-yearly look");
    says(&desk, "find out which is right, and choose");
    desk.press("right right");
    says(&desk, "theirs is taken");
    // What could lead a call astray takes an old way (F14).
    desk.press("tab tab tab tab enter");
    says(&desk, "choose an old channel you asked through (F14)");
    desk.press("right enter enter");
    let Act::Alone { deed: Deed::RecordBundle(bundle), reason } = act(&desk) else { panic!("{}", desk.screen()) };
    assert_eq!((bundle.newer, bundle.conflicts, reason.as_str()), (2, 1, "the half-yearly look"));
    desk.let_it_be_done();
    says(&desk, "The change, exactly as you will sign it");
    assert!(desk.head().starts_with("Proposal 1 of 2"), "{}", desk.head());
    assert!(allowed(Action::TakeOverSign, &desk.state).is_err(), "not read yet");
    assert!(allowed(Action::NextPart, &desk.state).is_err(), "the first is signed first");
    read(&mut desk);
    desk.press("x s");
    let first = proposed(&desk);
    let change = first.change();
    assert_eq!((change.kind, change.entries.len(), change.initiator.as_str()), (ProposalKind::Change, 2, "amina.k"));
    assert!(change.through.is_some());
    let mark = format!("sha256:{}", Digest::of("the answer of Accra"));
    assert!(change.reason.as_str().starts_with("the half-yearly look: the answer of GHA01 of "), "{}", change.reason.as_str());
    assert!(change.reason.as_str().ends_with(&mark));
    says(&desk, "] shows the next proposal");
    assert!(allowed(Action::TakeOverSign, &desk.state).is_err(), "it is not signed twice");
    desk.outcome(Err(Problem::of(ProblemKind::Offline)));
    desk.press("esc");
    assert!(allowed(Action::NextPart, &desk.state).is_err(), "it was not done");
    desk.press("x s");
    let receipt = desk.books[0].receipt(desk.acts[0].1.key());
    desk.outcome(Ok(Outcome::Done(receipt)));
    desk.press("esc");
    says(&desk, &format!("The registry has it as {}. ] shows the next proposal.", &change.id.to_string()[..13]));
    assert!(allowed(Action::TakeOverSign, &desk.state).is_err(), "it is not signed twice");
    desk.press("]");
    assert!(desk.head().starts_with("Proposal 2 of 2"), "{}", desk.head());
    read(&mut desk);
    desk.later(60_000);
    desk.fire(Timer::Reading);
    desk.press("x s");
    let second = proposed(&desk);
    assert_eq!((second.change().kind, &second.change().through), (ProposalKind::RoleChange, &None));
    assert_ne!(second.change().id, change.id);
    let texts = [&first, &second].map(|text| text.as_str().to_owned()).concat();
    assert!(!texts.contains("Director"), "what nobody verified is in no proposal");
}

/// The bundle of Accra in a file, signed by this person.
fn bundle(directory: Directory, number: u32, signed_by: &str) -> BundleFile {
    let bundle = ContactBundle {
        from: Speaker::Registry("GHA01".parse().unwrap()),
        environment: Environment::Practice,
        number: NonZeroU32::new(number).unwrap(),
        previous: (number > 1).then(|| Digest::of("the one before")),
        made: Moment::of(hours_ago(1)),
        label: Tlp::Amber,
        records: directory.entries.into_values().collect(),
    };
    let text = bundle.write().unwrap();
    let signature = SshSignature::sign(&secret(signed_by), Namespace::Contact, text.as_str().as_bytes());
    BundleFile { name: "gha.txt".into(), text, signatures: vec![(format!("gha.txt.{signed_by}.sig"), signature)] }
}

/// The directory knows a key of Accra for signed texts, as two persons verified it.
pub fn with_key(people: &mut super::directory::People, of: &str) {
    let fingerprint = openssh_fingerprint(&secret(of).public()).parse().unwrap();
    let (owner, term) = (KeyOwner::Registry("GHA01".parse().unwrap()), Term::new(hours_ago(900), hours_ago(-900)).unwrap());
    people.put(Entry::Key(ContactKey { owner, kind: ContactKeyKind::Ssh, fingerprint, term }), verified());
}

fn import(prepare: impl FnOnce(&mut super::directory::People)) -> Desk {
    let mut desk = desk_of((120, 40), prepare);
    desk.press("7 i");
    enter(&mut desk, "gha.txt");
    desk
}

#[test]
fn a_bundle_in_a_file_is_verified_before_it_is_compared() {
    let with = |theirs: &mut Directory| theirs.set(number(verified()));
    let desk = import(|people| {
        with_key(people, "luc.b");
        people.file = Some(Ok(bundle(theirs(&people.directory, with), 1, "luc.b")));
    });
    says(&desk, "bundle 1 of GHA01");
    says(&desk, "GHA01, whose key the directory has");
    says(&desk, &format!("+ address: mobile {NEW_NUMBER}"));
    let desk = import(|people| people.file = Some(Ok(bundle(theirs(&people.directory, with), 1, "luc.b"))));
    says(&desk, "Nobody who may speak for GHA01 signed gha.txt");
    says(&desk, "Nothing of it was taken");
    assert!(!desk.screen().contains(NEW_NUMBER), "what nobody may say is not even shown");
    let desk = import(|people| people.file = Some(Err("gha.txt: line 3: this is no environment.".into())));
    says(&desk, "gha.txt: line 3: this is no environment.");
}

/// What a hub handed over stands on the card of each registry it spoke of, and nowhere else; on the hub's own card with all of them.
#[test]
fn what_a_hub_handed_over_is_on_the_card_of_whom_it_is_about() {
    let (about, share) = (["GHA01", "THA01"], |newer, entries| Share { entries, newer, conflicts: 0 });
    let by_hub = |people: &mut super::directory::People| {
        let taken = |from, number, about: &[(&str, Share)]| TakenBundle {
            from,
            form: BundleForm::Bundle(NonZeroU32::new(number).unwrap()),
            sha256: Digest::of(format!("bundle {number} of {from}")),
            said: hours_ago(1),
            label: Tlp::Amber,
            key: Untrusted::new("SHA256:k"),
            entries: 40,
            newer: 3,
            conflicts: 0,
            about: about.iter().map(|(registry, share)| (registry.parse().unwrap(), *share)).collect(),
        };
        people.compare(taken(Speaker::Registry("GHA01".parse().unwrap()), 7, &[]), "their own");
        people.compare(taken(Speaker::Hub, 4, &[(about[0], share(2, 12)), (about[1], share(1, 9))]), "the monthly one");
    };
    let card = |of: &str| {
        let mut desk = desk_of((130, 90), by_hub);
        desk.press("7 /");
        enter(&mut desk, of);
        desk.press("v");
        desk
    };
    let accra = card("registry:GHA01");
    says(&accra, "bundle 4 of the hub of 2026-11-22 08:14 UTC, TLP:AMBER   by amina.k   2 of 12 newer, 0 in conflict");
    says(&accra, "bundle 7 of 2026-11-22 08:14 UTC, TLP:AMBER   by amina.k   3 of 40 newer, 0 in conflict");
    let bangkok = card("registry:THA01");
    says(&bangkok, "bundle 4 of the hub of 2026-11-22 08:14 UTC, TLP:AMBER   by amina.k   1 of 9 newer, 0 in conflict");
    assert!(!bangkok.screen().contains("bundle 7"), "another registry's own word");
    let stockholm = card("registry:SWE01");
    says(&stockholm, "Nothing was compared yet; m shows what it says, i compares a bundle in a file.");
}

#[test]
fn a_hub_s_own_card_has_each_of_its_bundles_and_whom_it_spoke_of() {
    let mut directory = Directory::default();
    let ours = changed::book().people.directory;
    ours.published("GHA01".parse().unwrap(), now()).into_iter().for_each(|record| directory.set(record));
    ours.published("THA01".parse().unwrap(), now()).into_iter().for_each(|record| directory.set(record));
    directory.set(number(verified()));
    let import = countersign::domain::contact::import(&ours, &directory, Speaker::Hub, now());
    let empty = TakenBundle {
        from: Speaker::Hub,
        form: BundleForm::Bundle(NonZeroU32::MIN),
        sha256: Digest::of("of the hub"),
        said: hours_ago(1),
        label: Tlp::Amber,
        key: Untrusted::new("SHA256:k"),
        entries: u32::try_from(directory.entries.len()).unwrap(),
        newer: 0,
        conflicts: 0,
        about: Default::default(),
    };
    let taken = empty.clone().compared(&import, &directory);
    let newer: Vec<(String, u32)> = taken.about.iter().map(|(registry, share)| (registry.to_string(), share.newer)).collect();
    assert_eq!(newer, [("GHA01".to_owned(), 1), ("THA01".to_owned(), 0)]);
    assert_eq!(taken.about.values().map(|share| share.entries).sum::<u32>(), taken.entries, "each entry is about one of the two");
    let own = TakenBundle { from: Speaker::Registry("GHA01".parse().unwrap()), ..empty };
    assert!(own.compared(&import, &directory).about.is_empty(), "a registry speaks of itself");
    let mut desk = desk_of((130, 90), |people| {
        let office = people.directory.organisation(&"swe".parse().unwrap()).unwrap().clone();
        people.put(Entry::Organisation(Organisation { kind: OrganisationKind::Hub, ..office }), verified());
        people.compare(taken, "the monthly one");
    });
    desk.press("7 /");
    enter(&mut desk, "registry:SWE01");
    desk.press("v");
    for words in ["bundle 1 of 2026-11-22 08:14 UTC", "of GHA01   1 of", "of THA01   0 of"] {
        says(&desk, words);
    }
}

#[test]
fn an_old_bundle_played_again_is_refused() {
    let with = |theirs: &mut Directory| theirs.set(number(verified()));
    let desk = import(|people| {
        with_key(people, "luc.b");
        let (old, new) =
            (bundle(theirs(&people.directory, with), 1, "luc.b"), bundle(theirs(&people.directory, with), 2, "luc.b"));
        let by = new.text.signed_by(&new.signatures[0].1, None, &people.directory, now()).unwrap();
        people.compare(TakenBundle::of_bundle(&new.text, &by), "the half-yearly look");
        people.file = Some(Ok(old));
    });
    says(&desk, "the bundle is not newer than number 2");
}
