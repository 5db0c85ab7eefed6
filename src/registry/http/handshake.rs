//! What a failure below HTTP means, in the terms an operator can act on (T12).
//! A handshake that fails on what the other side sent is not "offline": it may be an impostor.
//! Must not know: what was asked.

use crate::{
    registry::{Distrust, ProblemKind, Unreached, Unreadable},
    text::Untrusted,
};
use jiff::Timestamp;
use rustls::{AlertDescription, CertificateError, Error as TlsError, PeerIncompatible, pki_types::UnixTime};
use std::{error::Error, io};

/// Names of a certificate that are kept, and octets of each.
const MOST_NAMES: usize = 16;
const LONGEST_NAME: usize = 253;

/// What a failure below HTTP means.
pub(super) fn kind_of(error: &reqwest::Error) -> ProblemKind {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(this) = cause {
        if let Some(why) = this.downcast_ref().or_else(|| this.downcast_ref().and_then(inside)).map(distrust)
            && (error.is_connect() || why.is_refusal())
        {
            return ProblemKind::Distrusted(why);
        }
        if this.downcast_ref::<hyper::Error>().is_some_and(hyper::Error::is_parse) {
            let at = "it is not HTTP, or its head is too large".to_owned();
            return ProblemKind::Unreadable(Unreadable::Malformed { at });
        }
        if error.is_connect()
            && let Some(why) = unreached(this)
        {
            return ProblemKind::Unreached(why);
        }
        cause = this.source();
    }
    ProblemKind::Offline
}

/// What the system says of a connection that could not be made.
fn unreached(cause: &(dyn Error + 'static)) -> Option<Unreached> {
    // The connector's own error has no public type; these are its words for a name that was not found.
    if cause.to_string() == "dns error" {
        return Some(Unreached::UnknownName);
    }
    match cause.downcast_ref::<io::Error>()?.kind() {
        io::ErrorKind::ConnectionRefused => Some(Unreached::Refused),
        io::ErrorKind::NetworkUnreachable | io::ErrorKind::HostUnreachable => Some(Unreached::NoWay),
        _ => None,
    }
}

/// What rustls said, inside I/O errors that stand in one another; `source` would skip those layers.
fn inside(error: &io::Error) -> Option<&TlsError> {
    let inner = error.get_ref()?;
    inner.downcast_ref().or_else(|| inner.downcast_ref().and_then(inside))
}

fn distrust(error: &TlsError) -> Distrust {
    match error {
        TlsError::InvalidCertificate(fault) => certificate(fault),
        TlsError::NoCertificatesPresented => Distrust::Unfit,
        TlsError::InvalidMessage(_) => Distrust::NoTls,
        TlsError::PeerIncompatible(
            PeerIncompatible::ServerDoesNotSupportTls12Or13 | PeerIncompatible::ServerTlsVersionIsDisabledByOurConfig,
        )
        | TlsError::AlertReceived(AlertDescription::ProtocolVersion) => Distrust::OldTls,
        TlsError::AlertReceived(AlertDescription::CertificateRequired) => Distrust::WantsCertificate,
        TlsError::AlertReceived(
            AlertDescription::BadCertificate
            | AlertDescription::UnsupportedCertificate
            | AlertDescription::CertificateRevoked
            | AlertDescription::CertificateExpired
            | AlertDescription::CertificateUnknown
            | AlertDescription::UnknownCA
            | AlertDescription::AccessDenied,
        ) => Distrust::RefusesCertificate,
        _ => Distrust::Handshake,
    }
}

fn certificate(fault: &CertificateError) -> Distrust {
    match fault {
        CertificateError::Expired => Distrust::Expired { on: None },
        CertificateError::ExpiredContext { not_after, .. } => Distrust::Expired { on: time(not_after) },
        CertificateError::NotValidYet => Distrust::NotYetValid { from: None },
        CertificateError::NotValidYetContext { not_before, .. } => Distrust::NotYetValid { from: time(not_before) },
        CertificateError::NotValidForName => Distrust::OtherName { names: Vec::new() },
        CertificateError::NotValidForNameContext { presented, .. } => Distrust::OtherName { names: names(presented) },
        // A bad signature is one that who is named as its issuer has not made.
        CertificateError::UnknownIssuer | CertificateError::BadSignature => Distrust::UnknownIssuer,
        CertificateError::Revoked => Distrust::Revoked,
        // What webpki has no word of its own for: a certificate of an authority where one of a server belongs.
        _ => Distrust::Unfit,
    }
}

fn time(at: &UnixTime) -> Option<Timestamp> {
    Timestamp::from_second(i64::try_from(at.as_secs()).ok()?).ok()
}

/// The names a certificate is for. rustls writes them as `DnsName("…")` or `IpAddress(…)`.
fn names(presented: &[String]) -> Vec<Untrusted> {
    let bare = |name: &String| {
        let inner = name.split_once('(').and_then(|(_, rest)| rest.strip_suffix(')')).unwrap_or(name);
        Untrusted::new(inner.trim_matches('"').chars().take(LONGEST_NAME).collect::<String>())
    };
    presented.iter().take(MOST_NAMES).map(bare).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_fault_has_its_reason() {
        let at = UnixTime::since_unix_epoch(std::time::Duration::from_secs(1_700_000_000));
        let when = Timestamp::from_second(1_700_000_000).ok();
        for (fault, reason) in [
            (CertificateError::ExpiredContext { time: at, not_after: at }, Distrust::Expired { on: when }),
            (CertificateError::Expired, Distrust::Expired { on: None }),
            (CertificateError::NotValidYetContext { time: at, not_before: at }, Distrust::NotYetValid { from: when }),
            (CertificateError::UnknownIssuer, Distrust::UnknownIssuer),
            (CertificateError::Revoked, Distrust::Revoked),
            (CertificateError::BadSignature, Distrust::UnknownIssuer),
            (CertificateError::InvalidPurpose, Distrust::Unfit),
        ] {
            assert_eq!(distrust(&TlsError::InvalidCertificate(fault)), reason);
        }
        for (alert, reason) in [
            (AlertDescription::ProtocolVersion, Distrust::OldTls),
            (AlertDescription::CertificateRequired, Distrust::WantsCertificate),
            (AlertDescription::UnknownCA, Distrust::RefusesCertificate),
            (AlertDescription::CertificateExpired, Distrust::RefusesCertificate),
            (AlertDescription::HandshakeFailure, Distrust::Handshake),
        ] {
            assert_eq!(distrust(&TlsError::AlertReceived(alert)), reason);
        }
    }

    #[test]
    fn names_are_bare_and_bounded() {
        let presented = ["DnsName(\"other.example.org\")", "IpAddress(10.0.0.1)", "Unsupported(0x82)", "odd"].map(str::to_owned);
        let bare = ["other.example.org", "10.0.0.1", "0x82", "odd"].map(Untrusted::new);
        assert_eq!(names(&presented), bare);
        let flood = vec![format!("DnsName(\"{}\")", "x".repeat(9_999)); 99];
        assert!(names(&flood).len() == MOST_NAMES && names(&flood)[0].octets().len() == LONGEST_NAME);
    }
}
