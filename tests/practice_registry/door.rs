//! Everything of a practice book, read through the console's own door over real HTTP: what lists say single things say too.

use crate::client::options;
use countersign::{
    domain::{AccountId, Holding, Quantity},
    registry::{
        Environment, Filter, Identity, Page, Query, Read, Registry, Reply, Start, Window,
        book::{AccountLocks, NeedKind, OrderKind, OrderState, OrderSummary, OrderedAct, RepresentativeRole},
        http::{Credentials, HttpRegistry},
        query::{ACCOUNT_FIELDS, Field, ORDER_FIELDS},
    },
    sandbox::{self, Options, PRACTICE_PASSPHRASE, Running},
};
use std::collections::{BTreeMap, BTreeSet};

/// A registry and the door to it, for one login.
struct Door {
    _running: Running,
    registry: HttpRegistry,
}

/// Unwraps the answer of this name.
macro_rules! answer {
    ($door:expr, $name:ident $(($($ask:expr),*))?) => {
        match $door.registry.read(Read::$name $(($($ask),*))?).await {
            Ok(Reply::$name(answer)) => answer,
            other => panic!("{other:?}"),
        }
    };
}

impl Door {
    fn to(options: Options, operator: &str) -> Self {
        let running = sandbox::start(options).unwrap();
        let identity = Identity { profile: "p".into(), endpoint: running.url(), environment: Environment::Practice };
        let credentials = Credentials::Practice { operator: operator.into(), passphrase: PRACTICE_PASSPHRASE.into() };
        let registry = HttpRegistry::new(identity, running.url().parse().unwrap(), credentials).unwrap();
        Self { _running: running, registry }
    }

    /// With the past that practice registries remember: transfers and orders. What time had to end has ended when this returns, so
    /// that two answers after each other are of one book.
    async fn with_history(operator: &str) -> Self {
        let door = Self::to(Options { history: true, ..options() }, operator);
        let over = |page: &Page<OrderSummary>| page.rows.iter().all(|order| order.expires >= page.as_of);
        while !over(&answer!(door, Orders(query("state:submitted", ORDER_FIELDS)))) {}
        door
    }
}

fn query(filter: &str, fields: &'static [Field]) -> Query {
    let window = Window { start: Start::Offset(0), limit: 1_000 };
    Query { filter: Filter::parse(filter, fields).unwrap(), sort: None, window }
}

fn everything() -> Query {
    query("", &[])
}

/// All rows of a page that holds the whole list.
fn whole<T>(page: Page<T>) -> Vec<T> {
    assert_eq!(page.rows.len() as u64, page.total);
    assert!(!page.rows.is_empty(), "an empty list proves nothing");
    page.rows
}

#[tokio::test]
async fn every_authorization_and_approach_is_read_whole() {
    let door = Door::to(options(), "amina.k");
    let mut versions = 0;
    let authorizations = whole(answer!(door, Authorizations(everything())));
    for row in &authorizations {
        assert!(row.state.known().is_some() && row.purpose.known().is_some(), "{row:?}");
        let full = answer!(door, Authorization(row.id.clone()));
        assert_eq!(full.summary, *row);
        versions += full.versions.len();
    }
    assert!(versions > authorizations.len(), "some have several versions");
    let mut ids = BTreeSet::new();
    for row in whole(answer!(door, Approaches(everything()))) {
        let full = answer!(door, Approach(row.id));
        assert_eq!(full.summary, row);
        assert!(row.state.known().is_some() && !full.history.is_empty());
        ids.extend(full.authorizations.iter().cloned());
    }
    assert_eq!(ids, authorizations.iter().map(|row| row.id.clone()).collect(), "each stands under its approach");
}

#[tokio::test]
async fn every_order_and_entry_is_read_whole() {
    let door = Door::with_history("luc.b").await;
    let orders = whole(answer!(door, Orders(everything())));
    let mut kinds = BTreeSet::new();
    for row in &orders {
        let full = answer!(door, Order(row.id));
        assert_eq!((full.id, &full.by, full.submitted, full.expires), (row.id, &row.by, row.at, row.expires));
        assert_eq!(full.state, row.state);
        assert!(row.kind.is(&full.act.kind()), "{row:?} {:?}", full.act);
        assert_eq!(full.decided.is_some(), !row.state.is(&OrderState::Submitted));
        assert!(!full.checks.is_empty());
        if let OrderedAct::Transfer(moved) = &full.act {
            assert_eq!(Some(moved.quantity), row.quantity);
        }
        kinds.insert(full.act.kind());
    }
    assert!(kinds.contains(&OrderKind::Transfer) && kinds.contains(&OrderKind::AcceptTransfer), "{kinds:?}");
    let mut before = None;
    for row in whole(answer!(door, Entries(everything()))) {
        let full = answer!(door, Entry(row.entry));
        assert_eq!(full.summary, row);
        assert_eq!(before.unwrap_or_default(), full.previous, "entry {}", row.entry);
        before = Some(row.digest);
    }
}

#[tokio::test]
async fn lives_lead_to_where_things_are() {
    let door = Door::with_history("nadia.t").await;
    let blocks = whole(answer!(door, Blocks(everything())));
    for block in blocks.iter().step_by(9) {
        let life = answer!(door, BlockLife(block.first_id()));
        let last = life.last().unwrap();
        let opened = last.what.iter().any(|word| word.octets() == "opened");
        assert!(opened || last.account.as_ref() == Some(&block.account), "{life:?}");
        assert!(opened || last.state == Some(block.state), "{life:?}");
    }
    let accounts = whole(answer!(door, Accounts(everything())));
    let mut events = 0;
    for account in &accounts {
        events += answer!(door, AccountLife(account.id.clone())).len();
    }
    assert!(events > 0, "the history touched somebody");
}

#[tokio::test]
async fn what_binds_accounts_is_read_and_locks_add_up_to_what_is_locked() {
    let door = Door::with_history("sofia.m").await;
    let accounts = whole(answer!(door, Accounts(everything())));
    let (mut with_list, mut pending, mut whole_locks, mut with_order) = (0, 0, 0, 0);
    for account in &accounts {
        let id = || account.id.clone();
        let people = answer!(door, Representatives(id()));
        assert!(people.iter().all(|person| person.role.known().is_some()));
        assert!(people.is_empty() || people.iter().any(|person| person.role.is(&RepresentativeRole::Primary)));
        let rules = answer!(door, AccountRules(id()));
        assert_eq!((rules.limits.per_order, rules.window), (Some(Quantity::new(1_000_000)), None));
        with_list += u32::from(rules.trusted.is_some());
        pending += rules.trusted.iter().flatten().filter(|entry| !entry.counts_at(rules.as_of)).count();
        let AccountLocks { account: of, whole, blocks } = *answer!(door, AccountLocks(id()));
        assert_eq!(of, account.id);
        let held = blocks.iter().filter(|row| row.state.word() != "in-flight-in");
        assert_eq!(Quantity::total(held.map(|row| row.quantity)), account.locked, "{}", account.id);
        assert_eq!(whole.is_some(), account.state.word() == "suspended", "{}", account.id);
        whole_locks += u32::from(whole.is_some());
        with_order += blocks.iter().filter(|row| row.lock.order.is_some() || row.lock.transfer.is_some()).count();
    }
    assert!(with_list > 0 && pending > 0 && whole_locks > 0 && with_order > 0);
}

#[tokio::test]
async fn the_whole_registry_holds_what_its_accounts_hold() {
    let door = Door::with_history("amina.k").await;
    let mut sums: BTreeMap<_, (u64, u64, u64)> = BTreeMap::new();
    let ids: Vec<AccountId> = whole(answer!(door, Accounts(everything()))).into_iter().map(|account| account.id).collect();
    for id in ids {
        for Holding { approach, vintage, blocks, held, locked } in answer!(door, Holdings(id)) {
            let sum = sums.entry((approach, vintage)).or_default();
            *sum = (sum.0 + blocks, sum.1 + held.count(), sum.2 + locked.unwrap().count());
        }
    }
    let total = answer!(door, TotalHoldings);
    let total =
        total.iter().map(|row| ((row.approach, row.vintage), (row.blocks, row.held.count(), row.locked.unwrap().count())));
    assert_eq!(total.collect::<Vec<_>>(), sums.into_iter().collect::<Vec<_>>());
}

#[tokio::test]
async fn the_overview_says_what_the_lists_say() {
    let door = Door::with_history("luc.b").await;
    let overview = answer!(door, Overview);
    let orders = whole(answer!(door, Orders(everything())));
    let waiting: Vec<_> =
        orders.iter().filter(|order| order.state.is(&OrderState::Submitted) && order.expires >= overview.as_of).collect();
    let need = overview.need(NeedKind::Approvals).unwrap();
    assert_eq!(need.all.count, waiting.len() as u64);
    let oldest = waiting.iter().min_by_key(|order| order.at).map(|order| (order.id.to_string(), order.at));
    assert_eq!(need.all.oldest.as_ref().map(|oldest| (oldest.id.octets().to_owned(), oldest.since)), oldest);
    let discrepancies = overview.need(NeedKind::Discrepancies).unwrap();
    assert_eq!(discrepancies.all.count, 0, "this registry has no part for discrepancies");
    let contacts = answer!(door, Contacts);
    let wait =
        contacts.proposals.iter().filter(|proposal| proposal.waits()).count() + contacts.directory.due(overview.as_of).len();
    assert!(wait > 0);
    assert_eq!(overview.need(NeedKind::Contacts).unwrap().all.count, wait as u64);
    assert_eq!(overview.revision, answer!(door, Entries(everything())).total);
    assert!(overview.links.len() > 5 && overview.links.iter().all(|link| link.state.known().is_some()));
    let held = query("state:suspended", ACCOUNT_FIELDS);
    assert!(answer!(door, Accounts(held)).total > 0);
}
