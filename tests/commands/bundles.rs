//! Bundles of contacts as a counterpart would make them, and as an attacker would.
//! Must not know: what becomes of them.

use countersign::{
    domain::{
        Environment,
        contact::{
            Address, Channel, Directory, Entry, EntryKey, Method, Record, Speaker, Standing, Tlp, Verification, Verifiers,
        },
    },
    evidence::{
        contacts::ContactBundle,
        moment::Moment,
        openssh_key::openssh_public,
        sshsig::{Namespace, SshSignature},
    },
    sandbox::practice_person_key,
};
use jiff::{SignedDuration, Timestamp};
use std::{fs, num::NonZeroU32, path::Path};

/// A number that nobody has there.
pub const NEW_NUMBER: &str = "+233555019999";

/// Another mobile number of the alternate in Accra, since an hour ago.
pub fn new_channel(now: Timestamp) -> Channel {
    let address = Address::Mobile(NEW_NUMBER.parse().unwrap());
    Channel { owner: "gha-2".parse().unwrap(), address, since: hour_ago(now), ended: None }
}

fn hour_ago(now: Timestamp) -> Timestamp {
    Moment::of(now - SignedDuration::from_hours(1)).timestamp()
}

/// Two persons there made sure of it an hour ago.
pub fn verified(now: Timestamp) -> Standing {
    let by = Verifiers::two("kwame.m".parse().unwrap(), "yaw.d".parse().unwrap()).unwrap();
    let at = hour_ago(now);
    Standing { verified: Some(Verification { at, method: Method::InPerson, by, evidence: None }), edited: at }
}

/// It was edited a moment ago, and nobody made sure.
pub fn edited(now: Timestamp) -> Standing {
    Standing { verified: None, edited: Moment::of(now).timestamp() }
}

/// What Accra says of itself, as the directory has it, with this changed.
pub fn bundle_of(ours: &Directory, now: Timestamp, change: impl FnOnce(&mut Directory)) -> ContactBundle {
    let mut theirs = Directory::default();
    ours.published("GHA01".parse().unwrap(), now).into_iter().for_each(|record| theirs.set(record));
    change(&mut theirs);
    ContactBundle {
        from: Speaker::Registry("GHA01".parse().unwrap()),
        environment: Environment::Practice,
        number: NonZeroU32::MIN,
        previous: None,
        made: Moment::of(now),
        label: Tlp::Amber,
        records: theirs.entries.into_values().collect(),
    }
}

/// Puts a new number of the alternate into a directory, by this right.
pub fn with_number(directory: &mut Directory, now: Timestamp, standing: Standing) {
    directory.set(Record { entry: Entry::Channel(new_channel(now)), standing });
}

/// The key of the new number in the directory.
pub fn number_key(now: Timestamp) -> EntryKey {
    new_channel(now).key()
}

/// Writes a bundle and a person's signature into a folder, and the person's public key as `PERSON.pub`.
pub fn write(folder: &Path, name: &str, bundle: &ContactBundle, person: &str) {
    let text = bundle.write().unwrap();
    let key = practice_person_key(person);
    fs::write(folder.join(name), text.as_str()).unwrap();
    let signature = SshSignature::sign(&key, Namespace::Contact, text.as_str().as_bytes()).armored();
    fs::write(folder.join(format!("{name}.{person}.sig")), signature).unwrap();
    fs::write(folder.join(format!("{person}.pub")), format!("{}\n", openssh_public(&key.public()))).unwrap();
}
