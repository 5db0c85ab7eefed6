//! What stands on the page of a roster or policy: the version in force, what it says, and the version that waits with what it changes.
//! The digest is shown as it is spoken: two people read it to each other before one of them signs.
//! Must not know: what rosters and policies say.

use super::{
    changed,
    judged::Judged,
    policy, revoked, roster,
    verdict::{Origin, Signatures},
};
use crate::{
    evidence::{
        draft::spoken,
        guarded::{Guarded as Text, NotGuarded},
        officers::NEEDED,
    },
    registry::book::{Guarded, GuardedText},
    screens::linked::Linked,
    text::{Kind, Untrusted, time},
    ui::{Safe, Span, detail::Item, theme::Role},
};

/// The page: the version in force and what was found of it; the version that waits, none until it is known whether one does, and who
/// signed it. `roster_key` leads to the roster.
pub(super) fn page(
    guarded: Guarded,
    (in_force, judged): (Option<&GuardedText>, Option<&Judged>),
    (waiting, signed): (Option<Option<&GuardedText>>, Option<&Result<Signatures, String>>),
    roster_key: &str,
) -> Linked {
    let mut page = Linked::default();
    page.section("In force");
    let Some(given) = in_force else {
        page.add(said(Role::Warn, format!("This registry has no {} in force.", guarded.word())));
        return page;
    };
    head(&mut page, given);
    if let Some(judged) = judged {
        verdict(&mut page, guarded, judged, roster_key);
    }
    if let Some(since) = given.since {
        page.field("In force since", Role::Text, Safe::ours(time::full(since)));
    }
    let text = read(&mut page, guarded, given);
    page.section("Waiting for a second officer");
    match waiting {
        None => page.add(said(Role::Dim, "It is not known yet whether a version waits.")),
        Some(None) => page.add(said(Role::Dim, "No version waits.")),
        Some(Some(next)) => waits(&mut page, guarded, text.as_ref(), (next, signed)),
    }
    match &text {
        Some(Text::Roster(text)) => {
            page.append(revoked::page(given));
            page.append(roster::page(text.roster()));
        }
        Some(Text::Policy(text)) => page.append(policy::page(text.policy())),
        None => {}
    }
    page
}

fn said(role: Role, sentence: impl Into<String>) -> Item<'static> {
    Item::Text(vec![Span::new(role, Safe::ours(sentence.into()))])
}

fn head(page: &mut Linked, given: &GuardedText) {
    page.field("Version", Role::Accent, Safe::ours(format!("v{}", given.version)));
    page.field("SHA-256", Role::Text, Safe::ours(given.sha256.to_string()));
    page.field("By voice or on paper", Role::Text, Safe::ours(spoken(&given.sha256)));
}

/// Who signed the version in force, by their own signatures, and where it comes from.
fn verdict(page: &mut Linked, guarded: Guarded, judged: &Judged, roster_key: &str) {
    match judged {
        Judged::NotYet(what) => {
            page.field("Signed by", Role::Dim, Safe::ours(format!("not verified yet: {what} has not come")));
        }
        Judged::Refused(why) => page.field("Refused", Role::Danger, Safe::ours(format!("{why}. Do nothing by it."))),
        Judged::By { signatures, origin, by_known_roster } => {
            signed_by(page, signatures, *by_known_roster);
            let (role, words) = match origin {
                Origin::First => {
                    (Role::Warn, "seen here for the first time: compare its digest with one you have on paper".to_owned())
                }
                Origin::Same => (Role::Ok, "the version this console verified before".to_owned()),
                Origin::Follows(pin) => {
                    (Role::Ok, format!("comes link by link from v{} that this console verified before", pin.version))
                }
                Origin::NotKnown | Origin::Back(_) | Origin::Other(_) => (Role::Danger, "elsewhere".to_owned()),
            };
            page.field("Known", role, Safe::ours(words));
            if !by_known_roster {
                let words = format!(
                    "The {} is judged by a roster that was not verified yet: look at the roster ({roster_key}).",
                    guarded.word()
                );
                page.add(said(Role::Warn, words));
            }
        }
    }
}

/// Whose signatures count, and why others don't.
fn signed_by(page: &mut Linked, signatures: &Signatures, by_known_roster: bool) {
    let names: Vec<&str> = signatures.by.iter().map(|person| person.as_str()).collect();
    let names = if names.is_empty() { "nobody".to_owned() } else { names.join(" and ") };
    let (role, words) = match signatures.missing {
        0 if by_known_roster => (Role::Ok, format!("{names}, verified here")),
        0 => (Role::Pending, format!("{names}, by the roster the registry shows")),
        missing => {
            let counted = NEEDED.saturating_sub(missing);
            (Role::Pending, format!("{names}: {counted} of {NEEDED} security officers, verified here"))
        }
    };
    page.field("Signed by", role, Safe::ours(words));
    for why in &signatures.discounted {
        let why = Untrusted::new(why.as_str());
        page.field("Does not count", Role::Warn, why.gate(Kind::Prose));
    }
}

/// Reads a text, and says how long it is valid; or why it is none.
fn read(page: &mut Linked, guarded: Guarded, given: &GuardedText) -> Option<Text> {
    let read = Text::parse(given.text.octets().as_bytes());
    let kind = matches!((&read, guarded), (Ok(Text::Roster(_)), Guarded::Roster) | (Ok(Text::Policy(_)), Guarded::Policy));
    match read {
        Ok(text) if kind => {
            let text = match text {
                Text::Roster(roster) => Text::Roster(Box::new(given.without_revoked(*roster))),
                policy @ Text::Policy(_) => policy,
            };
            let validity = text.validity();
            let (from, to) = (time::full(validity.from().timestamp()), time::full(validity.to().timestamp()));
            page.field("Valid", Role::Text, Safe::ours(format!("{from} to {to}")));
            Some(text)
        }
        Ok(_) => refused(page, &NotGuarded::Neither),
        Err(why) => refused(page, &why),
    }
}

fn refused(page: &mut Linked, why: &NotGuarded) -> Option<Text> {
    page.field(
        "Refused",
        Role::Danger,
        Safe::ours(format!("What the registry sent can't be read: {why}. Nothing can be judged by it.")),
    );
    None
}

/// The version that waits, who signed it, and what it would change.
fn waits(
    page: &mut Linked,
    guarded: Guarded,
    old: Option<&Text>,
    (given, signed): (&GuardedText, Option<&Result<Signatures, String>>),
) {
    head(page, given);
    match signed {
        Some(Ok(signatures)) => signed_by(page, signatures, true),
        Some(Err(why)) => page.field("Refused", Role::Danger, Safe::ours(format!("It can't come into force: {why}."))),
        None => {}
    }
    let next = read(page, guarded, given);
    let (Some(old), Some(next)) = (old, next) else { return };
    page.append(changed::lines(&next.changes_since(old)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{digest::Digest, sample};

    fn given(text: &str) -> GuardedText {
        let (sha256, text) = (Digest::of(text), Untrusted::new(text));
        GuardedText { version: 1, sha256, text, signatures: vec![Untrusted::new(""); 2], since: None, revocations: Vec::new() }
    }

    fn says(guarded: Guarded, text: &str) -> String {
        format!("{:?}", page(guarded, (Some(&given(text)), None), (Some(None), None), "g r").into_items())
    }

    /// T20: what a registry calls its policy is read as strictly as any, and one below the floor is none.
    #[test]
    fn a_policy_below_the_floor_is_refused_whatever_the_registry_says() {
        assert!(says(Guarded::Policy, sample::POLICY).contains("No version waits."));
        for (guarded, text, why) in [
            (Guarded::Policy, sample::POLICY.replace("approvals=1", "approvals=0"), "besides the initiator's word (F18)"),
            (Guarded::Policy, sample::roster_text(), "the first line is neither"),
            (Guarded::Roster, sample::roster_text().replace("tomas.w security-officer", "tomas.w auditor"), "fewer than two"),
            (Guarded::Roster, "\u{1b}[2J".to_owned(), "the first line is neither"),
        ] {
            let said = says(guarded, &text);
            assert!(said.contains("Refused") && said.contains(why) && !said.contains("Persons"), "{said}");
        }
    }

    #[test]
    fn a_registry_without_a_roster_is_said_to_have_none() {
        let items = page(Guarded::Roster, (None, None), (None, None), "g r").into_items();
        assert!(format!("{items:?}").contains("This registry has no roster in force."));
    }
}
