//! Where a peer is reached: plain http on this machine, as practice registries are.
//! Only addresses that were given for a peer are ever called; never one from a message (T11).
//! Must not know: what is sent there.

use crate::domain::RegistryId;
use reqwest::Url;
use std::{
    collections::BTreeMap,
    net::{IpAddr, SocketAddr},
    str::FromStr,
    sync::{Arc, PoisonError, RwLock},
};

/// The base address of a practice registry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeerAddress(Url);

impl TryFrom<SocketAddr> for PeerAddress {
    type Error = NotAPeerAddress;

    fn try_from(address: SocketAddr) -> Result<Self, NotAPeerAddress> {
        format!("http://{address}").parse()
    }
}

/// An address that no practice registry can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the address of a practice registry reads like http://127.0.0.1:8080: http, this machine, and nothing behind the port")]
pub struct NotAPeerAddress;

impl FromStr for PeerAddress {
    type Err = NotAPeerAddress;

    fn from_str(text: &str) -> Result<Self, NotAPeerAddress> {
        let url = Url::parse(text).map_err(|_| NotAPeerAddress)?;
        let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
        let here = host.parse().is_ok_and(|address: IpAddr| address.is_loopback());
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        let nobody = url.username().is_empty() && url.password().is_none();
        (url.scheme() == "http" && here && bare && nobody).then_some(Self(url)).ok_or(NotAPeerAddress)
    }
}

impl std::fmt::Display for PeerAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.0.as_str().trim_end_matches('/'))
    }
}

impl PeerAddress {
    /// The address of a resource there. The path and query are sent as they were signed, or not at all.
    pub(super) fn resource(&self, path: &str, query: Option<&str>) -> Option<Url> {
        let mut url = self.0.clone();
        url.set_path(path);
        url.set_query(query);
        (url.path() == path && url.query() == query).then_some(url)
    }
}

/// Where each peer is; clones are the same book.
#[derive(Clone, Debug, Default)]
pub(in crate::sandbox) struct Addresses(Arc<RwLock<BTreeMap<RegistryId, PeerAddress>>>);

impl Addresses {
    /// The peers that are known from the start.
    pub(in crate::sandbox) fn of(peers: &[(RegistryId, PeerAddress)]) -> Self {
        Self(Arc::new(RwLock::new(peers.iter().cloned().collect())))
    }

    /// A peer is reached here from now on.
    pub(in crate::sandbox) fn set(&self, peer: RegistryId, address: PeerAddress) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(peer, address);
    }

    /// Where a peer is reached; none when nobody said.
    pub(in crate::sandbox) fn of_peer(&self, peer: RegistryId) -> Option<PeerAddress> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(&peer).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_over_http() {
        for text in ["http://127.0.0.1:8080", "http://127.0.0.1:8080/", "http://[::1]:9", "http://127.9.9.9"] {
            let address: PeerAddress = text.parse().unwrap();
            assert_eq!(address.to_string(), text.trim_end_matches('/'));
        }
        for text in [
            "",
            "127.0.0.1:8080",
            "https://127.0.0.1",
            "http://localhost:8080",
            "http://10.0.0.1",
            "http://0.0.0.0:1",
            "http://registry.example.org",
            "http://127.0.0.1.example.org",
            "http://amina@127.0.0.1",
            "http://127.0.0.1/comm",
            "http://127.0.0.1/?a",
            "http://127.0.0.1/#a",
        ] {
            assert_eq!(text.parse::<PeerAddress>(), Err(NotAPeerAddress), "{text}");
        }
    }

    #[test]
    fn what_would_be_sent_otherwise_than_signed_is_not_sent() {
        let address: PeerAddress = "http://127.0.0.1:8080".parse().unwrap();
        let there = |path, query| address.resource(path, query).map(|url| url.to_string());
        let status = "/comm/v1/transfers/CHE01-2026-000001";
        assert_eq!(there(status, None), Some(format!("http://127.0.0.1:8080{status}")));
        assert_eq!(there("/comm/v1/holdings", Some("a=1")).as_deref(), Some("http://127.0.0.1:8080/comm/v1/holdings?a=1"));
        for path in ["", "comm", "/comm/../admin", "/comm/v1/a b", "//example.org/"] {
            let url = there(path, None);
            assert!(url.is_none() || url.as_deref() == Some(&format!("http://127.0.0.1:8080{path}")), "{path}: {url:?}");
        }
        assert_eq!(there("/comm/../admin", None), None);
    }
}
