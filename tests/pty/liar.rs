//! A relay between console and registry that has receipts name another text than the one that was taken (F06, T02).
//! Everything else passes as it is, so that nothing but the receipt is wrong.
//! Must not know: which text was sent.

use std::{
    io::{Read as _, Write as _},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicU8, Ordering},
    },
    thread,
};

/// What stands before the digest in a receipt.
const NAMES: &[u8] = b"\"text_sha256\":\"";
/// What no answer has but a receipt.
const RECEIPT: &[u8] = b"\"said\":";
/// As long as a digest.
pub const DIGITS: usize = 64;

/// What the relay does.
pub const HONEST: u8 = 0;
pub const LIES: u8 = 1;
/// It lies once more, and answers nobody from then on.
pub const LIES_AND_GOES: u8 = 2;
const GONE: u8 = 3;

/// A relay that has receipts name another text. It ends with the process.
#[derive(Clone)]
pub struct Liar {
    registry: SocketAddr,
    does: Arc<AtomicU8>,
}

impl Liar {
    /// A relay before this registry, and where it is.
    pub fn before(registry: SocketAddr) -> (Self, String) {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let liar = Self { registry, does: Arc::new(AtomicU8::new(HONEST)) };
        let relay = liar.clone();
        thread::spawn(move || {
            for console in listener.incoming().flatten() {
                if relay.does.load(Ordering::SeqCst) != GONE {
                    relay.passes_on(console);
                }
            }
        });
        (liar, url)
    }

    /// What it does from now on.
    pub fn becomes(&self, does: u8) {
        self.does.store(does, Ordering::SeqCst);
    }

    fn passes_on(&self, console: TcpStream) {
        let registry = TcpStream::connect(self.registry).unwrap();
        let (mut from, mut to) = (console.try_clone().unwrap(), registry.try_clone().unwrap());
        thread::spawn(move || {
            let _ = std::io::copy(&mut from, &mut to);
            let _ = to.shutdown(Shutdown::Both);
        });
        let liar = self.clone();
        thread::spawn(move || liar.answers(registry, console));
    }

    /// The answers, with other digests where it lies.
    fn answers(&self, mut registry: TcpStream, mut console: TcpStream) {
        let mut octets = vec![0; 1 << 16];
        let mut answer = Vec::new();
        while let Ok(read @ 1..) = registry.read(&mut octets) {
            answer.extend_from_slice(&octets[..read]);
            let named = answer.windows(NAMES.len()).position(|part| part == NAMES).map(|at| at + NAMES.len());
            if named.is_some_and(|at| answer.len() < at + DIGITS) {
                continue;
            }
            let does = self.does.load(Ordering::SeqCst);
            let named = named.filter(|_| answer.windows(RECEIPT.len()).any(|part| part == RECEIPT));
            if let Some(at) = named.filter(|_| does == LIES || does == LIES_AND_GOES) {
                answer[at..at + DIGITS].fill(b'0');
            }
            let sent = console.write_all(&answer);
            if named.is_some() && does == LIES_AND_GOES {
                self.becomes(GONE);
            }
            if sent.is_err() || self.does.load(Ordering::SeqCst) == GONE {
                break;
            }
            answer.clear();
        }
        let _ = console.shutdown(Shutdown::Both);
        let _ = registry.shutdown(Shutdown::Both);
    }
}
