//! Rosters and policies: which version, and which security officers signed it (F27).
//! A first roster is signed by its own officers; that these are the right people, no file can say.
//! Must not know: what a roster or a policy is good for.

use super::{Rules, judgement::Judgement, paper::Paper};
use crate::evidence::{digest::Digest, edition::Edition, guarded::Guarded, officers::Countersigned, sshsig::SshSignature};

/// Judges one.
pub(super) fn judge(paper: &Paper, rules: &Rules, judgement: &mut Judgement) {
    let new = match Guarded::parse(&paper.octets) {
        Ok(new) => new,
        Err(problem) => {
            judgement.about(&paper.name, "a roster or policy that is not one");
            return judgement.fails(problem);
        }
    };
    let (registry, environment) = new.registry();
    judgement.about(&paper.name, format_args!("{} v{} of {registry} ({environment})", new.kind().word(), new.edition().version));
    judgement.says(format_args!("sha256 {}", new.edition().sha256));
    judgement.says(format_args!("valid from {} to {}", new.validity().from(), new.validity().to()));
    let mut signatures: Vec<SshSignature> = Vec::new();
    for (name, signature) in &paper.signatures {
        match signature {
            Ok(signature) => signatures.push(*signature),
            Err(problem) => judgement.fails(format_args!("{name}: {problem}")),
        }
    }
    let first = new.edition().version.get() == 1;
    let old = before(&new, rules).filter(|old| !first && old.edition() != new.edition());
    if !first && old.is_none() {
        return judgement.open(format_args!("the {} it follows must be given, as --{0}", new.kind().word()));
    }
    if matches!(new, Guarded::Policy(_)) && rules.roster.is_none() {
        return judgement.open("whose officers signed it takes --roster");
    }
    let at = rules.at.unwrap_or_else(|| new.validity().from().timestamp());
    // A policy is signed by the officers of their time: of the newest roster whose officers are enough, else of the newest.
    let judged = |roster| new.succeeds(old.as_ref(), roster, &signatures, at);
    let complete = rules.rosters().map(|roster| judged(Some(roster)));
    let complete = complete.into_iter().find(|judged| judged.as_ref().is_ok_and(|succession| succession.is_complete()));
    match complete.unwrap_or_else(|| judged(rules.roster.as_ref())) {
        Err(problem) => judgement.fails(problem),
        Ok(succession) => {
            for signed in [&succession.by_old, &succession.by_new].into_iter().flatten() {
                told(signed, judgement);
            }
            if !succession.is_complete() {
                judgement.fails(format_args!("{} signatures of security officers are missing (F27)", succession.missing()));
            }
        }
    }
}

/// The version before: the one whose number and digest it follows, else the one that was given.
fn before(new: &Guarded, rules: &Rules) -> Option<Guarded> {
    let number = new.edition().version.get();
    let is_before = |old: &Edition, previous: Option<Digest>| old.version.get() + 1 == number && Some(old.sha256) == previous;
    match new {
        Guarded::Roster(new) => {
            let previous = new.roster().previous;
            let found = rules.rosters().find(|old| is_before(&old.edition(), previous)).or(rules.roster.as_ref());
            found.cloned().map(|roster| Guarded::Roster(Box::new(roster)))
        }
        Guarded::Policy(new) => {
            let previous = new.policy().previous;
            let found = rules.policies().find(|old| is_before(&old.edition(), previous)).or(rules.policy.as_ref());
            found.cloned().map(|policy| Guarded::Policy(Box::new(policy)))
        }
    }
}

fn told(signed: &Countersigned, judgement: &mut Judgement) {
    for person in &signed.by {
        judgement.holds(format_args!("{person}, security officer, signed it"));
    }
    for (_, why) in &signed.discounted {
        judgement.fails(why);
    }
}
