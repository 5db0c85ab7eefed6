//! A relay between console and registry that counts requests in flight, and holds answers back while it is told to.
//! A request is in flight from its first octet until its answer's last, or until one side hangs up.
//! Must not know: what is asked.

use std::{
    io::{self, Read, Write},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread,
};

/// What asks for a change stream.
const STREAM: &[u8] = b"GET /admin/v1/changes ";

/// The relay. It ends with the process.
pub struct Proxy {
    address: SocketAddr,
    traffic: Arc<Traffic>,
}

#[derive(Default)]
struct Traffic {
    counts: Mutex<Counts>,
    changed: Condvar,
    /// Connections of consoles, also such as are over.
    open: Mutex<Vec<TcpStream>>,
}

/// What has passed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// Connections taken.
    pub connections: usize,
    /// Requests begun.
    pub requests: usize,
    /// Requests in flight now.
    pub in_flight: usize,
    /// The most requests that ever were in flight.
    pub most: usize,
    /// Change streams asked for. They are no requests in flight: they have no end.
    pub streams: usize,
    held: bool,
    gone: bool,
}

impl Proxy {
    /// A relay to this address.
    pub fn to(registry: SocketAddr) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let traffic = Arc::new(Traffic::default());
        thread::spawn({
            let traffic = Arc::clone(&traffic);
            move || {
                for console in listener.incoming() {
                    // A registry that is gone takes no connection, and so the console sees none.
                    let (Ok(console), Ok(registry)) = (console, TcpStream::connect(registry)) else { continue };
                    if traffic.counts().gone {
                        continue;
                    }
                    traffic.remember(&console);
                    traffic.change(|counts| counts.connections += 1);
                    let _ = Relay::run(console, registry, &traffic);
                }
            }
        });
        Self { address, traffic }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What has passed so far.
    pub fn counts(&self) -> Counts {
        *self.traffic.counts()
    }

    /// Counts the most requests in flight anew.
    pub fn count_anew(&self) {
        self.traffic.change(|counts| counts.most = counts.in_flight);
    }

    /// Lets no answer through from now on.
    pub fn hold(&self) {
        self.traffic.change(|counts| counts.held = true);
    }

    /// Lets answers through again.
    pub fn release(&self) {
        self.traffic.change(|counts| counts.held = false);
    }

    /// Breaks every connection off, and takes no other, as when the registry's machine goes down.
    pub fn go(&self) {
        self.traffic.change(|counts| counts.gone = true);
        self.cut();
    }

    /// Takes connections again.
    pub fn come_back(&self) {
        self.traffic.change(|counts| counts.gone = false);
    }

    /// Breaks every connection off, in the middle of whatever it carries.
    pub fn cut(&self) {
        let open = std::mem::take(&mut *self.traffic.open.lock().unwrap_or_else(PoisonError::into_inner));
        open.iter().for_each(|console| drop(console.shutdown(Shutdown::Both)));
    }

    /// Waits until the counts are as described.
    pub fn wait(&self, what: &str, is_so: impl Fn(Counts) -> bool) {
        let waiting = |counts: &mut Counts| !is_so(*counts);
        let (counts, late) =
            self.traffic.changed.wait_timeout_while(self.traffic.counts(), super::driver::DEADLINE, waiting).unwrap();
        assert!(!late.timed_out(), "waited for {what}, but the requests are {:?}", *counts);
    }
}

impl Traffic {
    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut Counts)) {
        change(&mut self.counts());
        self.changed.notify_all();
    }

    fn remember(&self, console: &TcpStream) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.extend(console.try_clone());
    }

    fn wait_released(&self) {
        drop(self.changed.wait_while(self.counts(), |counts| counts.held));
    }
}

/// One connection. Asking and answering take turns on it, as HTTP/1.1 without pipelining does.
#[derive(Clone)]
struct Relay {
    traffic: Arc<Traffic>,
    /// Whether a request is in flight on this connection.
    busy: Arc<Mutex<bool>>,
}

impl Relay {
    fn run(console: TcpStream, registry: TcpStream, traffic: &Arc<Traffic>) -> io::Result<()> {
        console.set_nodelay(true)?;
        registry.set_nodelay(true)?;
        let relay = Self { traffic: Arc::clone(traffic), busy: Arc::default() };
        let (from_console, to_registry) = (console.try_clone()?, registry.try_clone()?);
        let asking = relay.clone();
        thread::spawn(move || asking.questions(from_console, to_registry));
        thread::spawn(move || relay.answers(registry, console));
        Ok(())
    }

    fn questions(&self, mut console: TcpStream, mut registry: TcpStream) {
        let mut octets = [0; 16_384];
        while let Ok(count @ 1..) = console.read(&mut octets) {
            if octets.starts_with(STREAM) {
                self.traffic.change(|counts| counts.streams += 1);
            } else {
                self.set_busy(true);
            }
            if registry.write_all(&octets[..count]).is_err() {
                break;
            }
        }
        self.set_busy(false);
        let _ = registry.shutdown(Shutdown::Both);
    }

    fn answers(&self, mut registry: TcpStream, mut console: TcpStream) {
        let mut octets = [0; 65_536];
        let mut answer = Answer::default();
        while let Ok(count @ 1..) = registry.read(&mut octets) {
            self.traffic.wait_released();
            if answer.is_over_with(&octets[..count]) {
                // Before the console can know: it may ask the next thing at once.
                self.set_busy(false);
                answer = Answer::default();
            }
            if console.write_all(&octets[..count]).is_err() {
                break;
            }
        }
        self.set_busy(false);
        let _ = console.shutdown(Shutdown::Both);
    }

    fn set_busy(&self, busy: bool) {
        let mut was = self.busy.lock().unwrap_or_else(PoisonError::into_inner);
        if std::mem::replace(&mut *was, busy) == busy {
            return;
        }
        self.traffic.change(|counts| {
            if busy {
                counts.requests += 1;
                counts.in_flight += 1;
                counts.most = counts.most.max(counts.in_flight);
            } else {
                counts.in_flight -= 1;
            }
        });
    }
}

/// As much of an answer as must be known to see its end.
#[derive(Default)]
struct Answer {
    head: Vec<u8>,
    /// Octets of the body still to come, once the head is complete.
    left: Option<usize>,
}

impl Answer {
    /// Takes octets; whether the answer is complete with them.
    fn is_over_with(&mut self, octets: &[u8]) -> bool {
        if let Some(left) = &mut self.left {
            *left = left.saturating_sub(octets.len());
            return *left == 0;
        }
        self.head.extend_from_slice(octets);
        let Some(end) = self.head.windows(4).position(|four| four == b"\r\n\r\n") else { return false };
        let head = String::from_utf8_lossy(&self.head[..end]).to_lowercase();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse::<usize>().ok());
        let left = length.unwrap_or(0).saturating_sub(self.head.len() - end - 4);
        self.left = Some(left);
        left == 0
    }
}

#[test]
fn the_end_of_an_answer_is_seen_wherever_it_is_cut() {
    let whole = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    for cut in 1..whole.len() {
        let mut answer = Answer::default();
        assert!(!answer.is_over_with(&whole[..cut]), "over at {cut}");
        assert!(answer.is_over_with(&whole[cut..]), "not over after {cut}");
    }
}
