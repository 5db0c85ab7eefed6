//! A small practice registry, in this process or in one of its own, and its API for knowing what the console must show.
//! The console is held to what the registry says, not to what the console said before.
//! Must not know: the console.

use countersign::{
    domain::{Account, AccountId, AccountSummary, Block, ItmoId},
    registry::{
        Access, Act, Authorised, Challenge, Deed, Environment, Filter, IdempotencyKey, Identity, Outcome, Page, Query, Read,
        Registry, Reply, Sort, Window,
        http::{Credentials, HttpRegistry},
        query::{ACCOUNT_FIELDS, BLOCK_FIELDS},
        traffic::{MessageSummary, TransferSummary},
    },
    sandbox::{self, Options, PRACTICE_PASSPHRASE, Running},
};
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};

/// The login that asks.
const OPERATOR: &str = "amina.k";

/// The running registry.
pub struct Book {
    /// What serves it, which goes with it; none when another process does.
    _running: Option<Running>,
    url: String,
    runtime: Runtime,
    client: HttpRegistry,
}

impl Book {
    /// A registry with a few hundred rows.
    pub fn serve(registry: &str) -> Self {
        Self::serve_late(registry, Duration::ZERO)
    }

    /// The same with every answer so much later.
    pub fn serve_late(registry: &str, delay: Duration) -> Self {
        let options = Options { accounts: 300, blocks: 900, history: false, delay, ..Options::of(registry.parse().unwrap()) };
        let running = sandbox::start(options).unwrap();
        let url = running.url();
        Self { _running: Some(running), ..Self::at(registry, &url) }
    }

    /// The registry that another process serves there.
    pub fn at(registry: &str, url: &str) -> Self {
        let identity = Identity { profile: registry.into(), endpoint: url.into(), environment: Environment::Practice };
        let credentials = Credentials::Practice { operator: OPERATOR.into(), passphrase: PRACTICE_PASSPHRASE.into() };
        let client = HttpRegistry::new(identity, url.parse().unwrap(), credentials).unwrap();
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        Self { _running: None, url: url.into(), runtime, client }
    }

    /// Its address.
    pub fn url(&self) -> String {
        self.url.clone()
    }

    /// The accounts a filter selects.
    pub fn accounts(&self, filter: &str, sort: Option<Sort>) -> Page<AccountSummary> {
        let filter = Filter::parse(filter, ACCOUNT_FIELDS).unwrap();
        match self.ask(Read::Accounts(Query { filter, sort, window: Window::default() })) {
            Reply::Accounts(page) => page,
            other => panic!("{other:?}"),
        }
    }

    /// The blocks a filter selects.
    pub fn blocks(&self, filter: &str) -> Page<Block> {
        let filter = Filter::parse(filter, BLOCK_FIELDS).unwrap();
        match self.ask(Read::Blocks(Query { filter, ..Query::default() })) {
            Reply::Blocks(page) => page,
            other => panic!("{other:?}"),
        }
    }

    /// The transfers, by id.
    pub fn transfers(&self) -> Vec<TransferSummary> {
        match self.ask(Read::Transfers(Query::default())) {
            Reply::Transfers(page) => page.rows,
            other => panic!("{other:?}"),
        }
    }

    /// The archive of messages, by number.
    pub fn messages(&self) -> Vec<MessageSummary> {
        match self.ask(Read::Messages(Query::default())) {
            Reply::Messages(page) => page.rows,
            other => panic!("{other:?}"),
        }
    }

    /// An account in full.
    pub fn account(&self, id: &AccountId) -> Account {
        match self.ask(Read::Account(id.clone())) {
            Reply::Account(account) => *account,
            other => panic!("{other:?}"),
        }
    }

    /// The block that holds an ITMO.
    pub fn block(&self, id: ItmoId) -> Block {
        match self.ask(Read::Block(id)) {
            Reply::Block(block) => *block,
            other => panic!("{other:?}"),
        }
    }

    /// Somebody else freezes an account.
    pub fn freeze(&self, id: &AccountId) {
        let deed = Deed::FreezeAccount { account: id.clone(), version: self.account(id).version };
        let act = Act::Alone { deed, reason: "suspected".into() };
        let confirmed = Challenge::new(act, "freeze").accept("freeze").unwrap();
        let key = IdempotencyKey(uuid::Uuid::now_v7());
        let act = Authorised::new(confirmed, Access::of_profile(false).capability().unwrap(), key);
        let act = act.sign::<()>(&mut |_, _, _| Err(())).unwrap();
        assert!(matches!(self.runtime.block_on(self.client.write(act)), Ok(Outcome::Done(_))));
    }

    fn ask(&self, question: Read) -> Reply {
        self.runtime.block_on(self.client.read(question)).unwrap()
    }
}
