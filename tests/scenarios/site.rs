//! A site: two registries that verify everything, and desks before one of them at which people sit down with the real console.
//! Every desk has its own home, key, station and journal; what is signed without a console is signed with the same practice keys.
//! Must not know: what a scenario is about.

use crate::{
    book::Book,
    client::Client,
    desk::{AMINA, Desk, LUC, Who, initiated},
    driver::{Change, Console, Start},
    home::{self, assert_given_back, press_calmly},
    movement,
};
use countersign::{
    evidence::order::{Order, OrderText},
    sandbox::{Level, Options, pair, write_practice_keys},
    wire::{admin::Receipt, convert::order_text},
};
use std::path::Path;
use tempfile::TempDir;

/// CHE01 and GHA01, and who speaks to CHE01 without a console.
pub struct Site {
    pub api: Desk,
    /// What CHE01 has written down.
    pub here: Book,
    /// What GHA01 has written down.
    pub there: Book,
    /// Who speaks to GHA01 without a console.
    pub over_there: Desk,
    /// How far CHE01 verifies by itself.
    level: Level,
    data: TempDir,
}

impl Site {
    /// Both registries, without a past.
    pub async fn open() -> Self {
        Self::at(Level::A3, true).await
    }

    /// The same with CHE01 at another level, or with people who decide about what is proposed.
    pub async fn at(level: Level, automatic_acceptance: bool) -> Self {
        let data = tempfile::tempdir().unwrap();
        let options = |id: &str| Options {
            accounts: 30,
            blocks: 60,
            history: false,
            automatic_acceptance,
            data: Some(data.path().to_owned()),
            level: if id == "CHE01" { level } else { Level::A3 },
            ..Options::of(id.parse().unwrap())
        };
        let running = pair::start(options("CHE01"), options("GHA01")).unwrap();
        let [here, there] = ["CHE01", "GHA01"].map(|id| Book::of(&data.path().join(format!("{id}.sqlite"))));
        let api = Desk::of_client(Client::to(running.a).await).await;
        let over_there = Desk::of_client(Client::to(running.b).await).await;
        Self { api, here, there, over_there, level, data }
    }

    /// Where both keep their books.
    pub fn data(&self) -> &Path {
        self.data.path()
    }

    /// The desk of a person, with this person's key and the station's.
    pub fn seat(&self, who: Who) -> Seat {
        self.seat_before(&self.api.client.registry.url(), who)
    }

    /// The same before whatever stands at this address.
    pub fn seat_before(&self, url: &str, Who(login, person, station): Who) -> Seat {
        let profile = format!(
            "[[profiles]]\nname = \"CHE01\"\nurl = \"{url}\"\nenvironment = \"practice\"\noperator = \"{login}\"\n\
             [profiles.signing]\nperson = \"{person}\"\nkey = \"file:keys/{person}.key\"\n\
             station = \"{station}\"\nstation_key = \"file:stations/{station}.key\"\n",
        );
        let home = home::Desk::new(&profile);
        write_practice_keys(home.home(), [person].into_iter()).unwrap();
        let verifies = if self.level == Level::A3 { "A3 counterpart verifies" } else { "A2 server verifies" };
        Seat { home, signs: format!("{person}@{station}"), verifies }
    }

    /// Where orders are made.
    pub fn initiator(&self) -> Seat {
        self.seat(AMINA)
    }

    /// Where they are approved.
    pub fn approver(&self) -> Seat {
        self.seat(LUC)
    }

    /// A transfer to GHA01 as Amina writes, signs and submits it; its number and its text.
    pub async fn transfer(&self) -> (String, OrderText) {
        self.transfer_as(&self.there.accounts()[0], |_| ()).await
    }

    /// A transfer to this account, changed before it is signed.
    pub async fn transfer_as(&self, account: &str, change: impl Fn(&mut Order)) -> (String, OrderText) {
        for holding in self.here.holdings() {
            let (order, facts) = movement::transfer(&self.api, &holding, account).await;
            let mut order = movement::text(&self.api, &order, facts).await.order().clone();
            change(&mut order);
            let text = order_text::bound(order).unwrap();
            let answer = self.api.submit(AMINA, &initiated(AMINA, &text)).await;
            if answer.status == 200 {
                return (answer.ok::<Receipt>().subject, text);
            }
        }
        panic!("nothing can be transferred");
    }
}

/// A desk.
pub struct Seat {
    home: home::Desk,
    /// Who signs here, as the title says it.
    signs: String,
    /// How far the registry verifies, as the title says it.
    verifies: &'static str,
}

impl Seat {
    /// The console, once it shows the registry and who sits here.
    pub fn console(&self) -> Console {
        self.sits(self.start())
    }

    /// The console as it is started so, once it shows the registry and who sits here.
    pub fn sits(&self, start: Start) -> Console {
        let console = start.spawn();
        console.wait_for(&self.signs);
        console.wait_for("PRACTICE");
        console.wait_for(self.verifies);
        console
    }

    /// The console with the list of orders on the screen.
    pub fn orders(&self) -> Console {
        let mut console = self.console();
        press_calmly(&mut console, "g o");
        console.wait_for("Orders");
        console.wait_gone("asking");
        console
    }

    /// How the console is started here.
    pub fn start(&self) -> Start {
        self.home.start_at_home(&[]).size(120, 40)
    }

    /// The home folder of whoever sits here.
    pub fn home(&self) -> &home::Desk {
        &self.home
    }
}

/// Waits until the row of an order says so.
pub fn wait_row(console: &Console, order: &str, words: &[&str]) {
    console.wait_until(&format!("{order} {words:?}"), |screen| {
        let (_, columns) = screen.size();
        screen.rows(0, columns).any(|row| row.contains(order) && words.iter().all(|word| row.contains(word)))
    });
}

/// Leaves, and the terminal is as it was.
pub fn leave(mut console: Console) {
    press_calmly(&mut console, "q");
    end(console);
}

/// Leaves the console, also when something is half written that it asks about.
pub fn leave_half_written(mut console: Console) {
    const QUESTION: &str = "Leave what is half written?";
    press_calmly(&mut console, "q");
    console.wait_until("the question or the end", |screen| screen.contents().contains(QUESTION) || !screen.alternate_screen());
    if console.screen_text().contains(QUESTION) {
        press_calmly(&mut console, "y");
    }
    end(console);
}

fn end(mut console: Console) {
    assert_eq!(console.wait_exit(), Change::Exited(0));
    assert_given_back(&console, false);
}
