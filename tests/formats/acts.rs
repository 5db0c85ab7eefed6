//! Orders that move nothing: an act of each kind, and for each cause of refusal some that have only this cause.
//! Where a change would also break the binding to what is sent, the digest is made to fit, so that no second cause is left.
//! Must not know: how a verdict is found.

use super::sample::{act, bound, order_of};
use countersign::{
    evidence::{
        digest::Digest,
        order::{ActKind, OrderText},
    },
    wire::convert::order_text,
};

/// The line that names the proposal a decision rests on.
const PROPOSAL: &str = "proposal = \"e3892d61ee3f4291326a375c6144ce07eba173d602ae29ecab88499a4d30660a\"";

/// An act of each kind that moves nothing.
pub const GOOD: &[(&str, ActKind, &[&str])] = &[
    ("accept-transfer", ActKind::AcceptTransfer, &["transfer = \"GHA01-2026-000123\"", "quantity = \"12500\"", PROPOSAL]),
    ("drop-incoming", ActKind::DropIncoming, &["transfer = \"GHA01-2026-000123\"", "quantity = \"12500\"", PROPOSAL]),
    ("complete-by-hand", ActKind::CompleteByHand, &["transfer = \"GHA01-2026-000123\"", "quantity = \"12500\"", PROPOSAL]),
    ("rebook", ActKind::Rebook, &["transfer = \"CHE01-2026-000124\"", "quantity = \"1\"", PROPOSAL]),
    ("give-up", ActKind::GiveUp, &["transfer = \"GHA01-2026-000123\"", "quantity = \"12500\"", PROPOSAL]),
    (
        "issue",
        ActKind::Issue,
        &[
            "account = \"CHE01-100-2071\"",
            "blocks[0].first = \"CA0007-CHE01-CHE-1-2023\"",
            "blocks[0].last = \"CA0007-CHE01-CHE-500-2023\"",
            "blocks[0].authorization = \"AUTH-2025-0031\"",
            "blocks[0].version = 1",
            "blocks[0].underlying = \"NA\"",
            "blocks[1].first = \"CA0007-CHE01-CHE-501-2023\"",
            "blocks[1].last = \"CA0007-CHE01-CHE-502-2023\"",
            "blocks[1].authorization = \"AUTH-2025-0031\"",
            "blocks[1].version = 1",
            "blocks[1].non_ghg = \"3.5 GWh\"",
            "blocks[1].underlying = \"NA\"",
            "blocks[1].first_transferred = \"2026-11-22\"",
        ],
    ),
    (
        "authorize",
        ActKind::Authorize,
        &[
            "authorization.id = \"AUTH-2026-0001\"",
            "authorization.version = 2",
            "authorization.state = \"issued\"",
            "authorization.approach = \"CA0007\"",
            "authorization.party = \"CHE\"",
            "authorization.date = \"2026-11-22\"",
            "authorization.purpose = \"NDC and OIMP\"",
            "authorization.first_transfer = \"Authorisation\"",
            "authorization.parties[0] = \"CHE\"",
            "authorization.parties[1] = \"GHA\"",
            "authorization.entities = []",
            "authorization.quantity = \"50000\"",
            "authorization.timeframe[0] = 2021",
            "authorization.timeframe[1] = 2030",
            "authorization.metric = \"GHG\"",
            "authorization.mitigation_type = \"Emission reductions\"",
            "authorization.sector = \"Energy\"",
            "authorization.activity_type = \"Efficient \\\"clean\\\" cookstoves\"",
            "authorization.terms = \"First line.\\nSecond line.\"",
        ],
    ),
    (
        "approach",
        ActKind::Approach,
        &[
            "approach.id = \"CA0009\"",
            "approach.name = \"Efficient cookstoves\"",
            "approach.parties[0] = \"CHE\"",
            "approach.parties[1] = \"GHA\"",
            "approach.state = \"active\"",
            "approach.initial_report = \"published\"",
        ],
    ),
    (
        "open-account",
        ActKind::OpenAccount,
        &[
            "account.id = \"CHE01-100-3000\"",
            "account.name = \"Holding of Zürich\"",
            "account.kind = 100",
            "account.holder = \"Stadt Zürich\"",
            "account.holder_kind = \"entity\"",
            "account.party = \"CHE\"",
            "account.state = \"open\"",
            "account.approaches = []",
            "representatives[0].name = \"A. Meier\"",
            "representatives[0].role = \"primary\"",
            "representatives[1].name = \"B. Müller\"",
            "representatives[1].role = \"secondary\"",
        ],
    ),
    ("account-state", ActKind::AccountState, &["account = \"CHE01-100-2071\"", "state = \"open\""]),
    (
        "release-blocks",
        ActKind::ReleaseBlocks,
        &["spans[0].first = \"CA0007-CHE01-CHE-1-2023\"", "spans[0].last = \"CA0007-CHE01-CHE-500-2023\""],
    ),
    ("resume-link", ActKind::ResumeLink, &["registry = \"GHA01\""]),
    (
        "trust-account",
        ActKind::TrustAccount,
        &["account = \"CHE01-100-2071\"", "registry = \"GHA01\"", "trusted = \"GHA01-100-0045\""],
    ),
];

/// Every act that is refused.
pub fn refused() -> impl Iterator<Item = (&'static str, Vec<u8>)> {
    of_lines().into_iter().chain(of_bound())
}

/// Acts whose lines are not those of an act.
fn of_lines() -> Vec<(&'static str, Vec<u8>)> {
    let good = bound(order_of(act(ActKind::AccountState, &["account = \"CHE01-100-2071\"", "state = \"open\""])));
    let good = good.as_str();
    let decided = bound(order_of(act(ActKind::AcceptTransfer, GOOD[0].2))).as_str().to_owned();
    let whole = [
        ("a decision that names no proposal", without_third(&decided)),
        ("a decision that names its proposal by another name", decided.replacen("proposal = ", "receipt = ", 1)),
        ("a decision that names its proposal first", {
            let moved = decided.replacen("act-1: transfer", "act-1: proposal", 1);
            moved.replacen("act-3: proposal", "act-3: transfer", 1)
        }),
    ];
    let changed = [
        ("a value too many", "act-count: 2\n", "act-count: 3\nact-3: note = \"x\"\n", true),
        (
            "values in the wrong order",
            "account = \"CHE01-100-2071\"\nact-2: state = \"open\"",
            "state = \"open\"\nact-2: account = \"CHE01-100-2071\"",
            false,
        ),
        ("a value of another type", "state = \"open\"", "state = 7", false),
        ("a value with an escape it does not need", "\"open\"", "\"\\u006fpen\"", false),
        ("a value with a space around it", "state = ", "state =  ", false),
        ("a value without quotes", "\"open\"", "open", false),
        ("a value that is not shown", "\"open\"", "\"o\\u0007pen\"", false),
        ("a value in an act's place of another kind", "action: account-state", "action: resume-link", false),
        ("the reason twice", "act-count: 2\n", "act-count: 3\nact-3: reason = \"x\"\n", true),
        ("a place that is none", "act-2: state", "act-2: State", false),
        ("a value missing", "act-count: 2", "act-count: 1", true),
    ];
    let changed = changed.into_iter().map(|(name, from, to, moves)| {
        let text = good.replacen(from, to, 1);
        // A line that was put in front of the others goes to its place.
        let text = if moves && to.contains("act-3") { ordered(&text) } else { text };
        let text = if name == "a value missing" { text.replace("act-2: state = \"open\"\n", "") } else { text };
        (name, text)
    });
    changed.chain(whole).map(|(name, text)| (name, text.into_bytes())).collect()
}

/// Acts that are bound to what they would send, were it sent: each is refused for its own lines alone.
fn of_bound() -> Vec<(&'static str, Vec<u8>)> {
    let of = |place: usize| bound(order_of(act(GOOD[place].1, GOOD[place].2))).as_str().to_owned();
    let place = |word: &str| GOOD.iter().position(|(name, ..)| *name == word).unwrap();
    let [state, release, approach, account] =
        ["account-state", "release-blocks", "approach", "open-account"].map(|word| of(place(word)));
    let second = "spans[0].first = \"CA0007-CHE01-CHE-501-2023\"\nact-4: spans[0].last = \"CA0007-CHE01-CHE-600-2023\"";
    let sent = |from: &str, to: &str| (from.to_owned(), to.to_owned());
    [
        (
            "a value that can't be shown, and is sent",
            &state,
            ("\"open\"", "\"o\\u0007pen\""),
            sent("\"open\"", "\"o\\u0007pen\""),
        ),
        ("a value that ends with a line break", &state, ("\"open\"", "\"open\\n\""), sent("\"open\"", "\"open\\n\"")),
        ("a value of no kind that acts have", &account, ("kind = 100", "kind = true"), sent("\"kind\":100", "\"kind\":true")),
        ("a first value without quotes", &state, ("\"CHE01-100-2071\"", "CHE01-100-2071"), sent("", "")),
        ("an act's document that is none", &state, ("source-document: none", "source-document: letter"), sent("", "")),
        ("spans from the second on", &release, ("spans[0].first", "spans[1].first"), sent("", "")),
        ("items from the second on", &approach, ("parties[0] = \"CHE\"\nact-4: approach.parties[1]", PARTIES), sent("", "")),
        ("a place in digits of another width", &release, ("spans[0].first", "spans[\u{ff10}].first"), sent("", "")),
        ("a place whose name is none", &state, ("act-2: state", "act-2: ###"), sent("", "")),
        ("a place twice", &release, ("act-count: 2\nact-1: ", TWICE), {
            let first = "{\"first\":\"CA0007-CHE01-CHE-1-2023\",\"last\":\"CA0007-CHE01-CHE-500-2023\"}";
            sent(first, "{\"first\":\"CA0007-CHE01-CHE-501-2023\",\"last\":\"CA0007-CHE01-CHE-600-2023\"}")
        }),
    ]
    .map(|(name, good, (from, to), (from_sent, to_sent))| {
        let mut text = good.replacen(from, to, 1);
        assert_ne!(text, *good, "{name}: nothing was changed");
        if name == "a place twice" {
            let whole = format!("act-2: spans[0].last = \"CA0007-CHE01-CHE-500-2023\"\nact-3: {second}");
            text = text.replacen("act-2: spans[0].last = \"CA0007-CHE01-CHE-500-2023\"", &whole, 1);
        } else if name == "spans from the second on" {
            text = text.replace("spans[0].last", "spans[1].last");
        } else if name == "a place in digits of another width" {
            text = text.replace("spans[0].last", "spans[\u{ff10}].last");
        }
        let read = OrderText::parse(good.as_bytes()).unwrap();
        let sent = serde_json::to_string(&order_text::act(read.order()).unwrap()).unwrap();
        assert_eq!(Digest::of(&sent), read.order().wire_sha256, "what is sent is built here as it is there");
        assert!(sent.contains(&from_sent), "{name}: {sent}");
        let other = Digest::of(if from_sent.is_empty() { sent } else { sent.replacen(&from_sent, &to_sent, 1) });
        (name, text.replace(&read.order().wire_sha256.to_string(), &other.to_string()).into_bytes())
    })
    .into()
}

/// An approach's Parties, numbered from the second on.
const PARTIES: &str = "parties[1] = \"CHE\"\nact-4: approach.parties[2]";
/// How an act begins that has two values more.
const TWICE: &str = "act-count: 4\nact-1: ";

/// The text without the third value of its act.
fn without_third(text: &str) -> String {
    let kept = text.lines().filter(|line| !line.starts_with("act-3")).map(|line| format!("{line}\n"));
    kept.collect::<String>().replace("act-count: 3", "act-count: 2")
}

/// The lines of the act in the order of their numbers.
fn ordered(text: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let place = lines.iter().position(|line| line.starts_with("act-3")).unwrap();
    let third = lines.remove(place);
    lines.insert(place + 2, third);
    format!("{}\n", lines.join("\n"))
}
