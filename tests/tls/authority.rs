//! Certificates for one test: an authority, and what it signs.
//! Must not know: who shows them.

use rcgen::{BasicConstraints, CertificateParams, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, date_time_ymd};

/// A certificate authority.
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    /// Its own certificate, in PEM.
    pub pem: String,
}

/// A certificate with its key, in PEM.
pub struct Signed {
    pub pem: String,
    pub key: String,
}

/// When a certificate is valid.
#[derive(Clone, Copy, Debug)]
pub enum When {
    Now,
    /// Until the end of 2001.
    Before,
    /// From 2999 on.
    After,
}

impl Authority {
    pub fn new(name: &str) -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(rcgen::DnType::CommonName, name);
        let key = KeyPair::generate().unwrap();
        let pem = params.self_signed(&key).unwrap().pem();
        Self { issuer: Issuer::new(params, key), pem }
    }

    /// A certificate for a name or an address.
    pub fn sign(&self, name: &str, when: When) -> Signed {
        let key = KeyPair::generate().unwrap();
        let pem = params(name, when).signed_by(&key, &self.issuer).unwrap().pem();
        Signed { pem, key: key.serialize_pem() }
    }
}

/// A certificate that nobody but itself has signed.
pub fn self_signed(name: &str) -> Signed {
    let key = KeyPair::generate().unwrap();
    let pem = params(name, When::Now).self_signed(&key).unwrap().pem();
    Signed { pem, key: key.serialize_pem() }
}

fn params(name: &str, when: When) -> CertificateParams {
    let mut params = CertificateParams::new([name.to_owned()]).unwrap();
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth, ExtendedKeyUsagePurpose::ClientAuth];
    let (from, until) = match when {
        When::Now => (2020, 2900),
        When::Before => (2000, 2002),
        When::After => (2999, 3000),
    };
    (params.not_before, params.not_after) = (date_time_ymd(from, 1, 1), date_time_ymd(until, 1, 1));
    params
}
