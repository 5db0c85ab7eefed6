//! A real TLS server with an answer to everything, and sockets that speak an older TLS or none.
//! Each runs on a thread of its own and ends when it is dropped.
//! Must not know: what a client believes.

use super::authority::Signed;
use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, mpsc},
    thread,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    runtime::Builder,
    sync::oneshot,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        RootCertStore, ServerConfig,
        crypto::aws_lc_rs::default_provider,
        pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
        server::WebPkiClientVerifier,
    },
};

/// What the server answers with.
#[derive(Clone, Copy, Debug)]
pub enum Speaks {
    /// An alert that it knows no such version of TLS.
    VersionAlert,
    /// A hello of TLS 1.0.
    Tls10,
    /// HTTP without TLS.
    PlainHttp,
}

/// A running server.
pub struct Server {
    address: SocketAddr,
    heads: Arc<Mutex<Vec<String>>>,
    /// Dropping it ends the thread.
    _alive: oneshot::Sender<()>,
}

impl Server {
    /// A server that proves itself with this certificate, wants one of this authority if there is one, and answers every request
    /// with this body.
    pub fn secure(own: &Signed, wants: Option<&str>, body: &str) -> Self {
        let acceptor = TlsAcceptor::from(Arc::new(config(own, wants)));
        let answer = http(body);
        Self::start(move |stream, heads| serve(acceptor.clone(), stream, answer.clone(), heads))
    }

    /// A socket that speaks something else.
    pub fn speaking(speaks: Speaks) -> Self {
        Self::start(move |mut stream, _| async move {
            let mut hello = [0; 4_096];
            let _ = stream.read(&mut hello).await;
            let _ = stream.write_all(&said(speaks)).await;
            drained(stream).await;
        })
    }

    fn start<F, W>(serve: W) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
        W: Fn(TcpStream, Arc<Mutex<Vec<String>>>) -> F + Send + 'static,
    {
        let heads = Arc::<Mutex<Vec<String>>>::default();
        let (sender, started) = mpsc::channel();
        let (alive, mut ended) = oneshot::channel::<()>();
        let kept = Arc::clone(&heads);
        thread::spawn(move || {
            Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
                let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
                sender.send(listener.local_addr().unwrap()).unwrap();
                loop {
                    tokio::select! {
                        Ok((stream, _)) = listener.accept() => drop(tokio::spawn(serve(stream, Arc::clone(&kept)))),
                        _ = &mut ended => return,
                    }
                }
            });
        });
        Self { address: started.recv().unwrap(), heads, _alive: alive }
    }

    /// Its address, by number.
    pub fn url(&self) -> String {
        format!("https://{}", self.address)
    }

    /// The heads of the requests it has read.
    pub fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap().clone()
    }
}

fn config(own: &Signed, wants: Option<&str>) -> ServerConfig {
    let provider = Arc::new(default_provider());
    let builder = ServerConfig::builder_with_provider(Arc::clone(&provider)).with_safe_default_protocol_versions().unwrap();
    let builder = match wants {
        None => builder.with_no_client_auth(),
        Some(authority) => {
            let mut roots = RootCertStore::empty();
            roots.add(CertificateDer::from_pem_slice(authority.as_bytes()).unwrap()).unwrap();
            let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider).build().unwrap();
            builder.with_client_cert_verifier(verifier)
        }
    };
    let chain = CertificateDer::pem_slice_iter(own.pem.as_bytes()).map(Result::unwrap).collect();
    builder.with_single_cert(chain, PrivateKeyDer::from_pem_slice(own.key.as_bytes()).unwrap()).unwrap()
}

async fn serve(acceptor: TlsAcceptor, stream: TcpStream, answer: Vec<u8>, heads: Arc<Mutex<Vec<String>>>) {
    let mut stream = match acceptor.accept(stream).into_fallible().await {
        Ok(stream) => stream,
        // A socket that is closed with something unread in it is reset, and the reset would overtake the alert.
        Err((_, stream)) => return drained(stream).await,
    };
    let mut read = Vec::new();
    while let Ok(octet) = stream.read_u8().await {
        read.push(octet);
        if read.ends_with(b"\r\n\r\n") {
            heads.lock().unwrap().push(String::from_utf8(std::mem::take(&mut read)).unwrap());
            if stream.write_all(&answer).await.is_err() || stream.flush().await.is_err() {
                return;
            }
        }
    }
}

/// Says that nothing more comes, and reads until the other side has gone.
async fn drained(mut stream: TcpStream) {
    let _ = stream.shutdown().await;
    let mut rest = Vec::new();
    let _ = stream.read_to_end(&mut rest).await;
}

fn http(body: &str) -> Vec<u8> {
    format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

fn said(speaks: Speaks) -> Vec<u8> {
    match speaks {
        // A fatal alert, 70: protocol_version.
        Speaks::VersionAlert => vec![0x15, 3, 1, 0, 2, 2, 70],
        Speaks::Tls10 => {
            // Version 3.1, random octets, no session, TLS_RSA_WITH_AES_128_CBC_SHA, no compression.
            let hello = [&[3, 1][..], &[0x5a; 32], &[0, 0, 0x2f, 0]].concat();
            let length = u8::try_from(hello.len()).unwrap();
            [&[0x16, 3, 1, 0, length + 4, 2, 0, 0, length][..], &hello].concat()
        }
        Speaks::PlainHttp => b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec(),
    }
}
