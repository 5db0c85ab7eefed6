//! Rosters and policies: which version, and which security officers signed it (F27).
//! A first roster is signed by its own officers; that these are the right people, no file can say.
//! Must not know: what a roster or a policy is good for.

use super::{Rules, judgement::Judgement, paper::Paper};
use crate::evidence::{guarded::Guarded, officers::Countersigned, sshsig::SshSignature};

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
    let old = match &new {
        Guarded::Roster(_) => rules.roster.clone().map(|roster| Guarded::Roster(Box::new(roster))),
        Guarded::Policy(_) => rules.policy.clone().map(|policy| Guarded::Policy(Box::new(policy))),
    };
    let old = old.filter(|old| !first && old.edition() != new.edition());
    if !first && old.is_none() {
        return judgement.open(format_args!("the {} it follows must be given, as --{0}", new.kind().word()));
    }
    if matches!(new, Guarded::Policy(_)) && rules.roster.is_none() {
        return judgement.open("whose officers signed it takes --roster");
    }
    let at = rules.at.unwrap_or_else(|| new.validity().from().timestamp());
    match new.succeeds(old.as_ref(), rules.roster.as_ref(), &signatures, at) {
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

fn told(signed: &Countersigned, judgement: &mut Judgement) {
    for person in &signed.by {
        judgement.holds(format_args!("{person}, security officer, signed it"));
    }
    for (_, why) in &signed.discounted {
        judgement.fails(why);
    }
}
