//! The keys a profile is configured with, as acts use them: found and opened for one signature, and dropped after it.
//! Only the station's, once opened, stays so as long as the console runs: it says where something was signed, and no person's will.
//! Must not know: what is signed, or how a passphrase is asked for.

use super::{Keys, SigningProblem};
use crate::{
    app::Passphrase,
    config::Signing,
    evidence::{
        principal::Principal,
        sshsig::{Namespace, SshSignature},
    },
    runtime::keys::{FoundKey, KeyPlaces, KeyProblem, Signer},
};
use secrecy::SecretString;
use std::{
    fmt,
    sync::{Mutex, PoisonError},
};

/// The keys of one profile.
pub struct ProfileKeys {
    signing: Signing,
    places: KeyPlaces,
    station: Mutex<Option<Signer>>,
}

impl ProfileKeys {
    /// The keys that a profile names, in these places. Nothing is opened yet.
    pub fn of(signing: Signing, places: KeyPlaces) -> Self {
        Self { signing, places, station: Mutex::default() }
    }

    fn open(&self, whose: &Principal, passphrase: Option<&Passphrase>) -> Result<Signer, SigningProblem> {
        let place = match whose {
            Principal::Person(id) if *id == self.signing.person => &self.signing.key,
            Principal::Station(id) if *id == self.signing.station => &self.signing.station_key,
            other => return Err(SigningProblem::NotOurs { wanted: other.to_string() }),
        };
        let found = FoundKey::find(whose, place, &self.places).map_err(unusable)?;
        let locked = || SigningProblem::Locked { key: format!("{whose}, {}", place.called()) };
        if found.wants_passphrase() && passphrase.is_none() {
            return Err(locked());
        }
        let passphrase = passphrase.map(|passphrase| SecretString::from(passphrase.expose()));
        found
            .open(passphrase.as_ref())
            .map_err(|problem| if problem.is_wrong_passphrase() { locked() } else { unusable(problem) })
    }
}

impl Keys for ProfileKeys {
    fn sign(
        &self,
        whose: &Principal,
        namespace: Namespace,
        text: &str,
        passphrase: Option<&Passphrase>,
    ) -> Result<SshSignature, SigningProblem> {
        let octets = text.as_bytes();
        if matches!(whose, Principal::Person(_)) {
            return self.open(whose, passphrase)?.sign(namespace, octets).map_err(unusable);
        }
        let mut held = self.station.lock().unwrap_or_else(PoisonError::into_inner);
        // Whether it is this station is asked each time; only the opening is not.
        let signer = match held.take().filter(|_| *whose == Principal::Station(self.signing.station.clone())) {
            Some(signer) => signer,
            None => self.open(whose, passphrase)?,
        };
        held.insert(signer).sign(namespace, octets).map_err(unusable)
    }
}

fn unusable(problem: KeyProblem) -> SigningProblem {
    SigningProblem::Unusable { why: problem.to_string(), advice: problem.advice() }
}

/// Without the keys (T10).
impl fmt::Debug for ProfileKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProfileKeys").field("signing", &self.signing).finish_non_exhaustive()
    }
}
