//! The messages of a transfer, who sends which, and their order: 1 Proposal, 2 Receipt, 3 Accept, 4 Final, 5 Completion.
//! Terminate takes the place of Final: both are number 4, so exactly one of them can ever be sent.
//! Must not know: how a message is written or signed.

use super::Side;
use crate::domain::words;

/// What a message of a transfer says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MessageKind {
    /// Units are offered; they are locked at the sender.
    Proposal,
    /// The proposal is here and well formed; a decision follows.
    Receipt,
    /// The proposal is refused, with the checks that failed. In the answer to it, or later.
    Reject,
    /// The proposal is accepted until a moment that it names; a provisional credit stands.
    Accept,
    /// A message that needs no other answer was taken.
    Ack,
    /// The sender has debited: the point of no return.
    Final,
    /// The receiver has credited.
    Completion,
    /// The transfer ends without Final; the receiver gives up its provisional credit.
    Terminate,
}

words!(
    MessageKind, "message",
    Proposal "proposal",
    Receipt "receipt",
    Reject "reject",
    Accept "accept",
    Ack "ack",
    Final "final",
    Completion "completion",
    Terminate "terminate",
);

impl MessageKind {
    /// The number of a Reject that comes after the Receipt, instead of an Accept.
    pub const LATE_REJECT: u8 = 3;

    /// The message's number within the transfer. A Reject in the answer to the proposal is 2, a late one [`Self::LATE_REJECT`];
    /// an Ack has the number of what it acknowledges, 3 from the transferring and 4 from the acquiring side.
    pub fn sequence(self) -> u8 {
        match self {
            Self::Proposal => 1,
            Self::Receipt | Self::Reject => 2,
            Self::Accept | Self::Ack => 3,
            Self::Final | Self::Terminate => 4,
            Self::Completion => 5,
        }
    }

    /// Whether a message of this kind from this side may have the number.
    pub fn may_be(self, from: Side, sequence: u8) -> bool {
        match (self, from) {
            (Self::Proposal, Side::Transferring) => sequence == 1,
            (Self::Receipt, Side::Acquiring) => sequence == 2,
            (Self::Reject, Side::Acquiring) => sequence == 2 || sequence == Self::LATE_REJECT,
            (Self::Accept, Side::Acquiring) | (Self::Ack, Side::Transferring) => sequence == 3,
            (Self::Final | Self::Terminate, Side::Transferring) | (Self::Ack, Side::Acquiring) => sequence == 4,
            (Self::Completion, Side::Acquiring) => sequence == 5,
            (Self::Proposal | Self::Final | Self::Terminate, Side::Acquiring)
            | (Self::Receipt | Self::Reject | Self::Accept | Self::Completion, Side::Transferring) => false,
        }
    }

    /// Whether this side may send it.
    pub fn may_come_from(self, side: Side) -> bool {
        (1..=5).any(|sequence| self.may_be(side, sequence))
    }

    /// What may stand in the HTTP answer to it; nothing answers what is itself an answer.
    pub fn answers(self) -> &'static [Self] {
        match self {
            Self::Proposal => &[Self::Receipt, Self::Reject],
            Self::Accept | Self::Terminate => &[Self::Ack],
            // The late one; a Reject that is an answer is not answered.
            Self::Reject => &[Self::Ack],
            Self::Final => &[Self::Completion],
            Self::Receipt | Self::Ack | Self::Completion => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_message_has_its_numbers_and_its_sender() {
        for (kind, from_transferring, from_acquiring) in [
            (MessageKind::Proposal, vec![1], vec![]),
            (MessageKind::Receipt, vec![], vec![2]),
            (MessageKind::Reject, vec![], vec![2, 3]),
            (MessageKind::Accept, vec![], vec![3]),
            (MessageKind::Ack, vec![3], vec![4]),
            (MessageKind::Final, vec![4], vec![]),
            (MessageKind::Completion, vec![], vec![5]),
            (MessageKind::Terminate, vec![4], vec![]),
        ] {
            for (side, numbers) in [(Side::Transferring, from_transferring), (Side::Acquiring, from_acquiring)] {
                let found: Vec<u8> = (0..=9).filter(|n| kind.may_be(side, *n)).collect();
                assert_eq!(found, numbers, "{kind:?} from {side:?}");
                assert_eq!(kind.may_come_from(side), !numbers.is_empty());
                assert_eq!(MessageKind::of_word(kind.word()), Some(kind));
            }
            assert!(Side::ALL.iter().any(|(side, _)| kind.may_be(*side, kind.sequence())), "{kind:?}");
        }
        assert_eq!(MessageKind::of_word("Final"), None);
    }

    #[test]
    fn an_answer_comes_from_the_other_side() {
        for (kind, _) in MessageKind::ALL {
            for answer in kind.answers() {
                for (side, _) in Side::ALL.iter().filter(|(side, _)| kind.may_come_from(*side)) {
                    assert!(answer.may_come_from(side.other()), "{answer:?} to {kind:?}");
                }
            }
        }
    }
}
