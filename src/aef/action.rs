//! A row of actions: table 3 of the agreed electronic format, or a row of the older layout.
//! Only transfers to another Party and acquisitions from one have a row in another report; the others are read and counted.
//! Must not know: sheets and files.

use super::{
    cells::{Cells, Unread},
    holding::{columns, contradicts, metric},
    layout::Column,
    line::{Line, Own},
    problem::Why,
    value::{self, Ids, moment, parsed, quantity, some},
};
use crate::domain::{
    BlockRange, Metric, PartyCode,
    reconcile::{ActionKind, ActionRow, Attributes, Position, within::BookRow},
};
use jiff::Timestamp;

/// Kinds of actions, by their letters alone (common nomenclature, table 25(b)); with what the other Party has to report.
const KINDS: [(&str, Option<ActionKind>); 7] = [
    ("authorization", None),
    ("firsttransfer", Some(ActionKind::Transfer)),
    ("transfer", Some(ActionKind::Transfer)),
    ("acquisition", Some(ActionKind::Acquisition)),
    ("use", None),
    ("cancellation", None),
    ("voluntarycancellation", None),
];

/// A row of actions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// The ITMOs.
    pub block: BlockRange,
    /// When, in UTC.
    pub at: Timestamp,
    /// What the other Party's report must have a row for; `None` when no other Party is concerned.
    pub shared: Option<ActionRow>,
}

/// What was read.
pub(super) struct Done {
    pub(super) action: Action,
    pub(super) ids: Ids,
    /// The row, when its quantity or its columns are not what its ids say.
    pub(super) doubtful: Option<BookRow>,
}

/// Rows hardly share the moment at which they were done, but who did what with whom.
impl Line for Action {
    type Saying = Option<(ActionKind, PartyCode)>;

    fn block(&self) -> BlockRange {
        self.block
    }

    fn parts(&self) -> (Self::Saying, Own) {
        (self.shared.as_ref().map(|row| (row.kind, row.counterpart)), Own { at: Some(self.at), ..Own::default() })
    }

    fn of(block: BlockRange, saying: &Self::Saying, own: &Own) -> Self {
        let at = own.at.unwrap_or_default();
        Self { block, at, shared: saying.map(|(kind, counterpart)| ActionRow { kind, counterpart, block, at }) }
    }
}

pub(super) fn read(row: &Cells) -> Result<Done, Unread> {
    let beside = row.beside()?;
    let ids = row.ids(beside)?;
    let word = row.get(Column::ActionType, some)?;
    let letters = value::letters_of(&word);
    let kind = KINDS.iter().find(|(known, _)| *known == letters).map(|(_, kind)| *kind);
    let kind = kind.ok_or((Column::ActionType, Why::Word("the action types of the common nomenclature, table 25(b)")))?;
    let at = row.get(Column::ActionDate, moment)?.ok_or((Column::ActionDate, Why::Empty))?;
    let column = if kind == Some(ActionKind::Acquisition) { Column::Transferring } else { Column::Acquiring };
    // The column of the other Party may say NA for an action that has none.
    let says_none = matches!(row.get(column, value::text)?, Some(text) if value::is_na(&text));
    let other = if says_none { None } else { row.get(column, parsed)? };
    let shared = kind.zip(other).map(|(kind, counterpart)| ActionRow { kind, counterpart, block: ids.block, at });
    let doubtful = doubtful(row, &ids, beside)?;
    Ok(Done { action: Action { block: ids.block, at, shared }, ids, doubtful })
}

fn doubtful(row: &Cells, ids: &Ids, beside: value::Beside) -> Result<Option<BookRow>, Unread> {
    let columns = columns(row, ids, beside)?;
    let metric = metric(row)?;
    let quantity = match row.get(Column::MetricQuantity, quantity)? {
        Some(said) => Some(said),
        None => row.get(Column::Tonnes, quantity)?,
    };
    let counts = metric != Some(Metric::NonGhg);
    if !(contradicts(ids, columns) || (counts && quantity.is_some_and(|said| said != ids.block.quantity()))) {
        return Ok(None);
    }
    let attributes = Attributes { metric, ..Attributes::held_by(ids.block.series.registry) };
    Ok(Some(BookRow { line: Position::new(ids.block, attributes), quantity, columns }))
}
