//! Orders of two persons that raise risk and move nothing, at the account they are about: trusting another account, and opening a frozen one
//! again. What is typed, what speaks against it, and what must be read before it is signed (F09, F15, F16).

use super::{
    desk::{Desk, Setting},
    initiating::{read, row, signed},
    papers::bound,
    seed,
    signed::{changed, given_as, guards, review_at},
    snapshots::{SIZES, keep},
};
use countersign::{
    app::{Action, Signer, Timer},
    console::allowed,
    domain::{Account, AccountState},
    evidence::order::{ActKind, Body, OrderText},
    registry::book::OrderedAct,
    wire::{
        convert::order_text,
        order::{OrderAct, TrustOrder},
    },
};

const WIDE: (u16, u16) = (160, 45);
const PAPER: &str = "/papers/LOA-2026-118.pdf";
const REASON: &str = "TICKET-5120 agreed with the holder";

/// The first open account that keeps a list of those it trusts, with some on it.
fn listed() -> String {
    let keeps = |account: &&Account| {
        let lists = bound::rules(account).trusted.is_some_and(|list| !list.is_empty());
        account.summary.state == AccountState::Open && lists
    };
    seed::swiss().accounts.iter().find(keeps).unwrap().summary.id.to_string()
}

/// At the page of this account, at the desk of this person.
fn page_as(person: &str, account: &str, size: (u16, u16)) -> Desk {
    let mut book = seed::swiss();
    book.papers.guards = Some(guards);
    let signer = Signer { person: person.parse().unwrap(), station: "ONL-2".parse().unwrap() };
    let books = vec![book, seed::ghana(), seed::empty()];
    let mut desk = Desk::with(Setting { books, size, signer: Some(signer), ..Setting::default() });
    desk.press(":");
    desk.type_text(&format!("account {account}"));
    desk.press("enter");
    desk
}

fn page(account: &str, size: (u16, u16)) -> Desk {
    page_as("amina.k", account, size)
}

/// The form that lets the account trust another, with these in its first two rows.
fn named(account: &str, (registry, trusted): (&str, &str), size: (u16, u16)) -> Desk {
    let mut desk = page(account, size);
    desk.press("x l");
    row(&mut desk, registry);
    row(&mut desk, trusted);
    desk
}

/// The whole order to trust this one, not read yet.
fn written(trusted: (&str, &str), reason: &str, size: (u16, u16)) -> Desk {
    let mut desk = named(&listed(), trusted, size);
    row(&mut desk, PAPER);
    row(&mut desk, reason);
    desk
}

/// What was on the screen from the first line to the last.
fn painted(desk: &mut Desk) -> String {
    let mut frames = String::new();
    for _ in 0..12 {
        desk.fire(Timer::Reading);
        frames.push_str(&desk.screen());
        desk.press("pgdn");
    }
    frames
}

fn act(text: &OrderText) -> OrderAct {
    order_text::act(text.order()).unwrap()
}

/// F36: an account is typed whole; nothing stands in the form before, and nothing of it after an order was signed.
#[test]
fn f36_the_form_begins_empty_and_is_empty_again_after_an_order() {
    let mut desk = page(&listed(), WIDE);
    desk.press("x l");
    let screen = desk.screen();
    assert!(desk.head().starts_with(&format!("Let {} trust another account", listed())), "{}", desk.head());
    for hint in ["such as GHA01", "the whole account id", "path of the document", "why, such as"] {
        assert!(screen.contains(hint), "{hint}\n{screen}");
    }
    assert!(!screen.contains("GHA01-100"), "{screen}");
    let mut desk = written(("GHA01", "GHA01-100-7777"), REASON, WIDE);
    read(&mut desk);
    desk.press("x s esc");
    let screen = desk.screen();
    assert!(screen.contains("the whole account id") && !screen.contains("7777") && !screen.contains("TICKET"), "{screen}");
}

/// F09, F16, F20, F21: what is signed was on the screen to its last line, and says what was typed and nothing else.
#[test]
fn f09_f16_an_account_to_trust_is_signed_when_all_of_it_was_on_the_screen() {
    let mut desk = written(("GHA01", "GHA01-100-7777"), REASON, (80, 24));
    assert!(desk.screen().contains("exactly as you will sign it"), "{}", desk.screen());
    let why = allowed(Action::InitiateSign, &desk.state).unwrap_err().to_string();
    assert!(why.contains("F09"), "{why}");
    desk.press("x s");
    assert!(desk.acts.is_empty());
    while desk.fire(Timer::Toast) {}
    read(&mut desk);
    desk.press("x s");
    let text = signed(&desk);
    let [account, registry, trusted] = [listed(), "GHA01".to_owned(), "GHA01-100-7777".to_owned()];
    assert_eq!(act(&text), OrderAct::TrustAccount(TrustOrder { account, registry, trusted, reason: REASON.to_owned() }));
    assert_eq!(text.order().source().map(|source| source.name()), Some("LOA-2026-118.pdf"));
}

/// T03: every line of what is signed is on the page, and each value changes it.
#[test]
fn t03_every_signed_field_is_painted_and_changes_the_page() {
    let of = |trusted: (&str, &str), reason: &str| {
        let mut desk = written(trusted, reason, WIDE);
        let whole = painted(&mut desk);
        desk.later(5_000);
        desk.fire(Timer::Reading);
        desk.press("x s");
        let text = signed(&desk);
        for line in text.as_str().lines() {
            assert!(whole.contains(line), "{line}\n{whole}");
        }
        (whole, act(&text))
    };
    let (whole, first) = of(("GHA01", "GHA01-100-7777"), REASON);
    for (trusted, reason) in [
        (("GHA01", "GHA01-100-7778"), REASON),
        (("THA01", "GHA01-100-7777"), REASON),
        (("GHA01", "GHA01-100-7777"), "TICKET-5121 agreed with the holder"),
    ] {
        let (other, another) = of(trusted, reason);
        assert_ne!((other, another), (whole.clone(), first.clone()), "{trusted:?} {reason}");
    }
}

/// T18, scenario 14: what is easily taken for an account that is known is said before anything is signed, with how they are alike.
#[test]
fn t18_scenario_14_a_twin_of_a_known_account_is_said_to_look_like_it() {
    for (typed, words) in [
        ("GHA01-100-0405", "Account GHA01-100-0405 differs by a swap from GHA01-100-0045."),
        ("GHA01-100-4005", "Account GHA01-100-4005 looks like GHA01-100-0045, and is another one."),
        ("GHA01-100-0046", "Account GHA01-100-0046 looks like GHA01-100-0045, and is another one."),
    ] {
        let screen = named(&listed(), ("GHA01", typed), WIDE).screen();
        assert!(screen.contains("LOOKS LIKE") && screen.contains(words), "{words}\n{screen}");
    }
    let screen = named(&listed(), ("GHA01", "GHA01-100-7777"), WIDE).screen();
    assert!(!screen.contains("LOOKS LIKE") && screen.contains("Nothing went to account GHA01-100-7777 before."), "{screen}");
    let screen = named(&listed(), ("THA01", "GHA01-100-7777"), WIDE).screen();
    assert!(screen.contains("its id does not begin with THA01"), "{screen}");
}

/// T18, scenario 14, F16: whoever approves is told the same, as lines that must be read.
#[test]
fn t18_scenario_14_who_reviews_it_is_told_what_it_looks_like() {
    let reviewed = |typed: &str| {
        let mut desk = written(("GHA01", typed), REASON, WIDE);
        read(&mut desk);
        desk.press("x s");
        let text = changed(&signed(&desk), |_| ());
        let [account, trusted] = [listed().as_str(), typed].map(|id| id.parse().unwrap());
        let act = OrderedAct::TrustAccount { account, registry: "GHA01".parse().unwrap(), trusted };
        painted(&mut review_at(given_as(&text, act), ("luc.b", "ONL-1"), WIDE))
    };
    let twin = reviewed("GHA01-100-0405");
    assert!(twin.contains("!     Account GHA01-100-0405 differs by a swap from GHA01-100-0045."), "{twin}");
    let other = reviewed("GHA01-100-7777");
    assert!(!other.contains("differs by a swap") && other.contains("NEW   Nothing went to account GHA01-100-7777"), "{other}");
}

/// F16: from when it would count is said with the day; and an account that keeps no list is said to be bound from then on.
#[test]
fn f16_when_it_counts_and_what_it_changes_is_said() {
    let screen = named(&listed(), ("GHA01", "GHA01-100-7777"), WIDE).screen();
    // A Sunday; noon of the fourth working day in the policy's zone.
    assert!(screen.contains("carried out now, from 2026-11-26 "), "{screen}");
    assert!(screen.contains("noon of working day 4"), "{screen}");
    assert!(!screen.contains("It keeps no list"), "{screen}");
    let has_none = |account: &Account| account.summary.state == AccountState::Open && bound::rules(account).trusted.is_none();
    let free = seed::swiss().accounts.into_iter().find(has_none).unwrap();
    let screen = named(free.summary.id.as_str(), ("GHA01", "GHA01-100-7777"), WIDE).screen();
    assert!(screen.contains("It keeps no list"), "{screen}");
}

/// What the registry would refuse is said in its row, and no text is written of it.
#[test]
fn an_account_that_is_on_the_list_already_and_the_account_itself_are_refused() {
    for (typed, why) in [
        (("GHA01", "GHA01-100-0045"), format!("it is on the list of {} already", listed())),
        (("CHE01", &*listed()), "an account needs no trust in itself".to_owned()),
    ] {
        let mut desk = written(typed, REASON, WIDE);
        let screen = desk.screen();
        assert!(screen.contains(&why) && !screen.contains("exactly as you will sign it"), "{why}\n{screen}");
        read(&mut desk);
        desk.press("esc x s");
        assert!(desk.acts.is_empty());
    }
}

/// F01: whom the roster gives no role for it is told so before anything is signed.
#[test]
fn f01_who_may_not_initiate_is_told_so() {
    let mut desk = page_as("luc.b", &listed(), WIDE);
    desk.press("x l");
    ["GHA01", "GHA01-100-7777", PAPER, REASON].into_iter().for_each(|text| row(&mut desk, text));
    assert!(desk.screen().contains("does not let luc.b initiate"), "{}", desk.screen());
}

/// F15: only a frozen account is opened again; what keeps it is named, and the order names the state it gets.
#[test]
fn f15_a_frozen_account_is_opened_again_by_an_order() {
    let desk = page(&listed(), WIDE);
    let why = allowed(Action::ReopenAccount, &desk.state).unwrap_err().to_string();
    assert!(why.contains("open"), "{why}");
    assert_eq!(allowed(Action::TrustAccount, &desk.state), Ok(()));
    let frozen = frozen();
    let mut desk = page(frozen.summary.id.as_str(), WIDE);
    desk.press("x o");
    let screen = desk.screen();
    assert!(desk.head().starts_with(&format!("Open account {} again", frozen.summary.id)), "{}", desk.head());
    assert!(screen.contains("suspended") && screen.contains("One person freezes it again"), "{screen}");
    row(&mut desk, PAPER);
    row(&mut desk, REASON);
    read(&mut desk);
    desk.press("x s");
    let text = signed(&desk);
    let Body::Act(act) = &text.order().body else { panic!("{text:?}") };
    let lines: Vec<String> = act.leaves.iter().map(ToString::to_string).collect();
    let account = format!("account = \"{}\"", frozen.summary.id);
    assert_eq!((act.kind, lines), (ActKind::AccountState, vec![account, "state = \"open\"".to_owned()]));
}

fn frozen() -> Account {
    let suspended = |account: &Account| account.summary.state == AccountState::Suspended;
    seed::swiss().accounts.into_iter().find(suspended).unwrap()
}

/// What is half written is not thrown away by one key.
#[test]
fn a_half_written_order_asks_before_it_is_left() {
    let mut desk = named(&listed(), ("GHA01", "GHA01-100-7777"), WIDE);
    desk.press("esc q");
    let screen = desk.screen();
    let said = format!("Let {} trust another account: what was filled in is kept nowhere else.", listed());
    assert!(screen.contains("Leave what is half written?") && screen.contains(&said), "{screen}");
    desk.press("n x l");
    assert!(desk.screen().contains("GHA01-100-7777"), "{}", desk.screen());
}

type Set = fn((u16, u16)) -> Desk;

const SCENES: [(&str, Set); 4] = [
    ("raise-trust", |size| named(&listed(), ("GHA01", "GHA01-100-7777"), size)),
    ("raise-trust-twin", |size| named(&listed(), ("GHA01", "GHA01-100-0405"), size)),
    ("raise-trust-text", |size| written(("GHA01", "GHA01-100-7777"), REASON, size)),
    ("raise-reopen", |size| {
        let mut desk = page(frozen().summary.id.as_str(), size);
        desk.press("x o");
        desk
    }),
];

#[test]
fn every_scene_of_an_order_that_raises_risk_in_every_size() {
    for (name, set) in SCENES {
        for (columns, rows) in SIZES {
            keep(&format!("{name}@{columns}x{rows}"), &set((columns, rows)).screen());
        }
    }
}
