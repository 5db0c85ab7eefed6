//! F07, at every place: whoever is to type an order's values again reads none of them before, wherever this console shows the order, its
//! transfer, what is set aside for it, or what was written and said about it. The answers pass the real decorator, as the program's do.
//! Whoever initiated it sees each value at each of these places: so the places are the right ones.

use super::{
    book::{Book, now},
    desk::Desk,
    incoming::acceptance,
    offered::{self, OFFERED, desk, open},
    runs::DIFFERS,
    signed::{self, ORDER, POLICY, by_both, changed, given, given_act, order},
    unseen_sums::compared,
};
use countersign::{
    domain::{Lock, PersonId, Quantity, transfer::Picks},
    evidence::{
        digest::Digest,
        order::{Body, OrderText, Units},
        policy::PolicyText,
        roster::RosterText,
        sshsig::Namespace,
    },
    registry::{
        Authorised, BoxFuture, Environment, Filter, Identity, Outcome, Problem, ProblemKind, Query, Read, Registry, Reply, Write,
        book::{Decision, Entry, EntrySummary, Guarded, GuardedText, GuardedVersion, OrderInFull},
        query::Term,
        sheet::{Card, Sheet},
        traffic::Direction,
        veiled::Veiled,
    },
    text::Untrusted,
};

/// How many ITMOs the order moves: no other thing in the book is of so many.
pub const MOVED: u64 = 12_347;
/// Everything that says a value of it.
const VALUES: [&str; 6] = ["12347", "12 347", "12,347", "GHA01-100-0777", "150007", "162353"];
/// Which they are.
pub const RUN: &str = "CA0007-CHE01-CHE-150007-162353-2023";
pub const LUC: (&str, &str) = ("luc.b", "ONL-1");
pub const AMINA: (&str, &str) = ("amina.k", "ONL-2");

/// A registry that answers from a book.
struct OfBook<'b>(&'b Book, Identity);

impl Registry for OfBook<'_> {
    fn identity(&self) -> &Identity {
        &self.1
    }
    fn read(&self, ask: Read) -> BoxFuture<'_, Result<Reply, Problem>> {
        Box::pin(std::future::ready(self.0.answer(&ask)))
    }
    fn write(&self, _act: Authorised<Write>) -> BoxFuture<'_, Result<Outcome, Problem>> {
        Box::pin(std::future::ready(Err(Problem::of(ProblemKind::Forbidden))))
    }
}

/// What a person is answered from a book.
pub fn through_the_veil(book: &Book, viewer: &PersonId, ask: &Read) -> Result<Reply, Problem> {
    let identity = Identity { profile: "swiss".into(), endpoint: String::new(), environment: Environment::Practice };
    let veiled = Veiled::new(OfBook(book, identity), viewer.clone());
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(veiled.read(ask.clone()))
}

/// The texts of these tests, in force in whatever year they are run.
fn guards(guarded: Guarded, version: GuardedVersion) -> Option<Box<GuardedText>> {
    let text = match guarded {
        Guarded::Roster => signed::guards(guarded, version)?.text.octets().to_owned(),
        Guarded::Policy => POLICY.to_owned(),
    };
    let purpose = if guarded == Guarded::Roster { Namespace::Roster } else { Namespace::Policy };
    let text =
        text.replace("2026-01-01T00:00:00Z", "2020-01-01T00:00:00Z").replace("2027-01-01T00:00:00Z", "2090-01-01T00:00:00Z");
    (version == GuardedVersion::InForce).then(|| by_both(&text, purpose))
}

/// The order, under these texts.
fn ordered() -> OrderText {
    let text = |guarded| guards(guarded, GuardedVersion::InForce).unwrap().text.octets().to_owned();
    changed(&order(MOVED), |order| {
        order.roster = RosterText::parse(text(Guarded::Roster).as_bytes()).unwrap().edition();
        let Body::Movement(moved) = &mut order.body else { panic!("a transfer") };
        moved.units = Units::new(vec![RUN.parse().unwrap()]).unwrap();
        moved.acquiring_account = "GHA01-100-0777".parse().unwrap();
        order.policy = PolicyText::parse(text(Guarded::Policy).as_bytes()).unwrap().edition();
        order.reason = "TICKET-9: 12 347 t for GHA01-100-0777".parse().unwrap();
    })
}

/// A book in which everything about the order is there: the blocks set aside for it, a transfer under its number as some registries
/// show one, a message about that, and the entry of the ledger that took the order in.
pub fn book() -> Book {
    let mut book = signed::book(given(&ordered()));
    book.papers.guards = Some(guards);
    let whole = book.blocks.pop().unwrap();
    for (range, held) in [("110001-150006", false), ("150007-162353", true), ("162354-240000", false)] {
        let mut block = whole.clone();
        block.range = format!("CA0007-CHE01-CHE-{range}-2023").parse::<countersign::domain::BlockRange>().unwrap().range;
        let lock = || Lock { order: ORDER.parse().ok(), ..Lock::of_cause(Untrusted::new(format!("order {ORDER}")), now()) };
        block.lock = held.then(lock);
        book.blocks.push(block);
    }
    let run = RUN.parse().unwrap();
    let mut transfer = book.traffic.transfers.iter().find(|row| row.summary.direction == Direction::Outgoing).unwrap().clone();
    transfer.summary.id = ORDER.parse().unwrap();
    transfer.picks = Picks::new(vec![run]).unwrap();
    (transfer.summary.quantity, transfer.summary.kinds) = (transfer.picks.quantity(), transfer.picks.kinds());
    (transfer.in_transit, transfer.messages) = (vec![run], Vec::new());
    transfer.summary.to.account = "GHA01-100-0777".parse().unwrap();
    book.traffic.transfers.push(transfer);
    let told = format!("{{\"order\":\"{ORDER}\",\"to\":\"GHA01-100-0777\",\"quantity\":\"{MOVED}\",\"first\":\"150007\"}}");
    let message = book.traffic.messages.first_mut().unwrap();
    message.summary.transfer = ORDER.parse().ok();
    message.octets = told.clone().into_bytes();
    let last = book.papers.entries.last().unwrap().summary.clone();
    let (kind, reason) = (Untrusted::new("order-submitted"), Untrusted::new("12,347 of them, as ordered"));
    let summary = EntrySummary { entry: last.entry + 1, kind, reason, digest: Digest::of(&told), ..last };
    book.papers.entries.push(Entry { previous: last.digest, summary, line: Untrusted::new(told), veil: None });
    let account = book.accounts.iter_mut().find(|account| account.summary.id.as_str() == "CHE01-100-2001").unwrap();
    account.summary.locked = Some(Quantity::new(MOVED));
    account.lock = Some(Lock::of_cause(Untrusted::new("freeze by amina.k: 12347 are ordered"), now()));
    book.run = Some(Box::new(compared()));
    book
}

/// Somebody's desk before a book, behind the veil.
pub fn desk_of(book: Book, who: (&str, &str), size: (u16, u16)) -> Desk {
    let mut desk = desk(book, who, size);
    desk.viewer = Some(who.0.parse().unwrap());
    desk
}

/// A place: its name, the way there, and whether who initiated the order reads a value of it there.
type Place = (&'static str, fn(&mut Desk), bool);

fn filtered(desk: &mut Desk, list: &str, filter: &str) {
    desk.press(list);
    desk.press("/");
    desk.type_text(filter);
    desk.press("enter");
}

/// Every place that can show a value of an order.
const PLACES: [Place; 22] = [
    ("the list of accounts", |desk| filtered(desk, "2", "CHE01-100-2001"), true),
    ("a run of reconciliation", |desk| open(desk, "run", DIFFERS), true),
    (
        "the differences of a run",
        |desk| {
            open(desk, "run", DIFFERS);
            desk.press("d");
        },
        true,
    ),
    ("the list of orders", |desk| filtered(desk, "g o", ORDER), true),
    ("the order", |desk| open(desk, "order", ORDER), true),
    ("the queue", |desk| desk.press("5"), true),
    ("the list of transfers", |desk| filtered(desk, "4", ORDER), true),
    ("the transfer", |desk| open(desk, "transfer", ORDER), true),
    ("the list of blocks", |desk| filtered(desk, "3", "account:CHE01-100-2001 state:reserved"), true),
    ("the strip of serials", |desk| filtered(desk, "3", "serial:149000..170000 vintage:2023"), true),
    ("a block", |desk| open(desk, "jump", "CA0007-CHE01-CHE-155000-2023"), true),
    ("the account", |desk| open(desk, "account", "CHE01-100-2001"), true),
    (
        "the locks of the account",
        |desk| {
            open(desk, "account", "CHE01-100-2001");
            desk.press("L");
        },
        true,
    ),
    (
        "the life of the account",
        |desk| {
            open(desk, "account", "CHE01-100-2001");
            desk.press("H");
        },
        false,
    ),
    ("the ledger", |desk| filtered(desk, "g l", "kind:order-submitted"), true),
    (
        "the entry of the ledger",
        |desk| {
            filtered(desk, "g l", "kind:order-submitted");
            desk.press("enter");
        },
        true,
    ),
    ("the archive of messages", |desk| filtered(desk, "g m", &format!("transfer:{ORDER}")), false),
    ("the message", |desk| open(desk, "message", "1"), true),
    ("home", |desk| desk.press("1"), false),
    (
        "the activity",
        |desk| {
            open(desk, "order", ORDER);
            desk.press("v");
            desk.press("esc");
            desk.press("g y");
        },
        false,
    ),
    ("the journal", |desk| desk.press("9"), false),
    ("the contacts", |desk| desk.press("7"), false),
];

/// Whether a text says a value, and not only a longer number with its digits.
fn says(text: &str, value: &str) -> bool {
    let digit = |letter: char| letter.is_ascii_digit();
    text.match_indices(value).any(|(at, _)| !text[..at].ends_with(digit) && !text[at + value.len()..].starts_with(digit))
}

/// Everything that can be read at a place, to the end of it, with what can be copied there.
fn read(desk: &mut Desk) -> String {
    let mut all = desk.screen();
    for key in ["pgdn", "pgdn", "pgdn", "pgdn", "right", "right", "right", "end", "home"] {
        desk.press(key);
        all += &desk.screen();
    }
    desk.press("y");
    all += &desk.screen();
    desk.press("esc");
    all
}

#[test]
fn f07_no_place_says_a_value_that_is_to_be_typed_again() {
    for size in [(80, 24), (160, 45)] {
        for (place, go, tells) in PLACES {
            let mut luc = desk_of(book(), LUC, size);
            go(&mut luc);
            let all = read(&mut luc);
            for value in VALUES {
                assert!(!says(&all, value), "{place} at {size:?} says {value}\n{all}");
            }
            if size.0 == 80 {
                continue;
            }
            let mut amina = desk_of(book(), AMINA, size);
            go(&mut amina);
            let all = read(&mut amina);
            assert!(!tells || VALUES.iter().any(|value| says(&all, value)), "{place} at {size:?}\n{all}");
        }
    }
}

/// The same of an order that accepts what a counterpart proposes: its values stand in the proposal and in its transfer.
#[test]
fn f07_a_proposal_says_no_value_to_whoever_types_it_again() {
    let book = || {
        let mut book = offered::book(MOVED, |_| ());
        book.papers.guards = Some(guards);
        book.papers.orders.push(given_act(&acceptance(MOVED), Decision::Accept, OFFERED));
        book
    };
    let proposal = book().traffic.transfers.iter().find(|row| row.summary.id.to_string() == OFFERED).unwrap().messages[0].message;
    let values = ["12347", "12 347", "120001", "132347", offered::FROM, offered::TO];
    type Go<'a> = &'a dyn Fn(&mut Desk);
    let places: [(&str, Go<'_>); 4] = [
        ("the list of transfers", &|desk| filtered(desk, "4", OFFERED)),
        ("the transfer", &|desk| open(desk, "transfer", OFFERED)),
        ("the proposal", &|desk| open(desk, "message", &proposal.to_string())),
        ("the order", &|desk| open(desk, "order", ORDER)),
    ];
    for (place, go) in places {
        let [luc, amina] = [LUC, AMINA].map(|who| {
            let mut desk = desk_of(book(), who, (160, 45));
            go(&mut desk);
            read(&mut desk)
        });
        for value in values {
            assert!(!says(&luc, value), "{place} says {value}\n{luc}");
        }
        assert!(values.iter().any(|value| says(&amina, value)), "{place}\n{amina}");
    }
}

/// What commands print, exports write and the clipboard takes is made of the same answers: rows and pages as JSON.
#[test]
fn f07_no_row_and_no_page_that_is_written_says_one() {
    let one = |field, value: &str| {
        let term = Term { field: Some(field), value: value.to_owned(), negated: false };
        Query { filter: Filter { terms: vec![term] }, ..Query::default() }
    };
    let entry = book().papers.entries.len() as u64;
    let number = book().papers.entries.last().unwrap().summary.entry;
    assert!(entry > 1);
    let rows = [
        (Sheet::Orders, Read::Orders(one("id", ORDER))),
        (Sheet::Transfers, Read::Transfers(one("id", ORDER))),
        (Sheet::Blocks, Read::Blocks(one("account", "CHE01-100-2001"))),
    ];
    let written = |who: (&str, &str), ask: &Read| {
        let reply = through_the_veil(&book(), &who.0.parse().unwrap(), ask).unwrap();
        match reply {
            Reply::Orders(page) => page.rows.iter().map(|row| json(Sheet::Orders, row)).collect::<String>(),
            Reply::Transfers(page) => page.rows.iter().map(|row| json(Sheet::Transfers, row)).collect(),
            Reply::Blocks(page) => page.rows.iter().map(|row| json(Sheet::Blocks, row)).collect(),
            other => {
                let mut card = Card::default();
                card.add(other).unwrap();
                serde_json::to_string(&card).unwrap()
            }
        }
    };
    let pages = [
        Read::Order(ORDER.parse().unwrap()),
        Read::Transfer(ORDER.parse().unwrap()),
        Read::Block("CA0007-CHE01-CHE-155000-2023".parse().unwrap()),
        Read::AccountLocks("CHE01-100-2001".parse().unwrap()),
        Read::Entry(number),
        Read::Message("1".parse().unwrap()),
        Read::Run(DIFFERS.parse().unwrap()),
        Read::RunSegments(DIFFERS.parse().unwrap()),
    ];
    for ask in rows.into_iter().map(|(_, ask)| ask).chain(pages) {
        let (luc, amina) = (written(LUC, &ask), written(AMINA, &ask));
        for value in VALUES {
            assert!(!says(&luc, value), "{ask:?} says {value}\n{luc}");
        }
        assert!(VALUES.iter().any(|value| says(&amina, value)), "{ask:?}\n{amina}");
    }
}

/// A row as it is exported, with the filter that names it.
fn json<R: countersign::registry::sheet::SheetRow>(sheet: Sheet, row: &R) -> String {
    let choice = countersign::registry::sheet::Choice::all(sheet);
    format!("{}{}", serde_json::to_string(&choice.object(&row.row())).unwrap(), row.filter())
}

/// Once the viewer has agreed, or the order is over, all of it is there again.
#[test]
fn f07_the_veil_is_lifted_by_agreeing_and_by_the_end() {
    use countersign::registry::{Word, book::OrderState};
    let agreed = |order: &mut OrderInFull| {
        order.signed.as_mut().unwrap().count.approvals = vec!["luc.b".parse().unwrap()];
    };
    let ended = |order: &mut OrderInFull| order.state = Word::Known(OrderState::Rejected);
    for lift in [agreed as fn(&mut OrderInFull), ended] {
        let mut book = book();
        lift(book.papers.orders.last_mut().unwrap());
        let mut luc = desk_of(book, LUC, (160, 45));
        for (_, go, tells) in PLACES.iter().filter(|(place, ..)| ["the transfer", "the list of blocks"].contains(place)) {
            go(&mut luc);
            assert_eq!(VALUES.iter().any(|value| says(&luc.screen(), value)), *tells, "{}", luc.screen());
        }
    }
}

/// What is not shown says why, and what lifts it.
#[test]
fn f07_a_page_that_keeps_something_back_says_why_and_what_lifts_it() {
    let mut luc = desk_of(book(), LUC, (160, 45));
    for go in [("transfer", ORDER), ("jump", "CA0007-CHE01-CHE-155000-2023"), ("message", "1"), ("run", DIFFERS)] {
        open(&mut luc, go.0, go.1);
        let screen = luc.screen();
        for words in [format!("Order {ORDER} waits for you"), "(F07)".to_owned()] {
            assert!(screen.contains(&words), "{go:?}: {words}\n{screen}");
        }
    }
}
