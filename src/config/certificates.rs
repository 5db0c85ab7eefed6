//! The certificates of a profile, read from its files and checked before anything is sent.
//! Files that others can write are not believed (T19), and a key that others can read is not used (T08).
//! Must not know: how a connection is made.

use super::{ConfigProblem, Profile, file};
use crate::registry::http::{Trust, TrustProblem};

impl Profile {
    /// Whom a connection for this profile believes, and what it shows.
    ///
    /// # Errors
    /// [`ConfigProblem`] names the file and says what to do about it.
    pub fn trust(&self) -> Result<Trust, ConfigProblem> {
        let mut trust = Trust::default();
        if let Some(path) = &self.ca {
            let octets = file::octets(path)?;
            trust = trust.only(&octets).map_err(|why| ConfigProblem::Certificate { path: path.clone(), why })?;
        }
        if let (Some(certificate), Some(key)) = (&self.client_certificate, &self.client_key) {
            let (shown, secret) = (file::octets(certificate)?, file::secret(key)?);
            let of = |why: TrustProblem| {
                let path = if why.is_about_key() { key } else { certificate };
                ConfigProblem::Certificate { path: path.clone(), why }
            };
            trust = trust.showing(&shown, &secret).map_err(of)?;
        }
        Ok(trust)
    }
}
