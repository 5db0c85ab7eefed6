//! The registry killed while the console waits for its answer, and started again on its book at its port: at the desk the act is unknown, and stays
//! so until the registry is asked; the same console asks it, and it was done once or not at all (scenario 11, T04).
//! Must not know: how the registry keeps its book.

use crate::{
    book::Book,
    desk::{Desk, command, press_calmly, quit},
    driver::Console,
    proxy::Proxy,
};
use countersign::domain::{AccountId, AccountState};
use rustix::process::{Pid, Signal, kill_process};
use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

/// The registry's process.
struct Served {
    child: Child,
    address: String,
}

impl Served {
    fn start(data: &Path, listen: &str) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_countersign"));
        command.args(["sandbox", "serve", "--registry", "CHE01", "--no-history", "--accounts", "300", "--blocks", "900"]);
        let mut child = command.args(["--listen", listen]).arg("--data").arg(data).stdout(Stdio::piped()).spawn().unwrap();
        let mut ready = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut ready).unwrap();
        let address = ready.trim().rsplit('/').next().unwrap().to_owned();
        Self { child, address }
    }

    fn book(&self) -> Book {
        Book::at("CHE01", &format!("http://{}", self.address))
    }

    fn signal(&self, signal: Signal) {
        let pid = i32::try_from(self.child.id()).unwrap();
        kill_process(Pid::from_raw(pid).unwrap(), signal).unwrap();
    }

    /// As if the power had gone; then it serves the same book at the same port.
    fn killed_and_again(mut self, data: &Path) -> Self {
        self.signal(Signal::KILL);
        self.child.wait().unwrap();
        Self::start(data, &self.address)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may be dead already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The last key is all that is missing to freeze the account.
fn about_to_freeze(console: &mut Console, account: &AccountId) {
    console.wait_for("Accounts · 300");
    command(console, &format!("account {account}"));
    console.wait_for("version");
    console.wait_for("Blocks: ");
    console.wait_gone("asking");
    press_calmly(console, "F");
    console.wait_for("Freeze the account");
    console.type_text("Asked for by the auditor");
    console.keys("enter");
    console.wait_for("to confirm");
    console.type_text(account.as_str());
}

/// Scenario 11, T04: before it reads what was sent, and after it has done it.
#[test]
fn scenario_11_the_registry_is_killed_while_the_console_waits_and_started_again() {
    for done in [true, false] {
        let data = tempfile::tempdir().unwrap();
        let mut served = Served::start(data.path(), "127.0.0.1:0");
        let proxy = Proxy::to(served.address.parse().unwrap());
        let desk = Desk::of(&[("swiss", &format!("http://{}", proxy.address()))]);
        let account = served.book().accounts("state:open type:holding", None).rows[3].id.clone();
        let version = served.book().account(&account).version;
        let mut console = desk.start(&[]).size(100, 30).spawn();
        about_to_freeze(&mut console, &account);
        if !done {
            served.signal(Signal::STOP);
        }
        proxy.hold();
        console.keys("enter");
        proxy.wait("the act in flight", |counts| counts.in_flight > 0);
        console.wait_for("sent, no answer yet");
        while done && served.book().account(&account).summary.state != AccountState::Suspended {
            std::thread::yield_now();
        }
        // What it answered is lost with it.
        proxy.cut();
        served = served.killed_and_again(data.path());
        proxy.release();
        console.wait_for("Outcome unknown");
        press_calmly(&mut console, "esc");
        press_calmly(&mut console, "U");
        console.wait_for(if done { "It was done" } else { "The registry never received it" });
        console.wait_gone("Outcome unknown");
        quit(console);
        let told = served.book().account(&account);
        let state = if done { AccountState::Suspended } else { AccountState::Open };
        assert_eq!((told.summary.state, told.version), (state, version + u64::from(done)), "once, or not at all");
        let journal = desk.journal();
        assert_eq!(journal.matches("\"kind\":\"intent\"").count(), 1, "{journal}");
        let said = if done { "asked later: done" } else { "asked later: not done" };
        assert_eq!(journal.matches(said).count(), 1, "{journal}");
    }
}
