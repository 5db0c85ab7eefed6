//! What is true of ITMOs by this book: of those in it from its own rows, of those that left from the proposal they left with.
//! The proposal is signed and kept by both registries, so what it said then is what the acquiring one should say now.
//! Must not know: who holds the ITMOs now.

use crate::{
    domain::{
        BlockRange, Metric, RegistryId,
        authorization::AuthorizationState,
        reconcile::{Attributes, Underlying},
        transfer::MessageKind,
    },
    sandbox::{
        book::{self, Nature, Transfer},
        comm::{CommProblem, archive},
    },
    text::Untrusted,
    wire::{comm::Says, ledger::Block},
};
use jiff::civil::Date;
use rusqlite::Connection;
use std::{collections::BTreeMap, rc::Rc};

/// What was proposed, and the day of the first transfer.
type Proposed = (Vec<Block>, Option<Date>);

/// The proposals of transfers, each read once.
pub(super) struct Told<'a> {
    book: &'a Connection,
    proposed: BTreeMap<String, Rc<Proposed>>,
}

impl<'a> Told<'a> {
    pub(super) fn new(book: &'a Connection) -> Self {
        Self { book, proposed: BTreeMap::new() }
    }

    /// A run of ITMOs that left with a transfer, cut as they were proposed. What no proposal names is said without attributes.
    pub(super) fn of(
        &mut self,
        transfer: &Transfer,
        run: BlockRange,
    ) -> Result<Vec<(BlockRange, Option<Attributes>)>, CommProblem> {
        let proposed = self.proposed(&transfer.id.to_string())?;
        let (blocks, first_transferred) = proposed.as_ref();
        let mut found = Vec::new();
        for block in blocks {
            let Some(span) = super::super::spoken::range(&block.first, &block.last) else { continue };
            let Some(range) = span.range.intersect(run.range).filter(|_| span.series == run.series) else { continue };
            let nature = Nature {
                authorization: block
                    .authorization
                    .parse()
                    .map_err(|_| CommProblem::Evidence("a proposal names no authorization"))?,
                version: block.version,
                non_ghg: block.non_ghg.clone(),
                underlying: block.underlying.clone(),
                first_transferred: block.first_transferred.or(*first_transferred),
            };
            let part = BlockRange { range, ..run };
            found.push((part, Some(of_nature(self.book, &nature, transfer.to_registry, part)?)));
        }
        if found.is_empty() {
            found.push((run, None));
        }
        Ok(found)
    }

    fn proposed(&mut self, transfer: &str) -> Result<Rc<Proposed>, CommProblem> {
        if let Some(known) = self.proposed.get(transfer) {
            return Ok(Rc::clone(known));
        }
        let says = |kind| -> Result<Option<Says>, CommProblem> {
            Ok(archive::read_said(self.book, transfer, kind)?.map(|message| message.says))
        };
        let blocks = match says(MessageKind::Proposal)? {
            Some(Says::Proposal(proposal)) => proposal.blocks,
            _ => Vec::new(),
        };
        let day = match says(MessageKind::Final)? {
            Some(Says::Final(last)) => Some(last.first_transferred),
            _ => None,
        };
        let read = Rc::new((blocks, day));
        self.proposed.insert(transfer.to_owned(), Rc::clone(&read));
        Ok(read)
    }
}

/// What a book says of a run of ITMOs of one nature.
pub(super) fn of_nature(
    book: &Connection,
    nature: &Nature,
    holder: RegistryId,
    block: BlockRange,
) -> Result<Attributes, CommProblem> {
    let given = book::authorization_said(book, nature.authorization.as_str(), None)?;
    let text = |text: String| Some(Untrusted::new(text));
    let state = given.as_ref().and_then(|given| AuthorizationState::of_word(&given.state));
    let metric = given.as_ref().and_then(|given| Metric::of_word(&given.metric));
    let (mitigation_type, sector, activity_type) = match given {
        Some(given) => (text(given.mitigation_type), text(given.sector), text(given.activity_type)),
        None => (None, None, None),
    };
    Ok(Attributes {
        authorization: Some(nature.authorization.clone()),
        authorization_version: Some(nature.version),
        authorization_state: state,
        metric,
        non_ghg: (metric == Some(Metric::NonGhg)).then(|| Untrusted::new(nature.non_ghg.clone())),
        mitigation_type,
        sector,
        activity_type,
        underlying: (!matches!(nature.underlying.as_str(), "" | "NA"))
            .then(|| Underlying { of: block.range, units: Untrusted::new(nature.underlying.clone()) }),
        first_transferred: Some(nature.first_transferred),
        ..Attributes::held_by(holder)
    })
}
