//! What one person may do with a block at once: freeze it (F15).
//! Only what is available can be frozen; what an order or a transfer holds is freed by ending that first.
//! Must not know: how an act is confirmed or sent.

use crate::{
    app::{
        Action,
        confirm::{Answer, Intent},
        why::Refusal,
    },
    domain::{Block, BlockRange, BlockState},
    registry::Deed,
    text::{Kind, Untrusted, number::grouped},
};

/// What an act would be now.
///
/// # Errors
/// [`Refusal`] says why it can't be done.
pub fn intent(block: &Block, action: Action) -> Result<Intent, Refusal> {
    if action != Action::FreezeBlock {
        return Err(Refusal::NotHere(action.spec().scope));
    }
    if block.state != BlockState::Available {
        return Err(Refusal::BlockIs(block.state.word()));
    }
    let (first, last) = (block.first_id(), block.last_id());
    Ok(Intent {
        deed: Deed::FreezeBlocks(BlockRange { series: block.series, range: block.range }),
        what: match block.quantity().count() {
            1 => format!("This ITMO stays in account {} and can't move any more, at once.", block.account),
            many => format!("These {} ITMOs stay in account {} and can't move any more, at once.", grouped(many), block.account),
        },
        whom: Untrusted::new(format!("{first} to {last}")).gate(Kind::Prose),
        undo: "Releasing them takes two persons.",
        answer: Answer::Words(first.to_string()),
    })
}
