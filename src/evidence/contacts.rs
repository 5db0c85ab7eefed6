//! A bundle of contacts: what a registry or a hub says of its people, as a text that is signed in `itmo-contact@v1`.
//! Every entry stands in it with who verified it, how and when; the reader decides what of it counts.
//! Must not know: whose key signs it, or what is known already.

mod fault;
mod line;
mod people;
mod places;
mod signatory;
mod succession;
mod taken;
mod ties;

pub use fault::{BundleFault, BundleProblem};
pub use signatory::{NoSignatory, Signatory};
pub use succession::{BundleHead, NotNext};
pub use taken::{BundleForm, Share, TakenBundle};

use super::{
    digest::Digest,
    lines::{LineFault, LineProblem, LineWriter, Lines},
    moment::Moment,
    roster::head,
    sshsig::{Namespace, SshSignature, SshsigProblem},
};
use crate::{
    domain::{
        Environment,
        contact::{Directory, Entry, EntryKey, Record, Speaker, Tlp},
    },
    evidence::key::PublicKey,
};
use line::{Wrong, word_of};
use std::num::NonZeroU32;

/// The first line of the text.
pub const MAGIC: &str = "itmo-contacts/v1";

/// The most octets of the text: some thousand people.
pub const MOST_OCTETS: usize = 2 * 1024 * 1024;

/// What a bundle says. Only [`BundleText`] is known to be well-formed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactBundle {
    /// Who speaks.
    pub from: Speaker,
    /// What their registry is: contacts of practice are none of production (T33).
    pub environment: Environment,
    /// Its number, from 1: an older one is not taken after a newer one.
    pub number: NonZeroU32,
    /// The digest of the bundle before; none for the first.
    pub previous: Option<Digest>,
    /// When it was made.
    pub made: Moment,
    /// How far it may travel.
    pub label: Tlp,
    /// What it says, ascending by key.
    pub records: Vec<Record>,
}

/// A bundle with the exact octets that are signed. It is made by strict reading only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BundleText {
    text: String,
    bundle: ContactBundle,
    sha256: Digest,
}

/// One kind of entry: the stem of its lines, how they are read, and how they are written.
struct Kind {
    stem: &'static str,
    read: fn(&mut Lines<'_>, &str) -> Result<Entry, LineProblem>,
    write: fn(LineWriter, &str, &Entry) -> LineWriter,
}

/// The kinds in the order in which they stand in the text, which is that of their keys.
const KINDS: [Kind; 9] = [
    Kind { stem: "organisation", read: places::read_organisation, write: places::write_organisation },
    Kind { stem: "registry", read: places::read_registry, write: places::write_registry },
    Kind { stem: "card", read: people::read_card, write: people::write_card },
    Kind { stem: "absence", read: people::read_absence, write: people::write_absence },
    Kind { stem: "role", read: people::read_assignment, write: people::write_assignment },
    Kind { stem: "channel", read: people::read_channel, write: people::write_channel },
    Kind { stem: "key", read: people::read_key, write: people::write_key },
    Kind { stem: "chain", read: ties::read_chain, write: ties::write_chain },
    Kind { stem: "list", read: ties::read_list, write: ties::write_list },
];

impl BundleText {
    /// Reads a bundle. Every text that is accepted is exactly what [`ContactBundle::write`] writes.
    ///
    /// # Errors
    /// [`BundleProblem`] names the first line that is not as it must be, or the entry that contradicts another.
    pub fn parse(octets: &[u8]) -> Result<Self, BundleProblem> {
        let bundle = read(octets)?;
        check(&bundle)?;
        let text = write(&bundle);
        // The reader lets nothing pass that is spelled otherwise. Should it ever, this is where it ends.
        if text.as_bytes() != octets {
            return Err(LineProblem { line: 0, key: String::new(), fault: LineFault::Spelling }.into());
        }
        let sha256 = Digest::of(&text);
        Ok(Self { text, bundle, sha256 })
    }

    /// The text: these octets are signed.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What it says.
    pub fn bundle(&self) -> &ContactBundle {
        &self.bundle
    }

    /// The digest of the text.
    pub fn sha256(&self) -> Digest {
        self.sha256
    }

    /// Whether the expected key signed this bundle as a person's word about contacts.
    ///
    /// # Errors
    /// [`SshsigProblem`].
    pub fn verify(&self, signature: &SshSignature, expected: &PublicKey) -> Result<(), SshsigProblem> {
        signature.verify(Namespace::Contact, self.text.as_bytes(), expected)
    }

    /// What it says, as a directory to be compared with ours.
    pub fn directory(&self) -> Directory {
        let mut directory = Directory::default();
        self.bundle.records.iter().for_each(|record| directory.set(record.clone()));
        directory
    }
}

impl ContactBundle {
    /// Writes the text that is signed.
    ///
    /// # Errors
    /// [`BundleProblem`], as when it is read, and [`BundleFault::NotSaid`] for an entry that can't be said in such a text.
    pub fn write(&self) -> Result<BundleText, BundleProblem> {
        let written = BundleText::parse(write(self).as_bytes())?;
        let changed = self.records.iter().zip(&written.bundle.records).find(|(said, read)| said != read);
        match changed {
            Some((said, _)) => Err(BundleFault::NotSaid(said.entry.key().word()).into()),
            None => Ok(written),
        }
    }
}

fn write(bundle: &ContactBundle) -> String {
    let head = LineWriter::new(MAGIC)
        .put("from", bundle.from)
        .put("environment", bundle.environment)
        .put("number", bundle.number)
        .put_if("previous", bundle.previous.map(|digest| format!("sha256:{digest}")))
        .put("made", bundle.made)
        .put("label", bundle.label.word());
    let entries: Vec<&Entry> = bundle.records.iter().map(|record| &record.entry).collect();
    let all = put_entries(head, &entries, |writer, row, at| match bundle.records.get(at) {
        Some(record) => line::put_standing(writer, row, &record.standing),
        None => writer,
    });
    all.finish()
}

/// Writes entries kind by kind, each with its count; `end` writes the last line of the entry that is at this place.
pub(super) fn put_entries(
    writer: LineWriter,
    entries: &[&Entry],
    end: impl Fn(LineWriter, &str, usize) -> LineWriter,
) -> LineWriter {
    KINDS.iter().fold(writer, |writer, kind| {
        let of_kind: Vec<(usize, &Entry)> =
            entries.iter().copied().enumerate().filter(|(_, entry)| entry.key().word() == kind.stem).collect();
        let begun = writer.put(&format!("{}-count", kind.stem), of_kind.len());
        of_kind.iter().enumerate().fold(begun, |writer, (before, (at, entry))| {
            let row = format!("{}-{}", kind.stem, before + 1);
            end((kind.write)(writer, &row, entry), &row, *at)
        })
    })
}

fn read(octets: &[u8]) -> Result<ContactBundle, LineProblem> {
    let mut lines = Lines::open_within(octets, MAGIC, MOST_OCTETS)?;
    let bundle = ContactBundle {
        from: lines.take_as("from")?,
        environment: lines.take_as("environment")?,
        number: lines.take_as("number")?,
        previous: head::previous(&mut lines)?,
        made: lines.take_as("made")?,
        label: {
            let word = lines.take("label")?;
            word_of(word, Tlp::of_word, "a TLP label").map_err(|why: Wrong| lines.wrong(why))?
        },
        records: records(&mut lines)?,
    };
    lines.end()?;
    Ok(bundle)
}

fn records(lines: &mut Lines<'_>) -> Result<Vec<Record>, LineProblem> {
    let read = take_entries(lines, line::take_standing)?;
    Ok(read.into_iter().map(|(entry, standing)| Record { entry, standing }).collect())
}

/// Reads entries as [`put_entries`] writes them; `end` reads the last line of each.
pub(super) fn take_entries<T>(
    lines: &mut Lines<'_>,
    end: impl Fn(&mut Lines<'_>, &str) -> Result<T, LineProblem>,
) -> Result<Vec<(Entry, T)>, LineProblem> {
    let mut entries = Vec::new();
    for kind in &KINDS {
        let count: u16 = lines.take_number(&format!("{}-count", kind.stem))?;
        for number in 1..=count {
            let row = format!("{}-{number}", kind.stem);
            let entry = (kind.read)(lines, &row)?;
            entries.push((entry, end(lines, &row)?));
        }
    }
    Ok(entries)
}

/// What is wrong between the entries.
fn check(bundle: &ContactBundle) -> Result<(), BundleFault> {
    if (bundle.number.get() == 1) != bundle.previous.is_none() {
        return Err(BundleFault::Previous);
    }
    let keys: Vec<EntryKey> = bundle.records.iter().map(|record| record.entry.key()).collect();
    if let Some((_, second)) = keys.iter().zip(keys.iter().skip(1)).find(|(first, second)| first >= second) {
        return Err(BundleFault::Order(second.word()));
    }
    let later = bundle.records.iter().find(|record| record.verified().is_some_and(|verified| verified > bundle.made.timestamp()));
    later.map_or(Ok(()), |record| Err(BundleFault::Later(record.entry.key().word())))
}

#[cfg(test)]
mod tests;
