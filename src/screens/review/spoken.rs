//! What the viewer has said of an order already, and where it stands since: a review they are done with says so, and what comes next.
//! Nothing of the order itself stands here; whoever may not approve it sees only the reason.
//! Must not know: why there is no review any more.

use crate::{
    app::Signer,
    evidence::statement::StatementKind,
    screens::{
        case::{CaseFile, Doubt, Judged},
        order::judged,
    },
    ui::detail::Item,
};
use jiff::Timestamp;

/// Somebody's last word about an order, and where it stands.
#[derive(Debug)]
pub(in crate::screens) struct Spoken {
    /// What they said last.
    pub kind: StatementKind,
    stands: Vec<Item<'static>>,
}

impl Spoken {
    /// The signer's last word.
    pub fn of(file: &CaseFile, found: &Result<Judged, Doubt>, signer: &Signer, now: Timestamp) -> Option<Self> {
        let (order, case) = (file.order().value()?, found.as_ref().ok()?);
        let mut theirs = case.statements.iter().map(|signed| signed.text.statement()).filter(|said| said.person == signer.person);
        let kind = theirs.next_back().map(|said| said.kind)?;
        let stands = judged::page(order, Some(found), None, now).into_items();
        Some(Self { kind, stands })
    }

    /// What they have done.
    pub fn heading(&self) -> &'static str {
        match self.kind {
            StatementKind::Approve => "You have approved this order",
            StatementKind::Release => "You have released this order",
            StatementKind::Reject => "You have rejected this order",
            StatementKind::Stop => "You have stopped this order",
            StatementKind::Withdraw => "You have withdrawn this order",
            StatementKind::WithdrawApproval => "You have taken your approval of this order back",
        }
    }

    /// Where it stands.
    pub fn stands(&self) -> Vec<Item<'static>> {
        self.stands.clone()
    }
}
