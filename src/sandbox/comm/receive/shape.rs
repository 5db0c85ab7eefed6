//! Whether what a proposal names are units at all: ids, order, one series a block, no unit twice, the stated total.
//! What is not can't be written into any book, so it is refused outright and no transfer begins.
//! Must not know: which units exist, and who holds them.

use crate::{
    domain::{
        AccountId, BlockRange, IdProblem, ItmoId, RegistryId,
        transfer::{PickProblem, Picks},
    },
    sandbox::comm::refuse::Refused,
    wire::{
        comm::{Party, Proposal},
        ledger::Span,
    },
};

/// The greatest serial a book can hold.
const LAST_SERIAL: u64 = i64::MAX as u64;

/// The units of a proposal.
pub fn units(proposal: &Proposal) -> Result<Picks, Refused> {
    let picks = picks(proposal.blocks.iter().map(|block| (block.first.as_str(), block.last.as_str())))?;
    let stated = proposal.quantity.0;
    if stated == 0 {
        return Err(malformed("M11", "the quantity is a whole number above zero"));
    }
    if stated != picks.quantity().count() {
        let refused = malformed("B04", "the blocks hold another number of units than is stated");
        return Err(refused.value("stated", stated).value("in blocks", picks.quantity().count()));
    }
    Ok(picks)
}

/// The units of some spans.
pub fn spans(spans: &[Span]) -> Result<Picks, Refused> {
    picks(spans.iter().map(|span| (span.first.as_str(), span.last.as_str())))
}

fn picks<'a>(ends: impl Iterator<Item = (&'a str, &'a str)>) -> Result<Picks, Refused> {
    let spans = ends.take(Picks::MOST + 1).map(span).collect::<Result<_, _>>()?;
    Picks::new(spans).map_err(|problem| {
        let check = match problem {
            PickProblem::Empty | PickProblem::TooMany(_) => "B01",
            PickProblem::Overlap(..) => "B06",
            PickProblem::Overflow => "M11",
        };
        malformed(check, problem.to_string())
    })
}

fn span((first, last): (&str, &str)) -> Result<BlockRange, Refused> {
    let id = |text: &str| text.parse::<ItmoId>().map_err(|problem| malformed("M01", format!("an id of a block: {problem}")));
    let (first, last) = (id(first)?, id(last)?);
    let range = BlockRange::of(first, last).map_err(|problem| {
        let check = if problem == IdProblem::Series { "B03" } else { "B02" };
        malformed(check, problem.to_string())
    })?;
    if range.range.last().number() > LAST_SERIAL {
        return Err(malformed("M11", "a serial is greater than any book can hold").value("last", range.range.last().number()));
    }
    Ok(range)
}

/// Both ends of a proposal: the transferring one in the sender's registry, the acquiring one in ours.
pub fn ends(proposal: &Proposal, sender: RegistryId, us: RegistryId) -> Result<(), Refused> {
    end(&proposal.from, sender)?;
    end(&proposal.to, us)
}

fn end(party: &Party, registry: RegistryId) -> Result<(), Refused> {
    if party.registry != registry.to_string() {
        return Err(malformed("A07", format!("an account of {registry} was expected at this end")));
    }
    party.account.parse::<AccountId>().map(drop).map_err(|problem| malformed("M01", problem.to_string()))
}

fn malformed(check: &'static str, detail: impl Into<String>) -> Refused {
    Refused::new(422, "not-acceptable", check, detail)
}
