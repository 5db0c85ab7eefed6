//! What may be done with a transfer now, and why not, as the registry says it.
//! It is the registry's answer at one moment; the registry decides again when the act comes.
//! Must not know: who asks, and how an act is sent.

use crate::{domain::words::words, registry::Word, text::Untrusted};

/// An act on a transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TransferAct {
    /// A second person approves the order.
    Approve,
    /// One person takes the order back before anything was sent.
    Withdraw,
    /// One person ends an outgoing transfer before Final.
    Terminate,
    /// Two persons complete it with the counterpart's signed word as evidence.
    CompleteByHand,
    /// Two persons book units in transit back.
    Rebook,
    /// Two persons accept an incoming transfer.
    Accept,
    /// One person rejects an incoming transfer.
    Reject,
    /// Two persons drop the provisional credit without the counterpart's word.
    DropIncoming,
    /// Two persons renounce the units of a cancelled incoming transfer for good.
    GiveUp,
    /// One person asks the counterpart how it stands there.
    Ask,
    /// One person fetches what the counterpart has of it: its copy of every message.
    Pull,
    /// One person sends what waits again, octet by octet.
    Resend,
}

words!(
    TransferAct, "act",
    Approve "approve",
    Withdraw "withdraw",
    Terminate "terminate",
    CompleteByHand "complete-by-hand",
    Rebook "rebook",
    Accept "accept",
    Reject "reject",
    DropIncoming "drop-incoming",
    GiveUp "give-up",
    Ask "ask",
    Pull "pull",
    Resend "resend",
);

/// Whether an act may be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Permission {
    /// The state of the transfer allows it.
    Allowed,
    /// It does not, for this reason; empty when the registry gave none.
    Refused(Untrusted),
}

/// An act with whether it may be done now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllowedAct {
    /// The act.
    pub act: Word<TransferAct>,
    /// How many different persons it takes, at least one.
    pub persons: u8,
    /// Whether the state of the transfer allows it.
    pub permission: Permission,
}

impl AllowedAct {
    /// Whether it may be done.
    pub fn is_allowed(&self) -> bool {
        self.permission == Permission::Allowed
    }
}
