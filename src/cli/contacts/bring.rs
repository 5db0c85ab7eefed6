//! `countersign contacts import`: somebody else's word about their people, verified, compared line by line, and proposed where it is newer.
//! The newest verified word counts, never the newest edited one; a conflict is decided by a person, and nothing is taken over straight.
//! Must not know: how proposals are signed and sent.

use super::{
    decide, give,
    propose::Grounds,
    there::{self, There},
    told,
};
use crate::{
    cli::{Global, guarded::acting::Desk, guarded::files, registries, status::End},
    domain::{
        RegistryId,
        contact::{Directory, Entry, Import as Compared, Speaker, import},
    },
    evidence::{
        contacts::BundleText,
        key::PublicKey,
        openssh_key::{openssh_fingerprint, parse_openssh_public},
        sshsig::SshSignature,
    },
    registry::{Read, Registry, Reply},
    text::Kind,
};
use clap::Args;
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// The longest file with a public key.
const LONGEST_KEY: usize = 4_096;

/// A bundle to be taken over.
#[derive(Debug, Args)]
pub(in crate::cli) struct Import {
    /// The bundle
    #[arg(required_unless_present = "peer")]
    file: Option<PathBuf>,
    /// In place of a bundle, what this counterpart said last when our registry asked it (`contacts ask`)
    #[arg(long, value_name = "REGISTRY", conflicts_with_all = ["file", "signatures", "signer", "after"])]
    peer: Option<RegistryId>,
    /// A signature of it; may be given more than once [default: all files beside it that begin with its name and end with .sig]
    #[arg(long = "signature", value_name = "FILE")]
    signatures: Vec<PathBuf>,
    /// The public key of who signs for the speaker, as one OpenSSH line that was compared on the telephone [default: those that the
    /// directory has for them]
    #[arg(long, value_name = "FILE")]
    signer: Option<PathBuf>,
    /// The bundle of this speaker that was taken over last: an older one is refused
    #[arg(long, value_name = "FILE")]
    after: Option<PathBuf>,
    /// Whose word is taken in conflicts: ours or theirs, or for one of them by its number, such as 2=theirs; may be given more than once
    /// [default: asks, and keeps ours where nobody can be asked]
    #[arg(long, value_name = "CHOICE")]
    take: Vec<decide::Take>,
    #[command(flatten)]
    grounds: Grounds,
}

/// What somebody says of their people, once it is known to be theirs.
pub(super) struct Heard {
    pub directory: Directory,
    pub speaker: Speaker,
    /// Where it came from, in a clause.
    pub source: String,
}

impl Import {
    /// Verifies, compares, asks, proposes.
    pub async fn done(&self, global: &Global) -> End {
        match self.begun(global).await {
            Ok((None, _, _)) => End::Done,
            Ok((Some(desk), there, (wanted, source))) => self.grounds.propose(global, &desk, &there, wanted, &source).await,
            Err(end) => end,
        }
    }

    async fn begun(&self, global: &Global) -> Result<(Option<Desk>, There, (Vec<Entry>, String)), End> {
        let bundle = self.file.as_deref().map(|file| give::bundle(file).map(|text| (file, text))).transpose()?;
        let (desk, registry) = opened(global, &self.grounds)?;
        let there = There::asked(registry.as_ref()).await?;
        let heard = match (&bundle, self.peer) {
            (Some((file, text)), _) => self.verified(file, text, &there)?,
            (None, Some(peer)) => said(registry.as_ref(), peer).await?,
            (None, None) => return Err(End::NotBegun("Say which bundle, or --peer.".into())),
        };
        let compared = import(&there.contacts.directory, &heard.directory, heard.speaker, there.contacts.as_of);
        println!("{}", told::differences(&compared.differences));
        let wanted = if desk.is_some() { self.wanted(&compared, &heard)? } else { Vec::new() };
        Ok((desk, there, (wanted, heard.source)))
    }

    /// The bundle as somebody's word: signed with a key that may speak for them, of this environment, newer than the last.
    fn verified(&self, file: &Path, text: &BundleText, there: &There) -> Result<Heard, End> {
        let newest = self.after.as_deref().map(give::bundle).transpose()?.map(|before| before.head());
        text.follows(there.environment, newest).map_err(|why| End::Refused(format!("{why}. Nothing was compared.")))?;
        let (bundle, speaker) = (text.bundle(), text.bundle().from);
        let whose = match speaker {
            Speaker::Registry(registry) => registry.to_string(),
            Speaker::Hub => "the hub".to_owned(),
        };
        let signatures = files::signatures(file, &self.signatures).map_err(|ended| End::NotBegun(ended.sentence()))?;
        let given = self.given()?;
        let mut refused = Vec::new();
        for (name, signature) in &signatures {
            match who_signed(text, signature, given.as_ref(), there) {
                Ok(who) => {
                    println!(
                        "Bundle {} of {whose}, made {}, {}: signed by {who}.\n",
                        bundle.number,
                        bundle.made,
                        bundle.label.word()
                    );
                    let source = format!("bundle {} of {whose}, sha256:{}", bundle.number, text.sha256());
                    return Ok(Heard { directory: text.directory(), speaker, source });
                }
                Err(why) => refused.push(format!("{name}: {why}.")),
            }
        }
        let why = if refused.is_empty() { "there is no signature beside it.".to_owned() } else { refused.join(" ") };
        Err(End::Refused(format!("Nobody who may speak for {whose} signed the bundle: {why} Nothing was compared.")))
    }

    /// The key that was compared on the telephone.
    fn given(&self) -> Result<Option<PublicKey>, End> {
        let Some(path) = &self.signer else { return Ok(None) };
        let octets = files::octets(path, LONGEST_KEY).map_err(|ended| End::NotBegun(ended.sentence()))?;
        let line = String::from_utf8_lossy(&octets);
        let key = parse_openssh_public(line.trim()).map_err(|why| End::NotBegun(format!("{}: {why}.", files::called(path))))?;
        Ok(Some(key))
    }

    /// What is to be proposed: all that is taken, and what a person decides of the conflicts.
    fn wanted(&self, compared: &Compared, heard: &Heard) -> Result<Vec<Entry>, End> {
        let decided = decide::theirs(compared, &self.take).map_err(End::NotBegun)?;
        let keys = compared.taken().map(|difference| &difference.key).chain(&decided);
        let entries = keys.filter_map(|key| heard.directory.entries.get(key)).map(|record| record.entry.clone());
        Ok(entries.collect())
    }
}

/// What a counterpart said last; our registry verified that it was signed by the counterpart's key.
async fn said(registry: &dyn Registry, peer: RegistryId) -> Result<Heard, End> {
    let Reply::HeardContacts(heard) = there::ask(registry, Read::HeardContacts(peer)).await? else { return Err(there::other()) };
    if !heard.unread.is_empty() {
        eprintln!("countersign: {} entries of the answer can't be read here and are left out.", heard.unread.len());
    }
    println!(
        "{peer} said this of its own people at {}, {}, signed by its key {}.\n",
        heard.said,
        heard.label.word(),
        heard.key.gate(Kind::Name)
    );
    let source = format!("the answer of {peer} of {}, sha256:{}", heard.said, heard.sha256);
    Ok(Heard { directory: heard.directory, speaker: Speaker::Registry(peer), source })
}

/// The registry to ask; with the right to act unless nothing is to be proposed.
pub(super) fn opened(global: &Global, grounds: &Grounds) -> Result<(Option<Desk>, Arc<dyn Registry>), End> {
    if grounds.is_preview() {
        return registries::one(global).map(|registry| (None, registry)).map_err(End::NotBegun);
    }
    let desk = Desk::of(global).map_err(End::NotBegun)?;
    let registry = Arc::clone(&desk.registry);
    Ok((Some(desk), registry))
}

/// Who signed, if they may speak for the speaker of the bundle.
fn who_signed(text: &BundleText, signature: &SshSignature, given: Option<&PublicKey>, there: &There) -> Result<String, String> {
    let key = signature.public_key();
    text.verify(signature, &key).map_err(|why| why.to_string())?;
    let fingerprint = openssh_fingerprint(&key);
    if let Some(given) = given {
        let is_it = *given == key;
        return if is_it {
            Ok(format!("the key {fingerprint}, as given"))
        } else {
            Err(format!("{fingerprint} is another key than the one given"))
        };
    }
    let known = fingerprint
        .parse()
        .ok()
        .and_then(|fingerprint| there.contacts.directory.signer(text.bundle().from, &fingerprint, there.contacts.as_of));
    known.map(|owner| format!("{owner}, whose key the directory has")).ok_or_else(|| {
        format!("{fingerprint} is no key that the directory has for them, verified by two persons; compare it with them on the telephone and give it with --signer")
    })
}
