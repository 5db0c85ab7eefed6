//! How the next version of the roster or the policy comes into force (F27): one security officer proposes it, another signs it too.
//! A change is exactly the next version, signed by two officers who hold no operating role; open orders are counted anew in the same act.
//! Must not know: HTTP, and how one officer takes a version back.

use crate::{
    evidence::{
        policy::PolicyText,
        roster::RosterText,
        sshsig::SshSignature,
        succession::{self, NoSuccessor, Succession},
    },
    sandbox::{
        book::{self, Guarded},
        desk::Desk,
        fault::StoreProblem,
        guard::{InForce, in_force, posting, revocations},
        ledger, orders,
        people::Deed,
        problem::Refusal,
        receipts::{self, Asked, Content, Done},
    },
    wire::{
        admin::{
            Receipt,
            signed::{GuardedText, SignGuarded},
        },
        ledger::Act,
    },
};
use jiff::Timestamp;

/// Takes an officer's signature under the next version: the first proposes it, the second brings it into force.
///
/// # Errors
/// What does not read, what can't follow the version in force, or a signature that does not count.
pub(in crate::sandbox) fn sign(desk: &Desk<'_>, asked: Asked, what: Guarded, signed: &SignGuarded) -> Result<Receipt, Refusal> {
    let body = receipts::octets(signed)?;
    let content = Content::of(Deed::Guard, what.word(), &body).signed(&signed.text);
    receipts::once(desk.book, desk.now, asked, content, || {
        let force = in_force(desk.book)?;
        let kind = what.word();
        let signature = SshSignature::parse(&signed.signature).map_err(|why| Refusal::field("signature", why.to_string()))?;
        its_own(&force, asked, &signature)?;
        let (mut text, earlier) = proposed(desk, what, signed)?;
        let before = earlier.len();
        let mut signatures = earlier;
        signatures.push(signature);
        let succession = judged(&force, what, &signed.text, &signatures, desk.now)?;
        counts(&succession, before)?;
        text.signatures.push(signed.signature.clone());
        let complete = succession.is_complete();
        let mut postings = vec![posting(kind, &text, complete)];
        if complete {
            let force = with(desk, &force, what, &text)?;
            postings.extend(orders::counted_anew(desk, &force)?);
        }
        let by = vec![asked.person.login.to_owned()];
        let (entry, said) = match complete {
            true => (format!("{kind}-in-force"), format!("version {} of the {kind} is in force", text.version)),
            false => (format!("{kind}-proposed"), format!("version {} of the {kind} waits for another officer", text.version)),
        };
        let act = Act { by, reason: said.clone(), message: None, postings };
        let entry = ledger::append(desk, &entry, &act)?.seq;
        Ok(Done { entry, said, subject: kind.to_owned() })
    })
}

/// The signature is made with a key of the person whose session it is.
fn its_own(force: &InForce, asked: Asked, signature: &SshSignature) -> Result<(), Refusal> {
    let roster = force.roster.roster();
    let person = roster.person_of_login(asked.person.login);
    let owner = roster.key(&signature.public_key()).map(|row| &row.person);
    if person.is_some() && person == owner {
        return Ok(());
    }
    Err(Refusal::rule("F02", "this is not signed with a key that the roster in force has for the person who is signed in"))
}

/// The text with the signatures it has so far.
fn proposed(desk: &Desk<'_>, what: Guarded, signed: &SignGuarded) -> Result<(GuardedText, Vec<SshSignature>), Refusal> {
    let version = match what {
        Guarded::Roster => RosterText::parse(signed.text.as_bytes()).map(|text| text.edition()).map_err(|why| why.to_string()),
        Guarded::Policy => PolicyText::parse(signed.text.as_bytes()).map(|text| text.edition()).map_err(|why| why.to_string()),
    };
    let edition = version.map_err(|why| Refusal::rule("F27", why))?;
    let sha256 = edition.sha256.to_string();
    let known = book::guarded_text(desk.book, what, edition.version.get(), &sha256)?;
    let signatures = known.map(|known| known.signatures).unwrap_or_default();
    let parsed = signatures.iter().map(|armored| SshSignature::parse(armored));
    let parsed = parsed.collect::<Result<_, _>>().map_err(|_| StoreProblem::Row("a signature"))?;
    let text = signed.text.clone();
    Ok((GuardedText { version: edition.version.get(), sha256, text, signatures, since: None, revocations: Vec::new() }, parsed))
}

fn judged(
    force: &InForce,
    what: Guarded,
    text: &str,
    signatures: &[SshSignature],
    now: Timestamp,
) -> Result<Succession, Refusal> {
    let refuse = |why: NoSuccessor| Refusal::rule("F27", why.to_string());
    match what {
        Guarded::Roster => {
            let new = RosterText::parse(text.as_bytes()).map_err(|_| StoreProblem::Row("a roster"))?;
            succession::next_roster(&force.roster, &new, signatures, now).map_err(refuse)
        }
        Guarded::Policy => {
            let new = PolicyText::parse(text.as_bytes()).map_err(|_| StoreProblem::Row("a policy"))?;
            succession::next_policy(Some(&force.policy), &new, &force.roster, signatures, now).map_err(refuse)
        }
    }
}

/// The newest signature counts by the roster in force, or by the new one.
fn counts(succession: &Succession, at: usize) -> Result<(), Refusal> {
    let reasons: Vec<String> = [&succession.by_old, &succession.by_new]
        .into_iter()
        .flatten()
        .filter_map(|judged| judged.discounted.iter().find(|(place, _)| *place == at).map(|(_, why)| why.to_string()))
        .collect();
    let judges = [&succession.by_old, &succession.by_new].into_iter().flatten().count();
    match reasons.first() {
        Some(why) if reasons.len() == judges => Err(Refusal::rule("F27", why.clone())),
        _ => Ok(()),
    }
}

/// What is in force once the text is.
fn with(desk: &Desk<'_>, force: &InForce, what: Guarded, text: &GuardedText) -> Result<InForce, Refusal> {
    let octets = text.text.as_bytes();
    let roster = |text: RosterText| -> Result<_, StoreProblem> { Ok(text.without(&revocations(desk.book)?)) };
    Ok(match what {
        Guarded::Roster => InForce {
            roster: roster(RosterText::parse(octets).map_err(|_| StoreProblem::Row("a roster"))?)?,
            policy: force.policy.clone(),
        },
        Guarded::Policy => InForce {
            roster: force.roster.clone(),
            policy: PolicyText::parse(octets).map_err(|_| StoreProblem::Row("a policy"))?,
        },
    })
}
