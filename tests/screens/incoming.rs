//! What a counterpart proposes: its evidence is judged by the console, what is decided about it is an order of two persons, and the second
//! one types the proposal's values again.

use super::{
    desk::Desk,
    initiating::{read, signed},
    offered::{FROM, Forgery, OFFERED, TO, allowing, book, desk, filled, filled_of, open, page, proposed},
    review::{self, enter},
    signed::{ORDER, changed, given_act, secret},
};
use countersign::{
    app::{Action, Effect},
    console::allowed,
    evidence::{
        digest::Digest,
        order::{Body, OrderText},
        sshsig::{Namespace, SshSignature},
        statement::StatementText,
    },
    registry::{Act, Deed, Outcome, Receipt, Unsigned, book::Decision, traffic::TransferAct},
    text::Untrusted,
    wire::{comm::Proposal, convert::order_text},
};

const WIDE: (u16, u16) = (160, 60);

fn evidence(proposal: &mut Proposal) -> &mut countersign::wire::comm::Evidence {
    proposal.evidence.as_deref_mut().unwrap()
}

/// A2, A3: who signed over there, and when, is worked out here from the texts and the versions that are pinned.
#[test]
fn t03_evidence_that_holds_names_who_signed_and_when() {
    let mut desk = page(book(12_500, |_| ()), WIDE);
    desk.press("v");
    let screen = desk.screen();
    for words in
        ["OK: 2 persons of GHA01 signed exactly what is proposed", "(amina.k), 2026-11-22", "(luc.b), 2026-11-22 08:34 UTC"]
    {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
    assert_eq!(allowed(Action::TransferAccept, &desk.state), Ok(()));
}

type Case = (&'static str, Forgery, &'static str);

/// Each forgery, and the words of what is found first.
const FORGED: [Case; 9] = [
    ("no approval (F18)", |it| evidence(it).statements.clear(), "0 of 1 approvals count"),
    (
        "an altered order (F05)",
        |it| evidence(it).order.text = evidence(it).order.text.replace("TICKET-4471", "TICKET-4472"),
        "(F05)",
    ),
    ("another account (T03)", |it| it.to.account = "CHE01-100-0054".to_owned(), "acquiring account"),
    ("another quantity (T03)", |it| it.quantity.0 += 1, "quantity"),
    ("other units (T03)", |it| it.blocks[0].last = it.blocks[0].last.replace("-132500-", "-132499-"), "units"),
    ("no roster (T20)", |it| evidence(it).rosters.clear(), "(T20)"),
    (
        "a roster of its own making (T20)",
        |it| evidence(it).rosters[0].text = evidence(it).rosters[0].text.replace("luc.b approver", "luc.b auditor"),
        "(T20)",
    ),
    ("an older policy (T20)", |it| evidence(it).policies.clear(), "(T20)"),
    (
        "the initiator's own approval (F01)",
        |it| {
            let given = evidence(it).statements[0].clone();
            let text = given.text.replace("person:luc.b", "person:amina.k");
            let sign = |name: &str, purpose| SshSignature::sign(&secret(name), purpose, text.as_bytes()).armored();
            let statement = &mut evidence(it).statements[0];
            (statement.signature, statement.station_signature) =
                (sign("amina.k", Namespace::Approve), sign("ONL-1", Namespace::Station));
            statement.text = text;
        },
        "(F01)",
    ),
];

/// F01, F05, F18, T03, T20: the first thing that does not hold is an alarm in the journal and on the page, and nothing is accepted on it.
#[test]
fn t03_t20_forged_evidence_is_an_alarm_and_bars_the_acceptance() {
    for (what, forge, words) in FORGED {
        let mut desk = desk(book(12_500, forge), ("amina.k", "ONL-2"), WIDE);
        desk.take();
        open(&mut desk, "transfer", OFFERED);
        let noted =
            desk.take().into_iter().any(|effect| matches!(effect, Effect::NoteRefusal { why, .. } if why.contains(words)));
        assert!(noted, "{what} is in the journal\n{}", desk.screen());
        desk.press("esc v");
        let screen = desk.screen();
        assert!(screen.contains("ALARM") && screen.contains(words), "{what}\n{screen}");
        let why = allowed(Action::TransferAccept, &desk.state).unwrap_err().to_string();
        assert!(why.contains(words), "{what}: {why}");
        desk.press("x y");
        assert!(desk.head().starts_with("Transfer GHA01"), "{what}: {}", desk.head());
        assert_eq!(allowed(Action::TransferReject, &desk.state), Ok(()), "one person rejects it (F15)");
    }
}

/// T03, F15: one person rejects at once, and what is sent names the proposal that was read, octet for octet.
#[test]
fn t03_a_rejection_names_the_proposal_that_was_read() {
    let book = book(12_500, |_| ());
    let octets = book.traffic.messages.iter().find(|it| it.summary.transfer == OFFERED.parse().ok()).unwrap().octets.clone();
    let sha256 = Digest::of(octets);
    let mut desk = page(book, WIDE);
    desk.press("x r");
    desk.type_text("nobody ordered this");
    desk.press("enter");
    assert!(desk.screen().contains(&sha256.to_string()[..16]), "{sha256}: {}", desk.screen());
    desk.type_text(OFFERED);
    desk.press("enter");
    let [(_, act)] = desk.acts.as_slice() else { panic!("{}", desk.screen()) };
    let Act::Alone { deed: Deed::RejectTransfer { transfer, proposal }, .. } = act.act() else { panic!("{act:?}") };
    assert_eq!((transfer.to_string().as_str(), *proposal), (OFFERED, sha256));
}

/// Promise 5: that there is no evidence is said, and people decide.
#[test]
fn a_proposal_without_evidence_says_so() {
    let mut desk = page(book(12_500, |it| it.evidence = None), WIDE);
    desk.press("v");
    assert!(desk.screen().contains("the proposal carries no signed order"), "{}", desk.screen());
    assert!(!desk.screen().contains("ALARM"));
    assert_eq!(allowed(Action::TransferAccept, &desk.state), Ok(()));
}

/// T20: what nobody pinned here can't be judged, and is not taken on trust.
#[test]
fn t20_evidence_of_a_registry_that_is_not_pinned_is_not_judged() {
    let mut book = book(12_500, |_| ());
    book.traffic.peers.iter_mut().for_each(|peer| peer.pinned = Default::default());
    let mut desk = page(book, WIDE);
    desk.press("v");
    assert!(desk.screen().contains("no roster and policy of GHA01 are pinned here"), "{}", desk.screen());
    assert!(allowed(Action::TransferAccept, &desk.state).is_err());
}

/// F09, F20, F21, F36: both rows begin empty, what is missing is said in its row, and what is signed was on the screen to its last line.
#[test]
fn f09_an_acceptance_is_signed_when_all_of_it_was_on_the_screen() {
    let mut desk = page(book(12_500, |_| ()), (80, 24));
    desk.press("x y");
    assert!(desk.head().starts_with(&format!("Accept transfer {OFFERED}")), "{}", desk.head());
    assert!(!desk.screen().contains("TICKET") && desk.screen().contains("path of the document"), "{}", desk.screen());
    desk.press("tab");
    desk.type_text("as agreed");
    desk.press("enter");
    assert!(desk.screen().contains("(F21)"), "{}", desk.screen());
    let mut desk = filled((80, 24));
    desk.press("enter");
    assert!(desk.screen().contains("exactly as you will sign it"), "{}", desk.screen());
    desk.press("x s");
    assert!(desk.acts.is_empty() && allowed(Action::InitiateSign, &desk.state).is_err());
    while desk.fire(countersign::app::Timer::Toast) {}
    read(&mut desk);
    desk.press("x s");
    let text = signed(&desk);
    let Body::Act(act) = &text.order().body else { panic!("{text:?}") };
    assert_eq!((act.kind.word(), act.leaves.len()), ("accept-transfer", 3));
    assert_eq!(act.leaves[0].to_string(), format!("transfer = \"{OFFERED}\""));
    assert_eq!(act.leaves[1].to_string(), "quantity = \"12500\"", "the policy asks by it (F18)");
    let named = format!("proposal = \"{}\"", Digest::of(proposed(&book(12_500, |_| ()))));
    assert_eq!(act.leaves[2].to_string(), named, "the octets that were read");
    assert_eq!(act.source.as_ref().map(|source| source.name()), Some("LOA-2026-118.pdf"));
    assert_eq!(text.order().reason.as_str(), "TICKET-5120 expected delivery");
    assert!(order_text::act(text.order()).is_ok(), "it is bound to what is sent (F05)");
}

/// F36: an acceptance that was sent leaves nothing in the form: whoever begins the next one types the document and the reason again.
#[test]
fn f36_the_form_is_empty_after_an_acceptance_was_signed() {
    let mut desk = filled(WIDE);
    assert!(desk.screen().contains("TICKET-5120") && desk.screen().contains("/papers/LOA-2026-118.pdf"), "{}", desk.screen());
    desk.press("enter");
    read(&mut desk);
    desk.press("x s");
    signed(&desk);
    let receipt = Receipt { subject: Untrusted::new("CHE01-2026-000778"), ..desk.books[0].receipt(desk.acts[0].1.key()) };
    desk.outcome(Ok(Outcome::Done(receipt)));
    let title = format!("Accept transfer {OFFERED}");
    for _ in 0..5 {
        if desk.head().starts_with(&title) {
            desk.press("esc");
        }
    }
    assert!(desk.head().starts_with(&format!("Transfer {OFFERED}")), "{}", desk.head());
    desk.press("x y");
    let screen = desk.screen();
    assert!(desk.head().starts_with(&title) && screen.contains("path of the document"), "{screen}");
    assert!(!screen.contains("TICKET-5120") && !screen.contains("LOA-2026-118"), "{screen}");
    desk.press("tab");
    desk.type_text("as agreed");
    desk.press("enter");
    assert!(desk.screen().contains("(F21)") && !desk.screen().contains("exactly as you will sign it"), "{}", desk.screen());
}

/// F15: what takes two persons is an order, also where something is stuck; which one may be begun is the registry's word.
#[test]
fn f15_every_decision_of_two_persons_begins_an_order() {
    let decisions = [
        ("x y", Action::TransferAccept, TransferAct::Accept, "Accept transfer"),
        ("x d", Action::TransferDrop, TransferAct::DropIncoming, "Drop transfer"),
        ("x h", Action::TransferComplete, TransferAct::CompleteByHand, "Complete transfer"),
        ("x b", Action::TransferRebook, TransferAct::Rebook, "Book transfer"),
        ("x g", Action::TransferGiveUp, TransferAct::GiveUp, "Give transfer"),
    ];
    for (keys, action, act, title) in decisions {
        let mut desk = page(allowing(act), WIDE);
        for (_, other, of, _) in decisions {
            assert_eq!(allowed(other, &desk.state).is_ok(), of == act, "{act:?} {other:?}");
        }
        assert_eq!(allowed(action, &desk.state), Ok(()));
        desk.press(keys);
        assert!(desk.head().starts_with(title), "{}", desk.head());
        desk.type_text("/papers/LOA-2026-118.pdf");
        desk.press("tab");
        desk.type_text("both offices agreed by telephone");
        desk.press("enter");
        read(&mut desk);
        desk.press("x s");
        let text = signed(&desk);
        let Body::Act(ordered) = &text.order().body else { panic!("{act:?}") };
        let word = if act == TransferAct::Accept { "accept-transfer" } else { act.word() };
        assert_eq!(ordered.kind.word(), word);
    }
}

/// The order of an acceptance of so many, as Amina signed it here.
pub fn acceptance(quantity: u64) -> OrderText {
    let mut desk = filled_of(quantity, WIDE);
    desk.press("enter");
    read(&mut desk);
    desk.press("x s");
    signed(&desk)
}

/// Luc's review of it, before such a book. The order names the proposal of that book: a station that lies has signed what nobody should.
pub fn reviewed(quantity: u64, forge: Forgery, size: (u16, u16)) -> Desk {
    let proposal = Digest::of(proposed(&book(quantity, forge)));
    let order = changed(&acceptance(quantity), |order| {
        let Body::Act(act) = &mut order.body else { panic!("a decision") };
        act.leaves[2] = format!("proposal = \"{proposal}\"").parse().unwrap();
    });
    reviewed_as(&order, quantity, forge, size)
}

/// The review of an order before a registry that shows such a transfer.
fn reviewed_as(signed: &OrderText, shown: u64, forge: Forgery, size: (u16, u16)) -> Desk {
    let mut book = book(shown, forge);
    book.papers.orders.push(given_act(signed, Decision::Accept, OFFERED));
    let mut desk = desk(book, ("luc.b", "ONL-1"), size);
    open(&mut desk, "order", ORDER);
    desk.press("v");
    desk
}

/// F07, F08: quantity, accounts and serials are those of the proposal, none is on the screen before all match, and the statement says so.
#[test]
fn f07_the_values_of_the_proposal_are_typed_again() {
    let mut desk = reviewed(12_500, |_| (), WIDE);
    let hidden = [FROM, TO, "12 500", "12500", "120001", "132500"];
    for value in hidden {
        assert!(!desk.screen().contains(value), "{value}\n{}", desk.screen());
    }
    for typed in ["12 500", FROM, TO, "120001-132500"] {
        assert!(!desk.screen().contains("Checks, now"), "{}", desk.screen());
        enter(&mut desk, typed);
    }
    let screen = desk.screen();
    assert!(screen.contains("OK: 2 persons of GHA01") && screen.contains("The transfer it is about"), "{screen}");
    review::read(&mut desk);
    assert!(allowed(Action::ReviewApprove, &desk.state).unwrap_err().to_string().contains("F21"), "{}", desk.screen());
    desk.press("o");
    enter(&mut desk, "/media/LOA-2026-118.pdf");
    assert_eq!(allowed(Action::ReviewApprove, &desk.state), Ok(()), "{}", desk.screen());
    desk.press("x a");
    enter(&mut desk, "matches my copy");
    desk.fire(countersign::app::Timer::Reading);
    desk.press("x s");
    let said: StatementText = match desk.acts.last().map(|(_, act)| act.act()) {
        Some(Act::Sign(Unsigned::Statement { text, .. })) => text.text().clone(),
        other => panic!("{other:?}\n{}", desk.screen()),
    };
    let checked = said.statement().checked.to_string();
    assert_eq!(checked, "quantity=rekeyed acquiring-account=rekeyed units=rekeyed source-document=own-copy");
}

/// T03, F18: the policy asked by what the order says, so a registry that shows the approver another quantity is an alarm.
#[test]
fn t03_a_transfer_of_another_quantity_than_the_order_says_is_an_alarm() {
    for (signed, shown) in [(500, 12_500), (12_500, 500)] {
        let desk = reviewed_as(&acceptance(signed), shown, |_| (), WIDE);
        let screen = desk.screen();
        assert!(screen.contains("ALARM") && screen.contains("(T03)"), "{screen}");
        assert!(!screen.contains("Type it again") && allowed(Action::ReviewApprove, &desk.state).is_err(), "{screen}");
    }
}

/// T03: the order names the proposal that the initiator's console read, octet for octet. Before a registry that shows the approver another
/// one no review begins, even where nothing of it that is shown differs.
#[test]
fn t03_another_proposal_than_the_order_names_is_an_alarm() {
    let mut desk = reviewed_as(&acceptance(12_500), 12_500, |it| it.reason.push('.'), WIDE);
    let screen = desk.screen();
    assert!(screen.contains("ALARM") && screen.contains("another proposal"), "{screen}");
    assert!(!screen.contains("Type it again") && allowed(Action::ReviewApprove, &desk.state).is_err(), "{screen}");
    assert!(
        desk.take().iter().any(|effect| matches!(effect, Effect::NoteRefusal { why, .. } if why.contains("another proposal")))
    );
}

/// F10: what our account holds before and after stands beside the form and in the review.
#[test]
fn f10_what_our_account_holds_before_and_after_is_said() {
    let desk = filled(WIDE);
    let line = |screen: &str| screen.lines().find(|line| line.contains("Our account")).unwrap_or_default().trim().to_owned();
    let before = line(&desk.screen());
    assert!(before.contains(TO) && before.contains('→'), "{}", desk.screen());
    let mut desk = reviewed(500, |_| (), WIDE);
    desk.fire(countersign::app::Timer::Reading);
    assert!(line(&desk.screen()).contains('→'), "{}", desk.screen());
}

/// Promise 5: what the registry allows and the evidence forbids is no offer.
#[test]
fn t03_an_acceptance_on_forged_evidence_is_not_offered() {
    let offer = |keys: &str, forge: Forgery| {
        let mut desk = page(book(12_500, forge), WIDE);
        desk.press(keys);
        let screen = desk.screen();
        screen.lines().find(|line| line.starts_with("│ accept  ")).unwrap_or_else(|| panic!("{screen}")).to_owned()
    };
    let good = offer("a", |_| ());
    assert!(good.contains("may be done"), "{good}");
    assert!(offer("a", |it| it.evidence = None).contains("may be done"), "people decide, and the page says that there is none");
    let forged = offer("esc a", |it| evidence(it).statements.clear());
    assert!(
        !forged.contains("may be done") && forged.contains("barred here  2 persons  the counterpart's evidence does"),
        "{forged}"
    );
}

/// F07: below the amount from which the policy asks for it nothing is typed again; the text is read all the same.
#[test]
fn f07_a_small_proposal_is_read_and_not_typed_again() {
    let desk = reviewed(500, |_| (), WIDE);
    assert!(desk.screen().contains("The transfer it is about"), "{}", desk.screen());
    assert!(allowed(Action::ReviewApprove, &desk.state).unwrap_err().to_string().contains("F09"));
}

/// T03, F15: on forged evidence nothing can be approved, and rejecting it waits for nothing.
#[test]
fn t03_an_acceptance_that_rests_on_forged_evidence_can_only_be_rejected() {
    let mut desk = reviewed(500, |it| evidence(it).statements.clear(), WIDE);
    assert!(desk.screen().contains("ALARM"), "{}", desk.screen());
    review::read(&mut desk);
    let why = allowed(Action::ReviewApprove, &desk.state).unwrap_err().to_string();
    assert!(why.contains("evidence does not hold"), "{why}");
    assert_eq!(allowed(Action::ReviewReject, &desk.state), Ok(()));
}

/// The review waits for what it is about, and says when it can't be had.
#[test]
fn a_review_of_what_can_not_be_had_shows_no_text() {
    let mut book = book(500, |_| ());
    book.papers.orders.push(given_act(&acceptance(500), Decision::Accept, OFFERED));
    book.traffic.transfers.retain(|row| row.summary.id.to_string() != OFFERED);
    let mut desk = desk(book, ("luc.b", "ONL-1"), WIDE);
    open(&mut desk, "order", ORDER);
    desk.press("v");
    assert!(!desk.screen().contains(&Digest::of("x").to_string()) && !desk.screen().contains("exactly as it was signed"));
    assert!(allowed(Action::ReviewApprove, &desk.state).is_err(), "{}", desk.screen());
}
