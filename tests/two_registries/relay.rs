//! An address that stays while the registry behind it is killed and started again on another port.
//! While nobody is behind it, connections are accepted and broken at once, as by a gateway without a server.

use std::{
    io,
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

/// Passes connections on.
#[derive(Clone)]
pub struct Relay {
    address: SocketAddr,
    behind: Arc<Mutex<Option<SocketAddr>>>,
}

impl Relay {
    /// An address with nobody behind it.
    pub fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let relay = Self { address: listener.local_addr().unwrap(), behind: Arc::default() };
        let behind = Arc::clone(&relay.behind);
        // It ends with the test's process.
        thread::spawn(move || {
            for incoming in listener.incoming().flatten() {
                let target = *behind.lock().unwrap();
                if let Some(target) = target {
                    thread::spawn(move || pass(incoming, target));
                }
            }
        });
        relay
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Whom new connections reach from now on.
    pub fn lead_to(&self, behind: Option<SocketAddr>) {
        *self.behind.lock().unwrap() = behind;
    }
}

fn pass(here: TcpStream, target: SocketAddr) {
    let Ok(there) = TcpStream::connect(target) else { return };
    let back = (there.try_clone().unwrap(), here.try_clone().unwrap());
    let answering = thread::spawn(move || copy(back.0, back.1));
    copy(here, there);
    let _ = answering.join();
}

/// Until one side has no more to say; then the other is told so.
fn copy(mut from: TcpStream, mut to: TcpStream) {
    let _ = io::copy(&mut from, &mut to);
    let _ = to.shutdown(Shutdown::Both);
    let _ = from.shutdown(Shutdown::Both);
}
