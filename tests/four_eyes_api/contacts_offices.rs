//! Offices, registries, chains and lists under guard, attacked: what vouches for others is as hard to poison as what is called (F14, F15).
//! Everything goes straight to the API, as a modified console would send it.

use crate::{
    contacts::{NEW_NUMBER, OLD, card, change, confirm, contacts, new_channel, propose, refused_by},
    desk::{AMINA, Desk, LUC, SOFIA},
};
use countersign::{
    domain::contact::{
        Assignment, Card, Channel, DistributionList, Entry, EntryKey, EscalationChain, Held, Organisation, ProposalKind,
        RegistryEntry, Role, Rung, Severity, Tlp, Topic, When, route,
    },
    evidence::contact_change::{ChangeText, ContactChange},
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
    let route = route(&directory, gha, Topic::Operations, Severity::Critical, now);
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
