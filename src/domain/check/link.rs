//! L: the link to the peer, both keys, both clocks, and what the operator may do.
//! A peer's key counts only once people have compared it over a second channel.
//! Must not know: how a link is opened or a key is stored.

use super::{
    Facts, KeyFacts, LinkState, Lookup, Verdict,
    finding::Values,
    part::{moment, safe, value},
};
use jiff::{SignedDuration, Timestamp};

/// How long our key must stay valid, so that the transfer can be finished with it.
const KEY_REST: SignedDuration = SignedDuration::from_hours(24);
/// How far our own clock may be off, in milliseconds.
const OWN_OFFSET_MS: u64 = 5_000;

pub(super) fn active(facts: &Facts, _: Timestamp) -> Verdict {
    let Some(state) = facts.link.state else { return Verdict::unknown("the state of the link is not known") };
    let hint = match state {
        LinkState::Test => "This is a test link. Use the link of the real environment.",
        LinkState::Initialising => "The link is being set up. Wait until both registries have declared it active.",
        LinkState::SuspendedSecurity => {
            "The link was suspended for security. Only two persons with the security officer open it again."
        }
        LinkState::Closed => "The link is closed for good. No transfer to this registry is possible.",
        LinkState::Active | LinkState::Degraded | LinkState::SuspendedPlanned => "Wait until the link is active again.",
    };
    // A degraded link works, only not at every attempt; the ladder of retries is for that.
    Verdict::judge(matches!(state, LinkState::Active | LinkState::Degraded), value("link", state.word()), hint)
}

pub(super) fn in_service(facts: &Facts, now: Timestamp) -> Verdict {
    if let Some(state @ (LinkState::SuspendedPlanned | LinkState::SuspendedSecurity)) = facts.link.state {
        return Verdict::fail(
            value("link", state.word()),
            "The peer is suspended. Call its contact, and send when it is in service.",
        );
    }
    let Some(windows) = &facts.link.maintenance else { return Verdict::unknown("the peer announces no maintenance windows") };
    match windows.iter().find(|(from, until)| *from <= now && now < *until) {
        Some((from, until)) => Verdict::fail(
            vec![("maintenance from", moment(*from)), ("until", moment(*until))],
            format!("The peer is in maintenance. Send after {until}."),
        ),
        None => Verdict::pass(value("announced windows", windows.len())),
    }
}

pub(super) fn version(facts: &Facts, _: Timestamp) -> Verdict {
    let Some(peer) = facts.link.peer_version else { return Verdict::unknown("the peer's version is not known") };
    let ours = facts.link.version;
    let values = vec![("ours", format!("{}.{}", ours.0, ours.1)), ("peer's", format!("{}.{}", peer.0, peer.1))];
    Verdict::judge(
        ours.0 == peer.0,
        values,
        "The two registries can't understand each other. One of them must be brought up to date first.",
    )
}

pub(super) fn own_key(facts: &Facts, now: Timestamp) -> Verdict {
    let Some(key) = &facts.link.own_key else { return Verdict::unknown("our signing key is not known here") };
    if let Some(problem) = key_problem(key, now) {
        return Verdict::fail(key_values(key), format!("Our key {problem}. Put a new one in place and let the peer verify it."));
    }
    let rest = key.until.duration_since(now);
    let hint = "Our key expires within 24 hours. Put a new one in place and let the peer verify it first.";
    Verdict::judge(rest >= KEY_REST, key_values(key), hint)
}

pub(super) fn peer_key(facts: &Facts, now: Timestamp) -> Verdict {
    let key = match &facts.link.peer_key {
        None => return Verdict::unknown("the peer's key is not known here"),
        Some(Lookup::Unknown(reason)) => return Verdict::unknown(reason),
        Some(Lookup::Missing) => {
            let hint = "The directory has no key of this peer. Get it, and compare it over a second channel before trusting it.";
            return Verdict::fail(value("key", "none"), hint);
        }
        Some(Lookup::Found(key)) => key,
    };
    match key_problem(key, now) {
        Some(problem) => Verdict::fail(key_values(key), format!("The peer's key {problem}. Ask the peer for its new key.")),
        None if !key.verified => {
            let hint = "Nobody has compared this key with the peer. Call its contact and compare the fingerprints, two persons.";
            Verdict::fail(key_values(key), hint)
        }
        None => Verdict::pass(key_values(key)),
    }
}

fn key_problem(key: &KeyFacts, now: Timestamp) -> Option<&'static str> {
    match () {
        () if key.revoked => Some("is revoked"),
        () if now < key.from => Some("is not valid yet"),
        () if now >= key.until => Some("has expired"),
        () => None,
    }
}

fn key_values(key: &KeyFacts) -> Values {
    vec![("key", safe(&key.id)), ("valid from", moment(key.from)), ("until", moment(key.until))]
}

pub(super) fn clocks(facts: &Facts, _: Timestamp) -> Verdict {
    let alarm = u64::try_from(facts.deadlines.clock_alarm.as_millis()).unwrap_or(u64::MAX);
    let own = facts.link.own_offset_ms.map(|ms| ("our clock", ms, OWN_OFFSET_MS));
    let peer = facts.link.peer_offset_ms.map(|ms| ("peer's clock", ms, alarm));
    for (whose, ms, most) in own.into_iter().chain(peer) {
        if ms.unsigned_abs() > most {
            let values = vec![(whose, format!("{ms} ms")), ("allowed", format!("{most} ms"))];
            return Verdict::fail(values, "Deadlines can't be kept with clocks that differ. Have the clock set before sending.");
        }
    }
    match (own, peer) {
        (_, None) => Verdict::unknown("the peer's clock has not been measured yet"),
        (own, Some((whose, ms, _))) => {
            let mut values = value(whose, format!("{ms} ms"));
            values.extend(own.map(|(whose, ms, _)| (whose, format!("{ms} ms"))));
            Verdict::pass(values)
        }
    }
}

pub(super) fn nomenclature(facts: &Facts, _: Timestamp) -> Verdict {
    let (Some(ours), Some(peer)) = (facts.link.nomenclature, facts.link.peer_nomenclature) else {
        return Verdict::unknown("the date of the peer's nomenclature is not known");
    };
    let values = vec![("ours", ours.to_string()), ("peer's", peer.to_string())];
    Verdict::judge(ours == peer, values, "The registries may spell values differently. Agree on one publication first.")
}

pub(super) fn permission(facts: &Facts, _: Timestamp) -> Verdict {
    let Some(operator) = &facts.link.operator else { return Verdict::unknown("the operator's role is not known here") };
    let hint = "This role does not allow it. Ask somebody whose role does, or the administrator of roles.";
    Verdict::judge(operator.granted, value("role", operator.role.gate(crate::text::Kind::Name).to_string()), hint)
}
