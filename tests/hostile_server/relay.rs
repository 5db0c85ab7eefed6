//! A relay that lets so many octets through in one direction of its next connection, and then hangs up; later ones pass whole.
//! What comes after the cut never arrives anywhere: both sides lose the connection at once.
//! Must not know: what is said over it.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// Where a connection is cut.
#[derive(Clone, Copy, Debug)]
pub enum Cut {
    Request(usize),
    Answer(usize),
}

/// The relay. It ends when it is dropped.
pub struct Relay {
    port: u16,
    task: JoinHandle<()>,
    next: Arc<Mutex<Option<Cut>>>,
    passed: Arc<Passed>,
    open: Arc<Mutex<Vec<JoinHandle<()>>>>,
}

/// How many octets went each way since the last cut was set.
#[derive(Default)]
struct Passed {
    requests: AtomicUsize,
    answers: AtomicUsize,
}

impl Relay {
    /// A relay to this address, whose first connection is cut.
    pub async fn to(address: &str, cut: Cut) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let to = address.strip_prefix("http://").unwrap().trim_end_matches('/').to_owned();
        let (next, passed) = (Arc::new(Mutex::new(Some(cut))), Arc::new(Passed::default()));
        let open: Arc<Mutex<Vec<JoinHandle<()>>>> = Arc::default();
        let (cuts, counts, connections) = (Arc::clone(&next), Arc::clone(&passed), Arc::clone(&open));
        let task = tokio::spawn(async move {
            loop {
                let (client, _) = listener.accept().await.unwrap();
                let server = TcpStream::connect(&to).await.unwrap();
                let cut = cuts.lock().unwrap().take();
                let connection = tokio::spawn(pass(client, server, cut, Arc::clone(&counts)));
                connections.lock().unwrap().push(connection);
            }
        });
        Self { port, task, next, passed, open }
    }

    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Cuts the next connection here; nothing has passed since. `None` lets it pass whole. What was open is hung up: it would not be cut.
    pub fn cut_next(&self, cut: Option<Cut>) {
        self.open.lock().unwrap().drain(..).for_each(|connection| connection.abort());
        self.passed.requests.store(0, Ordering::SeqCst);
        self.passed.answers.store(0, Ordering::SeqCst);
        *self.next.lock().unwrap() = cut;
    }

    /// Whether a connection has taken the cut.
    pub fn has_cut(&self) -> bool {
        self.next.lock().unwrap().is_none()
    }

    /// How many octets of requests and of answers came to the relay since then.
    pub fn passed(&self) -> (usize, usize) {
        (self.passed.requests.load(Ordering::SeqCst), self.passed.answers.load(Ordering::SeqCst))
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn pass(client: TcpStream, server: TcpStream, cut: Option<Cut>, passed: Arc<Passed>) {
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    let (request, answer) = match cut {
        Some(Cut::Request(octets)) => (Some(octets), None),
        Some(Cut::Answer(octets)) => (None, Some(octets)),
        None => (None, None),
    };
    tokio::select! {
        () = copy(&mut from_client, &mut to_server, request, &passed.requests) => {}
        () = copy(&mut from_server, &mut to_client, answer, &passed.answers) => {}
    }
}

/// Copies until the end, or until so many octets have passed. The cut comes when there is something to cut: an answer of
/// which nothing passes is one that the server gave, not one that was cut before the question arrived.
async fn copy(
    from: &mut (impl AsyncReadExt + Unpin),
    to: &mut (impl AsyncWriteExt + Unpin),
    most: Option<usize>,
    came: &AtomicUsize,
) {
    let mut left = most;
    let mut piece = [0; 4_096];
    while let Ok(read @ 1..) = from.read(&mut piece).await {
        came.fetch_add(read, Ordering::SeqCst);
        let fits = left.map_or(read, |left| left.min(read));
        if to.write_all(&piece[..fits]).await.is_err() {
            return;
        }
        left = left.map(|left| left - fits);
        if left == Some(0) {
            break;
        }
    }
    let _ = to.flush().await;
}
