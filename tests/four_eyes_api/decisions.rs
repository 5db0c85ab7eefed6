//! Decisions about a transfer that is there already: the policy asks by how many ITMOs that one is about, and a modified client that says
//! another number, leaves the document out or compares less gets nowhere (F07, F14, F18, F21, T03).

use crate::{
    book::Book,
    client::Client,
    desk::{AMINA, Desk, ESI, LUC, Who, initiated, is_refused, stated},
    movement::{text, transfer},
    versions::{in_force, next_policy},
};
use countersign::{
    evidence::{
        digest::Digest,
        order::{Body, OrderText, SourceDocument},
        sshsig::Namespace,
        statement::{RekeyField, Statement, StatementKind::Approve},
    },
    sandbox::{Level, Options, pair},
    wire::{
        BigNumber,
        admin::{Receipt, signed::SignedText},
        convert::order_text,
        order::{OrderAct, TransferDecision},
    },
};
use jiff::SignedDuration;
use serde_json::Value;
use tempfile::TempDir;

/// GHA01, to which CHE01 proposes a transfer; from 2 ITMOs on its policy asks for more.
struct There {
    _here: Desk,
    desk: Desk,
    book: Book,
    transfer: String,
    quantity: u64,
    _data: TempDir,
}

/// Little is asked of what is small, and from 2 ITMOs on two approvals, everything typed again, the document compared, and an hour.
const BANDS: [&str; 2] = [
    "any from=0 approvals=1 rekey=none own-copy=no release=no call=no cooling-off=none",
    "any from=2 approvals=2 rekey=quantity,acquiring-registry,acquiring-account,units own-copy=yes release=no call=no cooling-off=1h",
];

impl There {
    async fn new() -> Self {
        let data = tempfile::tempdir().unwrap();
        let options = |id: &str| Options {
            accounts: 30,
            blocks: 60,
            history: false,
            data: Some(data.path().to_owned()),
            level: Level::A2,
            ..Options::of(id.parse().unwrap())
        };
        let pair = pair::start(options("CHE01"), options("GHA01")).unwrap();
        let [from, book] = ["CHE01", "GHA01"].map(|id| Book::of(&data.path().join(format!("{id}.sqlite"))));
        let here = Desk::of_client(Client::to(pair.a).await).await;
        let mut desk = Desk::of_client(Client::to(pair.b).await).await;
        let policy = next_policy(&desk, |policy| policy.bands = BANDS.map(|band| band.parse().unwrap()).into());
        in_force(&mut desk, "policy", Namespace::Policy, &policy).await;
        let account = book.accounts()[0].clone();
        for holding in from.holdings().into_iter().filter(|holding| holding.quantity > 1) {
            let (order, facts) = transfer(&here, &holding, &account).await;
            let text = text(&here, &order, facts).await;
            let answer = here.submit(AMINA, &initiated(AMINA, &text)).await;
            if answer.status == 200 {
                let transfer = answer.ok::<Receipt>().subject;
                assert_eq!(here.say(LUC, Approve, (&transfer, &text)).await.status, 200);
                book.wait_for(&transfer, &["received"]);
                return Self { _here: here, desk, book, transfer, quantity: holding.quantity, _data: data };
            }
        }
        panic!("nothing could be transferred");
    }

    /// The order that accepts it, saying so many, resting on a document or on none.
    async fn acceptance(&self, quantity: u64, document: bool) -> OrderText {
        self.acceptance_of(quantity, document, self.book.proposal_of(&self.transfer)).await
    }

    /// The same, naming another proposal.
    async fn acceptance_of(&self, quantity: u64, document: bool, proposal: String) -> OrderText {
        let act = OrderAct::AcceptTransfer(TransferDecision {
            transfer: self.transfer.clone(),
            quantity: BigNumber(quantity),
            proposal,
            reason: "expected delivery".to_owned(),
        });
        let mut order = self.desk.of(AMINA, &act).await;
        order.registry = "GHA01".parse().unwrap();
        if let (Body::Act(act), true) = (&mut order.body, document) {
            act.source = Some(SourceDocument::new("delivery.pdf", Digest::of("a contract")).unwrap());
        }
        order_text::bound(order).unwrap()
    }

    async fn approval(&self, who: Who, order: &OrderText, change: impl FnOnce(&mut Statement)) -> Statement {
        let mut statement = self.desk.statement(who, Approve, order).await;
        change(&mut statement);
        statement
    }
}

/// T03, F21: the amount by which the policy asks is the book's, and the document that must be compared must be there.
#[tokio::test]
async fn an_order_can_t_say_less_than_it_decides_about() {
    let there = There::new().await;
    for quantity in [0, 1, there.quantity + 1, u64::MAX] {
        let text = there.acceptance(quantity, true).await;
        is_refused(&there.desk.submit(AMINA, &initiated(AMINA, &text)).await, "T03", &format!("{quantity} ITMOs"));
    }
    let bare = there.acceptance(there.quantity, false).await;
    is_refused(&there.desk.submit(AMINA, &initiated(AMINA, &bare)).await, "F21", "without a document");
    let text = there.acceptance(there.quantity, true).await;
    let leaves = ["act-1: ", "act-2: ", "act-3: "];
    for left_out in leaves {
        let without = text.as_str().replace("act-count: 3", "act-count: 2");
        let without = without.lines().filter(|line| !line.starts_with(left_out));
        let numbered =
            without.map(|line| if left_out == leaves[2] { line.to_owned() } else { line.replace(leaves[2], leaves[1]) });
        let numbered = numbered.map(|line| {
            if left_out == leaves[0] && line.contains("quantity = ") { line.replace(leaves[1], leaves[0]) } else { line }
        });
        let without: String = numbered.map(|line| format!("{line}\n")).collect();
        let without = OrderText::parse(without.as_bytes()).unwrap();
        assert_eq!(there.desk.submit(AMINA, &initiated(AMINA, &without)).await.status, 400, "a text without {left_out}");
    }
    assert_eq!(there.book.state(&there.transfer).as_deref(), Some("received"));
}

/// T03: what was read is what is signed. A proposal that a lying registry or workstation showed in another form has another digest, and
/// so has what somebody else proposed; an acceptance of it is refused, and so is one that was rewritten after it was signed.
#[tokio::test]
async fn an_acceptance_of_another_proposal_is_refused() {
    let there = There::new().await;
    let octets = there.book.octets_of(&there.transfer, "proposal");
    let altered = String::from_utf8(octets.clone()).unwrap().replacen("\"quantity\":\"", "\"quantity\":\"1", 1).into_bytes();
    assert_ne!(altered, octets, "another quantity");
    let again = serde_json::to_vec_pretty(&serde_json::from_slice::<Value>(&octets).unwrap()).unwrap();
    for (what, digest) in [
        ("an altered copy", Digest::of(altered)),
        ("the same in other octets", Digest::of(again)),
        ("our receipt of it", Digest::of(there.book.octets_of(&there.transfer, "receipt"))),
        ("nothing", Digest::default()),
    ] {
        let text = there.acceptance_of(there.quantity, true, digest.to_string()).await;
        is_refused(&there.desk.submit(AMINA, &initiated(AMINA, &text)).await, "T03", what);
    }
    let other = there.acceptance_of(there.quantity, true, Digest::default().to_string()).await;
    let good = there.acceptance(there.quantity, true).await;
    let signed = initiated(AMINA, &other);
    let rewritten = SignedText { text: good.as_str().to_owned(), ..signed };
    assert_ne!(there.desk.submit(AMINA, &rewritten).await.status, 200, "signatures over another text");
    assert_eq!(there.book.state(&there.transfer).as_deref(), Some("received"));
    assert_eq!(there.desk.submit(AMINA, &initiated(AMINA, &good)).await.status, 200);
}

/// F07, F18, F21, F14: what is compared, how many approve and how long it waits is asked by the quantity of the transfer.
#[tokio::test]
async fn a_decision_is_asked_what_the_transfer_would_be() {
    let mut there = There::new().await;
    let text = there.acceptance(there.quantity, true).await;
    let id = there.desk.submit(AMINA, &initiated(AMINA, &text)).await.ok::<Receipt>().subject;
    for field in [RekeyField::Quantity, RekeyField::AcquiringAccount, RekeyField::Units] {
        let said = there.approval(LUC, &text, |said| said.checked.rekeyed.retain(|other| *other != field)).await;
        is_refused(&there.desk.state(LUC, &id, &stated(LUC, &said)).await, "F07", field.word());
    }
    let said = there.approval(LUC, &text, |said| said.checked.own_copy = false).await;
    is_refused(&there.desk.state(LUC, &id, &stated(LUC, &said)).await, "F21", "without an own copy");
    let ours = |said: &mut Statement| said.checked.rekeyed.retain(|field| *field != RekeyField::AcquiringRegistry);
    let said = there.approval(LUC, &text, ours).await;
    assert_eq!(there.desk.state(LUC, &id, &stated(LUC, &said)).await.status, 200, "this registry's own name proves nothing");
    let served = there.desk.served(&id).await;
    let review = served.signed.unwrap().review;
    assert_eq!((served.state.as_str(), review.approvals.len(), review.needed), ("submitted", 1, 2));
    let said = there.approval(ESI, &text, |_| ()).await;
    assert_eq!(there.desk.state(ESI, &id, &stated(ESI, &said)).await.status, 200);
    assert_eq!(there.desk.served(&id).await.state, "approved", "and not carried out");
    assert_eq!(there.book.state(&there.transfer).as_deref(), Some("received"));
    there.desk.ahead(SignedDuration::from_mins(61)).await;
    there.desk.comes_to(&id, "executed").await;
}
