//! `countersign verify`: who signed what and when, from files alone. No configuration, no network, no secret (scenario 1).
//! It says `OK`, or the first thing that does not hold. What can't be judged without another file is said, and is not OK.
//! Must not know: registries, and where the files come from.

mod contacts;
mod guarded;
mod journal;
mod judgement;
mod messages;
mod packed;
mod paper;
mod reconciled;
mod resolution;
mod revocation;
mod signed;
mod standing;
mod versions;

use super::start;
use crate::{
    evidence::{
        confirmation, contact_change, contacts as bundles,
        journal::MANIFEST_MAGIC,
        order, policy,
        policy::PolicyText,
        reconciliation, resolution as resolutions,
        revocation::{self as revocations, SignedRevocation},
        roster,
        roster::RosterText,
        statement,
    },
    text::Untrusted,
};
use jiff::Timestamp;
use judgement::Judgement;
use paper::Paper;
use reconciled::RegistryKey;
use std::{
    io::{self, Write as _},
    path::{Path, PathBuf},
    process::ExitCode,
};
use versions::Versions;

/// What is said of a file that is none of these.
const UNKNOWN: &str = "it does not begin as an order, a statement, a resolution, a confirmation, a roster, a policy, a revocation, \
                       a reconciliation result, a bundle or a change of contacts, or a journal's manifest";

/// What is verified, and by which rules.
#[derive(Debug, clap::Args)]
pub(super) struct Verify {
    /// Packs of evidence; orders, statements, resolutions, confirmations, rosters, policies, revocations, reconciliation results, contacts and their changes, and manifests of journals; the signatures of FILE are beside it, in FILE.sig or FILE.*.sig
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The roster that says whose the keys are; for a roster, the one that it follows
    #[arg(long, value_name = "FILE")]
    roster: Option<PathBuf>,
    /// The policy by which orders are judged; for a policy, the one that it follows
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// A registry's key, base64url, by which its signature of a reconciliation result is judged; may be given again
    #[arg(long, value_name = "REGISTRY=KEY")]
    registry_key: Vec<RegistryKey>,
    /// The time for which orders are judged [default: when the newest of the texts was made]
    #[arg(long, value_name = "TIME")]
    at: Option<Timestamp>,
}

/// The rules that texts are judged by.
struct Rules {
    /// Without the keys that were revoked.
    roster: Option<RosterText>,
    policy: Option<PolicyText>,
    /// The versions beside them that a pack brought and that are believed.
    versions: Versions,
    /// The revocations that counted.
    revocations: Vec<SignedRevocation>,
    registry_keys: Vec<RegistryKey>,
    at: Option<Timestamp>,
}

/// Verifies files, and tells.
pub(super) fn run(asked: &Verify) -> ExitCode {
    match judged(asked) {
        Ok(judgement) => {
            // A reader that has seen enough, such as `head`, is no failure.
            let _ = io::stdout().lock().write_all(judgement.told().as_bytes());
            ExitCode::from(judgement.status())
        }
        Err(sentence) => start::refuse(&sentence),
    }
}

fn judged(asked: &Verify) -> Result<Judgement, String> {
    let mut rules = Rules {
        roster: rule(asked.roster.as_deref(), |octets| RosterText::parse(octets).map_err(|problem| problem.to_string()))?,
        policy: rule(asked.policy.as_deref(), |octets| PolicyText::parse(octets).map_err(|problem| problem.to_string()))?,
        versions: Versions::default(),
        revocations: Vec::new(),
        registry_keys: asked.registry_key.clone(),
        at: asked.at,
    };
    let mut judgement = Judgement::default();
    let (mut papers, mut packs) = (Vec::new(), Vec::new());
    for path in &asked.files {
        match packed::octets(path) {
            None => papers.push(Paper::read(path)?),
            Some(octets) => packs.push((shown(path), octets)),
        }
    }
    // A key that was revoked signs nothing any more, wherever it stands among the files.
    revocation::judge(&papers, &mut rules).iter().for_each(|judged| revocation::tell(judged, &mut judgement));
    for (name, octets) in &packs {
        let inside = packed::judge(name, octets, &rules, &mut judgement);
        inside.iter().for_each(|(papers, rules)| judge(papers, rules, &mut judgement));
    }
    judge(&papers, &rules, &mut judgement);
    Ok(judgement)
}

/// Judges texts, and how the orders among them stand.
fn judge(papers: &[Paper], rules: &Rules, judgement: &mut Judgement) {
    let (mut orders, mut statements) = (Vec::new(), Vec::new());
    let (mut resolved, mut words) = (Vec::new(), Vec::new());
    let (mut changes, mut answers) = (Vec::new(), Vec::new());
    for paper in papers {
        match paper.magic() {
            order::MAGIC => orders.extend(signed::order(paper, rules, judgement)),
            statement::MAGIC => statements.extend(signed::statement(paper, rules, judgement)),
            resolutions::MAGIC => resolved.extend(resolution::resolution(paper, rules, judgement)),
            confirmation::MAGIC => words.extend(resolution::confirmation(paper, rules, judgement)),
            roster::MAGIC | policy::MAGIC => guarded::judge(paper, rules, judgement),
            reconciliation::MAGIC => reconciled::judge(paper, rules, judgement),
            contact_change::MAGIC => changes.extend(contacts::change(paper, rules, judgement)),
            contact_change::CONFIRMATION_MAGIC => answers.extend(contacts::confirmation(paper, rules, judgement)),
            bundles::MAGIC => contacts::bundle(paper, rules, judgement),
            // They were judged before all others.
            revocations::MAGIC => {}
            MANIFEST_MAGIC => journal::manifest(paper, rules, judgement),
            _ => {
                judgement.about(&paper.name, "unknown");
                judgement.fails(UNKNOWN);
            }
        }
    }
    standing::judge(&orders, &statements, rules, judgement);
    resolution::judge(&resolved, &words, rules, judgement);
    contacts::judge(&changes, &answers, rules, judgement);
}

/// Reads a rule, if there is one.
fn rule<T>(path: Option<&Path>, read: impl Fn(&[u8]) -> Result<T, String>) -> Result<Option<T>, String> {
    let Some(path) = path else { return Ok(None) };
    let paper = Paper::read(path)?;
    read(&paper.octets).map(Some).map_err(|why| format!("{} is not used: {why}. Nothing was verified.", paper.name))
}

/// A path, safe for the terminal.
fn shown(path: &Path) -> String {
    Untrusted::new(path.to_string_lossy()).gate(crate::text::Kind::Name).to_string()
}
