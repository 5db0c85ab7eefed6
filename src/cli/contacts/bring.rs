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
        contact::{Directory, Entry, Import as Compared, import},
    },
    evidence::{
        contacts::{BundleHead, BundleText, NoSignatory, NotNext, TakenBundle},
        key::PublicKey,
        openssh_key::parse_openssh_public,
    },
    registry::{Deed, Read, Registry, Reply},
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
    /// Whose it is, and by which digest it is kept.
    pub taken: TakenBundle,
}

/// What is known before anything is recorded or proposed.
struct Begun {
    /// Where to act; none for a preview.
    desk: Option<Desk>,
    there: There,
    wanted: Vec<Entry>,
    taken: TakenBundle,
}

impl Import {
    /// Verifies, compares, asks, has it recorded, proposes.
    pub async fn done(&self, global: &Global) -> End {
        let begun = match self.begun(global).await {
            Ok(begun) => begun,
            Err(end) => return end,
        };
        let Some(desk) = begun.desk else { return End::Done };
        let (taken, source) = (begun.taken.clone(), begun.taken.source());
        let recorded = desk.alone(Deed::RecordBundle(Box::new(taken)), self.grounds.reason().to_owned()).await;
        if recorded != End::Done {
            return recorded;
        }
        self.grounds.propose(global, &desk, &begun.there, begun.wanted, &source).await
    }

    async fn begun(&self, global: &Global) -> Result<Begun, End> {
        let bundle = self.file.as_deref().map(|file| give::bundle(file).map(|text| (file, text))).transpose()?;
        let (desk, registry) = opened(global, &self.grounds)?;
        let there = There::asked(registry.as_ref()).await?;
        let heard = match (&bundle, self.peer) {
            (Some((file, text)), _) => {
                let before = there::bundles(registry.as_ref()).await?;
                self.verified(file, text, &there, before.iter().filter_map(|before| before.bundle.head()))?
            }
            (None, Some(peer)) => said(registry.as_ref(), peer).await?,
            (None, None) => return Err(End::NotBegun("Say which bundle, or --peer.".into())),
        };
        let compared = import(&there.contacts.directory, &heard.directory, heard.taken.from, there.contacts.as_of);
        println!("{}", told::differences(&compared.differences));
        let wanted = if desk.is_some() { self.wanted(&compared, &heard)? } else { Vec::new() };
        Ok(Begun { desk, there, wanted, taken: heard.taken.compared(&compared, &heard.directory) })
    }

    /// The bundle as somebody's word: signed with a key that may speak for them, of this environment, newer than the last.
    fn verified(
        &self,
        file: &Path,
        text: &BundleText,
        there: &There,
        before: impl Iterator<Item = BundleHead>,
    ) -> Result<Heard, End> {
        let refused = |why: NotNext| End::Refused(format!("{why}. Nothing was compared."));
        let newest = self.after.as_deref().map(give::bundle).transpose()?.map(|before| before.head());
        text.follows(there.environment, newest).map_err(refused)?;
        text.follows_all(there.environment, before).map_err(refused)?;
        let bundle = text.bundle();
        let signatures = files::signatures(file, &self.signatures).map_err(|ended| End::NotBegun(ended.sentence()))?;
        let given = self.given()?;
        let mut refused = Vec::new();
        for (name, signature) in &signatures {
            match text.signed_by(signature, given.as_ref(), &there.contacts.directory, there.contacts.as_of) {
                Ok(who) => {
                    let (number, whose, made, label) = (bundle.number, bundle.from, bundle.made, bundle.label.word());
                    println!("Bundle {number} of {whose}, made {made}, {label}: signed by {who}.\n");
                    return Ok(Heard { directory: text.directory(), taken: TakenBundle::of_bundle(text, &who) });
                }
                Err(why @ NoSignatory::Unknown(_)) => refused.push(format!("{name}: {why} and give it with --signer.")),
                Err(why) => refused.push(format!("{name}: {why}.")),
            }
        }
        let why = if refused.is_empty() { "there is no signature beside it.".to_owned() } else { refused.join(" ") };
        let whose = bundle.from;
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
    let heard = match there::ask(registry, Read::HeardContacts(peer)).await? {
        Reply::HeardContacts(Some(heard)) => heard,
        Reply::HeardContacts(None) => {
            let why = format!("{peer} has not said whom to call there; ask it whom to call there first. Nothing was compared.");
            return Err(End::Refused(why));
        }
        _ => return Err(there::other()),
    };
    if !heard.unread.is_empty() {
        eprintln!("countersign: {} entries of the answer can't be read here and are left out.", heard.unread.len());
    }
    println!(
        "{peer} said this of its own people at {}, {}, signed by its key {}.\n",
        heard.said,
        heard.label.word(),
        heard.key.gate(Kind::Name)
    );
    Ok(Heard { taken: heard.taken(), directory: heard.directory })
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
