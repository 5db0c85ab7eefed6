//! The next version of a roster or policy, as officers make, sign and send it.

use crate::desk::{Desk, INES, TOMAS, Who};
use countersign::{
    evidence::{
        digest::Digest,
        policy::{Policy, PolicyText},
        roster::{Roster, RosterText},
        sshsig::{Namespace, SshSignature},
    },
    sandbox::practice_person_key,
    wire::admin::Receipt,
};
use serde_json::{Value, json};

pub fn signature(Who(_, person, _): Who, namespace: Namespace, text: &str) -> String {
    SshSignature::sign(&practice_person_key(person), namespace, text.as_bytes()).armored()
}

pub fn guarded(who: Who, namespace: Namespace, text: &str) -> Value {
    json!({ "text": text, "signature": signature(who, namespace, text) })
}

/// The roster after the one in force, changed.
pub fn next_roster(desk: &Desk, change: impl FnOnce(&mut Roster)) -> String {
    let mut roster = RosterText::parse(desk.roster.text.as_bytes()).unwrap().roster().clone();
    roster.previous = Some(Digest::of(&desk.roster.text));
    roster.version = roster.version.checked_add(1).unwrap();
    change(&mut roster);
    roster.write().unwrap().as_str().to_owned()
}

/// The policy after the one in force, changed.
pub fn next_policy(desk: &Desk, change: impl FnOnce(&mut Policy)) -> String {
    let mut policy = PolicyText::parse(desk.policy.text.as_bytes()).unwrap().policy().clone();
    policy.previous = Some(Digest::of(&desk.policy.text));
    policy.version = policy.version.checked_add(1).unwrap();
    change(&mut policy);
    policy.write().unwrap().as_str().to_owned()
}

/// Both officers sign it, and it is in force.
pub async fn in_force(desk: &mut Desk, path: &str, namespace: Namespace, text: &str) {
    for officer in [INES, TOMAS] {
        let answer = desk.post(officer, path, &guarded(officer, namespace, text)).await;
        let _: Receipt = answer.ok();
    }
    desk.read_again().await;
}
