//! A server made of a socket and a script: it does to HTTP what no library would do.

use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinHandle,
};

/// What the server does with one request.
#[derive(Clone, Debug)]
pub enum Do {
    /// Sends this and keeps the connection.
    Send(Vec<u8>),
    /// Sends this and closes.
    Close(Vec<u8>),
    /// Sends this and closes its own direction only; the connection stays half open.
    HalfClose(Vec<u8>),
    /// Sends the first, then the second again and again until the client goes away.
    Endless(Vec<u8>, Vec<u8>),
    /// Sends this and then nothing until the client goes away.
    Stall(Vec<u8>),
    /// Sends the first, then an octet every 20 ms until the client goes away.
    Drip(Vec<u8>),
    /// Breaks the connection with a reset.
    Reset,
    /// Says nothing until the client goes away.
    Silence,
}

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Seen {
    pub head: String,
    pub body: String,
}

impl Seen {
    /// Method and path.
    pub fn line(&self) -> &str {
        self.head.lines().next().unwrap().trim_end_matches(" HTTP/1.1")
    }

    /// The value of a header field.
    pub fn header(&self, name: &str) -> Option<&str> {
        let fields = self.head.lines().skip(1).filter_map(|line| line.split_once(": "));
        fields.into_iter().find(|(field, _)| field.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    pub fn is_sign_in(&self) -> bool {
        self.line() == "POST /admin/v1/session"
    }
}

#[derive(Default)]
struct Log {
    requests: Mutex<Vec<Seen>>,
    sent: AtomicUsize,
    connections: AtomicUsize,
}

/// A running server; it ends when it is dropped.
pub struct Server {
    port: u16,
    log: Arc<Log>,
    gone: watch::Receiver<usize>,
    task: JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Server {
    /// A server that does the same with every request.
    pub async fn always(action: Do) -> Self {
        Self::start(move |_| action.clone()).await
    }

    /// A server that does these one after the other, and then the last again and again.
    pub async fn script(actions: impl IntoIterator<Item = Do>) -> Self {
        let actions = Mutex::new(actions.into_iter().collect::<VecDeque<_>>());
        Self::start(move |_| {
            let mut actions = actions.lock().unwrap();
            if actions.len() > 1 { actions.pop_front().unwrap() } else { actions[0].clone() }
        })
        .await
    }

    /// A server that does what the function says.
    pub async fn start(decide: impl Fn(&Seen) -> Do + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (log, decide) = (Arc::new(Log::default()), Arc::new(decide));
        let (went, gone) = watch::channel(0);
        let theirs = log.clone();
        let task = tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                theirs.connections.fetch_add(1, Ordering::SeqCst);
                let (log, decide, went) = (theirs.clone(), decide.clone(), went.clone());
                tokio::spawn(async move {
                    let _ = serve(stream, &log, decide.as_ref()).await;
                    went.send_modify(|count| *count += 1);
                });
            }
        });
        Self { port, log, gone, task }
    }

    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The requests so far.
    pub fn seen(&self) -> Vec<Seen> {
        self.log.requests.lock().unwrap().clone()
    }

    /// How many octets have been sent.
    pub fn sent(&self) -> usize {
        self.log.sent.load(Ordering::SeqCst)
    }

    /// How many connections have been made.
    pub fn connections(&self) -> usize {
        self.log.connections.load(Ordering::SeqCst)
    }

    /// How many connections have ended.
    pub fn ended(&self) -> usize {
        *self.gone.borrow()
    }

    /// Waits until a connection has ended.
    pub async fn connection_ended(&self) {
        let mut gone = self.gone.clone();
        tokio::time::timeout(Duration::from_secs(20), gone.wait_for(|count| *count > 0)).await.unwrap().unwrap();
    }

    /// Waits until a request has come.
    pub async fn request_came(&self) {
        let came = async {
            while self.seen().is_empty() {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), came).await.unwrap();
    }
}

async fn serve(mut stream: TcpStream, log: &Log, decide: &(impl Fn(&Seen) -> Do + Sync)) -> std::io::Result<()> {
    while let Some(seen) = request(&mut stream).await? {
        let action = decide(&seen);
        log.requests.lock().unwrap().push(seen);
        match action {
            Do::Send(octets) => send(&mut stream, log, &octets).await?,
            Do::Close(octets) => return send(&mut stream, log, &octets).await,
            Do::HalfClose(octets) => {
                send(&mut stream, log, &octets).await?;
                stream.shutdown().await?;
                return client_left(&mut stream).await;
            }
            Do::Endless(head, piece) => {
                send(&mut stream, log, &head).await?;
                loop {
                    send(&mut stream, log, &piece).await?;
                }
            }
            Do::Stall(head) => {
                send(&mut stream, log, &head).await?;
                return client_left(&mut stream).await;
            }
            Do::Drip(head) => {
                send(&mut stream, log, &head).await?;
                let mut tick = tokio::time::interval(Duration::from_millis(20));
                loop {
                    tick.tick().await;
                    send(&mut stream, log, b" ").await?;
                }
            }
            Do::Reset => return stream.set_zero_linger(),
            Do::Silence => return client_left(&mut stream).await,
        }
    }
    Ok(())
}

async fn send(stream: &mut TcpStream, log: &Log, octets: &[u8]) -> std::io::Result<()> {
    stream.write_all(octets).await?;
    log.sent.fetch_add(octets.len(), Ordering::SeqCst);
    Ok(())
}

async fn client_left(stream: &mut TcpStream) -> std::io::Result<()> {
    let mut rest = [0; 1024];
    while stream.read(&mut rest).await? > 0 {}
    Ok(())
}

/// Reads one request; `None` when the client has left, or does not speak HTTP.
async fn request(stream: &mut TcpStream) -> std::io::Result<Option<Seen>> {
    let mut octets = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&octets).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let seen = Seen { head: head.to_owned(), body: body.to_owned() };
            let length: usize = seen.header("content-length").map_or(0, |length| length.parse().unwrap());
            if seen.body.len() >= length {
                return Ok(Some(seen));
            }
        }
        let mut piece = [0; 4096];
        match stream.read(&mut piece).await? {
            0 => return Ok(None),
            count => octets.extend_from_slice(&piece[..count]),
        }
    }
}
