//! Offices, registries, chains and lists under guard, attacked: what vouches for others is as hard to poison as what is called (F14, F15).
//! Everything goes straight to the API, as a modified console would send it.

use crate::{
    contacts::{NEW_NUMBER, OLD, card, change, confirm, contacts, new_channel, propose, refused_by},
    desk::{AMINA, Desk, LUC, SOFIA},
};
use countersign::{
    domain::contact::{
        Absence, Assignment, AssignmentState, Card, Channel, DistributionList, Entry, EntryKey, EscalationChain, Held, Obstacle,
        Organisation, ProposalKind, Reach, RegistryEntry, Role, Rung, ScopePart, Severity, Term, Tlp, Topic, When, reach, route,
    },
    evidence::{
        contact_change::{ChangeText, ContactChange},
        moment::Moment,
    },
    text::Untrusted,
    wire::admin::Receipt,
};
use jiff::SignedDuration;
use serde_json::json;

const SWITCHBOARD: &str = "switchboard gha";
const OF_THAILAND: &str = "channel tha-1 mobile +665550101";

async fn office(desk: &Desk, id: &str) -> Organisation {
    contacts(desk).await.directory.organisation(&id.parse().unwrap()).unwrap().clone()
}

/// The office in Accra with an attacker's switchboard.
async fn swapped(desk: &Desk) -> Entry {
    Entry::Organisation(Organisation { switchboard: Some("+233999999999".parse().unwrap()), ..office(desk, "gha").await })
}

/// A channel as somebody else's.
fn of(channel: Entry, owner: &str) -> Entry {
    let Entry::Channel(channel) = channel else { unreachable!() };
    Entry::Channel(Channel { owner: card(owner), ..channel })
}

async fn text(desk: &Desk, kind: ProposalKind, entry: Entry, through: Option<&str>) -> ChangeText {
    let through = through.map(|through| through.parse().unwrap());
    ContactChange { through, ..change(desk, AMINA, kind, vec![entry]).await }.write().unwrap()
}

/// Proposed by Amina and confirmed by Luc.
async fn agreed(desk: &Desk, kind: ProposalKind, entry: Entry, through: Option<&str>) -> ChangeText {
    let text = text(desk, kind, entry, through).await;
    let _: Receipt = propose(desk, AMINA, &text).await.ok();
    let _: Receipt = confirm(desk, LUC, &text, through).await.ok();
    text
}

/// Swap the switchboard, then confirm a swapped number through it: not before the delay, and not in it.
#[tokio::test]
async fn f14_a_swapped_switchboard_confirms_nothing_before_it_counts() {
    let mut desk = Desk::new().await;
    let swapped = swapped(&desk).await;
    let key = swapped.key();
    let alone = text(&desk, ProposalKind::Change, swapped.clone(), None).await;
    refused_by(&propose(&desk, AMINA, &alone).await, "F14");
    let own = text(&desk, ProposalKind::Change, swapped.clone(), Some(SWITCHBOARD)).await;
    refused_by(&propose(&desk, AMINA, &own).await, "F14");
    let asked = agreed(&desk, ProposalKind::Change, swapped.clone(), Some(OLD)).await;
    let (there, now) = (contacts(&desk).await.directory, desk.now().await);
    let Some(Held::Until(until)) = there.changes.held(&key, now) else { panic!("it counts at once") };
    assert!(until.duration_since(now) > SignedDuration::from_hours(3 * 24), "{until}");
    assert_eq!(there.cooling_until("GHA01".parse().unwrap(), now), Some(until), "check C05 fails until then");

    // A number through the new switchboard: neither proposed nor confirmed.
    let number = new_channel(now);
    let through_it = text(&desk, ProposalKind::Change, number.clone(), Some(SWITCHBOARD)).await;
    refused_by(&propose(&desk, AMINA, &through_it).await, "F14");
    let waiting = text(&desk, ProposalKind::Change, number.clone(), Some(OLD)).await;
    let _: Receipt = propose(&desk, AMINA, &waiting).await.ok();
    refused_by(&confirm(&desk, LUC, &waiting, Some(SWITCHBOARD)).await, "F14");
    assert!(!contacts(&desk).await.directory.entries.contains_key(&number.key()), "{NEW_NUMBER} is nowhere");

    // One person ends it; the old switchboard counts again, at once: for what is proposed from now on.
    let path = format!("contacts/proposals/{}/cancel", asked.change().id);
    let _: Receipt = desk.post(SOFIA, &path, &json!({ "reason": "they know nothing of it" })).await.ok();
    let (there, now) = (contacts(&desk).await.directory, desk.now().await);
    assert_eq!(there.changes.held(&key, now), None);
    assert_ne!(there.entries[&key].entry, swapped);
    refused_by(&confirm(&desk, LUC, &waiting, Some(SWITCHBOARD)).await, "F14");
    let _: Receipt = confirm(&desk, LUC, &waiting, Some(OLD)).await.ok();
    agreed(&desk, ProposalKind::Change, of(new_channel(now), "gha-3"), Some(SWITCHBOARD)).await;

    // And one that was left to cool off vouches once it counts.
    agreed(&desk, ProposalKind::Change, swapped, Some(OLD)).await;
    desk.ahead(SignedDuration::from_hours(24 * 9)).await;
    let number = of(new_channel(desk.now().await), "gha-2");
    agreed(&desk, ProposalKind::Change, number, Some(SWITCHBOARD)).await;
}

/// F15: ending a change undoes what that change did. A name that was corrected since, and a role that was suspended since, stay.
#[tokio::test]
async fn f15_what_was_done_since_stays_when_a_change_is_ended() {
    let desk = Desk::new().await;
    let before = office(&desk, "gha").await;
    let Entry::Organisation(swapped) = swapped(&desk).await else { unreachable!() };
    let first = agreed(&desk, ProposalKind::Change, Entry::Organisation(swapped.clone()), Some(OLD)).await;
    let renamed = Organisation { name: Untrusted::new("EPA Ghana"), ..swapped.clone() };
    agreed(&desk, ProposalKind::Change, Entry::Organisation(renamed.clone()), None).await;
    let again = Organisation { switchboard: Some("+233888888888".parse().unwrap()), ..renamed };
    let second = agreed(&desk, ProposalKind::Change, Entry::Organisation(again.clone()), Some(OLD)).await;
    let key = Entry::Organisation(again.clone()).key();
    let end = async |of: &ChangeText| {
        let path = format!("contacts/proposals/{}/cancel", of.change().id);
        let _: Receipt = desk.post(SOFIA, &path, &json!({ "reason": "they know nothing of it" })).await.ok();
        (office(&desk, "gha").await, contacts(&desk).await.directory.changes.held(&key, desk.now().await))
    };
    let (left, held) = end(&first).await;
    assert_eq!(left, again, "the number that was given since is another change's");
    assert!(matches!(held, Some(Held::Until(_))), "and its delay lasts: {held:?}");
    let (left, held) = end(&second).await;
    assert_eq!(
        (left, held),
        (Organisation { name: Untrusted::new("EPA Ghana"), ..before }, None),
        "not the number that was ended first"
    );

    let directory = contacts(&desk).await.directory;
    let role = directory.assignments().find(|(role, _)| role.who == card("gha-3")).unwrap().0.clone();
    let scope = || std::iter::once("security".parse::<ScopePart>().unwrap()).collect();
    let limited = Entry::Assignment(Assignment { scope: scope(), ..role.clone() });
    let limiting = agreed(&desk, ProposalKind::RoleChange, limited, Some(OLD)).await;
    let _: Receipt = desk.post(SOFIA, "contacts/cards/gha-3/suspend", &json!({ "reason": "strange mails" })).await.ok();
    end(&limiting).await;
    let left = contacts(&desk).await.directory.entries[&role.key()].entry.clone();
    assert_eq!(
        left,
        Entry::Assignment(Assignment { state: AssignmentState::Suspended, ..role }),
        "nobody is given a role back by the way"
    );
}

/// F14: a stranger as a deputy is refused, and whoever becomes one of them stands in for nobody before that counts.
#[tokio::test]
async fn f14_nobody_of_another_registry_stands_in() {
    let mut desk = Desk::new().await;
    let now = desk.now().await;
    let away = |deputy: &str| {
        let days = |days: i64| Moment::of(now + SignedDuration::from_hours(24 * days)).timestamp();
        let term = Term::new(days(-2), days(40)).unwrap();
        Entry::Absence(Absence { who: card("gha-1"), term, deputy: Some(card(deputy)) })
    };
    for deputy in ["tha-1", "tha-desk", "xir-desk"] {
        let text = text(&desk, ProposalKind::Change, away(deputy), None).await;
        refused_by(&propose(&desk, AMINA, &text).await, "F14");
    }
    // Two persons make the desk in Bangkok one of Accra's, asked in Accra: until that counts it is not called for anybody there.
    let known = contacts(&desk).await.directory.assignments().find(|(role, _)| role.who == card("gha-desk")).unwrap().0.clone();
    let role = Entry::Assignment(Assignment { who: card("tha-desk"), ..known });
    agreed(&desk, ProposalKind::RoleChange, role, Some(OLD)).await;
    agreed(&desk, ProposalKind::Change, away("tha-desk"), None).await;
    let answers = async |desk: &Desk| {
        let directory = contacts(desk).await.directory;
        match reach(&directory, &card("gha-1"), Severity::High, desk.now().await) {
            Reach::Now(reached) => Ok(reached.by.to_string()),
            Reach::Not { obstacles, .. } => Err(obstacles.last().unwrap().1),
        }
    };
    assert_eq!(answers(&desk).await, Err(Obstacle::Stranger));
    desk.ahead(SignedDuration::from_hours(24 * 9)).await;
    assert_eq!(answers(&desk).await, Ok("tha-desk".to_owned()));
}

/// An accomplice in another registry gets no voice here: not by their office, by a role, or by moving.
#[tokio::test]
async fn f14_nobody_gets_a_voice_without_a_word_of_those_they_will_speak_for() {
    let desk = Desk::new().await;
    let directory = contacts(&desk).await.directory;
    let mut grabbing = office(&desk, "tha").await;
    grabbing.registries.insert("GHA01".parse().unwrap());
    let role = directory.assignments().find(|(role, _)| role.who == card("tha-1")).unwrap().0.clone();
    let role = Assignment { role: Role::Security, registry: "GHA01".parse().unwrap(), ..role };
    let moved = Card { organisation: "gha".parse().unwrap(), ..directory.card(&card("tha-1")).unwrap().0.clone() };
    for (kind, entry) in [
        (ProposalKind::Change, Entry::Organisation(grabbing)),
        (ProposalKind::RoleChange, Entry::Assignment(role)),
        (ProposalKind::Change, Entry::Card(moved)),
    ] {
        for through in [Some(OF_THAILAND), Some("switchboard tha"), None] {
            let text = text(&desk, kind, entry.clone(), through).await;
            refused_by(&propose(&desk, AMINA, &text).await, "F14");
        }
        // Asked in Accra it may be; and while it cools off they still speak for nobody there.
        agreed(&desk, kind, entry, Some(OLD)).await;
        let number = text(&desk, ProposalKind::Change, new_channel(desk.now().await), Some(OF_THAILAND)).await;
        refused_by(&propose(&desk, AMINA, &number).await, "F14");
    }
}

/// What leads no call takes another person and no delay; where a registry answers waits.
#[tokio::test]
async fn chains_and_lists_count_at_once_and_where_a_registry_answers_does_not() {
    let desk = Desk::new().await;
    let gha = "GHA01".parse().unwrap();
    let rungs = vec![Rung { role: Role::Security, wait: 5, when: When::Always }];
    let chain = EscalationChain { registry: gha, topic: Topic::Operations, severity: Severity::Critical, rungs };
    agreed(&desk, ProposalKind::Change, Entry::Chain(chain), None).await;
    let (directory, now) = (contacts(&desk).await.directory, desk.now().await);
    let route = route(&directory, gha, Topic::Operations.into(), Severity::Critical, now);
    assert!(route.is_their_own && route.calls.iter().all(|call| call.role == Role::Security), "{route:?}");

    let roles = [Role::Administrator].into();
    let list = DistributionList { id: "stuck".parse().unwrap(), topic: Topic::Operations, roles, ceiling: Tlp::Amber };
    let own = text(&desk, ProposalKind::Change, Entry::List(list.clone()), None).await;
    let _: Receipt = propose(&desk, AMINA, &own).await.ok();
    refused_by(&confirm(&desk, AMINA, &own, None).await, "F01");
    let _: Receipt = confirm(&desk, LUC, &own, None).await.ok();
    let there = contacts(&desk).await.directory;
    assert!(there.lists().any(|(known, _)| *known == list));

    let Entry::Registry(known) = there.entries[&EntryKey::Registry(gha)].entry.clone() else { unreachable!() };
    let elsewhere = Entry::Registry(RegistryEntry { production: Untrusted::new("https://elsewhere.example"), ..known });
    let unasked = text(&desk, ProposalKind::Change, elsewhere.clone(), None).await;
    refused_by(&propose(&desk, AMINA, &unasked).await, "F14");
    agreed(&desk, ProposalKind::Change, elsewhere.clone(), Some(OLD)).await;
    let (there, now) = (contacts(&desk).await.directory, desk.now().await);
    assert!(matches!(there.changes.held(&elsewhere.key(), now), Some(Held::Until(_))));
    assert!(there.published(gha, now).iter().all(|record| record.entry != elsewhere), "nor is it told to anybody");
}

/// Nobody can be asked about a registry of which nothing is known: two persons and the delay stand for it, and then its switchboard speaks.
#[tokio::test]
async fn the_first_word_about_a_registry_waits_and_then_vouches_for_its_people() {
    let mut desk = Desk::new().await;
    let kaz = "KAZ01".parse().unwrap();
    let first = Organisation {
        id: "kaz-moe".parse().unwrap(),
        party: Some("KAZ".parse().unwrap()),
        registries: [kaz].into(),
        switchboard: Some("+77172740000".parse().unwrap()),
        ..office(&desk, "gha").await
    };
    let second = Organisation { id: "kaz-other".parse().unwrap(), ..first.clone() };
    agreed(&desk, ProposalKind::Onboarding, Entry::Organisation(first), None).await;
    let rival = text(&desk, ProposalKind::Onboarding, Entry::Organisation(second), None).await;
    refused_by(&propose(&desk, AMINA, &rival).await, "F14");
    let somebody = async |desk: &Desk| {
        let known = contacts(desk).await.directory.card(&card("gha-1")).unwrap().0.clone();
        Entry::Card(Card { id: card("kaz-1"), organisation: "kaz-moe".parse().unwrap(), deputy: None, ..known })
    };
    let way: Option<&str> = Some("switchboard kaz-moe");
    let people = async |desk: &Desk| {
        let entries = vec![somebody(desk).await, of(new_channel(desk.now().await), "kaz-1")];
        let through = way.map(|way| way.parse().unwrap());
        ContactChange { through, ..change(desk, AMINA, ProposalKind::Onboarding, entries).await }.write().unwrap()
    };
    refused_by(&propose(&desk, AMINA, &people(&desk).await).await, "F14");
    desk.ahead(SignedDuration::from_hours(24 * 9)).await;
    let onboarding = people(&desk).await;
    let _: Receipt = propose(&desk, AMINA, &onboarding).await.ok();
    let _: Receipt = confirm(&desk, LUC, &onboarding, way).await.ok();
}
