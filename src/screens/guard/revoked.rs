//! The keys that one person ended before their row does: whose, by whom, since when and why (F15).
//! A key that was revoked counts no more here whatever the signature says; but whether it holds is said.
//! Must not know: which version is shown.

use crate::{
    evidence::{openssh_key::openssh_fingerprint, roster::RosterText},
    registry::book::{GuardedText, ReceivedRevocation},
    screens::linked::Linked,
    text::{Kind, Untrusted, time},
    ui::{Safe, Span, detail::Item, theme::Role},
};

/// The revocations beside a roster.
pub(super) fn page(given: &GuardedText) -> Linked {
    let mut page = Linked::default();
    if given.revocations.is_empty() {
        return page;
    }
    page.section(Safe::ours(format!("Revoked keys, {}", given.revocations.len())));
    let roster = RosterText::parse(given.text.octets().as_bytes()).ok();
    for revoked in &given.revocations {
        lines(&mut page, revoked, roster.as_ref());
    }
    let words = "Only a version in which the key's row begins later brings it back; two officers sign that.";
    page.add(Item::Text(vec![Span::new(Role::Dim, words)]));
    page
}

fn lines(page: &mut Linked, revoked: &ReceivedRevocation, roster: Option<&RosterText>) {
    let signed = match revoked.read() {
        Ok(signed) => signed,
        Err(why) => return page.field("Not readable", Role::Warn, Safe::ours(format!("what the registry sent is none: {why}"))),
    };
    let revocation = signed.text.revocation();
    let since = time::full(signed.since().timestamp());
    let said = format!("{} · since {since} · by {}", openssh_fingerprint(&revocation.key), revocation.person);
    page.field(Safe::ours(revocation.of.to_string()), Role::Danger, Safe::ours(said));
    let reason = Untrusted::new(revocation.reason.as_str());
    page.add(Item::Text(vec![Span::text("  "), Span::text(reason.gate(Kind::Prose))]));
    if let Some(Err(why)) = roster.map(|roster| signed.judge(roster.roster())) {
        page.field("Does not hold", Role::Warn, Safe::ours(format!("{why}; the key counts no more here all the same")));
    }
}
