//! What was found of a counterpart's evidence, as lines of a page: who signed and when, or the first thing that does not hold.
//! That there is none is said as plainly as that it is forged: nobody here can tell who ordered the transfer then.
//! Must not know: which page it stands on.

use super::{Found, Proof};
use crate::{
    domain::RegistryId,
    text::{Kind, Untrusted, time},
    ui::{Safe, Span, detail::Item, theme::Role},
    wire::convert::evidence::{Proven, Signatory},
};

fn said(role: Role, sentence: impl Into<String>) -> Item<'static> {
    Item::Text(vec![Span::new(role, Safe::ours(sentence.into()))])
}

/// The lines; none for a transfer that no counterpart proposed.
pub fn items(proof: &Proof) -> Vec<Item<'static>> {
    let Some((counterpart, _)) = proof.about else { return Vec::new() };
    let mut items = vec![Item::Section("The counterpart's evidence, judged here (A3)".into())];
    match (&proof.found, proof.problem()) {
        (Some(Found::Holds(proven)), _) => items.extend(holds(proven, counterpart)),
        (Some(Found::Without), _) => {
            let none = "None: the proposal carries no signed order";
            items.push(Item::field("Signatures", Role::Warn, none));
            items.push(said(
                Role::Text,
                format!(
                    "Nobody here can tell which persons ordered it at {counterpart}; only its registry's key vouches for it."
                ),
            ));
        }
        (Some(Found::Unjudged(why)), _) => {
            items.push(Item::field("Signatures", Role::Warn, Safe::ours(format!("not judged: {}", gated(why)))));
        }
        (Some(Found::Fails(why)), _) => {
            items.push(Item::field("ALARM", Role::Danger, Safe::ours(format!("it does not hold: {}", gated(why)))));
            items.push(said(
                Role::Text,
                format!("Nothing can be accepted on it. Reject the transfer, and call {counterpart} at a number you know from elsewhere."),
            ));
        }
        (None, Some(problem)) => {
            let sentence = format!("It can't be had: {}. {}", problem.what(), problem.advice());
            items.push(said(Role::Warn, sentence));
        }
        (None, None) => items.push(said(Role::Pending, "It is being asked for.")),
    }
    items
}

fn holds(proven: &Proven, counterpart: RegistryId) -> Vec<Item<'static>> {
    let signed = proven.approvals.len() + 1;
    let mut items = vec![Item::field(
        "Signatures",
        Role::Ok,
        Safe::ours(format!("OK: {signed} persons of {counterpart} signed exactly what is proposed")),
    )];
    items.push(person("Initiated by", &proven.initiator));
    items.extend(proven.approvals.iter().map(|approval| person("Approved by", approval)));
    items.push(Item::field("Their order", Role::Text, Safe::ours(format!("{}, SHA-256 {}", proven.order, proven.sha256))));
    items.push(Item::field("Their document", Role::Text, Safe::from(gated(proven.movement.source.name()))));
    items
}

fn person(label: &'static str, signatory: &Signatory) -> Item<'static> {
    let name = Untrusted::new(signatory.name.as_str());
    let when = format!(" ({}), {}", signatory.person, time::full(signatory.at));
    Item::Field(label.into(), vec![Span::text(name.gate(Kind::Name)), Span::new(Role::Dim, Safe::ours(when))])
}

fn gated(text: &str) -> crate::text::Shown {
    Untrusted::new(text).gate(Kind::Prose)
}
