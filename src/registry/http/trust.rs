//! Whom a line believes, and what it shows of itself: the system's authorities or a registry's own, and a client certificate.
//! Whatever can't be used is refused when it is read, before anything is sent; nothing here can switch verification off (T12).
//! Must not know: where the files are, or who may write them.

use reqwest::{Certificate, Identity};
use rustls::{
    InconsistentKeys, RootCertStore,
    crypto::aws_lc_rs,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
    sign::CertifiedKey,
};
use std::fmt;

/// Whom a line believes, and what it shows of itself. By default the system's authorities, and nothing.
#[derive(Clone, Default)]
pub struct Trust {
    authorities: Option<Vec<Certificate>>,
    identity: Option<Identity>,
}

/// Why certificates or a key can't be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TrustProblem {
    /// There is no certificate in the text.
    #[error("there is no certificate in it: it must be PEM, with BEGIN CERTIFICATE")]
    NoCertificate,
    /// A certificate can't be used as an authority's.
    #[error("a certificate in it is damaged, or not one of an authority")]
    NoAuthority,
    /// The key is itself encrypted.
    #[error("the key is encrypted, and the console has no passphrase for it: store it unencrypted, for its owner only")]
    EncryptedKey,
    /// There is no key in the text.
    #[error("there is no private key in it that can be used: it must be PEM, with BEGIN PRIVATE KEY")]
    NoKey,
    /// The key is another's.
    #[error("the key does not belong to the client certificate")]
    OtherKey,
}

impl TrustProblem {
    /// Whether the key is at fault, and not a certificate.
    pub fn is_about_key(self) -> bool {
        matches!(self, Self::EncryptedKey | Self::NoKey | Self::OtherKey)
    }
}

impl Trust {
    /// Believes only these authorities, in PEM, instead of the system's.
    ///
    /// # Errors
    /// [`TrustProblem`] when there is none, or one can't be used.
    pub fn only(self, authorities: &[u8]) -> Result<Self, TrustProblem> {
        let mut roots = RootCertStore::empty();
        for certificate in certificates(authorities)? {
            roots.add(certificate).map_err(|_| TrustProblem::NoAuthority)?;
        }
        let bundle = Certificate::from_pem_bundle(authorities).map_err(|_| TrustProblem::NoAuthority)?;
        Ok(Self { authorities: Some(bundle), ..self })
    }

    /// Shows this certificate with its chain, and proves to hold its key; both in PEM.
    ///
    /// # Errors
    /// [`TrustProblem`] when one can't be used, or they do not belong together.
    pub fn showing(self, certificate: &[u8], key: &[u8]) -> Result<Self, TrustProblem> {
        const ENCRYPTED: &[u8] = b"ENCRYPTED";
        if key.windows(ENCRYPTED.len()).any(|part| part == ENCRYPTED) {
            return Err(TrustProblem::EncryptedKey);
        }
        let chain = certificates(certificate)?;
        let private = PrivateKeyDer::from_pem_slice(key).map_err(|_| TrustProblem::NoKey)?;
        let signing = aws_lc_rs::sign::any_supported_type(&private).map_err(|_| TrustProblem::NoKey)?;
        match CertifiedKey::new(chain, signing).keys_match() {
            Ok(()) | Err(rustls::Error::InconsistentKeys(InconsistentKeys::Unknown)) => {}
            Err(_) => return Err(TrustProblem::OtherKey),
        }
        let both = [certificate, b"\n", key].concat();
        let identity = Identity::from_pem(&both).map_err(|_| TrustProblem::NoKey)?;
        Ok(Self { identity: Some(identity), ..self })
    }

    /// The authorities to believe instead of the system's.
    pub(super) fn authorities(&self) -> Option<Vec<Certificate>> {
        self.authorities.clone()
    }

    /// What to show.
    pub(super) fn identity(&self) -> Option<Identity> {
        self.identity.clone()
    }
}

fn certificates(pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, TrustProblem> {
    let all: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    all.ok().filter(|all| !all.is_empty()).ok_or(TrustProblem::NoCertificate)
}

/// Without the key (T10).
impl fmt::Debug for Trust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let own = self.authorities.as_ref().map(Vec::len);
        f.debug_struct("Trust").field("own_authorities", &own).field("shows", &self.identity.is_some()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A certificate and its key, in PEM.
    fn pair() -> (String, String) {
        let made = rcgen::generate_simple_self_signed(["registry.example.org".to_owned()]).unwrap();
        (made.cert.pem(), made.signing_key.serialize_pem())
    }

    #[test]
    fn what_can_be_used_is_taken() {
        let (certificate, key) = pair();
        let trust = Trust::default().only(certificate.as_bytes()).unwrap();
        let trust = trust.showing(certificate.as_bytes(), key.as_bytes()).unwrap();
        assert_eq!(trust.authorities().unwrap().len(), 1);
        assert!(trust.identity().is_some());
        assert!(!format!("{trust:?}").contains("PRIVATE"));
        let bundle = format!("# two of them\n{certificate}{}", pair().0);
        assert_eq!(Trust::default().only(bundle.as_bytes()).unwrap().authorities().unwrap().len(), 2);
    }

    #[test]
    fn what_cannot_be_used_is_refused_with_its_reason() {
        let (certificate, key) = pair();
        let (_, other) = pair();
        let sealed = key.replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY");
        let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        for (authorities, problem) in [
            ("", TrustProblem::NoCertificate),
            ("no PEM", TrustProblem::NoCertificate),
            (&key, TrustProblem::NoCertificate),
            (broken, TrustProblem::NoAuthority),
        ] {
            assert_eq!(Trust::default().only(authorities.as_bytes()).unwrap_err(), problem, "{authorities}");
        }
        for (certificate, key, problem) in [
            (certificate.as_str(), certificate.as_str(), TrustProblem::NoKey),
            (&certificate, "", TrustProblem::NoKey),
            (&certificate, &sealed, TrustProblem::EncryptedKey),
            (&certificate, &other, TrustProblem::OtherKey),
            ("", &key, TrustProblem::NoCertificate),
        ] {
            assert_eq!(Trust::default().showing(certificate.as_bytes(), key.as_bytes()).unwrap_err(), problem);
        }
    }
}
