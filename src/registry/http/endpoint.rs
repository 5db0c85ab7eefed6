//! The address of a registry: https, or plain http to this computer only (T12).
//! What is not safe to send a secret to is refused before anything is built; the refusal never repeats the address, which may hold a password.
//! Must not know: what is asked there.

use reqwest::Url;
use std::{net::IpAddr, str::FromStr};

/// The base address of an admin API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    base: Url,
    plain: bool,
}

/// Why an address can't be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EndpointProblem {
    /// Not an absolute address with a host.
    #[error("the address of a registry reads like https://registry.example.org")]
    NotAnAddress,
    /// Another scheme than http or https.
    #[error("the address of a registry begins with https://")]
    Scheme,
    /// Plain http to another computer.
    #[error("the address must begin with https:// (http:// is for this computer only, such as http://127.0.0.1:8080)")]
    Plain,
    /// A user name or a password in the address.
    #[error("the address must not hold a user name or a password")]
    Secret,
    /// A query or a fragment.
    #[error("the address must end with the path: no ? and no #")]
    Extra,
}

impl FromStr for Endpoint {
    type Err = EndpointProblem;
    fn from_str(text: &str) -> Result<Self, EndpointProblem> {
        let base = Url::parse(text).map_err(|_| EndpointProblem::NotAnAddress)?;
        let host = base.host_str().filter(|host| !host.is_empty()).ok_or(EndpointProblem::NotAnAddress)?;
        let plain = match base.scheme() {
            "https" => false,
            "http" if is_this_computer(host) => true,
            "http" => return Err(EndpointProblem::Plain),
            _ => return Err(EndpointProblem::Scheme),
        };
        if !base.username().is_empty() || base.password().is_some() {
            return Err(EndpointProblem::Secret);
        }
        if base.query().is_some() || base.fragment().is_some() {
            return Err(EndpointProblem::Extra);
        }
        Ok(Self { base, plain })
    }
}

fn is_this_computer(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || address.parse().is_ok_and(|address: IpAddr| address.is_loopback())
}

impl Endpoint {
    /// Whether it is plain http to this computer: no TLS is needed.
    pub fn is_plain(&self) -> bool {
        self.plain
    }

    /// The address of a resource of the admin API. `None` when a segment can't be written in an address (`.` and `..` mean
    /// something else there).
    pub(super) fn resource(&self, segments: &[&str]) -> Option<Url> {
        if segments.iter().any(|segment| matches!(*segment, "" | "." | "..")) {
            return None;
        }
        let mut url = self.base.clone();
        url.path_segments_mut().ok()?.pop_if_empty().extend(["admin", "v1"]).extend(segments);
        Some(url)
    }
}

impl std::fmt::Display for Endpoint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.base.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_or_this_computer() {
        for text in [
            "https://registry.example.org",
            "https://registry.example.org:8443/itmo/",
            "http://127.0.0.1:8080",
            "http://127.9.9.9",
            "http://[::1]:8080",
            "http://localhost:8080/",
            "HTTP://LOCALHOST",
        ] {
            assert!(text.parse::<Endpoint>().is_ok(), "{text}");
        }
        for (text, problem) in [
            ("", EndpointProblem::NotAnAddress),
            ("registry.example.org", EndpointProblem::NotAnAddress),
            ("/admin", EndpointProblem::NotAnAddress),
            ("https://", EndpointProblem::NotAnAddress),
            ("file:///etc/passwd", EndpointProblem::NotAnAddress),
            ("ftp://registry.example.org", EndpointProblem::Scheme),
            ("http://registry.example.org", EndpointProblem::Plain),
            ("http://localhost.example.org", EndpointProblem::Plain),
            ("http://127.0.0.1.example.org", EndpointProblem::Plain),
            ("http://10.0.0.1", EndpointProblem::Plain),
            ("http://0.0.0.0", EndpointProblem::Plain),
            ("http://[2001:db8::1]", EndpointProblem::Plain),
            ("https://amina:hunter2@registry.example.org", EndpointProblem::Secret),
            ("https://amina@registry.example.org", EndpointProblem::Secret),
            ("http://127.0.0.1@registry.example.org", EndpointProblem::Plain),
            ("https://registry.example.org/?token=hunter2", EndpointProblem::Extra),
            ("https://registry.example.org/#x", EndpointProblem::Extra),
        ] {
            let refused = text.parse::<Endpoint>().unwrap_err();
            assert_eq!(refused, problem, "{text}");
            assert!(!refused.to_string().contains("hunter2"));
        }
    }

    #[test]
    fn an_id_stays_one_segment_of_the_path() {
        let endpoint: Endpoint = "https://registry.example.org/itmo/".parse().unwrap();
        let url = |id: &str| endpoint.resource(&["accounts", id]).map(|url| url.to_string());
        let base = "https://registry.example.org/itmo/admin/v1/accounts/";
        assert_eq!(url("GHA01-100-0045"), Some(format!("{base}GHA01-100-0045")));
        assert_eq!(url("a/../b"), Some(format!("{base}a%2F..%2Fb")));
        assert_eq!(url("a?b#c%d e"), Some(format!("{base}a%3Fb%23c%25d%20e")));
        for id in ["", ".", ".."] {
            assert_eq!(url(id), None, "{id}");
        }
    }
}
