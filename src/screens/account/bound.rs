//! What binds an account, as pages: who may act for it, whom it trusts and how much may move, what is locked and why, its life.
//! Each is a question of its own, asked when its page is looked at; one that fails does not hide the others.
//! Must not know: holdings and blocks, or which page is shown.

use crate::{
    app::{Desk, Remote, RequestId},
    domain::AccountId,
    registry::{
        Filter, Problem, Read, Reply,
        book::{AccountLocks, AccountRules, LifeEvent, LockedBlocks, Representative, RepresentativeRole, TrustedAccount},
        query::ACCOUNT_FIELDS,
    },
    screens::{
        Did, Place,
        contact_words::{countdown, next_tick},
        life,
        linked::Linked,
        lock, words,
    },
    text::{
        Kind,
        number::{counted, grouped},
        time,
    },
    ui::{Safe, Span, detail::Item, theme::Role},
};
use jiff::Timestamp;
use std::time::Duration;

/// One of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Who may act for it.
    People,
    /// Whom it trusts, and how much may move.
    Rules,
    /// What is locked.
    Locks,
    /// What happened to it.
    Life,
}

impl Side {
    /// All of them, in the order of the keys.
    pub const ALL: [Self; 4] = [Self::People, Self::Rules, Self::Locks, Self::Life];

    /// What it is called in the title.
    pub fn word(self) -> &'static str {
        match self {
            Self::People => "representatives",
            Self::Rules => "trusted accounts and limits",
            Self::Locks => "locks",
            Self::Life => "history",
        }
    }
}

/// What binds an account, as far as it was asked for.
#[derive(Debug, Default)]
pub struct Bound {
    people: Remote<Vec<Representative>>,
    rules: Remote<Box<AccountRules>>,
    locks: Remote<Box<AccountLocks>>,
    life: Remote<Vec<LifeEvent>>,
}

impl Bound {
    /// Asks for a page.
    pub fn ask(&mut self, side: Side, id: &AccountId, desk: &mut Desk<'_>) {
        let id = id.clone();
        match side {
            Side::People => self.people.ask(Read::Representatives(id), desk),
            Side::Rules => self.rules.ask(Read::AccountRules(id), desk),
            Side::Locks => self.locks.ask(Read::AccountLocks(id), desk),
            Side::Life => self.life.ask(Read::AccountLife(id), desk),
        }
    }

    /// Whether a page was never asked for, or given up before it came.
    pub fn is_missing(&self, side: Side) -> bool {
        match side {
            Side::People => self.people.is_missing() && self.people.problem().is_none(),
            Side::Rules => self.rules.is_missing() && self.rules.problem().is_none(),
            Side::Locks => self.locks.is_missing() && self.locks.problem().is_none(),
            Side::Life => self.life.is_missing() && self.life.problem().is_none(),
        }
    }

    /// The accounts it trusts, as far as they are here.
    pub fn trusted(&self) -> impl Iterator<Item = &AccountId> {
        let all = self.rules.value().and_then(|rules| rules.trusted.as_deref()).unwrap_or_default();
        all.iter().map(|entry| &entry.account)
    }

    /// Stops waiting.
    pub fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.people.give_up(desk);
        self.rules.give_up(desk);
        self.locks.give_up(desk);
        self.life.give_up(desk);
    }

    /// How many answers are awaited.
    pub fn in_flight(&self) -> usize {
        let asking = [self.people.is_asking(), self.rules.is_asking(), self.locks.is_asking(), self.life.is_asking()];
        asking.into_iter().filter(|asking| *asking).count()
    }

    /// The first problem.
    pub fn problem(&self) -> Option<&Problem> {
        self.people.problem().or(self.rules.problem()).or(self.locks.problem()).or(self.life.problem())
    }

    /// Takes an answer, if it is one of these. Says whether it was.
    pub fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, now: Timestamp) -> bool {
        let answer = answer.clone();
        if self.people.awaits(request) {
            self.people.take(answer.map(|reply| if let Reply::Representatives(all) = reply { Some(all) } else { None }), now);
        } else if self.rules.awaits(request) {
            self.rules.take(answer.map(|reply| if let Reply::AccountRules(all) = reply { Some(all) } else { None }), now);
        } else if self.locks.awaits(request) {
            self.locks.take(answer.map(|reply| if let Reply::AccountLocks(all) = reply { Some(all) } else { None }), now);
        } else if self.life.awaits(request) {
            self.life.take(answer.map(|reply| if let Reply::AccountLife(all) = reply { Some(all) } else { None }), now);
        } else {
            return false;
        }
        true
    }

    /// When the page of the trusted accounts says something else by itself: every operator sees how long an addition can still be ended before
    /// it counts (F16, scenario 8).
    pub fn next_tick(&self, now: Timestamp) -> Option<Duration> {
        let pending = self.rules.value()?.trusted.iter().flatten().filter(|entry| !entry.counts_at(now));
        pending.map(|entry| next_tick(entry.counts_from, now)).min()
    }

    /// What stands on a page.
    pub fn page(&self, side: Side, now: Timestamp) -> Linked {
        match side {
            Side::People => written(&self.people, "Representatives", |all| people(all)),
            Side::Rules => written(&self.rules, "Trusted accounts", |rules| trusted(rules, now)),
            Side::Locks => written(&self.locks, "Locks", |locks| locked(locks, now)),
            Side::Life => written(&self.life, "History (UTC)", |life| life::section("History (UTC)", life)),
        }
    }
}

/// The page of a value, or why there is none yet.
fn written<T>(value: &Remote<T>, title: &'static str, page: impl FnOnce(&T) -> Linked) -> Linked {
    if let Some(value) = value.value() {
        return page(value);
    }
    let why = value.problem().map_or(Span::new(Role::Pending, "Asking the registry."), |problem| {
        Span::new(Role::Danger, Safe::ours(format!("{}. {}", problem.what(), problem.advice())))
    });
    Linked::from(vec![Item::Section(title.into()), Item::Text(vec![why])])
}

fn dim(text: impl Into<String>) -> Span<'static> {
    Span::new(Role::Dim, Safe::ours(text.into()))
}

fn people(people: &[Representative]) -> Linked {
    let mut page = Linked::default();
    page.section("Representatives");
    if people.is_empty() {
        page.add(Item::Text(vec![Span::new(Role::Warn, "Nobody may act for this account.")]));
    }
    let mut people: Vec<&Representative> = people.iter().collect();
    people.sort_by_key(|person| person.role.known().map_or(u8::MAX, |role| *role as u8));
    for person in people {
        let role = words::word(&person.role, RepresentativeRole::word);
        let name = Span::text(person.name.gate(Kind::Name));
        page.lead(Item::Field(role, vec![name]), accounts_of(person));
    }
    page
}

/// All accounts of a person; a name that no filter can hold leads nowhere.
fn accounts_of(person: &Representative) -> Did {
    let to = Did::rows(Place::Accounts, "representative", person.name.octets());
    let fits = |filter: &str| Filter::parse(filter, ACCOUNT_FIELDS).is_ok();
    if matches!(&to, Did::List(_, filter) if fits(filter)) { to } else { Did::Nothing }
}

fn trusted(rules: &AccountRules, now: Timestamp) -> Linked {
    let mut page = Linked::default();
    page.section("Trusted accounts");
    match rules.trusted.as_deref() {
        None => page.add(Item::Text(vec![Span::text("It keeps no list: its ITMOs may move to any account.")])),
        Some([]) => page.add(Item::Text(vec![Span::new(Role::Blocked, "Its list is empty: its ITMOs may move nowhere (A08).")])),
        Some(all) => {
            page.add(Item::Text(vec![dim("Its ITMOs move to these only (A08).")]));
            for entry in all {
                page.lead(entry_of(entry, now), Did::Go(Place::Account(entry.account.clone())));
            }
        }
    }
    page.append(limits(rules));
    page
}

fn entry_of(entry: &TrustedAccount, now: Timestamp) -> Item<'static> {
    let counts = if entry.counts_at(now) {
        Span::new(Role::Ok, Safe::ours(format!("counts since {}", time::full(entry.counts_from))))
    } else {
        let (from, left) = (time::full(entry.counts_from), countdown(entry.counts_from, now));
        Span::new(Role::Pending, Safe::ours(format!("pending, counts from {from}, in {left}")))
    };
    let entered = dim(format!("   in {}, entered {}", entry.registry, time::day(entry.entered)));
    Item::Field(Safe::ours(entry.account.to_string()), vec![counts, entered])
}

/// How much may move, and when.
fn limits(rules: &AccountRules) -> Linked {
    let limits = rules.limits;
    let mut page = Linked::default();
    page.section("Limits (C03)");
    let most = |most: Option<crate::domain::Quantity>| most.map_or(Safe::from("no limit"), |most| Safe::number(most.count()));
    page.field("By one order", Role::Text, most(limits.per_order));
    page.field("On one day, UTC", Role::Text, most(limits.per_day));
    page.field("Used today", Role::Text, Safe::number(limits.used_today.count()));
    if let Some(per_day) = limits.per_day {
        page.add(Item::Share("".into(), limits.used_today.count(), per_day.count()));
    }
    match limits.left() {
        None => page.field("May move now", Role::Text, "any quantity"),
        Some(left) if left.count() == 0 => page.field("May move now", Role::Blocked, "nothing more today"),
        Some(left) => page.field("May move now", Role::Text, Safe::ours(format!("{} by one order", grouped(left.count())))),
    }
    let window = rules.window.map_or_else(
        || "carried out at any time".to_owned(),
        |window| format!("carried out from {} until {} (C04)", time::full(window.from), time::full(window.until)),
    );
    page.field("Orders", Role::Text, Safe::ours(window));
    page
}

fn locked(locks: &AccountLocks, now: Timestamp) -> Linked {
    let mut page = Linked::default();
    page.section("The whole account");
    match &locks.whole {
        None => page.add(Item::Text(vec![dim("Nothing keeps the account as a whole from moving.")])),
        Some(held) => page.lead(Item::Field("Locked by".into(), lock::spans(Role::Text, held, now)), lock::leads(held)),
    }
    page.section("ITMOs in it");
    if locks.blocks.is_empty() {
        page.add(Item::Text(vec![dim("None is locked.")]));
    }
    let amount = |row: &LockedBlocks| {
        if row.lock.withheld { words::TYPE_AGAIN.to_owned() } else { grouped(row.quantity.count()) }
    };
    let amounts: Vec<String> = locks.blocks.iter().map(amount).collect();
    let widest = amounts.iter().map(|amount| amount.chars().count()).max().unwrap_or(0);
    for (row, amount) in locks.blocks.iter().zip(amounts) {
        page.lead(row_of(row, format!("{amount:>widest$}"), now), lock::leads(&row.lock));
    }
    page
}

fn row_of(row: &LockedBlocks, amount: String, now: Timestamp) -> Item<'static> {
    let (role, _) = words::block_state(row.state);
    let count = counted(row.blocks, "block");
    let state = Span::new(role, Safe::ours(format!("{}  ", row.state.word())));
    let head = [state, dim(format!("{count}\n"))];
    Item::Field(Safe::ours(amount), head.into_iter().chain(lock::spans(Role::Text, &row.lock, now)).collect())
}
