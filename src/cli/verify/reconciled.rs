//! The results of reconciliation runs: what was found, and which registries signed it.
//! Whose a registry's key is, the directory of counterparts says; without it the key is told and it stays open.
//! Must not know: how books are compared.

use super::{Rules, judgement::Judgement, paper::Paper, signed::unreadable};
use crate::{
    domain::RegistryId,
    evidence::{key::PublicKey, reconciliation::ReconciliationText, sshsig::Namespace},
};

/// A registry's key, as `--registry-key CHE01=KEY` gives it.
#[derive(Clone, Copy, Debug)]
pub(super) struct RegistryKey {
    pub(super) registry: RegistryId,
    pub(super) key: PublicKey,
}

impl std::str::FromStr for RegistryKey {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (registry, key) = text.split_once('=').ok_or("a registry's key reads like CHE01=KEY")?;
        let registry = registry.parse().map_err(|problem: crate::domain::IdProblem| problem.to_string())?;
        let key = key.parse().map_err(|_| "the key is no Ed25519 public key, base64url without padding".to_owned())?;
        Ok(Self { registry, key })
    }
}

/// Judges one.
pub(super) fn judge(paper: &Paper, rules: &Rules, judgement: &mut Judgement) {
    let text = match ReconciliationText::parse(&paper.octets) {
        Ok(text) => text,
        Err(problem) => {
            judgement.about(&paper.name, "a result of reconciliation that is not one");
            return judgement.fails(problem);
        }
    };
    let result = text.result();
    let verdict = if result.passes() { "passed" } else { "differs" };
    judgement.about(&paper.name, format_args!("reconciliation {}: {verdict}", result.run));
    judgement.says(format_args!("sha256 {}", text.sha256()));
    match result.counterpart {
        Some(peer) => judgement.says(format_args!("{} and {peer} ({}), at {}", result.opener, result.environment, result.at)),
        None => judgement.says(format_args!("within {} ({}), at {}", result.opener, result.environment, result.at)),
    }
    for found in &result.found {
        judgement.says(format_args!("{}: {found}", found.code.spec().name));
    }
    unreadable(paper, judgement);
    let registries: Vec<RegistryId> = std::iter::once(result.opener).chain(result.counterpart).collect();
    for registry in &registries {
        by_registry(paper, *registry, rules, judgement);
    }
    unknown(paper, &registries, rules, judgement);
}

/// The signature of one of the registries, if its key is given.
fn by_registry(paper: &Paper, registry: RegistryId, rules: &Rules, judgement: &mut Judgement) {
    let known = rules.registry_keys.iter().filter(|known| known.registry == registry);
    let keys: Vec<&PublicKey> = known.map(|known| &known.key).collect();
    if keys.is_empty() {
        return judgement.open(format_args!("whether {registry} signed it takes its key, as --registry-key {registry}=KEY"));
    }
    let signed = paper
        .signatures_for(Namespace::Snapshot)
        .any(|signature| keys.iter().any(|key| signature.verify(Namespace::Snapshot, &paper.octets, key).is_ok()));
    if signed {
        judgement.holds(format_args!("{registry} signed it for {}", Namespace::Snapshot));
    } else {
        judgement.fails(format_args!("no signature of {registry} is beside it"));
    }
}

/// Signatures with keys that were not given: good over these octets, and open whose they are.
fn unknown(paper: &Paper, registries: &[RegistryId], rules: &Rules, judgement: &mut Judgement) {
    for signature in paper.signatures_for(Namespace::Snapshot) {
        let key = signature.public_key();
        if rules.registry_keys.iter().any(|known| known.key == key && registries.contains(&known.registry)) {
            continue;
        }
        match signature.verify(Namespace::Snapshot, &paper.octets, &key) {
            Ok(()) => judgement.open(format_args!("signed with the key {}, which nobody named", key.fingerprint())),
            Err(problem) => judgement.fails(problem),
        }
    }
}
