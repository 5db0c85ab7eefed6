//! Why whoever answered was not taken for the registry (T12): each reason has its own way out.
//! Names out of a certificate are the other side's words, and pass the gate before they are said.
//! Must not know: rustls, or how a handshake goes.

use crate::text::{Kind, Untrusted, time};
use jiff::Timestamp;

/// Why whoever answered was not taken for the registry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Distrust {
    /// The certificate has expired.
    Expired {
        /// When, if that is known.
        on: Option<Timestamp>,
    },
    /// The certificate is not valid yet.
    NotYetValid {
        /// From when on it is, if that is known.
        from: Option<Timestamp>,
    },
    /// The certificate is for another name than the address has.
    OtherName {
        /// The names it is for.
        names: Vec<Untrusted>,
    },
    /// Nobody who signed the certificate is trusted here.
    UnknownIssuer,
    /// The certificate was revoked by who had issued it.
    Revoked,
    /// The certificate is no certificate of a server, or can't be verified.
    Unfit,
    /// The server speaks TLS 1.1 or older only.
    OldTls,
    /// What answered does not speak TLS at all.
    NoTls,
    /// The registry wants a client certificate, and the profile names none.
    WantsCertificate,
    /// The registry did not accept the client certificate of the profile.
    RefusesCertificate,
    /// There is nobody here who could vouch for a certificate: no authorities of the system can be read.
    OwnCertificates,
    /// The handshake failed otherwise.
    Handshake,
}

impl Distrust {
    /// Whether the registry had proved who it is before it refused: then the request may have reached it.
    pub fn is_refusal(&self) -> bool {
        matches!(self, Self::WantsCertificate | Self::RefusesCertificate)
    }

    /// What happened, as a sentence without the end stop.
    pub(super) fn what(&self) -> String {
        match self {
            Self::Expired { on: Some(on) } => format!("The registry's certificate expired on {}", time::full(*on)),
            Self::Expired { on: None } => "The registry's certificate has expired".into(),
            Self::NotYetValid { from: Some(from) } => {
                format!("The registry's certificate is not valid before {}", time::full(*from))
            }
            Self::NotYetValid { from: None } => "The registry's certificate is not valid yet".into(),
            Self::OtherName { names } => match listed(names) {
                names if names.is_empty() => "The registry's certificate is not for this address".into(),
                names => format!("The registry's certificate is for {names}, not for this address"),
            },
            Self::UnknownIssuer => "The registry's certificate is signed by nobody this computer trusts".into(),
            Self::Revoked => "The registry's certificate was revoked".into(),
            Self::Unfit => "The registry's certificate is not one that a server can prove itself with".into(),
            Self::OldTls => "The server at this address offers no TLS 1.2 or later".into(),
            Self::NoTls => "What answers at this address does not speak TLS".into(),
            Self::WantsCertificate => "The registry wants a client certificate, and this profile has none".into(),
            Self::RefusesCertificate => "The registry did not accept this profile's client certificate".into(),
            Self::OwnCertificates => "This computer has no authorities that a certificate could be verified by".into(),
            Self::Handshake => "No secure connection could be agreed on with the registry".into(),
        }
    }

    /// What to try, as a sentence.
    pub(super) fn advice(&self) -> &'static str {
        match self {
            Self::Expired { .. } | Self::NotYetValid { .. } => {
                "Check this computer's clock; if it is right, the registry needs a new certificate: tell its support."
            }
            Self::OtherName { .. } => "Check the address in the profile; if it is right, warn the registry's support.",
            Self::UnknownIssuer => {
                "If the registry has an authority of its own, name its file as ca in the profile; if not, warn the registry's \
                 support."
            }
            Self::Revoked | Self::Unfit => "Don't use this registry until its support has explained it.",
            Self::OldTls => "Check the address; the registry's support must make the server offer TLS 1.2 or 1.3.",
            Self::NoTls => "Check the address and the port in the profile; if both are right, warn the registry's support.",
            Self::WantsCertificate => {
                "Name client_certificate and client_key in the profile; the registry's support issues them."
            }
            Self::RefusesCertificate => "Check whether it is still valid; the registry's support issues a new one.",
            Self::OwnCertificates => {
                "This computer may have no authorities of its own: install them (ca-certificates), or name ca in the profile."
            }
            Self::Handshake => {
                "Check the address in the profile; if it lasts, ask the registry's support what its server expects."
            }
        }
    }
}

/// Names in a sentence; further ones are counted.
fn listed(names: &[Untrusted]) -> String {
    const SHOWN: usize = 2;
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| name.gate(Kind::Name).to_string()).collect();
    let more = names.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    shown.join(" and ") + &more
}
