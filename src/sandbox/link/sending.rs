//! Sends one message to where its peer is: exactly its octets and header fields, with every cap, and no other way to go.
//! No redirects, no proxy, no referer, no compression, and no address but those given for peers (T11, T13).
//! Must not know: what is sent, or what the answer means.

use super::{Addresses, receiving::fields};
use crate::sandbox::comm::{Failure, Outgoing, Reply};
use reqwest::{
    Client, Error, Method, Request, Response,
    header::{self, HeaderName, HeaderValue},
    redirect, retry,
};
use std::time::Duration;

/// How long a connection may take to be made.
const CONNECT: Duration = Duration::from_secs(3);
/// How long an exchange may take, to the last octet of the answer.
const EXCHANGE: Duration = Duration::from_secs(10);
/// The largest answer that is taken, in octets.
const LARGEST_ANSWER: usize = 1 << 20;
/// Header fields that are taken.
const MOST_HEADERS: usize = 64;

/// The way to the peers.
#[derive(Clone, Debug)]
pub(super) struct Sender {
    client: Client,
    addresses: Addresses,
}

impl Sender {
    /// A way to peers at these addresses.
    pub(super) fn to(addresses: Addresses) -> Result<Self, Error> {
        let client = Client::builder()
            .tls_backend_rustls()
            // Practice registries are on this machine: no TLS, so no certificates to read.
            .tls_certs_only([])
            .redirect(redirect::Policy::none())
            .retry(retry::never())
            .referer(false)
            .no_proxy()
            .connect_timeout(CONNECT)
            .timeout(EXCHANGE)
            .http1_max_headers(MOST_HEADERS)
            .build()?;
        Ok(Self { client, addresses })
    }

    /// Sends it once.
    pub(super) async fn send(&self, outgoing: &Outgoing) -> Result<Reply, Failure> {
        let request = self.request(outgoing)?;
        let response = self.client.execute(request).await.map_err(|error| failure(&error))?;
        if response.headers().contains_key(header::CONTENT_ENCODING) {
            return Err(Failure::NoAnswer("the answer is compressed, which nobody asked for".to_owned()));
        }
        let (status, fields) = (response.status().as_u16(), fields(response.headers()));
        Ok(Reply { status, fields, body: body(response).await? })
    }

    fn request(&self, outgoing: &Outgoing) -> Result<Request, Failure> {
        let Outgoing { peer, request, .. } = outgoing;
        let unsent = |why: &str| Failure::Unreachable(format!("{why}; nothing was sent"));
        let address = self.addresses.of_peer(*peer).ok_or_else(|| unsent("no address is known for it"))?;
        let url = address.resource(&request.path, request.query.as_deref());
        let url = url.ok_or_else(|| unsent("its address can't be written as it was signed"))?;
        let method = Method::try_from(request.method.as_str()).map_err(|_| unsent("the method is none"))?;
        let mut built = Request::new(method, url);
        for (name, value) in request.fields.iter() {
            let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) else {
                return Err(unsent("a header field can't be written"));
            };
            built.headers_mut().append(name, value);
        }
        if !request.body.is_empty() {
            *built.body_mut() = Some(request.body.clone().into());
        }
        Ok(built)
    }
}

/// Reads a body piece by piece; what `Content-Length` says is not believed.
async fn body(mut response: Response) -> Result<Vec<u8>, Failure> {
    let mut octets = Vec::new();
    while let Some(piece) = response.chunk().await.map_err(|error| failure(&error))? {
        if octets.len().saturating_add(piece.len()) > LARGEST_ANSWER {
            return Err(Failure::NoAnswer(format!("the answer is larger than {LARGEST_ANSWER} octets")));
        }
        octets.extend_from_slice(&piece);
    }
    Ok(octets)
}

/// In our own words: what a library says of a failure names addresses and is not for people.
fn failure(error: &Error) -> Failure {
    match (error.is_connect(), error.is_timeout()) {
        (true, true) => Failure::Unreachable("no connection within the time allowed".to_owned()),
        (true, false) => Failure::Unreachable("the connection was refused".to_owned()),
        (false, true) => Failure::NoAnswer("no answer within the time allowed".to_owned()),
        (false, false) => Failure::NoAnswer("the connection broke before the answer was whole".to_owned()),
    }
}
