//! Records that are wrong in the ledger itself, and the transactions by which people put them right: what a ledger says, before and after.

use super::resolving::{Desk, signed};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use countersign::{
    domain::case::ResolutionKind,
    evidence::{
        confirmation::ConfirmationKind, digest::Digest, ledger::Line, order::SourceDocument, resolution::ResolutionText,
        sshsig::Namespace,
    },
    wire::{
        BigNumber,
        admin::{
            Page,
            case::CaseSummary,
            message::{Message, MessageSummary},
        },
        comm::Shown,
        ledger::{Act, Authorization, Posting},
        order::{AuthorizeOrder, OrderAct, ReleaseBlocksOrder},
    },
};
use reqwest::Method;

impl Desk {
    /// Every line of the ledger, oldest first.
    pub async fn ledger(&self) -> Vec<String> {
        let (status, text) = self.answer(Method::GET, "ledger/export", &self.tokens[0], None).await;
        assert_eq!(status, 200, "{text}");
        text.lines().map(str::to_owned).collect()
    }

    /// The open case of a kind.
    pub async fn case_of(&self, code: &str) -> CaseSummary {
        let cases = self.open_cases().await;
        cases.iter().find(|case| case.code == code).unwrap_or_else(|| panic!("no {code}: {cases:?}")).clone()
    }

    /// The digest of a message as the counterpart keeps it, by its copy.
    pub async fn copied(&self, transfer: &str, sequence: u8) -> Digest {
        let found: Page<MessageSummary> = self.get(&format!("messages?filter=transfer:{transfer}&limit=200")).await;
        for copy in found.items.iter().filter(|message| message.kind == "copy") {
            let copy: Message = self.get(&format!("messages/{}", copy.id)).await;
            let shown: Shown = serde_json::from_slice(&STANDARD.decode(&copy.octets).unwrap()).unwrap();
            if shown.sequence == sequence {
                return Digest::of(STANDARD.decode(shown.octets).unwrap());
            }
        }
        panic!("no copy of message {sequence} has come to {}", self.id);
    }

    /// Two persons bring back what was lost, on this evidence.
    pub async fn replayed(&self, case: &str, completion: Digest) {
        let said = self.replay(case, completion).await;
        self.confirmed(&said).await;
    }

    /// Two persons try to, and the registry says why it does not.
    pub async fn replay_refused(&self, case: &str, completion: Digest) -> String {
        let said = self.replay(case, completion).await;
        let why = self.refused(1, &format!("cases/{case}/confirmations"), &self.confirmation(1, &said).await).await;
        let decline = self.said(0, &said, ConfirmationKind::Decline).await;
        self.act(0, &format!("cases/{case}/confirmations"), &decline).await;
        why
    }

    async fn replay(&self, case: &str, completion: Digest) -> ResolutionText {
        self.own(case).await;
        let evidence = vec![SourceDocument::new("completion.json", completion).unwrap()];
        let said = self.resolution_on(case, ResolutionKind::Replayed, (evidence, Vec::new())).await;
        self.act(0, &format!("cases/{case}/resolutions"), &signed(0, said.as_str(), Namespace::Resolve)).await;
        said
    }

    /// Resolves a case by an order: one person submits it and proposes the resolution that names it, another approves and confirms.
    pub async fn resolve_by_order(&self, case: &str) {
        let act = self.correction().await;
        let (order, text) = self.submitted(&act, "what was recorded is wrong").await;
        self.own(case).await;
        let orders = vec![order.parse().unwrap()];
        let said = self.resolution_on(case, ResolutionKind::CorrectingOrder, (Vec::new(), orders)).await;
        self.act(0, &format!("cases/{case}/resolutions"), &signed(0, said.as_str(), Namespace::Resolve)).await;
        self.approved(&order, &text).await;
        self.confirmed(&said).await;
    }

    /// The order that corrects what was recorded last by mistake.
    async fn correction(&self) -> OrderAct {
        let acts = entries(&self.ledger().await);
        let slip = acts.iter().rev().find(|(kind, _)| kind == "practice-slip").unwrap();
        let reason = "what was recorded is wrong".to_owned();
        match &slip.1.postings[0] {
            Posting::Authorization(wrong) => {
                let right = acts.iter().find_map(|(_, act)| first_version(act, &wrong.id)).unwrap();
                let authorization = Authorization { version: wrong.version + 1, ..right };
                OrderAct::Authorize(Box::new(AuthorizeOrder { authorization, reason }))
            }
            Posting::Lock(lock) => OrderAct::ReleaseBlocks(ReleaseBlocksOrder { spans: lock.spans.clone(), reason }),
            other => panic!("no order corrects {other:?}"),
        }
    }
}

/// The kinds of entries, with what they say.
pub fn entries(lines: &[String]) -> Vec<(String, Act)> {
    let read = |line: &String| {
        let line = Line::read(line).unwrap();
        (line.kind().to_owned(), serde_json::from_str(line.act_json()).unwrap())
    };
    lines.iter().map(read).collect()
}

/// An authorization as it was recorded first.
fn first_version(act: &Act, id: &str) -> Option<Authorization> {
    let said = act.postings.iter().filter_map(|posting| match posting {
        Posting::Authorization(said) if said.id == id => Some(said.clone()),
        _ => None,
    });
    said.into_iter().next().filter(|said| said.quantity > Some(BigNumber(100)))
}
